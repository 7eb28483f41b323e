//! How a patient stands on the day looked at: status, last checks, PEG, medicines at a glance.

use chrono::{Datelike, NaiveDate};
use egui::Ui;

use super::dose_words::{DoseChip, dose_chip, opioids_short, sedative_short};
use crate::domain::clinic::Settings;
use crate::domain::event::{CareEvent, Decision, EventKind, Verdict};
use crate::domain::fill::Product;
use crate::domain::morphine_equivalent::MedState;
use crate::domain::patient::Clinician;
use crate::domain::registry::{RegistryRow, last_event};
use crate::domain::workbook::Workbook;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{band_chip, band_chip_sized, text};

/// What stands in the place of a responsible clinician.
pub(super) const UNASSIGNED: &str = "unassigned";

/// Whether and how a patient is on long-term opioid therapy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// The rule finds the patient and a person agreed.
    Confirmed,
    /// A person put the patient on the list.
    Added,
    /// The rule finds the patient; nobody has decided.
    ByRule,
    /// The rule finds the patient; a person put the decision off.
    Deferred,
    /// A person took the patient off the list.
    Rejected,
    /// A status or an exclusion keeps the patient out.
    LeftOut,
    /// Neither found nor decided.
    #[default]
    None,
}

impl Status {
    /// The status of a registry row.
    pub fn of(row: &RegistryRow, decision: Option<&Decision>) -> Self {
        if row.left_out.is_some() {
            return Self::LeftOut;
        }
        match (decision.map(|d| d.verdict), row.rule_hit.is_some()) {
            (Some(Verdict::Rejected), _) => Self::Rejected,
            (Some(Verdict::Added), _) => Self::Added,
            (_, false) => Self::None,
            (Some(Verdict::Confirmed), true) => Self::Confirmed,
            (Some(Verdict::Deferred), true) => Self::Deferred,
            (None, true) => Self::ByRule,
        }
    }

    /// The word in the list; blank for none.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Added => "added",
            Self::ByRule => "by rule",
            Self::Deferred => "deferred",
            Self::Rejected => "rejected",
            Self::LeftOut => "left out",
            Self::None => "",
        }
    }
}

/// "Bhatt", or that nobody is responsible.
pub(super) fn clinician_name(clinician: Option<&Clinician>) -> &str {
    clinician.map_or(UNASSIGNED, Clinician::short_name)
}

/// The status as a sentence: "on LtOT, confirmed 2025-07-08 (JA)".
pub(super) fn status_sentence(row: &RegistryRow, decision: Option<&Decision>) -> String {
    // Why is said where the entry may be seen.
    if row.left_out.is_some() {
        return "left out of LtOT".to_owned();
    }
    let signed = |d: &Decision| format!("{} ({})", d.decided_on, d.by);
    match (Status::of(row, decision), decision) {
        (Status::Confirmed, Some(d)) => format!("on LtOT, confirmed {}", signed(d)),
        (Status::Added, Some(d)) => format!("on LtOT, added {}", signed(d)),
        (Status::Deferred, Some(d)) => format!("on LtOT by rule, deferred {}", signed(d)),
        (Status::Rejected, Some(d)) => format!("not LtOT, rejected {}", signed(d)),
        (Status::ByRule, _) => "on LtOT by rule, not yet decided".to_owned(),
        (_, Some(d)) if d.verdict == Verdict::Confirmed => {
            format!("not LtOT by rule now, confirmed {}", signed(d))
        }
        _ => "not LtOT by rule".to_owned(),
    }
}

/// The last PEG score and what it was before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Peg {
    /// The score, 0 to 10; higher is worse.
    pub score: f64,
    /// When.
    pub on: NaiveDate,
    /// The score before, and when.
    pub before: Option<(f64, NaiveDate)>,
}

impl Peg {
    /// The last readable score up to `day`, of events sorted by date.
    pub fn last(events: &[CareEvent], day: NaiveDate) -> Option<Self> {
        let scores = events.iter().rev().filter(|e| e.on <= day);
        let mut scores = scores.filter_map(|e| Some((e.peg()?, e.on)));
        let (score, on) = scores.next()?;
        Some(Self {
            score,
            on,
            before: scores.next(),
        })
    }

    /// The change since the one before, rounded as scores are shown.
    pub fn change(&self) -> Option<f64> {
        let (before, _) = self.before?;
        Some(((self.score - before) * 10.0).round() / 10.0)
    }

    /// "3.7, up 2.0".
    pub fn words(&self) -> String {
        match self.change() {
            Some(change) => format!("{:.1}, {}", self.score, change_words(change)),
            None => format!("{:.1}", self.score),
        }
    }

    /// "3.7, up 2.0 since 2026-04-20".
    pub fn sentence(&self) -> String {
        match self.before {
            Some((_, before)) => format!("{} since {before}", self.words()),
            None => format!("{} on {}", self.words(), self.on),
        }
    }
}

/// "up 2.0", "down 1.3", "no change".
pub(super) fn change_words(change: f64) -> String {
    if change >= 0.05 {
        format!("up {change:.1}")
    } else if change <= -0.05 {
        format!("down {:.1}", -change)
    } else {
        "no change".to_owned()
    }
}

/// "2026-07-20, reviewed" or "none on record".
pub(super) fn last_check(events: &[CareEvent], kind: EventKind, day: NaiveDate) -> String {
    match last_event(events, kind, day) {
        Some(event) if event.value.is_empty() => event.on.to_string(),
        Some(event) => format!("{}, {}", event.on, event.value),
        None => "none on record".to_owned(),
    }
}

