//! Tests of the page that puts clinicians side by side.

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::comparison::Chart;
use super::hiding::{hidden_ever, hidden_on};
use super::*;
use crate::domain::command::Command;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{Measure, OwnForm, OwnMeasure, OwnPoint, Scope, Unit};
use crate::domain::run_chart::FindingKind;
use crate::ui::clinic::testing::today;
use crate::ui::measures::export::What;
use crate::ui::measures::tests::Demo;
use crate::ui::widgets::testing::{click, harness_in, type_into};

struct Page {
    demo: Demo,
    summaries: Summaries,
    state: ClinicianState,
    is_presented: bool,
    opened: Option<Opened>,
    out: Vec<Request>,
}

fn page_of(demo: Demo, is_presented: bool) -> Harness<'static, Page> {
    let mut summaries = Summaries::default();
    summaries.refresh(&demo.view());
    let page = Page {
        demo,
        summaries,
        state: ClinicianState::default(),
        is_presented,
        opened: None,
        out: Vec::new(),
    };
    let theme = if is_presented {
        Theme::present(1080.0)
    } else {
        Theme::light()
    };
    let size = if is_presented {
        (1920.0, 1080.0)
    } else {
        (1366.0, 650.0)
    };
    let mut harness = harness_in(theme, size, page, |ui, page: &mut Page| {
        let view = page.demo.view();
        page.summaries.refresh(&view);
        let of = (&page.summaries, Measure::MedSecond.into());
        let (state, out) = (&mut page.state, &mut page.out);
        if let Some(opened) = clinicians_ui(ui, &view, state, of, page.is_presented, out) {
            page.opened = Some(opened);
        }
    });
    harness.run();
    harness
}

fn page() -> Harness<'static, Page> {
    page_of(Demo::new(), false)
}

fn apply(demo: &mut Demo, command: MeasureCommand) {
    let set = Command::Measure(command).edits(&demo.workbook, "MK", today());
    for edit in &set.expect("is carried out").edits {
        demo.workbook.apply(edit);
    }
    demo.revision += 1;
}

/// The demo clinic with its first half in one team, the second but one in another.
fn with_teams() -> Demo {
    let mut demo = Demo::new();
    let ids: Vec<_> = demo.workbook.clinicians.iter().map(|c| c.id).collect();
    for (at, id) in ids.iter().enumerate().skip(1) {
        let team = if at % 2 == 0 { "North" } else { "South" };
        apply(&mut demo, MeasureCommand::SetTeam(*id, team.to_owned()));
    }
    demo
}

/// The demo clinic with all patients at three clinicians, so that none is small.
fn with_large_panels() -> Demo {
    let mut workbook = Demo::new().workbook;
    let ids: Vec<_> = workbook.clinicians.iter().map(|c| c.id).collect();
    for (at, patient) in workbook.patients.iter_mut().enumerate() {
        patient.clinician = Some(ids[at % 3]);
    }
    Demo::of(workbook)
}

/// A clinic's summary, and its groups.
fn made(demo: &Demo, measure: impl Into<MeasureId>, by: By) -> (Summary, Groups) {
    let view = demo.view();
    let clinic = Summary::of(measure.into(), Scope::Clinic, &view);
    let groups = Groups::of(&view, &clinic, by);
    (clinic, groups)
}

fn look(shape: Shape, hides_below: Option<u32>) -> Look {
    Look {
        shape,
        by: By::Clinicians,
        order: Order::Name,
        month: None,
        hides_below,
    }
}

/// Names of the buttons and labels that speak of a clinician, in reading order.
fn lines(harness: &Harness<'static, Page>, role: Role) -> Vec<String> {
    let clinicians = &harness.state().demo.workbook.clinicians;
    let is_line = |label: &String| {
        clinicians
            .iter()
            .any(|c| label.starts_with(&format!("{}, ", c.name)))
    };
    let nodes = harness.query_all_by_role(role);
    let labels = nodes.filter_map(|n| {
        let node = n.accesskit_node();
        node.label().or_else(|| node.value())
    });
    labels.filter(is_line).collect()
}

#[test]
fn every_patient_stands_in_one_panel_and_none_in_two() {
    let demo = with_teams();
    for by in [By::Clinicians, By::Teams] {
        for measure in Measure::ALL {
            let (clinic, groups) = made(&demo, measure, by);
            for end in &groups.ends {
                let points = groups.all.iter().filter_map(|g| g.point_on(*end));
                let sum: f64 = points.filter_map(|p| p.denominator).sum();
                let whole = clinic.series.points.iter().find(|p| p.end == *end);
                assert_eq!(Some(sum), whole.unwrap().denominator, "{measure:?} {end}");
            }
        }
    }
}

