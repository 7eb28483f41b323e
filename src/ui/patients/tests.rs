//! Promises of the Patients tab, by label, over the demo clinic: what is asked for is carried out.

use chrono::NaiveDate;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::domain::care_gap::Gaps;
use crate::domain::event::{EventKind, Verdict};
use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::{sample, today};
use crate::ui::theme::Theme;
use crate::ui::view::Status;
use crate::ui::widgets::testing::{click, harness_in};

/// A window over records that change as they are asked to.
pub(super) struct Clinic {
    pub(super) workbook: Workbook,
    pub(super) registry: Registry,
    measures: MeasureHistory,
    pub(super) status: Status,
    pub(super) revision: u64,
    pub(super) tab: PatientsState,
    pub(super) requests: Vec<Request>,
}

pub(super) fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 30).unwrap()
}

impl Clinic {
    pub(super) fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    pub(super) fn requests(&self) -> &[Request] {
        &self.requests
    }

    pub(super) fn open(&mut self, patient: PatientId) {
        self.tab.open(patient);
    }

    pub(super) fn new(workbook: Workbook) -> Self {
        Self {
            registry: Registry::on(&workbook, as_of()).with_gaps_on(&workbook, today()),
            measures: MeasureHistory::default(),
            status: Status {
                data_to: Some(as_of()),
                ..Status::default()
            },
            revision: 1,
            tab: PatientsState::default(),
            requests: Vec::new(),
            workbook,
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let view = View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: self.revision,
            today: today(),
            as_of: as_of(),
            status: &self.status,
        };
        let mut out = Vec::new();
        patients_ui(ui, &view, &mut self.tab, &mut out);
        for request in out {
            if let Request::Command(command) = &request {
                let set = command.clone().edits(&self.workbook, "MK", today());
                for edit in &set.expect("the screen asks for what can be done").edits {
                    self.workbook.apply(edit);
                }
                self.registry = Registry::on(&self.workbook, as_of());
                self.registry.gaps = Gaps::on(&self.workbook, &self.registry.rows, today());
                self.revision += 1;
            }
            self.requests.push(request);
        }
    }
}

pub(super) fn window() -> Harness<'static, Clinic> {
    window_on(sample())
}

pub(super) fn window_on(workbook: Workbook) -> Harness<'static, Clinic> {
    window_over(Clinic::new(workbook))
}

/// The tab over a clinic.
pub(super) fn window_over(clinic: Clinic) -> Harness<'static, Clinic> {
    harness_in(Theme::light(), (1366.0, 700.0), clinic, |ui, clinic| {
        crate::ui::widgets::main_area(ui, |ui| clinic.ui(ui));
    })
}

/// A field to type in; its label over it has the same words.
pub(super) fn field<'t>(window: &'t Harness<'_, Clinic>, label: &'t str) -> egui_kittest::Node<'t> {
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, label)
}

pub(super) fn press(window: &mut Harness<'_, Clinic>, key: Key) {
    window.key_press(key);
    window.run();
}

#[test]
fn the_list_is_worked_through_from_the_keyboard() {
    let mut window = window();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    window.get_by_label("2 patients ticked");
    press(&mut window, Key::Enter);
    window.get_by_label("Back to patients");
    press(&mut window, Key::Escape);
    window.get_by_label("2 patients ticked");
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Space);
    window.get_by_label("1 patient ticked");
}

#[test]
fn candidates_are_confirmed_many_at_once_and_rejected_with_a_reason() {
    let mut window = window();
    click(&mut window, "Candidates");
    let found = window.state().registry.rows.iter();
    let before = found.filter(|row| row.rule_hit.is_some()).count();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_label(&format!("{before} patients ticked"));
    press(&mut window, Key::C);
    assert_eq!(window.state().workbook.decisions.len(), before);
    let kept = &window.state().workbook.decisions[0];
    assert_eq!(kept.verdict, Verdict::Confirmed);
    assert!(kept.found_by.contains("days apart"), "{}", kept.found_by);
    window.get_by_label("Nobody waits for a decision");

    click(&mut window, "On LtOT");
    press(&mut window, Key::Space);
    click(&mut window, "Reject… ticked patients");
    click(&mut window, "Reject");
    window.get_by_label("Give the reason, so that others can follow the decision later.");
    click(&mut window, "Hospice");
    click(&mut window, "Reject");
    let last = window
        .state()
        .workbook
        .decisions
        .iter()
        .max_by_key(|d| d.id);
    let last = last.unwrap();
    assert_eq!(
        (last.verdict, last.reason.as_str()),
        (Verdict::Rejected, "Hospice")
    );
}

