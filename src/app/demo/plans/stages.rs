//! The demo clinic's dates of the stages, the aims it has met, and its log.

use super::Story;
use crate::domain::command::Command;
use crate::domain::programme::StageId::{
    self, DesignAndImplement, MonitorAndSustain, PrepareAndLaunch,
};
use crate::domain::stage::command::{StageChange, StageCommand};
use crate::domain::stage::{LogEntry, LogKind};

/// Stage, and planned from and to, in days from today.
const PLANNED: [(StageId, i64, i64); 3] = [
    (PrepareAndLaunch, -500, -400),
    (DesignAndImplement, -400, -40),
    (MonitorAndSustain, -40, -10),
];

/// Stage, aim from 0, day it was met.
const AIMS: [(StageId, usize, i64); 7] = [
    (PrepareAndLaunch, 0, -470),
    (PrepareAndLaunch, 1, -455),
    (PrepareAndLaunch, 2, -400),
    (PrepareAndLaunch, 3, -395),
    (PrepareAndLaunch, 4, -391),
    (DesignAndImplement, 1, -200),
    (DesignAndImplement, 2, -110),
];

/// Day, stage, kind, outcome, who, text.
type Entry = (
    i64,
    StageId,
    LogKind,
    &'static str,
    &'static str,
    &'static str,
);

const LOG: [Entry; 11] = [
    (
        -504,
        PrepareAndLaunch,
        LogKind::Purpose,
        "",
        "Dr Bhatt, M. Kerr",
        "Nobody here should find out from a pharmacist or a coroner what a patient was on. We want calm visits, one way \
         of doing things, and patients who know why.",
    ),
    (
        -502,
        PrepareAndLaunch,
        LogKind::Readiness,
        "Right for us",
        "M. Kerr, Dr Bhatt, J. Amsel",
        "About 120 patients, three clinicians willing to begin, a registry that can be pulled every month. What is \
         missing is time; the manager will see to that.",
    ),
    (
        -500,
        PrepareAndLaunch,
        LogKind::Approach,
        "Full programme",
        "M. Kerr, Dr Bhatt",
        "The fast track would leave out the clinic-wide kickoff. Staff have heard of too many projects by memo; we want \
         them in the room.",
    ),
    (
        -498,
        PrepareAndLaunch,
        LogKind::Leadership,
        "Begin",
        "J. Amsel, medical director",
        "Approved with an hour a month of protected meeting time and 20 hours for the QI lead.",
    ),
    (
        -476,
        PrepareAndLaunch,
        LogKind::Progress,
        "",
        "Front desk, MAs",
        "Early talks, the two-minute version. Heard twice: will this mean more angry patients at the counter? Answer: \
         the letter and the script come before any change.",
    ),
    (
        -433,
        PrepareAndLaunch,
        LogKind::Support,
        "",
        "Dr Eriksen, Dr Bhatt",
        "Joined the monthly case conference of the university pain service. Two of our cases are on its list for spring.",
    ),
    (
        -402,
        PrepareAndLaunch,
        LogKind::Progress,
        "",
        "All clinicians and staff",
        "Kickoff moved by ten days: the room was needed for flu vaccination.",
    ),
    (
        -204,
        DesignAndImplement,
        LogKind::Progress,
        "",
        "Dr Abernathy",
        "Policy approved. It took a second round with the clinicians, who wanted the exceptions for palliative care \
         written out.",
    ),
    (
        -128,
        DesignAndImplement,
        LogKind::Leadership,
        "Begin",
        "Medical director",
        "J. Amsel has left. Until a new manager is here the medical director keeps the protected hours as agreed.",
    ),
    (
        -46,
        DesignAndImplement,
        LogKind::LessEffort,
        "Not yet",
        "Opioid Improvement Team",
        "The agreement is not through and the evening clinic has no huddle. We look again when both run by themselves.",
    ),
    (
        -18,
        DesignAndImplement,
        LogKind::Progress,
        "",
        "M. Kerr",
        "Comments on the agreement are slow in coming; the meeting agreed on one more week and no longer.",
    ),
];

pub(super) fn tell(story: &mut Story) {
    for (stage, from, to) in PLANNED {
        let from = StageChange::PlannedFrom(Some(story.day(from)));
        let to = StageChange::PlannedTo(Some(story.day(to)));
        change(story, -500, stage, from);
        change(story, -500, stage, to);
    }
    let began = |story: &Story, day| StageChange::BeganOn(Some(story.day(day)));
    change(story, -498, PrepareAndLaunch, began(story, -498));
    for (stage, aim, day) in AIMS {
        let met = StageChange::Aim(aim, Some(story.day(day)));
        change(story, day, stage, met);
    }
    let ended = StageChange::EndedOn(Some(story.day(-390)));
    change(story, -390, PrepareAndLaunch, ended);
    change(story, -390, DesignAndImplement, began(story, -390));
    for (day, stage, kind, outcome, who, text) in LOG {
        let entry = LogEntry {
            kind,
            outcome: outcome.to_owned(),
            who: who.to_owned(),
            text: text.to_owned(),
            begin_on: (kind == LogKind::Leadership && day == -498).then(|| story.day(-498)),
            ..LogEntry::new(stage, story.day(day))
        };
        let command = StageCommand::SaveEntry(Box::new(entry));
        story.tell(day, Command::Stage(command));
    }
}

fn change(story: &mut Story, day: i64, stage: StageId, change: StageChange) {
    let command = StageCommand::Change(stage, change);
    story.tell(day, Command::Stage(command));
}
