//! All items and sheets of a round as a grid, to key in paper forms and to paste from a spreadsheet.

mod cells;
mod paste;

use egui::{Event, EventFilter, Id, Key, Modifiers, Sense, Ui};

use super::dialogs::ask;
use super::keys::{self, Typed};
use super::{AssessmentState, Place, no_sheet_ui};
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::{Rating, Round, Sheet};
use crate::domain::ids::RoundId;
use crate::ui::request::Request;
use crate::ui::view::View;
use crate::ui::widgets::{Card, Notice, is_focused};

/// Rows of the grid: the 22 items.
const ROWS: usize = 22;
/// A second digit that comes within this time makes 10, 11 or 12 of a 1.
const SECOND_DIGIT: f64 = 1.2;

/// A cell: row (item less 1) and column (sheet).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct At {
    row: usize,
    column: usize,
}

impl At {
    /// So many columns and rows on, staying on the grid.
    fn moved(self, across: i64, down: i64, columns: usize) -> Self {
        let moved = |from: usize, by: i64, count: usize| {
            (from as i64 + by).clamp(0, count.max(1) as i64 - 1) as usize
        };
        Self {
            row: moved(self.row, down, ROWS),
            column: moved(self.column, across, columns),
        }
    }
}

/// What the grid remembers: the current cell, two corners of the chosen block, a 1 just typed that
/// may become 10, 11 or 12, and why a paste was refused.
#[derive(Default)]
pub(super) struct GridState {
    round: Option<RoundId>,
    current: At,
    /// The corner that stays and the one that moves; the current cell alone when none.
    chosen: Option<(At, At)>,
    one: Option<(At, f64)>,
    refusal: Option<String>,
    /// The cell that was brought into view last.
    revealed: At,
    /// The last frame in which the grid was shown; when it appears it takes the keys.
    shown_in: u64,
    appeared_in: u64,
    /// Esc has given the keys back to the rest of the screen, until a cell is pressed.
    is_left: bool,
}

/// What the grid shows and writes.
struct Grid<'a> {
    view: &'a View<'a>,
    sheets: &'a [Sheet],
    place: Place,
}

impl Grid<'_> {
    fn score(&self, at: At) -> Option<Rating> {
        let sheet = self.sheets.get(at.column)?;
        self.view
            .workbook
            .answer(sheet.id, item_of(at))
            .and_then(|a| a.score)
    }

    /// Asks for a score. Whether it stands there already is judged when the request is carried out:
    /// the records may be on their way.
    fn set(&self, at: At, score: Option<Rating>, continues: bool, out: &mut Vec<Request>) {
        if let Some(sheet) = self.sheets.get(at.column)
            && self.place.can_write
        {
            let command = AssessmentCommand::Answer {
                sheet: sheet.id,
                item: item_of(at),
                score,
                continues,
            };
            ask(command, out);
        }
    }

    fn name(&self, sheet: &Sheet) -> String {
        sheet.title(self.place.is_presented)
    }
}

fn item_of(at: At) -> u8 {
    at.row as u8 + 1
}

impl GridState {
    /// The chosen block's upper left and lower right cell.
    fn block(&self) -> (At, At) {
        let (a, b) = self.chosen.unwrap_or((self.current, self.current));
        let first = At {
            row: a.row.min(b.row),
            column: a.column.min(b.column),
        };
        let last = At {
            row: a.row.max(b.row),
            column: a.column.max(b.column),
        };
        (first, last)
    }

    fn go(&mut self, across: i64, down: i64, columns: usize) {
        self.current = self.current.moved(across, down, columns);
    }

    /// A row down, from the last row to the top of the next column.
    fn next(&mut self, columns: usize) {
        if self.current.row + 1 == ROWS && self.current.column + 1 < columns {
            self.current = At {
                row: 0,
                column: self.current.column + 1,
            };
        } else {
            self.go(0, 1, columns);
        }
    }
}

pub(super) fn grid_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    round: &Round,
    place: Place,
    out: &mut Vec<Request>,
) {
    let sheets = view.workbook.sheets_of(round.id);
    if sheets.is_empty() {
        no_sheet_ui(ui, state, round, place);
        return;
    }
    let is_free = state.dialog.is_none() && keys::are_free(ui.ctx());
    let grid_state = &mut state.grid;
    if grid_state.round != Some(round.id) {
        *grid_state = GridState {
            round: Some(round.id),
            ..GridState::default()
        };
    }
    grid_state.go(0, 0, sheets.len());
    let grid = Grid {
        view,
        sheets,
        place,
    };
    if let Some(sentence) = &grid_state.refusal
        && Notice::error(sentence, "").closable().show(ui).closed
    {
        grid_state.refusal = None;
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        let id = id();
        // One stop of the Tab key; inside it the arrows, Tab and Enter move from cell to cell.
        let whole = ui.available_rect_before_wrap();
        let response = ui.interact(whole, id, Sense::focusable_noninteractive());
        let frame = ui.ctx().cumulative_frame_nr();
        if frame > grid_state.shown_in + 1 {
            grid_state.appeared_in = frame;
            grid_state.is_left = false;
        }
        if is_free && ui.input(|i| i.key_pressed(Key::Escape)) {
            grid_state.is_left = true;
        }
        grid_state.shown_in = frame;
        // In the frame after, too: the click that brought the grid takes the focus from it once.
        let appears = frame <= grid_state.appeared_in + 1;
        if appears {
            ui.ctx().request_repaint();
        }
        let is_idle = !grid_state.is_left && ui.memory(|m| m.focused().is_none());
        if is_free && (appears || is_idle) {
            response.request_focus();
        }
        let has_focus = is_focused(&response);
        if has_focus {
            hold_keys(ui, id);
        }
        if is_free && has_focus {
            keys_ui(ui, &grid, grid_state, out);
        }
        let name = format!("Answers of {}", round.label());
        cells::cells_ui(ui, &grid, grid_state, (id, has_focus), &name);
    });
}

