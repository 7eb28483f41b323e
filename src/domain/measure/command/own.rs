//! Requests about the measures that the team enters, and their numbers.

use chrono::NaiveDate;

use super::{is_usable, kept, stamp};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{OwnMeasureId, OwnPointId};
use crate::domain::measure::{MeasureId, MeasureLogEntry, OwnForm, OwnMeasure, OwnPoint};

impl Context<'_> {
    pub(super) fn save_own_measure(&self, mut measure: OwnMeasure) -> Result<EditSet, Refusal> {
        let all = &self.workbook.own_measures;
        let before = kept(all, measure.id.0, |m| m.id.0, "measure")?;
        let name = measure.name.trim().to_owned();
        measure.name = name;
        if measure.name.is_empty() {
            return refuse("The measure needs a name. Say what is measured.");
        }
        let same = measure.name.to_lowercase();
        if all
            .iter()
            .any(|m| m.id != measure.id && m.name.to_lowercase() == same)
        {
            return refuse("Another measure has this name. Choose a name of its own.");
        }
        if measure.form == OwnForm::Rate && measure.per == 0 {
            return refuse("A rate is for every so many, e.g. 100.");
        }
        let points = self.workbook.points_of(measure.id);
        let mut tallies = self.workbook.tally_periods.iter();
        let is_tallied = tallies.any(|p| p.measure == measure.id);
        let has_points = !points.is_empty() || is_tallied;
        if before.is_some_and(|b| b.form != measure.form && has_points) {
            return refuse(
                "Numbers of the old kind are entered already. Add another measure, or remove the numbers first.",
            );
        }
        let mut places: Vec<_> = points
            .iter()
            .map(|p| (measure.period.end_of(p.day), &p.clinician))
            .collect();
        places.sort();
        if places.windows(2).any(|pair| pair.first() == pair.last()) {
            let period = measure.period.word();
            return refuse(format!(
                "Two numbers would fall into the same {period}. Keep the shorter time, or add another measure."
            ));
        }
        if before.is_none() {
            measure.id = OwnMeasureId(self.workbook.next.own_measure);
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        let name = format!("{verb} the measure {}", measure.name);
        Ok(self.saved(name, before, measure, stamp!(), Edit::OwnMeasure))
    }

    pub(super) fn remove_own_measure(&self, id: OwnMeasureId) -> Result<EditSet, Refusal> {
        let w = self.workbook;
        let Some(measure) = w.own_measure(id) else {
            return gone("measure");
        };
        let tests = w.tests.iter().filter(|t| t.measure == Some(id.into()));
        if tests.count() > 0 {
            return refuse(
                "A small test counts with this measure. Choose another measure for the test, or end this one instead.",
            );
        }
        let code = MeasureId::Own(id);
        let mut edits: Vec<Edit> = Vec::new();
        let points = w.points_of(id).iter();
        edits.extend(points.map(|p| Edit::OwnPoint(Box::new(Change::remove(p.clone())))));
        let marks = w.marks_of(code);
        edits.extend(marks.map(|m| Edit::ChartMark(Box::new(Change::remove(m.clone())))));
        let goals = w.goals.iter().filter(|g| g.measure == code);
        edits.extend(goals.map(|g| Edit::Goal(Change::remove(g.clone()))));
        let choices = w.choices.iter().filter(|c| c.measure == code);
        edits.extend(choices.map(|c| Edit::MeasureChoice(Box::new(Change::remove(c.clone())))));
        for entry in w.measure_log.iter().filter(|e| e.measure == Some(code)) {
            let after = MeasureLogEntry {
                measure: None,
                ..entry.clone()
            };
            edits.push(Edit::MeasureLog(Box::new(Change::replace(
                entry.clone(),
                after,
            ))));
        }
        for period in w.tally_periods.iter().filter(|p| p.measure == id) {
            edits.extend(self.without_tally(period));
        }
        edits.push(Edit::OwnMeasure(Box::new(Change::remove(measure.clone()))));
        let name = format!("Remove the measure {}", measure.name);
        Ok(EditSet { name, edits })
    }

    pub(super) fn save_points(
        &self,
        id: OwnMeasureId,
        points: Vec<OwnPoint>,
    ) -> Result<EditSet, Refusal> {
        let w = self.workbook;
        let Some(measure) = w.own_measure(id) else {
            return gone("measure");
        };
        let mut edits: Vec<Edit> = Vec::new();
        let mut next = w.next.own_point;
        let mut seen: Vec<(NaiveDate, String)> = Vec::new();
        for mut point in points {
            point.measure = id;
            let clinician = point.clinician.trim().to_owned();
            point.clinician = clinician;
            self.check_point(measure, &point)?;
            let end = measure.period.end_of(point.day);
            let key = (end, point.clinician.clone());
            if seen.contains(&key) {
                let period = measure.period.name(end);
                return refuse(format!("{period} is given twice. Keep one number for it."));
            }
            let same = |p: &&OwnPoint| {
                measure.period.end_of(p.day) == end && p.clinician == point.clinician
            };
            let known = w.points_of(id);
            let before = match point.id.0 {
                0 => known.iter().find(same),
                number => kept(known, number, |p| p.id.0, "number")?,
            };
            if let Some(other) = known.iter().find(same)
                && before.is_some_and(|b| b.id != other.id)
            {
                let period = measure.period.name(end);
                return refuse(format!("{period} has a number already. Change that one."));
            }
            seen.push(key);
            let id = before.map_or(OwnPointId(next), |b| b.id);
            next += i64::from(before.is_none());
            let after = OwnPoint { id, ..point };
            let is_same = before.is_some_and(|b| {
                let stamped = (b.by.clone(), b.on);
                *b == OwnPoint {
                    by: stamped.0,
                    on: stamped.1,
                    ..after.clone()
                }
            });
            if !is_same {
                let after = OwnPoint {
                    by: self.by.to_owned(),
                    on: self.today,
                    ..after
                };
                edits.push(Edit::OwnPoint(Box::new(Change {
                    before: before.cloned(),
                    after: Some(after),
                })));
            }
        }
        let count = edits.len();
        let name = match count {
            1 => format!("Enter a number of {}", measure.name),
            _ => format!("Enter {count} numbers of {}", measure.name),
        };
        Ok(EditSet { name, edits })
    }

    fn check_point(&self, measure: &OwnMeasure, point: &OwnPoint) -> Result<(), Refusal> {
        let day = point.day;
        if day > measure.period.end_of(self.today) {
            return refuse(format!(
                "{day} lies in the future. A number is of a day that has been."
            ));
        }
        for value in [point.numerator, point.denominator].into_iter().flatten() {
            if !is_usable(value) {
                return refuse(format!(
                    "The number of {day} cannot be used. Type 0 or more."
                ));
            }
        }
        let is_short = measure.form.needs_denominator()
            && point.numerator.is_some()
            && point.denominator.is_none_or(|d| d <= 0.0);
        if is_short {
            return refuse(format!("{day} lacks its denominator: of how many?"));
        }
        let is_share = matches!(measure.form, OwnForm::Share | OwnForm::Sample);
        if let (true, Some(n), Some(d)) = (is_share, point.numerator, point.denominator)
            && n > d
        {
            return refuse(format!(
                "{n} of {d} on {day} is more than all. Check which number is which."
            ));
        }
        Ok(())
    }

    pub(super) fn remove_point(&self, id: OwnPointId) -> Result<EditSet, Refusal> {
        let Some(point) = self.workbook.own_points.iter().find(|p| p.id == id) else {
            return gone("number");
        };
        let edit = Edit::OwnPoint(Box::new(Change::remove(point.clone())));
        Ok(one("Remove a number", edit))
    }
}
