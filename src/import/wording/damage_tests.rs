//! Texts that lost something: what is missing is named, the rest is untouched.

use super::testing::*;
use crate::domain::programme;

/// The row without its dots at one of the five places where it has them.
fn without_dots(row: &str, which: usize) -> String {
    let (at, dots) = row.match_indices("...").nth(which).unwrap();
    format!("{}{}", &row[..at], &row[at + dots.len()..])
}

/// The cells of a row line by line, as a program writes them that reads across a table.
fn interleaved(row: &str) -> String {
    let cells: Vec<Vec<String>> = row
        .split('\t')
        .filter(|c| !c.is_empty())
        .map(|c| wrapped(c, 20).split('\n').map(str::to_owned).collect())
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap();
    let line = |at: usize| -> String {
        let parts: Vec<&str> = cells
            .iter()
            .map(|c| c.get(at).map_or("", String::as_str))
            .collect();
        parts.join("   ")
    };
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_item_that_is_cut_out_is_named() {
    for number in 1..=22 {
        for with_title in [false, true] {
            let text = with_lines(&appendix(), |lines| {
                let at = place(lines, number);
                lines.drain(at - usize::from(with_title)..=at);
            });
            for text in [guide(&text), text] {
                check(&Case {
                    name: "cut out",
                    text,
                    left_out: &[number],
                    says: &[&format!("Item {number} ("), "was not found"],
                    ..Case::default()
                });
            }
        }
    }
}

#[test]
fn columns_that_have_run_together_are_named() {
    for number in 1..=22 {
        for (name, space, says) in [
            ("one blank", " ", "its columns have run together"),
            ("nothing", "", "nothing stands between two of its columns"),
        ] {
            check(&Case {
                name,
                text: with_row(number, |row| {
                    row.trim_end().replace("\t\t\t", "\t").replace('\t', space)
                }),
                doubtful: &[number],
                says: &[says],
                ..Case::default()
            });
        }
        check(&Case {
            name: "interleaved",
            text: with_row(number, interleaved),
            left_out: &[number],
            says: &["does not end in a full stop"],
            ..Case::default()
        });
    }
    let all: Vec<u8> = (1..=22).collect();
    check(&Case {
        name: "nothing between any",
        text: appendix().replace('\t', ""),
        doubtful: &all,
        ..Case::default()
    });
}

#[test]
fn one_row_run_together_is_named_in_any_columns() {
    let one_blank = with_row(9, |row| {
        row.trim_end().replace("\t\t\t", " ").replace('\t', " ")
    });
    for (name, column) in [("lines", "\n"), ("blanks", "    ")] {
        check(&Case {
            name,
            text: one_blank.replace("\t\t\t", "\t").replace('\t', column),
            doubtful: &[9],
            says: &["its columns have run together"],
            ..Case::default()
        });
    }
}

#[test]
fn an_item_that_lost_its_number_takes_no_other_with_it() {
    for number in 1..=22 {
        let text = with_row(number, |row| row.replacen(&format!("{number}. "), "", 1));
        for text in [text.clone(), guide(&text)] {
            check(&Case {
                name: "number lost",
                text,
                left_out: &[number],
                says: &["was not found"],
                ..Case::default()
            });
        }
    }
    let text = with_row(1, |row| row.replacen("1. ", "", 1));
    let instructions = "Instructions: Read each question and circle a number. Talk it over.";
    let text = text.replace(instructions, "");
    let purpose = &programme::blocks()[0].purpose;
    let heading = " Building Block";
    let many_words = "in the room where we meet ".repeat(10);
    let no_scale = text.replace(SCALE, "");
    for (name, text) in [
        (
            "a list and the scale",
            text.replace(heading, "").replace(purpose, ""),
        ),
        ("a list and a heading", no_scale.replace(purpose, "")),
        (
            "a list and many words",
            no_scale.replace(heading, "").replace(purpose, &many_words),
        ),
    ] {
        check(&Case {
            name,
            text: guide(&text),
            left_out: &[1],
            ..Case::default()
        });
    }
}

#[test]
fn lost_dots_are_counted() {
    for number in 1..=22 {
        for which in 1..5 {
            for one_line in [false, true] {
                let mut text = with_row(number, |row| without_dots(row, which));
                if one_line {
                    text = on_one_line(&text);
                }
                check(&Case {
                    name: "dots lost",
                    text,
                    left_out: &[number],
                    says: &["only 3 of the 4 descriptions were found"],
                    ..Case::default()
                });
            }
        }
        check(&Case {
            name: "the question's dots lost",
            text: with_row(number, |row| without_dots(row, 0)),
            doubtful: &[number],
            says: &["the dots after its question are missing"],
            ..Case::default()
        });
        check(&Case {
            name: "one group of dots for two",
            text: with_row(number, |row| row.replacen("...\t...", "...", 1)),
            left_out: &[number],
            says: &["only 3 of the 4 descriptions were found"],
            ..Case::default()
        });
        check(&Case {
            name: "all dots lost",
            text: with_row(number, |row| row.replace("...", "")),
            left_out: &[number],
            says: &["none of the 4 descriptions was found"],
            ..Case::default()
        });
    }
}
