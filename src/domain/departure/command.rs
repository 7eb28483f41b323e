//! What a person can ask to be changed about a clinician's leaving, and the edits it comes to.

use super::{Departure, Handover};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{DepartureId, HandoverId, PatientFactId};
use crate::domain::patient::Patient;
use crate::domain::patient_fact::{FactKind, PatientFact, holding};

/// A request about a clinician's leaving.
#[derive(Clone, Debug, PartialEq)]
pub enum DepartureCommand {
    /// A new case (number 0) or other values of one.
    Save(Box<Departure>),
    /// Takes a case and its handovers away. Patients stay where they were moved to.
    Remove(DepartureId),
    /// New handovers (number 0) or other values of them, one or many at once.
    SaveHandovers(Vec<Handover>),
    /// Moves the patients of these handovers to the clinicians who accepted.
    Move {
        /// Which.
        handovers: Vec<HandoverId>,
        /// Marks each patient as being on an inherited prescription from today.
        mark_inherited: bool,
    },
}

impl DepartureCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(departure) => context.save_departure(*departure),
            Self::Remove(id) => context.remove_departure(id),
            Self::SaveHandovers(handovers) => context.save_handovers(handovers),
            Self::Move {
                handovers,
                mark_inherited,
            } => context.move_patients(&handovers, mark_inherited),
        }
    }
}