#[test]
fn patients_without_a_clinician_are_a_panel_of_their_own_and_stand_last() {
    let mut demo = Demo::new();
    for patient in demo.workbook.patients.iter_mut().take(30) {
        patient.clinician = None;
    }
    let (_, groups) = made(&Demo::of(demo.workbook), Measure::MedFirst, By::Clinicians);
    assert_eq!(groups.all.last().unwrap().name, "No clinician");
}

#[test]
fn a_panel_opens_its_clinicians_run_chart() {
    let mut harness = page();
    let all = lines(&harness, Role::Button);
    assert_eq!(all.len(), harness.state().demo.workbook.clinicians.len());
    let chosen = all[1].clone();
    click(&mut harness, &chosen);
    let page = harness.state();
    let opened = page.opened.as_ref().unwrap();
    assert_eq!(opened.measure, Measure::MedSecond.into());
    let name = opened.scope.label(&page.demo.workbook);
    assert!(chosen.starts_with(&name), "{chosen} {name}");
}

#[test]
fn arrows_move_between_panels_and_enter_opens_one() {
    let mut harness = page();
    let all = lines(&harness, Role::Button);
    harness.get_by_label(&all[0]).focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.get_by_label(&all[1]).is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    let page = harness.state();
    let opened = page.opened.as_ref().unwrap();
    assert!(all[1].starts_with(&opened.scope.label(&page.demo.workbook)));
}

#[test]
fn a_panel_says_value_count_signal_and_whether_it_is_small() {
    let harness = page();
    let (_, groups) = made(&harness.state().demo, Measure::MedSecond, By::Clinicians);
    let mut small = 0;
    for group in groups.all.iter().filter(|g| g.is_somebody()) {
        let n = group.newest().unwrap().denominator.unwrap();
        let is_small = n < 20.0;
        small += usize::from(is_small);
        let label = format!(
            "{}, {}, {}{}. {}",
            group.name,
            group.summary.value,
            group.summary.count,
            if is_small { ", small panel" } else { "" },
            group.summary.finding.kind.word()
        );
        harness.get_by_label(&label);
    }
    assert!(small > 0 && small < groups.all.len(), "{small}");
    harness.get_by_label_contains("Small panel: n below 20");
}

