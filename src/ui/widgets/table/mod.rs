//! The table of every list: fixed rows drawn only where they are seen, sorted and filtered by the caller.
//!
//! One stop of the Tab key; arrows, Page Up and Down, Home and End move the current row, Enter opens it,
//! Space ticks it, Ctrl+A ticks all, Ctrl+C copies rows with their headers.

mod body;
mod copy;
mod header;
mod keys;
mod state;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use egui::{EventFilter, Id, Rect, Role, Sense, Ui, vec2};

pub use state::{RowKey, Sort, TableState};

use crate::ui::theme::Theme;

/// Where the text of a column stands; its header stands there too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words and dates.
    #[default]
    Left,
    /// Numbers, with equal decimals.
    Right,
    /// A single mark.
    Center,
}

/// Weight and colour of a column's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// First text.
    #[default]
    Plain,
    /// Semibold: the name of the row.
    Strong,
    /// Second text.
    Second,
    /// Absent: "not booked", "none".
    Absent,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Col {
    /// What the caller knows it by.
    pub key: Cow<'static, str>,
    /// The header.
    pub title: Cow<'static, str>,
    /// Width in points at scale 1; for a filling column the least width.
    pub width: f32,
    /// Where its text stands.
    pub align: Align,
    /// Weight and colour of its text.
    pub tone: Tone,
    /// Whether a press on its header sorts.
    pub sortable: bool,
    /// Whether the first press sorts downwards.
    pub descending_first: bool,
    /// Whether it takes its share of the width left over.
    pub fills: bool,
    /// Whether it stays when the table scrolls sideways; frozen columns come first.
    pub frozen: bool,
    /// Whether its cells are drawn by [`Rows::cell_ui`].
    pub drawn: bool,
}

impl Col {
    /// A sortable column of left-aligned text.
    pub fn new(
        key: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
        width: f32,
    ) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            width,
            align: Align::Left,
            tone: Tone::Plain,
            sortable: true,
            descending_first: false,
            fills: false,
            frozen: false,
            drawn: false,
        }
    }

    /// Right-aligned; the first press sorts downwards, as numbers are looked through.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self.descending_first = true;
        self
    }

    /// Centred, for single marks.
    #[must_use]
    pub fn center(mut self) -> Self {
        self.align = Align::Center;
        self
    }

    /// Semibold text.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.tone = Tone::Strong;
        self
    }

    /// Second text colour.
    #[must_use]
    pub fn second(mut self) -> Self {
        self.tone = Tone::Second;
        self
    }

    /// A press on the header does nothing.
    #[must_use]
    pub fn unsortable(mut self) -> Self {
        self.sortable = false;
        self
    }

    /// Takes its share of the width left over.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.fills = true;
        self
    }

    /// Stays when the table scrolls sideways.
    #[must_use]
    pub fn frozen(mut self) -> Self {
        self.frozen = true;
        self
    }

    /// Cells are drawn by [`Rows::cell_ui`].
    #[must_use]
    pub fn drawn(mut self) -> Self {
        self.drawn = true;
        self
    }
}

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
    /// `state.current` is another row than before.
    pub current_changed: bool,
    /// `state.sort` is another than before; sort and show again.
    pub sort_changed: bool,
    /// `state.selected` is another than before.
    pub selection_changed: bool,
}

/// A table to be shown.
#[must_use = "call show"]
pub struct DataTable<'a> {
    name: &'a str,
    columns: &'a [Col],
    checkboxes: bool,
    row_height: f32,
    type_ahead: Option<&'a str>,
}

impl<'a> DataTable<'a> {
    /// A table; `name` is its accessible name and must be unique on the screen.
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            columns: &[],
            checkboxes: false,
            row_height: 28.0,
            type_ahead: None,
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

    /// Rows 24 high instead of 28.
    pub fn compact(mut self) -> Self {
        self.row_height = 24.0;
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
        let before = (state.current, state.selected.clone(), state.sort.clone());
        let place = Rect::from_min_size(ui.cursor().min, ui.available_size());
        let id = ui.make_persistent_id(("table", self.name));
        let mut response = TableResponse::default();

        let table = self.container(ui, id, place, rows);
        if table.has_focus() {
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
        response.selection_changed = state.selected != before.1;
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

/// A visible column with its place counted from the table's left edge.
struct LaidColumn<'a> {
    column: &'a Col,
    left: f32,
    width: f32,
}

/// The places of header, body and columns in one frame, in points on the screen.
struct Laid<'a> {
    header: Rect,
    body: Rect,
    columns: Vec<LaidColumn<'a>>,
    /// Width of the tick boxes' column; 0 without them.
    boxes: f32,
    /// Right edge of what does not scroll sideways.
    frozen: f32,
    /// Width of all columns together.
    width: f32,
    row_height: f32,
}

impl<'a> Laid<'a> {
    fn new(table: &DataTable<'a>, ui: &Ui, state: &TableState, place: Rect) -> Self {
        let theme = Theme::of(ui);
        let shown: Vec<&Col> = table
            .columns
            .iter()
            .filter(|column| !state.hidden.contains(column.key.as_ref()))
            .collect();
        let boxes = if table.checkboxes {
            theme.pt(32.0)
        } else {
            0.0
        };
        let width_of = |column: &Col| {
            let dragged = state.widths.get(column.key.as_ref());
            theme.pt(dragged.copied().unwrap_or(column.width))
        };
        let least: f32 = boxes + shown.iter().map(|column| width_of(column)).sum::<f32>();
        let filling = shown.iter().filter(|column| column.fills).count();
        let share = (place.width() - least).max(0.0) / filling.max(1) as f32;

        let mut left = boxes;
        let mut frozen = boxes;
        let mut columns = Vec::with_capacity(shown.len());
        for column in shown {
            let width = width_of(column) + if column.fills { share } else { 0.0 };
            columns.push(LaidColumn {
                column,
                left,
                width,
            });
            left += width;
            if column.frozen {
                frozen = left;
            }
        }
        let header_height = theme.pt(30.0).min(place.height());
        let header = Rect::from_min_size(place.min, vec2(place.width(), header_height));
        Self {
            header,
            body: place.with_min_y(header.bottom()),
            columns,
            boxes,
            frozen,
            width: left,
            row_height: theme.pt(table.row_height),
        }
    }

    /// Place of a column on a line, when the scrolling part starts at `scrolled` and the rest at `fixed`.
    fn cell(&self, laid: &LaidColumn<'_>, line: Rect, fixed: f32, scrolled: f32) -> Rect {
        let start = if laid.column.frozen { fixed } else { scrolled };
        Rect::from_min_size(
            egui::pos2(start + laid.left, line.top()),
            vec2(laid.width, line.height()),
        )
    }

    /// What of a cell may be seen: a scrolling cell disappears under the frozen ones.
    fn clip(&self, laid: &LaidColumn<'_>, cell: Rect, fixed: f32) -> Rect {
        if laid.column.frozen {
            cell
        } else {
            cell.with_min_x(cell.left().max(fixed + self.frozen))
        }
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
