//! The lines of a text, and which of them are page furniture: page numbers and running heads.

use std::collections::HashMap;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It has words.
    Words,
    /// It has nothing on it.
    Blank,
    /// It belongs to the page: its number, its head or foot, a line of dashes.
    Furniture,
}

/// A line of a cleaned text.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What stands on it, with tabs at its ends.
    pub text: &'a str,
    /// What it is.
    pub is: Use,
}

/// Longer lines are no page furniture.
const LONGEST_FURNITURE: usize = 90;
/// The steps of the scale may stand each on a line of its own.
const LAST_STEP: u32 = 12;
/// The guide's own running heads.
const HEADS: [&str; 4] = [
    "prepare and launch guide",
    "six building blocks prepare and launch guide",
    "six building blocks: prepare and launch guide",
    "six building blocks",
];

/// The lines of a cleaned text.
pub fn lines(clean: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = clean
        .split('\n')
        .map(|text| Line {
            text,
            is: first_look(text),
        })
        .collect();
    drop_lone_numbers(&mut lines);
    drop_running_heads(&mut lines);
    lines
}

fn first_look(line: &str) -> Use {
    let inner = line.trim();
    if inner.is_empty() {
        Use::Blank
    } else if inner.len() <= LONGEST_FURNITURE
        && (is_decorated_page_number(inner) || is_rule(inner) || is_guide_head(inner))
    {
        Use::Furniture
    } else {
        Use::Words
    }
}

/// "Page 21", "- 21 -", "Page 21 of 40"; not "21", which may be a step of the scale.
fn is_decorated_page_number(line: &str) -> bool {
    let bare = bared(line).to_lowercase();
    let named = ["page", "pg.", "pg", "p."]
        .iter()
        .find_map(|name| bare.strip_prefix(name));
    let number = named.unwrap_or(&bare).trim();
    let (first, all) = number
        .split_once(" of ")
        .or_else(|| number.split_once('/'))
        .unwrap_or((number, ""));
    let is_number = |part: &str| page_number(part.trim()).is_some();
    let is_lone = named.is_none() && all.is_empty() && !line.starts_with(is_ornament);
    is_number(first) && (all.is_empty() || is_number(all)) && !is_lone
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.contains(['-', '=', '_']) && line.chars().all(is_rule_part)
}

fn is_rule_part(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '=' | '_' | ':' | '+')
}

fn is_guide_head(line: &str) -> bool {
    let head = numbered_head(line).map_or_else(|| bared(line), |(head, _)| head);
    HEADS.contains(&&*head.to_lowercase())
}

/// Lone numbers are page numbers unless they count up to 12, one line after the other.
fn drop_lone_numbers(lines: &mut [Line]) {
    for line in lines.iter_mut() {
        if line.is == Use::Words && lone_number(line.text).is_some_and(|n| n > LAST_STEP) {
            line.is = Use::Furniture;
        }
    }
    let mut words: Vec<&mut Line> = lines.iter_mut().filter(|l| l.is == Use::Words).collect();
    let numbers: Vec<Option<u32>> = words.iter().map(|l| lone_number(l.text)).collect();
    let before = std::iter::once(None).chain(numbers.iter().copied());
    let after = numbers.iter().copied().skip(1).chain([None]);
    for (((line, number), before), after) in words.iter_mut().zip(&numbers).zip(before).zip(after) {
        let Some(number) = *number else { continue };
        if before.is_none_or(|b| b + 1 != number) && after != Some(number + 1) {
            line.is = Use::Furniture;
        }
    }
}

fn lone_number(line: &str) -> Option<u32> {
    (line.len() <= LONGEST_FURNITURE)
        .then(|| page_number(line.trim()))
        .flatten()
}

/// A head or foot stands on several pages with another number each time.
fn drop_running_heads(lines: &mut [Line]) {
    let mut seen: HashMap<String, (u32, bool)> = HashMap::new();
    let key = |line: &Line| {
        (line.is == Use::Words)
            .then(|| numbered_head(line.text))
            .flatten()
            .map(|(head, number)| (head.to_lowercase(), number))
    };
    for (head, number) in lines.iter().filter_map(key) {
        let (first, changes) = seen.entry(head).or_insert((number, false));
        *changes |= *first != number;
    }
    for line in lines {
        if key(line).is_some_and(|(head, _)| seen.get(&head).is_some_and(|(_, changes)| *changes)) {
            line.is = Use::Furniture;
        }
    }
}

/// The words and the number of "Prepare and Launch Guide 21" or "21 | Prepare and Launch Guide".
fn numbered_head(line: &str) -> Option<(&str, u32)> {
    if line.len() > LONGEST_FURNITURE {
        return None;
    }
    let line = bared(line);
    let last = line.rsplit_once(char::is_whitespace);
    let first = line.split_once(char::is_whitespace);
    let (head, number) = last
        .and_then(|(head, number)| Some((head, page_number(number)?)))
        .or_else(|| first.and_then(|(number, head)| Some((head, page_number(number)?))))?;
    let head = bared(head);
    let is_head = head.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !head.starts_with(['.', '…'])
        && !head.ends_with(['.', '…']);
    is_head.then_some((head, number))
}

fn bared(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || is_ornament(c))
}

fn is_ornament(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '[' | ']' | '•' | '·' | '~' | '#' | '*')
}

fn page_number(text: &str) -> Option<u32> {
    let is_number =
        (1..=4).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        lines(text)
            .into_iter()
            .filter(|l| l.is == Use::Words)
            .map(|l| l.text)
            .collect()
    }

    #[test]
    fn page_numbers_and_running_heads_are_furniture() {
        for furniture in [
            "21",
            "Page 21",
            "- 21 -",
            "page 21 of 40",
            "[21]",
            "— 21 —",
            "|---|---|",
            "Prepare and Launch Guide 21",
            "21 \t Prepare and Launch Guide",
            "Prepare and Launch Guide",
            "PREPARE AND LAUNCH GUIDE",
            "Clinic copy 3\nClinic copy 4",
            "Clinic copy 3\n4 Clinic copy",
        ] {
            let text = format!("one\n{furniture}\ntwo").replace('|', "\t");
            assert_eq!(kept(&text), ["one", "two"], "{furniture}");
        }
    }

    #[test]
    fn lines_of_the_instrument_are_no_furniture() {
        for line in [
            "6.",
            "6. Formal",
            "1\n2\n3\n4",
            "11\n12",
            "Shared vision 1",
            "Shared vision 1\nShared vision 1",
            "...in 3\n...in 4",
            "Launch",
        ] {
            let given: Vec<&str> = line.lines().collect();
            assert_eq!(kept(line), given);
        }
    }
}
