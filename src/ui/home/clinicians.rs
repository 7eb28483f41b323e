//! The table of clinicians: their LtOT patients and how many are in the highest band.

use std::borrow::Cow;

use egui::Ui;

use super::figures::ClinicianRow;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Card, Col, DataTable, RowKey, Rows, Sort, TableState, Tone};

/// Narrower than this the share is left out; its two numbers stay.
const LEAST_WITH_SHARE: f32 = 420.0;

/// Order and columns of the table.
pub(super) struct ClinicianTable {
    table: TableState,
    order: Vec<usize>,
    columns: Vec<Col>,
    /// The threshold that the last column's title names.
    second: Option<f64>,
}

impl Default for ClinicianTable {
    fn default() -> Self {
        Self {
            table: TableState::sorted(Sort::descending("ltot")),
            order: Vec::new(),
            columns: Vec::new(),
            second: None,
        }
    }
}

impl ClinicianTable {
    /// Puts the rows in the order asked for; those without a clinician stay last.
    pub fn sort(&mut self, rows: &[ClinicianRow]) {
        let sort = self
            .table
            .sort
            .clone()
            .unwrap_or_else(|| Sort::ascending("name"));
        let share = |r: &ClinicianRow| r.high as f64 / r.on_ltot.max(1) as f64;
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by(|a, b| {
            let (Some(a), Some(b)) = (rows.get(*a), rows.get(*b)) else {
                return std::cmp::Ordering::Equal;
            };
            let by = match sort.column.as_str() {
                "ltot" => a.on_ltot.cmp(&b.on_ltot),
                "high" => a.high.cmp(&b.high),
                "share" => share(a).total_cmp(&share(b)),
                _ => a.name.cmp(&b.name),
            };
            let by = if sort.descending { by.reverse() } else { by };
            a.id.is_none()
                .cmp(&b.id.is_none())
                .then(by)
                .then(a.name.cmp(&b.name))
        });
        self.order = order;
    }

    fn name_columns(&mut self, second: f64) {
        if self.second == Some(second) {
            return;
        }
        self.second = Some(second);
        self.columns = vec![
            Col::new("name", "Clinician", 120.0)
                .strong()
                .fill()
                .frozen(),
            Col::new("ltot", "LtOT", 68.0).right(),
            Col::new("high", format!("MED ≥ {second}"), 146.0).right(),
            Col::new("share", "Share", 72.0).right(),
        ];
    }
}

/// Draws the card over all the height there is.
pub(super) fn clinicians_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ClinicianTable,
    rows: &[ClinicianRow],
) {
    state.name_columns(view.workbook.settings.thresholds.second);
    Card::new()
        .title("By clinician")
        .note("patients on LtOT")
        .fill_height()
        .show(ui, |ui| {
            let is_narrow = ui.available_width() < Theme::of(ui).pt(LEAST_WITH_SHARE);
            if is_narrow {
                state.table.hidden.insert("share".to_owned());
            } else {
                state.table.hidden.remove("share");
            }
            let mut listed = Listed {
                rows,
                order: &state.order,
            };
            let response = DataTable::new("Clinicians").columns(&state.columns).show(
                ui,
                &mut state.table,
                &mut listed,
            );
            if response.sort_changed {
                state.sort(rows);
            }
        });
}

struct Listed<'a> {
    rows: &'a [ClinicianRow],
    order: &'a [usize],
}

impl Listed<'_> {
    fn row(&self, row: usize) -> Option<&ClinicianRow> {
        self.rows.get(*self.order.get(row)?)
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.row(row).and_then(|r| r.id).map_or(-1, |id| id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.row(row) else {
            return Cow::Borrowed("");
        };
        match column {
            "name" => Cow::Borrowed(&row.name),
            "ltot" => Cow::Owned(row.on_ltot.to_string()),
            "high" if row.unknown > 0 => Cow::Owned(format!(
                "{} of {}, {} unknown",
                row.high, row.on_ltot, row.unknown
            )),
            "high" => Cow::Owned(format!("{} of {}", row.high, row.on_ltot)),
            _ => Cow::Owned(format!(
                "{:.1} %",
                100.0 * row.high as f64 / row.on_ltot.max(1) as f64
            )),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        (self.row(row)?.id.is_none() && column == "name").then_some(Tone::Absent)
    }
}
