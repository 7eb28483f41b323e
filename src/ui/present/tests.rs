//! A walk over everything that can be projected, looking for patients who must not be there.
//!
//! Every text people wrote, and every record of a patient, carries a word that nothing else has.
//! The walk opens, presses and hovers whatever a tab shows and reads all that is painted or told to
//! assistive technology.

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::*;
use crate::app::demo;
use crate::domain::measure::{MeasureHistory, month_ends_in_data};
use crate::domain::registry::Registry;
use crate::domain::veil::{Names, Veiled, unveiled};
use crate::domain::workbook::Workbook;
use crate::ui::clinic::testing::{sample, today};
use crate::ui::view::Status;
use crate::ui::widgets::testing::harness_in;
use crate::ui::window::window_ui;

/// What a room must not see, in small letters, each with a name for the reader of the test.
const CANARIES: [(&str, &str); 4] = [
    ("zebrowski", "a name"),
    ("zq-00", "a record number"),
    ("1931-03-14", "a date of birth"),
    ("lurid", "a note"),
];

/// Puts a patient into every text of two words or more.
fn plant<T: Serialize + DeserializeOwned>(records: &mut [T], at: &mut usize) {
    fn into_texts(value: &mut Value, at: &mut usize) {
        match value {
            Value::String(text) if text.contains(' ') => {
                let named = [
                    "Quentin Zebrowski",
                    "ZEBROWSKI, QUENTIN",
                    "ZQ-0017",
                    "1931-03-14",
                ];
                *text = format!("{text} ({})", named[*at % named.len()]);
                *at += 1;
            }
            Value::Array(values) => values.iter_mut().for_each(|v| into_texts(v, at)),
            Value::Object(fields) => fields.values_mut().for_each(|v| into_texts(v, at)),
            _ => {}
        }
    }
    for record in records {
        let mut value = serde_json::to_value(&*record).expect("a record");
        into_texts(&mut value, at);
        *record = serde_json::from_value(value).expect("the same record");
    }
}

