//! The side panel: a challenge of the library, or one of the log.

use egui::Ui;

use super::draft::Draft;
use super::{ask, form, library};
use crate::domain::challenge::MetChallenge;
use crate::domain::challenge::command::ChallengeCommand;
use crate::domain::programme::{self, Challenge};
use crate::domain::small_test::SmallTest;
use crate::ui::action_plan::Place;
use crate::ui::icons::{Icon, block_square};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, begin_at_top, divider, ends, text, words_link};

/// Keeps the content clear of the bar that scrolls.
fn narrow(ui: &mut Ui) {
    let theme = Theme::of(ui);
    let width = ui.available_width() - theme.pt(12.0);
    ui.set_max_width(width);
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
}

fn head_ui(ui: &mut Ui, block: Option<u8>, words: &str) -> bool {
    let theme = Theme::of(ui);
    let ((), closed) = ends(
        ui,
        "challenge head",
        theme.pt(24.0),
        |ui| {
            if let Some(block) = block {
                block_square(ui, block);
            }
            text(ui, words, Style::Body, theme.color().text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the challenge").small();
            cross.show(ui).clicked()
        },
    );
    closed
}

/// What was pressed in the panel of a challenge of the library.
#[derive(Default)]
pub(super) struct Pressed {
    pub(super) closed: bool,
    /// The challenge met that is to be entered.
    pub(super) new: Option<MetChallenge>,
    /// The challenge of the log that is to be shown.
    pub(super) met: Option<MetChallenge>,
}

/// A challenge of the library with all its approaches.
pub(super) fn entry_ui(
    ui: &mut Ui,
    view: &View<'_>,
    entry: &Challenge,
    place: Place,
    out: &mut Vec<Request>,
) -> Pressed {
    begin_at_top(ui, &entry.id);
    narrow(ui);
    let colors = *Theme::of(ui).color();
    let words = format!("{}, {}", library::name(entry.block), entry.id);
    let mut pressed = Pressed {
        closed: head_ui(ui, Some(entry.block), &words),
        ..Pressed::default()
    };
    text(ui, &entry.title, Style::Heading, colors.text);
    let count = entry.approaches.len();
    let words = format!("{count} approaches that clinics have tried");
    text(ui, words, Style::Small, colors.text_2);
    if let Some(approach) = form::approaches_ui(ui, entry, place.can_write) {
        let mut met = MetChallenge::new(&entry.id, view.today);
        approach.clone_into(&mut met.approach);
        pressed.new = Some(met);
    }
    let log = view.workbook.challenges.iter();
    let log: Vec<&MetChallenge> = log.filter(|c| c.entry == entry.id).collect();
    if !log.is_empty() {
        divider(ui);
        text(ui, "Met here", Style::Strong, colors.text);
        for met in log {
            let words = met
                .approach
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let words = match words.as_str() {
                "" => met.met_on.to_string(),
                words => format!("{} · {words}", met.met_on),
            };
            if words_link(ui, &words, &format!("Met on {words}")).clicked() {
                pressed.met = Some(met.clone());
            }
        }
    }
    divider(ui);
    text(ui, "Concerns", Style::Strong, colors.text);
    for id in &entry.entries {
        let title = programme::milestone(id).map_or("", |m| m.title.as_str());
        let words = format!("{id} {title}");
        if place.is_presented {
            text(ui, &words, Style::Body, colors.text);
        } else if words_link(ui, &words, &words).clicked() {
            out.push(Request::ShowMilestone(id.clone()));
        }
    }
    pressed
}

/// The way from the library into the log.
pub(super) fn entry_actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    entry: &Challenge,
    place: Place,
) -> Option<MetChallenge> {
    let is_pressed = place.can_write && Button::outlined("We have met this…").show(ui).clicked();
    is_pressed.then(|| MetChallenge::new(&entry.id, view.today))
}

/// A challenge of the log with its fields. True when its cross was pressed.
pub(super) fn met_ui(
    ui: &mut Ui,
    view: &View<'_>,
    met: &MetChallenge,
    draft: &mut Draft,
    place: Place,
    out: &mut Vec<Request>,
) -> bool {
    begin_at_top(ui, met.id);
    narrow(ui);
    let words = match met.ended_on {
        Some(on) => format!("Over since {on}"),
        None => format!("Goes on since {}", met.met_on),
    };
    let closed = head_ui(ui, met.block, &words);
    if place.is_presented {
        whole_ui(ui, met);
        links_ui(ui, view, met, out);
        return closed;
    }
    let can_write = place.can_write;
    let fields = ui.add_enabled_ui(can_write, |ui| form::fields_ui(ui, view, draft, false));
    links_ui(ui, view, met, out);
    let library = ui.add_enabled_ui(can_write, |ui| form::library_ui(ui, draft));
    if (fields.inner || library.inner) && can_write {
        draft.write(out);
    }
    if let Some(entry) = programme::challenge(&met.entry)
        && words_link(ui, "Show it in the library", "Show it in the library").clicked()
    {
        out.push(Request::ShowChallenge(entry.id.clone()));
    }
    closed
}

/// All of it to be read from afar.
fn whole_ui(ui: &mut Ui, met: &MetChallenge) {
    let colors = *Theme::of(ui).color();
    text(ui, met.title(), Style::Heading, colors.text);
    for (name, words) in [("Approach", &met.approach), ("Result", &met.result)] {
        if !words.is_empty() {
            text(ui, name, Style::Small, colors.text_2);
            text(ui, words, Style::Body, colors.text);
        }
    }
}

/// The step and the tests it led to.
fn links_ui(ui: &mut Ui, view: &View<'_>, met: &MetChallenge, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let mut line = |kind: &str, words: &str, request: Request| {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            text(ui, kind, Style::Small, theme.color().text_2);
            if words_link(ui, words, &format!("{kind}, {words}")).clicked() {
                out.push(request);
            }
        });
    };
    if let Some(step) = met.step.and_then(|id| view.workbook.newest_step(id)) {
        let words = if step.what.is_empty() {
            "Its step in the plan"
        } else {
            &step.what
        };
        line("Step", words, Request::ShowActivity(step.activity));
    }
    let tests = view.workbook.tests.iter();
    for test in tests.filter(|t| t.challenge == Some(met.id)) {
        line("Small test", &test.change, Request::ShowTest(test.id));
    }
}

/// What can be made of it, one press each, and the way out.
pub(super) fn met_actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &mut Draft,
    place: Place,
    out: &mut Vec<Request>,
) {
    if !place.can_write {
        return;
    }
    let met = draft.made();
    if met.step.is_none()
        && Button::outlined("Make a step…")
            .small()
            .hover("A step of the plan that goes on")
            .show(ui)
            .clicked()
    {
        draft.write(out);
        out.push(Request::PlanChallenge(Box::new(met.clone())));
    }
    if Button::outlined("Test it…")
        .small()
        .hover("A small test of the approach")
        .show(ui)
        .clicked()
    {
        draft.write(out);
        let test = SmallTest {
            change: met.approach.clone(),
            challenge: Some(met.id),
            block: met.block,
            ..SmallTest::new(view.today)
        };
        out.push(Request::NewTest(Box::new(test)));
    }
    let remove = Button::outlined("Remove")
        .small()
        .name("Remove the challenge")
        .hover("Undo brings it back");
    if remove.show(ui).clicked() {
        ask(ChallengeCommand::Remove(met.id), out);
    }
}
