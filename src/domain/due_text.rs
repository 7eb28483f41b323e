//! stub
use chrono::NaiveDate;
/// stub
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueReading {
    /// stub
    pub date: Option<NaiveDate>,
    /// stub
    pub offer: Option<NaiveDate>,
    /// stub
    pub is_ongoing: bool,
    /// stub
    pub is_start: bool,
}
/// stub
pub fn read_due(text: &str, today: NaiveDate) -> DueReading {
    DueReading {
        date: super::typed_date::parse_typed_date(text, today).ok(),
        offer: None,
        is_ongoing: text.starts_with("Continuous"),
        is_start: false,
    }
}
