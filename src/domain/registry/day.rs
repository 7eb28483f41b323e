//! One patient's fills made ready once, and asked for many days.

use chrono::{Duration, NaiveDate};

use super::{DAYS_A_HAND_MED_COUNTS, DayDose};
use crate::domain::checks::naloxone_due_on;
use crate::domain::clinic::{OverlapRule, Settings};
use crate::domain::event::{EventKind, HandMed};
use crate::domain::fill::Fill;
use crate::domain::ids::PatientId;
use crate::domain::long_term_therapy::{RuleHit, is_on_ltot, verdict_on};
use crate::domain::medicine::{Medicine, Purpose, Route, Sedative, SedativeClass};
use crate::domain::morphine_equivalent::{
    DailyUse, FactorSet, LeftOut, Line, MedState, MedTotal, line, total,
};
use crate::domain::patient_fact::{FactKind, holding, status_on};
use crate::domain::workbook::Workbook;

/// The fills of one patient that bear on the registry, with their dose lines worked out.
pub struct PatientFills<'a> {
    workbook: &'a Workbook,
    patient: PatientId,
    opioids: Vec<OpioidFill>,
    /// Fill dates that count for the LtOT rule, sorted.
    ltot_dates: Vec<NaiveDate>,
    sedatives: Vec<SedativeFill>,
    /// Dates of naloxone fills and hand-outs.
    naloxone: Vec<NaiveDate>,
}

struct OpioidFill {
    /// Position in the workbook's fills.
    at: usize,
    from: NaiveDate,
    /// Last day looked at as active.
    to: NaiveDate,
    for_pain: bool,
    line: Line,
}

struct SedativeFill {
    at: usize,
    from: NaiveDate,
    to: NaiveDate,
    benzodiazepine: bool,
    /// Quantity and days supply are known; without them the fill may be in use, which is not yes.
    is_certain: bool,
}

/// What holds on one day.
pub struct DayFacts {
    /// In the LtOT population.
    pub is_on_ltot: bool,
    /// The rule's finding.
    pub rule_hit: Option<RuleHit>,
    /// Position of the verdict that holds, among the patient's.
    pub verdict: Option<usize>,
    /// The status or exclusion that keeps the patient out of the population.
    pub left_out: Option<FactKind>,
    /// An opioid for pain is active.
    pub on_opioids: bool,
    /// The dose.
    pub dose: DayDose,
    /// A counted sedative is active; `None` when only fills without quantity or days supply may be.
    pub sedative: Option<bool>,
    /// A benzodiazepine is; `None` likewise.
    pub benzodiazepine: Option<bool>,
    /// Last naloxone within the look-back.
    pub naloxone_on: Option<NaiveDate>,
}

/// Days in a row with one dose, for the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoseSpan {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// mg a day, unrounded, where there is a number.
    pub mg_per_day: Option<f64>,
    /// What is known.
    pub state: MedState,
}

fn counts_as_sedative(sedative: &Sedative, settings: &Settings) -> bool {
    sedative.core
        || match sedative.class {
            SedativeClass::Gabapentinoid => settings.gabapentinoids_are_sedatives,
            _ => settings.other_sedatives,
        }
}

impl<'a> PatientFills<'a> {
    /// Reads the patient's fills and events.
    pub fn prepare(workbook: &'a Workbook, patient: PatientId, table: &FactorSet) -> Self {
        let mut ready = Self {
            workbook,
            patient,
            opioids: Vec::new(),
            ltot_dates: Vec::new(),
            sedatives: Vec::new(),
            naloxone: Vec::new(),
        };
        let first = workbook.fills.partition_point(|f| f.patient < patient);
        for (offset, fill) in workbook.fills_of(patient).iter().enumerate() {
            if let Some(product) = workbook
                .product(fill.product)
                .filter(|p| p.medicine.is_relevant())
            {
                ready.take(first + offset, fill, &product.medicine, table);
            }
        }
        let given =
            |e: &&crate::domain::event::CareEvent| e.kind == EventKind::Naloxone && e.took_place();
        ready.naloxone.extend(
            workbook
                .events_of(patient)
                .iter()
                .filter(given)
                .map(|e| e.on),
        );
        ready.naloxone.sort_unstable();
        ready
    }

