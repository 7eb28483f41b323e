//! What a person can ask to be changed about the list of people, and the edits it comes to.

use super::who::same_name;
use super::{Person, PersonKind};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::PersonId;

/// A request about people and groups.
#[derive(Clone, Debug, PartialEq)]
pub enum TeamCommand {
    /// A new entry (number 0) or other values of one.
    Save(Box<Person>),
    /// Takes an entry away. Names in plans stay as they are written.
    Remove(PersonId),
}

impl TeamCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(person) => context.save_person(*person),
            Self::Remove(id) => context.remove_person(id),
        }
    }
}

impl Context<'_> {
    fn save_person(&self, mut person: Person) -> Result<EditSet, Refusal> {
        let before = (person.id.0 != 0).then(|| self.workbook.person(person.id));
        let before = match before {
            Some(None) => return gone("person"),
            found => found.flatten(),
        };
        person.name = person.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if person.name.is_empty() {
            return refuse("The name is empty. Write it as it stands in plans.");
        }
        let others = || self.workbook.people.iter().filter(|p| p.id != person.id);
        if others().any(|p| same_name(&p.name, &person.name)) {
            return refuse(format!(
                "“{}” is in the list already. Tell them apart by an initial or a role.",
                person.name
            ));
        }
        if person.hours_a_month.is_some_and(|h| h > 200) {
            return refuse("Hours a month are 0 to 200.");
        }
        if let (Some(from), Some(until)) = (person.from, person.until)
            && until < from
        {
            return refuse(format!(
                "“Until” {until} lies before “since” {from}. Check the dates."
            ));
        }
        if person.backup == Some(person.id) && person.id.0 != 0 {
            return refuse("Nobody can be their own backup. Choose someone else.");
        }
        if person
            .backup
            .is_some_and(|b| self.workbook.person(b).is_none())
        {
            return gone("person");
        }
        if person.kind == PersonKind::Group {
            (person.seat, person.backup) = (None, None);
        } else {
            person.members.clear();
            person.cadence.clear();
        }
        person.members.retain(|m| others().any(|p| p.id == *m));
        person.members.sort_unstable();
        person.members.dedup();
        let verb = if before.is_some() { "Change" } else { "Add" };
        let what = if person.kind == PersonKind::Group {
            "group"
        } else {
            "person"
        };
        if before.is_none() {
            person.id = PersonId(self.workbook.next.person);
        }
        let stamp = |p: &mut Person, by: &str, on| {
            by.clone_into(&mut p.by);
            p.on = on;
        };
        let name = format!("{verb} a {what}");
        Ok(self.saved(name, before, person, stamp, Edit::Person))
    }

    fn remove_person(&self, id: PersonId) -> Result<EditSet, Refusal> {
        let Some(person) = self.workbook.person(id) else {
            return gone("person");
        };
        let others = self.workbook.people.iter();
        let linked = others.filter(|p| p.backup == Some(id) || p.members.contains(&id));
        let mut edits: Vec<Edit> = linked
            .map(|p| {
                let mut after = p.clone();
                after.backup = after.backup.filter(|b| *b != id);
                after.members.retain(|m| *m != id);
                Edit::Person(Box::new(Change::replace(p.clone(), after)))
            })
            .collect();
        edits.push(Edit::Person(Box::new(Change::remove(person.clone()))));
        Ok(EditSet {
            name: "Remove a person".to_owned(),
            edits,
        })
    }
}
