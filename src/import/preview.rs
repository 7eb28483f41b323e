//! What an import would add and change, worked out before anything is written.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::error::ImportError;
use super::finding::Finding;
use super::identity::{Answer, Question};
use super::interned::{Clinicians, Products};
use super::mapping::Mapping;
use super::matching::Register;
use super::people::Name;
use super::reading::{Reading, Variant};
use super::table::Table;
use super::{event_rows, fill_rows, patient_rows};
use crate::domain::edit::Change;
use crate::domain::ids::{ClinicianId, ImportId};
use crate::domain::import_batch::{ImportBatch, ImportKind, ImportRecord};
use crate::domain::workbook::Workbook;

/// What the reading depends on besides file and workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The day of the import; later days are in the future.
    pub today: NaiveDate,
    /// A person's words on the questions of an earlier preview, by question key.
    pub answers: HashMap<String, Answer>,
    /// Name of the file without its folder.
    pub file_name: String,
}

/// How many rows ended how. Every row ends one way: `rows` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Data rows read.
    pub rows: u64,
    /// Facts not known before.
    pub new: u64,
    /// Known facts with another value.
    pub changed: u64,
    /// Known facts, and rows that stand twice.
    pub unchanged: u64,
    /// Rows kept out.
    pub rejected: u64,
    /// Rows left aside on purpose.
    pub skipped: u64,
}

/// The outcome of reading a table against a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Everything that would be written; time and person of its record are left to the caller.
    pub batch: ImportBatch,
    /// How the rows ended.
    pub counts: Counts,
    /// Remarks on rows that are imported, and on rows that are no data.
    pub warnings: Vec<Finding>,
    /// Rows kept out.
    pub rejected: Vec<Finding>,
    /// Rows left aside on purpose, by reason.
    pub skipped: Vec<(String, u64)>,
    /// What a person should answer; until then the rows are kept out.
    pub questions: Vec<Question>,
    /// What is to be said about the order of dates.
    pub date_order_note: Option<String>,
    /// Remarks on the whole file.
    pub notes: Vec<String>,
}

/// How often progress is told, in rows.
pub(super) const STEP: usize = 5000;

/// The parts of the outcome that a kind of row fills.
pub(super) struct Work<'a> {
    pub reading: Reading<'a>,
    pub workbook: &'a Workbook,
    pub clinicians: Clinicians,
    pub products: Products,
    pub counts: Counts,
    pub batch: ImportBatch,
    pub used: Vec<bool>,
}

impl Work<'_> {
    /// Remembers that a patient has a fact of this import.
    pub fn mark_used(&mut self, slot: usize) {
        if self.used.len() <= slot {
            self.used.resize(slot + 1, false);
        }
        if let Some(mark) = self.used.get_mut(slot) {
            *mark = true;
        }
    }

    /// Whether the patient was in the clinic file before.
    pub fn is_known(&self, slot: usize) -> bool {
        self.reading
            .register
            .slot(slot)
            .is_some_and(|s| s.before.is_some())
    }
}

/// Reads the table. `progress` gets rows done and rows in all; when it returns false the work is
/// given up.
pub fn preview(
    table: &Table,
    mapping: &Mapping,
    workbook: &Workbook,
    options: &Options,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Preview, ImportError> {
    let missing = mapping.missing();
    if !missing.is_empty() {
        return Err(ImportError::Missing(missing));
    }
    if table.is_empty() && table.damaged.is_empty() && table.left_aside.is_empty() {
        return Err(ImportError::NoRows {
            name: table.source_name.clone(),
        });
    }
    let mut work = start(table, mapping, workbook, options);
    match mapping.kind {
        ImportKind::Prescriptions => fill_rows::read(&mut work, progress)?,
        ImportKind::Patients => patient_rows::read(&mut work, progress)?,
        ImportKind::Events => event_rows::read(&mut work, progress)?,
    }
    Ok(finish(work))
}

fn start<'a>(
    table: &'a Table,
    mapping: &'a Mapping,
    workbook: &'a Workbook,
    options: &'a Options,
) -> Work<'a> {
    let import = ImportId(workbook.next.import);
    let mut reading = Reading::new(table, mapping, options, Register::new(workbook, import));
    reading.warnings.extend(table.findings.iter().cloned());
    reading.rejected.extend(table.damaged.iter().cloned());
    reading.skipped.extend(table.left_aside.iter().copied());
    let left_aside: u64 = reading.skipped.values().sum();
    if let Some(note) = mapping
        .date_order_note()
        .filter(|_| mapping.order_needs_a_look())
    {
        reading.warnings.push(Finding::row(table.header_line, note));
    }
    Work {
        reading,
        workbook,
        clinicians: Clinicians::new(workbook, import),
        products: Products::new(workbook, import),
        counts: Counts {
            rows: (table.len() + table.damaged.len()) as u64 + left_aside,
            ..Counts::default()
        },
        batch: ImportBatch::new(ImportRecord {
            id: import,
            file_name: options.file_name.clone(),
            kind: mapping.kind,
            at: String::new(),
            who: String::new(),
            rows: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            rejected: 0,
            undone: false,
        }),
        used: Vec::new(),
    }
}

