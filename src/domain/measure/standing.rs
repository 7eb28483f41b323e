//! Where one patient stands on a day in each measure: counted, not counted, unknown, not asked.

use std::collections::HashMap;

use chrono::{Duration, Months, NaiveDate};

use super::Measure;
use crate::domain::assessment_tool::is_peg_fall;
use crate::domain::clinic::Settings;
use crate::domain::event::{CareEvent, EventKind, Tier};
use crate::domain::morphine_equivalent::rounded;
use crate::domain::registry::{DayFacts, PatientFills};
use crate::domain::workbook::Workbook;

/// A PEG this many days before the visit belongs to it.
const DAYS_BEFORE_VISIT: i64 = 7;

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

/// Since when the clinic records each kind of event at all.
pub(super) struct Recorded(HashMap<EventKind, NaiveDate>);

impl Recorded {
    pub(super) fn of(workbook: &Workbook) -> Self {
        let mut first = HashMap::new();
        for event in &workbook.events {
            let day = first.entry(event.kind).or_insert(event.on);
            *day = (*day).min(event.on);
        }
        Self(first)
    }

    fn by(&self, kind: EventKind, day: NaiveDate) -> bool {
        self.0.get(&kind).is_some_and(|first| *first <= day)
    }
}

/// One patient on one day.
pub(super) struct Standing<'a> {
    day: NaiveDate,
    settings: &'a Settings,
    recorded: &'a Recorded,
    facts: DayFacts,
    /// The patient's events up to the day.
    events: &'a [CareEvent],
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
        let events = workbook.events_of(fills.patient());
        let up_to = events.partition_point(|e| e.on <= day);
        let med_on = fills.med_on(day, &facts.dose);
        Some(Self {
            day,
            settings,
            recorded,
            facts,
            events: events.get(..up_to).unwrap_or_default(),
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
            Measure::FunctionAtVisit => Place::known(self.function_at_visit()),
            Measure::PegFall => self.peg_fall(),
            Measure::VisitInTime => self.visit_in_time(),
            Measure::CodeMissing => Place::known(self.has_code().map(|has| !has)),
            Measure::CodeWrong => Place::Outside,
        }
    }

    fn at_least(&self, limit: f64) -> Place {
        if rounded(self.dose()) >= limit {
            Place::Counted
        } else if self.facts.dose.is_incomplete() {
            Place::Unknown
        } else {
            Place::NotCounted
        }
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

    /// The newest event of a kind that took place.
    fn last(&self, kind: EventKind) -> Option<NaiveDate> {
        let done = |e: &&CareEvent| e.kind == kind && e.took_place();
        self.events.iter().rev().find(done).map(|e| e.on)
    }

    /// Whether a check still counts: its day plus the months has not passed.
    fn is_within(&self, on: Option<NaiveDate>, months: u32) -> bool {
        on.and_then(|on| on.checked_add_months(Months::new(months)))
            .is_some_and(|due| due >= self.day)
    }

    fn check(&self, kind: EventKind, months: u32) -> Place {
        if !self.recorded.by(kind, self.day) {
            return Place::Unknown;
        }
        Place::of(self.is_within(self.last(kind), months))
    }

    fn agreement_current(&self) -> Place {
        match self.settings.agreement_version_from {
            Some(from) if self.recorded.by(EventKind::Agreement, self.day) => {
                Place::of(self.last(EventKind::Agreement).is_some_and(|on| on >= from))
            }
            _ => Place::Unknown,
        }
    }

    fn function_at_visit(&self) -> Option<bool> {
        let visit = self.last(EventKind::Visit)?;
        let from = visit - Duration::days(DAYS_BEFORE_VISIT);
        let belongs = |e: &CareEvent| (from..=visit).contains(&e.on) && e.peg().is_some();
        Some(self.events.iter().any(belongs))
    }

    fn peg_fall(&self) -> Place {
        let mut scores = self.events.iter().filter_map(CareEvent::peg);
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
        let visit = self.last(EventKind::Visit);
        let [low, moderate, high] = self.settings.look_back.visit_months;
        let answer = |months| self.is_within(visit, months);
        // The newest one counts: where it cannot be read, the tier is unknown.
        let mut tiers = self.events.iter().rev();
        let tier = tiers.find(|e| e.kind == EventKind::RiskTier);
        let tier = tier.and_then(CareEvent::tier);
        match tier {
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
        let code = &self.settings.diagnosis_code;
        let said = self.events.iter().rev().find_map(|e| e.has_code(code));
        let has_any = || {
            let mut events = self.events.iter();
            events.any(|e| e.kind == EventKind::DiagnosisCode)
        };
        said.or_else(|| has_any().then_some(false))
    }

    fn code_wrong(&self) -> Place {
        match self.has_code() {
            None => Place::Outside,
            Some(has) => Place::of(has && !self.facts.is_on_ltot),
        }
    }
}
