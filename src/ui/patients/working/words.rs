//! The ground of a working in words: source lines, the band's rule, what other rules would give.

use super::content::Worked;
use crate::domain::clinic::{OverlapRule, Settings};
use crate::domain::ids::{ImportId, PatientId};
use crate::domain::morphine_equivalent::{FactorSet, FactorSetId, total};
use crate::domain::registry::{Band, DayDose, PatientFills, factor_set};
use crate::ui::patients::dose_words::{milligrams, total_words};
use crate::ui::view::View;
use crate::ui::words::count;

/// "fills.csv lines 7,741 and 7,802, import 2026-10-01".
pub(super) fn source_words(view: &View<'_>, worked: &[Worked<'_>]) -> String {
    let mut imports: Vec<Option<ImportId>> = worked.iter().map(|w| w.fill.import).collect();
    imports.sort_unstable();
    imports.dedup();
    if imports.is_empty() {
        return "no active fill".to_owned();
    }
    let one = |import: Option<ImportId>| {
        let Some(record) = import.and_then(|id| view.workbook.imports.iter().find(|i| i.id == id))
        else {
            return "source not recorded".to_owned();
        };
        let of_import = worked.iter().filter(|w| w.fill.import == import);
        let mut lines: Vec<u32> = of_import.map(|w| w.fill.line).filter(|l| *l > 0).collect();
        lines.sort_unstable();
        let numbers: Vec<String> = lines.iter().map(|l| count(u64::from(*l))).collect();
        let lines = match numbers.as_slice() {
            [] => String::new(),
            [one] => format!(" line {one}"),
            [first @ .., last] => format!(" lines {} and {last}", first.join(", ")),
        };
        let day = record.at.get(..10).unwrap_or(&record.at);
        format!("{}{lines}, import {day}", record.file_name)
    };
    imports.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// "90 or more: at 90.0 and above (Clinic, Settings)".
pub(super) fn band_words(dose: &DayDose, settings: &Settings) -> String {
    let limits = settings.thresholds;
    let (first, second) = (milligrams(limits.first), milligrams(limits.second));
    let rule = match dose.band(settings) {
        None => format!("none told: the limits are {first} and {second}"),
        Some(band) => {
            let label = band.label(settings);
            match band {
                Band::Low => format!("{label}: below {first}"),
                Band::Mid => format!("{label}: at {first} and above, below {second}"),
                Band::High => format!("{label}: at {second} and above"),
            }
        }
    };
    format!("{rule} (Clinic, Settings)")
}

/// The other factor sets, the other overlap rule, and what was entered by hand.
pub(super) fn other_ways(view: &View<'_>, patient: PatientId) -> Vec<(String, String)> {
    let (workbook, day) = (view.workbook, view.as_of);
    let settings = &workbook.settings;
    let worked = |table: &FactorSet, settings: &Settings| {
        let fills = PatientFills::prepare(workbook, patient, table);
        // A hand-entered value is no other way of working out.
        let lines = fills.dose(day, settings).total.lines;
        total_words(&total(lines), settings)
    };
    let others = FactorSetId::ALL
        .into_iter()
        .filter(|id| *id != settings.factor_set);
    let mut ways: Vec<(String, String)> = others
        .map(|id| {
            let table = FactorSet::load(id, settings.borrow_missing_factors);
            (id.about().short_name.clone(), worked(&table, settings))
        })
        .collect();
    let (name, overlap) = match settings.overlap {
        OverlapRule::Add => ("Latest fill only", OverlapRule::LatestOnly),
        OverlapRule::LatestOnly => ("Every fill added", OverlapRule::Add),
    };
    let other = Settings {
        overlap,
        ..settings.clone()
    };
    ways.push((name.to_owned(), worked(&factor_set(settings), &other)));
    let hand = workbook
        .hand_meds_of(patient)
        .iter()
        .rev()
        .find(|h| h.on <= day);
    let by_hand = hand.map_or_else(
        || "none".to_owned(),
        |hand| format!("{} on {}", milligrams(hand.mg_per_day), hand.on),
    );
    ways.push(("Entered by hand".to_owned(), by_hand));
    ways
}
