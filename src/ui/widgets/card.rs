//! Cards, their headings, and the rules inside them.

use egui::{Frame, InnerResponse, Margin, Response, Sense, Ui, vec2};

use super::icon_button::{IconButton, link};
use super::label::text;
use super::layout::ends;
use crate::ui::icons::Icon;
use crate::ui::theme::{Style, Theme};

/// A white card with a heading, a note beside it and one link at the right.
#[must_use = "call show"]
#[derive(Default)]
pub struct Card<'a> {
    title: Option<&'a str>,
    note: Option<&'a str>,
    action: Option<&'a str>,
    flush: bool,
    fill_height: bool,
}

impl<'a> Card<'a> {
    /// A card without a heading.
    pub fn new() -> Self {
        Self::default()
    }

    /// The heading.
    pub fn title(mut self, title: &'a str) -> Self {
        self.title = Some(title);
        self
    }

    /// Words beside the heading: "2 overdue, 3 due".
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    /// One link at the right: "Open list".
    pub fn action(mut self, action: &'a str) -> Self {
        self.action = Some(action);
        self
    }

    /// No padding, for a table that reaches the card's edge.
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// Takes all the height there is.
    pub fn fill_height(mut self) -> Self {
        self.fill_height = true;
        self
    }

    /// Draws it; `true` beside the content's value when the link was pressed.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
        let theme = Theme::of(ui);
        let margin = if self.flush {
            Margin::ZERO
        } else {
            Margin::symmetric(theme.margin(16.0), theme.margin(14.0))
        };
        frame(&theme)
            .inner_margin(margin)
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                if self.fill_height {
                    ui.set_min_height(ui.available_height());
                }
                let pressed = self.heading_ui(ui, &theme);
                (content(ui), pressed)
            })
            .inner
    }

    fn heading_ui(&self, ui: &mut Ui, theme: &Theme) -> bool {
        let Some(title) = self.title else {
            return false;
        };
        let colors = *theme.color();
        let ((), pressed) = ends(
            ui,
            title,
            theme.line_height(Style::Heading),
            |ui| {
                text(ui, title, Style::Heading, colors.text);
                if let Some(note) = self.note {
                    text(ui, note, Style::Body, colors.text_2);
                }
            },
            |ui| self.action.is_some_and(|action| link(ui, action).clicked()),
        );
        pressed
    }
}

fn frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.color().surface)
        .stroke(theme.rule())
        .corner_radius(theme.radius(8.0))
}

/// A plain card around `content`, padded by 16.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = Theme::of(ui);
    frame(&theme)
        .inner_margin(Margin::symmetric(theme.margin(16.0), theme.margin(14.0)))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            content(ui)
        })
}

/// A one-pixel rule across the whole width.
pub fn divider(ui: &mut Ui) -> Response {
    let theme = Theme::of(ui);
    // Takes no part in measuring a popup's width.
    let width = if ui.is_sizing_pass() {
        0.0
    } else {
        ui.available_width()
    };
    let size = vec2(width, theme.pt(1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.color().rule);
    response
}

/// Heading of a side panel with a cross; true when the cross was pressed.
///
/// `subtitle` stands under the heading; `close_name` is the cross's accessible name.
pub fn panel_header(ui: &mut Ui, title: &str, subtitle: Option<&str>, close_name: &str) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (_, closed) = ends(
            ui,
            "panel header",
            theme.line_height(Style::Heading),
            |ui| text(ui, title, Style::Heading, colors.text),
            |ui| {
                let cross = IconButton::new(Icon::Close, close_name).small();
                cross.show(ui).clicked()
            },
        );
        if let Some(subtitle) = subtitle {
            text(ui, subtitle, Style::Body, colors.text_2);
        }
        closed
    })
    .inner
}
