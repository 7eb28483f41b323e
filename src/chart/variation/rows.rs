//! The rows of the variation chart: name, dot or the words in its place, value, counts.

use super::frame::{Frame, SMALL};
use super::{Row, Variation};
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, MarkShape, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, ellipsis};

/// Said in place of a dot.
pub(super) const NO_PATIENTS: &str = "no patients";
pub(super) const NO_VALUE: &str = "no value";

/// The words in place of dots, from the top.
pub(super) fn instead(page: &Page, frame: &Frame, chart: &Variation) -> Vec<Text> {
    let k = page.k;
    let style = page.small();
    let left = frame.plot.left + 8.0 * k;
    let rows = chart.rows.iter().zip(&frame.rows);
    rows.filter_map(|(row, line)| {
        let words = ellipsis(row.instead()?, style, line.right - left);
        let at = (left, line.middle().1);
        let hang = (AlignX::Left, AlignY::Middle);
        (!words.is_empty()).then(|| Text::new(at, hang, style, Ink::Text2, words))
    })
    .collect()
}

/// Draws every row that has room, and says how many have not.
pub(super) fn rows(page: &mut Page, frame: &Frame, chart: &Variation, words: Vec<Text>) {
    let k = page.k;
    for text in words {
        page.say_if_free(text);
    }
    let mut end = frame.plot.top;
    for (row, line) in chart.rows.iter().zip(&frame.rows) {
        if line.top > frame.plot.top + 0.5 {
            let (from, to) = ((line.left, line.top), (line.right, line.top));
            page.scene.line(from, to, Stroke::solid(k, Ink::Rule));
        }
        end = line.bottom;
        let name = ellipsis(&row.name, frame.style, frame.names_end - line.left);
        let at = (line.left, line.middle().1);
        let hang = (AlignX::Left, AlignY::Middle);
        page.say_if_free(Text::new(at, hang, frame.style, Ink::Text, name));
        if let Some(value) = row.shown() {
            shown(page, frame, chart, line, (row, value));
        }
    }
    let left_out = chart.rows.len() - frame.rows.len();
    if left_out > 0 {
        let style = page.small();
        let at = (page.left.left, end + style.line_height() * 0.7);
        let hang = (AlignX::Left, AlignY::Middle);
        let words = format!("and {left_out} more");
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, words));
    }
}

/// The dot of a row, hollow with a small denominator, and its columns.
fn shown(
    page: &mut Page,
    frame: &Frame,
    chart: &Variation,
    line: &Rect,
    (row, value): (&Row, f64),
) {
    let k = page.k;
    let y = line.middle().1;
    let (fill, rim) = if row.is_small {
        (Ink::Surface, Some((1.8 * k, Ink::Series)))
    } else {
        (Ink::Series, Some((k, Ink::Surface)))
    };
    let at = (frame.x(value, k), y);
    page.scene.mark(at, MarkShape::Disc, 5.5 * k, fill, rim);
    let strong = TextStyle::strong(frame.style.size);
    let small = page.small();
    let flag = if row.is_small { SMALL } else { "" };
    let counted = ellipsis(&row.counted, small, page.left.width() * 0.25 + 0.5);
    let columns = [
        (chart.unit.format(value), strong, Ink::Text),
        (counted, small, Ink::Text2),
        (flag.to_owned(), small, Ink::Text2),
    ];
    for (end, (words, style, ink)) in frame.ends.iter().zip(columns) {
        if let Some(right) = end {
            let hang = (AlignX::Right, AlignY::Middle);
            page.say_if_free(Text::new((*right, y), hang, style, ink, words));
        }
    }
}
