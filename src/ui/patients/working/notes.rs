//! What a reader of a working must know: what is not counted, borrowed, doubled or missing.

use super::content::Worked;
use crate::domain::clinic::{OverlapRule, Settings};
use crate::domain::ids::PatientId;
use crate::domain::medicine::Route;
use crate::domain::morphine_equivalent::{LeftOut, MedState, MedTotal, total};
use crate::domain::registry::{PatientFills, RegistryRow};
use crate::ui::patients::dose_words::{milligrams, plain, total_words};
use crate::ui::patients::standing::dose_sentence;
use crate::ui::view::View;
use crate::ui::words::capital;

/// A notice of the dialog.
pub(super) struct Note {
    /// The first words, semibold.
    pub first: String,
    /// The rest.
    pub rest: String,
    /// To be checked, not only known.
    pub is_caution: bool,
}

fn info(first: impl Into<String>, rest: impl Into<String>) -> Note {
    Note {
        first: first.into(),
        rest: rest.into(),
        is_caution: false,
    }
}

fn caution(first: impl Into<String>, rest: impl Into<String>) -> Note {
    Note {
        is_caution: true,
        ..info(first, rest)
    }
}

/// How overlapping fills count, in one sentence.
pub(super) fn overlap_rule(overlap: OverlapRule) -> &'static str {
    match overlap {
        OverlapRule::Add => "From the fill date for the days supplied; every active fill adds",
        OverlapRule::LatestOnly => {
            "From the fill date for the days supplied; an early refill is not added twice"
        }
    }
}

/// The reasons for which an opioid has no number.
const MISSING: [LeftOut; 5] = [
    LeftOut::NoStrength,
    LeftOut::StrengthsDisagree,
    LeftOut::NoQuantity,
    LeftOut::NoDays,
    LeftOut::NoFactor,
];

