//! Numbers, times, sizes and acts in words, the same on every screen.

use chrono::{DateTime, Local, NaiveDate};

use crate::domain::import_batch::ImportKind;

/// Why something cannot be pressed while a job has the file.
pub(super) const WORK_UNDER_WAY: &str = "Work is under way. Wait until it is done, or cancel it.";

/// A UTC instant of the file on the clock of this computer, "2026-10-12 10:42"; as it stands when
/// it cannot be read.
pub(super) fn local_time(instant: &str) -> String {
    local(instant, "%Y-%m-%d %H:%M")
}

/// Its day alone, "2026-10-12".
pub(super) fn local_day(instant: &str) -> String {
    local(instant, "%Y-%m-%d")
}

fn local(instant: &str, format: &str) -> String {
    DateTime::parse_from_rfc3339(instant).map_or_else(
        |_| instant.to_owned(),
        |at| at.with_timezone(&Local).format(format).to_string(),
    )
}

/// "oxycodone" with a capital.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// "8,561".
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// "1 patient", "8,561 patients".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", count(number as u64))
    }
}

/// "820 kB", "12.4 MB".
pub(super) fn size(bytes: u64) -> String {
    let thousand = 1000.0;
    let kilobytes = bytes as f64 / thousand;
    if kilobytes < thousand {
        format!("{kilobytes:.0} kB")
    } else {
        format!("{:.1} MB", kilobytes / thousand)
    }
}

/// Days from which the data are called old.
const DAYS_UNTIL_DATA_ARE_OLD: i64 = 35;

/// How old data to this day are: "3 days old".
pub(super) fn data_age(to: NaiveDate, today: NaiveDate) -> String {
    match (today - to).num_days() {
        i64::MIN..0 => "after today, check the dates".to_owned(),
        0 => "of today".to_owned(),
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    }
}

/// Whether data to this day call for a new import.
pub(super) fn are_data_old(to: NaiveDate, today: NaiveDate) -> bool {
    (today - to).num_days() > DAYS_UNTIL_DATA_ARE_OLD
}

/// What an import held.
pub(super) fn kind(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Prescriptions => "Prescriptions",
        ImportKind::Patients => "Patients",
        ImportKind::Events => "Care events",
    }
}

/// The acts of the history that are filtered by, with their words.
const ACTS: [(&str, &str); 11] = [
    ("edit", "Change"),
    ("import", "Import"),
    ("undo", "Undo"),
    ("redo", "Redo"),
    ("open", "Open"),
    ("lock", "Lock"),
    ("export", "Export"),
    ("backup", "Backup"),
    ("restore", "Restore"),
    ("create", "New file"),
    ("passphrase", "Passphrase"),
];

/// An act of the history as a word.
pub(super) fn act(code: &str) -> &str {
    ACTS.iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, words) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (600_000, "600,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(number), words);
        }
        assert_eq!(counted(1, "patient", "patients"), "1 patient");
        assert_eq!(counted(2000, "patient", "patients"), "2,000 patients");
    }

    #[test]
    fn sizes_keep_one_decimal_from_a_megabyte() {
        assert_eq!(size(820_400), "820 kB");
        assert_eq!(size(12_380_000), "12.4 MB");
    }

    #[test]
    fn data_have_an_age_and_none_are_from_tomorrow() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).expect("a date");
        for (to, words) in [
            (13, "after today, check the dates"),
            (12, "of today"),
            (11, "1 day old"),
            (9, "3 days old"),
        ] {
            assert_eq!(data_age(day(to), day(12)), words);
        }
        let first = day(1);
        assert!(!are_data_old(first, first + chrono::Days::new(35)));
        assert!(are_data_old(first, first + chrono::Days::new(36)));
    }

    #[test]
    fn an_unreadable_time_is_shown_as_it_stands() {
        assert_eq!(local_time("yesterday"), "yesterday");
        assert_eq!(local_day("2 days ago"), "2 days ago");
        assert_eq!(
            local_time("2026-10-12T10:42:05Z").len(),
            "2026-10-12 10:42".len()
        );
    }

    #[test]
    fn an_act_that_is_not_known_keeps_its_code() {
        assert_eq!(act("edit"), "Change");
        assert_eq!(act("merge"), "merge");
    }
}
