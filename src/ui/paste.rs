//! A table pasted from a spreadsheet: the dialog that takes it, and Ctrl+V on the lists.

use egui::{Context, Event, Ui};

use super::request::{Request, Tab};
use super::theme::{Style, Theme};
use super::widgets::{Dialog, DialogOutcome, TextField, text};

/// What has been pasted so far.
#[derive(Default)]
pub struct PasteState {
    text: String,
    was_focused: bool,
}

/// Rows of the field that are seen at once.
const ROWS_SEEN: usize = 12;

/// Draws the dialog. True when it is closed.
pub fn paste_ui(ctx: &Context, state: &mut PasteState, out: &mut Vec<Request>) -> bool {
    let theme = Theme::of_ctx(ctx);
    let colors = *theme.color();
    let rows = rows_of(&state.text);
    let shown = Dialog::new("Paste a table")
        .width(760.0)
        .safe("Cancel")
        .primary("Read the table")
        .primary_enabled(is_table(&state.text))
        .focus_body()
        .show(ctx, |ui| {
            let words = "Copy the rows in the spreadsheet with their header row, then press Ctrl+V here. Columns are \
                         recognised in the next step; nothing is written before you import.";
            text(ui, words, Style::Body, colors.text_2);
            egui::ScrollArea::both().max_height(theme.pt(280.0)).auto_shrink(false).show(ui, |ui| {
                let field = TextField::new("Table", &mut state.text).hide_label().rows(ROWS_SEEN);
                let response = field.hint("Patient\tDOB\tMRN\tDrug\tFilled\tQty\tDays").show(ui);
                if !state.was_focused {
                    response.request_focus();
                    state.was_focused = true;
                }
            });
            let words = match rows {
                0 => "Nothing pasted yet.".to_owned(),
                1 => "One line so far. A table has a header and at least one row.".to_owned(),
                rows => format!("{} rows under one header.", rows - 1),
            };
            text(ui, words, Style::Small, colors.text_2);
        });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        out.push(Request::ImportPaste(std::mem::take(&mut state.text)));
    }
    shown.outcome.is_some()
}

/// Ctrl+V of a table on the home and patients tabs starts an import.
pub fn pasted_table_ui(ui: &Ui, tab: Tab, out: &mut Vec<Request>) {
    if !matches!(tab, Tab::Home | Tab::Patients) {
        return;
    }
    let is_free =
        !ui.ctx().egui_wants_keyboard_input() && ui.memory(|m| m.top_modal_layer().is_none());
    if !is_free {
        return;
    }
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) if is_table(text) => Some(text.clone()),
            _ => None,
        })
    });
    out.extend(pasted.map(Request::ImportPaste));
}

fn rows_of(text: &str) -> usize {
    text.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Several lines with something that separates columns in the first.
fn is_table(text: &str) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty());
    rows_of(text) > 1 && header.is_some_and(|line| line.contains(['\t', ',', ';', '|']))
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::widgets::testing::harness;

    const TABLE: &str = "MRN\tDrug\tFilled\n0001\tOxycodone 15 mg\t2026-09-20\n";

    fn list(tab: Tab) -> Harness<'static, Vec<Request>> {
        harness(Vec::new(), move |ui, out: &mut Vec<Request>| {
            pasted_table_ui(ui, tab, out);
        })
    }

    #[test]
    fn a_table_pasted_on_a_list_is_imported_and_a_word_is_not() {
        for (tab, pasted, expected) in [
            (Tab::Patients, TABLE, 1),
            (Tab::Home, TABLE, 1),
            (Tab::Measures, TABLE, 0),
            (Tab::Patients, "Brandt", 0),
            (Tab::Patients, "two\nlines", 0),
        ] {
            let mut harness = list(tab);
            harness.event(Event::Paste(pasted.to_owned()));
            harness.run();
            assert_eq!(harness.state().len(), expected, "{tab:?} {pasted}");
        }
    }

    #[test]
    fn the_dialog_takes_a_table_and_nothing_less() {
        let mut harness = harness(
            (PasteState::default(), Vec::new(), false),
            |ui, state: &mut (PasteState, Vec<Request>, bool)| {
                if !state.2 {
                    state.2 = paste_ui(ui.ctx(), &mut state.0, &mut state.1);
                }
            },
        );
        harness.run();
        harness.event(Event::Paste("one line".to_owned()));
        harness.run();
        harness.get_by_label("Read the table").click();
        harness.run();
        assert!(harness.state().1.is_empty());
        harness.state_mut().0.text = TABLE.to_owned();
        harness.run();
        harness.get_by_label("Read the table").click();
        harness.run();
        assert!(
            matches!(harness.state().1.as_slice(), [Request::ImportPaste(text)] if text == TABLE)
        );
        assert!(harness.state().2);
    }
}
