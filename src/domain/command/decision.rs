//! Requests about long-term opioid therapy: verdicts on one or many patients.

use chrono::NaiveDate;

use super::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::event::{Decision, Verdict};
use crate::domain::ids::{DecisionId, PatientId};
use crate::domain::registry;

impl Context<'_> {
    pub(super) fn decide(
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
        if patients.iter().any(|p| self.patient(*p).is_none()) {
            return gone("patient");
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

    pub(super) fn withdraw(&self, id: DecisionId) -> Result<EditSet, Refusal> {
        let Some(decision) = self.workbook.decisions.iter().find(|d| d.id == id) else {
            return gone("decision");
        };
        Ok(one(
            "Withdraw a decision",
            Edit::Decision(Change::remove(decision.clone())),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::patient::Patient;
    use crate::domain::workbook::Workbook;

    #[test]
    fn a_verdict_is_kept_only_for_patients_of_the_file() {
        let today: NaiveDate = "2026-10-12".parse().expect("a date");
        let patient = Patient {
            id: PatientId(1),
            mrn: None,
            last_name: "Brandt".to_owned(),
            first_name: "Marvin".to_owned(),
            born: None,
            sex: None,
            clinician: None,
            import: None,
            merged_into: None,
        };
        let workbook = Workbook {
            patients: vec![patient],
            ..Workbook::default()
        };
        let decide = |patients: &[i64]| {
            let command = Command::Decide {
                patients: patients.iter().map(|id| PatientId(*id)).collect(),
                verdict: Verdict::Confirmed,
                reason: String::new(),
                from: None,
                to: None,
            };
            command.edits(&workbook, "MK", today)
        };
        assert_eq!(decide(&[1]).expect("an edit").edits.len(), 1);
        let sentence = decide(&[1, 2]).expect_err("patient 2 is unknown").0;
        assert!(sentence.contains("no longer in the file"), "{sentence}");
    }
}
