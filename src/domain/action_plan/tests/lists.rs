//! What is open, by person and by date.

use super::*;
use crate::domain::action_plan::lists::{Due, TaskOf, all_tasks, by_date, by_person};
use crate::domain::ids::PersonId;
use crate::domain::team::{Person, PersonKind};

fn group(id: i64, name: &str, members: &[i64], today: NaiveDate) -> Person {
    Person {
        id: PersonId(id),
        name: name.to_owned(),
        members: members.iter().copied().map(PersonId).collect(),
        ..Person::new(PersonKind::Group, today)
    }
}

#[test]
fn everybody_a_step_names_has_it_in_the_list_by_person() {
    let mut desk = Desk::with_example();
    let member = Person {
        id: PersonId(1),
        name: "Marcy".to_owned(),
        ..Person::new(PersonKind::Member, desk.today)
    };
    desk.workbook.people = vec![
        member,
        group(2, "Opioid Improvement Team", &[1], desk.today),
    ];
    let tasks = all_tasks(&desk.workbook, desk.today);
    let groups = by_person(&tasks);
    let of = |name: &str| {
        let found = groups.iter().find(|g| g.of == name);
        found.map(|g| {
            g.tasks
                .iter()
                .filter(|t| matches!(t.of, TaskOf::Step(..)))
                .count()
        })
    };
    // Joy? in two core groups; June in one and in the bracket with the thermometer.
    assert_eq!((of("Joy"), of("June")), (Some(2), Some(2)));
    assert_eq!(of("Core working group"), Some(2));
    // One by name, two through the group in the clinic's list.
    assert_eq!(of("Marcy"), Some(3));
    assert!(of("Opioid Improvement Team").is_some());
    let joy = groups.iter().find(|g| g.of == "Joy").unwrap();
    let named = joy.tasks[0].named.iter().find(|n| n.name == "Joy").unwrap();
    assert!(named.is_uncertain);
    assert_eq!(named.through.as_deref(), Some("Core working group"));
    let headings: Vec<String> = groups.iter().map(|g| g.of.to_lowercase()).collect();
    assert!(headings.is_sorted());
}

#[test]
fn work_without_a_name_stands_last_under_no_heading() {
    let mut desk = Desk::with_example();
    desk.step(1, To::Who(String::new()));
    let groups = by_person(&all_tasks(&desk.workbook, desk.today));
    let last = groups.last().unwrap();
    assert_eq!((last.of.as_str(), last.tasks.len()), ("", 1));
}

#[test]
fn by_date_the_longest_overdue_come_first_and_the_undated_last() {
    let mut desk = Desk::with_example();
    for (step, offset) in [(1, -3), (2, 2), (3, -30), (4, 60)] {
        let on = desk.day(offset);
        desk.step(step, To::WhenOn(Some(on)));
    }
    let groups = by_date(all_tasks(&desk.workbook, desk.today));
    let kinds: Vec<Due> = groups.iter().map(|g| g.of).collect();
    assert_eq!(
        kinds,
        [Due::Overdue(0), Due::Soon, Due::Later, Due::Undated]
    );
    let overdue: Vec<Due> = groups[0].tasks.iter().map(|t| t.due).collect();
    assert_eq!(overdue, [Due::Overdue(30), Due::Overdue(3)]);
    assert_eq!(groups[3].tasks.len(), 28);
}

#[test]
fn what_is_done_or_dropped_is_in_no_list() {
    let mut desk = Desk::with_example();
    desk.step(1, To::State(StepState::Done));
    desk.review(4, ReviewStatus::Dropped, "");
    let tasks = all_tasks(&desk.workbook, desk.today);
    assert_eq!(tasks.len(), 32 - 1 - 9);
    assert!(tasks.iter().all(|t| t.of.activity() != ActivityId(4)));
}
