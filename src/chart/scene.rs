//! A scene: a picture as plain data, laid out in points, before any drawing.
//!
//! Layout makes scenes, [`super::draw`] puts them on any plotters backend; colours are
//! [`Ink`]s until a palette says what they are.

pub use super::geometry::{Pos, Rect};
use super::ink::Ink;
use super::text::{self, TextStyle};

/// The pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// No gaps.
    Solid,
    /// Extended median.
    Dashed,
    /// Median of a part with a signal.
    LongDashed,
    /// End of a baseline.
    Dotted,
    /// Goal.
    DashDot,
}

impl Dash {
    /// Lengths drawn and left out in turn, for strokes of ordinary width.
    pub const fn pattern(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[6.0, 4.0],
            Self::LongDashed => &[12.0, 4.0],
            Self::Dotted => &[2.0, 3.0],
            Self::DashDot => &[7.0, 3.0, 1.5, 3.0],
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Pattern.
    pub dash: Dash,
    /// Multiplies the pattern's lengths: 1 on the desk, more on a wall.
    pub dash_scale: f32,
    /// Colour role.
    pub ink: Ink,
}

impl Stroke {
    /// An unbroken line.
    pub const fn solid(width: f32, ink: Ink) -> Self {
        Self::dashed(width, ink, Dash::Solid, 1.0)
    }

    /// A line with a pattern.
    pub const fn dashed(width: f32, ink: Ink, dash: Dash, dash_scale: f32) -> Self {
        Self {
            width,
            dash,
            dash_scale,
            ink,
        }
    }
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkShape {
    /// A disc.
    Disc,
    /// A square on its corner.
    Diamond,
}

/// Where a text hangs horizontally on its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignX {
    /// The position is the left end.
    Left,
    /// The position is the middle.
    Centre,
    /// The position is the right end.
    Right,
}

/// Where a text hangs vertically on its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignY {
    /// The position is on the baseline.
    Baseline,
    /// The position is at half the height of a capital.
    Middle,
    /// The position is the upper edge of the box.
    Top,
}

/// One line of text with its measured box.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where it hangs: x by `align`, y is the baseline.
    pub at: Pos,
    /// Where it hangs horizontally.
    pub align: AlignX,
    /// Size and weight.
    pub style: TextStyle,
    /// Colour role.
    pub ink: Ink,
    /// The words.
    pub content: String,
    /// The box it covers.
    pub bounds: Rect,
}

impl Text {
    /// Measures a text and settles its baseline.
    pub fn new(
        at: Pos,
        (align, vertical): (AlignX, AlignY),
        style: TextStyle,
        ink: Ink,
        content: impl Into<String>,
    ) -> Self {
        let content = content.into();
        let wide = text::width(&content, style);
        let baseline = match vertical {
            AlignY::Baseline => at.1,
            AlignY::Middle => at.1 + style.size * text::CAP_HEIGHT / 2.0,
            AlignY::Top => at.1 + style.size * text::ASCENT,
        };
        let left = match align {
            AlignX::Left => at.0,
            AlignX::Centre => at.0 - wide / 2.0,
            AlignX::Right => at.0 - wide,
        };
        let bounds = Rect::new(
            left,
            baseline - style.size * text::ASCENT,
            left + wide,
            baseline + style.size * text::DESCENT,
        );
        Self {
            at: (at.0, baseline),
            align,
            style,
            ink,
            content,
            bounds,
        }
    }

    /// The same text `x` farther right and `y` farther down.
    #[must_use]
    pub fn moved(&self, x: f32, y: f32) -> Self {
        let mut text = self.clone();
        text.at = (text.at.0 + x, text.at.1 + y);
        text.bounds = text.bounds.moved(x, y);
        text
    }
}

/// One thing in a scene.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A line through points.
    Line {
        /// At least two points.
        points: Vec<Pos>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A closed shape.
    Polygon {
        /// Its corners in order.
        points: Vec<Pos>,
        /// What it is filled with.
        fill: Option<Ink>,
        /// Its outline.
        outline: Option<Stroke>,
    },
    /// An upright rectangle.
    Box {
        /// Its edges.
        rect: Rect,
        /// Radius of its corners.
        radius: f32,
        /// What it is filled with.
        fill: Option<Ink>,
        /// Its outline.
        outline: Option<Stroke>,
    },
    /// A disc, ring or diamond.
    Mark {
        /// Its middle.
        at: Pos,
        /// Its shape.
        shape: MarkShape,
        /// Distance from the middle to the rim.
        radius: f32,
        /// What it is filled with.
        fill: Ink,
        /// Width and ink of the rim.
        rim: Option<(f32, Ink)>,
    },
    /// A text.
    Text(Text),
}

/// A picture, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is in it, back to front.
    pub items: Vec<Item>,
}

impl Scene {
    /// An empty scene.
    pub const fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            items: Vec::new(),
        }
    }

    /// The whole picture.
    pub const fn frame(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Pos, to: Pos, stroke: Stroke) {
        self.items.push(Item::Line {
            points: vec![from, to],
            stroke,
        });
    }

    /// Adds a line through points; nothing when there are fewer than two.
    pub fn polyline(&mut self, points: Vec<Pos>, stroke: Stroke) {
        if points.len() > 1 {
            self.items.push(Item::Line { points, stroke });
        }
    }

    /// Adds a filled rectangle.
    pub fn fill(&mut self, rect: Rect, ink: Ink) {
        self.items.push(Item::Box {
            rect,
            radius: 0.0,
            fill: Some(ink),
            outline: None,
        });
    }

    /// Adds a mark.
    pub fn mark(
        &mut self,
        at: Pos,
        shape: MarkShape,
        radius: f32,
        fill: Ink,
        rim: Option<(f32, Ink)>,
    ) {
        self.items.push(Item::Mark {
            at,
            shape,
            radius,
            fill,
            rim,
        });
    }

    /// Every text in the picture.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }

    /// What a reader without sight is told: every text, in order.
    pub fn words(&self) -> String {
        let words: Vec<&str> = self.texts().map(|text| text.content.as_str()).collect();
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_measures_its_box_from_where_it_hangs() {
        let style = TextStyle::regular(10.0);
        let hang = |align| {
            Text::new(
                (50.0, 20.0),
                (align, AlignY::Baseline),
                style,
                Ink::Text,
                "1234",
            )
        };
        assert!((hang(AlignX::Left).bounds.left - 50.0).abs() < 1e-3);
        assert!((hang(AlignX::Right).bounds.right - 50.0).abs() < 1e-3);
        let centred = hang(AlignX::Centre).bounds;
        assert!((centred.width() - 4.0 * 5.94).abs() < 1e-2);
        assert!((centred.left + centred.right - 100.0).abs() < 1e-3);
        assert!(centred.top < 20.0 && centred.bottom > 20.0);
    }
}
