//! Who a "who" text names: people, groups, and those who are not sure yet.
//!
//! The text stays as it was written; this only reads it, so that lists by person can be made.

mod whole;

use chrono::NaiveDate;

use super::{Person, PersonKind};

/// Somebody a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name without its question mark.
    pub name: String,
    /// Marked with "?": not agreed yet.
    pub is_uncertain: bool,
    /// The group through which they are named: "Core working group".
    pub through: Option<String>,
}

/// Everybody a text names, in order, each once.
///
/// Names are parted by commas, semicolons, "/", "&" and "and". A group may list its members in
/// brackets; then both are named. A bracket with a sentence in it ("and June with thermometer in
/// hall?") names who stands at its beginning.
pub fn named(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut add = |name: Option<Named>| {
        if let Some(name) = name
            && !found.iter().any(|f| same_name(&f.name, &name.name))
        {
            found.push(name);
        }
    };
    for part in outside_brackets(text) {
        match part {
            Part::Plain(words) => names(words).for_each(|n| add(read(n, None))),
            Part::Group(group, inside) => {
                let heads: Vec<&str> = names(group).collect();
                let Some((head, before)) = heads.split_last() else {
                    names(inside).for_each(|n| add(read(n, None)));
                    continue;
                };
                for name in before {
                    add(read(name, None));
                }
                add(read(head, None));
                let is_list = !inside.trim_start().starts_with("and ");
                let through = read(head, None).map(|n| n.name).filter(|_| is_list);
                names(inside).for_each(|n| add(read(n, through.clone())));
            }
        }
    }
    found
}

/// As [`named`], and the members of every group the clinic has in its list who have not left on a
/// day. Names of the list are known whole: "Nurses and MAs" is one group.
pub fn named_with_groups(text: &str, people: &[Person], day: NaiveDate) -> Vec<Named> {
    let mut found = whole::named(text, people);
    let groups: Vec<Named> = found.clone();
    for group in groups {
        let known = people
            .iter()
            .find(|p| p.kind == PersonKind::Group && same_name(&p.name, &group.name));
        let Some(known) = known.filter(|p| p.is_active(day)) else {
            continue;
        };
        // Members written out in brackets say who it is this time.
        if found
            .iter()
            .any(|n| n.through.as_ref() == Some(&group.name))
        {
            continue;
        }
        let members = people
            .iter()
            .filter(|p| known.members.contains(&p.id) && p.is_active(day));
        for member in members {
            if !found.iter().any(|n| same_name(&n.name, &member.name)) {
                found.push(Named {
                    name: member.name.clone(),
                    is_uncertain: group.is_uncertain,
                    through: Some(known.name.clone()),
                });
            }
        }
    }
    found
}

/// Whether two names are the same but for case and spaces.
pub fn same_name(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    words(a) == words(b)
}

enum Part<'a> {
    Plain(&'a str),
    Group(&'a str, &'a str),
}

/// "A, B (C, D), E" as a group "A, B" with "C, D" inside and a plain "E".
fn outside_brackets(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, next) = after.split_once(')').unwrap_or((after, ""));
        parts.push(Part::Group(before, inside));
        rest = next;
    }
    parts.push(Part::Plain(rest));
    parts
}

/// The names in a run of words without brackets.
fn names(words: &str) -> impl Iterator<Item = &str> {
    words
        .split([',', ';', '/', '&', '+', '\n'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_start_matches("and ").trim())
        .filter(|part| !part.is_empty())
}

fn read(words: &str, through: Option<String>) -> Option<Named> {
    let is_uncertain = words.contains('?');
    // "June with thermometer in hall": what follows "with" is not the name.
    let name = words.split(" with ").next().unwrap_or(words);
    let name = name.trim_matches(|c: char| c == '?' || c == '.' || c.is_whitespace());
    (!name.is_empty()).then(|| Named {
        name: name.to_owned(),
        is_uncertain,
        through,
    })
}
