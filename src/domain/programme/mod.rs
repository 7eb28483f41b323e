//! The programme's built-in content, in the project's own words: blocks, self-assessment, stages,
//! milestones, challenges and the worked example of a plan.

mod challenges;
mod example_plan;
mod milestones;
mod origin;
mod self_assessment;
mod stages;

use std::sync::LazyLock;

use serde::Deserialize;

pub use challenges::{Challenge, challenge, challenges, challenges_about, challenges_of};
pub use example_plan::{ExampleActivity, ExamplePlan, ExampleStep, NextTime, example_plan};
pub use milestones::{
    Cadence, Milestone, continued_by, first_focus, milestone, milestones, milestones_of,
};
pub use origin::{Document, Origin, document, documents};
pub use self_assessment::{Footnote, Item, Level, item, items, items_of};
pub use stages::{
    Hint, Minutes, Months, Stage, StageAim, StageId, StageStep, programme_months, stage, stages,
};

/// One of the six building blocks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// 1 to 6.
    pub number: u8,
    /// The short name: "Leadership".
    pub name: String,
    /// The whole name.
    pub full_name: String,
    /// Names that other documents of the programme use (C-22).
    pub aliases: Vec<String>,
    /// What the block is for, in one sentence.
    pub purpose: String,
}

#[derive(Deserialize)]
struct BlockFile {
    block: Vec<Block>,
}

/// The six blocks in order.
pub fn blocks() -> &'static [Block] {
    static BLOCKS: LazyLock<Vec<Block>> = LazyLock::new(|| {
        read::<BlockFile>(include_str!("../../../assets/programme/blocks.toml")).block
    });
    &BLOCKS
}

/// The block with this number.
pub fn block(number: u8) -> Option<&'static Block> {
    blocks().iter().find(|b| b.number == number)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    #[expect(
        clippy::expect_used,
        reason = "assets compiled in and read by every test"
    )]
    toml::from_str(text).expect("assets/programme are valid")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_six_blocks_have_name_aliases_and_purpose() {
        let names: Vec<&str> = blocks().iter().map(|b| b.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Leadership",
                "Policies",
                "Tracking",
                "Visits",
                "Complex needs",
                "Measuring"
            ]
        );
        for (block, number) in blocks().iter().zip(1..) {
            assert_eq!(block.number, number);
            assert!(!block.aliases.is_empty() && block.purpose.ends_with('.'));
        }
    }

    #[test]
    fn a_resource_has_one_name_wherever_it_stands() {
        let mut names: HashMap<String, &str> = HashMap::new();
        let plan = &example_plan().activities;
        let of_plan = plan.iter().flat_map(|a| &a.resources);
        for name in milestones()
            .iter()
            .flat_map(|m| &m.resources)
            .chain(of_plan)
        {
            let known = names.entry(name.to_lowercase()).or_insert(name);
            assert_eq!(known, name);
        }
        for activity in plan {
            let listed = &milestone(&activity.milestone).unwrap().resources;
            for name in &activity.resources {
                let is_elsewhere = milestones().iter().any(|m| m.resources.contains(name));
                assert!(
                    listed.contains(name) || is_elsewhere,
                    "{}: {name}",
                    activity.id
                );
            }
        }
    }
}
