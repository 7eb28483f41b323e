//! Entries of the log as rows, newest first.

use std::borrow::Cow;

use crate::domain::ids::MeasureLogId;
use crate::domain::measure::{LogKind, MeasureId, MeasureLogEntry};
use crate::export::Table;
use crate::ui::cached::change_number;
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows};

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct LogRows {
    rows: Vec<Row>,
    made_for: Option<(i64, u64, Option<LogKind>)>,
}

struct Row {
    id: MeasureLogId,
    day: String,
    kind: &'static str,
    measure: String,
    who: String,
    words: String,
}

/// The columns; beside the panel, which says the rest, the words keep their width.
pub(super) fn columns(is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("day", "Day", 96.0),
        Col::new("kind", "Kind", 168.0).strong(),
        Col::new("measure", "Measure", 190.0).second(),
        Col::new("who", "Who", 210.0),
        Col::new("words", "What", 220.0).fill(),
    ];
    if is_beside_panel {
        columns.retain(|c| c.key != "measure");
    }
    columns.into_iter().map(Col::unsortable).collect()
}

/// The name of the measure an entry is about.
pub(super) fn measure_words(view: &View<'_>, entry: &MeasureLogEntry) -> String {
    entry
        .measure
        .map_or_else(|| "All".to_owned(), |m| m.label(view.workbook))
}

/// Several lines as one.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl LogRows {
    /// Makes the rows anew when records or filter are others.
    pub(super) fn refresh(&mut self, view: &View<'_>, kind: Option<LogKind>) {
        let made_for = (change_number(view), view.revision, kind);
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.rows = entries(view, kind)
            .map(|e| Row {
                id: e.id,
                day: e.day.to_string(),
                kind: e.kind.label(),
                measure: measure_words(view, e),
                who: one_line(&e.who),
                words: one_line(&e.words),
            })
            .collect();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn id(&self, row: usize) -> Option<MeasureLogId> {
        self.rows.get(row).map(|r| r.id)
    }

    /// What the filter leaves, as a table that leaves the program.
    pub(super) fn table(&self, view: &View<'_>) -> Table {
        let mut table = Table::new([
            "day",
            "kind",
            "measure",
            "measure_name",
            "who",
            "words",
            "by",
            "written",
        ]);
        let kind = self.made_for.and_then(|(_, _, kind)| kind);
        for entry in entries(view, kind) {
            table.push([
                entry.day.to_string(),
                entry.kind.label().to_owned(),
                entry.measure.map(MeasureId::code).unwrap_or_default(),
                measure_words(view, entry),
                entry.who.clone(),
                entry.words.clone(),
                entry.by.clone(),
                entry.on.to_string(),
            ]);
        }
        table
    }
}

/// The entries of a kind, or all, newest first.
fn entries<'a>(
    view: &View<'a>,
    kind: Option<LogKind>,
) -> impl Iterator<Item = &'a MeasureLogEntry> {
    let of_kind = move |e: &&MeasureLogEntry| kind.is_none_or(|kind| e.kind == kind);
    view.workbook.measure_log.iter().rev().filter(of_kind)
}

impl Rows for LogRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.get(row).map_or(-1, |r| r.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "day" => &row.day,
            "kind" => row.kind,
            "measure" => &row.measure,
            "who" => &row.who,
            _ => &row.words,
        })
    }
}
