//! Reads a product text, with its strength and form columns, into a medicine.
//!
//! Names are matched as whole words, so that apomorphine is no morphine. What cannot be read for
//! certain stays unread: a product without strength has no number, it is never given a usual one.

mod strength;

use super::medicine::{
    Catalogue, Medicine, Opioid, OpioidName, Purpose, Route, Sedative, Strength,
};
use strength::{Amount, amounts};

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
    let route = route(&found, &words);
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

/// The words of a product text and its form column.
struct Words {
    words: Vec<String>,
    form: Vec<String>,
}

impl Words {
    fn of(text: &str, form: &str) -> Self {
        Self {
            words: split_words(text),
            form: split_words(form),
        }
    }

    /// Whether the text holds the word, or the words of a name in a row.
    fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    fn position(&self, name: &str) -> Option<usize> {
        if !name.contains(' ') {
            return self.words.iter().position(|w| w == name);
        }
        let parts: Vec<&str> = name.split(' ').collect();
        self.words
            .windows(parts.len())
            .position(|w| w.iter().zip(&parts).all(|(a, b)| a == b))
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|n| self.words.iter().chain(&self.form).any(|w| w == n))
    }

    fn has_any_of(&self, names: &[String]) -> bool {
        names.iter().any(|n| self.words.contains(n))
    }
}

/// Lower-case words; letters and digits part ("norco10" is "norco" and "10").
fn split_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last_kind = ' ';
    for c in text.chars().flat_map(char::to_lowercase) {
        let kind = if c.is_alphabetic() {
            'a'
        } else if c.is_ascii_digit() {
            '0'
        } else {
            ' '
        };
        // "t3" and "t#3" are one name.
        let joins = kind == last_kind
            || (kind == '0' && words.last().is_some_and(|w| w == "t") && last_kind != ' ');
        match (kind, words.last_mut()) {
            (' ', _) => {}
            (_, Some(word)) if joins => word.push(c),
            _ => words.push(c.to_string()),
        }
        if !(c == '#' && words.last().is_some_and(|w| w == "t") && last_kind == 'a') {
            last_kind = kind;
        }
    }
    words
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

fn route(found: &Found, words: &Words) -> Route {
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
    if words.has_any(INJECTION) {
        Route::Injection
    } else if words.has_any(&[
        "patch",
        "patches",
        "transdermal",
        "td",
        "ptch",
        "patchweekly",
    ]) || is_per_hour(words)
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

fn is_per_hour(words: &Words) -> bool {
    words
        .words
        .windows(2)
        .any(|w| matches!(w, [a, b] if a == "mcg" && matches!(b.as_str(), "hr" | "h" | "hour")))
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

#[derive(PartialEq)]
enum Reading {
    Strength(Strength),
    Unread,
    Disagree,
}

/// The strength column first, the text second; when both speak they must agree.
fn read_strength(text: &str, column: &str, found: &Found, route: Route, words: &Words) -> Reading {
    let pick = |amounts: &[Amount]| pick_strength(amounts, found, route, words);
    let from_column = pick(&amounts(column));
    let from_text = pick(&amounts(text)).or_else(|| codeine_number(text, found));
    match (from_column, from_text) {
        (Some(a), Some(b)) if !same(a, b) => Reading::Disagree,
        (Some(s), _) | (None, Some(s)) => Reading::Strength(s),
        (None, None) => Reading::Unread,
    }
}

fn same(a: Strength, b: Strength) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() <= 1e-6 * x.abs().max(y.abs());
    match (a, b) {
        (Strength::MgPerUnit(x), Strength::MgPerUnit(y))
        | (Strength::MgPerMl(x), Strength::MgPerMl(y))
        | (Strength::McgPerHour(x), Strength::McgPerHour(y))
        | (Strength::McgPerUnit(x), Strength::McgPerUnit(y)) => close(x, y),
        (Strength::MgPerUnit(mg), Strength::McgPerUnit(mcg))
        | (Strength::McgPerUnit(mcg), Strength::MgPerUnit(mg)) => close(mg * 1000.0, mcg),
        _ => false,
    }
}

/// Chooses the amount that belongs to the opioid and gives it its unit.
fn pick_strength(
    amounts: &[Amount],
    found: &Found,
    route: Route,
    words: &Words,
) -> Option<Strength> {
    let amounts: Vec<&Amount> = amounts.iter().filter(|a| !is_of_partner(a)).collect();
    let is_own_name = |n: &String| {
        let name = found.name;
        name.words.contains(n) || name.weak.contains(n) || name.brands.contains_key(n.as_str())
    };
    let named = |a: &&&Amount| a.names.iter().any(is_own_name);
    let with_unit = |a: &&&Amount| a.unit.is_some() || a.parts.len() > 1;
    let amount = amounts
        .iter()
        .filter(with_unit)
        .find(named)
        .or_else(|| {
            amounts
                .iter()
                .find(with_unit)
                .filter(|_| amounts.iter().filter(with_unit).count() == 1)
        })
        .or_else(|| first_if_equal(&amounts))
        .or_else(|| amounts.iter().find(named))
        .or_else(|| amounts.first().filter(|_| amounts.len() == 1))?;
    amount.strength(part_of_opioid(amount, found, words)?, route)
}

/// No opioid comes in tablets of so many milligrams; their partners do.
const LEAST_OF_PARTNER: f64 = 160.0;

/// "…/acetaminophen 325": an amount right behind a partner's name, and of a partner's size.
fn is_of_partner(amount: &Amount) -> bool {
    let catalogue = Catalogue::builtin();
    let last_is_partner = amount.names.iter().rev().find(|n| n.len() > 2);
    let behind_partner = last_is_partner.is_some_and(|n| catalogue.partners.contains(n));
    let large = matches!(amount.parts.as_slice(), [one] if *one >= LEAST_OF_PARTNER);
    behind_partner && large && amount.per_ml.is_none()
}

/// Several amounts with units that say the same ("100 mg/5 mL (20 mg/mL)").
fn first_if_equal<'a, 'b>(amounts: &'b [&'a Amount]) -> Option<&'b &'a Amount> {
    let first = amounts.iter().find(|a| a.unit.is_some())?;
    let value = |a: &Amount| Some(a.parts.first()? * a.unit? / a.per_ml.unwrap_or(1.0));
    let all_equal = amounts.iter().filter(|a| a.unit.is_some()).all(|a| {
        a.parts.len() == 1
            && value(a)
                .zip(value(first))
                .is_some_and(|(x, y)| (x - y).abs() < 1e-9)
    });
    all_equal.then_some(first)
}

