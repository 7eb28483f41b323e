//! What a person can ask to be changed about measures, and the edits it comes to.

use chrono::NaiveDate;

use super::{
    ChartMark, MarkKind, MeasureChoice, MeasureId, MeasureLogEntry, OwnForm, OwnMeasure, OwnPoint,
    Snapshot, TallyCount, TallyPeriod, counted_on,
};
use crate::domain::clinic::Goal;
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{
    ChartMarkId, ClinicianId, GoalId, MeasureChoiceId, MeasureLogId, OwnMeasureId, OwnPointId,
    SnapshotId, TallyCountId, TallyPeriodId,
};
use crate::domain::patient::Clinician;

/// The longest tally: a quarter.
const MOST_TALLY_DAYS: i64 = 92;

/// Where a measure should get to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// From where, in the measure's unit.
    pub from: Option<f64>,
    /// To where.
    pub to: f64,
    /// By when.
    pub by: Option<NaiveDate>,
}

/// A request about measures.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureCommand {
    /// An aim, or none.
    SetAim(MeasureId, Option<Aim>),
    /// A new measure (number 0) or other words of one.
    SaveMeasure(Box<OwnMeasure>),
    /// Takes a measure away with all that was entered for it.
    RemoveMeasure(OwnMeasureId),
    /// Numbers entered for one measure; one for the same period and clinician is replaced.
    SavePoints(OwnMeasureId, Vec<OwnPoint>),
    /// Takes a number away.
    RemovePoint(OwnPointId),
    /// A new mark (number 0) or other words of one.
    SaveMark(Box<ChartMark>),
    /// Takes a mark away.
    RemoveMark(ChartMarkId),
    /// What the team says of a measure.
    SaveChoice(Box<MeasureChoice>),
    /// A new tally period (number 0) or other days of one.
    SaveTally(Box<TallyPeriod>),
    /// Takes a tally period away with its counts.
    RemoveTally(TallyPeriodId),
    /// One event more or fewer.
    Tap {
        /// In which period.
        period: TallyPeriodId,
        /// On which day.
        day: NaiveDate,
        /// Of which category.
        category: String,
        /// How many more; below 0 fewer.
        more: i32,
    },
    /// A new baseline (number 0) or other words of one; its values never change.
    SaveSnapshot(Box<Snapshot>),
    /// Takes a baseline away.
    RemoveSnapshot(SnapshotId),
    /// A new entry of the log (number 0) or other words of one.
    SaveLogEntry(Box<MeasureLogEntry>),
    /// Takes an entry away.
    RemoveLogEntry(MeasureLogId),
    /// The team a clinician belongs to; empty for none.
    SetTeam(ClinicianId, String),
}

impl MeasureCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::SetAim(measure, aim) => context.set_aim(measure, aim),
            Self::SaveMeasure(measure) => context.save_own_measure(*measure),
            Self::RemoveMeasure(id) => context.remove_own_measure(id),
            Self::SavePoints(measure, points) => context.save_points(measure, points),
            Self::RemovePoint(id) => context.remove_point(id),
            Self::SaveMark(mark) => context.save_mark(*mark),
            Self::RemoveMark(id) => context.remove_mark(id),
            Self::SaveChoice(choice) => context.save_choice(*choice),
            Self::SaveTally(period) => context.save_tally(*period),
            Self::RemoveTally(id) => context.remove_tally(id),
            Self::Tap {
                period,
                day,
                category,
                more,
            } => context.tap(period, day, &category, more),
            Self::SaveSnapshot(snapshot) => context.save_snapshot(*snapshot),
            Self::RemoveSnapshot(id) => context.remove_snapshot(id),
            Self::SaveLogEntry(entry) => context.save_measure_log(*entry),
            Self::RemoveLogEntry(id) => context.remove_measure_log(id),
            Self::SetTeam(clinician, team) => context.set_team(clinician, &team),
        }
    }
}

/// The record with this number among those kept; number 0 is a new one.
fn kept<'a, T>(
    records: &'a [T],
    id: i64,
    number: impl Fn(&T) -> i64,
    what: &str,
) -> Result<Option<&'a T>, Refusal> {
    if id == 0 {
        return Ok(None);
    }
    match records.iter().find(|r| number(r) == id) {
        Some(record) => Ok(Some(record)),
        None => gone(what),
    }
}

/// A number that a value or count can be.
fn is_usable(value: f64) -> bool {
    value.is_finite() && (0.0..=1e9).contains(&value)
}

macro_rules! stamp {
    () => {
        |record, by, on| {
            by.clone_into(&mut record.by);
            record.on = on;
        }
    };
}

