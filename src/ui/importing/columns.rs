//! What each column means, shown with its first value, corrected by hand.

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};
use egui_extras::{Column as TableColumn, TableBuilder};

use super::{ImportState, Step};
use crate::domain::import_batch::ImportKind;

use crate::import::{DateOrder, Field, FoundBy, Mapping, OrderFoundBy, Table};
use crate::ui::icons::{Icon, icon};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, Choice, Notice, facts, text};
use crate::ui::words::count;

/// The card of columns.
pub(super) fn columns_ui(
    ui: &mut Ui,
    state: &mut ImportState,
    is_free: bool,
    out: &mut Vec<Request>,
) {
    let (Some(table), Some(mut mapping)) = (state.table.clone(), state.mapping.clone()) else {
        return;
    };
    let note = if state.remembered {
        "as remembered from an earlier import"
    } else {
        "as recognised"
    };
    let mut changed = false;
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading_ui(ui, note);
        ui.add_enabled_ui(is_free, |ui| changed = table_ui(ui, &table, &mut mapping));
    });
    if changed && is_free {
        take(state, mapping, out);
    }
}

/// A corrected reading: a preview of the former one goes, and is worked out anew when nothing is missing.
fn take(state: &mut ImportState, mapping: Mapping, out: &mut Vec<Request>) {
    state.corrected = true;
    state.step = Step::Columns;
    state.effect = None;
    if state.preview.take().is_some() && mapping.missing().is_empty() {
        out.push(Request::PreviewImport(Box::new(mapping.clone())));
    }
    state.mapping = Some(mapping);
}

fn heading_ui(ui: &mut Ui, note: &str) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(
            theme.margin(16.0),
            theme.margin(10.0),
        ))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                text(ui, "Columns", Style::Heading, colors.text);
                text(ui, note, Style::Body, colors.text_2);
            });
        });
}

fn table_ui(ui: &mut Ui, table: &Table, mapping: &mut Mapping) -> bool {
    let theme = Theme::of(ui);
    let mut changed = false;
    let top = ui.cursor().top();
    let header = ui
        .available_rect_before_wrap()
        .with_max_y(top + theme.pt(30.0));
    ui.painter().rect_filled(header, 0.0, theme.color().sunken);
    ui.spacing_mut().item_spacing = vec2(theme.pt(8.0), 0.0);
    TableBuilder::new(ui)
        .id_salt("columns of the export")
        .striped(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(TableColumn::initial(theme.pt(150.0)).clip(true))
        .column(TableColumn::exact(theme.pt(168.0)))
        .column(TableColumn::remainder().clip(true))
        .column(TableColumn::exact(theme.pt(96.0)))
        .header(theme.pt(30.0), |mut header| {
            for title in ["In the file", "Means", "First value", "Found"] {
                header.col(|ui| header_cell(ui, title));
            }
        })
        .body(|body| {
            body.rows(theme.pt(29.0), table.header.len(), |mut row| {
                let index = row.index();
                row.col(|ui| {
                    rule_ui(ui);
                    name_ui(ui, table, index);
                });
                row.col(|ui| changed |= meaning_ui(ui, table, mapping, index));
                row.col(|ui| value_ui(ui, table, index));
                row.col(|ui| found_ui(ui, mapping, index));
            });
        });
    changed
}

fn header_cell(ui: &mut Ui, title: &str) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(if title == "In the file" { 12.0 } else { 0.0 }));
    text(ui, title, Style::TableStrong, theme.color().text_2);
}

fn cut_ui(ui: &mut Ui, words: &str, style: Style, color: egui::Color32) {
    let rich = RichText::new(words)
        .text_style(style.text_style())
        .color(color);
    let rich = if style == Style::TableStrong {
        rich.family(crate::ui::theme::strong_family())
    } else {
        rich
    };
    ui.add(egui::Label::new(rich).truncate().selectable(false));
}

/// The rule under a row, over the whole width of the card.
fn rule_ui(ui: &Ui) {
    let theme = Theme::of(ui);
    let cell = ui.max_rect();
    let width = egui::Rangef::new(cell.left(), cell.left() + theme.pt(2000.0));
    // The cell's own clip ends with the cell; the rule goes on to the card's edge.
    let clip = ui
        .clip_rect()
        .with_min_x(cell.left())
        .with_max_x(cell.left() + theme.pt(640.0));
    ui.painter()
        .clone()
        .with_clip_rect(clip)
        .hline(width, cell.bottom(), theme.rule());
}

fn name_ui(ui: &mut Ui, table: &Table, index: usize) {
    let theme = Theme::of(ui);
    let name = table.header.get(index).map_or("", String::as_str);
    ui.add_space(theme.pt(12.0));
    cut_ui(ui, name, Style::TableStrong, theme.color().text);
}

fn meaning_ui(ui: &mut Ui, table: &Table, mapping: &mut Mapping, index: usize) -> bool {
    let kind = mapping.kind;
    let options: Vec<&str> = std::iter::once("Not used")
        .chain(choices(kind).map(Field::label))
        .collect();
    let field = mapping
        .columns
        .get(index)
        .and_then(|c| c.field)
        .filter(|f| *f != Field::Ignore);
    let mut chosen = Some(
        field
            .and_then(|f| choices(kind).position(|c| c == f))
            .map_or(0, |at| at + 1),
    );
    let label = format!(
        "Meaning of {}",
        table.header.get(index).map_or("", String::as_str)
    );
    let theme = Theme::of(ui);
    let choice = Choice::new(&label, &options)
        .hide_label()
        .small()
        .width(theme.pt(160.0));
    let changed = ui
        .vertical(|ui| {
            ui.add_space(theme.pt(2.5));
            choice.show(ui, &mut chosen)
        })
        .inner;
    if changed {
        let field = chosen
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| choices(kind).nth(at));
        mapping.set(index, field);
    }
    changed
}

