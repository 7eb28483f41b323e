//! What a person can ask to be changed about measures, and the edits it comes to.

mod own;
mod tally;

use chrono::NaiveDate;

use super::{
    ChartMark, MarkKind, MeasureChoice, MeasureId, MeasureLogEntry, OwnMeasure, OwnPoint, Snapshot,
    TallyPeriod,
};
use crate::domain::clinic::Goal;
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{
    ChartMarkId, ClinicianId, GoalId, MeasureChoiceId, MeasureLogId, OwnMeasureId, OwnPointId,
    SnapshotId, TallyPeriodId,
};
use crate::domain::patient::Clinician;

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
use stamp;

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