impl Context<'_> {
    fn known_measure(&self, measure: MeasureId) -> Result<(), Refusal> {
        if measure.is_known(self.workbook) {
            Ok(())
        } else {
            gone("measure")
        }
    }

    fn set_aim(&self, measure: MeasureId, aim: Option<Aim>) -> Result<EditSet, Refusal> {
        self.known_measure(measure)?;
        if let Some(aim) = aim {
            let is_share = measure.unit(self.workbook) == super::Unit::Percent;
            for value in [Some(aim.to), aim.from].into_iter().flatten() {
                if !is_usable(value) {
                    return refuse("An aim is a number of 0 or more, e.g. 10 for 10 %.");
                }
                if is_share && value > 100.0 {
                    return refuse("A share is at most 100 %.");
                }
            }
        }
        let before = self.workbook.goal(measure).cloned();
        let next = GoalId(self.workbook.next.goal);
        let id = before.as_ref().map_or(next, |g| g.id);
        let after = aim.map(|aim| Goal {
            id,
            measure,
            value: aim.to,
            by: aim.by,
            from: aim.from,
        });
        let name = format!("Set the aim of {}", measure.label(self.workbook));
        if before == after {
            return Ok(EditSet::nothing(name));
        }
        Ok(one(name, Edit::Goal(Change { before, after })))
    }

    fn save_own_measure(&self, mut measure: OwnMeasure) -> Result<EditSet, Refusal> {
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
            let period = measure.period.label().to_lowercase();
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

    fn remove_own_measure(&self, id: OwnMeasureId) -> Result<EditSet, Refusal> {
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

    fn save_points(&self, id: OwnMeasureId, points: Vec<OwnPoint>) -> Result<EditSet, Refusal> {
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

    fn remove_point(&self, id: OwnPointId) -> Result<EditSet, Refusal> {
        let Some(point) = self.workbook.own_points.iter().find(|p| p.id == id) else {
            return gone("number");
        };
        let edit = Edit::OwnPoint(Box::new(Change::remove(point.clone())));
        Ok(one("Remove a number", edit))
    }

    fn save_mark(&self, mut mark: ChartMark) -> Result<EditSet, Refusal> {
        self.known_measure(mark.measure)?;
        let all = &self.workbook.marks;
        let before = kept(all, mark.id.0, |m| m.id.0, "mark")?;
        let words = mark.words.trim().to_owned();
        mark.words = words;
        if mark.kind.needs_words() && mark.words.is_empty() {
            return refuse(match mark.kind {
                MarkKind::Note => "The note is empty. Say what happened.",
                _ => "Say why: a reader of the chart must be able to judge it.",
            });
        }
        let period = mark.measure.period(self.workbook);
        let same = all.iter().find(|m| {
            m.measure == mark.measure
                && m.kind == mark.kind
                && m.id != mark.id
                && (mark.kind == MarkKind::Baseline
                    || period.end_of(m.day) == period.end_of(mark.day))
        });
        let mut edits = Vec::new();
        match (mark.kind, same) {
            (MarkKind::Note, _) | (_, None) => {}
            // A chart has one baseline: the new one takes the old one's place.
            (MarkKind::Baseline, Some(other)) => {
                edits.push(Edit::ChartMark(Box::new(Change::remove(other.clone()))));
            }
            (kind, Some(_)) => {
                return refuse(format!(
                    "“{}” is set at this point already. Change or remove that one.",
                    kind.label()
                ));
            }
        }
        if before.is_none() {
            mark.id = ChartMarkId(self.workbook.next.chart_mark);
        }
        let label = mark.kind.label().to_lowercase();
        let verb = if before.is_some() { "Change" } else { "Set" };
        let name = format!("{verb} {label} on {}", mark.measure.label(self.workbook));
        let saved = self.saved(name, before, mark, stamp!(), Edit::ChartMark);
        edits.extend(saved.edits);
        Ok(EditSet {
            name: saved.name,
            edits,
        })
    }

    fn remove_mark(&self, id: ChartMarkId) -> Result<EditSet, Refusal> {
        let Some(mark) = self.workbook.marks.iter().find(|m| m.id == id) else {
            return gone("mark");
        };
        let name = format!("Remove {}", mark.kind.label().to_lowercase());
        Ok(one(
            name,
            Edit::ChartMark(Box::new(Change::remove(mark.clone()))),
        ))
    }

    fn save_choice(&self, mut choice: MeasureChoice) -> Result<EditSet, Refusal> {
        self.known_measure(choice.measure)?;
        let scores = [choice.importance, choice.feasibility, choice.motivation];
        if scores.into_iter().flatten().any(|s| !(1..=5).contains(&s)) {
            return refuse("Scores run from 1 to 5.");
        }
        let all = &self.workbook.choices;
        let before = all.iter().find(|c| c.measure == choice.measure);
        let next = MeasureChoiceId(self.workbook.next.measure_choice);
        choice.id = before.map_or(next, |b| b.id);
        let name = format!("Choose about {}", choice.measure.label(self.workbook));
        Ok(self.saved(name, before, choice, stamp!(), Edit::MeasureChoice))
    }

    fn save_tally(&self, mut period: TallyPeriod) -> Result<EditSet, Refusal> {
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
    fn without_tally(&self, period: &TallyPeriod) -> Vec<Edit> {
        let counts = self.workbook.tally_counts.iter();
        let mut edits: Vec<Edit> = counts
            .filter(|c| c.period == period.id)
            .map(|c| Edit::TallyCount(Box::new(Change::remove(c.clone()))))
            .collect();
        edits.push(Edit::TallyPeriod(Box::new(Change::remove(period.clone()))));
        edits
    }

    fn remove_tally(&self, id: TallyPeriodId) -> Result<EditSet, Refusal> {
        let Some(period) = self.workbook.tally_periods.iter().find(|p| p.id == id) else {
            return gone("tally");
        };
        Ok(EditSet {
            name: "Remove a tally".to_owned(),
            edits: self.without_tally(period),
        })
    }

    fn tap(
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

    fn save_snapshot(&self, mut snapshot: Snapshot) -> Result<EditSet, Refusal> {
        let all = &self.workbook.snapshots;
        let before = kept(all, snapshot.id.0, |s| s.id.0, "baseline")?;
        self.not_to_come(Some(snapshot.as_of))?;
        match before {
            // What was frozen stays.
            Some(before) => {
                snapshot.values.clone_from(&before.values);
                snapshot.as_of = before.as_of;
            }
            None => snapshot.id = SnapshotId(self.workbook.next.snapshot),
        }
        let verb = if before.is_some() { "Change" } else { "Freeze" };
        let name = format!("{verb} the baseline of {}", snapshot.as_of);
        Ok(self.saved(name, before, snapshot, stamp!(), Edit::Snapshot))
    }

    fn remove_snapshot(&self, id: SnapshotId) -> Result<EditSet, Refusal> {
        let Some(snapshot) = self.workbook.snapshots.iter().find(|s| s.id == id) else {
            return gone("baseline");
        };
        let name = format!("Remove the baseline of {}", snapshot.as_of);
        Ok(one(
            name,
            Edit::Snapshot(Box::new(Change::remove(snapshot.clone()))),
        ))
    }

    fn save_measure_log(&self, mut entry: MeasureLogEntry) -> Result<EditSet, Refusal> {
        let all = &self.workbook.measure_log;
        let before = kept(all, entry.id.0, |e| e.id.0, "entry")?;
        self.not_to_come(Some(entry.day))?;
        if let Some(measure) = entry.measure {
            self.known_measure(measure)?;
        }
        if entry.who.trim().is_empty() && entry.words.trim().is_empty() {
            return refuse("The entry is empty. Say who, or what was said.");
        }
        if before.is_none() {
            entry.id = MeasureLogId(self.workbook.next.measure_log);
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        let name = format!("{verb} “{}” of {}", entry.kind.label(), entry.day);
        Ok(self.saved(name, before, entry, stamp!(), Edit::MeasureLog))
    }

    fn remove_measure_log(&self, id: MeasureLogId) -> Result<EditSet, Refusal> {
        let Some(entry) = self.workbook.measure_log.iter().find(|e| e.id == id) else {
            return gone("entry");
        };
        let name = format!("Remove “{}” of {}", entry.kind.label(), entry.day);
        Ok(one(
            name,
            Edit::MeasureLog(Box::new(Change::remove(entry.clone()))),
        ))
    }

    fn set_team(&self, id: ClinicianId, team: &str) -> Result<EditSet, Refusal> {
        let Some(before) = self.workbook.clinician(id) else {
            return gone("clinician");
        };
        let after = Clinician {
            team: team.trim().to_owned(),
            ..before.clone()
        };
        let name = format!("Set the team of {}", before.name);
        if after == *before {
            return Ok(EditSet::nothing(name));
        }
        Ok(one(
            name,
            Edit::Clinician(Change::replace(before.clone(), after)),
        ))
    }
}
