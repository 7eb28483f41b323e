//! What the clinic needs of the resources, kept until all files are read: a reference may point
//! to a resource further down or in another file.

use std::collections::BTreeMap;

use serde_json::Value;

use super::documents::{Document, Found};
use super::events::Event;
use super::finding;
use super::index::{Indexed, Target};
use super::medicines::{self, Medicine};
use super::patients::Person;
use super::prescriptions::{Dispense, Request};
use super::value::{Concept, Reference, keys_of, list, text, word};
use crate::import::finding::Finding;
use crate::import::table::Part;

/// Whose a resource is.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    reference: Reference,
    /// A patient whom the resource itself contains.
    contained: Option<Box<Person>>,
}

impl Subject {
    /// Reads the first of the elements that is there.
    pub fn of(resource: &Value, keys: &[&str]) -> Self {
        Self::from_reference(resource, Reference::at(resource, keys, "Patient"))
    }

    /// The patient of a reference that stands somewhere in the resource.
    pub fn from_reference(resource: &Value, reference: Reference) -> Self {
        let id = reference.contained.as_deref();
        let mut held = list(resource, "contained").iter();
        let held = held.find(|c| id.is_some() && text(c, "id").as_deref() == id);
        Self {
            contained: held.map(|c| Box::new(Person::of(c, 0))),
            reference,
        }
    }

    /// By this two resources are of one patient.
    pub fn key(&self) -> String {
        match &self.contained {
            Some(person) => format!("{}|{}|{}", person.mrn, person.last, person.first),
            None => self.reference.keys.first().cloned().unwrap_or_default(),
        }
    }

    /// The patient, or the value and why there is none.
    pub fn resolved<'a>(
        &'a self,
        gathered: &'a Gathered,
        file: usize,
    ) -> Result<&'a Person, (String, &'static str)> {
        if let Some(person) = &self.contained {
            return Ok(person);
        }
        if self.reference.is_empty() {
            return Err((
                self.reference.display.clone(),
                "names no patient: the resource does not say whose it is and was kept out",
            ));
        }
        let why = match gathered.patients.find(file, &self.reference.keys) {
            Target::One(person) => return Ok(person),
            Target::Several => {
                "is another patient in each of several files: import the files one by one. It was kept out"
            }
            Target::Nothing => {
                "is not in the files: import it together with the Patient file. It was kept out"
            }
        };
        Err((self.reference.shown.clone(), why))
    }
}

/// Everything found in the files so far.
#[derive(Default)]
pub(super) struct Gathered {
    pub patients: Indexed<Person>,
    pub medications: Indexed<Medicine>,
    pub practitioners: Indexed<String>,
    pub requests: Indexed<Request>,
    pub dispenses: Vec<Dispense>,
    pub events: Vec<Event>,
    /// Remarks on patients.
    pub patient_remarks: Vec<Finding>,
    /// Remarks on other resources that are imported or left aside.
    pub remarks: Vec<Finding>,
    /// What could not be read.
    pub broken: Vec<Finding>,
    /// Resources of the three tables that were left aside on purpose, by reason.
    pub aside: BTreeMap<&'static str, u64>,
    /// Resources that are no subject of the import, by type.
    pub others: BTreeMap<String, u64>,
    /// Reports of failures, by severity.
    pub outcomes: BTreeMap<String, u64>,
    pub notes: Vec<String>,
    /// The files read.
    pub parts: Vec<Part>,
    /// The number before the first of the file that is being read.
    offset: u32,
}

impl Gathered {
    /// Counts the numbers of the next file onwards from the last one.
    pub fn begin_file(&mut self, name: &str) {
        self.parts.push(Part {
            name: name.to_owned(),
            before: self.offset,
            has_entries: false,
        });
    }

    pub fn end_file(&mut self, document: &Document) {
        if let Some(part) = self.parts.last_mut() {
            part.has_entries = document.has_entries;
        }
        self.offset = self.offset.saturating_add(document.last.max(1));
    }

    /// Nothing of the file could be read: beside others it counts as one line kept out.
    pub fn lose_file(&mut self, sentence: String) {
        self.skip_file();
        self.broken.push(finding(self.offset, "", "", sentence));
    }

