//! What the demo clinic has entered about work on gaps: coming visits, gaps that somebody has or that
//! wait, a huddle that is prepared, talks that may be hard, and two reviews by the pain team.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::care_gap::{Gap, GapCommand, GapKey, GapRule, GapState};
use crate::domain::case_review::{CaseReview, CaseReviewCommand};
use crate::domain::command::Command;
use crate::domain::event::EventKind;
use crate::domain::huddle::{HuddleCommand, HuddleEntry};
use crate::domain::ids::{CaseReviewId, HuddleEntryId, PatientFactId, PatientId};
use crate::domain::patient_fact::{FactKind, PatientFact, PatientFactCommand};
use crate::domain::registry::{Band, Registry};
use crate::domain::workbook::Workbook;

/// Days on which visits are booked.
const WORKDAYS: usize = 10;
/// Kinds of visits, one after the other.
const KINDS: [&str; 4] = [
    "chronic pain visit",
    "routine visit",
    "refill only",
    "yearly pain visit",
];

/// Everything, with the day on which it was entered.
pub(super) fn commands(
    workbook: &Workbook,
    today: NaiveDate,
    last: NaiveDate,
) -> Vec<(NaiveDate, Command)> {
    let registry = Registry::on(workbook, last).with_gaps_on(workbook, today);
    let rows = registry.rows.iter().filter(|row| row.rule_hit.is_some());
    let patients: Vec<PatientId> = rows.map(|row| row.patient).collect();
    let days = workdays(today);
    let mut commands = visits(&patients, &days);
    commands.extend(work(&registry, today));
    commands.extend(huddle(&patients, &days));
    commands.extend(reviews(workbook, &registry, today));
    commands
        .into_iter()
        .map(|command| (today, command))
        .collect()
}

/// The next workdays, today first where it is one.
fn workdays(today: NaiveDate) -> Vec<NaiveDate> {
    let days = (0..).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .take(WORKDAYS)
        .collect()
}

/// Two of three patients have a visit to come.
fn visits(patients: &[PatientId], days: &[NaiveDate]) -> Vec<Command> {
    let booked = patients.iter().enumerate().filter(|(at, _)| at % 3 != 1);
    let visit = |(at, patient): (usize, &PatientId)| {
        let minutes = 8 * 60 + 20 + (at * 100) % 480;
        let kind = KINDS.get(at % KINDS.len()).copied().unwrap_or_default();
        Some(Command::AddEvent {
            patient: *patient,
            on: *days.get((at / 3) % days.len().max(1))?,
            kind: EventKind::Appointment,
            value: format!("{kind}, {:02}:{:02}", minutes / 60, minutes % 60),
        })
    };
    booked.filter_map(visit).collect()
}

/// Some gaps are given to people, some wait, one was closed without the check.
fn work(registry: &Registry, today: NaiveDate) -> Vec<Command> {
    let overdue = |rule: GapRule, from: usize, count: usize| -> Vec<GapKey> {
        let is_overdue = |g: &&Gap| matches!(g.state, GapState::Overdue(_)) && g.rule == rule;
        let gaps = registry.gaps.all().iter().filter(is_overdue);
        let keys = gaps.map(|g| (g.patient, g.rule));
        keys.skip(from).take(count).collect()
    };
    let until = today.checked_add_days(Days::new(11)).unwrap_or(today);
    let commands = [
        GapCommand::Assign(overdue(GapRule::Pdmp, 0, 8), "T. Yoon".to_owned()),
        GapCommand::Assign(overdue(GapRule::UrineTest, 0, 5), "N. Roth".to_owned()),
        GapCommand::Assign(overdue(GapRule::Agreement, 0, 4), "I. Lindgren".to_owned()),
        GapCommand::Snooze(
            overdue(GapRule::Pdmp, 8, 3),
            until,
            "Done at the next visit".to_owned(),
        ),
        GapCommand::Snooze(
            overdue(GapRule::UrineTest, 5, 1),
            until,
            "Result awaited".to_owned(),
        ),
        GapCommand::Close(
            overdue(GapRule::Agreement, 4, 1),
            today,
            "Kept on paper, to be scanned".to_owned(),
        ),
    ];
    let is_about_some = |command: &GapCommand| match command {
        GapCommand::Assign(gaps, _)
        | GapCommand::Snooze(gaps, ..)
        | GapCommand::Close(gaps, ..)
        | GapCommand::Reopen(gaps) => !gaps.is_empty(),
    };
    let commands = commands.into_iter().filter(is_about_some);
    commands.map(Command::Gap).collect()
}

/// The first day is being prepared; three talks may be hard.
fn huddle(patients: &[PatientId], days: &[NaiveDate]) -> Vec<Command> {
    let Some(day) = days.first().copied() else {
        return Vec::new();
    };
    // Those of the first day.
    let mut of_day = patients.iter().step_by(30).copied();
    let entry = |patient, who: &str, note: &str| HuddleEntry {
        id: HuddleEntryId(0),
        day,
        patient,
        who: who.to_owned(),
        note: note.to_owned(),
        talk: String::new(),
        done_on: None,
        by: String::new(),
        on: day,
    };
    let talks = [
        "Asks for an early refill: say what the agreement says, ask what has changed",
        "Taper: begin with what the patient wants to be able to do again",
        "Unexpected urine test: ask openly, no accusation, talk about safety first",
    ];
    let fact = |(patient, words): (PatientId, &str)| {
        Command::PatientFact(PatientFactCommand::Save(Box::new(PatientFact {
            id: PatientFactId(0),
            patient,
            kind: FactKind::HardTalk,
            from: None,
            to: None,
            due: None,
            words: words.to_owned(),
            outcome: String::new(),
            is_restricted: false,
            by: String::new(),
            on: day,
        })))
    };
    let mut commands: Vec<Command> = of_day.clone().zip(talks).map(fact).collect();
    let notes = [
        ("T. Yoon", "Bring the PDMP print-out"),
        ("N. Roth", "Ask for the new phone number"),
    ];
    for (who, note) in notes {
        let Some(patient) = of_day.next() else { break };
        let save = HuddleCommand::Save(Box::new(entry(patient, who, note)));
        commands.push(Command::Huddle(save));
    }
    commands
}

/// Two patients of the highest band were reviewed; one clinician has answered.
fn reviews(workbook: &Workbook, registry: &Registry, today: NaiveDate) -> Vec<Command> {
    let settings = &workbook.settings;
    let high = registry.rows.iter().filter(|row| row.rule_hit.is_some());
    let high = high.filter(|row| row.dose.band(settings) == Some(Band::High));
    let on = |ago: u64| today.checked_sub_days(Days::new(ago)).unwrap_or(today);
    let said = [
        (
            on(34),
            "Taper by a tenth a month, naloxone, visit every 4 weeks",
            "Agreed; first step taken",
            Some(on(27)),
        ),
        (
            on(13),
            "Check sleep apnoea before any change; ask about the benzodiazepine",
            "",
            None,
        ),
    ];
    let review = |(row, (reviewed_on, advice, reply, replied_on)): (
        &crate::domain::registry::RegistryRow,
        (NaiveDate, &str, &str, Option<NaiveDate>),
    )| {
        Command::CaseReview(CaseReviewCommand::Save(Box::new(CaseReview {
            id: CaseReviewId(0),
            patient: row.patient,
            reviewed_on,
            members: "Dr Bhatt, Dr Abernathy, L. Sorensen".to_owned(),
            advice: advice.to_owned(),
            reply: reply.to_owned(),
            replied_on,
            by: String::new(),
            on: reviewed_on,
        })))
    };
    high.zip(said).map(review).collect()
}
