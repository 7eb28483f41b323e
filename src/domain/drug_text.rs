//! Reads a product text, with its strength and form columns, into a medicine.
//!
//! Names are matched as whole words, so that apomorphine is no morphine. What cannot be read for
//! certain stays unread: a product without strength has no number, it is never given a usual one.

mod amounts;
mod route;
mod strength;
mod words;

use super::medicine::{Catalogue, Medicine, Opioid, OpioidName, Purpose, Route, Sedative};
use amounts::amounts;
use route::route;
use strength::{Reading, read_strength};
use words::{Words, one_slip_apart};

/// Reads one product. `strength` and `form` are the export's columns, empty where it has none.
pub fn read(text: &str, strength: &str, form: &str) -> Medicine {
    let catalogue = Catalogue::builtin();
    let words = Words::of(text, form);
    let mut medicine = Medicine {
        sedative: sedative(catalogue, &words),
        naloxone: is_rescue_naloxone(catalogue, &words),
        ..Medicine::default()
    };
    let Some(found) = find_opioid(catalogue, &words) else {
        medicine.resembles = nearly_an_opioid(catalogue, &words);
        return medicine;
    };
    medicine.naloxone = false;
    let is_per_hour = |text| amounts(text).iter().any(|a| a.per_hour);
    let per_hour = is_per_hour(text) || is_per_hour(strength);
    let route = route(&found, &words, per_hour);
    let read = read_strength(text, strength, &found, route, &words);
    medicine.strengths_disagree = read == Reading::Disagree;
    medicine.opioid = Some(Opioid {
        ingredient: &found.name.ingredient,
        route,
        strength: if let Reading::Strength(s) = read {
            Some(s)
        } else {
            None
        },
        purpose: purpose(catalogue, &found, route, &words),
    });
    medicine
}

/// The opioid a text names, and by what.
struct Found {
    name: &'static OpioidName,
    /// Route or purpose the brand implies; empty when named by ingredient.
    implied: &'static str,
    by_brand: bool,
}

fn find_opioid(catalogue: &'static Catalogue, words: &Words) -> Option<Found> {
    let by_brand = catalogue.opioids.iter().find_map(|name| {
        let (_, implied) = name.brands.iter().find(|(brand, _)| words.has(brand))?;
        Some(Found {
            name,
            implied,
            by_brand: true,
        })
    });
    let has_partner = words.has_any_of(&catalogue.partners) || words.has("tylenol");
    by_brand.or_else(|| {
        let name = catalogue
            .opioids
            .iter()
            .find(|o| words.has_any_of(&o.words) || (has_partner && words.has_any_of(&o.weak)))?;
        Some(Found {
            name,
            implied: "",
            by_brand: false,
        })
    })
}

fn sedative(catalogue: &'static Catalogue, words: &Words) -> Option<Sedative> {
    let mut hits = catalogue
        .sedatives
        .iter()
        .filter(|s| s.words.iter().any(|w| words.has(w)));
    let first = hits.next()?;
    // Of two sedatives in one product the one that counts by default speaks for it.
    let name = if first.core {
        first
    } else {
        hits.find(|s| s.core).unwrap_or(first)
    };
    Some(Sedative {
        ingredient: &name.ingredient,
        class: name.class,
        core: name.core,
    })
}

fn is_rescue_naloxone(catalogue: &Catalogue, words: &Words) -> bool {
    words.has_any_of(&catalogue.naloxone.words) || words.has_any_of(&catalogue.naloxone.brands)
}

fn purpose(catalogue: &Catalogue, found: &Found, route: Route, words: &Words) -> Purpose {
    let ingredient = found.name.ingredient.as_str();
    if found.implied == "cough" || words.has_any_of(&catalogue.cough_partners) {
        return Purpose::CoughOrDiarrhoea;
    }
    match (ingredient, route) {
        ("buprenorphine", Route::Patch | Route::Buccal) => Purpose::Pain,
        ("buprenorphine", _) => Purpose::UseDisorder,
        _ => Purpose::Pain,
    }
}

/// A name one slip of the keys away from an opioid's; those that are other medicines are not.
fn nearly_an_opioid(catalogue: &'static Catalogue, words: &Words) -> Option<&'static str> {
    let known = |w: &String| {
        catalogue.not_opioids.contains(w)
            || catalogue.sedatives.iter().any(|s| s.words.contains(w))
            || w.starts_with("hydrocort")
            || w.starts_with("naltrex")
            || w.starts_with("trazod")
    };
    let names = || {
        catalogue
            .opioids
            .iter()
            .flat_map(|o| o.words.iter().chain(o.brands.keys()).map(String::as_str))
            .filter(|n| n.len() >= 6 && !n.contains(' '))
    };
    words
        .words
        .iter()
        .filter(|w| w.len() >= 6 && !known(w))
        .find_map(|w| names().find(|n| one_slip_apart(w, n)))
}

#[cfg(test)]
mod tests;
