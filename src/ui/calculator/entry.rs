//! One row of the calculator: what is typed, how it is read, and what is missing.

use crate::domain::drug_text;
use crate::domain::medicine::{Medicine, Route, Strength};
use crate::domain::morphine_equivalent::{DailyUse, FactorSet, Line, MedTotal, line, total};
use crate::domain::typed_number::parse_typed_number;
use crate::ui::patients::dose_words::{LineWords, plain};

/// A row as it is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub medicine: String,
    pub units: String,
    pub quantity: String,
    pub days: String,
    /// The reading of `medicine`, and the words it was made from.
    read: (String, Medicine),
}

impl Entry {
    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        [&self.medicine, &self.units, &self.quantity, &self.days]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }

    /// Reads the medicine again when it was changed.
    pub fn read(&mut self) {
        if self.read.0 != self.medicine {
            let medicine = drug_text::read(&self.medicine, "", "");
            self.read = (self.medicine.clone(), medicine);
        }
    }

    fn daily_use(&self) -> DailyUse {
        if self.wrong_number().is_some() {
            // Half of what was typed would give a number of something else.
            return DailyUse::Supply {
                quantity: None,
                days: None,
            };
        }
        match number(&self.units) {
            Some(units) => DailyUse::UnitsPerDay(units),
            None => DailyUse::Supply {
                quantity: number(&self.quantity),
                days: number(&self.days),
            },
        }
    }

    /// Whether the medicine is spelt nearly like an opioid, which is then not counted.
    pub fn may_be_opioid(&self) -> bool {
        self.read.1.opioid.is_none() && self.read.1.resembles.is_some()
    }

    fn line(&self, table: &FactorSet) -> Option<Line> {
        line(&self.read.1, self.daily_use(), table)
    }

    /// How the row was read, or what to type next.
    pub fn sentence(&self, worked: Option<&LineWords>) -> String {
        if self.is_blank() {
            return "Type a medicine with its strength; Enter adds the next.".to_owned();
        }
        if let Some(wrong) = self.wrong_number() {
            return wrong;
        }
        let medicine = &self.read.1;
        let Some(opioid) = &medicine.opioid else {
            return match medicine.resembles {
                Some(name) => format!("Not read as an opioid. Did you mean {name}?"),
                None => "Not read as an opioid, so it adds nothing.".to_owned(),
            };
        };
        let strength = opioid
            .strength
            .map_or("no strength".to_owned(), strength_words);
        let form = match opioid.route {
            Route::Patch => ", patch",
            Route::Sublingual => ", under the tongue",
            Route::Buccal => ", in the cheek",
            Route::FilmOrSpray => ", film or spray",
            Route::Nasal => ", nasal spray",
            Route::Rectal => ", suppository",
            Route::Injection => ", injection",
            Route::Oral => "",
        };
        let read = format!("read as {} {strength}{form}", opioid.ingredient);
        let Some(words) = worked else { return read };
        if words.is_counted {
            format!(
                "{read} · {} · {} {}",
                words.use_a_day, words.daily_dose, words.factor
            )
        } else {
            format!("{read}. {}", self.reason())
        }
    }

    fn has_no_use(&self) -> bool {
        [&self.units, &self.quantity, &self.days]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }

    /// Why there is no number.
    fn reason(&self) -> &'static str {
        use crate::domain::morphine_equivalent::{FactorSetId, LeftOut};
        // Any table tells which fact is missing; a missing factor is the row's own words.
        let table = FactorSet::load(FactorSetId::Cdc2022, true);
        match self.line(&table).and_then(|line| line.left_out) {
            // Words for typing, where the sentences of the working speak of an export.
            Some(LeftOut::NoDays | LeftOut::NoQuantity) if self.has_no_use() => {
                "Type units a day, or quantity and days."
            }
            Some(LeftOut::NoStrength) => "Type its strength, e.g. oxycodone 10 mg.",
            Some(LeftOut::NoDays) => "Type the days, or units a day.",
            Some(LeftOut::NoQuantity) => "Type the quantity, or units a day.",
            Some(other) => other.sentence(),
            None => LeftOut::NoFactor.sentence(),
        }
    }

    fn wrong_number(&self) -> Option<String> {
        [
            ("Units a day", &self.units),
            ("Quantity", &self.quantity),
            ("Days", &self.days),
        ]
        .into_iter()
        .find(|(_, typed)| !typed.trim().is_empty() && number(typed).is_none())
        .map(|(name, _)| format!("{name} must be a number above 0, e.g. 4 or 2.5."))
    }

    /// The row for the clipboard.
    pub fn as_text(&self, worked: Option<&Line>) -> String {
        let words = worked.map(LineWords::of);
        let med = words
            .as_ref()
            .map_or("no opioid", |words| words.med.as_str());
        let sentence = self.sentence(words.as_ref());
        format!("{}: {sentence}, MED {med}", self.medicine.trim())
    }
}

/// A positive number as typed, with a point or a comma.
fn number(typed: &str) -> Option<f64> {
    parse_typed_number(typed).filter(|number| *number > 0.0)
}

fn strength_words(strength: Strength) -> String {
    match strength {
        Strength::MgPerUnit(n) => format!("{} mg", plain(n)),
        Strength::MgPerMl(n) => format!("{} mg/mL", plain(n)),
        Strength::McgPerHour(n) => format!("{} mcg/h", plain(n)),
        Strength::McgPerUnit(n) => format!("{} mcg", plain(n)),
    }
}

/// The total of all rows, and the position of each row's line in it.
pub(super) fn total_of(entries: &[Entry], table: &FactorSet) -> (MedTotal, Vec<Option<usize>>) {
    let mut lines = Vec::new();
    let mut places = Vec::new();
    for entry in entries {
        let line = entry.line(table);
        places.push(line.is_some().then_some(lines.len()));
        lines.extend(line);
    }
    (total(lines), places)
}
