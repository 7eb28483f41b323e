//! The promises of the page: dashboard, choosing, the team's own measures and their numbers.

use chrono::NaiveDate;
use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::measure::{
    MarkKind, Measure, MeasureChoice, OwnForm, OwnMeasure, OwnPoint, Period,
};
use crate::ui::clinic::testing::today;
use crate::ui::measures::tests::Demo;
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in, type_into};

struct Page {
    demo: Demo,
    state: AllState,
    summaries: Summaries,
    opened: Option<MeasureId>,
    out: Vec<Request>,
    is_presented: bool,
}

impl Page {
    /// Carries out what was asked for, as the program does after each frame.
    fn carry_out(&mut self) {
        for request in &self.out {
            if let Request::Command(Command::Measure(command)) = request {
                carry_out(&mut self.demo, command.clone());
            }
        }
    }
}

fn carry_out(demo: &mut Demo, command: MeasureCommand) {
    let set = Command::Measure(command).edits(&demo.workbook, "MK", today());
    for edit in &set.expect("is carried out").edits {
        demo.workbook.apply(edit);
    }
    demo.revision += 1;
}

fn page_of(demo: Demo, is_presented: bool) -> Harness<'static, Page> {
    let page = Page {
        demo,
        state: AllState::default(),
        summaries: Summaries::default(),
        opened: None,
        out: Vec::new(),
        is_presented,
    };
    harness_in(
        Theme::light(),
        (1366.0, 690.0),
        page,
        |ui, page: &mut Page| {
            page.summaries.refresh(&page.demo.view());
            let view = page.demo.view();
            let (state, out) = (&mut page.state, &mut page.out);
            let opened = all_ui(ui, &view, state, &page.summaries, page.is_presented, out);
            page.opened = opened.map(|o| o.measure).or(page.opened);
            page.carry_out();
            page.out.clear();
        },
    )
}

/// The demo clinic with a measure of its own and two numbers.
fn with_own(form: OwnForm) -> Demo {
    let mut demo = Demo::new();
    let measure = OwnMeasure {
        name: "Charts reviewed".to_owned(),
        form,
        method: "Chart review".to_owned(),
        ..OwnMeasure::new(today())
    };
    carry_out(&mut demo, MeasureCommand::SaveMeasure(Box::new(measure)));
    let id = demo.workbook.own_measures[0].id;
    let point = |day: &str, n: f64| OwnPoint {
        numerator: Some(n),
        denominator: form.has_denominator().then_some(50.0),
        clinician: if form == OwnForm::Sample { "Ahn" } else { "" }.to_owned(),
        ..OwnPoint::new(id, day.parse().unwrap())
    };
    let points = vec![point("2026-07-31", 19.0), point("2026-08-31", 22.0)];
    carry_out(&mut demo, MeasureCommand::SavePoints(id, points));
    demo
}

fn watch(demo: &mut Demo, measure: Measure) {
    let choice = MeasureChoice {
        is_watched: true,
        ..MeasureChoice::new(measure.into(), today())
    };
    carry_out(demo, MeasureCommand::SaveChoice(Box::new(choice)));
}

fn choice(page: &Harness<'_, Page>, measure: Measure) -> MeasureChoice {
    let workbook = &page.state().demo.workbook;
    workbook.choice(measure.into()).cloned().expect("a choice")
}

fn points(page: &Harness<'_, Page>) -> Vec<(NaiveDate, Option<f64>, Option<f64>)> {
    let workbook = &page.state().demo.workbook;
    let mut points: Vec<_> = workbook
        .own_points
        .iter()
        .map(|p| (p.day, p.numerator, p.denominator))
        .collect();
    points.sort_by_key(|p| p.0);
    points
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_tile_says_value_n_change_aim_and_signal_and_opens_its_chart() {
    let mut page = page_of(Demo::new(), false);
    page.run();
    let summary = page.state().summaries.of(Measure::MedSecond).unwrap();
    let label = tile::label(summary);
    for part in [
        &summary.name,
        &summary.value,
        &summary.count,
        &summary.change,
        &summary.aim(),
        &summary.finding.tile,
    ] {
        assert!(
            !part.is_empty() && label.contains(part.as_str()),
            "{part} in {label}"
        );
    }
    click(&mut page, &label);
    assert_eq!(page.state().opened, Some(Measure::MedSecond.into()));
}

#[test]
fn a_watched_measure_says_so_and_stands_first_of_its_kind() {
    let mut demo = Demo::new();
    watch(&mut demo, Measure::Pdmp);
    let mut summaries = Summaries::default();
    summaries.refresh(&demo.view());
    let kind = MeasureId::from(Measure::Pdmp).kind(&demo.workbook);
    let group = tiles::of_kind(&demo.view(), &summaries, kind);
    assert!(group.len() > 1);
    assert_eq!(group[0].measure, Measure::Pdmp.into());
    assert!(tile::label(group[0]).ends_with("We watch this"));
    assert!(!tile::label(group[1]).contains("We watch this"));
}

#[test]
fn a_hidden_measure_is_off_the_dashboard_and_named_beneath() {
    let mut demo = Demo::new();
    let choice = MeasureChoice {
        is_hidden: true,
        ..MeasureChoice::new(Measure::MeanMed.into(), today())
    };
    carry_out(&mut demo, MeasureCommand::SaveChoice(Box::new(choice)));
    let mut page = page_of(demo, false);
    page.run();
    let label = tile::label(page.state().summaries.of(Measure::MeanMed).unwrap());
    assert!(page.query_by_label(&label).is_none());
    page.get_by_label_contains("Not on the dashboard: ");
}

#[test]
fn on_a_wall_six_tiles_stand_and_the_keys_turn_the_page() {
    let mut page = page_of(Demo::new(), true);
    page.run();
    let tiles = |page: &Harness<'_, Page>| {
        let all = page.state().summaries.all().iter().map(tile::label);
        all.filter(|l| page.query_by_label(l).is_some())
            .collect::<Vec<String>>()
    };
    let first = tiles(&page);
    assert_eq!(first.len(), 6);
    page.key_press(Key::PageDown);
    page.run();
    let second = tiles(&page);
    assert!(second.iter().all(|l| !first.contains(l)));
    page.key_press(Key::ArrowLeft);
    page.run();
    assert_eq!(tiles(&page), first);
    assert!(page.query_by_label("Add a measure…").is_none());
}

