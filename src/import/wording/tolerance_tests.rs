//! Layouts in which every item is read for certain.

use super::testing::*;
use super::{ReadItem, read_wording};

fn replaced(from: &str, to: &str) -> String {
    appendix().replace(from, to)
}

fn each_line(change: impl Fn(&str) -> String) -> String {
    let lines: Vec<String> = appendix().split('\n').map(change).collect();
    lines.join("\n")
}

/// The appendix with something after every fifth line or word.
fn strewn(text: &str, between: char, what: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for (place, part) in text.split(between).enumerate() {
        if place > 0 {
            out.push(between);
        }
        out.push_str(part);
        if place % 7 == 4 {
            out.push_str(&what(20 + place / 7));
        }
    }
    out
}

/// With something after every 41st word that is not a sentence's last.
fn inside_cells(text: &str, what: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            out.push_str(&if place % 41 == 0 && out.ends_with(char::is_alphabetic) {
                what(20 + place / 41)
            } else {
                " ".to_owned()
            });
        }
        out.push_str(word);
    }
    out
}

fn table() -> String {
    each_line(|line| {
        if !line.contains('\t') {
            return line.to_owned();
        }
        let cells: Vec<&str> = line.split('\t').filter(|c| !c.is_empty()).collect();
        let rule = if line.ends_with("12") {
            "\n|---|---|"
        } else {
            ""
        };
        format!("| {} |{rule}", cells.join(" | "))
    })
}

fn cells_on_lines() -> String {
    each_line(|line| {
        let cells: Vec<&str> = line.split('\t').filter(|c| !c.is_empty()).collect();
        cells.join("\n")
    })
}

fn without_blank_lines(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').filter(|l| !l.is_empty()).collect();
    lines.join("\n")
}

fn columns() -> Vec<(&'static str, String)> {
    vec![
        ("as published", appendix()),
        ("tabs as line breaks", replaced("\t", "\n")),
        ("cells on lines", cells_on_lines()),
        ("tabs as four blanks", replaced("\t", "    ")),
        ("tabs as one blank", replaced("\t", " ")),
        ("one tab each", replaced("\t\t\t", "\t")),
        (
            "tabs as no-break blanks",
            replaced("\t", "\u{a0}\u{a0}\u{a0}"),
        ),
        ("only no-break blanks", replaced(" ", "\u{a0}")),
        ("no trailing tabs", each_line(|l| l.trim_end().to_owned())),
        ("a table", table()),
        ("bold numbers", table().replace("| 6. ", "| **6.** ")),
        (
            "bullets",
            cells_on_lines()
                .replace("\n...", "\n• ...")
                .replace("\n6. ", "\n- 6. "),
        ),
        ("wrapped at 28", wrapped(&appendix(), 28)),
        ("wrapped at 60", wrapped(&appendix(), 60)),
        (
            "wrapped without blank lines",
            without_blank_lines(&wrapped(&appendix(), 44)),
        ),
        (
            "wrapped, every other line blank",
            wrapped(&appendix(), 60).replace('\n', "\n\n"),
        ),
        ("no blank lines", without_blank_lines(&appendix())),
        ("on one line", on_one_line(&appendix())),
        ("on one line with tabs", replaced("\n", " ")),
        (
            "two blanks after a stop",
            replaced(". ", ".  ").replace('\t', " "),
        ),
    ]
}

fn headings() -> Vec<(&'static str, String)> {
    vec![
        ("no scale", replaced(SCALE, "")),
        (
            "no scale, cells on lines",
            cells_on_lines().replace("\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12", ""),
        ),
        ("no scale, on one line", on_one_line(&replaced(SCALE, ""))),
        ("a short scale", replaced(SCALE, " 1 2 3 … 12")),
        ("a glued scale", replaced(SCALE, &SCALE.replace('\t', ""))),
        (
            "title over the scale",
            replaced(SCALE, &format!("\n{}", SCALE.trim())),
        ),
        (
            "capitals",
            each_line(|l| {
                let is_heading = l.ends_with("Block") || l.ends_with(SCALE);
                if is_heading {
                    l.to_uppercase()
                } else {
                    l.to_owned()
                }
            }),
        ),
        (
            "small letters",
            each_line(|l| {
                let is_heading = l.ends_with("Block") || l.ends_with(SCALE);
                if is_heading {
                    l.to_lowercase()
                } else {
                    l.to_owned()
                }
            }),
        ),
        (
            "nothing after the number",
            each_line(|l| match l.split_once(". ") {
                Some((number, words)) if number.len() <= 2 => format!("{number}.{words}"),
                _ => l.to_owned(),
            }),
        ),
    ]
}

