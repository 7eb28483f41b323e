//! Plans, small tests, challenges, stages and people in the clinic file: whatever is asked for, in
//! whatever order, is undone and redone to the same content.

use sixblocks::domain::action_plan::carry::{NextPlan, open_activities};
use sixblocks::domain::action_plan::command::{
    ActivityChange, PlanCommand, PlanFacts, StepChange, StepText,
};
use sixblocks::domain::action_plan::paste::{PasteAs, read};
use sixblocks::domain::action_plan::sheet::PlanSheet;
use sixblocks::domain::action_plan::{ReviewStatus, StepState};
use sixblocks::domain::challenge::MetChallenge;
use sixblocks::domain::challenge::command::ChallengeCommand;
use sixblocks::domain::command::Command;
use sixblocks::domain::ids::{
    ActivityId, LogEntryId, MetChallengeId, PersonId, PlanId, ReviewId, SmallTestId, StepId,
};
use sixblocks::domain::measure::command::MeasureCommand;
use sixblocks::domain::measure::{Measure, OwnForm, OwnMeasure};
use sixblocks::domain::programme::StageId;
use sixblocks::domain::small_test::command::SmallTestCommand;
use sixblocks::domain::small_test::{Observation, SmallTest, TestDecision};
use sixblocks::domain::stage::command::{StageChange, StageCommand};
use sixblocks::domain::stage::{LogEntry, LogKind};
use sixblocks::domain::team::command::TeamCommand;
use sixblocks::domain::team::seats::Seat;
use sixblocks::domain::team::{Person, PersonKind};
use sixblocks::domain::workbook::Workbook;

use super::{Dice, Trail, assert_same, day, sample};

pub(super) const TODAY: u64 = 900;

/// The number of one of the records there are, now and then of one there is not.
fn one(dice: &mut Dice, ids: impl Iterator<Item = i64>) -> i64 {
    let ids: Vec<i64> = ids.collect();
    match dice.below(ids.len() as u64 + 1) as usize {
        at if at < ids.len() && dice.below(20) > 0 => ids[at],
        _ => 1 + dice.below(99) as i64,
    }
}

fn plan(dice: &mut Dice, w: &Workbook) -> PlanId {
    PlanId(one(dice, w.plans.iter().map(|p| p.id.0)))
}

fn activity(dice: &mut Dice, w: &Workbook) -> ActivityId {
    ActivityId(one(dice, w.activities.iter().map(|a| a.id.0)))
}

fn step(dice: &mut Dice, w: &Workbook) -> StepId {
    StepId(one(dice, w.steps.iter().map(|s| s.id.0)))
}

fn words(dice: &mut Dice) -> String {
    let words = [
        "By early May",
        "Joy?",
        "Ñandú, “=1+1”",
        "2026-03-09",
        "",
        "After policy\nrevision",
    ];
    words[dice.below(words.len() as u64) as usize].to_owned()
}

fn some_day(dice: &mut Dice) -> Option<chrono::NaiveDate> {
    (dice.below(4) > 0).then(|| day(dice.below(TODAY + 100)))
}

fn is(dice: &mut Dice) -> bool {
    dice.below(2) == 0
}

fn facts(dice: &mut Dice) -> PlanFacts {
    PlanFacts {
        title: format!("Plan {}", dice.below(50)),
        from: some_day(dice),
        through: None,
        horizon: words(dice),
        intro: words(dice),
        success_measure: words(dice),
        next_time: vec!["M-11".to_owned()],
    }
}

fn row(dice: &mut Dice) -> StepText {
    StepText {
        what: format!("Do {}", dice.below(50)),
        who: words(dice),
        when: words(dice),
    }
}

/// The next plan of one, with some of its open work.
fn next_plan(dice: &mut Dice, w: &Workbook) -> PlanCommand {
    let previous = plan(dice, w);
    let sheet = PlanSheet::of(w, previous);
    let open = sheet.iter().flat_map(open_activities);
    let carried = open.map(|a| a.activity.id).filter(|_| dice.below(3) > 0);
    let carried = carried.collect();
    PlanCommand::StartNext(Box::new(NextPlan {
        previous,
        facts: facts(dice),
        carried,
        capacity: words(dice),
    }))
}

