//! Which column means what, found by header and content, or remembered.

use super::care_columns::{self, dates_within};
use super::dates::{DateOrder, is_date};
use super::evidence::{
    SAMPLE, fit, has_decimal_comma, looks_like_names, months_side_by_side, settle_orders, share,
    states_medicine,
};
use super::field::Field;
use super::mapping::{Column, FoundBy, Mapping, OrderFoundBy};
use super::people;
use super::spellings::{meaning, normalise};
use super::table::{Known, Table};
use crate::domain::import_batch::ImportKind;
use crate::domain::workbook::Workbook;

/// Names too general to be believed against the cells beneath them.
const GENERAL: [&str; 20] = [
    "dose",
    "dosage",
    "amount",
    "disp",
    "dispense",
    "duration",
    "supply",
    "rx",
    "description",
    "prescription",
    "account",
    "chart",
    "start",
    "end",
    "stop",
    "product",
    "filled",
    "sold",
    "days",
    "form",
];

/// The header row in lower case, joined with tabs: by it a reading is remembered.
pub fn fingerprint(table: &Table) -> String {
    table
        .header
        .iter()
        .map(|h| h.trim().to_lowercase())
        .collect::<Vec<_>>()
        .join("\t")
}

/// The remembered reading of this layout, or the one that headers and cells give. What depends on
/// the cells (date order, decimal comma) is looked at anew unless a person chose it.
pub fn recall(table: &Table, workbook: &Workbook, forced_kind: Option<ImportKind>) -> Mapping {
    let fresh = recognise(table, forced_kind);
    let print = fingerprint(table);
    let saved = workbook
        .layouts
        .iter()
        .rev()
        .find(|l| l.fingerprint == print && table.header_line > 0);
    let remembered = saved.and_then(|l| serde_json::from_value::<Mapping>(l.mapping.clone()).ok());
    let Some(mut mapping) = remembered.filter(|m| m.columns.len() == fresh.columns.len()) else {
        return fresh;
    };
    if forced_kind.is_some_and(|kind| kind != mapping.kind) {
        return fresh;
    }
    settle_orders(table, &mut mapping);
    mapping.decimal_comma = fresh.decimal_comma;
    mapping.patient_above = fresh.patient_above;
    mapping
}

/// Reads headers and cells.
pub fn recognise(table: &Table, forced_kind: Option<ImportKind>) -> Mapping {
    if let Some(known) = &table.known {
        return as_known(known);
    }
    let kind = forced_kind.unwrap_or_else(|| kind_of(table));
    let mut doubts = Vec::new();
    let mut columns = by_header(table, kind, &mut doubts);
    let is_patient_needed = !columns.iter().any(|c| {
        matches!(
            c.field,
            Some(Field::Mrn | Field::FullName | Field::LastName)
        )
    });
    if table.header_line == 0 {
        doubts.push("No header row was found. Say what each column holds.".to_owned());
    } else if months_side_by_side(table) {
        doubts.push("The columns are months. Export one row for each prescription, with its date and medicine.".to_owned());
    }
    if kind == ImportKind::Prescriptions {
        by_content(table, &mut columns, &mut doubts);
    }
    let mut mapping = Mapping {
        kind,
        columns,
        date_order: DateOrder::Mdy,
        order_found_by: OrderFoundBy::NotNeeded,
        decimal_comma: false,
        patient_above: is_patient_needed && people::named_above(&table.preamble).is_some(),
        doubts,
    };
    settle_orders(table, &mut mapping);
    mapping.decimal_comma = has_decimal_comma(table, &mapping);
    mapping
}

/// The reading that the format itself gives; its dates say their order themselves.
fn as_known(known: &Known) -> Mapping {
    let column = |field: &Field| Column {
        field: Some(*field),
        found_by: FoundBy::Header,
        date_order: None,
    };
    Mapping {
        kind: known.kind,
        columns: known.fields.iter().map(column).collect(),
        date_order: DateOrder::Ymd,
        order_found_by: OrderFoundBy::NotNeeded,
        decimal_comma: false,
        patient_above: false,
        doubts: Vec::new(),
    }
}

