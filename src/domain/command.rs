//! What a person can ask to be changed, and the edits that each request comes to.

use chrono::NaiveDate;

use super::clinic::{Clinic, Goal, Settings};
use super::edit::{Change, Edit, EditSet};
use super::event::{CareEvent, Decision, EventKind, HandMed, Verdict};
use super::ids::{ClinicianId, DecisionId, EventId, HandMedId, PatientId};
use super::import_batch::ImportKind;
use super::measure::Measure;
use super::registry;
use super::workbook::{SavedLayout, Workbook};

/// A request to change records.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// New name, site or approach.
    SaveClinic(Clinic),
    /// New choices.
    SaveSettings(Box<Settings>),
    /// Another responsible clinician, or none.
    AssignClinician {
        /// Whose.
        patient: PatientId,
        /// To whom.
        clinician: Option<ClinicianId>,
    },
    /// A new care event.
    AddEvent {
        /// Whose.
        patient: PatientId,
        /// When.
        on: NaiveDate,
        /// What.
        kind: EventKind,
        /// Result or text.
        value: String,
    },
    /// Takes an event away.
    RemoveEvent(EventId),
    /// A verdict on long-term opioid therapy for one or many patients.
    Decide {
        /// Whose.
        patients: Vec<PatientId>,
        /// What.
        verdict: Verdict,
        /// Why.
        reason: String,
        /// First day it holds.
        from: Option<NaiveDate>,
        /// Last day it holds.
        to: Option<NaiveDate>,
    },
    /// Takes a verdict back.
    WithdrawDecision(DecisionId),
    /// A MED entered by hand.
    EnterMed {
        /// Whose.
        patient: PatientId,
        /// From when.
        on: NaiveDate,
        /// mg of morphine equivalent a day.
        mg_per_day: f64,
        /// Calculator or record.
        source: String,
    },
    /// Takes a hand-entered MED away.
    RemoveMed(HandMedId),
    /// A goal for a measure, or none.
    SetGoal {
        /// Which.
        measure: Measure,
        /// Value to reach and by when.
        goal: Option<(f64, Option<NaiveDate>)>,
    },
    /// Remembers how a layout's columns are read.
    SaveLayout {
        /// Name for people.
        name: String,
        /// Header row.
        fingerprint: String,
        /// What it holds.
        kind: ImportKind,
        /// Column meanings.
        mapping: serde_json::Value,
    },
}

/// Why a request is not carried out: one or two sentences for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl Command {
    /// The edits that carry the request out on `today` for `by`.
    pub fn edits(
        self,
        workbook: &Workbook,
        by: &str,
        today: NaiveDate,
    ) -> Result<EditSet, Refusal> {
        let context = Context {
            workbook,
            by,
            today,
        };
        match self {
            Self::SaveClinic(clinic) => context.save_clinic(clinic),
            Self::SaveSettings(settings) => context.save_settings(*settings),
            Self::AssignClinician { patient, clinician } => context.assign(patient, clinician),
            Self::AddEvent {
                patient,
                on,
                kind,
                value,
            } => context.add_event(patient, on, kind, &value),
            Self::RemoveEvent(event) => context.remove_event(event),
            Self::Decide {
                patients,
                verdict,
                reason,
                from,
                to,
            } => context.decide(&patients, verdict, &reason, (from, to)),
            Self::WithdrawDecision(decision) => context.withdraw(decision),
            Self::EnterMed {
                patient,
                on,
                mg_per_day,
                source,
            } => context.enter_med(patient, on, mg_per_day, &source),
            Self::RemoveMed(id) => context.remove_med(id),
            Self::SetGoal { measure, goal } => context.set_goal(measure, goal),
            Self::SaveLayout {
                name,
                fingerprint,
                kind,
                mapping,
            } => Ok(context.save_layout(&name, &fingerprint, kind, mapping)),
        }
    }
}

struct Context<'a> {
    workbook: &'a Workbook,
    by: &'a str,
    today: NaiveDate,
}

fn one(name: impl Into<String>, edit: Edit) -> EditSet {
    EditSet {
        name: name.into(),
        edits: vec![edit],
    }
}

fn refuse<T>(sentence: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(sentence.into()))
}