/// What a column can mean; in a list of patients also care that stands in columns.
fn choices(kind: ImportKind) -> impl Iterator<Item = Field> {
    let is_list = kind == ImportKind::Patients;
    let fields = Field::ALL
        .into_iter()
        .filter(move |f| *f != Field::Ignore && (is_list || *f != Field::AsOf));
    fields.chain(Field::care().filter(move |_| is_list))
}

fn value_ui(ui: &mut Ui, table: &Table, index: usize) {
    let colors = *Theme::of(ui).color();
    let first = table
        .rows()
        .take(50)
        .map(|r| r.cell(index))
        .find(|c| !c.trim().is_empty());
    match first {
        Some(value) => cut_ui(ui, value, Style::Table, colors.text),
        None => cut_ui(ui, "blank in the first rows", Style::Table, colors.text_3),
    }
}

fn found_ui(ui: &mut Ui, mapping: &Mapping, index: usize) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let Some(column) = mapping.columns.get(index) else {
        return;
    };
    if column.field.is_none_or(|f| f == Field::Ignore) {
        cut_ui(ui, "left out", Style::Table, colors.text_3);
        return;
    }
    let (sign, mark, ink) = match column.found_by {
        FoundBy::Check => (Icon::Warn, colors.caution_mark, colors.caution_text),
        _ => (Icon::Check, colors.accent, colors.text_2),
    };
    icon(ui, sign, theme.pt(14.0), mark);
    cut_ui(ui, column.found_by.label(), Style::Table, ink);
}

/// The card about the file as a whole: what it holds, order of dates, what is missing.
pub(super) fn reading_ui(
    ui: &mut Ui,
    state: &mut ImportState,
    is_free: bool,
    out: &mut Vec<Request>,
) {
    let (Some(table), Some(mut mapping)) = (state.table.clone(), state.mapping.clone()) else {
        return;
    };
    let mut changed = false;
    Card::new()
        .title("How the file is read")
        .fill_height()
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.add_enabled_ui(is_free, |ui| {
                    changed |= kind_ui(ui, &mut mapping);
                    changed |= order_ui(ui, &mut mapping);
                });
                file_facts_ui(ui, &table);
                for sentence in mapping.missing() {
                    Notice::caution(&sentence, "").show(ui);
                }
                for note in &table.notes {
                    text(ui, note, Style::Body, Theme::of(ui).color().text_2);
                }
            });
        });
    if changed && is_free {
        take(state, mapping, out);
    }
}

fn kind_ui(ui: &mut Ui, mapping: &mut Mapping) -> bool {
    let mut chosen = ImportKind::ALL.iter().position(|k| *k == mapping.kind);
    let width = Theme::of(ui).pt(280.0);
    let options = ["Prescriptions or fills", "Patients", "Care events"];
    let changed = Choice::new("The table holds", &options)
        .width(width)
        .show(ui, &mut chosen);
    if let (true, Some(kind)) = (changed, chosen.and_then(|at| ImportKind::ALL.get(at))) {
        mapping.kind = *kind;
        mapping.doubts.clear();
    }
    changed
}

fn order_ui(ui: &mut Ui, mapping: &mut Mapping) -> bool {
    let orders = [DateOrder::Mdy, DateOrder::Dmy, DateOrder::Ymd];
    let labels = orders.map(DateOrder::label);
    let mut chosen = orders.iter().position(|o| *o == mapping.date_order);
    let width = Theme::of(ui).pt(280.0);
    let changed = Choice::new("Dates are", &labels)
        .width(width)
        .show(ui, &mut chosen);
    if let (true, Some(order)) = (changed, chosen.and_then(|at| orders.get(at))) {
        mapping.set_date_order(*order);
    }
    if let Some(note) = mapping.date_order_note() {
        let doubtful = matches!(
            mapping.order_found_by,
            OrderFoundBy::Assumed | OrderFoundBy::Contradicted
        );
        if doubtful {
            Notice::caution(&note, "").show(ui);
        } else {
            text(ui, note, Style::Small, Theme::of(ui).color().text_2);
        }
    }
    changed
}

fn file_facts_ui(ui: &mut Ui, table: &Table) {
    let rows = count(table.len() as u64);
    if table.known.is_some() {
        let format = "FHIR; the columns are elements of its resources";
        facts(ui, &[("Rows", &rows), ("Format", format)]);
        return;
    }
    let separator = match table.separator {
        Some('\t') => "tab".to_owned(),
        Some(c) => format!("\"{c}\""),
        None => "cells of a workbook".to_owned(),
    };
    let header = match table.header_line {
        0 => "none; columns are numbered".to_owned(),
        line => format!("row {line}"),
    };
    let sheet = table.sheet.clone().unwrap_or_default();
    let mut lines: Vec<(&str, &str)> = vec![
        ("Rows", &rows),
        ("Header", &header),
        ("Encoding", &table.encoding),
        ("Separator", &separator),
    ];
    if !sheet.is_empty() {
        lines.push(("Sheet", &sheet));
    }
    facts(ui, &lines);
}
