//! Each patient on a day: dose, long-term therapy, sedatives, naloxone, last checks.
//!
//! Everything here is worked out from the workbook and a date; nothing is stored.

mod day;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::care_gap::Gaps;
use super::clinic::Settings;
use super::event::{CareEvent, Decision, EventKind, Verdict};
use super::ids::{HandMedId, PatientId};
use super::long_term_therapy::RuleHit;
use super::morphine_equivalent::{FactorSet, LeftOut, MedState, MedTotal, rounded};
use super::patient_fact::FactKind;
use super::workbook::Workbook;

pub use day::{DayFacts, DoseSpan, PatientFills};

/// Days a hand-entered MED counts for, unless a later fill ends it earlier.
pub const DAYS_A_HAND_MED_COUNTS: i64 = 90;

/// Dose bands with inclusive lower limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    /// Below the first threshold.
    Low,
    /// From the first threshold to below the second.
    Mid,
    /// From the second threshold.
    High,
}

impl Band {
    /// The band of a dose; compared as rounded and shown.
    pub fn of(mg_per_day: f64, settings: &Settings) -> Self {
        let mg = rounded(mg_per_day);
        if mg >= settings.thresholds.second {
            Self::High
        } else if mg >= settings.thresholds.first {
            Self::Mid
        } else {
            Self::Low
        }
    }

    /// "under 50", "50 to 89", "90 or more".
    pub fn label(self, settings: &Settings) -> String {
        let (first, second) = (settings.thresholds.first, settings.thresholds.second);
        match self {
            Self::Low => format!("under {first}"),
            Self::Mid if second.fract() == 0.0 && first.fract() == 0.0 => {
                format!("{first} to {}", second - 1.0)
            }
            Self::Mid => format!("{first} to under {second}"),
            Self::High => format!("{second} or more"),
        }
    }
}

/// How the dose of a day counts: in a band, or why in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoseStanding {
    /// A band of the clinic's thresholds.
    In(Band),
    /// No opioid is active on the day.
    NoneActive,
    /// Buprenorphine alone, which CDC does not count.
    NotCounted,
    /// A fact or a factor is missing.
    Unknown,
}

/// The dose of a patient on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayDose {
    /// The working.
    pub total: MedTotal,
    /// The hand-entered value that stands in for it.
    pub by_hand: Option<HandMedId>,
}

impl DayDose {
    /// mg a day, unrounded, where there is a number.
    pub fn mg_per_day(&self) -> Option<f64> {
        self.total.mg_per_day
    }

    /// What is known.
    pub fn state(&self) -> MedState {
        self.total.state
    }

    /// The band, when the number is complete, or already in the highest band without the rest.
    pub fn band(&self, settings: &Settings) -> Option<Band> {
        let band = Band::of(self.mg_per_day()?, settings);
        (self.state() == MedState::Known || band == Band::High).then_some(band)
    }

    /// Whether a fact or a factor is missing; buprenorphine alone is "not counted" by CDC, which
    /// is no gap.
    pub fn is_incomplete(&self) -> bool {
        match self.state() {
            MedState::Known | MedState::None => false,
            MedState::Partial | MedState::Unknown => true,
            MedState::NoFactor => self.total.first_gap() != Some(LeftOut::Buprenorphine),
        }
    }

    /// Whether it reaches a limit, compared as rounded and shown; `None` when the known part does
    /// not and a fact or a factor is missing. No active fill is 0 mg prescribed: a fact, not a gap.
    pub fn is_at_least(&self, limit: f64) -> Option<bool> {
        if rounded(self.mg_per_day().unwrap_or(0.0)) >= limit {
            Some(true)
        } else {
            (!self.is_incomplete()).then_some(false)
        }
    }

    /// How it counts. What reaches the highest band without the rest is not unknown.
    pub fn standing(&self, settings: &Settings) -> DoseStanding {
        match (self.band(settings), self.state()) {
            (Some(band), _) => DoseStanding::In(band),
            (None, MedState::None) => DoseStanding::NoneActive,
            (None, MedState::NoFactor) if !self.is_incomplete() => DoseStanding::NotCounted,
            (None, _) => DoseStanding::Unknown,
        }
    }
}

