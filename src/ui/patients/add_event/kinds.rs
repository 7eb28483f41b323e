//! Which kinds of events there are to choose from: their groups, their keys, and the search.

use egui::Key;

use crate::domain::assessment_tool::tool;
use crate::domain::event::EventKind;
use crate::ui::patients::kind_grid::{Section, Tile};

/// Kinds that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::patients) enum KindGroup {
    Checks,
    Scores,
    Visits,
    Teaching,
    Notes,
}

impl KindGroup {
    /// All groups in the order of screens.
    pub const ALL: [Self; 5] = [
        Self::Checks,
        Self::Scores,
        Self::Visits,
        Self::Teaching,
        Self::Notes,
    ];

    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Checks => "Checks",
            Self::Scores => "Scores",
            Self::Visits => "Visits and contacts",
            Self::Teaching => "Teaching and options",
            Self::Notes => "Notes",
        }
    }

    /// The heading in a narrow place.
    pub fn short(self) -> &'static str {
        match self {
            Self::Visits => "Visits",
            Self::Teaching => "Teaching",
            Self::Notes => "Written notes",
            group => group.label(),
        }
    }

    /// The group of a kind.
    pub fn of(kind: EventKind) -> Self {
        match kind {
            EventKind::PdmpCheck
            | EventKind::UrineDrugTest
            | EventKind::Agreement
            | EventKind::Naloxone
            | EventKind::RiskTier
            | EventKind::DiagnosisCode => Self::Checks,
            EventKind::Peg
            | EventKind::Ort
            | EventKind::OrtOud
            | EventKind::Comm
            | EventKind::Phq2
            | EventKind::Phq9
            | EventKind::Gad7
            | EventKind::PcPtsd5
            | EventKind::PcPtsd
            | EventKind::StopBang => Self::Scores,
            EventKind::Visit
            | EventKind::Appointment
            | EventKind::RefillRequest
            | EventKind::Outreach
            | EventKind::Overdose => Self::Visits,
            EventKind::Education | EventKind::NonOpioidOption | EventKind::CarePlan => {
                Self::Teaching
            }
            EventKind::Note | EventKind::RestrictedNote => Self::Notes,
        }
    }
}

/// The digits of the usual nine, in the order of [`EventKind::ALL`], and of results.
pub(super) const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The letter of a kind: every letter is one kind's.
pub(super) fn letter(kind: EventKind) -> Key {
    match kind {
        EventKind::PdmpCheck => Key::P,
        EventKind::UrineDrugTest => Key::U,
        EventKind::Agreement => Key::A,
        EventKind::Peg => Key::G,
        EventKind::Naloxone => Key::N,
        EventKind::Visit => Key::V,
        EventKind::RiskTier => Key::R,
        EventKind::DiagnosisCode => Key::D,
        EventKind::CarePlan => Key::T,
        EventKind::Ort => Key::O,
        EventKind::OrtOud => Key::Y,
        EventKind::Comm => Key::C,
        EventKind::Phq2 => Key::H,
        EventKind::Phq9 => Key::Q,
        EventKind::Gad7 => Key::X,
        EventKind::PcPtsd5 => Key::S,
        EventKind::PcPtsd => Key::Z,
        EventKind::StopBang => Key::B,
        EventKind::Education => Key::E,
        EventKind::NonOpioidOption => Key::W,
        EventKind::Overdose => Key::J,
        EventKind::RefillRequest => Key::F,
        EventKind::Outreach => Key::K,
        EventKind::Appointment => Key::M,
        EventKind::RestrictedNote => Key::L,
        EventKind::Note => Key::I,
    }
}

/// "P", or "1 P" for one of the usual nine.
fn key_words(kind: EventKind) -> String {
    let letter = letter(kind).name();
    let at = EventKind::ALL.iter().position(|k| *k == kind);
    match at.filter(|at| *at < DIGITS.len()) {
        Some(at) => format!("{} {letter}", at + 1),
        None => letter.to_owned(),
    }
}

