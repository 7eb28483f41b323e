//! Fields to type in.

use egui::{Frame, Id, Margin, Response, Role, TextEdit, Ui, vec2};

use super::control::{into_view, is_focused, ring};
use super::icon_button::IconButton;
use super::labelled::{border, labelled};
use crate::ui::icons::{Icon, icon};
use crate::ui::theme::{Style, Theme};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Password,
    Search,
}

/// A field to type in. The label is its accessible name.
#[must_use = "call show"]
pub struct TextField<'a> {
    label: &'a str,
    text: &'a mut String,
    kind: Kind,
    hint: &'a str,
    error: Option<&'a str>,
    rows: usize,
    width: Option<f32>,
    show_label: bool,
    small: bool,
    enabled: bool,
    id: Option<Id>,
}

impl<'a> TextField<'a> {
    /// A field for `text` under `label`.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            kind: Kind::Text,
            hint: "",
            error: None,
            rows: 1,
            width: None,
            show_label: true,
            small: false,
            enabled: true,
            id: None,
        }
    }

    /// Hides what is typed behind dots, with a button that shows it.
    pub fn password(mut self) -> Self {
        self.kind = Kind::Password;
        self
    }

    /// Right-aligned, for a number; reading it is the caller's part.
    pub fn number(mut self) -> Self {
        self.kind = Kind::Number;
        self
    }

    /// With the search sign in front and a cross that empties it.
    pub fn search(mut self) -> Self {
        self.kind = Kind::Search;
        self
    }

    /// Grey words while nothing is typed.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The sentence under the field when what is typed cannot be used.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Width in points on the screen; all there is when not set.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Uses the label as accessible name only.
    pub fn hide_label(mut self) -> Self {
        self.show_label = false;
        self
    }

    /// 26 high with table text.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Whether it can be typed in.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// A fixed id, to give it the focus with `ui.memory_mut(|m| m.request_focus(id))`.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws label, field and error; the response is the field's.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let label = self.show_label.then_some(self.label);
        labelled(ui, label, self.error, width, |ui| {
            ui.add_enabled_ui(self.enabled, |ui| self.control_ui(ui, &theme, width))
                .inner
        })
    }

    fn control_ui(&mut self, ui: &mut Ui, theme: &Theme, width: f32) -> Response {
        let colors = *theme.color();
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(self.label));
        let height = theme.control_height(self.small);
        let frame = Frame::new()
            .fill(colors.surface)
            .stroke(border(theme, self.error))
            .corner_radius(theme.radius(5.0));
        let shown = frame.show(ui, |ui| {
            // A row and a text edit are at least this high by themselves.
            ui.spacing_mut().interact_size.y = height - theme.pt(2.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                // The frame adds its stroke on both sides.
                ui.set_width(width - theme.pt(2.0));
                ui.set_min_height(height - theme.pt(2.0));
                self.inside_ui(ui, theme, id)
            })
            .inner
        });
        into_view(&shown.inner);
        if is_focused(&shown.inner) {
            ring(ui, shown.response.rect, 3.0, 7.0);
        }
        shown.inner
    }

    fn inside_ui(&mut self, ui: &mut Ui, theme: &Theme, id: Id) -> Response {
        let ink = theme.color().text_3;
        if self.kind == Kind::Search {
            ui.add_space(theme.pt(10.0));
            icon(ui, Icon::Search, theme.pt(16.0), ink);
        }
        let shown_id = id.with("shown");
        let shown = ui.data(|data| data.get_temp(shown_id).unwrap_or(false));
        let after = match self.kind {
            Kind::Password => theme.pt(30.0),
            Kind::Search if !self.text.is_empty() => theme.pt(26.0),
            _ => 0.0,
        };
        let response = self.edit_ui(ui, theme, id, shown, after);
        match self.kind {
            Kind::Password => {
                let (sign, verb) = if shown {
                    (Icon::EyeOff, "Hide")
                } else {
                    (Icon::Eye, "Show")
                };
                let name = format!("{verb} {}", self.label);
                if IconButton::new(sign, &name).small().show(ui).clicked() {
                    ui.data_mut(|data| data.insert_temp(shown_id, !shown));
                }
            }
            Kind::Search if !self.text.is_empty() => {
                let name = format!("Empty {}", self.label);
                if IconButton::new(Icon::Close, &name)
                    .small()
                    .show(ui)
                    .clicked()
                {
                    self.text.clear();
                    response.request_focus();
                }
            }
            _ => {}
        }
        response
    }

    fn edit_ui(&mut self, ui: &mut Ui, theme: &Theme, id: Id, shown: bool, after: f32) -> Response {
        let style = if self.small {
            Style::Table
        } else {
            Style::Body
        };
        let line = theme.line_height(style);
        let height = theme.control_height(self.small) - theme.pt(2.0);
        let vertical = ((height - line) / 2.0).max(0.0).floor() as i8;
        let horizontal = theme.margin(9.0);
        let edit = if self.rows > 1 {
            TextEdit::multiline(self.text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(self.text)
        };
        let align = if self.kind == Kind::Number {
            egui::Align2::RIGHT_CENTER
        } else {
            egui::Align2::LEFT_CENTER
        };
        let align = if self.rows > 1 {
            egui::Align2::LEFT_TOP
        } else {
            align
        };
        let hint = theme.rich_in(self.hint, style, theme.color().text_3);
        let width = ui.available_width() - after;
        let response = ui.add(
            edit.id(id)
                .frame(Frame::new().inner_margin(Margin::symmetric(horizontal, vertical)))
                .font(theme.font(style))
                .text_color(theme.color().text)
                .hint_text(hint)
                .password(self.kind == Kind::Password && !shown)
                .align(align)
                .desired_width(width)
                .min_size(vec2(width, height)),
        );
        let (label, error) = (self.label, self.error);
        let role = match self.kind {
            Kind::Password if !shown => Role::PasswordInput,
            Kind::Search => Role::SearchInput,
            _ if self.rows > 1 => Role::MultilineTextInput,
            _ => Role::TextInput,
        };
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(role);
            node.set_label(label);
            if let Some(error) = error {
                node.set_description(error);
            }
        });
        response
    }
}
