//! Where one patient stands on a day in each measure: counted, not counted, unknown, not asked.

use chrono::NaiveDate;

use super::Measure;
use crate::domain::assessment_tool::is_peg_fall;
use crate::domain::checks::{Checks, Recorded, due_on};
use crate::domain::clinic::Settings;
use crate::domain::event::{EventKind, Tier, code_on_record};
use crate::domain::registry::{DayFacts, PatientFills};
use crate::domain::workbook::Workbook;

/// Where a patient stands in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the numerator.
    Counted,
    /// In the denominator only.
    NotCounted,
    /// Cannot be told.
    Unknown,
    /// Not asked about.
    Outside,
}

impl Place {
    fn of(is_counted: bool) -> Self {
        if is_counted {
            Self::Counted
        } else {
            Self::NotCounted
        }
    }

    fn known(answer: Option<bool>) -> Self {
        answer.map_or(Self::Unknown, Self::of)
    }
}

/// One patient on one day.
pub(super) struct Standing<'a> {
    day: NaiveDate,
    settings: &'a Settings,
    recorded: &'a Recorded,
    facts: DayFacts,
    checks: Checks<'a>,
    /// The newest hand-entered MED or opioid fill with a complete dose, up to the day.
    med_on: Option<NaiveDate>,
}

impl<'a> Standing<'a> {
    /// `None` when the patient is not on LtOT that day and no measure asks about others.
    pub(super) fn of(
        workbook: &'a Workbook,
        fills: &PatientFills<'_>,
        day: NaiveDate,
        recorded: &'a Recorded,
    ) -> Option<Self> {
        let settings = &workbook.settings;
        let facts = fills.on(day, settings);
        let asks_others = recorded.by(EventKind::DiagnosisCode, day);
        if !facts.is_on_ltot && !asks_others {
            return None;
        }
        let med_on = fills.med_on(day, &facts.dose);
        Some(Self {
            day,
            settings,
            recorded,
            facts,
            checks: Checks::of(workbook, fills.patient(), day),
            med_on,
        })
    }

    /// The known dose; no active fill is 0 mg prescribed that day: a fact, not a gap.
    pub(super) fn dose(&self) -> f64 {
        self.facts.dose.mg_per_day().unwrap_or(0.0)
    }

    pub(super) fn place(&self, measure: Measure) -> Place {
        if measure == Measure::CodeWrong {
            return self.code_wrong();
        }
        if !self.facts.is_on_ltot {
            return Place::Outside;
        }
        let (first, second) = (
            self.settings.thresholds.first,
            self.settings.thresholds.second,
        );
        let back = &self.settings.look_back;
        match measure {
            Measure::LtotPatients => Place::Counted,
            Measure::MedFirst => self.at_least(first),
            Measure::MedSecond => self.at_least(second),
            Measure::MeanMed | Measure::MedianMed if self.facts.dose.is_incomplete() => {
                Place::Unknown
            }
            Measure::MeanMed | Measure::MedianMed => Place::NotCounted,
            Measure::MedOnRecord => Place::of(self.is_within(self.med_on, back.med_months)),
            Measure::Sedative => Place::known(self.facts.sedative),
            Measure::Benzodiazepine => Place::known(self.facts.benzodiazepine),
            Measure::Naloxone => Place::of(self.facts.naloxone_on.is_some()),
            Measure::NaloxoneMedFirst => self.naloxone_where(self.at_least(first)),
            Measure::NaloxoneReason => self.naloxone_where(self.reason()),
            Measure::Agreement => self.check(EventKind::Agreement, back.agreement_months),
            Measure::AgreementCurrent => self.agreement_current(),
            Measure::Pdmp => self.check(EventKind::PdmpCheck, back.pdmp_months),
            Measure::UrineTest => self.check(EventKind::UrineDrugTest, back.urine_test_months),
            Measure::FunctionAtVisit => Place::known(self.checks.has_score_at_visit()),
            Measure::PegFall => self.peg_fall(),
            Measure::VisitInTime => self.visit_in_time(),
            Measure::CodeMissing => Place::known(self.has_code().map(|has| !has)),
            Measure::CodeWrong => Place::Outside,
        }
    }

    fn at_least(&self, limit: f64) -> Place {
        Place::known(self.facts.dose.is_at_least(limit))
    }

    /// A reason for naloxone that the records can show: the dose, or a sedative.
    fn reason(&self) -> Place {
        let dose = self.at_least(self.settings.thresholds.first);
        match (dose, self.facts.sedative) {
            (Place::Counted, _) | (_, Some(true)) => Place::Counted,
            (Place::Unknown, _) | (_, None) => Place::Unknown,
            _ => Place::NotCounted,
        }
    }

    /// Naloxone of those who meet a condition.
    fn naloxone_where(&self, condition: Place) -> Place {
        match condition {
            Place::Counted => Place::of(self.facts.naloxone_on.is_some()),
            Place::Unknown => Place::Unknown,
            Place::NotCounted | Place::Outside => Place::Outside,
        }
    }

    /// Whether a check still counts: its day plus the months has not passed.
    fn is_within(&self, on: Option<NaiveDate>, months: u32) -> bool {
        on.is_some_and(|on| due_on(on, months) >= self.day)
    }

    fn check(&self, kind: EventKind, months: u32) -> Place {
        if !self.recorded.by(kind, self.day) {
            return Place::Unknown;
        }
        Place::of(self.is_within(self.checks.last(kind), months))
    }

    fn agreement_current(&self) -> Place {
        match self.settings.agreement_version_from {
            Some(from) if self.recorded.by(EventKind::Agreement, self.day) => Place::of(
                self.checks
                    .last(EventKind::Agreement)
                    .is_some_and(|on| on >= from),
            ),
            _ => Place::Unknown,
        }
    }

    fn peg_fall(&self) -> Place {
        let mut scores = self.checks.pegs().map(|(_, score)| score);
        let (first, newest) = (scores.next(), scores.next_back());
        match (first, newest) {
            (Some(first), Some(newest)) if first > 0.0 => Place::of(is_peg_fall(first, newest)),
            _ => Place::Unknown,
        }
    }

    fn visit_in_time(&self) -> Place {
        if !self.recorded.by(EventKind::Visit, self.day) {
            return Place::Unknown;
        }
        let visit = self.checks.last(EventKind::Visit);
        let [low, moderate, high] = self.settings.look_back.visit_months;
        let answer = |months| self.is_within(visit, months);
        match self.checks.tier() {
            Some(Tier::Low) => Place::of(answer(low)),
            Some(Tier::Moderate) => Place::of(answer(moderate)),
            Some(Tier::High) => Place::of(answer(high)),
            None => {
                let all = [answer(low), answer(moderate), answer(high)];
                Place::known((all == [all[0]; 3]).then_some(all[0]))
            }
        }
    }

    /// Whether the chart has the clinic's code; `None` without any code on record.
    fn has_code(&self) -> Option<bool> {
        code_on_record(self.checks.events(), &self.settings.diagnosis_code)
    }

    fn code_wrong(&self) -> Place {
        match self.has_code() {
            None => Place::Outside,
            Some(has) => Place::of(has && !self.facts.is_on_ltot),
        }
    }
}
