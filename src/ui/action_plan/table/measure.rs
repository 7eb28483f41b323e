//! How wide the columns are, and how high each row has to be for its words.

use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Galley, Pos2, Rect, Ui, pos2, vec2};

use super::TableState;
use crate::ui::action_plan::rows::{Column, Row, RowId};
use crate::ui::theme::{Style, Theme};

/// Widths at scale 1; the text takes what is left.
const BLOCK: f32 = 36.0;
const WHO: f32 = 186.0;
const WHEN: f32 = 216.0;
const STATUS: f32 = 152.0;
/// Of a table narrower than this the three columns give way.
const NARROW: f32 = 1000.0;
const HEADER: f32 = 30.0;
const LEAST_ROW: f32 = 28.0;
/// Above and below the words of a row.
pub(super) const PADDING: f32 = 5.0;
/// Left and right of the words of a cell.
pub(super) const SIDE: f32 = 8.0;
/// Steps stand further right than their activity.
const INDENT: f32 = 16.0;

/// Where everything stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Sizes {
    /// Left edges of the columns, and the right edge of the last, from the table's left.
    edges: Vec<f32>,
    /// Tops of the rows, and the bottom of the last, from the first row's top.
    tops: Vec<f32>,
    pub(super) header: f32,
}

impl Sizes {
    pub(super) fn width(&self) -> f32 {
        self.edges.last().copied().unwrap_or_default()
    }

    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// A row, seen from where the first begins.
    pub(super) fn row(&self, origin: Pos2, at: usize) -> Rect {
        let top = self.tops.get(at).copied().unwrap_or_default();
        let bottom = self.tops.get(at + 1).copied().unwrap_or(top);
        Rect::from_min_max(
            pos2(origin.x, origin.y + top),
            pos2(origin.x + self.width(), origin.y + bottom),
        )
    }

    /// A cell of a row.
    pub(super) fn cell(&self, row: Rect, column: Column) -> Rect {
        let at = Column::ALL.iter().position(|c| *c == column).unwrap_or(0);
        let edge = |at: usize| row.left() + self.edges.get(at).copied().unwrap_or_default();
        Rect::from_min_max(pos2(edge(at), row.top()), pos2(edge(at + 1), row.bottom()))
    }

    /// The rows that are in view.
    pub(super) fn seen(&self, viewport: Rect) -> Range<usize> {
        let count = self.tops.len().saturating_sub(1);
        let first = self.tops.partition_point(|top| *top <= viewport.top());
        let last = self.tops.partition_point(|top| *top < viewport.bottom());
        first.saturating_sub(1).min(count)..last.min(count)
    }
}

/// Works out where everything stands; only words that changed are laid out anew, by the fonts' own
/// memory.
pub(super) fn sizes(ui: &Ui, theme: &Theme, state: &TableState, width: f32) -> Sizes {
    let mut sizes = Sizes {
        edges: edges(theme, width),
        header: theme.pt(HEADER),
        tops: Vec::with_capacity(state.rows.len() + 1),
    };
    let mut top = 0.0;
    for row in &state.rows {
        sizes.tops.push(top);
        top += height(ui, theme, state, &sizes, row).ceil();
    }
    sizes.tops.push(top);
    sizes
}

fn edges(theme: &Theme, width: f32) -> Vec<f32> {
    let narrow = (width / theme.pt(NARROW)).min(1.0);
    let fixed = [WHO, WHEN, STATUS].map(|w| (theme.pt(w) * narrow).floor());
    let block = theme.pt(BLOCK);
    let text = (width - block - fixed.iter().sum::<f32>()).max(theme.pt(120.0));
    let mut edge = 0.0;
    let mut edges = vec![edge];
    for width in [block, text, fixed[0], fixed[1], fixed[2]] {
        edge += width;
        edges.push(edge);
    }
    edges
}

fn height(ui: &Ui, theme: &Theme, state: &TableState, sizes: &Sizes, row: &Row) -> f32 {
    if matches!(row.id, RowId::Group(_)) {
        return theme.pt(34.0);
    }
    let line = Rect::from_min_size(Pos2::ZERO, vec2(sizes.width(), 0.0));
    let of = |column: Column| {
        let room = room(theme, sizes.cell(line, column), row, column);
        let words = words(ui, theme, state, row, column, room);
        let under = under(ui, theme, state, row, column, room);
        words.size().y + under.map_or(0.0, |g| g.size().y)
    };
    let columns = [Column::Text, Column::Who, Column::When, Column::Status];
    let most = columns.map(of).into_iter().fold(0.0, f32::max);
    (most + theme.pt(PADDING) * 2.0).max(theme.pt(LEAST_ROW))
}

