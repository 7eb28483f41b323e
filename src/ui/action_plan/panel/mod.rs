//! The details of the current row: what a table has no column for.

mod activity;
mod draft;
mod step;

use egui::Ui;

use super::rows::RowId;
use super::{EXAMPLE, Place, PlanState};
use crate::domain::action_plan::sheet::{ActivitySheet, PlanSheet};
use crate::domain::ids::PlanId;
use crate::ui::icons::{Icon, block_square};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, begin_at_top, ends, side_panel, text};
use draft::Draft;

/// What the panel remembers.
#[derive(Default)]
pub(super) struct PanelState {
    pub(super) is_open: bool,
    draft: Draft,
}

impl PanelState {
    /// Asks for what is typed and not yet written.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        self.draft.write(out);
    }
}

/// What the panel draws from.
struct Details<'a> {
    view: &'a View<'a>,
    sheet: &'a PlanSheet<'a>,
    place: Place,
}

pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    plan: PlanId,
    place: Place,
    out: &mut Vec<Request>,
) {
    let sheet = match plan {
        EXAMPLE => state.example.as_ref().map(|e| e.sheet()),
        plan => PlanSheet::of(view.workbook, plan),
    };
    let Some(sheet) = sheet else {
        return;
    };
    let row = state.table.cursor.map(|c| c.row);
    let of = row.and_then(RowId::activity);
    let activity = sheet
        .activities
        .iter()
        .find(|a| Some(a.activity.id) == of)
        .cloned();
    let details = Details {
        view,
        sheet: &sheet,
        place,
    };
    let panel = &mut state.panel;
    panel.draft.drop_gone(view.workbook);
    let mut review = None;
    let mut asked = Vec::new();
    let (closed, ()) = side_panel(
        ui,
        "plan details",
        |ui| {
            let theme = Theme::of(ui);
            ui.spacing_mut().item_spacing.y = theme.pt(8.0);
            begin_at_top(ui, row);
            content_ui(ui, &details, row, activity.as_ref(), &mut panel.draft, out)
        },
        |ui| {
            if let Some(activity) = &activity
                && place.can_write
                && Button::outlined("Review…").small().show(ui).clicked()
            {
                review = Some(activity.activity.id);
            }
            actions_ui(ui, &details, row, &mut asked);
        },
    );
    out.append(&mut asked);
    if closed {
        state.panel.draft.write(out);
        state.panel.is_open = false;
    }
    if let Some(activity) = review {
        state.dialogs.review(view, plan, Some(activity));
    }
}

/// Draws what the row is about. True when the cross was pressed.
fn content_ui(
    ui: &mut Ui,
    details: &Details<'_>,
    row: Option<RowId>,
    activity: Option<&ActivitySheet<'_>>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let step = match (row, activity) {
        (Some(RowId::Step(id, _)), Some(a)) => a.steps.iter().find(|s| s.id == id).copied(),
        _ => None,
    };
    let head = match (step, activity) {
        (Some(step), _) => format!("Step {}", step.place),
        (None, Some(_)) => "Activity".to_owned(),
        _ => "Details".to_owned(),
    };
    let ((), closed) = ends(
        ui,
        "details head",
        theme.pt(24.0),
        |ui| {
            if let Some(block) = activity.and_then(|a| a.activity.block) {
                block_square(ui, block);
            }
            text(ui, head, Style::Body, colors.text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the details").small();
            cross.show(ui).clicked()
        },
    );
    match (step, activity) {
        (Some(step), Some(activity)) => step::step_ui(ui, details, activity, step, draft, out),
        (None, Some(activity)) => activity::activity_ui(ui, details, activity, draft, out),
        _ => {
            draft.write(out);
            let words = "Choose an activity or a step in the plan.";
            text(ui, words, Style::Body, colors.text_2);
        }
    }
    closed
}

/// What can be done with the row.
fn actions_ui(ui: &mut Ui, details: &Details<'_>, row: Option<RowId>, out: &mut Vec<Request>) {
    if !details.place.can_write {
        return;
    }
    let button = |ui: &mut Ui, words: &str, hover: &str| {
        let button = Button::outlined(words).small().hover(hover);
        button.show(ui).clicked()
    };
    match row {
        Some(RowId::Activity(id)) => {
            if button(ui, "Duplicate", "With its steps, not begun; Ctrl+D") {
                super::ask(super::PlanCommand::DuplicateActivity(id), out);
            }
            if button(ui, "Remove", "With its steps; Undo brings it back") {
                super::ask(super::PlanCommand::RemoveActivity(id), out);
            }
        }
        Some(RowId::Step(id, _)) => {
            if button(ui, "Duplicate", "Not begun; Ctrl+D") {
                super::ask(super::PlanCommand::DuplicateStep(id), out);
            }
            if button(ui, "Remove", "Undo brings it back") {
                super::ask(super::PlanCommand::RemoveStep(id), out);
            }
        }
        _ => {}
    }
}
