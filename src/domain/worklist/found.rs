//! How each patient on the list was found, and who agreed.

use super::on_ltot;
use crate::domain::event::{Decision, Verdict};
use crate::domain::ids::PatientId;
use crate::domain::long_term_therapy::RuleHit;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// How a patient came on the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// Who.
    pub patient: PatientId,
    /// The rule finds the patient on the day.
    pub by_rule: Option<RuleHit>,
    /// What a person said of it.
    pub decision: Option<&'a Decision>,
}

impl Found<'_> {
    /// The approach in a few words: "rule, confirmed", "added: known to be treated long-term".
    pub fn approach(&self) -> String {
        match self.decision {
            Some(d) if d.verdict == Verdict::Added => format!("added by a person: {}", d.reason),
            Some(d) if d.verdict == Verdict::Confirmed => "rule, confirmed".to_owned(),
            Some(_) => "rule, decision put off".to_owned(),
            None => "rule, nobody has looked yet".to_owned(),
        }
    }
}

/// Everybody on the list of the registry's day.
pub fn how_found<'a>(workbook: &'a Workbook, registry: &Registry) -> Vec<Found<'a>> {
    on_ltot(registry)
        .map(|row| Found {
            patient: row.patient,
            by_rule: row.rule_hit,
            decision: row.decision(workbook),
        })
        .collect()
}
