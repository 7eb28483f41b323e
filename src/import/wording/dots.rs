//! Runs of dots: which are a full stop, which the three dots of the instrument, which neither.

use super::gaps::{Gap, Piece};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word with its full stop and signs.
    Word,
    /// Three dots, in one of their spellings.
    Dots,
    /// A run of dots that is neither, such as a table of contents has.
    Leader,
    /// The number before an item.
    Number(u8),
    /// The scale from 1 to 12, or most of it.
    Scale,
    /// Three steps of the scale.
    Steps,
    /// A bullet, a star or a heading's sign at the beginning of a line.
    Bullet,
}

/// A word or sign of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// As it stands there; dots with blanks between them are ". . .".
    pub text: &'a str,
    /// Where it begins in the cleaned text.
    pub start: usize,
    /// What it is.
    pub kind: Kind,
    /// What stands before it.
    pub gap: Gap,
    /// Number of its line.
    pub line: usize,
}

/// Dots that stand together without anything else between them.
#[derive(Clone, Copy)]
struct Group<'a> {
    piece: Piece<'a>,
    /// `None` for a typographic "…".
    count: Option<usize>,
}

const SPACED: &str = ". . .";

/// The tokens of a cleaned text.
pub fn tokens<'a>(clean: &'a str, pieces: &[Piece<'a>]) -> Vec<Token<'a>> {
    let mut tokens = Tokens {
        clean,
        list: Vec::with_capacity(pieces.len()),
    };
    let mut groups = Vec::new();
    for piece in pieces {
        if !piece.is_dots {
            tokens.settle(&mut groups);
            tokens.word(piece);
            continue;
        }
        if !matches!(piece.gap, Gap::None | Gap::Space | Gap::Page | Gap::Line) {
            tokens.settle(&mut groups);
        }
        split(piece, &mut groups);
    }
    tokens.settle(&mut groups);
    tokens.list
}

/// Parts plain dots from typographic ones.
fn split<'a>(piece: &Piece<'a>, groups: &mut Vec<Group<'a>>) {
    let mut rest = piece.text;
    let mut next = *piece;
    while !rest.is_empty() {
        let plain = rest.len() - rest.trim_start_matches('.').len();
        let length = if plain > 0 { plain } else { '…'.len_utf8() };
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        next.text = text;
        groups.push(Group {
            piece: next,
            count: (plain > 0).then_some(plain),
        });
        next.start += length;
        next.gap = Gap::None;
        rest = after;
    }
}

struct Tokens<'a> {
    clean: &'a str,
    list: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    fn push(&mut self, kind: Kind, text: &'a str, piece: &Piece<'a>) {
        self.list.push(Token {
            text,
            start: piece.start,
            kind,
            gap: piece.gap,
            line: piece.line,
        });
    }

    /// Lengthens the last token up to this place of the text.
    fn extend(&mut self, end: usize) {
        if let Some(last) = self.list.last_mut()
            && let Some(text) = self.clean.get(last.start..end)
        {
            last.text = text;
        }
    }

    fn last_word(&self) -> Option<&'a str> {
        let last = self.list.last()?;
        (last.kind == Kind::Word).then_some(last.text)
    }

    /// A word; one that stands right after a dot may belong to the word before ("e.g.").
    fn word(&mut self, piece: &Piece<'a>) {
        match self.last_word() {
            Some(before) if piece.gap == Gap::None && is_one_word(before, piece.text) => {
                self.extend(piece.start + piece.text.len());
            }
            _ => self.push(Kind::Word, piece.text, piece),
        }
    }

    /// Says what each group of dots is.
    fn settle(&mut self, groups: &mut Vec<Group<'a>>) {
        let mut rest = groups.as_slice();
        while let Some(first) = rest.first() {
            let singles = rest.iter().take_while(|g| g.count == Some(1)).count();
            let (now, later) = rest.split_at_checked(singles.max(1)).unwrap_or((rest, &[]));
            if singles == 0 {
                self.group(first);
            } else {
                self.singles(now);
            }
            rest = later;
        }
        groups.clear();
    }

    fn group(&mut self, group: &Group<'a>) {
        let piece = &group.piece;
        match group.count {
            None | Some(3) => self.push(Kind::Dots, piece.text, piece),
            Some(4) => {
                self.stop(piece);
                self.second(piece, 1);
            }
            Some(6) => {
                self.push(Kind::Dots, piece.text.get(..3).unwrap_or_default(), piece);
                self.second(piece, 3);
            }
            Some(2) => self.push(Kind::Word, piece.text, piece),
            Some(_) => self.push(Kind::Leader, piece.text, piece),
        }
    }

    /// The three dots after a stop or after other three dots.
    fn second(&mut self, piece: &Piece<'a>, at: usize) {
        let mut second = *piece;
        second.start += at;
        second.gap = Gap::None;
        let text = piece.text.get(at..).unwrap_or_default();
        self.push(Kind::Dots, text, &second);
    }

    /// Dots with blanks between them.
    fn singles(&mut self, dots: &[Group<'a>]) {
        let piece = |place: usize| dots.get(place).map(|g| g.piece);
        let spaced: &[usize] = match dots.len() {
            1 => &[],
            3 => &[0],
            4 => &[1],
            6 => &[0, 3],
            _ => {
                if let Some(first) = piece(0) {
                    self.push(Kind::Leader, first.text, &first);
                }
                return;
            }
        };
        if let Some(stop) = piece(0).filter(|_| matches!(dots.len(), 1 | 4)) {
            self.stop(&stop);
        }
        for piece in spaced.iter().filter_map(|&place| piece(place)) {
            self.push(Kind::Dots, SPACED, &piece);
        }
    }

    /// A full stop belongs to the word before it.
    fn stop(&mut self, piece: &Piece<'a>) {
        if piece.gap == Gap::None && self.last_word().is_some() {
            self.extend(piece.start + 1);
        } else {
            self.push(Kind::Word, piece.text.get(..1).unwrap_or_default(), piece);
        }
    }
}

