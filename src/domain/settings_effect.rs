//! What other settings would do: the measures of a day now and after, and who changes by name.

use chrono::NaiveDate;

use super::clinic::Settings;
use super::ids::PatientId;
use super::measure::{Measure, MeasureHistory, Point};
use super::morphine_equivalent::{MedState, rounded};
use super::registry::{Band, DayDose, Registry, RegistryRow};
use super::workbook::Workbook;

/// The measures that settings can move, in the order they are shown.
pub const WEIGHED: [Measure; 5] = [
    Measure::LtotPatients,
    Measure::MedFirst,
    Measure::MedSecond,
    Measure::Sedative,
    Measure::Naloxone,
];

/// The effect of other settings on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsEffect {
    /// The other settings.
    pub settings: Settings,
    /// The day.
    pub day: NaiveDate,
    /// Each measure with its point now and after.
    pub measures: Vec<(Measure, Point, Point)>,
    /// Everybody who joins or leaves, or crosses a limit, in the order of the workbook's patients.
    pub changes: Vec<PatientChange>,
}

/// One patient whom other settings change.
#[derive(Clone, Debug, PartialEq)]
pub struct PatientChange {
    /// Who.
    pub patient: PatientId,
    /// "60.0", "? days", "no factor", "none".
    pub now: String,
    /// The same with the other settings.
    pub after: String,
    /// "joins LtOT", "up to 90 or more", "no number".
    pub what: String,
}

impl SettingsEffect {
    /// Works out `settings` against those of the workbook.
    pub fn of(workbook: &Workbook, settings: Settings, day: NaiveDate) -> Self {
        let other = Workbook {
            settings: settings.clone(),
            history: Vec::new(),
            ..workbook.clone()
        };
        let (now, after) = (Registry::on(workbook, day), Registry::on(&other, day));
        let pairs = now.rows.iter().zip(&after.rows);
        let changes = pairs
            .filter_map(|(now, after)| change(now, after, &workbook.settings, &settings))
            .collect();
        Self {
            measures: measures(workbook, &other, day),
            changes,
            settings,
            day,
        }
    }
}

fn measures(now: &Workbook, after: &Workbook, day: NaiveDate) -> Vec<(Measure, Point, Point)> {
    let now = MeasureHistory::compute(now, &[day]);
    let after = MeasureHistory::compute(after, &[day]);
    let of = |measure| {
        Some((
            measure,
            *now.of(measure).first()?,
            *after.of(measure).first()?,
        ))
    };
    WEIGHED.into_iter().filter_map(of).collect()
}

fn change(
    now: &RegistryRow,
    after: &RegistryRow,
    settings: &Settings,
    others: &Settings,
) -> Option<PatientChange> {
    let what = what_changes(now, after, settings, others)?;
    Some(PatientChange {
        patient: now.patient,
        now: dose_words(&now.dose),
        after: dose_words(&after.dose),
        what,
    })
}

/// The change in words; `None` when the patient stays where they are, or is on LtOT neither way.
fn what_changes(
    now: &RegistryRow,
    after: &RegistryRow,
    settings: &Settings,
    others: &Settings,
) -> Option<String> {
    match (now.is_on_ltot, after.is_on_ltot) {
        (false, true) => return Some("joins LtOT".to_owned()),
        (true, false) => return Some("leaves LtOT".to_owned()),
        (false, false) => return None,
        (true, true) => {}
    }
    let (before, then) = (now.dose.band(settings), after.dose.band(others));
    let words = |band: Option<Band>| band.map(|band| band.label(others)).unwrap_or_default();
    match (before, then) {
        (Some(a), Some(b)) if b > a => Some(format!("up to {}", words(then))),
        (Some(a), Some(b)) if b < a => Some(format!("down to {}", words(then))),
        (Some(_), Some(_)) | (None, None) => sedative_change(now, after),
        (None, Some(_)) => Some(format!("now {}", words(then))),
        (Some(_), None) if after.dose.mg_per_day().is_some() => {
            Some("a lower bound only".to_owned())
        }
        (Some(_), None) => Some("no number".to_owned()),
    }
}

fn sedative_change(now: &RegistryRow, after: &RegistryRow) -> Option<String> {
    match (
        now.sedative_fills.is_empty(),
        after.sedative_fills.is_empty(),
    ) {
        (true, false) => Some("sedative counted".to_owned()),
        (false, true) => Some("sedative left out".to_owned()),
        _ => None,
    }
}

/// The dose as a list shows it; what is missing in words, never 0.
fn dose_words(dose: &DayDose) -> String {
    match (dose.state(), dose.mg_per_day()) {
        (MedState::Partial, Some(mg)) => format!("≥ {:.1}", rounded(mg)),
        (_, Some(mg)) => format!("{:.1}", rounded(mg)),
        (MedState::None, None) => "none".to_owned(),
        (MedState::NoFactor, None) => "no factor".to_owned(),
        (_, None) => "unknown".to_owned(),
    }
}
