//! Where the last description ends: what follows it, and what may be missing.

use super::read_wording;
use super::testing::*;

const LONG: &str = "Words that are no sentence and far too long for a title, left by somebody \
    after the end";

/// The row of an item up to the first full stop of its last description.
fn first_sentence(number: u8) -> usize {
    let row = row(number);
    let last = row.rfind("...").unwrap();
    let stop = row[last..].find(". ").unwrap();
    last + stop + 1
}

/// An item whose last description has two sentences.
const TWO: u8 = 4;

fn after_row(number: u8, what: &str) -> String {
    let row = row(number);
    appendix().replace(&row, &format!("{}{what}", row.trim_end()))
}

/// The appendix with the steps of the scale under each description.
fn with_steps() -> String {
    let under = |line: &str| {
        let (stem, levels) = line.trim_end().split_once('\t').unwrap_or_default();
        let steps = ["\t1\t2\t3", "\t4\t5\t6", "\t7\t8\t9", "\t10\t11\t12"];
        let levels = levels.split("\t\t\t").zip(steps);
        let cells: Vec<String> = levels
            .map(|(level, steps)| format!("\t{level}{steps}"))
            .collect();
        format!("{stem}{}", cells.concat())
    };
    with_lines(&appendix(), |lines| {
        lines.retain(|l| !l.ends_with(SCALE));
        for line in lines.iter_mut().filter(|l| l.ends_with("\t\t")) {
            *line = under(line);
        }
    })
}

#[test]
fn what_follows_the_last_description_is_no_part_of_it() {
    let no_headings = |text: &str| text.replace(" Building Block", "");
    let no_footnote = with_lines(&appendix(), |lines| {
        for line in lines.iter_mut().filter(|l| l.starts_with("* ")) {
            *line = line.replacen("* ", "", 1).replace('.', ":");
        }
    });
    let american =
        no_headings(&appendix()).replace("patient-centred visits\n", "Patient-Centered Visits\n");
    for (name, text) in [
        (
            "capitals, all on one line",
            on_one_line(&guide(&appendix())),
        ),
        ("long words", format!("{}\n{LONG}", appendix())),
        (
            "long words, pages in cells",
            format!(
                "{}\n{LONG}",
                appendix().replacen("\t\t\t...we h", "\t\t\t...we\n\nPage 7\n\nh", 1)
            ),
        ),
        ("a footnote without its star", no_footnote),
        ("names without “Building Block”", american),
        ("steps under each description", with_steps()),
        ("steps on lines", with_steps().replace('\t', "\n")),
        ("steps on one line", on_one_line(&with_steps())),
    ] {
        check(&Case {
            name,
            text,
            ..Case::default()
        });
    }
}

#[test]
fn an_end_that_is_not_certain_is_said_to_be_so() {
    let foreign = "Clinic staff read this twice.";
    let (three, two) = (row(3), row(TWO));
    let lost_heading = with_lines(&appendix(), |lines| {
        lines.retain(|l| !l.contains("agreements and workflows Building Block"));
    });
    let broken = |number: u8, break_: &str| {
        let (from, at) = (row(number), first_sentence(number));
        let to = format!("{}{break_}{}", &from[..at], &from[at + 1..]);
        appendix().replace(&from, &to)
    };
    let without_stop = appendix().replace(&two, two.trim_end().trim_end_matches('.'));
    for (name, text, number) in [
        ("a purpose without its heading", lost_heading, 3),
        ("no full stop, on one line", on_one_line(&without_stop), TWO),
        ("a line break between sentences", broken(TWO, "\n"), TWO),
        ("a blank line between sentences", broken(TWO, "\n\n"), TWO),
        ("a tab between sentences", broken(TWO, "\t"), TWO),
        ("a page between sentences", broken(TWO, "\n21\n"), TWO),
        (
            "a sentence on the next line",
            after_row(3, &format!("\n{foreign}")),
            3,
        ),
        (
            "a sentence on the next line of a wrapped text",
            wrapped(
                &appendix().replace(&three, &format!("{three}{foreign}")),
                60,
            ),
            3,
        ),
        (
            "a sentence in the next column of blanks",
            appendix()
                .replace(&three, &format!("{three}{foreign}"))
                .replace('\t', "    "),
            3,
        ),
        (
            "a title on the line",
            after_row(2, " ").replace(" \nOwn", " Own"),
            2,
        ),
    ] {
        check(&Case {
            name,
            text,
            doubtful: &[number],
            ..Case::default()
        });
    }
}

#[test]
fn a_page_between_two_sentences_takes_no_words_away() {
    let (from, at) = (row(TWO), first_sentence(TWO));
    let to = format!("{}\n21\n{}", &from[..at], &from[at + 1..]);
    let reading = read_wording(&appendix().replace(&from, &to));
    let index = usize::from(TWO) - 1;
    assert_eq!(reading.items[index].levels, items()[index].levels);
}

#[test]
fn a_text_that_ends_after_a_sentence_may_lack_the_next() {
    let whole = appendix();
    let start = whole.find(&row(TWO)).unwrap();
    let later: Vec<u8> = (TWO + 1..=22).collect();
    for end in ["", "\n"] {
        check(&Case {
            name: "cut after a sentence",
            text: format!("{}{end}", &whole[..start + first_sentence(TWO)]),
            left_out: &later,
            doubtful: &[TWO],
            says: &["the text ends here"],
        });
    }
    check(&Case {
        name: "cut after a row",
        text: whole[..start + row(TWO).len()].to_owned(),
        left_out: &later,
        ..Case::default()
    });
}

#[test]
fn a_short_form_ends_no_sentence() {
    let with = |text: &str| text.replacen("...we", "...e.g. we", 1);
    let mut truth = items();
    let mut text = appendix();
    for item in &mut truth {
        let from = row(item.number);
        item.levels = item.levels.clone().map(|l| with(&l));
        let cells: Vec<String> = from.split('\t').map(with).collect();
        text = text.replace(&from, &cells.join("\t"));
    }
    assert!(text.contains("e.g. we"));
    let case = Case {
        name: "e.g.",
        text,
        ..Case::default()
    };
    check_against(&case, &truth);
}
