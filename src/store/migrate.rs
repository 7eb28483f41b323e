//! Numbered layouts of the clinic file, and whether a file has the layout it claims.

use std::path::Path;

use rusqlite::Connection;

use super::error::{Result, StoreError, file_name};

/// "SBLK": marks a database as a clinic file.
pub(super) const APPLICATION_ID: i64 = 0x5342_4C4B;

/// The layouts in order; a file's `user_version` says how many of them it has. Each file is frozen
/// once released.
const LAYOUTS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
];

/// The newest layout this version knows.
pub(super) fn newest() -> u32 {
    LAYOUTS.len() as u32
}

/// Refuses a database of another program and a layout from the future; gives the file's layout.
pub(super) fn layout_of(conn: &Connection, path: &Path) -> Result<u32> {
    let application: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let layout: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let file = file_name(path);
    match u32::try_from(layout) {
        Ok(layout) if application == APPLICATION_ID && layout > newest() => {
            Err(StoreError::NewerVersion {
                file,
                file_version: layout,
                app_version: newest(),
            })
        }
        Ok(layout) if application == APPLICATION_ID && layout > 0 => Ok(layout),
        _ => Err(StoreError::NotAClinicFile { file }),
    }
}

/// Brings a file from layout `from` to the newest, all steps in one transaction.
pub(super) fn upgrade(conn: &mut Connection, from: u32) -> Result<()> {
    run(conn, from, LAYOUTS)
}

fn run(conn: &mut Connection, from: u32, layouts: &[&str]) -> Result<()> {
    let step = conn.transaction()?;
    for sql in layouts.iter().skip(from as usize) {
        step.execute_batch(sql)?;
    }
    step.pragma_update(None, "application_id", APPLICATION_ID)?;
    step.pragma_update(None, "user_version", layouts.len() as i64)?;
    step.commit()?;
    Ok(())
}

/// Compares every table and index with what the layouts make. A view, trigger or table that is not
/// ours could run code of its own on our reading and writing, so the file is refused.
pub(super) fn require_expected_schema(conn: &Connection, layout: u32, path: &Path) -> Result<()> {
    let mut model = Connection::open_in_memory()?;
    let known = LAYOUTS.get(..layout as usize).unwrap_or(LAYOUTS);
    run(&mut model, 0, known)?;
    let (found, expected) = (schema(conn)?, schema(&model)?);
    let odd = found
        .iter()
        .find(|object| !expected.contains(object))
        .map(|object| format!("it holds a {} that Sixblocks did not make", object.kind));
    let missing = expected
        .iter()
        .find(|object| !found.contains(object))
        .map(|object| {
            format!(
                "its {} “{}” is missing or altered",
                object.kind, object.name
            )
        });
    match missing.or(odd) {
        None => Ok(()),
        Some(what) => Err(StoreError::damaged(path, what)),
    }
}

#[derive(Debug, PartialEq, Eq)]
struct SchemaObject {
    kind: String,
    name: String,
    table: String,
    sql: Option<String>,
}

fn schema(conn: &Connection) -> Result<Vec<SchemaObject>> {
    let mut statement =
        conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    let objects = statement.query_map([], |row| {
        Ok(SchemaObject {
            kind: row.get(0)?,
            name: row.get(1)?,
            table: row.get(2)?,
            sql: row.get(3)?,
        })
    })?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::store::key::push_hex;

    fn fresh(layouts: &[&str]) -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn, 0, layouts).unwrap();
        conn
    }

    #[test]
    fn released_layouts_are_frozen() {
        let frozen = [
            "f9bf77976b032bd25104180567c9d88fbbc5505aff27a37668ee73202d122a51",
            "c65eae7a51a69f39598b3bbba633acbbad743aa48193b274b1de09d146a56fba",
            "292dc6da949e17bef6920aaa9f42af79938c9f02ca8249fe81d97d80522abdc5",
            "bd39e092a26ef4ee2b5bfa3c9dfebf13ce5ea596f7f8c3a4d93a1f3e2f50cc42",
            "3d1a498c4e722f4a8343d54179b09a2adb24a4b6618bf01363af8e1b3f80f7c6",
            "25343643fa881976103cd32db453d150b6c9e00199e6303b00b48a7f4292e65b",
            "a8f2de3fd534c5c72bbda24f8a2a1febea1acce2c12aa1073834ea0861fddf5b",
        ];
        assert_eq!(
            LAYOUTS.len(),
            frozen.len(),
            "add the checksum of the new layout"
        );
        for (sql, expected) in LAYOUTS.iter().zip(frozen) {
            let mut sum = String::new();
            push_hex(&mut sum, &Sha256::digest(sql.as_bytes()));
            assert_eq!(
                sum, expected,
                "a released layout was altered: write a new one instead"
            );
        }
    }

    #[test]
    fn an_upgraded_file_has_the_layout_of_a_fresh_one() {
        for from in 1..=LAYOUTS.len() {
            let mut old = fresh(&LAYOUTS[..from]);
            upgrade(&mut old, from as u32).unwrap();
            assert_eq!(schema(&old).unwrap(), schema(&fresh(LAYOUTS)).unwrap());
        }
    }

    #[test]
    fn a_failing_step_leaves_the_old_layout() {
        let next = "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;";
        let mut conn = fresh(LAYOUTS);
        let broken = [LAYOUTS, &[next, "CREATE TABLE extra (id INTEGER) STRICT;"]].concat();
        run(&mut conn, newest(), &broken).unwrap_err();
        assert_eq!(layout_of(&conn, Path::new("x")).unwrap(), newest());
        assert_eq!(schema(&conn).unwrap(), schema(&fresh(LAYOUTS)).unwrap());
        let good = [LAYOUTS, &[next]].concat();
        run(&mut conn, newest(), &good).unwrap();
        let error = layout_of(&conn, Path::new("x")).unwrap_err();
        assert!(matches!(error, StoreError::NewerVersion { .. }), "{error}");
    }

    #[test]
    fn a_foreign_trigger_or_an_altered_table_is_refused() {
        for (sql, word) in [
            (
                "CREATE TRIGGER t AFTER INSERT ON goal BEGIN DELETE FROM patient; END",
                "trigger",
            ),
            ("CREATE VIEW v AS SELECT 1", "view"),
            ("CREATE TABLE more (a)", "table"),
            ("ALTER TABLE goal ADD COLUMN extra TEXT", "“goal”"),
            ("DROP INDEX fill_patient", "“fill_patient”"),
        ] {
            let conn = fresh(LAYOUTS);
            require_expected_schema(&conn, newest(), Path::new("x")).unwrap();
            conn.execute_batch(sql).unwrap();
            let error = require_expected_schema(&conn, newest(), Path::new("x")).unwrap_err();
            assert!(error.to_string().contains(word), "{error}");
        }
    }
}
