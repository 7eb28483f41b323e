//! A product text as words, and words that are nearly the same.

/// The words of a product text and its form column.
pub(super) struct Words {
    pub(super) words: Vec<String>,
    form: Vec<String>,
}

impl Words {
    pub(super) fn of(text: &str, form: &str) -> Self {
        Self {
            words: split_words(text),
            form: split_words(form),
        }
    }

    /// Whether the text holds the word, or the words of a name in a row.
    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    fn position(&self, name: &str) -> Option<usize> {
        if !name.contains(' ') {
            return self.words.iter().position(|w| w == name);
        }
        let parts: Vec<&str> = name.split(' ').collect();
        self.words
            .windows(parts.len())
            .position(|w| w.iter().zip(&parts).all(|(a, b)| a == b))
    }

    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|n| self.words.iter().chain(&self.form).any(|w| w == n))
    }

    pub(super) fn has_any_of(&self, names: &[String]) -> bool {
        names.iter().any(|n| self.words.contains(n))
    }
}

/// Lower-case words; letters and digits part ("norco10" is "norco" and "10").
fn split_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last_kind = ' ';
    for c in text.chars().flat_map(char::to_lowercase) {
        let kind = if c.is_alphabetic() {
            'a'
        } else if c.is_ascii_digit() {
            '0'
        } else {
            ' '
        };
        // "t3" and "t#3" are one name.
        let joins = kind == last_kind
            || (kind == '0' && words.last().is_some_and(|w| w == "t") && last_kind != ' ');
        match (kind, words.last_mut()) {
            (' ', _) => {}
            (_, Some(word)) if joins => word.push(c),
            _ => words.push(c.to_string()),
        }
        if !(c == '#' && words.last().is_some_and(|w| w == "t") && last_kind == 'a') {
            last_kind = kind;
        }
    }
    words
}

/// Whether one letter added, dropped or swapped turns one word into the other.
pub(super) fn one_slip_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() {
        (a.as_bytes(), b.as_bytes())
    } else {
        (b.as_bytes(), a.as_bytes())
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same_head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let same_tail = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    same_head + same_tail >= long.len() - 1
}
