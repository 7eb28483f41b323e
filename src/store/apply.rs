//! Carrying out edits: one transaction, one row of history, or nothing at all.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::Store;
use super::error::{Result, StoreError};
use super::history::{self, Line};
use super::load;
use super::records::{Record, insert_sql, select_sql, update_sql};
use super::undo_import;
use super::values::{Columns, approach_code, to_json};
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::history::{HistoryEntry, Who};
use crate::domain::ids::{FillId, PatientId};

impl Store {
    /// Carries out the edits in order. `act` is `edit`, `undo` or `redo`; `now` a UTC instant.
    ///
    /// Every record must still be as the edit says it was before, or nothing is changed and the
    /// error is [`StoreError::Conflict`]. With any act but undo and redo, the rows of undone
    /// imports go for good, because nothing can bring them back any more.
    pub fn apply(
        &mut self,
        set: &EditSet,
        act: &str,
        who: &Who,
        now: &str,
    ) -> Result<HistoryEntry> {
        self.require_writable()?;
        let what = match act {
            "undo" => format!("Undo {}", set.name),
            "redo" => format!("Redo {}", set.name),
            _ => set.name.clone(),
        };
        self.in_transaction(|conn| {
            if !matches!(act, "undo" | "redo") {
                undo_import::purge_asleep(conn)?;
            }
            for edit in &set.edits {
                apply_edit(conn, edit)?;
            }
            let detail = to_json(set)?;
            let line = Line {
                act,
                what: &what,
                detail: &detail,
                who,
                now,
            };
            history::append(conn, &line)
        })
    }

    /// Runs `work` in a transaction that is kept only when it succeeds.
    pub(super) fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let path = &self.path;
        let run = || {
            let step = self
                .conn
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&step)?;
            step.commit()?;
            Ok(done)
        };
        run().map_err(|error: StoreError| error.at(path))
    }
}

fn apply_edit(conn: &Connection, edit: &Edit) -> Result<()> {
    match edit {
        Edit::Clinic(change) => apply_clinic(conn, change),
        Edit::Settings(change) => apply_settings(conn, change),
        Edit::Patient(change) => apply_change(conn, change),
        Edit::Clinician(change) => apply_change(conn, change),
        Edit::Event(change) => apply_change(conn, change),
        Edit::Decision(change) => apply_change(conn, change),
        Edit::HandMed(change) => apply_change(conn, change),
        Edit::Goal(change) => apply_change(conn, change),
        Edit::Layout(change) => apply_change(conn, change),
        Edit::Round(change) => apply_change(conn, change),
        Edit::Sheet(change) => apply_change(conn, change),
        Edit::Answer(change) => apply_change(conn, change),
        Edit::Remark(change) => apply_change(conn, change),
        Edit::Priority(change) => apply_change(conn, change),
        Edit::Attendance(change) => apply_change(conn, change),
        Edit::Milestone(change) => apply_change(conn, change),
        Edit::StageRecord(change) => apply_change(conn, change),
        Edit::LogEntry(change) => apply_change(conn, change),
        Edit::Plan(change) => apply_change(conn, change),
        Edit::Activity(change) => apply_change(conn, change),
        Edit::Step(change) => apply_change(conn, change),
        Edit::Review(change) => apply_change(conn, change),
        Edit::SmallTest(change) => apply_change(conn, change),
        Edit::Challenge(change) => apply_change(conn, change),
        Edit::Person(change) => apply_change(conn, change),
        Edit::OwnMeasure(change) => apply_change(conn, change),
        Edit::OwnPoint(change) => apply_change(conn, change),
        Edit::ChartMark(change) => apply_change(conn, change),
        Edit::MeasureChoice(change) => apply_change(conn, change),
        Edit::TallyPeriod(change) => apply_change(conn, change),
        Edit::TallyCount(change) => apply_change(conn, change),
        Edit::Snapshot(change) => apply_change(conn, change),
        Edit::MeasureLog(change) => apply_change(conn, change),
        Edit::PatientFact(change) => apply_change(conn, change),
        Edit::GapWork(change) => apply_change(conn, change),
        Edit::HuddleEntry(change) => apply_change(conn, change),
        Edit::CaseReview(change) => apply_change(conn, change),
        Edit::Departure(change) => apply_change(conn, change),
        Edit::Handover(change) => apply_change(conn, change),
        Edit::SavedView(change) => apply_change(conn, change),
        Edit::DataElement(change) => apply_change(conn, change),
        Edit::ChartReview(change) => apply_change(conn, change),
        Edit::DistinctPair(change) => apply_change(conn, change),
        Edit::FillsMoved { from, to, fills } => move_fills(conn, *from, *to, fills),
        Edit::Wording(change) => apply_change(conn, change),
        Edit::ImportUndone { import, undone } => undo_import::set_undone(conn, *import, *undone),
    }
}

