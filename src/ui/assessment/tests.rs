//! Promises of the self-assessment tab: keyed in by keyboard, pasted, talked over without names.

use egui::{Event, Key, Modifiers, Role, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::domain::assessment::command::{AssessmentCommand, NewSheets};
use crate::domain::assessment::{Rating, RoundKind, SheetKind};
use crate::domain::command::Command;
use crate::domain::history::HistoryEntry;
use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::import::wording::{Problem, ReadItem, WordingReading};
use crate::ui::clinic::testing::today;
use crate::ui::theme::Theme;
use crate::ui::view::Status;
use crate::ui::widgets::testing::{click, harness_in};

/// A window over records that change as they are asked to.
struct Desk {
    workbook: Workbook,
    registry: Registry,
    measures: MeasureHistory,
    status: Status,
    state: AssessmentState,
    is_presented: bool,
    /// Names of the changes that were made.
    made: Vec<String>,
    refused: Vec<String>,
    copied: Vec<String>,
    /// The store is away with a job: requests wait.
    is_away: bool,
    waiting: Vec<Command>,
}

impl Desk {
    fn new(workbook: Workbook, section: Section) -> Self {
        Self {
            workbook,
            registry: Registry::default(),
            measures: MeasureHistory::default(),
            status: Status::default(),
            state: AssessmentState {
                section,
                ..AssessmentState::default()
            },
            is_presented: false,
            made: Vec::new(),
            refused: Vec::new(),
            copied: Vec::new(),
            is_away: false,
            waiting: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let view = View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: 1,
            today: today(),
            as_of: today(),
            status: &self.status,
        };
        let mut out = Vec::new();
        assessment_ui(ui, &view, &mut self.state, self.is_presented, &mut out);
        for request in out {
            match request {
                Request::Command(command) if self.is_away => self.waiting.push(command),
                Request::Command(command) => self.carry_out(command),
                Request::Copy(text) => self.copied.push(text),
                _ => {}
            }
        }
    }

    fn come_back(&mut self) {
        self.is_away = false;
        for command in std::mem::take(&mut self.waiting) {
            self.carry_out(command);
        }
    }

    fn carry_out(&mut self, command: Command) {
        match command.edits(&self.workbook, "MK", today()) {
            Ok(set) if set.edits.is_empty() => {}
            Ok(set) => {
                set.edits.iter().for_each(|e| self.workbook.apply(e));
                self.workbook.history.push(HistoryEntry {
                    number: self.made.len() as i64 + 1,
                    at: String::new(),
                    who: String::new(),
                    act: "edit".to_owned(),
                    what: set.name.clone(),
                });
                self.made.push(set.name);
            }
            Err(refusal) => self.refused.push(refusal.0),
        }
    }

    fn scores(&self, sheet: i64) -> Vec<Option<u8>> {
        let score = |item| self.workbook.answer(SheetId(sheet), item)?.score;
        ITEMS.map(|item| score(item).map(Rating::get)).collect()
    }
}

fn make(workbook: &mut Workbook, command: AssessmentCommand) {
    let set = Command::Assessment(command)
        .edits(workbook, "MK", today())
        .expect("a good command");
    set.edits.iter().for_each(|e| workbook.apply(e));
}

/// One round with the team's sheet and as many groups.
fn with_groups(groups: u32) -> Workbook {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        AssessmentCommand::SaveRound {
            id: None,
            name: "Baseline".to_owned(),
            date: today(),
            kind: RoundKind::Kickoff,
            is_baseline: true,
            with: NewSheets {
                shared: true,
                groups,
            },
        },
    );
    workbook
}

fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    let size = (1366.0, 690.0);
    harness_in(Theme::light(), size, desk, |ui, desk: &mut Desk| {
        desk.ui(ui);
    })
}

const KEYS: [(Key, u8); 12] = [
    (Key::Num1, 1),
    (Key::Num2, 2),
    (Key::Num3, 3),
    (Key::Num4, 4),
    (Key::Num5, 5),
    (Key::Num6, 6),
    (Key::Num7, 7),
    (Key::Num8, 8),
    (Key::Num9, 9),
    (Key::Num0, 10),
    (Key::Minus, 11),
    (Key::Equals, 12),
];

/// Keys in a whole sheet, a score and a move an item; the presses it took.
fn key_in(harness: &mut Harness<'_, Desk>, next: Key) -> usize {
    let mut presses = 0;
    for at in 0..22 {
        let (key, _) = KEYS[at % 12];
        harness.key_press(key);
        harness.run();
        presses += 1;
        if at < 21 {
            harness.key_press(next);
            harness.run();
            presses += 1;
        }
    }
    presses
}

fn keyed() -> Vec<Option<u8>> {
    (0..22).map(|at| Some(KEYS[at % 12].1)).collect()
}

