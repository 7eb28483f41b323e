//! Tests of the home tab.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::agenda::{self, DueItem, DueOf};
use crate::domain::command::Command;
use crate::domain::event::{Decision, Verdict};
use crate::domain::history::HistoryEntry;
use crate::domain::ids::DecisionId;
use crate::domain::measure::{Measure, MeasureId};
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme::StageId;
use crate::domain::registry::Registry;
use crate::domain::stage::command::{StageChange, StageCommand};
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::today;
use crate::ui::measures::tests::Demo;
use crate::ui::request;
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
        [Request::ShowMeasure(MeasureId::Computed(Measure::Naloxone))]
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

/// Draws the tab as it is projected.
fn presented(demo: Demo) -> Harness<'static, Tab> {
    let tab = Tab {
        demo,
        state: HomeState::default(),
        out: Vec::new(),
    };
    let theme = Theme::present(1080.0);
    harness_in(theme, (1920.0, 1080.0), tab, |ui, tab: &mut Tab| {
        home_ui(ui, &tab.demo.view(), &mut tab.state, true, &mut tab.out);
    })
}

/// The demo clinic with its stages, plans and small tests.
fn story() -> Demo {
    let mut demo = Demo::new();
    for (day, command) in crate::app::demo::plans(today()) {
        let set = command.edits(&demo.workbook, "MK", day).unwrap();
        set.edits.iter().for_each(|e| demo.workbook.apply(e));
    }
    demo
}

/// A clinic that a milestone of block 2 is overdue in.
fn overdue() -> Demo {
    let mut workbook = Workbook::default();
    let line = LineId::BuiltIn("M-06".to_owned());
    let target = MilestoneChange::Target(Some(today() - chrono::Duration::days(3)));
    let command = Command::Milestone(MilestoneCommand::Change(line, target));
    let set = command.edits(&workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    Demo::of(workbook)
}

#[test]
fn what_is_overdue_says_so_and_leads_to_its_milestone() {
    let mut harness = tab(overdue());
    harness.get_by_label("1 overdue");
    harness
        .get_by_label("Block 2, Agreement backs policy, Overdue 3 days")
        .click();
    harness.run();
    let [Request::ShowMilestone(id)] = harness.state().out.as_slice() else {
        panic!("it does not lead to the milestone");
    };
    assert_eq!(id, "M-06");
}

#[test]
fn steps_and_small_tests_lead_to_themselves() {
    let items = agenda::due_items(&story().workbook, today());
    let step = items
        .iter()
        .find(|i| matches!(i.of, DueOf::Task(_)) && i.is_overdue());
    let test = items.iter().find(|i| matches!(i.of, DueOf::Test(_)));
    for item in [step.unwrap(), test.unwrap()] {
        let mut harness = tab(story());
        harness.get_by_label_contains(&item.text).click();
        harness.run();
        let led = match (harness.state().out.as_slice(), &item.of) {
            ([Request::ShowActivity(to)], DueOf::Task(task)) => *to == task.activity(),
            ([Request::ShowTest(to)], DueOf::Test(test)) => to == test,
            _ => false,
        };
        assert!(led, "{}", item.text);
    }
}

#[test]
fn with_nothing_due_the_undated_tasks_are_counted() {
    let mut workbook = Workbook::default();
    let copy = Command::Plan(PlanCommand::CopyExample);
    let set = copy.edits(&workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    let undated = workbook.activities.len() + workbook.steps.len();
    let mut harness = tab(Demo::of(workbook));
    harness.get_by_label("Nothing is due in the next two weeks.");
    harness.get_by_label_contains(&format!("{undated} open tasks have no date."));
    harness.get_by_label("Open action plan").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::Show(request::Tab::Plan)]
    ));
}

