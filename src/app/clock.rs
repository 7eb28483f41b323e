//! The only place beside the command line that reads the clock and the account's name.

use chrono::{Local, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

use crate::domain::history::Who;

/// Today by the computer's calendar.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Now by the computer's clock.
pub fn local_now() -> NaiveDateTime {
    Local::now().naive_local()
}

/// Now as a UTC instant, `2026-10-12T10:42:05Z`.
pub fn instant() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Who is at the keyboard.
pub fn who(initials: &str) -> Who {
    let name = ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|n| !n.is_empty()));
    Who {
        account: name.unwrap_or_else(|| "unknown account".to_owned()),
        initials: initials.to_owned(),
    }
}
