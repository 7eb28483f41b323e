//! The registry and the measures as CSV.

use std::io::Write as _;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::Outcome;
use crate::domain::clinic::OverlapRule;
use crate::domain::ids::PatientId;
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::measure::{Measure, MeasureHistory, month_ends_between};
use crate::domain::morphine_equivalent::{FactorSetId, MedState};
use crate::domain::registry::{Registry, RegistryRow};
use crate::domain::workbook::Workbook;
use crate::export::{Table, number};

/// The patient's record number, or the name where there is none.
pub(super) fn mrn(workbook: &Workbook, patient: PatientId) -> String {
    let patient = workbook.patient(patient);
    let mrn = patient.map(|p| p.mrn.clone().unwrap_or_else(|| p.name()));
    mrn.unwrap_or_default()
}

/// A day, empty where there is none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Empty where it cannot be told, as a dose is.
pub(super) fn known(is_so: Option<bool>) -> &'static str {
    is_so.map_or("", yes)
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

pub(super) fn print(table: &Table) -> Outcome {
    let mut out = std::io::stdout().lock();
    out.write_all(table.to_csv().as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// One row per patient with a prescription or another record.
pub(super) fn registry(
    workbook: &Workbook,
    as_of: NaiveDate,
    factors: Option<FactorSetId>,
) -> Outcome {
    let mut workbook = workbook.clone();
    workbook.settings.factor_set = factors.unwrap_or(workbook.settings.factor_set);
    let mut table = Table::new([
        "mrn",
        "ltot",
        "on_opioids",
        "med_mg_per_day",
        "med_state",
        "band",
        "sedative",
        "benzodiazepine",
        "naloxone_12m",
    ]);
    for row in Registry::on(&workbook, as_of)
        .rows
        .iter()
        .filter(|r| r.has_records)
    {
        table.push(registry_row(&workbook, row));
    }
    print(&table)
}

fn registry_row(workbook: &Workbook, row: &RegistryRow) -> [String; 9] {
    let settings = &workbook.settings;
    let state = row.dose.state();
    // A partial sum is printed with its state; unknown stays empty, never 0.
    let mg = row
        .dose
        .mg_per_day()
        .filter(|_| state != MedState::None)
        .map(number);
    [
        mrn(workbook, row.patient),
        yes(row.is_on_ltot).to_owned(),
        yes(row.on_opioids).to_owned(),
        mg.unwrap_or_default(),
        state.code().to_owned(),
        row.dose
            .band(settings)
            .map(|b| b.label(settings))
            .unwrap_or_default(),
        known(row.sedative).to_owned(),
        known(row.benzodiazepine).to_owned(),
        yes(row.naloxone_on.is_some()).to_owned(),
    ]
}

/// Choices of the clinic that one printing makes otherwise.
#[derive(Debug, Default, clap::Args)]
pub struct Choices {
    /// Factor table.
    #[arg(long, value_parser = super::parse_factors)]
    factors: Option<FactorSetId>,
    /// Rule for long-term therapy: `two_in90_days`, `two_in_under90_days`, `two_in_three_months`,
    /// `three_consecutive_months`.
    #[arg(long, value_parser = parse_rule)]
    ltot_rule: Option<LtotRule>,
    /// Only the latest fill of a medicine and strength counts on a day.
    #[arg(long)]
    latest_fill_only: bool,
    /// Count sublingual buprenorphine for long-term therapy.
    #[arg(long)]
    count_sublingual_buprenorphine: bool,
}

fn parse_rule(code: &str) -> Result<LtotRule, String> {
    serde_json::from_value(serde_json::Value::from(code))
        .map_err(|_| "no such rule; --help names them".to_owned())
}

/// All measures at the month ends asked for.
pub(super) fn measures(
    mut workbook: Workbook,
    choices: &Choices,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome {
    let settings = &mut workbook.settings;
    settings.factor_set = choices.factors.unwrap_or(settings.factor_set);
    settings.ltot_rule = choices.ltot_rule.unwrap_or(settings.ltot_rule);
    if choices.latest_fill_only {
        settings.overlap = OverlapRule::LatestOnly;
    }
    settings.count_sublingual_buprenorphine |= choices.count_sublingual_buprenorphine;
    let history = MeasureHistory::compute(&workbook, &month_ends_between(from, to));
    let mut table = Table::new([
        "month_end",
        "measure",
        "numerator",
        "denominator",
        "unknown",
        "value",
    ]);
    for at in 0..history.month_ends.len() {
        for measure in Measure::ALL {
            let Some(point) = history.of(measure).get(at) else {
                continue;
            };
            table.push([
                point.month_end.to_string(),
                measure.column(&workbook.settings),
                number(point.numerator),
                point.denominator.to_string(),
                point.unknown.to_string(),
                point.value(measure).map(number).unwrap_or_default(),
            ]);
        }
    }
    print(&table)
}
