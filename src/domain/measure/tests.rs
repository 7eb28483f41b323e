//! The promises of measures: who is counted, how series and marks read, what is refused.

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

#[test]
fn a_check_counts_up_to_its_due_day_and_not_a_day_longer() {
    for (measure, kind, words, on, last_day) in [
        (
            Measure::Agreement,
            EventKind::Agreement,
            "signed",
            "2025-09-30",
            "2026-09-30",
        ),
        (
            Measure::Pdmp,
            EventKind::PdmpCheck,
            "reviewed",
            "2026-06-30",
            "2026-09-30",
        ),
        (
            Measure::Pdmp,
            EventKind::PdmpCheck,
            "reviewed",
            "2025-11-30",
            "2026-02-28",
        ),
        (
            Measure::UrineTest,
            EventKind::UrineDrugTest,
            "expected",
            "2024-02-29",
            "2025-02-28",
        ),
    ] {
        let mut workbook = clinic(2);
        event(&mut workbook, 1, kind, on, words);
        assert_eq!(
            at(&workbook, measure, last_day),
            (1.0, 2, 0),
            "{measure:?} {last_day}"
        );
        let after = day(last_day).succ_opt().unwrap().to_string();
        assert_eq!(
            at(&workbook, measure, &after),
            (0.0, 2, 0),
            "{measure:?} {after}"
        );
        let before = day(on).pred_opt().unwrap().to_string();
        assert_eq!(
            at(&workbook, measure, &before).0 as u32,
            0,
            "not before it took place"
        );
    }
}

#[test]
fn while_nobodys_check_is_on_record_it_is_unknown_and_no_value_is_given() {
    for measure in [
        Measure::Agreement,
        Measure::Pdmp,
        Measure::UrineTest,
        Measure::VisitInTime,
        Measure::FunctionAtVisit,
        Measure::CodeMissing,
    ] {
        let workbook = clinic(3);
        assert_eq!(
            at(&workbook, measure, "2026-09-30"),
            (0.0, 3, 3),
            "{measure:?}"
        );
        assert_eq!(value(&workbook, measure, "2026-09-30"), None, "{measure:?}");
    }
}

#[test]
fn a_declined_agreement_is_none() {
    let mut workbook = clinic(1);
    event(
        &mut workbook,
        1,
        EventKind::Agreement,
        "2026-09-01",
        "declined",
    );
    assert_eq!(at(&workbook, Measure::Agreement, "2026-09-30"), (0.0, 1, 0));
}

#[test]
fn the_current_agreement_counts_from_the_day_its_version_holds() {
    let mut workbook = clinic(2);
    event(
        &mut workbook,
        1,
        EventKind::Agreement,
        "2026-03-01",
        "signed",
    );
    event(
        &mut workbook,
        2,
        EventKind::Agreement,
        "2026-02-28",
        "signed",
    );
    let measure = Measure::AgreementCurrent;
    assert_eq!(
        at(&workbook, measure, "2026-09-30"),
        (0.0, 2, 2),
        "no version entered"
    );
    workbook.settings.agreement_version_from = Some(day("2026-03-01"));
    assert_eq!(at(&workbook, measure, "2026-09-30"), (1.0, 2, 0));
}

#[test]
fn function_is_assessed_at_the_last_visit_or_in_the_week_before_it() {
    for (peg, expected) in [
        ("2026-09-10", 1.0),
        ("2026-09-03", 1.0),
        ("2026-09-02", 0.0),
        ("2026-09-11", 0.0),
    ] {
        let mut workbook = clinic(2);
        event(&mut workbook, 1, EventKind::Visit, "2026-09-10", "");
        event(&mut workbook, 1, EventKind::Peg, peg, "5");
        let found = at(&workbook, Measure::FunctionAtVisit, "2026-09-30");
        assert_eq!(
            found,
            (expected, 2, 1),
            "{peg}; the patient without a visit is unknown"
        );
    }
}

