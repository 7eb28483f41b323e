//! The rows under the dose: sedatives as bars, checks as rings, scores as figures.

use super::frame::{EVENTS, Frame, SEDATIVE};
use super::{DoseTimeline, EventMark, EventRow, Sedative};
use crate::chart::ink::Ink;
use crate::chart::place::spread;
use crate::chart::scene::{AlignX, AlignY, Item, MarkShape, Rect, Stroke, Text};
use crate::chart::sheet::Sheet;
use crate::chart::text::{ellipsis, width};

/// One row a sedative, its name beside or in its bars.
pub(super) fn sedatives(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let k = sheet.k;
    let hang = (AlignX::Left, AlignY::Middle);
    for (row, sedative) in timeline.sedatives.iter().enumerate() {
        let y = frame.sedatives_top + (row as f32 + 0.5) * SEDATIVE * k;
        if row == 0 {
            let style = sheet.small_strong();
            sheet.say_if_free(Text::new((0.0, y), hang, style, Ink::Text, "Sedatives"));
        }
        sedative_row(sheet, frame, sedative, y);
    }
}

fn sedative_row(sheet: &mut Sheet, frame: &Frame, sedative: &Sedative, y: f32) {
    let k = sheet.k;
    let mut bars: Vec<Rect> = sedative
        .spans
        .iter()
        .filter(|(from, to)| *to >= frame.first && *from <= frame.last)
        .map(|(from, to)| Rect::new(frame.x(*from), y - 7.0 * k, frame.x_after(*to), y + 7.0 * k))
        .collect();
    bars.sort_by(|a, b| a.left.total_cmp(&b.left));
    for bar in &bars {
        sheet.scene.items.push(Item::Box {
            rect: *bar,
            radius: 2.0 * k,
            fill: Some(Ink::Neutral),
            outline: None,
        });
    }
    let style = sheet.small();
    let say = |x: f32, align: AlignX, ink: Ink, words: String| {
        Text::new((x, y), (align, AlignY::Middle), style, ink, words)
    };
    let label = || sedative.label.clone();
    let mut offers: Vec<Text> = Vec::new();
    for bar in &bars {
        offers.push(say(bar.left - 6.0 * k, AlignX::Right, Ink::Text2, label()));
        offers.push(say(bar.right + 6.0 * k, AlignX::Left, Ink::Text2, label()));
    }
    let meets = |text: &Text| bars.iter().any(|bar| bar.overlaps(&text.bounds));
    offers.retain(|text| {
        !meets(text) && text.bounds.left >= frame.plot.left && text.bounds.right <= frame.plot.right
    });
    let widest = bars.iter().max_by(|a, b| a.width().total_cmp(&b.width()));
    if let Some(bar) = widest {
        let words = ellipsis(&sedative.label, style, bar.width() - 8.0 * k);
        offers.push(say(bar.left + 6.0 * k, AlignX::Left, Ink::Surface, words));
    } else {
        let words = ellipsis(&sedative.label, style, frame.plot.width());
        offers.push(say(frame.plot.left, AlignX::Left, Ink::Text3, words));
    }
    let offers = offers.into_iter().filter(|text| !text.content.is_empty());
    sheet.say_where_clear(offers.map(|text| vec![text]).collect::<Vec<_>>(), true);
    for bar in bars {
        sheet.room.take(bar);
    }
}

/// Every row of events; returns where each event can be pointed at.
pub(super) fn events(
    sheet: &mut Sheet,
    timeline: &DoseTimeline,
    frame: &Frame,
) -> Vec<(usize, usize, Rect)> {
    let k = sheet.k;
    let mut places = Vec::new();
    for (index, row) in timeline.rows.iter().enumerate() {
        let y = frame.rows_top + (index as f32 + 0.5) * EVENTS * k;
        row_ground(sheet, frame, row, y);
        let mut scores = Vec::new();
        let mut marks = Vec::new();
        for (number, (day, mark)) in row.events.iter().enumerate() {
            if frame.shows(*day) {
                match mark {
                    EventMark::Score(words) => scores.push((number, frame.x(*day), words)),
                    other => marks.push((number, frame.x(*day), other)),
                }
            }
        }
        // Marks before words, so that no word comes over a mark.
        for (number, x, mark) in &marks {
            let reach = draw_mark(sheet, (*x, y), mark);
            places.push((index, *number, Rect::about((*x, y), reach)));
        }
        for (_, x, mark) in marks.into_iter().rev() {
            name_unexpected(sheet, frame, (x, y), mark);
        }
        for (number, rect) in draw_scores(sheet, frame, scores, y) {
            places.push((index, number, rect));
        }
    }
    places
}

