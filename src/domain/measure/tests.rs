//! The promises of measures: who is counted, how series and marks read, what is refused.

mod charts;
mod checks;
mod own;

use chrono::NaiveDate;

use super::command::{Aim, MeasureCommand as Ask};
use super::*;
use crate::domain::clinic::{Goal, Settings};
use crate::domain::command::Command;
use crate::domain::event::{CareEvent, Decision, EventKind, Verdict};
use crate::domain::ids::{
    ChartMarkId, ClinicianId, DecisionId, EventId, GoalId, OwnMeasureId, OwnPointId, PatientId,
    TallyPeriodId,
};
use crate::domain::patient::{Clinician, Patient};
use crate::domain::run_chart::{Better, Rules, analyse};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-10-12")
}

/// A clinic of patients whom a person has put on the LtOT list.
fn clinic(patients: i64) -> Workbook {
    let mut workbook = Workbook::default();
    for id in 1..=patients {
        workbook.patients.push(Patient {
            id: PatientId(id),
            mrn: None,
            last_name: format!("Patient {id}"),
            first_name: String::new(),
            born: None,
            sex: None,
            clinician: None,
            import: None,
            merged_into: None,
        });
        workbook.decisions.push(Decision {
            id: DecisionId(id),
            patient: PatientId(id),
            verdict: Verdict::Added,
            from: None,
            to: None,
            reason: String::new(),
            found_by: String::new(),
            by: String::new(),
            decided_on: today(),
        });
    }
    workbook
}

fn event(workbook: &mut Workbook, patient: i64, kind: EventKind, on: &str, value: &str) {
    let id = EventId(workbook.events.len() as i64 + 1);
    workbook.events.push(CareEvent {
        id,
        patient: PatientId(patient),
        on: day(on),
        kind,
        value: value.to_owned(),
        by: String::new(),
        import: None,
    });
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
}

/// Numerator, denominator, unknown on a day.
fn at(workbook: &Workbook, measure: Measure, on: &str) -> (f64, u32, u32) {
    let history = MeasureHistory::compute(workbook, &[day(on)]);
    let point = history.of(measure)[0];
    (point.numerator, point.denominator, point.unknown)
}

fn value(workbook: &Workbook, measure: Measure, on: &str) -> Option<f64> {
    MeasureHistory::compute(workbook, &[day(on)]).of(measure)[0].value(measure)
}

fn ask(workbook: &mut Workbook, command: Ask) -> Result<(), String> {
    let set = Command::Measure(command).edits(workbook, "MK", today());
    let set = set.map_err(|refusal| refusal.0)?;
    set.edits.iter().for_each(|edit| workbook.apply(edit));
    Ok(())
}

fn measured(form: OwnForm) -> Workbook {
    let mut workbook = Workbook::default();
    let measure = OwnMeasure {
        name: "Calls".to_owned(),
        form,
        ..OwnMeasure::new(today())
    };
    ask(&mut workbook, Ask::SaveMeasure(Box::new(measure))).unwrap();
    workbook
}

fn enter(
    workbook: &mut Workbook,
    points: &[(&str, Option<f64>, Option<f64>)],
) -> Result<(), String> {
    let points = points.iter().map(|(on, numerator, denominator)| OwnPoint {
        numerator: *numerator,
        denominator: *denominator,
        ..OwnPoint::new(OwnMeasureId(1), day(on))
    });
    ask(workbook, Ask::SavePoints(OwnMeasureId(1), points.collect()))
}

fn series(workbook: &Workbook) -> MeasureSeries {
    let history = MeasureHistory::default();
    let measure = MeasureId::Own(OwnMeasureId(1));
    series_of(workbook, &history, measure, &Scope::Clinic, today())
}

fn values(workbook: &Workbook) -> Vec<Option<f64>> {
    series(workbook).points.iter().map(|p| p.value).collect()
}

fn mark(kind: MarkKind, on: &str, words: &str) -> Ask {
    Ask::SaveMark(Box::new(ChartMark {
        id: ChartMarkId(0),
        measure: MeasureId::Own(OwnMeasureId(1)),
        day: day(on),
        kind,
        words: words.to_owned(),
        by: String::new(),
        on: today(),
    }))
}

/// A count in each month of 2026 up to September.
fn counted() -> Workbook {
    let mut workbook = measured(OwnForm::Count);
    for month in 1..=9 {
        let on = format!("2026-0{month}-15");
        enter(&mut workbook, &[(&on, Some(f64::from(month)), None)]).unwrap();
    }
    workbook
}
