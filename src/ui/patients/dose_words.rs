//! Doses and medicines in words: chips, short names of medicines, the cells of a worked line.

use crate::domain::clinic::Settings;
use crate::domain::fill::{Fill, Product};
use crate::domain::medicine::{Route, Strength};
use crate::domain::morphine_equivalent::{LeftOut, Line, MedState, MedTotal, rounded};
use crate::domain::registry::{Band, DayDose};
use crate::ui::widgets;
use crate::ui::words::capital;

/// A dose as a chip shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct DoseChip {
    /// The chip; plain words where no opioid is active.
    pub band: Option<widgets::Band>,
    /// "90.0", "≥ 60.0", "days", "no factor".
    pub value: String,
}

impl DoseChip {
    /// What stands in a copied cell: "90.0", "≥ 60.0", "? days".
    pub fn words(&self) -> String {
        match self.band {
            Some(widgets::Band::Unknown) => format!("? {}", self.value),
            _ => self.value.clone(),
        }
    }
}

/// The chip of a band.
pub(in crate::ui) fn chip_band(band: Band) -> widgets::Band {
    match band {
        Band::Low => widgets::Band::Low,
        Band::Mid => widgets::Band::Middle,
        Band::High => widgets::Band::High,
    }
}

/// A day's dose as a chip.
pub(in crate::ui) fn dose_chip(dose: &DayDose, settings: &Settings) -> DoseChip {
    total_chip(&dose.total, settings)
}

/// A total as a chip: unknown is a word, never 0.
pub(in crate::ui) fn total_chip(total: &MedTotal, settings: &Settings) -> DoseChip {
    let chip = |band, value: String| DoseChip {
        band: Some(band),
        value,
    };
    match (total.state, total.mg_per_day) {
        (MedState::None, _) => DoseChip {
            band: None,
            value: "none".to_owned(),
        },
        (MedState::Known, Some(mg)) => chip(chip_band(Band::of(mg, settings)), milligrams(mg)),
        // A lower bound has a band only when it is the highest already.
        (_, Some(mg)) => {
            let is_high = Band::of(mg, settings) == Band::High;
            let band = if is_high {
                widgets::Band::High
            } else {
                widgets::Band::Open
            };
            chip(band, format!("≥ {}", milligrams(mg)))
        }
        (_, None) => match total.first_gap() {
            Some(gap) if gap.is_missing_fact() => chip(widgets::Band::Unknown, gap_word(gap)),
            Some(gap) => chip(widgets::Band::Open, gap_word(gap)),
            None => chip(widgets::Band::Unknown, "dose".to_owned()),
        },
    }
}

/// The word of a gap, short enough for a chip.
fn gap_word(gap: LeftOut) -> String {
    match gap {
        LeftOut::StrengthsDisagree => "strength".to_owned(),
        other => other.word().to_owned(),
    }
}

/// A total in words for lists of other ways: "180.0", "≥ 60.0", "? days", "none active".
pub(in crate::ui) fn total_words(total: &MedTotal, settings: &Settings) -> String {
    match total.state {
        MedState::None => "none active".to_owned(),
        _ => total_chip(total, settings).words(),
    }
}

/// A dose rounded once, with its one decimal.
pub(in crate::ui) fn milligrams(mg_per_day: f64) -> String {
    format!("{:.1}", rounded(mg_per_day))
}

/// A number without decimals it does not need: 4, 2.5, 0.3, 1.067.
pub(in crate::ui) fn plain(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// "15", "10/mL", "25 mcg/h", "200 mcg".
fn strength_words(strength: Strength) -> String {
    match strength {
        Strength::MgPerUnit(n) => plain(n),
        Strength::MgPerMl(n) => format!("{}/mL", plain(n)),
        Strength::McgPerHour(n) => format!("{} mcg/h", plain(n)),
        Strength::McgPerUnit(n) => format!("{} mcg", plain(n)),
    }
}

/// Whether a product text names a form that lasts longer.
fn is_extended(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "er" | "xr" | "sr" | "cr" | "contin" | "extended"
        )
    })
}

/// An opioid as a narrow column shows it: "Oxycodone 15 ×4", "Tramadol 50, no days".
pub(super) fn medicine_short(line: &Line, product: Option<&Product>) -> String {
    let mut words = capital(line.ingredient);
    if product.is_some_and(|p| is_extended(&p.text)) {
        words.push_str(" ER");
    }
    if let Some(strength) = line.strength {
        words.push(' ');
        words.push_str(&strength_words(strength));
    }
    match (line.left_out, line.units_per_day) {
        (Some(gap), _) if gap.is_missing_fact() => {
            words.push_str(", no ");
            words.push_str(&gap_word(gap));
        }
        (_, Some(units))
            if line.route == Route::Patch
                && ((units - 1.0).abs() < 0.05 || line.factor.is_none()) => {}
        (_, Some(units)) => {
            words.push_str(" ×");
            words.push_str(&short_number(units));
        }
        (_, None) => {}
    }
    words
}

