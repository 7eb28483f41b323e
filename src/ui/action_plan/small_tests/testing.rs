//! A window over the action plan's records that change as they are asked to.

use egui_kittest::Harness;

use crate::ui::action_plan::{PlanState, plan_ui};
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::harness_in;

/// The tab's records.
pub(in crate::ui::action_plan) type Desk = crate::ui::desk::Desk<PlanState>;

/// A window on the desk.
pub(in crate::ui::action_plan) fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk| {
            let (is_presented, known) = (desk.is_presented, desk.other.len());
            desk.ui(ui, |ui, view, state, out| {
                plan_ui(ui, view, state, is_presented, out);
            });
            // What leads elsewhere in the tab is shown.
            for request in desk.other.iter().skip(known) {
                desk.state.show(request.clone(), &desk.workbook);
            }
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
