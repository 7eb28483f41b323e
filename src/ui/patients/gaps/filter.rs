//! The filters of the gaps, and which gaps they leave.

use compact_str::CompactString;

use super::lines::{GapLine, Person};
use crate::domain::care_gap::{GapRule, GapState};
use crate::ui::patients::by_clinician::ByClinician;

/// How a gap stands, as the page sorts them into heaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ByState {
    /// Asks for something now.
    #[default]
    Now,
    /// Past its day.
    Overdue,
    /// Never done.
    Never,
    /// Cannot be told.
    Unknown,
    /// Due within the days ahead.
    Soon,
    /// Waits because a person said so.
    Snoozed,
}

impl ByState {
    /// All, left to right.
    pub const ALL: [Self; 6] = [
        Self::Now,
        Self::Overdue,
        Self::Never,
        Self::Unknown,
        Self::Soon,
        Self::Snoozed,
    ];

    /// Whether the gap belongs to the heap.
    pub fn has(self, line: &GapLine) -> bool {
        let is_snoozed = line.gap.snoozed_until.is_some();
        match self {
            Self::Now => line.gap.is_open(),
            Self::Snoozed => is_snoozed,
            Self::Overdue => !is_snoozed && matches!(line.gap.state, GapState::Overdue(_)),
            Self::Never => !is_snoozed && line.gap.state == GapState::Never,
            Self::Unknown => !is_snoozed && line.gap.state == GapState::Unknown,
            Self::Soon => !is_snoozed && matches!(line.gap.state, GapState::DueSoon(_)),
        }
    }
}

/// Whose gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ByWho {
    /// Of the person at the keyboard, by initials.
    Me,
    /// Given to nobody.
    Nobody,
    /// Of this person.
    Named(String),
}

/// What is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub state: ByState,
    pub clinician: Option<ByClinician>,
    pub team: Option<CompactString>,
    pub rule: Option<GapRule>,
    pub who: Option<ByWho>,
    /// Part of the name or MRN.
    pub words: String,
}

/// Which filters a gap passes.
pub(super) struct Passes {
    pub state: bool,
    pub rule: bool,
    /// All the others.
    pub rest: bool,
}

impl Passes {
    pub fn all(&self) -> bool {
        self.state && self.rule && self.rest
    }
}

impl Filters {
    /// Whether nothing but the state is filtered.
    pub fn is_empty(&self) -> bool {
        let any = self.clinician.is_some()
            || self.team.is_some()
            || self.rule.is_some()
            || self.who.is_some();
        !any && self.words.trim().is_empty()
    }

    /// The words as they are compared: lower case, each to be found.
    pub fn needles(&self) -> Vec<String> {
        let words = self.words.to_lowercase();
        words.split_whitespace().map(str::to_owned).collect()
    }

    /// What lets a gap pass; `needles` as from [`Filters::needles`].
    pub fn passes(
        &self,
        line: &GapLine,
        person: &Person,
        needles: &[String],
        initials: &str,
    ) -> Passes {
        let clinician = self.clinician.is_none_or(|by| by.shows(person.clinician));
        let who = match &self.who {
            None => true,
            Some(ByWho::Nobody) => line.who.is_empty(),
            Some(ByWho::Named(name)) => line.who == *name,
            Some(ByWho::Me) => is_me(&line.who, initials),
        };
        Passes {
            state: self.state.has(line),
            rule: self.rule.is_none_or(|rule| rule == line.gap.rule),
            rest: clinician
                && who
                && self.team.as_ref().is_none_or(|team| *team == person.team)
                && needles.iter().all(|n| person.search.contains(n.as_str())),
        }
    }
}

/// Whether a name is that of the person with these initials: "MK", or "Mara Kerr".
pub(super) fn is_me(name: &str, initials: &str) -> bool {
    let initials = initials.trim();
    if initials.is_empty() || name.is_empty() {
        return false;
    }
    let firsts: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    name.eq_ignore_ascii_case(initials) || firsts.eq_ignore_ascii_case(initials)
}
