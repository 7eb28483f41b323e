//! Where header, body and columns of a table stand in one frame.

use egui::{Rect, Ui, pos2, vec2};

use super::{Col, DataTable, TableState};
use crate::ui::theme::Theme;

/// A visible column with its place counted from the table's left edge.
pub(super) struct LaidColumn<'a> {
    pub column: &'a Col,
    pub left: f32,
    pub width: f32,
}

/// The places of header, body and columns in one frame, in points on the screen.
pub(super) struct Laid<'a> {
    pub header: Rect,
    pub body: Rect,
    pub columns: Vec<LaidColumn<'a>>,
    /// Width of the grips' column, at the left edge; 0 without them.
    pub grips: f32,
    /// Width of the tick boxes' column after it; 0 without them.
    pub boxes: f32,
    /// Right edge of what does not scroll sideways.
    pub frozen: f32,
    /// Width of all columns together.
    pub width: f32,
    pub row_height: f32,
}

impl<'a> Laid<'a> {
    pub fn new(table: &DataTable<'a>, ui: &Ui, state: &TableState, place: Rect) -> Self {
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
        let grips = if table.draggable {
            theme.pt(super::moving::GRIP)
        } else {
            0.0
        };
        let width_of = |column: &Col| {
            let dragged = state.widths.get(column.key.as_ref());
            theme.pt(dragged.copied().unwrap_or(column.width))
        };
        let least: f32 = grips + boxes + shown.iter().map(|column| width_of(column)).sum::<f32>();
        let filling = shown.iter().filter(|column| column.fills).count();
        let share = (place.width() - least).max(0.0) / filling.max(1) as f32;

        let mut left = grips + boxes;
        let mut frozen = left;
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
            grips,
            boxes,
            frozen,
            width: left,
            row_height: theme.pt(table.row_height),
        }
    }

    /// What of a cell may be seen: a scrolling cell disappears under the frozen ones.
    pub fn clip(&self, laid: &LaidColumn<'_>, cell: Rect, fixed: f32) -> Rect {
        if laid.column.frozen {
            cell
        } else {
            cell.with_min_x(cell.left().max(fixed + self.frozen))
        }
    }
}

impl LaidColumn<'_> {
    /// Its place on a line, when the scrolling part starts at `scrolled` and the rest at `fixed`.
    pub fn cell(&self, line: Rect, fixed: f32, scrolled: f32) -> Rect {
        let start = if self.column.frozen { fixed } else { scrolled };
        Rect::from_min_size(
            pos2(start + self.left, line.top()),
            vec2(self.width, line.height()),
        )
    }
}
