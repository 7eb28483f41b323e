//! Reading the whole file into a [`Workbook`].

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::error::Result;
use super::history;
use super::records::{Record, select_sql};
use super::values::{Columns, approach_from_code, from_json, wrong_value};
use crate::domain::assessment::Sheet;
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::fill::Product;
use crate::domain::ids::ImportId;
use crate::domain::workbook::{NextIds, Workbook};

/// Entries of the history that are loaded; older ones are read on demand.
const HISTORY: usize = 500;

impl Store {
    /// All records that count: rows of undone imports are left out.
    pub fn load(&self) -> Result<Workbook> {
        let workbook = load(&self.conn).map_err(|error| error.at(&self.path))?;
        // What was read is in the workbook now; the pages need not stay in memory as well.
        self.conn.execute_batch("PRAGMA shrink_memory")?;
        Ok(workbook)
    }
}

fn load(conn: &Connection) -> Result<Workbook> {
    let asleep = asleep_imports(conn)?;
    let mut workbook = Workbook {
        clinic: clinic(conn)?,
        settings: settings(conn)?,
        patients: awake(conn, &asleep)?,
        clinicians: awake(conn, &asleep)?,
        products: awake(conn, &asleep)?,
        fills: awake(conn, &asleep)?,
        events: awake(conn, &asleep)?,
        decisions: awake(conn, &asleep)?,
        hand_meds: awake(conn, &asleep)?,
        goals: awake(conn, &asleep)?,
        layouts: awake(conn, &asleep)?,
        imports: awake(conn, &asleep)?,
        rounds: awake(conn, &asleep)?,
        sheets: awake(conn, &asleep)?,
        answers: awake(conn, &asleep)?,
        remarks: awake(conn, &asleep)?,
        priorities: awake(conn, &asleep)?,
        attendances: awake(conn, &asleep)?,
        milestones: awake(conn, &asleep)?,
        stages: awake(conn, &asleep)?,
        log: awake(conn, &asleep)?,
        plans: awake(conn, &asleep)?,
        activities: awake(conn, &asleep)?,
        steps: awake(conn, &asleep)?,
        reviews: awake(conn, &asleep)?,
        tests: awake(conn, &asleep)?,
        challenges: awake(conn, &asleep)?,
        people: awake(conn, &asleep)?,
        own_measures: awake(conn, &asleep)?,
        own_points: awake(conn, &asleep)?,
        marks: awake(conn, &asleep)?,
        choices: awake(conn, &asleep)?,
        tally_periods: awake(conn, &asleep)?,
        tally_counts: awake(conn, &asleep)?,
        snapshots: awake(conn, &asleep)?,
        measure_log: awake(conn, &asleep)?,
        facts: awake(conn, &asleep)?,
        gap_works: awake(conn, &asleep)?,
        huddle_entries: awake(conn, &asleep)?,
        case_reviews: awake(conn, &asleep)?,
        departures: awake(conn, &asleep)?,
        handovers: awake(conn, &asleep)?,
        views: awake(conn, &asleep)?,
        data_elements: awake(conn, &asleep)?,
        chart_reviews: awake(conn, &asleep)?,
        distinct_pairs: awake(conn, &asleep)?,
        wordings: awake(conn, &asleep)?,
        history: history::entries(conn, HISTORY, None)?,
        next: next_ids(conn)?,
    };
    // Sorting here costs a tenth of reading a large table in index order.
    workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
    workbook.decisions.sort_by_key(|d| (d.patient, d.id));
    workbook.hand_meds.sort_by_key(|h| (h.patient, h.on, h.id));
    workbook.rounds.sort_by_key(|r| (r.date, r.id));
    workbook.sheets.sort_by_key(Sheet::place);
    workbook.answers.sort_by_key(|a| (a.sheet, a.item, a.id));
    workbook.remarks.sort_by_key(|r| (r.round, r.item, r.id));
    workbook.priorities.sort_by_key(|p| (p.rank, p.id));
    workbook
        .attendances
        .sort_by_key(|a| (a.round, a.item, a.id));
    workbook.log.sort_by_key(|r| (r.day, r.id));
    workbook.activities.sort_by_key(|r| (r.plan, r.place, r.id));
    workbook.steps.sort_by_key(|r| (r.activity, r.place, r.id));
    workbook.reviews.sort_by_key(|r| (r.reviewed_on, r.id));
    workbook
        .chart_reviews
        .sort_by_key(|r| (r.reviewed_on, r.id));
    workbook.challenges.sort_by_key(|r| (r.met_on, r.id));
    workbook
        .own_points
        .sort_by_key(|r| (r.measure, r.day, r.id));
    workbook.marks.sort_by_key(|r| (r.day, r.id));
    workbook.tally_periods.sort_by_key(|r| (r.starts_on, r.id));
    workbook
        .tally_counts
        .sort_by_key(|r| (r.period, r.day, r.id));
    workbook.snapshots.sort_by_key(|r| (r.as_of, r.id));
    workbook.measure_log.sort_by_key(|r| (r.day, r.id));
    workbook.facts.sort_by_key(|f| (f.patient, f.from, f.id));
    workbook
        .gap_works
        .sort_by_key(|g| (g.patient, g.rule, g.id));
    workbook
        .huddle_entries
        .sort_by_key(|h| (h.day, h.patient, h.id));
    workbook
        .case_reviews
        .sort_by_key(|r| (r.patient, r.reviewed_on, r.id));
    workbook
        .handovers
        .sort_by_key(|h| (h.departure, h.patient, h.id));
    read_products(&mut workbook.products);
    Ok(workbook)
}

