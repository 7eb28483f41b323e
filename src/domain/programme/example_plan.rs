//! The worked example of a first action plan, who, when and due letter for letter as published.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Origin, read};

/// The example plan. Its oddities are the documents' own (C-30).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamplePlan {
    /// The same in every clinic that opens it.
    pub id: String,
    /// The name.
    pub title: String,
    /// How far it reaches, as written: "through May 1".
    pub horizon: String,
    /// The words at its head.
    pub intro: String,
    /// The plan's one success measure.
    pub success_measure: String,
    /// Where it stands.
    pub origin: Origin,
    /// Milestones left for the next plan.
    pub next_time: Vec<NextTime>,
    /// Its activities in order.
    #[serde(rename = "activity")]
    pub activities: Vec<ExampleActivity>,
}

/// A milestone left for the next plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextTime {
    /// What.
    pub text: String,
    /// Id of the [`super::Milestone`].
    pub milestone: String,
}

/// An activity of the example plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleActivity {
    /// "A1" to "A6".
    pub id: String,
    /// Number of the block it is filed under, which need not be that of its milestone (C-30).
    pub block: u8,
    /// What.
    pub text: String,
    /// Who sees to it.
    pub manager: String,
    /// When, as written.
    pub due: String,
    /// Whether it goes on without an end.
    #[serde(default)]
    pub is_ongoing: bool,
    /// Id of the activity it waits for.
    pub after: Option<String>,
    /// Id of its [`super::Milestone`].
    pub milestone: String,
    /// Names of resources.
    pub resources: Vec<String>,
    /// Its steps in order.
    #[serde(rename = "step")]
    pub steps: Vec<ExampleStep>,
}

/// A step of the example plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleStep {
    /// What.
    pub what: String,
    /// Who, as written: people, a group, or uncertain.
    pub who: String,
    /// When, as written.
    pub when: String,
    /// What else is worth knowing.
    pub note: Option<String>,
}

/// The worked example: 6 activities, 26 steps.
pub fn example_plan() -> &'static ExamplePlan {
    static PLAN: LazyLock<ExamplePlan> =
        LazyLock::new(|| read(include_str!("../../../assets/programme/example_plan.toml")));
    &PLAN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::{block, milestone};

    /// Manager, due, and who and when of every step, as published (inventory, Part 4).
    type Published = (
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    );
    const PUBLISHED: [Published; 6] = [
        (
            "Jan",
            "Continuous, but plan in place by February 28",
            &[
                ("Monica", "By early February"),
                ("Bill", "By late February"),
            ],
        ),
        (
            "Jan",
            "Continuous, but TelePain access begun by March",
            &[
                ("Sonia", "By early February"),
                ("Jan", "By late February"),
                ("Sonia", "Once a month"),
                ("Monica, Jan, Marcy", "By late February"),
            ],
        ),
        (
            "Bill",
            "April",
            &[
                ("Bill", "January"),
                ("Jan", "January"),
                ("Core working group (Bill, Jan, Monica, Joy?)", "February"),
                ("Opioid Improvement Team", "February"),
                ("Bill", "March"),
                ("Jan", "March"),
                ("Jan", "April"),
                ("Bill", "April"),
            ],
        ),
        (
            "Bill",
            "May",
            &[
                ("Bill", "February"),
                ("Jan", "February"),
                ("Core working group (Bill, Jan, June, Joy?)", "March"),
                ("Opioid Improvement Team", "March"),
                ("Bill", "April"),
                ("Jan", "April"),
                ("Jan", "May"),
                ("Bill", "May"),
            ],
        ),
        (
            "Jan",
            "February",
            &[
                ("Jan", "Mid-January"),
                ("Bill (and June with thermometer in hall?)", "Mid-January"),
                ("Jan", "January 31"),
            ],
        ),
        ("Smith", "After policy revision", &[("Smith", "March")]),
    ];

    #[test]
    fn managers_due_texts_and_steps_stand_letter_for_letter_as_published() {
        let plan = example_plan();
        assert_eq!(plan.activities.len(), PUBLISHED.len());
        for (activity, (manager, due, steps)) in plan.activities.iter().zip(PUBLISHED) {
            assert_eq!((&*activity.manager, &*activity.due), (manager, due));
            let found: Vec<(&str, &str)> = activity
                .steps
                .iter()
                .map(|s| (s.who.as_str(), s.when.as_str()))
                .collect();
            assert_eq!(found, steps, "{}", activity.id);
        }
        let sizes: Vec<usize> = plan.activities.iter().map(|a| a.steps.len()).collect();
        assert_eq!(sizes, [2, 4, 8, 8, 3, 1]);
        assert_eq!(plan.horizon, "through May 1");
    }

    #[test]
    fn activities_keep_their_published_blocks_and_name_their_milestones() {
        let found: Vec<(u8, &str, bool, Option<&str>)> = example_plan()
            .activities
            .iter()
            .map(|a| (a.block, &*a.milestone, a.is_ongoing, a.after.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                (1, "M-02", true, None),
                (1, "M-04", true, None),
                (2, "M-05", false, None),
                (2, "M-06", false, None),
                (3, "M-09", false, None),
                (3, "M-15", false, Some("A3")),
            ]
        );
        let next: Vec<&str> = example_plan()
            .next_time
            .iter()
            .map(|n| &*n.milestone)
            .collect();
        assert_eq!(next, ["M-11"]);
    }

    #[test]
    fn all_that_the_plan_points_to_exists_and_its_texts_are_short() {
        let plan = example_plan();
        for activity in &plan.activities {
            assert!(block(activity.block).is_some() && milestone(&activity.milestone).is_some());
            let known = |id: &String| plan.activities.iter().any(|a| a.id == *id);
            assert!(activity.after.iter().all(known), "{}", activity.id);
            assert!(activity.text.len() <= 90 && !activity.text.ends_with('.'));
            for step in &activity.steps {
                assert!(
                    step.what.len() <= 120 && !step.what.ends_with('.'),
                    "{}",
                    step.what
                );
            }
        }
    }
}