/// The kinds of a group, the ones used most first.
fn of_group(group: KindGroup) -> Vec<EventKind> {
    let mut kinds: Vec<EventKind> = EventKind::ALL
        .into_iter()
        .filter(|kind| KindGroup::of(*kind) == group)
        .collect();
    // The free note stands before the restricted one, PHQ-9 before the rest of the scores.
    kinds.sort_by_key(|kind| match kind {
        EventKind::Peg | EventKind::Note => 0,
        EventKind::Phq9 => 1,
        EventKind::Phq2 | EventKind::Gad7 => 2,
        _ => 3,
    });
    kinds
}

/// Whether the words sought are in its name, its group or what it looks at.
fn fits(kind: EventKind, sought: &str) -> bool {
    let purpose = tool(kind).map_or("", |tool| tool.purpose);
    let other = match kind {
        EventKind::UrineDrugTest => "udt",
        EventKind::PdmpCheck => "pmp csmd",
        EventKind::Appointment => "next visit booked",
        EventKind::RefillRequest => "early",
        EventKind::Outreach => "call phone letter",
        EventKind::DiagnosisCode => "icd",
        _ => "",
    };
    let text = format!(
        "{} {purpose} {other} {}",
        kind.label(),
        KindGroup::of(kind).label()
    );
    text.to_lowercase().contains(sought)
}

/// The columns of the grid: scores take two of them. Kinds that do not fit what is sought are left
/// out.
pub(super) fn columns(find: &str) -> Vec<Vec<Section<EventKind>>> {
    let sought = find.trim().to_lowercase();
    let tiles = |kinds: &[EventKind]| -> Vec<Tile<EventKind>> {
        let kinds = kinds.iter().filter(|kind| fits(**kind, &sought));
        let tile = |kind: &EventKind| Tile {
            kind: *kind,
            label: kind.label(),
            key: key_words(*kind),
        };
        kinds.map(tile).collect()
    };
    let section = |group: KindGroup| Section {
        title: group.label(),
        tiles: tiles(&of_group(group)),
    };
    let scores = of_group(KindGroup::Scores);
    let (first, second) = scores.split_at(scores.len().div_ceil(2));
    let part = |title, kinds| Section {
        title,
        tiles: tiles(kinds),
    };
    vec![
        vec![section(KindGroup::Checks)],
        vec![part(KindGroup::Scores.label(), first)],
        vec![part("", second)],
        vec![section(KindGroup::Visits)],
        vec![section(KindGroup::Teaching), section(KindGroup::Notes)],
    ]
}

/// The first kind that fits what is sought.
pub(super) fn first_found(find: &str) -> Option<EventKind> {
    let columns = columns(find);
    let mut tiles = columns.iter().flatten().flat_map(|s| &s.tiles);
    tiles.next().map(|tile| tile.kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_stands_once_in_the_grid_with_a_letter_of_its_own() {
        let columns = columns("");
        let kinds: BTreeSet<EventKind> = columns
            .iter()
            .flatten()
            .flat_map(|s| s.tiles.iter().map(|t| t.kind))
            .collect();
        assert_eq!(kinds.len(), EventKind::ALL.len());
        let letters: BTreeSet<&str> = EventKind::ALL.map(|k| letter(k).name()).into();
        assert_eq!(letters.len(), EventKind::ALL.len());
    }

    #[test]
    fn the_search_finds_by_name_short_form_and_purpose() {
        for (sought, kind) in [
            ("udt", EventKind::UrineDrugTest),
            ("apnoea", EventKind::StopBang),
            ("anxiety", EventKind::Gad7),
            ("early", EventKind::RefillRequest),
            ("restricted", EventKind::RestrictedNote),
        ] {
            assert_eq!(first_found(sought), Some(kind), "{sought}");
        }
        assert_eq!(first_found("no such kind"), None);
    }
}