#[test]
fn without_dates_the_stages_ask_for_them_and_with_dates_they_are_drawn() {
    let mut harness = tab(Demo::of(Workbook::default()));
    assert!(harness.query_by_label_contains("Stages of the").is_none());
    harness.get_by_label("Enter the dates…").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::ShowStage(StageId::PrepareAndLaunch)]
    ));
    let mut demo = Demo::of(Workbook::default());
    demo.status.is_read_only = true;
    let harness = tab(demo);
    assert!(harness.query_by_label("Enter the dates…").is_none());
    let harness = tab(story());
    assert!(harness.query_by_label("Enter the dates…").is_none());
    harness.get_by_label_contains("Stages of the programme. On 2026-10-12: Prepare and launch");
}

#[test]
fn the_stage_checklist_leads_to_the_stage_the_clinic_is_in() {
    let mut harness = tab(story());
    harness.get_by_label_contains("Stage checklist, ").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::ShowStage(StageId::DesignAndImplement)]
    ));
}

#[test]
fn a_stage_with_nothing_but_a_planned_end_keeps_it_when_it_is_past() {
    let end = |from: Option<i64>, to: i64| {
        let mut demo = Demo::of(Workbook::default());
        let on = |offset: i64| Some(today() + chrono::Duration::days(offset));
        let stage = StageId::PrepareAndLaunch;
        let changes = [
            StageChange::PlannedFrom(from.and_then(on)),
            StageChange::PlannedTo(on(to)),
        ];
        for change in changes {
            let command = Command::Stage(StageCommand::Change(stage, change));
            let set = command.edits(&demo.workbook, "MK", today()).unwrap();
            set.edits.iter().for_each(|e| demo.workbook.apply(e));
        }
        let mut cache = ProgrammeCache::default();
        let view = demo.view();
        programme::of(&view, &mut cache).timeline.stages[0].expected_end
    };
    let days = |offset: i64| Some(today() + chrono::Duration::days(offset));
    assert_eq!(end(None, 30), days(30));
    assert_eq!(end(None, -30), days(-30));
    assert_eq!(
        end(Some(-60), -30),
        None,
        "the bar says how long it is over"
    );
}

fn entry(number: i64) -> HistoryEntry {
    HistoryEntry {
        number,
        at: String::new(),
        who: String::new(),
        act: "edit".to_owned(),
        what: String::new(),
    }
}

#[test]
fn the_list_is_new_on_a_new_day_and_after_a_change() {
    let mut demo = overdue();
    let mut cache = ProgrammeCache::default();
    let mut view = demo.view();
    assert_eq!(programme::of(&view, &mut cache).agenda.tally(), "1 overdue");
    view.today = today() - chrono::Duration::days(5);
    assert_eq!(programme::of(&view, &mut cache).agenda.tally(), "1 due");
    demo.workbook.milestones.clear();
    demo.workbook.history.push(entry(1));
    let view = demo.view();
    assert_eq!(programme::of(&view, &mut cache).agenda.tally(), "");
}

#[test]
fn nothing_of_patients_or_measures_is_projected_and_nothing_can_be_pressed() {
    let harness = presented(story());
    harness.get_by_label("Milestones reached");
    harness.get_by_label_contains("Stages of the programme");
    for hidden in [
        "MED",
        "LtOT",
        "Naloxone",
        "fills.csv",
        "Open action plan",
        "To look at",
    ] {
        let found = harness.query_by_label_contains(hidden);
        assert!(found.is_none(), "{hidden}");
    }
    let links = harness.query_all_by_role(egui::accesskit::Role::Link);
    let buttons = harness.query_all_by_role(egui::accesskit::Role::Button);
    assert_eq!(links.count() + buttons.count(), 0);
}

#[test]
fn what_has_no_room_on_the_wall_is_counted() {
    let harness = presented(story());
    let all = agenda::due_items(&harness.state().demo.workbook, today());
    let name = |i: &DueItem| format!("Block {}, {}", i.block.unwrap(), i.text);
    let shown = all
        .iter()
        .filter(|i| harness.query_by_label_contains(&name(i)).is_some())
        .count();
    assert!(shown > 3 && shown < all.len());
    let rest = all.len() - shown;
    harness.get_by_label(&format!("{rest} more in these two weeks"));
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