/// At most one decimal, for narrow columns.
fn short_number(number: f64) -> String {
    plain((number * 10.0).round() / 10.0)
}

/// Medicines in a narrow column: the one with the largest dose, and how many more.
pub(super) fn opioids_short(total: &MedTotal, products: &[Option<&Product>]) -> Option<String> {
    let dose = |line: &Line| line.mg_per_day.unwrap_or(-1.0);
    let lines = total.lines.iter().zip(products);
    let (line, product) = lines.max_by(|(a, _), (b, _)| dose(a).total_cmp(&dose(b)))?;
    let first = medicine_short(line, *product);
    let more = total.lines.len().saturating_sub(1);
    Some(if more > 0 {
        format!("{first} +{more}")
    } else {
        first
    })
}

/// The cells of one worked line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct LineWords {
    /// "4 a day", "1 worn", "?".
    pub use_a_day: String,
    /// "120 mg", "25 mcg/h", "?".
    pub daily_dose: String,
    /// "× 1.5", "no factor".
    pub factor: String,
    /// "180.0", "not counted", "? days".
    pub med: String,
    /// The line adds a number.
    pub is_counted: bool,
    /// The factor comes from another table than the chosen one.
    pub is_borrowed: bool,
}

impl LineWords {
    /// Puts a line, tiers filled in, into words.
    pub fn of(line: &Line) -> Self {
        Self {
            use_a_day: use_words(line),
            daily_dose: daily_words(line),
            factor: factor_words(line),
            med: med_words(line),
            is_counted: line.mg_per_day.is_some(),
            is_borrowed: line
                .factor
                .as_ref()
                .is_some_and(|factor| factor.borrowed_from.is_some()),
        }
    }
}

fn use_words(line: &Line) -> String {
    let Some(units) = line.units_per_day else {
        return "?".to_owned();
    };
    let units = plain((units * 100.0).round() / 100.0);
    match (line.route, line.strength) {
        // How long a patch without a factor is worn (Butrans: a week) is not worked out.
        (Route::Patch, _) if line.factor.is_none() => "patch".to_owned(),
        (Route::Patch, _) => format!("{units} worn"),
        (_, Some(Strength::MgPerMl(_))) => format!("{units} mL"),
        _ => format!("{units} a day"),
    }
}

fn daily_words(line: &Line) -> String {
    if let (Some(amount), Some(factor)) = (line.daily_amount, &line.factor) {
        return format!("{} {}", plain(amount), factor.unit());
    }
    // Without a factor the amount still stands in the strength's own unit.
    let (Some(units), Some(strength)) = (line.units_per_day, line.strength) else {
        return "?".to_owned();
    };
    match strength {
        Strength::MgPerUnit(n) | Strength::MgPerMl(n) => format!("{} mg", plain(n * units)),
        Strength::McgPerHour(n) => format!("{} mcg/h", plain(n)),
        Strength::McgPerUnit(n) => format!("{} mcg", plain(n * units)),
    }
}

fn factor_words(line: &Line) -> String {
    let worked = line
        .mg_per_day
        .zip(line.daily_amount)
        .filter(|(_, amount)| *amount > 0.0)
        .map(|(mg, amount)| mg / amount);
    let mark = |factor: &crate::domain::morphine_equivalent::FactorUse| {
        if factor.borrowed_from.is_some() {
            " *"
        } else {
            ""
        }
    };
    match (&line.factor, worked) {
        (Some(factor), Some(value)) => format!("× {}{}", plain(value), mark(factor)),
        (Some(factor), None) => factor.fixed().map_or_else(
            || "by total".to_owned(),
            |value| format!("× {}{}", plain(value), mark(factor)),
        ),
        (None, _) => "no factor".to_owned(),
    }
}

fn med_words(line: &Line) -> String {
    match (line.mg_per_day, line.left_out) {
        (Some(mg), _) => milligrams(mg),
        (None, Some(LeftOut::NoFactor | LeftOut::Buprenorphine)) => "not counted".to_owned(),
        (None, Some(gap)) if gap.is_missing_fact() => format!("? {}", gap_word(gap)),
        (None, Some(gap)) => gap.word().to_owned(),
        (None, None) => "?".to_owned(),
    }
}

/// "120 ÷ 30", with ? for what the export does not say.
pub(super) fn supply_words(fill: &Fill) -> String {
    let quantity = fill.quantity.map_or_else(|| "?".to_owned(), plain);
    let days = fill
        .days_supply
        .map_or_else(|| "?".to_owned(), |days| days.to_string());
    format!("{quantity} ÷ {days}")
}

/// A sedative as the timeline names it: "Clonazepam 0.5 mg".
pub(super) fn sedative_short(product: &Product) -> String {
    let Some(sedative) = &product.medicine.sedative else {
        return product.text.clone();
    };
    let name = capital(sedative.ingredient);
    let strength = strength_in(&product.strength).or_else(|| strength_in(&product.text));
    strength.map_or(name.clone(), |strength| format!("{name} {strength}"))
}

