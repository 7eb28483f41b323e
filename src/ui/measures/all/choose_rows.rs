//! The list of all measures as rows with what the team says of each.

use std::borrow::Cow;

use egui::Ui;

use super::cells::{score_ui, tick_ui};
use super::tile::WATCHED;
use crate::domain::measure::{Measure, MeasureChoice, MeasureId};
use crate::ui::measures::summary::Summaries;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Sort, TextField, Tone};

/// Rows of measures that the team enters are numbered from here.
const OWN: RowKey = 1_000;

/// One measure.
pub(super) struct Line {
    pub measure: MeasureId,
    pub name: String,
    pub kind: &'static str,
    pub value: String,
    pub count: String,
    pub choice: MeasureChoice,
}

impl Line {
    /// The row's number.
    pub fn key(&self) -> RowKey {
        key(self.measure)
    }
}

/// The number of a measure's row.
pub(super) fn key(measure: MeasureId) -> RowKey {
    match measure {
        MeasureId::Own(id) => OWN + id.0,
        MeasureId::Computed(measure) => {
            let at = Measure::ALL.iter().position(|m| *m == measure);
            at.unwrap_or_default() as RowKey
        }
    }
}

/// The lines of all measures, sorted as asked.
pub(super) fn lines(view: &View<'_>, summaries: &Summaries, sort: Option<&Sort>) -> Vec<Line> {
    let workbook = view.workbook;
    let line = |s: &crate::ui::measures::summary::Summary| Line {
        measure: s.measure,
        name: s.name.clone(),
        kind: s.measure.kind(workbook).label(),
        value: s.value.clone(),
        count: s.count.clone(),
        choice: workbook
            .choice(s.measure)
            .cloned()
            .unwrap_or_else(|| MeasureChoice::new(s.measure, view.today)),
    };
    let mut lines: Vec<Line> = summaries.all().iter().map(line).collect();
    if let Some(sort) = sort {
        match sort.column.as_str() {
            "name" => lines.sort_by_key(|l| l.name.to_lowercase()),
            "kind" => lines.sort_by_key(|l| l.kind),
            "importance" => lines.sort_by_key(|l| l.choice.importance),
            "feasibility" => lines.sort_by_key(|l| l.choice.feasibility),
            "motivation" => lines.sort_by_key(|l| l.choice.motivation),
            "watched" => lines.sort_by_key(|l| l.choice.is_watched),
            "appraisal" => lines.sort_by_key(|l| l.choice.in_appraisal),
            "dashboard" => lines.sort_by_key(|l| !l.choice.is_hidden),
            _ => lines.sort_by_key(|l| l.choice.score()),
        }
        if sort.descending {
            lines.reverse();
        }
    }
    lines
}

/// The columns; where there is little room only what is chosen, as the panel says the rest.
pub(super) fn columns(is_narrow: bool) -> Vec<Col> {
    let mark = |key, title, width| Col::new(key, title, width).right().center().drawn();
    let mut columns = vec![
        Col::new("name", "Measure", 220.0).strong().fill().frozen(),
        Col::new("kind", "Kind", 84.0),
        Col::new("value", "Now", 80.0).right().unsortable(),
        Col::new("count", "Of", 92.0).second().unsortable(),
        mark("importance", "Importance", 94.0),
        mark("feasibility", "Feasibility", 92.0),
        mark("motivation", "Motivation", 94.0),
        Col::new("score", "Score", 66.0).right(),
        mark("watched", WATCHED, 122.0),
        mark("appraisal", "Appraisals", 94.0),
        mark("dashboard", "Dashboard", 94.0),
        Col::new("note", "Note", 150.0).fill().drawn().unsortable(),
    ];
    if is_narrow {
        let dropped = ["kind", "value", "count", "note"];
        columns.retain(|c| !dropped.contains(&c.key.as_ref()));
    }
    columns
}