/// The products of fills at positions in the workbook.
fn products<'a>(workbook: &'a Workbook, fills: &[usize]) -> Vec<Option<&'a Product>> {
    let product = |at: &usize| workbook.product(workbook.fills.get(*at)?.product);
    fills.iter().map(product).collect()
}

/// Active opioids in a narrow column, or since when there are none.
pub(super) fn opioids(workbook: &Workbook, row: &RegistryRow, day: NaiveDate) -> String {
    let products = products(workbook, &row.opioid_fills);
    if let Some(words) = opioids_short(&row.dose.total, &products) {
        return words;
    }
    match row.last_dose {
        Some((last, _)) => {
            // The first day without a supply is the one after the last covered day.
            let since = last.succ_opt().unwrap_or(last);
            let since = if since.year() == day.year() {
                since.format("%m-%d").to_string()
            } else {
                since.to_string()
            };
            format!("none since {since}")
        }
        None if row.dose.by_hand.is_some() => "no active fill, MED by hand".to_owned(),
        None => "none".to_owned(),
    }
}

/// The dose in a sentence: "MED 90.0, 90 or more", "none active since 2026-09-13, last 60.0".
pub(super) fn dose_sentence(row: &RegistryRow, settings: &Settings) -> String {
    let shown = |mg: f64| super::dose_words::milligrams(mg);
    match (row.dose.state(), row.dose.mg_per_day()) {
        (MedState::None, _) => match row.last_dose {
            Some((last, dose)) => {
                let since = last.succ_opt().unwrap_or(last);
                let dose = dose.map_or_else(|| "not known".to_owned(), shown);
                format!("No opioid active since {since}, the last dose was {dose}.")
            }
            None => "No opioid has been active.".to_owned(),
        },
        (MedState::Known, Some(_)) if row.dose.by_hand.is_some() => {
            "Entered by hand; it stands in for what the fills give.".to_owned()
        }
        (MedState::Known, Some(mg)) => {
            let band = crate::domain::registry::Band::of(mg, settings).label(settings);
            format!("In the band {band}. Every active opioid has a number.")
        }
        (MedState::Partial, _) => {
            "A lower bound. One or more active opioids have no number.".to_owned()
        }
        _ => row
            .dose
            .total
            .first_gap()
            .map_or("The dose is not known.", |gap| gap.sentence())
            .to_owned(),
    }
}

/// Names of the active sedatives, each once: "Clonazepam 0.5 mg, carisoprodol 350 mg".
pub(super) fn sedatives(workbook: &Workbook, row: &RegistryRow) -> String {
    let mut names: Vec<String> = Vec::new();
    for product in products(workbook, &row.sedative_fills)
        .into_iter()
        .flatten()
    {
        let name = sedative_short(product);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The active sedatives, or that there are none, or that it cannot be told.
pub(super) fn sedative_words(workbook: &Workbook, row: &RegistryRow) -> String {
    match row.sedative {
        Some(true) => sedatives(workbook, row),
        Some(false) => "none active".to_owned(),
        None => "? a fill without quantity or days may be in use".to_owned(),
    }
}

/// The chip of a row's dose; between fills what the last dose was.
pub(super) fn chip(row: &RegistryRow, settings: &Settings) -> DoseChip {
    let mut chip = dose_chip(&row.dose, settings);
    if let (None, Some((_, dose))) = (chip.band, row.last_dose) {
        let last = dose.map_or_else(|| "not known".to_owned(), super::dose_words::milligrams);
        chip.value = format!("last {last}");
    }
    chip
}

/// A dose in a cell: its chip, or the words where no opioid is active.
pub(super) fn chip_ui(ui: &mut Ui, chip: &DoseChip) {
    if let Some(band) = chip.band {
        band_chip(ui, band, &chip.value);
    } else {
        let ink = Theme::of(ui).color().text_2;
        text(ui, chip.value.as_str(), Style::Table, ink);
    }
}

/// A dose in a line of a panel: "MED" and its chip.
pub(super) fn med_ui(ui: &mut Ui, chip: &DoseChip) {
    let ink = Theme::of(ui).color().text_2;
    text(ui, "MED", Style::Table, ink);
    if let Some(band) = chip.band {
        band_chip_sized(ui, band, &chip.value, 0.0);
    } else {
        text(ui, chip.value.as_str(), Style::Table, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EventId, PatientId};

    fn peg(on: &str, value: &str) -> CareEvent {
        CareEvent {
            id: EventId(1),
            patient: PatientId(1),
            on: on.parse().unwrap(),
            kind: EventKind::Peg,
            value: value.to_owned(),
            by: String::new(),
            import: None,
        }
    }

    #[test]
    fn a_peg_score_stands_with_its_change() {
        let events = [
            peg("2026-01-05", "5.7"),
            peg("2026-04-20", "1.7"),
            peg("2026-05-01", "refused"),
            peg("2026-09-02", "3.7"),
            peg("2026-10-02", "9.0"),
        ];
        let day = "2026-09-30".parse().unwrap();
        let last = Peg::last(&events, day).unwrap();
        assert_eq!(last.words(), "3.7, up 2.0");
        assert_eq!(last.sentence(), "3.7, up 2.0 since 2026-04-20");
        let first = Peg::last(&events[..1], day).unwrap();
        assert_eq!(first.sentence(), "5.7 on 2026-01-05");
        assert_eq!(Peg::last(&[], day), None);
    }
}
