//! Loading the published wording: where the guide's text is, and what was found in it.

use egui::{Id, ScrollArea, Ui};

use super::{Next, side, typed_path};
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::wording::PublishedItem;
use crate::domain::programme;
use crate::import::wording::{ReadItem, WordingReading};
use crate::ui::assessment::Place;
use crate::ui::assessment::dialogs::ask;
use crate::ui::request::{FileQuestion, GuideSource, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, Notice, TextField, divider, page_header, text};

/// What is typed or pasted.
#[derive(Default)]
pub(super) struct Choosing {
    pub(super) path: String,
    text: String,
    pub(super) error: Option<String>,
}

pub(super) fn choosing_ui(
    ui: &mut Ui,
    view: &View<'_>,
    choosing: &mut Choosing,
    out: &mut Vec<Request>,
) -> Next {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_busy = view.status.work.is_some();
    let mut next = Next::Stay;
    Card::new().fill_height().show(ui, |ui| {
        let back = Some("Back to the wording in use");
        let (left, ()) = page_header(ui, back, "Load the published wording", "", |_| ());
        if left {
            next = Next::InUse;
        }
        let words = "A clinic that has the programme's guide can show the instrument's own words. \
                     Give the guide's text, or the appendix “Six Building Blocks Self-Assessment Tool” \
                     of its Prepare and Launch part. Nothing changes until you have seen what was found.";
        text(ui, words, Style::Body, colors.text_2);
        if let Some(sentence) = &choosing.error
            && Notice::error(sentence, "").closable().show(ui).closed
        {
            choosing.error = None;
            return;
        }
        let width = ui.available_width();
        ui.horizontal(|ui| {
            let button = theme.pt(180.0);
            TextField::new("Path of the guide's text", &mut choosing.path)
                .hint("guide.txt")
                .hide_label()
                .width(width - button - theme.pt(180.0))
                .show(ui);
            if Button::outlined("Choose a file…").show(ui).clicked() {
                out.push(Request::Ask(FileQuestion::Guide));
            }
            let can = !choosing.path.trim().is_empty() && !is_busy;
            if Button::outlined("Read the file").enabled(can).show(ui).clicked() {
                let source = GuideSource::File(typed_path(&choosing.path));
                out.push(Request::ReadGuide(source));
            }
        });
        ui.add_space(theme.pt(4.0));
        let rest = ui.available_height() - theme.pt(84.0);
        let rows = (rest - theme.pt(44.0)) / theme.line_height(Style::Body);
        let rows = rows.clamp(4.0, 40.0) as usize;
        ScrollArea::vertical()
            .id_salt("pasted guide")
            .max_height(rest)
            .show(ui, |ui| {
                TextField::new("Or paste the text here", &mut choosing.text)
                    .rows(rows)
                    .id(Id::unique("pasted guide"))
                    .show(ui);
            });
        let can = !choosing.text.trim().is_empty() && !is_busy;
        let read = Button::primary("Find the wording").enabled(can);
        if read.show(ui).clicked() {
            let source = GuideSource::Text(choosing.text.clone());
            out.push(Request::ReadGuide(source));
        }
    });
    next
}

/// What was found in a guide's text, and which of it is to be used.
pub(super) struct Preview {
    source: String,
    reading: WordingReading,
    ticked: [bool; 22],
}

impl Preview {
    /// Items that were read without doubt are ticked; doubtful ones wait for a person.
    pub(super) fn new(source: &str, reading: WordingReading) -> Self {
        let mut ticked = [false; 22];
        for item in &reading.items {
            if let Some(tick) = ticked.get_mut(usize::from(item.number) - 1) {
                *tick = !item.is_doubtful;
            }
        }
        Self {
            source: source.to_owned(),
            reading,
            ticked,
        }
    }

    fn item(&self, number: u8) -> Option<&ReadItem> {
        self.reading.items.iter().find(|i| i.number == number)
    }

