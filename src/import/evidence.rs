//! What the cells of a column can be, looked at without its header.

use super::care_columns::dates_within;
use super::dates::{self, DateOrder, is_date};
use super::field::Field;
use super::mapping::{Mapping, OrderFoundBy};
use super::table::Table;

/// Rows looked at to judge a column's cells.
pub(super) const SAMPLE: usize = 300;
/// Column names at which months lying side by side are recognised.
const MONTH_COLUMNS: usize = 2;

/// The share of filled cells for which `test` holds; 1 when all are blank.
pub(super) fn share(table: &Table, column: usize, test: impl Fn(&str) -> bool) -> f64 {
    let (mut filled, mut good) = (0u32, 0u32);
    for row in table.rows().take(SAMPLE) {
        let cell = row.cell(column);
        if !cell.is_empty() {
            filled += 1;
            good += u32::from(test(cell));
        }
    }
    if filled == 0 {
        1.0
    } else {
        f64::from(good) / f64::from(filled)
    }
}

/// The share of filled cells that can be what the field wants.
pub(super) fn fit(table: &Table, column: usize, field: Field) -> f64 {
    match field {
        Field::CareDate(_) => share(table, column, |c| !dates_within(c).is_empty()),
        _ if field.is_date() => share(table, column, |c| {
            is_date(c) || (table.is_typed && is_day_number(c))
        }),
        Field::Quantity | Field::DaysSupply => share(table, column, |c| {
            c.bytes().any(|b| b.is_ascii_digit()) && c.len() < 16 && !c.contains(['$', '/'])
        }),
        Field::DrugName | Field::BrandName => share(table, column, |c| {
            c.chars().filter(|c| c.is_alphabetic()).count() >= 3 || c.contains('#')
        }),
        Field::FirstName | Field::LastName | Field::FullName => {
            share(table, column, |c| c.chars().any(char::is_alphabetic))
        }
        _ => 1.0,
    }
}

/// A text with an amount or a form of medicine in it.
pub(super) fn states_medicine(cell: &str) -> bool {
    let small = cell.to_lowercase();
    [
        "mg", "mcg", " ml", "tab", "cap", "patch", "oral", "solution", "film",
    ]
    .iter()
    .any(|word| small.contains(word))
}

/// A day number between 1954 and 2119 of a date cell that lost its format.
pub(super) fn is_day_number(cell: &str) -> bool {
    cell.len() == 5
        && cell
            .parse::<u32>()
            .is_ok_and(|n| (20_000..80_000).contains(&n))
}

pub(super) fn looks_like_names(table: &Table, column: usize) -> bool {
    let test = |c: &str| c.contains([',', ' ']) && !c.bytes().any(|b| b.is_ascii_digit());
    share(table, column, test) > 0.6
}

/// Whether the header, or a second header row under it, names months.
pub(super) fn months_side_by_side(table: &Table) -> bool {
    let is_month = |name: &&str| {
        let letters = name
            .trim_start()
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        dates::is_month_name(letters)
            || is_date(name)
            || (name.len() == 7 && is_date(&format!("{name}-01")))
    };
    let named = table
        .header
        .iter()
        .map(String::as_str)
        .filter(is_month)
        .count();
    let beneath = || {
        let Some(row) = table.row(0) else { return 0 };
        let word = |c: &&str| is_month(c) && c.chars().any(char::is_alphabetic) && c.len() < 12;
        if row.cell(0).is_empty() {
            row.iter().filter(word).count()
        } else {
            0
        }
    };
    named >= MONTH_COLUMNS || beneath() >= MONTH_COLUMNS
}

/// Decides the order of dates from every cell of every date column.
pub(super) fn settle_orders(table: &Table, mapping: &mut Mapping) {
    if mapping.order_found_by == OrderFoundBy::Person {
        return;
    }
    let (mut doubtful, mut contradicted) = (false, false);
    let (mut day_first, mut month_first) = (0usize, 0usize);
    for (column, reading) in mapping
        .columns
        .iter_mut()
        .enumerate()
        .filter(|(_, c)| c.field.is_some_and(Field::is_date))
    {
        let (mut dmy, mut mdy, mut either) = (0usize, 0usize, 0usize);
        for (a, b) in table
            .rows()
            .filter_map(|row| dates::leading_numbers(row.cell(column)))
        {
            match (a > 12, b > 12) {
                (true, false) if a <= 31 => dmy += 1,
                (false, true) if b <= 31 => mdy += 1,
                (false, false) => either += usize::from(a != b),
                _ => {}
            }
        }
        reading.date_order = match (dmy > mdy, dmy + mdy > 0) {
            (_, false) => None,
            (true, true) => Some(DateOrder::Dmy),
            (false, true) => Some(DateOrder::Mdy),
        };
        contradicted |= dmy > 0 && mdy > 0;
        doubtful |= dmy + mdy == 0 && either > 0;
        day_first += usize::from(reading.date_order == Some(DateOrder::Dmy));
        month_first += usize::from(reading.date_order == Some(DateOrder::Mdy));
    }
    mapping.date_order = if day_first > month_first {
        DateOrder::Dmy
    } else {
        DateOrder::Mdy
    };
    mapping.order_found_by = match (contradicted, day_first + month_first > 0, doubtful) {
        (true, ..) => OrderFoundBy::Contradicted,
        (_, true, _) => OrderFoundBy::Cells,
        (_, _, true) => OrderFoundBy::Assumed,
        _ => OrderFoundBy::NotNeeded,
    };
}

/// Whether more cells of the number columns have a comma that cannot mark thousands than have a
/// decimal point.
pub(super) fn has_decimal_comma(table: &Table, mapping: &Mapping) -> bool {
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let comma = |cell: &str| {
        cell.split_once(',').is_some_and(|(whole, part)| {
            digits(whole) && digits(part) && !part.is_empty() && part.len() != 3
        })
    };
    let point = |cell: &str| {
        cell.split_once('.')
            .is_some_and(|(whole, part)| digits(whole) && digits(part) && !part.is_empty())
    };
    let (mut commas, mut points) = (0usize, 0usize);
    for column in [
        Field::Quantity,
        Field::DaysSupply,
        Field::EventValue,
        Field::PegScore,
    ]
    .into_iter()
    .filter_map(|field| mapping.column(field))
    {
        for row in table.rows() {
            let cell = row.cell(column);
            commas += usize::from(comma(cell));
            points += usize::from(point(cell));
        }
    }
    commas > points
}

#[cfg(test)]
mod tests {
    use crate::import::{pasted_table, recognise};

    #[test]
    fn one_odd_cell_does_not_turn_the_numbers_of_a_file() {
        for (quantities, expected) in [
            (&["90", "22,5"][..], true),
            (&["90.5", "60.25", "22,5"], false),
            (&["90,5", "60,25", "22.5"], true),
            (&["1,000", "90"], false),
        ] {
            let mut text = "MRN;Date Filled;Drug;Qty;Days\n".to_owned();
            for quantity in quantities {
                text = [&text, "1;2026-08-03;Norco;", quantity, ";30\n"].concat();
            }
            let mapping = recognise(&pasted_table(&text).unwrap(), None);
            assert_eq!(mapping.decimal_comma, expected, "{quantities:?}");
        }
    }
}
