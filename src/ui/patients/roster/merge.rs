//! The dialog that merges two records: both side by side, which one stays, and what will change.

use std::collections::HashMap;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::Left;
use crate::domain::command::Command;
use crate::domain::duplicates::PairKind;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::roster::{Merge, RosterCommand, merge_clinicians, merge_patients};
use crate::domain::workbook::Workbook;
use crate::ui::patients::standing::UNASSIGNED;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, Notice, facts, radio_rows, text};

/// Two records of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pick {
    Clinicians(ClinicianId, ClinicianId),
    Patients(PatientId, PatientId),
}

impl Pick {
    /// Which records, and their numbers.
    pub fn numbers(self) -> (PairKind, (i64, i64)) {
        match self {
            Self::Clinicians(a, b) => (PairKind::Clinicians, (a.0, b.0)),
            Self::Patients(a, b) => (PairKind::Patients, (a.0, b.0)),
        }
    }

    /// A number of its own in the table: pairs of patients have even numbers.
    pub fn key(self) -> i64 {
        let paired = |a: i64, b: i64| a.wrapping_mul(1_000_003).wrapping_add(b) & (i64::MAX >> 2);
        match self {
            Self::Clinicians(a, b) => 2 * paired(a.0, b.0) + 1,
            Self::Patients(a, b) => 2 * paired(a.0, b.0),
        }
    }
}

/// A record with what hangs on it.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// The name alone.
    pub name: String,
    /// The name with what tells it from a namesake.
    pub line: String,
    /// What is known of it and how much hangs on it.
    pub facts: Vec<(&'static str, String)>,
    /// The patient, where it is one.
    pub patient: Option<PatientId>,
    /// More hangs on the record that is to stay.
    weight: usize,
}

/// Prescriptions of each prescriber: how many, the first and the last day.
pub(super) type Prescribed = HashMap<ClinicianId, (usize, NaiveDate, NaiveDate)>;

/// Counts every prescriber's prescriptions.
pub(super) fn prescribed(workbook: &Workbook) -> Prescribed {
    let mut found = Prescribed::new();
    for fill in &workbook.fills {
        if let Some(id) = fill.prescriber {
            let of_one = found.entry(id).or_insert((0, fill.filled, fill.filled));
            of_one.0 += 1;
            of_one.1 = of_one.1.min(fill.filled);
            of_one.2 = of_one.2.max(fill.filled);
        }
    }
    found
}

fn span(days: Option<(NaiveDate, NaiveDate)>) -> String {
    match days {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} to {last}"),
        None => "none".to_owned(),
    }
}

impl Side {
    pub fn of_clinician(workbook: &Workbook, prescribed: &Prescribed, id: ClinicianId) -> Self {
        let Some(clinician) = workbook.clinician(id) else {
            return Self::gone();
        };
        let patients = workbook.listed_patients();
        let patients = patients.filter(|p| p.clinician == Some(id)).count();
        let of_one = prescribed.get(&id);
        let fills = of_one.map_or(0, |(count, ..)| *count);
        let days = of_one.map(|(_, first, last)| (*first, *last));
        let team = if clinician.team.is_empty() {
            "none"
        } else {
            &clinician.team
        };
        Self {
            name: clinician.name.clone(),
            line: clinician.name.clone(),
            facts: vec![
                ("Patients", patients.to_string()),
                ("Prescriptions", fills.to_string()),
                ("From, to", span(days)),
                ("Team", team.to_owned()),
            ],
            patient: None,
            weight: patients,
        }
    }

    pub fn of_patient(workbook: &Workbook, id: PatientId) -> Self {
        let Some(patient) = workbook.patient(id) else {
            return Self::gone();
        };
        let (fills, events) = (workbook.fills_of(id), workbook.events_of(id));
        let days = fills.first().zip(fills.last());
        let clinician = workbook.clinician_of(patient);
        let born = patient.born.map(|d| d.to_string());
        let born = born.unwrap_or_else(|| "not known".to_owned());
        let mrn = patient.mrn.clone().unwrap_or_else(|| "none".to_owned());
        Self {
            name: patient.name(),
            line: format!("{}, MRN {mrn}", patient.name()),
            facts: vec![
                ("MRN", mrn),
                ("Born", born),
                (
                    "Clinician",
                    clinician.map_or(UNASSIGNED, |c| &c.name).to_owned(),
                ),
                ("Fills", fills.len().to_string()),
                ("From, to", span(days.map(|(a, b)| (a.filled, b.filled)))),
                ("Events", events.len().to_string()),
            ],
            patient: Some(id),
            weight: fills.len() + events.len(),
        }
    }

