//! The records as a room may see them: patients under codes, words about them masked.
//!
//! What is projected is drawn from a [`Veiled`] copy, so that a screen cannot show what is not in
//! it. The copy takes [`Workbook`] apart field by field: a new kind of record does not compile here
//! until somebody has decided what a room may see of it.

mod names;
#[cfg(test)]
mod tests;
mod texts;

use chrono::NaiveDate;

pub use names::Names;
use texts::Texts;

use super::assessment_tool::score;
use super::care_gap::GapWork;
use super::command::Refusal;
use super::departure::{Departure, Handover};
use super::edit::{Change, Edit, EditSet};
use super::event::{CareEvent, Decision, EventKind, HandMed};
use super::fill::Fill;
use super::history::HistoryEntry;
use super::ids::PatientId;
use super::patient::{Clinician, Patient};
use super::patient_fact::PatientFact;
use super::workbook::Workbook;

/// Stands where a patient was named.
pub const MASK: &str = "▒▒▒";

/// Why a text that was masked cannot be written.
const NAMES_A_PATIENT: &str =
    "This text names a patient and is hidden here. Stop presenting to change it.";

/// Letters and digits of the codes: no vowels, and nothing that is taken for another sign.
const SIGNS: &[u8; 21] = b"34679CDFGHJKMNPQRTVWX";
/// How many codes of four signs there are.
const CODES: u64 = 21 * 21 * 21 * 21;
/// Spreads neighbours over all codes; shares no factor with [`CODES`].
const SPREAD: u64 = 121_393;

/// A patient's short code, the same as long as the file lives: "7KQF". No two patients share one,
/// and their order is not that of the names.
pub fn code(patient: PatientId) -> String {
    let number = patient.0.unsigned_abs();
    let mut code = String::with_capacity(5);
    let mut rest = (number % CODES * SPREAD + 61_417) % CODES;
    for _ in 0..4 {
        code.push(sign(rest));
        rest /= 21;
    }
    let mut more = number / CODES;
    while more > 0 {
        code.push(sign(more));
        more /= 21;
    }
    code
}

fn sign(number: u64) -> char {
    let at = usize::try_from(number % 21).unwrap_or(0);
    SIGNS.get(at).copied().map_or('X', char::from)
}

/// "40 to 49", "90 or more" or "age unknown".
pub fn age_band(born: Option<NaiveDate>, day: NaiveDate) -> String {
    match born.and_then(|born| day.years_since(born)) {
        None => "age unknown".to_owned(),
        Some(90..) => "90 or more".to_owned(),
        Some(age) => format!("{} to {}", age / 10 * 10, age / 10 * 10 + 9),
    }
}

/// The records as a room may see them.
#[derive(Clone, Debug, Default)]
pub struct Veiled {
    /// All records, veiled.
    pub workbook: Workbook,
    /// The age band of each patient, in the order of the workbook's patients.
    ages: Option<Vec<String>>,
}

impl Veiled {
    /// Veils the records; ages are those of `day`.
    pub fn of(workbook: &Workbook, names: &Names, day: NaiveDate) -> Self {
        let ages = workbook.patients.iter().map(|p| age_band(p.born, day));
        Self {
            ages: Some(ages.collect()),
            workbook: workbook_with(names, workbook),
        }
    }

    /// The age bands, the first time they are asked for: a screen keeps them.
    pub fn take_ages(&mut self) -> Option<Vec<String>> {
        self.ages.take()
    }
}

/// A copy in which no patient is named.
pub fn veiled(workbook: &Workbook) -> Workbook {
    workbook_with(&Names::of(workbook), workbook)
}

