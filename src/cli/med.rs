//! Morphine equivalents of a JSON list of medicines, with the working.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::{Failure, Outcome};
use crate::domain::drug_text;
use crate::domain::medicine::{Medicine, Strength};
use crate::domain::morphine_equivalent::{
    DailyUse, FactorSet, FactorSetId, FactorUse, LeftOut, Line, MedTotal, line, rounded, total,
};

/// One medicine as asked about.
#[derive(Debug, Deserialize)]
struct Item {
    drug: String,
    form: Option<String>,
    #[serde(default)]
    strength: Value,
    strength_unit: Option<String>,
    #[serde(default, deserialize_with = "number")]
    quantity: Option<f64>,
    #[serde(default, deserialize_with = "number")]
    days_supply: Option<f64>,
    #[serde(default, deserialize_with = "number")]
    doses_per_day: Option<f64>,
    /// Units (or, with `dose_unit` mg, milligrams) in each dose.
    #[serde(default, deserialize_with = "number")]
    dose_quantity: Option<f64>,
    dose_unit: Option<String>,
    /// mg in each dose, in the place of strength and units.
    #[serde(default, deserialize_with = "number")]
    dose_mg: Option<f64>,
    /// A daily amount stated as such, mg (mcg/h worn for a patch).
    #[serde(default, deserialize_with = "number")]
    daily_dose: Option<f64>,
}

/// A number, also where it stands in quotes as exports write it.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::Number(number) => Ok(number.as_f64()),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => (text.trim().parse().map(Some))
            .map_err(|_| serde::de::Error::custom(format!("\"{text}\" is no number"))),
        other => Err(serde::de::Error::custom(format!("{other} is no number"))),
    }
}

/// The medicines of one entry: an object, or a patient's list of them.
fn items(entry: &Value) -> Result<Vec<Item>, String> {
    let objects = entry
        .as_array()
        .map_or(std::slice::from_ref(entry), Vec::as_slice);
    objects
        .iter()
        .map(|object| {
            Item::deserialize(object)
                .map_err(|e| format!("This entry cannot be read: {e}. It is not worked out."))
        })
        .collect()
}

/// Reads the list and prints one result per entry.
pub(super) fn run(items: &Path, factors: FactorSetId) -> Outcome {
    let mut text = String::new();
    if items == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(items)
            .map_err(|e| Failure(format!("{} cannot be read: {e}.", items.display())))?;
    }
    let entries: Vec<Value> = serde_json::from_str(&text).map_err(|e| {
        Failure(format!(
            "{} is no JSON list of medicines: {e}. It begins with [ and holds an object with at least \"drug\" for each medicine.",
            items.display()
        ))
    })?;
    let table = FactorSet::load(factors, true);
    let results: Vec<Value> = entries.iter().map(|entry| result(entry, &table)).collect();
    println!("{}", serde_json::to_string_pretty(&results)?);
    Ok(ExitCode::SUCCESS)
}

fn result(entry: &Value, table: &FactorSet) -> Value {
    let items = match items(entry) {
        Ok(items) => items,
        Err(reason) => return json!({ "med_mg_per_day": null, "reason": reason }),
    };
    let read: Vec<(&Item, Option<Line>)> = items.iter().map(|i| (i, worked(i, table))).collect();
    let total = total(read.iter().filter_map(|(_, line)| line.clone()).collect());
    let mut lines = total.lines.iter();
    let working: Vec<Value> = read
        .iter()
        .map(|(item, line)| working(item, line.as_ref().and_then(|_| lines.next())))
        .collect();
    json!({
        "med_mg_per_day": complete(&total, &read),
        "med_shown": complete(&total, &read).map(rounded),
        "state": total.state.code(),
        "reason": reason(&total, &read),
        "factor_set": table.label(),
        "working": working,
    })
}

/// The sum, when every medicine of the entry has been understood; a part is no answer.
fn complete(total: &MedTotal, read: &[(&Item, Option<Line>)]) -> Option<f64> {
    let all_read = read.iter().all(|(_, line)| line.is_some());
    let no_gap = total
        .lines
        .iter()
        .all(|l| l.left_out.is_none_or(|why| why == LeftOut::Buprenorphine));
    total.mg_per_day.filter(|_| all_read && no_gap)
}

fn reason(total: &MedTotal, read: &[(&Item, Option<Line>)]) -> Option<String> {
    if complete(total, read).is_some() {
        return None;
    }
    if read.is_empty() {
        return Some("The list holds no medicine.".to_owned());
    }
    if let Some((item, _)) = read.iter().find(|(_, line)| line.is_none()) {
        return Some(format!(
            "\"{}\" is no opioid that Sixblocks knows.",
            item.drug
        ));
    }
    total.first_gap().map(|why| why.sentence().to_owned())
}

fn worked(item: &Item, table: &FactorSet) -> Option<Line> {
    line(&medicine(item), daily_use(item), table)
}

fn medicine(item: &Item) -> Medicine {
    let strength = match &item.strength {
        Value::Number(n) => n.to_string(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    };
    let column = if strength.is_empty() {
        String::new()
    } else {
        format!(
            "{strength} {}",
            item.strength_unit.as_deref().unwrap_or_default()
        )
    };
    drug_text::read(
        &item.drug,
        &column,
        item.form.as_deref().unwrap_or_default(),
    )
}

fn daily_use(item: &Item) -> DailyUse {
    let doses = item
        .doses_per_day
        .map(|d| d * item.dose_quantity.unwrap_or(1.0));
    let stated = item
        .daily_dose
        .or_else(|| Some(item.dose_mg? * item.doses_per_day?));
    match (stated, doses) {
        (Some(amount), _) => DailyUse::Amount(amount),
        (None, Some(mg)) if item.dose_unit.as_deref() == Some("mg") => DailyUse::Amount(mg),
        (None, Some(units)) if item.days_supply.is_none() => DailyUse::UnitsPerDay(units),
        _ => DailyUse::Supply {
            quantity: item.quantity,
            days: item.days_supply,
        },
    }
}

fn working(item: &Item, line: Option<&Line>) -> Value {
    let Some(line) = line else {
        return json!({ "drug": item.drug, "med_mg_per_day": null, "reason": "not an opioid that Sixblocks knows" });
    };
    let total_factor = line
        .mg_per_day
        .zip(line.daily_amount)
        .map(|(mg, amount)| mg / amount);
    json!({
        "drug": item.drug,
        "ingredient": line.ingredient,
        "strength": line.strength.map(strength_text),
        "units_per_day": line.units_per_day,
        "daily_amount": line.daily_amount,
        "unit": line.factor.as_ref().map(FactorUse::unit),
        "factor": line.factor.as_ref().and_then(FactorUse::fixed).or(total_factor),
        "factor_from": line.factor.as_ref().and_then(|f| f.borrowed_from).map(|s| s.about().name.clone()),
        "med_mg_per_day": line.mg_per_day,
        "reason": line.left_out.map(LeftOut::sentence),
    })
}

fn strength_text(strength: Strength) -> String {
    match strength {
        Strength::MgPerUnit(n) => format!("{n} mg"),
        Strength::MgPerMl(n) => format!("{n} mg/mL"),
        Strength::McgPerHour(n) => format!("{n} mcg/h"),
        Strength::McgPerUnit(n) => format!("{n} mcg"),
    }
}