    fn gone() -> Self {
        let name = "no longer in the file".to_owned();
        Self {
            line: name.clone(),
            name,
            facts: Vec::new(),
            patient: None,
            weight: 0,
        }
    }
}

/// The open dialog.
pub(super) struct MergeDialog {
    pick: Pick,
    sides: [Side; 2],
    /// Which of the two stays.
    stays: usize,
    /// What comes of it, for each of the two that may stay.
    outcomes: [Result<Merge, String>; 2],
}

impl MergeDialog {
    /// Of two records; the one on which more hangs stays, unless a person says otherwise.
    pub fn new(view: &View<'_>, pick: Pick) -> Self {
        let workbook = view.workbook;
        let (sides, outcomes) = match pick {
            Pick::Clinicians(a, b) => {
                let prescribed = prescribed(workbook);
                let side = |id| Side::of_clinician(workbook, &prescribed, id);
                let outcome = |from, into| merge_clinicians(workbook, from, into);
                ([side(a), side(b)], [outcome(b, a), outcome(a, b)])
            }
            Pick::Patients(a, b) => {
                let side = |id| Side::of_patient(workbook, id);
                let outcome = |from, into| merge_patients(workbook, from, into);
                ([side(a), side(b)], [outcome(b, a), outcome(a, b)])
            }
        };
        let [one, other] = &sides;
        Self {
            pick,
            stays: usize::from(other.weight > one.weight),
            outcomes: outcomes.map(|outcome| outcome.map_err(|refusal| refusal.0)),
            sides,
        }
    }

    fn command(&self) -> RosterCommand {
        match (self.pick, self.stays) {
            (Pick::Clinicians(into, from), 0) | (Pick::Clinicians(from, into), _) => {
                RosterCommand::MergeClinicians { from, into }
            }
            (Pick::Patients(into, from), 0) | (Pick::Patients(from, into), _) => {
                RosterCommand::MergePatients { from, into }
            }
        }
    }
}

/// Draws it; says when it is left, and what is asked for.
pub(super) fn merge_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut MergeDialog,
) -> Option<Left<Request>> {
    let outcome = dialog.outcomes.get(dialog.stays);
    let is_possible = matches!(outcome, Some(Ok(_)));
    let title = match dialog.pick {
        Pick::Clinicians(..) => "Merge two spellings of a clinician",
        Pick::Patients(..) => "Merge two records of a patient",
    };
    let shown = Dialog::new(title)
        .width(720.0)
        .safe("Cancel")
        .primary("Merge")
        .primary_enabled(is_possible && !view.status.is_read_only)
        .show(ctx, |ui| body_ui(ui, dialog));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let command = Command::Roster(dialog.command());
            Some(Left::Asking(Request::Command(command)))
        }
        _ => Some(Left::Cancelled),
    }
}

fn body_ui(ui: &mut Ui, dialog: &mut MergeDialog) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let width = (ui.available_width() - theme.gap()) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap();
        for side in &dialog.sides {
            ui.vertical(|ui| {
                ui.set_width(width);
                text(ui, &side.name, Style::Strong, colors.text);
                let rows: Vec<(&str, &str)> =
                    side.facts.iter().map(|(n, v)| (*n, v.as_str())).collect();
                facts(ui, &rows);
            });
        }
    });
    ui.add_space(theme.pt(8.0));
    let [one, other] = &dialog.sides;
    let names = [one.line.as_str(), other.line.as_str()];
    radio_rows(ui, "Which stays", &names, &mut dialog.stays);
    ui.add_space(theme.pt(8.0));
    match dialog.outcomes.get(dialog.stays) {
        Some(Ok(merge)) => {
            text(ui, "What will change", Style::Strong, colors.text);
            for sentence in &merge.sentences {
                text(ui, sentence, Style::Body, colors.text);
            }
            let words = "Undo takes all of it back.";
            text(ui, words, Style::Body, colors.text_2);
        }
        Some(Err(why)) => {
            Notice::error("They cannot be merged like this.", why).show(ui);
        }
        None => {}
    }
}
