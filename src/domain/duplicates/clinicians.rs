//! Clinicians whose names can be one person's.

use std::collections::HashMap;

use super::{ClinicianPair, Found, Likeness, PairKind, is_one_slip};
use crate::domain::ids::ClinicianId;
use crate::domain::person_name::{Name, key};
use crate::domain::workbook::Workbook;

/// Fewest letters of a family name in which one may be a slip: "Lee" and "Lea" are two people.
const LETTERS_FOR_A_SLIP: usize = 5;

struct Named {
    id: ClinicianId,
    name: Name,
    last: String,
    first: String,
}

/// Listed clinicians that may be one, the surest first.
pub fn clinicians(workbook: &Workbook) -> Vec<ClinicianPair> {
    let named: Vec<Named> = workbook
        .listed_clinicians()
        .map(|c| {
            let name = Name::of_clinician(&c.name);
            let (last, first) = (key(&name.last), key(first_word(&name.first)));
            Named {
                id: c.id,
                name,
                last,
                first,
            }
        })
        .collect();
    let mut found = Found::besides(workbook, PairKind::Clinicians, ClinicianId);
    for group in groups(&named, |n| n.last.clone()) {
        for (a, b) in pairs(&group) {
            same_family(&mut found, a, b);
        }
    }
    for group in groups(&named, |n| sorted_words(&n.name)) {
        for (a, b) in pairs(&group) {
            let reason = "The same words in another order.";
            found.add(a.id, b.id, Likeness::Possible, reason);
        }
    }
    // "Doyle K" is read as the given name Doyle and the family name K.
    let reversed: Vec<Named> = named
        .iter()
        .filter(|n| is_initial(&n.last))
        .map(turned)
        .collect();
    for turned in &reversed {
        for other in named.iter().filter(|n| n.last == turned.last) {
            same_family(&mut found, turned, other);
        }
    }
    for group in groups(&named, |n| n.first.clone()) {
        for (a, b) in pairs(&group) {
            let long = a.last.chars().count().min(b.last.chars().count()) >= LETTERS_FOR_A_SLIP;
            if long && a.first.len() > 1 && is_one_slip(&a.last, &b.last) {
                let reason = "The same given name, and family names that differ by one letter.";
                found.add(a.id, b.id, Likeness::Possible, reason);
            }
        }
    }
    found.sorted()
}

/// Two of one family name.
fn same_family(found: &mut Found<ClinicianId>, a: &Named, b: &Named) {
    if a.last.is_empty() {
        return;
    }
    let sure = a.first == b.first && !a.first.is_empty();
    if sure && (a.name.agrees_with(&b.name) || b.name.agrees_with(&a.name)) {
        let reason = "The same name; only capitals, titles, order or a middle name differ.";
        found.add(a.id, b.id, Likeness::Sure, reason);
    } else if sure {
        let reason = "The same family and first name; the middle names differ.";
        found.add(a.id, b.id, Likeness::Possible, reason);
    } else if a.first.is_empty() || b.first.is_empty() {
        let reason = "The same family name; one has no given name.";
        found.add(a.id, b.id, Likeness::Possible, reason);
    } else if (is_initial(&a.first) || is_initial(&b.first))
        && a.first.chars().next() == b.first.chars().next()
    {
        let reason = "The same family name; one given name is only an initial, and fits.";
        found.add(a.id, b.id, Likeness::Possible, reason);
    } else if is_one_slip(&a.first, &b.first) && a.first.chars().count() >= LETTERS_FOR_A_SLIP {
        let reason = "The same family name, and given names that differ by one letter.";
        found.add(a.id, b.id, Likeness::Possible, reason);
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn turned(named: &Named) -> Named {
    Named {
        id: named.id,
        name: Name {
            last: named.name.first.clone(),
            first: named.name.last.clone(),
        },
        last: key(&named.name.first),
        first: named.last.clone(),
    }
}

/// The words of a name, whatever their order; blank for fewer than two.
fn sorted_words(name: &Name) -> String {
    let mut words: Vec<String> = [&name.last, &name.first]
        .into_iter()
        .flat_map(|part| part.split_whitespace())
        .map(key)
        .filter(|word| !word.is_empty())
        .collect();
    words.sort();
    if words.len() < 2 {
        return String::new();
    }
    words.join(" ")
}

/// The clinicians that have the same of something, which is not blank; in a settled order.
fn groups(named: &[Named], of: impl Fn(&Named) -> String) -> Vec<Vec<&Named>> {
    let mut groups: HashMap<String, Vec<&Named>> = HashMap::new();
    for one in named {
        groups.entry(of(one)).or_default().push(one);
    }
    groups.remove("");
    let mut groups: Vec<Vec<&Named>> = groups.into_values().filter(|g| g.len() > 1).collect();
    groups.sort_by_key(|g| g.first().map(|n| n.id));
    groups
}

fn pairs<'a, 'b>(group: &'b [&'a Named]) -> impl Iterator<Item = (&'a Named, &'a Named)> + 'b {
    let after = |at: usize| group.iter().skip(at + 1).copied();
    let of_one = move |(at, a): (usize, &&'a Named)| {
        let a = *a;
        after(at).map(move |b| (a, b))
    };
    group.iter().enumerate().flat_map(of_one)
}
