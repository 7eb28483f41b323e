//! The demo clinic: three years of an invented clinic, the same for every day it is opened on.
//!
//! The story to see: from the 21st month on every patient at 90 mg or more is reviewed and slowly
//! tapered, and naloxone is prescribed more often. Nobody in it is real.

mod cast;

use chrono::{Datelike, Duration, Months, NaiveDate};
use compact_str::{CompactString, format_compact};

use crate::domain::clinic::{Approach, Clinic};
use crate::domain::command::Command;
use crate::domain::event::{CareEvent, EventKind, Verdict};
use crate::domain::fill::{Fill, Product};
use crate::domain::ids::{ClinicianId, EventId, FillId, ImportId, PatientId, ProductId};
use crate::domain::import_batch::{ImportBatch, ImportKind, ImportRecord};
use crate::domain::measure::Measure;
use crate::domain::patient::{Clinician, Patient, Sex};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use cast::{Dice, FIRST_NAMES, LAST_NAMES, PRODUCTS, REGIMENS, Regimen};

const MONTHS: u32 = 36;
/// Patients on long-term opioids at some time; about 120 of them on any day.
const ON_OPIOIDS: usize = 146;
const PATIENTS: usize = 420;
/// Month, counted from the first, in which the dose review begins.
const REVIEW_BEGINS: u32 = 20;

/// The clinic's own details.
pub fn clinic() -> Clinic {
    Clinic {
        name: "Cedar Fork Clinic".to_owned(),
        site: "Main Street".to_owned(),
        approach: Approach::Full,
    }
}

/// Goals that the demo clinic has set.
pub fn goals(today: NaiveDate) -> Vec<Command> {
    let by = crate::domain::measure::month_end(
        today.checked_add_months(Months::new(4)).unwrap_or(today),
    );
    [
        (Measure::MedSecond, 4.0),
        (Measure::Sedative, 10.0),
        (Measure::Naloxone, 75.0),
    ]
    .map(|(measure, value)| Command::SetGoal {
        measure,
        goal: Some((value, Some(by))),
    })
    .to_vec()
}

/// What people have decided: most of those the rule finds are confirmed, a few are still open, two
/// are kept off the list.
pub fn decisions(workbook: &Workbook, day: NaiveDate) -> Vec<Command> {
    let found: Vec<PatientId> = Registry::on(workbook, day)
        .rows
        .iter()
        .filter(|r| r.rule_hit.is_some())
        .map(|r| r.patient)
        .collect();
    let every = |remainder: usize| {
        found
            .iter()
            .skip(remainder)
            .step_by(14)
            .copied()
            .collect::<Vec<_>>()
    };
    let open = every(5);
    let rejected: Vec<PatientId> = every(9).into_iter().take(2).collect();
    let rest = found
        .iter()
        .filter(|p| !open.contains(p) && !rejected.contains(p))
        .copied()
        .collect();
    let decide = |patients, verdict, reason: &str| Command::Decide {
        patients,
        verdict,
        reason: reason.to_owned(),
        from: None,
        to: None,
    };
    vec![
        decide(
            rest,
            Verdict::Confirmed,
            "Seen with the responsible clinicians",
        ),
        decide(
            rejected,
            Verdict::Rejected,
            "Two short courses after an operation",
        ),
    ]
}

/// The imports that fill the clinic, as of `today`: patients, fills and events up to the end of
/// the month before.
pub fn imports(today: NaiveDate, at: &str, who: &str) -> Vec<ImportBatch> {
    let last = today.with_day(1).unwrap_or(today) - Duration::days(1);
    let first = last
        .with_day(1)
        .and_then(|d| d.checked_sub_months(Months::new(MONTHS - 1)))
        .unwrap_or(last);
    let mut maker = Maker::new(first, last);
    maker.people();
    for at in 0..PATIENTS {
        maker.live(at);
    }
    maker.batches(at, who)
}

struct Maker {
    dice: Dice,
    first: NaiveDate,
    last: NaiveDate,
    patients: Vec<Patient>,
    fills: Vec<Fill>,
    events: Vec<CareEvent>,
}

