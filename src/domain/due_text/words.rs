//! A text as words, numbers and signs, each with its place.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Sign,
}

/// One word, number or sign.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As it is written.
    pub text: &'a str,
    /// In lower case.
    pub lower: String,
    pub kind: Kind,
    start: usize,
}

/// The tokens of a text; spaces only part them.
pub(super) struct Words<'a> {
    text: &'a str,
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut start = 0;
        while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
            let (kind, length) = first(rest);
            let end = start + length;
            let written = text.get(start..end).unwrap_or_default();
            if !written.trim().is_empty() {
                tokens.push(Token {
                    text: written,
                    lower: written.to_lowercase(),
                    kind,
                    start,
                });
            }
            start = end;
        }
        Self { text, tokens }
    }

    /// The token at `at` in lower case; nothing beyond either end.
    pub fn at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    /// The token before `at` in lower case.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.at(at))
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Number)
    }

    /// The tokens from `first` up to but not including `end`, as they are written.
    pub fn written(&self, first: usize, end: usize) -> Option<&'a str> {
        let from = self.tokens.get(first)?.start;
        let last = self.tokens.get(end.checked_sub(1)?)?;
        self.text.get(from..last.start + last.text.len())
    }
}

/// Kind and length of what `rest` begins with.
fn first(rest: &str) -> (Kind, usize) {
    let Some(sign) = rest.chars().next() else {
        return (Kind::Sign, 0);
    };
    let run = |belongs: fn(char) -> bool| rest.find(|sign| !belongs(sign)).unwrap_or(rest.len());
    if sign.is_ascii_digit() {
        (Kind::Number, run(|sign| sign.is_ascii_digit()))
    } else if sign.is_alphabetic() {
        let letter = |sign: char| sign.is_alphabetic() || matches!(sign, '\'' | '\u{2019}');
        (Kind::Word, run(letter))
    } else {
        (Kind::Sign, sign.len_utf8())
    }
}
