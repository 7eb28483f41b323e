//! The library of common challenges and the approaches other clinics have used.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Origin, read};

/// A common challenge of a block.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// "C-01" to "C-17".
    pub id: String,
    /// Number of its block.
    pub block: u8,
    /// The challenge in a few words.
    pub title: String,
    /// Where the documents name it.
    pub origin: Vec<Origin>,
    /// Ids of the [`super::Milestone`]s it concerns.
    pub entries: Vec<String>,
    /// What clinics have tried, one or two sentences each. An approach is known by its place, so
    /// the order stays.
    pub approaches: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChallengeFile {
    challenge: Vec<Challenge>,
}

/// The 17 challenges in the order of their blocks.
pub fn challenges() -> &'static [Challenge] {
    static CHALLENGES: LazyLock<Vec<Challenge>> = LazyLock::new(|| {
        read::<ChallengeFile>(include_str!("../../../assets/programme/challenges.toml")).challenge
    });
    &CHALLENGES
}

/// The challenge with this id.
pub fn challenge(id: &str) -> Option<&'static Challenge> {
    challenges().iter().find(|c| c.id == id)
}

/// The challenges of a block in order.
pub fn challenges_of(block: u8) -> impl Iterator<Item = &'static Challenge> {
    challenges().iter().filter(move |c| c.block == block)
}

/// The challenges that concern a milestone.
pub fn challenges_about(milestone: &str) -> impl Iterator<Item = &'static Challenge> {
    challenges()
        .iter()
        .filter(move |c| c.entries.iter().any(|entry| entry == milestone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::milestone;

    /// Block, short label and number of approaches of every challenge (inventory, Part 3c).
    const COUNTED: [(&str, u8, &str, usize); 17] = [
        ("C-01", 1, "tasks not finished", 4),
        ("C-02", 1, "buy-in unsure", 9),
        ("C-03", 1, "clinicians disagree", 5),
        ("C-04", 2, "helping patients accept new rules", 5),
        ("C-05", 3, "reports inaccurate", 6),
        ("C-06", 3, "too slow to keep up", 4),
        ("C-07", 3, "clinicians lack time", 3),
        ("C-08", 4, "backed-up schedule", 3),
        ("C-09", 4, "PDMP unused", 3),
        ("C-10", 4, "MED not worked out", 5),
        ("C-11", 4, "UDT feels labelling", 2),
        ("C-12", 4, "clinician leaving", 4),
        ("C-13", 5, "no mental-health access", 2),
        ("C-14", 5, "abuse-history question", 6),
        ("C-15", 5, "no OUD medication service", 3),
        ("C-16", 6, "cannot pull EHR reports", 3),
        ("C-17", 6, "too little known to set a goal", 4),
    ];

    #[test]
    fn all_17_challenges_stand_in_their_blocks_with_every_approach() {
        assert_eq!(challenges().len(), COUNTED.len());
        for (id, block, label, approaches) in COUNTED {
            let challenge = challenge(id).unwrap();
            assert_eq!(challenge.block, block, "{id} {label}");
            assert_eq!(challenge.approaches.len(), approaches, "{id} {label}");
            assert!(!challenge.origin.is_empty(), "{id} {label}");
        }
        let sizes = [1, 2, 3, 4, 5, 6].map(|block| challenges_of(block).count());
        assert_eq!(sizes, [3, 1, 3, 5, 3, 2]);
    }

    #[test]
    fn challenges_are_short_and_no_approach_is_said_twice() {
        let mut said = std::collections::HashSet::new();
        for challenge in challenges() {
            let title = &challenge.title;
            assert!(title.len() <= 60 && !title.ends_with('.'), "{title}");
            for approach in &challenge.approaches {
                assert!((20..=220).contains(&approach.len()), "{approach}");
                assert!(approach.ends_with('.'), "{approach}");
                assert!(said.insert(approach), "{approach}");
            }
        }
    }

    #[test]
    fn every_challenge_concerns_milestones_and_is_found_from_them() {
        for challenge in challenges() {
            assert!(!challenge.entries.is_empty(), "{}", challenge.id);
            for id in &challenge.entries {
                assert!(milestone(id).is_some(), "{}: {id}", challenge.id);
            }
        }
        let about: Vec<&str> = challenges_about("M-11").map(|c| c.id.as_str()).collect();
        assert_eq!(about, ["C-05", "C-10"]);
    }
}
