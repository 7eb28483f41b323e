//! Promises of the list of people.

use chrono::NaiveDate;

use super::command::TeamCommand as Ask;
use super::seats::{Seat, vacant, without_backup};
use super::who::{Named, named, named_with_groups};
use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::workbook::Workbook;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn edits(workbook: &Workbook, ask: Ask) -> Result<EditSet, String> {
    let set = Command::Team(ask).edits(workbook, "MK", day(10, 12));
    set.map_err(|refusal| refusal.0)
}

fn make(workbook: &mut Workbook, ask: Ask) -> EditSet {
    let set = edits(workbook, ask).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    set
}

fn person(name: &str, kind: PersonKind) -> Person {
    Person {
        name: name.to_owned(),
        ..Person::new(kind, day(10, 12))
    }
}

fn save(workbook: &mut Workbook, person: Person) {
    make(workbook, Ask::Save(Box::new(person)));
}

/// Names as text: "Joy?" when uncertain, "Jan<Core" through a group.
fn told(named: &[Named]) -> Vec<String> {
    let named = named.iter().map(|n| {
        let mark = if n.is_uncertain { "?" } else { "" };
        let through = n
            .through
            .as_ref()
            .map(|g| format!("<{g}"))
            .unwrap_or_default();
        format!("{}{mark}{through}", n.name)
    });
    named.collect()
}

#[test]
fn a_who_text_names_people_groups_and_those_who_are_not_sure() {
    let check = |text: &str, expected: &[&str]| assert_eq!(told(&named(text)), expected, "{text}");
    check("", &[]);
    check("Jan", &["Jan"]);
    check("Monica, Jan, Marcy", &["Monica", "Jan", "Marcy"]);
    check("Bill and Jan", &["Bill", "Jan"]);
    check(
        "Bill & Jan; Smith / Joy?",
        &["Bill", "Jan", "Smith", "Joy?"],
    );
    check("Dr Bhatt, dr  bhatt", &["Dr Bhatt"]);
    check("Joy?", &["Joy?"]);
    check("June with thermometer in hall?", &["June?"]);
    check(
        "Bill (and June with thermometer in hall?)",
        &["Bill", "June?"],
    );
    check(
        "Core working group (Bill, Jan, Monica, Joy?)",
        &[
            "Core working group",
            "Bill<Core working group",
            "Jan<Core working group",
            "Monica<Core working group",
            "Joy?<Core working group",
        ],
    );
    check(
        "Sonia, Team (Jan), Bill",
        &["Sonia", "Team", "Jan<Team", "Bill"],
    );
    check("(Jan, Bill", &["Jan", "Bill"]);
    check("Opioid Improvement Team", &["Opioid Improvement Team"]);
    check("Andy Brand", &["Andy Brand"]);
    check("??", &[]);
}

#[test]
fn a_group_of_the_list_brings_its_members_unless_the_text_lists_them() {
    let mut workbook = Workbook::default();
    for name in ["Jan", "Bill"] {
        save(&mut workbook, person(name, PersonKind::Member));
    }
    let ids = workbook.people.iter().map(|p| p.id).collect();
    save(
        &mut workbook,
        Person {
            members: ids,
            ..person("Core group", PersonKind::Group)
        },
    );
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(
            told(&named_with_groups(text, &workbook.people, day(10, 12))),
            expected,
            "{text}"
        );
    };
    check(
        "core  group",
        &["core  group", "Jan<Core group", "Bill<Core group"],
    );
    check(
        "Core group?",
        &["Core group?", "Jan?<Core group", "Bill?<Core group"],
    );
    check(
        "Core group (Jan, Joy?)",
        &["Core group", "Jan<Core group", "Joy?<Core group"],
    );
    check(
        "Bill, Core group",
        &["Bill", "Core group", "Jan<Core group"],
    );
}

#[test]
fn who_has_left_a_group_or_the_clinic_gets_no_work_through_it() {
    let mut workbook = Workbook::default();
    for (name, until) in [
        ("Jan", None),
        ("Bill", Some(day(10, 11))),
        ("Joy", Some(day(10, 12))),
    ] {
        let until = Person {
            until,
            ..person(name, PersonKind::Member)
        };
        save(&mut workbook, until);
    }
    let members = workbook.people.iter().map(|p| p.id).collect();
    let group = Person {
        members,
        ..person("Core group", PersonKind::Group)
    };
    save(&mut workbook, group);
    let named = |workbook: &Workbook| {
        told(&named_with_groups(
            "Core group",
            &workbook.people,
            day(10, 12),
        ))
    };
    assert_eq!(
        named(&workbook),
        ["Core group", "Jan<Core group", "Joy<Core group"],
        "the last day counts"
    );
    let over = Person {
        until: Some(day(10, 11)),
        ..workbook.people[3].clone()
    };
    save(&mut workbook, over);
    assert_eq!(named(&workbook), ["Core group"]);
}

