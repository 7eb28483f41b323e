//! Requests about one patient: responsible clinician, care events, MED entered by hand.

use chrono::NaiveDate;

use super::{Context, Refusal, gone, one, refuse};
use crate::domain::assessment_tool::tool;
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::event::{CareEvent, EventKind, HandMed};
use crate::domain::ids::{ClinicianId, EventId, HandMedId, PatientId};
use crate::domain::patient::Patient;

impl Context<'_> {
    pub(super) fn assign(
        &self,
        id: PatientId,
        clinician: Option<ClinicianId>,
    ) -> Result<EditSet, Refusal> {
        let Some(before) = self.workbook.patient(id) else {
            return gone("patient");
        };
        let after = Patient {
            clinician,
            ..before.clone()
        };
        Ok(one(
            "Change the responsible clinician",
            Edit::Patient(Change::replace(before.clone(), after)),
        ))
    }

    pub(super) fn add_event(
        &self,
        patient: PatientId,
        on: NaiveDate,
        kind: EventKind,
        value: &str,
    ) -> Result<EditSet, Refusal> {
        if self.workbook.patient(patient).is_none() {
            return gone("patient");
        }
        let event = CareEvent {
            id: self.workbook.free_event_id(),
            patient,
            on,
            kind,
            value: value.trim().to_owned(),
            by: self.by.to_owned(),
            import: None,
        };
        self.check_event(&event)?;
        Ok(one(
            format!("Add {}", kind.label()),
            Edit::Event(Change::add(event)),
        ))
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
