//! Rows of a prescription export to fills.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::CompactString;

use super::cells::Row;
use super::error::ImportError;
use super::field::Field;
use super::fill_merge::{Merge, Pending};
use super::numbers;
use super::people;
use super::preview::{Work, told};
use super::spellings;
use crate::domain::event::EventKind;
use crate::domain::fill::Fill;
use crate::domain::ids::{ClinicianId, FillId, PatientId, ProductId};
use crate::domain::import_batch::ImportKind;
use crate::domain::medicine::{Medicine, Purpose, Route};

const VETERINARY: &str = "prescription for an animal";
/// Units a day from which a remark is made: liquids reach it, tablets hardly.
const MANY_A_DAY: f64 = 30.0;
/// The same for patches of an opioid, which stay on for two to seven days.
const MANY_PATCHES_A_DAY: f64 = 1.0;
/// Words of a status, without case and punctuation, that take a fill back.
const TAKEN_BACK: [&str; 13] = [
    "reversed",
    "reversal",
    "void",
    "voided",
    "cancelled",
    "canceled",
    "cancel",
    "enteredinerror",
    "deleted",
    "returnedtostock",
    "notdispensed",
    "neverfilled",
    "denied",
];

/// Reads every row, then compares what was read with the clinic file.
pub(super) fn read(
    work: &mut Work,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    let table = work.reading.table;
    warn_of_missing_columns(work);
    warn_of_care_columns(work);
    let mut merge = Merge::with_room_for(table.len());
    for (index, row) in table.rows().enumerate() {
        told(index, table.len(), progress)?;
        if let Some(pending) = read_row(work, &row) {
            merge.add(work, &row, pending);
        }
    }
    merge.compare(work);
    Ok(())
}

fn warn_of_missing_columns(work: &mut Work) {
    let reading = &work.reading;
    if reading.table.is_empty() {
        return;
    }
    let no_days = !reading.has(Field::DaysSupply) && !reading.has(Field::DateEnd);
    let reason = match (reading.has(Field::Quantity), no_days) {
        (false, true) => {
            "There is no column of quantities and none of days supply: every dose is unknown."
        }
        (false, false) => "There is no column of quantities: every dose is unknown.",
        (true, true) => "There is no column of days supply: every dose is unknown.",
        (true, false) => return,
    };
    let line = reading.table.header_line;
    work.reading
        .warnings
        .push(super::finding::Finding::row(line, reason));
}

/// A table of prescriptions that holds care in columns as well can be read twice.
fn warn_of_care_columns(work: &mut Work) {
    let table = work.reading.table;
    let is_care = |header: &&String| {
        let meaning = spellings::meaning(header, ImportKind::Patients);
        matches!(meaning, Some((Field::CareDate(kind) | Field::Care(kind), _))
            if !matches!(kind, EventKind::Visit | EventKind::Note))
    };
    let columns: Vec<String> = table
        .header
        .iter()
        .zip(&work.reading.mapping.columns)
        .filter(|(_, column)| column.field.is_none())
        .map(|(header, _)| header)
        .filter(is_care)
        .map(|header| format!("“{header}”"))
        .collect();
    if !columns.is_empty() {
        let reason = format!(
            "Columns of care were not read with the prescriptions: {}. Import the table once more as patients to read them.",
            columns.join(", ")
        );
        work.reading
            .warnings
            .push(super::finding::Finding::row(table.header_line, reason));
    }
}

