//! Milestones in the clinic file: every request undone and redone to the same content.

use sixblocks::domain::command::Command;
use sixblocks::domain::ids::MilestoneId;
use sixblocks::domain::milestone::MilestoneStatus;
use sixblocks::domain::milestone::command::{MilestoneChange as To, MilestoneCommand as Ask};
use sixblocks::domain::milestone::list::LineId;
use sixblocks::domain::programme::{self, StageId};

use super::{Dice, Trail, day, sample};

fn random(dice: &mut Dice) -> Ask {
    let line = if dice.below(5) == 0 {
        LineId::Own(MilestoneId(1 + dice.below(9) as i64))
    } else {
        let at = dice.below(60) as usize;
        LineId::BuiltIn(programme::milestones()[at].id.clone())
    };
    let text = format!("words {}", dice.below(50));
    let on = (dice.below(3) > 0).then(|| day(dice.below(800)));
    match dice.below(12) {
        0 => Ask::Add {
            stage: StageId::ALL[dice.below(3) as usize],
            block: Some(1 + dice.below(6) as u8),
            text,
        },
        1 => Ask::Remove(MilestoneId(1 + dice.below(9) as i64)),
        2 => Ask::UsualFocus,
        3 => Ask::MoveFocus(line, 1 + dice.below(9) as u32),
        kind => Ask::Change(
            line,
            match kind {
                4 => To::Status(MilestoneStatus::ALL[dice.below(4) as usize]),
                5 => To::Owner(text),
                6 => To::Target(on),
                7 => To::Reached(on),
                8 if dice.below(2) == 0 => To::Lessons(text),
                8 => To::Evidence(text),
                9 => To::Text(text),
                10 => To::Hidden(dice.below(2) == 0),
                _ => To::Focus(dice.below(2) == 0),
            },
        ),
    }
}

#[test]
fn every_request_about_milestones_is_undone_and_redone_to_the_same_content() {
    let sample = sample();
    let mut store = sample.open();
    let mut workbook = store.load().unwrap();
    let mut dice = Dice(5);
    let mut trail = Trail::default();
    for _ in 0..250 {
        let request = Command::Milestone(random(&mut dice));
        trail.make(&mut store, &mut workbook, request, day(900));
    }
    let made = trail.0.len();
    assert!(made > 120, "only {made} requests were carried out");
    trail.there_and_back(&mut store, &mut workbook);
}
