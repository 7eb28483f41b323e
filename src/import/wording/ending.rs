//! Where the last description of an item ends: before the next title, heading or footnote.

use std::sync::LazyLock;

use super::dots::{Kind, Token};
use super::fault::Fault;
use super::gaps::Gap;
use super::layout::Layout;
use super::passage::Text;
use super::shape::{Shape, is_block_heading};
use crate::domain::programme;

/// Where the last description ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ending {
    /// The place after its last word; `None` where it has no full stop.
    pub end: Option<usize>,
    /// Nothing but words without a full stop follow it in the text.
    pub is_last: bool,
    /// Nothing at all follows it in the text.
    pub is_at_end: bool,
    /// What is not certain about it.
    pub fault: Option<Fault>,
}

/// A title has fewer words.
pub const LONGEST_TITLE: usize = 10;

/// The end of the item's last description.
pub fn ending(text: &Text, shape: &Shape, layout: Layout) -> Ending {
    let [.., start] = shape.levels;
    let border = (start + 1..shape.end)
        .find(|&place| is_border(text, place))
        .unwrap_or(shape.end);
    let mut ending = Ending {
        is_last: border == text.tokens.len(),
        fault: (text.kind(border) == Some(Kind::Dots)).then_some(Fault::TooMany),
        ..Ending::default()
    };
    let mut stops = (start..border)
        .filter(|&place| text.ends_sentence(place))
        .peekable();
    let width = width(text, start, border);
    while let Some(stop) = stops.next() {
        let next = stop + 1;
        ending.end = Some(next);
        let is_only = stops.peek().is_none();
        let gap = text.gap(next).unwrap_or(Gap::Blank);
        if next == border || is_trusted(gap, layout) {
            ending.is_last &= next == border;
            ending.is_at_end = ending.is_last;
            ending.doubt(!is_only);
            break;
        }
        if is_only {
            ending.doubt(border - next > LONGEST_TITLE);
            break;
        }
        let goes_on = goes_on(text, next, layout, width);
        ending.doubt(!goes_on);
        if !goes_on && gap != Gap::Page {
            break;
        }
    }
    ending
}

impl Ending {
    fn doubt(&mut self, is_doubtful: bool) {
        let doubt = is_doubtful.then_some(Fault::EndUnsure);
        self.fault = self.fault.or(doubt);
    }
}

/// Such a gap stands nowhere inside a description, so the description ends here.
fn is_trusted(gap: Gap, layout: Layout) -> bool {
    gap >= Gap::CellEnd && gap > layout.inner
}

/// The sentences of a stretch belong together.
pub fn holds_together(text: &Text, from: usize, to: usize, layout: Layout) -> bool {
    let width = width(text, from, to);
    (from + 1..to).all(|next| !text.ends_sentence(next - 1) || goes_on(text, next, layout, width))
}

/// The longest line of a stretch.
fn width(text: &Text, from: usize, to: usize) -> usize {
    let tokens = text.part(from, to).iter();
    let lengths = tokens.filter_map(|t| text.line_lengths.get(t.line));
    lengths.copied().max().unwrap_or_default()
}

/// Another sentence follows on the same description, as far as the gap before it tells.
fn goes_on(text: &Text, next: usize, layout: Layout, width: usize) -> bool {
    let Some(gap) = text.gap(next) else {
        return false;
    };
    match gap {
        Gap::None | Gap::Space => true,
        Gap::Spaces => !layout.has_spaced_columns,
        Gap::Page | Gap::Line | Gap::Blank => {
            gap <= layout.inner && layout.is_wrapped && is_full_line(text, next, width)
        }
        Gap::Column | Gap::CellEnd => false,
    }
}

/// The next word had no room on the line before.
fn is_full_line(text: &Text, next: usize, width: usize) -> bool {
    let length = next
        .checked_sub(1)
        .and_then(|before| text.at(before))
        .and_then(|t| text.line_lengths.get(t.line));
    let word = text.at(next).map_or(0, |t| t.text.len());
    length.is_some_and(|length| length + 1 + word > width)
}

/// Something that no description has begins here.
fn is_border(text: &Text, place: usize) -> bool {
    let Some(token) = text.at(place) else {
        return true;
    };
    match token.kind {
        Kind::Scale | Kind::Dots | Kind::Leader | Kind::Number(_) => return true,
        _ if is_block_heading(text, place) => return true,
        _ => {}
    }
    place.checked_sub(1).is_some_and(|b| text.ends_sentence(b))
        && (is_footnote(token) || is_shouted(text, place) || is_block_name(text, place))
}

/// A footnote or the steps of the scale.
fn is_footnote(token: &Token) -> bool {
    matches!(token.kind, Kind::Bullet | Kind::Steps)
        || token.text.starts_with(['*', '†', '‡', '•', '▪', '#'])
}

/// Two words in capitals begin a heading.
fn is_shouted(text: &Text, place: usize) -> bool {
    let is_shouted = |token: &Token| {
        let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 4 && !token.text.contains(char::is_lowercase)
    };
    let two = text.part(place, place + 2);
    two.len() == 2 && two.iter().all(is_shouted)
}

/// The line has the name of a building block and nothing else.
fn is_block_name(text: &Text, place: usize) -> bool {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        programme::blocks()
            .iter()
            .flat_map(|b| b.aliases.iter().chain([&b.full_name]))
            .filter(|name| name.contains(' '))
            .map(|name| name.to_lowercase())
            .collect()
    });
    let Some(first) = text.at(place).filter(|t| t.gap.is_line()) else {
        return false;
    };
    let line: Vec<&str> = text
        .part(place, place + LONGEST_TITLE)
        .iter()
        .take_while(|t| t.line == first.line)
        .map(|t| t.text)
        .collect();
    NAMES.contains(&line.join(" ").to_lowercase())
}
