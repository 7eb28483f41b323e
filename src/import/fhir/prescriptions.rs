//! Requests and dispenses of medicines, one row each.

use serde_json::Value;

use super::gather::{Subject, status_of};
use super::medicines::Medicine;
use super::value::{Reference, date, first_of, list, text, word};

/// What an order or a dispense has in common.
#[derive(Debug, Default)]
pub(super) struct Supply {
    /// Line or entry.
    pub number: u32,
    pub subject: Subject,
    pub medicine: Medicine,
    /// The day of the fill, or of the order where that is all there is.
    pub filled: String,
    pub written: String,
    pub quantity: String,
    pub days: String,
    pub repeats: String,
    pub directions: String,
    pub rx_number: String,
    pub prescriber: Reference,
    pub pharmacy: String,
    pub status: String,
    /// What could not be understood of the amounts: element, value, why.
    pub remarks: Vec<(&'static str, String, String)>,
}

/// An order.
#[derive(Debug)]
pub(super) struct Request(pub Supply);

/// A fill.
#[derive(Debug)]
pub(super) struct Dispense {
    pub supply: Supply,
    /// The orders that it fills.
    pub orders: Vec<Reference>,
}

/// Why a resource is left aside: element, value, reason.
type Aside = (&'static str, String, &'static str);

impl Request {
    /// Reads the order, unless it is one that never came about.
    pub fn of(resource: &Value, number: u32) -> Result<Self, Aside> {
        let status = status_of(resource, "status");
        let aside = match status.as_str() {
            "entered-in-error" => Some("prescription entered in error"),
            "cancelled" | "canceled" => Some("prescription that was cancelled"),
            "draft" | "proposed" | "planned" => Some("prescription that is a draft"),
            _ => None,
        };
        if let Some(why) = aside {
            return Err(("status", status, why));
        }
        let intent = word(resource, "intent").to_lowercase();
        if matches!(
            intent.as_str(),
            "proposal" | "plan" | "option" | "directive"
        ) {
            return Err((
                "intent",
                intent,
                "prescription that is only proposed or planned",
            ));
        }
        if resource.get("doNotPerform") == Some(&Value::Bool(true)) {
            return Err((
                "doNotPerform",
                "true".to_owned(),
                "order not to give a medicine",
            ));
        }
        let none = Value::Null;
        let dispense = resource.get("dispenseRequest").unwrap_or(&none);
        let mut supply = Supply::of(resource, number, status);
        let authored = date(resource, &["authoredOn", "dateWritten"]);
        let last_fill = extension(dispense, resource, "/last_fill");
        supply.filled = last_fill.unwrap_or_default();
        if supply.filled.is_empty() {
            supply.filled.clone_from(&authored);
        }
        if supply.filled.is_empty() {
            supply.filled = date(dispense, &["validityPeriod"]);
        }
        supply.written = authored;
        supply.amounts(
            dispense.get("quantity"),
            dispense.get("expectedSupplyDuration"),
            "dispenseRequest.expectedSupplyDuration",
        );
        supply.repeats = word(dispense, "numberOfRepeatsAllowed");
        supply.prescriber = Reference::at(resource, &["requester", "prescriber"], "Practitioner");
        // STU3 has the clinician one step further in.
        if let Some(agent) = resource.pointer("/requester/agent") {
            supply.prescriber = Reference::of(agent, "Practitioner");
        }
        supply.pharmacy = first_of(dispense, &["performer", "dispenser"])
            .map(|p| word(p, "display"))
            .unwrap_or_default();
        if supply.pharmacy.is_empty() {
            let named = extension(dispense, resource, "/pharmacy_name");
            supply.pharmacy = named.unwrap_or_default();
        }
        Ok(Self(supply))
    }
}

impl Dispense {
    /// Reads the fill, unless the medicine was not handed over.
    pub fn of(resource: &Value, number: u32) -> Result<Self, Aside> {
        let status = status_of(resource, "status");
        let aside = match status.as_str() {
            "entered-in-error" => Some("dispense entered in error"),
            "cancelled" | "canceled" | "declined" | "stopped" => {
                Some("dispense that did not take place")
            }
            "preparation" | "on-hold" => Some("dispense that is not handed over yet"),
            _ => None,
        };
        if let Some(why) = aside {
            return Err(("status", status, why));
        }
        let mut supply = Supply::of(resource, number, status);
        supply.filled = date(resource, &["whenHandedOver", "whenPrepared", "recorded"]);
        supply.amounts(
            resource.get("quantity"),
            resource.get("daysSupply"),
            "daysSupply",
        );
        supply.pharmacy = first_of(resource, &["location", "destination"])
            .map(|l| word(l, "display"))
            .unwrap_or_default();
        let orders = list(resource, "authorizingPrescription").iter();
        Ok(Self {
            supply,
            orders: orders
                .map(|o| Reference::of(o, "MedicationRequest"))
                .collect(),
        })
    }
}

impl Supply {
    fn of(resource: &Value, number: u32, status: String) -> Self {
        Self {
            number,
            subject: Subject::of(resource, &["subject", "patient"]),
            medicine: Medicine::of(resource),
            directions: directions(resource),
            rx_number: prescription_number(resource),
            status,
            ..Self::default()
        }
    }