/// The first "0.5 mg" in a text.
fn strength_in(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let (number, unit) = word
            .find(|c: char| c.is_alphabetic())
            .map_or((*word, ""), |split| word.split_at(split));
        number.parse::<f64>().ok()?;
        let unit = if unit.is_empty() {
            words.get(at + 1).copied().unwrap_or_default()
        } else {
            unit
        };
        unit.starts_with("mg").then(|| format!("{number} mg"))
    })
}

/// The one sentence that stands wherever a MED is worked out.
pub(in crate::ui) const WHAT_A_MED_IS: &str = "A MED measures risk; it is not for converting one \
    opioid into another. Sixblocks is a quality-improvement registry, not a prescribing aid.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drug_text;
    use crate::domain::morphine_equivalent::{DailyUse, FactorSet, FactorSetId, line, total};

    fn worked(text: &str, quantity: Option<f64>, days: Option<f64>) -> MedTotal {
        let table = FactorSet::load(FactorSetId::Cdc2022, true);
        let supply = DailyUse::Supply { quantity, days };
        total(
            line(&drug_text::read(text, "", ""), supply, &table)
                .into_iter()
                .collect(),
        )
    }

    fn check(text: &str, quantity: f64, days: f64, chip: &str, cells: [&str; 4]) {
        let total = worked(text, Some(quantity), Some(days));
        let found = total_chip(&total, &Settings::default()).words();
        assert_eq!(found, chip, "{text}");
        let words = LineWords::of(&total.lines[0]);
        let found = [
            words.use_a_day.as_str(),
            &words.daily_dose,
            &words.factor,
            &words.med,
        ];
        assert_eq!(found, cells, "{text}");
    }

    #[test]
    fn a_worked_line_says_each_step() {
        let oxy = ["4 a day", "120 mg", "× 1.5", "180.0"];
        check("oxycodone 30 mg tablet", 120.0, 30.0, "180.0", oxy);
        let patch = ["1 worn", "25 mcg/h", "× 2.4", "60.0"];
        check("fentanyl 25 mcg/hr patch", 10.0, 30.0, "60.0", patch);
        let bup = ["2 a day", "300 mcg", "no factor", "not counted"];
        check(
            "Belbuca 150 mcg buccal film",
            60.0,
            30.0,
            "not counted",
            bup,
        );
        let weekly = ["patch", "10 mcg/h", "no factor", "not counted"];
        check("Butrans 10 mcg/hr patch", 4.0, 28.0, "not counted", weekly);
        let days = ["?", "?", "× 0.2", "? days"];
        check("tramadol 50 mg tablet", 60.0, 0.0, "? days", days);
        let borrowed = ["3 a day", "6 mg", "× 11 *", "66.0"];
        check("levorphanol 2 mg tablet", 90.0, 30.0, "66.0", borrowed);
    }

    #[test]
    fn a_lower_bound_says_so_and_nothing_is_ever_0() {
        let settings = Settings::default();
        let mut lines = worked("oxycodone 10 mg", Some(120.0), Some(30.0)).lines;
        lines.extend(worked("tramadol 50 mg", Some(60.0), None).lines);
        let chip = total_chip(&total(lines), &settings);
        assert_eq!(chip.band, Some(widgets::Band::Open));
        assert_eq!(chip.words(), "≥ 60.0");
        let none = total_chip(&total(Vec::new()), &settings);
        assert_eq!((none.band, none.words().as_str()), (None, "none"));
    }

    #[test]
    fn medicines_are_short_in_a_narrow_column() {
        let short = |text: &str, quantity, days| {
            let total = worked(text, quantity, days);
            let product = Product {
                id: crate::domain::ids::ProductId(1),
                text: text.to_owned(),
                strength: String::new(),
                form: String::new(),
                import: None,
                medicine: drug_text::read(text, "", ""),
            };
            medicine_short(&total.lines[0], Some(&product))
        };
        assert_eq!(
            short("oxyCODONE HCl 15 MG Oral Tablet", Some(120.0), Some(30.0)),
            "Oxycodone 15 ×4"
        );
        assert_eq!(
            short("Morphine Sulfate ER 15 MG Tablet", Some(60.0), Some(30.0)),
            "Morphine ER 15 ×2"
        );
        assert_eq!(
            short("fentanyl 12 mcg/hr patch", Some(10.0), Some(30.0)),
            "Fentanyl 12 mcg/h"
        );
        assert_eq!(
            short("tramadol 50 mg tablet", Some(60.0), None),
            "Tramadol 50, no days"
        );
    }

    #[test]
    fn numbers_show_no_decimals_they_do_not_need() {
        assert_eq!(plain(4.0), "4");
        assert_eq!(plain(2.5), "2.5");
        assert_eq!(plain(0.3), "0.3");
        assert_eq!(plain(100.0), "100");
        assert_eq!(
            strength_in("clonazePAM 0.5 MG Oral Tablet").as_deref(),
            Some("0.5 mg")
        );
    }
}
