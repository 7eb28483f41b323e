//! Words among the data: last value, signal brackets, earlier medians, gaps.

use super::RunChart;
use super::axes::{Grid, drawn_value};
use super::marks::finding_look;
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Pos, Rect, Stroke, Text};
use crate::chart::sheet::block;
use crate::chart::text::{TextStyle, width, wrap};
use crate::domain::run_chart::{
    Direction, PartAnalysis, Signal, SignalKind, signal_label, signal_meaning,
};

/// How many signals get a bracket: the latest ones.
const BRACKETS: usize = 4;

/// The style of the last value.
pub(super) fn value_style(page: &Page<'_>) -> TextStyle {
    TextStyle::strong(14.4 * page.k)
}

/// The last point that has a value, and the value in words.
pub(super) fn last_drawn(chart: &RunChart) -> Option<((usize, f64), String)> {
    let mut last_first = (0..chart.points.len()).rev();
    let last = last_first.find_map(|index| Some((index, drawn_value(chart, index)?)))?;
    Some((last, chart.unit.format(last.1)))
}

/// The last value, beside its point.
pub(super) fn last_value(page: &mut Page<'_>, grid: &Grid) {
    let chart = page.chart;
    let k = page.k;
    let Some(((index, value), words)) = last_drawn(chart) else {
        return;
    };
    let (x, y) = (grid.x(index), grid.y(value));
    let style = value_style(page);
    // Away from the median, which it would seem to name.
    let median = chart.analysis.part_of(index).and_then(|part| part.median);
    let away = if median.is_some_and(|median| value > median) {
        -1.0
    } else {
        1.0
    } * k;
    let mut places: Vec<(Pos, AlignX)> = Vec::new();
    for rise in [
        14.0, 0.0, 20.0, -14.0, -20.0, 28.0, -28.0, 38.0, -38.0, 50.0, -50.0,
    ] {
        places.push(((x + 10.0 * k, y + rise * away), AlignX::Left));
    }
    for rise in [18.0, -18.0, 30.0, -30.0, 44.0, -44.0, 60.0, -60.0] {
        places.push(((x, y + rise * away), AlignX::Centre));
        places.push(((x - 8.0 * k, y + rise * away), AlignX::Right));
    }
    let offers = places.into_iter().map(|(at, align)| {
        let hang = (align, AlignY::Middle);
        vec![Text::new(at, hang, style, Ink::Text, words.clone())]
    });
    let inside = grid.plot;
    let offers = offers.filter(|texts| texts.iter().all(|text| inside.contains(&text.bounds)));
    page.say_where_clear(offers.collect::<Vec<_>>(), true);
}

/// A bracket with words for each of the latest signals that has points.
pub(super) fn brackets(page: &mut Page<'_>, grid: &Grid) {
    let chart = page.chart;
    let signals: Vec<&Signal> = chart
        .analysis
        .signals
        .iter()
        .filter(|signal| !signal.points.is_empty())
        .collect();
    for signal in signals.into_iter().rev().take(BRACKETS) {
        bracket(page, grid, signal);
    }
}

