//! The first plan: time, the list of patients, the PDMP, the policy.

use crate::app::demo::plans::When::{Day, Month, Words};
use crate::app::demo::plans::{ActivityLine, PlanLine};
use crate::domain::action_plan::ReviewStatus::{Behind, Done, OnTrack};

pub(super) const PLAN: PlanLine = PlanLine {
    title: "Plan 1, list and policy",
    from: -345,
    through: -230,
    intro: "Agreed at the first action plan meeting, a month after the kickoff. Policy and list first: without them \
            nothing else can be looked up or decided.",
    success_measure: "Every patient on long-term opioids is on the list, and a clinician has confirmed each of them",
    next_time: &["M-06", "M-11"],
    capacity: "",
    carried: &[],
    activities: &[
        ActivityLine {
            key: "talk",
            block: 1,
            text: "Say at every meeting why the work matters, and hear what worries people",
            manager: "M. Kerr",
            due: Month("Continuous, but a standing item by mid-{month}", -320),
            ongoing: Some((-320, Some(-312))),
            milestones: &["M-02"],
            after: None,
            resources: &[
                "Elevator speech",
                "Two stories from our own clinic, without names",
            ],
            steps: &[
                (
                    "Ask for ten minutes in the staff meeting, every month",
                    "M. Kerr",
                    Day(-333),
                    Some(-335),
                ),
                (
                    "Tell one story and show one figure at each staff meeting",
                    "Dr Bhatt",
                    Words("Once a month"),
                    None,
                ),
                (
                    "Box for anonymous questions at the nurses' station; answers go on the board",
                    "T. Yoon",
                    Month("By early {month}", -310),
                    Some(-312),
                ),
            ],
            reviews: &[
                (
                    -312,
                    OnTrack,
                    "First box: eleven slips, four about angry patients.",
                ),
                (-256, OnTrack, ""),
            ],
        },
        ActivityLine {
            key: "policy",
            block: 2,
            text: "Bring the opioid policy in line with present evidence, State rules and the guideline of 2022",
            manager: "Dr Abernathy",
            due: Day(-228),
            ongoing: None,
            milestones: &["M-05"],
            after: None,
            resources: &[
                "Policy model",
                "CDC Clinical Practice Guideline 2022",
                "State rule on chronic opioid prescribing",
            ],
            steps: &[
                (
                    "Compare our policy of 2019 with the model, topic by topic; mark what is missing",
                    "Dr Abernathy, I. Lindgren",
                    Day(-325),
                    Some(-322),
                ),
                (
                    "Write the first draft",
                    "I. Lindgren",
                    Day(-300),
                    Some(-291),
                ),
                (
                    "Edit the draft before the larger team sees it",
                    "Core working group (M. Kerr, Dr Bhatt, I. Lindgren?)",
                    Month("{month}, at two meetings", -280),
                    Some(-277),
                ),
                (
                    "Team reviews the draft and edits it in the meeting",
                    "Opioid Improvement Team",
                    Day(-256),
                    Some(-256),
                ),
                (
                    "Clinicians comment; those who disagree say what they would do instead",
                    "Dr Bhatt",
                    Day(-240),
                    None,
                ),
                (
                    "Approval",
                    "Dr Abernathy",
                    Words("After the clinicians have commented"),
                    None,
                ),
            ],
            reviews: &[
                (
                    -312,
                    OnTrack,
                    "Nine of twelve topics were missing or out of date.",
                ),
                (-284, Behind, "The draft took three weeks longer; holidays."),
                (
                    -256,
                    Behind,
                    "Through the team. Clinicians get it with the minutes.",
                ),
            ],
        },
        ActivityLine {
            key: "list",
            block: 3,
            text: "List all patients on long-term opioids and have clinicians confirm them",
            manager: "N. Roth",
            due: Day(-275),
            ongoing: None,
            milestones: &["M-09"],
            after: None,
            resources: &["Definition of long-term therapy, one page"],
            steps: &[
                (
                    "Agree on the definition: days' supply, look-back, what does not count",
                    "N. Roth, Dr Bhatt",
                    Day(-335),
                    Some(-334),
                ),
                (
                    "Pull two years of prescriptions and make the first list",
                    "N. Roth",
                    Day(-320),
                    Some(-321),
                ),
                (
                    "Each clinician goes through the own list with the MA and marks who does not belong",
                    "All clinicians",
                    Day(-290),
                    Some(-281),
                ),
                (
                    "Settle the doubtful ones in the meeting",
                    "Core working group",
                    Day(-276),
                    Some(-276),
                ),
            ],
            reviews: &[
                (-312, OnTrack, "138 found by the rule."),
                (
                    -274,
                    Done,
                    "118 confirmed, the rest taken off with a reason.",
                ),
            ],
        },
        ActivityLine {
            key: "pdmp",
            block: 3,
            text: "Register every clinician and a delegate for each with the PDMP",
            manager: "I. Lindgren",
            due: Day(-240),
            ongoing: None,
            milestones: &["M-10"],
            after: None,
            resources: &["PDMP registration page of the State"],
            steps: &[
                (
                    "List who is registered and who is not",
                    "T. Yoon",
                    Day(-330),
                    Some(-331),
                ),
                (
                    "Sit down with each of the four who are not, ten minutes each",
                    "I. Lindgren",
                    Day(-300),
                    Some(-296),
                ),
                (
                    "Name a delegate for each care team and send the forms to the State",
                    "I. Lindgren, T. Yoon",
                    Day(-262),
                    Some(-259),
                ),
                (
                    "Show delegates how to put the result where the clinician sees it",
                    "T. Yoon",
                    Day(-240),
                    Some(-236),
                ),
            ],
            reviews: &[
                (-284, OnTrack, "Two forms came back: signature missing."),
                (-234, Done, "All are registered; Dr Hanley was the last."),
            ],
        },
        ActivityLine {
            key: "measures",
            block: 6,
            text: "Choose the measures that the team looks at every month",
            manager: "M. Kerr",
            due: Day(-305),
            ongoing: None,
            milestones: &["M-26"],
            after: Some("list"),
            resources: &[],
            steps: &[
                (
                    "Show the seven that can be pulled, with our own figures",
                    "N. Roth",
                    Day(-312),
                    Some(-312),
                ),
                (
                    "Choose three with a goal each",
                    "Opioid Improvement Team",
                    Day(-312),
                    Some(-312),
                ),
                (
                    "Tell all staff which ones and why",
                    "M. Kerr",
                    Month("By early {month}", -305),
                    Some(-304),
                ),
            ],
            reviews: &[(
                -304,
                Done,
                "Dose of 90 and more, sedatives beside opioids, naloxone.",
            )],
        },
    ],
};