#[test]
fn a_sheet_is_keyed_in_on_cards_in_under_60_presses() {
    let mut harness = open(Desk::new(with_groups(0), Section::Fill));
    harness.run();
    assert!(key_in(&mut harness, Key::ArrowRight) < 60);
    assert_eq!(harness.state().scores(1), keyed());
    assert_eq!(harness.state().made.len(), 22, "one step of undo an answer");
}

#[test]
fn a_sheet_is_keyed_in_in_the_grid_in_under_60_presses() {
    let mut harness = open(Desk::new(with_groups(2), Section::Grid));
    harness.run();
    assert!(key_in(&mut harness, Key::Enter) < 60);
    assert_eq!(harness.state().scores(1), keyed());
    assert_eq!(harness.state().scores(2), [None; 22]);
    assert_eq!(harness.state().made.len(), 22, "one step of undo an answer");
}

#[test]
fn the_grid_takes_the_keys_when_it_appears() {
    let mut harness = open(Desk::new(with_groups(0), Section::Fill));
    harness.run();
    click(&mut harness, "Grid");
    harness.key_press(Key::Num7);
    harness.run();
    assert_eq!(harness.state().scores(1)[0], Some(7));
}

#[test]
fn the_grid_moves_like_a_spreadsheet() {
    let mut harness = open(Desk::new(with_groups(2), Section::Grid));
    harness.run();
    for key in [
        Key::ArrowRight,
        Key::ArrowDown,
        Key::Num7,
        Key::End,
        Key::Num3,
        Key::Enter,
    ] {
        harness.key_press(key);
        harness.run();
    }
    // Enter in the last row goes on at the top of the next column.
    harness.key_press(Key::Num9);
    harness.run();
    let desk = harness.state();
    assert_eq!(desk.scores(2)[1], Some(7));
    assert_eq!(desk.scores(2)[21], Some(3));
    assert_eq!(desk.scores(3)[0], Some(9));
}

#[test]
fn two_digits_in_a_cell_are_one_score_and_backspace_clears() {
    let mut harness = open(Desk::new(with_groups(0), Section::Grid));
    harness.run();
    for (keys, expected) in [
        (&[Key::Num1, Key::Num2][..], Some(12)),
        (&[Key::Num1, Key::Num0], Some(10)),
        (&[Key::Num1, Key::Num1], Some(11)),
        (&[Key::Num1, Key::Num5], Some(5)),
        (&[Key::Backspace], None),
    ] {
        for key in keys {
            harness.key_press(*key);
            harness.run();
        }
        assert_eq!(harness.state().scores(1)[0], expected, "{keys:?}");
        // A second digit counts only right after the first.
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
    }
}

fn paste(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

#[test]
fn a_pasted_block_lands_where_it_belongs() {
    let mut harness = open(Desk::new(with_groups(2), Section::Grid));
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    paste(&mut harness, "1\t12\r\n\t3\r\n10\t\r\n");
    let desk = harness.state();
    assert_eq!(desk.scores(2)[..3], [Some(1), None, Some(10)]);
    assert_eq!(desk.scores(3)[..3], [Some(12), Some(3), None]);
    assert_eq!(desk.made, ["Paste 6 answers"], "one step of undo");
}

#[test]
fn a_bad_cell_refuses_the_whole_block_and_is_named() {
    let mut harness = open(Desk::new(with_groups(2), Section::Grid));
    harness.run();
    for (text, named) in [
        (
            "1\t2\n3\t13",
            "Row 2, column 2 of the pasted block (2 Common vision, Group 1): “13”",
        ),
        (
            "1\n0",
            "Row 2, column 1 of the pasted block (2 Common vision, Team): “0”",
        ),
        (
            "1\t2\t3\t4",
            "4 columns, but from Team on there are only 3 sheets",
        ),
        (
            &"1\n".repeat(23),
            "23 rows, but from item 1 on there are only 22",
        ),
        ("", "holds no cells"),
        ("Score", "Row 1, column 1"),
    ] {
        paste(&mut harness, text);
        let desk = harness.state();
        assert_eq!(desk.workbook.answers, [], "{text:?}");
        let refusal = desk.state.grid.refusal().unwrap_or_default();
        assert!(refusal.contains(named), "{text:?}: {refusal}");
    }
}

#[test]
fn what_is_copied_from_the_grid_can_be_pasted_again() {
    let mut harness = open(Desk::new(with_groups(1), Section::Grid));
    harness.run();
    paste(&mut harness, "4\t5\n\t6");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(Event::Copy);
    harness.run();
    let copied = harness.state().copied.last().cloned().unwrap_or_default();
    assert!(copied.starts_with("4\t5\n\t6\n\t\n"), "{copied:?}");
    assert_eq!(copied.lines().count(), 22);
}

/// A round with a named person, a group and the team, all of whom answered item 1 with a note.
fn with_a_person() -> Workbook {
    let mut workbook = with_groups(1);
    make(
        &mut workbook,
        AssessmentCommand::SaveSheet {
            id: None,
            round: RoundId(1),
            kind: SheetKind::Person,
            name: "Quillfeather, Zed".to_owned(),
            role: "Oddjobber".to_owned(),
            people: None,
            is_anonymous: false,
        },
    );
    for (sheet, score) in [(1, 5), (2, 3), (3, 9)] {
        let (sheet, score) = (SheetId(sheet), Rating::new(score));
        make(
            &mut workbook,
            AssessmentCommand::Answer {
                sheet,
                item: 1,
                score,
                continues: false,
            },
        );
        let note = format!("Secretive remark {}", sheet.0);
        make(
            &mut workbook,
            AssessmentCommand::Note {
                sheet,
                item: 1,
                note,
                continues: false,
            },
        );
    }
    workbook
}

/// Every word on the screen: painted, and told to assistive technology.
fn words_on(harness: &Harness<'_, Desk>) -> String {
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
        for said in [
            node.label(),
            node.value(),
            node.data().description().map(str::to_owned),
        ] {
            words.push_str(&said.unwrap_or_default());
            words.push('\n');
        }
    }
    words
}