    fn take(&mut self, at: usize, fill: &Fill, medicine: &Medicine, table: &FactorSet) {
        let settings = &self.workbook.settings;
        let (from, to) = (fill.filled, fill.last_day_looked_at());
        if let (Some(opioid), Some(line)) = (
            &medicine.opioid,
            line(medicine, DailyUse::from(fill), table),
        ) {
            let for_pain = match opioid.purpose {
                Purpose::Pain => opioid.route != Route::Injection,
                Purpose::UseDisorder => {
                    settings.count_sublingual_buprenorphine && opioid.route != Route::Injection
                }
                Purpose::CoughOrDiarrhoea => false,
            };
            if for_pain {
                self.ltot_dates.push(from);
            }
            self.opioids.push(OpioidFill {
                at,
                from,
                to,
                for_pain,
                line,
            });
        }
        if let Some(sedative) = medicine
            .sedative
            .as_ref()
            .filter(|s| counts_as_sedative(s, settings))
        {
            let benzodiazepine = sedative.class == SedativeClass::Benzodiazepine;
            let is_certain = fill.days_supply.is_some() && fill.quantity.is_some();
            self.sedatives.push(SedativeFill {
                at,
                from,
                to,
                benzodiazepine,
                is_certain,
            });
        }
        if medicine.naloxone {
            self.naloxone.push(from);
        }
    }

    /// Whether anything is recorded of the patient.
    pub fn has_records(&self) -> bool {
        !(self.workbook.fills_of(self.patient).is_empty()
            && self.workbook.events_of(self.patient).is_empty()
            && self.workbook.decisions_of(self.patient).is_empty()
            && self.workbook.hand_meds_of(self.patient).is_empty())
    }

    /// Whose they are.
    pub fn patient(&self) -> PatientId {
        self.patient
    }

    /// The newest opioid fill up to `day`.
    pub fn last_opioid_fill(&self, day: NaiveDate) -> Option<NaiveDate> {
        let fills = self.opioids.iter().map(|o| o.from);
        fills.filter(|from| *from <= day).max()
    }

    /// When a MED was last on record: entered by hand, or a fill whose dose is complete.
    pub fn med_on(&self, day: NaiveDate, dose: &DayDose) -> Option<NaiveDate> {
        let by_hand = self.workbook.hand_meds_of(self.patient).iter();
        let by_hand = by_hand.map(|h| h.on).filter(|on| *on <= day).max();
        let by_fill = self.last_opioid_fill(day).filter(|_| !dose.is_incomplete());
        by_hand.max(by_fill)
    }

    /// Whether nothing the registry asks for is there.
    pub fn is_empty(&self) -> bool {
        self.opioids.is_empty()
            && self.workbook.decisions_of(self.patient).is_empty()
            && self.workbook.hand_meds_of(self.patient).is_empty()
    }

    /// What holds on `day`.
    pub fn on(&self, day: NaiveDate, settings: &Settings) -> DayFacts {
        let rule_hit = settings.ltot_rule.hit(&self.ltot_dates, day);
        let decisions = self.workbook.decisions_of(self.patient);
        let decision = verdict_on(decisions, day);
        let left_out = self.left_out(day, settings);
        DayFacts {
            is_on_ltot: left_out.is_none() && is_on_ltot(rule_hit, decision),
            left_out,
            rule_hit,
            verdict: decision.and_then(|d| decisions.iter().position(|other| other.id == d.id)),
            on_opioids: self.active(day).any(|o| o.for_pain),
            dose: self.dose(day, settings),
            sedative: self.in_use(day, |_| true),
            benzodiazepine: self.in_use(day, |s| s.benzodiazepine),
            naloxone_on: self.naloxone_on(day, settings),
        }
    }

    /// Why a patient is not counted whatever was prescribed: gone or off opioids by a person's word,
    /// or outside of what the programme is for.
    fn left_out(&self, day: NaiveDate, settings: &Settings) -> Option<FactKind> {
        let facts = self.workbook.facts_of(self.patient);
        if facts.is_empty() {
            return None;
        }
        let status = status_on(facts, day);
        if status.ends_care() {
            return Some(status);
        }
        let exclusion = holding(facts, day, FactKind::is_exclusion);
        exclusion
            .filter(|_| settings.gaps.leave_out_exclusions)
            .map(|fact| fact.kind)
    }

    fn active(&self, day: NaiveDate) -> impl Iterator<Item = &OpioidFill> {
        self.opioids
            .iter()
            .filter(move |o| o.from <= day && day <= o.to)
    }

    /// Whether a sedative of a kind is in use on `day`; `None` when it cannot be told.
    fn in_use(&self, day: NaiveDate, kind: impl Fn(&SedativeFill) -> bool) -> Option<bool> {
        let mut active = self
            .sedatives
            .iter()
            .filter(|s| kind(s) && s.from <= day && day <= s.to)
            .peekable();
        if active.peek().is_none() {
            return Some(false);
        }
        active.any(|s| s.is_certain).then_some(true)
    }

    fn naloxone_on(&self, day: NaiveDate, settings: &Settings) -> Option<NaiveDate> {
        let newest = self.naloxone.iter().rev().copied().find(|d| *d <= day)?;
        (naloxone_due_on(newest, settings.naloxone_months) >= day).then_some(newest)
    }

