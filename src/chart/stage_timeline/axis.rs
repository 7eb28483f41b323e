//! Days across: which range is shown, months above, today.

use chrono::{Datelike, NaiveDate};

use super::captions::{Caption, Side};
use super::rows::OPEN_BAR;
use super::{StageBar, StageTimelineData};
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Item, Rect, Stroke, Text};
use crate::chart::sheet::Sheet;
use crate::chart::text::width;

/// Height over the rows, for months and the word of today, in design points.
pub(super) const HEADER: f32 = 22.0;
/// Distance of words from the bar or line they stand beside.
pub(super) const BESIDE: f32 = 6.0;
/// Fewer days than these are not spread over the whole width.
const LEAST_DAYS: i64 = 183;
/// The share of the width that the dates keep when words ask for room after them.
const LEAST_SHARE: f64 = 0.6;
/// Days of a month, on average.
const MONTH: f64 = 30.44;
/// How many months are best named.
const TICKS: (usize, usize) = (6, 9);

/// The coordinate system.
pub(super) struct Axis {
    /// The area of the bars.
    pub plot: Rect,
    /// Where the first of all dates stands.
    pub start_x: f32,
    /// Where today's line stands.
    pub today_x: f32,
    /// Today.
    pub today: NaiveDate,
    /// The day at the left edge, counted from the common era.
    first: f64,
    /// Points a day.
    pace: f64,
}

impl Axis {
    pub(super) fn new(
        data: &StageTimelineData,
        captions: &[Vec<Caption>],
        plot: Rect,
        sheet: &Sheet,
    ) -> Self {
        let dates = data.stages.iter().flat_map(StageBar::dates);
        let (from, to) = dates.fold((data.today, data.today), |(from, to), day| {
            (from.min(day), to.max(day))
        });
        let days = (to - from).num_days().max(LEAST_DAYS) as f64;
        let air = days * 0.015;
        let first = f64::from(from.num_days_from_ce()) - air;
        let wide = f64::from(plot.width());
        let widest = wide / (days + air * 2.0);
        let mut axis = Self {
            plot,
            start_x: plot.left,
            today_x: plot.left,
            today: data.today,
            first,
            pace: widest,
        };
        let pace = captions
            .iter()
            .flatten()
            .filter_map(|caption| axis.fitting_pace(caption, sheet))
            .fold(widest, f64::min);
        axis.pace = pace.max(widest * LEAST_SHARE);
        axis.start_x = axis.x(from);
        axis.today_x = axis.x(data.today);
        axis
    }

    /// The most points a day that leave room for what follows a bar: its words, or the plan that
    /// goes on.
    fn fitting_pace(&self, caption: &Caption, sheet: &Sheet) -> Option<f64> {
        let k = sheet.k;
        let (end, room) = match caption.beside {
            (from, None) => (from, f64::from(OPEN_BAR * 1.6 * k)),
            (_, Some(_)) if caption.side == Side::Before => return None,
            (_, Some(to)) => {
                let words = width(caption.words.first()?, sheet.small());
                let room = f64::from(words + BESIDE * 2.0 * k);
                let to_today = (self.today - to).num_days() as f64 * self.pace;
                let is_short = (0.0..room).contains(&to_today);
                match caption.side {
                    Side::Today if is_short => (self.today, room),
                    _ if is_short => return None,
                    _ => (to, room),
                }
            }
        };
        let along = f64::from(end.num_days_from_ce()) - self.first;
        Some((f64::from(self.plot.width()) - room) / along.max(1.0))
    }

    /// Where a day begins, kept within the plot.
    pub(super) fn x(&self, day: NaiveDate) -> f32 {
        let along = (f64::from(day.num_days_from_ce()) - self.first) * self.pace;
        (self.plot.left + along as f32).clamp(self.plot.left, self.plot.right)
    }

