//! For tests: an invented instrument in the layout of the published one, and one check of what is
//! read from it.

use super::{ReadItem, read_wording};
use crate::domain::programme;

/// The scale as its row has it.
pub const SCALE: &str = "\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12";

/// A text and what has to be read from it.
#[derive(Default)]
pub struct Case<'a> {
    /// What is done to the text.
    pub name: &'a str,
    /// The text.
    pub text: String,
    /// Items that cannot be read.
    pub left_out: &'a [u8],
    /// Items that are read and not certain.
    pub doubtful: &'a [u8],
    /// Parts of the problems' sentences.
    pub says: &'a [&'a str],
}

/// Every item is left out, doubtful, or certain and then word for word right.
pub fn check(case: &Case) {
    check_against(case, &items());
}

/// The same for an instrument with other words.
pub fn check_against(case: &Case, truth: &[ReadItem]) {
    let name = case.name;
    let reading = read_wording(&case.text);
    let problems: Vec<_> = reading.problems.iter().map(|p| &p.sentence).collect();
    let numbers = |wanted: &dyn Fn(u8) -> bool| -> Vec<u8> {
        truth
            .iter()
            .map(|i| i.number)
            .filter(|n| wanted(*n))
            .collect()
    };
    let read = |number: u8| reading.items.iter().find(|i| i.number == number);
    let left_out = numbers(&|n| read(n).is_none());
    let doubtful = numbers(&|n| read(n).is_some_and(|i| i.is_doubtful));
    assert_eq!(left_out, case.left_out, "left out, {name}: {problems:#?}");
    assert_eq!(doubtful, case.doubtful, "doubtful, {name}: {problems:#?}");
    for (item, truth) in truth.iter().filter_map(|t| Some((read(t.number)?, t))) {
        if !item.is_doubtful {
            assert_eq!(item.stem, truth.stem, "{name}");
            assert_eq!(item.levels, truth.levels, "{name}");
        }
    }
    let mut expected = [case.left_out, case.doubtful].concat();
    expected.sort_unstable();
    let found: Vec<u8> = reading.problems.iter().filter_map(|p| p.number).collect();
    assert_eq!(found, expected, "problems, {name}: {problems:#?}");
    for part in case.says {
        let is_said = problems.iter().any(|p| p.contains(part));
        assert!(is_said, "{name}: no {part:?} in {problems:#?}");
    }
}

/// The items of the invented instrument: our own words, with the marks the items are known by.
pub fn items() -> Vec<ReadItem> {
    programme::items()
        .iter()
        .map(|item| ReadItem {
            number: item.number,
            title: item.title.clone(),
            stem: stem(item),
            levels: item.levels.clone().map(|l| level(&l.text)),
            is_doubtful: false,
        })
        .collect()
}

fn stem(item: &programme::Item) -> String {
    let mark = &item.marks[0];
    let own = item.stem.trim_end_matches(['?', '.']).to_lowercase();
    let has_other = |i: &programme::Item| i.marks.iter().any(|mark| own.contains(mark));
    let first = mark[..1].to_uppercase();
    if programme::items().iter().any(has_other) {
        format!("{first}{}...", &mark[1..])
    } else {
        format!("{first}{}, {own}...", &mark[1..])
    }
}

fn level(text: &str) -> String {
    format!("...{}{}", text[..1].to_lowercase(), &text[1..])
}

/// The row of an item: its number and five columns.
pub fn row(number: u8) -> String {
    let item = items().remove(usize::from(number) - 1);
    row_of(&item)
}

fn row_of(item: &ReadItem) -> String {
    let levels = item.levels.join("\t\t\t");
    format!("{}. {}\t{levels}\t\t", item.number, item.stem)
}

/// The appendix with the invented instrument.
pub fn appendix() -> String {
    let mut lines = vec![
        "Six Building Blocks Self-Assessment Tool".to_owned(),
        String::new(),
        "Instructions: Read each question and circle a number. Talk it over.".to_owned(),
    ];
    for block in programme::blocks() {
        let heading = format!("{} Building Block", block.full_name);
        lines.extend([String::new(), heading, String::new()]);
        lines.extend([block.purpose.clone(), String::new()]);
        for item in programme::items_of(block.number) {
            lines.push(format!("{}{SCALE}", item.title));
            lines.push(row(item.number));
        }
        let footnotes = programme::items_of(block.number).filter_map(|i| i.footnote.as_ref());
        for footnote in footnotes {
            lines.extend([String::new(), format!("* {}", footnote.text), String::new()]);
            lines.extend(footnote.points.iter().map(|p| format!("- *{p}*")));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What stands before and after the appendix.
pub const BEFORE: &str = "Contents\n\nIntroduction.....\t1\nSelf-Assessment Tool.....\t20\n\n\
    1. Say why this matters.\n2. Say what happens here...\n3. Ask for help.\n\nAppendix\n\n";
/// See [`BEFORE`].
pub const AFTER: &str = "\nFULL PROGRAM:\nDESIGN AND IMPLEMENT GUIDE\n\n\
    Six Building Blocks\n\n*A whole team in a small clinic*\n\nContents\n\n\
    Introduction\t1\n\n1. Look at the data.\n2. Make a plan. See item 6.\n\n\
    - Agreements: exist by month 3.\n- Workflows: exist by month 6.\n";

/// The whole guide around an appendix.
pub fn guide(appendix: &str) -> String {
    format!("{BEFORE}{appendix}{AFTER}")
}

/// The text with its lines changed.
pub fn with_lines(text: &str, change: impl FnOnce(&mut Vec<String>)) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    change(&mut lines);
    lines.join("\n")
}

/// The appendix with the row of an item changed.
pub fn with_row(number: u8, change: impl FnOnce(&str) -> String) -> String {
    with_lines(&appendix(), |lines| {
        let at = place(lines, number);
        lines[at] = change(&lines[at]);
    })
}

/// Where the row of an item stands.
pub fn place(lines: &[String], number: u8) -> usize {
    let start = format!("{number}. ");
    lines.iter().position(|l| l.starts_with(&start)).unwrap()
}

/// The text with every cell on lines of its own, none longer than the width.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let cells = line.split('\t').filter(|c| !c.is_empty());
        for cell in cells.chain(line.is_empty().then_some("")) {
            let mut now = String::new();
            for word in cell.split(' ') {
                if !now.is_empty() && now.len() + 1 + word.len() > width {
                    lines.push(std::mem::take(&mut now));
                }
                if !now.is_empty() {
                    now.push(' ');
                }
                now.push_str(word);
            }
            lines.push(now);
        }
    }
    lines.join("\n")
}

/// The text with every run of white space one blank.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
