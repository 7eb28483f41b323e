//! The words of the thermometer: clinic, title, how far, sentence and date.

use super::Board;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Rect, Text};
use crate::chart::text::{CAP_HEIGHT, TextStyle, width, wrap, wrap_whole};
use crate::domain::run_chart::FindingKind;

use super::progress::Progress;
use crate::chart::finding;

/// The words over and under the tube of an upright picture. Returns what they leave to it.
pub(super) fn upright(board: &mut Board<'_>, room: Rect) -> Rect {
    let mut room = room;
    // The foot first: the head gives way to it.
    foot(board, &mut room, 4);
    head(board, &mut room);
    room.top += board.pt(8.0);
    room
}

/// The words of a card in their column.
pub(super) fn card(board: &mut Board<'_>, room: Rect) {
    let mut room = room;
    let as_of = board.chart.as_of.clone();
    let style = board.regular(board.sizes.as_of);
    let lines = wrap(&as_of, style, room.width(), 2);
    from_below(board, &mut room, &lines, style, Ink::Text2);
    head(board, &mut room);
    let sizes = board.sizes.sentence;
    let words = board.chart.sentence.clone();
    room.top += board.pt(6.0);
    let (style, lines) = fitted(board, &words, (sizes, false), room.width(), 6);
    from_above(board, &mut room, &lines, style, Ink::Text);
}

/// Clinic, title and how far, from the top.
fn head(board: &mut Board<'_>, room: &mut Rect) {
    let chart = board.chart;
    let sizes = board.sizes;
    let style = board.regular(sizes.clinic);
    let lines = wrap(&chart.clinic, style, room.width(), 2);
    from_above(board, room, &lines, style, Ink::Text2);
    let (style, lines) = fitted(board, &chart.title, (sizes.title, true), room.width(), 3);
    from_above(board, room, &lines, style, Ink::Text);
    room.top += board.pt(sizes.clinic) * 0.4;
    how_far(board, room);
}

/// The large words, and the rest beside them where there is room, or under them.
fn how_far(board: &mut Board<'_>, room: &mut Rect) {
    let (lead, rest) = (board.progress.lead(), board.progress.rest());
    let (style, lines) = fitted(board, &lead, (board.sizes.lead, true), room.width(), 1);
    let small = board.regular(board.sizes.rest);
    let ink = ink(board.progress);
    let top = room.top;
    from_above(board, room, &lines, style, ink);
    let end = lines.first().map_or(0.0, |line| width(line, style));
    let gap = board.pt(board.sizes.rest) * 0.4;
    if end + gap + width(&rest, small) <= room.width() && room.top > top {
        let baseline = top + style.line_height() * 0.5 + style.size * CAP_HEIGHT / 2.0;
        let hang = (AlignX::Left, AlignY::Baseline);
        let at = (room.left + end + gap, baseline);
        board
            .sheet
            .say_if_free(Text::new(at, hang, small, Ink::Text, rest));
        return;
    }
    let lines = wrap_whole(&rest, small, room.width());
    from_above(board, room, &lines, small, Ink::Text);
}

/// The ink of the words and the column: against the wanted direction as everywhere.
pub(super) const fn ink(progress: Progress) -> Ink {
    match progress {
        Progress::WrongWay(_) => finding::ink(FindingKind::Worse),
        Progress::Unknown | Progress::NoWay => Ink::Text,
        Progress::OnTheWay(..) | Progress::Reached | Progress::Beyond(_) => Ink::Accent,
    }
}

/// Sentence and date, from the foot.
fn foot(board: &mut Board<'_>, room: &mut Rect, most: usize) {
    let chart = board.chart;
    let style = board.regular(board.sizes.as_of);
    let lines = wrap(&chart.as_of, style, room.width(), 2);
    from_below(board, room, &lines, style, Ink::Text2);
    room.bottom -= board.pt(board.sizes.as_of) * 0.4;
    let sizes = board.sizes.sentence;
    let (style, lines) = fitted(board, &chart.sentence, (sizes, false), room.width(), most);
    from_below(board, room, &lines, style, Ink::Text);
    room.bottom -= board.pt(board.sizes.as_of);
}

/// The words in the largest of the sizes in which all of them fit; cut only in the last.
fn fitted(
    board: &Board<'_>,
    words: &str,
    (sizes, strong): ([f32; 4], bool),
    across: f32,
    most: usize,
) -> (TextStyle, Vec<String>) {
    let style = |size: f32| TextStyle {
        size: board.pt(size),
        strong,
    };
    for size in sizes {
        let lines = wrap_whole(words, style(size), across);
        let is_broken = lines.iter().any(|line| line.ends_with('-'));
        if lines.len() <= most && !is_broken {
            return (style(size), lines);
        }
    }
    let last = style(sizes.into_iter().fold(f32::MAX, f32::min));
    (last, wrap(words, last, across, most))
}

/// Writes lines from the top of the room as far as they have room, and takes them off it.
fn from_above(
    board: &mut Board<'_>,
    room: &mut Rect,
    lines: &[String],
    style: TextStyle,
    ink: Ink,
) {
    for line in lines {
        let step = style.line_height();
        if room.height() < step {
            return;
        }
        let at = (room.left, room.top + step / 2.0);
        say(board, at, style, ink, line);
        room.top += step;
    }
}

/// Writes lines at the foot of the room where all have room, and takes them off it.
fn from_below(
    board: &mut Board<'_>,
    room: &mut Rect,
    lines: &[String],
    style: TextStyle,
    ink: Ink,
) {
    let step = style.line_height();
    let high = step * lines.len() as f32;
    // The number comes first: its words keep the greater part of the height.
    if high > room.height() * 0.4 {
        return;
    }
    room.bottom -= high;
    for (row, line) in lines.iter().enumerate() {
        let at = (room.left, room.bottom + step * (row as f32 + 0.5));
        say(board, at, style, ink, line);
    }
}

fn say(board: &mut Board<'_>, at: (f32, f32), style: TextStyle, ink: Ink, words: &str) {
    let hang = (AlignX::Left, AlignY::Middle);
    board
        .sheet
        .say_if_free(Text::new(at, hang, style, ink, words));
}