/// Where the words of a cell begin and how wide they may be.
pub(super) fn room(theme: &Theme, cell: Rect, row: &Row, column: Column) -> Rect {
    let lead = match column {
        Column::Text if row.is_task => 0.0,
        Column::Text if matches!(row.id, RowId::Step(..) | RowId::NewStep(_)) => INDENT,
        Column::Status => 18.0,
        _ => 0.0,
    };
    let side = theme.pt(SIDE);
    Rect::from_min_max(
        pos2(
            cell.left() + side + theme.pt(lead),
            cell.top() + theme.pt(PADDING),
        ),
        pos2(cell.right() - side, cell.bottom()),
    )
}

/// The style of a cell's words.
pub(super) fn style(row: &Row, column: Column) -> Style {
    match (row.id, column) {
        (RowId::Activity(_) | RowId::NewActivity, Column::Text)
            if row.is_head || row.id.is_new() =>
        {
            Style::Strong
        }
        (RowId::Activity(_), Column::Text) => Style::TableStrong,
        (RowId::Activity(_), Column::Who) if row.is_head => Style::TableStrong,
        _ => Style::Table,
    }
}

/// The words of a cell, wrapped.
pub(super) fn words(
    ui: &Ui,
    theme: &Theme,
    state: &TableState,
    row: &Row,
    column: Column,
    room: Rect,
) -> Arc<Galley> {
    let colors = theme.color();
    let shown = state.words(row, column);
    let style = style(row, column);
    if column == Column::Who && shown.contains('?') {
        return uncertain(ui, theme, shown, style, room.width());
    }
    let (shown, ink) = match (row.id, shown.is_empty()) {
        (RowId::NewActivity, true) if column == Column::Text => ("New activity", colors.text_3),
        (RowId::NewStep(_), true) if column == Column::Text => ("New step", colors.text_3),
        _ => (shown, colors.text),
    };
    theme.galley_wrapped(ui, shown, style, ink, room.width())
}

/// Names with a question mark are marked: nobody has agreed yet.
fn uncertain(ui: &Ui, theme: &Theme, words: &str, style: Style, width: f32) -> Arc<Galley> {
    let colors = theme.color();
    let mut job = LayoutJob::default();
    for name in words.split_inclusive([',', ';', '(', ')']) {
        let is_open = name
            .trim_end_matches([',', ';', '(', ')', ' '])
            .ends_with('?');
        let ink = if is_open {
            colors.caution_text
        } else {
            colors.text
        };
        let mut format = theme.format(style, ink);
        if is_open && theme.mode != crate::ui::theme::Mode::Dark {
            format.underline = egui::Stroke::new(theme.pt(1.0), colors.caution_mark);
        } else if is_open {
            format.underline = egui::Stroke::new(theme.pt(1.0), ink);
        }
        let lead = name.len() - name.trim_start().len();
        let (space, name) = name.split_at(lead);
        job.append(space, 0.0, theme.format(style, colors.text));
        job.append(name, 0.0, format);
    }
    job.wrap.max_width = width;
    ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}

/// The small line under a cell's words, if it has one.
pub(super) fn under(
    ui: &Ui,
    theme: &Theme,
    state: &TableState,
    row: &Row,
    column: Column,
    room: Rect,
) -> Option<Arc<Galley>> {
    let colors = theme.color();
    let edited = state
        .edit
        .as_ref()
        .filter(|e| e.row == row.id && e.column == column && column == Column::When);
    let (words, ink): (&str, Color32) = match (column, edited) {
        // While a date is typed the reading stands under it; two lines are kept for it.
        (Column::When, Some(_)) => (" \n ", colors.text_2),
        (Column::Text, _) => (&row.under, colors.text_2),
        (Column::When, _) if row.is_late => (&row.when_under, colors.error_text),
        (Column::When, _) => (&row.when_under, colors.text_2),
        (Column::Status, _) => (&row.status_under, colors.text_2),
        _ => ("", colors.text_2),
    };
    let style = if row.is_late && column == Column::When {
        Style::SmallStrong
    } else {
        Style::Small
    };
    (!words.is_empty()).then(|| theme.galley_wrapped(ui, words, style, ink, room.width()))
}
