//! A table pasted from a spreadsheet with Ctrl+V on a list.

use egui::{Event, Ui};

use super::request::{Request, Tab};

/// Ctrl+V of a table on the home and patients tabs starts an import.
pub fn pasted_table_ui(ui: &Ui, tab: Tab, out: &mut Vec<Request>) {
    if !matches!(tab, Tab::Home | Tab::Patients) {
        return;
    }
    let is_free = !ui.ctx().text_edit_focused() && ui.memory(|m| m.top_modal_layer().is_none());
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
pub(super) fn is_table(text: &str) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty());
    rows_of(text) > 1 && header.is_some_and(|line| line.contains(['\t', ',', ';', '|']))
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;

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
}
