//! All fills of the patient, each with its line of the export and what it adds.

use std::borrow::Cow;
use std::cmp::Ordering;

use egui::Ui;

use super::data::{PageData, Prescription};
use crate::ui::widgets::{Card, Col, DataTable, EmptyState, RowKey, Rows, Sort, TableState, Tone};

/// What the table remembers.
pub(super) struct PrescriptionsState {
    table: TableState,
    order: Vec<usize>,
    made_for: Option<(u64, Option<Sort>)>,
}

impl Default for PrescriptionsState {
    fn default() -> Self {
        Self {
            table: TableState::sorted(Sort::descending("filled")),
            order: Vec::new(),
            made_for: None,
        }
    }
}

impl PrescriptionsState {
    fn bring_up_to_date(&mut self, data: &PageData) {
        let key = (data.version, self.table.sort.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.order = (0..data.prescriptions.len()).collect();
        if let Some(sort) = &key.1 {
            self.order.sort_by(|a, b| {
                let pair = data.prescriptions.get(*a).zip(data.prescriptions.get(*b));
                pair.map_or(Ordering::Equal, |(a, b)| compare(a, b, sort))
            });
        }
        self.made_for = Some(key);
    }
}

/// Compares by a column; what is not known stands last either way, equal ones newest first.
fn compare(a: &Prescription, b: &Prescription, sort: &Sort) -> Ordering {
    let turned = |order: Ordering| {
        if sort.descending {
            order.reverse()
        } else {
            order
        }
    };
    let numbers = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => turned(a.total_cmp(&b)),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    };
    let known = match sort.column.as_str() {
        "filled" => turned(a.on.cmp(&b.on)),
        "medicine" => turned(a.medicine.to_lowercase().cmp(&b.medicine.to_lowercase())),
        "supply" => numbers(a.quantity, b.quantity)
            .then_with(|| numbers(a.days.map(f64::from), b.days.map(f64::from))),
        "per day" => numbers(a.per_day, b.per_day),
        "med" => numbers(a.mg_per_day, b.mg_per_day),
        "prescriber" => turned(a.prescriber.cmp(&b.prescriber)),
        "pharmacy" => turned(a.pharmacy.cmp(&b.pharmacy)),
        "source" => turned(a.source.cmp(&b.source)),
        _ => Ordering::Equal,
    };
    known.then(b.on.cmp(&a.on)).then(b.id.cmp(&a.id))
}

struct PrescriptionRows<'a> {
    lines: &'a [Prescription],
    order: &'a [usize],
}

impl PrescriptionRows<'_> {
    fn line(&self, row: usize) -> Option<&Prescription> {
        self.lines.get(*self.order.get(row)?)
    }
}

impl Rows for PrescriptionRows<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(-1, |line| line.id)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(line) = self.line(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "filled" => &line.filled,
            "medicine" => &line.medicine,
            "supply" => &line.supply,
            "per day" => &line.per_day_words,
            "med" => &line.med,
            "prescriber" => &line.prescriber,
            "pharmacy" => &line.pharmacy,
            "source" => &line.source,
            _ => "",
        })
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.line(row)?;
        (column == "med" && line.mg_per_day.is_none()).then_some(Tone::Second)
    }
}

/// Draws the table.
pub(super) fn prescriptions_ui(ui: &mut Ui, data: &PageData, state: &mut PrescriptionsState) {
    state.bring_up_to_date(data);
    Card::new().flush().fill_height().show(ui, |ui| {
        if data.prescriptions.is_empty() {
            let sentence = "Import the prescription export of your record system or your PDMP.";
            EmptyState::new("Prescriptions will be listed here", sentence).show(ui);
            return;
        }
        let columns = [
            Col::new("filled", "Filled", 94.0),
            Col::new("medicine", "Medicine", 220.0).fill(),
            Col::new("supply", "Qty ÷ days", 98.0).right(),
            Col::new("per day", "Per day", 74.0).right(),
            Col::new("med", "MED", 84.0).right().strong(),
            Col::new("prescriber", "Prescriber", 92.0).second().fill(),
            Col::new("pharmacy", "Pharmacy", 116.0).second().fill(),
            Col::new("source", "Source", 148.0).second().fill(),
        ];
        let mut rows = PrescriptionRows {
            lines: &data.prescriptions,
            order: &state.order,
        };
        DataTable::new("Prescriptions of the patient")
            .columns(&columns)
            .show(ui, &mut state.table, &mut rows);
    });
}