/// Taken apart whole: a new kind of record has to be decided about here.
#[expect(
    clippy::too_many_lines,
    reason = "two lines for each kind of record, so that none is forgotten"
)]
fn workbook_with(names: &Names, workbook: &Workbook) -> Workbook {
    let Workbook {
        clinic,
        settings,
        patients,
        clinicians,
        products: _,
        fills,
        events,
        decisions,
        hand_meds,
        goals,
        layouts: _,
        imports: _,
        rounds,
        sheets,
        answers,
        remarks,
        priorities,
        attendances,
        milestones,
        stages,
        log,
        plans,
        activities,
        steps,
        reviews,
        tests,
        challenges,
        people,
        own_measures,
        own_points,
        marks,
        choices,
        tally_periods,
        tally_counts,
        snapshots,
        measure_log,
        facts,
        gap_works,
        huddle_entries: _,
        case_reviews: _,
        departures,
        handovers,
        views: _,
        data_elements,
        chart_reviews,
        distinct_pairs: _,
        wordings,
        history,
        next,
    } = workbook;
    Workbook {
        clinic: names.veil(clinic),
        settings: settings.clone(),
        patients: patients.iter().map(patient).collect(),
        clinicians: names.veil_all::<Clinician>(clinicians),
        // Medicines and single fills are not projected; doses stand in the registry.
        products: Vec::new(),
        fills: first_and_last(fills),
        events: open_events(events),
        decisions: decisions.iter().map(decision).collect(),
        hand_meds: hand_meds.iter().map(hand_med).collect(),
        goals: goals.clone(),
        // File names and headers of exports may name anybody.
        layouts: Vec::new(),
        imports: Vec::new(),
        rounds: names.veil_all(rounds),
        sheets: names.veil_all(sheets),
        answers: names.veil_all(answers),
        remarks: names.veil_all(remarks),
        priorities: names.veil_all(priorities),
        attendances: names.veil_all(attendances),
        milestones: names.veil_all(milestones),
        stages: names.veil_all(stages),
        log: names.veil_all(log),
        plans: names.veil_all(plans),
        activities: names.veil_all(activities),
        steps: names.veil_all(steps),
        reviews: names.veil_all(reviews),
        tests: names.veil_all(tests),
        challenges: names.veil_all(challenges),
        people: names.veil_all(people),
        own_measures: names.veil_all(own_measures),
        own_points: names.veil_all(own_points),
        marks: names.veil_all(marks),
        choices: names.veil_all(choices),
        tally_periods: names.veil_all(tally_periods),
        tally_counts: names.veil_all(tally_counts),
        snapshots: names.veil_all(snapshots),
        measure_log: names.veil_all(measure_log),
        facts: facts
            .iter()
            .filter(|f| !f.is_restricted)
            .map(fact)
            .collect(),
        gap_works: gap_works.iter().map(gap_work).collect(),
        // What is prepared for single patients is not projected.
        huddle_entries: Vec::new(),
        case_reviews: Vec::new(),
        departures: departures.iter().map(departure).collect(),
        handovers: handovers.iter().map(handover).collect(),
        views: Vec::new(),
        data_elements: names.veil_all(data_elements),
        chart_reviews: names.veil_all(chart_reviews),
        distinct_pairs: Vec::new(),
        wordings: names.veil_all(wordings),
        history: state_of(history),
        next: next.clone(),
    }
}

/// One entry without words. Its number stands for the state of the records, and never for one
/// that is not veiled: what a screen has kept of the records themselves is not taken for it.
fn state_of(history: &[HistoryEntry]) -> Vec<HistoryEntry> {
    let number = history.last().map_or(0, |entry| entry.number);
    vec![HistoryEntry {
        number: -1 - number,
        at: String::new(),
        who: String::new(),
        act: String::new(),
        what: String::new(),
    }]
}

fn patient(patient: &Patient) -> Patient {
    Patient {
        id: patient.id,
        mrn: None,
        last_name: code(patient.id),
        first_name: String::new(),
        born: None,
        sex: None,
        clinician: patient.clinician,
        import: None,
        merged_into: patient.merged_into,
    }
}

