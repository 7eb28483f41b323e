//! The foot of the gaps: the keys, or what can be done with the ticked gaps.

use egui::Ui;

use super::GapsState;
use super::lines::gap_of;
use crate::domain::care_gap::GapKey;
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::patients::foot::{height, strip_ui};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, GapState, ends_if_room, gap_chip, text};

/// Draws what the signs and keys mean, or the actions while gaps are ticked.
pub(super) fn foot_ui(ui: &mut Ui, state: &mut GapsState, acts: &mut Vec<Act>) {
    let ticked = !state.table.selected.is_empty();
    strip_ui(ui, ticked, |ui| {
        if ticked {
            actions_ui(ui, state, acts);
        } else {
            legend_ui(ui);
        }
    });
}

fn legend_ui(ui: &mut Ui) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    ends_if_room(
        ui,
        "gaps legend",
        height(ui),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            gap_chip(ui, "overdue or never", GapState::Overdue);
            gap_chip(ui, "due soon or unknown", GapState::Soon);
        },
        |ui| {
            let keys = "Space ticks · A assign · E event · S snooze · C close · Enter opens";
            text(ui, keys, Style::Small, ink);
        },
    );
}

fn actions_ui(ui: &mut Ui, state: &mut GapsState, acts: &mut Vec<Act>) {
    let theme = Theme::of(ui);
    let ink = theme.color().on_selection;
    let words = match state.table.selected.len() {
        1 => "1 gap ticked".to_owned(),
        many => format!("{many} gaps ticked"),
    };
    text(ui, words, Style::TableStrong, ink);
    let gaps = ticked(state);
    let waits = gaps
        .iter()
        .filter_map(|gap| state.data.find(super::lines::key_of(*gap)))
        .any(|(line, _)| line.gap.snoozed_until.is_some());
    for (words, key, task, hover) in [
        ("Assign…", "A", GapTask::Assign, "Give them to a person"),
        ("Snooze…", "S", GapTask::Snooze, "Let them wait up to a day"),
        (
            "Close…",
            "C",
            GapTask::Close,
            "Close them without the check, for a reason",
        ),
    ] {
        let name = format!("{words} ticked gaps");
        let button = Button::outlined(words).small().key(key).name(&name);
        if button.hover(hover).show(ui).clicked() {
            acts.push(Act::Gaps(task, gaps.clone()));
        }
    }
    if waits {
        let button = Button::outlined("Wait no longer").small();
        let button = button.name("Wait no longer for ticked gaps");
        if button.show(ui).clicked() {
            acts.push(Act::Gaps(GapTask::Reopen, gaps));
        }
    }
    if Button::quiet("Untick all").small().show(ui).clicked() {
        state.table.selected.clear();
    }
}

/// The ticked gaps.
pub(super) fn ticked(state: &GapsState) -> Vec<GapKey> {
    let keys = state.table.selected.iter();
    keys.filter_map(|key| gap_of(*key)).collect()
}