impl Context<'_> {
    fn departure(&self, id: DepartureId) -> Option<&Departure> {
        self.workbook.departures.iter().find(|d| d.id == id)
    }

    fn save_departure(&self, mut departure: Departure) -> Result<EditSet, Refusal> {
        if self.workbook.clinician(departure.clinician).is_none() {
            return gone("clinician");
        }
        let before = self.departure(departure.id);
        if departure.id.0 != 0 && before.is_none() {
            return gone("case");
        }
        let mut others = self.workbook.departures.iter();
        let is_open = |d: &&Departure| {
            d.id != departure.id && d.clinician == departure.clinician && d.closed_on.is_none()
        };
        if departure.closed_on.is_none() && others.any(|d| is_open(&d)) {
            return refuse("A case for this clinician is open already. Go on with that one.");
        }
        self.not_to_come(departure.closed_on)?;
        departure.process = departure.process.trim().to_owned();
        let verb = if before.is_some() { "Change" } else { "Open" };
        if before.is_none() {
            departure.id = DepartureId(self.workbook.next.departure);
        }
        let stamp = |d: &mut Departure, by: &str, on| {
            by.clone_into(&mut d.by);
            d.on = on;
        };
        let name = format!("{verb} the case of a clinician who leaves");
        let mut set = self.saved(name, before, departure.clone(), stamp, Edit::Departure);
        // The roster says the same last day.
        if let Some(clinician) = self.workbook.clinician(departure.clinician)
            && clinician.leaves_on != Some(departure.leaves_on)
        {
            let mut after = clinician.clone();
            after.leaves_on = Some(departure.leaves_on);
            let change = Change::replace(clinician.clone(), after);
            set.edits.push(Edit::Clinician(change));
        }
        Ok(set)
    }

    fn remove_departure(&self, id: DepartureId) -> Result<EditSet, Refusal> {
        let Some(departure) = self.departure(id) else {
            return gone("case");
        };
        let own = self.workbook.handovers.iter();
        let own = own.filter(|h| h.departure == id);
        let mut edits: Vec<Edit> = own
            .map(|h| Edit::Handover(Box::new(Change::remove(h.clone()))))
            .collect();
        edits.push(Edit::Departure(Box::new(Change::remove(departure.clone()))));
        Ok(EditSet {
            name: "Remove the case of a clinician who leaves".to_owned(),
            edits,
        })
    }

    fn save_handovers(&self, handovers: Vec<Handover>) -> Result<EditSet, Refusal> {
        let name = match handovers.as_slice() {
            [] => return refuse("No patient is chosen. Tick one or more in the list."),
            [_] => "Change a handover".to_owned(),
            many => format!("Change {} handovers", many.len()),
        };
        let mut edits = Vec::new();
        let mut next = self.workbook.next.handover;
        for mut handover in handovers {
            let Some(departure) = self.departure(handover.departure) else {
                return gone("case");
            };
            if self.patient(handover.patient).is_none() {
                return gone("patient");
            }
            if handover.proposed_to == Some(departure.clinician) {
                return refuse("The clinician who leaves cannot take the patient over.");
            }
            if handover.accepted_on.is_some() && handover.proposed_to.is_none() {
                return refuse("Say who takes the patient over before it is accepted.");
            }
            self.not_to_come(handover.accepted_on)?;
            self.not_to_come(handover.talk_on)?;
            for text in [
                &mut handover.note,
                &mut handover.wish,
                &mut handover.first_visit,
            ] {
                *text = text.trim().to_owned();
            }
            let own = self.workbook.handovers.iter();
            let before = own
                .clone()
                .find(|h| h.departure == handover.departure && h.patient == handover.patient);
            handover.id = before.map_or(HandoverId(next), |b| b.id);
            if before.is_some_and(|b| *b == handover) {
                continue;
            }
            next += i64::from(before.is_none());
            (handover.by, handover.on) = (self.by.to_owned(), self.today);
            edits.push(Edit::Handover(Box::new(Change {
                before: before.cloned(),
                after: Some(handover),
            })));
        }
        Ok(EditSet { name, edits })
    }

    fn move_patients(&self, ids: &[HandoverId], mark_inherited: bool) -> Result<EditSet, Refusal> {
        let mut edits = Vec::new();
        let mut moved = 0;
        let mut next_fact = self.workbook.next.patient_fact;
        for id in ids {
            let Some(handover) = self.workbook.handovers.iter().find(|h| h.id == *id) else {
                return gone("handover");
            };
            if handover.moved_on.is_some() {
                continue;
            }
            let Some(to) = handover
                .proposed_to
                .filter(|_| handover.accepted_on.is_some())
            else {
                return refuse(
                    "A patient is moved when the new clinician has accepted. Enter the day first.",
                );
            };
            let Some(patient) = self.patient(handover.patient) else {
                return gone("patient");
            };
            let after = Patient {
                clinician: Some(to),
                ..patient.clone()
            };
            edits.push(Edit::Patient(Change::replace(patient.clone(), after)));
            let after = Handover {
                moved_on: Some(self.today),
                by: self.by.to_owned(),
                on: self.today,
                ..handover.clone()
            };
            let change = Change::replace(handover.clone(), after);
            edits.push(Edit::Handover(Box::new(change)));
            let is_marked = || {
                let facts = self.workbook.facts_of(handover.patient);
                holding(facts, self.today, |kind| kind == FactKind::Inherited).is_some()
            };
            if mark_inherited && !is_marked() {
                let fact = self.inherited(PatientFactId(next_fact), patient);
                edits.push(Edit::PatientFact(Box::new(Change::add(fact))));
                next_fact += 1;
            }
            moved += 1;
        }
        if moved == 0 {
            return refuse("There is no patient to be moved: each was moved already.");
        }
        let patients = if moved == 1 { "patient" } else { "patients" };
        Ok(EditSet {
            name: format!("Move {moved} {patients} to the new clinician"),
            edits,
        })
    }

    /// That the prescription was begun by another clinician, from today.
    fn inherited(&self, id: PatientFactId, patient: &Patient) -> PatientFact {
        let before = patient
            .clinician
            .and_then(|id| self.workbook.clinician(id))
            .map(|c| format!("Was with {}", c.name));
        PatientFact {
            id,
            patient: patient.id,
            kind: FactKind::Inherited,
            from: Some(self.today),
            to: None,
            due: None,
            words: before.unwrap_or_default(),
            outcome: String::new(),
            is_restricted: false,
            by: self.by.to_owned(),
            on: self.today,
        }
    }
}