/// The rows while they are drawn.
pub(super) struct ChooseRows<'a> {
    pub lines: &'a [Line],
    pub can_write: bool,
    /// The choice whose note is being typed, with the note as typed.
    pub note: &'a mut Option<MeasureChoice>,
    /// What was chosen this frame.
    pub saved: &'a mut Vec<MeasureChoice>,
}

impl Rows for ChooseRows<'_> {
    fn count(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.lines.get(row).map_or(-1, Line::key)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(line) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        let choice = &line.choice;
        let yes = |is: bool| Cow::Borrowed(if is { "yes" } else { "" });
        let number = |n: Option<u8>| n.map_or(Cow::Borrowed(""), |n| Cow::Owned(n.to_string()));
        match column {
            "name" => Cow::Borrowed(&line.name),
            "kind" => Cow::Borrowed(line.kind),
            "value" => Cow::Borrowed(&line.value),
            "count" => Cow::Borrowed(&line.count),
            "importance" => number(choice.importance),
            "feasibility" => number(choice.feasibility),
            "motivation" => number(choice.motivation),
            "score" => number(choice.score()),
            "watched" => yes(choice.is_watched),
            "appraisal" => yes(choice.in_appraisal),
            "dashboard" => yes(!choice.is_hidden),
            "note" => Cow::Borrowed(&choice.note),
            _ => Cow::Borrowed(""),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.lines.get(row)?;
        let is_absent = column == "value" && line.count.is_empty() && line.value == "no value";
        is_absent.then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.lines.get(row) else {
            return;
        };
        if !self.can_write {
            ui.disable();
        }
        let name = &line.name;
        let mut choice = line.choice.clone();
        let is_changed = match column {
            "importance" => {
                let name = format!("Importance of {name}");
                score_ui(ui, &name, &mut choice.importance)
            }
            "feasibility" => {
                let name = format!("Feasibility of {name}");
                score_ui(ui, &name, &mut choice.feasibility)
            }
            "motivation" => {
                let name = format!("Motivation of {name}");
                score_ui(ui, &name, &mut choice.motivation)
            }
            "watched" => tick_ui(ui, &format!("We watch {name}"), &mut choice.is_watched),
            "appraisal" => {
                let name = format!("{name} in appraisals");
                tick_ui(ui, &name, &mut choice.in_appraisal)
            }
            "dashboard" => {
                let mut is_shown = !choice.is_hidden;
                let is_changed = tick_ui(ui, &format!("{name} on the dashboard"), &mut is_shown);
                choice.is_hidden = !is_shown;
                is_changed
            }
            _ => {
                let waiting = note_ui(ui, name, self.note, &mut choice);
                self.saved.extend(waiting);
                false
            }
        };
        if is_changed {
            self.saved.push(choice);
        }
    }
}

/// The note in its cell; the choice to be written: this one when its field is left, or another
/// whose note was still being typed.
fn note_ui(
    ui: &mut Ui,
    name: &str,
    typed: &mut Option<MeasureChoice>,
    choice: &mut MeasureChoice,
) -> Option<MeasureChoice> {
    let is_its = typed.as_ref().is_some_and(|t| t.measure == choice.measure);
    let mut words = match typed {
        Some(typed) if is_its => typed.note.clone(),
        _ => choice.note.clone(),
    };
    let label = format!("Note on {name}");
    // Clear of the bar that scrolls.
    let width = ui.available_width() - Theme::of(ui).pt(10.0);
    let field = TextField::new(&label, &mut words).hide_label().small();
    let response = field.width(width).show(ui);
    let response = if words.is_empty() {
        response
    } else {
        response.on_hover_text(&words)
    };
    if response.changed() || is_its {
        choice.note = words;
        let before = typed.replace(choice.clone());
        if let Some(before) = before.filter(|b| b.measure != choice.measure) {
            return Some(trimmed(before));
        }
    }
    if !response.lost_focus() {
        return None;
    }
    typed.take().map(trimmed)
}

/// As it is written.
pub(super) fn trimmed(choice: MeasureChoice) -> MeasureChoice {
    MeasureChoice {
        note: choice.note.trim().to_owned(),
        ..choice
    }
}
