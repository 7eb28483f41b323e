//! The table of every list: fixed rows drawn only where they are seen, sorted and filtered by the caller.
//!
//! One stop of the Tab key; arrows, Page Up and Down, Home and End move the current row, Enter opens it,
//! Space ticks it, Ctrl+A ticks all, Ctrl+C copies rows with their headers. In a table whose rows can be
//! dragged, Alt+Up and Alt+Down move the current one.

mod body;
mod cell;
mod column;
mod copy;
mod header;
mod keys;
mod layout;
mod moving;
#[cfg(test)]
mod moving_tests;
mod plain;
mod state;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use egui::{EventFilter, Id, Rect, Role, Sense, Ui};

use super::control::is_focused;

use layout::Laid;

pub use column::{Align, Col, Tone};
pub use copy::all_rows;
pub use plain::{NOT_KNOWN, PlainRows, compare_cells};
pub use state::{RowKey, Sort, TableState};

/// What a table shows: an index vector over records, in the order they are to stand.
pub trait Rows {
    /// How many rows there are.
    fn count(&self) -> usize;

    /// The record's number; unique in the table and the same after sorting.
    fn key(&self, row: usize) -> RowKey;

    /// A cell in words: shown, copied, and read out, so also given for drawn columns.
    fn text(&self, row: usize, column: &str) -> Cow<'_, str>;

    /// Weight and colour of one cell where they differ from the column's.
    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let _ = (row, column);
        None
    }

    /// Draws a cell of a [`Col::drawn`] column; `ui` is the cell, aligned as the column is.
    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let _ = (ui, row, column);
    }

    /// Whether the row is a heading over the rows that follow: drawn by [`Rows::group_ui`], never current.
    fn is_group(&self, row: usize) -> bool {
        let _ = row;
        false
    }

    /// Whether the row can be moved among its neighbours that can be, where the table is
    /// [`DataTable::draggable`].
    fn is_movable(&self, row: usize) -> bool {
        !self.is_group(row)
    }

    /// Of the rows that Ctrl+C is to copy those that may leave the program, and a last line for
    /// those that may not.
    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        (chosen, None)
    }

    /// Draws a heading row over the whole width.
    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        let _ = (ui, row);
    }

    /// Whether a press of the other mouse button opens [`Rows::menu_ui`].
    fn has_menu(&self) -> bool {
        false
    }

    /// The rows of the menu of a row.
    fn menu_ui(&mut self, ui: &mut Ui, row: usize) {
        let _ = (ui, row);
    }
}

/// What happened in a table this frame; row numbers count in the caller's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableResponse {
    /// The row that was pressed.
    pub clicked: Option<usize>,
    /// The row to open: pressed twice, or Enter on it.
    pub opened: Option<usize>,
    /// The record that is to be moved, and the row it is to stand in afterwards; the caller moves it.
    pub moved: Option<(RowKey, usize)>,
    /// `state.current` is another row than before.
    pub current_changed: bool,
    /// `state.sort` is another than before; sort and show again.
    pub sort_changed: bool,
    /// `state.selected` is another than before.
    pub selection_changed: bool,
}

impl TableResponse {
    /// The row that was chosen in this frame, by pressing it or by moving to it; the inner one is
    /// `None` when no row is current any more.
    pub fn chosen(&self, state: &TableState, rows: &dyn Rows) -> Option<Option<usize>> {
        let pressed = self.clicked.or(self.opened).map(Some);
        pressed.or_else(|| self.current_changed.then(|| state.current_row(rows)))
    }
}

/// A table to be shown.
#[must_use = "call show"]
pub struct DataTable<'a> {
    name: &'a str,
    columns: &'a [Col],
    checkboxes: bool,
    draggable: bool,
    row_height: f32,
    type_ahead: Option<&'a str>,
    rounded: bool,
}

impl<'a> DataTable<'a> {
    /// A table; `name` is its accessible name and must be unique on the screen.
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            columns: &[],
            checkboxes: false,
            draggable: false,
            row_height: 28.0,
            type_ahead: None,
            rounded: false,
        }
    }

    /// The columns, frozen ones first.
    pub fn columns(mut self, columns: &'a [Col]) -> Self {
        self.columns = columns;
        self
    }

    /// Boxes to tick rows: one a row, one in the header; Shift ticks a range, Ctrl toggles.
    pub fn checkboxes(mut self) -> Self {
        self.checkboxes = true;
        self
    }

    /// Rows can be put elsewhere: by dragging them (a line shows where, Esc puts the row back) and,
    /// for the current row, with Alt+Up and Alt+Down. [`TableResponse::moved`] says where to, and
    /// [`Rows::is_movable`] which rows; the table itself moves none.
    pub fn draggable(mut self) -> Self {
        self.draggable = true;
        self
    }

    /// Rows 24 high instead of 28.
    pub fn compact(mut self) -> Self {
        self.row_height = 24.0;
        self
    }

    /// Rounds the header's upper corners, for a table that begins at the top of a flush card.
    pub fn top_of_card(mut self) -> Self {
        self.rounded = true;
        self
    }

    /// Typed letters go to the first row whose `column` begins with them.
    ///
    /// Not for screens with commands on single letters.
    pub fn type_ahead(mut self, column: &'a str) -> Self {
        self.type_ahead = Some(column);
        self
    }

    /// Draws it over all the space there is.
    pub fn show(self, ui: &mut Ui, state: &mut TableState, rows: &mut dyn Rows) -> TableResponse {
        let before = (state.current, state.ticks, state.sort.clone());
        let place = Rect::from_min_size(ui.cursor().min, ui.available_size());
        let id = ui.make_persistent_id(("table", self.name));
        let mut response = TableResponse::default();

        let table = self.container(ui, id, place, rows);
        if is_focused(&table) {
            let filter = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            keys::handle(&self, ui, state, rows, &mut response);
        }
        let layout = Laid::new(&self, ui, state, place);
        header::header_ui(&self, ui, id, &layout, state, rows);
        body::body_ui(&self, ui, id, &layout, state, rows, &mut response);
        ui.advance_cursor_after_rect(place);

        response.current_changed = state.current != before.0;
        response.selection_changed = state.ticks != before.1;
        response.sort_changed = state.sort != before.2;
        response
    }

    /// The table as one focusable thing beneath its cells.
    fn container(&self, ui: &Ui, id: Id, place: Rect, rows: &dyn Rows) -> egui::Response {
        let table = ui.interact(place, id, Sense::focusable_noninteractive());
        let (count, columns) = (rows.count(), self.columns.len());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Table);
            node.set_label(self.name);
            node.set_row_count(count);
            node.set_column_count(columns);
        });
        table
    }
}

/// Gives a node that is not a control of its own a place, for pointers of assistive technology.
fn set_bounds(ui: &Ui, id: Id, rect: Rect) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
    });
}
