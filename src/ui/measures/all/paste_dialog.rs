//! Numbers pasted from a spreadsheet: what is new, replaced, unchanged and refused, then one command.

use egui::{Context, Grid, Id, Ui};

use super::{ask, words};
use crate::domain::ids::OwnMeasureId;
use crate::domain::measure::OwnMeasure;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::paste::{Column, EnteredRow, Fate, Pasted, RowReader};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, Notice, TextField, text};

/// So many lines of each list are shown.
const MOST: usize = 200;

/// What is pasted.
pub(super) struct PasteDialog {
    measure: OwnMeasureId,
    text: String,
    /// The text that was read last.
    read: Option<(String, Pasted)>,
    opening: bool,
}

impl PasteDialog {
    /// The dialog with what was pasted already.
    pub(super) fn new(measure: OwnMeasureId, text: String) -> Self {
        Self {
            measure,
            text,
            read: None,
            opening: true,
        }
    }

    /// Reads again when the text is another.
    fn refresh(&mut self, view: &View<'_>, measure: &OwnMeasure) {
        if self
            .read
            .as_ref()
            .is_some_and(|(text, _)| *text == self.text)
        {
            return;
        }
        let reader = RowReader::new(view.workbook, measure, view.today);
        self.read = Some((self.text.clone(), reader.pasted(&self.text)));
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn paste_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut PasteDialog,
    out: &mut Vec<Request>,
) -> bool {
    let Some(measure) = view.workbook.own_measure(dialog.measure) else {
        return true;
    };
    dialog.refresh(view, measure);
    let points = match &dialog.read {
        Some((_, pasted)) => pasted.points(),
        None => Vec::new(),
    };
    let title = format!("Paste numbers of {}", measure.name);
    let primary = match points.len() {
        0 => "Enter numbers".to_owned(),
        count => format!("Enter {}", words::counted(count, "number")),
    };
    let shown = Dialog::new(&title)
        .width(860.0)
        .primary(&primary)
        .primary_enabled(!points.is_empty() && !view.status.is_read_only)
        .safe("Cancel")
        .focus_body()
        .show(ctx, |ui| body_ui(ui, view, measure, dialog));
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        ask(MeasureCommand::SavePoints(measure.id, points), out);
    }
    shown.outcome.is_some()
}

fn body_ui(ui: &mut Ui, view: &View<'_>, measure: &OwnMeasure, dialog: &mut PasteDialog) {
    let theme = Theme::of(ui);
    let form = measure.form;
    let order: Vec<&str> = Column::in_order(form)
        .into_iter()
        .map(|c| c.label(form))
        .collect();
    let words = format!(
        "One row a number. Columns in this order: {}; or in any order under a header row. {}",
        order.join(", ").to_lowercase(),
        "Months may be written 2026-03, Mar 2026 or 3/2026, quarters Q1 2026."
    );
    text(ui, words, Style::Body, theme.color().text_2);
    let id = Id::unique("pasted numbers");
    TextField::new("Paste here, Ctrl+V", &mut dialog.text)
        .rows(5)
        .id(id)
        .show(ui);
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(id));
        dialog.opening = false;
    }
    if let Some((_, pasted)) = &dialog.read
        && !dialog.text.trim().is_empty()
    {
        preview_ui(ui, view, measure, pasted);
    }
}

/// "12 new, 1 replaced, 3 unchanged, 2 refused".
fn summary(pasted: &Pasted) -> String {
    let mut words = format!(
        "{} new, {} replaced, {} unchanged, {} refused",
        pasted.count(Fate::New),
        pasted.count(Fate::Replaced),
        pasted.count(Fate::Unchanged),
        pasted.refused.len()
    );
    if pasted.empty > 0 {
        words = format!("{words}, {} without a number passed over", pasted.empty);
    }
    words
}

fn preview_ui(ui: &mut Ui, view: &View<'_>, measure: &OwnMeasure, pasted: &Pasted) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    text(ui, summary(pasted), Style::Strong, colors.text);
    if !pasted.ignored.is_empty() {
        let words = format!("Columns not taken: {}.", pasted.ignored.join(", "));
        text(ui, words, Style::Small, colors.text_2);
    }
    let unknown = strangers(view, pasted);
    if !unknown.is_empty() {
        let first = format!("Not among the clinicians: {}.", unknown.join(", "));
        let rest = "Their numbers count for the clinic only, until a clinician has this very name.";
        Notice::caution(&first, rest).show(ui);
    }
    if !pasted.refused.is_empty() {
        refused_ui(ui, measure, pasted);
    }
    if !pasted.rows.is_empty() {
        rows_ui(ui, measure, &pasted.rows);
    }
}

