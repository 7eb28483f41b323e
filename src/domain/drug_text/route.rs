//! The route a product is given by.

use super::Found;
use super::words::Words;
use crate::domain::medicine::Route;

/// Words of products that are injected, infused or implanted.
const INJECTION: &[&str] = &[
    "inj",
    "injection",
    "injectable",
    "subcutaneous",
    "subq",
    "intravenous",
    "iv",
    "im",
    "vial",
    "ampul",
    "ampule",
    "syringe",
    "cartridge",
    "cart",
    "pca",
    "intrathecal",
    "epidural",
    "implant",
    "prefilled",
    "infusion",
    "depot",
];

/// Words of products that are swallowed.
const SWALLOWED: &[&str] = &[
    "oral", "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "po",
];

/// The route by brand, form, or a strength "per hour".
pub(super) fn route(found: &Found, words: &Words, per_hour: bool) -> Route {
    match found.implied {
        "patch" => return Route::Patch,
        "buccal" => return Route::Buccal,
        "sublingual" => return Route::Sublingual,
        "film_or_spray" => return Route::FilmOrSpray,
        "nasal" => return Route::Nasal,
        "rectal" => return Route::Rectal,
        "injection" => return Route::Injection,
        _ => {}
    }
    // "Tablet C-IV" and "oral syringe" are swallowed.
    if words.has_any(INJECTION) && !words.has_any(SWALLOWED) {
        Route::Injection
    } else if words.has_any(&[
        "patch",
        "patches",
        "transdermal",
        "td",
        "ptch",
        "patchweekly",
    ]) || per_hour
        || is_per_hour(words)
    {
        Route::Patch
    } else if words.has_any(&["nasal", "nas", "intranasal", "ns"]) {
        Route::Nasal
    } else if found.name.ingredient == "fentanyl" && words.has_any(&["film", "spray"]) {
        Route::FilmOrSpray
    } else if words.has_any(&["sublingual", "subl", "sl", "subling"]) {
        Route::Sublingual
    } else if words.has_any(&["buccal", "bucc", "lozenge", "troche", "lollipop", "loz"]) {
        Route::Buccal
    } else if words.has_any(&["suppository", "supp", "rectal", "suppos"]) {
        Route::Rectal
    } else if found.name.ingredient == "buprenorphine" {
        Route::Sublingual
    } else {
        Route::Oral
    }
}

/// "25 mcg hr", without the stroke that a strength has.
fn is_per_hour(words: &Words) -> bool {
    words
        .words
        .windows(2)
        .any(|w| matches!(w, [a, b] if a == "mcg" && matches!(b.as_str(), "hr" | "h" | "hour")))
}
