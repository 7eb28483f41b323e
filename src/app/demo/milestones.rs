//! How far the demo clinic is with the milestones: the launch done, policies and tracking ahead,
//! visits under way, sustaining not begun.

use chrono::{Days, NaiveDate};

use crate::domain::command::Command;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme::{self, StageId};

use MilestoneStatus::{NotForUs, Reached, UnderWay};

/// Milestone, status, owner, target in days from today.
const DESIGN: [(&str, MilestoneStatus, &str, i64); 17] = [
    ("M-01", Reached, "M. Kerr", -330),
    ("M-02", Reached, "Dr Bhatt", -300),
    ("M-03", UnderWay, "Dr Bhatt", 40),
    ("M-04", UnderWay, "Dr Eriksen", 70),
    ("M-05", Reached, "Dr Abernathy", -210),
    ("M-06", UnderWay, "M. Kerr", -12),
    ("M-07", UnderWay, "I. Lindgren", 30),
    ("M-09", Reached, "M. Kerr", -280),
    ("M-10", Reached, "I. Lindgren", -240),
    ("M-11", Reached, "N. Roth", -180),
    ("M-12", Reached, "M. Kerr", -120),
    ("M-13", UnderWay, "M. Kerr", 20),
    ("M-14", UnderWay, "T. Yoon", 9),
    ("M-15", NotForUs, "", 0),
    ("M-16", UnderWay, "T. Yoon", 60),
    ("M-22", UnderWay, "Behavioural health", 100),
    ("M-26", Reached, "M. Kerr", -310),
];

/// Everything that was entered, with the day on which it was.
pub(super) fn commands(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    let day = |offset: i64| {
        let days = Days::new(offset.unsigned_abs());
        let moved = if offset < 0 {
            today.checked_sub_days(days)
        } else {
            today.checked_add_days(days)
        };
        moved.unwrap_or(today)
    };
    let mut all = vec![(day(-390), Command::Milestone(MilestoneCommand::UsualFocus))];
    let mut change = |on: NaiveDate, id: &str, change| {
        let line = LineId::BuiltIn(id.to_owned());
        all.push((
            on,
            Command::Milestone(MilestoneCommand::Change(line, change)),
        ));
    };
    let launch = programme::milestones()
        .iter()
        .filter(|m| m.stage == StageId::PrepareAndLaunch);
    for (offset, entry) in (0_i64..).zip(launch) {
        let on = day(-470 + offset * 5);
        change(on, &entry.id, MilestoneChange::Reached(Some(on)));
    }
    for (id, status, owner, target) in DESIGN {
        change(day(-380), id, MilestoneChange::Owner(owner.to_owned()));
        if status != NotForUs {
            change(day(-380), id, MilestoneChange::Target(Some(day(target))));
        }
        if status == Reached {
            let on = day(target + 6);
            change(on, id, MilestoneChange::Reached(Some(on)));
        } else {
            change(day(-20), id, MilestoneChange::Status(status));
        }
    }
    let evidence = "Draft 3 with the team; comments of staff are due next week.".to_owned();
    change(day(-5), "M-06", MilestoneChange::Evidence(evidence));
    all
}