impl Maker {
    fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            dice: Dice::new(20_260_930),
            first,
            last,
            patients: Vec::new(),
            fills: Vec::new(),
            events: Vec::new(),
        }
    }

    fn people(&mut self) {
        for at in 0..PATIENTS {
            let dice = &mut self.dice;
            let pick = |dice: &mut Dice, names: &[&str]| {
                names
                    .get(dice.below(names.len()))
                    .copied()
                    .unwrap_or_default()
                    .to_owned()
            };
            let age = 24 + i32::try_from(dice.below(62)).unwrap_or(0);
            let born = NaiveDate::from_ymd_opt(self.last.year() - age, 1, 1)
                .map(|d| d + Duration::days(dice.below(365) as i64));
            self.patients.push(Patient {
                id: PatientId(at as i64 + 1),
                mrn: Some(format!("{:08}", 10_000_417 + at * 4_519)),
                last_name: pick(dice, LAST_NAMES),
                first_name: pick(dice, FIRST_NAMES),
                born,
                sex: Some(if dice.chance(0.55) {
                    Sex::Female
                } else {
                    Sex::Male
                }),
                clinician: (!dice.chance(0.03))
                    .then(|| ClinicianId(1 + dice.below(cast::CLINICIANS.len()) as i64)),
                import: Some(ImportId(1)),
            });
        }
    }

    fn live(&mut self, at: usize) {
        if at < ON_OPIOIDS {
            self.long_term(at);
        } else {
            self.short_or_none(at);
        }
    }

    /// A patient on long-term opioids: regimen, sedatives, naloxone and checks.
    fn long_term(&mut self, at: usize) {
        let period = self.period(at);
        let high = at.is_multiple_of(9) || at % 11 == 3;
        let regimens: Vec<&Regimen> = REGIMENS.iter().filter(|r| r.high == high).collect();
        let Some(regimen) = regimens.get(self.dice.below(regimens.len())) else {
            return;
        };
        self.opioid(at, regimen, period);
        if self.dice.chance(0.04) {
            self.course(
                at,
                "Butrans 10 MCG/HR Transdermal Patch Weekly",
                4.0,
                28,
                period,
            );
        }
        self.sedatives(at, period);
        self.naloxone(at, high, period);
        self.checks(at, period);
    }

    /// From when to when the patient is treated: most all the time, some come or leave.
    fn period(&mut self, at: usize) -> (NaiveDate, NaiveDate) {
        let days = (self.last - self.first).num_days() as usize;
        let start = if at % 5 == 2 {
            self.dice.below(days * 3 / 4)
        } else {
            self.dice.below(24)
        };
        let end = if at % 5 == 4 {
            days / 4 + self.dice.below(days * 3 / 4)
        } else {
            days
        };
        (
            self.first + Duration::days(start as i64),
            self.first + Duration::days(end as i64),
        )
    }

    /// Refill after refill; after the review a dose of 90 or more goes down a step every four fills.
    fn opioid(&mut self, at: usize, regimen: &Regimen, (from, to): (NaiveDate, NaiveDate)) {
        let review = self
            .first
            .checked_add_months(Months::new(REVIEW_BEGINS))
            .unwrap_or(from)
            + Duration::days((at % 7) as i64 * 32);
        let tapers = regimen.high && (at.is_multiple_of(3) || at % 7 == 2);
        let (mut day, mut step, mut since_review) = (from, 0_usize, 0_u32);
        while day <= to {
            let Some((product, per_day)) = regimen.steps.get(step.min(regimen.steps.len() - 1))
            else {
                return;
            };
            let days = if at.is_multiple_of(3) { 30 } else { 28 };
            let quantity = if at % 57 == 11 && self.dice.chance(0.3) {
                None
            } else {
                Some((per_day * f64::from(days)).round())
            };
            self.fill(at, product, quantity, Some(days), day);
            day += Duration::days(i64::from(days) + self.refill_shift());
            if tapers && day >= review {
                since_review += 1;
                step += usize::from(since_review % 4 == 1);
            }
        }
    }

    /// Most refills are on the day, some a little late or early.
    fn refill_shift(&mut self) -> i64 {
        match self.dice.below(60) {
            0 => -1,
            1..=4 => 2,
            5..=7 => 6,
            8 => 38,
            _ => 0,
        }
    }

    fn course(
        &mut self,
        at: usize,
        product: &str,
        quantity: f64,
        days: u16,
        (from, to): (NaiveDate, NaiveDate),
    ) {
        let mut day = from + Duration::days(self.dice.below(20) as i64);
        while day <= to {
            self.fill(at, product, Some(quantity), Some(days), day);
            day += Duration::days(i64::from(days));
        }
    }

    fn sedatives(&mut self, at: usize, (from, to): (NaiveDate, NaiveDate)) {
        if at % 6 == 1 {
            let product = [
                "clonazePAM 0.5 MG Oral Tablet",
                "ALPRAZolam 0.5 MG Oral Tablet",
                "LORazepam 1 MG Oral Tablet",
            ];
            let product = product.get(self.dice.below(3)).copied().unwrap_or_default();
            let stops = self.dice.chance(0.35);
            let middle = from + (to - from) * 2 / 3;
            self.course(
                at,
                product,
                60.0,
                30,
                (from, if stops { middle } else { to }),
            );
        } else if at % 17 == 4 {
            self.course(
                at,
                "Carisoprodol 350 MG Oral Tablet",
                30.0,
                30,
                (from + (to - from) / 3, to),
            );
        }
        if at % 4 == 2 {
            self.course(at, "Gabapentin 300 MG Oral Capsule", 90.0, 30, (from, to));
        }
    }

    /// Rare at first, common after the review begins.
    fn naloxone(&mut self, at: usize, high: bool, (from, to): (NaiveDate, NaiveDate)) {
        let review = self
            .first
            .checked_add_months(Months::new(REVIEW_BEGINS))
            .unwrap_or(from);
        let mut day = from + Duration::days(self.dice.below(90) as i64);
        while day <= to {
            let likely = if day < review {
                0.16
            } else if high {
                0.85
            } else {
                0.45
            };
            if self.dice.chance(likely) {
                self.fill(
                    at,
                    "Naloxone HCl 4 MG/0.1ML Nasal Spray",
                    Some(2.0),
                    Some(1),
                    day,
                );
            }
            day += Duration::days(200 + self.dice.below(130) as i64);
        }
    }

    fn checks(&mut self, at: usize, (from, to): (NaiveDate, NaiveDate)) {
        let mut day = from + Duration::days(self.dice.below(40) as i64);
        let mut peg = 4.0 + self.dice.below(50) as f64 / 10.0;
        while day <= to {
            peg = (peg + (self.dice.below(31) as f64 - 17.0) / 10.0).clamp(0.7, 9.7);
            if self.dice.chance(0.7) {
                self.event(
                    at,
                    day,
                    EventKind::Peg,
                    &format!("{:.1}", (peg * 3.0).round() / 3.0),
                );
            }
            if self.dice.chance(0.6) {
                self.event(at, day, EventKind::PdmpCheck, "reviewed");
            }
            if self.dice.chance(0.3) {
                let result = if self.dice.chance(0.1) {
                    "unexpected"
                } else {
                    "expected"
                };
                self.event(
                    at,
                    day + Duration::days(1),
                    EventKind::UrineDrugTest,
                    result,
                );
            }
            if self.dice.chance(0.16) {
                self.event(at, day, EventKind::Agreement, "signed");
            }
            day += Duration::days(70 + self.dice.below(50) as i64);
        }
    }

    /// Everybody else: a short course after an injury, or only other medicines.
    fn short_or_none(&mut self, at: usize) {
        let days = (self.last - self.first).num_days() as usize;
        let day = self.first + Duration::days(self.dice.below(days) as i64);
        match at % 5 {
            0 => self.fill(
                at,
                "HYDROcodone-Acetaminophen 5-325 MG Oral Tablet",
                Some(20.0),
                Some(5),
                day,
            ),
            1 if at % 35 == 1 => {
                // A yearly order in 90-day fills: on opioids, never two fills within the rule.
                let mut day = self.first + Duration::days((at % 60) as i64);
                while day <= self.last {
                    self.fill(
                        at,
                        "traMADol HCl 50 MG Oral Tablet",
                        Some(180.0),
                        Some(90),
                        day,
                    );
                    day += Duration::days(91);
                }
            }
            2 if at % 35 == 2 => self.course(
                at,
                "Buprenorphine-Naloxone 8-2 MG Sublingual Film",
                56.0,
                28,
                (day, self.last),
            ),
            _ => self.fill(
                at,
                "Sertraline HCl 50 MG Oral Tablet",
                Some(90.0),
                Some(90),
                day,
            ),
        }
    }

    fn fill(
        &mut self,
        at: usize,
        product: &str,
        quantity: Option<f64>,
        days_supply: Option<u16>,
        day: NaiveDate,
    ) {
        let Some(product) = PRODUCTS.iter().position(|(text, ..)| *text == product) else {
            return;
        };
        if day > self.last {
            return;
        }
        let number = self.fills.len() as i64 + 1;
        self.fills.push(Fill {
            id: FillId(number),
            patient: PatientId(at as i64 + 1),
            product: ProductId(product as i64 + 1),
            filled: day,
            written: Some(day - Duration::days(1)),
            rx_number: format_compact!("{}", 7_100_000 + number * 3),
            refill: Some(0),
            quantity,
            days_supply,
            prescriber: self.patients.get(at).and_then(|p| p.clinician),
            pharmacy: CompactString::const_new("Main St Pharmacy"),
            import: Some(ImportId(2)),
            line: 0,
        });
    }

    fn event(&mut self, at: usize, on: NaiveDate, kind: EventKind, value: &str) {
        if on <= self.last {
            let (id, patient) = (
                EventId(self.events.len() as i64 + 1),
                PatientId(at as i64 + 1),
            );
            let (value, by) = (value.to_owned(), String::new());
            self.events.push(CareEvent {
                id,
                patient,
                on,
                kind,
                value,
                by,
                import: Some(ImportId(3)),
            });
        }
    }

    fn batches(mut self, at: &str, who: &str) -> Vec<ImportBatch> {
        // An export lists fills by date.
        self.fills.sort_by_key(|f| (f.filled, f.id));
        for (line, fill) in (2..).zip(&mut self.fills) {
            fill.line = line;
        }
        let clinicians = (1..).zip(cast::CLINICIANS).map(|(id, name)| Clinician {
            id: ClinicianId(id),
            name: (*name).to_owned(),
            import: Some(ImportId(1)),
        });
        let products = (1..)
            .zip(PRODUCTS)
            .map(|(id, (text, strength, form))| Product {
                id: ProductId(id),
                text: (*text).to_owned(),
                strength: (*strength).to_owned(),
                form: (*form).to_owned(),
                import: Some(ImportId(2)),
                medicine: crate::domain::drug_text::read(text, strength, form),
            });
        let (clinicians, products): (Vec<_>, Vec<_>) = (clinicians.collect(), products.collect());
        let stamp = |id, file_name: &str, kind, rows: usize| {
            empty_batch(id, file_name, kind, rows, at, who)
        };
        let mut people = stamp(1, "patients.csv", ImportKind::Patients, self.patients.len());
        people.clinicians = clinicians;
        people.patients = self.patients;
        let mut fills = stamp(2, "fills.csv", ImportKind::Prescriptions, self.fills.len());
        fills.products = products;
        fills.fills = self.fills;
        let mut events = stamp(3, "events.csv", ImportKind::Events, self.events.len());
        events.events = self.events;
        vec![people, fills, events]
    }
}

