//! The LtOT patients under their codes, the highest dose first, a page at a time.

use std::borrow::Cow;

use chrono::{Months, NaiveDate};
use egui::Ui;

use crate::domain::event::EventKind;
use crate::domain::morphine_equivalent::rounded;
use crate::domain::registry::RegistryRow;
use crate::domain::workbook::Workbook;
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::standing;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, Col, DataTable, RowKey, Rows, TableState, Tone, band_chip, text};

/// Height of a row and of the header at scale 1.
const ROW: f32 = 28.0;
const HEADER: f32 = 30.0;
/// A check counts as recent for so many months.
const RECENT: Months = Months::new(3);

/// All rows, in the order shown.
#[derive(Default)]
pub(super) struct Codes {
    pub(super) rows: Vec<CodeRow>,
    table: TableState,
    columns: Vec<Col>,
}

/// A patient under a code: nothing of a row names a day.
pub(super) struct CodeRow {
    key: RowKey,
    code: String,
    age: String,
    chip: DoseChip,
    mg_per_day: Option<f64>,
    sedative: &'static str,
    naloxone: &'static str,
    pdmp: &'static str,
    urine: &'static str,
    agreement: &'static str,
}

impl Codes {
    pub(super) fn list(view: &View<'_>, ltot: &[&RegistryRow], ages: &[String]) -> Self {
        let mut rows: Vec<CodeRow> = ltot.iter().filter_map(|r| row(view, r, ages)).collect();
        let dose = |row: &CodeRow| row.mg_per_day.map_or(-1.0, rounded);
        rows.sort_by(|a, b| {
            dose(b)
                .total_cmp(&dose(a))
                .then_with(|| a.code.cmp(&b.code))
        });
        Self {
            rows,
            table: TableState::default(),
            columns: columns(),
        }
    }
}

fn row(view: &View<'_>, row: &RegistryRow, ages: &[String]) -> Option<CodeRow> {
    let workbook = view.workbook;
    let patients = &workbook.patients;
    let at = patients.binary_search_by_key(&row.patient, |p| p.id).ok()?;
    let check = |kind| check(workbook, row, kind, view.as_of);
    Some(CodeRow {
        key: row.patient.0,
        code: patients.get(at)?.name(),
        age: ages.get(at).cloned().unwrap_or_default(),
        chip: standing::chip(row, &workbook.settings),
        mg_per_day: row.dose.mg_per_day(),
        sedative: match row.sedative {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        },
        naloxone: if row.naloxone_on.is_some() {
            "yes"
        } else {
            "none"
        },
        pdmp: check(EventKind::PdmpCheck),
        urine: check(EventKind::UrineDrugTest),
        agreement: check(EventKind::Agreement),
    })
}

/// How long ago a check was made; a refusal or a result to come is none.
fn check(workbook: &Workbook, row: &RegistryRow, kind: EventKind, day: NaiveDate) -> &'static str {
    let events = workbook.events_of(row.patient).iter().rev();
    let mut made =
        events.filter(|e| e.kind == kind && e.on <= day && e.took_place() && e.value != "pending");
    match (made.next(), day.checked_sub_months(RECENT)) {
        (Some(event), Some(from)) if event.on >= from => "within 3 months",
        (Some(_), _) => "older",
        (None, _) => "none",
    }
}

fn columns() -> Vec<Col> {
    [
        ("code", "Patient", 70.0),
        ("age", "Age", 88.0),
        ("med", "MED mg a day", 112.0),
        ("sedative", "Sedative", 78.0),
        ("naloxone", "Naloxone", 84.0),
        ("pdmp", "PDMP check", 118.0),
        ("urine", "Urine drug test", 120.0),
        ("agreement", "Agreement", 118.0),
    ]
    .map(|(key, title, width)| {
        let column = Col::new(key, title, width).unsortable();
        match key {
            "code" => column.strong(),
            "med" => column.drawn(),
            "agreement" => column.fill(),
            _ => column,
        }
    })
    .into()
}

/// Draws the page; the words for the foot.
pub(super) fn codes_ui(
    ui: &mut Ui,
    codes: &mut Codes,
    page: &mut usize,
    pages: &mut usize,
) -> String {
    let theme = Theme::of(ui);
    let room = ui.available_height() - theme.pt(HEADER);
    let fit = (room / theme.pt(ROW)).floor().max(1.0) as usize;
    *pages = codes.rows.len().div_ceil(fit).max(1);
    *page = (*page).min(*pages - 1);
    let shown = codes.rows.chunks(fit).nth(*page).unwrap_or_default();
    Card::new().flush().fill_height().show(ui, |ui| {
        DataTable::new("Patients by code")
            .columns(&codes.columns)
            .top_of_card()
            .show(ui, &mut codes.table, &mut Listed(shown));
    });
    format!(
        "{} patients on long-term opioid therapy, by dose",
        codes.rows.len()
    )
}

struct Listed<'a>(&'a [CodeRow]);

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.0.get(row).map_or(-1, |r| r.key)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.0.get(row) else {
            return Cow::default();
        };
        match column {
            "code" => Cow::Borrowed(&row.code),
            "age" => Cow::Borrowed(&row.age),
            "med" => Cow::Owned(row.chip.words()),
            "sedative" => Cow::Borrowed(row.sedative),
            "naloxone" => Cow::Borrowed(row.naloxone),
            "pdmp" => Cow::Borrowed(row.pdmp),
            "urine" => Cow::Borrowed(row.urine),
            _ => Cow::Borrowed(row.agreement),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        (self.text(row, column) == "none" && column != "med").then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _: &str) {
        let Some(row) = self.0.get(row) else { return };
        if let Some(band) = row.chip.band {
            band_chip(ui, band, &row.chip.value);
        } else {
            let ink = Theme::of(ui).color().text_2;
            text(ui, row.chip.value.as_str(), Style::Table, ink);
        }
    }
}