/// What the table holds, by the columns that only one kind has.
fn kind_of(table: &Table) -> ImportKind {
    let has = |kind, fields: &[Field]| {
        table
            .header
            .iter()
            .any(|h| meaning(h, kind).is_some_and(|(field, _)| fields.contains(&field)))
    };
    let rx = ImportKind::Prescriptions;
    let medicine = has(rx, &[Field::DrugName, Field::BrandName])
        && has(
            rx,
            &[
                Field::Quantity,
                Field::DaysSupply,
                Field::DateFilled,
                Field::DateStart,
                Field::DateWritten,
            ],
        );
    let named_event = table.header.iter().any(|h| {
        matches!(
            normalise(h).as_str(),
            "event"
                | "eventtype"
                | "eventkind"
                | "eventname"
                | "careevent"
                | "eventdate"
                | "pegscore"
                | "peg"
        )
    });
    if care_columns::is_registry(&table.header, medicine) {
        ImportKind::Patients
    } else if named_event && !has(rx, &[Field::Quantity, Field::DaysSupply]) {
        ImportKind::Events
    } else if medicine
        || has(
            rx,
            &[
                Field::Quantity,
                Field::DaysSupply,
                Field::RxNumber,
                Field::DateFilled,
            ],
        )
    {
        rx
    } else if has(ImportKind::Events, &[Field::EventKind, Field::PegScore])
        && has(ImportKind::Events, &[Field::EventDate])
    {
        ImportKind::Events
    } else if table.header_line == 0
        || !has(
            ImportKind::Patients,
            &[Field::Mrn, Field::FullName, Field::LastName],
        )
    {
        rx
    } else {
        ImportKind::Patients
    }
}

fn by_header(table: &Table, kind: ImportKind, doubts: &mut Vec<String>) -> Vec<Column> {
    let blank = Column {
        field: None,
        found_by: FoundBy::Header,
        date_order: None,
    };
    let mut columns = vec![blank; table.header.len()];
    let meanings: Vec<Option<(Field, usize)>> = table
        .header
        .iter()
        .enumerate()
        .map(|(column, header)| believed(table, column, header, kind))
        .collect();
    for field in Field::ALL.into_iter().chain(Field::care()) {
        let mut best: Vec<usize> = Vec::new();
        let mut best_rank = usize::MAX;
        for (column, found) in meanings.iter().enumerate() {
            let Some((_, rank)) = found.filter(|(f, _)| *f == field) else {
                continue;
            };
            if rank < best_rank && !field.may_stand_often() {
                best.clear();
                best_rank = rank;
            }
            if rank == best_rank || field.may_stand_often() {
                best.push(column);
            }
        }
        let chosen = if field.may_stand_often() {
            best
        } else {
            one_of(table, field, &best, doubts)
        };
        for column in chosen {
            if let Some(slot) = columns.get_mut(column) {
                slot.field = Some(field);
                slot.found_by = if fit(table, column, field) < 0.5 {
                    FoundBy::Check
                } else {
                    FoundBy::Header
                };
            }
        }
    }
    columns
}

/// The meaning of a header unless it is too general and the cells beneath contradict it.
fn believed(
    table: &Table,
    column: usize,
    header: &str,
    kind: ImportKind,
) -> Option<(Field, usize)> {
    let name = normalise(header);
    if name == "patient" {
        return Some((
            if looks_like_names(table, column) {
                Field::FullName
            } else {
                Field::Mrn
            },
            95,
        ));
    }
    let (field, rank) = meaning(header, kind)?;
    if let Field::CareDate(care) | Field::Care(care) = field {
        let dates = share(table, column, |cell| !dates_within(cell).is_empty());
        let holds_dates = if field == Field::Care(care) {
            share(table, column, is_date) > 0.5
        } else {
            dates >= 0.3
        };
        return Some((
            if holds_dates {
                Field::CareDate(care)
            } else {
                Field::Care(care)
            },
            rank,
        ));
    }
    if name == "rx" && share(table, column, |c| c.bytes().all(|b| b.is_ascii_digit())) > 0.8 {
        return Some((Field::RxNumber, rank));
    }
    let is_dose = field == Field::Strength && name.starts_with("dos");
    let states_unit = |c: &str| {
        let small = c.to_lowercase();
        small.contains("mg") || small.contains("mcg") || small.contains('%')
    };
    if is_dose && share(table, column, states_unit) < 0.5 {
        return None;
    }
    let is_medicine = matches!(field, Field::DrugName | Field::BrandName);
    if is_medicine && GENERAL.contains(&name.as_str()) {
        return (share(table, column, states_medicine) >= 0.3).then_some((field, rank));
    }
    (!GENERAL.contains(&name.as_str()) || fit(table, column, field) >= 0.3).then_some((field, rank))
}

