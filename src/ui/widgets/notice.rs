//! Notices: a fill, a sign, first words semibold, at most three sentences, one action.

use egui::text::LayoutJob;
use egui::{Align, Color32, Frame, Label, Layout, Margin, Role, Ui, vec2};

use super::button::Button;
use super::icon_button::IconButton;
use crate::ui::icons::{Icon, icon};
use crate::ui::theme::{Style, Theme};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Info,
    Caution,
    Error,
}

/// Words the user must see, where they matter.
#[must_use = "call show"]
pub struct Notice<'a> {
    kind: Kind,
    first: &'a str,
    rest: &'a str,
    action: Option<&'a str>,
    copy: Option<&'a str>,
    closable: bool,
}

/// What was pressed in a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeResponse {
    /// The action.
    pub action: bool,
    /// The cross.
    pub closed: bool,
}

impl<'a> Notice<'a> {
    /// Something worth knowing. `first` is shown semibold.
    pub fn info(first: &'a str, rest: &'a str) -> Self {
        Self::new(Kind::Info, first, rest)
    }

    /// Something to check or do.
    pub fn caution(first: &'a str, rest: &'a str) -> Self {
        Self::new(Kind::Caution, first, rest)
    }

    /// Something that failed: what, where, and what to do next.
    pub fn error(first: &'a str, rest: &'a str) -> Self {
        Self::new(Kind::Error, first, rest)
    }

    fn new(kind: Kind, first: &'a str, rest: &'a str) -> Self {
        Self {
            kind,
            first,
            rest,
            action: None,
            copy: None,
            closable: false,
        }
    }

    /// One action: "Undo", "Show".
    pub fn action(mut self, action: &'a str) -> Self {
        self.action = Some(action);
        self
    }

    /// A button that copies `details`, for a support request; never patient data.
    pub fn copy(mut self, details: &'a str) -> Self {
        self.copy = Some(details);
        self
    }

    /// A cross that closes it.
    pub fn closable(mut self) -> Self {
        self.closable = true;
        self
    }

    /// Draws it over the whole width.
    pub fn show(self, ui: &mut Ui) -> NoticeResponse {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let (fill, ink, mark) = match self.kind {
            Kind::Info => (colors.info_fill, colors.info_text, colors.info_text),
            Kind::Caution => (
                colors.caution_fill,
                colors.caution_text,
                colors.caution_mark,
            ),
            Kind::Error => (colors.error_fill, colors.error_text, colors.error_mark),
        };
        let shown = Frame::new()
            .fill(fill)
            .corner_radius(theme.radius(6.0))
            .inner_margin(Margin::symmetric(theme.margin(12.0), theme.margin(9.0)))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                self.row_ui(ui, &theme, ink, mark)
            });
        let role = if self.kind == Kind::Error {
            Role::Alert
        } else {
            Role::Note
        };
        let label = format!("{} {}", self.first, self.rest);
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(role);
            node.set_label(label.trim_end());
        });
        shown.inner
    }

    fn row_ui(&self, ui: &mut Ui, theme: &Theme, ink: Color32, mark: Color32) -> NoticeResponse {
        let sign = match self.kind {
            Kind::Info => Icon::Info,
            Kind::Caution | Kind::Error => Icon::Warn,
        };
        let controls = self.controls_width(ui, theme);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(10.0);
            let over = if controls > theme.pt(10.0) {
                theme.pt(2.5)
            } else {
                0.0
            };
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(theme.pt(18.0));
                // One line of words stands level with the buttons beside it.
                ui.add_space(over + theme.pt(1.0));
                icon(ui, sign, theme.pt(18.0), mark);
            });
            let room = ui.available_width() - controls;
            ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_min_width(room);
                ui.add_space(over);
                self.words_ui(ui, theme, ink);
            });
            self.controls_ui(ui)
        })
        .inner
    }

    fn words_ui(&self, ui: &mut Ui, theme: &Theme, ink: Color32) {
        let mut job = LayoutJob::default();
        job.append(self.first, 0.0, theme.format(Style::Strong, ink));
        if !self.rest.is_empty() {
            job.append(" ", 0.0, theme.format(Style::Body, ink));
            job.append(self.rest, 0.0, theme.format(Style::Body, ink));
        }
        ui.add(Label::new(job).wrap());
    }

    /// Room the controls take, so that the words wrap before them.
    fn controls_width(&self, ui: &Ui, theme: &Theme) -> f32 {
        let button = |words: &str| {
            theme
                .galley(ui, words, Style::Table, Color32::PLACEHOLDER)
                .size()
                .x
                + theme.pt(18.0 + 10.0)
        };
        let action = self.action.map_or(0.0, button);
        let copy = self
            .copy
            .map_or(0.0, |_| button("Copy details") + theme.pt(21.0));
        let close = if self.closable { theme.pt(34.0) } else { 0.0 };
        // The gap before the controls, and the air that centres them on the first line.
        action + copy + close + theme.pt(12.0)
    }

    fn controls_ui(&self, ui: &mut Ui) -> NoticeResponse {
        let mut response = NoticeResponse::default();
        if let Some(action) = self.action {
            let name = format!("{action}: {}", self.first);
            response.action = Button::outlined(action)
                .small()
                .name(&name)
                .show(ui)
                .clicked();
        }
        if let Some(details) = self.copy {
            let name = format!("Copy details: {}", self.first);
            let button = Button::outlined("Copy details").icon(Icon::Copy).small();
            if button.name(&name).show(ui).clicked() {
                ui.ctx().copy_text(details.to_owned());
            }
        }
        if self.closable {
            let name = format!("Close notice: {}", self.first);
            response.closed = IconButton::new(Icon::Close, &name)
                .hover("Close")
                .small()
                .show(ui)
                .clicked();
        }
        response
    }
}
