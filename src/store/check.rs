//! The state of the file's health, and a digest of what it says.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::Store;
use super::error::{Result, StoreError};
use super::history;
use super::key::push_hex;

/// What a full check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Pages whose checksum does not fit.
    pub cipher_problems: Vec<String>,
    /// What the database's own check says, unless all is well.
    pub quick: Option<String>,
    /// Rows that refer to a record that is not there.
    pub foreign_keys: u64,
    /// What is wrong with the history's chain, unless it holds.
    pub chain: Option<String>,
    /// Rows of each table, those of undone imports too.
    pub counts: Vec<(&'static str, u64)>,
    /// Bytes of the file.
    pub file_size: u64,
    /// Pages of the file.
    pub page_count: u64,
}

impl Health {
    /// Whether nothing was found.
    pub fn is_good(&self) -> bool {
        self.problems().is_empty()
    }

    /// Everything found, a sentence each.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(first) = self.cipher_problems.first() {
            let pages = self.cipher_problems.len();
            problems.push(format!("{pages} page(s) of the file are damaged: {first}."));
        }
        problems.extend(
            self.quick
                .iter()
                .map(|what| format!("The tables are damaged: {what}.")),
        );
        if self.foreign_keys > 0 {
            problems.push(format!(
                "{} row(s) refer to a record that is not there.",
                self.foreign_keys
            ));
        }
        problems.extend(
            self.chain
                .iter()
                .map(|what| format!("The history is broken: {what}.")),
        );
        problems
    }
}

/// The tables whose rows are counted.
const TABLES: [&str; 14] = [
    "clinic",
    "setting",
    "patient",
    "clinician",
    "product",
    "fill",
    "care_event",
    "decision",
    "hand_med",
    "goal",
    "layout",
    "import",
    "import_change",
    "history",
];

/// What the digest is made of, in this order. Rows of undone imports do not count.
const CONTENT: [&str; 12] = [
    "SELECT name, site, approach FROM clinic ORDER BY id",
    "SELECT key, value FROM setting ORDER BY key",
    "SELECT id, file_name, kind, at, who, rows, new, changed, unchanged, rejected FROM import \
     WHERE undone = 0 ORDER BY id",
    "SELECT id, name, import_id FROM clinician \
     WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0) ORDER BY id",
    "SELECT id, mrn, last_name, first_name, born, sex, clinician_id, import_id FROM patient \
     WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0) ORDER BY id",
    "SELECT id, text, strength, form, import_id FROM product \
     WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0) ORDER BY id",
    "SELECT id, patient_id, product_id, filled, written, rx_number, refill, quantity, \
     days_supply, prescriber_id, pharmacy, import_id, line FROM fill \
     WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0) ORDER BY id",
    "SELECT id, patient_id, on_day, kind, value, by_whom, import_id FROM care_event \
     WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0) ORDER BY id",
    "SELECT id, patient_id, verdict, from_day, to_day, reason, found_by, by_whom, decided_on \
     FROM decision ORDER BY id",
    "SELECT id, patient_id, on_day, mg_per_day, source, by_whom FROM hand_med ORDER BY id",
    "SELECT id, measure, value, by_day FROM goal ORDER BY id",
    "SELECT id, name, fingerprint, kind, mapping FROM layout ORDER BY id",
];

impl Store {
    /// Checks every page, table, reference and the history. Damage is a finding, not an error.
    pub fn check(&self) -> Result<Health> {
        let conn = &self.conn;
        let mut health = Health {
            cipher_problems: findings(conn, "PRAGMA cipher_integrity_check"),
            quick: findings(conn, "PRAGMA quick_check(1)")
                .into_iter()
                .find(|f| f != "ok"),
            foreign_keys: findings(conn, "PRAGMA foreign_key_check").len() as u64,
            chain: history::chain_problem(conn)
                .unwrap_or_else(|_| Some("it cannot be read".to_owned())),
            ..Health::default()
        };
        for table in TABLES {
            let rows = number(conn, &format!("SELECT count(*) FROM {table}"));
            health.counts.push((table, rows));
        }
        health.page_count = number(conn, "PRAGMA page_count");
        health.file_size = health.page_count * super::pages::PAGE as u64;
        Ok(health)
    }

    /// SHA-256 over everything the file says, bookkeeping of undo aside: equal digests, equal
    /// content.
    pub fn digest(&self) -> Result<String> {
        digest(&self.conn).map_err(|error| error.at(&self.path))
    }
}

/// The first column of every row; a failing check is itself a finding.
fn findings(conn: &Connection, sql: &str) -> Vec<String> {
    let read = || -> rusqlite::Result<Vec<String>> {
        let mut statement = conn.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect()
    };
    read().unwrap_or_else(|error| vec![StoreError::from(error).to_string()])
}

fn number(conn: &Connection, sql: &str) -> u64 {
    conn.query_row(sql, [], |row| row.get::<_, i64>(0))
        .ok()
        .and_then(|n| u64::try_from(n).ok())
        .unwrap_or(0)
}

fn digest(conn: &Connection) -> Result<String> {
    let mut sha = Sha256::new();
    for sql in CONTENT {
        // The statement stands for its table, so that rows cannot move from one to another.
        sha.update(sql.as_bytes());
        let mut statement = conn.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                update(&mut sha, row.get_ref(column)?);
            }
        }
    }
    let mut hex = String::with_capacity(64);
    push_hex(&mut hex, &sha.finalize());
    Ok(hex)
}

/// Type, length and bytes, so that no two rows can give the same input.
fn update(sha: &mut Sha256, value: ValueRef) {
    match value {
        ValueRef::Null => sha.update(b"n"),
        ValueRef::Integer(number) => {
            sha.update(b"i");
            sha.update(number.to_le_bytes());
        }
        ValueRef::Real(number) => {
            sha.update(b"r");
            sha.update(number.to_bits().to_le_bytes());
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            sha.update(b"t");
            sha.update((bytes.len() as u64).to_le_bytes());
            sha.update(bytes);
        }
    }
}
