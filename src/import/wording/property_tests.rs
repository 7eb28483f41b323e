//! Properties: nothing panics, nothing takes long, and no damage is passed off as certain.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read_wording;
use super::testing::*;

/// One thing that happens to a text.
#[derive(Clone, Debug)]
enum Mishap {
    Delete(usize, usize),
    Join(usize, &'static str),
    Tabs(usize, &'static str),
    AllTabs(usize, &'static str),
    Rows(u8, u8),
    Contents(u8, u8),
    Page(usize, &'static str),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    let place = 0..4000_usize;
    let space = prop::sample::select(vec!["", " ", "    ", "\n"]);
    let page = prop::sample::select(vec!["21", "Page 3", "- 5 -", "Prepare and Launch Guide 8"]);
    prop_oneof![
        (place.clone(), 1..12_usize).prop_map(|(at, count)| Mishap::Delete(at, count)),
        (place.clone(), space.clone()).prop_map(|(at, with)| Mishap::Join(at, with)),
        (place.clone(), space.clone()).prop_map(|(at, with)| Mishap::Tabs(at, with)),
        (place.clone(), space).prop_map(|(at, with)| Mishap::AllTabs(at, with)),
        (1..=22_u8, 1..=22_u8).prop_map(|(a, b)| Mishap::Rows(a, b)),
        (1..=22_u8, 1..=22_u8).prop_map(|(a, b)| Mishap::Contents(a, b)),
        (place, page).prop_map(|(at, page)| Mishap::Page(at, page)),
    ]
}

fn happen(lines: &mut Vec<String>, mishap: &Mishap) {
    if lines.is_empty() {
        return;
    }
    let count = lines.len();
    match *mishap {
        Mishap::Delete(at, more) => {
            let from = at % count;
            lines.drain(from..(from + more).min(count));
        }
        Mishap::Join(at, with) => {
            let at = at % count;
            if at + 1 < count {
                let second = lines.remove(at + 1);
                lines[at] = format!("{}{with}{second}", lines[at]);
            }
        }
        Mishap::Tabs(at, with) => lines[at % count] = lines[at % count].replacen('\t', with, 1),
        Mishap::AllTabs(at, with) => lines[at % count] = lines[at % count].replace('\t', with),
        Mishap::Rows(a, b) => {
            if let Some((a, b)) = places(lines, a, b) {
                lines.swap(a, b);
            }
        }
        Mishap::Contents(a, b) => {
            if let Some((at_a, at_b)) = places(lines, a, b) {
                lines.swap(at_a, at_b);
                lines[at_a] = lines[at_a].replacen(&b.to_string(), &a.to_string(), 1);
                lines[at_b] = lines[at_b].replacen(&a.to_string(), &b.to_string(), 1);
            }
        }
        Mishap::Page(at, page) => lines.insert(at % count, page.to_owned()),
    }
}

fn places(lines: &[String], a: u8, b: u8) -> Option<(usize, usize)> {
    let place = |number: u8| {
        let start = format!("{number}. ");
        lines.iter().position(|l| l.starts_with(&start))
    };
    Some((place(a)?, place(b)?))
}

fn certain_items_are_true(text: &str) {
    let truth = items();
    let reading = read_wording(text);
    let numbers: Vec<u8> = reading.items.iter().map(|i| i.number).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    for item in reading.items.iter().filter(|i| !i.is_doubtful) {
        let truth = &truth[usize::from(item.number) - 1];
        assert_eq!((&item.stem, &item.levels), (&truth.stem, &truth.levels));
        let has_problem = reading
            .problems
            .iter()
            .any(|p| p.number == Some(item.number));
        assert!(!has_problem, "{}", item.number);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_certain_is_true_after_any_mishap(
        mishaps in prop::collection::vec(mishap(), 1..5),
        layout in 0..6_usize,
        is_guide in any::<bool>(),
    ) {
        let start = match layout {
            0 => appendix(),
            1 => appendix().replace(SCALE, ""),
            2 => appendix().replace("\n\n", "\n"),
            3 => appendix().replace('\t', "    "),
            4 => appendix().replace('\t', " "),
            _ => on_one_line(&appendix()),
        };
        let text = with_lines(&start, |lines| {
            for mishap in &mishaps {
                happen(lines, mishap);
            }
        });
        certain_items_are_true(&if is_guide { guide(&text) } else { text });
    }

    #[test]
    fn what_is_certain_is_true_with_each_cell_on_a_line(
        mishaps in prop::collection::vec(mishap(), 1..3),
        has_scale in any::<bool>(),
    ) {
        let start = if has_scale { appendix() } else { appendix().replace(SCALE, "") };
        let start = start.replace("\t\t\t", "\t").replace("\t\t", "").replace('\t', "\n");
        let text = with_lines(&start, |lines| {
            // Rows are many lines here: exchanged lines could not be noticed.
            let is_noticed = |m: &&Mishap| !matches!(m, Mishap::Rows(..) | Mishap::Contents(..));
            for mishap in mishaps.iter().filter(is_noticed) {
                happen(lines, mishap);
            }
        });
        certain_items_are_true(&text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in r"(\PC|[0-9]{1,2}\. x|\.\.\. |…|\t|\n| \.|a-\n|building block ){0,300}") {
        read_wording(&text);
    }

    #[test]
    fn a_text_cut_anywhere_is_read_to_its_cut(cut in 0..20_000_usize) {
        let whole = appendix();
        let text: String = whole.chars().take(cut).collect();
        certain_items_are_true(&text);
    }
}

#[test]
fn large_texts_take_no_longer_than_their_size() {
    let item = "6. Signed patient agreements... ...a. ...b. ...c. ...";
    for (name, part) in [
        ("dots", "."),
        ("parted dots", ". "),
        ("ellipses", "…"),
        ("digits", "7"),
        ("steps", "1 2 3 4 5 6 7 8 9 10 11 12 "),
        ("lone numbers", "12\n"),
        ("numbers", "1. a "),
        ("heads", "Our copy 12\n"),
        ("blanks", " "),
        ("bullets", "- "),
        ("sentences", "d. "),
        ("headings", "Building Block "),
        ("halves", "a-\n"),
        ("items", &format!("{item}d.\n")),
    ] {
        let text = format!("{item}d. {}", part.repeat(500_000 / part.len()));
        let start = Instant::now();
        read_wording(&text);
        // A quadratic step would take minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{name}");
    }
}
