//! The heading of the comparison with what can be done, and the comparison as a table that leaves
//! the program.

use egui::{Label, Ui};

use super::freeze::FreezeDialog;
use super::{BaselineState, ask};
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{MeasureId, Snapshot};
use crate::export::{Table, file_name, number};
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, ends};

/// Draws the name of the comparison at the left, what can be done at the right.
pub(super) fn heading_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    snapshot: &Snapshot,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    ends(
        ui,
        "baseline heading",
        theme.control_height(false),
        |ui| {
            let words = format!("Baseline of {} against now", snapshot.as_of);
            let words = theme.rich_in(words, Style::Heading, theme.color().text);
            ui.add(Label::new(words).truncate());
        },
        |ui| {
            out_ui(ui, view, state, snapshot, out);
            if view.status.is_read_only {
                return;
            }
            let change = Button::outlined("Change…").name("Change the baseline's words…");
            if change.show(ui).clicked() {
                state.dialog = Some(FreezeDialog::of(snapshot));
            }
            let remove = Button::outlined("Remove")
                .name("Remove the baseline")
                .hover("Undo brings it back");
            if remove.show(ui).clicked() {
                ask(MeasureCommand::RemoveSnapshot(snapshot.id), out);
            }
            let freeze = Button::primary("Freeze baseline…");
            if freeze.show(ui).clicked() {
                state.dialog = Some(FreezeDialog::new(view));
            }
        },
    );
}

fn out_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &BaselineState,
    snapshot: &Snapshot,
    out: &mut Vec<Request>,
) {
    if snapshot.values.is_empty() {
        return;
    }
    let copy = IconButton::new(Icon::Copy, "Copy the comparison");
    if copy.show(ui).clicked() {
        out.push(Request::Copy(table(state, snapshot).to_tsv()));
    }
    let save = IconButton::new(Icon::Disk, "Save the comparison as CSV…");
    if save.show(ui).clicked() {
        let day = snapshot.as_of.to_string();
        let clinic = &view.workbook.clinic.name;
        out.push(Request::Save {
            name: file_name(&[clinic, "baseline", &day], "csv"),
            bytes: table(state, snapshot).to_csv_file(),
            what: format!("baseline of {day} against now"),
            identified: false,
        });
    }
}

/// One row a measure.
fn table(state: &BaselineState, snapshot: &Snapshot) -> Table {
    let mut table = Table::new([
        "measure",
        "name",
        "baseline_as_of",
        "baseline",
        "baseline_numerator",
        "baseline_denominator",
        "baseline_unknown",
        "baseline_on",
        "now",
        "now_n",
        "now_on",
        "change",
        "means",
    ]);
    let some = |value: Option<f64>| value.map(number).unwrap_or_default();
    for (value, row) in snapshot.values.iter().zip(&state.rows.rows) {
        table.push([
            MeasureId::code(value.measure),
            value.name.clone(),
            snapshot.as_of.to_string(),
            number(value.value),
            some(value.numerator),
            some(value.denominator),
            value.unknown.to_string(),
            value.end.to_string(),
            row.now.clone(),
            row.now_count.clone(),
            row.now_on.clone(),
            // A minus that spreadsheets read.
            row.change.replace('−', "-"),
            row.verdict.word().to_owned(),
        ]);
    }
    table
}
