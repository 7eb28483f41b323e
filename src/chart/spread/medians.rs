//! The medians of the spread: now, as a solid line, and formerly, as a dashed one.

use super::Spread;
use super::ground::Ground;
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scale::on_scale;
use crate::chart::scene::{AlignX, AlignY, Dash, Item, Pos, Rect, Stroke, Text};
use crate::chart::text::TextStyle;

/// Height that is kept for the dots under the words, in design points.
const DOTS: f32 = 16.0;

/// Where the lines of the medians begin; they end on the axis.
pub(super) struct Lines {
    now: Option<Pos>,
    former: Option<Pos>,
    /// Where the dots may begin.
    pub end: f32,
}

/// Says both medians from `top` down, and takes the room of their lines.
pub(super) fn words(page: &mut Page, ground: &Ground, spread: &Spread, top: f32) -> Lines {
    let k = page.k;
    let bottom = ground.plot.bottom;
    let middle = top + 4.0 * k + page.small().line_height() / 2.0;
    let x_of = |median: Option<f64>| Some(ground.x(on_scale(median?)?));
    let now_x = x_of(spread.median);
    let former_x = x_of(spread.former.as_ref().map(|(_, median)| *median));
    let mut end = top;
    let (mut now, mut said) = (None, None);
    if let (Some(x), Some(words)) = (now_x, spread.median_words()) {
        said = now_words(page, ground, (x, middle), words);
        end = said.map_or(end, |bounds| bounds.bottom);
        now = Some((x, end.min(bottom)));
        // Its whole width is taken: no label may lie on it, as one may on the former line.
        page.room
            .take(Rect::new(x - 2.0 * k, end, x + 2.0 * k, bottom));
    }
    let mut former = None;
    if let (Some(x), Some(words)) = (former_x, spread.former_words()) {
        let now_at = now_x.zip(said);
        let bounds = former_words(page, ground, (x, middle), now_at, &words);
        let line_top = match bounds {
            Some(bounds) if bounds.left > x || bounds.right < x => bounds.top,
            Some(bounds) => bounds.bottom,
            None => end,
        };
        end = bounds.map_or(end, |bounds| end.max(bounds.bottom));
        // Two lines at one place would hide each other: the solid one is both, its words say so.
        let is_same = now_x.is_some_and(|now| (now - x).abs() < 2.0 * k);
        if !is_same {
            former = Some((x, line_top.min(bottom)));
            page.room.take_line((x, line_top), (x, bottom));
        }
    }
    Lines { now, former, end }
}

/// Says the median of now over its line, where that leaves the dots their room. Returns what it
/// takes.
fn now_words(page: &mut Page, ground: &Ground, (x, y): Pos, words: String) -> Option<Rect> {
    let k = page.k;
    let text = over(x, y, words, page.small_strong(), ground.plot);
    let mut bounds = text.bounds;
    if bounds.bottom + DOTS * k > ground.plot.bottom || !page.say_if_free(text) {
        return None;
    }
    bounds.left -= 6.0 * k;
    bounds.right += 6.0 * k;
    page.room.take(bounds);
    Some(bounds)
}

/// Draws the lines; the former one leaves out where a label had to be put on it.
pub(super) fn draw(page: &mut Page, ground: &Ground, lines: &Lines, labels: &[Text]) {
    let k = page.k;
    let bottom = ground.plot.bottom;
    if let Some((x, top)) = lines.former {
        let stroke = Stroke::dashed(k, Ink::Median, Dash::Dashed, k);
        let on_it = labels.iter().map(|label| label.bounds.grown(2.0 * k));
        let mut on_it: Vec<Rect> = on_it.filter(|b| b.left < x && x < b.right).collect();
        on_it.sort_by(|a, b| a.top.total_cmp(&b.top));
        let mut from = top;
        for label in on_it {
            if label.top > from {
                page.scene.line((x, from), (x, label.top), stroke);
            }
            from = from.max(label.bottom);
        }
        if from < bottom {
            page.scene.line((x, from), (x, bottom), stroke);
        }
    }
    if let Some((x, top)) = lines.now {
        let stroke = Stroke::solid(1.5 * k, Ink::Median);
        page.scene.line((x, top), (x, bottom), stroke);
    }
}

/// Words over the end of a line, moved sideways to stay in the picture.
fn over(x: f32, y: f32, words: String, style: TextStyle, plot: Rect) -> Text {
    let hang = (AlignX::Centre, AlignY::Middle);
    let text = Text::new((x, y), hang, style, Ink::Text2, words);
    let half = text.bounds.width() / 2.0;
    let inside = x.min(plot.right - half).max(plot.left + half);
    if (inside - x).abs() < 0.01 {
        return text;
    }
    Text::new((inside, y), hang, style, Ink::Text2, text.content)
}

/// Says the former median where neither it nor its line meets the median of now: over its own
/// line when there is room, else beside it, at first on the far side. Returns where it stands.
fn former_words(
    page: &mut Page,
    ground: &Ground,
    (x, middle): Pos,
    now: Option<(f32, Rect)>,
    words: &str,
) -> Option<Rect> {
    let k = page.k;
    let style = page.small();
    let row = style.line_height();
    let left = (x - 6.0 * k, AlignX::Right);
    let right = (x + 6.0 * k, AlignX::Left);
    let sides = if now.is_some_and(|(now, _)| now < x) {
        [right, left]
    } else {
        [left, right]
    };
    // Under the words of now the line begins a row lower, and so do its words.
    let is_under = now.is_some_and(|(_, words)| words.left < x && x < words.right);
    let first = if is_under { middle + row } else { middle };
    let mut offers = vec![over(x, first, words.to_owned(), style, ground.plot)];
    for y in [first, first + row] {
        for (x, align) in sides {
            let hang = (align, AlignY::Middle);
            offers.push(Text::new((x, y), hang, style, Ink::Text2, words));
        }
        offers.push(over(x, y + row, words.to_owned(), style, ground.plot));
    }
    offers.retain(|text| text.bounds.bottom + DOTS * k <= ground.plot.bottom);
    let offers = offers.into_iter().map(|text| vec![text]);
    let text = page.room.place(offers, true)?.into_iter().next()?;
    let bounds = text.bounds;
    page.scene.items.push(Item::Text(text));
    Some(bounds)
}
