//! What the working of a MED says, worked out once per patient, day and change.

use super::notes::{self, Note};
use super::words::{band_words, other_ways, source_words};
use crate::domain::fill::{Fill, Product};
use crate::domain::ids::PatientId;
use crate::domain::morphine_equivalent::{Line, MedTotal, total};
use crate::domain::patient::Patient;
use crate::domain::registry::{PatientFills, RegistryRow, factor_set};
use crate::ui::patients::dose_words::{DoseChip, LineWords, dose_chip, supply_words, total_chip};
use crate::ui::view::View;

/// One medicine of the day.
pub(super) struct WorkLine {
    pub medicine: String,
    pub filled: String,
    pub supply: String,
    pub words: LineWords,
}

/// Everything the dialog shows.
#[derive(Default)]
pub(super) struct Content {
    pub title: String,
    pub subtitle: String,
    pub lines: Vec<WorkLine>,
    pub sum_label: &'static str,
    pub sum: DoseChip,
    pub notes: Vec<Note>,
    pub facts: Vec<(&'static str, String)>,
    pub other_ways: Vec<(String, String)>,
}

/// A line with the fill and product it was worked out from.
pub(super) struct Worked<'a> {
    pub line: &'a Line,
    pub fill: &'a Fill,
    pub product: Option<&'a Product>,
}

impl Content {
    /// The working of a patient on the day looked at.
    pub fn of(view: &View<'_>, patient: PatientId) -> Self {
        let Some(row) = view.registry.row(patient) else {
            return Self::default();
        };
        let workbook = view.workbook;
        let settings = &workbook.settings;
        let table = factor_set(settings);
        let fills = PatientFills::prepare(workbook, patient, &table);
        // What the fills give, also where a hand-entered value stands in for it.
        let from_fills = total(row.dose.total.lines.clone());
        let worked = worked(view, row, &from_fills);
        let name = workbook
            .patient(patient)
            .map(Patient::name)
            .unwrap_or_default();
        let by_hand = row.dose.by_hand.is_some();
        let chip = dose_chip(&row.dose, settings);
        Self {
            title: match (row.dose.mg_per_day(), chip.band) {
                (Some(_), _) => format!("How MED {} was worked out", chip.words()),
                (None, Some(_)) => "Why the MED has no number".to_owned(),
                (None, None) => "No opioid is active".to_owned(),
            },
            subtitle: format!("{name} · on {} · mg of morphine a day", view.as_of),
            lines: worked.iter().map(work_line).collect(),
            sum_label: if by_hand {
                "Sum of the fills, rounded once to 0.1"
            } else {
                "Sum, rounded once to 0.1"
            },
            sum: total_chip(&from_fills, settings),
            notes: notes::notes(view, row, &fills, &worked, &from_fills),
            facts: vec![
                (
                    "Factor set",
                    format!("{}, checked {}", table.label(), table.id.about().checked),
                ),
                (
                    "Counted fills",
                    notes::overlap_rule(settings.overlap).to_owned(),
                ),
                ("Source", source_words(view, &worked)),
                ("Band", band_words(&row.dose, settings)),
            ],
            other_ways: other_ways(view, patient),
        }
    }

    /// The working as plain text, for a note in the record.
    pub fn as_text(&self) -> String {
        let mut out = vec![self.title.clone(), self.subtitle.clone(), String::new()];
        for line in &self.lines {
            let words = &line.words;
            out.push(format!(
                "{}, filled {}, {}, {}, {}, {}, MED {}",
                line.medicine,
                line.filled,
                line.supply,
                words.use_a_day,
                words.daily_dose,
                words.factor,
                words.med
            ));
        }
        if !self.lines.is_empty() {
            out.push(format!("{} {}", self.sum_label, self.sum.words()));
            out.push(String::new());
        }
        let notes = self.notes.iter();
        out.extend(notes.map(|note| format!("{} {}", note.first, note.rest)));
        out.extend(
            self.facts
                .iter()
                .map(|(name, value)| format!("{name} {value}")),
        );
        out.push("Worked out other ways".to_owned());
        let ways = self.other_ways.iter();
        out.extend(ways.map(|(name, value)| format!("{name} {value}")));
        out.push(crate::ui::patients::dose_words::WHAT_A_MED_IS.to_owned());
        out.join("\n")
    }
}

fn worked<'a>(view: &View<'a>, row: &RegistryRow, total: &'a MedTotal) -> Vec<Worked<'a>> {
    let lines = total.lines.iter().zip(&row.opioid_fills);
    let worked = lines.filter_map(|(line, at)| {
        let fill = view.workbook.fills.get(*at)?;
        // Records may be newer than the registry for a moment after an import.
        (fill.patient == row.patient).then(|| Worked {
            line,
            fill,
            product: view.workbook.product(fill.product),
        })
    });
    let mut worked: Vec<Worked<'a>> = worked.collect();
    // What adds most first, what is left out last.
    let dose = |w: &Worked<'_>| w.line.mg_per_day.unwrap_or(-1.0);
    worked.sort_by(|a, b| dose(b).total_cmp(&dose(a)));
    worked
}

fn work_line(worked: &Worked<'_>) -> WorkLine {
    WorkLine {
        medicine: worked.product.map_or_else(String::new, |p| p.text.clone()),
        filled: worked.fill.filled.to_string(),
        supply: supply_words(worked.fill),
        words: LineWords::of(worked.line),
    }
}