/// One bracket: below points that lie low, above points that lie high, where it meets nothing.
fn bracket(page: &mut Page<'_>, grid: &Grid, signal: &Signal) {
    let k = page.k;
    let chart = page.chart;
    let (Some(first), Some(last)) = (signal.points.first(), signal.points.last()) else {
        return;
    };
    let (_, ink) = finding_look(signal_meaning(&chart.analysis, signal, chart.better));
    let (left, right) = (grid.x(*first) - 5.0 * k, grid.x(*last) + 5.0 * k);
    let places = bracket_places(page, grid, signal);
    let ends = chart.analysis.parts.get(signal.part_index);
    let ends = ends.map_or((0, chart.points.len()), |part| (part.first - 1, part.last));
    let phase = Rect::new(
        grid.edge(ends.0),
        grid.plot.top,
        grid.edge(ends.1),
        grid.plot.bottom,
    );
    let words = signal_label(signal);
    let style = page.small_strong();
    let whole = vec![words.clone()];
    // Two lines where one does not fit between the things around.
    let broken = wrap(&words, style, width(&words, style) * 0.6, 2);
    for (lines, (y, way)) in [whole, broken]
        .iter()
        .filter(|lines| !lines.is_empty())
        .flat_map(|lines| places.iter().map(move |place| (lines, *place)))
    {
        let bar = Rect::new(left, y - 7.0 * k, right, y + 7.0 * k);
        if !page.room.is_clear(&bar) || !grid.plot.contains(&bar) {
            continue;
        }
        let rise = 14.0 * k + style.line_height() * lines.len().saturating_sub(1) as f32 / 2.0;
        let at = (f32::midpoint(left, right), y + way * rise);
        let offers = [grid.plot, phase].map(|within| words_within(lines, at, &within, style, ink));
        let fits = |texts: &&Vec<Text>| {
            texts.iter().all(|text| {
                page.room.is_clear(&text.bounds.grown(1.5)) && grid.plot.contains(&text.bounds)
            })
        };
        let Some(texts) = offers.iter().find(fits) else {
            continue;
        };
        for text in texts.iter().cloned() {
            page.say(text);
        }
        let stroke = Stroke::solid(1.5 * k, ink);
        let foot = y - way * 6.0 * k;
        let path = vec![(left, foot), (left, y), (right, y), (right, foot)];
        page.room.take(bar);
        page.scene.polyline(path, stroke);
        return;
    }
}

/// Where a bracket may stand, wished most first: its height, and 1 below its points or −1 above.
fn bracket_places(page: &Page<'_>, grid: &Grid, signal: &Signal) -> Vec<(f32, f32)> {
    let (k, chart) = (page.k, page.chart);
    let heights: Vec<f32> = signal
        .points
        .iter()
        .filter_map(|index| Some(grid.y(drawn_value(chart, *index)?)))
        .collect();
    let lowest = heights.iter().copied().fold(grid.plot.top, f32::max);
    let highest = heights.iter().copied().fold(grid.plot.bottom, f32::min);
    let lies_low = match signal.kind {
        SignalKind::Run { direction, .. } => direction == Direction::Down,
        _ => true,
    };
    let steps = || (0_u8..24).map(|step| 16.0 * k + f32::from(step) * 7.0 * k);
    let below = steps().map(|by| (lowest + by, 1.0_f32));
    let above = steps().map(|by| (highest - by, -1.0_f32));
    if lies_low {
        below.chain(above).collect()
    } else {
        above.chain(below).collect()
    }
}

/// Words about a middle, moved sideways as little as keeps them within.
fn words_within(
    lines: &[String],
    (x, y): Pos,
    within: &Rect,
    style: TextStyle,
    ink: Ink,
) -> Vec<Text> {
    let widest = lines.iter().map(|line| width(line, style));
    let half = widest.fold(0.0, f32::max) / 2.0 + 2.0;
    let x = x.min(within.right - half).max(within.left + half);
    block(lines, (x, y), AlignX::Centre, style, ink)
}

/// The words of signals that no points show: crossings too few, runs too few or too many. The
/// median's long dashes alone would not say why they are long.
pub(super) fn other_signals(page: &mut Page<'_>, grid: &Grid) {
    let chart = page.chart;
    let signals = &chart.analysis.signals;
    let has_bracket = |part_index: usize| {
        let shown = signals.iter().filter(|signal| !signal.points.is_empty());
        shown
            .rev()
            .take(BRACKETS)
            .any(|signal| signal.part_index == part_index)
    };
    for signal in signals
        .iter()
        .filter(|signal| !has_bracket(signal.part_index))
    {
        let (what, found) = match signal.kind {
            SignalKind::FewCrossings { found, .. } => ("crossing", found),
            SignalKind::RunCount { found, .. } => ("run", found),
            SignalKind::Run { .. } | SignalKind::Trend { .. } => continue,
        };
        let Some(part) = chart.analysis.parts.get(signal.part_index) else {
            continue;
        };
        let only = match signal.kind {
            SignalKind::RunCount { found, lower, .. } if found >= lower => "",
            _ => "only ",
        };
        let ending = if found == 1 { "" } else { "s" };
        let words = format!("{only}{found} {what}{ending} of the median");
        let short = format!("{only}{found} {what}{ending}");
        at_median(page, grid, part, &[words, short], Ink::Neutral);
    }
}

