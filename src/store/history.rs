//! The append-only history: every row carries the hash of the one before.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::Store;
use super::error::{Result, StoreError};
use super::values::Columns;
use crate::domain::history::{HistoryEntry, Who};

type Hash = [u8; 32];

/// What is to be written into the history.
pub(super) struct Line<'a> {
    pub(super) act: &'a str,
    pub(super) what: &'a str,
    /// JSON of the change; `{}` for none.
    pub(super) detail: &'a str,
    pub(super) who: &'a Who,
    pub(super) now: &'a str,
}

impl Store {
    /// Writes an act that changes no record into the history: `open`, `export`, `lock`, `backup`…
    ///
    /// `what` is a sentence that names no patient; `now` a UTC instant.
    pub fn log(&self, act: &str, what: &str, who: &Who, now: &str) -> Result<HistoryEntry> {
        let line = Line {
            act,
            what,
            detail: "{}",
            who,
            now,
        };
        append(&self.conn, &line).map_err(|error| error.at(&self.path))
    }

    /// Up to `limit` entries before number `before` (or the newest), oldest first.
    pub fn history(&self, limit: usize, before: Option<i64>) -> Result<Vec<HistoryEntry>> {
        entries(&self.conn, limit, before).map_err(|error| error.at(&self.path))
    }

    /// Follows the chain from the first row: an altered, removed, added or moved row, and a cut
    /// tail, are each found. `Ok(None)` is good; otherwise what is wrong, in words.
    pub fn verify_chain(&self) -> Result<Option<String>> {
        chain_problem(&self.conn).map_err(|error| error.at(&self.path))
    }
}

/// Adds one row. The caller's transaction, if any, holds it.
pub(super) fn append(conn: &Connection, line: &Line) -> Result<HistoryEntry> {
    let (number, previous) = match last(conn)? {
        Some((number, hash)) => (number + 1, hash),
        None => (1, [0; 32]),
    };
    let entry = HistoryEntry {
        number,
        at: line.now.to_owned(),
        who: line.who.label(),
        act: line.act.to_owned(),
        what: line.what.to_owned(),
    };
    let hash = hash(&entry, line.detail, &previous);
    conn.prepare_cached(
        "INSERT INTO history (number, at, who, act, what, detail, prev_hash, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        entry.number,
        entry.at,
        entry.who,
        entry.act,
        entry.what,
        line.detail,
        previous,
        hash
    ])?;
    Ok(entry)
}

/// Number and hash of the newest row.
pub(super) fn last(conn: &Connection) -> Result<Option<(i64, Hash)>> {
    Ok(conn
        .prepare_cached("SELECT number, hash FROM history ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

pub(super) fn entries(
    conn: &Connection,
    limit: usize,
    before: Option<i64>,
) -> Result<Vec<HistoryEntry>> {
    let mut statement = conn.prepare_cached(
        "SELECT number, at, who, act, what FROM history WHERE number < ?1 \
         ORDER BY number DESC LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![before.unwrap_or(i64::MAX), limit])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let mut c = Columns::new(row, "history");
        entries.push(HistoryEntry {
            number: c.int()?,
            at: c.text()?,
            who: c.text()?,
            act: c.text()?,
            what: c.text()?,
        });
    }
    entries.reverse();
    Ok(entries)
}

/// Every text with its length before it, so that no two rows can give the same bytes.
fn hash(entry: &HistoryEntry, detail: &str, previous: &Hash) -> Hash {
    let mut digest = Sha256::new();
    digest.update(previous);
    digest.update(entry.number.to_le_bytes());
    for text in [&entry.at, &entry.who, &entry.act, &entry.what, detail] {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text.as_bytes());
    }
    digest.finalize().into()
}

/// What is wrong with the chain, or `None`.
pub(super) fn chain_problem(conn: &Connection) -> Result<Option<String>> {
    let mut statement = conn.prepare(
        "SELECT number, at, who, act, what, detail, prev_hash, hash FROM history ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let (mut number, mut previous): (i64, Hash) = (0, [0; 32]);
    while let Some(row) = rows.next()? {
        let mut c = Columns::new(row, "history");
        let entry = HistoryEntry {
            number: c.int()?,
            at: c.text()?,
            who: c.text()?,
            act: c.text()?,
            what: c.text()?,
        };
        let detail = c.str()?;
        let (before, own): (Hash, Hash) = (row.get(6)?, row.get(7)?);
        number += 1;
        if entry.number != number {
            return Ok(Some(format!("row {number} of the history is missing")));
        }
        if before != previous || own != hash(&entry, detail, &previous) {
            return Ok(Some(format!("row {number} of the history was altered")));
        }
        previous = own;
    }
    let counted: i64 = conn
        .query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = 'history'",
            [],
            |row| row.get(0),
        )
        .optional()?
        .unwrap_or(0);
    Ok((counted != number)
        .then(|| format!("the history ends at row {number} but was written up to row {counted}")))
}

/// The chain as an error, for those who cannot go on without it.
pub(super) fn require_chain(conn: &Connection, path: &std::path::Path) -> Result<()> {
    match chain_problem(conn)? {
        None => Ok(()),
        Some(what) => Err(StoreError::damaged(path, what)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        super::super::migrate::upgrade(&mut conn, 0).unwrap();
        for number in 1..=20 {
            let line = Line {
                act: "edit",
                what: &format!("Edit {number}"),
                detail: "{}",
                who: &Who::default(),
                now: "2026-10-12T10:42:05Z",
            };
            append(&conn, &line).unwrap();
        }
        assert_eq!(chain_problem(&conn).unwrap(), None);
        conn
    }

    #[test]
    fn an_altered_removed_moved_or_cut_history_is_noticed() {
        for (sql, told) in [
            (
                "UPDATE history SET what = 'Edit 8' WHERE number = 7",
                "row 7 of the history was altered",
            ),
            (
                "UPDATE history SET detail = '[]' WHERE number = 20",
                "row 20 of the history was altered",
            ),
            (
                "DELETE FROM history WHERE number = 7",
                "row 7 of the history is missing",
            ),
            (
                "DELETE FROM history WHERE number = 1",
                "row 1 of the history is missing",
            ),
            (
                "DELETE FROM history WHERE number > 15",
                "the history ends at row 15 but was written up to row 20",
            ),
            (
                "DELETE FROM history",
                "the history ends at row 0 but was written up to row 20",
            ),
            (
                "UPDATE history SET number = 99 WHERE number = 7;
                 UPDATE history SET number = 7 WHERE number = 8;
                 UPDATE history SET number = 8 WHERE number = 99",
                "row 7 of the history was altered",
            ),
        ] {
            let conn = chain();
            conn.execute_batch(sql).unwrap();
            assert_eq!(chain_problem(&conn).unwrap().unwrap(), told, "{sql}");
        }
    }
}
