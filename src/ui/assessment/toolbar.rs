//! The row over every view: which view, which round, which sheet, and what can be made.

use egui::Ui;

use super::dialogs::OpenDialog;
use super::{AssessmentState, Place, Section, wording};
use crate::domain::assessment::summary::Which;
use crate::domain::assessment::wording::words_of;
use crate::domain::assessment::{Round, Sheet};
use crate::domain::ids::{RoundId, SheetId};
use crate::ui::icons::present_sign;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Choice, Segment, menu_button, menu_item, menu_rule, segmented, text, toolbar,
};

/// Width of the choices of round and sheet.
const CHOICE: f32 = 230.0;

pub(super) fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, place: Place) {
    let round = state.round(view);
    let (left, asked) = toolbar(
        ui,
        "assessment toolbar",
        |ui| left_ui(ui, view, state, round, place),
        |ui| {
            if place.is_presented {
                present_sign(ui);
                return None;
            }
            place
                .can_make()
                .then(|| making_ui(ui, view, round))
                .flatten()
        },
    );
    if let Some(sheet) = left {
        state.sheet = Some(sheet);
    }
    match asked {
        Some(Asked::NewRound) => state.dialog = Some(OpenDialog::new_round(view)),
        Some(Asked::EditRound) => state.dialog = round.map(OpenDialog::edit_round),
        Some(Asked::RemoveRound) => state.dialog = round.map(|r| OpenDialog::remove_round(view, r)),
        Some(Asked::NewSheet) => state.dialog = round.map(|r| OpenDialog::new_sheet(r.id)),
        Some(Asked::EditSheet) => {
            let sheet = round.and_then(|r| state.sheet(view, r));
            state.dialog = sheet.map(OpenDialog::edit_sheet);
        }
        Some(Asked::RemoveSheet) => {
            let sheet = round.and_then(|r| state.sheet(view, r));
            state.dialog = sheet.map(|s| OpenDialog::remove_sheet(view, s));
        }
        None => {}
    }
}

/// Views, round and sheet; the sheet that was chosen.
fn left_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    round: Option<&Round>,
    place: Place,
) -> Option<SheetId> {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.x = theme.pt(12.0);
    sections_ui(ui, state, place);
    let round = round?;
    if matches!(state.section, Section::Fill | Section::Talk | Section::Grid) {
        round_ui(ui, view, state, round);
    }
    match state.section {
        Section::Fill => {
            let sheet = state.sheet(view, round)?;
            let chosen = sheet_ui(ui, view, round, sheet, place);
            let answers = view.workbook.answers_of(sheet.id).iter();
            let answered = answers.filter(|a| a.score.is_some()).count();
            let words = if place.is_presented {
                format!("{answered} of 22")
            } else {
                format!("{answered} of 22 answered")
            };
            text(ui, words, Style::Body, theme.color().text_2);
            chosen
        }
        Section::Talk => {
            which_ui(ui, state);
            let words = words_of(view.workbook.wording(), state.item);
            wording::source_ui(ui, view, words.is_some_and(|w| w.is_published()));
            None
        }
        _ => None,
    }
}

fn sections_ui(ui: &mut Ui, state: &mut AssessmentState, place: Place) {
    let shown = Section::ALL
        .into_iter()
        .filter(|s| !(place.is_presented && *s == Section::Wording));
    let shown: Vec<Section> = shown.collect();
    let segments: Vec<Segment> = shown.iter().map(|s| Segment::new(s.label())).collect();
    let mut chosen = shown
        .iter()
        .position(|s| *s == state.section)
        .unwrap_or_default();
    if segmented(ui, "View of the self-assessment", &segments, &mut chosen)
        && let Some(section) = shown.get(chosen)
    {
        state.section = *section;
    }
}

fn round_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, round: &Round) {
    let rounds: Vec<&Round> = view.workbook.rounds.iter().rev().collect();
    if let Some(chosen) = round_choice(ui, "Round", &rounds, round.id, CHOICE) {
        state.round = Some(chosen);
        state.sheet = None;
    }
}

