//! The demo clinic's self-assessment: a baseline whose groups see the clinic differently, and a
//! repeat a year later.
//!
//! The story to see: at the baseline leaders think that visits are prepared and data are used, the
//! front desk and the MAs do not. A year on policies and tracking have moved, the huddle has reached
//! day shifts only, and training on stigma has not begun.

use chrono::{Months, NaiveDate};

use crate::domain::assessment::command::{AssessmentCommand, NewSheets};
use crate::domain::assessment::{PrioritySource, Rating, RemarkKind, RoundKind, SheetKind};
use crate::domain::command::Command;
use crate::domain::ids::{RoundId, SheetId};
use crate::domain::programme;

/// The sheets of both rounds: name and people; the first is the team's shared answer.
const SHEETS: [(&str, u32); 6] = [
    ("", 6),
    ("Clinicians", 5),
    ("MAs and nurses", 6),
    ("Front desk", 4),
    ("Behavioural health", 2),
    ("Leaders", 3),
];

/// One row an item, one number a sheet; 0 stands for a blank here and is never written.
type Scores = [[u8; 6]; 22];

const BASELINE: Scores = [
    [6, 5, 4, 3, 5, 9],
    [4, 4, 3, 3, 5, 7],
    [4, 4, 4, 2, 4, 7],
    [5, 5, 4, 0, 4, 6],
    [4, 4, 3, 2, 4, 7],
    [5, 6, 4, 3, 5, 6],
    [3, 3, 2, 2, 3, 6],
    [4, 3, 4, 0, 3, 7],
    [3, 2, 3, 0, 2, 5],
    [2, 2, 2, 0, 2, 6],
    [3, 4, 3, 2, 4, 8],
    [4, 5, 3, 1, 7, 5],
    [4, 4, 3, 1, 6, 4],
    [5, 5, 4, 0, 5, 5],
    [5, 6, 4, 3, 5, 6],
    [4, 5, 3, 2, 6, 5],
    [5, 4, 5, 0, 8, 5],
    [3, 3, 0, 0, 6, 4],
    [4, 3, 4, 2, 8, 5],
    [2, 2, 2, 1, 3, 3],
    [3, 3, 2, 1, 3, 6],
    [2, 2, 2, 0, 3, 5],
];

const REPEAT: Scores = [
    [9, 9, 8, 6, 9, 10],
    [8, 8, 7, 6, 8, 9],
    [8, 7, 8, 5, 8, 9],
    [10, 10, 9, 0, 9, 10],
    [7, 7, 6, 4, 7, 9],
    [8, 9, 7, 5, 8, 8],
    [7, 7, 6, 4, 7, 8],
    [9, 9, 9, 0, 8, 10],
    [8, 7, 8, 5, 7, 9],
    [7, 7, 7, 0, 7, 9],
    [6, 6, 4, 3, 5, 10],
    [6, 7, 5, 3, 8, 7],
    [5, 6, 4, 2, 7, 6],
    [7, 7, 6, 0, 7, 7],
    [7, 8, 7, 5, 7, 8],
    [7, 7, 6, 4, 8, 7],
    [6, 6, 6, 0, 9, 7],
    [6, 7, 0, 0, 8, 6],
    [5, 4, 5, 3, 8, 6],
    [3, 3, 3, 2, 5, 4],
    [8, 8, 7, 5, 8, 9],
    [7, 7, 6, 0, 7, 8],
];

/// Notes on answers of the repeat: sheet, item, words.
const NOTES: [(usize, u8, &str); 4] = [
    (
        1,
        6,
        "Form fits the 2025 policy. New clinicians have not been shown it.",
    ),
    (
        2,
        11,
        "Day shift has a huddle sheet; evenings never see it.",
    ),
    (3, 11, "Nobody tells us who is coming in for a refill."),
    (4, 19, "Two referral agreements signed this spring."),
];

/// What was said in the talk about the repeat.
const REMARKS: [(u8, RemarkKind, &str); 6] = [
    (
        11,
        RemarkKind::Why,
        "Leaders count the huddle as done; the front desk never sees the list. The evening clinic has no huddle.",
    ),
    (11, RemarkKind::Gap, "No huddle sheet after 16:00"),
    (
        11,
        RemarkKind::Strength,
        "MAs check the PDMP before every day visit",
    ),
    (11, RemarkKind::Motive, "Fewer surprises at the counter"),
    (
        20,
        RemarkKind::Gap,
        "No training on stigma has been offered to the front desk",
    ),
    (
        4,
        RemarkKind::Strength,
        "Policy covers all twelve topics since the spring",
    ),
];