#[test]
fn digit_keys_score_and_three_scores_add_up() {
    let mut page = page_of(Demo::new(), false);
    click(&mut page, "Choose");
    let name = Measure::LtotPatients.label(&page.state().demo.workbook.settings);
    for (what, key) in [
        ("Importance", Key::Num5),
        ("Feasibility", Key::Num4),
        ("Motivation", Key::Num3),
    ] {
        let label = format!("{what} of {name}");
        page.get_by_role_and_label(Role::ComboBox, &label).focus();
        page.run();
        page.key_press(key);
        page.run();
    }
    assert_eq!(choice(&page, Measure::LtotPatients).score(), Some(12));
    page.key_press(Key::Delete);
    page.run();
    assert_eq!(choice(&page, Measure::LtotPatients).score(), None);
}

#[test]
fn more_than_two_watched_bring_a_hint_and_no_refusal() {
    let mut demo = Demo::new();
    watch(&mut demo, Measure::Pdmp);
    watch(&mut demo, Measure::Naloxone);
    let mut page = page_of(demo, false);
    click(&mut page, "Choose");
    assert!(
        page.query_by_label_contains("measures are watched")
            .is_none()
    );
    let name = Measure::LtotPatients.label(&page.state().demo.workbook.settings);
    let label = format!("We watch {name}");
    page.get_by_role_and_label(Role::CheckBox, &label).click();
    page.run();
    assert!(choice(&page, Measure::LtotPatients).is_watched);
    let mut hints = page.query_all_by_label_contains("3 measures are watched");
    assert!(hints.next().is_some());
}

#[test]
fn a_measure_is_added_and_its_numbers_can_be_typed_at_once() {
    let mut page = page_of(Demo::new(), false);
    click(&mut page, "Add a measure…");
    type_into(&mut page, Role::TextInput, "Name", "Kits handed out");
    click(&mut page, "Add measure");
    page.run();
    assert_eq!(
        page.state().demo.workbook.own_measures[0].name,
        "Kits handed out"
    );
    type_into(&mut page, Role::TextInput, "Month", "Mar 2026");
    type_into(&mut page, Role::TextInput, "Numerator", "19");
    page.get_by_label_contains("of how many?");
    type_into(&mut page, Role::TextInput, "Denominator", "50");
    page.get_by_label("read as 2026-03, 19 of 50, 38.0 %");
    page.key_press(Key::Enter);
    page.run();
    let expected = [(day("2026-03-31"), Some(19.0), Some(50.0))];
    assert_eq!(points(&page), expected);
    let field = page.get_by_role_and_label(Role::TextInput, "Month");
    assert!(field.is_focused(), "the next row can be typed at once");
}

#[test]
fn a_chosen_number_is_changed_or_removed() {
    let mut page = page_of(with_own(OwnForm::Share), false);
    click(&mut page, "Our numbers");
    page.get_by_label_contains("row 1 of 2, 2026-07").click();
    page.run();
    page.get_by_label("Change the number of 2026-07");
    page.get_by_role_and_label(Role::TextInput, "Note").focus();
    type_into(&mut page, Role::TextInput, "Note", "one chart missing");
    click(&mut page, "Save number");
    assert_eq!(page.state().demo.workbook.own_points.len(), 2);
    let is_noted = |p: &OwnPoint| p.note == "one chart missing";
    assert!(page.state().demo.workbook.own_points.iter().any(is_noted));
    page.get_by_label_contains("row 1 of 2, 2026-07").click();
    page.run();
    click(&mut page, "Remove the number of 2026-07");
    assert_eq!(points(&page), [(day("2026-08-31"), Some(22.0), Some(50.0))]);
}