    fn problem(&self, number: u8) -> Option<String> {
        let of = self.reading.problems.iter();
        let sentences: Vec<&str> = of
            .filter(|p| p.number == Some(number))
            .map(|p| p.sentence.as_str())
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    fn chosen(&self) -> Vec<PublishedItem> {
        let is_ticked = |i: &&ReadItem| {
            let at = usize::from(i.number) - 1;
            self.ticked.get(at) == Some(&true)
        };
        self.reading
            .items
            .iter()
            .filter(is_ticked)
            .map(ReadItem::published)
            .collect()
    }
}

pub(super) fn preview_ui(
    ui: &mut Ui,
    preview: &mut Preview,
    place: Place,
    out: &mut Vec<Request>,
) -> Next {
    let mut next = Next::Stay;
    Card::new().fill_height().show(ui, |ui| {
        let theme = Theme::of(ui);
        let chosen = preview.chosen();
        let found = preview.reading.items.len();
        let subtitle = format!("{found} of 22 items found in {}", preview.source);
        let back = Some("Back to the guide's text");
        let words = match chosen.len() {
            1 => "Use the wording of 1 item".to_owned(),
            n => format!("Use the wording of {n} items"),
        };
        let (left, use_it) = page_header(ui, back, "What was found", &subtitle, |ui| {
            let can = place.can_write && !chosen.is_empty();
            Button::primary(&words).enabled(can).show(ui).clicked()
        });
        if left {
            next = Next::Choose;
        }
        if use_it {
            let source = preview.source.clone();
            let items = chosen;
            ask(AssessmentCommand::LoadWording { source, items }, out);
            next = Next::InUse;
        }
        problems_ui(ui, preview);
        divider(ui);
        if preview.reading.items.is_empty() {
            return;
        }
        ScrollArea::vertical()
            .id_salt("found wording")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(theme.pt(4.0));
                for item in programme::items() {
                    let problem = preview.problem(item.number);
                    let at = usize::from(item.number) - 1;
                    let mut ticked = preview.ticked.get(at).copied().unwrap_or_default();
                    let read = preview.item(item.number);
                    side::beside_ui(ui, item, read, problem.as_deref(), &mut ticked);
                    if let Some(tick) = preview.ticked.get_mut(at) {
                        *tick = ticked;
                    }
                    divider(ui);
                }
            });
    });
    next
}

/// One notice over the items: all is well, or what is missing and doubtful.
fn problems_ui(ui: &mut Ui, preview: &Preview) {
    let general: Vec<&str> = preview
        .reading
        .problems
        .iter()
        .filter(|p| p.number.is_none())
        .map(|p| p.sentence.as_str())
        .collect();
    if !general.is_empty() {
        Notice::caution(&general.join(" "), "").show(ui);
    }
    let numbers = |wanted: &dyn Fn(u8) -> bool| {
        let numbers = programme::items().iter().map(|i| i.number);
        let numbers = numbers.filter(|n| wanted(*n));
        numbers.map(|n| n.to_string()).collect::<Vec<_>>()
    };
    if preview.reading.items.is_empty() {
        return;
    }
    let missing = numbers(&|n| preview.item(n).is_none());
    let doubtful = numbers(&|n| preview.item(n).is_some_and(|i| i.is_doubtful));
    if missing.is_empty() && doubtful.is_empty() {
        let first = "All 22 items were found, each with its four descriptions.";
        Notice::info(first, "Compare a few with the guide, then use them.").show(ui);
        return;
    }
    let mut rest = Vec::new();
    if !missing.is_empty() {
        rest.push(format!("Not found: {}.", missing.join(", ")));
    }
    if !doubtful.is_empty() {
        rest.push(format!("Doubtful and not ticked: {}.", doubtful.join(", ")));
    }
    rest.push("Each says why below; what is not ticked keeps the built-in words.".to_owned());
    Notice::caution(
        "Not all 22 items could be read for certain.",
        &rest.join(" "),
    )
    .show(ui);
}