fn planted() -> Workbook {
    let mut workbook = sample();
    let told = [demo::assessment, demo::milestones, demo::plans];
    let decided = demo::decisions(&workbook, today()).into_iter();
    let told = told.into_iter().flat_map(|commands| commands(today()));
    for (day, command) in told.chain(decided.map(|c| (today(), c))) {
        let set = command.edits(&workbook, "MK", day).expect("is carried out");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    for (day, command) in demo::measures(&workbook, today()) {
        let set = command.edits(&workbook, "MK", day).expect("is carried out");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    let mut at = 0;
    plant(&mut workbook.own_measures, &mut at);
    plant(&mut workbook.own_points, &mut at);
    plant(&mut workbook.marks, &mut at);
    plant(&mut workbook.tally_periods, &mut at);
    plant(&mut workbook.snapshots, &mut at);
    plant(&mut workbook.measure_log, &mut at);
    plant(&mut workbook.rounds, &mut at);
    plant(&mut workbook.sheets, &mut at);
    plant(&mut workbook.answers, &mut at);
    plant(&mut workbook.remarks, &mut at);
    plant(&mut workbook.priorities, &mut at);
    plant(&mut workbook.milestones, &mut at);
    plant(&mut workbook.log, &mut at);
    plant(&mut workbook.plans, &mut at);
    plant(&mut workbook.activities, &mut at);
    plant(&mut workbook.steps, &mut at);
    plant(&mut workbook.reviews, &mut at);
    plant(&mut workbook.tests, &mut at);
    plant(&mut workbook.challenges, &mut at);
    plant(&mut workbook.people, &mut at);
    assert!(at > 200, "{at} texts");
    for (number, patient) in workbook.patients.iter_mut().enumerate() {
        patient.last_name = "Zebrowski".to_owned();
        patient.first_name = "Quentin".to_owned();
        patient.mrn = Some(format!("ZQ-00{number}"));
        patient.born = "1931-03-14".parse().ok();
    }
    for event in &mut workbook.events {
        event.value.push_str(" lurid");
        event.by = "lurid".to_owned();
    }
    for fill in &mut workbook.fills {
        fill.pharmacy = "Lurid Pharmacy".into();
        fill.rx_number = "LURID-1".into();
    }
    for decision in &mut workbook.decisions {
        decision.reason = "lurid reason".to_owned();
    }
    workbook
}

/// All `2026-10-12` in a text.
fn days_in(text: &str) -> BTreeSet<String> {
    let is_day = |w: &&[u8]| {
        let shape = w.iter().enumerate();
        shape.into_iter().all(|(at, b)| match at {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
    };
    let days = text.as_bytes().windows(10).filter(is_day);
    days.map(|d| String::from_utf8_lossy(d).into_owned())
        .collect()
}

/// The days of fills and events that are no days of the programme.
fn days_of_patients(workbook: &Workbook) -> BTreeSet<String> {
    let fills = workbook.fills.iter().map(|f| f.filled);
    let events = workbook.events.iter().map(|e| e.on);
    let days = fills.chain(events).map(|d| d.to_string());
    let mut team = workbook.clone();
    (team.fills, team.events) = Default::default();
    (team.decisions, team.hand_meds, team.imports) = Default::default();
    let tallied: Vec<_> = team
        .tally_periods
        .iter()
        .flat_map(crate::domain::measure::TallyPeriod::days)
        .collect();
    let team = days_in(&format!("{team:?} {tallied:?} {}", today()));
    days.filter(|d| !team.contains(d)).collect()
}

/// A window that is drawn as the shell draws it.
struct Room {
    workbook: Workbook,
    names: Names,
    veiled: Veiled,
    registry: Registry,
    measures: MeasureHistory,
    status: Status,
    ui: UiState,
    is_refused: bool,
}

impl Room {
    fn new(workbook: Workbook) -> Self {
        let day = workbook.fill_period().map_or(today(), |(_, last)| last);
        let names = Names::of(&workbook);
        Self {
            veiled: Veiled::of(&workbook, &names, day),
            registry: Registry::on(&workbook, day),
            measures: MeasureHistory::compute(&workbook, &month_ends_in_data(&workbook)),
            status: Status {
                data_to: Some(day),
                undo: Some("Note on Quentin Zebrowski".to_owned()),
                ..Status::default()
            },
            names,
            workbook,
            ui: UiState::default(),
            is_refused: false,
        }
    }

    /// As the shell does it.
    fn present(&mut self, is_on: bool) {
        self.ui.keep_places();
        let page = self.ui.clinic.page;
        self.ui.present = is_on.then(|| PresentState::near(page));
        self.ui.notices = notices::Notices::default();
        self.veil();
    }

    fn veil(&mut self) {
        let day = self.registry.as_of.unwrap_or_else(today);
        self.veiled = Veiled::of(&self.workbook, &self.names, day);
    }

    fn draw(&mut self, ui: &mut Ui) {
        let status = self.status.for_a_room();
        let view = View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: 1,
            today: today(),
            as_of: self.registry.as_of.unwrap_or_else(today),
            status: &self.status,
        };
        let is_on = self.ui.present.is_some();
        if let (Some(present), Some(ages)) = (&mut self.ui.present, self.veiled.take_ages()) {
            present.take_ages(ages);
        }
        let view = if is_on {
            view.for_a_room(&self.veiled.workbook, &status)
        } else {
            view
        };
        let mut out = Vec::new();
        window_ui(ui, &view, &mut self.ui, &mut out);
        for request in out {
            if is_on && !request.is_for_a_room() {
                continue;
            }
            match request {
                Request::Command(command) => self.make(command),
                Request::Show(tab) => self.ui.tab = tab,
                Request::ShowPatient(patient) => self.ui.patients.open(patient),
                Request::Present(is_on) => self.present(is_on),
                _ => {}
            }
        }
    }

    fn make(&mut self, command: crate::domain::command::Command) {
        let set = command.edits(&self.workbook, "MK", today());
        match set.and_then(|set| unveiled(set, &self.workbook)) {
            Ok(set) => set.edits.iter().for_each(|e| self.workbook.apply(e)),
            Err(refusal) => {
                self.is_refused = true;
                self.ui.notices.caution(&refusal.to_string());
            }
        }
        if self.ui.present.is_some() {
            self.veil();
        }
    }
}

fn words_on(harness: &Harness<'_, Room>) -> String {
    fn painted(shape: &Shape, words: &mut String) {
        match shape {
            Shape::Text(text) => {
                words.push_str(text.galley.text());
                words.push('\n');
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|s| painted(s, words)),
            _ => {}
        }
    }
    let mut words = String::new();
    for clipped in &harness.output().shapes {
        painted(&clipped.shape, &mut words);
    }
    for node in harness.query_all_by(|_| true) {
        let node = node.accesskit_node();
        let data = node.data();
        let said = [
            node.label(),
            node.value(),
            node.placeholder().map(str::to_owned),
            data.description().map(str::to_owned),
            data.tooltip().map(str::to_owned),
            data.role_description().map(str::to_owned),
        ];
        for said in said.into_iter().flatten() {
            words.push_str(&said);
            words.push('\n');
        }
    }
    for output in harness.output().viewport_output.values() {
        let told: Vec<String> = output.commands.iter().map(|c| format!("{c:?}")).collect();
        words.push_str(&told.join("\n"));
    }
    words.to_lowercase()
}

/// What was found, with an example of where.
type Found = BTreeMap<&'static str, String>;

struct Walk<'a> {
    harness: Harness<'a, Room>,
    days: BTreeSet<String>,
    found: Found,
    /// What has to be on some screen for the walk to mean anything, until it was.
    missing: BTreeSet<&'static str>,
    screens: usize,
    /// The page of the Measures tab.
    page: usize,
}

/// Said by screens, pages, dialogs and masked texts that the walk has to reach.
const LANDMARKS: [&str; 12] = [
    "patient details hidden",
    "▒▒▒",
    "stop presenting?",
    "90 or more",
    "hidden: 1 to 10 patients",
    "page 2 of",
    "within 3 months",
    "smallest count shown to a room",
    "run chart of",
    "early refill calls",
    "baseline of",
    "results were last shared",
];

impl Walk<'_> {
    fn new(workbook: Workbook) -> Self {
        let days = days_of_patients(&workbook);
        assert!(days.len() > 100, "{} days", days.len());
        let harness = harness_in(
            Theme::present(1080.0),
            (1920.0, 1080.0),
            Room::new(workbook),
            |ui, room| {
                room.draw(ui);
            },
        );
        harness.ctx.all_styles_mut(|style| {
            style.interaction.tooltip_delay = 0.0;
            style.interaction.show_tooltips_only_when_still = false;
        });
        Self {
            harness,
            days,
            found: Found::new(),
            missing: LANDMARKS.into(),
            screens: 0,
            page: 0,
        }
    }

    fn look(&mut self, at: &str) {
        let words = words_on(&self.harness);
        self.screens += 1;
        self.missing.retain(|landmark| !words.contains(landmark));
        for (canary, name) in CANARIES {
            if let Some(line) = words.lines().find(|l| l.contains(canary)) {
                self.found
                    .entry(name)
                    .or_insert_with(|| format!("{at}: {line}"));
            }
        }
        if let Some(day) = days_in(&words).intersection(&self.days).next() {
            let found = || format!("{at}: {day}");
            self.found.entry("a day").or_insert_with(found);
        }
    }

    fn begin(&mut self, tab: Tab, is_on: bool, keys: &[Key]) {
        let room = self.harness.state_mut();
        room.ui = UiState {
            tab,
            ..UiState::default()
        };
        room.ui.measures.turn_to(self.page);
        room.present(is_on);
        self.harness.remove_cursor();
        self.harness.run_steps(3);
        for key in keys {
            self.harness.key_press(*key);
            self.harness.run_steps(2);
        }
    }

    /// The places that may say or do something, once each.
    fn places(&self, pressable: bool) -> Vec<Pos2> {
        let window = Rect::from_min_size(Pos2::ZERO, egui::vec2(1920.0, 1080.0));
        let roles = [
            Role::Button,
            Role::Tab,
            Role::RadioButton,
            Role::CheckBox,
            Role::ComboBox,
            Role::TextInput,
            Role::MultilineTextInput,
            Role::Link,
            Role::Row,
            Role::ColumnHeader,
        ];
        let mut seen = BTreeSet::new();
        let nodes = self.harness.query_all_by(|_| true);
        let nodes = nodes.filter(|n| !pressable || roles.contains(&n.accesskit_node().role()));
        let centers = nodes.filter_map(|n| {
            n.accesskit_node().raw_bounds()?;
            let rect = n.rect();
            (window.contains(rect.center()) && rect.height() < 500.0).then(|| rect.center())
        });
        let centers = centers.filter(|p| seen.insert((p.x as i32 / 12, p.y as i32 / 12)));
        centers.collect()
    }

    fn press(&mut self, at: Pos2, button: PointerButton) {
        self.harness.hover_at(at);
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton {
                pos: at,
                button,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        self.harness.run_steps(3);
    }

    /// One screen: everything hovered, everything pressed, and what that opens read.
    fn screen(&mut self, tab: Tab, is_on: bool, keys: &[Key]) {
        let at = format!("{tab:?} {keys:?}");
        self.begin(tab, is_on, keys);
        self.look(&at);
        for place in self.places(false) {
            self.harness.hover_at(place);
            self.harness.run_steps(2);
            self.look(&format!("{at}, hovering {place:?}"));
        }
        for place in self.places(true) {
            self.begin(tab, is_on, keys);
            self.press(place, PointerButton::Primary);
            self.look(&format!("{at}, pressed {place:?}"));
            self.press(place, PointerButton::Secondary);
            self.look(&format!("{at}, menu at {place:?}"));
        }
    }
}

#[test]
fn no_patient_is_on_any_projected_screen() {
    let mut walk = Walk::new(planted());
    let right = Key::ArrowRight;
    for tab in Tab::ALL.into_iter().filter(|t| t.can_be_presented()) {
        let steps: &[&[Key]] = match tab {
            Tab::Patients => &[&[], &[right], &[right, right], &[right, right, right]],
            Tab::Clinic | Tab::Assessment => &[&[], &[right]],
            _ => &[&[]],
        };
        let pages = if tab == Tab::Measures { 6 } else { 1 };
        for (page, keys) in (0..pages).flat_map(|page| steps.iter().map(move |keys| (page, keys))) {
            walk.page = page;
            walk.screen(tab, true, keys);
        }
        walk.page = 0;
        for key in [Key::Escape, Key::F5, Key::F1, Key::Enter] {
            walk.begin(tab, true, &[key]);
            walk.look(&format!("{tab:?} {key:?}"));
        }
        for key in [Key::K, Key::M, Key::I, Key::Num5, Key::F, Key::C] {
            walk.begin(tab, true, &[]);
            walk.harness.key_press_modifiers(Modifiers::COMMAND, key);
            walk.harness.run_steps(3);
            walk.look(&format!("{tab:?} Ctrl+{key:?}"));
        }
    }
    assert!(walk.found.is_empty(), "{:#?}", walk.found);
    assert!(walk.missing.is_empty(), "not reached: {:?}", walk.missing);
    assert!(walk.screens > 300, "{}", walk.screens);
}

#[test]
fn the_same_walk_at_the_desk_finds_names_numbers_notes_and_days() {
    let mut walk = Walk::new(planted());
    for tab in Tab::ALL {
        walk.begin(tab, false, &[]);
        walk.look(&format!("{tab:?}"));
    }
    walk.begin(Tab::Patients, false, &[Key::Enter]);
    let patient = walk.harness.state().workbook.patients[0].id;
    walk.harness.state_mut().ui.patients.open(patient);
    walk.harness.run_steps(3);
    walk.look("a patient");
    for place in walk.places(false) {
        walk.harness.hover_at(place);
        walk.harness.run_steps(2);
        walk.look("a patient, hovering");
    }
    let found: Vec<&str> = walk.found.keys().copied().collect();
    assert_eq!(
        found,
        [
            "a date of birth",
            "a day",
            "a name",
            "a note",
            "a record number"
        ]
    );
}

#[test]
fn what_was_kept_of_the_records_is_forgotten_when_presenting_begins_and_ends() {
    for tab in [
        Tab::Home,
        Tab::Assessment,
        Tab::Milestones,
        Tab::Plan,
        Tab::Clinic,
    ] {
        let mut walk = Walk::new(planted());
        walk.begin(tab, false, &[]);
        walk.look("at the desk");
        let before = std::mem::take(&mut walk.found);
        walk.harness.state_mut().present(true);
        walk.harness.run_steps(3);
        walk.look("presenting");
        assert!(walk.found.is_empty(), "{tab:?}: {:?}", walk.found);
        walk.harness.state_mut().present(false);
        walk.harness.run_steps(3);
        walk.look("at the desk");
        assert_eq!(
            walk.found.keys().collect::<Vec<_>>(),
            before.keys().collect::<Vec<_>>()
        );
        assert!(!words_on(&walk.harness).contains('▒'), "{tab:?}");
    }
}

/// The cells of the table on the screen, row by row.
fn cells(walk: &Walk<'_>, columns: usize) -> Vec<Vec<String>> {
    let cells = walk.harness.query_all_by(|n| n.role() == Role::Cell);
    let words = cells.map(|n| n.accesskit_node().label().unwrap_or_default());
    let words: Vec<String> = words.collect();
    words.chunks(columns).map(<[String]>::to_vec).collect()
}

#[test]
fn by_clinician_small_counts_are_hidden_and_the_clinic_stands_under_them() {
    let mut walk = Walk::new(planted());
    walk.begin(Tab::Patients, true, &[Key::ArrowRight]);
    let rows = cells(&walk, 6);
    let (clinic, clinicians) = rows.split_last().expect("rows");
    assert_eq!(clinic[0], "The clinic");
    assert!(clinicians.len() > 3, "{rows:?}");
    let mut hidden = 0;
    for cell in clinicians.iter().flat_map(|row| &row[1..]) {
        let number = cell.split(',').next().and_then(|n| n.parse::<u32>().ok());
        hidden += usize::from(number.is_none());
        assert!(
            number.is_none_or(|n| n == 0 || n > 10),
            "{cell} in {rows:?}"
        );
        assert!(number.is_some() || cell == "hidden", "{cell}");
    }
    assert!(hidden > 0, "{rows:?}");
}

#[test]
fn patients_stand_under_their_codes_by_dose_and_keys_turn_the_pages() {
    let mut walk = Walk::new(planted());
    let to_list = [Key::ArrowRight, Key::ArrowRight];
    walk.begin(Tab::Patients, true, &to_list);
    let first = cells(&walk, 8);
    let dose = |row: &Vec<String>| row[2].trim_start_matches("≥ ").parse::<f64>().ok();
    let doses: Vec<f64> = first.iter().filter_map(dose).collect();
    assert!(
        doses.len() > 5 && doses.is_sorted_by(|a, b| a >= b),
        "{doses:?}"
    );
    let codes: BTreeSet<String> = {
        let patients = walk.harness.state().workbook.patients.iter();
        patients.map(|p| crate::domain::veil::code(p.id)).collect()
    };
    assert!(first.iter().all(|row| codes.contains(&row[0])), "{first:?}");
    walk.harness.key_press(Key::PageDown);
    walk.harness.run_steps(3);
    let second = cells(&walk, 8);
    assert!(
        second
            .iter()
            .all(|row| first.iter().all(|f| f[0] != row[0]))
    );
    for _ in 0..2 {
        walk.harness.key_press(Key::ArrowLeft);
        walk.harness.run_steps(3);
    }
    assert_eq!(
        cells(&walk, 6).last().map(|r| r[0].as_str()),
        Some("The clinic")
    );
}
