//! Tests of the measures tab.

use std::fmt::Write as _;

use chrono::NaiveDate;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::app::demo::goals;
use crate::chart::measured::Look;
use crate::domain::command::Command;
use crate::domain::measure::command::{Aim, MeasureCommand};
use crate::domain::measure::{MeasureHistory, month_ends_in_data, patients_behind};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::{sample, today};
use crate::ui::view::Status;
use crate::ui::widgets::testing::harness_in;

/// The demo clinic with what is worked out from it.
pub(in crate::ui) struct Demo {
    pub workbook: Workbook,
    pub registry: Registry,
    pub measures: MeasureHistory,
    pub status: Status,
    pub revision: u64,
}

impl Demo {
    /// The demo clinic as of 2026-10-12.
    pub fn new() -> Self {
        let mut workbook = sample();
        for goal in goals(today()) {
            let set = goal.edits(&workbook, "MK", today()).unwrap();
            for edit in &set.edits {
                workbook.apply(edit);
            }
        }
        Self::of(workbook)
    }

    /// What is worked out from a workbook.
    pub fn of(workbook: Workbook) -> Self {
        let data_to = workbook.fill_period().map(|(_, last)| last);
        Self {
            registry: Registry::on(&workbook, data_to.unwrap_or(today())),
            measures: MeasureHistory::compute(&workbook, &month_ends_in_data(&workbook)),
            status: Status {
                data_to,
                ..Status::default()
            },
            workbook,
            revision: 1,
        }
    }

    /// What a tab draws from.
    pub fn view(&self) -> View<'_> {
        View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: self.revision,
            today: today(),
            as_of: self.registry.as_of.unwrap_or(today()),
            status: &self.status,
        }
    }
}

struct Tab {
    demo: Demo,
    state: MeasuresState,
    out: Vec<Request>,
}

fn tab_of(demo: Demo) -> Harness<'static, Tab> {
    let tab = Tab {
        demo,
        state: MeasuresState::default(),
        out: Vec::new(),
    };
    harness_in(Theme::light(), (1366.0, 690.0), tab, |ui, tab: &mut Tab| {
        measures_ui(ui, &tab.demo.view(), &mut tab.state, false, &mut tab.out);
    })
}

fn tab() -> Harness<'static, Tab> {
    tab_of(Demo::new())
}

fn press(harness: &mut Harness<'static, Tab>, label: &str) {
    harness.get_by_label_contains(label).click();
    harness.run();
}

#[test]
fn tiles_say_value_and_n_and_the_chosen_measure_is_always_among_them() {
    let mut harness = tab();
    for measure in [Measure::MedSecond, Measure::CodeWrong] {
        harness.state_mut().state.choose(measure);
        harness.run();
        let summary = harness.state().state.summaries.of(measure).unwrap();
        let label = format!(
            "{}, {}, {}. {}",
            summary.name,
            summary.value,
            summary.count,
            summary.signal_word()
        );
        harness.get_by_label(&label);
    }
}

#[test]
fn a_tile_chooses_its_measure() {
    let mut harness = tab();
    harness.get_by_label("Run chart of Patients at MED 90 or more");
    press(&mut harness, "MED 50 or more, ");
    harness.get_by_label("Run chart of Patients at MED 50 or more");
}

#[test]
fn arrow_keys_move_the_chosen_month() {
    let mut harness = tab();
    harness.get_by_label("September 2026");
    harness
        .get_by_label("Run chart of Patients at MED 90 or more")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    harness.get_by_label("August 2026");
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(
        harness.state().state.point,
        harness.state().demo.measures.month_ends.first().copied()
    );
    harness.key_press(Key::End);
    harness.run();
    harness.get_by_label("September 2026");
}

#[test]
fn the_patients_behind_a_point_are_those_of_the_measure() {
    let mut harness = tab();
    let day = *harness.state().demo.measures.month_ends.last().unwrap();
    let behind = patients_behind(
        &harness.state().demo.workbook,
        Measure::MedSecond,
        &Scope::Clinic,
        day,
    );
    let counted: Vec<_> = behind.iter().filter(|b| b.counted).collect();
    assert!(counted.len() > 1, "the demo has patients at 90 or more");
    press(&mut harness, &format!("Show {} patients", counted.len()));
    let first = harness
        .state()
        .demo
        .workbook
        .patient(counted[0].patient)
        .unwrap()
        .name();
    harness.get_by_label(&first).click();
    harness.run();
    let asked = harness
        .state()
        .out
        .iter()
        .any(|r| matches!(r, Request::ShowPatient(p) if *p == counted[0].patient));
    assert!(asked, "a press on a row opens the patient");
    assert!(harness.state().state.behind.is_none());
}

