//! A window over the action plan's records that change as they are asked to.

use egui_kittest::Harness;

use crate::domain::history::HistoryEntry;
use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::action_plan::{PlanState, plan_ui};
use crate::ui::clinic::testing::today;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::{Status, View};
use crate::ui::widgets::testing::harness_in;

/// The tab, its records, and what else was asked for.
#[derive(Default)]
pub(in crate::ui::action_plan) struct Desk {
    pub workbook: Workbook,
    registry: Registry,
    measures: MeasureHistory,
    status: Status,
    pub state: PlanState,
    pub other: Vec<Request>,
    pub is_presented: bool,
}

impl Desk {
    fn ui(&mut self, ui: &mut egui::Ui) {
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
        plan_ui(ui, &view, &mut self.state, self.is_presented, &mut out);
        for request in out {
            self.carry_out(request);
        }
    }

    /// Writes what is asked for; what leads elsewhere in the tab is shown and kept.
    pub fn carry_out(&mut self, request: Request) {
        match request {
            Request::Command(command) => {
                let set = command
                    .edits(&self.workbook, "MK", today())
                    .expect("is carried out");
                if set.edits.is_empty() {
                    return;
                }
                set.edits.iter().for_each(|e| self.workbook.apply(e));
                let number = self.workbook.history.len() as i64 + 1;
                self.workbook.history.push(HistoryEntry {
                    number,
                    at: String::new(),
                    who: String::new(),
                    act: "edit".to_owned(),
                    what: set.name,
                });
            }
            other => {
                self.other.push(other.clone());
                self.state.show(other, &self.workbook);
            }
        }
    }
}

/// A window on the desk.
pub(in crate::ui::action_plan) fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk| {
            desk.ui(ui);
        },
    )
}

/// Presses the control of this name by keyboard: it may stand below the fold.
pub(in crate::ui::action_plan) fn press(harness: &mut Harness<'_, Desk>, label: &str) {
    use egui_kittest::kittest::Queryable as _;
    harness.get_by_label(label).focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
}