#[test]
fn an_event_takes_e_a_digit_and_enter() {
    let mut window = window();
    window.run();
    press(&mut window, Key::Enter);
    let before = window.state().workbook.events.len();
    press(&mut window, Key::E);
    press(&mut window, Key::Num1);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().workbook.events.len(), before + 1);
    press(&mut window, Key::E);
    press(&mut window, Key::U);
    press(&mut window, Key::Enter);
    window.get_by_label("Choose a result, or type it in other words.");
    press(&mut window, Key::Num2);
    press(&mut window, Key::Enter);
    let events = &window.state().workbook.events;
    assert_eq!(events.len(), before + 2);
    let newest: Vec<_> = events.iter().filter(|e| e.import.is_none()).collect();
    let facts: Vec<_> = newest
        .iter()
        .map(|e| (e.kind, e.value.as_str(), e.on))
        .collect();
    assert_eq!(
        facts,
        [
            (EventKind::PdmpCheck, "reviewed", today()),
            (EventKind::UrineDrugTest, "unexpected", today()),
        ]
    );
}

#[test]
fn a_peg_score_is_typed_and_checked() {
    let mut window = window();
    window.run();
    press(&mut window, Key::Enter);
    press(&mut window, Key::E);
    press(&mut window, Key::G);
    let type_in = |window: &mut Harness<'_, Clinic>, words: &str| {
        field(window, "PEG score, 0 to 10").type_text(words);
        window.run();
    };
    type_in(&mut window, "63");
    press(&mut window, Key::Enter);
    window.get_by_label("A PEG score is a number from 0 to 10, e.g. 6.3.");
    press(&mut window, Key::Escape);
    press(&mut window, Key::E);
    press(&mut window, Key::G);
    type_in(&mut window, "6,3");
    press(&mut window, Key::Enter);
    let events = window.state().workbook.events.iter();
    let newest: Vec<_> = events.filter(|e| e.import.is_none()).collect();
    assert_eq!(newest.len(), 1);
    assert_eq!(newest[0].value, "6.3");
}

#[test]
fn the_working_opens_with_close_focused_and_copies_what_it_says() {
    let mut window = window();
    click(&mut window, "Show working");
    assert!(window.get_by_label("Close").is_focused());
    click(&mut window, "Copy working");
    let copied = window
        .state()
        .requests
        .iter()
        .find_map(|request| match request {
            Request::Copy(text) => Some(text.clone()),
            _ => None,
        });
    let copied = copied.unwrap();
    for part in [
        "How MED",
        "Sum, rounded once to 0.1",
        "CDC 2022 guideline",
        "fills.csv line",
    ] {
        assert!(copied.contains(part), "{part} is missing in {copied}");
    }
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Copy working").is_none());
}

#[test]
fn a_dose_entered_by_hand_stands_in_and_can_be_removed() {
    let mut window = window();
    window.run();
    press(&mut window, Key::Enter);
    click(&mut window, "Enter by hand…");
    field(&window, "MED, mg a day").type_text("67.5");
    window.run();
    click(&mut window, "Save MED");
    window.get_by_label("Say where the number comes from, e.g. the PDMP report.");
    field(&window, "Taken from").focus();
    window.run();
    field(&window, "Taken from").type_text("PDMP report");
    window.run();
    click(&mut window, "Save MED");
    let hand = window.state().workbook.hand_meds[0].clone();
    assert_eq!((hand.mg_per_day, hand.on), (67.5, as_of()));
    window.get_by_label("67.5 by hand from 2026-09-30, counts now");
    click(
        &mut window,
        &format!("Remove MED 67.5 of 2026-09-30, entry {}", hand.id.0),
    );
    assert!(window.state().workbook.hand_meds.is_empty());
}

