//! How hard a passphrase is to guess: a hint while it is typed, not a rule.

/// How strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrengthLevel {
    /// Guessed within hours.
    Weak,
    /// Better than most, not good.
    Fair,
    /// Good enough for a clinic file.
    Good,
    /// More than enough.
    Strong,
}

impl StrengthLevel {
    /// The word beside the field.
    pub fn word(self) -> &'static str {
        match self {
            Self::Weak => "Weak",
            Self::Fair => "Fair",
            Self::Good => "Good",
            Self::Strong => "Strong",
        }
    }
}

/// The hint beside the passphrase field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// How strong.
    pub level: StrengthLevel,
    /// What to do about it, in one sentence.
    pub sentence: &'static str,
}

/// Words that every guesser tries first.
const COMMON: [&str; 16] = [
    "password",
    "passwort",
    "passphrase",
    "letmein",
    "welcome",
    "qwerty",
    "azerty",
    "admin",
    "clinic",
    "sixblocks",
    "opioid",
    "secret",
    "monkey",
    "dragon",
    "iloveyou",
    "changeme",
];

/// Judges a typed passphrase: length first, then how much of it is pattern.
pub fn strength(typed: &str) -> Strength {
    let letters: Vec<char> = typed.to_lowercase().chars().collect();
    let (level, sentence) = match effective_length(&letters) {
        0 => (StrengthLevel::Weak, "Type a passphrase of several words."),
        _ if letters.len() < 8 => (
            StrengthLevel::Weak,
            "Too short. Use four or more words that do not belong together.",
        ),
        1..=9 => (
            StrengthLevel::Weak,
            "Easy to guess. Use four or more words that do not belong together.",
        ),
        10..=14 => (
            StrengthLevel::Fair,
            "Fair. Another word or two makes it good.",
        ),
        15..=21 => (
            StrengthLevel::Good,
            "Good. Keep the recovery sheet in a safe place.",
        ),
        _ => (
            StrengthLevel::Strong,
            "Strong. Keep the recovery sheet in a safe place.",
        ),
    };
    Strength { level, sentence }
}

/// Characters that a guesser has to find: repeats, runs such as `abc` or `4321` and common words
/// count as little as they cost.
fn effective_length(letters: &[char]) -> usize {
    let steps = letters.windows(2).filter(|pair| is_step(pair)).count();
    let text: String = letters.iter().collect();
    let known: usize = COMMON
        .iter()
        .filter(|word| text.contains(*word))
        .map(|word| word.len().saturating_sub(2))
        .sum();
    letters.len().saturating_sub(steps + known)
}

/// The second letter repeats the first or is its neighbour in the alphabet or number row.
fn is_step(pair: &[char]) -> bool {
    let [a, b] = pair else { return false };
    (a.is_alphanumeric() || a == b) && u32::from(*a).abs_diff(u32::from(*b)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_patterns_do_not() {
        for (typed, level) in [
            ("", StrengthLevel::Weak),
            ("x7!Qz", StrengthLevel::Weak),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", StrengthLevel::Weak),
            ("123456789012345", StrengthLevel::Weak),
            ("abcdefghijklmnop", StrengthLevel::Weak),
            ("Password2026", StrengthLevel::Weak),
            ("kettle maple", StrengthLevel::Fair),
            ("kettle maple orbit", StrengthLevel::Good),
            ("kettle maple orbit winter", StrengthLevel::Strong),
        ] {
            assert_eq!(strength(typed).level, level, "{typed}");
        }
    }
}
