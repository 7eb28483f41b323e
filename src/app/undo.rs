//! Undo and redo: named edit sets, swapped before and after.

use crate::domain::edit::{Change, Edit, EditSet};

/// Steps kept.
const DEPTH: usize = 200;

/// What can be taken back and put back.
#[derive(Debug, Default)]
pub struct UndoStack {
    done: Vec<EditSet>,
    undone: Vec<EditSet>,
}

impl UndoStack {
    /// A change has been made; what was undone before can no longer be redone.
    pub fn push(&mut self, set: EditSet) {
        self.undone.clear();
        self.done.push(set);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }

    /// A change that completes the one before it: both are one step when they are of one answer.
    pub fn join(&mut self, set: EditSet) {
        let whole = match (self.done.last().map(|s| &*s.edits), &*set.edits) {
            (Some([Edit::Answer(first)]), [Edit::Answer(second)])
                if first.after.is_some() && first.after == second.before =>
            {
                Some(Edit::Answer(Change {
                    before: first.before.clone(),
                    after: second.after.clone(),
                }))
            }
            _ => None,
        };
        match whole {
            Some(edit) => {
                self.done.pop();
                self.push(EditSet {
                    name: set.name,
                    edits: vec![edit],
                });
            }
            None => self.push(set),
        }
    }

    /// The name of the next step back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|s| s.name.as_str())
    }

    /// The name of the next step forward.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
    }

    /// Whether the next step back changes something about patients.
    pub fn undo_concerns_patients(&self) -> bool {
        self.done.last().is_some_and(EditSet::concerns_patients)
    }

    /// Whether the next step forward changes something about patients.
    pub fn redo_concerns_patients(&self) -> bool {
        self.undone.last().is_some_and(EditSet::concerns_patients)
    }

    /// The set that takes the newest change back.
    pub fn to_undo(&self) -> Option<EditSet> {
        self.done.last().cloned().map(EditSet::inverse)
    }

    /// The set that puts the newest undone change back.
    pub fn to_redo(&self) -> Option<EditSet> {
        self.undone.last().cloned()
    }

    /// The step back has been made.
    pub fn undo_done(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// The step forward has been made.
    pub fn redo_done(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::command::{AssessmentCommand, NewSheets};
    use crate::domain::assessment::{Rating, RoundKind};
    use crate::domain::command::Command;
    use crate::domain::ids::SheetId;
    use crate::domain::workbook::Workbook;

    fn make(workbook: &mut Workbook, ask: AssessmentCommand) -> EditSet {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        let set = Command::Assessment(ask).edits(workbook, "MK", day).unwrap();
        set.edits.iter().for_each(|e| workbook.apply(e));
        set
    }

    fn answer(workbook: &mut Workbook, item: u8, score: u8) -> EditSet {
        let ask = AssessmentCommand::Answer {
            sheet: SheetId(1),
            item,
            score: Rating::new(score),
            continues: false,
        };
        make(workbook, ask)
    }

    #[test]
    fn two_digits_of_one_answer_are_one_step_and_two_answers_are_two() {
        let mut workbook = Workbook::default();
        let date = chrono::NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        make(
            &mut workbook,
            AssessmentCommand::SaveRound {
                id: None,
                name: "Baseline".to_owned(),
                date,
                kind: RoundKind::Team,
                is_baseline: true,
                with: NewSheets {
                    shared: true,
                    groups: 0,
                },
            },
        );
        let before = workbook.clone();
        let mut stack = UndoStack::default();
        stack.push(answer(&mut workbook, 1, 1));
        stack.join(answer(&mut workbook, 1, 12));
        stack.join(answer(&mut workbook, 2, 2));
        assert_eq!(stack.undo_name(), Some("Answer 2 to item 2"));
        for left in [Some("Answer 12 to item 1"), None] {
            let set = stack.to_undo().unwrap();
            set.edits.iter().for_each(|e| workbook.apply(e));
            stack.undo_done();
            assert_eq!(stack.undo_name(), left);
        }
        assert_eq!(workbook.answers, before.answers);
    }
}
