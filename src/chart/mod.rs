//! Charts as scenes: layout is pure, drawing works on any plotters backend.
//!
//! A chart is a plain description ([`run_chart::RunChart`], [`dose_timeline::DoseTimeline`],
//! [`sparkline::Sparkline`]; of the self-assessment [`spread::Spread`], [`radar::Radar`],
//! [`dumbbell::Dumbbell`]; of the stages [`stage_timeline::StageTimelineData`]; of clinicians
//! [`small_multiples::SmallMultiples`] and [`variation::Variation`]; of one goal
//! [`thermometer::Thermometer`]) that lays itself out as a [`scene::Scene`]; [`draw::draw`] puts a
//! scene on a window, [`export`] writes it as SVG or PNG.

pub mod contrast;
pub mod dose_timeline;
pub mod draw;
pub mod dumbbell;
pub mod export;
pub mod finding;
pub mod geometry;
pub mod glyphs;
pub mod ink;
pub mod key;
pub mod measured;
pub mod page;
pub mod palette;
pub mod place;
pub mod radar;
pub mod raster;
pub mod run_chart;
pub mod scale;
pub mod scene;
pub mod sheet;
pub mod small_multiples;
pub mod sparkline;
pub mod spread;
pub mod stage_timeline;
pub mod text;
pub mod thermometer;
pub mod value_axis;
pub mod variation;

#[cfg(test)]
mod testing;

pub use ink::Ink;
pub use palette::{DARK, LIGHT, PRESENT, Palette, Rgb};
pub use scene::{Pos, Rect, Scene};
