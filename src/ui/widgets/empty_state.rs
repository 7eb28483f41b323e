//! What stands where nothing is yet: what will be here, one sentence, one filled button, one quiet.

use egui::{Align, Layout, Ui, vec2};

use super::button::Button;
use super::label::text;
use crate::ui::theme::{Style, Theme};

/// What was pressed in an empty state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyAction {
    /// The filled button.
    Primary,
    /// The quiet button.
    Quiet,
}

/// The words of an empty card.
#[must_use = "call show"]
pub struct EmptyState<'a> {
    heading: &'a str,
    sentence: &'a str,
    primary: Option<&'a str>,
    quiet: Option<&'a str>,
}

impl<'a> EmptyState<'a> {
    /// `heading` says what will be here, `sentence` what to do next.
    pub fn new(heading: &'a str, sentence: &'a str) -> Self {
        Self {
            heading,
            sentence,
            primary: None,
            quiet: None,
        }
    }

    /// The filled button.
    pub fn primary(mut self, words: &'a str) -> Self {
        self.primary = Some(words);
        self
    }

    /// The quiet button: "Load the demo clinic".
    pub fn quiet(mut self, words: &'a str) -> Self {
        self.quiet = Some(words);
        self
    }

    /// Draws it in the middle of the space left.
    pub fn show(self, ui: &mut Ui) -> Option<EmptyAction> {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let height = theme.pt(24.0 + 42.0 + 32.0 + 32.0);
        let above = ((ui.available_height() - height) / 2.0).max(theme.pt(24.0));
        ui.add_space(if above.is_finite() {
            above
        } else {
            theme.pt(24.0)
        });
        let mut pressed = None;
        ui.vertical_centered(|ui| {
            text(ui, self.heading, Style::Heading, colors.text);
            ui.scope(|ui| {
                ui.set_max_width(theme.pt(480.0).min(ui.available_width()));
                text(ui, self.sentence, Style::Body, colors.text_2);
            });
            ui.add_space(theme.pt(8.0));
            pressed = self.buttons_ui(ui, &theme);
        });
        pressed
    }

    fn buttons_ui(&self, ui: &mut Ui, theme: &Theme) -> Option<EmptyAction> {
        let measure = |words: &str, style| {
            let galley = theme.galley(ui, words, style, theme.color().text);
            galley.size().x + theme.pt(24.0)
        };
        let primary = self
            .primary
            .map_or(0.0, |words| measure(words, Style::Strong));
        let quiet = self.quiet.map_or(0.0, |words| measure(words, Style::Body));
        let both = self.primary.is_some() && self.quiet.is_some();
        let width = primary + quiet + if both { theme.gap() } else { 0.0 };
        let size = vec2(width, theme.control_height(false));
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            let mut pressed = None;
            if self
                .primary
                .is_some_and(|words| Button::primary(words).show(ui).clicked())
            {
                pressed = Some(EmptyAction::Primary);
            }
            if self
                .quiet
                .is_some_and(|words| Button::quiet(words).show(ui).clicked())
            {
                pressed = Some(EmptyAction::Quiet);
            }
            pressed
        })
        .inner
    }
}