/// The row's name, its line and the words at its end.
fn row_ground(sheet: &mut Sheet, frame: &Frame, row: &EventRow, y: f32) {
    let k = sheet.k;
    let strong = sheet.small_strong();
    let hang = (AlignX::Left, AlignY::Middle);
    let (from, to) = ((frame.plot.left, y), (frame.plot.right, y));
    sheet.scene.line(from, to, Stroke::solid(k, Ink::Rule));
    let name = ellipsis(&row.name, strong, frame.plot.left - 4.0 * k);
    sheet.say_if_free(Text::new((0.0, y), hang, strong, Ink::Text, name));
    let (style, ink) = if row.is_due {
        (strong, Ink::Caution)
    } else {
        (sheet.small(), Ink::Text2)
    };
    let end = ellipsis(
        &row.end,
        style,
        sheet.scene.width - frame.plot.right - 9.0 * k,
    );
    let at = (frame.plot.right + 8.0 * k, y);
    sheet.say_if_free(Text::new(at, hang, style, ink, end));
}

/// Draws a ring or a diamond; returns how far it reaches.
fn draw_mark(sheet: &mut Sheet, at: (f32, f32), mark: &EventMark) -> f32 {
    let k = sheet.k;
    let reach = if matches!(mark, EventMark::Unexpected(_)) {
        sheet
            .scene
            .mark(at, MarkShape::Diamond, 7.0 * k, Ink::Concern, None);
        7.0 * k
    } else {
        let rim = Some((1.8 * k, Ink::Text2));
        sheet
            .scene
            .mark(at, MarkShape::Disc, 4.5 * k, Ink::Surface, rim);
        5.4 * k
    };
    sheet.room.take(Rect::about(at, reach));
    reach
}

/// The word of an unexpected result, right or left of its diamond.
fn name_unexpected(sheet: &mut Sheet, frame: &Frame, (x, y): (f32, f32), mark: &EventMark) {
    let EventMark::Unexpected(words) = mark else {
        return;
    };
    let k = sheet.k;
    let style = sheet.small_strong();
    let say = |x: f32, align: AlignX| {
        Text::new(
            (x, y),
            (align, AlignY::Middle),
            style,
            Ink::Concern,
            words.clone(),
        )
    };
    let sides = [
        say(x + 11.0 * k, AlignX::Left),
        say(x - 11.0 * k, AlignX::Right),
    ];
    let row = Rect::new(
        frame.plot.left,
        y - EVENTS * k,
        frame.plot.right,
        y + EVENTS * k,
    );
    let inside = sides.into_iter().filter(|text| row.contains(&text.bounds));
    sheet.say_where_clear(inside.map(|text| vec![text]).collect::<Vec<_>>(), true);
}

/// Scores in boxes that move apart; a row that cannot hold all keeps the latest.
fn draw_scores(
    sheet: &mut Sheet,
    frame: &Frame,
    mut scores: Vec<(usize, f32, &String)>,
    y: f32,
) -> Vec<(usize, Rect)> {
    let k = sheet.k;
    let style = sheet.small_strong();
    scores.sort_by(|a, b| a.1.total_cmp(&b.1));
    let widths = |words: &str| width(words, style) + 9.0 * k;
    let widest = scores
        .iter()
        .map(|(_, _, words)| widths(words))
        .fold(1.0, f32::max);
    let pitch = widest + 3.0 * k;
    let holds = (frame.plot.width() / pitch).floor().max(0.0) as usize;
    let scores = scores.split_off(scores.len().saturating_sub(holds));
    let wanted: Vec<(f32, f32)> = scores.iter().map(|(_, x, _)| (*x, pitch)).collect();
    let middles = spread(&wanted, frame.plot.left, frame.plot.right);
    let mut places = Vec::new();
    for ((number, _, words), x) in scores.into_iter().zip(middles) {
        let half = widths(words) / 2.0;
        let rect = Rect::new(x - half, y - 9.0 * k, x + half, y + 9.0 * k);
        let text = Text::new(
            (x, y),
            (AlignX::Centre, AlignY::Middle),
            style,
            Ink::Text,
            words.clone(),
        );
        if !sheet.room.is_free(&text.bounds) {
            continue;
        }
        sheet.scene.items.push(Item::Box {
            rect,
            radius: 4.0 * k,
            fill: Some(Ink::Surface),
            outline: Some(Stroke::solid(k, Ink::Axis)),
        });
        sheet.say(text);
        places.push((number, rect));
    }
    places
}
