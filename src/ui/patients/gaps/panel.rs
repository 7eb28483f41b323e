//! The side panel of the current gap: the rule and its source, dates, why, and the work on it.

use egui::Ui;

use super::GapsState;
use super::lines::{GapLine, Person, day_words};
use super::rows::closing_act;
use super::words::{chip_state, closing_event, rule_words, state_words, why};
use crate::domain::care_gap::GapKey;
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::patients::standing::med_ui;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, divider, facts, gap_chip, panel_header, side_panel, text};

/// Checks of the kind that are listed.
const CHECKS: usize = 5;

/// Draws the panel. True when it is to be closed.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &GapsState,
    acts: &mut Vec<Act>,
) -> bool {
    let Some((line, person)) = state.table.current.and_then(|key| state.data.find(key)) else {
        return false;
    };
    let gap = (line.gap.patient, line.gap.rule);
    let ((closed, reopens), act) = side_panel(
        ui,
        "gap panel",
        |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let closed = head_ui(ui, person);
            gap_ui(ui, view, line);
            let reopens = work_ui(ui, view, gap);
            checks_ui(ui, view, line);
            others_ui(ui, view, line);
            (closed, reopens)
        },
        |ui| actions_ui(ui, gap),
    );
    let reopen = reopens.then(|| Act::Gaps(GapTask::Reopen, vec![gap]));
    acts.extend(act.or(reopen));
    closed
}

fn head_ui(ui: &mut Ui, person: &Person) -> bool {
    let theme = Theme::of(ui);
    let mrn = if person.mrn.is_empty() {
        "none"
    } else {
        &person.mrn
    };
    let subtitle = format!("MRN {mrn} · {}", person.clinician_name);
    let closed = panel_header(ui, &person.name, Some(&subtitle), "Close gap panel");
    ui.add_space(theme.pt(6.0));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        let colors = *theme.color();
        med_ui(ui, &person.chip);
        let tier = format!("tier {}", person.tier_words());
        text(ui, tier, Style::Table, colors.text_2);
    });
    ui.add_space(theme.pt(10.0));
    closed
}

fn gap_ui(ui: &mut Ui, view: &View<'_>, line: &GapLine) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let gap = &line.gap;
    divider(ui);
    ui.add_space(theme.pt(10.0));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        text(ui, gap.rule.label(), Style::Heading, colors.text);
        gap_chip(ui, &state_words(gap), chip_state(gap));
    });
    ui.add_space(theme.pt(4.0));
    text(
        ui,
        why(gap, &view.workbook.settings),
        Style::Body,
        colors.text,
    );
    ui.add_space(theme.pt(8.0));
    let or_none = |day| match day {
        None => "none on record".into(),
        day => day_words(day),
    };
    let (last, due) = (or_none(gap.last_on), day_words(gap.due_on));
    let asks = rule_words(gap, &view.workbook.settings);
    let mut rows: Vec<(&str, &str)> = vec![("Last", &last)];
    if !due.is_empty() {
        rows.push(("Due", &due));
    }
    rows.extend([("Rule", asks.as_str()), ("Source", gap.rule.source())]);
    facts(ui, &rows);
}

/// Who has it, until when it waits, and what was said. True when it is to wait no longer.
fn work_ui(ui: &mut Ui, view: &View<'_>, gap: GapKey) -> bool {
    let theme = Theme::of(ui);
    heading_ui(ui, "Work");
    let work = view.workbook.gap_work(gap.0, gap.1);
    let who = work.map_or("", |w| w.assigned_to.as_str());
    let who = if who.is_empty() { "nobody" } else { who };
    let mut rows = vec![("Assigned to", who.to_owned())];
    if let Some(work) = work {
        if let Some(until) = work.snoozed_until {
            rows.push(("Waits to", until.to_string()));
        }
        if let Some(closed) = work.closed_on {
            rows.push(("Closed", format!("{closed}, counted as done then")));
        }
        if !work.reason.is_empty() {
            rows.push(("Because", work.reason.clone()));
        }
        let by = if work.by.is_empty() {
            "no initials"
        } else {
            &work.by
        };
        rows.push(("Said", format!("{} ({by})", work.on)));
    }
    let rows: Vec<(&str, &str)> = rows.iter().map(|(n, v)| (*n, v.as_str())).collect();
    facts(ui, &rows);
    if work.is_none_or(|w| w.snoozed_until.is_none() && w.closed_on.is_none()) {
        return false;
    }
    ui.add_space(theme.pt(6.0));
    let button = Button::outlined("Wait no longer").small();
    button.show(ui).clicked()
}

/// The last checks of the kind.
fn checks_ui(ui: &mut Ui, view: &View<'_>, line: &GapLine) {
    let Some(kind) = closing_event(line.gap.rule) else {
        return;
    };
    let events = view.workbook.events_of(line.gap.patient).iter().rev();
    let checks: Vec<(String, &str)> = events
        .filter(|event| event.kind == kind)
        .take(CHECKS)
        .map(|event| (event.on.to_string(), event.value.as_str()))
        .collect();
    if checks.is_empty() {
        return;
    }
    heading_ui(ui, "On record");
    let rows: Vec<(&str, &str)> = checks.iter().map(|(on, v)| (on.as_str(), *v)).collect();
    facts(ui, &rows);
}

/// The patient's other gaps.
fn others_ui(ui: &mut Ui, view: &View<'_>, line: &GapLine) {
    let gaps = view.registry.gaps.of(line.gap.patient).iter();
    let others: Vec<(&str, String)> = gaps
        .filter(|gap| gap.rule != line.gap.rule)
        .map(|gap| (gap.rule.label(), state_words(gap).to_string()))
        .collect();
    if others.is_empty() {
        return;
    }
    heading_ui(ui, "Also");
    let rows: Vec<(&str, &str)> = others.iter().map(|(n, v)| (*n, v.as_str())).collect();
    facts(ui, &rows);
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(12.0));
    divider(ui);
    ui.add_space(theme.pt(8.0));
    text(ui, words, Style::TableStrong, theme.color().text);
    ui.add_space(theme.pt(4.0));
}

fn actions_ui(ui: &mut Ui, gap: GapKey) -> Option<Act> {
    let mut act = None;
    let add = match closing_act(gap) {
        Act::EnterByHand(_) => "Enter MED…",
        Act::Review(..) => "Add review…",
        _ => "Add event…",
    };
    if Button::primary(add)
        .hover("Closes the gap, E")
        .show(ui)
        .clicked()
    {
        act = Some(closing_act(gap));
    }
    for (words, key, task) in [
        ("Assign…", "A", GapTask::Assign),
        ("Snooze…", "S", GapTask::Snooze),
        ("Close…", "C", GapTask::Close),
    ] {
        let button = Button::outlined(words).small();
        let hover = format!("{}, {key}", words.trim_end_matches('…'));
        let name = format!("{words} this gap");
        if button.name(&name).hover(&hover).show(ui).clicked() {
            act = Some(Act::Gaps(task, vec![gap]));
        }
    }
    act
}
