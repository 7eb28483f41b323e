//! The LtOT patients by clinician, with small counts hidden so that none can be worked out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use egui::Ui;

use crate::domain::clinic::Settings;
use crate::domain::ids::ClinicianId;
use crate::domain::measure::Measure;
use crate::domain::patient::Clinician;
use crate::domain::registry::{Band, DoseStanding, RegistryRow};
use crate::domain::suppression::{CountRow, CountTable, Shown, hidden_means, suppress};
use crate::ui::view::View;
use crate::ui::widgets::{Card, Col, DataTable, RowKey, Rows, TableState, Tone};

/// The columns after all patients: from the first limit, from the second (in the first), sedative,
/// naloxone.
const INSIDE: [Option<usize>; 4] = [None, Some(0), None, None];
const KEYS: [&str; 5] = ["ltot", "first", "second", "sedative", "naloxone"];

/// The table as the room may see it, the total as its last row.
#[derive(Default)]
pub(super) struct Clinicians {
    table: TableState,
    columns: Vec<Col>,
    rows: Vec<(String, Vec<Shown>)>,
}

/// A clinician, or nobody, with the counts of the patients.
type Counted = (Option<ClinicianId>, CountRow);

/// Every clinician's counts by name, those of nobody last.
fn counted(view: &View<'_>) -> Vec<Counted> {
    let workbook = view.workbook;
    let mut counted: BTreeMap<Option<ClinicianId>, CountRow> = BTreeMap::new();
    for row in view.registry.rows.iter().filter(|r| r.is_on_ltot) {
        let clinician = workbook.patient(row.patient).and_then(|p| p.clinician);
        let of = counted.entry(clinician).or_insert_with(|| CountRow {
            of: 0,
            counts: vec![0; INSIDE.len()],
        });
        of.of += 1;
        for (count, is_in) in of.counts.iter_mut().zip(facts(row, &workbook.settings)) {
            *count += u32::from(is_in);
        }
    }
    let mut found: Vec<Counted> = counted.into_iter().collect();
    found.sort_by_key(|(id, _)| (id.is_none(), name(*id, view)));
    found
}

fn name(id: Option<ClinicianId>, view: &View<'_>) -> String {
    let clinician = id.and_then(|id| view.workbook.clinician(id));
    clinician
        .map_or("No clinician named", |c: &Clinician| &c.name)
        .to_owned()
}

fn table_of(found: &[Counted]) -> CountTable {
    CountTable {
        rows: found.iter().map(|(_, row)| row.clone()).collect(),
        inside: INSIDE.to_vec(),
    }
}

/// The clinicians of whom this table hides the patients, or those that a measure counts: another
/// picture on the same wall must not show them either.
pub(in crate::ui) fn hidden(view: &View<'_>, measure: Measure) -> Vec<Option<ClinicianId>> {
    let column = match measure {
        Measure::MedFirst => 1,
        Measure::MedSecond => 2,
        Measure::Sedative => 3,
        Measure::Naloxone => 4,
        _ => 0,
    };
    let found = counted(view);
    let shown = suppress(
        &table_of(&found),
        view.workbook.settings.smallest_count_shown,
    );
    let is_hidden = |cells: &[Shown]| {
        [0, column]
            .iter()
            .any(|c| cells.get(*c) == Some(&Shown::Hidden))
    };
    let pairs = found.iter().zip(&shown);
    pairs
        .filter(|(_, cells)| is_hidden(cells))
        .map(|((id, _), _)| *id)
        .collect()
}

impl Clinicians {
    pub(super) fn count(view: &View<'_>) -> Self {
        let found = counted(view);
        let table = table_of(&found);
        let shown = suppress(&table, view.workbook.settings.smallest_count_shown);
        let names = found.iter().map(|(id, _)| name(*id, view));
        let mut rows: Vec<(String, Vec<Shown>)> = names.zip(shown).collect();
        rows.push(("The clinic".to_owned(), totals(&table)));
        Self {
            table: TableState::default(),
            columns: columns(&view.workbook.settings),
            rows,
        }
    }
}

/// What a patient counts for, in the order of the columns.
fn facts(row: &RegistryRow, settings: &Settings) -> [bool; 4] {
    let dose = row.dose.standing(settings);
    [
        matches!(dose, DoseStanding::In(Band::Mid | Band::High)),
        dose == DoseStanding::In(Band::High),
        row.sedative == Some(true),
        row.naloxone_on.is_some(),
    ]
}

fn totals(table: &CountTable) -> Vec<Shown> {
    let all = table.rows.iter().map(|r| r.of).sum();
    let column = |c: usize| table.rows.iter().filter_map(move |r| r.counts.get(c)).sum();
    let columns = (0..table.inside.len()).map(column);
    std::iter::once(all)
        .chain(columns)
        .map(Shown::Number)
        .collect()
}

fn columns(settings: &Settings) -> Vec<Col> {
    let limits = settings.thresholds;
    let mut columns = vec![
        Col::new("name", "Clinician", 150.0)
            .strong()
            .fill()
            .unsortable(),
    ];
    let titles = [
        "On LtOT".to_owned(),
        format!("MED {} or more", limits.first),
        format!("MED {} or more", limits.second),
        "Sedative".to_owned(),
        "Naloxone".to_owned(),
    ];
    let widths = [70.0, 126.0, 126.0, 100.0, 100.0];
    for ((key, title), width) in KEYS.into_iter().zip(titles).zip(widths) {
        columns.push(Col::new(key, title, width).right().unsortable());
    }
    columns
}

/// Draws the table; the words for the foot.
pub(super) fn clinicians_ui(ui: &mut Ui, settings: &Settings, state: &mut Clinicians) -> String {
    Card::new().flush().fill_height().show(ui, |ui| {
        let mut rows = Listed(&state.rows);
        DataTable::new("Patients by clinician")
            .columns(&state.columns)
            .top_of_card()
            .show(ui, &mut state.table, &mut rows);
    });
    hidden_means(settings.smallest_count_shown)
}

struct Listed<'a>(&'a [(String, Vec<Shown>)]);

impl Listed<'_> {
    fn cell(&self, row: usize, column: &str) -> Option<(Shown, Shown)> {
        let (_, cells) = self.0.get(row)?;
        let at = KEYS.iter().position(|k| *k == column)?;
        Some((*cells.get(at)?, *cells.first()?))
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        i64::try_from(row).unwrap_or(-1)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        if column == "name" {
            return self
                .0
                .get(row)
                .map_or(Cow::default(), |(name, _)| name.into());
        }
        let Some((shown, all)) = self.cell(row, column) else {
            return Cow::default();
        };
        match (shown, all) {
            (Shown::Number(number), Shown::Number(all)) if column != "ltot" && all > 0 => {
                let share = 100.0 * f64::from(number) / f64::from(all);
                Cow::Owned(format!("{number}, {share:.0} %"))
            }
            _ => Cow::Owned(shown.words()),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let is_hidden = matches!(self.cell(row, column), Some((Shown::Hidden, _)));
        let is_total = row + 1 == self.0.len();
        match (is_hidden, is_total) {
            (true, _) => Some(Tone::Absent),
            (_, true) => Some(Tone::Strong),
            _ => None,
        }
    }
}
