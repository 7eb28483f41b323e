//! A sheet: one set of answers of a round, by the team, a small group or a person.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{RoundId, SheetId};

/// Who stands behind a sheet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// The answer all agreed on.
    Shared,
    /// A numbered small group.
    #[default]
    Group,
    /// One person with a role.
    Person,
}

/// One set of answers of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Record number in the clinic file.
    pub id: SheetId,
    /// Its round.
    pub round: RoundId,
    /// Who stands behind it.
    pub kind: SheetKind,
    /// Counts the sheets of its kind within the round, from 1.
    pub number: u32,
    /// The group's or the person's name; always empty on an anonymous sheet.
    pub name: String,
    /// The person's role: "MA", "front desk"; may be empty.
    pub role: String,
    /// How many answered together, if known.
    pub people: Option<u32>,
    /// No name is kept.
    pub is_anonymous: bool,
}

impl SheetKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Shared, Self::Group, Self::Person];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Group => "group",
            Self::Person => "person",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Shared => "Shared answer",
            Self::Group => "Small group",
            Self::Person => "Person",
        }
    }
}

impl Sheet {
    /// Where it stands among all sheets: by round, then shared answer, groups, persons by number.
    pub fn place(&self) -> (RoundId, SheetKind, u32, SheetId) {
        (self.round, self.kind, self.number, self.id)
    }

    /// The name on the clinic's own screens: "Team", "Front desk", "Group 3", "Person 2, MA".
    pub fn label(&self) -> String {
        let named = !self.name.is_empty();
        match self.kind {
            SheetKind::Shared | SheetKind::Group if named => self.name.clone(),
            SheetKind::Shared if self.number > 1 => format!("Shared answer {}", self.number),
            SheetKind::Shared => "Team".to_owned(),
            SheetKind::Group => format!("Group {}", self.number),
            SheetKind::Person => {
                let who = if named {
                    self.name.clone()
                } else {
                    format!("Person {}", self.number)
                };
                if self.role.is_empty() {
                    who
                } else {
                    format!("{who}, {}", self.role)
                }
            }
        }
    }

    /// The name on a projected screen: a person has none.
    pub fn label_for_all(&self) -> Option<String> {
        (self.kind != SheetKind::Person).then(|| self.label())
    }

    /// The name on this screen: on a projected one a person is a number.
    pub fn title(&self, for_all: bool) -> String {
        if for_all {
            self.column_for_all()
        } else {
            self.label()
        }
    }

    /// Column head of a narrow table: the label, or a number where it would name a person.
    pub fn column_for_all(&self) -> String {
        self.label_for_all()
            .unwrap_or_else(|| format!("Person {}", self.number))
    }

    /// "5 people", or nothing when it is not known.
    pub fn people_words(&self) -> Option<String> {
        self.people.map(|n| match n {
            1 => "1 person".to_owned(),
            n => format!("{n} people"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(kind: SheetKind, name: &str, role: &str) -> Sheet {
        Sheet {
            id: SheetId(1),
            round: RoundId(1),
            kind,
            number: 2,
            name: name.to_owned(),
            role: role.to_owned(),
            people: None,
            is_anonymous: name.is_empty(),
        }
    }

    #[test]
    fn a_person_has_a_label_for_the_clinic_and_none_for_the_wall() {
        let person = sheet(SheetKind::Person, "Kerr, M", "MA");
        assert_eq!(person.label(), "Kerr, M, MA");
        assert_eq!(person.label_for_all(), None);
        assert_eq!(person.column_for_all(), "Person 2");
        assert_eq!(sheet(SheetKind::Person, "", "MA").label(), "Person 2, MA");
        let group = sheet(SheetKind::Group, "Front desk", "");
        assert_eq!(group.label_for_all().as_deref(), Some("Front desk"));
        assert_eq!(sheet(SheetKind::Group, "", "").label(), "Group 2");
    }
}
