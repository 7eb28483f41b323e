//! The characters of a text: what cannot be seen is dropped, white space and table lines are
//! made plain.

use std::iter::Peekable;
use std::str::Chars;

/// The text with `\n` for every line break, `\t` for tabs and table lines, a blank for any other
/// white space, and without characters that have no width.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() || c == ' ' || c == '.' {
            clean.push(c);
        } else if let Some(kept) = plain(c, &mut chars) {
            clean.push(kept);
        }
    }
    clean
}

/// What stands for this character; `None` drops it.
fn plain(c: char, rest: &mut Peekable<Chars>) -> Option<char> {
    match c {
        '\r' => (rest.peek() != Some(&'\n')).then_some('\n'),
        '\t' | '|' => Some('\t'),
        _ if is_break(c) => Some('\n'),
        // A soft hyphen is seen only where a line ends in it.
        '\u{ad}' => rest.peek().is_some_and(|&n| is_break(n)).then_some('-'),
        _ if is_invisible(c) => None,
        // Bold in Markdown; a single star belongs to the text.
        '*' if rest.peek() == Some(&'*') => {
            rest.next();
            None
        }
        '\\' if rest.peek().is_some_and(char::is_ascii_punctuation) => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_cannot_be_seen_is_dropped_and_white_space_is_plain() {
        for (given, read) in [
            ("a\r\nb\rc\u{c}d\u{2028}e", "a\nb\nc\nd\ne"),
            ("\u{feff}a\u{200b}b\u{ad}c", "abc"),
            ("communi\u{ad}\ncation", "communi-\ncation"),
            ("a\u{a0}b\u{2003}c\td|e", "a b c\td\te"),
            ("**6.** policies*", "6. policies*"),
            (r"6\. so\...", "6. so..."),
        ] {
            assert_eq!(clean(given), read, "{given:?}");
        }
    }
}