/// The span of the data and nothing else of the fills.
fn first_and_last(fills: &[Fill]) -> Vec<Fill> {
    // One look at each: there are hundreds of thousands.
    let mut ends = fills.first().map(|f| (f, f));
    for fill in fills {
        if let Some((first, last)) = &mut ends {
            if fill.filled < first.filled {
                *first = fill;
            } else if fill.filled > last.filled {
                *last = fill;
            }
        }
    }
    let bare = |fill: &Fill| Fill {
        id: fill.id,
        patient: fill.patient,
        product: fill.product,
        filled: fill.filled,
        written: None,
        rx_number: compact_str::CompactString::default(),
        refill: None,
        quantity: None,
        days_supply: None,
        prescriber: None,
        pharmacy: compact_str::CompactString::default(),
        import: None,
        line: 0,
    };
    let ends = ends.into_iter().flat_map(|(first, last)| [first, last]);
    let mut kept: Vec<Fill> = ends.map(bare).collect();
    kept.sort_by_key(|f| (f.patient, f.filled, f.id));
    kept
}

/// That there is a restricted note is as little for a room as its words.
fn open_events(events: &[CareEvent]) -> Vec<CareEvent> {
    let open = events
        .iter()
        .filter(|e| e.kind != EventKind::RestrictedNote);
    open.map(event).collect()
}

/// Of the results only those that people choose from, scores and tiers: no words of their own.
fn event(event: &CareEvent) -> CareEvent {
    let value = event.value.trim();
    let usual = event.kind.usual_values().iter();
    let usual = usual.copied().find(|u| u.eq_ignore_ascii_case(value));
    let value = match (usual, event.kind, event.tier()) {
        (Some(usual), ..) => usual.to_owned(),
        (None, ..) if score(event).is_some() => value.to_owned(),
        (None, _, Some(tier)) => format!("{tier:?}").to_lowercase(),
        (None, kind, _) if !event.took_place() => match kind {
            EventKind::Naloxone if event.was_offered() => "offered".to_owned(),
            _ if event.is_declined() => "declined".to_owned(),
            _ => "no".to_owned(),
        },
        (None, ..) if event.is_unexpected() => "unexpected".to_owned(),
        _ => String::new(),
    };
    CareEvent {
        id: event.id,
        patient: event.patient,
        on: event.on,
        kind: event.kind,
        value,
        by: String::new(),
        import: None,
    }
}

fn decision(decision: &Decision) -> Decision {
    Decision {
        id: decision.id,
        patient: decision.patient,
        verdict: decision.verdict,
        from: decision.from,
        to: decision.to,
        reason: String::new(),
        found_by: String::new(),
        by: String::new(),
        decided_on: decision.decided_on,
    }
}

fn hand_med(med: &HandMed) -> HandMed {
    HandMed {
        id: med.id,
        patient: med.patient,
        on: med.on,
        mg_per_day: med.mg_per_day,
        source: String::new(),
        by: String::new(),
    }
}

/// What holds and since when, without words; what is restricted is left out before.
fn fact(fact: &PatientFact) -> PatientFact {
    PatientFact {
        id: fact.id,
        patient: fact.patient,
        kind: fact.kind,
        from: fact.from,
        to: fact.to,
        due: fact.due,
        words: String::new(),
        outcome: String::new(),
        is_restricted: false,
        by: String::new(),
        on: fact.on,
    }
}

/// The state of a gap, without who and why.
fn gap_work(work: &GapWork) -> GapWork {
    GapWork {
        id: work.id,
        patient: work.patient,
        rule: work.rule,
        assigned_to: String::new(),
        snoozed_until: work.snoozed_until,
        closed_on: work.closed_on,
        reason: String::new(),
        by: String::new(),
        on: work.on,
    }
}

fn departure(departure: &Departure) -> Departure {
    Departure {
        id: departure.id,
        clinician: departure.clinician,
        leaves_on: departure.leaves_on,
        process: String::new(),
        closed_on: departure.closed_on,
        by: String::new(),
        on: departure.on,
    }
}

fn handover(handover: &Handover) -> Handover {
    Handover {
        id: handover.id,
        departure: handover.departure,
        patient: handover.patient,
        note: String::new(),
        wish: String::new(),
        proposed_to: handover.proposed_to,
        accepted_on: handover.accepted_on,
        talk_on: handover.talk_on,
        first_visit: String::new(),
        moved_on: handover.moved_on,
        by: String::new(),
        on: handover.on,
    }
}