/// Works out what each product text means.
fn read_products(products: &mut [Product]) {
    for product in products {
        product.medicine =
            crate::domain::drug_text::read(&product.text, &product.strength, &product.form);
    }
}

/// Imports that are undone: their rows are asleep.
pub(super) fn asleep_imports(conn: &Connection) -> Result<Vec<ImportId>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM import WHERE undone = 1 ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0).map(ImportId))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// All rows of a table by number, without those of the imports that are asleep.
pub(super) fn awake<T: Record>(conn: &Connection, asleep: &[ImportId]) -> Result<Vec<T>> {
    let rows: i64 = conn.query_row(&format!("SELECT count(*) FROM {}", T::TABLE), [], |row| {
        row.get(0)
    })?;
    let mut records = Vec::with_capacity(usize::try_from(rows).unwrap_or(0));
    // The primary key's order is the order of the table itself.
    let mut statement = conn.prepare(&format!("{} ORDER BY id", select_sql::<T>()))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record = T::read(&mut Columns::new(row, T::TABLE))?;
        if record
            .import()
            .is_none_or(|import| asleep.binary_search(&import).is_err())
        {
            records.push(record);
        }
    }
    Ok(records)
}

pub(super) fn clinic(conn: &Connection) -> Result<Clinic> {
    let mut statement =
        conn.prepare_cached("SELECT name, site, approach FROM clinic ORDER BY id")?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or_else(|| wrong_value("table clinic"))?;
    let mut c = Columns::new(row, "clinic");
    Ok(Clinic {
        name: c.text()?,
        site: c.text()?,
        approach: c.code("clinic.approach", approach_from_code)?,
    })
}

pub(super) fn settings(conn: &Connection) -> Result<Settings> {
    let json: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE key = 'settings'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    json.map_or_else(
        || Ok(Settings::default()),
        |json| from_json(&json, "the clinic's settings"),
    )
}

/// The next free number of each kind, from the tables' own counters: numbers are never reused.
fn next_ids(conn: &Connection) -> Result<NextIds> {
    let next = |table: &str| -> Result<i64> {
        let used: Option<i64> = conn
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1")?
            .query_row([table], |row| row.get(0))
            .optional()?;
        Ok(used.unwrap_or(0) + 1)
    };
    Ok(NextIds {
        patient: next("patient")?,
        clinician: next("clinician")?,
        product: next("product")?,
        fill: next("fill")?,
        event: next("care_event")?,
        decision: next("decision")?,
        hand_med: next("hand_med")?,
        goal: next("goal")?,
        layout: next("layout")?,
        import: next("import")?,
        round: next("assessment_round")?,
        sheet: next("assessment_sheet")?,
        answer: next("assessment_answer")?,
        remark: next("assessment_remark")?,
        priority: next("priority")?,
        attendance: next("training_attendance")?,
        wording: next("instrument_wording")?,
        milestone: next("milestone")?,
        stage_record: next("stage_record")?,
        log_entry: next("log_entry")?,
        plan: next("plan")?,
        activity: next("activity")?,
        step: next("step")?,
        review: next("activity_review")?,
        small_test: next("small_test")?,
        met_challenge: next("met_challenge")?,
        person: next("person")?,
        own_measure: next("own_measure")?,
        own_point: next("own_point")?,
        chart_mark: next("chart_mark")?,
        measure_choice: next("measure_choice")?,
        tally_period: next("tally_period")?,
        tally_count: next("tally_count")?,
        snapshot: next("baseline")?,
        measure_log: next("measure_log")?,
        patient_fact: next("patient_fact")?,
        gap_work: next("gap_work")?,
        huddle_entry: next("huddle_entry")?,
        case_review: next("case_review")?,
        departure: next("departure")?,
        handover: next("handover")?,
        saved_view: next("saved_view")?,
        data_element: next("data_element")?,
        chart_review: next("chart_review")?,
        distinct_pair: next("distinct_pair")?,
    })
}