#[test]
fn no_person_and_no_note_of_an_answer_is_shown_on_a_projected_screen() {
    for section in Section::ALL {
        let mut desk = Desk::new(with_a_person(), section);
        desk.is_presented = true;
        desk.state.talk = talk::TalkState::with_names();
        desk.state.sheet = Some(SheetId(3));
        let mut harness = harness_in(
            Theme::present(1080.0),
            (1920.0, 1080.0),
            desk,
            |ui, desk: &mut Desk| desk.ui(ui),
        );
        harness.run();
        let words = words_on(&harness);
        assert!(words.len() > 100, "{section:?} shows something");
        for secret in ["Quillfeather", "Oddjobber", "Secretive"] {
            assert!(!words.contains(secret), "{section:?} shows {secret}");
        }
    }
}

#[test]
fn a_projected_screen_without_a_round_makes_none_and_leads_to_the_other_views() {
    let mut desk = Desk::new(Workbook::default(), Section::Talk);
    desk.is_presented = true;
    let mut harness = open(desk);
    harness.run();
    assert!(harness.query_by_label("New round…").is_none());
    click(&mut harness, "Grid");
    assert_eq!(harness.state().state.section, Section::Grid);
}

#[test]
fn what_is_open_at_the_desk_is_closed_before_it_is_projected() {
    let mut harness = open(Desk::new(with_a_person(), Section::Grid));
    harness.run();
    for key in [Key::ArrowRight, Key::ArrowRight] {
        harness.key_press(key);
        harness.run();
    }
    paste(&mut harness, "13");
    assert!(words_on(&harness).contains("Quillfeather, Zed, Oddjobber): “13”"));
    let desk = harness.state_mut();
    let person = desk.workbook.sheet(SheetId(3)).expect("the person").clone();
    desk.state.dialog = Some(dialogs::OpenDialog::edit_sheet(&person));
    desk.state.keep_place();
    desk.is_presented = true;
    harness.run();
    let words = words_on(&harness);
    assert!(
        !words.contains("Quillfeather") && !words.contains("Oddjobber"),
        "{words}"
    );
    let desk = harness.state_mut();
    desk.state.section = Section::Wording;
    desk.state.keep_place();
    assert_eq!(desk.state.section, Section::Talk);
}

#[test]
fn esc_gives_the_keys_back_and_enter_belongs_to_the_focused_control() {
    let mut harness = open(Desk::new(with_groups(1), Section::Grid));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press(Key::Num5);
    harness.run();
    assert_eq!(
        harness.state().workbook.answers,
        [],
        "the grid has been left"
    );
    harness.get_by_label("Talk").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state.section, Section::Talk);
    harness.get_by_label("Gap…").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state.item, 1, "Enter pressed the button");
    assert!(words_on(&harness).contains("What is missing?"));
}

#[test]
fn a_column_that_ends_in_blanks_clears_what_stood_there() {
    let mut harness = open(Desk::new(with_groups(0), Section::Grid));
    harness.run();
    paste(&mut harness, &"4\r\n".repeat(22));
    let blanks = format!("{}\r\n\r\n", ["6"; 20].join("\r\n"));
    paste(&mut harness, &format!("{blanks}\r\n"));
    let scores = harness.state().scores(1);
    assert_eq!(scores[19..], [Some(6), None, None]);
}