#[test]
fn a_sample_says_how_far_one_patient_moves_it() {
    let mut page = page_of(with_own(OwnForm::Sample), false);
    click(&mut page, "Our numbers");
    page.get_by_label_contains("row 1 of 2, 2026-07").click();
    page.run();
    page.get_by_label_contains("a sample of 50: one patient more or less moves it by 2 points");
}

#[test]
fn a_pasted_table_is_previewed_and_entered_with_one_command() {
    let mut page = page_of(with_own(OwnForm::Share), false);
    click(&mut page, "Our numbers");
    let table = "Month\tn\td\n2026-07\t19\t50\n2026-08\t23\t50\n2026-09\t24\t51\n2026-06\t38 %\t\n";
    page.event(Event::Paste(table.to_owned()));
    page.run();
    page.get_by_label("1 new, 1 replaced, 1 unchanged, 1 refused");
    page.get_by_label("“38 %”");
    page.get_by_label_contains("does not say of how many");
    page.get_by_label("replaces 22 of 50");
    click(&mut page, "Enter 2 numbers");
    let expected = [
        (day("2026-07-31"), Some(19.0), Some(50.0)),
        (day("2026-08-31"), Some(23.0), Some(50.0)),
        (day("2026-09-30"), Some(24.0), Some(51.0)),
    ];
    assert_eq!(points(&page), expected);
}

#[test]
fn another_method_is_marked_on_the_chart() {
    let mut page = page_of(with_own(OwnForm::Share), false);
    click(&mut page, "Our numbers");
    click(&mut page, "Change measure…");
    assert!(page.query_by_label("Mark the break on the chart").is_none());
    type_into(&mut page, Role::MultilineTextInput, "Method", ", by report");
    page.get_by_label("Mark the break on the chart");
    click(&mut page, "Save measure");
    let workbook = &page.state().demo.workbook;
    let method = &workbook.own_measures[0].method;
    assert!(method.contains("by report"), "{method}");
    let mark = workbook.marks.last().expect("a mark");
    assert_eq!((mark.kind, &mark.words), (MarkKind::Method, method));
}

#[test]
fn before_a_measure_goes_it_is_said_what_goes_with_it() {
    let mut page = page_of(with_own(OwnForm::Count), false);
    click(&mut page, "Our numbers");
    click(&mut page, "Remove measure…");
    page.get_by_label("It takes 2 numbers with it. Undo brings all of it back.");
    click(&mut page, "Remove measure");
    assert!(page.state().demo.workbook.own_measures.is_empty());
    page.get_by_label("Numbers that the registry cannot know will stand here");
}

#[test]
fn exported_numbers_can_be_pasted_again_and_change_nothing() {
    use crate::domain::measure::paste::{Fate, RowReader};
    let demo = with_own(OwnForm::Share);
    let measure = &demo.workbook.own_measures[0];
    assert_eq!(measure.period, Period::Month);
    let text = export::numbers(&demo.view(), measure).to_tsv();
    let read = RowReader::new(&demo.workbook, measure, today()).pasted(&text);
    assert_eq!(read.refused, []);
    assert_eq!((read.count(Fate::Unchanged), read.rows.len()), (2, 2));
}

#[test]
fn the_table_of_all_measures_leaves_unknown_scores_empty() {
    let demo = Demo::new();
    let mut summaries = Summaries::default();
    summaries.refresh(&demo.view());
    let table = export::table(&demo.view(), &summaries);
    assert_eq!(table.rows.len(), summaries.all().len());
    assert_eq!(table.rows[0][9..13], ["", "", "", ""]);
}

#[test]
fn a_half_typed_number_is_not_replaced_by_a_row_that_is_chosen() {
    let mut page = page_of(with_own(OwnForm::Share), false);
    click(&mut page, "Our numbers");
    type_into(&mut page, Role::TextInput, "Month", "2026-09");
    page.get_by_label_contains("row 1 of 2, 2026-07").click();
    page.run();
    page.get_by_label("New number: enter it or clear it first");
    click(&mut page, "Clear the new number");
    page.get_by_label_contains("row 1 of 2, 2026-07").click();
    page.run();
    page.get_by_label("Change the number of 2026-07");
}

#[test]
fn a_note_being_typed_is_written_when_its_list_goes_away() {
    let mut page = page_of(Demo::new(), false);
    click(&mut page, "Choose");
    type_into(
        &mut page,
        Role::TextInput,
        "Note on MED 50 or more",
        "for the board",
    );
    page.state_mut().state.view = AllView::Tiles;
    page.run();
    assert_eq!(choice(&page, Measure::MedFirst).note, "for the board");
}
