//! What a column of a table is.

use std::borrow::Cow;

/// Where the text of a column stands; its header stands there too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words and dates.
    #[default]
    Left,
    /// Numbers, with equal decimals.
    Right,
    /// A single mark.
    Center,
}

/// Weight and colour of a column's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// First text.
    #[default]
    Plain,
    /// Semibold: the name of the row.
    Strong,
    /// Second text.
    Second,
    /// Absent: "not booked", "none".
    Absent,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent yes or no of one column"
)]
pub struct Col {
    /// What the caller knows it by.
    pub key: Cow<'static, str>,
    /// The header.
    pub title: Cow<'static, str>,
    /// Width in points at scale 1; for a filling column the least width.
    pub width: f32,
    /// Where its text stands.
    pub align: Align,
    /// Weight and colour of its text.
    pub tone: Tone,
    /// Whether a press on its header sorts.
    pub sortable: bool,
    /// Whether the first press sorts downwards.
    pub descending_first: bool,
    /// Whether it takes its share of the width left over.
    pub fills: bool,
    /// Whether it stays when the table scrolls sideways; frozen columns come first.
    pub frozen: bool,
    /// Whether its cells are drawn by [`Rows::cell_ui`].
    pub drawn: bool,
}

impl Col {
    /// A sortable column of left-aligned text.
    pub fn new(
        key: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
        width: f32,
    ) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            width,
            align: Align::Left,
            tone: Tone::Plain,
            sortable: true,
            descending_first: false,
            fills: false,
            frozen: false,
            drawn: false,
        }
    }

    /// Right-aligned; the first press sorts downwards, as numbers are looked through.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self.descending_first = true;
        self
    }

    /// Centred, for single marks.
    #[must_use]
    pub fn center(mut self) -> Self {
        self.align = Align::Center;
        self
    }

    /// Semibold text.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.tone = Tone::Strong;
        self
    }

    /// Second text colour.
    #[must_use]
    pub fn second(mut self) -> Self {
        self.tone = Tone::Second;
        self
    }

    /// A press on the header does nothing.
    #[must_use]
    pub fn unsortable(mut self) -> Self {
        self.sortable = false;
        self
    }

    /// Takes its share of the width left over.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.fills = true;
        self
    }

    /// Stays when the table scrolls sideways.
    #[must_use]
    pub fn frozen(mut self) -> Self {
        self.frozen = true;
        self
    }

    /// Cells are drawn by [`Rows::cell_ui`].
    #[must_use]
    pub fn drawn(mut self) -> Self {
        self.drawn = true;
        self
    }
}