/// One column out of several of the same name: the only one filled, or one of equals, or none.
fn one_of(table: &Table, field: Field, columns: &[usize], doubts: &mut Vec<String>) -> Vec<usize> {
    let filled: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|c| table.rows().take(SAMPLE).any(|r| !r.cell(*c).is_empty()))
        .collect();
    let (Some(first), others) = (
        filled.first().or(columns.first()).copied(),
        filled.get(1..).unwrap_or_default(),
    ) else {
        return Vec::new();
    };
    let differs = |other: &usize| {
        table
            .rows()
            .take(SAMPLE)
            .any(|row| row.cell(*other) != row.cell(first))
    };
    if others.iter().any(differs) {
        let name = table
            .header
            .get(first)
            .map(String::as_str)
            .unwrap_or_default();
        doubts.push(format!(
            "Column “{name}” stands {} times. Choose which one is {}.",
            filled.len(),
            field.label().to_lowercase()
        ));
        return Vec::new();
    }
    vec![first]
}

/// A needed column that no header names, where exactly one unnamed column can be it.
fn by_content(table: &Table, columns: &mut [Column], doubts: &mut Vec<String>) {
    let has = |columns: &[Column], fields: &[Field]| {
        columns
            .iter()
            .any(|c| c.field.is_some_and(|f| fields.contains(&f)))
    };
    let states_strength = |c: &str| {
        let small = c.to_lowercase();
        c.len() > 8
            && (small.contains(" mg") || small.contains("mcg"))
            && small.starts_with(|c: char| c.is_alphabetic())
    };
    if !has(columns, &[Field::DrugName, Field::BrandName])
        && let Some(column) = only_one(table, columns, states_strength)
    {
        found_by_content(columns, column, Some(Field::DrugName));
    }
    if !has(
        columns,
        &[Field::DateFilled, Field::DateStart, Field::DateWritten],
    ) && has(columns, &[Field::DrugName, Field::BrandName])
        && let Some(column) = only_one(table, columns, |c| c.len() > 5 && is_date(c))
    {
        found_by_content(columns, column, Some(Field::DateFilled));
        let name = table
            .header
            .get(column)
            .map(String::as_str)
            .unwrap_or_default();
        doubts.push(format!(
            "Column “{name}” holds dates and may be the date filled. Say what it is."
        ));
    }
}

fn found_by_content(columns: &mut [Column], column: usize, field: Option<Field>) {
    if let Some(slot) = columns.get_mut(column) {
        slot.field = field;
        slot.found_by = FoundBy::Content;
    }
}

