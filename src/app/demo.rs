//! The demo clinic: three years of an invented clinic, the same for every day it is opened on.
//!
//! The story to see: from the 21st month on every patient at 90 mg or more is reviewed and slowly
//! tapered, and naloxone is prescribed more often. Nobody in it is real.

mod assessment;
mod batches;
mod cast;
mod dice;
mod gaps;
mod lives;
mod maker;
mod measures;
mod milestones;
mod plans;
mod record;
mod roster;

use chrono::{Datelike, Duration, Months, NaiveDate};

use crate::domain::clinic::{Approach, Clinic};
use crate::domain::command::{Command, Refusal};
use crate::domain::edit::EditSet;
use crate::domain::event::Verdict;
use crate::domain::ids::PatientId;
use crate::domain::import_batch::ImportBatch;
use crate::domain::measure::Measure;
use crate::domain::measure::command::{Aim, MeasureCommand};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use maker::Maker;

const MONTHS: u32 = 36;
const PATIENTS: usize = 420;

/// The clinic's own details.
pub fn clinic() -> Clinic {
    Clinic {
        name: "Cedar Fork Clinic".to_owned(),
        site: "Main Street".to_owned(),
        approach: Approach::Full,
    }
}

/// What people of the demo clinic have entered.
pub struct Entered {
    /// In order; none is empty.
    pub sets: Vec<EditSet>,
    /// What was refused on a day, and why.
    pub refused: Vec<(NaiveDate, Refusal)>,
}

/// Enters everything into a workbook that holds the imports; `last` is the day of the newest
/// prescription.
pub fn enter(workbook: &mut Workbook, today: NaiveDate, last: NaiveDate) -> Entered {
    let mut entered = Entered {
        sets: Vec::new(),
        refused: Vec::new(),
    };
    let first = goals(today).into_iter().chain(decisions(workbook, last));
    let mut all: Vec<(NaiveDate, Command)> = first.map(|command| (today, command)).collect();
    all.extend(assessment(today));
    all.extend(milestones(today));
    all.extend(plans(today));
    all.extend(measures(workbook, today));
    all.extend(roster::commands(workbook, today, last));
    all.extend(record::commands(workbook, today, last));
    all.extend(gaps::commands(workbook, today, last));
    for (day, command) in all {
        match command.edits(workbook, "demo", day) {
            Ok(set) if set.edits.is_empty() => {}
            Ok(set) => {
                set.edits.iter().for_each(|edit| workbook.apply(edit));
                entered.sets.push(set);
            }
            Err(refusal) => entered.refused.push((day, refusal)),
        }
    }
    entered
}

/// Goals that the demo clinic has set.
pub(crate) fn goals(today: NaiveDate) -> Vec<Command> {
    let by = crate::domain::measure::month_end(
        today.checked_add_months(Months::new(4)).unwrap_or(today),
    );
    [
        (Measure::MedSecond, 18.0, 4.0),
        (Measure::Sedative, 14.0, 10.0),
        (Measure::Naloxone, 35.0, 75.0),
    ]
    .map(|(measure, from, to)| {
        let aim = Aim {
            from: Some(from),
            to,
            by: Some(by),
        };
        Command::Measure(MeasureCommand::SetAim(measure.into(), Some(aim)))
    })
    .to_vec()
}

/// The self-assessment, with the day on which each thing was entered.
pub fn assessment(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    assessment::commands(today)
}

/// How far the milestones are, with the day on which each thing was entered.
pub fn milestones(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    milestones::commands(today)
}

/// Stages, people, action plans, small tests and challenges, with the day on which each thing was
/// entered, in that order.
pub fn plans(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    plans::commands(today)
}

/// Measures of the team's own, marks on charts, tallies, a baseline and the log.
pub fn measures(workbook: &Workbook, today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    measures::commands(workbook, today)
}

