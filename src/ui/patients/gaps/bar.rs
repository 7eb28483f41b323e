//! The two rows over the gaps: how they are worked and how they stand; filters, copy and export.

use std::cell::RefCell;

use egui::Ui;

use super::filter::{ByState, ByWho};
use super::lines::{GapLine, Person, due_day};
use super::rows::{cell_text, columns};
use super::{By, GapsState, words_id};
use crate::domain::care_gap::GapRule;
use crate::ui::icons::{Icon, icon};
use crate::ui::patients::by_clinician;
use crate::ui::patients::taking_out::{self, Part2, TakingOut};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, FilterButton, Segment, TextField, ends, filter_choice, segmented, segmented_small,
    text, toolbar,
};

/// By patient, rule or clinician; and the rules.
pub(super) fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState) {
    let state = RefCell::new(state);
    toolbar(
        ui,
        "gaps toolbar",
        |ui| {
            let state = &mut **state.borrow_mut();
            let segments = By::ALL.map(|by| Segment::new(by.label()));
            let mut at = By::ALL.iter().position(|b| *b == state.by).unwrap_or(0);
            if segmented(ui, "Work the gaps", &segments, &mut at)
                && let Some(by) = By::ALL.get(at)
            {
                state.by = *by;
                state.take_focus();
            }
            ui.add_space(Theme::of(ui).pt(8.0));
            states_ui(ui, view, state);
        },
        |ui| {
            let state = &mut **state.borrow_mut();
            if state.by != By::Patient {
                fold_ui(ui, state);
            }
            let hover = "Which rules give gaps, how often, and of whom";
            if Button::outlined("Rules…").hover(hover).show(ui).clicked() {
                state.open_rules(view);
            }
        },
    );
}

/// Shuts all headings or opens them.
fn fold_ui(ui: &mut Ui, state: &mut GapsState) {
    let keys: Vec<i64> = state.data.groups().iter().map(|g| g.key).collect();
    let any_open = state.data.groups().iter().any(|g| !g.is_folded);
    let words = if any_open { "Fold all" } else { "Unfold all" };
    let hover = "Headings with their counts alone, or with their gaps";
    if Button::quiet(words).hover(hover).show(ui).clicked() {
        if any_open {
            state.folded.extend(keys);
        } else {
            state.folded.clear();
        }
    }
}

fn states_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState) {
    let days = view.workbook.settings.gaps.due_soon_days;
    let label = |by| match by {
        ByState::Now => "All due".to_owned(),
        ByState::Overdue => "Overdue".to_owned(),
        ByState::Never => "Never".to_owned(),
        ByState::Unknown => "Unknown".to_owned(),
        ByState::Soon => format!("Due in {days} days"),
        ByState::Snoozed => "Snoozed".to_owned(),
    };
    let counts = state.data.by_state().iter();
    // On a small window the counts give way.
    let has_room = ui.available_width() > Theme::of(ui).pt(745.0);
    let segments: Vec<Segment> = ByState::ALL
        .into_iter()
        .zip(counts)
        .map(|(by, count)| {
            if has_room {
                Segment::counted(label(by), count)
            } else {
                Segment::new(label(by))
            }
        })
        .collect();
    let chosen = state.filters.state;
    let mut at = ByState::ALL.iter().position(|s| *s == chosen).unwrap_or(0);
    if segmented_small(ui, "How the gaps stand", &segments, &mut at)
        && let Some(by) = ByState::ALL.get(at)
    {
        state.filters.state = *by;
        state.take_focus();
    }
}

/// Filters; how many are shown, and what can be taken out.
pub(super) fn filters_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut GapsState,
    out: &mut Vec<Request>,
) {
    let height = Theme::of(ui).control_height(true);
    let state = RefCell::new(state);
    ends(
        ui,
        "gaps filters",
        height,
        |ui| left_ui(ui, view, &mut state.borrow_mut()),
        |ui| {
            let state = &**state.borrow();
            let ink = Theme::of(ui).color().text_2;
            text(ui, state.data.tally(), Style::Table, ink);
            take_out_ui(ui, view, state, out);
        },
    );
}

fn left_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState) {
    let theme = Theme::of(ui);
    icon(ui, Icon::Filter, theme.pt(16.0), theme.color().text_2);
    clinician_ui(ui, state);
    team_ui(ui, state);
    rule_ui(ui, state);
    who_ui(ui, view, state);
    let width = theme.pt(160.0).min(ui.available_width());
    if width > theme.pt(60.0) {
        TextField::new("Name or MRN", &mut state.filters.words)
            .search()
            .hint("Name or MRN")
            .hide_label()
            .small()
            .width(width)
            .id(words_id())
            .show(ui);
    }
}

