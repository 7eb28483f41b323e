//! The checklist as rows: one heading a block, or one for what comes first and one for the rest, and
//! one row a milestone.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;

use super::columns::{Order, key_of, months};
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::list::{self, Line, LineId, Progress};
use crate::domain::programme::{self, StageId};
use crate::ui::cached::change_number;
use crate::ui::icons::{Glyph, Icon, block_square, glyph, icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{RowKey, Rows, Tone, text};

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct MilestoneRows {
    rows: Vec<Row>,
    /// How far each stage is, in order.
    pub(super) progress: [Progress; 3],
    /// How much of what comes first in the stage is reached.
    pub(super) first: Progress,
    /// Something in the stage comes first, reached or not.
    pub(super) has_first: bool,
    /// Hidden lines of the stage.
    pub(super) hidden: usize,
    made_for: Option<(i64, Shown, NaiveDate)>,
}

/// What of the checklist is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) stage: StageId,
    pub(super) order: Order,
    pub(super) with_hidden: bool,
}

enum Row {
    Group(Group),
    Line(Box<LineRow>),
}

/// A heading over rows.
struct Group {
    block: Option<u8>,
    name: String,
    words: String,
}

impl Group {
    /// A heading that says how many of the lines are reached.
    fn new(block: Option<u8>, name: String, lines: &[&Line<'_>]) -> Self {
        let progress = list::progress(lines.iter().copied());
        let words = format!("{} of {} reached", progress.reached, progress.all);
        Self { block, name, words }
    }
}

struct LineRow {
    id: LineId,
    status: MilestoneStatus,
    /// Its rank among all that comes first, in whatever stage.
    focus: Option<u32>,
    /// Its place among what comes first in the stage, as it is shown.
    place: Option<u32>,
    block: Option<u8>,
    text: String,
    is_hidden: bool,
    owner: String,
    target: String,
    reached: String,
    cadence: String,
    last_done: String,
    next: String,
    is_overdue: bool,
}

impl LineRow {
    fn new(line: &Line<'_>, today: NaiveDate) -> Self {
        let record = line.record;
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        Self {
            id: line.id(),
            status: line.status(),
            focus: line.focus(),
            place: None,
            block: line.block(),
            text: line.text().to_owned(),
            is_hidden: line.is_hidden(),
            owner: record.map(|r| r.owner.clone()).unwrap_or_default(),
            target: day(record.and_then(|r| r.target_on)),
            reached: day(record.and_then(|r| r.reached_on)),
            cadence: line.cadence_months().map(months).unwrap_or_default(),
            last_done: day(record.and_then(|r| r.last_done_on)),
            next: day(line.next_on()),
            is_overdue: line.days_overdue(today).is_some(),
        }
    }
}

impl MilestoneRows {
    pub(super) fn refresh(&mut self, view: &View<'_>, shown: Shown) {
        let made_for = Some((change_number(view), shown, view.today));
        if self.made_for == made_for {
            return;
        }
        self.made_for = made_for;
        self.rows.clear();
        self.progress = StageId::ALL.map(|s| list::progress(&list::lines(view.workbook, s)));
        let lines = list::lines(view.workbook, shown.stage);
        self.first = list::progress_of_first(&lines);
        self.hidden = lines.iter().filter(|l| l.is_hidden()).count();
        let first = list::first(&lines);
        self.has_first = !first.is_empty();
        match shown.order {
            Order::ByBlock => self.by_block(&lines, shown, view.today),
            Order::FirstThings => self.first_things(&lines, shown, view.today),
        }
        let places: Vec<LineId> = first.iter().map(|l| l.id()).collect();
        for row in &mut self.rows {
            if let Row::Line(line) = row {
                let at = places.iter().position(|id| *id == line.id);
                line.place = at.map(|at| at as u32 + 1);
            }
        }
    }