/// Priorities: words, item, source.
const PRIORITIES: [(&str, u8, PrioritySource); 5] = [
    (
        "Training on stigma for everybody, front desk first",
        20,
        PrioritySource::SelfAssessment,
    ),
    (
        "Huddle sheet reaches every shift",
        11,
        PrioritySource::SelfAssessment,
    ),
    (
        "Show new clinicians the agreement in their first week",
        6,
        PrioritySource::Team,
    ),
    (
        "A faster way to a behavioural health visit",
        19,
        PrioritySource::Kickoff,
    ),
    (
        "Run charts on the agenda of every staff meeting",
        22,
        PrioritySource::Team,
    ),
];

/// Everything that was entered, with the day on which it was.
pub(super) fn commands(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    let months_ago = |months| {
        today
            .checked_sub_months(Months::new(months))
            .unwrap_or(today)
    };
    let mut all = Vec::new();
    let (baseline, repeat) = (months_ago(13), months_ago(1));
    round(
        1,
        "Baseline",
        baseline,
        RoundKind::Kickoff,
        &BASELINE,
        &mut all,
    );
    round(2, "Repeat", repeat, RoundKind::Repeat, &REPEAT, &mut all);
    for (sheet, item, note) in NOTES {
        let command = AssessmentCommand::Note {
            sheet: sheet_id(2, sheet),
            item,
            note: note.to_owned(),
            continues: false,
        };
        all.push((repeat, Command::Assessment(command)));
    }
    for (item, kind, text) in REMARKS {
        let command = AssessmentCommand::Remark {
            id: None,
            round: RoundId(2),
            item,
            kind,
            text: text.to_owned(),
        };
        all.push((repeat, Command::Assessment(command)));
    }
    for (round, item, invited, attended) in [(1, 12, 22, 7), (2, 12, 24, 15), (2, 18, 6, 4)] {
        let command = AssessmentCommand::Attendance {
            round: RoundId(round),
            item,
            counts: Some((invited, attended)),
        };
        all.push((repeat, Command::Assessment(command)));
    }
    all.extend(priorities(repeat));
    all
}

fn priorities(day: NaiveDate) -> impl Iterator<Item = (NaiveDate, Command)> {
    PRIORITIES.into_iter().map(move |(text, item, source)| {
        let is_team = source == PrioritySource::Team;
        let command = AssessmentCommand::SavePriority {
            id: None,
            text: text.to_owned(),
            block: programme::item(item).map_or(1, |i| i.block),
            item: Some(item),
            round: (!is_team).then_some(RoundId(2)),
            source,
        };
        (day, Command::Assessment(command))
    })
}

/// Sheets are numbered through both rounds in the order they are made.
fn sheet_id(round: usize, sheet: usize) -> SheetId {
    SheetId(((round - 1) * SHEETS.len() + sheet + 1) as i64)
}

fn round(
    number: usize,
    name: &str,
    date: NaiveDate,
    kind: RoundKind,
    scores: &Scores,
    all: &mut Vec<(NaiveDate, Command)>,
) {
    let id = RoundId(number as i64);
    let mut push = |command| all.push((date, Command::Assessment(command)));
    push(AssessmentCommand::SaveRound {
        id: None,
        name: name.to_owned(),
        date,
        kind,
        is_baseline: number == 1,
        with: NewSheets {
            shared: true,
            groups: SHEETS.len() as u32 - 1,
        },
    });
    for (at, (name, people)) in SHEETS.into_iter().enumerate() {
        push(AssessmentCommand::SaveSheet {
            id: Some(sheet_id(number, at)),
            round: id,
            kind: if at == 0 {
                SheetKind::Shared
            } else {
                SheetKind::Group
            },
            name: name.to_owned(),
            role: String::new(),
            people: Some(people),
            is_anonymous: false,
        });
    }
    let cells = (1_u8..).zip(scores).flat_map(|(item, row)| {
        let answered = row.iter().enumerate();
        answered.filter_map(move |(sheet, score)| {
            let score = Rating::new(*score)?;
            Some((sheet_id(number, sheet), item, Some(score)))
        })
    });
    push(AssessmentCommand::Paste(cells.collect()));
}
