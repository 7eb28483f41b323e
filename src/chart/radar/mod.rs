//! The radar: means of the blocks of one round or of two, on spokes from 1 to 12.

mod labels;
mod shapes;
mod web;

#[cfg(test)]
pub(super) mod tests;

use super::key::{self, Sample};
use super::page::{Page, Surround};
use super::scale::{on_scale, score_words};
use super::scene::{AlignX, AlignY, Pos, Scene, Text};
use super::text::{TextStyle, ellipsis};

/// The least height that is kept for the picture itself, in design points.
const PICTURE: f32 = 220.0;

/// The values of one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RadarSeries {
    /// What it is called: `Repeat, October 2026`.
    pub name: String,
    /// One a spoke, 1 to 12; `None` where nobody answered.
    pub values: Vec<Option<f64>>,
}

impl RadarSeries {
    /// The value on a spoke, when there is one on the scale.
    fn value(&self, spoke: usize) -> Option<f64> {
        on_scale(self.values.get(spoke).copied().flatten()?)
    }
}

/// A radar without a size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Radar {
    /// Names of the spokes, clockwise from the top: `1 Leadership`; three or more.
    pub spokes: Vec<String>,
    /// The earlier round: a dashed outline with rings.
    pub former: Option<RadarSeries>,
    /// The later round, or the only one: a line with a light area and discs.
    pub latter: Option<RadarSeries>,
    /// Heading, footer and edge of a picture that leaves the window.
    pub surround: Surround,
}

/// Where a value was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedValue {
    /// Position of its spoke.
    pub spoke: usize,
    /// Whether it is of the earlier round.
    pub is_former: bool,
    /// Where it is.
    pub at: Pos,
}

/// A radar with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOutRadar {
    /// The picture.
    pub scene: Scene,
    /// Every value, for pointing at.
    pub values: Vec<PlacedValue>,
    /// Spokes whose name found no room.
    pub unlabelled: Vec<usize>,
}

impl LaidOutRadar {
    /// The value nearest to a position, no farther than `reach`.
    pub fn value_near(&self, (x, y): Pos, reach: f32) -> Option<PlacedValue> {
        let distance = |value: &&PlacedValue| (value.at.0 - x).hypot(value.at.1 - y);
        let within = self.values.iter().filter(|value| distance(value) <= reach);
        within
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .copied()
    }
}

impl Radar {
    /// Lays the radar out in `width × height` points; `k` multiplies every size of type and
    /// stroke (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> LaidOutRadar {
        let mut page = Page::with_surround((width, height), k, &self.surround, PICTURE);
        if self.spokes.len() < 3 {
            too_few(&mut page);
            return LaidOutRadar {
                scene: page.into_sheet().scene,
                values: Vec::new(),
                unlabelled: Vec::new(),
            };
        }
        key::key(&mut page, &self.key());
        let web = labels::fit(&page, self);
        let areas = shapes::area(&mut page, self, &web);
        web.draw(&mut page.scene, k);
        let unlabelled = labels::labels(&mut page, &web);
        let values = shapes::outlines(&mut page, self, &web);
        web::numbers(&mut page, &web, &areas);
        LaidOutRadar {
            scene: page.into_sheet().scene,
            values,
            unlabelled,
        }
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let spokes = self.spokes.iter().enumerate();
        let facts: Vec<String> = spokes
            .map(|(spoke, name)| format!("{name} {}", self.value_words(spoke)))
            .collect();
        facts.join("; ")
    }

    fn key(&self) -> Vec<(Sample, String)> {
        let latter = self.latter.iter().map(|of| (Sample::LatterLine, of));
        let former = self.former.iter().map(|of| (Sample::FormerLine, of));
        let named = former.chain(latter).filter(|(_, of)| !of.name.is_empty());
        named
            .map(|(sample, of)| (sample, of.name.clone()))
            .collect()
    }

    /// The values of a spoke: `7.2, was 4.8`.
    fn value_words(&self, spoke: usize) -> String {
        let value = |series: &Option<RadarSeries>| series.as_ref()?.value(spoke);
        match (value(&self.former), value(&self.latter), &self.former) {
            (Some(former), Some(latter), _) => {
                format!("{}, was {}", score_words(latter), score_words(former))
            }
            (Some(former), None, _) if self.latter.is_none() => score_words(former),
            (Some(former), None, _) => format!("no answers, was {}", score_words(former)),
            (None, Some(latter), Some(_)) => format!("{}, no former answer", score_words(latter)),
            (None, Some(latter), None) => score_words(latter),
            (None, None, _) => "no answers".to_owned(),
        }
    }
}

/// Says why there is no picture.
fn too_few(page: &mut Page) {
    let style = TextStyle::regular(15.0 * page.k);
    let words = ellipsis(
        "A radar needs three blocks or more",
        style,
        page.left.width(),
    );
    let at = (
        f32::midpoint(page.left.left, page.left.right),
        f32::midpoint(page.left.top, page.left.bottom),
    );
    let hang = (AlignX::Centre, AlignY::Middle);
    let ink = super::ink::Ink::Text2;
    page.say_if_free(Text::new(at, hang, style, ink, words));
}
