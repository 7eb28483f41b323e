//! Texts in which something stands where it should not: what is wrong is named.

use super::read_wording;
use super::testing::*;

#[test]
fn rows_that_changed_places_are_doubtful() {
    for (a, b) in [(6, 7), (6, 8), (6, 9), (1, 22), (12, 13)] {
        let text = with_lines(&appendix(), |lines| {
            let (at_a, at_b) = (place(lines, a), place(lines, b));
            lines.swap(at_a, at_b);
        });
        check(&Case {
            name: "rows exchanged",
            text,
            doubtful: &[a, b],
            says: &["it stands out of order"],
            ..Case::default()
        });
    }
    let moved = with_lines(&appendix(), |lines| {
        let from = place(lines, 6);
        let row = lines.remove(from);
        let to = place(lines, 9);
        lines.insert(to + 1, row);
    });
    check(&Case {
        name: "one row moved",
        text: moved,
        doubtful: &[6],
        says: &["it stands out of order, after item 9"],
        ..Case::default()
    });
}

#[test]
fn contents_under_another_number_are_known_by_their_marks() {
    for a in 1..=21 {
        for b in a + 1..=22 {
            let under = |number: u8, other: u8| {
                row(other).replacen(&other.to_string(), &number.to_string(), 1)
            };
            let text = with_lines(&appendix(), |lines| {
                let (at_a, at_b) = (place(lines, a), place(lines, b));
                lines[at_a] = under(a, b);
                lines[at_b] = under(b, a);
            });
            check(&Case {
                name: "contents exchanged",
                text,
                doubtful: &[a, b],
                says: &[
                    &format!("it reads like item {a} ("),
                    &format!("it reads like item {b} ("),
                ],
                ..Case::default()
            });
        }
    }
    check(&Case {
        name: "a question with none of its words",
        text: with_row(6, |row| {
            let (_, levels) = row.split_once("...").unwrap();
            format!("6. Something else...{levels}")
        }),
        doubtful: &[6],
        says: &["its question has none of the words it is known by"],
        ..Case::default()
    });
}

#[test]
fn a_number_that_stands_twice_with_other_words_is_doubtful() {
    check(&Case {
        name: "7 is called 6",
        text: with_row(7, |row| row.replacen('7', "6", 1)),
        left_out: &[7],
        doubtful: &[6],
        says: &["Item 6", "its number stands twice", "Item 7"],
    });
    let text = with_row(6, |row| row.replacen('6', "7", 1));
    check(&Case {
        name: "6 is called 7",
        text: text.clone(),
        left_out: &[6],
        doubtful: &[7],
        ..Case::default()
    });
    assert_eq!(read_wording(&text).items[5].stem, items()[6].stem);
    let unended = row(9).replace(".\t\t\t", "\t\t\t");
    check(&Case {
        name: "a damaged row after it",
        text: format!("{}\n{unended}", appendix()),
        doubtful: &[9],
        ..Case::default()
    });
    let other = with_row(9, |row| row.replacen("\t...", "\t...now ", 1));
    check(&Case {
        name: "another edition after it",
        text: format!("{}\n{other}", appendix()),
        doubtful: &[9],
        says: &["its number stands twice in the text, with different words"],
        ..Case::default()
    });
}

#[test]
fn of_a_text_that_ends_too_soon_the_rest_is_named() {
    for number in 2..=22_u8 {
        let whole = appendix();
        let start = whole.find(&format!("\n{number}. ")).unwrap();
        let row = row(number);
        for part in [4, 10, 16, 19] {
            let cut = start + row.len() * part / 20;
            let text = &whole[..cut];
            for text in [
                text.to_owned(),
                format!("{BEFORE}{text}"),
                text.replace('\t', "\n"),
            ] {
                let reading = read_wording(&text);
                let named: Vec<u8> = reading.problems.iter().filter_map(|p| p.number).collect();
                let expected: Vec<u8> = (number..=22).collect();
                assert_eq!(named, expected, "{text}");
                let certain = reading.items.iter().filter(|i| !i.is_doubtful).count();
                assert_eq!(certain, usize::from(number) - 1, "{text}");
            }
        }
    }
}

#[test]
fn another_document_gives_one_sentence() {
    let rubbish: String = (0..4000_u32)
        .filter_map(|n| char::from_u32(n * 7919 % 0x3000))
        .collect();
    let other_tool = (1..=20).fold(String::new(), |text, n| {
        format!(
            "{text}{n}. Clean floors... ...are rare. ...are planned. ...are seen. ...are here.\n"
        )
    });
    for text in [
        String::new(),
        " \n\t\n".to_owned(),
        guide(""),
        rubbish,
        other_tool,
        "1. Form a team.\n2. Hold a kickoff...\n3. Revise the policy.\n".to_owned(),
    ] {
        let reading = read_wording(&text);
        assert!(reading.items.is_empty(), "{text}");
        let [problem] = reading.problems.as_slice() else {
            panic!("{:?}", reading.problems);
        };
        assert_eq!(problem.number, None);
        assert!(problem.sentence.contains("not the self-assessment"));
        assert!(
            problem
                .sentence
                .contains("the appendix of the Prepare and Launch guide")
        );
    }
}

#[test]
fn a_word_that_was_parted_is_joined_and_doubtful() {
    for (parted, break_) in [("pol", "-\n"), ("pol", "\u{ad}\n"), ("poli", "-\r\n")] {
        let text = with_row(5, |row| {
            let at = row.rfind("policies").unwrap() + parted.len();
            format!("{}{break_}{}", &row[..at], &row[at..])
        });
        check(&Case {
            name: "parted",
            text: text.clone(),
            doubtful: &[5],
            says: &["a word was parted at the end of a line"],
            ..Case::default()
        });
        assert_eq!(read_wording(&text).items[4].levels, items()[4].levels);
    }
    let text = with_row(5, |row| row.replacen("long-term", "long-\nterm", 1));
    assert_eq!(read_wording(&text).items[4].stem, items()[4].stem);
}

#[test]
fn foreign_words_and_signs_inside_an_item_make_it_doubtful() {
    let inside =
        |what: &str| with_row(8, |row| row.replacen("\t\t\t", &format!("{what}\t\t\t"), 1));
    for (name, text, says) in [
        (
            "a sentence on a line",
            inside("\nBring your own lunch."),
            "something foreign",
        ),
        (
            "signs",
            with_row(8, |r| r.replacen("\t...", "\t...\u{fffd}", 1)),
            "could not be read",
        ),
        (
            "a heading",
            with_row(8, |r| r.replacen("\t...", "\t...one Building Block: ", 1)),
            "something foreign",
        ),
        (
            "two sentences as a question",
            with_row(8, |r| r.replacen("...", ". And why...", 1)),
            "something foreign",
        ),
        (
            "no blank between sentences",
            inside("Bring lunch."),
            "nothing stands between",
        ),
        (
            "a small letter",
            inside(" and so on."),
            "may have become one",
        ),
    ] {
        check(&Case {
            name,
            text,
            doubtful: &[8],
            says: &[says],
            ..Case::default()
        });
    }
}

#[test]
fn without_its_neighbour_the_last_description_is_doubtful_where_rows_have_no_line() {
    let text = with_lines(&appendix(), |lines| {
        let at = place(lines, 7);
        lines.drain(at - 1..=at);
    });
    check(&Case {
        name: "cells on lines",
        text: text.replace('\t', "\n"),
        left_out: &[7],
        doubtful: &[6],
        says: &["item 7 after it was not found"],
    });
}
