//! What is set on charts, aims, and where a measure is heading.

use super::*;

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
