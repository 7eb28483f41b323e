//! Names of the list that hold a word or sign which parts names elsewhere: "Nurses and MAs".

use super::{Named, Person};

/// Signs for private use: one stands for each such name while the text is taken apart.
const FIRST_SIGN: u32 = 0xF_0000;

/// As [`super::named`], with the names of the list kept whole.
pub(super) fn named(text: &str, people: &[Person]) -> Vec<Named> {
    let mut known: Vec<&str> = people
        .iter()
        .map(|p| p.name.as_str())
        .filter(|name| is_parted(name))
        .collect();
    if known.is_empty() {
        return super::named(text);
    }
    // The longest first: a name may stand in another.
    known.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    let names: Vec<(char, &str)> = (FIRST_SIGN..)
        .map_while(char::from_u32)
        .zip(known)
        .collect();
    let mut found = super::named(&veiled(text, &names));
    for one in &mut found {
        one.name = unveiled(&one.name, &names);
        one.through = one.through.as_ref().map(|group| unveiled(group, &names));
    }
    found
}

/// Whether a text that is only this name is read as something else.
fn is_parted(name: &str) -> bool {
    let read = super::named(name);
    !matches!(read.as_slice(), [one] if one.name == name.trim() && !one.is_uncertain)
}

/// The text with a sign in the place of every known name that stands in it as whole words.
fn veiled(text: &str, names: &[(char, &str)]) -> String {
    let mut veiled = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let begins = !veiled.ends_with(char::is_alphanumeric);
        let name = names.iter().find_map(|(sign, name)| {
            let after = after_name(rest, name).filter(|_| begins)?;
            Some((*sign, after))
        });
        if let Some((sign, after)) = name {
            veiled.push(sign);
            rest = after;
        } else {
            veiled.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    veiled
}

/// What follows when a text begins with a name, but for case and spaces; the name ends there.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    for (at, word) in name.split_whitespace().enumerate() {
        if at > 0 {
            let trimmed = rest.trim_start();
            (trimmed.len() < rest.len()).then_some(())?;
            rest = trimmed;
        }
        for sign in word.chars() {
            let next = rest.chars().next()?;
            next.to_lowercase().eq(sign.to_lowercase()).then_some(())?;
            rest = rest.strip_prefix(next)?;
        }
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

fn unveiled(text: &str, names: &[(char, &str)]) -> String {
    let mut words = text.to_owned();
    for (sign, name) in names {
        words = words.replace(*sign, name);
    }
    words
}