/// What people have decided: most of those the rule finds are confirmed, a few are still open, two
/// are kept off the list.
pub fn decisions(workbook: &Workbook, day: NaiveDate) -> Vec<Command> {
    let found: Vec<PatientId> = Registry::on(workbook, day)
        .rows
        .iter()
        .filter(|r| r.rule_hit.is_some())
        .map(|r| r.patient)
        .collect();
    let every = |remainder: usize| {
        found
            .iter()
            .skip(remainder)
            .step_by(14)
            .copied()
            .collect::<Vec<_>>()
    };
    let open = every(5);
    let rejected: Vec<PatientId> = every(9).into_iter().take(2).collect();
    let rest = found
        .iter()
        .filter(|p| !open.contains(p) && !rejected.contains(p))
        .copied()
        .collect();
    let decide = |patients, verdict, reason: &str| Command::Decide {
        patients,
        verdict,
        reason: reason.to_owned(),
        from: None,
        to: None,
    };
    vec![
        decide(
            rest,
            Verdict::Confirmed,
            "Seen with the responsible clinicians",
        ),
        decide(
            rejected,
            Verdict::Rejected,
            "Two short courses after an operation",
        ),
    ]
}

/// The imports that fill the clinic, as of `today`: patients, fills and events up to the end of
/// the month before.
pub fn imports(today: NaiveDate, at: &str, who: &str) -> Vec<ImportBatch> {
    let last = today.with_day(1).unwrap_or(today) - Duration::days(1);
    let first = last
        .with_day(1)
        .and_then(|d| d.checked_sub_months(Months::new(MONTHS - 1)))
        .unwrap_or(last);
    let mut maker = Maker::new(first, last);
    maker.people(PATIENTS);
    for at in 0..PATIENTS {
        maker.live(at);
    }
    maker.batches(at, who)
}

/// The clinic with everything imported, without a file.
#[cfg(test)]
pub(crate) fn workbook(today: NaiveDate) -> Workbook {
    let mut workbook = Workbook {
        clinic: clinic(),
        ..Workbook::default()
    };
    for mut batch in imports(today, "2026-10-12T10:00:00Z", "demo") {
        workbook.imports.push(batch.record);
        workbook.clinicians.append(&mut batch.clinicians);
        workbook.products.append(&mut batch.products);
        workbook.patients.append(&mut batch.patients);
        workbook.fills.append(&mut batch.fills);
        workbook.events.append(&mut batch.events);
    }
    workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
    workbook.next.event = 1 + workbook.events.len() as i64;
    workbook.next.clinician = 1 + workbook.clinicians.len() as i64;
    workbook
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::measure::{MeasureHistory, month_ends_in_data};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date")
    }

    #[test]
    fn about_120_patients_are_on_ltot_and_the_share_at_90_falls() {
        let workbook = workbook(today());
        let history = MeasureHistory::compute(&workbook, &month_ends_in_data(&workbook));
        let high = history.of(Measure::MedSecond);
        let value =
            |p: &crate::domain::measure::Point| p.value(Measure::MedSecond).unwrap_or_default();
        let (before, after) = (
            high.iter().take(14).map(value).sum::<f64>() / 14.0,
            high.last().map_or(0.0, value),
        );
        assert!(
            history
                .of(Measure::LtotPatients)
                .iter()
                .all(|p| (100..=140).contains(&p.denominator))
        );
        assert!(before > 15.0, "{before}");
        assert!(after < before - 6.0, "{before} to {after}");
    }

    #[test]
    fn nothing_that_the_demo_enters_is_refused_and_every_entry_changes_something() {
        let mut workbook = workbook(today());
        let last = workbook.fill_period().expect("fills").1;
        let entered = enter(&mut workbook, today(), last);
        assert_eq!(entered.refused, []);
        assert!(entered.sets.len() > 200, "{}", entered.sets.len());
        assert!(entered.sets.iter().all(|set| !set.edits.is_empty()));
    }

    #[test]
    fn the_demo_is_the_same_every_time() {
        assert_eq!(workbook(today()), workbook(today()));
    }
}
