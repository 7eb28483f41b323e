//! The entries of the checklists: step aims, milestones and ongoing activities.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Origin, StageId, read};

/// A step aim of Prepare and Launch, a milestone of Design and Implement or an
/// ongoing activity of Monitor and Sustain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// "P-01" to "P-17", "M-01" to "M-27", "S-01" to "S-16"; never given to another entry.
    pub id: String,
    /// Its stage.
    pub stage: StageId,
    /// Id of its [`super::StageStep`], for step aims.
    pub step: Option<String>,
    /// Number of its block; none where it belongs to no single one.
    pub block: Option<u8>,
    /// A few words for lists.
    pub title: String,
    /// What is so when it is reached, in one line.
    pub text: String,
    /// Whether clinics usually begin with it.
    #[serde(default)]
    pub is_first_focus: bool,
    /// The usual rhythm of an ongoing activity, where a document names one.
    pub cadence: Option<Cadence>,
    /// Where the documents ask for it (C-23).
    pub origin: Vec<Origin>,
    /// How the documents differ on it (C-23 … C-29).
    pub origin_note: Option<String>,
    /// What has helped other clinics.
    #[serde(default)]
    pub tips: Vec<String>,
    /// Names of the resources the documents list for it.
    #[serde(default)]
    pub resources: Vec<String>,
    /// Numbers of the self-assessment [`super::Item`]s that it moves.
    #[serde(default)]
    pub items: Vec<u8>,
    /// Ids of the entries that continue it.
    #[serde(default)]
    pub linked: Vec<String>,
}

/// A usual rhythm, as a start for the clinic's own (C-16).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Months from one time to the next.
    pub months: u8,
    /// Where it is named.
    pub origin: Origin,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneFile {
    entry: Vec<Milestone>,
}

/// All 60 entries in order: 17 step aims, 27 milestones, 16 ongoing activities.
pub fn milestones() -> &'static [Milestone] {
    static MILESTONES: LazyLock<Vec<Milestone>> = LazyLock::new(|| {
        read::<MilestoneFile>(include_str!("../../../assets/programme/milestones.toml")).entry
    });
    &MILESTONES
}

/// The entry with this id.
pub fn milestone(id: &str) -> Option<&'static Milestone> {
    milestones().iter().find(|m| m.id == id)
}

/// The entries of a stage in one block, or those of no single block, in order.
pub fn milestones_of(
    stage: StageId,
    block: Option<u8>,
) -> impl Iterator<Item = &'static Milestone> {
    milestones()
        .iter()
        .filter(move |m| m.stage == stage && m.block == block)
}

/// The eight milestones clinics usually begin with.
pub fn first_focus() -> impl Iterator<Item = &'static Milestone> {
    milestones().iter().filter(|m| m.is_first_focus)
}

/// The entries that this one continues: [`Milestone::linked`] read backwards.
pub fn continued_by(id: &str) -> impl Iterator<Item = &'static Milestone> {
    milestones()
        .iter()
        .filter(move |m| m.linked.iter().any(|linked| linked == id))
}

#[cfg(test)]
mod tests;
