//! What a reader must know of a patient beside dose and checks: what is due, what holds, what to
//! talk about, when the next visit is. What a person writes down today counts today, also where the
//! prescriptions reach to an earlier day.

use chrono::NaiveDate;

use crate::domain::assessment_tool::item_nine_to_talk_about;
use crate::domain::care_gap::GapState;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact};
use crate::domain::registry::{RegistryRow, last_event};
use crate::domain::workbook::Workbook;
use crate::ui::view::View;

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
    let (workbook, day) = (view.workbook, view.today);
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