    /// The dose on `day`: a hand-entered value while it counts, else the sum of active fills.
    pub fn dose(&self, day: NaiveDate, settings: &Settings) -> DayDose {
        let worked = total(self.lines(day, settings.overlap));
        match self.hand_med(day) {
            None => DayDose {
                total: worked,
                by_hand: None,
            },
            Some(hand) => DayDose {
                total: MedTotal {
                    mg_per_day: Some(hand.mg_per_day),
                    state: MedState::Known,
                    ..worked
                },
                by_hand: Some(hand.id),
            },
        }
    }

    /// The hand-entered value that counts on `day`: from its date for 90 days, until a later fill.
    pub fn hand_med(&self, day: NaiveDate) -> Option<&'a HandMed> {
        let newest = self
            .workbook
            .hand_meds_of(self.patient)
            .iter()
            .rev()
            .find(|h| h.on <= day)?;
        let too_old = (day - newest.on).num_days() > DAYS_A_HAND_MED_COUNTS;
        let overtaken = self
            .opioids
            .iter()
            .any(|o| o.for_pain && newest.on < o.from && o.from <= day);
        (!too_old && !overtaken).then_some(newest)
    }

    fn lines(&self, day: NaiveDate, overlap: OverlapRule) -> Vec<Line> {
        let active: Vec<&OpioidFill> = self.active(day).collect();
        active
            .iter()
            .map(|fill| {
                let replaced = overlap == OverlapRule::LatestOnly
                    && active.iter().any(|other| {
                        other.from > fill.from && same_medicine(&other.line, &fill.line)
                    });
                let mut line = fill.line.clone();
                if replaced {
                    line.mg_per_day = None;
                    line.daily_amount = None;
                    line.left_out = Some(LeftOut::Replaced);
                }
                line
            })
            .collect()
    }

    /// Positions in the workbook's fills of the opioids active on `day`, as the lines are ordered.
    pub fn active_opioids(&self, day: NaiveDate) -> Vec<usize> {
        self.active(day).map(|o| o.at).collect()
    }

    /// Positions in the workbook's fills of the counted sedatives active on `day`.
    pub fn active_sedatives(&self, day: NaiveDate) -> Vec<usize> {
        self.sedatives
            .iter()
            .filter(|s| s.is_certain && s.from <= day && day <= s.to)
            .map(|s| s.at)
            .collect()
    }

    /// Positions and active days of all counted sedatives.
    pub fn sedative_spans(&self) -> impl Iterator<Item = (usize, NaiveDate, NaiveDate)> {
        self.sedatives.iter().map(|s| (s.at, s.from, s.to))
    }

    /// Whether two active fills of one medicine and strength overlap on `day`.
    pub fn has_overlap(&self, day: NaiveDate) -> bool {
        let active: Vec<&OpioidFill> = self.active(day).collect();
        active.iter().enumerate().any(|(i, a)| {
            active
                .iter()
                .skip(i + 1)
                .any(|b| same_medicine(&a.line, &b.line))
        })
    }

    /// Last covered day of the last opioid supply before `day`, and the dose of that day where it
    /// is known and no lower bound.
    pub fn last_dose(
        &self,
        day: NaiveDate,
        settings: &Settings,
    ) -> Option<(NaiveDate, Option<f64>)> {
        let last = self
            .opioids
            .iter()
            .filter(|o| o.from <= day && o.for_pain)
            .map(|o| o.to)
            .max()?;
        let dose = self.dose(last, settings);
        let known = dose
            .mg_per_day()
            .filter(|_| dose.state() == MedState::Known);
        Some((last, known))
    }

    /// The doses of all days from `from` to `to`, days of equal dose joined.
    pub fn spans(&self, from: NaiveDate, to: NaiveDate, settings: &Settings) -> Vec<DoseSpan> {
        let mut changes: Vec<NaiveDate> = vec![from];
        let hand = self.workbook.hand_meds_of(self.patient);
        let edges = self
            .opioids
            .iter()
            .flat_map(|o| [o.from, o.to + Duration::days(1)]);
        let hand_edges = hand
            .iter()
            .flat_map(|h| [h.on, h.on + Duration::days(DAYS_A_HAND_MED_COUNTS + 1)]);
        changes.extend(edges.chain(hand_edges).filter(|d| from < *d && *d <= to));
        changes.sort_unstable();
        changes.dedup();
        let mut spans: Vec<DoseSpan> = Vec::new();
        for (i, start) in changes.iter().enumerate() {
            let end = changes
                .get(i + 1)
                .map_or(to, |next| *next - Duration::days(1));
            let dose = self.dose(*start, settings);
            let next = DoseSpan {
                from: *start,
                to: end,
                mg_per_day: dose.mg_per_day(),
                state: dose.state(),
            };
            match spans.last_mut() {
                Some(last) if last.mg_per_day == next.mg_per_day && last.state == next.state => {
                    last.to = end;
                }
                _ => spans.push(next),
            }
        }
        spans
    }
}

fn same_medicine(a: &Line, b: &Line) -> bool {
    a.ingredient == b.ingredient && a.route == b.route && a.strength == b.strength
}
