//! A stretch of the text: its words put together again, and where its sentences end.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::dots::{Kind, Token};
use super::fault::Fault;
use super::gaps::Gap;

/// The whole text as tokens.
pub struct Text<'a> {
    /// In order.
    pub tokens: Vec<Token<'a>>,
    /// Length of every line of the text.
    pub line_lengths: Vec<usize>,
    /// The white space the text ends with.
    pub trailing: Gap,
    words: OnceCell<HashSet<&'a str>>,
}

impl<'a> Text<'a> {
    /// The text of these tokens and lines.
    pub fn new(tokens: Vec<Token<'a>>, line_lengths: Vec<usize>, trailing: Gap) -> Self {
        Self {
            tokens,
            line_lengths,
            trailing,
            words: OnceCell::new(),
        }
    }

    /// The token at this place.
    pub fn at(&self, place: usize) -> Option<&Token<'a>> {
        self.tokens.get(place)
    }

    /// What the token at this place is.
    pub fn kind(&self, place: usize) -> Option<Kind> {
        self.at(place).map(|t| t.kind)
    }

    /// The gap before the token at this place.
    pub fn gap(&self, place: usize) -> Option<Gap> {
        self.at(place).map(|t| t.gap)
    }

    /// The tokens from here to there.
    pub fn part(&self, from: usize, to: usize) -> &[Token<'a>] {
        let to = to.min(self.tokens.len());
        self.tokens.get(from..to).unwrap_or_default()
    }

    /// A sentence ends with the token at this place.
    pub fn ends_sentence(&self, place: usize) -> bool {
        self.at(place)
            .is_some_and(|t| t.kind == Kind::Word && ends_sentence(t.text))
    }

    /// The words of a stretch, and what is wrong with them.
    pub fn said(&self, from: usize, to: usize) -> (String, Option<Fault>) {
        let mut said = String::new();
        let mut fault: Option<Fault> = None;
        let mut before: Option<&Token> = None;
        for token in self.part(from, to) {
            let found = if let Some(before) = before {
                self.append(&mut said, before, token)
            } else {
                said.push_str(token.text);
                None
            };
            fault = fault.into_iter().chain(found).chain(fault_of(token)).min();
            before = Some(token);
        }
        (said, fault)
    }

    /// Puts the next word to those before.
    fn append(&self, said: &mut String, before: &Token, token: &Token) -> Option<Fault> {
        let is_word = before.kind == Kind::Word && token.kind == Kind::Word;
        let is_parted = is_word && is_parted(before.text, token.text);
        let is_next = is_word && ends_sentence(before.text);
        if token.gap == Gap::None {
            said.push_str(token.text);
            return is_next.then_some(Fault::Glued);
        }
        if is_parted && token.gap.is_line() {
            self.join(said, before.text, token.text);
            return Some(Fault::PartedWord);
        }
        said.push(' ');
        said.push_str(token.text);
        if is_parted {
            // "long- and short-term" is no parted word.
            return (!matches!(token.text, "and" | "or" | "to")).then_some(Fault::PartedWord);
        }
        (is_next && token.text.starts_with(char::is_lowercase)).then_some(Fault::LostDots)
    }

    /// Joins the two halves of a word. The hyphen stays where the text has it elsewhere, or where
    /// the second half is a word by itself.
    fn join(&self, said: &mut String, first: &str, second: &str) {
        let words = self.words.get_or_init(|| whole_words(&self.tokens));
        let whole = format!("{first}{second}");
        let is_meant = words.contains(bare(&whole)) || words.contains(bare(second));
        if first.ends_with(HYPHENS) && !is_meant {
            said.pop();
        }
        said.push_str(second);
    }
}

const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// The word ends a line in the middle.
fn is_parted(before: &str, after: &str) -> bool {
    let stem = before
        .strip_suffix(HYPHENS)
        .or_else(|| before.strip_suffix('/'));
    stem.is_some_and(|s| s.ends_with(char::is_alphabetic)) && after.starts_with(char::is_alphabetic)
}

/// The words of the text that are no second halves.
fn whole_words<'a>(tokens: &[Token<'a>]) -> HashSet<&'a str> {
    let mut words = HashSet::new();
    let mut before = "";
    for token in tokens.iter().filter(|t| t.kind == Kind::Word) {
        if !(token.gap.is_line() && is_parted(before, token.text)) {
            words.insert(bare(token.text));
        }
        before = token.text;
    }
    words
}

/// The word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn fault_of(token: &Token) -> Option<Fault> {
    let is_unreadable = |c: char| c == '\u{fffd}' || c.is_control();
    match token.kind {
        Kind::Word if token.text.contains(is_unreadable) => Some(Fault::Unreadable),
        Kind::Word | Kind::Dots => None,
        _ => Some(Fault::Strange),
    }
}

fn ends_sentence(word: &str) -> bool {
    ends_in_stop(word) && !is_short_form(word)
}

/// One full stop, maybe before a closing sign.
pub fn ends_in_stop(word: &str) -> bool {
    word.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*'])
        .strip_suffix('.')
        .is_some_and(|stem| !stem.ends_with('.'))
}

/// "e.g." ends no sentence.
fn is_short_form(word: &str) -> bool {
    const SHORT: [&str; 7] = ["e.g.", "i.e.", "vs.", "etc.", "dr.", "incl.", "approx."];
    let word = word.trim_start_matches(['(', '"', '“']);
    SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}
