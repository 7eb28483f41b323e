//! Sorting the list by any column: what is not known stands last either way.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::line::PatientLine;
use crate::ui::patients::standing::{Peg, Status};
use crate::ui::widgets::Sort;

/// What a cell is sorted by.
enum SortKey<'a> {
    Text(&'a str),
    Number(f64),
    Day(NaiveDate),
    Status(Status),
    Unknown,
}

impl SortKey<'_> {
    fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Unknown, Self::Day)
    }

    fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Unknown, Self::Number)
    }
}

fn key<'a>(line: &'a PatientLine, column: &str) -> SortKey<'a> {
    match column {
        "mrn" if line.mrn != "none" => SortKey::Text(&line.mrn),
        "age" => SortKey::number(line.age.map(f64::from)),
        "clinician" if line.clinician.is_some() => SortKey::Text(&line.clinician_name),
        "opioids" if !line.is_between_fills => SortKey::Text(&line.opioids),
        "med" => SortKey::number(line.mg_per_day),
        "sedative" if line.sedative == Some(true) => SortKey::Text(&line.sedatives),
        "naloxone" => SortKey::day(line.naloxone),
        "pdmp" => SortKey::day(line.pdmp.on),
        "urine" => SortKey::day(line.urine_test.on),
        "agreement" => SortKey::day(line.agreement.on),
        "peg" => SortKey::number(line.peg.map(|peg: Peg| peg.score)),
        "gaps" if !line.gaps.is_empty() => SortKey::Number(line.gaps.len() as f64),
        "found" if line.is_found() => SortKey::Text(&line.found),
        "status" if line.status != Status::None => SortKey::Status(line.status),
        "patient" => SortKey::Text(&line.search),
        _ => SortKey::Unknown,
    }
}

fn compare(a: &SortKey<'_>, b: &SortKey<'_>, descending: bool) -> Ordering {
    let known = match (a, b) {
        (SortKey::Unknown, SortKey::Unknown) => return Ordering::Equal,
        (SortKey::Unknown, _) => return Ordering::Greater,
        (_, SortKey::Unknown) => return Ordering::Less,
        (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
        (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
        (SortKey::Day(a), SortKey::Day(b)) => a.cmp(b),
        (SortKey::Status(a), SortKey::Status(b)) => a.cmp(b),
        _ => Ordering::Equal,
    };
    if descending { known.reverse() } else { known }
}

/// Sorts positions of lines; equal ones by name.
pub(super) fn sort(order: &mut [usize], lines: &[PatientLine], by: Option<&Sort>) {
    let column = by.map_or("patient", |by| by.column.as_str());
    let descending = by.is_some_and(|by| by.descending);
    order.sort_by(|a, b| {
        let (Some(a), Some(b)) = (lines.get(*a), lines.get(*b)) else {
            return Ordering::Equal;
        };
        compare(&key(a, column), &key(b, column), descending)
            .then_with(|| a.search.cmp(&b.search))
            .then_with(|| a.id.cmp(&b.id))
    });
}
