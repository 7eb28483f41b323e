//! All numbers of both rounds as a table that sorts and copies.

use std::borrow::Cow;

use egui::Ui;

use super::DataKey;
use crate::domain::assessment::comparison::{Comparison, change_words, mean_words};
use crate::domain::assessment::summary::{ItemChange, ItemSummary};
use crate::domain::programme;
use crate::export::Table;
use crate::ui::icons::block_square;
use crate::ui::widgets::{Card, Col, DataTable, RowKey, Rows, Sort, TableState, Tone};

/// The table's state and its rows.
#[derive(Default)]
pub(super) struct ResultsTable {
    table: TableState,
    made_for: Option<(DataKey, Option<Sort>)>,
    rows: ResultRows,
}

#[derive(Default)]
struct ResultRows {
    items: Vec<ItemChange>,
}

fn columns() -> [Col; 14] {
    let number = |key, title, width| Col::new(key, title, width).right();
    [
        Col::new("block", "Block", 64.0).drawn().frozen(),
        number("number", "No", 48.0).frozen(),
        Col::new("item", "Item", 210.0).strong().frozen().fill(),
        number("former_n", "From n", 74.0),
        number("former_mean", "From mean", 98.0),
        number("former_level", "From level", 96.0),
        number("latter_n", "To n", 64.0),
        number("latter_mean", "To mean", 88.0),
        number("latter_level", "To level", 82.0),
        number("median", "To median", 100.0),
        number("range", "To range", 88.0),
        number("blank", "To blank", 86.0),
        number("change", "Change", 84.0),
        number("gap", "Gap to 12", 92.0),
    ]
}

/// Columns that a projected screen has no room for.
const DESK_ONLY: [&str; 5] = ["former_n", "former_level", "median", "blank", "number"];

pub(super) fn table_ui(
    ui: &mut Ui,
    data: &Comparison,
    key: DataKey,
    state: &mut ResultsTable,
    is_presented: bool,
) {
    let wanted = Some((key, state.table.sort.clone()));
    if state.made_for != wanted {
        state.rows.items = sorted(data, state.table.sort.as_ref());
        state.made_for = wanted;
    }
    let mut columns = columns().to_vec();
    columns.retain(|c| !(is_presented && DESK_ONLY.contains(&&*c.key)));
    Card::new().flush().fill_height().show(ui, |ui| {
        let shown = DataTable::new("Results of the self-assessment")
            .columns(&columns)
            .compact()
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
        if shown.sort_changed {
            ui.ctx().request_repaint();
        }
    });
}

fn sorted(data: &Comparison, sort: Option<&Sort>) -> Vec<ItemChange> {
    let mut items = data.items.clone();
    let Some(sort) = sort else {
        return items;
    };
    if sort.column == "item" {
        items.sort_by_key(|change| cell(change, "item").to_lowercase());
        if sort.descending {
            items.reverse();
        }
        return items;
    }
    // What is missing stands last in either direction.
    let missing = if sort.descending {
        f64::NEG_INFINITY
    } else {
        f64::INFINITY
    };
    let value = |change: &ItemChange| value(change, &sort.column).unwrap_or(missing);
    items.sort_by(|a, b| value(a).total_cmp(&value(b)));
    if sort.descending {
        items.sort_by(|a, b| value(b).total_cmp(&value(a)));
    }
    items
}

fn value(change: &ItemChange, column: &str) -> Option<f64> {
    let (former, latter) = (&change.former, &change.latter);
    let level = |item: &ItemSummary| item.level().map(f64::from);
    match column {
        "former_n" => Some(former.n() as f64),
        "former_mean" => former.mean(),
        "former_level" => level(former),
        "latter_n" => Some(latter.n() as f64),
        "latter_mean" => latter.mean(),
        "latter_level" => level(latter),
        "median" => latter.median(),
        "range" => latter.spread().map(f64::from),
        "blank" => Some((latter.sheets - latter.n()) as f64),
        "change" => change.change(),
        "gap" => latter.gap(),
        _ => Some(f64::from(latter.item)),
    }
}

