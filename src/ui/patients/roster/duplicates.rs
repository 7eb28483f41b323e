//! Records that may be one person twice: found by name, date of birth and number; a person decides.

use std::borrow::Cow;

use egui::Ui;

use super::merge::{self, MergeDialog, Pick};
use super::{Left, Stamp, stamp};
use crate::domain::command::Command;
use crate::domain::duplicates::{self, Likeness, Pair};
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::roster::RosterCommand;
use crate::domain::workbook::Workbook;
use crate::ui::clinic::READ_ONLY;
use crate::ui::patients::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, EmptyState, RowKey, Rows, TableState, Tone, divider, facts,
    panel_header, side_panel, text,
};

/// What the part remembers.
#[derive(Default)]
pub(super) struct DuplicatesState {
    made_for: Option<Stamp>,
    rows: Vec<Row>,
    table: TableState,
    chosen: Option<Pick>,
    dialog: Option<MergeDialog>,
}

/// A heading, or two records.
enum Row {
    Group(&'static str, usize),
    Pair(Box<PairRow>),
}

struct PairRow {
    pick: Pick,
    likeness: Likeness,
    reason: String,
    sides: [merge::Side; 2],
}

impl DuplicatesState {
    /// Looks for doubles anew when the records are others.
    pub fn refresh(&mut self, view: &View<'_>) {
        let made_for = stamp(view);
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        let workbook = view.workbook;
        let prescribed = merge::prescribed(workbook);
        let clinicians = duplicates::clinicians(workbook).into_iter();
        let clinicians = clinicians.map(|p| Row::of_clinicians(workbook, &prescribed, p));
        let patients = duplicates::patients(workbook).into_iter();
        let patients = patients.map(|p| Row::of_patients(workbook, p));
        self.rows.clear();
        let groups: [(&'static str, Vec<Row>); 2] = [
            ("Clinicians", clinicians.collect()),
            ("Patients", patients.collect()),
        ];
        for (name, rows) in groups {
            if !rows.is_empty() {
                self.rows.push(Row::Group(name, rows.len()));
                self.rows.extend(rows);
            }
        }
        let shown = |pick| {
            self.rows
                .iter()
                .any(|r| matches!(r, Row::Pair(p) if p.pick == pick))
        };
        self.chosen = self.chosen.filter(|pick| shown(*pick));
    }

    /// How many pairs are open.
    pub fn len(&self) -> usize {
        let pairs = self.rows.iter().filter(|r| matches!(r, Row::Pair(_)));
        pairs.count()
    }
}

impl Row {
    fn of_clinicians(
        workbook: &Workbook,
        prescribed: &merge::Prescribed,
        pair: Pair<ClinicianId>,
    ) -> Self {
        let side = |id| merge::Side::of_clinician(workbook, prescribed, id);
        Self::Pair(Box::new(PairRow {
            pick: Pick::Clinicians(pair.a, pair.b),
            sides: [side(pair.a), side(pair.b)],
            likeness: pair.likeness,
            reason: pair.reason,
        }))
    }

    fn of_patients(workbook: &Workbook, pair: Pair<PatientId>) -> Self {
        let side = |id| merge::Side::of_patient(workbook, id);
        Self::Pair(Box::new(PairRow {
            pick: Pick::Patients(pair.a, pair.b),
            sides: [side(pair.a), side(pair.b)],
            likeness: pair.likeness,
            reason: pair.reason,
        }))
    }
}

/// Brings back what was told apart.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let count = view.workbook.distinct_pairs.len();
    if count == 0 {
        return;
    }
    let words = format!("Show {count} told apart");
    let can_write = !view.status.is_read_only;
    let hover = if can_write {
        "Pairs that somebody found not to be the same; they are listed again"
    } else {
        READ_ONLY
    };
    let button = Button::quiet(&words).small().enabled(can_write);
    if button.hover(hover).show(ui).clicked() {
        out.push(Request::Command(Command::Roster(RosterCommand::DoubtAgain)));
    }
}

/// Draws the pairs, the chosen one beside them, and the dialog.
pub(super) fn duplicates_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DuplicatesState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    if state.rows.is_empty() {
        let words = "Clinicians under two spellings and patients under two numbers will be listed \
                     here after the import that brings them. There are none now.";
        Card::new().fill_height().show(ui, |ui| {
            EmptyState::new("No record seems to be one person twice", words).show(ui)
        });
    } else {
        panel_ui(ui, view, state, acts, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, state));
    }
    if let Some(dialog) = &mut state.dialog
        && let Some(left) = merge::merge_ui(ui.ctx(), view, dialog)
    {
        state.dialog = None;
        if let Left::Asking(request) = left {
            out.push(request);
        }
    }
}

