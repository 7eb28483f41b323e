//! Taking an import back, putting it back again, and forgetting it for good.
//!
//! The rows of an undone import stay in the file, asleep, so that redo is instant. Rows known
//! before that the import changed are swapped with what they were.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::apply::apply_change;
use super::error::{Result, StoreError};
use super::records::Record;
use super::values::from_json;
use crate::domain::edit::Change;
use crate::domain::event::CareEvent;
use crate::domain::fill::Fill;
use crate::domain::ids::ImportId;
use crate::domain::patient::Patient;

/// Gives the import the state `undone` and swaps the rows it changed.
pub(super) fn set_undone(conn: &Connection, import: ImportId, undone: bool) -> Result<()> {
    let state: Option<(bool, bool)> = conn
        .prepare_cached("SELECT undone, purged FROM import WHERE id = ?1")?
        .query_row([import.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match state {
        None => return Err(StoreError::conflict("the import is not in the file")),
        Some((_, true)) => {
            return Err(StoreError::conflict(
                "the import was undone for good by a later change; import the file again",
            ));
        }
        Some((was, _)) if was == undone => {
            return Err(StoreError::conflict(if undone {
                "the import is undone already"
            } else {
                "the import is in place already"
            }));
        }
        Some(_) => {}
    }
    // Changed rows are swapped while the import is awake: they may refer to its own rows.
    if undone {
        swap_all(conn, import, undone)?;
        flip(conn, import, undone)?;
    } else {
        flip(conn, import, undone)?;
        swap_all(conn, import, undone)?;
    }
    require_no_dangling_rows(conn)
}

fn flip(conn: &Connection, import: ImportId, undone: bool) -> Result<()> {
    conn.prepare_cached("UPDATE import SET undone = ?2 WHERE id = ?1")?
        .execute(params![import.0, undone])?;
    Ok(())
}

fn swap_all(conn: &Connection, import: ImportId, undone: bool) -> Result<()> {
    swap::<Patient>(conn, import, undone)?;
    swap::<Fill>(conn, import, undone)?;
    swap::<CareEvent>(conn, import, undone)
}

fn swap<T>(conn: &Connection, import: ImportId, undone: bool) -> Result<()>
where
    T: Record + Serialize + DeserializeOwned,
{
    let mut statement = conn.prepare_cached(
        "SELECT before, after FROM import_change WHERE import_id = ?1 AND kind = ?2 \
         ORDER BY row_id",
    )?;
    let mut rows = statement.query(params![import.0, T::TABLE])?;
    while let Some(row) = rows.next()? {
        let read = |column: usize| -> Result<Option<T>> {
            from_json(&row.get::<_, String>(column)?, "an import's changed rows")
        };
        let change = Change {
            before: read(0)?,
            after: read(1)?,
        };
        apply_change(conn, &if undone { change.inverse() } else { change })?;
    }
    Ok(())
}

/// A row that counts must not refer to one that is asleep: someone built on the import since.
fn require_no_dangling_rows(conn: &Connection) -> Result<()> {
    /// Child table, its reference, parent table; `owned` children belong to imports themselves.
    const REFERENCES: [(&str, &str, &str, bool); 16] = [
        ("fill", "patient_id", "patient", true),
        ("fill", "product_id", "product", true),
        ("fill", "prescriber_id", "clinician", true),
        ("patient", "clinician_id", "clinician", true),
        ("care_event", "patient_id", "patient", true),
        ("decision", "patient_id", "patient", false),
        ("hand_med", "patient_id", "patient", false),
        ("patient", "merged_into_id", "patient", true),
        ("clinician", "same_as_id", "clinician", true),
        ("patient_fact", "patient_id", "patient", false),
        ("gap_work", "patient_id", "patient", false),
        ("huddle_entry", "patient_id", "patient", false),
        ("case_review", "patient_id", "patient", false),
        ("handover", "patient_id", "patient", false),
        ("departure", "clinician_id", "clinician", false),
        ("handover", "proposed_to_id", "clinician", false),
    ];
    for (child, reference, parent, owned) in REFERENCES {
        let counts = if owned {
            "AND (c.import_id IS NULL \
             OR c.import_id NOT IN (SELECT id FROM import WHERE undone = 1))"
        } else {
            ""
        };
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {child} c JOIN {parent} p ON p.id = c.{reference} \
             WHERE p.import_id IN (SELECT id FROM import WHERE undone = 1) {counts})"
        );
        if conn.query_row(&sql, [], |row| row.get(0))? {
            return Err(StoreError::conflict(
                "later entries build on this import; undo those first",
            ));
        }
    }
    Ok(())
}

/// Removes the rows of undone imports; their records stay for the list of imports.
pub(super) fn purge_asleep(conn: &Connection) -> Result<()> {
    let any: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM import WHERE undone = 1 AND purged = 0)")?
        .query_row([], |row| row.get(0))?;
    if !any {
        return Ok(());
    }
    // Children before parents.
    for table in [
        "fill",
        "care_event",
        "patient",
        "product",
        "clinician",
        "import_change",
    ] {
        conn.execute(
            &format!(
                "DELETE FROM {table} WHERE import_id IN \
                 (SELECT id FROM import WHERE undone = 1 AND purged = 0)"
            ),
            [],
        )?;
    }
    conn.execute("UPDATE import SET purged = 1 WHERE undone = 1", [])?;
    Ok(())
}
