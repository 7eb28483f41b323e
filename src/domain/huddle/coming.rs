//! Why a patient is prepared for on a day: a visit is booked, or an opioid supply ends.

use chrono::{Duration, NaiveDate, NaiveTime};

use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::domain::medicine::{Opioid, Purpose};
use crate::domain::workbook::Workbook;

/// A fill that comes more than so many days before the supply before it ends is early.
const EARLY_FILL_DAYS: i64 = 3;
/// A request that comes more than so many days before the refill is due is early; one that says
/// so is, whenever it comes.
const EARLY_REQUEST_DAYS: i64 = 7;

/// A visit that is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When, where the appointment says so.
    pub time: Option<NaiveTime>,
    /// "chronic pain visit", as written.
    pub kind: String,
}

/// An opioid to be refilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refill {
    /// The first day that the newest supply does not cover; `None` when no supply is known.
    pub due_on: Option<NaiveDate>,
    /// When the patient asked for it.
    pub asked_on: Option<NaiveDate>,
    /// Asked for early; `None` when it does not say so and no due day is known.
    pub is_asked_early: Option<bool>,
    /// The newest supply was filled so many days before the one before it ended, where that is
    /// early.
    pub filled_early_by: Option<i64>,
    /// Nobody can tell whether the newest supply was filled early: the one before has no end.
    pub is_fill_unclear: bool,
}

impl Refill {
    /// Whether something about it came early; `None` when that cannot be told.
    pub fn is_early(&self) -> Option<bool> {
        let is_early = self.is_asked_early == Some(true) || self.filled_early_by.is_some();
        let is_unclear = self.is_fill_unclear || self.is_asked_early.is_none();
        if is_early {
            Some(true)
        } else {
            (!is_unclear).then_some(false)
        }
    }
}

/// Why a patient is prepared for; at least one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The first visit of the day.
    pub visit: Option<Visit>,
    /// The refill that is due or asked for.
    pub refill: Option<Refill>,
}

/// What a patient is prepared for on `day`; `None` for nothing.
pub fn coming(workbook: &Workbook, patient: PatientId, day: NaiveDate) -> Option<Coming> {
    let events = workbook.events_of(patient);
    let today = booked_visits(events, day).take_while(|e| e.on == day);
    let visits = today.map(|e| visit(&e.value));
    let visit = visits.min_by_key(|v| (v.time.is_none(), v.time));
    let refill = refill(workbook, patient, day);
    (visit.is_some() || refill.is_some()).then_some(Coming { visit, refill })
}

/// The visits that are booked on `day` or later, of one patient's events in their order.
pub fn booked_visits(events: &[CareEvent], day: NaiveDate) -> impl Iterator<Item = &CareEvent> {
    let first = events.partition_point(|e| e.on < day);
    let ahead = events.get(first..).unwrap_or_default().iter();
    ahead.filter(|e| e.is_booked_visit())
}

/// The newest supply of one strength of an opioid.
struct Supply<'a> {
    opioid: &'a Opioid,
    filled: NaiveDate,
    /// The first day without it; `None` without days supply.
    ends: Option<NaiveDate>,
    /// Days before the end of the one before it, 0 without one; `None` where that end is unknown.
    early_by: Option<i64>,
}

impl Supply<'_> {
    /// Whether a fill goes on with this supply. Another strength is a supply of its own: it may be
    /// taken beside this one, as a long-acting opioid is beside a short-acting one.
    fn is_of(&self, opioid: &Opioid) -> bool {
        (self.opioid.ingredient, self.opioid.route) == (opioid.ingredient, opioid.route)
            && self.opioid.strength == opioid.strength
    }
}

/// The newest supply of each strength of an opioid for pain that was filled before `day`.
fn supplies(workbook: &Workbook, patient: PatientId, day: NaiveDate) -> Vec<Supply<'_>> {
    let mut newest: Vec<Supply<'_>> = Vec::new();
    let fills = workbook.fills_of(patient).iter();
    for fill in fills.take_while(|f| f.filled < day) {
        let product = workbook.product(fill.product);
        let opioid = product.and_then(|p| p.medicine.opioid.as_ref());
        let Some(opioid) = opioid.filter(|o| o.purpose == Purpose::Pain) else {
            continue;
        };
        let ends = fill
            .days_supply
            .filter(|days| *days > 0)
            .and_then(|_| fill.last_day_looked_at().succ_opt());
        let same = newest.iter().position(|s| s.is_of(opioid));
        let former = same.map(|at| newest.swap_remove(at));
        newest.push(match former {
            // Filled twice on a day: the longer one says when it ends.
            Some(former) if former.filled == fill.filled => Supply {
                ends: former.ends.max(ends),
                ..former
            },
            former => Supply {
                opioid,
                filled: fill.filled,
                ends,
                early_by: match former {
                    None => Some(0),
                    Some(former) => former.ends.map(|end| (end - fill.filled).num_days()),
                },
            },
        });
    }
    newest
}