/// One patient on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistryRow {
    /// Who.
    pub patient: PatientId,
    /// In the LtOT population of the day.
    pub is_on_ltot: bool,
    /// The prescriptions that hit the clinic's rule.
    pub rule_hit: Option<RuleHit>,
    /// Position of the verdict that holds, in the workbook's verdicts of the patient.
    pub verdict: Option<usize>,
    /// The status or exclusion that keeps the patient out of the population.
    pub left_out: Option<FactKind>,
    /// An opioid for pain is active.
    pub on_opioids: bool,
    /// The dose.
    pub dose: DayDose,
    /// Last covered day and dose of the last opioid supply, when none is active.
    pub last_dose: Option<(NaiveDate, Option<f64>)>,
    /// Active opioids in the order of the dose's lines: positions in the workbook's fills.
    pub opioid_fills: Vec<usize>,
    /// Active counted sedatives: positions in the workbook's fills.
    pub sedative_fills: Vec<usize>,
    /// A counted sedative is active; `None` when a fill without quantity or days may be.
    pub sedative: Option<bool>,
    /// A benzodiazepine is; `None` likewise.
    pub benzodiazepine: Option<bool>,
    /// Last naloxone prescription or hand-out within the look-back.
    pub naloxone_on: Option<NaiveDate>,
    /// The newest opioid fill with a complete dose, or hand-entered MED, up to the day.
    pub med_on: Option<NaiveDate>,
    /// Has any prescription, event or verdict.
    pub has_records: bool,
}

impl RegistryRow {
    /// The verdict that holds.
    pub fn decision<'a>(&self, workbook: &'a Workbook) -> Option<&'a Decision> {
        workbook.decisions_of(self.patient).get(self.verdict?)
    }

    /// Found by the rule and not yet decided by a person, neither by a verdict nor by a status or
    /// exclusion; a deferred one stays a candidate.
    pub fn is_candidate(&self, workbook: &Workbook) -> bool {
        let verdict = self.decision(workbook).map(|d| d.verdict);
        let is_open = matches!(verdict, None | Some(Verdict::Deferred));
        self.rule_hit.is_some() && self.left_out.is_none() && is_open
    }
}

/// The clinic's patients on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// The day.
    pub as_of: Option<NaiveDate>,
    /// One row per patient, in the order of the workbook's patients; none for those merged away.
    pub rows: Vec<RegistryRow>,
    /// What is due for them.
    pub gaps: Gaps,
}

impl Registry {
    /// Works out every patient on `day`.
    pub fn on(workbook: &Workbook, day: NaiveDate) -> Self {
        let table = factor_set(&workbook.settings);
        let rows: Vec<RegistryRow> = workbook
            .listed_patients()
            .map(|p| row(workbook, p.id, day, &table))
            .collect();
        Self {
            as_of: Some(day),
            gaps: Gaps::on(workbook, &rows, day),
            rows,
        }
    }

    /// The same with what is due worked out for another day: what people entered after the newest
    /// prescription closes gaps too.
    #[must_use]
    pub fn with_gaps_on(mut self, workbook: &Workbook, day: NaiveDate) -> Self {
        self.gaps = Gaps::on(workbook, &self.rows, day);
        self
    }

    /// The row of a patient.
    pub fn row(&self, patient: PatientId) -> Option<&RegistryRow> {
        let at = self
            .rows
            .binary_search_by_key(&patient, |r| r.patient)
            .ok()?;
        self.rows.get(at)
    }
}

/// One patient on one day.
pub fn row(
    workbook: &Workbook,
    patient: PatientId,
    day: NaiveDate,
    table: &FactorSet,
) -> RegistryRow {
    let fills = PatientFills::prepare(workbook, patient, table);
    let facts = fills.on(day, &workbook.settings);
    RegistryRow {
        patient,
        is_on_ltot: facts.is_on_ltot,
        rule_hit: facts.rule_hit,
        verdict: facts.verdict,
        left_out: facts.left_out,
        on_opioids: facts.on_opioids,
        last_dose: if facts.dose.state() == MedState::None {
            fills.last_dose(day, &workbook.settings)
        } else {
            None
        },
        opioid_fills: fills.active_opioids(day),
        sedative_fills: fills.active_sedatives(day),
        sedative: facts.sedative,
        benzodiazepine: facts.benzodiazepine,
        naloxone_on: facts.naloxone_on,
        med_on: fills.med_on(day, &facts.dose),
        has_records: fills.has_records(),
        dose: facts.dose,
    }
}

/// The factor table that the settings choose.
pub fn factor_set(settings: &Settings) -> FactorSet {
    FactorSet::load(settings.factor_set, settings.borrow_missing_factors)
}

/// The last event of a kind up to `day`, of events sorted by date.
pub fn last_event(events: &[CareEvent], kind: EventKind, day: NaiveDate) -> Option<&CareEvent> {
    events.iter().rev().find(|e| e.kind == kind && e.on <= day)
}
