//! The table of a plan: rows as high as their words, one current cell, typed in like a spreadsheet.

mod acts;
mod cells;
mod clipboard;
mod commit;
mod editor;
mod keys;
mod measure;
mod menus;

use egui::{EventFilter, Id, Key, Role, ScrollArea, Sense, Ui, vec2};

use super::rows::{Column, NewStepAt, Row, RowId};
use super::{Place, PlanView};
use crate::domain::action_plan::command::{PlanCommand, StepText};
use crate::domain::ids::PlanId;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{KnownName, is_focused};
use measure::Sizes;

/// The current cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) row: RowId,
    /// Where the row was last: the same step may stand in several lists.
    pub(super) at: usize,
    pub(super) column: Column,
}

/// A cell being typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) row: RowId,
    pub(super) column: Column,
    pub(super) text: String,
    /// The field has had the keys: losing them ends the typing.
    pub(super) had_focus: bool,
}

/// A row being typed that stands in no file yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NewRow {
    pub(super) row: Option<RowId>,
    pub(super) text: StepText,
    pub(super) block: Option<u8>,
    /// The plan it was begun in; known when it is first drawn.
    pub(super) plan: Option<PlanId>,
}

/// The menu of the current cell. When it closes the table takes the keys again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Menu {
    #[default]
    Closed,
    /// Asked for by a key: its chosen row takes the keys.
    Asked(Column),
    Open,
}

/// What the table remembers.
#[derive(Default)]
pub(super) struct TableState {
    pub(super) cursor: Option<Cursor>,
    pub(super) edit: Option<Edit>,
    pub(super) new: NewRow,
    pub(super) new_step: Option<NewStepAt>,
    /// What a paste could not take, or took beside the rows.
    pub(super) refusal: Option<String>,
    /// The rows as last asked for, and what they were made from.
    pub(super) rows: Vec<Row>,
    sizes: Sizes,
    reveal: bool,
    /// Esc has given the keys back to the rest of the screen, until a cell is pressed.
    is_left: bool,
    wants_focus: bool,
    menu: Menu,
}

/// What the table shows and may do.
pub(super) struct Table<'a> {
    pub(super) view: &'a View<'a>,
    /// The plan rows are added to.
    pub(super) plan: PlanId,
    pub(super) place: Place,
    pub(super) name: &'a str,
    pub(super) known: &'a [KnownName],
    /// Which view: rows can be added, moved and pasted where it shows the plan itself.
    pub(super) shown: PlanView,
}

/// What was asked of the tab by the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Show the details of the current row.
    Details,
    /// Review the activity.
    Review,
}

impl TableState {
    /// Where the cursor's row stands now.
    pub(super) fn cursor_at(&self) -> Option<usize> {
        let cursor = self.cursor?;
        let is_there = |at: &usize| self.rows.get(*at).is_some_and(|r| r.id == cursor.row);
        Some(cursor.at)
            .filter(is_there)
            .or_else(|| self.rows.iter().position(|r| r.id == cursor.row))
    }

    /// The cell that is typed in.
    fn typed_at(&self) -> Option<(usize, Column)> {
        let edit = self.edit.as_ref()?;
        let at = self.cursor_at()?;
        let is_it = self.rows.get(at).is_some_and(|r| r.id == edit.row);
        is_it.then_some((at, edit.column))
    }

    /// Puts the cursor on a row.
    pub(super) fn go(&mut self, row: RowId, column: Column) {
        let at = self.rows.iter().position(|r| r.id == row).unwrap_or(0);
        self.cursor = Some(Cursor { row, at, column });
        self.reveal = true;
    }

    /// Puts the cursor on a row and gives the table the keys.
    pub(super) fn go_and_focus(&mut self, row: RowId, column: Column) {
        self.go(row, column);
        self.is_left = false;
        self.wants_focus = true;
    }

    /// Begins to type in a cell.
    pub(super) fn begin(&mut self, row: RowId, column: Column, text: String) {
        self.go(row, column);
        self.edit = Some(Edit {
            row,
            column,
            text,
            had_focus: false,
        });
    }

