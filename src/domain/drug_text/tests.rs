//! Product texts of exports, and what a pharmacist reads in them.

use super::*;
use crate::domain::medicine::Strength::{self, McgPerHour, McgPerUnit, MgPerMl, MgPerUnit};

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

#[test]
fn a_number_without_a_unit_counts_what_the_product_is_labelled_in() {
    for (text, form, strength) in [
        ("Fentora 200", "", McgPerUnit(200.0)),
        ("Actiq 400", "lozenge", McgPerUnit(400.0)),
        ("Belbuca 150", "", McgPerUnit(150.0)),
        ("Oxycontin 20", "", MgPerUnit(20.0)),
    ] {
        let opioid = read(text, "", form).opioid.expect("an opioid");
        assert_eq!(opioid.strength, Some(strength), "{text}");
    }
}

#[test]
fn the_largest_part_is_the_opioid_only_beside_what_is_smaller() {
    check(
        "Pentazocine-Acetaminophen 25-650 MG",
        "",
        "",
        "pentazocine",
        Some(MgPerUnit(25.0)),
    );
    check(
        "Belladonna-Opium 16.2-30 MG Suppository",
        "",
        "",
        "opium",
        Some(MgPerUnit(30.0)),
    );
}

#[test]
fn a_schedule_or_an_oral_syringe_is_no_injection() {
    let route = |text, strength, form| read(text, strength, form).opioid.map(|o| o.route);
    assert_eq!(route("Tramadol 50 MG Tab C-IV", "", ""), Some(Route::Oral),);
    assert_eq!(
        route("Morphine 20 mg/mL oral syringe", "", ""),
        Some(Route::Oral),
    );
    assert_eq!(
        route("Hydromorphone 2 mg/mL syringe", "", ""),
        Some(Route::Injection),
    );
    assert_eq!(route("Fentanyl", "25 MCG/HR", "PT72"), Some(Route::Patch),);
}

#[test]
fn what_a_patch_holds_is_no_strength() {
    check("Fentanyl patch 2.5 mg", "", "", "fentanyl", None);
}