fn empty_batch(
    id: i64,
    file_name: &str,
    kind: ImportKind,
    rows: usize,
    at: &str,
    who: &str,
) -> ImportBatch {
    ImportBatch::new(ImportRecord {
        id: ImportId(id),
        file_name: file_name.to_owned(),
        kind,
        at: at.to_owned(),
        who: who.to_owned(),
        rows: rows as u64,
        new: rows as u64,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        undone: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::measure::{MeasureHistory, month_ends_in_data};

    fn workbook() -> Workbook {
        let today = NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date");
        let mut workbook = Workbook::default();
        for mut batch in imports(today, "2026-10-12T10:00:00Z", "demo") {
            workbook.clinicians.append(&mut batch.clinicians);
            workbook.products.append(&mut batch.products);
            workbook.patients.append(&mut batch.patients);
            workbook.fills.append(&mut batch.fills);
            workbook.events.append(&mut batch.events);
        }
        workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
        workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
        workbook
    }

    #[test]
    fn about_120_patients_are_on_ltot_and_the_share_at_90_falls() {
        let workbook = workbook();
        let history = MeasureHistory::compute(&workbook, &month_ends_in_data(&workbook));
        let high = history.of(Measure::MedSecond);
        let value =
            |p: &crate::domain::measure::Point| p.value(Measure::MedSecond).unwrap_or_default();
        let (before, after) = (
            high.iter().take(14).map(value).sum::<f64>() / 14.0,
            high.last().map_or(0.0, value),
        );
        assert!(
            history
                .of(Measure::LtotPatients)
                .iter()
                .all(|p| (100..=140).contains(&p.denominator))
        );
        assert!(before > 15.0, "{before}");
        assert!(after < before - 6.0, "{before} to {after}");
    }

    #[test]
    fn the_demo_is_the_same_every_time() {
        assert_eq!(workbook(), workbook());
    }
}