/// One filter: its choices and which is chosen; true when a press changed it.
fn filter_ui(
    ui: &mut Ui,
    name: &str,
    none: &str,
    options: &[&str],
    chosen: &mut Option<usize>,
) -> bool {
    let value = chosen.and_then(|at| options.get(at)).copied();
    let value = value.unwrap_or(none).to_owned();
    let response = FilterButton::new(name, &value, chosen.is_some())
        .show(ui, |ui| filter_choice(ui, none, options, chosen));
    if response.cleared {
        *chosen = None;
    }
    response.cleared || response.inner == Some(true)
}

fn clinician_ui(ui: &mut Ui, state: &mut GapsState) {
    let known = state.data.clinicians();
    if by_clinician::clinician_ui(ui, known, &mut state.filters.clinician) {
        state.take_focus();
    }
}

fn team_ui(ui: &mut Ui, state: &mut GapsState) {
    let teams = state.data.teams();
    if teams.is_empty() {
        return;
    }
    let options: Vec<&str> = teams
        .iter()
        .map(compact_str::CompactString::as_str)
        .collect();
    let team = state.filters.team.as_ref();
    let mut chosen = team.and_then(|team| teams.iter().position(|t| t == team));
    if filter_ui(ui, "Team", "all", &options, &mut chosen) {
        let at = chosen;
        state.filters.team = at.and_then(|at| teams.get(at)).cloned();
        state.take_focus();
    }
}

fn rule_ui(ui: &mut Ui, state: &mut GapsState) {
    let counts = state.data.by_rule();
    let rules = GapRule::ALL.iter().copied();
    let offered: Vec<(GapRule, usize)> = rules
        .zip(counts.iter().copied())
        .filter(|(rule, count)| *count > 0 || state.filters.rule == Some(*rule))
        .collect();
    let labels: Vec<String> = offered
        .iter()
        .map(|(rule, count)| format!("{} · {count}", rule.label()))
        .collect();
    let options: Vec<&str> = labels.iter().map(String::as_str).collect();
    let chosen = state.filters.rule;
    let mut chosen = chosen.and_then(|rule| offered.iter().position(|(r, _)| *r == rule));
    if filter_ui(ui, "Rule", "all", &options, &mut chosen) {
        let at = chosen;
        state.filters.rule = at.and_then(|at| offered.get(at)).map(|(rule, _)| *rule);
        state.take_focus();
    }
}

fn who_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState) {
    let initials = view.status.initials.trim();
    let me = format!("me ({initials})");
    let mut offered = Vec::new();
    if !initials.is_empty() {
        offered.push((me.as_str(), ByWho::Me));
    }
    offered.push(("nobody", ByWho::Nobody));
    for name in state.data.names() {
        offered.push((name.as_str(), ByWho::Named(name.to_string())));
    }
    let options: Vec<&str> = offered.iter().map(|(words, _)| *words).collect();
    let who = state.filters.who.as_ref();
    let mut chosen = who.and_then(|who| offered.iter().position(|(_, w)| w == who));
    if filter_ui(ui, "Assigned to", "all", &options, &mut chosen) {
        let at = chosen;
        state.filters.who = at
            .and_then(|at| offered.get(at))
            .map(|(_, who)| who.clone());
        state.take_focus();
    }
}

/// Copies or saves what is shown, or the ticked ones of it.
fn take_out_ui(ui: &mut Ui, view: &View<'_>, state: &GapsState, out: &mut Vec<Request>) {
    let ticked = &state.table.selected;
    let table = || {
        // All columns: a table outside has no headings.
        let all = columns(By::Patient);
        let cells = |(line, person): (&GapLine, &Person)| {
            let cells = all
                .iter()
                .map(|c| cell_text(line, person, &c.key).into_owned());
            (person.id, cells.collect::<Vec<_>>())
        };
        let lines = state.data.shown();
        let taken = lines.filter(|(line, _)| ticked.is_empty() || ticked.contains(&line.key()));
        let titles = all.iter().map(|column| column.title.as_ref());
        taking_out::table(view.workbook, titles, taken.map(cells), Part2::LeftOut)
    };
    let taking_out = TakingOut {
        which: if ticked.is_empty() {
            "all shown gaps"
        } else {
            "the ticked gaps"
        },
        copy: "Copy gaps",
        save: "Export CSV…",
        file: format!("care_gaps_{}.csv", due_day(view)),
        what: "the care gaps",
        is_any: !state.data.rows().is_empty(),
    };
    taking_out.show(ui, table, out);
}
