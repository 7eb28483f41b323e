//! A series from JSON, field by field; what cannot be read is said with object and field.

use serde_json::{Map, Value};

use super::{shift_of, trend_of};
use crate::domain::run_chart::{Rules, Series, ShiftLength};

/// One series to judge, and by which rules.
pub(super) struct Asked {
    /// What the object calls itself.
    pub(super) id: Option<Value>,
    pub(super) series: Series,
    pub(super) rules: Rules,
}

/// Reads an object; its values stand in it or under `input`. `name` is what it is called in a
/// sentence.
pub(super) fn asked(value: &Value, name: &str, usual: Rules) -> Result<Asked, String> {
    let Some(outer) = value.as_object() else {
        return Err(format!(
            "{name} is {}, not a series. A series is an object with at least \"y\".",
            shown(value)
        ));
    };
    let id = outer.get("id").cloned();
    let name = match &id {
        Some(Value::String(id)) => format!("{name} ({id})"),
        _ => name.to_owned(),
    };
    let object = match outer.get("input") {
        None => outer,
        Some(input) => input
            .as_object()
            .ok_or_else(|| format!("{name}: \"input\" is {}, not an object.", shown(input)))?,
    };
    let fields = Fields {
        object,
        name: &name,
    };
    let series = fields.series()?;
    let rules = match fields.get("rules").or_else(|| outer.get("rules")) {
        None | Some(Value::Null) => usual,
        Some(rules) => fields.rules(rules)?,
    };
    Ok(Asked { id, series, rules })
}

struct Fields<'a> {
    object: &'a Map<String, Value>,
    name: &'a str,
}

impl<'a> Fields<'a> {
    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object.get(field)
    }

    /// The value of a field, or of its other name; `null` is none.
    fn either(&self, fields: [&'static str; 2]) -> Option<(&'static str, &'a Value)> {
        let found = fields.map(|f| self.get(f).map(|v| (f, v)));
        found.into_iter().flatten().find(|(_, v)| !v.is_null())
    }

    fn wrong<T>(&self, field: &str, value: &Value, wanted: &str) -> Result<T, String> {
        Err(format!(
            "{}: \"{field}\" is {}, not {wanted}.",
            self.name,
            shown(value)
        ))
    }

    fn series(&self) -> Result<Series, String> {
        let Some(y) = self.get("y") else {
            return Err(format!(
                "{}: \"y\" is missing. Give the values as a list, null for a missing one.",
                self.name
            ));
        };
        let y = self.numbers("y", y)?;
        let n = self.get("n").filter(|n| !n.is_null());
        let n = n.map(|n| self.numbers("n", n)).transpose()?;
        if let Some(n) = n.as_ref().filter(|n| n.len() != y.len()) {
            return Err(format!(
                "{}: \"n\" has {} values and \"y\" has {}. Give a denominator, or null, for each.",
                self.name,
                n.len(),
                y.len()
            ));
        }
        let freeze = self.get("freeze").filter(|f| !f.is_null());
        let centre = self.either(["cl", "centre"]);
        Ok(Series {
            y,
            n,
            freeze: freeze.map(|f| self.row("freeze", f)).transpose()?,
            parts: self.rows(["part", "parts"])?,
            exclude: self.rows(["exclude", "excluded"])?,
            centre: match centre {
                None => None,
                Some((field, value)) => match value.as_f64() {
                    Some(number) => Some(number),
                    None => return self.wrong(field, value, "a number"),
                },
            },
            ..Series::default()
        })
    }

    fn numbers(&self, field: &str, value: &Value) -> Result<Vec<Option<f64>>, String> {
        let Some(list) = value.as_array() else {
            return self.wrong(field, value, "a list of numbers");
        };
        let number = |(place, value): (usize, &Value)| match value {
            Value::Null => Ok(None),
            value => match value.as_f64() {
                Some(number) => Ok(Some(number)),
                None => Err(format!(
                    "{}: value {place} of \"{field}\" is {}, not a number or null.",
                    self.name,
                    shown(value)
                )),
            },
        };
        (1..).zip(list).map(number).collect()
    }

    fn row(&self, field: &str, value: &Value) -> Result<usize, String> {
        let row = value.as_u64().and_then(|row| usize::try_from(row).ok());
        match row.filter(|row| *row > 0) {
            Some(row) => Ok(row),
            None => self.wrong(field, value, "a row number, counted from 1"),
        }
    }

    /// Row numbers: a list, or one alone.
    fn rows(&self, fields: [&'static str; 2]) -> Result<Vec<usize>, String> {
        match self.either(fields) {
            None => Ok(Vec::new()),
            Some((field, Value::Array(rows))) => {
                rows.iter().map(|row| self.row(field, row)).collect()
            }
            Some((field, row)) => Ok(vec![self.row(field, row)?]),
        }
    }

    /// "anhoej", "ihi", or the lengths of IHI's: `{"shift": 7, "trend": null, "runs": true}`.
    fn rules(&self, value: &Value) -> Result<Rules, String> {
        let wanted = "\"anhoej\", \"ihi\" or an object with shift, trend and runs";
        let ihi = |shift, trend, runs| Rules::Ihi { shift, trend, runs };
        let lengths = match value {
            Value::String(name) if name == "anhoej" => return Ok(Rules::Anhoej),
            Value::String(name) if name == "ihi" => {
                return Ok(ihi(ShiftLength::Six, None, false));
            }
            Value::Object(lengths) => lengths,
            _ => return self.wrong("rules", value, wanted),
        };
        let points = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
        let shift = match lengths.get("shift") {
            None | Some(Value::Null) => ShiftLength::Six,
            Some(value) => match points(value).and_then(shift_of) {
                Some(shift) => shift,
                None => return self.wrong("rules.shift", value, "6, 7 or 8"),
            },
        };
        let trend = match lengths.get("trend") {
            None | Some(Value::Null) => None,
            Some(Value::String(off)) if off == "off" => None,
            Some(value) => match points(value).and_then(trend_of) {
                Some(trend) => Some(trend),
                None => return self.wrong("rules.trend", value, "5, 6, 7 or \"off\""),
            },
        };
        let runs = match lengths.get("runs") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(runs)) => *runs,
            Some(value) => return self.wrong("rules.runs", value, "true or false"),
        };
        Ok(ihi(shift, trend, runs))
    }
}

/// A value as a sentence shows it, cut where it is long.
fn shown(value: &Value) -> String {
    let words = value.to_string();
    let cut: String = words.chars().take(40).collect();
    if cut.len() < words.len() {
        format!("{cut}…")
    } else {
        words
    }
}
