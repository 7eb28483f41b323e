//! Which backups stay: a pure function of their times.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

/// Every backup of the last days stays.
const ALL_DAYS: u64 = 2;
/// The newest of each of this many days, weeks and months with a backup stays.
const DAILY: usize = 12;
const WEEKLY: usize = 10;
const MONTHLY: usize = 9;

/// For each backup time, whether it stays at `now` (both local).
///
/// Days, weeks and months are counted over those that have a backup, not over the calendar, so
/// that a long holiday or a clock set wrong drops nothing. Backups from the future (the clock was
/// set back since) all stay, as does the newest of all.
pub fn keep(times: &[NaiveDateTime], now: NaiveDateTime) -> Vec<bool> {
    let mut order: Vec<usize> = (0..times.len()).collect();
    let time = |at: &usize| times.get(*at).copied().unwrap_or_default();
    order.sort_by_key(|at| std::cmp::Reverse(time(at)));
    let past: Vec<NaiveDateTime> = order.iter().map(time).filter(|t| *t <= now).collect();
    // The first backup after a jump of the clock must not make the others look old at once.
    let anchor = past.get(1).copied().unwrap_or(now);
    let recent = anchor
        .min(now)
        .checked_sub_days(Days::new(ALL_DAYS))
        .unwrap_or(anchor);
    let (mut days, mut weeks, mut months) =
        (Slots::new(DAILY), Slots::new(WEEKLY), Slots::new(MONTHLY));
    let mut keep = vec![false; times.len()];
    for (rank, at) in order.iter().enumerate() {
        let t = time(at);
        let stays = if t > now {
            true
        } else {
            let day = t.date();
            // Every kind of slot is asked, so that each is filled by its own newest.
            let slots = [
                days.take(day),
                weeks.take(monday(day)),
                months.take(first(day)),
            ];
            t >= recent || slots.contains(&true)
        };
        if let Some(slot) = keep.get_mut(*at) {
            *slot = stays || rank == 0;
        }
    }
    keep
}

/// Newest first, a period takes a slot the first time it is met, while there are any.
struct Slots {
    left: usize,
    last: Option<NaiveDate>,
}

impl Slots {
    fn new(left: usize) -> Self {
        Self { left, last: None }
    }

    fn take(&mut self, period: NaiveDate) -> bool {
        if self.last == Some(period) || self.left == 0 {
            return false;
        }
        self.last = Some(period);
        self.left -= 1;
        true
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

fn first(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    /// A backup is made and those that do not stay are removed.
    fn back_up(kept: &mut Vec<NaiveDateTime>, now: NaiveDateTime) {
        kept.push(now);
        let stays = keep(kept, now);
        let mut stays = stays.iter();
        kept.retain(|_| *stays.next().unwrap());
        assert!(kept.contains(&now), "the one just made stays");
    }

    fn half_hours(kept: &mut Vec<NaiveDateTime>, day: NaiveDateTime) {
        for half_hour in 0..18 {
            back_up(kept, day + Duration::minutes(8 * 60 + 30 * half_hour));
        }
    }

    #[test]
    fn over_400_days_of_work_every_period_keeps_its_newest() {
        let start = at("2026-01-01 00:00");
        let mut kept = Vec::new();
        for day in 0..400 {
            let today = start + Duration::days(day);
            if today.weekday().num_days_from_monday() < 5 {
                half_hours(&mut kept, today);
            }
            assert!(
                kept.len() <= 3 * 18 + DAILY + WEEKLY + MONTHLY,
                "{}",
                kept.len()
            );
        }
        let now = start + Duration::days(399);
        let has =
            |from: NaiveDateTime, to: NaiveDateTime| kept.iter().any(|t| from <= *t && *t < to);
        for back in 0..16 {
            let day = now - Duration::days(back);
            if day.weekday().num_days_from_monday() < 5 {
                assert!(has(day, day + Duration::days(1)), "day {day}");
            }
        }
        for back in 0..10 {
            let week = monday(now.date()).and_time(now.time()) - Duration::weeks(back);
            assert!(has(week, week + Duration::weeks(1)), "week {week}");
        }
        let mut month = first(now.date());
        for _ in 0..9 {
            let next = first(month + Days::new(31));
            let midnight = |d: NaiveDate| d.and_hms_opt(0, 0, 0).unwrap();
            assert!(has(midnight(month), midnight(next)), "month {month}");
            month = first(month.pred_opt().unwrap());
        }
    }

    #[test]
    fn a_jump_of_the_clock_drops_no_day_week_or_month() {
        let start = at("2026-01-01 00:00");
        let mut kept = Vec::new();
        for day in 0..200 {
            half_hours(&mut kept, start + Duration::days(day));
        }
        let before = kept.clone();
        let now = start + Duration::days(199) + Duration::hours(18);
        for jump in [
            Duration::days(3650),
            Duration::days(-1),
            Duration::days(-365),
            Duration::hours(1),
        ] {
            let mut jumped = before.clone();
            back_up(&mut jumped, now + jump);
            let lost = before.iter().filter(|t| !jumped.contains(t)).count();
            // One slot of each kind goes to the new backup; its former holder may go.
            assert!(lost <= 3, "{jump}: {lost} lost");
            back_up(&mut jumped, now + jump + Duration::minutes(30));
            let days = |times: &[NaiveDateTime]| {
                let mut days: Vec<_> = times.iter().map(NaiveDateTime::date).collect();
                days.dedup();
                days.len()
            };
            assert!(days(&jumped) + 3 >= days(&before), "{jump}");
        }
    }

    #[test]
    fn the_newest_always_stays() {
        assert_eq!(
            keep(&[at("2020-01-01 10:00")], at("2036-01-01 10:00")),
            [true]
        );
        assert_eq!(keep(&[], at("2036-01-01 10:00")), Vec::<bool>::new());
    }
}
