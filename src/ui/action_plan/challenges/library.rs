//! The library of common challenges as rows: one heading a block.

use std::borrow::Cow;

use egui::Ui;

use crate::domain::programme::{self, Challenge};
use crate::ui::cached::change_number;
use crate::ui::icons::block_square;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, text};

/// The rows, made once per change and search.
#[derive(Default)]
pub(super) struct LibraryRows {
    rows: Vec<Row>,
    /// Challenges that fit.
    pub(super) shown: usize,
    made_for: Option<(i64, String)>,
}

enum Row {
    Group(u8, usize),
    Entry(&'static Challenge, usize),
}

/// The columns.
pub(super) fn columns() -> [Col; 3] {
    [
        Col::new("title", "Challenge", 260.0).strong().fill(),
        Col::new("approaches", "Approaches", 96.0).right(),
        Col::new("met", "Times met", 90.0).center(),
    ]
    .map(Col::unsortable)
}

/// Whether every typed word stands in one of the texts.
pub(super) fn has_words<'a>(texts: impl IntoIterator<Item = &'a str>, typed: &str) -> bool {
    let all = texts.into_iter().collect::<Vec<_>>().join(" ");
    let all = all.to_lowercase();
    let mut words = typed.split_whitespace();
    words.all(|word| all.contains(&word.to_lowercase()))
}

/// What is searched of a challenge of the library: title and approaches.
pub(super) fn texts(entry: &Challenge) -> impl Iterator<Item = &str> {
    std::iter::once(entry.title.as_str()).chain(entry.approaches.iter().map(String::as_str))
}

impl LibraryRows {
    /// Makes the rows anew when records or search are others.
    pub(super) fn refresh(&mut self, view: &View<'_>, typed: &str) {
        let made_for = (change_number(view), typed.trim().to_owned());
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.rows.clear();
        self.shown = 0;
        for block in programme::blocks() {
            let fitting = programme::challenges_of(block.number);
            let fitting: Vec<_> = fitting.filter(|c| has_words(texts(c), typed)).collect();
            if fitting.is_empty() {
                continue;
            }
            self.shown += fitting.len();
            self.rows.push(Row::Group(block.number, fitting.len()));
            let met = |id: &str| {
                let log = view.workbook.challenges.iter();
                log.filter(|c| c.entry == id).count()
            };
            let rows = fitting.into_iter().map(|c| Row::Entry(c, met(&c.id)));
            self.rows.extend(rows);
        }
    }

    pub(super) fn entry(&self, row: usize) -> Option<&'static Challenge> {
        match self.rows.get(row)? {
            Row::Entry(entry, _) => Some(entry),
            Row::Group(..) => None,
        }
    }
}

/// The number of a challenge's row.
pub(super) fn key_of(entry: &str) -> RowKey {
    let at = programme::challenges().iter().position(|c| c.id == entry);
    at.map_or(-1, |at| at as RowKey)
}

impl Rows for LibraryRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.entry(row)
            .map_or(-10 - row as RowKey, |c| key_of(&c.id))
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        match self.rows.get(row) {
            Some(Row::Entry(entry, met)) => match column {
                "title" => Cow::Borrowed(&entry.title),
                "approaches" => Cow::Owned(entry.approaches.len().to_string()),
                _ if *met == 0 => Cow::Borrowed(""),
                _ => Cow::Owned(met.to_string()),
            },
            Some(Row::Group(block, count)) => Cow::Owned(format!("{}, {count}", name(*block))),
            None => Cow::Borrowed(""),
        }
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(Row::Group(..)))
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(Row::Group(block, count)) = self.rows.get(row) else {
            return;
        };
        let colors = *Theme::of(ui).color();
        block_square(ui, *block);
        text(ui, name(*block), Style::TableStrong, colors.text);
        text(ui, count.to_string(), Style::Table, colors.text_2);
    }
}

/// The name of a block.
pub(super) fn name(block: u8) -> &'static str {
    programme::block(block).map_or("Of no single block", |b| b.name.as_str())
}
