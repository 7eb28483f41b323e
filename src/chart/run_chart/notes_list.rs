//! The list of notes under a picture that leaves the window.

use super::ChartNote;
use super::page::Page;
use super::surround::PICTURE;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, MarkShape, Pos, Text};
use crate::chart::text::{TextStyle, ellipsis, wrap};

/// Height of a note's first line, and of every further one, in design points.
const FIRST: f32 = 22.0;
const FURTHER: f32 = 17.0;
/// Air over and under the list.
const AIR: f32 = 16.0;
/// The least width of a column.
const COLUMN: f32 = 300.0;
/// The most lines a note takes.
const LINES: usize = 3;
/// Where a note's words begin, right of its number.
const INDENT: f32 = 28.0;

/// One note in the list: its words in lines.
type Row<'a> = (&'a ChartNote, Vec<String>);

/// The notes in columns with their words whole; takes them off the foot, no more than a third of
/// the picture. What does not fit is counted.
pub(super) fn notes_list(page: &mut Page<'_>) {
    let k = page.k;
    if !page.chart.lists_notes || page.chart.notes.is_empty() {
        return;
    }
    let third = page.left.height() / 3.0;
    // A picture that could hold no list at all gives up a little more for its one line.
    let spare = (page.left.height() - (PICTURE + AIR) * k)
        .max(FIRST * k)
        .min(third);
    let most = ((page.left.width() / (COLUMN * k)) as usize).clamp(1, 3);
    let mut columns = Vec::new();
    for count in 1..=most {
        columns = in_columns(page, count, spare);
        if columns.iter().map(Vec::len).sum::<usize>() == page.chart.notes.len() {
            break;
        }
    }
    let across = page.left.width() / columns.len().max(1) as f32;
    let all = page.chart.notes.len();
    let listed: usize = columns.iter().map(Vec::len).sum();
    let tallest = columns
        .iter()
        .map(|rows| height(rows, k))
        .fold(0.0, f32::max);
    let last = columns.last().map_or(0.0, |rows| height(rows, k));
    let more = if listed < all { FIRST * k } else { 0.0 };
    let tall = tallest.max(last + more);
    page.left.bottom -= tall + AIR * k;
    let top = page.left.bottom + 10.0 * k;
    for (index, rows) in columns.iter().enumerate() {
        let x = page.left.left + across * index as f32;
        let mut y = top;
        for row in rows {
            listed_note(page, row, (x, y + FIRST * k / 2.0));
            y += row_height(row, k);
        }
        if index + 1 == columns.len() && listed < all {
            more_notes(page, (x, y + FIRST * k / 2.0), across, (listed, all));
        }
    }
}

/// The notes in `count` columns of at most `spare` height, as many as fit; the last column keeps
/// a line for the words about those that do not.
fn in_columns<'a>(page: &Page<'a>, count: usize, spare: f32) -> Vec<Vec<Row<'a>>> {
    let k = page.k;
    let across = page.left.width() / count as f32 - (INDENT + 12.0) * k;
    let notes = page.chart.notes.iter();
    let rows: Vec<Row<'a>> = notes
        .map(|note| (note, wrap(&note.words, words_style(k), across, LINES)))
        .collect();
    let total: f32 = rows.iter().map(|row| row_height(row, k)).sum();
    // Columns of about equal height where all fit in less than the spare one.
    let steps = (0..=20_u8).map(|step| total / count as f32 + f32::from(step) * FURTHER * k / 2.0);
    for limit in steps.filter(|limit| *limit <= spare) {
        let columns = filled(&rows, count, limit, 0.0, k);
        if columns.iter().map(Vec::len).sum::<usize>() == rows.len() {
            return columns;
        }
    }
    let columns = filled(&rows, count, spare, 0.0, k);
    if columns.iter().map(Vec::len).sum::<usize>() == rows.len() {
        return columns;
    }
    filled(&rows, count, spare, FIRST * k, k)
}

/// Rows put into columns of at most `limit` height, less by `kept` in the last one.
fn filled<'a>(rows: &[Row<'a>], count: usize, limit: f32, kept: f32, k: f32) -> Vec<Vec<Row<'a>>> {
    let mut rows = rows.iter().peekable();
    let mut columns = Vec::new();
    for index in 0..count {
        let mut left = if index + 1 == count {
            limit - kept
        } else {
            limit
        };
        let mut column = Vec::new();
        while let Some(row) = rows.next_if(|row| row_height(row, k) <= left + 0.01) {
            left -= row_height(row, k);
            column.push(row.clone());
        }
        columns.push(column);
    }
    columns
}

fn height(rows: &[Row<'_>], k: f32) -> f32 {
    rows.iter().map(|row| row_height(row, k)).sum()
}

fn row_height((_, lines): &Row<'_>, k: f32) -> f32 {
    (FIRST + FURTHER * lines.len().saturating_sub(1) as f32) * k
}

const fn words_style(k: f32) -> TextStyle {
    TextStyle::regular(14.0 * k)
}

/// How many notes are not listed.
fn more_notes(page: &mut Page<'_>, (x, y): Pos, across: f32, (listed, all): (usize, usize)) {
    let k = page.k;
    let words = match (listed, all) {
        (0, 1) => "1 note, no room to list it".to_owned(),
        (0, all) => format!("{all} notes, no room to list them"),
        (listed, all) => format!("and {} more", all - listed),
    };
    let words = ellipsis(&words, words_style(k), across);
    let at = if listed == 0 { x } else { x + INDENT * k };
    let hang = (AlignX::Left, AlignY::Middle);
    page.say_if_free(Text::new((at, y), hang, words_style(k), Ink::Text2, words));
}

/// One note: its numbered disc, and its words from the disc's height down.
fn listed_note(page: &mut Page<'_>, (note, lines): &Row<'_>, (x, y): Pos) {
    let k = page.k;
    let at = (x + 9.0 * k, y);
    page.scene
        .mark(at, MarkShape::Disc, 9.0 * k, Ink::Text, None);
    let hang = (AlignX::Centre, AlignY::Middle);
    let style = page.small_strong();
    let number = note.number.to_string();
    page.say(Text::new(at, hang, style, Ink::Surface, number));
    for (index, line) in lines.iter().enumerate() {
        let at = (x + INDENT * k, y + FURTHER * k * index as f32);
        let hang = (AlignX::Left, AlignY::Middle);
        let text = Text::new(at, hang, words_style(k), Ink::Text, line.clone());
        page.say_if_free(text);
    }
}