    fn by_block(&mut self, lines: &[Line<'_>], shown: Shown, today: NaiveDate) {
        for block in std::iter::once(None).chain((1..=6).map(Some)) {
            let of_block: Vec<_> = lines.iter().filter(|l| l.block() == block).collect();
            let group = Group::new(block, name(block), &of_block);
            self.push(group, &of_block, shown, today);
        }
    }

    /// What comes first by rank, then the rest in the programme's order.
    fn first_things(&mut self, lines: &[Line<'_>], shown: Shown, today: NaiveDate) {
        let (mut first, rest): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
            lines.iter().partition(|l| l.focus().is_some());
        first.sort_by_key(|l| l.focus());
        if first.is_empty() {
            self.rows.push(Row::Group(Group {
                block: None,
                name: "What comes first".to_owned(),
                words: "nothing yet".to_owned(),
            }));
        }
        let group = Group::new(None, "What comes first".to_owned(), &first);
        self.push(group, &first, shown, today);
        let group = Group::new(None, "The rest".to_owned(), &rest);
        self.push(group, &rest, shown, today);
    }

    fn push(&mut self, group: Group, lines: &[&Line<'_>], shown: Shown, today: NaiveDate) {
        let lines = lines.iter().filter(|l| shown.with_hidden || !l.is_hidden());
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            self.rows.push(Row::Group(group));
        }
        let rows = lines.map(|l| Row::Line(Box::new(LineRow::new(l, today))));
        self.rows.extend(rows);
    }

    /// The place of a row among what comes first.
    pub(super) fn rank(&self, row: usize) -> Option<u32> {
        self.line(row).and_then(|l| l.focus)
    }

    /// The line known by this number.
    pub(super) fn id_of(&self, key: RowKey) -> Option<LineId> {
        let mut rows = 0..self.rows.len();
        rows.find(|row| self.key(*row) == key)
            .and_then(|row| self.id(row))
    }

    pub(super) fn id(&self, row: usize) -> Option<LineId> {
        self.line(row).map(|l| l.id.clone())
    }

    fn line(&self, row: usize) -> Option<&LineRow> {
        match self.rows.get(row)? {
            Row::Line(line) => Some(line),
            Row::Group(_) => None,
        }
    }
}

impl Rows for MilestoneRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        match self.rows.get(row) {
            Some(Row::Line(line)) => key_of(&line.id),
            _ => -10 - row as RowKey,
        }
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(line) = self.line(row) else {
            return match self.rows.get(row) {
                Some(Row::Group(group)) => Cow::Owned(format!("{}, {}", group.name, group.words)),
                _ => Cow::Borrowed(""),
            };
        };
        match column {
            "status" => Cow::Borrowed(line.status.label()),
            "focus" => Cow::Owned(line.place.map(|f| f.to_string()).unwrap_or_default()),
            "block" => Cow::Owned(name(line.block)),
            "text" if line.is_hidden => Cow::Owned(format!("{} (hidden)", line.text)),
            "text" => Cow::Borrowed(&line.text),
            "owner" => Cow::Borrowed(&line.owner),
            "target" => Cow::Borrowed(&line.target),
            "reached" => Cow::Borrowed(&line.reached),
            "cadence" => Cow::Borrowed(&line.cadence),
            "last_done" => Cow::Borrowed(&line.last_done),
            "next" => Cow::Borrowed(&line.next),
            _ => Cow::Borrowed(""),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.line(row)?;
        (column == "text" && (line.is_hidden || line.status == MilestoneStatus::NotForUs))
            .then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.line(row) else {
            return;
        };
        let theme = Theme::of(ui);
        let colors = *theme.color();
        match column {
            "status" => {
                status_mark(ui, line.status);
                ui.add_space(theme.pt(2.0));
                text(ui, line.status.label(), Style::Table, colors.text);
            }
            "focus" => {
                if let Some(place) = line.place {
                    icon(ui, Icon::Flag, theme.pt(14.0), colors.accent);
                    text(ui, place.to_string(), Style::Table, colors.text_2);
                }
            }
            "block" => {
                if let Some(block) = line.block {
                    block_square(ui, block);
                }
            }
            column => {
                let words = if column == "next" {
                    &line.next
                } else {
                    &line.target
                };
                if line.is_overdue && !words.is_empty() {
                    icon(ui, Icon::Warn, theme.pt(14.0), colors.caution_mark);
                    text(ui, words, Style::Table, colors.caution_text);
                } else {
                    text(ui, words, Style::Table, colors.text);
                }
            }
        }
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(Row::Group(_)))
    }

    /// By rank alone: what is not first has no place to move to.
    fn is_movable(&self, row: usize) -> bool {
        self.rank(row).is_some()
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(Row::Group(group)) = self.rows.get(row) else {
            return;
        };
        let colors = *Theme::of(ui).color();
        if let Some(block) = group.block {
            block_square(ui, block);
        }
        text(ui, &group.name, Style::TableStrong, colors.text);
        text(ui, &group.words, Style::Table, colors.text_2);
    }
}

fn name(block: Option<u8>) -> String {
    match block.and_then(programme::block) {
        Some(block) => block.name.clone(),
        None => "All blocks".to_owned(),
    }
}

/// The mark of a status: ring, half disc, disc, dash.
fn status_mark(ui: &mut Ui, status: MilestoneStatus) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (sign, ink) = match status {
        MilestoneStatus::NotStarted => (Glyph::Ring, colors.neutral),
        MilestoneStatus::UnderWay => (Glyph::HalfDisc, colors.accent),
        MilestoneStatus::Reached => (Glyph::Disc, colors.accent),
        MilestoneStatus::NotForUs => (Glyph::Dash, colors.neutral),
    };
    glyph(ui, sign, theme.pt(12.0), ink);
}
