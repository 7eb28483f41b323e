//! Promises of the huddle, by label, over the demo clinic.

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::domain::care_gap::GapRule;
use crate::domain::command::Command;
use crate::domain::event::EventKind;
use crate::domain::huddle::Huddle;
use crate::domain::ids::PatientId;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::{sample, today};
use crate::ui::patients::tests::{Clinic, as_of, press, window_over};
use crate::ui::request::Request;
use crate::ui::widgets::testing::{click, type_into};

fn book(workbook: &mut Workbook, patient: PatientId, on: NaiveDate, value: &str) {
    let command = Command::AddEvent {
        patient,
        on,
        kind: EventKind::Appointment,
        value: value.to_owned(),
    };
    let set = command.edits(workbook, "MK", today()).expect("is booked");
    set.edits.iter().for_each(|edit| workbook.apply(edit));
}

/// LtOT patients of the demo clinic.
fn on_ltot(workbook: &Workbook) -> Vec<PatientId> {
    let rows = Registry::on(workbook, as_of()).rows;
    let rows = rows.iter().filter(|r| r.is_on_ltot);
    rows.map(|r| r.patient).collect()
}

/// The page with two visits today and one tomorrow.
fn page() -> (Harness<'static, Clinic>, Vec<PatientId>) {
    let mut workbook = sample();
    let patients = on_ltot(&workbook);
    book(
        &mut workbook,
        patients[0],
        today(),
        "chronic pain visit, 10:40",
    );
    book(&mut workbook, patients[1], today(), "refill only, 9:20");
    book(&mut workbook, patients[3], today(), "cancelled");
    let tomorrow = today() + Duration::days(1);
    book(&mut workbook, patients[2], tomorrow, "routine visit, 08:20");
    let mut window = window_over(Clinic::new(workbook));
    click(&mut window, "Huddle");
    click(&mut window, "Visits");
    (window, patients)
}

#[test]
fn without_any_appointment_the_page_says_how_to_get_them_in() {
    let mut window = window_over(Clinic::new(sample()));
    click(&mut window, "Huddle");
    click(&mut window, "Visits");
    window.get_by_label("No appointments are on record");
}

#[test]
fn visits_stand_by_time_and_space_ticks_the_patient_off_and_back() {
    let (mut window, patients) = page();
    window.get_by_label("0 of 2 patients prepared");
    press(&mut window, Key::Space);
    window.get_by_label("1 of 2 patients prepared");
    let entry = window.state().workbook.huddle_entries[0].clone();
    assert_eq!((entry.patient, entry.done_on), (patients[1], Some(today())));
    press(&mut window, Key::Space);
    window.get_by_label("0 of 2 patients prepared");
    assert!(window.state().workbook.huddle_entries.is_empty());
}

#[test]
fn what_is_typed_about_a_patient_is_kept_and_stands_on_the_sheet() {
    let (mut window, patients) = page();
    type_into(
        &mut window,
        Role::MultilineTextInput,
        "Notes",
        "Bring the cup",
    );
    type_into(
        &mut window,
        Role::MultilineTextInput,
        "Hard conversation",
        "Early refill",
    );
    type_into(&mut window, Role::TextInput, "Who prepares", "T. Yoon");
    click(&mut window, "Save the sheet…");
    window.run();
    let entry = window.state().workbook.huddle_entry(today(), patients[1]);
    let entry = entry.unwrap();
    assert_eq!(
        (entry.note.as_str(), entry.talk.as_str(), entry.who.as_str()),
        ("Bring the cup", "Early refill", "T. Yoon")
    );
    click(&mut window, "Save the sheet…");
    let mut sheets = window.state().requests.iter().filter_map(|r| match r {
        Request::Save {
            bytes, identified, ..
        } => Some((bytes.clone(), *identified)),
        _ => None,
    });
    let (bytes, identified) = sheets.next_back().unwrap();
    assert!(identified);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("MA part,Clinician part"), "{text:.200}");
    assert!(text.contains("Bring the cup"), "{text:.400}");
}

#[test]
fn another_day_is_a_press_away_and_an_empty_one_leads_to_the_next() {
    let (mut window, _) = page();
    click(&mut window, "Tomorrow");
    window.get_by_label("0 of 1 patient prepared");
    click(&mut window, "Day after");
    window.get_by_label("No visit is booked on this day");
    click(&mut window, "Today");
    window.get_by_label("0 of 2 patients prepared");
    for _ in 0..3 {
        click(&mut window, "Day before");
    }
    click(&mut window, &format!("Go to {}", today()));
    window.get_by_label_contains("patients prepared");
}

#[test]
fn patients_without_a_coming_visit_are_counted_and_lead_to_their_gaps() {
    let (mut window, patients) = page();
    let without = patients.len() - 3;
    window.get_by_label(&format!("{without} LtOT patients have no coming visit"));
    click(&mut window, "Show them");
    let asked = window.state().requests.last();
    assert!(matches!(
        asked,
        Some(Request::ShowGaps(Some(GapRule::Booked)))
    ));
    window.state_mut().tab.show_gaps(Some(GapRule::Booked));
    window.run();
    window.get_by_label("Turn it on in Rules…");
}

#[test]
fn a_assigns_the_gaps_of_the_patient() {
    let (mut window, patients) = page();
    let gaps = window.state().registry.gaps.of(patients[1]).len();
    assert!(gaps > 0);
    press(&mut window, Key::A);
    let field = window.get_by_role_and_label(Role::TextInput, "Assigned to");
    field.type_text("N. Roth");
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().workbook.gap_works.len(), gaps);
}

#[test]
fn refills_of_the_weekend_stand_at_the_foot_of_friday() {
    let workbook = sample();
    let registry = Registry::on(&workbook, as_of());
    let refills = |on: NaiveDate| {
        let huddle = Huddle::on(&workbook, &registry, on, on, None);
        let lines = huddle.lines.iter();
        lines.filter(|l| l.coming.refill.is_some()).count()
    };
    let ahead = today().iter_days().take(28);
    let mut fridays = ahead.filter(|day| day.weekday() == Weekday::Fri);
    let friday = fridays.find(|day| refills(*day + Duration::days(1)) > 1);
    let friday = friday.expect("refills on a Saturday");
    let mut window = window_over(Clinic::new(sample()));
    click(&mut window, "Huddle");
    for _ in 0..(friday - today()).num_days() {
        click(&mut window, "Day after");
    }
    let saturday = friday + Duration::days(1);
    let words = format!("{} refills due on Saturday", refills(saturday));
    click(&mut window, &words);
    window.get_by_label_contains(&format!("{saturday}, Saturday"));
}