fn cell(change: &ItemChange, column: &str) -> String {
    let (former, latter) = (&change.former, &change.latter);
    let item = programme::item(latter.item);
    let level = |item: &ItemSummary| item.level().map(|l| l.to_string()).unwrap_or_default();
    match column {
        "block" => item.map(|i| i.block.to_string()).unwrap_or_default(),
        "number" => latter.item.to_string(),
        "item" => item.map(|i| i.title.clone()).unwrap_or_default(),
        "former_n" => former.n().to_string(),
        "former_mean" => mean_words(former.mean()),
        "former_level" => level(former),
        "latter_n" => latter.n().to_string(),
        "latter_mean" => mean_words(latter.mean()),
        "latter_level" => level(latter),
        "median" => mean_words(latter.median()),
        "range" => latter
            .range()
            .map(|(low, high)| format!("{low}–{high}"))
            .unwrap_or_default(),
        "blank" => (latter.sheets - latter.n()).to_string(),
        "change" => change_words(change.change()),
        "gap" => mean_words(latter.gap()),
        _ => String::new(),
    }
}

impl Rows for ResultRows {
    fn count(&self) -> usize {
        self.items.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.items
            .get(row)
            .map_or(0, |c| RowKey::from(c.latter.item))
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let words = self.items.get(row).map(|c| cell(c, column));
        Cow::Owned(
            words
                .filter(|w| !w.is_empty())
                .unwrap_or_else(|| "–".to_owned()),
        )
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        if self
            .items
            .get(row)
            .is_some_and(|c| cell(c, column).is_empty())
        {
            return Some(Tone::Absent);
        }
        matches!(column, "former_n" | "latter_n" | "blank").then_some(Tone::Second)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _column: &str) {
        let item = self
            .items
            .get(row)
            .and_then(|c| programme::item(c.latter.item));
        if let Some(item) = item {
            block_square(ui, item.block);
        }
    }
}

/// The same numbers for a file or the clipboard.
pub(super) fn exported(data: &Comparison) -> Table {
    let former = data.former_name.as_deref().unwrap_or("no earlier round");
    let mut table = Table::new([
        "block".to_owned(),
        "item_number".to_owned(),
        "item".to_owned(),
        format!("n ({former})"),
        format!("mean ({former})"),
        format!("level ({former})"),
        format!("n ({})", data.latter_name),
        format!("mean ({})", data.latter_name),
        format!("level ({})", data.latter_name),
        format!("median ({})", data.latter_name),
        format!("lowest ({})", data.latter_name),
        format!("highest ({})", data.latter_name),
        format!("blank ({})", data.latter_name),
        "change_of_mean".to_owned(),
        "gap_to_12".to_owned(),
        "sheets_counted".to_owned(),
    ]);
    let number = |value: Option<f64>| value.map(crate::export::number).unwrap_or_default();
    for change in &data.items {
        let (former, latter) = (&change.former, &change.latter);
        let item = programme::item(latter.item);
        let block = item.and_then(|i| programme::block(i.block));
        let range = latter.range();
        table.push([
            block.map(|b| b.name.clone()).unwrap_or_default(),
            latter.item.to_string(),
            item.map(|i| i.title.clone()).unwrap_or_default(),
            former.n().to_string(),
            number(former.mean()),
            cell(change, "former_level"),
            latter.n().to_string(),
            number(latter.mean()),
            cell(change, "latter_level"),
            number(latter.median()),
            range.map(|r| r.0.to_string()).unwrap_or_default(),
            range.map(|r| r.1.to_string()).unwrap_or_default(),
            cell(change, "blank"),
            number(change.change()),
            number(latter.gap()),
            data.which.label().to_owned(),
        ]);
    }
    table
}