/// The grid as one thing that has the keys.
fn id() -> Id {
    Id::unique("grid of answers")
}

fn hold_keys(ui: &Ui, id: Id) {
    let filter = EventFilter {
        tab: true,
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

fn keys_ui(ui: &Ui, grid: &Grid<'_>, state: &mut GridState, out: &mut Vec<Request>) {
    let columns = grid.sheets.len();
    block_keys(ui, state, columns);
    let tab = |m: Modifiers| ui.input_mut(|i| i.consume_key(m, Key::Tab));
    for (modifiers, by) in [(Modifiers::SHIFT, -1), (Modifiers::NONE, 1)] {
        if tab(modifiers) {
            state.chosen = None;
            state.go(by, 0, columns);
        }
    }
    let now = ui.input(|i| i.time);
    for typed in keys::typed(ui.ctx(), Some(id())) {
        state.refusal = None;
        match typed {
            Typed::Score(score) => type_score(grid, state, score, now, out),
            Typed::Clear => clear(grid, state, out),
            Typed::Enter => state.next(columns),
            Typed::Move(across, down) => state.go(across.into(), down.into(), columns),
            Typed::End(last) => state.current.row = if last { ROWS - 1 } else { 0 },
        }
        if !matches!(typed, Typed::Clear) {
            state.chosen = None;
        }
    }
    clipboard(ui, grid, state, out);
}

/// Shift and an arrow make the block larger or smaller; Ctrl+A takes all.
fn block_keys(ui: &Ui, state: &mut GridState, columns: usize) {
    for (key, across, down) in [
        (Key::ArrowLeft, -1, 0),
        (Key::ArrowRight, 1, 0),
        (Key::ArrowUp, 0, -1),
        (Key::ArrowDown, 0, 1),
    ] {
        if ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key)) {
            let (stays, moves) = state.chosen.unwrap_or((state.current, state.current));
            state.chosen = Some((stays, moves.moved(across, down, columns)));
        }
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::A)) {
        let last = At {
            row: ROWS - 1,
            column: columns.saturating_sub(1),
        };
        state.chosen = Some((At::default(), last));
    }
}

/// A 1 may become 10, 11 or 12 by a second digit; every other key is a score by itself.
fn type_score(
    grid: &Grid<'_>,
    state: &mut GridState,
    score: Rating,
    now: f64,
    out: &mut Vec<Request>,
) {
    let at = state.current;
    let after_one = state
        .one
        .take()
        .is_some_and(|(one, since)| one == at && now - since <= SECOND_DIGIT);
    let two = match score.get() {
        10 => Some(10),
        1 => Some(11),
        2 => Some(12),
        _ => None,
    };
    match two.and_then(Rating::new).filter(|_| after_one) {
        Some(two) => grid.set(at, Some(two), true, out),
        None => grid.set(at, Some(score), false, out),
    }
    if score.get() == 1 && !after_one {
        state.one = Some((at, now));
    }
}

fn clear(grid: &Grid<'_>, state: &mut GridState, out: &mut Vec<Request>) {
    let (first, last) = state.block();
    if first == last {
        grid.set(state.current, None, false, out);
        return;
    }
    let cells = (first.column..=last.column)
        .flat_map(|column| (first.row..=last.row).map(move |row| At { row, column }));
    let cells: Vec<_> = cells
        .filter(|at| grid.score(*at).is_some())
        .filter_map(|at| Some((grid.sheets.get(at.column)?.id, item_of(at), None)))
        .collect();
    if grid.place.can_write && !cells.is_empty() {
        ask(AssessmentCommand::Paste(cells), out);
    }
}

fn clipboard(ui: &Ui, grid: &Grid<'_>, state: &mut GridState, out: &mut Vec<Request>) {
    let (copies, pasted) = ui.input_mut(|input| {
        let mut copies = false;
        let mut pasted = None;
        input.events.retain(|event| match event {
            Event::Copy | Event::Cut => {
                copies = true;
                false
            }
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
        (copies, pasted)
    });
    if copies {
        let (first, last) = state.block();
        out.push(Request::Copy(paste::copied(grid, first, last)));
    }
    if let Some(text) = pasted.filter(|_| grid.place.can_write) {
        let (first, _) = state.block();
        match paste::cells(&text, first, grid) {
            Ok(cells) => {
                state.refusal = None;
                ask(AssessmentCommand::Paste(cells), out);
            }
            Err(sentence) => state.refusal = Some(sentence),
        }
    }
}

#[cfg(test)]
impl GridState {
    /// Why the last paste was refused.
    pub(super) fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}
