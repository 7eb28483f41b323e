//! The row in which a number is typed: a new one, or the chosen one of the table.

use egui::{Id, Key, Ui};

use super::{ask, words};
use crate::domain::ids::OwnPointId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::paste::{Cells, Column, EnteredRow, Fate, RowReader};
use crate::domain::measure::{OwnForm, OwnMeasure, OwnPoint};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, KnownName, TextField, WhoField, ends, field_error, text};

/// The height of the card with the row.
pub(super) const HEIGHT: f32 = 148.0;

/// What is typed.
#[derive(Default)]
pub(super) struct Entry {
    /// The number that is changed; `None` for a new one.
    id: Option<OwnPointId>,
    /// Its period, for the heading.
    name: String,
    cells: Cells,
    /// The first field is to get the focus.
    to_first: bool,
    /// Another number was chosen while this new one is half typed.
    is_in_the_way: bool,
}

impl Entry {
    /// Whether a new number is typed.
    pub(super) fn is_new(&self) -> bool {
        self.id.is_none()
    }

    /// Takes a number into the fields, unless a new one is half typed there.
    pub(super) fn change(&mut self, measure: &OwnMeasure, point: &OwnPoint) {
        if self.is_new() && !self.is_untouched() {
            self.is_in_the_way = true;
            return;
        }
        let name = measure.period.name(measure.period.end_of(point.day));
        *self = Self {
            id: Some(point.id),
            cells: Cells {
                day: name.clone(),
                numerator: words::typed(point.numerator),
                denominator: point.denominator.map(|d| d.to_string()).unwrap_or_default(),
                clinician: point.clinician.clone(),
                source: point.source.clone(),
                note: point.note.clone(),
            },
            name,
            ..Self::default()
        };
    }

    /// Empty, for the next one; the source is mostly the same.
    fn next(&mut self) {
        let source = std::mem::take(&mut self.cells.source);
        *self = Self {
            cells: Cells {
                source,
                ..Cells::default()
            },
            to_first: true,
            ..Self::default()
        };
    }

    fn is_untouched(&self) -> bool {
        let cells = &self.cells;
        [&cells.day, &cells.numerator, &cells.denominator]
            .iter()
            .all(|c| c.trim().is_empty())
    }
}

/// Draws the row; true when a number was asked for.
pub(super) fn entry_ui(
    ui: &mut Ui,
    view: &View<'_>,
    measure: &OwnMeasure,
    entry: &mut Entry,
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    let heading = if entry.is_new() && entry.is_in_the_way {
        "New number: enter it or clear it first".to_owned()
    } else if entry.is_new() {
        "New number".to_owned()
    } else {
        format!("Change the number of {}", entry.name)
    };
    let mut saved = false;
    Card::new().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(5.0);
        let reader = RowReader::new(view.workbook, measure, view.today);
        let read = reader.typed(&entry.cells, entry.id.unwrap_or(OwnPointId(0)));
        let is_usable = matches!(&read, Ok(Some(row)) if row.fate() != Fate::Unchanged);
        let ((), pressed) = ends(
            ui,
            "entry of a number",
            theme.control_height(true),
            |ui| {
                text(ui, &heading, Style::Heading, theme.color().text);
            },
            |ui| buttons_ui(ui, entry, is_usable),
        );
        let entered = fields_ui(ui, view, measure, entry);
        reading_ui(ui, measure, entry, &read);
        match pressed {
            Some(Pressed::Remove) => {
                if let Some(id) = entry.id {
                    ask(MeasureCommand::RemovePoint(id), out);
                }
                entry.next();
            }
            Some(Pressed::Cancel) => entry.next(),
            Some(Pressed::Save) => saved = save(measure, entry, read, out),
            None if entered && is_usable => saved = save(measure, entry, read, out),
            None => {}
        }
    });
    saved
}

fn save(
    measure: &OwnMeasure,
    entry: &mut Entry,
    read: Result<Option<EnteredRow>, (Column, String)>,
    out: &mut Vec<Request>,
) -> bool {
    let Ok(Some(row)) = read else { return false };
    ask(MeasureCommand::SavePoints(measure.id, vec![row.point]), out);
    entry.next();
    true
}

enum Pressed {
    Save,
    Remove,
    Cancel,
}

