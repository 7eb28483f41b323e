//! Who is prepared for from a day to a day, with what the team needs to know of each.

use chrono::{Duration, NaiveDate};

use super::HuddleEntry;
use super::coming::{Coming, booked_visits, coming};
use crate::domain::care_gap::Gap;
use crate::domain::checks::Checks;
use crate::domain::event::Tier;
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::domain::patient_fact::FactKind;
use crate::domain::registry::{DoseStanding, Registry, RegistryRow};
use crate::domain::workbook::Workbook;

/// Who is not on long-term therapy is prepared for up to so many days after the last supply.
const DAYS_AFTER_SUPPLY: i64 = 90;

/// The newest PEG.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastPeg {
    /// The day.
    pub on: NaiveDate,
    /// The score.
    pub score: f64,
    /// How much it is above (or below) the one before it.
    pub change: Option<f64>,
}

/// A conversation that may be hard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardTalk {
    /// What about, and how to go about it; to be shown only when it is asked for where restricted.
    pub words: String,
    /// Not to be shown unless it is asked for.
    pub is_restricted: bool,
}

/// A patient on a day. Numbers are those of the registry's day.
#[derive(Clone, Debug, PartialEq)]
pub struct HuddleLine {
    /// The day of the visit or refill.
    pub day: NaiveDate,
    /// Who.
    pub patient: PatientId,
    /// The name by which the list is sorted.
    pub name: String,
    /// The team of the responsible clinician; empty for none.
    pub team: String,
    /// Visit and refill.
    pub coming: Coming,
    /// MED, mg a day, unrounded, where there is a number.
    pub mg_per_day: Option<f64>,
    /// How the MED counts.
    pub standing: DoseStanding,
    /// The tier; `None` for unknown.
    pub tier: Option<Tier>,
    /// The gaps that are open, by rule.
    pub gaps: Vec<Gap>,
    /// The newest PEG.
    pub peg: Option<LastPeg>,
    /// The last naloxone within the look-back.
    pub naloxone_on: Option<NaiveDate>,
    /// A counted sedative is in use; `None` when it cannot be told.
    pub sedative: Option<bool>,
    /// What may be hard to talk about, by the record.
    pub hard_talks: Vec<HardTalk>,
    /// What is prepared.
    pub entry: Option<HuddleEntry>,
}

/// Everybody who is prepared for, by day, time and name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Huddle {
    /// The lines.
    pub lines: Vec<HuddleLine>,
}

impl Huddle {
    /// Who has a visit, or an opioid supply that ends, from day to day; of all teams or one.
    pub fn on(
        workbook: &Workbook,
        registry: &Registry,
        from: NaiveDate,
        to: NaiveDate,
        team: Option<&str>,
    ) -> Self {
        let mut lines = Vec::new();
        for row in registry
            .rows
            .iter()
            .filter(|row| is_prepared_for(row, from))
        {
            let Some(patient) = workbook.patient(row.patient) else {
                continue;
            };
            let of = team_of(workbook, patient);
            if team.is_some_and(|team| team.trim().to_lowercase() != of.to_lowercase()) {
                continue;
            }
            for day in from.iter_days().take_while(|day| *day <= to) {
                if let Some(coming) = coming(workbook, row.patient, day) {
                    lines.push(line(workbook, registry, row, patient, day, coming));
                }
            }
        }
        lines.sort_by_cached_key(|line| {
            let time = line.coming.visit.as_ref().and_then(|v| v.time);
            let no_visit = line.coming.visit.is_none();
            let name = line.name.to_lowercase();
            (line.day, no_visit, time.is_none(), time, name, line.patient)
        });
        Self { lines }
    }
}

/// Patients on long-term therapy for whom no visit is booked on the day or later.
pub fn without_visit(workbook: &Workbook, registry: &Registry, day: NaiveDate) -> Vec<PatientId> {
    let on_ltot = registry.rows.iter().filter(|row| row.is_on_ltot);
    on_ltot
        .map(|row| row.patient)
        .filter(|patient| {
            let events = workbook.events_of(*patient);
            booked_visits(events, day).next().is_none()
        })
        .collect()
}

/// On long-term therapy, or with an opioid supply that lasts or ended lately; not who has left or
/// whom the programme does not reach.
fn is_prepared_for(row: &RegistryRow, from: NaiveDate) -> bool {
    let lately = from - Duration::days(DAYS_AFTER_SUPPLY);
    let had_supply = row.last_dose.is_some_and(|(last, _)| last >= lately);
    row.left_out.is_none() && (row.is_on_ltot || row.on_opioids || had_supply)
}

/// The team of the responsible clinician; empty for none.
fn team_of(workbook: &Workbook, patient: &Patient) -> String {
    let clinician = workbook.clinician_of(patient);
    clinician.map(|c| c.team.clone()).unwrap_or_default()
}

fn line(
    workbook: &Workbook,
    registry: &Registry,
    row: &RegistryRow,
    patient: &Patient,
    day: NaiveDate,
    coming: Coming,
) -> HuddleLine {
    // As the gaps: what is entered today counts at once.
    let seen_on = registry.gaps.day().or(registry.as_of).unwrap_or(day);
    let checks = Checks::of(workbook, row.patient, seen_on);
    let mut pegs = checks.pegs().rev();
    let (newest, former) = (pegs.next(), pegs.next());
    let facts = workbook.facts_of(row.patient).iter();
    let talks = facts.filter(|f| f.kind == FactKind::HardTalk && f.holds_on(day));
    let open = registry.gaps.of(row.patient).iter();
    HuddleLine {
        day,
        patient: row.patient,
        name: patient.name(),
        team: team_of(workbook, patient),
        coming,
        mg_per_day: row.dose.mg_per_day(),
        standing: row.dose.standing(&workbook.settings),
        tier: checks.tier(),
        gaps: open.filter(|gap| gap.is_open()).copied().collect(),
        peg: newest.map(|(on, score)| LastPeg {
            on,
            score,
            change: former.map(|(_, before)| score - before),
        }),
        naloxone_on: row.naloxone_on,
        sedative: row.sedative,
        hard_talks: talks
            .map(|f| HardTalk {
                words: f.words.clone(),
                is_restricted: f.is_restricted,
            })
            .collect(),
        entry: workbook.huddle_entry(day, row.patient).cloned(),
    }
}
