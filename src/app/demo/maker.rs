//! The records of the demo clinic while they are being invented: its people, fills and events.

use chrono::{Datelike, Duration, NaiveDate};
use compact_str::{CompactString, format_compact};

use super::cast::{self, FIRST_NAMES, LAST_NAMES, PRODUCTS};
use super::dice::Dice;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::fill::Fill;
use crate::domain::ids::{ClinicianId, EventId, FillId, ImportId, PatientId, ProductId};
use crate::domain::patient::{Patient, Sex};

/// What is invented so far.
pub(super) struct Maker {
    pub dice: Dice,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub patients: Vec<Patient>,
    pub fills: Vec<Fill>,
    pub events: Vec<CareEvent>,
}

impl Maker {
    /// Nobody yet, in a clinic whose records go from `first` to `last`.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            dice: Dice::new(20_260_930),
            first,
            last,
            patients: Vec::new(),
            fills: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Invents so many patients.
    pub fn people(&mut self, count: usize) {
        for at in 0..count {
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
                merged_into: None,
            });
        }
    }

    /// A fill of the patient at `at`, unless it lies after the records.
    pub fn fill(
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

    /// A care event of the patient at `at`, likewise.
    pub fn event(&mut self, at: usize, on: NaiveDate, kind: EventKind, value: &str) {
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
}
