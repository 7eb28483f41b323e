//! Who is counted in the measures that are worked out.

use super::*;

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
            team: team.to_owned(),
            ..Clinician::named(ClinicianId(id), format!("Clinician {id}"))
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