#[test]
fn escape_closes_the_list_of_patients() {
    let mut harness = tab();
    press(&mut harness, "Show ");
    assert!(harness.state().state.behind.is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().state.behind.is_none());
}

#[test]
fn a_typed_aim_is_asked_for_and_a_wrong_one_is_not() {
    let mut harness = tab();
    harness.state_mut().state.choose(Measure::MeanMed);
    harness.run();
    harness.get_by_label("Aim…").click();
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "To, mg a day");
    assert!(field.is_focused(), "the first field has the focus");
    field.type_text("about 40");
    harness.run();
    harness.get_by_label("This is no number. Type digits, e.g. 10 or 12.5.");
    harness
        .state_mut()
        .state
        .aim
        .as_mut()
        .unwrap()
        .type_in("40,5 mg", "2027-03-31", today());
    harness.run();
    harness.get_by_label("Set aim").click();
    harness.run();
    let day = NaiveDate::from_ymd_opt(2027, 3, 31);
    let expected = |from| {
        let aim = Aim {
            from,
            to: 40.5,
            by: day,
        };
        Command::Measure(MeasureCommand::SetAim(Measure::MeanMed.into(), Some(aim)))
    };
    let asked = harness.state().out.iter().find_map(|r| match r {
        Request::Command(Command::Measure(MeasureCommand::SetAim(_, Some(aim)))) => Some(*aim),
        _ => None,
    });
    let from = asked.expect("an aim").from;
    assert!(from.is_some(), "a new aim starts from the median");
    let expected = expected(from);
    assert!(
        harness
            .state()
            .out
            .iter()
            .any(|r| matches!(r, Request::Command(c) if *c == expected))
    );
    assert!(harness.state().state.aim.is_none());
}

#[test]
fn an_aim_can_be_removed_only_where_there_is_one() {
    let mut harness = tab();
    harness.get_by_label("Aim from 18 % to 4 % by 2027-02-28");
    harness.get_by_label("Aim…").click();
    harness.run();
    harness.get_by_label("Remove aim").click();
    harness.run();
    let expected = Command::Measure(MeasureCommand::SetAim(Measure::MedSecond.into(), None));
    assert!(
        harness
            .state()
            .out
            .iter()
            .any(|r| matches!(r, Request::Command(c) if *c == expected))
    );
    harness.state_mut().state.choose(Measure::MeanMed);
    harness.run();
    harness.get_by_label("Aim…").click();
    harness.run();
    assert!(harness.query_by_label("Remove aim").is_none());
}

#[test]
fn the_export_menu_saves_the_data_with_its_unknowns() {
    let mut harness = tab();
    harness.get_by_label("Export…").click();
    harness.run();
    harness.get_by_label("Data, CSV").click();
    harness.run();
    let saved = harness.state().out.iter().find_map(|r| match r {
        Request::Save {
            name,
            bytes,
            identified,
            ..
        } => Some((name.clone(), bytes.clone(), *identified)),
        _ => None,
    });
    let (name, bytes, identified) = saved.unwrap();
    assert!(name.ends_with("med_ge90_2026-09.csv"), "{name}");
    assert!(!identified);
    let text = String::from_utf8(bytes).unwrap();
    let tab = harness.state();
    let point = tab.demo.measures.of(Measure::MedSecond).last().unwrap();
    let mut expected = String::new();
    write!(
        expected,
        "2026-09-30,med_ge90,Clinic,{},{},{},",
        point.numerator, point.denominator, point.unknown
    )
    .unwrap();
    assert!(
        text.lines().last().unwrap().starts_with(&expected),
        "{text}"
    );
    assert_eq!(text.lines().count(), tab.demo.measures.month_ends.len() + 1);
}

