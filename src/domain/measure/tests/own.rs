//! The measures that the team enters: their values, tallies, and what is refused.

use super::*;

#[test]
fn every_form_has_its_own_value_and_a_missing_month_is_a_gap() {
    for (form, expected) in [
        (OwnForm::Count, [Some(4.0), None, Some(6.0)]),
        (OwnForm::Share, [Some(20.0), None, Some(60.0)]),
        (OwnForm::Rate, [Some(20.0), None, Some(60.0)]),
        (OwnForm::Mean, [Some(4.0), None, Some(6.0)]),
        (OwnForm::Running, [Some(4.0), None, Some(10.0)]),
    ] {
        let mut workbook = measured(form);
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
    let mut workbook = measured(OwnForm::Sample);
    for (id, name) in [(1, "Doyle"), (2, "Hanley")] {
        workbook
            .clinicians
            .push(Clinician::named(ClinicianId(id), name));
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
    let mut workbook = measured(OwnForm::Share);
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
        let mut workbook = measured(form);
        let refused = enter(&mut workbook, &[("2026-01-10", n, d)]).unwrap_err();
        assert!(
            refused.contains(words) && refused.contains("2026-01-10"),
            "{refused}"
        );
        assert!(workbook.own_points.is_empty());
    }
    let mut workbook = measured(OwnForm::Count);
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

#[test]
fn the_tally_of_an_ended_period_is_a_point_and_taps_outside_it_are_refused() {
    let mut workbook = measured(OwnForm::Tally);
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
    let mut workbook = measured(OwnForm::Tally);
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
fn a_running_count_is_unknown_from_its_first_unknown_number_on() {
    let mut workbook = measured(OwnForm::Running);
    let points = [
        ("2026-01-10", Some(3.0), None),
        ("2026-02-10", None, None),
        ("2026-03-10", Some(2.0), None),
    ];
    enter(&mut workbook, &points).unwrap();
    assert_eq!(values(&workbook), [Some(3.0), None, None]);
}
