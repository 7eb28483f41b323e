//! Care that a list of patients holds in columns, one row a patient: "Last PDMP", "PEG", "UDS date".
//!
//! Each becomes a dated event of the row's patient. A header says its kind in the words by which
//! events are named in rows (`event_kinds`), so that a new kind of event is known here too.

use chrono::NaiveDate;

use super::cells::Row;
use super::dates::is_date;
use super::event_kinds::{named_kind, usual_value};
use super::event_merge::{Merge, Pending};
use super::event_rows::total;
use super::field::Field;
use super::mapping::Mapping;
use super::numbers;
use super::people::{key, says_nothing};
use super::preview::Work;
use super::spellings;
use crate::domain::assessment_tool::tool;
use crate::domain::event::EventKind;
use crate::domain::import_batch::ImportKind;

/// Words of a header that speak of what is to come or of a rule, not of what took place.
const NOT_AN_EVENT: [&str; 12] = [
    "due",
    "expir",
    "overdue",
    "next",
    "needed",
    "required",
    "frequency",
    "interval",
    "goal",
    "eligible",
    "renewal",
    "months",
];
/// Words of a header that say that its cells are dates.
const DATES: [&str; 12] = [
    "date",
    "last",
    "latest",
    "recent",
    "signed",
    "reviewed",
    "checked",
    "completed",
    "given",
    "performed",
    "collected",
    "dispensed",
];
/// Words of a header that say that its cells are values.
const VALUES: [&str; 5] = ["result", "score", "value", "outcome", "status"];
/// Headers, without blanks and punctuation, of a visit that is booked.
const BOOKED: [&str; 14] = [
    "nextappointment",
    "nextappt",
    "nextappointmentdate",
    "nextapptdate",
    "nextvisit",
    "nextvisitdate",
    "nextpainvisit",
    "nextov",
    "upcomingappointment",
    "upcomingvisit",
    "followupdate",
    "nextfollowup",
    "appointmentdate",
    "apptdate",
];
/// Words of a cell that say that there was no event.
const NEVER: [&str; 6] = ["no", "n", "never", "notdone", "notyet", "false"];
/// Words of a cell that say that there was one, but neither when nor with what result.
const YES: [&str; 7] = ["yes", "y", "x", "done", "true", "complete", "completed"];
/// Most words of a date.
const DATE_WORDS: usize = 4;

/// What a header, without blanks and punctuation, means in a list of patients.
pub(super) fn meaning(name: &str) -> Option<Field> {
    if BOOKED.contains(&name) {
        return Some(Field::CareDate(EventKind::Appointment));
    }
    if NOT_AN_EVENT.iter().any(|word| name.contains(word)) {
        return None;
    }
    let bare = DATES
        .iter()
        .fold(name.to_owned(), |rest, word| rest.replace(word, ""));
    let kind = named_kind(name).or_else(|| named_kind(&bare))?;
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Some(if says(&DATES) && !says(&VALUES) {
        Field::CareDate(kind)
    } else {
        Field::Care(kind)
    })
}

