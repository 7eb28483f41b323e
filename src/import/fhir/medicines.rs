//! Which medicine a prescription means: in words, by a reference, or by a code alone.

use serde_json::Value;

use super::gather::Gathered;
use super::index::Target;
use super::value::{Concept, Reference, list, text, word};

/// A medicine as a prescription names it.
#[derive(Clone, Debug, Default)]
pub(super) struct Medicine {
    /// Its words, where they stand in the prescription itself.
    pub text: String,
    /// Its code.
    pub code: String,
    /// A resource elsewhere in the files.
    pub reference: Reference,
}

impl Medicine {
    /// Reads it from a request or a dispense of any release.
    pub fn of(resource: &Value) -> Self {
        let r5 = resource.get("medication");
        let at = |key: &str, inner: &str| resource.get(key).or_else(|| r5?.get(inner));
        if let Some(concept) = at("medicationCodeableConcept", "concept") {
            return Self::from_concept(&Concept::of(concept));
        }
        let reference = match (at("medicationReference", "reference"), r5) {
            // R5 has a reference within a reference; earlier drafts had it at once.
            (Some(inner), Some(outer)) if inner.is_string() => Reference::of(outer, "Medication"),
            (Some(found), _) => Reference::of(found, "Medication"),
            (None, Some(plain)) => return Self::from_concept(&Concept::of(plain)),
            (None, None) => return Self::default(),
        };
        if let Some(id) = &reference.contained {
            let held = list(resource, "contained").iter();
            if let Some(held) = held
                .into_iter()
                .find(|c| text(c, "id").as_deref() == Some(id))
            {
                return Self::of_medication(held);
            }
        }
        Self {
            reference,
            ..Self::default()
        }
    }

    fn from_concept(concept: &Concept) -> Self {
        Self {
            text: concept.text.clone(),
            code: concept.code().to_owned(),
            ..Self::default()
        }
    }

    /// Reads a Medication resource: its code, else its ingredients.
    pub fn of_medication(resource: &Value) -> Self {
        let mut found = Self::from_concept(&Concept::at(resource, "code"));
        if found.text.is_empty() {
            let ingredients = list(resource, "ingredient").iter().map(|i| {
                let item = i.get("itemCodeableConcept").or_else(|| i.get("item"));
                let item = item.map(|v| Concept::of(v.get("concept").unwrap_or(v)));
                item.unwrap_or_default().text
            });
            let named: Vec<String> = ingredients.filter(|t| !t.is_empty()).collect();
            found.text = named.join(" / ");
        }
        found
    }

    /// The words and the code, or the element, its value and why there are none.
    pub fn resolved(
        &self,
        gathered: &Gathered,
        file: usize,
    ) -> Result<(String, String), (&'static str, String, &'static str)> {
        if !self.text.is_empty() {
            return Ok((self.text.clone(), self.code.clone()));
        }
        if !self.reference.is_empty() || !self.reference.display.is_empty() {
            let elsewhere = gathered.medications.find(file, &self.reference.keys);
            let why = match elsewhere {
                Target::One(found) if !found.text.is_empty() => {
                    return Ok((found.text.clone(), found.code.clone()));
                }
                _ if !self.reference.display.is_empty() => {
                    return Ok((self.reference.display.clone(), String::new()));
                }
                Target::One(_) => "is a Medication without a name; the prescription was kept out",
                Target::Several => {
                    "is another medicine in each of several files; the prescription was kept out"
                }
                Target::Nothing => {
                    "is not in the files, so the medicine is not known; the prescription was kept out"
                }
            };
            return Err(("medicationReference", self.reference.shown.clone(), why));
        }
        let why = if self.code.is_empty() {
            "names no medicine; the prescription was kept out"
        } else {
            "names the medicine by a code alone, and its name is needed; the prescription was kept out"
        };
        Err(("medicationCodeableConcept", self.code.clone(), why))
    }
}

/// The name of a Practitioner or Organization resource.
pub(super) fn name_of_practitioner(resource: &Value) -> String {
    let Some(name) = list(resource, "name").first() else {
        return String::new();
    };
    let part = |key| super::value::words(name, key);
    let (last, first, suffix) = (part("family"), part("given"), part("suffix"));
    if last.is_empty() {
        let whole = word(name, "text");
        if whole.is_empty() {
            word(resource, "name")
        } else {
            whole
        }
    } else {
        [format!("{last}, {first}"), suffix]
            .join(" ")
            .trim_end_matches([' ', ','])
            .to_owned()
    }
}
