//! How each kind of record stands in its table.

use rusqlite::{Statement, params};

use super::error::Result;
use super::values::{Columns, Day, day, from_json, to_json};
use crate::domain::event::{CareEvent, Decision, EventKind, HandMed, Verdict};
use crate::domain::fill::{Fill, Product};
use crate::domain::ids::{
    ClinicianId, DecisionId, EventId, FillId, HandMedId, ImportId, LayoutId, PatientId, ProductId,
};
use crate::domain::import_batch::{ImportKind, ImportRecord};
use crate::domain::medicine::Medicine;
use crate::domain::patient::{Clinician, Patient, Sex};
use crate::domain::workbook::SavedLayout;

/// A record with a table of its own.
pub(super) trait Record: Sized + PartialEq {
    /// Name of the table.
    const TABLE: &'static str;
    /// Its columns in the order of `read` and `write`, the record's number first.
    const COLUMNS: &'static [&'static str];

    /// The record's number.
    fn id(&self) -> i64;
    /// The import that owns the row, if any.
    fn import(&self) -> Option<ImportId> {
        None
    }
    /// Reads one row.
    fn read(columns: &mut Columns) -> Result<Self>;
    /// Runs `insert_sql` or `update_sql` with this record; gives the number of rows written.
    fn write(&self, statement: &mut Statement) -> Result<usize>;
}

/// All rows, unordered.
pub(super) fn select_sql<T: Record>() -> String {
    format!("SELECT {} FROM {}", T::COLUMNS.join(", "), T::TABLE)
}

/// One row in.
pub(super) fn insert_sql<T: Record>() -> String {
    let places: Vec<_> = (1..=T::COLUMNS.len()).map(|n| format!("?{n}")).collect();
    format!(
        "INSERT INTO {} ({}) VALUES ({})",
        T::TABLE,
        T::COLUMNS.join(", "),
        places.join(", ")
    )
}

/// All columns of one row but its number.
pub(super) fn update_sql<T: Record>() -> String {
    let columns = T::COLUMNS.iter().zip(1..).skip(1);
    let set: Vec<_> = columns.map(|(c, n)| format!("{c} = ?{n}")).collect();
    format!("UPDATE {} SET {} WHERE id = ?1", T::TABLE, set.join(", "))
}

impl Record for Patient {
    const TABLE: &'static str = "patient";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "mrn",
        "last_name",
        "first_name",
        "born",
        "sex",
        "clinician_id",
        "import_id",
        "merged_into_id",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn import(&self) -> Option<ImportId> {
        self.import
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: PatientId(c.int()?),
            mrn: c.maybe_text()?,
            last_name: c.text()?,
            first_name: c.text()?,
            born: c.maybe_day()?,
            sex: c.maybe_code("patient.sex", Sex::from_code)?,
            clinician: c.maybe_int()?.map(ClinicianId),
            import: c.maybe_int()?.map(ImportId),
            merged_into: c.maybe_int()?.map(PatientId),
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.mrn,
            self.last_name,
            self.first_name,
            day(self.born),
            self.sex.map(Sex::code),
            self.clinician.map(|c| c.0),
            self.import.map(|i| i.0),
            self.merged_into.map(|p| p.0),
        ])?)
    }
}

impl Record for Clinician {
    const TABLE: &'static str = "clinician";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "team",
        "import_id",
        "paired_ma",
        "pdmp_registered_on",
        "delegate",
        "comfort",
        "treats_oud",
        "leaves_on",
        "note",
        "same_as_id",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn import(&self) -> Option<ImportId> {
        self.import
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: ClinicianId(c.int()?),
            name: c.text()?,
            team: c.text()?,
            import: c.maybe_int()?.map(ImportId),
            paired_ma: c.text()?,
            pdmp_registered_on: c.maybe_day()?,
            delegate: c.text()?,
            comfort: c.maybe_small()?,
            treats_oud: c.maybe_int()?.map(|yes| yes == 1),
            leaves_on: c.maybe_day()?,
            note: c.text()?,
            same_as: c.maybe_int()?.map(ClinicianId),
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.name,
            self.team,
            self.import.map(|i| i.0),
            self.paired_ma,
            day(self.pdmp_registered_on),
            self.delegate,
            self.comfort,
            self.treats_oud,
            day(self.leaves_on),
            self.note,
            self.same_as.map(|c| c.0),
        ])?)
    }
}

impl Record for Product {
    const TABLE: &'static str = "product";
    const COLUMNS: &'static [&'static str] = &["id", "text", "strength", "form", "import_id"];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn import(&self) -> Option<ImportId> {
        self.import
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: ProductId(c.int()?),
            text: c.text()?,
            strength: c.text()?,
            form: c.text()?,
            import: c.maybe_int()?.map(ImportId),
            medicine: Medicine::default(),
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.text,
            self.strength,
            self.form,
            self.import.map(|i| i.0),
        ])?)
    }
}