/// The edits with every masked text that was not changed put back as it stands in the file; refused
/// when a mask would be written. Edits without a mask pass as they are.
pub fn unveiled(mut set: EditSet, workbook: &Workbook) -> Result<EditSet, Refusal> {
    if !set.edits.iter_mut().any(has_mask) {
        return Ok(set);
    }
    let names = Names::of(workbook);
    if set.edits.iter_mut().all(|edit| put_back(&names, edit)) {
        Ok(set)
    } else {
        Err(Refusal(NAMES_A_PATIENT.to_owned()))
    }
}

/// Calls `$call` with the change of an edit of any kind that people write words in.
macro_rules! with_change {
    ($edit:ident, $change:ident => $call:expr, $other:expr) => {
        match $edit {
            Edit::Clinic($change) => $call,
            Edit::Clinician($change) => $call,
            Edit::Round($change) => $call,
            Edit::Sheet($change) => $call,
            Edit::Answer($change) => $call,
            Edit::Remark($change) => $call,
            Edit::Priority($change) => $call,
            Edit::Attendance($change) => $call,
            Edit::Milestone($change) => $call,
            Edit::StageRecord($change) => $call,
            Edit::LogEntry($change) => $call,
            Edit::Plan($change) => $call,
            Edit::Activity($change) => $call,
            Edit::Step($change) => $call,
            Edit::Review($change) => $call,
            Edit::SmallTest($change) => $call,
            Edit::Challenge($change) => $call,
            Edit::Person($change) => $call,
            Edit::DataElement($change) => $call,
            Edit::ChartReview($change) => $call,
            Edit::OwnMeasure($change) => $call,
            Edit::OwnPoint($change) => $call,
            Edit::ChartMark($change) => $call,
            Edit::MeasureChoice($change) => $call,
            Edit::TallyPeriod($change) => $call,
            Edit::TallyCount($change) => $call,
            Edit::Snapshot($change) => $call,
            Edit::MeasureLog($change) => $call,
            Edit::Wording($change) => $call,
            // Nothing of these is drawn from the copy and written back.
            Edit::Settings(_)
            | Edit::Patient(_)
            | Edit::Event(_)
            | Edit::Decision(_)
            | Edit::HandMed(_)
            | Edit::Goal(_)
            | Edit::Layout(_)
            | Edit::PatientFact(_)
            | Edit::GapWork(_)
            | Edit::HuddleEntry(_)
            | Edit::CaseReview(_)
            | Edit::Departure(_)
            | Edit::Handover(_)
            | Edit::SavedView(_)
            | Edit::DistinctPair(_)
            | Edit::FillsMoved { .. }
            | Edit::ImportUndone { .. } => $other,
        }
    };
}

fn has_mask(edit: &mut Edit) -> bool {
    let mut found = false;
    with_change!(edit, change => {
        if let Some(after) = &mut change.after {
            after.texts(&mut |text| found |= text.contains(MASK));
        }
    }, ());
    found
}

fn put_back(names: &Names, edit: &mut Edit) -> bool {
    with_change!(edit, change => put_back_in(names, change), true)
}

/// False when a mask remains that the record does not hold itself.
fn put_back_in<T: Texts + Clone>(names: &Names, change: &mut Change<T>) -> bool {
    let mut before = Vec::new();
    if let Some(mut record) = change.before.clone() {
        record.texts(&mut |text| before.push(text.clone()));
    }
    let mut at = 0;
    let mut is_whole = true;
    let Some(after) = &mut change.after else {
        return true;
    };
    after.texts(&mut |text| {
        let same_place = before.get(at);
        at += 1;
        if !text.contains(MASK) {
            return;
        }
        // Lists may have got shorter: the text is then found further on.
        let stands_for = |b: &&String| **b == *text || names.masked(b).is_some_and(|m| m == *text);
        let found = same_place
            .filter(stands_for)
            .or_else(|| before.iter().find(stands_for));
        match found {
            Some(original) => text.clone_from(original),
            None => is_whole = false,
        }
    });
    is_whole
}