#[test]
fn while_the_records_are_on_their_way_a_note_being_typed_stays() {
    let mut desk = Desk::new(with_groups(0), Section::Fill);
    desk.is_away = true;
    let mut harness = open(desk);
    harness.run();
    harness.key_press(Key::N);
    harness.run();
    let type_on = |harness: &mut Harness<'_, Desk>, words: &str| {
        let field = (Role::MultilineTextInput, "Note, why this number");
        harness
            .get_by_role_and_label(field.0, field.1)
            .type_text(words);
        harness.run();
        harness.run_steps(60);
    };
    type_on(&mut harness, "Forms are");
    type_on(&mut harness, " in the drawer");
    harness.key_press(Key::Escape);
    harness.run();
    // A score and its correction, both still on their way.
    harness.key_press(Key::Num5);
    harness.run();
    harness.key_press(Key::Backspace);
    harness.run();
    harness.state_mut().come_back();
    harness.run();
    let answer = harness.state().workbook.answer(SheetId(1), 1);
    let answer = answer.map(|a| (a.note.as_str(), a.score));
    assert_eq!(answer, Some(("Forms are in the drawer", None)));
}

#[test]
fn at_the_desk_names_are_shown_when_asked_for() {
    let mut harness = open(Desk::new(with_a_person(), Section::Talk));
    harness.run();
    assert!(!words_on(&harness).contains("Quillfeather"));
    click(&mut harness, "Show names");
    assert!(words_on(&harness).contains("Quillfeather"));
    assert!(words_on(&harness).contains("differ by 6"));
}

#[test]
fn a_blank_is_told_as_such_and_never_as_a_number() {
    let mut harness = open(Desk::new(with_groups(1), Section::Talk));
    harness.run();
    assert!(words_on(&harness).contains("Nobody has answered this item."));
    let mut harness = open(Desk::new(with_groups(1), Section::Fill));
    harness.run();
    assert!(words_on(&harness).contains("0 of 22 answered"));
    harness.get_by_label("Item 6, Signed agreements, no answer");
}

#[test]
fn a_note_is_saved_after_a_pause_and_when_the_item_is_left() {
    let mut harness = open(Desk::new(with_groups(0), Section::Fill));
    harness.run();
    harness.key_press(Key::N);
    harness.run();
    let field = (Role::MultilineTextInput, "Note, why this number");
    harness
        .get_by_role_and_label(field.0, field.1)
        .type_text("Forms are in the drawer");
    harness.run();
    click(&mut harness, "Item 4, Policy content, no answer");
    let note = |harness: &Harness<'_, Desk>| {
        let answer = harness.state().workbook.answer(SheetId(1), 1);
        answer.map(|a| (a.note.clone(), a.score))
    };
    assert_eq!(
        note(&harness),
        Some(("Forms are in the drawer".to_owned(), None))
    );
    // A score does not take the note away, and clearing the score keeps it.
    click(&mut harness, "Item 1, Leaders' visible backing, no answer");
    harness.key_press(Key::Num4);
    harness.run();
    assert_eq!(note(&harness).and_then(|n| n.1), Rating::new(4));
    harness.key_press(Key::Backspace);
    harness.run();
    assert_eq!(
        note(&harness),
        Some(("Forms are in the drawer".to_owned(), None))
    );
}

fn read(number: u8, is_doubtful: bool) -> ReadItem {
    let levels = [1, 2, 3, 4].map(|level| format!("...is of kind {level}."));
    ReadItem {
        number,
        title: "Heading".to_owned(),
        stem: format!("Stem {number}..."),
        levels,
        is_doubtful,
    }
}

#[test]
fn loaded_wording_changes_nothing_until_it_is_accepted_and_doubtful_items_wait() {
    let mut desk = Desk::new(with_groups(0), Section::Wording);
    let reading = WordingReading {
        items: vec![read(1, false), read(2, true), read(3, false)],
        problems: vec![Problem {
            number: Some(2),
            sentence: "Item 2 (Common vision): it reads like item 3.".to_owned(),
        }],
    };
    desk.state.wording.took("guide.txt", Ok(reading));
    let mut harness = open(desk);
    harness.run();
    assert!(words_on(&harness).contains("it reads like item 3"));
    assert_eq!(harness.state().workbook.wordings, []);
    click(&mut harness, "Use the wording of 2 items");
    let wording = harness.state().workbook.wording().expect("is stored");
    let numbers: Vec<u8> = wording.items.iter().map(|i| i.number).collect();
    assert_eq!(
        (wording.source.as_str(), numbers),
        ("guide.txt", vec![1, 3])
    );
    assert!(words_on(&harness).contains("Published wording from guide.txt"));
    click(&mut harness, "Fill");
    assert!(words_on(&harness).contains("Stem 1..."));
    click(&mut harness, "Wording");
    click(&mut harness, "Reset to the built-in wording");
    assert_eq!(harness.state().workbook.wordings, []);
}
