//! The resources of a text, with the number by which each is found again: the line of NDJSON, the
//! entry of a Bundle, the place in an array.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Value};

use crate::import::error::ImportError;
use crate::import::finding::shorten;

/// What stands under one number.
pub(super) enum Found {
    /// A resource and its address in a Bundle.
    Resource(u32, String, Value),
    /// Something that is none, and why.
    Broken(u32, String, String),
}

/// What a text was.
pub(super) struct Document {
    /// Its numbers count entries, not lines.
    pub has_entries: bool,
    /// The highest number.
    pub last: u32,
}

/// Why nothing of a text can be read.
pub(super) enum Refused {
    /// It is JSON, but no FHIR.
    NotFhir,
    /// It is broken off or misshapen.
    Damaged(String),
}

impl Refused {
    /// The sentence for a file read alone.
    pub fn error(&self, name: &str) -> ImportError {
        let name = name.to_owned();
        match self {
            Self::NotFhir => ImportError::NothingToImport {
                name,
                what: "is JSON, but no FHIR: nothing in it names its resourceType".to_owned(),
                advice: "Export FHIR resources (bulk NDJSON or a Bundle), or a table as CSV",
            },
            Self::Damaged(what) => ImportError::Damaged {
                name,
                what: what.clone(),
            },
        }
    }
}

enum Shape {
    /// One value a line.
    Lines,
    /// One value in all.
    One,
    /// Values that go over several lines.
    Several,
}

/// Deepest nesting of a document; serde stops a little deeper, with half of it handed over.
const DEEPEST: usize = 100;

/// Hands over everything in the text.
pub(super) fn each(text: &str, take: &mut dyn FnMut(Found)) -> Result<Document, Refused> {
    let shape = shape(text);
    if !matches!(shape, Shape::Lines) && is_too_deep(text) {
        let what = format!("its values are nested more than {DEEPEST} deep");
        return Err(Refused::Damaged(what));
    }
    match shape {
        Shape::Lines => lines(text, take),
        Shape::One => one(text, take),
        Shape::Several => several(text, take),
    }
}

fn shape(text: &str) -> Shape {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {
            let end = values.byte_offset();
            let first = text.get(..end).unwrap_or_default();
            let rest = text.get(end..).unwrap_or_default();
            if rest.trim().is_empty() {
                Shape::One
            } else if first.trim().contains(line_end(text)) {
                Shape::Several
            } else {
                Shape::Lines
            }
        }
        _ if text.trim_start().starts_with('{') && has_whole_line(text) => Shape::Lines,
        _ => Shape::One,
    }
}

fn is_too_deep(text: &str) -> bool {
    let (mut depth, mut in_string, mut is_escaped) = (0usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Whether some line is a resource of its own, so that a broken line does not break the file.
fn has_whole_line(text: &str) -> bool {
    let begins = |line: &&str| line.starts_with('{');
    text.split(line_end(text))
        .filter(begins)
        .any(|line| serde_json::from_str::<Kind>(line).is_ok_and(|k| k.name.is_some()))
}

fn line_end(text: &str) -> char {
    if text.contains('\n') { '\n' } else { '\r' }
}

/// The part of a value that says what it is.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "resourceType")]
    name: Option<Value>,
}

fn lines(text: &str, take: &mut dyn FnMut(Found)) -> Result<Document, Refused> {
    let (mut last, mut any) = (0, false);
    for (number, line) in (1u32..).zip(text.split(line_end(text))) {
        last = number;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => any |= hand_over(number, value, take),
            Err(error) => {
                let why = format!(
                    "The line is not whole JSON ({}, character {}): it was kept out.",
                    reason(&error),
                    error.column()
                );
                take(Found::Broken(number, shorten(line, 40), why));
            }
        }
    }
    checked(any, false, last)
}

fn checked(any: bool, has_entries: bool, last: u32) -> Result<Document, Refused> {
    if any {
        Ok(Document { has_entries, last })
    } else {
        Err(Refused::NotFhir)
    }
}

/// serde's words without the place, which is told apart.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let end = words.find(" at line ").unwrap_or(words.len());
    words.get(..end).unwrap_or_default().to_owned()
}

fn damaged(text: &str, error: &serde_json::Error, before: usize) -> Refused {
    let start = text.get(..before).unwrap_or_default();
    let line = start.matches(line_end(text)).count() + error.line();
    Refused::Damaged(format!(
        "line {line}, character {}, is not JSON ({})",
        error.column(),
        reason(error)
    ))
}