    /// The file is no part of the import.
    pub fn skip_file(&mut self) {
        self.offset = self.offset.saturating_add(1);
    }

    /// A remark on a line of the file that is being read.
    pub fn remark(&mut self, line: u32, column: &str, value: &str, reason: String) {
        self.remarks
            .push(finding(self.offset + line, column, value, reason));
    }

    /// Takes what stands under a number.
    pub fn take(&mut self, found: Found) {
        match found {
            Found::Broken(line, value, why) => {
                self.broken
                    .push(finding(self.offset.saturating_add(line), "", &value, why));
            }
            Found::Resource(line, url, resource) => {
                self.resource(self.offset.saturating_add(line), &url, &resource);
            }
        }
    }

    fn resource(&mut self, number: u32, url: &str, resource: &Value) {
        let kind = word(resource, "resourceType");
        let file = self.file_of(number);
        let keys = || keys_of(resource, url, &kind);
        match kind.as_str() {
            "Patient" => {
                let person = Person::of(resource, number);
                if let Some(remark) = person.remark {
                    self.patient_remarks.push(finding(number, "", "", remark));
                }
                self.patients.add(file, keys(), person);
            }
            "Medication" => {
                let medicine = Medicine::of_medication(resource);
                self.medications.add(file, keys(), medicine);
            }
            "Practitioner" | "PractitionerRole" => {
                let name = medicines::name_of_practitioner(resource);
                self.practitioners.add(file, keys(), name);
            }
            "MedicationRequest" | "MedicationOrder" | "MedicationPrescription" => {
                match Request::of(resource, number) {
                    Ok(request) => {
                        // A dispense names its order by id or address.
                        let keys = keys().into_iter().filter(|key| !key.contains('?'));
                        self.requests.add(file, keys, request);
                    }
                    Err((column, value, why)) => self.leave_aside(number, column, &value, why),
                }
            }
            "MedicationDispense" => match Dispense::of(resource, number) {
                Ok(dispense) => self.dispenses.push(dispense),
                Err((column, value, why)) => self.leave_aside(number, column, &value, why),
            },
            "OperationOutcome" => self.outcome(number, resource),
            "" => self.broken.push(finding(
                number,
                "",
                "",
                "The entry names no resourceType: it is no FHIR resource and was kept out.",
            )),
            _ => {
                let events = Event::all_of(&kind, resource, number);
                if events.is_empty() {
                    *self.others.entry(kind).or_default() += 1;
                }
                self.events.extend(events);
            }
        }
    }

    fn leave_aside(&mut self, number: u32, column: &str, value: &str, why: &'static str) {
        *self.aside.entry(why).or_default() += 1;
        let reason = format!("{why}: it was left aside.");
        self.remarks.push(finding(number, column, value, reason));
    }

    /// A server's report: its severity is told, its free text may name patients.
    fn outcome(&mut self, number: u32, resource: &Value) {
        let mut severities: Vec<String> = list(resource, "issue")
            .iter()
            .map(|issue| word(issue, "severity"))
            .filter(|s| ["fatal", "error", "warning", "information"].contains(&s.as_str()))
            .collect();
        if severities.is_empty() {
            severities.push("error".to_owned());
        }
        let reason =
            "The server reports a failure of the export here: what it concerns is missing.";
        let shown = severities.join(", ");
        self.remarks
            .push(finding(number, "issue.severity", &shown, reason));
        for severity in severities {
            *self.outcomes.entry(severity).or_default() += 1;
        }
    }

    /// The name of a clinician: beside the reference, else of the resource it means.
    pub fn clinician(&self, file: usize, reference: &Reference) -> String {
        match self.practitioners.find(file, &reference.keys) {
            Target::One(name) if reference.display.is_empty() => name.clone(),
            _ => reference.display.clone(),
        }
    }

    /// The file in which a number stands.
    pub fn file_of(&self, number: u32) -> usize {
        self.parts.partition_point(|part| part.before < number)
    }
}

/// A status with its code in any release: a string, or a concept in R5.
pub(super) fn status_of(resource: &Value, key: &str) -> String {
    let stated = word(resource, key);
    if stated.is_empty() {
        Concept::at(resource, key).code().to_lowercase()
    } else {
        stated.to_lowercase()
    }
}