#[test]
fn a_peg_must_fall_by_thirty_per_cent_and_needs_two_scores() {
    for (scores, expected) in [
        (&["8", "5.6"][..], (1.0, 1, 0)),
        (&["8", "5.7"], (0.0, 1, 0)),
        (&["8", "2", "7"], (0.0, 1, 0)),
        (&["8"], (0.0, 0, 1)),
        (&["0", "0"], (0.0, 0, 1)),
    ] {
        let mut workbook = clinic(1);
        for (month, score) in (1..).zip(scores) {
            event(
                &mut workbook,
                1,
                EventKind::Peg,
                &format!("2026-0{month}-05"),
                score,
            );
        }
        assert_eq!(
            at(&workbook, Measure::PegFall, "2026-09-30"),
            expected,
            "{scores:?}"
        );
    }
}

#[test]
fn a_visit_is_in_time_by_the_tier_and_unknown_where_the_tier_would_decide() {
    for (tier, visit, expected) in [
        (Some("high"), "2026-06-30", (1.0, 1, 0)),
        (Some("high: two prescribers"), "2026-06-29", (0.0, 1, 0)),
        (Some("moderate"), "2026-06-29", (1.0, 1, 0)),
        (Some("low"), "2025-10-05", (1.0, 1, 0)),
        (None, "2026-08-01", (1.0, 1, 0)),
        (None, "2025-01-01", (0.0, 1, 0)),
        (None, "2026-05-01", (0.0, 1, 1)),
    ] {
        let mut workbook = clinic(1);
        event(&mut workbook, 1, EventKind::Visit, visit, "");
        if let Some(tier) = tier {
            event(&mut workbook, 1, EventKind::RiskTier, "2024-01-01", tier);
        }
        let found = at(&workbook, Measure::VisitInTime, "2026-09-30");
        assert_eq!(found, expected, "{tier:?} {visit}");
    }
}

#[test]
fn the_diagnosis_code_is_audited_both_ways() {
    let mut workbook = clinic(3);
    workbook.decisions.retain(|d| d.patient != PatientId(3));
    event(
        &mut workbook,
        1,
        EventKind::DiagnosisCode,
        "2026-01-01",
        "Z79.891",
    );
    event(
        &mut workbook,
        1,
        EventKind::DiagnosisCode,
        "2026-08-01",
        "Z79.891 removed",
    );
    event(
        &mut workbook,
        3,
        EventKind::DiagnosisCode,
        "2026-01-01",
        "Z79891",
    );
    assert_eq!(
        at(&workbook, Measure::CodeMissing, "2026-07-31"),
        (0.0, 2, 1)
    );
    assert_eq!(
        at(&workbook, Measure::CodeMissing, "2026-08-31"),
        (1.0, 2, 1)
    );
    assert_eq!(at(&workbook, Measure::CodeWrong, "2026-08-31"), (1.0, 2, 0));
    assert_eq!(
        value(&workbook, Measure::CodeWrong, "2026-08-31"),
        Some(1.0)
    );
    assert_eq!(value(&clinic(2), Measure::CodeWrong, "2026-08-31"), None);
}

#[test]
fn clinicians_and_teams_add_up_to_the_clinic() {
    let mut workbook = clinic(5);
    for (id, team) in [(1, "Blue"), (2, "Blue"), (3, "")] {
        workbook.clinicians.push(Clinician {
            id: ClinicianId(id),
            name: format!("Clinician {id}"),
            team: team.to_owned(),
            import: None,
        });
    }
    for (at, patient) in workbook.patients.iter_mut().enumerate().take(4) {
        patient.clinician = Some(ClinicianId(at as i64 % 3 + 1));
    }
    for patient in [1, 2, 3] {
        event(
            &mut workbook,
            patient,
            EventKind::Agreement,
            "2026-09-01",
            "signed",
        );
    }
    let history = MeasureHistory::compute(&workbook, &[day("2026-09-30")]);
    let of = |scope: &Scope| {
        let point = history.of_scope(Measure::Agreement, scope, &workbook)[0];
        (point.numerator, point.denominator)
    };
    let one = |id: i64| of(&Scope::Clinician(Some(ClinicianId(id))));
    assert_eq!((one(1), one(2), one(3)), ((1.0, 2), (1.0, 1), (1.0, 1)));
    assert_eq!(of(&Scope::Clinician(None)), (0.0, 1));
    assert_eq!(of(&Scope::Team("Blue".to_owned())), (2.0, 3));
    assert_eq!(of(&Scope::Clinic), (3.0, 5));
    let behind = patients_behind(
        &workbook,
        Measure::Agreement,
        &Scope::Team("Blue".to_owned()),
        day("2026-09-30"),
    );
    assert_eq!(behind.len(), 3);
    assert_eq!(behind.iter().filter(|b| b.counted).count(), 2);
}

