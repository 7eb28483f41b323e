//! The programme's own form of a plan: labels before values, headings of blocks.

use crate::domain::programme;

/// What a label says of the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Activity,
    Manager,
    Due,
    Resources,
}

const LABELS: [(&str, Label); 9] = [
    ("activity", Label::Activity),
    ("manager of this process", Label::Manager),
    ("manager of process", Label::Manager),
    ("manager", Label::Manager),
    ("date for completion", Label::Due),
    ("completion date", Label::Due),
    ("relevant resources", Label::Resources),
    ("relevant resource", Label::Resources),
    ("resources", Label::Resources),
];

/// Headings of what comes after the last activity.
const ENDS: [&str; 2] = ["milestones for next time", "success measure"];

/// "Activity: Revise policy" as its label and "Revise policy".
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim_matches(['*', ' ', '-', '•']).to_lowercase();
    let found = LABELS.iter().find(|(known, _)| *known == name)?;
    Some((found.1, value))
}

/// Whether a row begins an activity of the form.
pub(super) fn begins_activity(row: &[String]) -> bool {
    row.iter()
        .any(|cell| label(cell).is_some_and(|(label, _)| label == Label::Activity))
}

pub(super) fn is_end(text: &str) -> bool {
    let text = text.trim_matches(['*', ' ', ':', '#']).to_lowercase();
    ENDS.contains(&text.as_str())
}

/// "Tracking and Monitoring Patient Care Activities" is a heading of block 3.
pub(super) fn block_heading(text: &str) -> Option<u8> {
    let text = text.trim_matches(['*', ' ', '#']).to_lowercase();
    let name = text.strip_suffix(" activities")?;
    block_named(name)
}

/// The block that words name: its number, its name or an alias, or the beginning of one.
pub(super) fn block_named(words: &str) -> Option<u8> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return None;
    }
    let is_named = |name: &str| {
        let name = name.to_lowercase();
        let begins = |long: &str, short: &str| {
            short.len() >= 5
                && long
                    .strip_prefix(short)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
        };
        begins(&words, &name) || begins(&name, &words)
    };
    let blocks = programme::blocks().iter();
    let found = blocks
        .filter(|b| {
            b.number.to_string() == words
                || is_named(&b.name)
                || b.aliases.iter().any(|a| is_named(a))
        })
        .map(|b| b.number);
    found.min()
}

/// "[CDC Guideline](#)" as "CDC Guideline".
pub(super) fn without_link(text: &str) -> String {
    let Some((before, rest)) = text.split_once('[') else {
        return text.to_owned();
    };
    let (name, after) = rest.split_once(']').unwrap_or((rest, ""));
    let after = match after.strip_prefix('(') {
        Some(link) => link.split_once(')').map_or("", |(_, after)| after),
        None => after,
    };
    let words = format!("{before}{name}{after}");
    words.trim().to_owned()
}