#[test]
fn a_name_of_the_list_is_known_whole_whatever_stands_in_it() {
    let mut workbook = Workbook::default();
    let names = [
        "Nurses and MAs",
        "MAs",
        "Team A/B",
        "Smith & Sons",
        "Lee, Amy",
        "Night staff (north)",
    ];
    for name in names {
        save(&mut workbook, person(name, PersonKind::Colleague));
    }
    let jan = person("Jan", PersonKind::Member);
    save(&mut workbook, jan);
    let jan = workbook.people[6].id;
    let group = Person {
        kind: PersonKind::Group,
        members: vec![jan],
        ..workbook.people[0].clone()
    };
    save(&mut workbook, group);
    let check = |text: &str, expected: &[&str]| {
        let found = named_with_groups(text, &workbook.people, day(10, 12));
        assert_eq!(told(&found), expected, "{text}");
    };
    check("nurses  and MAs", &["Nurses and MAs", "Jan<Nurses and MAs"]);
    check(
        "Bill and Nurses and MAs?",
        &["Bill", "Nurses and MAs?", "Jan?<Nurses and MAs"],
    );
    check("Team A/B, Smith & Sons", &["Team A/B", "Smith & Sons"]);
    check("Lee, Amy and Bill", &["Lee, Amy", "Bill"]);
    check("Night staff (north), Joy", &["Night staff (north)", "Joy"]);
    check(
        "Nurses and MAs (Bill)",
        &["Nurses and MAs", "Bill<Nurses and MAs"],
    );
    check("Nurses and MAster", &["Nurses", "MAster"]);
    check("Lee", &["Lee"]);
}

#[test]
fn who_is_still_to_come_holds_no_seat_and_stands_in_for_nobody() {
    let mut workbook = Workbook::default();
    let lead = Person {
        seat: Some(Seat::QiLead),
        from: Some(day(10, 13)),
        ..person("A", PersonKind::Member)
    };
    save(&mut workbook, lead);
    let people = |workbook: &Workbook, month, on| {
        let alone = without_backup(&workbook.people, day(month, on));
        (vacant(&workbook.people, day(month, on)).len(), alone.len())
    };
    assert_eq!(people(&workbook, 10, 12), (2, 0), "not yet");
    assert_eq!(people(&workbook, 10, 13), (1, 1), "the first day counts");
    let outsider = Person {
        kind: PersonKind::Outsider,
        ..workbook.people[0].clone()
    };
    let mut elsewhere = workbook.clone();
    elsewhere.people = vec![outsider];
    assert_eq!(people(&elsewhere, 10, 13), (2, 0), "not on the team");
    let backup = Person {
        from: Some(day(10, 15)),
        ..person("B", PersonKind::Colleague)
    };
    save(&mut workbook, backup);
    let backed = Person {
        backup: Some(workbook.people[1].id),
        ..workbook.people[0].clone()
    };
    save(&mut workbook, backed);
    assert_eq!(people(&workbook, 10, 14), (1, 1));
    assert_eq!(people(&workbook, 10, 15), (1, 0));
}

#[test]
fn required_seats_stand_empty_until_a_member_holds_them_today() {
    let mut workbook = Workbook::default();
    let empty = |workbook: &Workbook| vacant(&workbook.people, day(10, 12));
    assert_eq!(empty(&workbook), [Seat::QiLead, Seat::ClinicalChampion]);
    save(
        &mut workbook,
        Person {
            seat: Some(Seat::QiLead),
            ..person("A", PersonKind::Member)
        },
    );
    save(
        &mut workbook,
        Person {
            seat: Some(Seat::ClinicalChampion),
            ..person("B", PersonKind::Outsider)
        },
    );
    assert_eq!(
        empty(&workbook),
        [Seat::ClinicalChampion],
        "an outsider is not on the team"
    );
    let gone = Person {
        until: Some(day(10, 11)),
        ..workbook.people[0].clone()
    };
    save(&mut workbook, gone);
    assert_eq!(empty(&workbook), [Seat::QiLead, Seat::ClinicalChampion]);
    let last_day = Person {
        until: Some(day(10, 12)),
        ..workbook.people[0].clone()
    };
    save(&mut workbook, last_day);
    assert_eq!(
        empty(&workbook),
        [Seat::ClinicalChampion],
        "the last day counts"
    );
}

