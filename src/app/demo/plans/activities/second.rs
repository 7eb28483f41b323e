//! The second plan: approval of the policy, one way to work doses out, the dashboard, the agreement.

use crate::app::demo::plans::When::{Day, Month, Words};
use crate::app::demo::plans::{ActivityLine, CarriedLine, PlanLine};
use crate::domain::action_plan::ReviewStatus::{Behind, Done, OnTrack, Stuck};

pub(super) const PLAN: PlanLine = PlanLine {
    title: "Plan 2, doses and agreement",
    from: -210,
    through: -95,
    intro: "The policy is nearly through. Next comes what it asks for: doses worked out alike by all, and an agreement \
            that patients can read.",
    success_measure: "For nine of ten patients on the list the daily dose in the record is the one the tool gives",
    next_time: &["M-07", "M-13"],
    capacity: "Room for four new activities; one hour more for N. Roth is agreed until summer.",
    carried: &[
        CarriedLine {
            key: "talk",
            due: None,
            done: &[],
            added: &[(
                "Put the run chart of the month on the board in the staff room, with one sentence under it",
                "N. Roth",
                Words("Once a month"),
                None,
            )],
            reviews: &[
                (
                    -172,
                    OnTrack,
                    "Fewer slips in the box. We read them out all the same.",
                ),
                (-116, OnTrack, ""),
            ],
        },
        CarriedLine {
            key: "policy",
            due: None,
            done: &[(1, -207), (2, -204)],
            added: &[],
            reviews: &[(
                -204,
                Done,
                "Approved. Palliative care is written out as an exception.",
            )],
        },
    ],
    activities: &[
        ActivityLine {
            key: "dose",
            block: 3,
            text: "Work MED out with one tool at each change of dose or drug",
            manager: "N. Roth",
            due: Day(-170),
            ongoing: None,
            milestones: &["M-11"],
            after: Some("policy"),
            resources: &["Factor table of 2022", "Card for the pocket"],
            steps: &[
                (
                    "Compare the three calculators in use on ten records; show where they differ",
                    "N. Roth, P. Okafor",
                    Day(-196),
                    Some(-195),
                ),
                (
                    "Agree on one, with the factors of 2022",
                    "Opioid Improvement Team",
                    Day(-186),
                    Some(-186),
                ),
                (
                    "Put it on every desk top and the card into every room",
                    "T. Yoon",
                    Day(-178),
                    Some(-176),
                ),
                (
                    "Show it in two huddles for each team",
                    "T. Yoon, Joy?",
                    Month("In {month}, mornings", -172),
                    Some(-171),
                ),
            ],
            reviews: &[
                (
                    -200,
                    OnTrack,
                    "The calculators differ most for methadone and patches.",
                ),
                (
                    -172,
                    Done,
                    "In use by all; the evening clinic asked for a second card.",
                ),
            ],
        },
        ActivityLine {
            key: "dashboard",
            block: 3,
            text: "Make the dashboard that shows the measures for all patients on the list",
            manager: "M. Kerr",
            due: Words("After doses are worked out alike"),
            ongoing: None,
            milestones: &["M-12", "M-27"],
            after: Some("dose"),
            resources: &["Run charts, one page"],
            steps: &[
                (
                    "Draw it on paper and ask three clinicians what they would look at first",
                    "M. Kerr",
                    Day(-150),
                    Some(-149),
                ),
                (
                    "Build it from the monthly export",
                    "N. Roth",
                    Day(-130),
                    Some(-124),
                ),
                (
                    "Show it at the staff meeting; take one question with you",
                    "M. Kerr, Dr Bhatt",
                    Day(-116),
                    Some(-116),
                ),
            ],
            reviews: &[
                (-144, OnTrack, ""),
                (
                    -114,
                    Done,
                    "Clinicians want their own patients first, then all. Done so.",
                ),
            ],
        },
        ActivityLine {
            key: "agreement",
            block: 2,
            text: "Rewrite the patient agreement so that it backs the policy and teaches the risks in plain words",
            manager: "M. Kerr",
            due: Words("After policy revision"),
            ongoing: None,
            milestones: &["M-06"],
            after: Some("policy"),
            resources: &["Patient agreement model", "Plain language checklist"],
            steps: &[
                (
                    "From the new policy, list what the agreement has to say",
                    "M. Kerr, I. Lindgren",
                    Day(-188),
                    Some(-187),
                ),
                (
                    "Read two agreements of other clinics aloud; mark every word a patient would ask about",
                    "Opioid Improvement Team",
                    Day(-172),
                    Some(-172),
                ),
                (
                    "Write draft 1 in plain words",
                    "I. Lindgren",
                    Month("By late {month}", -150),
                    Some(-139),
                ),
                (
                    "Ask five patients what they understood",
                    "L. Sorensen, T. Yoon?",
                    Day(-120),
                    Some(-108),
                ),
                (
                    "Staff comments on the revised agreement",
                    "M. Kerr",
                    Words("After the patients' answers are in"),
                    None,
                ),
                (
                    "Approval",
                    "Dr Abernathy",
                    Words("After staff have commented"),
                    None,
                ),
            ],
            reviews: &[
                (-172, OnTrack, "“Tolerance” and “diversion” go out."),
                (-144, Behind, "No draft yet; I. Lindgren was away."),
                (
                    -116,
                    Behind,
                    "Draft 2 is shorter by a page. Three of five patients have answered.",
                ),
            ],
        },
        ActivityLine {
            key: "visits",
            block: 4,
            text: "Prepare visits the day before, from the list",
            manager: "T. Yoon",
            due: Day(-100),
            ongoing: None,
            milestones: &["M-14"],
            after: Some("dashboard"),
            resources: &["Huddle sheet"],
            steps: &[
                (
                    "Try a huddle sheet with one care team for a week",
                    "T. Yoon, Dr Bhatt",
                    Day(-108),
                    Some(-104),
                ),
                (
                    "Put what is missing on the sheet: agreement, PDMP, drug test, PEG, naloxone",
                    "T. Yoon",
                    Day(-100),
                    None,
                ),
                (
                    "Find a time for the evening clinic",
                    "R. Halloran?",
                    Words("When the new roster is out"),
                    None,
                ),
            ],
            reviews: &[
                (-116, OnTrack, "Begins when the dashboard is there."),
                (
                    -88,
                    Stuck,
                    "The evening clinic has no MA for the huddle. See challenges.",
                ),
            ],
        },
    ],
};