/// A choice among rounds; the one that was chosen now.
pub(super) fn round_choice(
    ui: &mut Ui,
    name: &str,
    rounds: &[&Round],
    current: RoundId,
    width: f32,
) -> Option<RoundId> {
    // With the month alone where that says which round it is.
    let short = |r: &Round| format!("{}, {}", r.name, r.date.format("%Y-%m"));
    let label = |r: &&Round| {
        let twins = rounds.iter().filter(|other| short(other) == short(r));
        if twins.count() > 1 {
            r.label()
        } else {
            short(r)
        }
    };
    let labels: Vec<String> = rounds.iter().map(label).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut chosen = rounds.iter().position(|r| r.id == current);
    let width = Theme::of(ui).pt(width);
    Choice::new(name, &labels)
        .prefix(name)
        .width(width)
        .show(ui, &mut chosen)
        .then(|| chosen.and_then(|at| rounds.get(at)).map(|r| r.id))
        .flatten()
}

fn sheet_ui(
    ui: &mut Ui,
    view: &View<'_>,
    round: &Round,
    sheet: &Sheet,
    place: Place,
) -> Option<SheetId> {
    let sheets = view.workbook.sheets_of(round.id);
    let name = |s: &Sheet| {
        let label = s.title(place.is_presented);
        match s.people_words() {
            Some(people) => format!("{label}, {people}"),
            None => label,
        }
    };
    let labels: Vec<String> = sheets.iter().map(name).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut chosen = sheets.iter().position(|s| s.id == sheet.id);
    let width = Theme::of(ui).pt(CHOICE);
    Choice::new("Sheet", &labels)
        .prefix("Sheet")
        .width(width)
        .show(ui, &mut chosen)
        .then(|| chosen.and_then(|at| sheets.get(at)).map(|s| s.id))
        .flatten()
}

fn which_ui(ui: &mut Ui, state: &mut AssessmentState) {
    if let Some(which) = which_choice(ui, state.which) {
        state.which = which;
    }
}

/// Which sheets count; the choice that was made now.
pub(super) fn which_choice(ui: &mut Ui, current: Which) -> Option<Which> {
    let labels = Which::ALL.map(Which::label);
    let mut chosen = Which::ALL.iter().position(|w| *w == current);
    let width = Theme::of(ui).pt(156.0);
    Choice::new("Which sheets count", &labels)
        .prefix("Of")
        .width(width)
        .show(ui, &mut chosen)
        .then(|| chosen.and_then(|at| Which::ALL.get(at)).copied())
        .flatten()
}

enum Asked {
    NewRound,
    EditRound,
    RemoveRound,
    NewSheet,
    EditSheet,
    RemoveSheet,
}

/// The menu of rounds and sheets.
fn making_ui(ui: &mut Ui, view: &View<'_>, round: Option<&Round>) -> Option<Asked> {
    let has_sheet = round.is_some_and(|r| !view.workbook.sheets_of(r.id).is_empty());
    let button = Button::outlined("Rounds and sheets…");
    menu_button(ui, button, |ui| {
        ui.set_max_width(Theme::of(ui).pt(200.0));
        let mut asked = None;
        let mut item = |ui: &mut Ui, words: &str, what: Asked| {
            if menu_item(ui, words).clicked() {
                asked = Some(what);
            }
        };
        item(ui, "New round…", Asked::NewRound);
        if round.is_some() {
            item(ui, "Change this round…", Asked::EditRound);
            item(ui, "Remove this round…", Asked::RemoveRound);
            menu_rule(ui);
            item(ui, "New sheet…", Asked::NewSheet);
        }
        if has_sheet {
            item(ui, "Change this sheet…", Asked::EditSheet);
            item(ui, "Remove this sheet…", Asked::RemoveSheet);
        }
        asked
    })
    .flatten()
}
