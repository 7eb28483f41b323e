//! The list of people as rows, and what is open for each.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::action_plan::lists::{Group, Task, all_tasks, by_person};
use crate::domain::ids::PersonId;
use crate::domain::team::seats::Seat;
use crate::domain::team::who::same_name;
use crate::domain::team::{Person, PersonKind};
use crate::domain::workbook::Workbook;
use crate::ui::cached::change_number;
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Sort, TableState};

/// Who is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// Everybody who is there.
    #[default]
    All,
    Team,
    Colleagues,
    Outside,
    Groups,
    /// Those who have left.
    Former,
}

impl Shown {
    pub(super) const ALL: [Self; 6] = [
        Self::All,
        Self::Team,
        Self::Colleagues,
        Self::Outside,
        Self::Groups,
        Self::Former,
    ];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Team => "Team",
            Self::Colleagues => "Colleagues",
            Self::Outside => "From outside",
            Self::Groups => "Groups",
            Self::Former => "Former",
        }
    }

    /// The kind it is about, if one.
    pub(super) fn kind(self) -> Option<PersonKind> {
        match self {
            Self::All | Self::Former => None,
            Self::Team => Some(PersonKind::Member),
            Self::Colleagues => Some(PersonKind::Colleague),
            Self::Outside => Some(PersonKind::Outsider),
            Self::Groups => Some(PersonKind::Group),
        }
    }

    fn holds(self, person: &Person, today: NaiveDate) -> bool {
        let is_here = person.is_active(today) != (self == Self::Former);
        is_here && self.kind().is_none_or(|kind| kind == person.kind)
    }
}

/// The columns; beside the panel, which says the rest, only those that fit.
pub(super) fn columns(shown: Shown, is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("name", "Name", 200.0).strong(),
        Col::new("what", "What", 112.0),
    ];
    if shown == Shown::Groups {
        columns.push(Col::new("role", "Members", 240.0).fill());
        columns.push(Col::new("cadence", "Meets", 310.0).second());
    } else {
        let role = if shown == Shown::All {
            "Role or members"
        } else {
            "Role"
        };
        columns.push(Col::new("seat", "Seat", 204.0));
        columns.push(Col::new("role", role, 150.0).second().fill());
        columns.push(Col::new("hours", "Hours a month", 122.0).right());
        if !is_beside_panel {
            columns.push(Col::new("protected", "Protected", 90.0));
        }
        columns.push(Col::new("backup", "Backup", 116.0));
    }
    if !is_beside_panel {
        columns.push(Col::new("from", "Since", 92.0));
    }
    if shown == Shown::Former {
        columns.push(Col::new("until", "Until", 92.0));
    }
    columns
}

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct PeopleRows {
    rows: Vec<Row>,
    /// How many each of [`Shown::ALL`] holds.
    pub(super) counts: [usize; 6],
    tasks: Vec<Group<String>>,
    made_for: Option<(i64, usize, Shown, NaiveDate, Option<Sort>)>,
}

struct Row {
    id: PersonId,
    /// Kind and seat, in the order of the screen.
    rank: (PersonKind, Option<Seat>),
    name: String,
    seat: &'static str,
    role: String,
    cadence: String,
    hours: Option<u32>,
    is_protected: bool,
    backup: String,
    from: String,
    until: String,
}

/// The names of people, in the order of the list.
pub(super) fn names(workbook: &Workbook, ids: &[PersonId]) -> String {
    let people = workbook.people.iter().filter(|p| ids.contains(&p.id));
    let names: Vec<&str> = people.map(|p| p.name.as_str()).collect();
    names.join(", ")
}

impl Row {
    fn new(workbook: &Workbook, person: &Person) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        let is_group = person.kind == PersonKind::Group;
        Self {
            id: person.id,
            rank: (person.kind, person.seat),
            name: person.name.clone(),
            seat: person.seat.map_or("", Seat::label),
            role: if is_group {
                names(workbook, &person.members)
            } else {
                person.role.clone()
            },
            cadence: person.cadence.clone(),
            hours: person.hours_a_month,
            is_protected: person.is_time_protected,
            backup: names(workbook, person.backup.as_slice()),
            from: day(person.from),
            until: day(person.until),
        }
    }

    /// Those without a seat after those with one.
    fn compare(&self, other: &Self, sort: Option<&Sort>) -> Ordering {
        let rank = |row: &Self| (row.rank.0, row.rank.1.is_none(), row.rank.1);
        let name = |row: &Self| row.name.to_lowercase();
        let usual = rank(self).cmp(&rank(other));
        let usual = usual.then_with(|| name(self).cmp(&name(other)));
        let Some(sort) = sort else {
            return usual;
        };
        let order = match sort.column.as_str() {
            "name" => name(self).cmp(&name(other)),
            "what" => self.rank.0.cmp(&other.rank.0),
            "seat" => {
                (self.rank.1.is_none(), self.rank.1).cmp(&(other.rank.1.is_none(), other.rank.1))
            }
            "hours" => self.hours.cmp(&other.hours),
            "protected" => self.is_protected.cmp(&other.is_protected),
            "role" => self.role.to_lowercase().cmp(&other.role.to_lowercase()),
            "cadence" => self.cadence.cmp(&other.cadence),
            "backup" => self.backup.cmp(&other.backup),
            "until" => self.until.cmp(&other.until),
            _ => self.from.cmp(&other.from),
        };
        let order = if sort.descending {
            order.reverse()
        } else {
            order
        };
        order.then(usual)
    }
}

impl PeopleRows {
    pub(super) fn refresh(&mut self, view: &View<'_>, shown: Shown, table: &TableState) {
        let people = &view.workbook.people;
        let sort = table.sort.clone();
        let made_for = Some((change_number(view), people.len(), shown, view.today, sort));
        if self.made_for == made_for {
            return;
        }
        self.counts = Shown::ALL.map(|s| people.iter().filter(|p| s.holds(p, view.today)).count());
        let held = people.iter().filter(|p| shown.holds(p, view.today));
        self.rows = held.map(|p| Row::new(view.workbook, p)).collect();
        self.rows.sort_by(|a, b| a.compare(b, table.sort.as_ref()));
        self.tasks = by_person(&all_tasks(view.workbook, view.today));
        self.made_for = made_for;
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn id(&self, row: usize) -> Option<PersonId> {
        self.rows.get(row).map(|r| r.id)
    }

    /// What is open for somebody, dated work first.
    pub(super) fn tasks_of(&self, name: &str) -> &[Task] {
        let group = self.tasks.iter().find(|g| same_name(&g.of, name));
        group.map_or(&[], |g| g.tasks.as_slice())
    }
}

impl Rows for PeopleRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.get(row).map_or(0, |r| r.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::default();
        };
        match column {
            "name" => Cow::Borrowed(&row.name),
            "what" => Cow::Borrowed(row.rank.0.label()),
            "seat" => Cow::Borrowed(row.seat),
            "role" => Cow::Borrowed(&row.role),
            "cadence" => Cow::Borrowed(&row.cadence),
            "hours" => row.hours.map(|h| h.to_string()).unwrap_or_default().into(),
            "protected" if row.is_protected => Cow::Borrowed("yes"),
            "protected" if row.hours.is_some() => Cow::Borrowed("no"),
            "protected" => Cow::default(),
            "backup" => Cow::Borrowed(&row.backup),
            "until" => Cow::Borrowed(&row.until),
            _ => Cow::Borrowed(&row.from),
        }
    }
}