#[test]
fn the_range_is_that_of_the_panels_that_are_not_small() {
    let mut harness = page_of(with_large_panels(), false);
    click(&mut harness, "Variation");
    let demo = &harness.state().demo;
    let mut values: Vec<f64> = demo
        .workbook
        .clinicians
        .iter()
        .filter_map(|c| {
            let scope = Scope::Clinician(Some(c.id));
            let points = demo
                .measures
                .of_scope(Measure::MedSecond, &scope, &demo.workbook);
            let last = points.last().filter(|p| p.denominator >= 20)?;
            last.value(Measure::MedSecond)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let clinic = demo.measures.of(Measure::MedSecond).last().unwrap();
    let expected = format!(
        "{:.1} % to {:.1} % across {} clinicians with 20 or more patients; clinic {:.1} %.",
        values.first().unwrap(),
        values.last().unwrap(),
        values.len(),
        clinic.value(Measure::MedSecond).unwrap()
    );
    harness.get_by_label(&expected);
}

#[test]
fn the_month_of_the_dots_can_be_stepped_back_by_button_and_key() {
    let mut harness = page();
    click(&mut harness, "Variation");
    harness.get_by_label("September 2026");
    click(&mut harness, "Month before");
    harness.get_by_label("August 2026");
    let row = lines(&harness, Role::Button)[0].clone();
    harness.get_by_label(&row).focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    harness.get_by_label("July 2026");
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.get_by_label("August 2026");
}

#[test]
fn off_the_wall_nothing_is_hidden_and_the_page_says_so() {
    let harness = page();
    harness.get_by_label_contains("Counts below 11 are shown here and hidden when presenting.");
    assert!(
        lines(&harness, Role::Button)
            .iter()
            .all(|l| !l.contains("Hidden"))
    );
}

#[test]
fn no_count_of_one_to_ten_is_shown_to_a_room_nor_left_over_from_the_total() {
    let demo = Demo::new();
    for measure in Measure::ALL {
        let (clinic, groups) = made(&demo, measure, By::Clinicians);
        let ever = hidden_ever(&groups, &clinic, 11);
        for end in &groups.ends {
            let hidden = hidden_on(&groups, &clinic, *end, 11);
            for ((group, hidden), ever) in groups.all.iter().zip(&hidden).zip(&ever) {
                assert!(*ever || !*hidden, "hidden once, hidden throughout");
                let point = group.point_on(*end).unwrap();
                let (n, d) = (point.numerator.unwrap(), point.denominator.unwrap());
                let protected = match clinic.unit() {
                    Unit::Percent => vec![n, d, d - n],
                    Unit::Count => vec![n],
                    Unit::Milligrams | Unit::Number => vec![d],
                };
                if protected.iter().any(|n| (1.0..11.0).contains(n)) {
                    assert!(*hidden, "{measure:?} {end} {}", group.name);
                }
            }
            let count = hidden.iter().filter(|h| **h).count();
            assert_ne!(count, 1, "{measure:?} {end}");
        }
        assert_ne!(ever.iter().filter(|h| **h).count(), 1, "{measure:?}");
    }
}

#[test]
fn nothing_of_a_hidden_panel_is_in_the_picture() {
    let demo = Demo::new();
    let (clinic, groups) = made(&demo, Measure::MeanMed, By::Clinicians);
    let made = Comparison::of(&groups, &clinic, look(Shape::Panels, Some(11)));
    let Chart::Panels(chart) = &made.chart else {
        panic!("panels were asked for");
    };
    let mut count = 0;
    for (panel, line) in chart.panels.iter().zip(&made.lines) {
        assert_eq!(panel.hidden.is_some(), line.is_hidden);
        if line.is_hidden {
            count += 1;
            assert!(panel.values.iter().all(Option::is_none));
            assert!(panel.n.iter().all(Option::is_none));
            assert_eq!((panel.median, panel.last.as_str()), (None, ""));
            assert_eq!(panel.signal, FindingKind::NoSignal);
            let words = format!("{}, Hidden: counts below 11", panel.name);
            assert_eq!(line.words, words);
        }
    }
    assert!(count > 1 && count < chart.panels.len(), "{count}");
}

#[test]
fn a_single_small_panel_takes_the_next_smallest_with_it() {
    let mut workbook = with_large_panels().workbook;
    let ids: Vec<_> = workbook.clinicians.iter().map(|c| c.id).collect();
    let demo = Demo::of(workbook.clone());
    let (clinic, groups) = made(&demo, Measure::MeanMed, By::Clinicians);
    assert_eq!(hidden_ever(&groups, &clinic, 11), [false; 3]);
    for patient in workbook.patients.iter_mut().take(5) {
        patient.clinician = Some(ids[3]);
    }
    let demo = Demo::of(workbook);
    let (clinic, groups) = made(&demo, Measure::MeanMed, By::Clinicians);
    let hidden = hidden_ever(&groups, &clinic, 11);
    let name = &demo.workbook.clinicians[3].name;
    let at = groups.all.iter().position(|g| g.name == *name).unwrap();
    assert!(hidden[at]);
    assert_eq!(hidden.iter().filter(|h| **h).count(), 2);
}

#[test]
fn on_the_wall_panels_are_by_name_and_nothing_can_be_opened() {
    let mut harness = page_of(Demo::new(), true);
    harness.get_by_label("All 9 are hidden.");
    harness.get_by_label("Nothing of this measure can be shown by clinician");
    harness.state_mut().state.measure = Some(Measure::MeanMed.into());
    harness.state_mut().state.order = Order::Value;
    harness.run();
    let shown = lines(&harness, Role::Label);
    let mut by_name = shown.clone();
    by_name.sort_by_key(|l| l.to_lowercase());
    assert_eq!(shown, by_name);
    let hidden = shown
        .iter()
        .filter(|l| l.contains("Hidden: counts below 11"));
    let hidden = hidden.count();
    assert!(hidden > 0 && hidden < shown.len(), "{shown:?}");
    assert!(lines(&harness, Role::Button).is_empty());
    assert!(harness.query_by_label("Export…").is_none());
    harness.get_by_label_contains("Hidden: 1 to 10 patients");
    harness.get_by_label("Mean MED by clinician");
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(harness.query_by_label("Mean MED by clinician").is_none());
}

#[test]
fn the_teams_dialog_sets_only_what_was_changed() {
    let mut harness = page();
    click(&mut harness, "Teams…");
    let chosen = harness.state().demo.workbook.clinicians[2].clone();
    let field = format!("Team of {}", chosen.name);
    type_into(&mut harness, Role::TextInput, &field, "North");
    click(&mut harness, "Save teams");
    let out = &harness.state().out;
    assert_eq!(out.len(), 1);
    assert!(matches!(
        &out[0],
        Request::Command(Command::Measure(MeasureCommand::SetTeam(id, team)))
            if *id == chosen.id && team == "North"
    ));
}

#[test]
fn teams_ask_for_teams_until_there_are_some() {
    let mut harness = page();
    click(&mut harness, "Teams");
    click(&mut harness, "Set teams…");
    harness.get_by_label("Save teams");
    let mut harness = page_of(with_teams(), false);
    click(&mut harness, "Teams");
    for team in ["North, ", "South, ", "No team, "] {
        harness.get_by_label_contains(team);
    }
    harness.get_by_label("Patients at MED 90 or more by team");
}

#[test]
fn the_table_has_counts_unknowns_and_the_small_flag() {
    let mut harness = page();
    click(&mut harness, "Export…");
    click(&mut harness, "Data, CSV");
    let page = harness.state();
    let [Request::Save { bytes, name, .. }] = page.out.as_slice() else {
        panic!("one file is saved");
    };
    assert!(name.contains("by_clinician_med_ge90_2026-09.csv"), "{name}");
    let text = String::from_utf8(bytes.clone()).unwrap();
    let (_, groups) = made(&page.demo, Measure::MedSecond, By::Clinicians);
    assert_eq!(
        text.lines().count(),
        1 + groups.all.len() * groups.ends.len()
    );
    let head = text.lines().next().unwrap();
    assert!(head.ends_with("clinician,numerator,denominator,unknown,value,small"));
    for group in groups.all.iter().filter(|g| g.is_somebody()) {
        let point = group.series_last();
        let (n, d) = (point.numerator.unwrap(), point.denominator.unwrap());
        let start = format!(
            "2026-09-30,med_ge90,\"{}\",{n},{d},{},",
            group.name, point.unknown
        );
        let row = text.lines().find(|l| l.starts_with(&start));
        let row = row.unwrap_or_else(|| panic!("{start} in {text}"));
        assert_eq!(row.ends_with(",yes"), d < 20.0, "{row}");
    }
}

impl groups::Group {
    fn series_last(&self) -> &crate::domain::measure::SeriesPoint {
        self.summary.series.points.last().unwrap()
    }
}

#[test]
fn pictures_carry_title_finding_and_the_warning_of_small_counts() {
    let demo = Demo::new();
    let (clinic, groups) = made(&demo, Measure::MedSecond, By::Clinicians);
    for shape in [Shape::Panels, Shape::Dots] {
        let comparison = Comparison::of(&groups, &clinic, look(shape, None));
        let shown = Shown {
            groups: &groups,
            clinic: &clinic,
            comparison: &comparison,
            look: look(shape, None),
        };
        let words = export::picture(shown, &demo.workbook).words();
        for part in [
            "Patients at MED 90 or more by clinician",
            "2026-09",
            "Shows counts below 11: for the clinic only",
        ] {
            assert!(words.contains(part), "{part} in {words}");
        }
        for what in [What::Png, What::Svg] {
            let mut out = Vec::new();
            let ctx = egui::Context::default();
            export::export(&ctx, shown, &demo.workbook, what, &mut out).unwrap();
            assert!(matches!(out.as_slice(), [Request::Save { .. }]));
        }
    }
}

#[test]
fn samples_are_compared_by_their_clinicians_and_other_own_measures_are_not() {
    let mut demo = Demo::new();
    let measure = OwnMeasure {
        name: "Charts with a signed plan".to_owned(),
        form: OwnForm::Sample,
        ..OwnMeasure::new(today())
    };
    apply(&mut demo, MeasureCommand::SaveMeasure(Box::new(measure)));
    let id = demo.workbook.own_measures.last().unwrap().id;
    let names: Vec<String> = {
        let clinicians = demo.workbook.clinicians.iter();
        clinicians.take(2).map(|c| c.name.clone()).collect()
    };
    let points = names.iter().map(|name| OwnPoint {
        numerator: Some(4.0),
        denominator: Some(25.0),
        clinician: name.clone(),
        ..OwnPoint::new(id, "2026-08-15".parse().unwrap())
    });
    apply(&mut demo, MeasureCommand::SavePoints(id, points.collect()));
    let (clinic, groups) = made(&demo, id, By::Clinicians);
    assert_eq!(groups.all.len(), 2);
    let comparison = Comparison::of(&groups, &clinic, look(Shape::Dots, None));
    assert_eq!(
        comparison.sentence,
        "16.0 % across 2 clinicians with a sample of 20 or more; clinic 16.0 %."
    );
    let count = OwnMeasure {
        name: "Calls".to_owned(),
        form: OwnForm::Count,
        ..OwnMeasure::new(today())
    };
    apply(&mut demo, MeasureCommand::SaveMeasure(Box::new(count)));
    let id = demo.workbook.own_measures.last().unwrap().id;
    let mut harness = page_of(demo, false);
    harness.state_mut().state.measure = Some(id.into());
    harness.run();
    harness.get_by_label("This measure is not counted by clinician");
}