/// All notes of a working, what changes the number first.
pub(super) fn notes(
    view: &View<'_>,
    row: &RegistryRow,
    fills: &PatientFills<'_>,
    worked: &[Worked<'_>],
    from_fills: &MedTotal,
) -> Vec<Note> {
    let settings = &view.workbook.settings;
    let mut notes = Vec::new();
    notes.extend(by_hand(view, row, from_fills));
    if from_fills.state == MedState::None && row.dose.by_hand.is_none() {
        let sentence = dose_sentence(row, settings);
        notes.push(info("No number, and not 0.", sentence));
    }
    notes.extend(missing(worked, from_fills));
    notes.extend(overlap(view, fills, settings));
    notes.extend(buprenorphine(worked, row, settings));
    notes.extend(borrowed(worked));
    notes.extend(patches(worked));
    notes.extend(left_out(worked));
    notes.extend(near_names(view, row.patient));
    notes
}

fn by_hand(view: &View<'_>, row: &RegistryRow, from_fills: &MedTotal) -> Option<Note> {
    let id = row.dose.by_hand?;
    let hand = view.workbook.hand_meds_of(row.patient);
    let hand = hand.iter().find(|h| h.id == id)?;
    let rest = format!(
        "{} mg a day from {}, taken from {} by {}. The fills give {}.",
        milligrams(hand.mg_per_day),
        hand.on,
        hand.source,
        hand.by,
        total_words(from_fills, &view.workbook.settings)
    );
    Some(info("A value entered by hand stands in.", rest))
}

/// Facts that are missing, a note each: the sum is then a lower bound, or there is none.
fn missing(worked: &[Worked<'_>], from_fills: &MedTotal) -> Vec<Note> {
    let first = if from_fills.state == MedState::Partial {
        "The sum is a lower bound."
    } else {
        "No number can be given."
    };
    let note = |gap: LeftOut| {
        let of_gap = worked.iter().filter(|w| w.line.left_out == Some(gap));
        let mut names: Vec<String> = of_gap.map(|w| capital(w.line.ingredient)).collect();
        names.sort();
        names.dedup();
        let words = format!("{}: {}", names.join(", "), gap.sentence());
        (!names.is_empty()).then(|| caution(first, words))
    };
    MISSING.into_iter().filter_map(note).collect()
}

fn overlap(view: &View<'_>, fills: &PatientFills<'_>, settings: &Settings) -> Option<Note> {
    if !fills.has_overlap(view.as_of) {
        return None;
    }
    let other = match settings.overlap {
        OverlapRule::Add => OverlapRule::LatestOnly,
        OverlapRule::LatestOnly => OverlapRule::Add,
    };
    let other = Settings {
        overlap: other,
        ..settings.clone()
    };
    let lines = fills.dose(view.as_of, &other).total.lines;
    let number = total_words(&total(lines), settings);
    let rest = match settings.overlap {
        OverlapRule::Add => {
            format!(
                "Both are added, as the settings say. With the latest fill alone it is {number}."
            )
        }
        OverlapRule::LatestOnly => {
            format!("Only the latest counts, as the settings say. With both added it is {number}.")
        }
    };
    Some(caution(
        "Two fills of one medicine and strength overlap.",
        rest,
    ))
}

fn buprenorphine(worked: &[Worked<'_>], row: &RegistryRow, settings: &Settings) -> Option<Note> {
    let is_there = |w: &Worked<'_>| w.line.left_out == Some(LeftOut::Buprenorphine);
    worked.iter().find(|w| is_there(w))?;
    let set = &settings.factor_set.about().short_name;
    let others = worked.iter().filter(|w| w.line.mg_per_day.is_some());
    let mut names: Vec<&str> = others.map(|w| w.line.ingredient).collect();
    names.dedup();
    let mut rest = format!("{set} gives it no factor, so it adds nothing and is never shown as 0.");
    if row.is_on_ltot && !names.is_empty() {
        let names = names.join(" and the ");
        rest.push_str(" The patient stays on the LtOT list because of the ");
        rest.push_str(&names);
        rest.push('.');
    }
    Some(info("Buprenorphine is not counted.", rest))
}

fn borrowed(worked: &[Worked<'_>]) -> Option<Note> {
    let borrowed = worked.iter().filter_map(|w| {
        let about = w.line.factor.as_ref()?.borrowed_from?.about();
        let name = w.line.ingredient;
        Some(format!(
            "{name} from the {} ({})",
            about.name, about.version
        ))
    });
    let mut found: Vec<String> = borrowed.collect();
    found.sort();
    found.dedup();
    if found.is_empty() {
        return None;
    }
    let rest = format!(
        "The chosen table does not list these; their factors are marked *: {}.",
        found.join(", ")
    );
    Some(info("A factor is borrowed.", rest))
}

/// Patches that are not worn three days each.
fn patches(worked: &[Worked<'_>]) -> Option<Note> {
    let odd = worked.iter().find_map(|w| {
        let worn = w
            .line
            .units_per_day
            .filter(|_| w.line.route == Route::Patch)?;
        let is_counted = w.line.mg_per_day.is_some();
        (is_counted && (worn - worn.round()).abs() > 0.05).then_some((w.fill, worn))
    });
    let (fill, worn) = odd?;
    let quantity = fill.quantity.map_or_else(|| "?".to_owned(), plain);
    let days = fill.days_supply.unwrap_or_default();
    let worn = plain((worn * 100.0).round() / 100.0);
    let rest = format!(
        "{quantity} patches in {days} days are {worn} worn at a time. Check quantity and days \
         with the prescription."
    );
    Some(caution("These patches are not one per 3 days.", rest))
}

/// What is left out for good: injections, cough medicines, replaced fills.
fn left_out(worked: &[Worked<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for gap in [LeftOut::Injection, LeftOut::NotForPain, LeftOut::Replaced] {
        let line = worked.iter().find(|w| w.line.left_out == Some(gap));
        if let Some(w) = line {
            let first = format!("{} is left out.", capital(w.line.ingredient));
            notes.push(info(first, gap.sentence()));
        }
    }
    notes
}

/// Active fills whose text nearly spells an opioid.
fn near_names(view: &View<'_>, patient: PatientId) -> Option<Note> {
    let fills = view.workbook.fills_of(patient).iter();
    let near = fills.filter(|f| f.is_active_on(view.as_of)).find_map(|f| {
        let product = view.workbook.product(f.product)?;
        let name = product.medicine.resembles?;
        Some((product.text.as_str(), name))
    });
    let (text, name) = near?;
    let rest = format!("It is close to {name} and is not counted. Check the text in the export.");
    Some(caution(format!("“{text}” may be an opioid."), rest))
}
