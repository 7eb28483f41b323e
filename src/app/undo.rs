//! Undo and redo: named edit sets, swapped before and after.

use crate::domain::edit::EditSet;

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

    /// The name of the next step back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|s| s.name.as_str())
    }

    /// The name of the next step forward.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
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