/// "e." and "g" are one word, "success." and "Shared" are two, and so are "6." and "Formal".
fn is_one_word(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix('.') else {
        return false;
    };
    if stem.ends_with('.') {
        return false;
    }
    if !after.starts_with(char::is_alphabetic) {
        return true;
    }
    // The number may stand right after the whole scale.
    let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = matches!(digits, 16 | 17) || (matches!(digits, 1 | 2) && digits == stem.len());
    // Short forms have shorter parts: "e.g.", "Ph.D.".
    let least = if after.starts_with(char::is_uppercase) {
        2
    } else {
        3
    };
    let letters = stem.chars().rev().take_while(|c| c.is_lowercase());
    !(is_number || letters.take(least).count() == least)
}

#[cfg(test)]
mod tests {
    use super::super::clean::clean;
    use super::super::gaps::pieces;
    use super::*;

    fn check(given: &str, read: &[&str]) {
        let clean = clean(given);
        let pieces = pieces(&clean).list;
        let found: Vec<String> = tokens(&clean, &pieces)
            .iter()
            .map(|t| match t.kind {
                Kind::Dots => format!("<{}>", t.text),
                Kind::Leader => "leader".to_owned(),
                _ => t.text.to_owned(),
            })
            .collect();
        assert_eq!(found, read, "{given:?}");
    }

    #[test]
    fn three_dots_are_known_in_every_spelling() {
        check("LtOT... ...is", &["LtOT", "<...>", "<...>", "is"]);
        check("LtOT......is", &["LtOT", "<...>", "<...>", "is"]);
        check("LtOT…\t…is", &["LtOT", "<…>", "<…>", "is"]);
        check("LtOT. . .\t. . .is", &["LtOT", "<. . .>", "<. . .>", "is"]);
        check("LtOT. . .\n. . .is", &["LtOT", "<. . .>", "<. . .>", "is"]);
        check("LtOT. . . . . .is", &["LtOT", "<. . .>", "<. . .>", "is"]);
    }

    #[test]
    fn a_full_stop_belongs_to_the_word_before_it() {
        check("exist....exists", &["exist.", "<...>", "exists"]);
        check("exist. ...exists", &["exist.", "<...>", "exists"]);
        check("exist.…exists", &["exist.", "<…>", "exists"]);
        check("exist. . . .exists", &["exist.", "<. . .>", "exists"]);
        check("exist.\n. . . exists", &["exist.", "<. . .>", "exists"]);
        check("success.Shared", &["success.", "Shared"]);
        check("it.Shared Ph.D.", &["it.", "Shared", "Ph.D."]);
        check("6.Formal", &["6.", "Formal"]);
    }

    #[test]
    fn other_dots_are_left_alone() {
        check("e.g., 1.5 U.S. (x.)", &["e.g.,", "1.5", "U.S.", "(x.)"]);
        check("Time.....7", &["Time", "leader", "7"]);
        check("a . . b", &["a", "leader", "b"]);
        check("a..b", &["a", "..", "b"]);
    }
}