fn only_one(table: &Table, columns: &[Column], test: impl Fn(&str) -> bool) -> Option<usize> {
    let fits = |column: usize| {
        table
            .rows()
            .take(SAMPLE)
            .any(|r| !r.cell(column).is_empty())
            && share(table, column, &test) > 0.8
    };
    let mut found = columns
        .iter()
        .enumerate()
        .filter(|(at, c)| c.field.is_none() && fits(*at))
        .map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::pasted_table;
    use crate::import::testing::try_run;

    fn read(text: &str) -> Mapping {
        recognise(&pasted_table(text).unwrap(), None)
    }

    fn check(text: &str, kind: ImportKind, fields: &[Option<Field>]) {
        let mapping = read(text);
        assert_eq!(mapping.kind, kind, "{text}");
        assert_eq!(
            mapping.columns.iter().map(|c| c.field).collect::<Vec<_>>(),
            fields,
            "{text}"
        );
    }

    #[test]
    fn columns_are_understood_by_header_and_content() {
        use Field::*;
        let (rx, none) = (ImportKind::Prescriptions, None);
        check(
            "MRN,Filled,Sold,Drug,QTY\n1,1/13/2026,1/14/2026,Norco,9\n",
            rx,
            &[
                Some(Mrn),
                Some(DateFilled),
                none,
                Some(DrugName),
                Some(Quantity),
            ],
        );
        check(
            "PATIENT,START,STOP,DESCRIPTION\na1-b,2026-01-02,,Norco 5 MG Oral Tablet\n",
            rx,
            &[Some(Mrn), Some(DateStart), Some(DateEnd), Some(DrugName)],
        );
        check(
            "Patient,DOB,Rx,Date,What was given\n\"Lee, Ann\",1960-01-02,700,2026-01-02,Norco 5-325 MG tablet\n",
            rx,
            &[
                Some(FullName),
                Some(Born),
                Some(RxNumber),
                Some(DateFilled),
                Some(DrugName),
            ],
        );
        check(
            "mrn,date,event,value\n1,2026-01-02,UDT,expected\n",
            ImportKind::Events,
            &[
                Some(Mrn),
                Some(EventDate),
                Some(EventKind),
                Some(EventValue),
            ],
        );
        check(
            "MRN,Name,DOB,Provider\n1,\"Lee, Ann\",1960-01-02,Hanley\n",
            ImportKind::Patients,
            &[Some(Mrn), Some(FullName), Some(Born), Some(Clinician)],
        );
        check(
            "MRN,Drug,Filled,Dose\n1,Norco,2026-01-02,1 tab daily\n",
            rx,
            &[Some(Mrn), Some(DrugName), Some(DateFilled), none],
        );
    }

    #[test]
    fn the_order_of_dates_comes_from_the_whole_column() {
        let order = |dates: &[&str]| {
            let rows: Vec<String> = dates.iter().map(|d| format!("1,Norco,{d}\n")).collect();
            let mapping = read(&format!("MRN,Drug,Date Filled\n{}", rows.concat()));
            (mapping.date_order, mapping.order_found_by)
        };
        assert_eq!(
            order(&["25/08/2026", "02/09/2026"]),
            (DateOrder::Dmy, OrderFoundBy::Cells)
        );
        assert_eq!(
            order(&["08/25/2026", "02/09/2026"]),
            (DateOrder::Mdy, OrderFoundBy::Cells)
        );
        assert_eq!(
            order(&["02/09/2026"]),
            (DateOrder::Mdy, OrderFoundBy::Assumed)
        );
        assert_eq!(
            order(&["2026-09-02", "13/45/2026"]),
            (DateOrder::Mdy, OrderFoundBy::NotNeeded)
        );
        assert_eq!(
            order(&["25/08/2026", "08/25/2026"]).1,
            OrderFoundBy::Contradicted
        );
    }

    #[test]
    fn what_is_missing_is_said_in_sentences() {
        for (text, word) in [
            ("MRN,Drug,Qty\n1,Norco,9\n", "date filled"),
            ("Drug,Date Filled\nNorco,2026-01-02\n", "MRN"),
            (
                "MRN,Date,Date,Drug,Qty\n1,2026-01-02,2026-03-04,Norco,9\n",
                "2 times",
            ),
            ("Item,Price\nStapler,4.99\n", "None"),
            ("0001,Lee,Ann\n0002,Vang,May\n", "No header"),
            ("MRN,Name,Jan 2026,Feb 2026\n1,Lee,15,15\n", "months"),
        ] {
            let sentence = read(text).missing().join(" ");
            assert!(sentence.contains(word), "{sentence} should say {word}");
        }
    }

    #[test]
    fn a_person_can_correct_columns_and_the_reading_is_remembered() {
        let table = pasted_table("MRN,Date,Date,Drug\n1,2026-01-02,2026-03-04,Norco\n").unwrap();
        let mut mapping = recognise(&table, None);
        mapping.set(1, Some(Field::DateFilled));
        assert!(mapping.missing().is_empty());
        let mut workbook = Workbook::default();
        workbook.layouts.push(crate::domain::workbook::SavedLayout {
            id: crate::domain::ids::LayoutId(1),
            name: "ours".to_owned(),
            fingerprint: fingerprint(&table),
            kind: mapping.kind,
            mapping: serde_json::to_value(&mapping).unwrap(),
        });
        assert_eq!(recall(&table, &workbook, None), mapping);
    }

    #[test]
    fn decimal_commas_are_seen() {
        assert!(read("MRN;Drug;Qty\n1;Norco;90,0\n").decimal_comma);
        assert!(!read("MRN;Drug;Qty\n1;Norco;1,200\n").decimal_comma);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_table_makes_it_panic(cells in prop::collection::vec("(mrn|dob|drug|date|qty|[a-z0-9/\"#.,-]{0,9})", 1..40), width in 1usize..6) {
            let text = cells.chunks(width).map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
            let _ = try_run(&Workbook::default(), &format!("mrn,name,dob,date filled,drug,qty\n{text}"));
            let _ = try_run(&Workbook::default(), &text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0usize..5) {
            let heads: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0k\0b\0o\0o\0k\0", b"\xFF\xFE", b"mrn,drug\n"];
            let _ = crate::import::table::tables("t", [heads[head], &bytes].concat());
        }
    }
}