fn read_row<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<Pending> {
    if !work.reading.has_right_width(row) {
        return None;
    }
    if is_veterinary(work, row) {
        let animal = work.reading.cell(row, Field::Animal);
        work.reading.warn(
            row,
            Field::Animal,
            animal,
            "is a prescription for an animal; it was left out",
        );
        work.reading.skip(VETERINARY);
        return None;
    }
    let filled = filled(work, row)?;
    let product = product(work, row)?;
    let (quantity, days_supply, reversed) = amounts(work, row, filled, product);
    let is_reversal = reversed || takes_back(work.reading.cell(row, Field::Status));
    let whose = work.reading.whose(row, true)?;
    if let Some(variant) = work.reading.variants.get_mut(whose.variant) {
        variant.latest = variant.latest.max(filled);
    }
    let fill = Fill {
        id: FillId(0),
        patient: PatientId(0),
        product: ProductId(0),
        filled,
        written: written(work, row),
        rx_number: rx_number(work.reading.cell(row, Field::RxNumber)),
        refill: numbers::refill(work.reading.cell(row, Field::Refill)),
        quantity,
        days_supply,
        prescriber: prescriber(work, row),
        pharmacy: CompactString::from(work.reading.text(row, Field::Pharmacy)),
        import: Some(work.batch.record.id),
        line: row.line(),
    };
    responsible(work, row, whose.slot);
    Some(Pending {
        fill,
        slot: whose.slot,
        product,
        is_reversal,
    })
}

fn is_veterinary<'a>(work: &Work<'a>, row: &Row<'a>) -> bool {
    let animal = work.reading.cell(row, Field::Animal);
    let flag = work.reading.cell(row, Field::VetFlag);
    (!animal.is_empty()
        && !people::says_nothing(animal)
        && !animal.eq_ignore_ascii_case("no")
        && !animal.eq_ignore_ascii_case("n"))
        || matches!(
            flag.to_ascii_lowercase().as_str(),
            "y" | "yes" | "true" | "1"
        )
}

/// The day of the fill; of an order its start, else the day it was written.
fn filled<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<NaiveDate> {
    let reading = &mut work.reading;
    let is_blank = |field| reading.cell(row, field).is_empty();
    let field = if reading.has(Field::DateFilled) {
        Field::DateFilled
    } else if reading.has(Field::DateStart)
        && !(is_blank(Field::DateStart) && reading.has(Field::DateWritten))
    {
        Field::DateStart
    } else {
        Field::DateWritten
    };
    let cell = reading.cell(row, field).to_owned();
    let day = reading.care_day(row, field);
    day.map_err(|reason| reading.reject(row, field, &cell, reason))
        .ok()
}

/// The medicine's text with strength and form.
fn product<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<u32> {
    let reading = &mut work.reading;
    let mut text = reading.text(row, Field::DrugName);
    if people::says_nothing(&text) {
        text = reading.text(row, Field::BrandName);
    }
    if people::says_nothing(&text) || people::is_error_cell(&text) {
        reading.reject(row, Field::DrugName, &text, "names no medicine");
        return None;
    }
    let (strength, form) = (
        reading.text(row, Field::Strength),
        reading.text(row, Field::Form),
    );
    let index = work.products.find(&text, &strength, &form);
    if work.products.is_met_first(index)
        && let Some(product) = work.products.get(index)
        && let Some(reason) = doubt(&product.medicine)
    {
        work.reading.warn(row, Field::DrugName, &text, reason);
    }
    Some(index)
}

/// What is to be said of a medicine whose dose or nature the texts leave open.
fn doubt(medicine: &Medicine) -> Option<Cow<'static, str>> {
    if let Some(name) = medicine.resembles {
        return Some(
            format!(
                "is no medicine that is known, but nearly spells “{name}”; it is not counted as an opioid. Check it."
            )
            .into(),
        );
    }
    if medicine.strengths_disagree {
        return Some("states another strength than its column: the dose is unknown".into());
    }
    let opioid = medicine.opioid.as_ref()?;
    let is_asked = opioid.purpose == Purpose::Pain && opioid.route != Route::Injection;
    (is_asked && opioid.strength.is_none())
        .then_some("is an opioid without a stated strength: the dose is unknown".into())
}

/// Units a day from which a remark is made, and what the units are called.
fn many_a_day(medicine: &Medicine) -> (f64, &'static str) {
    match &medicine.opioid {
        Some(opioid) if opioid.route == Route::Patch => (MANY_PATCHES_A_DAY, "patches"),
        _ => (MANY_A_DAY, "units"),
    }
}