    /// The word of today on its own ground over the plot.
    pub(super) fn today(&self, sheet: &mut Sheet) {
        let k = sheet.k;
        let style = sheet.small_strong();
        let half = width("today", style) / 2.0 + 6.0 * k;
        let right = (sheet.scene.width - half).max(half);
        let x = self.today_x.clamp(half.min(right), right);
        let middle = (HEADER - 11.5) * k;
        let ground = Rect::new(x - half, middle - 8.5 * k, x + half, middle + 8.5 * k);
        sheet.scene.items.push(Item::Box {
            rect: ground,
            radius: 3.0 * k,
            fill: Some(Ink::Text),
            outline: None,
        });
        let hang = (AlignX::Centre, AlignY::Middle);
        sheet.say(Text::new((x, middle), hang, style, Ink::Surface, "today"));
        sheet.room.take(ground.grown(4.0 * k));
        let (top, bottom) = (ground.bottom, self.plot.bottom);
        let line = Rect::new(self.today_x - 2.5 * k, top, self.today_x + 2.5 * k, bottom);
        sheet.room.take(line);
    }

    /// Today's line, over the bars.
    pub(super) fn today_line(&self, sheet: &mut Sheet) {
        let k = sheet.k;
        let (from, to) = ((self.today_x, 19.0 * k), (self.today_x, self.plot.bottom));
        sheet
            .scene
            .line(from, to, Stroke::solid(1.6 * k, Ink::Text));
    }

    /// Names the months, quarters, half years or years. Returns where their lines stand.
    pub(super) fn ticks(&self, sheet: &mut Sheet) -> Vec<f32> {
        let k = sheet.k;
        let style = sheet.small();
        let room = f64::from(width("2026-00", style) + 14.0 * k);
        let names = |every: i32| -> Vec<Text> {
            let days = self.months(every).into_iter();
            days.map(|day| {
                let at = (self.x(day), (HEADER - 11.5) * k);
                let hang = (AlignX::Centre, AlignY::Middle);
                let words = day.format("%Y-%m").to_string();
                Text::new(at, hang, style, Ink::Text2, words)
            })
            .collect()
        };
        let off = |texts: &Vec<Text>| {
            let is_free = |text: &&Text| sheet.room.is_free(&text.bounds);
            let count = texts.iter().filter(is_free).count();
            TICKS
                .0
                .saturating_sub(count)
                .max(count.saturating_sub(TICKS.1))
        };
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
        let apart = |every: &i32| f64::from(*every) * self.pace * MONTH >= room;
        let offers = steps.into_iter().filter(apart).map(names);
        let texts = offers.min_by_key(off).unwrap_or_default();
        let lines = texts.iter().map(|text| text.at.0).collect();
        for text in texts {
            sheet.say_if_free(text);
        }
        lines
    }

    /// The first days of every `every`th month shown.
    fn months(&self, every: i32) -> Vec<NaiveDate> {
        let last = self.first + f64::from(self.plot.width()) / self.pace;
        let Some(first) = NaiveDate::from_num_days_from_ce_opt(self.first.floor() as i32) else {
            return Vec::new();
        };
        let number = first.year() * 12 + first.month0() as i32;
        let number = number.div_euclid(every) * every;
        (0..=64)
            .map_while(|at| {
                let month = number + at * every;
                let (year, month0) = (month.div_euclid(12), month.rem_euclid(12) as u32);
                NaiveDate::from_ymd_opt(year, month0 + 1, 1)
            })
            .filter(|day| (self.first..=last).contains(&f64::from(day.num_days_from_ce())))
            .collect()
    }

    /// The months' lines under everything, broken where words stand.
    pub(super) fn grid(&self, sheet: &mut Sheet, ticks: &[f32]) {
        let k = sheet.k;
        let stroke = Stroke::solid(k, Ink::Rule);
        let mut lines = Vec::new();
        for x in ticks {
            let mut breaks: Vec<Rect> = sheet
                .scene
                .texts()
                .map(|text| text.bounds.grown(2.0 * k))
                .filter(|words| words.left < *x && *x < words.right)
                .collect();
            breaks.sort_by(|a, b| a.top.total_cmp(&b.top));
            let mut top = self.plot.top;
            for words in breaks {
                if words.top > top {
                    lines.push(vec![(*x, top), (*x, words.top)]);
                }
                top = top.max(words.bottom);
            }
            if top < self.plot.bottom {
                lines.push(vec![(*x, top), (*x, self.plot.bottom)]);
            }
        }
        let lines = lines
            .into_iter()
            .map(|points| Item::Line { points, stroke });
        sheet.scene.items.splice(0..0, lines);
    }
}
