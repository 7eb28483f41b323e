//! Days, codes and texts between the records and the columns of the file.

use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;
use rusqlite::Row;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use super::error::{Result, StoreError};
use crate::domain::clinic::Approach;

/// A day as the text `YYYY-MM-DD`, without taking memory: imports write a million of them.
/// `None` outside the years 0 to 9999, which is refused rather than altered.
pub(super) struct Day(Option<[u8; 10]>);

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        let digit = |value: u32, unit: u32| b'0' + (value / unit % 10) as u8;
        let text = |year: u32| {
            let (month, of_month) = (day.month(), day.day());
            [
                digit(year, 1000),
                digit(year, 100),
                digit(year, 10),
                digit(year, 1),
                b'-',
                digit(month, 10),
                digit(month, 1),
                b'-',
                digit(of_month, 10),
                digit(of_month, 1),
            ]
        };
        let year = u32::try_from(day.year()).ok().filter(|year| *year <= 9999);
        Self(year.map(text))
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let Some(text) = &self.0 else {
            let reason = "the year is outside 0 to 9999";
            return Err(rusqlite::Error::ToSqlConversionFailure(reason.into()));
        };
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(text)))
    }
}

/// A day or NULL.
pub(super) fn day(day: Option<NaiveDate>) -> Option<Day> {
    day.map(Day::from)
}

/// Reads `YYYY-MM-DD`; nothing else counts as a day.
fn parse_day(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: [&u8; 2]| {
        digits.into_iter().try_fold(0_u32, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + u32::from(digit - b'0'))
        })
    };
    let year = number([y1, y2])? * 100 + number([y3, y4])?;
    NaiveDate::from_ymd_opt(year as i32, number([m1, m2])?, number([d1, d2])?)
}

/// Reads a row's columns from left to right.
pub(super) struct Columns<'row, 'stmt> {
    row: &'row Row<'stmt>,
    at: usize,
    table: &'static str,
}

impl<'row, 'stmt> Columns<'row, 'stmt> {
    pub(super) fn new(row: &'row Row<'stmt>, table: &'static str) -> Self {
        Self { row, at: 0, table }
    }

    fn next(&mut self) -> Result<ValueRef<'row>> {
        let value = self.row.get_ref(self.at)?;
        self.at += 1;
        Ok(value)
    }

    fn wrong(&self) -> StoreError {
        wrong_value(&format!("column {} of table {}", self.at, self.table))
    }

    pub(super) fn int(&mut self) -> Result<i64> {
        self.maybe_int()?.ok_or_else(|| self.wrong())
    }

    pub(super) fn maybe_int(&mut self) -> Result<Option<i64>> {
        self.next()?.as_i64_or_null().map_err(|_| self.wrong())
    }

    /// A whole number in the range of a smaller type.
    pub(super) fn small<T: TryFrom<i64>>(&mut self) -> Result<T> {
        T::try_from(self.int()?).map_err(|_| self.wrong())
    }

    pub(super) fn maybe_small<T: TryFrom<i64>>(&mut self) -> Result<Option<T>> {
        self.maybe_int()?
            .map(T::try_from)
            .transpose()
            .map_err(|_| self.wrong())
    }

    pub(super) fn flag(&mut self) -> Result<bool> {
        Ok(self.int()? != 0)
    }

    pub(super) fn maybe_flag(&mut self) -> Result<Option<bool>> {
        Ok(self.maybe_int()?.map(|flag| flag != 0))
    }

    pub(super) fn number(&mut self) -> Result<f64> {
        self.maybe_number()?.ok_or_else(|| self.wrong())
    }

    pub(super) fn maybe_number(&mut self) -> Result<Option<f64>> {
        self.next()?.as_f64_or_null().map_err(|_| self.wrong())
    }

    pub(super) fn str(&mut self) -> Result<&'row str> {
        self.maybe_str()?.ok_or_else(|| self.wrong())
    }

    fn maybe_str(&mut self) -> Result<Option<&'row str>> {
        self.next()?.as_str_or_null().map_err(|_| self.wrong())
    }

    pub(super) fn text(&mut self) -> Result<String> {
        self.str().map(str::to_owned)
    }

    pub(super) fn maybe_text(&mut self) -> Result<Option<String>> {
        Ok(self.maybe_str()?.map(str::to_owned))
    }

    pub(super) fn compact(&mut self) -> Result<CompactString> {
        self.str().map(CompactString::from)
    }

    pub(super) fn day(&mut self) -> Result<NaiveDate> {
        self.maybe_day()?.ok_or_else(|| self.wrong())
    }

    pub(super) fn maybe_day(&mut self) -> Result<Option<NaiveDate>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => parse_day(text).map(Some).ok_or_else(|| self.wrong()),
            _ => Err(self.wrong()),
        }
    }

    /// A stable code; an unknown one is an error of its own kind.
    pub(super) fn code<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let code = self.str()?;
        read(code).ok_or_else(|| unknown(column, code))
    }

    pub(super) fn maybe_code<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let code = self.maybe_str()?;
        code.map(|code| read(code).ok_or_else(|| unknown(column, code)))
            .transpose()
    }
}

fn unknown(column: &'static str, code: &str) -> StoreError {
    StoreError::UnknownCode {
        column,
        code: code.chars().take(30).collect(),
    }
}

/// A value that no version of Sixblocks writes. `StoreError::at` names the file.
pub(super) fn wrong_value(place: &str) -> StoreError {
    StoreError::Damaged {
        file: super::error::FILE.to_owned(),
        what: format!("a value in {place} cannot be right"),
    }
}

/// The stable code of a clinic's approach.
pub(super) fn approach_code(approach: Approach) -> &'static str {
    match approach {
        Approach::Full => "full",
        Approach::FastTrack => "fast_track",
    }
}

/// Reads the stable code of a clinic's approach.
pub(super) fn approach_from_code(code: &str) -> Option<Approach> {
    [Approach::Full, Approach::FastTrack]
        .into_iter()
        .find(|a| approach_code(*a) == code)
}

/// JSON of a record or a choice.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Io {
        what: "Writing a record as JSON".to_owned(),
        detail: "it holds a number that is not finite".to_owned(),
    })
}

/// Reads JSON that the file holds.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str, place: &str) -> Result<T> {
    // serde's message may quote the value, so only the place is told.
    serde_json::from_str(text).map_err(|_| wrong_value(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_and_read_to_the_letter() {
        for text in [
            "2026-03-09",
            "1900-02-28",
            "2024-02-29",
            "0001-01-01",
            "9999-12-31",
        ] {
            let date: NaiveDate = text.parse().unwrap();
            assert_eq!(Day::from(date).0.unwrap(), text.as_bytes());
            assert_eq!(parse_day(text.as_bytes()), Some(date));
        }
        for text in [
            "2026-02-30",
            "2026-3-09",
            "2026/03/09",
            "20260309",
            "2026-03-09 ",
            "+026-03-09",
            "",
        ] {
            assert_eq!(parse_day(text.as_bytes()), None, "{text}");
        }
    }
}