/// A value under a number: a resource, a Bundle of them, or an array. Says whether it was any.
fn hand_over(number: u32, mut value: Value, take: &mut dyn FnMut(Found)) -> bool {
    match value {
        Value::Array(items) => {
            let mut any = false;
            for item in items {
                any |= hand_over(number, item, take);
            }
            any
        }
        Value::Object(_) => {
            let kind = value.get("resourceType").and_then(Value::as_str);
            let Some(kind) = kind else {
                let why = "names no resourceType: it is no FHIR resource and was kept out.";
                take(Found::Broken(
                    number,
                    String::new(),
                    format!("The line {why}"),
                ));
                return false;
            };
            if kind == "Bundle" {
                if let Some(Value::Array(entries)) = value.get_mut("entry").map(Value::take) {
                    for entry in entries {
                        hand_over_entry(number, entry, take);
                    }
                }
            } else {
                take(Found::Resource(number, String::new(), value));
            }
            true
        }
        _ => {
            let why = "The line is no FHIR resource; it was kept out.";
            take(Found::Broken(number, String::new(), why.to_owned()));
            false
        }
    }
}

/// An entry of a Bundle; some servers put the resource itself where its entry should stand, and the
/// answer to a batch of searches holds a Bundle for each.
fn hand_over_entry(number: u32, mut entry: Value, take: &mut dyn FnMut(Found)) {
    let url = super::value::word(&entry, "fullUrl");
    let held = entry.get_mut("resource").map(Value::take);
    let plain = entry.get("resourceType").is_some();
    let outcome = entry.pointer_mut("/response/outcome").map(Value::take);
    let Some(resource) = held.or(outcome).or_else(|| plain.then_some(entry)) else {
        return;
    };
    if resource.get("resourceType").and_then(Value::as_str) == Some("Bundle") {
        hand_over(number, resource, take);
    } else {
        take(Found::Resource(number, url, resource));
    }
}

fn several(text: &str, take: &mut dyn FnMut(Found)) -> Result<Document, Refused> {
    if let Some(Err(error)) = Deserializer::from_str(text)
        .into_iter::<IgnoredAny>()
        .find(Result::is_err)
    {
        return Err(damaged(text, &error, 0));
    }
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let (mut number, mut before, mut any) = (1, 0, false);
    loop {
        let rest = text.get(before..).unwrap_or_default();
        let start = before + (rest.len() - rest.trim_start().len());
        let passed = text.get(before..start).unwrap_or_default();
        number += passed.matches(line_end(text)).count() as u32;
        match values.next() {
            None => return checked(any, false, number),
            Some(Err(error)) => return Err(damaged(text, &error, 0)),
            Some(Ok(value)) => {
                any |= hand_over(number, value, take);
                let end = values.byte_offset();
                let own = text.get(start..end).unwrap_or_default();
                number += own.matches(line_end(text)).count() as u32;
                before = end;
            }
        }
    }
}

/// One value: first only looked over, then handed over entry by entry.
fn one(text: &str, take: &mut dyn FnMut(Found)) -> Result<Document, Refused> {
    let is_array = text.trim_start().starts_with('[');
    let mut is_bundle = false;
    if is_array {
        serde_json::from_str::<IgnoredAny>(text).map_err(|e| damaged(text, &e, 0))?;
    } else {
        let kind: Kind = serde_json::from_str(text).map_err(|e| damaged(text, &e, 0))?;
        match kind.name.as_ref().and_then(Value::as_str) {
            None => return Err(Refused::NotFhir),
            Some(kind) => is_bundle = kind == "Bundle",
        }
    }
    if !is_array && !is_bundle {
        let value: Value = serde_json::from_str(text).map_err(|e| damaged(text, &e, 0))?;
        let start = text.len() - text.trim_start().len();
        let above = text.get(..start).unwrap_or_default();
        let number = above.matches(line_end(text)).count() as u32 + 1;
        take(Found::Resource(number, String::new(), value));
        return checked(true, false, number);
    }
    let mut items = Items {
        take,
        is_bundle,
        count: 0,
        any: is_bundle,
    };
    let mut deserializer = Deserializer::from_str(text);
    let done = if is_array {
        deserializer.deserialize_seq(&mut items)
    } else {
        deserializer.deserialize_map(&mut items)
    };
    done.map_err(|e| damaged(text, &e, 0))?;
    checked(items.any, true, items.count.max(1))
}

/// Takes the entries of a Bundle or the elements of an array one by one, so that only one of them
/// is in memory.
struct Items<'t> {
    take: &'t mut dyn FnMut(Found),
    is_bundle: bool,
    count: u32,
    any: bool,
}

impl<'de> Visitor<'de> for &mut Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Bundle or a list of resources")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "entry" {
                map.next_value_seed(Entries(self))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            self.count = self.count.saturating_add(1);
            if self.is_bundle {
                hand_over_entry(self.count, item, self.take);
            } else {
                self.any |= hand_over(self.count, item, self.take);
            }
        }
        Ok(())
    }
}

struct Entries<'i, 't>(&'i mut Items<'t>);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self.0)
    }
}
