//! The menus of a cell and of a row.

use egui::Ui;

use super::{Asked, Table, TableState, acts};
use crate::domain::action_plan::command::{ActivityChange, PlanCommand, StepChange};
use crate::domain::action_plan::{Step, StepState};
use crate::domain::programme;
use crate::ui::action_plan::rows::{Column, Row, RowId};
use crate::ui::request::Request;
use crate::ui::widgets::{menu_check, menu_item, menu_rule};

/// The menu of a block or a status.
pub(super) fn menu_ui(
    ui: &mut Ui,
    table: &Table<'_>,
    row: &Row,
    (column, by_key): (Column, bool),
    out: &mut Vec<Request>,
) -> Option<Asked> {
    let is_done =
        std::cell::Cell::new(matches!(row.id, RowId::Step(..)) && column == Column::Block);
    // Opened by a key, the chosen row has the keys.
    let held = |response: egui::Response, is_chosen: bool| {
        if by_key && is_chosen {
            response.request_focus();
        }
        is_done.set(is_done.get() || response.clicked());
        response.clicked()
    };
    let mut asked = None;
    match (row.id, column) {
        (RowId::Activity(id), Column::Block) => {
            let blocks = programme::blocks().iter().map(|b| Some(b.number));
            for block in blocks.chain([None]) {
                let words = match block.and_then(programme::block) {
                    Some(block) => format!("{} {}", block.number, block.name),
                    None => "Of no single block".to_owned(),
                };
                let is_chosen = row.block == block;
                if held(menu_check(ui, &words, is_chosen), is_chosen) {
                    let change = ActivityChange::Block(block);
                    super::ask(PlanCommand::ChangeActivity(id, change), out);
                }
            }
        }
        (RowId::Activity(_), _) => {
            let is_asked = held(menu_item(ui, "Review…"), true);
            asked = is_asked.then_some(Asked::Review);
        }
        (RowId::Step(id, _), Column::Status) => {
            let current = table.view.workbook.step(id).map(Step::state);
            for state in StepState::ALL {
                let is_chosen = current == Some(state);
                if held(menu_check(ui, state.label(), is_chosen), is_chosen) {
                    let change = StepChange::State(state);
                    super::ask(PlanCommand::ChangeStep(id, change), out);
                }
            }
        }
        _ => {}
    }
    // A row pressed by a key closes the menu as one that is clicked.
    if is_done.get() {
        ui.close();
    }
    asked
}

/// What can be done with a row, on the second button of the mouse.
pub(super) fn row_menu_ui(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut TableState,
    row: &Row,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    let mut asked = None;
    if menu_item(ui, "Details, Alt+Enter").clicked() {
        asked = Some(Asked::Details);
    }
    if matches!(row.id, RowId::Activity(_)) && menu_item(ui, "Review…").clicked() {
        asked = Some(Asked::Review);
    }
    if !table.shown.is_plan() {
        return asked;
    }
    menu_rule(ui);
    for (words, act) in [
        ("Step below, Ctrl+Enter", acts::Act::StepBelow),
        ("Move up, Alt+Up", acts::Act::Up),
        ("Move down, Alt+Down", acts::Act::Down),
        ("Duplicate, Ctrl+D", acts::Act::Duplicate),
        ("Remove, Ctrl+Delete", acts::Act::Remove),
    ] {
        if menu_item(ui, words).clicked() {
            acts::act(act, table, state, row.id, out);
        }
    }
    asked
}