fn buttons_ui(ui: &mut Ui, entry: &Entry, is_usable: bool) -> Option<Pressed> {
    let mut pressed = None;
    if !entry.is_new() {
        let name = format!("Remove the number of {}", entry.name);
        let remove = Button::outlined("Remove").small().name(&name);
        if remove.hover("Undo brings it back").show(ui).clicked() {
            pressed = Some(Pressed::Remove);
        }
        let cancel = Button::outlined("Cancel").small();
        if cancel.name("Leave the number as it is").show(ui).clicked() {
            pressed = Some(Pressed::Cancel);
        }
    }
    if entry.is_new() && !entry.is_untouched() {
        let clear = Button::outlined("Clear").small();
        if clear.name("Clear the new number").show(ui).clicked() {
            pressed = Some(Pressed::Cancel);
        }
    }
    let words = if entry.is_new() {
        "Enter number"
    } else {
        "Save number"
    };
    let save = Button::outlined(words).small().enabled(is_usable);
    if save.hover("Enter").show(ui).clicked() {
        pressed = Some(Pressed::Save);
    }
    pressed
}

/// The fields side by side; true when Enter was pressed in one.
fn fields_ui(ui: &mut Ui, view: &View<'_>, measure: &OwnMeasure, entry: &mut Entry) -> bool {
    let theme = Theme::of(ui);
    let form = measure.form;
    let has_clinician = form == OwnForm::Sample
        || !entry.cells.clinician.is_empty()
        || view
            .workbook
            .points_of(measure.id)
            .iter()
            .any(|p| !p.clinician.is_empty());
    let gap = theme.gap();
    let first = Id::unique("day of a number");
    if std::mem::take(&mut entry.to_first) {
        ui.memory_mut(|memory| memory.request_focus(first));
    }
    let mut lost = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let cells = &mut entry.cells;
        let label = measure.period.label();
        let hint = measure.period.name(measure.period.end_of(view.today));
        let day = TextField::new(label, &mut cells.day).hint(&hint).id(first);
        lost |= day.width(theme.pt(150.0)).show(ui).lost_focus();
        for column in [Column::Numerator, Column::Denominator] {
            if column == Column::Denominator && !form.has_denominator() {
                continue;
            }
            let field = TextField::new(column.label(form), cells.of(column)).number();
            lost |= field.width(theme.pt(110.0)).show(ui).lost_focus();
        }
        if has_clinician {
            let known: Vec<KnownName> = view
                .workbook
                .listed_clinicians()
                .map(|c| KnownName::new(&c.name, "Clinician"))
                .collect();
            let field = WhoField::new("Clinician", &mut cells.clinician, &known).single();
            lost |= field.width(theme.pt(180.0)).show(ui).lost_focus();
        }
        let left = (ui.available_width() - gap) / 2.0;
        let source = TextField::new("Source", &mut cells.source).hint("Chart review, report");
        lost |= source.width(left).show(ui).lost_focus();
        let note = TextField::new("Note", &mut cells.note);
        lost |= note.width(left).show(ui).lost_focus();
    });
    lost && ui.input(|i| i.key_pressed(Key::Enter))
}

/// How the row was read, or why it cannot be used.
fn reading_ui(
    ui: &mut Ui,
    measure: &OwnMeasure,
    entry: &Entry,
    read: &Result<Option<EnteredRow>, (Column, String)>,
) {
    let ink = Theme::of(ui).color().text_2;
    let row = match read {
        // A row that is just begun is not wrong yet.
        Err((Column::Day, _)) if entry.cells.day.trim().is_empty() => None,
        Err((column, reason)) => {
            let is_begun = match column {
                Column::Numerator => entry.cells.numerator.trim().is_empty(),
                Column::Denominator => entry.cells.denominator.trim().is_empty(),
                Column::Clinician => entry.cells.clinician.trim().is_empty(),
                _ => false,
            };
            if is_begun {
                text(ui, reason, Style::Small, ink);
            } else {
                let words = format!("{}: {reason}", column.label(measure.form));
                field_error(ui, &words);
            }
            return;
        }
        Ok(row) => row.as_ref(),
    };
    let Some(row) = row.filter(|_| !entry.is_untouched()) else {
        let words = "Enter takes the row; a click on a row above changes that one. Where a number is not to be had, \
                     type unknown.";
        text(ui, words, Style::Small, ink);
        return;
    };
    text(ui, said(measure, entry, row), Style::Small, ink);
}

/// "read as 2026-03, 19 of 50, 38.0 %"
fn said(measure: &OwnMeasure, entry: &Entry, row: &EnteredRow) -> String {
    let point = &row.point;
    let end = measure.period.end_of(point.day);
    let mut parts = vec![
        measure.period.name(end),
        words::number(measure, point),
        words::value(measure, point),
    ];
    parts.dedup();
    parts.retain(|p| !p.is_empty());
    parts.extend(words::sample_hint(measure, point));
    let mut said = format!("read as {}", parts.join(", "));
    if let Some(before) = row.before.as_ref().filter(|_| entry.is_new()) {
        let before = words::number(measure, before);
        if row.fate() == Fate::Unchanged {
            said.push_str("; it stands there already");
        } else {
            said = format!("{said}; takes the place of {before}");
        }
    }
    said
}