/// Gives fills to another patient, if they are all with the one they are said to be with.
fn move_fills(conn: &Connection, from: PatientId, to: PatientId, fills: &[FillId]) -> Result<()> {
    let mut statement =
        conn.prepare_cached("UPDATE fill SET patient_id = ?3 WHERE id = ?1 AND patient_id = ?2")?;
    for fill in fills {
        if statement.execute(params![fill.0, from.0, to.0])? != 1 {
            return Err(gone());
        }
    }
    Ok(())
}

/// Adds, replaces or removes one record, if it is as the change expects.
pub(super) fn apply_change<T: Record>(conn: &Connection, change: &Change<T>) -> Result<()> {
    match (&change.before, &change.after) {
        (None, None) => Ok(()),
        (None, Some(after)) => insert(conn, after),
        (Some(before), after) => {
            require_current(conn, before)?;
            match after {
                Some(after) if after.id() == before.id() => update(conn, after),
                Some(_) => Err(StoreError::conflict("a record's number cannot change")),
                None => remove(conn, before),
            }
        }
    }
}

/// Writes a new record.
pub(super) fn insert<T: Record>(conn: &Connection, record: &T) -> Result<()> {
    record
        .write(&mut *conn.prepare_cached(&insert_sql::<T>())?)
        .map(|_| ())
}

fn update<T: Record>(conn: &Connection, record: &T) -> Result<()> {
    match record.write(&mut *conn.prepare_cached(&update_sql::<T>())?)? {
        1 => Ok(()),
        _ => Err(gone()),
    }
}

fn remove<T: Record>(conn: &Connection, record: &T) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE id = ?1", T::TABLE);
    match conn
        .prepare_cached(&sql)?
        .execute([record.id()])
        .map_err(StoreError::from)
    {
        Ok(1) => Ok(()),
        Ok(_) => Err(gone()),
        Err(StoreError::Conflict { .. }) => Err(StoreError::conflict(
            "other records still refer to the one to remove",
        )),
        Err(error) => Err(error),
    }
}

/// Whether the record still stands in the file exactly like this.
pub(super) fn require_current<T: Record>(conn: &Connection, expected: &T) -> Result<()> {
    let current: T = current(conn, expected.id())?.ok_or_else(gone)?;
    if current == *expected {
        Ok(())
    } else {
        Err(StoreError::conflict(
            "the record was changed in the meantime",
        ))
    }
}

/// The record with this number, unless it is asleep.
pub(super) fn current<T: Record>(conn: &Connection, id: i64) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached(&format!("{} WHERE id = ?1", select_sql::<T>()))?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let record = T::read(&mut Columns::new(row, T::TABLE))?;
    let is_asleep = match record.import() {
        Some(import) => conn
            .prepare_cached("SELECT undone FROM import WHERE id = ?1")?
            .query_row([import.0], |row| row.get(0))
            .optional()?
            .unwrap_or(false),
        None => false,
    };
    Ok((!is_asleep).then_some(record))
}

fn gone() -> StoreError {
    StoreError::conflict("the record is no longer in the file")
}

fn apply_clinic(conn: &Connection, change: &Change<Clinic>) -> Result<()> {
    require_same(change.before.as_ref(), &load::clinic(conn)?)?;
    let clinic = change.after.clone().unwrap_or_default();
    conn.execute(
        "UPDATE clinic SET name = ?1, site = ?2, approach = ?3 WHERE id = 1",
        params![clinic.name, clinic.site, approach_code(clinic.approach)],
    )?;
    Ok(())
}

fn apply_settings(conn: &Connection, change: &Change<Settings>) -> Result<()> {
    require_same(change.before.as_ref(), &load::settings(conn)?)?;
    let settings = change.after.clone().unwrap_or_default();
    conn.execute(
        "INSERT INTO setting (key, value) VALUES ('settings', ?1) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![to_json(&settings)?],
    )?;
    Ok(())
}

fn require_same<T: PartialEq>(before: Option<&T>, current: &T) -> Result<()> {
    if before.is_none_or(|before| before == current) {
        Ok(())
    } else {
        Err(StoreError::conflict(
            "the clinic's choices were changed in the meantime",
        ))
    }
}
