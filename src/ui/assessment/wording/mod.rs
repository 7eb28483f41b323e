//! Which words the items have: the built-in ones, or the published ones that the clinic loads.

mod load;
mod side;

use std::path::PathBuf;

use egui::{Label, ScrollArea, Ui};

use super::Place;
use super::dialogs::ask;
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::wording::words_of;
use crate::domain::programme;
use crate::import::wording::WordingReading;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, divider, ends, text};
use load::{Choosing, Preview};

/// What the view remembers.
#[derive(Default)]
pub struct WordingState {
    step: Step,
}

#[derive(Default)]
enum Step {
    /// The wording in use.
    #[default]
    InUse,
    /// Where the guide's text is.
    Choosing(Choosing),
    /// What was found in it, beside the built-in wording.
    Preview(Box<Preview>),
}

impl WordingState {
    /// The text of a guide has been read: what was found, or why it could not be read.
    pub fn took(&mut self, source: &str, read: Result<WordingReading, String>) {
        match (read, &mut self.step) {
            (Ok(reading), _) => self.step = Step::Preview(Box::new(Preview::new(source, reading))),
            (Err(sentence), Step::Choosing(choosing)) => choosing.error = Some(sentence),
            (Err(_), _) => {}
        }
    }

    /// The system's dialog has named a file.
    pub fn choose(&mut self, file: &std::path::Path) {
        if let Step::Choosing(choosing) = &mut self.step {
            choosing.path = file.display().to_string();
        }
    }
}

pub(super) fn wording_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut WordingState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let next = match &mut state.step {
        Step::InUse => in_use_ui(ui, view, place, out),
        Step::Choosing(choosing) => load::choosing_ui(ui, view, choosing, out),
        Step::Preview(preview) => load::preview_ui(ui, preview, place, out),
    };
    match next {
        Next::Stay => {}
        Next::InUse => state.step = Step::InUse,
        Next::Choose => state.step = Step::Choosing(Choosing::default()),
    }
}

/// Where to go from here.
enum Next {
    Stay,
    InUse,
    Choose,
}

fn in_use_ui(ui: &mut Ui, view: &View<'_>, place: Place, out: &mut Vec<Request>) -> Next {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let wording = view.workbook.wording();
    let mut next = Next::Stay;
    Card::new().fill_height().show(ui, |ui| {
        ends(
            ui,
            "wording heading",
            theme.control_height(false),
            |ui| {
                text(ui, "Wording in use", Style::Heading, colors.text);
                let label = match wording {
                    Some(wording) => wording.label(),
                    None => {
                        "Sixblocks' own short words, true in meaning to the instrument".to_owned()
                    }
                };
                text(ui, label, Style::Body, colors.text_2);
            },
            |ui| {
                if !place.can_write {
                    return;
                }
                if wording.is_some() {
                    let reset = Button::outlined("Reset to the built-in wording");
                    if reset
                        .hover("Answers stay as they are; Undo brings it back")
                        .show(ui)
                        .clicked()
                    {
                        ask(AssessmentCommand::ResetWording, out);
                    }
                }
                if Button::primary("Load the published wording…")
                    .show(ui)
                    .clicked()
                {
                    next = Next::Choose;
                }
            },
        );
        if let Some(wording) = wording {
            let missing: Vec<String> = programme::items()
                .iter()
                .filter(|i| !wording.items.iter().any(|p| p.number == i.number))
                .map(|i| i.number.to_string())
                .collect();
            if !missing.is_empty() {
                let words = format!(
                    "Items {} keep the built-in words: they were not loaded.",
                    missing.join(", ")
                );
                text(ui, words, Style::Body, colors.text_2);
            }
        }
        divider(ui);
        ScrollArea::vertical()
            .id_salt("wording in use")
            .auto_shrink(false)
            .show(ui, |ui| {
                for item in programme::items() {
                    if let Some(words) = words_of(wording, item.number) {
                        side::item_ui(ui, &words);
                        divider(ui);
                    }
                }
            });
    });
    next
}

/// Where the words on the screen come from, beside published ones.
pub(super) fn source_ui(ui: &mut Ui, view: &View<'_>, is_published: bool) {
    if let Some(wording) = view.workbook.wording().filter(|_| is_published) {
        let theme = Theme::of(ui);
        let words = theme.rich_in(wording.short_label(), Style::Small, theme.color().text_3);
        ui.add(Label::new(words).truncate());
    }
}

/// The file that a typed path names.
fn typed_path(text: &str) -> PathBuf {
    PathBuf::from(text.trim().trim_matches('"'))
}
