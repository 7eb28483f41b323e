//! A window over records that change as they are asked to, with undo: the bench of screen tests.

use egui::Ui;

use super::clinic::testing::today;
use super::request::Request;
use super::view::{Status, View};
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::history::HistoryEntry;
use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// Records, what a screen remembers of them, and what it asked for beside commands.
#[derive(Default)]
pub(in crate::ui) struct Desk<S> {
    pub(in crate::ui) workbook: Workbook,
    pub(in crate::ui) registry: Registry,
    pub(in crate::ui) measures: MeasureHistory,
    pub(in crate::ui) status: Status,
    pub(in crate::ui) state: S,
    pub(in crate::ui) is_presented: bool,
    pub(in crate::ui) other: Vec<Request>,
    /// What was carried out, for undo.
    pub(in crate::ui) done: Vec<EditSet>,
}

impl<S> Desk<S> {
    /// Draws a frame and carries out what it asks for.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        draw: impl FnOnce(&mut Ui, &View<'_>, &mut S, &mut Vec<Request>),
    ) {
        let view = View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: 1,
            today: today(),
            as_of: today(),
            status: &self.status,
        };
        let mut out = Vec::new();
        draw(ui, &view, &mut self.state, &mut out);
        for request in out {
            self.carry_out(request);
        }
    }

    /// Carries a request out, or keeps it; a refused command fails the test.
    pub(in crate::ui) fn carry_out(&mut self, request: Request) {
        match request {
            Request::Command(command) => self.make(command),
            request => self.other.push(request),
        }
    }

    /// Carries a command out; one row of the history for each that changes something.
    pub(in crate::ui) fn make(&mut self, command: Command) {
        let set = command
            .edits(&self.workbook, "MK", today())
            .expect("is carried out");
        if !set.edits.is_empty() {
            self.apply(&set);
            self.done.push(set);
        }
    }

    /// Takes the newest change back.
    pub(in crate::ui) fn undo(&mut self) {
        let set = self.done.pop().expect("something to undo");
        self.apply(&set.inverse());
    }

    fn apply(&mut self, set: &EditSet) {
        set.edits.iter().for_each(|e| self.workbook.apply(e));
        let number = self.workbook.history.len() as i64 + 1;
        self.workbook.history.push(HistoryEntry {
            number,
            at: String::new(),
            who: String::new(),
            act: "edit".to_owned(),
            what: set.name.clone(),
        });
    }
}
