//! The demo clinic's improvement team, whom it works with, and its groups.

use super::Story;
use crate::domain::command::Command;
use crate::domain::ids::PersonId;
use crate::domain::team::command::TeamCommand;
use crate::domain::team::seats::Seat;
use crate::domain::team::{Person, PersonKind};

use PersonKind::{Colleague, Group, Member, Outsider};

/// Day of entry, kind, name, seat, role, hours a month and whether they are protected, backup.
/// Who stands in for another comes before.
type Line = (
    i64,
    PersonKind,
    &'static str,
    Option<Seat>,
    &'static str,
    Option<(u32, bool)>,
    Option<&'static str>,
);

const PEOPLE: [Line; 12] = [
    (
        -480,
        Member,
        "I. Lindgren",
        Some(Seat::Nurse),
        "Nurse, policy and PDMP delegates",
        Some((6, true)),
        None,
    ),
    (
        -480,
        Member,
        "Dr Abernathy",
        Some(Seat::OudPrescriber),
        "Clinician, prescribes buprenorphine",
        Some((3, false)),
        None,
    ),
    (
        -480,
        Member,
        "M. Kerr",
        Some(Seat::QiLead),
        "Quality improvement",
        Some((20, true)),
        Some("I. Lindgren"),
    ),
    (
        -480,
        Member,
        "Dr Bhatt",
        Some(Seat::ClinicalChampion),
        "Clinician, north team",
        Some((8, true)),
        Some("Dr Abernathy"),
    ),
    (
        -478,
        Member,
        "N. Roth",
        Some(Seat::TrackingLead),
        "Registry and reports",
        Some((12, true)),
        None,
    ),
    (
        -478,
        Member,
        "T. Yoon",
        Some(Seat::MedicalAssistant),
        "MA, south team",
        Some((4, false)),
        None,
    ),
    (
        -478,
        Member,
        "Dr Eriksen",
        None,
        "Clinician, education",
        Some((2, false)),
        None,
    ),
    (
        -470,
        Member,
        "L. Sorensen",
        Some(Seat::BehaviouralHealth),
        "Behavioural health, two days a week",
        Some((3, false)),
        None,
    ),
    (
        -470,
        Member,
        "J. Amsel",
        Some(Seat::Manager),
        "Clinic manager",
        Some((3, false)),
        None,
    ),
    (
        -340,
        Colleague,
        "R. Halloran",
        None,
        "Front desk, evenings",
        None,
        None,
    ),
    (
        -340,
        Colleague,
        "Dr Hanley",
        None,
        "Clinician, evenings",
        None,
        None,
    ),
    (
        -300,
        Outsider,
        "P. Okafor",
        None,
        "Pharmacist of the county health department",
        None,
        None,
    ),
];

/// Name, cadence, remit, members.
const GROUPS: [(&str, &str, &str, &[&str]); 3] = [
    (
        "Core working group",
        "Every other Tuesday, 30 minutes",
        "Drafts and prepares; settles small things between meetings.",
        &["M. Kerr", "Dr Bhatt", "N. Roth", "I. Lindgren"],
    ),
    (
        "Opioid Improvement Team",
        "Third Thursday of the month, 12:00 to 13:00",
        "Decides, tries changes and looks at the measures.",
        &[
            "M. Kerr",
            "Dr Bhatt",
            "N. Roth",
            "T. Yoon",
            "I. Lindgren",
            "Dr Abernathy",
            "Dr Eriksen",
            "L. Sorensen",
        ],
    ),
    (
        "Behavioural health",
        "",
        "The clinic's own behavioural health staff.",
        &["L. Sorensen"],
    ),
];

pub(super) fn tell(story: &mut Story) {
    for (entered, kind, name, seat, role, hours, backup) in PEOPLE {
        let mut person = Person::new(kind, story.day(entered));
        name.clone_into(&mut person.name);
        role.clone_into(&mut person.role);
        person.seat = seat;
        person.hours_a_month = hours.map(|(hours, _)| hours);
        person.is_time_protected = hours.is_some_and(|(_, protected)| protected);
        person.backup = backup.and_then(|name| find(story, name));
        person.from = Some(story.day(entered));
        if kind == Outsider {
            "By telephone, mornings".clone_into(&mut person.contact);
            "Answers questions on doses and on naloxone without a prescription."
                .clone_into(&mut person.note);
        }
        save(story, entered, person);
    }
    for (name, cadence, remit, members) in GROUPS {
        let mut group = Person::new(Group, story.day(-340));
        name.clone_into(&mut group.name);
        cadence.clone_into(&mut group.cadence);
        remit.clone_into(&mut group.note);
        group.members = members
            .iter()
            .filter_map(|name| find(story, name))
            .collect();
        group.from = Some(story.day(-340));
        save(story, -340, group);
    }
    // The manager has left the clinic since; the seat stands empty.
    let left = find(story, "J. Amsel").and_then(|id| story.records.person(id).cloned());
    if let Some(mut person) = left {
        person.until = Some(story.day(-130));
        save(story, -130, person);
    }
}

fn save(story: &mut Story, day: i64, person: Person) {
    story.tell(day, Command::Team(TeamCommand::Save(Box::new(person))));
}

fn find(story: &Story, name: &str) -> Option<PersonId> {
    let people = story.records.people.iter();
    people.clone().find(|p| p.name == name).map(|p| p.id)
}