/// Whether headers are those of a list of patients with care in columns. `has_medicine`: the table
/// could be one of prescriptions.
pub(super) fn is_registry(header: &[String], has_medicine: bool) -> bool {
    let means = |kind, fields: &[Field]| {
        header
            .iter()
            .any(|h| spellings::meaning(h, kind).is_some_and(|(f, _)| fields.contains(&f)))
    };
    let has_amounts = means(
        ImportKind::Prescriptions,
        &[Field::Quantity, Field::DaysSupply, Field::RxNumber],
    );
    let identity = [Field::Mrn, Field::FullName, Field::LastName];
    if has_amounts
        || means(ImportKind::Events, &[Field::EventKind])
        || !means(ImportKind::Patients, &identity)
    {
        return false;
    }
    let dates_an_event = |h: &String| {
        spellings::meaning(h, ImportKind::Events).is_some_and(|(f, _)| f == Field::EventDate)
    };
    let mut kinds: Vec<EventKind> = Vec::new();
    let mut dated = 0;
    for name in header.iter().filter(|h| !dates_an_event(h)) {
        let kind = match spellings::meaning(name, ImportKind::Patients) {
            Some((Field::CareDate(kind), _)) => {
                dated += 1;
                kind
            }
            Some((Field::Care(kind), _)) => kind,
            _ => continue,
        };
        if !matches!(kind, EventKind::Visit | EventKind::Note) && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.len() >= 2 || (dated > 0 && !kinds.is_empty() && !has_medicine)
}

/// A column of dates and the column of values that belongs to it; either may be missing.
struct Pair {
    kind: EventKind,
    date: Option<usize>,
    value: Option<usize>,
}

/// The columns of care of a table.
pub(super) struct CareColumns {
    pairs: Vec<Pair>,
    as_of: Option<usize>,
}

impl CareColumns {
    /// Pairs each column of values with the nearest column of dates of its kind.
    pub fn of(mapping: &Mapping) -> Self {
        let columns = || {
            let fields = mapping.columns.iter().map(|c| c.field).enumerate();
            fields.filter_map(|(column, field)| Some((column, field?)))
        };
        let mut pairs: Vec<Pair> = columns()
            .filter_map(|(column, field)| match field {
                Field::CareDate(kind) => Some(Pair {
                    kind,
                    date: Some(column),
                    value: None,
                }),
                _ => None,
            })
            .collect();
        for (column, field) in columns() {
            let Field::Care(kind) = field else { continue };
            let free = pairs
                .iter_mut()
                .filter(|p| p.kind == kind && p.value.is_none());
            match free.min_by_key(|p| p.date.map_or(usize::MAX, |d| d.abs_diff(column))) {
                Some(pair) => pair.value = Some(column),
                None => pairs.push(Pair {
                    kind,
                    date: None,
                    value: Some(column),
                }),
            }
        }
        Self {
            pairs,
            as_of: mapping.column(Field::AsOf),
        }
    }

    /// Reads the events of a row; what cannot be one is said and left out.
    pub fn read<'a>(&self, work: &mut Work<'a>, row: &Row<'a>, slot: usize, merge: &mut Merge) {
        for pair in &self.pairs {
            for (on, value) in self.events(work, row, pair).unwrap_or_default() {
                let event = Pending {
                    slot,
                    on,
                    kind: pair.kind,
                    value: value.clone(),
                    line: row.line(),
                };
                let column = pair.value.or(pair.date).unwrap_or_default();
                if let Some(reason) = merge
                    .add(work.reading.table, event)
                    .filter(|r| !r.contains("the same as"))
                {
                    work.reading.warn_at(row, column, &value, reason);
                }
            }
        }
    }

    /// Days and values of a pair of cells.
    fn events<'a>(
        &self,
        work: &mut Work<'a>,
        row: &Row<'a>,
        pair: &Pair,
    ) -> Option<Vec<(NaiveDate, String)>> {
        let dated = pair.date.map(|column| (column, row.cell(column)));
        let valued = pair.value.map(|column| (column, row.cell(column)));
        let (date_column, date_cell) = dated.unwrap_or_default();
        let (value_column, value_cell) = valued.unwrap_or_default();
        if is_nothing(date_cell) && is_nothing(value_cell) {
            return None;
        }
        let (mut days, beside) = days_in(work, date_column, date_cell);
        let (own_days, mut value) = days_in(work, value_column, value_cell);
        if days.is_empty() && !is_nothing(date_cell) && own_days.is_empty() {
            let reason = match work.reading.day_at(date_column, date_cell) {
                Err(reason) if !YES.contains(&key(date_cell).as_str()) => reason,
                _ => "says that it was done, not when".into(),
            };
            let reason = format!("{reason}; it was left out");
            work.reading.warn_at(row, date_column, date_cell, reason);
            return None;
        }
        if days.is_empty() {
            days = own_days;
        }
        if is_nothing(&value) {
            value = beside;
        }
        let column = if is_nothing(value_cell) {
            date_column
        } else {
            value_column
        };
        if days.is_empty() {
            days = self.as_of(work, row, column, &value)?;
        }
        let value = Self::value(work, row, pair, column, &value)?;
        if days.len() > 1 && !value.is_empty() {
            let reason = "has several dates for one value; it was left out";
            work.reading.warn_at(row, column, date_cell, reason);
            return None;
        }
        let (today, may_lie_ahead) = (work.reading.today(), pair.kind == EventKind::Appointment);
        if days.iter().any(|day| *day > today) && !may_lie_ahead {
            let cell = if is_nothing(date_cell) {
                value_cell
            } else {
                date_cell
            };
            let reason = "is in the future; it was left out";
            work.reading.warn_at(row, date_column, cell, reason);
            return None;
        }
        Some(days.into_iter().map(|day| (day, value.clone())).collect())
    }

    /// The day that the whole row holds for, for a value that has no date of its own.
    fn as_of(
        &self,
        work: &mut Work,
        row: &Row,
        column: usize,
        value: &str,
    ) -> Option<Vec<NaiveDate>> {
        let says_yes = YES.contains(&key(value).as_str());
        let day = self
            .as_of
            .filter(|_| !says_yes)
            .and_then(|as_of| work.reading.day_at(as_of, row.cell(as_of)).ok());
        if day.is_none() {
            let reason = if says_yes {
                "says that it was done, not when; it was left out"
            } else {
                "has no date: name the day in a column beside it or in a column “As of”; it was left out"
            };
            work.reading.warn_at(row, column, value, reason);
        }
        day.map(|day| vec![day])
    }

    /// The value as events keep it.
    fn value(work: &mut Work, row: &Row, pair: &Pair, column: usize, text: &str) -> Option<String> {
        let needs_value = matches!(
            pair.kind,
            EventKind::RiskTier | EventKind::DiagnosisCode | EventKind::Note
        ) || tool(pair.kind).is_some();
        let text: String = text.chars().take(200).collect();
        let says_yes = YES.contains(&key(&text).as_str());
        let read = match pair.kind {
            _ if needs_value && (is_nothing(&text) || says_yes) => {
                Err("has a date but no value beside it".into())
            }
            EventKind::Peg => numbers::peg(&text, work.reading.mapping.decimal_comma),
            kind if !is_nothing(&text)
                && !says_yes
                && let Some(tool) = tool(kind) =>
            {
                total(tool, &text).map_err(Into::into)
            }
            _ if is_nothing(&text) || says_yes => Ok(String::new()),
            kind => Ok(usual_value(kind, &text).to_owned()),
        };
        read.map_err(|reason| {
            let reason = format!("{reason}; it was left out");
            work.reading.warn_at(row, column, &text, reason);
        })
        .ok()
    }
}

