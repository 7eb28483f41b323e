//! The checklist as rows: one heading a block, one row a milestone.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;

use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::list::{self, Line, LineId, Progress};
use crate::domain::programme::{self, StageId};
use crate::ui::cached::change_number;
use crate::ui::icons::{Glyph, Icon, block_square, glyph, half_disc, icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Tone, text};

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct MilestoneRows {
    rows: Vec<Row>,
    /// How far each stage is, in order.
    pub(super) progress: [Progress; 3],
    /// Hidden lines of the stage.
    pub(super) hidden: usize,
    made_for: Option<(i64, StageId, bool, NaiveDate)>,
}

enum Row {
    Group(Option<u8>, String),
    Line(Box<LineRow>),
}

struct LineRow {
    id: LineId,
    status: MilestoneStatus,
    focus: Option<u32>,
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
            focus: record.and_then(|r| r.focus),
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

/// "every month", "every 3 months", "yearly".
pub(super) fn months(months: u32) -> String {
    match months {
        1 => "every month".to_owned(),
        12 => "yearly".to_owned(),
        n => format!("every {n} months"),
    }
}

/// The columns of a stage: ongoing activities recur, milestones are reached.
pub(super) fn columns(stage: StageId) -> Vec<Col> {
    let mut columns = vec![
        Col::new("status", "Status", 106.0).drawn().unsortable(),
        Col::new("focus", "First", 54.0).drawn().unsortable(),
        Col::new("text", "Milestone", 240.0).fill().unsortable(),
        Col::new("owner", "Owner", 140.0).second().unsortable(),
    ];
    if stage == StageId::MonitorAndSustain {
        columns.push(Col::new("cadence", "Cadence", 112.0).second().unsortable());
        columns.push(Col::new("last_done", "Last done", 94.0).unsortable());
        columns.push(Col::new("next", "Next", 104.0).drawn().unsortable());
    } else {
        columns.push(Col::new("target", "Target", 110.0).drawn().unsortable());
        columns.push(Col::new("reached", "Reached", 100.0).unsortable());
    }
    columns
}

/// The number a row is known by: built-in ones by their place, own ones above them.
pub(super) fn key_of(id: &LineId) -> RowKey {
    match id {
        LineId::BuiltIn(id) => {
            let mut entries = programme::milestones().iter();
            entries
                .position(|m| m.id == *id)
                .map_or(-1, |at| at as RowKey)
        }
        LineId::Own(id) => 1_000 + id.0,
    }
}

impl MilestoneRows {
    pub(super) fn refresh(&mut self, view: &View<'_>, stage: StageId, shows_hidden: bool) {
        let made_for = Some((change_number(view), stage, shows_hidden, view.today));
        if self.made_for == made_for {
            return;
        }
        self.made_for = made_for;
        self.rows.clear();
        self.progress = StageId::ALL.map(|s| list::progress(&list::lines(view.workbook, s)));
        let lines = list::lines(view.workbook, stage);
        self.hidden = lines.iter().filter(|l| l.is_hidden()).count();
        for block in std::iter::once(None).chain((1..=6).map(Some)) {
            let of_block: Vec<&Line<'_>> = lines.iter().filter(|l| l.block() == block).collect();
            let shown = of_block.iter().filter(|l| shows_hidden || !l.is_hidden());
            let shown: Vec<_> = shown.collect();
            if shown.is_empty() {
                continue;
            }
            let progress = list::progress(of_block.iter().copied());
            let words = format!("{} of {} reached", progress.reached, progress.all);
            self.rows.push(Row::Group(block, words));
            let rows = shown.iter().map(|l| LineRow::new(l, view.today));
            self.rows.extend(rows.map(|row| Row::Line(Box::new(row))));
        }
    }

    pub(super) fn id(&self, row: usize) -> Option<LineId> {
        self.line(row).map(|l| l.id.clone())
    }

    fn line(&self, row: usize) -> Option<&LineRow> {
        match self.rows.get(row)? {
            Row::Line(line) => Some(line),
            Row::Group(..) => None,
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
                Some(Row::Group(block, words)) => Cow::Owned(format!("{}, {words}", name(*block))),
                _ => Cow::Borrowed(""),
            };
        };
        match column {
            "status" => Cow::Borrowed(line.status.label()),
            "focus" => Cow::Owned(line.focus.map(|f| f.to_string()).unwrap_or_default()),
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
                text(ui, line.status.label(), Style::Table, colors.text);
            }
            "focus" => {
                if let Some(place) = line.focus {
                    icon(ui, Icon::Flag, theme.pt(14.0), colors.accent);
                    text(ui, place.to_string(), Style::Table, colors.text_2);
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
        matches!(self.rows.get(row), Some(Row::Group(..)))
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(Row::Group(block, words)) = self.rows.get(row) else {
            return;
        };
        let colors = *Theme::of(ui).color();
        if let Some(block) = block {
            block_square(ui, *block);
        }
        text(ui, name(*block), Style::TableStrong, colors.text);
        text(ui, words, Style::Table, colors.text_2);
    }
}

fn name(block: Option<u8>) -> String {
    match block.and_then(programme::block) {
        Some(block) => block.name.clone(),
        None => "All blocks".to_owned(),
    }
}

/// The mark of a status: ring, half disc, disc, dash.
pub(super) fn status_mark(ui: &mut Ui, status: MilestoneStatus) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = theme.pt(12.0);
    match status {
        MilestoneStatus::NotStarted => {
            glyph(ui, Glyph::Ring, size, colors.neutral);
        }
        MilestoneStatus::Reached => {
            glyph(ui, Glyph::Disc, size, colors.accent);
        }
        MilestoneStatus::NotForUs => {
            glyph(ui, Glyph::Dash, size, colors.neutral);
        }
        MilestoneStatus::UnderWay => {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::hover());
            half_disc(ui.painter(), rect.center(), size * 0.42, colors.accent);
        }
    }
}
