//! The signs between the words: numbers of items, rows of the scale, bullets.

use super::dots::{Kind, Token};
use super::gaps::Gap;
use crate::domain::programme;

/// The scale when its tabs are lost.
const GLUED_SCALE: &str = "123456789101112";
/// A token longer than this is no title with a scale.
const LONGEST_GLUED: usize = 120;
/// So many steps in a row are the scale's row, not the steps of one description.
const ROW: usize = 4;

/// The tokens with their signs known; bullets before dots and numbers are dropped.
pub fn with_signs(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut parted = Vec::with_capacity(tokens.len());
    for token in tokens {
        part_glued_scale(token, &mut parted);
    }
    for token in &mut parted {
        if let Some(number) = item_number(token) {
            token.kind = Kind::Number(number);
        }
    }
    without_false_numbers(&mut parted);
    without_bullets(with_scales(&parted))
}

fn part_glued_scale<'a>(token: Token<'a>, tokens: &mut Vec<Token<'a>>) {
    let found = (token.kind == Kind::Word && token.text.len() <= LONGEST_GLUED)
        .then(|| token.text.split_once(GLUED_SCALE))
        .flatten();
    let Some((before, after)) = found else {
        tokens.push(token);
        return;
    };
    let mut gap = token.gap;
    let scale = before.len();
    for (text, offset, kind) in [
        (before, 0, Kind::Word),
        (GLUED_SCALE, scale, Kind::Scale),
        (after, scale + GLUED_SCALE.len(), Kind::Word),
    ] {
        if !text.is_empty() {
            tokens.push(Token {
                text,
                kind,
                gap,
                start: token.start + offset,
                ..token
            });
            gap = Gap::None;
        }
    }
}

/// The number of "6." or "6)".
fn item_number(token: &Token) -> Option<u8> {
    let digits = token.text.strip_suffix(['.', ')'])?;
    let is_number = token.kind == Kind::Word
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number = is_number.then(|| digits.parse().ok()).flatten()?;
    programme::item(number).map(|item| item.number)
}

/// Before an item's words only: "…within 12. ...exist" has none.
fn without_false_numbers(tokens: &mut [Token]) {
    let mut next_is_word = false;
    for token in tokens.iter_mut().rev() {
        if matches!(token.kind, Kind::Number(_)) && !next_is_word {
            token.kind = Kind::Word;
        }
        next_is_word = token.kind == Kind::Word
            && token
                .text
                .trim_start_matches(['*', '_', '"', '“', '(', '\''])
                .starts_with(char::is_alphabetic);
    }
}

/// One token where the steps of the scale stand in a row.
fn with_scales<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (length, kind) = steps(rest);
        kept.push(Token {
            kind: kind.unwrap_or(first.kind),
            ..*first
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    kept
}

/// How many tokens at the beginning are one, and what they are if they are steps of the scale.
fn steps(tokens: &[Token]) -> (usize, Option<Kind>) {
    let Some(first) = tokens.first().and_then(step) else {
        return (1, None);
    };
    let count = tokens
        .iter()
        .zip(first..)
        .take_while(|(token, expected)| step(token) == Some(*expected))
        .count();
    if first == 1 && ends_in_12(tokens.get(count..).unwrap_or_default()) {
        return (count + 2, Some(Kind::Scale));
    }
    match count {
        ROW.. => (count, Some(Kind::Scale)),
        3 => (count, Some(Kind::Steps)),
        _ => (1, None),
    }
}

/// "1 2 3 … 12".
fn ends_in_12(tokens: &[Token]) -> bool {
    let mut tokens = tokens.iter();
    tokens.next().is_some_and(|t| t.kind == Kind::Dots) && tokens.next().and_then(step) == Some(12)
}

fn step(token: &Token) -> Option<u8> {
    let is_short = token.kind == Kind::Word && token.text.len() <= 2;
    let step = is_short.then(|| token.text.parse().ok()).flatten()?;
    (1..=12).contains(&step).then_some(step)
}

fn without_bullets(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut bullet: Option<Token> = None;
    for mut token in tokens {
        if let Some(mut bullet) = bullet.take() {
            if matches!(token.kind, Kind::Dots | Kind::Number(_)) {
                token.gap = token.gap.max(bullet.gap);
            } else {
                if bullet.gap.is_line() {
                    bullet.kind = Kind::Bullet;
                }
                kept.push(bullet);
            }
        }
        if token.kind == Kind::Word && is_bullet(token.text) {
            bullet = Some(token);
        } else {
            kept.push(token);
        }
    }
    kept.extend(bullet);
    kept
}

fn is_bullet(text: &str) -> bool {
    const BULLETS: &str = "•▪◦‣·●■–—-*+";
    let mut chars = text.chars();
    let first = chars.next();
    let is_sign = first.is_some_and(|c| BULLETS.contains(c)) && chars.as_str().is_empty();
    is_sign || (text.len() <= 6 && text.bytes().all(|c| c == b'#'))
}

#[cfg(test)]
mod tests {
    use super::super::clean::clean;
    use super::super::dots::tokens;
    use super::super::gaps::pieces;
    use super::*;

    fn check(given: &str, read: &str) {
        let clean = clean(given);
        let pieces = pieces(&clean).list;
        let found: Vec<String> = with_signs(tokens(&clean, &pieces))
            .iter()
            .map(|t| match t.kind {
                Kind::Number(number) => format!("#{number}"),
                Kind::Scale => "SCALE".to_owned(),
                Kind::Steps => "STEPS".to_owned(),
                Kind::Bullet => "BULLET".to_owned(),
                _ => t.text.to_owned(),
            })
            .collect();
        assert_eq!(found.join(" "), read, "{given:?}");
    }

    #[test]
    fn numbers_of_items_stand_before_words() {
        check("6. Formal", "#6 Formal");
        check("6) Formal", "#6 Formal");
        check("6.\n*Formal", "#6 *Formal");
        check("within 12. ...exist", "within 12. ... exist");
        check("23. Beyond 0. nothing", "23. Beyond 0. nothing");
    }

    #[test]
    fn the_scale_is_one_sign() {
        check("A 1 2 3 4 5 6 7 8 9 10 11 12 6. B", "A SCALE #6 B");
        check("A\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nB", "A SCALE B");
        check("A123456789101112\n6. B", "A SCALE #6 B");
        check("A1234567891011126.B", "A SCALE #6 B");
        check("A 1 2 3 … 12 B", "A SCALE B");
        check("exist. 1 2 3 ...do", "exist. STEPS ... do");
        check("in 3 months", "in 3 months");
    }

    #[test]
    fn bullets_before_dots_and_numbers_are_dropped() {
        check("• ...exist\n- 6. Formal", "... exist #6 Formal");
        check("* Examples\n# Title", "BULLET Examples BULLET Title");
        check("risk - dose", "risk - dose");
    }
}