fn paste(dice: &mut Dice, w: &Workbook) -> PlanCommand {
    let cells = |text: &str| {
        text.lines()
            .map(|l| l.split('\t').map(str::to_owned).collect())
            .collect::<Vec<_>>()
    };
    let (text, kind) = [
        ("Draft\tJan\tMay\nSend\tJoy?\t", PasteAs::Steps),
        ("Revise\tBill\tApril\nTrain\t\t", PasteAs::Activities),
        (
            "activity\tdue date\tstep\tdone\nA\t2026-01-02\tB\t2025-03-04\nA\t\tC\t\nD\t\tE\t",
            PasteAs::Steps,
        ),
        ("- one\n- two", PasteAs::Steps),
    ][dice.below(4) as usize];
    PlanCommand::Paste {
        plan: plan(dice, w),
        into: is(dice).then(|| activity(dice, w)),
        rows: read(&cells(text), kind, day(TODAY)).unwrap().rows,
    }
}

fn activity_change(dice: &mut Dice, w: &Workbook) -> ActivityChange {
    match dice.below(12) {
        0 => ActivityChange::Text(format!("Activity {}", dice.below(9))),
        1 => ActivityChange::Manager(words(dice)),
        2 => ActivityChange::Due(words(dice)),
        3 => ActivityChange::DueOn(some_day(dice)),
        4 => ActivityChange::Ongoing(is(dice)),
        5 => ActivityChange::InPlaceBy(some_day(dice)),
        6 => ActivityChange::InPlaceOn(some_day(dice)),
        7 | 8 => ActivityChange::After((dice.below(4) > 0).then(|| activity(dice, w))),
        9 => ActivityChange::Block(Some(1 + dice.below(7) as u8)),
        10 => ActivityChange::Resources(vec![words(dice), words(dice)]),
        _ => ActivityChange::Milestones(vec!["M-05".to_owned()]),
    }
}

fn step_change(dice: &mut Dice) -> StepChange {
    match dice.below(8) {
        0 => StepChange::What(format!("Step {}", dice.below(9))),
        1 => StepChange::Who(words(dice)),
        2 => StepChange::When(words(dice)),
        3 => StepChange::WhenOn(some_day(dice)),
        4 | 5 => StepChange::State(StepState::ALL[dice.below(3) as usize]),
        6 => StepChange::DoneOn(some_day(dice)),
        _ => StepChange::ForMeeting(is(dice)),
    }
}

fn about_plans(dice: &mut Dice, w: &Workbook) -> PlanCommand {
    let place = Some(1 + dice.below(9) as u32).filter(|_| dice.below(2) == 0);
    match dice.below(24) {
        0 => PlanCommand::Add(facts(dice)),
        1 => PlanCommand::Change(plan(dice, w), facts(dice)),
        2 => PlanCommand::Remove(plan(dice, w)),
        3 => PlanCommand::CopyExample,
        4 | 5 => next_plan(dice, w),
        6 => PlanCommand::AddActivity {
            plan: plan(dice, w),
            block: Some(1 + dice.below(6) as u8),
            row: row(dice),
            milestones: vec!["M-02".to_owned()],
            place,
        },
        7 | 8 => PlanCommand::ChangeActivity(activity(dice, w), activity_change(dice, w)),
        9 | 10 => PlanCommand::MoveActivity(activity(dice, w), 1 + dice.below(9) as u32),
        11 => PlanCommand::DuplicateActivity(activity(dice, w)),
        12 | 13 => PlanCommand::RemoveActivity(activity(dice, w)),
        14 => PlanCommand::AddStep {
            activity: activity(dice, w),
            row: row(dice),
            place,
        },
        15 | 16 => PlanCommand::ChangeStep(step(dice, w), step_change(dice)),
        17 => PlanCommand::MoveStep(step(dice, w), activity(dice, w), 1 + dice.below(9) as u32),
        18 => PlanCommand::DuplicateStep(step(dice, w)),
        19 => PlanCommand::RemoveStep(step(dice, w)),
        20 => paste(dice, w),
        21 | 22 => PlanCommand::Review {
            id: (dice.below(3) == 0).then(|| ReviewId(one(dice, w.reviews.iter().map(|r| r.id.0)))),
            activity: activity(dice, w),
            reviewed_on: day(dice.below(TODAY + 20)),
            status: ReviewStatus::ALL[dice.below(5) as usize],
            note: words(dice),
        },
        _ => PlanCommand::RemoveReview(ReviewId(one(dice, w.reviews.iter().map(|r| r.id.0)))),
    }
}