/// The medians of all parts but the last, at their lines.
pub(super) fn earlier_medians(page: &mut Page<'_>, grid: &Grid) {
    let chart = page.chart;
    let earlier = chart.analysis.parts.len().saturating_sub(1);
    for part in chart.analysis.parts.iter().take(earlier) {
        let Some(median) = part.median.filter(|median| median.is_finite()) else {
            continue;
        };
        let value = chart.unit.format(median);
        let words = [format!("Median {value}"), value];
        at_median(page, grid, part, &words, Ink::Text2);
    }
}

/// Words about a part's median: close to its line, from its right end to its left, and as far off
/// as need be, for within its ground they can mean no other. The second words are shorter.
fn at_median(page: &mut Page<'_>, grid: &Grid, part: &PartAnalysis, words: &[String; 2], ink: Ink) {
    let k = page.k;
    let Some(median) = part.median.filter(|median| median.is_finite()) else {
        return;
    };
    let y = grid.y(median);
    let (left, right) = (grid.edge(part.first - 1), grid.edge(part.last));
    let style = page.small_strong();
    let hang = (AlignX::Right, AlignY::Middle);
    let farthest = (grid.plot.height() / (10.0 * k)).min(60.0) as u8;
    let rises = (0..=farthest).flat_map(|step| {
        let rise = (12.0 + 10.0 * f32::from(step)) * k;
        [-rise, rise]
    });
    let rises: Vec<f32> = rises.collect();
    let ground = Rect::new(left, grid.plot.top, right, grid.plot.bottom);
    let offers = words.iter().flat_map(|words| {
        let at_end = Text::new((right - 6.0 * k, y), hang, style, ink, words.clone());
        let steps = ((at_end.bounds.left - left) / (12.0 * k)).clamp(0.0, 60.0) as u8;
        let places = rises
            .iter()
            .flat_map(move |rise| (0..=steps).map(move |step| (*rise, step)));
        places.filter_map(move |(rise, step)| {
            let text = at_end.moved(-12.0 * k * f32::from(step), rise);
            ground.contains(&text.bounds).then(|| vec![text])
        })
    });
    page.say_where_clear(offers, false);
}

/// The words in each gap, near where the line would have been.
pub(super) fn gaps(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let chart = page.chart;
    if chart.gap_words.is_empty() {
        return;
    }
    let style = page.small();
    for (first, last) in gap_spans(page) {
        let x = f32::midpoint(grid.x(first), grid.x(last));
        let across = (grid.x(last) - grid.x(first) + 2.0 * grid.slot).max(50.0 * k);
        let lines = wrap(&chart.gap_words, style, across, 3);
        let beside = [first.checked_sub(1), Some(last + 1)];
        let heights: Vec<f32> = beside
            .into_iter()
            .flatten()
            .filter_map(|index| Some(grid.y(drawn_value(chart, index)?)))
            .collect();
        let middle = match heights.as_slice() {
            [] => f32::midpoint(grid.plot.top, grid.plot.bottom),
            some => some.iter().sum::<f32>() / some.len() as f32,
        };
        let mut offers = Vec::new();
        for rise in [
            46.0, 34.0, 60.0, -34.0, -46.0, 80.0, 100.0, -60.0, -80.0, 120.0, 150.0, 180.0,
        ] {
            let texts = block(
                &lines,
                (x, middle + rise * k),
                AlignX::Centre,
                style,
                Ink::Text3,
            );
            if texts.iter().all(|text| grid.plot.contains(&text.bounds)) {
                offers.push(texts);
            }
        }
        page.say_where_clear(offers, false);
    }
}

/// First and last index of every stretch without values.
fn gap_spans(page: &Page<'_>) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for index in 0..page.chart.points.len() {
        if drawn_value(page.chart, index).is_some() {
            continue;
        }
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            _ => spans.push((index, index)),
        }
    }
    spans
}