    /// Quantity and days; an amount in a unit that is no count stays unknown.
    fn amounts(
        &mut self,
        quantity: Option<&Value>,
        duration: Option<&Value>,
        days_column: &'static str,
    ) {
        if let Some(quantity) = quantity {
            let unit = unit_of(quantity);
            let stated = word(quantity, "value");
            if matches!(
                unit.as_str(),
                "mg" | "mcg" | "ug" | "milligram" | "milligrams"
            ) {
                let value = format!("{stated} {unit}");
                let why = "is a weight and no count of units: the quantity is unknown".to_owned();
                self.remarks.push(("quantity", value, why));
            } else {
                self.quantity = stated;
            }
        }
        let Some(duration) = duration else { return };
        let stated = text(duration, "value").unwrap_or_default();
        let unit = unit_of(duration);
        let days_each = match unit.as_str() {
            "" | "d" | "day" | "days" | "day(s)" => {
                self.days = stated.into_owned();
                return;
            }
            "wk" | "w" | "week" | "weeks" => 7.0,
            "mo" | "month" | "months" => 30.0,
            "a" | "y" | "yr" | "year" | "years" => 365.0,
            "h" | "hr" | "hour" | "hours" => 1.0 / 24.0,
            _ => {
                let why = "is in a unit that is not known: the days supply is unknown".to_owned();
                self.remarks
                    .push((days_column, format!("{stated} {unit}"), why));
                return;
            }
        };
        if let Ok(number) = stated.parse::<f64>() {
            self.days = format!("{}", number * days_each);
            if days_each >= 30.0 {
                let why = format!("was read as {} days", self.days);
                self.remarks
                    .push((days_column, format!("{stated} {unit}"), why));
            }
        }
    }
}

/// The unit in lower case, by its code where it has one.
fn unit_of(quantity: &Value) -> String {
    let code = word(quantity, "code");
    let is_ucum = word(quantity, "system").ends_with("unitsofmeasure.org");
    let unit = if code.is_empty() || !(is_ucum || word(quantity, "unit").is_empty()) {
        word(quantity, "unit")
    } else {
        code
    };
    unit.trim_matches(['{', '}']).to_lowercase()
}

/// The first identifier in use; an address that only repeats the resource's id is none.
fn prescription_number(resource: &Value) -> String {
    let all = first_of(resource, &["identifier", "prescriptionIdentifier"]);
    let identifiers = match all {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let values = identifiers.iter().map(|i| word(i, "value"));
    values
        .into_iter()
        .find(|v| !v.is_empty() && !v.contains("://") && !v.starts_with("urn:"))
        .unwrap_or_default()
}

/// The directions as text, put together from dose and timing where there is none.
fn directions(resource: &Value) -> String {
    let whole = word(resource, "renderedDosageInstruction");
    if !whole.is_empty() {
        return whole;
    }
    let one = |dosage: &Value| {
        let stated = word(dosage, "text");
        if !stated.is_empty() {
            return stated;
        }
        let dose = dosage
            .pointer("/doseAndRate/0/doseQuantity")
            .or_else(|| dosage.get("doseQuantity"));
        let amount = |quantity: &Value| {
            format!("{} {}", word(quantity, "value"), word(quantity, "unit"))
                .trim()
                .to_owned()
        };
        let dose = dose.map(amount).unwrap_or_default();
        let repeat = dosage.pointer("/timing/repeat").map(|repeat| {
            let at = |key| word(repeat, key);
            let times = at("frequency");
            if times.is_empty() || at("period").is_empty() {
                String::new()
            } else {
                format!("{times} times in {} {}", at("period"), at("periodUnit"))
            }
        });
        let as_needed = dosage.get("asNeededBoolean") == Some(&Value::Bool(true));
        let parts = [
            dose,
            repeat.unwrap_or_default(),
            if as_needed { "as needed" } else { "" }.to_owned(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(", ")
    };
    let all: Vec<String> = list(resource, "dosageInstruction")
        .iter()
        .map(one)
        .filter(|t| !t.is_empty())
        .collect();
    all.join("; ")
}

/// The value of an extension of the dispense request or of the resource, by the end of its address.
fn extension(dispense: &Value, resource: &Value, end: &str) -> Option<String> {
    let all = list(dispense, "extension")
        .iter()
        .chain(list(resource, "extension"));
    let found = all.filter(|e| word(e, "url").ends_with(end));
    let value = |e: &Value| {
        let keys = ["valueDate", "valueDateTime", "valueString"];
        let stated = keys.iter().find_map(|key| text(e, key))?;
        Some(super::value::day(&stated))
    };
    found.into_iter().find_map(value)
}