fn about_tests(dice: &mut Dice, w: &Workbook) -> SmallTestCommand {
    let id = SmallTestId(one(dice, w.tests.iter().map(|t| t.id.0)));
    if dice.below(4) == 0 {
        return SmallTestCommand::Remove(id);
    }
    let known = w.tests.iter().find(|t| t.id == id && dice.below(2) == 0);
    let test = SmallTest {
        change: format!("Try {}", dice.below(50)),
        starts_on: some_day(dice),
        measure: is(dice).then_some(Measure::Naloxone.into()),
        observations: vec![Observation {
            on: Some(day(dice.below(TODAY))),
            text: words(dice),
        }],
        decision: is(dice).then_some(TestDecision::Adapt),
        previous: is(dice).then(|| SmallTestId(one(dice, w.tests.iter().map(|t| t.id.0)))),
        is_first_cycle: is(dice),
        activity: is(dice).then(|| activity(dice, w)),
        challenge: is(dice).then(|| MetChallengeId(one(dice, w.challenges.iter().map(|c| c.id.0)))),
        ..known.cloned().unwrap_or_else(|| SmallTest::new(day(TODAY)))
    };
    SmallTestCommand::Save(Box::new(test))
}

fn about_challenges(dice: &mut Dice, w: &Workbook) -> ChallengeCommand {
    let id = MetChallengeId(one(dice, w.challenges.iter().map(|c| c.id.0)));
    if dice.below(4) == 0 {
        return ChallengeCommand::Remove(id);
    }
    let known = w
        .challenges
        .iter()
        .find(|c| c.id == id && dice.below(2) == 0);
    let entry = ["C-05", "C-17", ""][dice.below(3) as usize];
    let challenge = MetChallenge {
        text: words(dice),
        approach: words(dice),
        ended_on: some_day(dice),
        step: is(dice).then(|| step(dice, w)),
        ..known
            .cloned()
            .unwrap_or_else(|| MetChallenge::new(entry, day(dice.below(TODAY))))
    };
    ChallengeCommand::Save(Box::new(challenge))
}

fn about_stages(dice: &mut Dice, w: &Workbook) -> StageCommand {
    let stage = StageId::ALL[dice.below(3) as usize];
    let change = match dice.below(7) {
        0 => StageChange::PlannedFrom(some_day(dice)),
        1 => StageChange::PlannedTo(some_day(dice)),
        2 => StageChange::BeganOn(some_day(dice)),
        3 => StageChange::EndedOn(some_day(dice)),
        4 => StageChange::Aim(dice.below(6) as usize, some_day(dice)),
        5 => {
            let kind = LogKind::ALL[dice.below(6) as usize];
            let entry = LogEntry {
                kind,
                outcome: kind
                    .outcomes()
                    .first()
                    .map(|o| (*o).to_owned())
                    .unwrap_or_default(),
                text: words(dice),
                begin_on: some_day(dice),
                ..LogEntry::new(stage, day(dice.below(TODAY)))
            };
            return StageCommand::SaveEntry(Box::new(entry));
        }
        _ => {
            let id = one(dice, w.log.iter().map(|e| e.id.0));
            return StageCommand::RemoveEntry(LogEntryId(id));
        }
    };
    StageCommand::Change(stage, change)
}

fn about_people(dice: &mut Dice, w: &Workbook) -> TeamCommand {
    let someone = |dice: &mut Dice| PersonId(one(dice, w.people.iter().map(|p| p.id.0)));
    let id = someone(dice);
    if dice.below(3) == 0 {
        return TeamCommand::Remove(id);
    }
    let known = w.people.iter().find(|p| p.id == id && dice.below(2) == 0);
    let person = Person {
        name: format!("Ñ. O'Brien {}", dice.below(50)),
        kind: PersonKind::ALL[dice.below(4) as usize],
        seat: is(dice).then(|| Seat::ALL[dice.below(12) as usize]),
        hours_a_month: is(dice).then(|| dice.below(210) as u32),
        backup: is(dice).then(|| someone(dice)),
        members: vec![someone(dice), someone(dice)],
        from: some_day(dice),
        ..known
            .cloned()
            .unwrap_or_else(|| Person::new(PersonKind::Member, day(TODAY)))
    };
    TeamCommand::Save(Box::new(person))
}