#[test]
fn key_seats_have_a_backup_who_is_still_there() {
    let mut workbook = Workbook::default();
    save(&mut workbook, person("Stand-in", PersonKind::Colleague));
    let stand_in = workbook.people[0].id;
    let seats = [
        Seat::QiLead,
        Seat::ClinicalChampion,
        Seat::TrackingLead,
        Seat::Nurse,
    ];
    for (name, seat) in ["A", "B", "C", "D"].into_iter().zip(seats) {
        save(
            &mut workbook,
            Person {
                seat: Some(seat),
                ..person(name, PersonKind::Member)
            },
        );
    }
    let alone = |workbook: &Workbook| {
        let people = without_backup(&workbook.people, day(10, 12));
        people.iter().map(|p| p.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(alone(&workbook), ["A", "B", "C"], "a nurse needs none");
    let backed = Person {
        backup: Some(stand_in),
        ..workbook.people[1].clone()
    };
    save(&mut workbook, backed);
    assert_eq!(alone(&workbook), ["B", "C"]);
    let gone = Person {
        until: Some(day(9, 30)),
        ..workbook.people[0].clone()
    };
    save(&mut workbook, gone);
    assert_eq!(alone(&workbook), ["A", "B", "C"]);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_sentence() {
    let mut workbook = Workbook::default();
    save(&mut workbook, person("M. Kerr", PersonKind::Member));
    let known = workbook.people[0].clone();
    let check = |person: Person, words: &str| {
        let refused = edits(&workbook, Ask::Save(Box::new(person))).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    };
    check(person("  ", PersonKind::Member), "name is empty");
    check(
        person("m.  kerr", PersonKind::Colleague),
        "in the list already",
    );
    check(
        Person {
            hours_a_month: Some(201),
            ..known.clone()
        },
        "0 to 200",
    );
    check(
        Person {
            backup: Some(known.id),
            ..known.clone()
        },
        "own backup",
    );
    check(
        Person {
            backup: Some(PersonId(9)),
            ..known.clone()
        },
        "no longer",
    );
    let dates = Person {
        from: Some(day(5, 2)),
        until: Some(day(5, 1)),
        ..known.clone()
    };
    check(dates, "lies before");
    check(
        Person {
            id: PersonId(9),
            ..person("New", PersonKind::Member)
        },
        "no longer",
    );
    assert!(
        edits(&workbook, Ask::Save(Box::new(known)))
            .unwrap()
            .edits
            .is_empty()
    );
}

#[test]
fn a_group_has_members_and_no_seat_and_a_person_the_other_way_round() {
    let mut workbook = Workbook::default();
    save(&mut workbook, person("Jan", PersonKind::Member));
    let jan = workbook.people[0].id;
    let group = Person {
        seat: Some(Seat::Nurse),
        backup: Some(jan),
        members: vec![jan, PersonId(77), jan],
        cadence: "Weekly".to_owned(),
        ..person("Core", PersonKind::Group)
    };
    save(&mut workbook, group.clone());
    let core = &workbook.people[1];
    assert_eq!(
        (core.seat, core.backup, core.members.as_slice()),
        (None, None, [jan].as_slice())
    );
    save(
        &mut workbook,
        Person {
            name: "Bill".to_owned(),
            kind: PersonKind::Member,
            ..group
        },
    );
    let bill = &workbook.people[2];
    assert_eq!(
        (bill.seat, bill.members.len(), bill.cadence.as_str()),
        (Some(Seat::Nurse), 0, "")
    );
}

#[test]
fn who_is_removed_is_nobodys_backup_and_in_no_group_until_undone() {
    let mut workbook = Workbook::default();
    save(&mut workbook, person("Jan", PersonKind::Member));
    let jan = workbook.people[0].id;
    save(
        &mut workbook,
        Person {
            backup: Some(jan),
            ..person("Bill", PersonKind::Member)
        },
    );
    save(
        &mut workbook,
        Person {
            members: vec![jan],
            ..person("Core", PersonKind::Group)
        },
    );
    let before = workbook.clone();
    let set = make(&mut workbook, Ask::Remove(jan));
    assert_eq!(
        (workbook.people.len(), workbook.people[0].backup),
        (2, None)
    );
    assert!(workbook.people[1].members.is_empty());
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert!(workbook == before);
}

#[test]
fn every_kind_and_seat_has_a_code_that_is_read_back() {
    for kind in PersonKind::ALL {
        assert_eq!(PersonKind::from_code(kind.code()), Some(kind));
    }
    for seat in Seat::ALL {
        assert_eq!(Seat::from_code(seat.code()), Some(seat));
    }
}
