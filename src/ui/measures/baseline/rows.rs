//! The comparison as rows.

use std::borrow::Cow;

use egui::Ui;

use super::compare::{Compared, Verdict, compare};
use crate::domain::ids::SnapshotId;
use crate::domain::measure::{MeasureId, Snapshot};
use crate::ui::icons::{Glyph, glyph};
use crate::ui::measures::summary::Summaries;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, text};

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct CompareRows {
    pub(super) rows: Vec<Compared>,
    made_for: Option<(u64, Option<SnapshotId>)>,
}

/// The columns.
pub(super) fn columns() -> Vec<Col> {
    let columns = vec![
        Col::new("name", "Measure", 150.0).strong().fill().frozen(),
        Col::new("then", "Baseline", 76.0).right(),
        Col::new("then_count", "n", 86.0).second(),
        Col::new("then_on", "On", 74.0).second(),
        Col::new("now", "Now", 76.0).right(),
        Col::new("now_count", "n now", 86.0).second(),
        Col::new("now_on", "Now on", 74.0).second(),
        Col::new("change", "Change", 102.0).right(),
        Col::new("verdict", "Means", 112.0).drawn(),
        Col::new("unknown", "Unknown", 82.0).second(),
    ];
    columns.into_iter().map(Col::unsortable).collect()
}

impl CompareRows {
    /// Makes the rows anew when records or baseline are others.
    pub(super) fn refresh(
        &mut self,
        view: &View<'_>,
        summaries: &Summaries,
        snapshot: Option<&Snapshot>,
    ) {
        let made_for = (summaries.version, snapshot.map(|s| s.id));
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        let values = snapshot.map(|s| s.values.as_slice()).unwrap_or_default();
        self.rows = values
            .iter()
            .map(|v| compare(view, v, summaries.of(v.measure)))
            .collect();
    }

    pub(super) fn measure(&self, row: usize) -> Option<MeasureId> {
        self.rows.get(row).map(|r| r.measure)
    }

    pub(super) fn row_of(&self, measure: Option<MeasureId>) -> Option<usize> {
        self.rows.iter().position(|r| Some(r.measure) == measure)
    }
}

impl Rows for CompareRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        row as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "name" => &row.name,
            "then" => &row.then,
            "then_count" => &row.then_count,
            "then_on" => &row.then_on,
            "now" => &row.now,
            "now_count" => &row.now_count,
            "now_on" => &row.now_on,
            "change" => &row.change,
            "unknown" => &row.unknown,
            _ => row.verdict.word(),
        })
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _column: &str) {
        let Some(row) = self.rows.get(row) else {
            return;
        };
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let (mark, ink, words) = match row.verdict {
            Verdict::Better => (Glyph::Disc, colors.improvement, colors.improvement),
            Verdict::Worse => (Glyph::Diamond, colors.concern, colors.concern),
            Verdict::Changed | Verdict::Unchanged | Verdict::NoLater => {
                (Glyph::Ring, colors.neutral, colors.text_2)
            }
        };
        glyph(ui, mark, theme.pt(11.0), ink);
        text(ui, row.verdict.word(), Style::Table, words);
    }
}