fn random(dice: &mut Dice, w: &Workbook) -> Command {
    match dice.below(20) {
        0 | 1 => Command::SmallTest(about_tests(dice, w)),
        2 | 3 => Command::Challenge(about_challenges(dice, w)),
        4 => Command::Stage(about_stages(dice, w)),
        5 | 6 => Command::Team(about_people(dice, w)),
        7..=9 => Command::Measure(super::measures::any(dice, w)),
        _ => Command::Plan(about_plans(dice, w)),
    }
}

/// What a request is, for the count of those that were carried out.
fn kind(command: &Command) -> String {
    let text = format!("{command:?}");
    let mut names = text.split(['(', ' ', '{']).filter(|part| !part.is_empty());
    [names.next(), names.next()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What every sequence begins with: two plans, the second going on from the first, and some of all
/// else.
fn first() -> Vec<Command> {
    let review = |activity, reviewed_on| {
        Command::Plan(PlanCommand::Review {
            id: None,
            activity: ActivityId(activity),
            reviewed_on: day(reviewed_on),
            status: ReviewStatus::Behind,
            note: "Joy?".to_owned(),
        })
    };
    let next = NextPlan {
        previous: PlanId(1),
        facts: PlanFacts {
            title: "Plan 2".to_owned(),
            ..PlanFacts::default()
        },
        carried: [3, 4, 6].map(ActivityId).to_vec(),
        capacity: String::new(),
    };
    let entry = |text: &str| {
        Command::Stage(StageCommand::SaveEntry(Box::new(LogEntry {
            text: text.to_owned(),
            ..LogEntry::new(StageId::PrepareAndLaunch, day(5))
        })))
    };
    let person = |name: &str| {
        Command::Team(TeamCommand::Save(Box::new(Person {
            name: name.to_owned(),
            ..Person::new(PersonKind::Member, day(5))
        })))
    };
    let own = |name: &str, form| {
        Command::Measure(MeasureCommand::SaveMeasure(Box::new(OwnMeasure {
            name: name.to_owned(),
            form,
            ..OwnMeasure::new(day(5))
        })))
    };
    vec![
        Command::Plan(PlanCommand::CopyExample),
        review(3, 10),
        Command::Plan(PlanCommand::StartNext(Box::new(next))),
        review(7, 40),
        review(8, 40),
        entry("Talks"),
        entry("Kickoff"),
        person("M. Kerr"),
        person("Dr Bhatt"),
        own("Calls", OwnForm::Tally),
        own("Visits", OwnForm::Count),
    ]
}

#[test]
fn a_thousand_sequences_of_requests_are_undone_and_redone_to_the_same_content() {
    let sample = sample();
    let mut store = sample.open();
    let mut workbook = store.load().unwrap();
    let mut dice = Dice(11);
    let mut start = Trail::default();
    for request in first() {
        assert!(start.make(&mut store, &mut workbook, request, day(TODAY)));
    }
    let digest = store.digest().unwrap();
    let mut made = std::collections::BTreeMap::<String, u32>::new();
    for sequence in 0..1000 {
        let mut trail = Trail::default();
        for _ in 0..2 + dice.below(5) {
            let request = random(&mut dice, &workbook);
            let kind = kind(&request);
            if trail.make(&mut store, &mut workbook, request, day(TODAY)) {
                *made.entry(kind).or_default() += 1;
            }
        }
        if sequence % 100 == 0 {
            trail.there_and_back(&mut store, &mut workbook);
        } else {
            let end = store.digest().unwrap();
            trail.undo(&mut store, &mut workbook);
            trail.redo(&mut store, &mut workbook, &end);
        }
        trail.undo(&mut store, &mut workbook);
        assert_eq!(store.digest().unwrap(), digest, "sequence {sequence}");
    }
    assert_same(&store, &workbook);
    assert!(made.len() >= 33, "every kind is carried out: {made:?}");
    start.there_and_back(&mut store, &mut workbook);
}
