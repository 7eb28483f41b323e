//! What stands round the picture: title and finding, footer, list of notes.

use super::marks::{PointLook, finding_look};
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, MarkShape, Pos, Stroke, Text};
use crate::chart::text::{TextStyle, ellipsis, width, wrap};

/// The least height that is kept for the picture itself, in design points.
const PICTURE: f32 = 220.0;

/// Title, then the finding with its mark; takes them off the top.
pub(super) fn heading(page: &mut Page<'_>) {
    let chart = page.chart;
    let Some(heading) = &chart.heading else {
        return;
    };
    let k = page.k;
    if page.left.height() < (PICTURE + 70.0) * k {
        return;
    }
    let title = TextStyle::strong(17.0 * k);
    let across = page.left.width();
    for line in wrap(&heading.title, title, across, 2) {
        let at = (page.left.left, page.left.top);
        page.say(Text::new(
            at,
            (AlignX::Left, AlignY::Top),
            title,
            Ink::Text,
            line,
        ));
        page.left.top += 24.0 * k;
    }
    let (look, ink) = finding_look(heading.kind);
    let indent = page.left.left + 20.0 * k;
    let mark_y = page.left.top + 9.0 * k;
    draw_mark(page, (page.left.left + 7.0 * k, mark_y), look);
    for (words, style) in [
        (&heading.lead, TextStyle::strong(15.0 * k)),
        (&heading.rest, TextStyle::regular(15.0 * k)),
    ] {
        for line in wrap(words, style, across - 20.0 * k, 2) {
            let at = (indent, page.left.top + 9.0 * k);
            page.say(Text::new(
                at,
                (AlignX::Left, AlignY::Middle),
                style,
                ink,
                line,
            ));
            page.left.top += 20.0 * k;
        }
    }
    page.left.top += 8.0 * k;
}

/// The rule, the legend of the marks in use, and the words at the right; takes them off the foot.
pub(super) fn footer(page: &mut Page<'_>) {
    let chart = page.chart;
    let Some(footer) = &chart.footer else {
        return;
    };
    let k = page.k;
    if page.left.height() < (PICTURE + 30.0) * k {
        return;
    }
    let style = page.small();
    page.left.bottom -= 28.0 * k;
    let (top, middle) = (page.left.bottom, page.left.bottom + 16.0 * k);
    let (from, to) = ((page.left.left, top), (page.left.right, top));
    page.scene.line(from, to, Stroke::solid(k, Ink::Rule));
    let rule = ellipsis(&footer.rule, style, page.left.width());
    let mut x = page.left.left;
    let hang = (AlignX::Left, AlignY::Middle);
    let text = Text::new((x, middle), hang, style, Ink::Text2, rule);
    x = text.bounds.right + 22.0 * k;
    page.say(text);
    for (look, words) in legend(page) {
        let end = x + 12.0 * k + width(words, style);
        if end > page.left.right {
            return;
        }
        draw_mark(page, (x + 4.0 * k, middle), look);
        let at = (x + 12.0 * k, middle);
        page.say(Text::new(at, hang, style, Ink::Text2, words));
        x = end + 18.0 * k;
    }
    let right = ellipsis(&footer.right, style, page.left.right - x);
    let at = (page.left.right, middle);
    let hang = (AlignX::Right, AlignY::Middle);
    page.say_if_free(Text::new(at, hang, style, Ink::Text2, right));
}

/// The looks that occur in the chart, each with its words.
fn legend(page: &Page<'_>) -> Vec<(PointLook, &'static str)> {
    let looks = super::marks::looks(page.chart);
    let mut entries = vec![(PointLook::Plain, "month")];
    for look in [PointLook::Better, PointLook::Worse, PointLook::Changed] {
        if looks.iter().flatten().any(|found| *found == look) {
            entries.push((look, "part of the signal"));
        }
    }
    for (look, words) in [
        (PointLook::OnMedian, "on the median, not counted"),
        (PointLook::Excluded, "left out"),
    ] {
        if looks.iter().flatten().any(|found| *found == look) {
            entries.push((look, words));
        }
    }
    entries
}

/// A mark that is no point: its place is taken, so that no words come over it.
fn draw_mark(page: &mut Page<'_>, at: Pos, look: PointLook) {
    super::marks::draw(page, at, look);
    page.room
        .take(crate::chart::scene::Rect::about(at, 5.0 * page.k));
}

/// The numbered notes, one a line; takes them off the foot, no more than the picture can spare.
pub(super) fn notes_list(page: &mut Page<'_>) {
    let k = page.k;
    let chart = page.chart;
    if !chart.lists_notes || chart.notes.is_empty() {
        return;
    }
    let row = 22.0 * k;
    let spare = page.left.height() - PICTURE * k - 8.0 * k;
    let rows = ((spare / row).floor().max(0.0) as usize).min(chart.notes.len());
    if rows == 0 {
        return;
    }
    page.left.bottom -= rows as f32 * row + 8.0 * k;
    let listed = if rows < chart.notes.len() {
        rows - 1
    } else {
        rows
    };
    let mut y = page.left.bottom + 8.0 * k + row / 2.0;
    let style = TextStyle::regular(14.0 * k);
    let x = page.left.left + 28.0 * k;
    let across = page.left.right - x;
    for note in chart.notes.iter().take(listed) {
        let at = (page.left.left + 9.0 * k, y);
        page.scene
            .mark(at, MarkShape::Disc, 9.0 * k, Ink::Text, None);
        let hang = (AlignX::Centre, AlignY::Middle);
        let number = note.number.to_string();
        page.say(Text::new(
            at,
            hang,
            page.small_strong(),
            Ink::Surface,
            number,
        ));
        let words = ellipsis(&note.words, style, across);
        let hang = (AlignX::Left, AlignY::Middle);
        page.say(Text::new((x, y), hang, style, Ink::Text, words));
        y += row;
    }
    if listed < chart.notes.len() {
        let more = format!("and {} more", chart.notes.len() - listed);
        let hang = (AlignX::Left, AlignY::Middle);
        let more = ellipsis(&more, style, across);
        page.say(Text::new((x, y), hang, style, Ink::Text2, more));
    }
}