/// Quantity and days supply, with a remark where the dose cannot be known from them. A negative
/// quantity takes a fill back.
fn amounts<'a>(
    work: &mut Work<'a>,
    row: &Row<'a>,
    filled: NaiveDate,
    product: u32,
) -> (Option<f64>, Option<u16>, bool) {
    let comma = work.reading.mapping.decimal_comma;
    let reading = &mut work.reading;
    let mut quantity = None;
    if reading.has(Field::Quantity) {
        let cell = reading.cell(row, Field::Quantity);
        let read = numbers::quantity(cell, comma);
        quantity = read.value;
        if let Some(remark) = read.remark {
            reading.warn(row, Field::Quantity, cell, remark);
        }
    }
    let days = days_supply(work, row, filled);
    let reversed = quantity.is_some_and(|q| q < 0.0);
    let (many, units) = work
        .products
        .get(product)
        .map_or((MANY_A_DAY, "units"), |p| many_a_day(&p.medicine));
    if let (Some(quantity), Some(days)) = (quantity, days)
        && quantity < 1000.0
        && quantity / f64::from(days) >= many
    {
        let cell = work.reading.cell(row, Field::Quantity);
        let reason = format!(
            "makes {:.0} {units} a day, which is unusual; it was kept. Check it.",
            quantity / f64::from(days)
        );
        work.reading.warn(row, Field::Quantity, cell, reason);
    }
    (quantity.map(f64::abs), days, reversed)
}

/// Days supply as stated, else from the start and end of an order.
fn days_supply<'a>(work: &mut Work<'a>, row: &Row<'a>, filled: NaiveDate) -> Option<u16> {
    let comma = work.reading.mapping.decimal_comma;
    let reading = &mut work.reading;
    let stated = reading.cell(row, Field::DaysSupply);
    let end = reading.cell(row, Field::DateEnd);
    if reading.has(Field::DaysSupply) && (!stated.is_empty() || end.is_empty()) {
        let read = numbers::days(stated, comma);
        if let Some(remark) = read.remark {
            reading.warn(row, Field::DaysSupply, stated, remark);
        }
        return read.value;
    }
    if !reading.has(Field::DateEnd) {
        return None;
    }
    let start = if reading.has(Field::DateStart) {
        reading.care_day(row, Field::DateStart).unwrap_or(filled)
    } else {
        filled
    };
    let days = reading
        .end_day(row, Field::DateEnd)
        .map(|end| (end - start).num_days() + 1);
    let reason: Cow<'static, str> = match days {
        Ok(days @ 1..=366) => return Some(days as u16),
        Ok(..=0) => "is before the start: the days supply is unknown".into(),
        Ok(_) => "is more than a year after the start: the days supply is unknown".into(),
        Err(reason) => format!("{reason}: the days supply is unknown").into(),
    };
    reading.warn(row, Field::DateEnd, end, reason);
    None
}

fn takes_back(status: &str) -> bool {
    !status.is_empty() && TAKEN_BACK.contains(&people::key(status).as_str())
}

fn written<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<NaiveDate> {
    let reading = &mut work.reading;
    let cell = reading.cell(row, Field::DateWritten);
    if cell.is_empty() {
        return None;
    }
    match reading.care_day(row, Field::DateWritten) {
        Ok(day) => Some(day),
        Err(reason) => {
            reading.warn(
                row,
                Field::DateWritten,
                cell,
                format!("{reason}; the date written was left open"),
            );
            None
        }
    }
}