/// Which part of "10-325" is the opioid: the smallest, or beside an antagonist the largest.
fn part_of_opioid(amount: &Amount, found: &Found, words: &Words) -> Option<f64> {
    let catalogue = Catalogue::builtin();
    let parts = amount.parts.iter().copied();
    let antagonist = words.has_any_of(&catalogue.antagonist_partners)
        || matches!(
            found.name.ingredient.as_str(),
            "buprenorphine" | "pentazocine"
        )
        || (found.by_brand && words.has_any(&["embeda", "troxyca", "targiniq"]));
    if antagonist {
        parts.reduce(f64::max)
    } else {
        parts.reduce(f64::min)
    }
}

/// "#3": the old numbers of codeine with acetaminophen.
fn codeine_number(text: &str, found: &Found) -> Option<Strength> {
    if found.name.ingredient != "codeine" {
        return None;
    }
    let lower = text.to_lowercase();
    let number = ["#", "no.", "no. ", "t", "nr "].iter().find_map(|mark| {
        let rest = lower.split(mark).nth(1)?.trim_start();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 1).then_some(digits)
    })?;
    match number.as_str() {
        "2" => Some(Strength::MgPerUnit(15.0)),
        "3" => Some(Strength::MgPerUnit(30.0)),
        "4" => Some(Strength::MgPerUnit(60.0)),
        _ => None,
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

/// Whether one letter added, dropped or swapped turns one word into the other.
fn one_slip_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() {
        (a.as_bytes(), b.as_bytes())
    } else {
        (b.as_bytes(), a.as_bytes())
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same_head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let same_tail = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    same_head + same_tail >= long.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use Strength::{McgPerHour, McgPerUnit, MgPerMl, MgPerUnit};

    fn check(text: &str, strength: &str, form: &str, ingredient: &str, expected: Option<Strength>) {
        let medicine = read(text, strength, form);
        let opioid = medicine
            .opioid
            .unwrap_or_else(|| panic!("{text}: no opioid"));
        assert_eq!(
            (opioid.ingredient, opioid.strength),
            (ingredient, expected),
            "{text}"
        );
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table of cases")]
    fn product_texts_are_read_as_a_pharmacist_reads_them() {
        let unit = |mg| Some(MgPerUnit(mg));
        check(
            "HYDROcodone-Acetaminophen 5-325 MG Oral Tablet",
            "5-325 MG",
            "TAB",
            "hydrocodone",
            unit(5.0),
        );
        check(
            "HYDROCODONE-ACETAMIN 7.5-325",
            "",
            "",
            "hydrocodone",
            unit(7.5),
        );
        check(
            "HYDROCODON-ACETAMINOPH 5-325",
            "",
            "",
            "hydrocodone",
            unit(5.0),
        );
        check("Vicodin", "", "", "hydrocodone", None);
        check("norco10", "", "", "hydrocodone", unit(10.0));
        check("hydrocodone/apap 10/325", "", "", "hydrocodone", unit(10.0));
        check(
            "HYDROcodone-Acetaminophen 7.5-325 MG/15ML Oral Solution",
            "",
            "",
            "hydrocodone",
            Some(MgPerMl(0.5)),
        );
        check("Oxycontin 20", "", "", "oxycodone", unit(20.0));
        check(
            "OxyCONTIN 40 MG ER Tablet 12 Hour",
            "40 MG",
            "TAB ER",
            "oxycodone",
            unit(40.0),
        );
        check(
            "OXYCODONE HCL (IR) 15 MG TAB",
            "",
            "",
            "oxycodone",
            unit(15.0),
        );
        check(
            "oxyCODONE HCl 100 MG/5ML (20 MG/ML) Concentrate",
            "",
            "",
            "oxycodone",
            Some(MgPerMl(20.0)),
        );
        check("MS Contin 15mg ER", "", "", "morphine", unit(15.0));
        check(
            "Morphine Sulfate 10 MG/5ML Oral Solution",
            "10 MG/5ML",
            "SOLN",
            "morphine",
            Some(MgPerMl(2.0)),
        );
        check("Embeda 30-1.2 mg capsule", "", "", "morphine", unit(30.0));
        check("T#3", "", "", "codeine", unit(30.0));
        check("Tylenol w/ codeine #3", "", "", "codeine", unit(30.0));
        check("ACETAMINOPHEN-COD #3 TABLET", "", "", "codeine", unit(30.0));
        check(
            "Acetaminophen-Codeine #4 300-60 MG Oral Tablet",
            "300-60 MG",
            "TAB",
            "codeine",
            unit(60.0),
        );
        check(
            "Butalbital-APAP-Caff-Cod 50-325-40-30 MG Oral Capsule",
            "",
            "",
            "codeine",
            unit(30.0),
        );
        check("Dilaudid 2", "", "", "hydromorphone", unit(2.0));
        check("methadone 10mg (pain)", "", "", "methadone", unit(10.0));
        check("Nucynta ER 50", "", "", "tapentadol", unit(50.0));
        check(
            "traMADol-Acetaminophen 37.5-325 MG Oral Tablet",
            "",
            "",
            "tramadol",
            unit(37.5),
        );
        check(
            "Pentazocine-Naloxone 50-0.5 MG Tablet",
            "",
            "",
            "pentazocine",
            unit(50.0),
        );
        check(
            "Abuse-Deterrent 12 HR Oxycodone Hydrochloride 15 MG Extended Release Oral Tablet",
            "",
            "",
            "oxycodone",
            unit(15.0),
        );
        check(
            "Acetaminophen 300 MG / HYDROcodone Bitartrate 5 MG Oral Tablet",
            "",
            "",
            "hydrocodone",
            unit(5.0),
        );
        check(
            "Acetaminophen 325 MG / Oxycodone Hydrochloride 10 MG Oral Tablet [Percocet]",
            "",
            "",
            "oxycodone",
            unit(10.0),
        );
        check("oxycodone", "", "", "oxycodone", None);
        check("OXYCODONE-ACETAMINOPHEN", "", "", "oxycodone", None);
        check("Oxycodone Tablet", "5 mg", "", "oxycodone", unit(5.0));
        check(
            "oxycodone/acetaminophen 325",
            "2.5 mg",
            "oral tablet",
            "oxycodone",
            unit(2.5),
        );
        check(
            "Hydrocodone 5 mg/acetaminophen 325 mg",
            "",
            "",
            "hydrocodone",
            unit(5.0),
        );
        check(
            "Tylenol 300 mg with codeine 30 mg",
            "",
            "",
            "codeine",
            unit(30.0),
        );
    }

    #[test]
    fn patches_films_and_sprays_keep_their_own_units() {
        check(
            "fentaNYL 25 MCG/HR Transdermal Patch 72 Hour",
            "25 MCG/HR",
            "PATCH",
            "fentanyl",
            Some(McgPerHour(25.0)),
        );
        check(
            "Duragesic-25 Patch 25 MCG/HR",
            "",
            "",
            "fentanyl",
            Some(McgPerHour(25.0)),
        );
        check(
            "fentanyl patch 25",
            "",
            "",
            "fentanyl",
            Some(McgPerHour(25.0)),
        );
        check(
            "72 HR Fentanyl 0.025 MG/HR Transdermal System",
            "",
            "",
            "fentanyl",
            Some(McgPerHour(25.0)),
        );
        check(
            "Butrans 10 MCG/HR Transdermal Patch Weekly",
            "",
            "",
            "buprenorphine",
            Some(McgPerHour(10.0)),
        );
        check(
            "Belbuca 150 MCG Buccal Film",
            "",
            "",
            "buprenorphine",
            Some(McgPerUnit(150.0)),
        );
        check(
            "Fentora 200 mcg buccal tablet",
            "",
            "",
            "fentanyl",
            Some(McgPerUnit(200.0)),
        );
        check(
            "bup/nal 8-2 film",
            "",
            "",
            "buprenorphine",
            Some(MgPerUnit(8.0)),
        );
        check(
            "SUBOXONE 8 MG-2 MG SL FILM",
            "",
            "",
            "buprenorphine",
            Some(MgPerUnit(8.0)),
        );
        check(
            "buprenorphine 2 MG / naloxone 0.5 MG Sublingual Tablet",
            "",
            "",
            "buprenorphine",
            Some(MgPerUnit(2.0)),
        );
    }

    #[test]
    fn purposes_and_routes_follow_the_form() {
        let purpose = |text: &str| read(text, "", "").opioid.map(|o| (o.purpose, o.route));
        assert_eq!(
            purpose("Butrans 10 MCG/HR Patch"),
            Some((Purpose::Pain, Route::Patch))
        );
        assert_eq!(
            purpose("Belbuca 150 MCG Buccal Film"),
            Some((Purpose::Pain, Route::Buccal))
        );
        assert_eq!(
            purpose("Buprenorphine HCl 8 MG Sublingual Tablet"),
            Some((Purpose::UseDisorder, Route::Sublingual))
        );
        assert_eq!(
            purpose("Sublocade 300 mg"),
            Some((Purpose::UseDisorder, Route::Injection))
        );
        assert_eq!(
            purpose("guaiFENesin-Codeine 100-10 MG/5ML"),
            Some((Purpose::CoughOrDiarrhoea, Route::Oral))
        );
        assert_eq!(
            purpose("Morphine Sulfate 4 MG/ML Injection Solution").map(|p| p.1),
            Some(Route::Injection)
        );
        assert_eq!(purpose("Lazanda 100 mcg").map(|p| p.1), Some(Route::Nasal));
    }

    #[test]
    fn lookalikes_are_no_opioids() {
        for text in [
            "Apomorphine HCl 30 MG/3ML Subcutaneous Cartridge",
            "Naltrexone HCl 50 MG Oral Tablet",
            "Methylnaltrexone Bromide 150 MG Oral Tablet",
            "Naloxegol Oxalate 25 MG Oral Tablet",
            "Loperamide HCl 2 MG Oral Capsule",
            "Promethazine-DM 6.25-15 MG/5ML Oral Syrup",
            "Hydrocortisone 20 MG",
            "traZODone 50 MG",
            "Oxytrol 3.9 MG/24HR Patch",
            "Lomotil",
            "fenfluramine 2.2 mg/mL",
            "Butalbital-APAP-Caffeine 50-325-40 MG Oral Tablet",
        ] {
            let medicine = read(text, "", "");
            assert_eq!(
                (medicine.opioid, medicine.resembles),
                (None, None),
                "{text}"
            );
        }
    }

    #[test]
    fn a_slip_of_the_keys_is_named_and_not_counted() {
        let medicine = read("Percocett 5-325", "", "");
        assert_eq!(
            (medicine.opioid, medicine.resembles),
            (None, Some("percocet"))
        );
    }

    #[test]
    fn naloxone_counts_only_alone() {
        assert!(read("NARCAN 4 MG NASAL SPRAY", "", "").naloxone);
        assert!(read("Naloxone HCl 4 MG/0.1ML Nasal Spray", "4 MG/0.1ML", "SPRAY").naloxone);
        assert!(!read("Buprenorphine-Naloxone 8-2 MG Sublingual Film", "", "").naloxone);
        assert!(!read("Pentazocine-Naloxone 50-0.5 MG", "", "").naloxone);
    }

    #[test]
    fn one_product_can_be_opioid_and_sedative() {
        let medicine = read("Carisoprodol-Aspirin-Codeine 200-325-16 MG", "", "");
        assert_eq!(
            medicine.sedative.map(|s| s.ingredient),
            Some("carisoprodol")
        );
        assert_eq!(
            medicine.opioid.and_then(|o| o.strength),
            Some(MgPerUnit(16.0))
        );
        assert!(
            read("XANAX 0.5 MG TABLET", "", "")
                .sedative
                .is_some_and(|s| s.core)
        );
        assert!(
            read("Gabapentin 300 MG", "", "")
                .sedative
                .is_some_and(|s| !s.core)
        );
    }

    #[test]
    fn a_strength_column_that_contradicts_the_text_gives_no_strength() {
        let medicine = read("Oxycodone HCl 10 MG Tablet", "5 MG", "TAB");
        assert!(medicine.strengths_disagree);
        assert_eq!(medicine.opioid.and_then(|o| o.strength), None);
    }
}
