//! The rules once more, from their sentences alone, and both answers compared on 5,000 patients.
//!
//! Nothing here asks the program: days are numbers of year, month and day, a patient's life is
//! walked day by day, and what a word means is a list.

mod calendar;
mod lives;
mod sentences;

use std::collections::BTreeMap;

use super::*;
use crate::domain::testing::{add, add_patient, sort};
use lives::{Dice, House, Life};
use sentences::Outcome;

const CLINICS: u64 = 20;
const PATIENTS_EACH: i64 = 250;

fn outcome_of(gap: Option<&Gap>) -> Outcome {
    match gap.map(|g| g.state) {
        None => Outcome::Nothing,
        Some(GapState::Overdue(days)) => Outcome::Overdue(days),
        Some(GapState::DueSoon(days)) => Outcome::Soon(days),
        Some(GapState::Never) => Outcome::Never,
        Some(GapState::Unknown) => Outcome::Unknown,
    }
}

#[test]
fn a_second_reading_of_the_sentences_agrees_on_5000_patients() {
    let mut met = BTreeMap::new();
    let mut wrong = Vec::new();
    for seed in 1..=CLINICS {
        let mut dice = Dice::new(seed);
        let house = House::any(&mut dice);
        let mut workbook = Workbook::default();
        for line in house.records() {
            add(&mut workbook, 1, &line);
        }
        let lives: Vec<Life> = (0..PATIENTS_EACH)
            .map(|_| Life::any(&mut dice, &house))
            .collect();
        for (id, life) in (1..).zip(&lives) {
            add_patient(&mut workbook, id);
            for line in life.records() {
                add(&mut workbook, id, &line);
            }
        }
        sort(&mut workbook);
        let today = calendar::text(house.today);
        let gaps = Registry::on(&workbook, day(&today)).gaps;
        for (id, life) in (1..).zip(&lives) {
            for rule in GapRule::ALL {
                let mut of = gaps.of(PatientId(id)).iter();
                let gap = of.find(|g| g.rule == *rule);
                let (ours, theirs) = (outcome_of(gap), sentences::outcome(&house, life, *rule));
                let waits = gap.is_some_and(|g| g.snoozed_until.is_some());
                let should_wait = gap.is_some() && life.waits(*rule, house.today);
                if ours != theirs || waits != should_wait {
                    wrong.push(format!(
                        "{rule:?} on {today}: {ours:?}, by the sentences {theirs:?}\n  {:?}\n  {:?}",
                        life.records(),
                        house.records()
                    ));
                }
                *met.entry((*rule, theirs.name())).or_insert(0) += 1;
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ, e.g.\n{}",
        wrong.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
    // The comparison is worth something only where every kind of answer came up.
    for rule in GapRule::ALL {
        let of = |name| met.get(&(*rule, name)).copied().unwrap_or(0);
        assert!(of("nothing") > 100, "{rule:?}");
        assert!(
            of("never") + of("overdue") + of("unknown") > 100,
            "{rule:?}"
        );
    }
    let in_all = |name| -> i32 { met.iter().filter(|m| m.0.1 == name).map(|m| m.1).sum() };
    for name in ["overdue", "soon", "never", "unknown"] {
        assert!(in_all(name) > 1_000, "{name}: {}", in_all(name));
    }
}
