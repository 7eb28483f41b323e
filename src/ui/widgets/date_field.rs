//! A date typed freely; how it was read stands beneath at once.

use chrono::NaiveDate;
use egui::{Response, Ui};

use super::control::is_focused;
use super::field::TextField;
use super::label::text;
use super::labelled::field_error;
use crate::domain::typed_date::parse_typed_date;
use crate::ui::theme::{Style, Theme};

/// A field this narrow says the date alone, so that it keeps to one line.
const NARROW: f32 = 180.0;

/// How the typed words were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DateReading {
    /// Nothing is typed.
    #[default]
    Empty,
    /// The date they mean.
    Read(NaiveDate),
    /// A sentence that says why they could not be read.
    NotUnderstood(String),
}

/// The state of a date field: what is typed and how it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateField {
    /// What is typed.
    pub text: String,
    /// How it was read.
    pub reading: DateReading,
}

impl DateField {
    /// A field that shows `date`, or nothing.
    pub fn new(date: Option<NaiveDate>) -> Self {
        match date {
            Some(date) => Self {
                text: date.to_string(),
                reading: DateReading::Read(date),
            },
            None => Self::default(),
        }
    }

    /// The date, where one was read.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.reading {
            DateReading::Read(date) => Some(date),
            DateReading::Empty | DateReading::NotUnderstood(_) => None,
        }
    }

    /// Whether nothing is typed or it was read; false while it cannot be saved.
    pub fn is_usable(&self) -> bool {
        !matches!(self.reading, DateReading::NotUnderstood(_))
    }

    /// Reads `self.text` again, after it was set from elsewhere.
    pub fn read(&mut self, today: NaiveDate) {
        self.reading = if self.text.trim().is_empty() {
            DateReading::Empty
        } else {
            match parse_typed_date(&self.text, today) {
                Ok(date) => DateReading::Read(date),
                Err(sentence) => DateReading::NotUnderstood(sentence),
            }
        };
    }

    /// Draws label, field and reading over `width` points; the response is changed when it was typed in.
    ///
    /// `error` is the caller's own sentence about a date that was read: "Before the date of birth."
    pub fn show(
        &mut self,
        ui: &mut Ui,
        label: &str,
        today: NaiveDate,
        width: f32,
        error: Option<&str>,
    ) -> Response {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            let is_narrow = width < Theme::of(ui).pt(NARROW);
            let response = TextField::new(label, &mut self.text)
                .hint(if is_narrow {
                    "3/4, +2w"
                } else {
                    "2026-03-04, 3/4, +2w"
                })
                .width(width)
                .show(ui);
            if response.changed() {
                self.read(today);
            }
            self.reading_ui(ui, &response, error, is_narrow);
            self.describe(ui, &response, error);
            response
        })
        .inner
    }

    /// "read as 2026-10-31, Saturday", or what went wrong.
    fn words(&self) -> Option<String> {
        self.date()
            .map(|date| format!("read as {}", date.format("%Y-%m-%d, %A")))
    }

    fn reading_ui(&self, ui: &mut Ui, response: &Response, error: Option<&str>, is_narrow: bool) {
        let theme = Theme::of(ui);
        if let Some(error) = error {
            field_error(ui, error);
            return;
        }
        match &self.reading {
            DateReading::NotUnderstood(sentence) => field_error(ui, sentence),
            DateReading::Read(_) | DateReading::Empty => {
                ui.add_space(theme.pt(4.0));
                let hint = if is_focused(response) && !is_narrow {
                    "3/4 is 4 March; also today, +2w, end of March"
                } else {
                    // Keeps the line, so that the form below does not jump.
                    ""
                };
                let words = if is_narrow {
                    let date = self.date();
                    date.map(|date| date.format("%Y-%m-%d, %A").to_string())
                } else {
                    self.words()
                };
                let words = words.unwrap_or_else(|| hint.to_owned());
                let style = Style::Small;
                let height = theme.line_height(style);
                ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                    ui.set_min_height(height);
                    if !words.is_empty() {
                        text(ui, words, style, theme.color().text_2);
                    }
                });
            }
        }
    }

    /// The reading belongs to the field for a screen reader too.
    fn describe(&self, ui: &Ui, response: &Response, error: Option<&str>) {
        let words = match (&self.reading, error) {
            (_, Some(error)) => Some(error.to_owned()),
            (DateReading::NotUnderstood(sentence), None) => Some(sentence.clone()),
            _ => self.words(),
        };
        if let Some(words) = words {
            ui.ctx()
                .accesskit_node_builder(response.id, |node| node.set_description(words));
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::widgets::testing::{harness, type_into};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
    }

    fn field_harness() -> Harness<'static, DateField> {
        harness(DateField::default(), |ui, field: &mut DateField| {
            field.show(ui, "Target", today(), 200.0, None);
        })
    }

    #[test]
    fn the_reading_stands_under_what_is_typed() {
        let mut harness = field_harness();
        type_into(&mut harness, Role::TextInput, "Target", "10/31");
        harness.get_by_label("read as 2026-10-31, Saturday");
        assert_eq!(
            harness.state().date(),
            NaiveDate::from_ymd_opt(2026, 10, 31)
        );
    }

    #[test]
    fn what_cannot_be_read_says_so_and_gives_no_date() {
        let mut harness = field_harness();
        type_into(&mut harness, Role::TextInput, "Target", "2/30/26");
        harness.get_by_label("There is no 30 February. Check the day.");
        assert_eq!(harness.state().date(), None);
        assert!(!harness.state().is_usable());
    }

    #[test]
    fn an_empty_field_is_usable_and_has_no_date() {
        let field = DateField::new(None);
        assert!(field.is_usable());
        assert_eq!(field.date(), None);
        let field = DateField::new(Some(today()));
        assert_eq!(field.text, "2026-10-12");
        assert_eq!(field.date(), Some(today()));
    }
}