    /// Opens an empty row for a new step and types in it.
    pub(super) fn begin_step(&mut self, at: NewStepAt) {
        self.new_step = Some(at);
        let row = RowId::NewStep(at.activity);
        if self.new.row != Some(row) {
            self.new = NewRow {
                row: Some(row),
                ..NewRow::default()
            };
        }
        self.begin(row, Column::Text, self.new.text.what.clone());
    }

    /// Begins to type the first activity of a plan.
    pub(super) fn begin_first_activity(&mut self, plan: PlanId) {
        self.new = NewRow::default();
        self.begin_activity();
        self.new.plan = Some(plan);
    }

    /// Begins to type a new activity.
    pub(super) fn begin_activity(&mut self) {
        let row = RowId::NewActivity;
        if self.new.row != Some(row) {
            self.new = NewRow {
                row: Some(row),
                ..NewRow::default()
            };
        }
        self.begin(row, Column::Text, self.new.text.what.clone());
    }

    /// The words of a cell: what is being typed, else what stands in the row.
    fn words<'a>(&'a self, row: &'a Row, column: Column) -> &'a str {
        match &self.edit {
            Some(edit) if edit.row == row.id && edit.column == column => &edit.text,
            _ if row.id.is_new() && self.new.row == Some(row.id) => match column {
                Column::Text => &self.new.text.what,
                Column::Who => &self.new.text.who,
                Column::When => &self.new.text.when,
                Column::Block | Column::Status => "",
            },
            _ => row.cell(column),
        }
    }
}

/// The table as one thing that has the keys.
pub(super) fn table_id() -> Id {
    Id::unique("plan table")
}

/// Draws the table over all the room there is.
pub(super) fn table_ui(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut TableState,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    commit::leave_other_plan(state, table.plan, out);
    let id = table_id();
    let whole = ui.available_rect_before_wrap();
    let response = ui.interact(whole, id, Sense::focusable_noninteractive());
    let is_free =
        ui.memory(|m| m.top_modal_layer().is_none()) && !egui::Popup::is_any_open(ui.ctx());
    if std::mem::take(&mut state.wants_focus) && state.edit.is_none() {
        response.request_focus();
    }
    let has_focus = is_focused(&response);
    if has_focus && !state.is_left {
        hold_keys(ui, id);
    }
    let mut asked = None;
    if is_free && has_focus && state.edit.is_none() {
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            state.is_left = true;
        }
        asked = keys::keys_ui(ui, table, state, out);
    }
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Grid);
        node.set_label(table.name);
        node.set_row_count(state.rows.len());
        node.set_column_count(Column::ALL.len());
    });
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
    let sizes = measure::sizes(ui, &theme, state, whole.width());
    cells::header_ui(ui, &theme, &sizes, table.shown);
    ScrollArea::vertical()
        .id_salt(("plan rows", table.plan.0, table.name))
        .auto_shrink(false)
        .show_viewport(ui, |ui, viewport| {
            ui.set_min_size(vec2(sizes.width(), sizes.height()));
            let origin = ui.max_rect().min;
            if std::mem::take(&mut state.reveal)
                && let Some(at) = state.cursor_at()
            {
                let rect = sizes.row(origin, at);
                ui.scroll_to_rect(rect.expand2(vec2(0.0, theme.pt(8.0))), None);
            }
            // The same place shows another row after scrolling; that is no mistake.
            ui.ctx().allow_widget_id_changes_in(whole);
            // One field a frame: where the typing ends, the next cell begins in the next frame.
            let typed = state.typed_at();
            for at in sizes.seen(viewport) {
                let pressed =
                    cells::row_ui(ui, &theme, table, state, (at, &sizes, origin, typed), out);
                asked = asked.or(pressed);
            }
            if has_focus || state.edit.is_some() {
                cells::ring_ui(ui, &theme, state, &sizes, origin);
            }
        });
    state.sizes = sizes;
    asked
}

fn hold_keys(ui: &Ui, id: Id) {
    let filter = EventFilter {
        tab: true,
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Asks for the command.
fn ask(command: PlanCommand, out: &mut Vec<Request>) {
    super::ask(command, out);
}

impl TableState {
    /// Asks for what is typed, as if the row were left.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        commit::write(self, out);
    }

    /// Another plan is shown: nothing of the last one is current.
    pub(super) fn forget_cursor(&mut self) {
        // Unless the other plan is shown because of a row of it.
        if !self.reveal {
            *self = Self::default();
        }
    }
}
