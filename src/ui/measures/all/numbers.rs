//! The numbers of a measure that the team enters: one row each, typed under the table or pasted.

use std::borrow::Cow;

use egui::{Event, Ui};

use super::entry::{self, Entry};
use super::{Asked, words};
use crate::domain::ids::OwnMeasureId;
use crate::domain::measure::paste::Column;
use crate::domain::measure::{OwnForm, OwnMeasure, OwnPoint};
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Choice, Col, DataTable, EmptyAction, EmptyState, RowKey, Rows, TableState, Tone,
    ends, text,
};

/// What the view remembers.
#[derive(Default)]
pub(super) struct NumbersState {
    measure: Option<OwnMeasureId>,
    table: TableState,
    entry: Entry,
    /// The rows, and the measure and state of the records they were made from.
    rows: NumberRows,
    made_from: Option<(OwnMeasureId, u64, i64)>,
    /// The newest number is still to be brought into view.
    to_the_end: bool,
}

impl NumbersState {
    /// Shows the numbers of a measure.
    pub(super) fn show(&mut self, id: OwnMeasureId) {
        *self = Self {
            measure: Some(id),
            to_the_end: true,
            ..Self::default()
        };
    }

    /// Brings the newest number into view.
    pub(super) fn show_newest(&mut self) {
        self.to_the_end = true;
    }

    /// The measure that is shown: the chosen one, or the first there is.
    pub(super) fn measure<'a>(&self, view: &View<'a>) -> Option<&'a OwnMeasure> {
        let chosen = self.measure.and_then(|id| view.workbook.own_measure(id));
        chosen.or_else(|| view.workbook.own_measures.first())
    }
}

/// Draws the view.
pub(super) fn numbers_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut NumbersState,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    let Some(measure) = state.measure(view) else {
        return empty_ui(ui, view);
    };
    if state.measure != Some(measure.id) {
        state.show(measure.id);
    }
    let asked = head_ui(ui, view, state, measure);
    let made_from = Some((measure.id, view.revision, change_number(view)));
    if state.made_from != made_from {
        state.made_from = made_from;
        state.rows = NumberRows::new(view, measure);
    }
    let foot = if view.status.is_read_only {
        0.0
    } else {
        Theme::of(ui).pt(entry::HEIGHT)
    };
    table_ui(ui, state, measure, foot);
    if foot > 0.0 {
        let saved = entry::entry_ui(ui, view, measure, &mut state.entry, out);
        state.to_the_end |= saved;
        if saved || state.entry.is_new() {
            state.table.current = None;
        }
    }
    asked.or_else(|| pasted(ui, view, measure))
}

fn empty_ui(ui: &mut Ui, view: &View<'_>) -> Option<Asked> {
    let shown = Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "Numbers that the registry cannot know will stand here",
            "Counts, samples of charts, surveys: typed, pasted from a spreadsheet, or tallied at the front desk.",
        );
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Add the first measure…")
        };
        empty.show(ui)
    });
    (shown.0 == Some(EmptyAction::Primary)).then_some(Asked::Add)
}

/// A table pasted while no field has the focus.
fn pasted(ui: &Ui, view: &View<'_>, measure: &OwnMeasure) -> Option<Asked> {
    let is_free = !ui.ctx().text_edit_focused() && ui.memory(|m| m.top_modal_layer().is_none());
    if !is_free || view.status.is_read_only {
        return None;
    }
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) => Some(Asked::Paste(measure.id, text.clone())),
            _ => None,
        })
    })
}

/// Which measure, what it counts, and what can be done with it.
fn head_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut NumbersState,
    measure: &OwnMeasure,
) -> Option<Asked> {
    let theme = Theme::of(ui);
    let can_write = !view.status.is_read_only;
    let all = &view.workbook.own_measures;
    let names: Vec<String> = all.iter().map(listed).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut chosen = all.iter().position(|m| m.id == measure.id);
    let (is_other, asked) = ends(
        ui,
        "own measure",
        theme.control_height(false),
        |ui| {
            let choice = Choice::new("Measure", &names).prefix("Measure");
            choice.width(theme.pt(420.0)).show(ui, &mut chosen)
        },
        |ui| {
            let mut asked = None;
            let id = measure.id;
            // A measure no longer kept has no place on the chart page.
            if measure.is_kept() && Button::quiet("Open its run chart").show(ui).clicked() {
                asked = Some(Asked::Chart(id.into()));
            }
            if can_write && Button::outlined("Remove measure…").show(ui).clicked() {
                asked = Some(Asked::Remove(id));
            }
            if can_write && Button::outlined("Change measure…").show(ui).clicked() {
                asked = Some(Asked::Change(id));
            }
            let paste = Button::outlined("Paste numbers…").hover("From a spreadsheet, Ctrl+V");
            if can_write && paste.show(ui).clicked() {
                asked = Some(Asked::Paste(id, String::new()));
            }
            asked
        },
    );
    if is_other && let Some(other) = chosen.and_then(|at| all.get(at)) {
        state.show(other.id);
    }
    let mut words = measure.sentence();
    if measure.form == OwnForm::Tally {
        words.push_str(
            " Tallies count by themselves once they are over; here stand numbers beside them.",
        );
    }
    text(ui, words, Style::Body, theme.color().text_2);
    asked
}

