//! What stands round the picture: title and finding, and the footer.

use super::marks::{PointLook, finding_look};
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Pos, Text};
use crate::chart::text::{TextStyle, ellipsis, width, wrap};

/// The least height that is kept for the picture itself, in design points.
pub(super) const PICTURE: f32 = 220.0;

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
    page.title(&heading.title);
    let across = page.left.width();
    let (look, ink) = finding_look(heading.kind);
    let indent = page.left.left + 20.0 * k;
    let mark_y = page.left.top + 9.0 * k;
    draw_mark(page, (page.left.left + 7.0 * k, mark_y), look);
    let (strong, plain) = (TextStyle::strong(15.0 * k), TextStyle::regular(15.0 * k));
    let hang = (AlignX::Left, AlignY::Middle);
    let across = across - 20.0 * k;
    let lead = width(&heading.lead, strong) + 5.0 * k;
    if lead + width(&heading.rest, plain) <= across {
        let at = (indent, mark_y);
        page.say(Text::new(at, hang, strong, ink, heading.lead.clone()));
        let at = (indent + lead, mark_y);
        page.say(Text::new(at, hang, plain, ink, heading.rest.clone()));
        page.left.top += 20.0 * k;
    } else {
        for (words, style) in [(&heading.lead, strong), (&heading.rest, plain)] {
            for line in wrap(words, style, across, 2) {
                let at = (indent, page.left.top + 9.0 * k);
                page.say(Text::new(at, hang, style, ink, line));
                page.left.top += 20.0 * k;
            }
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
    let middle = page.footer_rule();
    let rule = ellipsis(&footer.rule, style, page.left.width());
    let mut x = page.left.left;
    let hang = (AlignX::Left, AlignY::Middle);
    let text = Text::new((x, middle), hang, style, Ink::Text2, rule);
    x = text.bounds.right + 22.0 * k;
    page.say(text);
    for (look, words) in legend(page) {
        let end = x + 12.0 * k + width(words, style);
        // What n is and whose factors they are goes before the legend.
        if end + 18.0 * k + width(&footer.right, style) > page.left.right {
            break;
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
    let mut entries = vec![(PointLook::Plain, page.chart.period.word())];
    let occurs = |look: &PointLook| looks.iter().flatten().any(|found| found == look);
    let signals = [PointLook::Better, PointLook::Worse, PointLook::Changed];
    let only_one = signals.iter().filter(|look| occurs(look)).count() == 1;
    for (look, words) in signals.into_iter().zip(["better", "worse", "changed"]) {
        if occurs(&look) {
            entries.push((
                look,
                if only_one {
                    "part of the signal"
                } else {
                    words
                },
            ));
        }
    }
    for (look, words) in [
        (PointLook::OnMedian, "on the median, not counted"),
        (PointLook::Excluded, "left out"),
    ] {
        if occurs(&look) {
            entries.push((look, words));
        }
    }
    entries
}

/// A mark that is no point: its place is taken, so that no words come over it.
fn draw_mark(page: &mut Page<'_>, at: Pos, look: PointLook) {
    let k = page.k;
    super::marks::draw(page, at, look, k);
    page.room
        .take(crate::chart::scene::Rect::about(at, 5.0 * k));
}
