//! How a patient stands on the day looked at: status, last checks, PEG, medicines at a glance.

use chrono::{Datelike, NaiveDate};

use super::dose_words::{DoseChip, dose_chip, opioids_short, sedative_short};
use crate::domain::assessment_tool::item_nine_to_talk_about;
use crate::domain::care_gap::GapState;
use crate::domain::clinic::Settings;
use crate::domain::event::{CareEvent, Decision, EventKind, Verdict};
use crate::domain::fill::Product;
use crate::domain::ids::PatientId;
use crate::domain::morphine_equivalent::MedState;
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact};
use crate::domain::registry::{RegistryRow, last_event};
use crate::domain::workbook::Workbook;
use crate::ui::view::View;

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

/// Since when and why the patient does not count: "since 2026-05-01: transferred".
pub(super) fn left_out_words(
    workbook: &Workbook,
    row: &RegistryRow,
    day: NaiveDate,
) -> Option<String> {
    let kind = row.left_out?;
    let facts = workbook.facts_of(row.patient).iter();
    let fact = facts.rev().find(|f| f.kind == kind && f.holds_on(day));
    let since = fact.and_then(|f| f.from);
    let why = match fact {
        Some(fact) if fact.is_restricted => "a restricted entry".to_owned(),
        _ => kind.label().to_lowercase(),
    };
    let chosen = if kind.is_exclusion() {
        " The clinic leaves such patients out."
    } else {
        ""
    };
    Some(match since {
        Some(since) => format!("since {since}: {why}.{chosen}"),
        None => format!("for as long as is known: {why}.{chosen}"),
    })
}

/// What the newest PHQ-9 asks for when its item 9 is above 0.
pub(super) fn item_nine_words(events: &[CareEvent], day: NaiveDate) -> Option<String> {
    let (on, answer) = item_nine_to_talk_about(events, day)?;
    Some(format!(
        "Item 9 of PHQ-9 was {answer} on {on}; it asks for that whatever the total. A newer PHQ-9 \
         takes this away."
    ))
}

/// The newest urine test where it was unexpected.
pub(super) fn unexpected_test(
    workbook: &Workbook,
    patient: PatientId,
    day: NaiveDate,
) -> Option<String> {
    let events = workbook.events_of(patient);
    let test = last_event(events, EventKind::UrineDrugTest, day)?;
    test.is_unexpected()
        .then(|| format!("{}, {}.", test.on, test.value.trim_end_matches('.')))
}

/// What holds on `day` and may be seen by anybody at the desk.
fn open_facts(
    workbook: &Workbook,
    patient: PatientId,
    day: NaiveDate,
) -> impl Iterator<Item = &PatientFact> {
    let facts = workbook.facts_of(patient).iter();
    facts.filter(move |f| f.holds_on(day) && !f.is_restricted)
}

/// Whether the MED is a maximum because opioids are taken as needed.
pub(super) fn is_as_needed(workbook: &Workbook, patient: PatientId, day: NaiveDate) -> bool {
    open_facts(workbook, patient, day).any(|f| f.kind == FactKind::AsNeeded)
}

/// Due checks, tier, indication, flags and taper, as panel and page list them first.
pub(super) fn standing_rows(view: &View<'_>, row: &RegistryRow) -> Vec<(&'static str, String)> {
    let (workbook, day) = (view.workbook, view.as_of);
    let mut rows = Vec::new();
    let gaps = view.registry.gaps.of(row.patient).iter();
    let due: Vec<String> = gaps
        .filter(|gap| gap.is_open())
        .map(|gap| match (gap.state, gap.due_on) {
            (GapState::Overdue(_), Some(due)) => format!("{} since {due}", gap.rule.label()),
            (GapState::Unknown, _) => format!("{}, not known", gap.rule.label()),
            _ => gap.rule.label().to_owned(),
        })
        .collect();
    if !due.is_empty() {
        rows.push(("Due", due.join("; ")));
    }
    let tiers = last_event(workbook.events_of(row.patient), EventKind::RiskTier, day);
    if let Some(tier) = tiers {
        rows.push(("Tier", format!("{}, {}", tier.value, tier.on)));
    }
    let named = |group: FactGroup| -> String {
        let facts = open_facts(workbook, row.patient, day).filter(|f| f.kind.group() == group);
        let labels: Vec<&str> = facts.map(|f| f.kind.label()).collect();
        labels.join(", ")
    };
    for (name, group) in [
        ("Indication", FactGroup::Indication),
        ("Flags", FactGroup::Flag),
    ] {
        let words = named(group);
        if !words.is_empty() {
            rows.push((name, words));
        }
    }
    let taper = open_facts(workbook, row.patient, day).find(|f| f.kind == FactKind::Taper);
    if let Some(taper) = taper {
        let since = taper.from.map(|from| format!("since {from}"));
        let parts: Vec<String> = since
            .into_iter()
            .chain((!taper.words.is_empty()).then(|| taper.words.clone()))
            .collect();
        rows.push(("Taper", parts.join(", ")));
    }
    rows
}

/// "last 2026-09-02, next 2026-11-02 (pain visit)"; a visit that is not booked is said so.
pub(super) fn visit_words(events: &[CareEvent], day: NaiveDate) -> String {
    let took = |e: &&CareEvent| e.kind == EventKind::Visit && e.on <= day && e.took_place();
    let last = events.iter().rev().find(took);
    let booked = |e: &&CareEvent| e.kind == EventKind::Appointment && e.on > day && e.took_place();
    let next = events.iter().find(booked);
    let last = last.map_or_else(|| "none on record".to_owned(), |e| format!("last {}", e.on));
    let next = next.map_or_else(
        || "none booked".to_owned(),
        |e| match e.value.as_str() {
            "" => format!("next {}", e.on),
            kind => format!("next {}, {kind}", e.on),
        },
    );
    format!("{last}; {next}")
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
