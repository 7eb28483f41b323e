//! Reading a resource's elements, whatever a server makes of their types.

use serde_json::Value;

/// An element as text: a string or a number.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<std::borrow::Cow<'a, str>> {
    scalar(value.get(key)?)
}

fn scalar(value: &Value) -> Option<std::borrow::Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(Into::into),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// An element as a string; empty when it is not there.
pub(super) fn word(value: &Value, key: &str) -> String {
    text(value, key).unwrap_or_default().into_owned()
}

/// The elements of a list; an element that should be a list and is none counts as one.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    match value.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The words of an element that is a string in some releases and a list of strings in others.
pub(super) fn words(value: &Value, key: &str) -> String {
    let parts: Vec<_> = list(value, key).iter().filter_map(scalar).collect();
    parts.join(" ")
}

/// The first of several elements that is there.
pub(super) fn first_of<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| value.get(*key))
}

/// The calendar date as it is written: a time and its zone are cut off, never converted.
pub(super) fn day(text: &str) -> String {
    let text = text.trim();
    match (text.get(..10), text.as_bytes().get(10)) {
        (Some(date), Some(b'T' | b't' | b' ')) => date.to_owned(),
        _ => text.to_owned(),
    }
}

/// The first date among elements that are dates or periods.
pub(super) fn date(value: &Value, keys: &[&str]) -> String {
    let of = |key: &&str| {
        let element = value.get(*key)?;
        let start = || text(element, "start").or_else(|| text(element, "end"));
        scalar(element).or_else(start).map(|t| day(&t))
    };
    keys.iter().find_map(of).unwrap_or_default()
}

/// A coded concept: what it is called and its codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Concept {
    /// The words that tell most.
    pub text: String,
    /// Every wording, in lower case, for looking at.
    pub all_words: String,
    /// System and code of each coding.
    pub codes: Vec<(String, String)>,
}

impl Concept {
    /// Reads a `CodeableConcept`, a `Coding`, or a plain string.
    pub fn of(value: &Value) -> Self {
        let codings = match value.get("coding") {
            Some(_) => list(value, "coding"),
            None if value.get("code").is_some() => std::slice::from_ref(value),
            None => &[],
        };
        let stated = text(value, "text").or_else(|| scalar(value));
        let stated = stated.unwrap_or_default().into_owned();
        let displays: Vec<String> = codings.iter().map(|c| word(c, "display")).collect();
        let has_digit = |t: &str| t.bytes().any(|b| b.is_ascii_digit());
        // "Norco" tells less than the display "… 5 MG Oral Tablet" beside it.
        let fuller = displays.iter().find(|d| has_digit(d));
        let any = displays.iter().find(|d| !d.is_empty());
        let chosen = match (stated.is_empty(), has_digit(&stated)) {
            (false, true) => stated.clone(),
            (false, false) => fuller.cloned().unwrap_or_else(|| stated.clone()),
            (true, _) => fuller.or(any).cloned().unwrap_or_default(),
        };
        let mut all_words = stated.to_lowercase();
        for display in &displays {
            all_words.push_str("; ");
            all_words.push_str(&display.to_lowercase());
        }
        Self {
            text: chosen,
            all_words,
            codes: codings
                .iter()
                .map(|c| (word(c, "system").to_lowercase(), word(c, "code")))
                .filter(|(_, code)| !code.is_empty())
                .collect(),
        }
    }

    /// Reads the concept of an element; empty when it is not there.
    pub fn at(value: &Value, key: &str) -> Self {
        value.get(key).map(Self::of).unwrap_or_default()
    }

    /// Whether one of the codes is among these.
    pub fn has_code(&self, codes: &[&str]) -> bool {
        self.codes.iter().any(|(_, c)| codes.contains(&c.as_str()))
    }

    /// The first code.
    pub fn code(&self) -> &str {
        self.codes.first().map_or("", |(_, code)| code)
    }
}

/// The keys under which a resource can be found, or that a reference can mean; the surest first.
pub(super) type Keys = Vec<String>;

/// The keys of a resource in the files.
pub(super) fn keys_of(resource: &Value, full_url: &str, kind: &str) -> Keys {
    let mut keys = Keys::new();
    if let Some(id) = text(resource, "id") {
        keys.push(format!("{kind}/{id}"));
    }
    if !full_url.is_empty() {
        keys.push(key_of(full_url, kind));
    }
    for identifier in list(resource, "identifier") {
        keys.extend(identifier_keys(identifier, kind));
    }
    keys.dedup();
    keys
}

fn identifier_keys(identifier: &Value, kind: &str) -> Keys {
    let Some(value) = text(identifier, "value") else {
        return Keys::new();
    };
    let system = word(identifier, "system");
    vec![
        format!("{kind}?{system}|{value}"),
        format!("{kind}?{value}"),
    ]
}

/// What a reference says: the text to repeat in a finding, and the keys it can mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    /// The reference as written.
    pub shown: String,
    /// What it is called beside it.
    pub display: String,
    /// What it can mean.
    pub keys: Keys,
    /// The id of a contained resource.
    pub contained: Option<String>,
}

impl Reference {
    /// Reads a `Reference`, or a plain string.
    pub fn of(value: &Value, kind: &str) -> Self {
        let stated = text(value, "reference").or_else(|| scalar(value));
        let stated = stated.unwrap_or_default().into_owned();
        let mut found = Self {
            display: word(value, "display"),
            contained: stated.strip_prefix('#').map(str::to_owned),
            ..Self::default()
        };
        if !stated.is_empty() && found.contained.is_none() {
            found.keys.push(key_of(&stated, kind));
            if let Some(id) = stated.strip_prefix("urn:uuid:") {
                found.keys.push(format!("{kind}/{id}"));
            }
        }
        if let Some(identifier) = value.get("identifier") {
            found.keys.extend(identifier_keys(identifier, kind));
        }
        found.shown = if stated.is_empty() {
            found.keys.first().cloned().unwrap_or_default()
        } else {
            stated
        };
        found
    }

    /// Reads the reference of an element; empty when it is not there.
    pub fn at(value: &Value, keys: &[&str], kind: &str) -> Self {
        first_of(value, keys)
            .map(|v| Self::of(v, kind))
            .unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.contained.is_none()
    }
}

/// The key of a reference: `Patient/1` of any address and version, `urn:…` as it is, and
/// `Patient?system|value` of a conditional one.
fn key_of(reference: &str, kind: &str) -> String {
    let reference = reference.trim();
    if reference.starts_with("urn:") {
        return reference.to_lowercase();
    }
    if let Some((_, query)) = reference.split_once('?') {
        let query = query.split('&').find_map(|p| p.strip_prefix("identifier="));
        let value = query.unwrap_or_default();
        let value = value
            .replace("%7C", "|")
            .replace("%7c", "|")
            .replace("%2F", "/")
            .replace("%2f", "/")
            .replace("%3A", ":")
            .replace("%3a", ":");
        return format!("{kind}?{value}");
    }
    let plain = reference.split('|').next().unwrap_or_default();
    let plain = plain.split("/_history/").next().unwrap_or_default();
    let mut parts = plain.trim_end_matches('/').rsplit('/');
    let id = parts.next().unwrap_or_default();
    match parts.next() {
        Some(named) if !named.is_empty() => format!("{named}/{id}"),
        _ => format!("{kind}/{id}"),
    }
}
