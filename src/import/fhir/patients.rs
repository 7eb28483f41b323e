//! A Patient resource: who it is, as the columns of a table say it.

use serde_json::Value;

use super::value::{Concept, Reference, date, list, text, word, words};

/// A patient of the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// Line or entry.
    pub number: u32,
    pub mrn: String,
    pub last: String,
    pub first: String,
    /// The whole name, where it is not given in parts.
    pub whole: String,
    pub born: String,
    pub sex: String,
    /// The responsible clinician.
    pub clinician: Reference,
    /// What is to be said about the record.
    pub remark: Option<&'static str>,
}

impl Person {
    /// Reads the resource.
    pub fn of(resource: &Value, number: u32) -> Self {
        let name = name(resource);
        let part = |key| name.map(|n| words(n, key)).unwrap_or_default();
        let (last, first) = (part("family"), part("given"));
        let whole = if last.is_empty() || first.is_empty() {
            name.map(|n| word(n, "text")).unwrap_or_default()
        } else {
            String::new()
        };
        Self {
            number,
            mrn: record_number(resource),
            last,
            first,
            whole,
            born: date(resource, &["birthDate"]),
            sex: word(resource, "gender"),
            clinician: clinician(resource),
            remark: remark(resource),
        }
    }
}

fn clinician(resource: &Value) -> Reference {
    let all = ["generalPractitioner", "careProvider"];
    let all = all.iter().flat_map(|key| list(resource, key));
    let mut found = all.map(|v| Reference::of(v, "Practitioner"));
    found
        .find(|r| !r.is_empty() || !r.display.is_empty())
        .unwrap_or_default()
}

fn remark(resource: &Value) -> Option<&'static str> {
    let is = |key, value| resource.get(key) == Some(&Value::Bool(value));
    if is("deceasedBoolean", true) || text(resource, "deceasedDateTime").is_some() {
        Some("The record says that the patient has died; the patient is imported as any other.")
    } else if is("active", false) {
        Some("The record is marked as not in use; the patient is imported as any other.")
    } else {
        None
    }
}

/// The name in use: official, then usual; former names and nicknames last.
fn name(resource: &Value) -> Option<&Value> {
    let rank = |name: &&Value| {
        let ended = name.pointer("/period/end").is_some();
        let of_use = match word(name, "use").as_str() {
            "official" => 0,
            "usual" => 1,
            "" => 2,
            "temp" | "nickname" | "anonymous" => 4,
            "old" | "maiden" => 5,
            _ => 3,
        };
        of_use + if ended { 6 } else { 0 }
    };
    list(resource, "name").iter().min_by_key(rank)
}

/// Kinds of identifier that are no record number: of the State, an insurance, a device.
const OTHER_NUMBERS: [&str; 14] = [
    "SS", "SB", "DL", "PPN", "TAX", "NI", "MC", "MA", "MB", "SN", "NPI", "DEA", "PRN", "BRN",
];

/// The medical record number, else the identifier in usual use; kept as written.
fn record_number(resource: &Value) -> String {
    let rank = |identifier: &&Value| {
        let kind = Concept::at(identifier, "type");
        let use_rank = match word(identifier, "use").as_str() {
            "usual" => 0,
            "official" => 1,
            "old" | "temp" => 40,
            _ => 2,
        };
        let says = |word: &str| kind.all_words.contains(word);
        let kind_rank = if kind.has_code(&["MR"]) {
            0
        } else if says("medical record") || says("mrn") {
            4
        } else if kind.codes.is_empty() {
            8
        } else {
            12
        };
        use_rank + kind_rank
    };
    let is_other = |identifier: &&Value| {
        let system = word(identifier, "system").to_lowercase();
        let of_state = [
            "us-ssn",
            "2.16.840.1.113883.4.1",
            "us-npi",
            "/ssn",
            "us-medicare",
        ];
        Concept::at(identifier, "type").has_code(&OTHER_NUMBERS)
            || of_state.iter().any(|end| system.ends_with(end))
    };
    list(resource, "identifier")
        .iter()
        .filter(|i| text(i, "value").is_some() && !is_other(i))
        .min_by_key(rank)
        .map(|i| word(i, "value"))
        .unwrap_or_default()
}
