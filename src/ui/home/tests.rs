//! Tests of the home tab.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::event::{Decision, Verdict};
use crate::domain::ids::DecisionId;
use crate::domain::measure::Measure;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::today;
use crate::ui::measures::tests::Demo;
use crate::ui::request::PatientsView;
use crate::ui::widgets::testing::harness_in;

struct Tab {
    demo: Demo,
    state: HomeState,
    out: Vec<Request>,
}

fn tab(demo: Demo) -> Harness<'static, Tab> {
    let tab = Tab {
        demo,
        state: HomeState::default(),
        out: Vec::new(),
    };
    harness_in(Theme::light(), (1334.0, 662.0), tab, |ui, tab: &mut Tab| {
        home_ui(ui, &tab.demo.view(), &mut tab.state, false, &mut tab.out);
    })
}

#[test]
fn a_tile_leads_to_its_measure() {
    let mut harness = tab(Demo::new());
    harness
        .get_by_label_contains("Naloxone in the past 12 months, ")
        .click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::ShowMeasure(Measure::Naloxone)]
    ));
}

#[test]
fn candidates_are_counted_and_lead_to_their_list() {
    let mut harness = tab(Demo::new());
    let on_ltot = harness
        .state()
        .demo
        .registry
        .rows
        .iter()
        .filter(|r| r.rule_hit.is_some())
        .count();
    harness
        .get_by_label(&format!(
            "Candidates to confirm, {on_ltot} found by the rule"
        ))
        .click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::ShowPatients(PatientsView::Candidates)]
    ));
}

#[test]
fn patients_without_a_clinician_lead_to_those_alone() {
    let mut demo = Demo::new();
    for patient in &mut demo.workbook.patients {
        patient.clinician = None;
    }
    let on_ltot = demo.registry.rows.iter().filter(|r| r.is_on_ltot).count();
    let mut harness = tab(demo);
    harness
        .get_by_label(&format!(
            "No responsible clinician, {on_ltot} of the LtOT patients"
        ))
        .click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::ShowPatients(PatientsView::NoClinician)]
    ));
}

#[test]
fn a_confirmed_patient_is_no_candidate_and_a_deferred_one_stays() {
    let mut demo = Demo::new();
    let found: Vec<_> = demo
        .registry
        .rows
        .iter()
        .filter(|r| r.rule_hit.is_some())
        .map(|r| r.patient)
        .collect();
    for (at, verdict) in [Verdict::Confirmed, Verdict::Deferred]
        .into_iter()
        .enumerate()
    {
        demo.workbook.decisions.push(Decision {
            id: DecisionId(at as i64 + 1),
            patient: found[at],
            verdict,
            from: None,
            to: None,
            reason: String::new(),
            found_by: String::new(),
            by: "MK".to_owned(),
            decided_on: today(),
        });
    }
    demo.registry = Registry::on(&demo.workbook, demo.registry.as_of.unwrap());
    let harness = tab(demo);
    harness.get_by_label(&format!(
        "Candidates to confirm, {} found by the rule",
        found.len() - 1
    ));
}

#[test]
fn every_ltot_patient_is_in_one_dose_row_and_with_one_clinician() {
    let demo = Demo::new();
    let figures = Figures::count(&demo.view());
    assert!(figures.on_ltot > 100);
    assert_eq!(
        figures.doses.iter().map(|d| d.count).sum::<usize>(),
        figures.on_ltot
    );
    assert_eq!(
        figures.clinicians.iter().map(|c| c.on_ltot).sum::<usize>(),
        figures.on_ltot
    );
    let high: usize = figures.clinicians.iter().map(|c| c.high).sum();
    let last = demo.measures.of(Measure::MedSecond).last().unwrap();
    assert_eq!(
        high, last.numerator as usize,
        "home and the measure agree on the newest month end"
    );
}

#[test]
fn the_last_imports_are_named_with_their_counts() {
    let harness = tab(Demo::new());
    harness.get_by_label("fills.csv");
    harness.get_by_label_contains("Prescriptions, 2026-10-1");
    harness.get_by_label("420 new, 0 changed, 0 rejected");
}

#[test]
fn an_empty_clinic_is_told_the_first_step() {
    let mut harness = tab(Demo::of(Workbook::default()));
    harness.get_by_label("Import…").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::Ask(FileQuestion::Exports)]
    ));
}

#[test]
fn a_late_backup_can_be_made_from_here() {
    let mut demo = Demo::new();
    demo.status.backup_is_late = true;
    let mut harness = tab(demo);
    harness.get_by_label("No verified backup yet");
    harness.get_by_label("Back up now").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::BackUpNow(None)]
    ));
}

#[test]
fn old_data_say_so_and_fresh_data_do_not() {
    let mut demo = Demo::new();
    let harness = tab(Demo::new());
    assert!(harness.query_by_label_contains("days old").is_some());
    assert!(harness.query_by_label("Import an export…").is_none());
    demo.status.data_to = Some(today() - chrono::Duration::days(60));
    let harness = tab(demo);
    harness.get_by_label("Patient data are 60 days old");
    harness.get_by_label("Import an export…");
}
