//! What must be seen before anything else on the page.

use egui::Ui;

use crate::domain::patient_fact::has_part2_source;
use crate::domain::registry::RegistryRow;
use crate::ui::patients::holding;
use crate::ui::view::View;
use crate::ui::widgets::Notice;

/// Draws the notices over the whole width; none where there is nothing to say.
pub(super) fn notices_ui(ui: &mut Ui, view: &View<'_>, row: &RegistryRow) {
    let (workbook, day) = (view.workbook, view.as_of);
    let events = workbook.events_of(row.patient);
    if let Some(rest) = holding::item_nine_words(events, view.today) {
        Notice::caution("Talk about suicide risk.", &rest).show(ui);
    }
    if let Some(rest) = holding::left_out_words(workbook, row, day) {
        Notice::info("Left out of LtOT and measures", &rest).show(ui);
    }
    if has_part2_source(workbook.facts_of(row.patient)) {
        let rest = "Some records come from a programme under 42 CFR Part 2. Exported lists leave \
            the patient out unless somebody asks for Part 2 patients too.";
        Notice::info("Part 2 source.", rest).show(ui);
    }
}