fn listed(measure: &OwnMeasure) -> String {
    match measure.retired_on {
        None => measure.name.clone(),
        Some(day) => format!("{}, no longer kept since {day}", measure.name),
    }
}

fn table_ui(ui: &mut Ui, state: &mut NumbersState, measure: &OwnMeasure, foot: f32) {
    let gap = ui.spacing().item_spacing.y;
    let height = (ui.available_height() - foot - gap).max(0.0);
    let size = egui::vec2(ui.available_width(), height);
    let columns = columns(&state.rows, measure.form);
    if std::mem::take(&mut state.to_the_end)
        && state.entry.is_new()
        && let Some(last) = state.rows.points.last()
    {
        state.table.reveal(last.id.0);
    }
    ui.allocate_ui(size, |ui| {
        ui.set_min_height(height);
        Card::new().flush().fill_height().show(ui, |ui| {
            let rows = &mut state.rows;
            if rows.points.is_empty() {
                none_ui(ui);
                return;
            }
            let shown = DataTable::new("Numbers of the measure")
                .columns(&columns)
                .top_of_card()
                .show(ui, &mut state.table, rows);
            let row = shown.chosen(&state.table, rows).flatten();
            if let Some(point) = row.and_then(|row| rows.points.get(row)) {
                state.entry.change(measure, point);
            }
        });
    });
}

fn none_ui(ui: &mut Ui) {
    EmptyState::new(
        "No number is entered yet",
        "Type the first in the row below, or paste a table from a spreadsheet.",
    )
    .show(ui);
}

fn columns(rows: &NumberRows, form: OwnForm) -> Vec<Col> {
    let mut columns = vec![
        Col::new("period", "Period", 150.0).strong(),
        Col::new("numerator", Column::Numerator.label(form), 110.0).right(),
    ];
    if form.has_denominator() {
        let title = Column::Denominator.label(form);
        columns.push(Col::new("denominator", title, 110.0).right());
    }
    columns.push(Col::new("value", "Value", 96.0).right());
    if form == OwnForm::Sample || rows.points.iter().any(|p| !p.clinician.is_empty()) {
        columns.push(Col::new("clinician", "Clinician", 150.0));
    }
    columns.extend([
        Col::new("source", "Source", 170.0).fill(),
        Col::new("note", "Note", 200.0).fill(),
        Col::new("entered", "Entered", 196.0).second(),
    ]);
    columns.into_iter().map(Col::unsortable).collect()
}

/// The numbers, oldest first, with their words.
#[derive(Default)]
struct NumberRows {
    points: Vec<OwnPoint>,
    /// Period and value of each.
    words: Vec<(String, String)>,
}

impl NumberRows {
    fn new(view: &View<'_>, measure: &OwnMeasure) -> Self {
        let mut points = view.workbook.points_of(measure.id).to_vec();
        points.sort_by(|a, b| (a.day, &a.clinician).cmp(&(b.day, &b.clinician)));
        let words = |p: &OwnPoint| {
            let period = measure.period.name(measure.period.end_of(p.day));
            (period, words::value(measure, p))
        };
        Self {
            words: points.iter().map(words).collect(),
            points,
        }
    }
}

impl Rows for NumberRows {
    fn count(&self) -> usize {
        self.points.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.points.get(row).map_or(-1, |p| p.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(point) = self.points.get(row) else {
            return Cow::Borrowed("");
        };
        let (period, value) = self
            .words
            .get(row)
            .map_or(("", ""), |(period, value)| (period, value));
        match column {
            "period" => Cow::Borrowed(period),
            "numerator" if point.numerator.is_none() => Cow::Borrowed("not to be had"),
            "numerator" => Cow::Owned(words::typed(point.numerator)),
            "denominator" => {
                Cow::Owned(point.denominator.map(|d| d.to_string()).unwrap_or_default())
            }
            "value" => Cow::Borrowed(value),
            "clinician" => Cow::Borrowed(&point.clinician),
            "source" => Cow::Borrowed(&point.source),
            "note" => Cow::Borrowed(&point.note),
            _ => Cow::Owned(format!("{} {}", point.on, point.by)),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let point = self.points.get(row)?;
        (column == "numerator" && point.numerator.is_none()).then_some(Tone::Absent)
    }
}