fn gone<T>(what: &str) -> Result<T, Refusal> {
    refuse(format!(
        "This {what} is no longer in the file. Look at the list again."
    ))
}

impl Context<'_> {
    fn save_clinic(&self, clinic: Clinic) -> Result<EditSet, Refusal> {
        if clinic.name.trim().is_empty() {
            return refuse("The clinic needs a name. Type it in the first field.");
        }
        Ok(one(
            "Change the clinic's details",
            Edit::Clinic(Change::replace(self.workbook.clinic.clone(), clinic)),
        ))
    }

    fn save_settings(&self, settings: Settings) -> Result<EditSet, Refusal> {
        let limits = settings.thresholds;
        if !(limits.first > 0.0 && limits.first < limits.second && limits.second <= 1000.0) {
            return refuse(
                "The two dose limits must be above 0, the first below the second, e.g. 50 and 90.",
            );
        }
        if !(1..=30).contains(&settings.idle_lock_minutes) {
            return refuse("The idle lock takes 1 to 30 minutes.");
        }
        if !(1..=60).contains(&settings.naloxone_months) {
            return refuse("Naloxone is looked back for 1 to 60 months.");
        }
        let change = Change::replace(self.workbook.settings.clone(), settings);
        Ok(one("Change the settings", Edit::Settings(Box::new(change))))
    }

    fn assign(&self, id: PatientId, clinician: Option<ClinicianId>) -> Result<EditSet, Refusal> {
        let Some(before) = self.workbook.patient(id) else {
            return gone("patient");
        };
        let after = super::patient::Patient {
            clinician,
            ..before.clone()
        };
        Ok(one(
            "Change the responsible clinician",
            Edit::Patient(Change::replace(before.clone(), after)),
        ))
    }

    fn add_event(
        &self,
        patient: PatientId,
        on: NaiveDate,
        kind: EventKind,
        value: &str,
    ) -> Result<EditSet, Refusal> {
        if self.workbook.patient(patient).is_none() {
            return gone("patient");
        }
        if on > self.today {
            return refuse(format!(
                "{on} lies in the future. Give the day on which it took place."
            ));
        }
        let (id, by) = (self.workbook.free_event_id(), self.by.to_owned());
        let event = CareEvent {
            id,
            patient,
            on,
            kind,
            value: value.trim().to_owned(),
            by,
            import: None,
        };
        if kind == EventKind::Peg && event.peg().is_none() {
            return refuse("A PEG score is a number from 0 to 10, e.g. 6.3.");
        }
        if kind == EventKind::Note && event.value.is_empty() {
            return refuse("The note is empty. Type what should be kept.");
        }
        Ok(one(
            format!("Add {}", kind.label()),
            Edit::Event(Change::add(event)),
        ))
    }

    fn remove_event(&self, id: EventId) -> Result<EditSet, Refusal> {
        let Some(event) = self.workbook.events.iter().find(|e| e.id == id) else {
            return gone("event");
        };
        Ok(one(
            format!("Remove {}", event.kind.label()),
            Edit::Event(Change::remove(event.clone())),
        ))
    }

    fn decide(
        &self,
        patients: &[PatientId],
        verdict: Verdict,
        reason: &str,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<EditSet, Refusal> {
        let reason = reason.trim();
        if patients.is_empty() {
            return refuse("No patient is chosen. Tick one or more in the list.");
        }
        if matches!(verdict, Verdict::Rejected | Verdict::Added) && reason.is_empty() {
            return refuse("Give the reason, so that others can follow the decision later.");
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return refuse("The last day lies before the first day.");
        }
        let first_free = self.workbook.free_decision_id().0;
        let decision = |(offset, patient): (i64, &PatientId)| {
            let decision = Decision {
                id: DecisionId(first_free + offset),
                patient: *patient,
                verdict,
                from,
                to,
                reason: reason.to_owned(),
                found_by: self.found_by(*patient),
                by: self.by.to_owned(),
                decided_on: self.today,
            };
            Edit::Decision(Change::add(decision))
        };
        let word = match verdict {
            Verdict::Confirmed => "Confirm",
            Verdict::Rejected => "Reject",
            Verdict::Deferred => "Defer",
            Verdict::Added => "Add to LtOT",
        };
        let many = if patients.len() == 1 {
            "1 patient".to_owned()
        } else {
            format!("{} patients", patients.len())
        };
        Ok(EditSet {
            name: format!("{word} {many}"),
            edits: (0..).zip(patients).map(decision).collect(),
        })
    }

    /// The rule and the prescriptions that hit it, as of the newest fill.
    fn found_by(&self, patient: PatientId) -> String {
        let day = self
            .workbook
            .fills_of(patient)
            .last()
            .map_or(self.today, |f| f.filled);
        let row = registry::row(
            self.workbook,
            patient,
            day,
            &registry::factor_set(&self.workbook.settings),
        );
        row.rule_hit.map_or_else(
            || "not found by the rule".to_owned(),
            |hit| format!("{}: {}", hit.rule.sentence(), hit.sentence()),
        )
    }

    fn withdraw(&self, id: DecisionId) -> Result<EditSet, Refusal> {
        let Some(decision) = self.workbook.decisions.iter().find(|d| d.id == id) else {
            return gone("decision");
        };
        Ok(one(
            "Withdraw a decision",
            Edit::Decision(Change::remove(decision.clone())),
        ))
    }

    fn enter_med(
        &self,
        patient: PatientId,
        on: NaiveDate,
        mg_per_day: f64,
        source: &str,
    ) -> Result<EditSet, Refusal> {
        if self.workbook.patient(patient).is_none() {
            return gone("patient");
        }
        if !(0.0..=5000.0).contains(&mg_per_day) {
            return refuse("A MED is a number from 0 to 5000 mg a day.");
        }
        if on > self.today {
            return refuse(format!(
                "{on} lies in the future. Give the day from which the dose holds."
            ));
        }
        if source.trim().is_empty() {
            return refuse(
                "Say where the number comes from, e.g. the calculator or the record it was read from.",
            );
        }
        let (id, by) = (self.workbook.free_hand_med_id(), self.by.to_owned());
        let hand = HandMed {
            id,
            patient,
            on,
            mg_per_day,
            source: source.trim().to_owned(),
            by,
        };
        Ok(one("Enter MED by hand", Edit::HandMed(Change::add(hand))))
    }

    fn remove_med(&self, id: HandMedId) -> Result<EditSet, Refusal> {
        let Some(hand) = self.workbook.hand_meds.iter().find(|h| h.id == id) else {
            return gone("MED");
        };
        Ok(one(
            "Remove MED entered by hand",
            Edit::HandMed(Change::remove(hand.clone())),
        ))
    }

    fn set_goal(
        &self,
        measure: Measure,
        goal: Option<(f64, Option<NaiveDate>)>,
    ) -> Result<EditSet, Refusal> {
        if goal.is_some_and(|(value, _)| !(0.0..=100_000.0).contains(&value)) {
            return refuse("A goal is a number of 0 or more, e.g. 10 for 10 %.");
        }
        let before = self.workbook.goal(measure.code()).cloned();
        let id = before
            .as_ref()
            .map_or_else(|| self.workbook.free_goal_id(), |g| g.id);
        let after = goal.map(|(value, by)| Goal {
            id,
            measure: measure.code().to_owned(),
            value,
            by,
        });
        let label = measure.label(&self.workbook.settings);
        Ok(one(
            format!("Set the goal of {label}"),
            Edit::Goal(Change { before, after }),
        ))
    }

    fn save_layout(
        &self,
        name: &str,
        fingerprint: &str,
        kind: ImportKind,
        mapping: serde_json::Value,
    ) -> EditSet {
        let known = self
            .workbook
            .layouts
            .iter()
            .find(|l| l.fingerprint == fingerprint)
            .cloned();
        let id = known
            .as_ref()
            .map_or_else(|| self.workbook.free_layout_id(), |l| l.id);
        let layout = SavedLayout {
            id,
            name: name.to_owned(),
            fingerprint: fingerprint.to_owned(),
            kind,
            mapping,
        };
        one(
            "Remember a layout",
            Edit::Layout(Change {
                before: known,
                after: Some(layout),
            }),
        )
    }
}