// The team's own measures.

fn ask(workbook: &mut Workbook, command: Ask) -> Result<(), String> {
    let set = Command::Measure(command).edits(workbook, "MK", today());
    let set = set.map_err(|refusal| refusal.0)?;
    set.edits.iter().for_each(|edit| workbook.apply(edit));
    Ok(())
}

fn own(form: OwnForm) -> Workbook {
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

#[test]
fn every_form_has_its_own_value_and_a_missing_month_is_a_gap() {
    for (form, expected) in [
        (OwnForm::Count, [Some(4.0), None, Some(6.0)]),
        (OwnForm::Share, [Some(20.0), None, Some(60.0)]),
        (OwnForm::Rate, [Some(20.0), None, Some(60.0)]),
        (OwnForm::Mean, [Some(4.0), None, Some(6.0)]),
        (OwnForm::Running, [Some(4.0), None, Some(10.0)]),
    ] {
        let mut workbook = own(form);
        let points = [
            ("2026-01-10", Some(4.0), Some(20.0)),
            ("2026-03-10", Some(6.0), Some(10.0)),
        ];
        enter(&mut workbook, &points).unwrap();
        assert_eq!(values(&workbook), expected, "{form:?}");
    }
}

#[test]
fn samples_of_clinicians_are_pooled_and_kept_apart() {
    let mut workbook = own(OwnForm::Sample);
    for (id, name) in [(1, "Doyle"), (2, "Hanley")] {
        workbook.clinicians.push(Clinician {
            id: ClinicianId(id),
            name: name.to_owned(),
            team: String::new(),
            import: None,
        });
    }
    let point = |name: &str, n, d| OwnPoint {
        numerator: Some(n),
        denominator: Some(d),
        clinician: name.to_owned(),
        ..OwnPoint::new(OwnMeasureId(1), day("2026-09-10"))
    };
    let points = vec![point("Doyle", 1.0, 10.0), point("Hanley", 9.0, 10.0)];
    ask(&mut workbook, Ask::SavePoints(OwnMeasureId(1), points)).unwrap();
    assert_eq!(values(&workbook), [Some(50.0)]);
    let scope = Scope::Clinician(Some(ClinicianId(2)));
    let history = MeasureHistory::default();
    let measure = MeasureId::Own(OwnMeasureId(1));
    let one = series_of(&workbook, &history, measure, &scope, today());
    assert_eq!(one.points[0].value, Some(90.0));
}

#[test]
fn entering_the_same_numbers_again_changes_nothing_and_others_take_their_place() {
    let mut workbook = own(OwnForm::Share);
    let points = [("2026-01-10", Some(4.0), Some(20.0))];
    enter(&mut workbook, &points).unwrap();
    let before = workbook.clone();
    enter(&mut workbook, &points).unwrap();
    assert_eq!(workbook, before);
    enter(&mut workbook, &[("2026-01-31", Some(5.0), Some(20.0))]).unwrap();
    assert_eq!(values(&workbook), [Some(25.0)]);
    assert_eq!(workbook.own_points[0].id, OwnPointId(1));
}

#[test]
fn numbers_that_cannot_be_are_refused_with_their_day() {
    for (form, n, d, words) in [
        (OwnForm::Share, Some(4.0), None, "lacks its denominator"),
        (
            OwnForm::Share,
            Some(4.0),
            Some(0.0),
            "lacks its denominator",
        ),
        (OwnForm::Share, Some(5.0), Some(4.0), "more than all"),
        (OwnForm::Count, Some(-1.0), None, "cannot be used"),
        (OwnForm::Count, Some(f64::NAN), None, "cannot be used"),
    ] {
        let mut workbook = own(form);
        let refused = enter(&mut workbook, &[("2026-01-10", n, d)]).unwrap_err();
        assert!(
            refused.contains(words) && refused.contains("2026-01-10"),
            "{refused}"
        );
        assert!(workbook.own_points.is_empty());
    }
    let mut workbook = own(OwnForm::Count);
    assert!(
        enter(&mut workbook, &[("2026-11-01", Some(1.0), None)]).is_err(),
        "to come"
    );
    let twice = [
        ("2026-01-01", Some(1.0), None),
        ("2026-01-09", Some(2.0), None),
    ];
    assert!(enter(&mut workbook, &twice).unwrap_err().contains("twice"));
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
    let mut workbook = own(OwnForm::Count);
    for month in 1..=9 {
        let on = format!("2026-0{month}-15");
        enter(&mut workbook, &[(&on, Some(f64::from(month)), None)]).unwrap();
    }
    workbook
}

#[test]
fn phases_the_frozen_baseline_and_points_left_out_reach_the_judgement_together() {
    let mut workbook = counted();
    for ask_for in [
        mark(MarkKind::Baseline, "2026-03-02", ""),
        mark(MarkKind::Phase, "2026-06-30", "new front desk"),
        mark(MarkKind::LeftOut, "2026-02-02", "flu week"),
        mark(MarkKind::Note, "2026-04-02", "a note"),
    ] {
        ask(&mut workbook, ask_for).unwrap();
    }
    let made = series(&workbook);
    assert_eq!(made.series.parts, [5]);
    assert_eq!(made.series.freeze, Some(3));
    assert_eq!(made.series.exclude, [2]);
    let names: Vec<_> = made.parts.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(
        names,
        ["Phase 1 · baseline, frozen", "Phase 2 · new front desk"]
    );
    let found = analyse(&made.series, Rules::Anhoej);
    assert_eq!(
        found.parts[0].median,
        Some(2.0),
        "of 1 and 3: the second is left out"
    );
    assert_eq!(found.parts[0].baseline_last, Some(3));
    assert_eq!(found.parts[1].median, Some(7.5));
}

#[test]
fn another_method_breaks_the_series_and_a_chart_has_one_baseline() {
    let mut workbook = counted();
    ask(
        &mut workbook,
        mark(MarkKind::Method, "2026-05-01", "chart review"),
    )
    .unwrap();
    ask(&mut workbook, mark(MarkKind::Baseline, "2026-02-01", "")).unwrap();
    ask(&mut workbook, mark(MarkKind::Baseline, "2026-03-01", "")).unwrap();
    let made = series(&workbook);
    assert_eq!(made.parts[1].name, "New method · chart review");
    assert_eq!(made.series.parts, [4]);
    assert_eq!(made.series.freeze, Some(3));
    let refused = ask(&mut workbook, mark(MarkKind::Method, "2026-05-30", "again"));
    assert!(refused.unwrap_err().contains("set at this point already"));
    assert!(
        ask(&mut workbook, mark(MarkKind::Phase, "2026-05-30", " ")).is_err(),
        "no reason"
    );
}

#[test]
fn the_tally_of_an_ended_period_is_a_point_and_taps_outside_it_are_refused() {
    let mut workbook = own(OwnForm::Tally);
    let period = TallyPeriod {
        id: TallyPeriodId(0),
        measure: OwnMeasureId(1),
        starts_on: day("2026-09-28"),
        ends_on: day("2026-10-11"),
        categories: vec!["early refill".to_owned(), " ".to_owned(), "lost".to_owned()],
        by: String::new(),
        on: today(),
    };
    ask(&mut workbook, Ask::SaveTally(Box::new(period))).unwrap();
    assert_eq!(
        workbook.tally_periods[0].categories,
        ["early refill", "lost"]
    );
    let tap = |workbook: &mut Workbook, on: &str, category: &str, more| {
        let ask_for = Ask::Tap {
            period: TallyPeriodId(1),
            day: day(on),
            category: category.to_owned(),
            more,
        };
        ask(workbook, ask_for)
    };
    for _ in 0..3 {
        tap(&mut workbook, "2026-09-28", "early refill", 1).unwrap();
    }
    tap(&mut workbook, "2026-10-11", "lost", 1).unwrap();
    tap(&mut workbook, "2026-10-11", "lost", -1).unwrap();
    assert!(
        tap(&mut workbook, "2026-10-11", "lost", -1).is_err(),
        "not below 0"
    );
    assert!(
        tap(&mut workbook, "2026-10-12", "lost", 1).is_err(),
        "after the period"
    );
    assert!(
        tap(&mut workbook, "2026-10-01", "other", 1).is_err(),
        "no such category"
    );
    assert_eq!(values(&workbook), [Some(3.0)]);
    let history = MeasureHistory::default();
    let measure = MeasureId::Own(OwnMeasureId(1));
    let during = series_of(
        &workbook,
        &history,
        measure,
        &Scope::Clinic,
        day("2026-10-11"),
    );
    assert!(during.points.is_empty(), "a running period is no point yet");
}

#[test]
fn a_measure_goes_with_everything_entered_for_it_and_comes_back_whole() {
    let mut workbook = counted();
    ask(&mut workbook, mark(MarkKind::Note, "2026-04-02", "a note")).unwrap();
    let measure = MeasureId::Own(OwnMeasureId(1));
    let aim = Aim {
        from: Some(9.0),
        to: 2.0,
        by: None,
    };
    ask(&mut workbook, Ask::SetAim(measure, Some(aim))).unwrap();
    let choice = MeasureChoice {
        is_watched: true,
        ..MeasureChoice::new(measure, today())
    };
    ask(&mut workbook, Ask::SaveChoice(Box::new(choice))).unwrap();
    let before = workbook.clone();
    let set = Command::Measure(Ask::RemoveMeasure(OwnMeasureId(1)));
    let set = set.edits(&workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|edit| workbook.apply(edit));
    assert!(workbook.own_points.is_empty() && workbook.marks.is_empty());
    assert!(workbook.goals.is_empty() && workbook.choices.is_empty());
    let back = set.inverse();
    back.edits.iter().for_each(|edit| workbook.apply(edit));
    workbook.next = before.next.clone();
    assert_eq!(workbook, before);
}

#[test]
fn a_frozen_baseline_never_moves() {
    let mut workbook = counted();
    let history = MeasureHistory::default();
    let frozen = Snapshot {
        id: crate::domain::ids::SnapshotId(0),
        as_of: day("2026-03-31"),
        basis: Basis::Counted,
        method: "list of September".to_owned(),
        cautions: String::new(),
        values: values_now(&workbook, &history, day("2026-03-31")),
        by: String::new(),
        on: today(),
    };
    assert_eq!(frozen.values[0].value as u32, 3);
    ask(&mut workbook, Ask::SaveSnapshot(Box::new(frozen))).unwrap();
    enter(&mut workbook, &[("2026-03-01", Some(8.0), None)]).unwrap();
    let changed = Snapshot {
        cautions: "two lists".to_owned(),
        values: Vec::new(),
        as_of: today(),
        ..workbook.snapshots[0].clone()
    };
    ask(&mut workbook, Ask::SaveSnapshot(Box::new(changed))).unwrap();
    let kept = &workbook.snapshots[0];
    assert_eq!((kept.values[0].value, kept.as_of), (3.0, day("2026-03-31")));
    assert_eq!(kept.cautions, "two lists");
}

#[test]
fn the_course_is_the_line_of_the_newest_points_and_says_nothing_of_few() {
    let months: Vec<(NaiveDate, f64)> = (0..12)
        .map(|m| {
            (
                day("2026-01-01") + chrono::Duration::days(30 * m),
                40.0 - m as f64,
            )
        })
        .collect();
    let last = months[11].0;
    let found = course(&months, last + chrono::Duration::days(90), Unit::Percent).unwrap();
    assert!((found.value - 26.0).abs() < 1e-9, "{found:?}");
    let to = |value, from| Goal {
        id: GoalId(1),
        measure: Measure::MedSecond.into(),
        value,
        by: None,
        from,
    };
    for (goal, better, is_met) in [
        (to(26.5, None), Better::Lower, true),
        (to(20.0, None), Better::Lower, false),
        // Passed already, and still getting better.
        (to(30.0, None), Better::Lower, true),
        (to(20.0, None), Better::Higher, true),
        (to(30.0, Some(40.0)), Better::Neither, true),
        (to(30.0, Some(20.0)), Better::Neither, false),
    ] {
        assert_eq!(
            found.meets(&goal, better, 29.0),
            is_met,
            "{goal:?} {better:?}"
        );
    }
    assert_eq!(course(&months[..5], last, Unit::Percent), None, "too few");
    assert_eq!(course(&months, last, Unit::Percent), None, "no time left");
    let far = course(&months, last + chrono::Duration::days(3000), Unit::Percent).unwrap();
    assert!(far.value.abs() < 1e-9, "a share is not below 0");
}

#[test]
fn an_aim_reads_as_a_sentence() {
    let goal = |from, by: Option<&str>| Goal {
        id: GoalId(1),
        measure: Measure::MedSecond.into(),
        value: 10.0,
        by: by.map(day),
        from,
    };
    let whole = goal(Some(19.84), Some("2027-03-31"));
    assert_eq!(
        aim_sentence(&whole, Unit::Percent),
        "from 19.8 % to 10 % by 2027-03-31"
    );
    assert_eq!(aim_sentence(&goal(None, None), Unit::Milligrams), "10 mg");
}

#[test]
fn every_computed_measure_has_words_of_its_own_and_its_code_reads_back() {
    let settings = Settings::default();
    let mut seen = std::collections::HashSet::new();
    for measure in Measure::ALL {
        assert_eq!(MeasureId::from_code(measure.code()), Some(measure.into()));
        assert!(seen.insert(measure.label(&settings)), "{measure:?}");
        assert!(
            seen.insert(format!("{}!", measure.definition(&settings))),
            "{measure:?}"
        );
        let json = serde_json::to_string(&MeasureId::Computed(measure)).unwrap();
        assert_eq!(json, format!("\"{}\"", measure.code()));
    }
    let old: MeasureId = serde_json::from_str("\"ltot_patients\"").unwrap();
    assert_eq!(
        old,
        Measure::LtotPatients.into(),
        "as the first histories have it"
    );
    assert_eq!(MeasureId::from_code("own_7"), Some(OwnMeasureId(7).into()));
    assert_eq!(MeasureId::from_code("own_x"), None);
}

#[test]
fn periods_end_where_calendars_say() {
    for (period, on, expected) in [
        (Period::Day, "2026-02-10", "2026-02-10"),
        (Period::Week, "2026-02-09", "2026-02-15"),
        (Period::Week, "2026-02-15", "2026-02-15"),
        (Period::Month, "2028-02-10", "2028-02-29"),
        (Period::Quarter, "2026-11-01", "2026-12-31"),
        (Period::Quarter, "2026-03-31", "2026-03-31"),
    ] {
        assert_eq!(period.end_of(day(on)), day(expected), "{period:?} {on}");
        let next = period.after(day(expected));
        assert!(next > day(expected) && period.end_of(next) == next);
    }
}

#[test]
fn a_tally_that_nobody_tapped_is_a_gap_and_not_zero() {
    let mut workbook = own(OwnForm::Tally);
    let period = TallyPeriod {
        id: TallyPeriodId(0),
        measure: OwnMeasureId(1),
        starts_on: day("2026-07-01"),
        ends_on: day("2026-07-14"),
        categories: vec!["early refill".to_owned()],
        by: String::new(),
        on: today(),
    };
    ask(&mut workbook, Ask::SaveTally(Box::new(period))).unwrap();
    assert_eq!(values(&workbook), [None]);
    let count = OwnMeasure {
        form: OwnForm::Count,
        ..workbook.own_measures[0].clone()
    };
    let refused = ask(&mut workbook, Ask::SaveMeasure(Box::new(count)));
    assert!(refused.is_err(), "the tally would be lost");
}

#[test]
fn numbers_of_a_month_are_not_made_numbers_of_a_quarter() {
    let mut workbook = counted();
    let quarterly = OwnMeasure {
        period: Period::Quarter,
        ..workbook.own_measures[0].clone()
    };
    let refused = ask(&mut workbook, Ask::SaveMeasure(Box::new(quarterly)));
    assert!(refused.unwrap_err().contains("same quarter"));
}

#[test]
fn what_did_not_take_place_is_no_check() {
    for (kind, value, is_done) in [
        (EventKind::Agreement, "not signed", false),
        (EventKind::Agreement, "no", false),
        (EventKind::Agreement, "None", false),
        (EventKind::PdmpCheck, "not done", false),
        (EventKind::PdmpCheck, "no other prescriber", true),
        (EventKind::UrineDrugTest, "pending", true),
        (EventKind::UrineDrugTest, "not unexpected", true),
        (EventKind::Visit, "No show", false),
        (EventKind::Visit, "cancelled by patient", false),
        (EventKind::Visit, "", true),
    ] {
        let mut workbook = clinic(1);
        event(&mut workbook, 1, kind, "2026-09-01", value);
        let found = workbook.events[0].took_place();
        assert_eq!(found, is_done, "{kind:?} {value}");
    }
}

#[test]
fn an_unreadable_newest_tier_is_unknown_and_not_the_one_before() {
    let mut workbook = clinic(1);
    event(&mut workbook, 1, EventKind::Visit, "2026-05-01", "");
    event(&mut workbook, 1, EventKind::RiskTier, "2026-01-01", "high");
    event(
        &mut workbook,
        1,
        EventKind::RiskTier,
        "2026-06-01",
        "unclear",
    );
    assert_eq!(
        at(&workbook, Measure::VisitInTime, "2026-09-30"),
        (0.0, 1, 1)
    );
}

#[test]
fn a_running_count_is_unknown_from_its_first_unknown_number_on() {
    let mut workbook = own(OwnForm::Running);
    let points = [
        ("2026-01-10", Some(3.0), None),
        ("2026-02-10", None, None),
        ("2026-03-10", Some(2.0), None),
    ];
    enter(&mut workbook, &points).unwrap();
    assert_eq!(values(&workbook), [Some(3.0), None, None]);
}

#[test]
fn what_people_left_out_leads_nowhere() {
    let mut workbook = counted();
    let measure = MeasureId::Own(OwnMeasureId(1));
    let aim = Aim {
        from: None,
        to: 20.0,
        by: Some(day("2027-03-31")),
    };
    ask(&mut workbook, Ask::SetAim(measure, Some(aim))).unwrap();
    let history = MeasureHistory::default();
    let of = |workbook: &Workbook| {
        Judged::of(workbook, &history, measure, Scope::Clinic, today()).course
    };
    assert_eq!(of(&workbook).unwrap().points, 9);
    for on in ["2026-01-02", "2026-02-02", "2026-03-02", "2026-04-02"] {
        ask(&mut workbook, mark(MarkKind::LeftOut, on, "flu")).unwrap();
    }
    assert_eq!(of(&workbook), None, "five are too few");
}
