//! Over the plan: which plan, which view, and what can be done.

use egui::Ui;

use super::{EXAMPLE, Place, PlanState, PlanView, Shown, ask, is_open};
use super::{challenges, small_tests};
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::action_plan::{Plan, listing};
use crate::domain::ids::PlanId;
use crate::domain::programme;
use crate::export::{Table, file_name};
use crate::ui::icons::{Icon, present_sign};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Choice, Segment, menu_button, menu_item, menu_rule, segmented, text, toolbar,
};

/// Width of the choice of a plan.
const PICKER: f32 = 320.0;

pub(super) fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let current = state.view;
    let plan = state.plan(view.workbook);
    let mut picked = None;
    let counted = counts(view, state, plan);
    let (chosen, ()) = toolbar(
        ui,
        "plan toolbar",
        |ui| {
            if current.is_of_a_plan() {
                picked = picker_ui(ui, view, plan);
            }
            let segments = PlanView::ALL.map(|(_, label)| Segment::new(label));
            let mut chosen = PlanView::ALL
                .iter()
                .position(|(v, _)| *v == current)
                .unwrap_or_default();
            segmented(ui, "View", &segments, &mut chosen);
            if place.is_presented && current.is_of_a_plan() {
                let theme = Theme::of(ui);
                let ink = theme.color().text_2;
                // Whole or not at all: the sign stands beside it.
                let words = theme.galley(ui, &counted, Style::Body, ink);
                if words.size().x <= ui.available_width() {
                    text(ui, &counted, Style::Body, ink);
                }
            }
            PlanView::ALL.get(chosen).map(|(v, _)| *v)
        },
        |ui| match current {
            _ if place.is_presented => {
                present_sign(ui);
            }
            PlanView::Tests => small_tests::actions_ui(ui, view, &mut state.tests, place, out),
            PlanView::Challenges => {
                challenges::actions_ui(ui, view, &mut state.challenges, place, out);
            }
            _ => actions_ui(ui, view, state, plan, place, out),
        },
    );
    if let Some(chosen) = chosen.filter(|c| *c != current) {
        state.write_drafts(out);
        state.view = chosen;
    }
    if let Some(shown) = picked {
        state.write_drafts(out);
        state.shown = shown;
    }
}

/// The clinic's plans, the newest first, and the worked example.
fn picker_ui(ui: &mut Ui, view: &View<'_>, plan: Option<PlanId>) -> Option<Shown> {
    let plans: Vec<&Plan> = view.workbook.plans.iter().rev().collect();
    let mut names: Vec<String> = plans.iter().map(|p| name(p)).collect();
    names.push("Sample: first action plan".to_owned());
    let labels: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut chosen = match plan {
        Some(EXAMPLE) => Some(plans.len()),
        plan => plans.iter().position(|p| Some(p.id) == plan),
    };
    let width = Theme::of(ui).pt(PICKER);
    let choice = Choice::new("Plan shown", &labels)
        .hide_label()
        .hint("No plan yet")
        .width(width);
    if !choice.show(ui, &mut chosen) {
        return None;
    }
    let at = chosen?;
    Some(plans.get(at).map_or(Shown::Example, |p| Shown::Plan(p.id)))
}

/// "Plan 3, autumn", "Plan 2 (closed)".
fn name(plan: &Plan) -> String {
    if plan.closed_on.is_some() {
        format!("{} (closed)", plan.title)
    } else {
        plan.title.clone()
    }
}

/// "6 activities, 26 steps".
fn counts(view: &View<'_>, state: &PlanState, plan: Option<PlanId>) -> String {
    let count = |sheet: &PlanSheet<'_>| {
        let s = |n: usize, one: &str, many: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {many}"),
        };
        let activities = s(sheet.activities.len(), "activity", "activities");
        format!("{activities}, {}", s(sheet.steps(), "step", "steps"))
    };
    match plan {
        Some(EXAMPLE) => state.example.as_ref().map(|e| count(&e.sheet())),
        plan => plan
            .and_then(|p| PlanSheet::of(view.workbook, p))
            .map(|s| count(&s)),
    }
    .unwrap_or_default()
}

fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    plan: Option<PlanId>,
    place: Place,
    out: &mut Vec<Request>,
) {
    if plan.is_some() {
        let words = if state.panel.is_open {
            "Hide details"
        } else {
            "Details"
        };
        let details = Button::outlined(words).hover("Of the current row, Alt+Enter");
        if details.show(ui).clicked() {
            state.panel.write(out);
            state.panel.is_open = !state.panel.is_open;
        }
    }
    let is_open = plan.is_some_and(|p| is_open(view.workbook, p));
    if let Some(plan) = plan.filter(|_| is_open && place.can_write)
        && Button::outlined("Review…")
            .hover("How each activity stands today")
            .show(ui)
            .clicked()
    {
        state.dialogs.review(view, plan, None);
    }
    let button = Button::outlined("Plan").icon_after(Icon::Down);
    menu_button(ui, button, |ui| menu_ui(ui, view, state, plan, place, out));
    if is_open
        && place.can_write
        && state.view.is_plan()
        && Button::primary("New activity").show(ui).clicked()
    {
        state.table.write(out);
        state.table.begin_activity();
    }
}

fn menu_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    plan: Option<PlanId>,
    place: Place,
    out: &mut Vec<Request>,
) {
    let is_open = plan.is_some_and(|p| is_open(view.workbook, p));
    if place.can_write {
        if let Some(plan) = plan.filter(|_| is_open) {
            if menu_item(ui, "Plan details…").clicked() {
                state.dialogs.change_plan(view, plan);
            }
            if menu_item(ui, "Start the next plan…").clicked() {
                state.dialogs.next_plan(view, plan);
            }
        }
        if menu_item(ui, "New plan…").clicked() {
            state.dialogs.new_plan();
        }
        if menu_item(ui, "Copy the sample as a plan of ours").clicked() {
            ask(PlanCommand::CopyExample, out);
            state.shown = Shown::Plan(PlanId(view.workbook.next.plan));
        }
        menu_rule(ui);
    }
    if let Some(table) = export_of(view, state, plan) {
        if menu_item(ui, "Copy as a table").clicked() {
            out.push(Request::Copy(table.to_tsv()));
        }
        if menu_item(ui, "Save as CSV…").clicked() {
            let clinic = &view.workbook.clinic.name;
            let day = view.today.to_string();
            out.push(Request::Save {
                name: file_name(&[clinic, "action plan", &day], "csv"),
                bytes: table.to_csv_file(),
                what: "the action plan".to_owned(),
                identified: false,
            });
        }
    }
    if let Some(id) = plan.filter(|p| *p != EXAMPLE && place.can_write) {
        menu_rule(ui);
        if menu_item(ui, "Remove this plan").clicked() {
            ask(PlanCommand::Remove(id), out);
            state.shown = Shown::Current;
        }
    }
}

/// The plan as a table, or the list of tasks that is shown.
fn export_of(view: &View<'_>, state: &PlanState, plan: Option<PlanId>) -> Option<Table> {
    if state.view.is_plan() {
        let rows = match plan? {
            EXAMPLE => listing::rows(&state.example.as_ref()?.sheet()),
            plan => listing::rows(&PlanSheet::of(view.workbook, plan)?),
        };
        let mut table = Table::new(listing::COLUMNS);
        for row in rows {
            table.push(row);
        }
        return Some(table);
    }
    let mut table = Table::new([
        "Group", "Block", "What", "Of", "Who", "When", "Date", "State",
    ]);
    let mut group = String::new();
    for row in &state.table.rows {
        if let super::rows::RowId::Group(_) = row.id {
            group.clone_from(&row.text);
            continue;
        }
        let block = row.block.and_then(programme::block);
        table.push([
            group.clone(),
            block.map(|b| b.name.clone()).unwrap_or_default(),
            row.text.clone(),
            row.under.clone(),
            row.who.clone(),
            row.when.clone(),
            row.when_under.clone(),
            row.status.clone(),
        ]);
    }
    Some(table)
}