fn is_nothing(cell: &str) -> bool {
    says_nothing(cell) || NEVER.contains(&key(cell).as_str())
}

/// The days in a cell and the words beside them.
fn days_in(work: &Work, column: usize, cell: &str) -> (Vec<NaiveDate>, String) {
    if is_nothing(cell) {
        return (Vec::new(), String::new());
    }
    let found = dates_within(cell);
    let day = |text: &&str| work.reading.day_at(column, text).ok();
    let days: Vec<NaiveDate> = found.iter().filter_map(day).collect();
    if days.len() < found.len() || days.is_empty() {
        let days: Vec<NaiveDate> = work.reading.day_at(column, cell).into_iter().collect();
        let rest = if days.is_empty() { cell } else { "" };
        return (days, rest.to_owned());
    }
    let rest = found
        .iter()
        .fold(cell.to_owned(), |rest, date| rest.replacen(date, " ", 1));
    let rest = if found.len() > 1 {
        ""
    } else {
        rest.trim_matches(is_edge)
    };
    (days, rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')' | '[' | ']' | ',' | ':' | ';' | '-' | '–' | '—' | '='
        )
}

/// The dates that a cell holds: alone, several with marks between them, or one before or behind
/// other words ("8/12/2026 expected", "6.3 (8/12/2026)").
pub(super) fn dates_within(cell: &str) -> Vec<&str> {
    let cell = cell.trim();
    if cell.is_empty() || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    if is_date(cell) {
        return vec![cell];
    }
    for mark in [';', '\n', ',', '&'] {
        let parts: Vec<&str> = cell.split(mark).map(|p| p.trim_matches(is_edge)).collect();
        if parts.len() > 1 && parts.iter().all(|part| is_date(part)) {
            return parts;
        }
    }
    let ends: Vec<usize> = cell
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .collect();
    let before = ends
        .iter()
        .take(DATE_WORDS)
        .rev()
        .filter_map(|at| cell.get(..*at));
    let behind = ends
        .iter()
        .rev()
        .take(DATE_WORDS)
        .rev()
        .filter_map(|at| cell.get(*at..));
    before
        .chain(behind)
        .map(|part| part.trim_matches(is_edge))
        .find(|part| is_date(part))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workbook::Workbook;
    use crate::import::testing::{day, ends, run, try_run};

    #[test]
    fn headers_of_care_are_known_and_those_of_rules_are_not() {
        use EventKind::*;
        for (header, field) in [
            ("Last PDMP", Some(Field::CareDate(PdmpCheck))),
            ("PDMP check date", Some(Field::CareDate(PdmpCheck))),
            ("I-STOP last checked", Some(Field::CareDate(PdmpCheck))),
            ("Last UDS", Some(Field::CareDate(UrineDrugTest))),
            ("Last UDT", Some(Field::CareDate(UrineDrugTest))),
            ("UDS result", Some(Field::Care(UrineDrugTest))),
            ("Last UDS result", Some(Field::Care(UrineDrugTest))),
            ("Agreement signed", Some(Field::CareDate(Agreement))),
            ("Pain contract date", Some(Field::CareDate(Agreement))),
            ("Naloxone", Some(Field::Care(Naloxone))),
            ("Naloxone date", Some(Field::CareDate(Naloxone))),
            ("Narcan given", Some(Field::CareDate(Naloxone))),
            ("PEG", Some(Field::Care(Peg))),
            ("PEG score", Some(Field::Care(Peg))),
            ("PEG date", Some(Field::CareDate(Peg))),
            ("Last PEG date", Some(Field::CareDate(Peg))),
            ("Risk tier", Some(Field::Care(RiskTier))),
            ("Tier", Some(Field::Care(RiskTier))),
            ("Last visit", Some(Field::CareDate(Visit))),
            ("Last seen", Some(Field::CareDate(Visit))),
            ("Notes", Some(Field::Care(Note))),
            ("Agreement expires", None),
            ("Next UDS due", None),
            ("PDMP due", None),
            ("Phone", None),
        ] {
            assert_eq!(meaning(&spellings::normalise(header)), field, "{header}");
        }
    }

    #[test]
    fn dates_are_found_beside_other_words() {
        for (cell, dates) in [
            ("8/12/2026", &["8/12/2026"][..]),
            ("8/12/2026 - expected", &["8/12/2026"]),
            ("Aug 3, 2026 expected", &["Aug 3, 2026"]),
            ("6.3 (8/12/26)", &["8/12/26"]),
            ("neg 2026-08-12", &["2026-08-12"]),
            ("3/4/26; 6/1/26", &["3/4/26", "6/1/26"]),
            ("6.3", &[]),
            ("5/10", &[]),
            ("high", &[]),
            ("", &[]),
        ] {
            assert_eq!(dates_within(cell), dates, "{cell}");
        }
    }

    const HEAD: &str = "MRN,Name,DOB,PCP,Medication,MED,Last PDMP,Last UDS,UDS result,Agreement signed,PEG,PEG date,Risk tier,Naloxone,As of,Next appointment\n";

    fn events(rows: &str) -> (Workbook, Vec<(String, EventKind, String)>) {
        let mut workbook = Workbook::default();
        run(&mut workbook, &format!("{HEAD}{rows}"));
        let told =
            |e: &crate::domain::event::CareEvent| (e.on.to_string(), e.kind, e.value.clone());
        let events = workbook.events.iter().map(told).collect();
        (workbook, events)
    }

    #[test]
    fn a_registry_of_one_row_a_patient_becomes_patients_and_dated_events() {
        let row = "0042,\"Lee, Ann\",1960-01-02,\"Hanley, Sean MD\",Norco 5 mg,45,8/3/2026,8/12/2026,Expected,1/5/2026,6.3,8/12/2026,High,declined 2/3/2026,9/30/2026,12/1/2026\n";
        let (mut workbook, mut found) = events(row);
        found.sort();
        let mut expected = [
            ("2026-08-03", EventKind::PdmpCheck, ""),
            ("2026-08-12", EventKind::UrineDrugTest, "expected"),
            ("2026-01-05", EventKind::Agreement, ""),
            ("2026-08-12", EventKind::Peg, "6.3"),
            ("2026-09-30", EventKind::RiskTier, "high"),
            ("2026-02-03", EventKind::Naloxone, "declined"),
        ]
        .map(|(on, kind, value)| (on.to_owned(), kind, value.to_owned()))
        .to_vec();
        expected.sort();
        let dated_ahead = |(_, kind, _): &(String, EventKind, String)| kind.code() != "appointment";
        found.retain(dated_ahead);
        assert_eq!(found, expected);
        assert_eq!(workbook.patients[0].mrn.as_deref(), Some("0042"));
        assert_eq!(workbook.clinicians[0].name, "Hanley, Sean MD");
        let again = run(&mut workbook, &format!("{HEAD}{row}"));
        assert_eq!(ends(&again), [0, 0, 1, 0, 0]);
        let changed = row.replace("6.3", "4");
        assert_eq!(
            ends(&run(&mut workbook, &format!("{HEAD}{changed}"))),
            [0, 1, 0, 0, 0]
        );
        assert!(workbook.events.iter().any(|e| e.peg() == Some(4.0)));
    }

    #[test]
    fn what_has_no_date_is_left_out_and_said_and_the_patient_stays() {
        let rows = "1,\"Lee, Ann\",1960-01-02,,,,yes,never,,soon,6.3,,high,yes,,\n\
                    2,\"Vang, May\",1970-01-02,,Norco,45,1/1/2031,,,,11,8/1/2026,,,,\n";
        let text = format!("{HEAD}{rows}");
        let found = try_run(&Workbook::default(), &text).unwrap();
        let said: Vec<(u32, &str)> = found
            .warnings
            .iter()
            .filter(|w| w.line > 1)
            .map(|w| (w.line, w.column.as_str()))
            .collect();
        let first = [
            "Last PDMP",
            "Agreement signed",
            "PEG",
            "Risk tier",
            "Naloxone",
        ];
        for column in first {
            assert!(said.contains(&(2, column)), "{column}: {said:?}");
        }
        assert!(!said.contains(&(2, "Last UDS")), "{said:?}");
        assert!(
            said.contains(&(3, "Last PDMP")) && said.contains(&(3, "PEG")),
            "{said:?}"
        );
        assert_eq!(ends(&found), [2, 0, 0, 0, 0]);
        assert!(found.batch.events.is_empty());
        let header: Vec<&str> = found
            .warnings
            .iter()
            .filter(|w| w.line == 1)
            .map(|w| w.reason.as_ref())
            .collect();
        assert!(header.iter().any(|r| r.contains("MED")), "{header:?}");
        assert!(
            header.iter().any(|r| r.contains("Medication")),
            "{header:?}"
        );
    }

    #[test]
    fn several_tests_in_columns_are_several_events() {
        let text = "MRN,Name,DOB,UDS 1 date,UDS 1 result,UDS 2 date,UDS 2 result\n\
                    1,\"Lee, Ann\",1960-01-02,1/5/2026,expected,6/5/2026,unexpected\n";
        let mut workbook = Workbook::default();
        run(&mut workbook, text);
        let found: Vec<_> = workbook
            .events
            .iter()
            .map(|e| (e.on, e.value.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (day("2026-01-05"), "expected"),
                (day("2026-06-05"), "unexpected")
            ]
        );
    }

    #[test]
    fn long_tables_of_events_and_tables_of_orders_stay_what_they_are() {
        let kind = |header: &str| {
            is_registry(
                &header.split(',').map(str::to_owned).collect::<Vec<_>>(),
                header.contains("Medication"),
            )
        };
        assert!(!kind("mrn,date,event,value"));
        assert!(!kind("MRN,Visit date,PEG score"));
        assert!(!kind("MRN,Name,Medication,Ordering date,Encounter date"));
        assert!(!kind(
            "MRN,Medication,Date filled,Quantity,Days supply,Last PDMP,Last UDS"
        ));
        assert!(kind("MRN,Name,Last PDMP"));
        assert!(kind(
            "Name,DOB,Medication,Last fill date,Last PDMP,Last UDS"
        ));
    }
}