/// The refill due on `day`, or asked for that day.
fn refill(workbook: &Workbook, patient: PatientId, day: NaiveDate) -> Option<Refill> {
    let supplies = supplies(workbook, patient, day);
    let due: Vec<&Supply<'_>> = supplies.iter().filter(|s| s.ends == Some(day)).collect();
    let requests = workbook.events_of(patient).iter().rev();
    let is_request = |e: &&CareEvent| e.kind == EventKind::RefillRequest && e.took_place();
    let mut requests = requests.filter(is_request).filter(|e| e.on <= day);
    let request = requests.next();
    let asked_today = request.filter(|e| e.on == day);
    let meant = match (due.is_empty(), asked_today) {
        (false, _) => due,
        // The next to run out; where all have, the newest.
        (true, Some(_)) => {
            let ahead = supplies
                .iter()
                .filter(|s| s.ends.is_some_and(|end| end >= day));
            let next = ahead.min_by_key(|s| s.ends);
            let meant = next.or_else(|| supplies.iter().max_by_key(|s| s.filled));
            meant.into_iter().collect()
        }
        (true, None) => return None,
    };
    let asked = request.filter(|e| e.on == day || meant.iter().any(|s| e.on > s.filled));
    let due_on = meant.first().and_then(|s| s.ends);
    // Of several that end together the earliest fill is told.
    let early_by = meant.iter().filter_map(|s| s.early_by).max();
    Some(Refill {
        due_on,
        asked_on: asked.map(|e| e.on),
        is_asked_early: asked.map_or(Some(false), |e| is_asked_early(e, due_on)),
        is_fill_unclear: meant.iter().any(|s| s.early_by.is_none()),
        filled_early_by: early_by.filter(|days| *days > EARLY_FILL_DAYS),
    })
}

/// The words decide; without any the days before the refill is due do, where that day is known.
fn is_asked_early(request: &CareEvent, due_on: Option<NaiveDate>) -> Option<bool> {
    let value = request.value.to_lowercase();
    if value.contains("on time") || value.contains("not early") {
        return Some(false);
    }
    if value.contains("early") {
        return Some(true);
    }
    due_on.map(|due| request.on < due - Duration::days(EARLY_REQUEST_DAYS))
}

/// Time and kind from an appointment's text: "09:20 chronic pain visit", "routine visit, 2:15 PM".
fn visit(value: &str) -> Visit {
    let mut words: Vec<&str> = value.split_whitespace().collect();
    let found = words.iter().enumerate().find_map(|(at, word)| {
        let after = words.get(at + 1).copied().unwrap_or_default();
        time(word, after).map(|(time, takes)| (at, takes, time))
    });
    if let Some((at, takes, _)) = found {
        words.drain(at..(at + takes).min(words.len()));
    }
    let kind = words.join(" ");
    Visit {
        time: found.map(|(_, _, time)| time),
        kind: kind.trim_matches([',', ';', ' ']).to_owned(),
    }
}

/// A time of day, and how many words it takes: "9:20", "14:05", "2:15pm", "2:15 PM".
fn time(word: &str, after: &str) -> Option<(NaiveTime, usize)> {
    let plain = |text: &str| {
        text.trim_matches([',', ';'])
            .to_lowercase()
            .replace('.', "")
    };
    let (word, after) = (plain(word), plain(after));
    let split = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let (digits, attached) = word.split_at(split);
    let mut parts = digits.split(':').map(str::parse::<u32>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let (half, takes) = match (attached, after.as_str()) {
        ("", "am" | "pm") => (after.as_str(), 2),
        (half, _) => (half, 1),
    };
    let hour = match half {
        "" => hour,
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    Some((NaiveTime::from_hms_opt(hour, minute, 0)?, takes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_kind_are_read_from_what_an_appointment_says() {
        for (value, expected, kind) in [
            (
                "09:20 chronic pain visit",
                Some("09:20"),
                "chronic pain visit",
            ),
            ("routine visit, 2:15 PM", Some("14:15"), "routine visit"),
            ("2:15p.m. refill only", Some("14:15"), "refill only"),
            (
                "12:05 am nurse or coordinator visit",
                Some("00:05"),
                "nurse or coordinator visit",
            ),
            ("12:30pm", Some("12:30"), ""),
            (
                "14:05:00 yearly pain visit",
                Some("14:05"),
                "yearly pain visit",
            ),
            ("chronic pain visit", None, "chronic pain visit"),
            ("25:00 visit", None, "25:00 visit"),
            ("14:05 pm visit", None, "14:05 pm visit"),
            ("", None, ""),
        ] {
            let found = visit(value);
            let time = found.time.map(|t| t.format("%H:%M").to_string());
            assert_eq!(
                (time.as_deref(), found.kind.as_str()),
                (expected, kind),
                "{value}"
            );
        }
    }
}