fn columns(is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("one", "One record", 200.0)
            .strong()
            .unsortable()
            .fill(),
        Col::new("other", "The other", 200.0)
            .strong()
            .unsortable()
            .fill(),
        Col::new("likely", "How likely", 104.0).unsortable(),
    ];
    if !is_beside_panel {
        columns.push(Col::new("why", "Why", 420.0).second().unsortable().fill());
    }
    columns
}

fn table_ui(ui: &mut Ui, state: &mut DuplicatesState) {
    let mut listed = Listed { rows: &state.rows };
    state.table.turn_to(state.chosen.map(Pick::key));
    let shown = DataTable::new("Possible duplicates")
        .columns(&columns(state.chosen.is_some()))
        .top_of_card()
        .show(ui, &mut state.table, &mut listed);
    if let Some(row) = shown.chosen(&state.table, &listed) {
        state.chosen = row.and_then(|row| listed.pair(row)).map(|p| p.pick);
    }
}

struct Listed<'a> {
    rows: &'a [Row],
}

impl<'a> Listed<'a> {
    fn pair(&self, row: usize) -> Option<&'a PairRow> {
        match self.rows.get(row)? {
            Row::Pair(pair) => Some(pair),
            Row::Group(..) => None,
        }
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        match self.rows.get(row) {
            Some(Row::Pair(pair)) => pair.pick.key(),
            Some(Row::Group(name, _)) => -1 - name.len() as i64,
            None => 0,
        }
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(pair) = self.pair(row) else {
            return match self.rows.get(row) {
                Some(Row::Group(name, count)) if column == "one" => {
                    Cow::Owned(format!("{name}, {count}"))
                }
                _ => Cow::default(),
            };
        };
        let [one, other] = &pair.sides;
        match column {
            "one" => Cow::Borrowed(&one.line),
            "other" => Cow::Borrowed(&other.line),
            "likely" => Cow::Borrowed(pair.likeness.label()),
            _ => Cow::Borrowed(&pair.reason),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let pair = self.pair(row)?;
        let is_weak = column == "likely" && pair.likeness == Likeness::Possible;
        is_weak.then_some(Tone::Second)
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(Row::Group(..)))
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        if let Some(Row::Group(name, count)) = self.rows.get(row) {
            let ink = Theme::of(ui).color().text_2;
            text(ui, format!("{name}, {count}"), Style::TableStrong, ink);
        }
    }
}

enum Press {
    Merge,
    TellApart,
}

fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DuplicatesState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let chosen = state.chosen;
    let Some(pair) = state.rows.iter().find_map(|r| match r {
        Row::Pair(p) if Some(p.pick) == chosen => Some(p),
        _ => None,
    }) else {
        return;
    };
    let (closed, press) = side_panel(
        ui,
        "duplicate",
        |ui| pair_ui(ui, pair, acts),
        |ui| press_ui(ui, view),
    );
    match press {
        Some(Press::Merge) => state.dialog = Some(MergeDialog::new(view, pair.pick)),
        Some(Press::TellApart) => {
            let (kind, pair) = pair.pick.numbers();
            let apart = RosterCommand::TellApart { kind, pair };
            out.push(Request::Command(Command::Roster(apart)));
        }
        None => {}
    }
    if closed {
        state.chosen = None;
    }
}

fn pair_ui(ui: &mut Ui, pair: &PairRow, acts: &mut Vec<Act>) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.set_max_width(ui.available_width() - theme.pt(12.0));
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let title = match pair.pick {
        Pick::Clinicians(..) => "One clinician?",
        Pick::Patients(..) => "One patient?",
    };
    let closed = panel_header(ui, title, Some(pair.likeness.label()), "Close the pair");
    text(ui, &pair.reason, Style::Body, colors.text);
    for side in &pair.sides {
        divider(ui);
        text(ui, &side.name, Style::Strong, colors.text);
        let rows: Vec<(&str, &str)> = side.facts.iter().map(|(n, v)| (*n, v.as_str())).collect();
        facts(ui, &rows);
        if let Some(patient) = side.patient {
            let name = format!("Open the page of {}", side.line);
            let button = Button::quiet("Open page").name(&name).small();
            if button.show(ui).clicked() {
                acts.push(Act::Open(patient));
            }
        }
    }
    closed
}

fn press_ui(ui: &mut Ui, view: &View<'_>) -> Option<Press> {
    let can_write = !view.status.is_read_only;
    let hover = if can_write {
        "Says beforehand what will change"
    } else {
        READ_ONLY
    };
    let merge = Button::primary("Merge…").enabled(can_write).hover(hover);
    if merge.show(ui).clicked() {
        return Some(Press::Merge);
    }
    let apart = Button::outlined("Not the same").enabled(can_write);
    let hover = if can_write {
        "The file keeps that they are two, and the pair leaves this list"
    } else {
        READ_ONLY
    };
    apart
        .hover(hover)
        .show(ui)
        .clicked()
        .then_some(Press::TellApart)
}