fn signs() -> Vec<(&'static str, String)> {
    vec![
        ("CRLF", replaced("\n", "\r\n")),
        ("byte order mark", format!("\u{feff}{}", appendix())),
        ("zero width", replaced("e", "\u{200b}e\u{200d}")),
        ("soft hyphens", replaced("nt", "n\u{ad}t")),
        ("form feeds", replaced("\n\n", "\n\u{c}\n")),
    ]
}

fn pages() -> Vec<(&'static str, String)> {
    let line =
        |what: fn(usize) -> String| strewn(&appendix(), '\n', move |n| format!("\n{}", what(n)));
    let cell =
        |what: fn(usize) -> String| inside_cells(&appendix(), move |n| format!("\n{}\n", what(n)));
    let wrap = |what: fn(usize) -> String| {
        strewn(&wrapped(&appendix(), 60), '\n', move |n| {
            format!("\n\n{}\n", what(n))
        })
    };
    let head: fn(usize) -> String = |n| format!("Prepare and Launch Guide {n}");
    let both: fn(usize) -> String = |n| {
        if n % 2 == 0 {
            format!("{n} | Our copy")
        } else {
            format!("Our copy | {n}")
        }
    };
    vec![
        ("page numbers", line(|n| n.to_string())),
        ("named page numbers", line(|n| format!("Page {n}"))),
        ("dashed page numbers", line(|n| format!("- {n} -"))),
        ("heads", line(head)),
        ("heads left and right", line(both)),
        ("heads with form feeds", line(|n| format!("{n}\n\u{c}"))),
        ("page numbers in cells", cell(|n| n.to_string())),
        ("named page numbers in cells", cell(|n| format!("Page {n}"))),
        ("heads in cells", cell(head)),
        ("page numbers in wrapped cells", wrap(|n| n.to_string())),
        ("heads in wrapped cells", wrap(head)),
    ]
}

#[test]
fn every_layout_gives_every_item_for_certain() {
    let layouts = [columns(), headings(), signs(), pages()].concat();
    for (name, text) in layouts {
        let whole = guide(&text);
        for text in [text, whole] {
            check(&Case {
                name,
                text,
                ..Case::default()
            });
        }
    }
}

#[test]
fn the_dots_are_kept_as_they_stand() {
    for dots in ["…", ". . ."] {
        let other = |text: &str| text.replace("...", dots);
        let truth: Vec<ReadItem> = items()
            .into_iter()
            .map(|item| ReadItem {
                stem: other(&item.stem),
                levels: item.levels.map(|l| other(&l)),
                ..item
            })
            .collect();
        for text in [appendix(), cells_on_lines(), on_one_line(&appendix())] {
            let case = Case {
                name: dots,
                text: other(&text),
                ..Case::default()
            };
            check_against(&case, &truth);
        }
    }
}

#[test]
fn the_heading_over_an_item_is_its_title() {
    let title_above = replaced(SCALE, &format!("\n{}", SCALE.trim()));
    for text in [
        appendix(),
        cells_on_lines(),
        replaced(SCALE, ""),
        title_above,
        wrapped(&appendix(), 16),
        wrapped(&appendix(), 16).replace('\n', "\n\n"),
        on_one_line(&appendix()),
    ] {
        let titles: Vec<String> = read_wording(&text)
            .items
            .into_iter()
            .map(|i| i.title)
            .collect();
        let expected: Vec<String> = items().into_iter().map(|i| i.title).collect();
        assert_eq!(titles, expected, "{text}");
    }
    let no_titles = with_lines(&appendix(), |lines| lines.retain(|l| !l.ends_with(SCALE)));
    let reading = read_wording(&no_titles);
    assert_eq!(reading.items.len(), 22);
    assert!(
        reading
            .items
            .iter()
            .all(|i| i.title.is_empty() && !i.is_doubtful)
    );
}

#[test]
fn an_appendix_that_stands_twice_is_read_once() {
    check(&Case {
        name: "twice",
        text: format!("{}\n\n{}", appendix(), appendix()),
        ..Case::default()
    });
}
