//! Requests about event tallies.

use chrono::NaiveDate;

use super::{kept, stamp};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{TallyCountId, TallyPeriodId};
use crate::domain::measure::{OwnForm, TallyCount, TallyPeriod, counted_on};

/// The longest tally: a quarter.
const MOST_TALLY_DAYS: i64 = 92;

impl Context<'_> {
    pub(super) fn save_tally(&self, mut period: TallyPeriod) -> Result<EditSet, Refusal> {
        let w = self.workbook;
        let before = kept(&w.tally_periods, period.id.0, |p| p.id.0, "tally")?;
        let Some(measure) = w.own_measure(period.measure) else {
            return gone("measure");
        };
        if measure.form != OwnForm::Tally {
            return refuse("Only a measure of the kind “Event tally” is tapped.");
        }
        let days = (period.ends_on - period.starts_on).num_days() + 1;
        if !(1..=MOST_TALLY_DAYS).contains(&days) {
            return refuse("A tally runs for 1 to 92 days, its last day not before its first.");
        }
        let mut names: Vec<String> = Vec::new();
        for name in &period.categories {
            let name = name.trim().to_owned();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return refuse("Name at least one thing to count, e.g. early refill call.");
        }
        period.categories = names;
        let lost = w.tally_counts.iter().any(|c| {
            c.period == period.id
                && c.count > 0
                && (!period.is_open(c.day) || !period.categories.contains(&c.category))
        });
        if lost {
            return refuse(
                "Events are counted outside of these days or names. Keep those as they are.",
            );
        }
        if before.is_none() {
            period.id = TallyPeriodId(w.next.tally_period);
        }
        let verb = if before.is_some() { "Change" } else { "Set up" };
        let name = format!("{verb} a tally of {}", measure.name);
        Ok(self.saved(name, before, period, stamp!(), Edit::TallyPeriod))
    }

    /// The edits that take a period and its counts away.
    pub(super) fn without_tally(&self, period: &TallyPeriod) -> Vec<Edit> {
        let counts = self.workbook.tally_counts.iter();
        let mut edits: Vec<Edit> = counts
            .filter(|c| c.period == period.id)
            .map(|c| Edit::TallyCount(Box::new(Change::remove(c.clone()))))
            .collect();
        edits.push(Edit::TallyPeriod(Box::new(Change::remove(period.clone()))));
        edits
    }

    pub(super) fn remove_tally(&self, id: TallyPeriodId) -> Result<EditSet, Refusal> {
        let Some(period) = self.workbook.tally_periods.iter().find(|p| p.id == id) else {
            return gone("tally");
        };
        Ok(EditSet {
            name: "Remove a tally".to_owned(),
            edits: self.without_tally(period),
        })
    }

    pub(super) fn tap(
        &self,
        id: TallyPeriodId,
        day: NaiveDate,
        category: &str,
        more: i32,
    ) -> Result<EditSet, Refusal> {
        let w = self.workbook;
        let Some(period) = w.tally_periods.iter().find(|p| p.id == id) else {
            return gone("tally");
        };
        if !period.is_open(day) {
            let (from, to) = (period.starts_on, period.ends_on);
            return refuse(format!(
                "This tally runs from {from} to {to}; {day} lies outside."
            ));
        }
        if day > self.today {
            return refuse(format!("{day} lies in the future. Count what has been."));
        }
        if !period.categories.iter().any(|c| c == category) {
            return gone("category");
        }
        let now = counted_on(w, id, day, category);
        let Some(count) = now.checked_add_signed(more) else {
            return refuse("There is nothing left to take away on this day.");
        };
        let before = w
            .tally_counts
            .iter()
            .find(|c| c.period == id && c.day == day && c.category == category);
        let number = before.map_or(TallyCountId(w.next.tally_count), |c| c.id);
        let after = TallyCount {
            id: number,
            period: id,
            day,
            category: category.to_owned(),
            count,
            by: self.by.to_owned(),
        };
        let verb = if more < 0 { "Take away" } else { "Count" };
        let edit = Edit::TallyCount(Box::new(Change {
            before: before.cloned(),
            after: Some(after),
        }));
        Ok(one(format!("{verb} {category}"), edit))
    }
}
