//! What a person can ask to be changed about a patient's facts, and the edits it comes to.

use chrono::{Days, NaiveDate};

use super::{FactKind, PatientFact};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{PatientFactId, PatientId};

/// A request about facts of patients.
#[derive(Clone, Debug, PartialEq)]
pub enum PatientFactCommand {
    /// A new fact (number 0) or other values of one. A new status ends the one before it, a new
    /// care plan the plan before it.
    Save(Box<PatientFact>),
    /// The same for a care plan that was gone over with the patient: the event of the day goes
    /// with it, as "agreed" or "reviewed".
    SavePlan(Box<PatientFact>, NaiveDate, &'static str),
    /// The same new fact for each of these patients.
    SaveForAll(Vec<PatientId>, Box<PatientFact>),
    /// Takes a fact away.
    Remove(PatientFactId),
}

impl PatientFactCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(fact) => {
                let patients = [fact.patient];
                context.save_facts(&patients, *fact)
            }
            Self::SavePlan(plan, day, result) => context.save_plan(*plan, day, result),
            Self::SaveForAll(patients, fact) => context.save_facts(
                &patients,
                PatientFact {
                    id: PatientFactId(0),
                    ..*fact
                },
            ),
            Self::Remove(id) => context.remove_fact(id),
        }
    }
}

impl Context<'_> {
    fn save_facts(
        &self,
        patients: &[PatientId],
        mut fact: PatientFact,
    ) -> Result<EditSet, Refusal> {
        if patients.is_empty() {
            return refuse("No patient is chosen. Tick one or more in the list.");
        }
        if patients.iter().any(|p| self.patient(*p).is_none()) {
            return gone("patient");
        }
        for text in [&mut fact.words, &mut fact.outcome] {
            *text = text.trim().to_owned();
        }
        self.check_fact(&fact)?;
        let before = self.workbook.facts.iter().find(|f| f.id == fact.id);
        if fact.id.0 != 0 && before.is_none() {
            return gone("entry");
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        let name = match patients.len() {
            1 => format!("{verb} {}", fact.kind.label()),
            many => format!("{verb} {} for {many} patients", fact.kind.label()),
        };
        if before.is_some_and(|b| *b == fact) {
            return Ok(EditSet::nothing(name));
        }
        let mut edits = Vec::new();
        for (offset, patient) in (0..).zip(patients) {
            let mut after = fact.clone();
            (after.patient, after.by, after.on) = (*patient, self.by.to_owned(), self.today);
            if before.is_none() {
                after.id = PatientFactId(self.workbook.next.patient_fact + offset);
            }
            edits.extend(self.end_those_before(&after));
            edits.push(Edit::PatientFact(Box::new(Change {
                before: before.cloned(),
                after: Some(after),
            })));
        }
        Ok(EditSet { name, edits })
    }

    fn save_plan(
        &self,
        plan: PatientFact,
        day: NaiveDate,
        result: &str,
    ) -> Result<EditSet, Refusal> {
        self.not_to_come(Some(day))?;
        let patient = plan.patient;
        let mut set = self.save_facts(&[patient], plan)?;
        set.edits.push(Edit::Event(Change::add(CareEvent {
            id: self.workbook.free_event_id(),
            patient,
            on: day,
            kind: EventKind::CarePlan,
            value: result.to_owned(),
            by: self.by.to_owned(),
            import: None,
        })));
        Ok(set)
    }

    fn check_fact(&self, fact: &PatientFact) -> Result<(), Refusal> {
        if fact.from.zip(fact.to).is_some_and(|(from, to)| to < from) {
            return refuse("The last day lies before the first day.");
        }
        if fact.kind.is_one_at_a_time() && fact.from.is_none() {
            let kind = match fact.kind {
                FactKind::CarePlan => "A care plan",
                _ => "A status",
            };
            return refuse(format!("{kind} needs the day from which it holds."));
        }
        if fact.kind.ends_with_outcome()
            && fact.outcome.is_empty()
            && fact.to.is_some_and(|to| to <= self.today)
        {
            return refuse("Say what came of it, e.g. seen, declined or given up, and why.");
        }
        if fact.kind == FactKind::CarePlan && fact.words.is_empty() {
            return refuse("The care plan is empty. Fill in one part at least.");
        }
        if fact.kind == FactKind::Died && fact.from.is_some_and(|day| day > self.today) {
            return refuse("The day of death lies in the future. Check the date.");
        }
        let needs_words = matches!(
            fact.kind,
            FactKind::Referral | FactKind::Release | FactKind::HardTalk
        );
        if needs_words && fact.words.is_empty() {
            return refuse(format!(
                "Say what the {} is about, e.g. to whom and why.",
                fact.kind.label().to_lowercase()
            ));
        }
        Ok(())
    }

    /// A status holds until the next one, and a plan: those that began earlier and reach into it
    /// end the day before.
    fn end_those_before(&self, new: &PatientFact) -> Vec<Edit> {
        let Some(from) = new.from.filter(|_| new.kind.is_one_at_a_time()) else {
            return Vec::new();
        };
        let facts = self.workbook.facts_of(new.patient).iter();
        let reaching = facts.filter(|f| {
            new.kind.follows(f.kind)
                && f.id != new.id
                && f.from.is_none_or(|other| other < from)
                && f.to.is_none_or(|to| to >= from)
        });
        let ended = |f: &PatientFact| {
            let to = from.checked_sub_days(Days::new(1));
            let after = PatientFact { to, ..f.clone() };
            Edit::PatientFact(Box::new(Change::replace(f.clone(), after)))
        };
        reaching.map(ended).collect()
    }

    fn remove_fact(&self, id: PatientFactId) -> Result<EditSet, Refusal> {
        let Some(fact) = self.workbook.facts.iter().find(|f| f.id == id) else {
            return gone("entry");
        };
        Ok(EditSet {
            name: format!("Remove {}", fact.kind.label()),
            edits: vec![Edit::PatientFact(Box::new(Change::remove(fact.clone())))],
        })
    }
}
