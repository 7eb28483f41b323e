//! The demo clinic's small tests of change and the challenges it has met.

use super::Story;
use crate::domain::challenge::MetChallenge;
use crate::domain::challenge::command::ChallengeCommand;
use crate::domain::command::Command;
use crate::domain::ids::SmallTestId;
use crate::domain::measure::Measure;
use crate::domain::small_test::command::SmallTestCommand;
use crate::domain::small_test::{Observation, SmallTest, TestDecision};

pub(super) fn tell(story: &mut Story) {
    naloxone(story);
    challenges(story);
    visits(story);
}

/// A chain of two cycles, in the weeks in which the run chart of naloxone begins to rise.
fn naloxone(story: &mut Story) {
    let first = SmallTest {
        change: "MA puts a naloxone prescription ready to sign for patients at 50 mg or more"
            .to_owned(),
        aim: "Every patient at 50 mg or more leaves with naloxone offered".to_owned(),
        who: "T. Yoon, Dr Bhatt".to_owned(),
        place: "North team, ten visits".to_owned(),
        prediction: "Eight of ten are signed; two patients decline".to_owned(),
        measure: Some(Measure::Naloxone.into()),
        observations: seen(
            story,
            &[
                (-482, "3 of 3 signed"),
                (-478, "1 of 3: two were refills without a visit"),
                (-473, "4 of 4; one pharmacy had none in stock"),
            ],
        ),
        happened: "Eight of ten, as expected, but refills without a visit were missed".to_owned(),
        next: "The same for refills, with a standing order".to_owned(),
        is_first_cycle: true,
        ..test(story, (-484, -472), 4)
    };
    let first = save(story, -470, decided(first, TestDecision::Adapt));
    let second = SmallTest {
        change: "Standing order: the nurse adds naloxone at every refill of 50 mg or more"
            .to_owned(),
        aim: "Refills without a visit are covered too".to_owned(),
        who: "I. Lindgren, T. Yoon".to_owned(),
        place: "All teams, two weeks".to_owned(),
        prediction: "At least 15 prescriptions, no more than three questions from pharmacies"
            .to_owned(),
        measure: Some(Measure::Naloxone.into()),
        observations: seen(
            story,
            &[
                (-460, "6 in the first three days"),
                (-455, "11; one pharmacy rang about the standing order"),
                (-450, "19; P. Okafor wrote to all pharmacies of the county"),
            ],
        ),
        happened: "22 prescriptions, two questions".to_owned(),
        next: "Spread to the evening clinic; watch the run chart".to_owned(),
        previous: first,
        ..test(story, (-463, -449), 4)
    };
    save(story, -445, decided(second, TestDecision::Adopt));
}

fn visits(story: &mut Story) {
    let activity = story.activity("visits");
    let evening = story.records.challenges.iter().find(|c| c.entry.is_empty());
    let evening = evening.map(|c| c.id);
    let calls = SmallTest {
        change: "Call patients the day before and ask them to come ten minutes early for the PEG"
            .to_owned(),
        aim: "The PEG is filled in before the clinician comes in".to_owned(),
        who: "R. Halloran".to_owned(),
        place: "South team, twelve visits".to_owned(),
        prediction: "Nine of twelve come early".to_owned(),
        measure_text: "Visits with the PEG filled in on time".to_owned(),
        observations: seen(
            story,
            &[
                (-27, "2 of 4 came early"),
                (-20, "3 of 4; calls took 25 minutes"),
                (-12, "4 of 4 after a text message instead"),
            ],
        ),
        happened: "Nine of twelve; a text message did as well as a call".to_owned(),
        is_first_cycle: true,
        activity,
        ..test(story, (-30, -9), 4)
    };
    save(story, -9, calls);
    let agreement = SmallTest {
        change: "MA goes through the agreement at rooming, before the clinician comes in"
            .to_owned(),
        aim: "Signed agreements without more of the clinician's time".to_owned(),
        who: "T. Yoon".to_owned(),
        place: "First 10 patients, south team".to_owned(),
        prediction: "Seven of ten sign; rooming takes four minutes longer".to_owned(),
        measure_text: "Signed of asked; minutes of rooming".to_owned(),
        observations: seen(
            story,
            &[(-5, "2 of 3 signed; five minutes longer"), (-2, "2 of 2")],
        ),
        is_first_cycle: true,
        activity: story.activity("agreement"),
        ..test(story, (-6, 8), 2)
    };
    save(story, -2, agreement);
    let huddle = SmallTest {
        change: "Huddle by telephone at 15:45 for the evening clinic".to_owned(),
        who: "R. Halloran, Dr Hanley?".to_owned(),
        place: "Evening clinic, one week".to_owned(),
        measure: None,
        activity,
        challenge: evening,
        ..test(story, (16, 23), 4)
    };
    save(story, -1, huddle);
}

/// Each with the day it was entered; one became a step of the plan that began the day before.
fn challenges(story: &mut Story) {
    let entries = [
        (
            -234,
            MetChallenge {
                text: "Dr Hanley does not use the PDMP: “I know my patients.”".to_owned(),
                approach: "Show what a delegate saves; the champion sat in for one evening".to_owned(),
                result: "Registered and uses it through the delegate; found two surprises in the first month".to_owned(),
                ended_on: Some(story.day(-234)),
                ..MetChallenge::new("C-09", story.day(-318))
            },
        ),
        (
            -88,
            MetChallenge {
                block: Some(4),
                text: "The evening clinic shares one MA with the walk-in and has no huddle".to_owned(),
                approach: "A huddle by telephone before the first patient; see the small test".to_owned(),
                ..MetChallenge::new("", story.day(-88))
            },
        ),
        (
            -79,
            MetChallenge {
                approach: "Cut large tasks into small, exact ones; do part of it in the meeting".to_owned(),
                step: story.step("agreement", "Agree taper wording"),
                ..MetChallenge::new("C-01", story.day(-116))
            },
        ),
        (
            -58,
            MetChallenge {
                approach: "One export on the first Monday instead of three a month; a second person who can pull it"
                    .to_owned(),
                result: "Down from six hours a month to two; the second person is still to be found".to_owned(),
                ..MetChallenge::new("C-06", story.day(-58))
            },
        ),
    ];
    for (entered, challenge) in entries {
        let command = ChallengeCommand::Save(Box::new(challenge));
        story.tell(entered, Command::Challenge(command));
    }
}

fn test(story: &Story, (starts, ends): (i64, i64), block: u8) -> SmallTest {
    SmallTest {
        starts_on: Some(story.day(starts)),
        ends_on: Some(story.day(ends)),
        block: Some(block),
        ..SmallTest::new(story.today)
    }
}

fn decided(test: SmallTest, decision: TestDecision) -> SmallTest {
    SmallTest {
        decision: Some(decision),
        ..test
    }
}

fn seen(story: &Story, seen: &[(i64, &str)]) -> Vec<Observation> {
    let seen = seen.iter().map(|(on, text)| Observation {
        on: Some(story.day(*on)),
        text: (*text).to_owned(),
    });
    seen.collect()
}

fn save(story: &mut Story, entered: i64, test: SmallTest) -> Option<SmallTestId> {
    let command = SmallTestCommand::Save(Box::new(test));
    story.tell(entered, Command::SmallTest(command));
    story.records.tests.iter().map(|t| t.id).max()
}
