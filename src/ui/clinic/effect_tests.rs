//! Promises of the settings preview, on the demo clinic.

use chrono::NaiveDate;

use crate::domain::clinic::{Settings, Thresholds};
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::measure::Measure;
use crate::domain::morphine_equivalent::FactorSetId;
use crate::domain::settings_effect::{SettingsEffect, WEIGHED};
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::sample;

fn demo() -> (Workbook, NaiveDate) {
    let workbook = sample();
    let (_, last) = workbook.fill_period().expect("fills");
    (workbook, last)
}

#[test]
fn the_same_settings_change_nothing() {
    let (workbook, day) = demo();
    let effect = SettingsEffect::of(&workbook, workbook.settings.clone(), day);
    assert!(effect.changes.is_empty(), "{:?}", effect.changes);
    assert_eq!(effect.measures.len(), WEIGHED.len());
    assert!(effect.measures.iter().all(|(_, now, after)| now == after));
}

#[test]
fn whoever_crosses_a_limit_is_named_and_counted() {
    let (workbook, day) = demo();
    let settings = Settings {
        thresholds: Thresholds {
            first: 50.0,
            second: 60.0,
        },
        ..workbook.settings.clone()
    };
    let effect = SettingsEffect::of(&workbook, settings, day);
    let (_, now, after) = effect
        .measures
        .iter()
        .find(|(m, ..)| *m == Measure::MedSecond)
        .expect("weighed");
    let more = after.numerator - now.numerator;
    assert!(more > 0.0);
    let up = effect
        .changes
        .iter()
        .filter(|c| c.what == "up to 60 or more");
    assert!((up.count() as f64 - more).abs() < f64::EPSILON);
}

#[test]
fn whoever_joins_or_leaves_adds_up() {
    let (workbook, day) = demo();
    for rule in LtotRule::ALL {
        let settings = Settings {
            ltot_rule: rule,
            ..workbook.settings.clone()
        };
        let effect = SettingsEffect::of(&workbook, settings, day);
        let (_, now, after) = effect.measures.first().expect("weighed");
        let count = |what: &str| effect.changes.iter().filter(|c| c.what == what).count() as f64;
        let balance = count("joins LtOT") - count("leaves LtOT");
        assert!(
            (after.numerator - now.numerator - balance).abs() < f64::EPSILON,
            "{rule:?}"
        );
    }
}

#[test]
fn another_factor_table_moves_doses() {
    let (workbook, day) = demo();
    let settings = Settings {
        factor_set: FactorSetId::Cdc2016,
        ..workbook.settings.clone()
    };
    let effect = SettingsEffect::of(&workbook, settings, day);
    assert!(effect.changes.iter().all(|c| c.now != c.after));
}
