//! The look: mode, scale, colours and type, and the way every part reaches them.

mod apply;
mod colors;
mod fonts;

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Id, RichText, Stroke, TextStyle, Ui};

use crate::chart::palette::{self, Palette};

pub use apply::apply;
pub use colors::Colors;
pub use fonts::{install_fonts, strong_family, text_family};

/// Which set of colours is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Dark text on light ground.
    #[default]
    Light,
    /// Light text on dark ground.
    Dark,
    /// For a projector: stronger contrast, everything larger.
    Present,
}

/// The steps of type. Nothing else is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The one number of a tile or tally, 30/36 semibold.
    Display,
    /// Page, patient or dialog name, 22/28 semibold; one a screen.
    Title,
    /// Card and panel headings, 17/24 semibold.
    Heading,
    /// Level descriptions, 17/24.
    Reading,
    /// Sentences, forms, buttons, 15/21.
    Body,
    /// The word that matters in body text, 15/21 semibold.
    Strong,
    /// Table cells and small buttons, 14/18.
    Table,
    /// Table headers and names in tables, 14/18 semibold.
    TableStrong,
    /// Captions, axes, status line, 12.5/17; the floor.
    Small,
    /// A small word that matters, 12.5/17 semibold.
    SmallStrong,
}

impl Style {
    /// All steps, largest first.
    pub const ALL: [Self; 10] = [
        Self::Display,
        Self::Title,
        Self::Heading,
        Self::Reading,
        Self::Body,
        Self::Strong,
        Self::Table,
        Self::TableStrong,
        Self::Small,
        Self::SmallStrong,
    ];

    /// Size and line height in points before the present scale, and whether it is semibold.
    fn metrics(self) -> (f32, f32, bool) {
        match self {
            Self::Display => (30.0, 36.0, true),
            Self::Title => (22.0, 28.0, true),
            Self::Heading => (17.0, 24.0, true),
            Self::Reading => (17.0, 24.0, false),
            Self::Body => (15.0, 21.0, false),
            Self::Strong => (15.0, 21.0, true),
            Self::Table => (14.0, 18.0, false),
            Self::TableStrong => (14.0, 18.0, true),
            Self::Small => (12.5, 17.0, false),
            Self::SmallStrong => (12.5, 17.0, true),
        }
    }

    /// The egui text style of the same name.
    pub fn text_style(self) -> TextStyle {
        match self {
            Self::Display => TextStyle::Name("display".into()),
            Self::Title => TextStyle::Name("title".into()),
            Self::Heading => TextStyle::Heading,
            Self::Reading => TextStyle::Name("reading".into()),
            Self::Body => TextStyle::Body,
            Self::Strong => TextStyle::Name("strong".into()),
            Self::Table => TextStyle::Name("table".into()),
            Self::TableStrong => TextStyle::Name("table_strong".into()),
            Self::Small => TextStyle::Small,
            Self::SmallStrong => TextStyle::Name("small_strong".into()),
        }
    }

    /// The same size in semibold; larger steps are semibold already.
    #[must_use]
    pub fn semibold(self) -> Self {
        match self {
            Self::Reading => Self::Heading,
            Self::Body => Self::Strong,
            Self::Table => Self::TableStrong,
            Self::Small => Self::SmallStrong,
            other => other,
        }
    }
}

/// Mode, scale and colours of the whole window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Which set of colours is on.
    pub mode: Mode,
    /// Present scale: every size, space, radius and stroke is multiplied by it; 1 outside present.
    pub k: f32,
    /// The colours by purpose.
    pub colors: Colors,
}

impl Default for Theme {
    fn default() -> Self {
        Self::light()
    }
}

impl Theme {
    /// The light look.
    pub fn light() -> Self {
        Self {
            mode: Mode::Light,
            k: 1.0,
            colors: colors::LIGHT,
        }
    }

    /// The dark look.
    pub fn dark() -> Self {
        Self {
            mode: Mode::Dark,
            k: 1.0,
            colors: colors::DARK,
        }
    }

    /// The look for a projector, scaled so that the smallest text is 1/50 of `window_height` points.
    pub fn present(window_height: f32) -> Self {
        Self {
            mode: Mode::Present,
            k: (window_height / 50.0 / 12.5).max(1.0),
            colors: colors::PRESENT,
        }
    }

    /// The theme set with [`apply`]; light before that.
    pub fn of(ui: &Ui) -> Self {
        Self::of_ctx(ui.ctx())
    }

    /// Like [`Theme::of`], where only the context is at hand.
    pub fn of_ctx(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }

    /// The palette of the same mode, for charts.
    pub fn palette(&self) -> &'static Palette {
        match self.mode {
            Mode::Light => &palette::LIGHT,
            Mode::Dark => &palette::DARK,
            Mode::Present => &palette::PRESENT,
        }
    }

    /// The colours by purpose.
    pub fn color(&self) -> &Colors {
        &self.colors
    }

    /// `points` of the drawing at scale 1, in points of this window.
    pub fn pt(&self, points: f32) -> f32 {
        points * self.k
    }

    /// `points` as a margin side.
    pub fn margin(&self, points: f32) -> i8 {
        self.pt(points).round().clamp(0.0, 127.0) as i8
    }

    /// `points` as a corner radius.
    pub fn radius(&self, points: f32) -> u8 {
        self.pt(points).round().clamp(0.0, 255.0) as u8
    }

    /// Gap between controls: 8.
    pub fn gap(&self) -> f32 {
        self.pt(8.0)
    }

    /// Gap between cards: 12.
    pub fn card_gap(&self) -> f32 {
        self.pt(12.0)
    }

    /// Padding inside cards and at the window's edge: 16.
    pub fn padding(&self) -> f32 {
        self.pt(16.0)
    }

    /// Height of a control: 32, or 26 when small.
    pub fn control_height(&self, small: bool) -> f32 {
        self.pt(if small { 26.0 } else { 32.0 })
    }

    /// One-pixel rule.
    pub fn rule(&self) -> Stroke {
        Stroke::new(self.pt(1.0), self.colors.rule)
    }

    /// Outline of a control.
    pub fn control_stroke(&self) -> Stroke {
        Stroke::new(self.pt(1.0), self.colors.control_border)
    }

    /// The font of a step of type.
    pub fn font(&self, style: Style) -> FontId {
        let (size, _, semibold) = style.metrics();
        let family = if semibold {
            strong_family()
        } else {
            text_family()
        };
        FontId::new(self.pt(size), family)
    }

    /// Line height of a step of type in points.
    pub fn line_height(&self, style: Style) -> f32 {
        self.pt(style.metrics().1)
    }

    /// Text in a step of type, in the first text colour of its widget.
    pub fn rich(&self, text: impl Into<String>, style: Style) -> RichText {
        RichText::new(text)
            .font(self.font(style))
            .line_height(Some(self.line_height(style)))
    }

    /// Text in a step of type and a colour.
    pub fn rich_in(&self, text: impl Into<String>, style: Style, color: Color32) -> RichText {
        self.rich(text, style).color(color)
    }

    /// Format for a section of a [`LayoutJob`].
    pub fn format(&self, style: Style, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(style),
            line_height: Some(self.line_height(style)),
            color,
            ..TextFormat::default()
        }
    }

    /// One line of text for a painter.
    pub fn galley(&self, ui: &Ui, text: &str, style: Style, color: Color32) -> Arc<Galley> {
        self.galley_cut(ui, text, style, color, f32::INFINITY)
    }

    /// One line of text for a painter, cut with an ellipsis at `width`.
    ///
    /// `Galley::elided` tells whether it was cut.
    pub fn galley_cut(
        &self,
        ui: &Ui,
        text: &str,
        style: Style,
        color: Color32,
        width: f32,
    ) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(text.to_owned(), self.format(style, color));
        job.break_on_newline = false;
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Text wrapped at `width` for a painter.
    pub fn galley_wrapped(
        &self,
        ui: &Ui,
        text: &str,
        style: Style,
        color: Color32,
        width: f32,
    ) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(text.to_owned(), self.format(style, color));
        job.wrap.max_width = width;
        ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn present_scales_so_that_small_text_is_a_fiftieth_of_the_height() {
        let theme = Theme::present(1080.0);
        assert!((theme.k - 1.728).abs() < 0.001);
        assert!((theme.font(Style::Small).size - 1080.0 / 50.0).abs() < 0.01);
        assert!((Theme::present(400.0).k - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn the_theme_set_is_the_theme_found() {
        let ctx = Context::default();
        install_fonts(&ctx);
        assert_eq!(Theme::of_ctx(&ctx).mode, Mode::Light);
        apply(&ctx, &Theme::dark());
        assert_eq!(Theme::of_ctx(&ctx), Theme::dark());
    }

    #[test]
    fn every_step_of_type_is_an_egui_text_style() {
        let ctx = Context::default();
        install_fonts(&ctx);
        let theme = Theme::present(1080.0);
        apply(&ctx, &theme);
        for style in Style::ALL {
            let found = style.text_style().resolve(&ctx.global_style());
            assert_eq!(found, theme.font(style), "{style:?}");
        }
    }
}
