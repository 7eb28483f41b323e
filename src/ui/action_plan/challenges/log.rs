//! What the clinic has met, as rows: what goes on first, then what is over.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;

use super::library::{self, has_words};
use crate::domain::challenge::MetChallenge;
use crate::domain::ids::MetChallengeId;
use crate::domain::programme;
use crate::domain::workbook::Workbook;
use crate::export::Table;
use crate::ui::cached::change_number;
use crate::ui::icons::block_square;
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Tone};
use crate::ui::words::counted;

/// The rows, made once per change and search.
#[derive(Default)]
pub(super) struct LogRows {
    rows: Vec<LogRow>,
    made_for: Option<(i64, String)>,
}

struct LogRow {
    id: MetChallengeId,
    what: String,
    block: Option<u8>,
    met: String,
    approach: String,
    result: String,
    over: String,
    leads_to: String,
}

/// The columns; on a projected screen those that fit whole, the rest stands in the panel.
pub(super) fn columns(is_presented: bool) -> Vec<Col> {
    let columns = [
        Col::new("block", "Block", 52.0).center().drawn(),
        Col::new("what", "Challenge", 180.0).strong().fill(),
        Col::new("met", "Met on", 100.0),
        Col::new("approach", "Approach", 120.0).fill(),
        Col::new("result", "Result", 100.0).fill(),
        Col::new("over", "Over on", 100.0),
        Col::new("leads_to", "Leads to", 104.0).second(),
    ];
    let rest = ["approach", "result", "leads_to"];
    let is_shown = |c: &Col| !(is_presented && rest.contains(&c.key.as_ref()));
    let columns = columns.into_iter().filter(is_shown);
    columns.map(Col::unsortable).collect()
}

/// All that was met, what goes on first, the newest first.
fn in_order(workbook: &Workbook) -> Vec<&MetChallenge> {
    let mut met: Vec<&MetChallenge> = workbook.challenges.iter().collect();
    met.sort_by_key(|c| (c.ended_on.is_some(), std::cmp::Reverse((c.met_on, c.id))));
    met
}

/// "a step, 2 tests", or nothing.
fn leads_to(workbook: &Workbook, challenge: &MetChallenge) -> String {
    let tests = workbook.tests.iter();
    let tests = tests.filter(|t| t.challenge == Some(challenge.id)).count();
    let step = challenge.step.map(|_| "a step".to_owned());
    let tests = (tests > 0).then(|| counted(tests, "test", "tests"));
    let both: Vec<String> = step.into_iter().chain(tests).collect();
    both.join(", ")
}

impl LogRows {
    /// Makes the rows anew when records or search are others.
    pub(super) fn refresh(&mut self, view: &View<'_>, typed: &str) {
        let made_for = (change_number(view), typed.trim().to_owned());
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        self.made_for = Some(made_for);
        let fits = |c: &&MetChallenge| {
            let library = programme::challenge(&c.entry).map_or("", |e| e.title.as_str());
            has_words([library, &c.text, &c.approach, &c.result], typed)
        };
        let row = |c: &MetChallenge| LogRow {
            id: c.id,
            what: c.title().to_owned(),
            block: c.block,
            met: c.met_on.to_string(),
            approach: c.approach.clone(),
            result: c.result.clone(),
            over: c.ended_on.map(|d| d.to_string()).unwrap_or_default(),
            leads_to: leads_to(view.workbook, c),
        };
        let met = in_order(view.workbook).into_iter().filter(fits);
        self.rows = met.map(row).collect();
    }

    pub(super) fn id(&self, row: usize) -> Option<MetChallengeId> {
        self.rows.get(row).map(|r| r.id)
    }
}

impl Rows for LogRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.id(row).map_or(-1, |id| id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        match column {
            "block" => Cow::Borrowed(row.block.map_or("", library::name)),
            "what" => Cow::Borrowed(&row.what),
            "met" => Cow::Borrowed(&row.met),
            "approach" => Cow::Borrowed(&row.approach),
            "result" => Cow::Borrowed(&row.result),
            "over" if row.over.is_empty() => Cow::Borrowed("goes on"),
            "over" => Cow::Borrowed(&row.over),
            _ => Cow::Borrowed(&row.leads_to),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let row = self.rows.get(row)?;
        (column == "over" && row.over.is_empty()).then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _column: &str) {
        if let Some(block) = self.rows.get(row).and_then(|r| r.block) {
            block_square(ui, block);
        }
    }
}

/// The log as a table that leaves the program.
pub(super) fn table(workbook: &Workbook) -> Table {
    let mut table = Table::new([
        "challenge",
        "library",
        "library_title",
        "own_words",
        "block",
        "met_on",
        "approach",
        "result",
        "over_on",
        "step",
        "tests",
    ]);
    let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    for met in in_order(workbook) {
        let library = programme::challenge(&met.entry).map_or("", |e| e.title.as_str());
        let step = met.step.and_then(|id| workbook.step(id));
        let tests = workbook.tests.iter();
        let tests = tests.filter(|t| t.challenge == Some(met.id));
        let tests: Vec<&str> = tests.map(|t| t.change.as_str()).collect();
        table.push([
            met.id.0.to_string(),
            met.entry.clone(),
            library.to_owned(),
            met.text.clone(),
            met.block.map(|b| b.to_string()).unwrap_or_default(),
            met.met_on.to_string(),
            met.approach.clone(),
            met.result.clone(),
            day(met.ended_on),
            step.map(|s| s.what.clone()).unwrap_or_default(),
            tests.join("; "),
        ]);
    }
    table
}
