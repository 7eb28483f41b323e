//! The state of the file's health, and a digest of what it says.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::Store;
use super::error::{Result, StoreError};
use super::history;
use super::key::push_hex;
use super::records::{Record, select_sql};
use crate::domain::action_plan::{Activity, Plan, Review, Step};
use crate::domain::assessment::wording::Wording;
use crate::domain::assessment::{Answer, Attendance, Priority, Remark, Round, Sheet};
use crate::domain::care_gap::GapWork;
use crate::domain::case_review::CaseReview;
use crate::domain::challenge::MetChallenge;
use crate::domain::chart_review::ChartReview;
use crate::domain::clinic::Goal;
use crate::domain::data_plan::DataElement;
use crate::domain::departure::{Departure, Handover};
use crate::domain::duplicates::DistinctPair;
use crate::domain::event::{CareEvent, Decision, HandMed};
use crate::domain::fill::{Fill, Product};
use crate::domain::huddle::HuddleEntry;
use crate::domain::measure::{
    ChartMark, MeasureChoice, MeasureLogEntry, OwnMeasure, OwnPoint, Snapshot, TallyCount,
    TallyPeriod,
};
use crate::domain::milestone::Milestone;
use crate::domain::patient::{Clinician, Patient};
use crate::domain::patient_fact::PatientFact;
use crate::domain::saved_view::SavedView;
use crate::domain::small_test::SmallTest;
use crate::domain::stage::{LogEntry, StageRecord};
use crate::domain::team::Person;
use crate::domain::workbook::SavedLayout;

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

/// A table of records, and the statement that reads what it says.
struct Content {
    table: &'static str,
    sql: String,
}

impl Content {
    /// The rows of a kind of record. Rows of undone imports do not count.
    fn of<T: Record>() -> Self {
        let awake = if T::COLUMNS.contains(&"import_id") {
            " WHERE import_id IS NULL OR import_id IN (SELECT id FROM import WHERE undone = 0)"
        } else {
            ""
        };
        Self {
            table: T::TABLE,
            sql: format!("{}{awake} ORDER BY id", select_sql::<T>()),
        }
    }
}

/// Every kind of record that is counted and goes into the digest, in this order.
fn records() -> [Content; 44] {
    [
        Content::of::<Clinician>(),
        Content::of::<Patient>(),
        Content::of::<Product>(),
        Content::of::<Fill>(),
        Content::of::<CareEvent>(),
        Content::of::<Decision>(),
        Content::of::<HandMed>(),
        Content::of::<Goal>(),
        Content::of::<SavedLayout>(),
        Content::of::<Round>(),
        Content::of::<Sheet>(),
        Content::of::<Answer>(),
        Content::of::<Remark>(),
        Content::of::<Priority>(),
        Content::of::<Attendance>(),
        Content::of::<Wording>(),
        Content::of::<Milestone>(),
        Content::of::<StageRecord>(),
        Content::of::<LogEntry>(),
        Content::of::<Plan>(),
        Content::of::<Activity>(),
        Content::of::<Step>(),
        Content::of::<Review>(),
        Content::of::<SmallTest>(),
        Content::of::<MetChallenge>(),
        Content::of::<Person>(),
        Content::of::<OwnMeasure>(),
        Content::of::<OwnPoint>(),
        Content::of::<ChartMark>(),
        Content::of::<MeasureChoice>(),
        Content::of::<TallyPeriod>(),
        Content::of::<TallyCount>(),
        Content::of::<Snapshot>(),
        Content::of::<MeasureLogEntry>(),
        Content::of::<PatientFact>(),
        Content::of::<GapWork>(),
        Content::of::<HuddleEntry>(),
        Content::of::<CaseReview>(),
        Content::of::<Departure>(),
        Content::of::<Handover>(),
        Content::of::<SavedView>(),
        Content::of::<DataElement>(),
        Content::of::<ChartReview>(),
        Content::of::<DistinctPair>(),
    ]
}

/// Tables that are counted and are no record of their own.
const OTHER_TABLES: [&str; 5] = ["clinic", "setting", "import", "import_change", "history"];

/// What else the file says. An import counts while it is not undone.
const OTHER_CONTENT: [&str; 3] = [
    "SELECT name, site, approach FROM clinic ORDER BY id",
    "SELECT key, value FROM setting ORDER BY key",
    "SELECT id, file_name, kind, at, who, rows, new, changed, unchanged, rejected FROM import \
     WHERE undone = 0 ORDER BY id",
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
        let records = records().map(|content| content.table);
        for table in OTHER_TABLES.into_iter().chain(records) {
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
    let records = records().map(|content| content.sql);
    let other = OTHER_CONTENT.map(str::to_owned);
    for sql in other.into_iter().chain(records) {
        // The statement stands for its table, so that rows cannot move from one to another.
        sha.update(sql.as_bytes());
        let mut statement = conn.prepare(&sql)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    #[test]
    fn every_table_of_the_file_is_counted() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate::upgrade(&mut conn, 0).unwrap();
        let mut statement = conn
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .unwrap();
        let tables: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(|name| name.unwrap())
            .filter(|name: &String| !name.starts_with("sqlite_"))
            .collect();
        let mut counted: Vec<&str> = records().map(|c| c.table).to_vec();
        counted.extend(OTHER_TABLES);
        counted.sort_unstable();
        assert_eq!(tables, counted);
    }
}
