//! Days as year, month and day, stepped one at a time.

pub type Ymd = (i32, u32, u32);

pub fn length(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

pub fn next((year, month, day): Ymd) -> Ymd {
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

pub fn before((year, month, day): Ymd) -> Ymd {
    if day > 1 {
        (year, month, day - 1)
    } else if month > 1 {
        (year, month - 1, length(year, month - 1))
    } else {
        (year - 1, 12, 31)
    }
}

/// The same day so many months on (or back), or the last of that month.
pub fn months_on((mut year, mut month, day): Ymd, months: i32) -> Ymd {
    for _ in 0..months.abs() {
        (year, month) = match (months > 0, month) {
            (true, 12) => (year + 1, 1),
            (true, _) => (year, month + 1),
            (false, 1) => (year - 1, 12),
            (false, _) => (year, month - 1),
        };
    }
    (year, month, day.min(length(year, month)))
}

pub fn text((year, month, day): Ymd) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
