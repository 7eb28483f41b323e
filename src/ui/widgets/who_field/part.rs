//! Which name of several is being typed, and which known names it may become.

use std::ops::Range;

use super::KnownName;

/// Where in `text` the name that ends at the cursor stands, in bytes; `cursor` counts characters.
///
/// Nothing while the cursor is inside a name: taking one would cut it in two.
pub(super) fn typed_part(text: &str, cursor: usize, is_single: bool) -> Option<Range<usize>> {
    let end = text
        .char_indices()
        .nth(cursor)
        .map_or(text.len(), |(at, _)| at);
    let before = text.get(..end)?;
    let after = text.get(end..)?.trim_start();
    if !(after.is_empty() || (!is_single && after.starts_with([',', ';']))) {
        return None;
    }
    let separated = if is_single { 0 } else { last_separator(before) };
    let part = before.get(separated..)?;
    let start = end - part.trim_start().len();
    Some(start..end)
}

/// The end of the last comma, semicolon or "and" of `text`.
fn last_separator(text: &str) -> usize {
    let sign = text.rfind([',', ';']).map_or(0, |at| at + 1);
    let word = text
        .to_ascii_lowercase()
        .rfind(" and ")
        .map_or(0, |at| at + " and ".len());
    sign.max(word)
}

/// The known names for what is typed at `part`: those that begin with it, then those that have it
/// inside; all when nothing is typed. Names the field already has are left out.
pub(super) fn fitting<'k>(
    known: &'k [KnownName],
    text: &str,
    part: &Range<usize>,
    is_single: bool,
) -> Vec<&'k KnownName> {
    let written = text.get(part.clone()).unwrap_or_default().trim_end();
    let typed = written.to_lowercase();
    let rest = [
        text.get(..part.start).unwrap_or_default(),
        text.get(part.end..).unwrap_or_default(),
    ];
    let is_there = |name: &str| {
        rest.iter()
            .flat_map(|side| side.split([',', ';']))
            .flat_map(|names| names.split(" and "))
            .any(|other| other.trim() == name)
    };
    let (first, then): (Vec<_>, Vec<_>) = known
        .iter()
        .filter(|one| one.name != written && (is_single || !is_there(&one.name)))
        .filter(|one| one.name.to_lowercase().contains(&typed))
        .partition(|one| begins(one, &typed));
    first.into_iter().chain(then).collect()
}

/// Whether the first of `options` is meant without being chosen: it begins with what is typed, and
/// what is typed is not itself a known name.
pub(super) fn is_first_meant(known: &[KnownName], options: &[&KnownName], written: &str) -> bool {
    let written = written.trim_end();
    !written.is_empty()
        && known.iter().all(|one| one.name != written)
        && options
            .first()
            .is_some_and(|one| begins(one, &written.to_lowercase()))
}

fn begins(one: &KnownName, typed: &str) -> bool {
    one.name.to_lowercase().starts_with(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_is_what_follows_the_last_separator_before_the_cursor() {
        for (text, cursor, expected) in [
            ("Mo", 2, Some("Mo")),
            ("Jan, Mo", 7, Some("Mo")),
            ("Jan;Mo", 6, Some("Mo")),
            ("Jan and Mo", 10, Some("Mo")),
            ("Jan, Bill, and Mo", 17, Some("Mo")),
            ("Sandra", 6, Some("Sandra")),
            ("Jan, ", 5, Some("")),
            ("", 0, Some("")),
            ("Zoë, Jé", 7, Some("Jé")),
            ("Ja, Monica", 2, Some("Ja")),
            ("Jan, Monica", 1, None),
            ("Jan Smith", 3, None),
            ("Jan", 99, Some("Jan")),
        ] {
            let part = typed_part(text, cursor, false);
            let read = part.map(|part| &text[part]);
            assert_eq!(read, expected, "{text:?} at {cursor}");
        }
        let part = typed_part("Jan, Mo", 7, true);
        assert_eq!(part, Some(0..7), "one name is the whole text");
    }

    #[test]
    fn names_that_begin_with_it_come_first_and_those_there_are_left_out() {
        let known = ["Simone", "Monica", "MORGAN", "Jan"].map(|name| KnownName::new(name, ""));
        let names = |text: &str| -> Vec<String> {
            let part = typed_part(text, text.len(), false).unwrap();
            let fitting = fitting(&known, text, &part, false);
            fitting.iter().map(|one| one.name.clone()).collect()
        };
        assert_eq!(names("mo"), ["Monica", "MORGAN", "Simone"]);
        assert_eq!(names("Monica, mo"), ["MORGAN", "Simone"]);
        assert_eq!(names("Monica"), [""; 0]);
        assert_eq!(names("Jan, "), ["Simone", "Monica", "MORGAN"]);
    }
}