/// Names of samples that no clinician has.
fn strangers(view: &View<'_>, pasted: &Pasted) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in pasted.rows.iter().map(|r| &r.point.clinician) {
        let is_known = view.workbook.clinicians.iter().any(|c| c.name == *name);
        if !name.is_empty() && !is_known && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn header_ui(ui: &mut Ui, titles: &[&str]) {
    let ink = Theme::of(ui).color().text_2;
    for title in titles {
        text(ui, *title, Style::SmallStrong, ink);
    }
    ui.end_row();
}

fn grid(ui: &Ui, name: &str) -> Grid {
    let theme = Theme::of(ui);
    Grid::new(name.to_owned()).spacing([theme.pt(18.0), theme.pt(4.0)])
}

fn refused_ui(ui: &mut Ui, measure: &OwnMeasure, pasted: &Pasted) {
    let colors = *Theme::of(ui).color();
    text(
        ui,
        "Refused, and left out",
        Style::Strong,
        colors.error_text,
    );
    let reason_width = ui.available_width() * 0.55;
    // Rows as high as their words.
    ui.spacing_mut().interact_size.y = 0.0;
    grid(ui, "refused numbers").show(ui, |ui| {
        header_ui(ui, &["Line", "Column", "Value", "Why"]);
        for cell in pasted.refused.iter().take(MOST) {
            text(ui, cell.line.to_string(), Style::Table, colors.text);
            let column = cell.column.label(measure.form);
            text(ui, column, Style::Table, colors.text);
            let value = if cell.value.is_empty() {
                "empty".to_owned()
            } else {
                let cut: String = cell.value.chars().take(24).collect();
                format!("“{cut}”")
            };
            text(ui, value, Style::Table, colors.text);
            ui.vertical(|ui| {
                ui.set_max_width(reason_width);
                text(ui, &cell.reason, Style::Table, colors.text);
            });
            ui.end_row();
        }
    });
    more_ui(ui, pasted.refused.len());
}

fn rows_ui(ui: &mut Ui, measure: &OwnMeasure, rows: &[EnteredRow]) {
    let colors = *Theme::of(ui).color();
    text(ui, "Read", Style::Strong, colors.text);
    let has_clinician = rows.iter().any(|r| !r.point.clinician.is_empty());
    ui.spacing_mut().interact_size.y = 0.0;
    grid(ui, "numbers to be entered").show(ui, |ui| {
        let mut titles = vec!["Line", "Read as", "Number", "Value"];
        titles.extend(has_clinician.then_some("Clinician"));
        titles.push("What happens");
        header_ui(ui, &titles);
        for row in rows.iter().take(MOST) {
            let end = measure.period.end_of(row.point.day);
            text(ui, row.line.to_string(), Style::Table, colors.text_2);
            text(ui, measure.period.name(end), Style::Table, colors.text);
            let number = words::number(measure, &row.point);
            text(ui, number, Style::Table, colors.text);
            let value = words::value(measure, &row.point);
            text(ui, value, Style::Table, colors.text);
            if has_clinician {
                text(ui, &row.point.clinician, Style::Table, colors.text);
            }
            text(ui, fate_words(measure, row), Style::Table, colors.text);
            ui.end_row();
        }
    });
    more_ui(ui, rows.len());
}

fn fate_words(measure: &OwnMeasure, row: &EnteredRow) -> String {
    match (row.fate(), &row.before) {
        (Fate::Replaced, Some(before)) => {
            format!("replaces {}", words::number(measure, before))
        }
        (Fate::Unchanged, _) => "unchanged".to_owned(),
        _ => "new".to_owned(),
    }
}

fn more_ui(ui: &mut Ui, count: usize) {
    if count > MOST {
        let words = format!("and {} more", count - MOST);
        text(ui, words, Style::Small, Theme::of(ui).color().text_2);
    }
}