#[test]
fn pictures_carry_title_finding_and_footer() {
    let demo = Demo::new();
    let mut summaries = Summaries::default();
    summaries.refresh(&demo.view());
    let summary = summaries.of(Measure::MedSecond).unwrap();
    for what in [export::What::Png, export::What::Svg] {
        let mut out = Vec::new();
        export::export(
            &egui::Context::default(),
            summary,
            &demo.view(),
            (what, Look::default()),
            &mut out,
        )
        .unwrap();
        assert!(matches!(
            out.as_slice(),
            [Request::Save {
                identified: false,
                ..
            }]
        ));
    }
    let words = export::picture(summary, &demo.workbook, Look::default()).words();
    for part in [
        "Patients at MED 90 or more, aim from 18 % to 4 % by 2027-02-28",
        "Rule: Anhøj",
        "n patients on LtOT at month's end",
        "CDC 2022",
        "Better: ",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
}

#[test]
fn without_prescriptions_the_tab_asks_for_an_import() {
    let mut harness = tab_of(Demo::of(Workbook::default()));
    harness.get_by_label("Import…").click();
    harness.run();
    assert!(matches!(
        harness.state().out.as_slice(),
        [Request::Ask(FileQuestion::Exports)]
    ));
}

#[test]
fn a_month_without_patients_is_a_gap_and_not_zero() {
    let mut demo = Demo::new();
    let ends = month_ends_in_data(&demo.workbook);
    // A year before the first fill nobody is on LtOT.
    let before = ends[0] - chrono::Duration::days(400);
    let all: Vec<NaiveDate> = std::iter::once(before).chain(ends).collect();
    demo.measures = MeasureHistory::compute(&demo.workbook, &all);
    let mut summaries = Summaries::default();
    summaries.refresh(&demo.view());
    let summary = summaries.of(Measure::Sedative).unwrap();
    assert_eq!(summary.analysis.values[0], None);
    assert_eq!(
        summary::value_words(summary.unit(), &summary.series.points[0]),
        "no value"
    );
}

#[test]
fn a_new_aim_is_seen_at_once_and_nothing_is_made_twice() {
    let mut demo = Demo::new();
    let mut summaries = Summaries::default();
    assert!(summaries.refresh(&demo.view()));
    assert!(!summaries.refresh(&demo.view()));
    demo.workbook.goals.clear();
    demo.revision += 1;
    assert!(summaries.refresh(&demo.view()));
    assert_eq!(
        summaries.of(Measure::MedSecond).unwrap().aim(),
        "No aim set"
    );
}

/// The demo clinic with a small test of naloxone that began in a month.
fn with_test(start: &str) -> Demo {
    let mut demo = Demo::new();
    let mut test = crate::domain::small_test::SmallTest::new(today());
    test.change = "naloxone at check-out".to_owned();
    test.measure = Some(Measure::Naloxone.into());
    test.starts_on = start.parse().ok();
    let save = crate::domain::small_test::command::SmallTestCommand::Save(Box::new(test));
    let set = Command::SmallTest(save).edits(&demo.workbook, "MK", today());
    for edit in &set.expect("is carried out").edits {
        demo.workbook.apply(edit);
    }
    demo
}

#[test]
fn a_small_test_is_marked_on_its_measures_chart_and_its_words_lead_to_it() {
    let mut harness = tab_of(with_test("2026-03-10"));
    harness.run();
    let words = "2026-03 · Small test: naloxone at check-out";
    assert!(harness.query_by_label(words).is_none(), "another measure");
    harness.state_mut().state.choose(Measure::Naloxone);
    harness.run();
    let chart = harness.state().state.chart.as_ref().expect("a chart");
    assert_eq!(chart.discs(), [1]);
    harness.get_by_label(words).click();
    harness.run();
    let id = harness.state().demo.workbook.tests[0].id;
    let asked = harness.state().out.last();
    assert!(matches!(asked, Some(Request::ShowTest(shown)) if *shown == id));
}

#[test]
fn a_picture_that_leaves_the_window_lists_its_small_tests() {
    let demo = with_test("2026-03-10");
    let mut state = MeasuresState::default();
    state.summaries.refresh(&demo.view());
    let summary = state.summaries.of(Measure::Naloxone).expect("a measure");
    let scene = export::picture(summary, &demo.workbook, Look::default());
    let said = format!("{scene:?}");
    assert!(said.contains("2026-03 · Small test: naloxone at check-out"));
}
