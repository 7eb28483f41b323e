//! Requests about one patient: responsible clinician, care events, MED entered by hand.

use chrono::NaiveDate;

use super::{Context, Refusal, gone, one, refuse};
use crate::domain::assessment_tool::tool;
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::event::{CareEvent, EventKind, HandMed};
use crate::domain::ids::{ClinicianId, EventId, HandMedId, PatientId};
use crate::domain::patient::Patient;

impl Context<'_> {
    /// Everybody of the list must still be in the file, and somebody in the list.
    fn patients(&self, ids: &[PatientId]) -> Result<Vec<&Patient>, Refusal> {
        if ids.is_empty() {
            return refuse("No patient is chosen. Tick one or more in the list.");
        }
        let found: Option<Vec<&Patient>> = ids.iter().map(|id| self.patient(*id)).collect();
        found.map_or_else(|| gone("patient"), Ok)
    }

    pub(super) fn assign(
        &self,
        ids: &[PatientId],
        clinician: Option<ClinicianId>,
    ) -> Result<EditSet, Refusal> {
        if clinician.is_some_and(|id| self.workbook.clinician(id).is_none()) {
            return gone("clinician");
        }
        let clinician = clinician.map(|id| self.workbook.same_clinician(id));
        let patients = self.patients(ids)?;
        let others = patients.iter().filter(|p| p.clinician != clinician);
        let edits: Vec<Edit> = others
            .map(|before| {
                let after = Patient {
                    clinician,
                    ..(*before).clone()
                };
                Edit::Patient(Change::replace((*before).clone(), after))
            })
            .collect();
        let name = match edits.len() {
            0 | 1 => "Change the responsible clinician".to_owned(),
            many => format!("Change the responsible clinician of {many} patients"),
        };
        Ok(EditSet { name, edits })
    }

    pub(super) fn add_event(
        &self,
        ids: &[PatientId],
        on: NaiveDate,
        kind: EventKind,
        value: &str,
    ) -> Result<EditSet, Refusal> {
        let patients = self.patients(ids)?;
        let first = self.workbook.free_event_id().0;
        let events: Vec<CareEvent> = (first..)
            .zip(&patients)
            .map(|(id, patient)| CareEvent {
                id: EventId(id),
                patient: patient.id,
                on,
                kind,
                value: value.trim().to_owned(),
                by: self.by.to_owned(),
                import: None,
            })
            .collect();
        if let Some(event) = events.first() {
            self.check_event(event)?;
        }
        let name = match events.len() {
            1 => format!("Add {}", kind.label()),
            many => format!("Add {} to {many} patients", kind.label()),
        };
        let add = |event| Edit::Event(Change::add(event));
        Ok(EditSet {
            name,
            edits: events.into_iter().map(add).collect(),
        })
    }

    /// Another day or value. An imported event stays its import's, with who changed it beside.
    pub(super) fn change_event(
        &self,
        id: EventId,
        on: NaiveDate,
        value: &str,
    ) -> Result<EditSet, Refusal> {
        let Some(before) = self.workbook.events.iter().find(|e| e.id == id) else {
            return gone("event");
        };
        let after = CareEvent {
            on,
            value: value.trim().to_owned(),
            ..before.clone()
        };
        self.check_event(&after)?;
        let name = format!("Change {}", before.kind.label());
        let stamp = |event: &mut CareEvent, by: &str, _| by.clone_into(&mut event.by);
        let edit = |change: Box<Change<CareEvent>>| Edit::Event(*change);
        Ok(self.saved(name, Some(before), after, stamp, edit))
    }

    /// Whether the event can have taken place and its value can be read.
    fn check_event(&self, event: &CareEvent) -> Result<(), Refusal> {
        if event.kind != EventKind::Appointment {
            self.not_to_come(Some(event.on))?;
        }
        if let Some(tool) = tool(event.kind)
            && let Err(sentence) = tool.read(&event.value)
        {
            return refuse(sentence);
        }
        if event.kind == EventKind::RiskTier && event.tier().is_none() {
            return refuse(
                "A risk tier is low, moderate or high; a reason may follow after a colon.",
            );
        }
        if !event.value.is_empty() {
            return Ok(());
        }
        match event.kind {
            EventKind::DiagnosisCode => refuse("Type the diagnosis code, e.g. Z79.891."),
            EventKind::Note | EventKind::RestrictedNote => {
                refuse("The note is empty. Type what should be kept.")
            }
            kind if kind.needs_result() => refuse("Choose a result, or type it in other words."),
            _ => Ok(()),
        }
    }

    pub(super) fn remove_event(&self, id: EventId) -> Result<EditSet, Refusal> {
        let Some(event) = self.workbook.events.iter().find(|e| e.id == id) else {
            return gone("event");
        };
        Ok(one(
            format!("Remove {}", event.kind.label()),
            Edit::Event(Change::remove(event.clone())),
        ))
    }

    pub(super) fn enter_med(
        &self,
        patient: PatientId,
        on: NaiveDate,
        mg_per_day: f64,
        source: &str,
    ) -> Result<EditSet, Refusal> {
        if self.patient(patient).is_none() {
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

    pub(super) fn remove_med(&self, id: HandMedId) -> Result<EditSet, Refusal> {
        let Some(hand) = self.workbook.hand_meds.iter().find(|h| h.id == id) else {
            return gone("MED");
        };
        Ok(one(
            "Remove MED entered by hand",
            Edit::HandMed(Change::remove(hand.clone())),
        ))
    }
}