impl Record for Fill {
    const TABLE: &'static str = "fill";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "patient_id",
        "product_id",
        "filled",
        "written",
        "rx_number",
        "refill",
        "quantity",
        "days_supply",
        "prescriber_id",
        "pharmacy",
        "import_id",
        "line",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn import(&self) -> Option<ImportId> {
        self.import
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: FillId(c.int()?),
            patient: PatientId(c.int()?),
            product: ProductId(c.int()?),
            filled: c.day()?,
            written: c.maybe_day()?,
            rx_number: c.compact()?,
            refill: c.maybe_small()?,
            quantity: c.maybe_number()?,
            days_supply: c.maybe_small()?,
            prescriber: c.maybe_int()?.map(ClinicianId),
            pharmacy: c.compact()?,
            import: c.maybe_int()?.map(ImportId),
            line: c.small()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.patient.0,
            self.product.0,
            Day::from(self.filled),
            day(self.written),
            self.rx_number.as_str(),
            self.refill,
            self.quantity,
            self.days_supply,
            self.prescriber.map(|c| c.0),
            self.pharmacy.as_str(),
            self.import.map(|i| i.0),
            self.line,
        ])?)
    }
}

impl Record for CareEvent {
    const TABLE: &'static str = "care_event";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "patient_id",
        "on_day",
        "kind",
        "value",
        "by_whom",
        "import_id",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn import(&self) -> Option<ImportId> {
        self.import
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: EventId(c.int()?),
            patient: PatientId(c.int()?),
            on: c.day()?,
            kind: c.code("care_event.kind", EventKind::from_code)?,
            value: c.text()?,
            by: c.text()?,
            import: c.maybe_int()?.map(ImportId),
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.patient.0,
            Day::from(self.on),
            self.kind.code(),
            self.value,
            self.by,
            self.import.map(|i| i.0),
        ])?)
    }
}

impl Record for Decision {
    const TABLE: &'static str = "decision";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "patient_id",
        "verdict",
        "from_day",
        "to_day",
        "reason",
        "found_by",
        "by_whom",
        "decided_on",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: DecisionId(c.int()?),
            patient: PatientId(c.int()?),
            verdict: c.code("decision.verdict", Verdict::from_code)?,
            from: c.maybe_day()?,
            to: c.maybe_day()?,
            reason: c.text()?,
            found_by: c.text()?,
            by: c.text()?,
            decided_on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.patient.0,
            self.verdict.code(),
            day(self.from),
            day(self.to),
            self.reason,
            self.found_by,
            self.by,
            Day::from(self.decided_on),
        ])?)
    }
}

impl Record for HandMed {
    const TABLE: &'static str = "hand_med";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "patient_id",
        "on_day",
        "mg_per_day",
        "source",
        "by_whom",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: HandMedId(c.int()?),
            patient: PatientId(c.int()?),
            on: c.day()?,
            mg_per_day: c.number()?,
            source: c.text()?,
            by: c.text()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.patient.0,
            Day::from(self.on),
            self.mg_per_day,
            self.source,
            self.by,
        ])?)
    }
}

impl Record for SavedLayout {
    const TABLE: &'static str = "layout";
    const COLUMNS: &'static [&'static str] = &["id", "name", "fingerprint", "kind", "mapping"];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: LayoutId(c.int()?),
            name: c.text()?,
            fingerprint: c.text()?,
            kind: c.code("layout.kind", ImportKind::from_code)?,
            mapping: from_json(c.str()?, "layout.mapping")?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.name,
            self.fingerprint,
            self.kind.code(),
            to_json(&self.mapping)?,
        ])?)
    }
}

impl Record for ImportRecord {
    const TABLE: &'static str = "import";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "file_name",
        "kind",
        "at",
        "who",
        "rows",
        "new",
        "changed",
        "unchanged",
        "rejected",
        "undone",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: ImportId(c.int()?),
            file_name: c.text()?,
            kind: c.code("import.kind", ImportKind::from_code)?,
            at: c.text()?,
            who: c.text()?,
            rows: c.small()?,
            new: c.small()?,
            changed: c.small()?,
            unchanged: c.small()?,
            rejected: c.small()?,
            undone: c.flag()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.file_name,
            self.kind.code(),
            self.at,
            self.who,
            self.rows as i64,
            self.new as i64,
            self.changed as i64,
            self.unchanged as i64,
            self.rejected as i64,
            self.undone,
        ])?)
    }
}
