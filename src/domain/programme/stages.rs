//! The three stages: aims, usual length, what usually comes first and in which order.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Origin, read};

/// Which of the three stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageId {
    /// Team, baseline, kickoff.
    PrepareAndLaunch,
    /// New care, block by block.
    DesignAndImplement,
    /// Lighter work that keeps it going.
    MonitorAndSustain,
}

impl StageId {
    /// All three, in order.
    pub const ALL: [Self; 3] = [
        Self::PrepareAndLaunch,
        Self::DesignAndImplement,
        Self::MonitorAndSustain,
    ];

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The name in files and exports: `prepare_and_launch`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PrepareAndLaunch => "prepare_and_launch",
            Self::DesignAndImplement => "design_and_implement",
            Self::MonitorAndSustain => "monitor_and_sustain",
        }
    }
}

/// One of the three stages. Its lengths, hints and steps are guidance and lock nothing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Which.
    pub id: StageId,
    /// 1 to 3.
    pub number: u8,
    /// The name: "Prepare and Launch".
    pub name: String,
    /// What has to be so before it begins, judged by the team.
    pub opens_when: Option<String>,
    /// Usual length. For the last stage the time to set it up.
    pub months: Months,
    /// Whether it goes on without an end after its months.
    pub goes_on: bool,
    /// Its aims.
    #[serde(rename = "aim")]
    pub aims: Vec<StageAim>,
    /// What usually comes first.
    #[serde(rename = "hint")]
    pub hints: Vec<Hint>,
    /// Usual order of preparations and meetings; may be empty.
    #[serde(rename = "step", default)]
    pub steps: Vec<StageStep>,
}

/// A range of months a document names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Months {
    /// The least.
    pub least: u8,
    /// The most; equal to `least` where one number is named.
    pub most: u8,
    /// Where it is named.
    pub origin: Origin,
}

/// An aim of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageAim {
    /// A few words.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// What usually comes first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// One sentence.
    pub text: String,
    /// Ids of the [`super::Milestone`]s it is about; may be empty.
    pub entries: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A preparation or meeting of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageStep {
    /// Short id: `prep_1`.
    pub id: String,
    /// The name.
    pub name: String,
    /// A meeting, or work of single people.
    pub is_meeting: bool,
    /// Who takes part.
    pub who: String,
    /// How long a meeting usually takes.
    pub minutes: Option<Minutes>,
    /// What happens, in one sentence.
    pub text: String,
    /// The stage whose work it is, where that is another than the one it is scheduled in (C-14).
    pub belongs_to: Option<StageId>,
    /// Where it stands.
    pub origin: Origin,
}

/// A range of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// The least.
    pub least: u16,
    /// The most; equal to `least` where one number is named.
    pub most: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageFile {
    programme: Programme,
    stage: Vec<Stage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Programme {
    months: Months,
}

fn file() -> &'static StageFile {
    static FILE: LazyLock<StageFile> =
        LazyLock::new(|| read(include_str!("../../../assets/programme/stages.toml")));
    &FILE
}

/// The three stages in order.
pub fn stages() -> &'static [Stage] {
    &file().stage
}

/// This stage.
pub fn stage(id: StageId) -> Option<&'static Stage> {
    stages().iter().find(|s| s.id == id)
}

/// The documents' range for the whole programme: 9 to 15 months. It leaves out the month that sets
/// up the last stage, so no end date follows from it (C-17).
pub fn programme_months() -> &'static Months {
    &file().programme.months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::milestone;

    #[test]
    fn the_three_stages_have_their_lengths_and_aims() {
        let found: Vec<_> = stages()
            .iter()
            .map(|s| {
                let months = (s.months.least, s.months.most, s.goes_on);
                (s.id, s.number, s.name.as_str(), months, s.aims.len())
            })
            .collect();
        assert_eq!(
            found,
            [
                (
                    StageId::PrepareAndLaunch,
                    1,
                    "Prepare and Launch",
                    (3, 3, false),
                    5
                ),
                (
                    StageId::DesignAndImplement,
                    2,
                    "Design and Implement",
                    (6, 12, false),
                    3
                ),
                (
                    StageId::MonitorAndSustain,
                    3,
                    "Monitor and Sustain",
                    (1, 1, true),
                    3
                ),
            ]
        );
        assert_eq!((programme_months().least, programme_months().most), (9, 15));
    }

    #[test]
    fn only_the_last_stage_opens_on_a_judgement() {
        let gated: Vec<StageId> = stages()
            .iter()
            .filter(|s| s.opens_when.is_some())
            .map(|s| s.id)
            .collect();
        assert_eq!(gated, [StageId::MonitorAndSustain]);
    }

    #[test]
    fn prepare_and_launch_has_its_steps_in_order_and_the_last_belongs_to_the_next_stage() {
        let first = stage(StageId::PrepareAndLaunch).unwrap();
        let steps: Vec<&str> = first.steps.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(
            steps,
            [
                "prep_1",
                "orientation",
                "prep_2",
                "kickoff_planning",
                "kickoff_prep",
                "kickoff",
                "first_action_plan"
            ]
        );
        let elsewhere: Vec<&StageStep> = stages()
            .iter()
            .flat_map(|s| &s.steps)
            .filter(|s| s.belongs_to.is_some())
            .collect();
        assert_eq!(elsewhere.len(), 1);
        assert_eq!(elsewhere[0].id, "first_action_plan");
        assert_eq!(elsewhere[0].belongs_to, Some(StageId::DesignAndImplement));
    }

    #[test]
    fn hints_and_steps_are_single_sentences_and_aims_are_labels() {
        for stage in stages() {
            assert!(!stage.hints.is_empty(), "{}", stage.name);
            for aim in &stage.aims {
                assert!(
                    aim.text.len() <= 60 && !aim.text.ends_with('.'),
                    "{}",
                    aim.text
                );
            }
            let hints = stage.hints.iter().map(|h| &h.text);
            let steps = stage.steps.iter().map(|s| &s.text);
            for text in hints.chain(steps).chain(&stage.opens_when) {
                assert!(text.len() <= 120 && text.ends_with('.'), "{text}");
            }
            for id in stage.hints.iter().flat_map(|h| &h.entries) {
                assert!(milestone(id).is_some(), "{}: {id}", stage.name);
            }
            for step in &stage.steps {
                assert_eq!(step.is_meeting, step.minutes.is_some(), "{}", step.id);
            }
        }
    }

    #[test]
    fn a_stage_has_the_code_it_is_read_by() {
        let codes: Vec<&str> = stages().iter().map(|s| s.id.code()).collect();
        let file = include_str!("../../../assets/programme/stages.toml");
        for code in codes {
            assert!(file.contains(&format!("id = \"{code}\"")), "{code}");
        }
    }
}
