//! The side panel of the current patient: who prepares, the parts of the visit, notes, and what may
//! be hard to talk about.

use egui::{Id, Ui};

use super::HuddleState;
use super::lines::{HuddleLine, Part};
use crate::domain::care_gap::GapKey;
use crate::ui::icons::{Icon, icon};
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::patients::gaps::of_patient::gap_row_ui;
use crate::ui::patients::standing::med_ui;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, TextField, WhoField, checkbox, divider, panel_header, side_panel, text,
};

/// The field of the notes.
pub(super) fn note_id() -> Id {
    Id::unique("notes of the huddle")
}

/// The field of the hard conversation.
pub(super) fn talk_id() -> Id {
    Id::unique("hard conversation of the huddle")
}

/// Draws the panel. True when it is to be closed.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HuddleState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) -> bool {
    let lines = std::mem::take(&mut state.lines);
    let current = state.table.current;
    let line = lines.iter().find(|line| Some(line.id.0) == current);
    let closed = line.is_some_and(|line| line_ui(ui, view, line, state, acts, out));
    state.lines = lines;
    closed
}

fn line_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &HuddleLine,
    state: &mut HuddleState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) -> bool {
    let (closed, act) = side_panel(
        ui,
        "huddle panel",
        |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let closed = head_ui(ui, line);
            prepare_ui(ui, view, line, state, out);
            part_ui(ui, view, line, Part::Assistant, acts);
            part_ui(ui, view, line, Part::Clinician, acts);
            words_ui(ui, line, state, out);
            closed
        },
        |ui| actions_ui(ui, line),
    );
    acts.extend(act);
    closed
}

fn head_ui(ui: &mut Ui, line: &HuddleLine) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let age = line
        .age
        .map_or_else(|| "age not known".to_owned(), |age| format!("{age} years"));
    let subtitle = format!("{age} · MRN {} · {}", line.cell("mrn"), line.clinician_name);
    let closed = panel_header(ui, &line.name, Some(&subtitle), "Close huddle panel");
    ui.add_space(theme.pt(6.0));
    let words = format!("{} {}", line.time, line.reason());
    text(ui, words.trim(), Style::Strong, colors.text);
    ui.add_space(theme.pt(4.0));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        med_ui(ui, &line.chip);
        let words = format!("tier {} · PEG {}", line.tier, line.peg);
        text(ui, words, Style::Table, colors.text_2);
    });
    if line.sedative != Some(false) {
        let words = format!("Sedative: {}", line.sedatives);
        text(ui, words, Style::Table, colors.text);
    }
    ui.add_space(theme.pt(8.0));
    closed
}

fn prepare_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &HuddleLine,
    state: &mut HuddleState,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let who = WhoField::new("Who prepares", &mut state.draft.words.who, &state.known)
        .single()
        .hint("name")
        .show(ui);
    if who.lost_focus() {
        state.draft.write(out);
    }
    ui.add_space(theme.pt(6.0));
    let mut is_done = line.done_on.is_some();
    let label = match line.done_on {
        Some(on) => format!("Prepared, {on}"),
        None => "Prepared".to_owned(),
    };
    if checkbox(ui, &mut is_done, &label)
        .on_hover_text("Space in the list")
        .changed()
    {
        state.draft.tick(view.today, out);
    }
}

/// The gaps that one part of the visit closes.
fn part_ui(ui: &mut Ui, view: &View<'_>, line: &HuddleLine, part: Part, acts: &mut Vec<Act>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (heading, always) = match part {
        Part::Assistant => ("MA part", ""),
        Part::Clinician => ("Clinician part", "Goals and function, next visit"),
    };
    heading_ui(ui, heading);
    let mut is_any = false;
    for gap in line.gaps_of(part) {
        gap_row_ui(ui, view, gap, acts);
        is_any = true;
    }
    if !is_any {
        text(ui, "No gap to close.", Style::Table, colors.text_2);
    }
    if !always.is_empty() {
        ui.add_space(theme.pt(3.0));
        text(ui, always, Style::Table, colors.text);
    }
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(10.0));
    divider(ui);
    ui.add_space(theme.pt(6.0));
    text(ui, words, Style::TableStrong, theme.color().text);
    ui.add_space(theme.pt(2.0));
}

fn words_ui(ui: &mut Ui, line: &HuddleLine, state: &mut HuddleState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    heading_ui(ui, "To prepare");
    for words in &line.hard_talk {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            icon(ui, Icon::Flag, theme.pt(14.0), colors.concern);
            text(ui, words, Style::Table, colors.text);
        });
    }
    let note = TextField::new("Notes", &mut state.draft.words.note)
        .rows(2)
        .id(note_id())
        .show(ui);
    ui.add_space(theme.pt(6.0));
    let talk = TextField::new("Hard conversation", &mut state.draft.words.talk)
        .hint("what about, and how to go about it")
        .rows(2)
        .id(talk_id())
        .show(ui);
    if note.lost_focus() || talk.lost_focus() {
        state.draft.write(out);
    }
}

fn actions_ui(ui: &mut Ui, line: &HuddleLine) -> Option<Act> {
    let mut act = None;
    if Button::primary("Add event…").hover("E").show(ui).clicked() {
        act = Some(Act::AddEvent(line.id));
    }
    let gaps: Vec<GapKey> = line.gaps.iter().map(|(g, _)| (g.patient, g.rule)).collect();
    let assign = Button::outlined("Assign gaps…").enabled(!gaps.is_empty());
    if assign
        .hover("Give the gaps to a person, A")
        .show(ui)
        .clicked()
    {
        act = Some(Act::Gaps(GapTask::Assign, gaps));
    }
    act
}