#[test]
fn filters_leave_whom_they_name_and_the_count_says_of_how_many() {
    let mut window = window();
    click(&mut window, "All");
    window.get_by_label("420 patients");
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    let field = window.get_by_label("Name or MRN");
    assert!(field.is_focused());
    field.type_text("10000417");
    window.run();
    window.get_by_label("1 of 420 patients");
    click(&mut window, "Empty Name or MRN");
    window.get_by_label("Name or MRN").type_text("no such name");
    window.run();
    window.get_by_label("Nobody fits these filters");
    click(&mut window, "Clear all filters");
    window.get_by_label("420 patients");
}

#[test]
fn patients_without_a_clinician_are_the_ltot_list_under_a_filter() {
    let mut window = window();
    let clinic = window.state_mut();
    let ltot = clinic.registry.rows.iter().filter(|r| r.is_on_ltot);
    let ltot: Vec<PatientId> = ltot.map(|r| r.patient).collect();
    for patient in &mut clinic.workbook.patients {
        if ltot[..3].contains(&patient.id) {
            patient.clinician = None;
        }
    }
    clinic.revision += 1;
    clinic.tab.show_view(PatientsView::NoClinician);
    window.run();
    window.get_by_label(&format!("3 of {} patients", ltot.len()));
    click(&mut window, "Clear Clinician filter");
    window.get_by_label(&format!("{} patients", ltot.len()));
}

#[test]
fn the_export_names_patients_and_says_so() {
    let mut window = window();
    window.run();
    click(&mut window, "Export CSV…");
    let saved = window
        .state()
        .requests
        .iter()
        .find_map(|request| match request {
            Request::Save {
                bytes, identified, ..
            } => Some((bytes.clone(), *identified)),
            _ => None,
        });
    let (bytes, identified) = saved.unwrap();
    assert!(identified);
    let text = String::from_utf8(bytes).unwrap();
    let on_ltot = window
        .state()
        .registry
        .rows
        .iter()
        .filter(|r| r.is_on_ltot)
        .count();
    assert_eq!(text.lines().count(), on_ltot + 1);
    assert!(
        text.contains("Patient,MRN,Age,Clinician,Opioids,MED"),
        "{text:.120}"
    );
}

#[test]
fn every_part_of_the_page_draws_and_an_event_can_be_removed() {
    let mut window = window();
    window.run();
    press(&mut window, Key::Enter);
    for part in ["Prescriptions", "Notes", "Events"] {
        click(&mut window, part);
    }
    let before = window.state().workbook.events.len();
    let remove = window.get_all_by_role(egui::accesskit::Role::Button);
    let first = remove
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Remove "))
        .unwrap();
    click(&mut window, &first);
    assert_eq!(window.state().workbook.events.len(), before - 1);
    click(&mut window, "Notes");
    window
        .get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "New note")
        .focus();
    window.run();
    window
        .get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "New note")
        .type_text("Called about the taper.");
    window.run();
    click(&mut window, "Add note");
    window.get_by_label("Called about the taper.");
}

/// Rows are worked out when something changes; a frame only draws what is seen.
#[test]
fn twenty_thousand_patients_keep_their_order_without_being_sorted_again() {
    let mut small = sample();
    let people = small.patients.clone();
    while small.patients.len() < 20_000 {
        for person in &people {
            let mut copy = person.clone();
            copy.id = PatientId(small.patients.len() as i64 + 1);
            small.patients.push(copy);
        }
    }
    small.fills.truncate(2_000);
    let mut window = window_over(Clinic::new(small));
    click(&mut window, "All");
    let start = std::time::Instant::now();
    for _ in 0..20 {
        window.step();
    }
    // Unoptimised and with the tree of a screen reader; the bar of 8 ms is for a release build.
    assert!(
        start.elapsed().as_millis() < 20 * 60,
        "{:?}",
        start.elapsed()
    );
}
