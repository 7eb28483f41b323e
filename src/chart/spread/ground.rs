//! The ground of the spread: the axis, the four panels and what their levels mean.

use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scale::{HIGHEST, LEVEL_STARTS, LOWEST};
use crate::chart::scene::{AlignX, AlignY, Item, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, ellipsis, width, wrap_whole};

/// Height of ticks and numbers under the panels, in design points.
const AXIS: f32 = 32.0;

/// Sizes for what a level means, each with the share of the panel it may fill: larger type only
/// where it leaves the dots their room.
const STEPS: [(f32, f32); 3] = [(15.0, 0.26), (14.0, 0.36), (12.5, 0.5)];

/// The coordinate system of one spread.
pub(super) struct Ground {
    /// The area of the panels.
    pub plot: Rect,
    /// Width of one score.
    pub slot: f32,
}

impl Ground {
    pub(super) fn x(&self, score: f64) -> f32 {
        self.plot.left + self.slot * (score as f32 - 0.5)
    }

    /// The panel of the level that begins with this score.
    fn panel(&self, start: u8, k: f32) -> Rect {
        let left = self.plot.left + self.slot * (f32::from(start) - 1.0);
        let right = left + self.slot * 3.0;
        Rect::new(
            left + 3.0 * k,
            self.plot.top,
            right - 3.0 * k,
            self.plot.bottom,
        )
    }
}

/// Settles the coordinate system, and draws the axis with its numbers.
pub(super) fn axis(page: &mut Page) -> Ground {
    let k = page.k;
    let mut plot = page.left;
    plot.bottom = (plot.bottom - AXIS * k).max(plot.top + 10.0 * k);
    let ground = Ground {
        slot: plot.width() / f32::from(HIGHEST),
        plot,
    };
    let styles = [17.0, 14.0, 12.5].map(|size| TextStyle::strong(size * k));
    let fits = |style: &TextStyle| width("12", *style) + 6.0 * k <= ground.slot;
    let style = styles.into_iter().find(fits);
    let style = style.unwrap_or(TextStyle::strong(12.5 * k));
    for score in LOWEST..=HIGHEST {
        let x = ground.x(f64::from(score));
        let (from, to) = ((x, plot.bottom), (x, plot.bottom + 5.0 * k));
        page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
        let at = (x, plot.bottom + 19.0 * k);
        let hang = (AlignX::Centre, AlignY::Middle);
        page.say_if_free(Text::new(at, hang, style, Ink::Text, score.to_string()));
    }
    ground
}

/// The panels, and the axis line over their feet.
pub(super) fn panels(page: &mut Page, ground: &Ground) {
    let k = page.k;
    for start in LEVEL_STARTS {
        page.scene.items.push(Item::Box {
            rect: ground.panel(start, k),
            radius: 8.0 * k,
            fill: Some(Ink::Sunken),
            outline: None,
        });
    }
    let plot = ground.plot;
    let (from, to) = ((plot.left, plot.bottom), (plot.right, plot.bottom));
    page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
}

/// Number and words of every level. Returns where they end.
pub(super) fn levels(page: &mut Page, ground: &Ground, levels: &[String; 4]) -> f32 {
    let k = page.k;
    let pad = (11.0 * k).min(ground.slot * 0.25);
    let across = ground.slot * 3.0 - 6.0 * k - 2.0 * pad;
    let strong = page.small_strong();
    let first = ground.plot.top + 9.0 * k;
    let words_top = first + strong.line_height() + 2.0 * k;
    let (style, lines) = fitted(levels, across, ground.plot.height(), words_top, ground, k);
    let mut end = first + strong.line_height();
    for ((number, start), lines) in (1..).zip(LEVEL_STARTS).zip(lines) {
        let x = ground.panel(start, k).left + pad;
        let hang = (AlignX::Left, AlignY::Top);
        let name = ellipsis(&format!("Level {number}"), strong, across);
        page.say_if_free(Text::new((x, first), hang, strong, Ink::Text2, name));
        for (row, line) in lines.into_iter().enumerate() {
            let y = words_top + style.line_height() * row as f32;
            let text = Text::new((x, y), hang, style, Ink::Text, line);
            end = end.max(text.bounds.bottom);
            page.say_if_free(text);
        }
    }
    end
}

/// The words of all levels in the largest size in which all of them fit; at the smallest one,
/// what goes beyond half the panel ends in an ellipsis.
fn fitted(
    levels: &[String; 4],
    across: f32,
    height: f32,
    words_top: f32,
    ground: &Ground,
    k: f32,
) -> (TextStyle, [Vec<String>; 4]) {
    let taken = words_top - ground.plot.top;
    let mut style = TextStyle::regular(12.5 * k);
    let mut lines: [Vec<String>; 4] = Default::default();
    for (size, share) in STEPS {
        style = TextStyle::regular(size * k);
        lines = levels
            .each_ref()
            .map(|words| wrap_whole(words, style, across));
        let rows = ((height * share - taken) / style.line_height()).floor();
        let rows = rows.max(0.0) as usize;
        if lines.iter().all(|lines| lines.len() <= rows) {
            return (style, lines);
        }
    }
    let rows = ((height * 0.5 - taken) / style.line_height()).max(0.0) as usize;
    (style, lines.map(|lines| cut(lines, rows, style, across)))
}

/// The first `rows` lines; when there are more, the last one kept ends in an ellipsis.
fn cut(mut lines: Vec<String>, rows: usize, style: TextStyle, across: f32) -> Vec<String> {
    if lines.len() <= rows {
        return lines;
    }
    lines.truncate(rows);
    if let Some(last) = lines.last_mut() {
        *last = cut_line(last, style, across);
    }
    lines
}

/// A line that goes on, cut after a whole word where that leaves one.
fn cut_line(line: &str, style: TextStyle, across: f32) -> String {
    let mut kept = line;
    loop {
        let words = kept.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let whole = format!("{words}…");
        if width(&whole, style) <= across {
            return whole;
        }
        match words.rsplit_once(' ') {
            Some((before, _)) => kept = before,
            None => return ellipsis(&whole, style, across),
        }
    }
}
