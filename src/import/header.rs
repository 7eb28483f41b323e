//! Which row names the columns, and which rows beneath it are no data.

use super::cells::{Cells, Row};
use super::spellings::{is_known, meaning, normalise};
use crate::domain::import_batch::ImportKind;

/// The row that names the columns.
#[derive(Debug)]
pub struct Header {
    /// Index among the rows.
    pub row: usize,
    /// Line or sheet row, counted from 1.
    pub line: u32,
    /// The column names, joined with a group row above where that makes them clear.
    pub names: Vec<String>,
    /// The row as it stands, to find it repeated further down.
    pub raw: Vec<String>,
    /// Twice the number of known names, and one for each known but unused.
    pub score: usize,
}

/// How many rows from the top can be the header.
const LOOKED_AT: usize = 60;
/// At least two columns of use must be named.
const LEAST_SCORE: usize = 4;
/// First words of a row that sums up or closes a report.
const CLOSING: [&str; 17] = [
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "subtotals",
    "sum",
    "count",
    "average",
    "mean",
    "confidential",
    "confidentiality",
    "page",
    "printed",
    "generated",
    "disclaimer",
    "note",
    "notes",
];
/// The same of two words.
const CLOSING_PAIRS: [[&str; 2]; 4] = [
    ["grand", "total"],
    ["sub", "total"],
    ["end", "of"],
    ["run", "date"],
];

/// The row with the most known column names, if any names two.
pub fn find(cells: &Cells) -> Option<Header> {
    let mut best: Option<(usize, usize)> = None;
    for (index, row) in cells.iter().enumerate().take(LOOKED_AT) {
        let score = score(row.iter());
        // Of two equally good neighbours the lower one is the header, the upper one its groups.
        let better =
            |(at, most): (usize, usize)| score > most || (score == most && index == at + 1);
        if score >= LEAST_SCORE && best.is_none_or(better) {
            best = Some((index, score));
        }
    }
    let (index, score) = best?;
    let row = cells.row(index)?;
    let raw: Vec<String> = row.iter().map(one_line).collect();
    let above = index
        .checked_sub(1)
        .and_then(|i| cells.row(i))
        .filter(|a| a.line() + 1 == row.line());
    let mut names = above.map_or_else(|| raw.clone(), |above| with_groups(&raw, &above));
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Some(Header {
        row: index,
        line: row.line(),
        names,
        raw,
        score,
    })
}

fn score<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells
        .filter(|c| !c.is_empty() && c.len() < 80)
        .map(|c| is_known(c).map_or(0, |of_use| 1 + usize::from(of_use)))
        .sum()
}

fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names made clear by a row of group names above: a blank name takes the cell above it; a name
/// that is unknown or stands twice is read together with its group.
fn with_groups(raw: &[String], above: &Row) -> Vec<String> {
    if above.filled() < 2 || above.filled() > raw.len() {
        return raw.to_vec();
    }
    let known = |name: &str| {
        ImportKind::ALL
            .iter()
            .any(|kind| meaning(name, *kind).is_some())
    };
    let mut group = String::new();
    let width = raw.len().max(above.len());
    (0..width)
        .map(|column| {
            let name = raw.get(column).cloned().unwrap_or_default();
            if !above.cell(column).is_empty() {
                group = one_line(above.cell(column));
            }
            let joined = format!("{group} {name}");
            let twice = raw.iter().filter(|other| **other == name).count() > 1;
            if name.is_empty() {
                Some(one_line(above.cell(column)))
                    .filter(|a| known(a))
                    .unwrap_or_default()
            } else if (!known(&name) || twice) && known(&joined) {
                joined
            } else {
                name
            }
        })
        .collect()
}

/// Why a row under the header is no data; an empty reason for a blank row, which needs no word.
pub fn not_data(row: &Row, header: &[String], raw: &[String]) -> Option<&'static str> {
    let mut filled = row.iter().filter(|c| !c.is_empty());
    let Some(first) = filled.next() else {
        return Some("");
    };
    if repeats(row, raw) {
        return Some("The header row stands here again; it was left out.");
    }
    let others = filled.count();
    if header.len() < 3 || (others + 1) * 2 > header.len() {
        return None;
    }
    let closing = closes(first);
    let prose =
        others == 0 && first.contains(' ') && (first.len() > 24 || first.ends_with(['.', ':']));
    (closing || prose || first.starts_with('*'))
        .then_some("This is no data row but a total, note or footer; it was left out.")
}

/// Whether a text begins with a word that sums up or closes. A comma belongs to its word, for
/// "Page, Al" is a person.
fn closes(text: &str) -> bool {
    let mut words = text
        .split(|c: char| c.is_whitespace() || c == ':')
        .filter(|word| !word.is_empty())
        .map(|word| {
            if word.contains(',') {
                String::new()
            } else {
                normalise(word)
            }
        });
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    CLOSING.contains(&first.as_str()) || CLOSING_PAIRS.contains(&[first.as_str(), second.as_str()])
}

fn repeats(row: &Row, raw: &[String]) -> bool {
    let same = |column: usize| {
        raw.get(column)
            .is_some_and(|name| !name.is_empty() && row.cell(column).eq_ignore_ascii_case(name))
    };
    let Some(start) = raw.iter().position(|name| !name.is_empty()) else {
        return false;
    };
    // One comparison decides for nearly every row.
    same(start) && {
        let filled = row.filled();
        let equal = (0..row.len()).filter(|c| same(*c)).count();
        filled > 1 && equal * 5 >= filled * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::separated::parse;

    fn check(text: &str, line: u32, names: &[&str]) {
        let header = find(&parse(text.to_owned(), ',', usize::MAX)).unwrap();
        assert_eq!(
            (header.line, header.names),
            (line, names.iter().map(|n| (*n).to_owned()).collect())
        );
    }

    #[test]
    fn the_row_with_the_most_known_names_is_the_header() {
        check(
            "Patient,,Prescription,\nMRN,DOB,Drug,Qty\n1,x,y,z\n",
            2,
            &["MRN", "DOB", "Drug", "Qty"],
        );
        check(
            "Report for Drug\n\nMRN,Drug,Colour\n",
            3,
            &["MRN", "Drug", "Colour"],
        );
    }

    #[test]
    fn group_names_make_doubled_names_clear() {
        check(
            "Patient,,,Prescriber,\nMRN,Last Name,First Name,Last Name,First Name\n",
            2,
            &[
                "MRN",
                "Patient Last Name",
                "Patient First Name",
                "Prescriber Last Name",
                "Prescriber First Name",
            ],
        );
        check(
            "MRN,DOB,Medication\n,,Drug Name,Qty,Days\n",
            2,
            &["MRN", "DOB", "Drug Name", "Qty", "Days"],
        );
    }

    #[test]
    fn totals_and_footers_are_told_from_patients_of_like_names() {
        for text in [
            "Total",
            "Total: 12",
            "Grand total 12",
            "Sub-total: 3",
            "Page 1 of 3",
            "End of report",
            "Run date: 1/2/2026",
            "Confidentiality notice",
            "Note: x",
        ] {
            assert!(closes(text), "{text}");
        }
        for text in [
            "Sumner, Ann",
            "Page, Al",
            "Noteboom, Jan",
            "Meaney, Lou",
            "Countess, Jo",
            "Totally, Jo",
            "",
        ] {
            assert!(!closes(text), "{text}");
        }
    }

    #[test]
    fn a_table_without_known_names_has_no_header() {
        assert!(
            find(&parse(
                "Item,Price,Colour\nStapler,4.99,red\n".to_owned(),
                ',',
                usize::MAX
            ))
            .is_none()
        );
    }
}
