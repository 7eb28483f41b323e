//! The plan under way: the agreement, visits prepared, workflows, care gaps, behavioural health.

use crate::app::demo::plans::When::{Day, Month, Open, Words};
use crate::app::demo::plans::{ActivityLine, CarriedLine, PlanLine};
use crate::domain::action_plan::ReviewStatus::{Behind, OnTrack};

pub(super) const PLAN: PlanLine = PlanLine {
    title: "Plan 3, visits and agreement",
    from: -80,
    through: 19,
    intro: "Three things go on, three are new. Whatever does not fit into a meeting or a week is cut in two.",
    success_measure: "By the end of the plan half of all visits are prepared the day before, and no patient waits more \
                      than a week for a naloxone prescription",
    next_time: &["M-08", "M-16"],
    capacity: "Tight: no clinic manager, and the evening clinic is one MA short. Nothing new besides these three.",
    carried: &[
        CarriedLine {
            key: "talk",
            due: None,
            done: &[],
            added: &[
                ("Monthly team meeting pack", "M. Kerr", Day(3), None),
                ("Quarterly dashboard to all staff", "M. Kerr", Day(4), None),
                (
                    "Lunch talk on tapering, 12 seats",
                    "Dr Bhatt",
                    Day(11),
                    None,
                ),
            ],
            reviews: &[
                (-46, OnTrack, ""),
                (
                    -18,
                    OnTrack,
                    "Lunch talk: ask the university for slides we may show.",
                ),
            ],
        },
        CarriedLine {
            key: "agreement",
            due: None,
            done: &[],
            added: &[
                (
                    "Agree taper wording for patient letter",
                    "Dr Bhatt, T. Yoon",
                    Day(-3),
                    None,
                ),
                (
                    "Print the agreement in large type, in English and Spanish",
                    "R. Halloran",
                    Words("After approval"),
                    None,
                ),
            ],
            reviews: &[
                (
                    -74,
                    Behind,
                    "All five patients have answered; two asked what happens when a test is missed.",
                ),
                (
                    -46,
                    Behind,
                    "Draft 3 answers that. Staff have it until the next meeting.",
                ),
                (
                    -18,
                    Behind,
                    "Six comments so far. One more week, then it goes to Dr Abernathy.",
                ),
            ],
        },
        CarriedLine {
            key: "visits",
            due: Some(Day(9)),
            done: &[(1, -60)],
            added: &[
                (
                    "Small test: agreement at rooming, first 10 patients",
                    "T. Yoon",
                    Day(2),
                    None,
                ),
                (
                    "Call patients without a booked visit, 23 left",
                    "T. Yoon, R. Halloran",
                    Day(10),
                    None,
                ),
            ],
            reviews: &[
                (-46, OnTrack, "South team: nine of ten visits last week."),
                (-18, OnTrack, "North team begins on Monday."),
            ],
        },
    ],
    activities: &[
        ActivityLine {
            key: "workflows",
            block: 2,
            text: "Write the workflows that carry the policy into daily care: refill, new patient, taper, missed visit, \
                   unexpected drug test",
            manager: "I. Lindgren",
            due: Day(30),
            ongoing: None,
            milestones: &["M-07"],
            after: Some("agreement"),
            resources: &["Workflow template", "Policy, approved version"],
            steps: &[
                (
                    "Walk through a refill with the front desk, an MA and a clinician; write down every hand-over",
                    "I. Lindgren, R. Halloran",
                    Day(-55),
                    Some(-53),
                ),
                (
                    "Draft the refill workflow on one page",
                    "I. Lindgren",
                    Day(-32),
                    Some(-25),
                ),
                (
                    "Update the PDMP delegate list with the State",
                    "I. Lindgren",
                    Day(-1),
                    None,
                ),
                (
                    "Draft the other four, one a week",
                    "I. Lindgren, Core working group (M. Kerr, Dr Bhatt, N. Roth, P. Okafor?)",
                    Month("By mid-{month}", 21),
                    None,
                ),
                (
                    "Try the refill page for two weeks, then mend it",
                    "North team (and R. Halloran at the counter?)",
                    Words("After staff have seen the agreement"),
                    None,
                ),
            ],
            reviews: &[
                (-46, OnTrack, "Eleven hand-overs for one refill."),
                (-18, OnTrack, "The refill page fits on one side."),
            ],
        },
        ActivityLine {
            key: "gaps",
            block: 3,
            text: "Use the registry to find care gaps, high doses and differences between clinicians",
            manager: "M. Kerr",
            due: Day(20),
            ongoing: None,
            milestones: &["M-13"],
            after: None,
            resources: &["Registry, list of care gaps"],
            steps: &[
                (
                    "Send each clinician the own list of gaps, without the others'",
                    "N. Roth",
                    Day(-60),
                    Some(-58),
                ),
                (
                    "Talk the differences through with Dr Eriksen before anyone sees them side by side",
                    "Dr Bhatt, Dr Eriksen",
                    Day(-30),
                    Some(-33),
                ),
                (
                    "Count gaps closed since the last list",
                    "N. Roth",
                    Words("First Monday of the month"),
                    None,
                ),
                (
                    "Decide with the clinicians which differences are worth a talk and which are due to who comes to whom",
                    "Dr Bhatt",
                    Day(16),
                    None,
                ),
                (
                    "Show the medians in the staff meeting",
                    "M. Kerr",
                    Open,
                    None,
                ),
            ],
            reviews: &[
                (-46, OnTrack, "Naloxone: 21 gaps closed in five weeks."),
                (-18, OnTrack, ""),
            ],
        },
        ActivityLine {
            key: "therapy",
            block: 5,
            text: "Shorten the way to behavioural health",
            manager: "L. Sorensen",
            due: Month(
                "Continuous, but a first visit within two weeks by {month}",
                60,
            ),
            ongoing: Some((60, None)),
            milestones: &["M-22"],
            after: None,
            resources: &[
                "Referral agreement with the county",
                "List of telehealth offers",
            ],
            steps: &[
                (
                    "Count how long the last 20 referrals took",
                    "L. Sorensen",
                    Day(-50),
                    Some(-47),
                ),
                (
                    "Keep two slots a week open for patients from the list",
                    "L. Sorensen, front desk",
                    Day(-14),
                    Some(-11),
                ),
                (
                    "Ask the county whether P. Okafor's colleague may join a case talk",
                    "L. Sorensen",
                    Words("Joy has to ask first"),
                    None,
                ),
                (
                    "Write down how a warm hand-over goes when L. Sorensen is not in",
                    "Joy?",
                    Words("By the holidays, if Joy has time"),
                    None,
                ),
            ],
            reviews: &[
                (-46, OnTrack, "Median 31 days, the longest 88."),
                (
                    -18,
                    Behind,
                    "Slots are open; no clinician has used one yet.",
                ),
            ],
        },
    ],
};