/// A prescription number; a spreadsheet's ".0" is no part of it.
fn rx_number(cell: &str) -> CompactString {
    let number = cell
        .strip_suffix(".0")
        .filter(|n| n.bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or(cell);
    if people::is_error_cell(number) || (number.len() < 16 && people::says_nothing(number)) {
        return CompactString::default();
    }
    number.chars().take(60).collect()
}

fn prescriber<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<ClinicianId> {
    let whole = work.reading.text(row, Field::Prescriber);
    if !whole.is_empty() {
        return work.clinicians.find(&whole);
    }
    let (last, first) = (
        work.reading.text(row, Field::PrescriberLast),
        work.reading.text(row, Field::PrescriberFirst),
    );
    if last.is_empty() {
        return None;
    }
    let name = if first.is_empty() {
        last.into_owned()
    } else {
        format!("{last}, {first}")
    };
    work.clinicians.find(&name)
}

/// A column that names the responsible clinician completes a patient who has none.
fn responsible<'a>(work: &mut Work<'a>, row: &Row<'a>, slot: usize) {
    if !work.reading.has(Field::Clinician) {
        return;
    }
    let name = work.reading.text(row, Field::Clinician);
    let clinician = work.clinicians.find(&name);
    if let Some(patient) = work.reading.register.patient_mut(slot) {
        patient.clinician = patient.clinician.or(clinician);
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::workbook::Workbook;
    use crate::import::ImportError;
    use crate::import::testing::{day, ends, run, try_run};

    #[test]
    fn every_rejected_row_is_named_by_line_column_and_value() {
        let text = "MRN,Name,DOB,Date Filled,Drug,Qty,Days\n\
                    1.2E+11,\"Lee, Ann\",1960-01-02,2026-08-03,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-02-30,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-12-30,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-03,,90,30\n\
                    ,,,2026-08-03,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-03\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-03,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-04,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-05,Norco 5 MG,90,30\n\
                    02,\"Lee, Ann\",1960-01-02,2026-08-06,Norco 5 MG,90,30\n";
        let found = try_run(&Workbook::default(), text).unwrap();
        let rows: Vec<(u32, &str, &str)> = found
            .rejected
            .iter()
            .map(|f| (f.line, f.column.as_str(), f.value.as_str()))
            .collect();
        let expected = [
            (2, "MRN", "1.2E+11"),
            (3, "Date Filled", "2026-02-30"),
            (4, "Date Filled", "2026-12-30"),
            (5, "Drug", ""),
            (6, "Last name", ""),
            (7, "", ""),
        ];
        assert_eq!(rows, expected);
        assert_eq!(ends(&found), [4, 0, 0, 6, 0]);
    }

    #[test]
    fn unknown_amounts_keep_the_fill_and_are_said() {
        let text = "MRN,Date Filled,Drug,Qty,Days\n1,2026-08-03,Norco 5 MG,n/a,30\n1,2026-08-04,Norco 5 MG,90,0\n1,2026-08-05,Norco 5 MG,45-60,\n";
        let found = try_run(&Workbook::default(), text).unwrap();
        let amounts: Vec<_> = found
            .batch
            .fills
            .iter()
            .map(|f| (f.quantity, f.days_supply))
            .collect();
        assert_eq!(
            amounts,
            [(None, Some(30)), (Some(90.0), None), (None, None)]
        );
        assert_eq!(
            found.warnings.iter().map(|w| w.line).collect::<Vec<_>>(),
            [2, 3, 4, 4]
        );
    }

    #[test]
    fn care_beside_prescriptions_is_said_to_be_left_out() {
        let text = "MRN,Name,DOB,Date Filled,Drug,Qty,Days,Last PDMP,Last UDS\n1,\"Lee, Ann\",1960-01-02,2026-08-03,Norco 5 mg,90,30,8/1/2026,\n";
        let found = try_run(&Workbook::default(), text).unwrap();
        assert_eq!(ends(&found), [1, 0, 0, 0, 0]);
        let said: Vec<&str> = found.warnings.iter().map(|w| w.reason.as_ref()).collect();
        assert!(
            said.iter().any(|r| r.contains("“Last PDMP”, “Last UDS”")),
            "{said:?}"
        );
    }

    #[test]
    fn a_medicine_of_doubtful_dose_or_name_is_said_once() {
        for (drug, quantity, column, word) in [
            ("Vicodin", "60", "Drug", "without a stated strength"),
            ("Percocett 5-325", "60", "Drug", "percocet"),
            ("Fentanyl patch 25 mcg/hr", "60", "Qty", "2 patches a day"),
            ("Fentanyl patch 25 mcg/hr", "10", "", ""),
            ("Lidocaine 5% patch", "60", "", ""),
            ("Lisinopril", "30", "", ""),
            ("Norco 5-325", "60", "", ""),
        ] {
            let text = format!(
                "MRN,Date Filled,Drug,Qty,Days\n1,2026-08-03,{drug},{quantity},30\n2,2026-08-03,{drug},,30\n"
            );
            let found = try_run(&Workbook::default(), &text).unwrap();
            let said: Vec<_> = found
                .warnings
                .iter()
                .filter(|w| w.line == 2)
                .map(|w| (w.column.as_str(), w.reason.contains(word)))
                .collect();
            let expected = if word.is_empty() {
                vec![]
            } else {
                vec![(column, true)]
            };
            assert_eq!(said, expected, "{drug}: {:?}", found.warnings);
            assert!(
                !found
                    .warnings
                    .iter()
                    .any(|w| w.line == 3 && w.column == "Drug")
            );
        }
    }

    #[test]
    fn orders_count_their_days_from_start_to_end() {
        let text = "MRN,Ordering Date,Medication,Disp Qty,Start Date,End Date,Provider\n\
                    1,2026-08-01,Norco 5 MG,90,2026-08-03,2026-09-01,\"Hanley, Sean MD\"\n\
                    1,2026-08-01,Norco 5 MG,90,2026-08-04,,\n";
        let mut workbook = Workbook::default();
        run(&mut workbook, text);
        let first = &workbook.fills[0];
        assert_eq!(
            (first.filled, first.written, first.days_supply),
            (day("2026-08-03"), Some(day("2026-08-01")), Some(30))
        );
        assert_eq!(workbook.fills[1].days_supply, None);
        assert_eq!(workbook.clinicians[0].name, "Hanley, Sean MD");
        assert_eq!(
            workbook.patients[0].clinician, None,
            "a prescriber is not the responsible clinician"
        );
    }

    #[test]
    fn prescriptions_for_animals_are_left_out() {
        let text = "MRN,Date Filled,Drug,Qty,Days,Animal Name\n1,2026-08-03,Norco 5 MG,9,3,REX\n1,2026-08-03,Norco 5 MG,9,3,\n";
        assert_eq!(
            ends(&try_run(&Workbook::default(), text).unwrap()),
            [1, 0, 0, 0, 1]
        );
    }

    #[test]
    fn a_report_on_one_patient_names_them_above() {
        let text = "Patient Report\n\"CORDOVA, YOLANDA\",Date of Birth: 03/27/2002\n\nFilled,Drug,QTY,Days,RX #\n9/30/2026,Norco 5 MG,14,7,7005199\nEnd of report\n";
        let mut workbook = Workbook::default();
        run(&mut workbook, text);
        assert_eq!(workbook.patients[0].name(), "Cordova, Yolanda");
        assert_eq!(workbook.patients[0].born, Some(day("2002-03-27")));
        assert_eq!(workbook.fills.len(), 1);
    }

    #[test]
    fn the_newest_name_is_shown_and_an_old_file_does_not_bring_the_old_one_back() {
        let old = "MRN,Name,DOB,Date Filled,Drug,Qty,Days\n1,\"Nunez, Ana\",1961-04-09,2026-08-03,Norco,9,3\n";
        let new = old
            .replace("Nunez", "Nunez-Gomez")
            .replace("08-03", "09-02");
        let mut workbook = Workbook::default();
        for text in [old, &new, old] {
            run(&mut workbook, text);
        }
        assert_eq!(
            (
                workbook.patients.len(),
                workbook.patients[0].last_name.as_str()
            ),
            (1, "Nunez-Gomez")
        );
    }

    #[test]
    fn the_work_can_be_stopped() {
        let table =
            crate::import::pasted_table("MRN,Date Filled,Drug\n1,2026-08-03,Norco\n").unwrap();
        let mapping = crate::import::recognise(&table, None);
        let options = crate::import::Options {
            today: day("2026-11-21"),
            answers: std::collections::HashMap::new(),
            file_name: "t.csv".to_owned(),
        };
        let stopped = crate::import::preview(
            &table,
            &mapping,
            &Workbook::default(),
            &options,
            &mut |_, _| false,
        );
        assert_eq!(stopped, Err(ImportError::Cancelled));
    }
}
