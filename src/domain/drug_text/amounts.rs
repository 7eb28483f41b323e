//! Finds the amounts in a product text: "5-325 mg", "10 mg/5 mL", "25 mcg/hr", "20".

use crate::domain::medicine::{Route, Strength};

/// One amount of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Amount {
    /// The numbers of "50-325-40-30", in the order written.
    pub parts: Vec<f64>,
    /// mg in one of the unit written; `None` when no unit stands there.
    pub unit: Option<f64>,
    /// Millilitres that hold the amount.
    pub per_ml: Option<f64>,
    /// "per hour".
    pub per_hour: bool,
    /// The words right before it, back to the previous amount.
    pub names: Vec<String>,
}

impl Amount {
    /// The part that is the opioid, as a strength of the route. `bare_unit`: mg in what a number
    /// without a unit counts.
    pub fn strength(&self, part: f64, route: Route, bare_unit: f64) -> Option<Strength> {
        if part <= 0.0 {
            return None;
        }
        let unit = self.unit.unwrap_or(bare_unit);
        let mg = part * unit;
        if route == Route::Patch {
            // A patch is labelled in micrograms an hour; a bare number means the label. Milligrams
            // without "per hour" are what the patch holds, which tells no dose.
            let mcg = match self.unit {
                None => part,
                Some(unit) if unit < 0.5 || self.per_hour => mg * 1000.0,
                Some(_) => return None,
            };
            return Some(Strength::McgPerHour(round(mcg)));
        }
        Some(match self.per_ml {
            Some(ml) if ml > 0.0 => Strength::MgPerMl(mg / ml),
            Some(_) => return None,
            None if unit < 0.5 => Strength::McgPerUnit(round(mg * 1000.0)),
            None => Strength::MgPerUnit(mg),
        })
    }
}

/// Takes the last bits of binary noise off a converted unit.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Sign(char),
}

/// All amounts of a text that can be a strength: times ("72 Hour") and numbers behind # are not.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        names: Vec::new(),
    };
    let mut found = Vec::new();
    while let Some(token) = reader.tokens.get(reader.at) {
        match token {
            Token::Number(_) => found.extend(reader.amount()),
            Token::Word(word) => {
                reader.names.push(word.clone());
                reader.at += 1;
            }
            Token::Sign('#') => {
                reader.at += 1;
                if reader.number().is_some() {
                    reader.at += 1;
                }
            }
            Token::Sign(_) => reader.at += 1,
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let take =
            |rest: &str, ok: fn(char) -> bool| rest.find(|c: char| !ok(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit()
            || (c == '.' && rest.chars().nth(1).is_some_and(|d| d.is_ascii_digit()))
        {
            let length = take(rest, |c| c.is_ascii_digit() || c == '.' || c == ',');
            let digits = rest
                .get(..length)
                .unwrap_or_default()
                .trim_end_matches(['.', ','])
                .replace(',', "");
            out.extend(digits.parse().ok().map(Token::Number));
            length
        } else if c.is_alphabetic() {
            let length = take(rest, char::is_alphabetic);
            out.push(Token::Word(
                rest.get(..length).unwrap_or_default().to_lowercase(),
            ));
            length
        } else {
            if matches!(c, '-' | '/' | '#' | '%') {
                out.push(Token::Sign(c));
            }
            c.len_utf8()
        };
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    out
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    names: Vec<String>,
}

impl Reader<'_> {
    fn number(&self) -> Option<f64> {
        if let Some(Token::Number(n)) = self.tokens.get(self.at) {
            Some(*n)
        } else {
            None
        }
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        if let Some(Token::Word(w)) = self.tokens.get(at) {
            Some(w)
        } else {
            None
        }
    }

    fn sign_at(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.tokens.get(at), Some(Token::Sign(s)) if signs.contains(s))
    }

    /// Reads "n unit? (- n unit?)* (/ n? ml|hr)?" from here; `None` when it is a time or count.
    fn amount(&mut self) -> Option<Amount> {
        let mut amount = Amount {
            names: std::mem::take(&mut self.names),
            ..Amount::default()
        };
        while let Some(number) = self.number() {
            self.at += 1;
            if self.take_time() {
                return None;
            }
            amount.parts.push(number);
            amount.unit = self.take_unit().or(amount.unit);
            if self.sign_at(self.at, &['/']) && self.take_denominator(&mut amount) {
                return Some(amount);
            }
            let joined = self.sign_at(self.at, &['-', '/'])
                && matches!(self.tokens.get(self.at + 1), Some(Token::Number(_)));
            if !joined {
                break;
            }
            self.at += 1;
        }
        Some(amount)
    }

    /// "72 hour", "30 days": no strength.
    fn take_time(&mut self) -> bool {
        let time = matches!(
            self.word_at(self.at),
            Some(
                "hour"
                    | "hours"
                    | "hr"
                    | "hrs"
                    | "h"
                    | "day"
                    | "days"
                    | "week"
                    | "weeks"
                    | "ml"
                    | "count"
                    | "ct"
                    | "tablets"
                    | "tabs"
            )
        ) || self.sign_at(self.at, &['%']);
        if time {
            self.at += 1;
        }
        time
    }

    fn take_unit(&mut self) -> Option<f64> {
        let mg = match self.word_at(self.at)? {
            "mg" | "mgs" | "milligram" | "milligrams" => 1.0,
            "mcg" | "ug" | "µg" | "μg" | "mcgs" | "microgram" | "micrograms" => 0.001,
            "g" | "gm" | "gram" => 1000.0,
            _ => return None,
        };
        self.at += 1;
        Some(mg)
    }

    /// "/5 ml", "/ml", "/hr", "/actuation".
    fn take_denominator(&mut self, amount: &mut Amount) -> bool {
        let (count, word_at) = match self.tokens.get(self.at + 1) {
            Some(Token::Number(n)) => (*n, self.at + 2),
            _ => (1.0, self.at + 1),
        };
        match self.word_at(word_at) {
            Some("ml" | "mls" | "milliliter") => amount.per_ml = Some(count),
            // "10 mg/12 hr" is a tablet.
            Some("hr" | "h" | "hour" | "hrs") => amount.per_hour = count < 1.5,
            Some("actuation" | "act" | "spray" | "dose" | "puff" | "actuat") => {}
            _ => return false,
        }
        self.at = word_at + 1;
        true
    }
}