fn finish(mut work: Work) -> Preview {
    take_newest_names(&mut work);
    let Work {
        reading,
        workbook,
        clinicians,
        products,
        mut counts,
        mut batch,
        used,
        ..
    } = work;
    for (index, slot) in reading.register.into_slots().into_iter().enumerate() {
        match slot.before {
            None if used.get(index) == Some(&true) => batch.patients.push(slot.patient),
            Some(before) if before != slot.patient => batch
                .changed_patients
                .push(Change::replace(before, slot.patient)),
            _ => {}
        }
    }
    batch.clinicians = clinicians.new;
    drop_unused_clinicians(&mut batch);
    batch.products = products.into_new(workbook.next.product);
    counts.rejected = reading.rejected.len() as u64;
    counts.skipped = reading.skipped.values().sum();
    batch.record = ImportRecord {
        rows: counts.rows,
        new: counts.new,
        changed: counts.changed,
        unchanged: counts.unchanged,
        rejected: counts.rejected,
        ..batch.record
    };
    let (mut warnings, mut rejected) = (reading.warnings, reading.rejected);
    for findings in [&mut warnings, &mut rejected] {
        findings.sort_by_key(|f| f.line);
        for finding in findings {
            (finding.file, finding.line) = in_its_file(reading.table, finding.line);
        }
    }
    let mut questions = reading.questions;
    for question in &mut questions {
        question.place = reading.table.place_words(question.line);
    }
    for fill in &mut batch.fills {
        fill.line = reading.table.place(fill.line).1;
    }
    Preview {
        batch,
        counts,
        warnings,
        rejected,
        skipped: reading
            .skipped
            .into_iter()
            .map(|(reason, count)| (reason.to_owned(), count))
            .collect(),
        questions,
        date_order_note: reading.mapping.date_order_note(),
        notes: reading.table.notes.clone(),
    }
}

/// A clinician whom only known rows name is not written.
fn drop_unused_clinicians(batch: &mut ImportBatch) {
    let changed = batch
        .changed_patients
        .iter()
        .filter_map(|c| c.after.as_ref());
    let patients = batch
        .patients
        .iter()
        .chain(changed)
        .filter_map(|p| p.clinician);
    let changed_fills = batch.changed_fills.iter().filter_map(|c| c.after.as_ref());
    let fills = batch
        .fills
        .iter()
        .chain(changed_fills)
        .filter_map(|f| f.prescriber);
    let used: HashSet<ClinicianId> = patients.chain(fills).collect();
    batch.clinicians.retain(|c| used.contains(&c.id));
}

/// Of several names of a patient the one of the latest row is shown, never an older one than the
/// clinic file already had; of several spellings of one name the one in better capitals.
fn take_newest_names(work: &mut Work) {
    if work.reading.mapping.kind == ImportKind::Patients {
        return;
    }
    let mut variants: Vec<Variant> = std::mem::take(&mut work.reading.variants);
    variants.retain(|v| v.latest > NaiveDate::MIN && !v.is_by_merged_record);
    variants.sort_by_key(|v| v.latest);
    for variant in variants {
        let Some(slot) = work.reading.register.slot(variant.slot) else {
            continue;
        };
        let latest_known = slot
            .before
            .as_ref()
            .and_then(|p| work.workbook.fills_of(p.id).last())
            .map(|f| f.filled);
        let own = Name::of(&slot.patient);
        let newer =
            latest_known.is_none_or(|known| variant.latest > known) && variant.name.is_plausible();
        let next = if own.agrees_with(&variant.name) || !variant.name.is_whole() {
            own.in_better_case(&variant.name)
        } else {
            newer.then_some(variant.name)
        };
        if let (Some(name), Some(patient)) = (next, work.reading.register.patient_mut(variant.slot))
        {
            (patient.last_name, patient.first_name) = (name.last, name.first);
        }
    }
}

/// Tells how far the work is, now and then.
pub(super) fn told(
    index: usize,
    total: usize,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    if index.is_multiple_of(STEP) && !progress(index as u64, total as u64) {
        return Err(ImportError::Cancelled);
    }
    Ok(())
}

fn in_its_file(table: &Table, line: u32) -> (String, u32) {
    let (file, line) = table.place(line);
    (file.to_owned(), line)
}

/// "line 7" for a remark, with the file where there are several.
pub(super) fn line_reason(
    table: &Table,
    before: &str,
    line: u32,
    after: &str,
) -> Cow<'static, str> {
    let place = table.place_words(line);
    Cow::Owned(format!("{before}{place}{after}"))
}
