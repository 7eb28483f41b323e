//! The demo clinic's roster: who works with whom, one clinician under two spellings, one who
//! leaves, what colleagues found in charts; and the data that the team tracks.

use chrono::{Days, NaiveDate};

use super::cast::CLINICIANS;
use crate::domain::chart_review::{ChartReview, ChartReviewCommand};
use crate::domain::command::Command;
use crate::domain::data_plan::{DataElement, DataPlanCommand, DataPriority};
use crate::domain::departure::{Departure, DepartureCommand, Handover};
use crate::domain::ids::{ChartReviewId, ClinicianId, DepartureId, HandoverId, PatientId};
use crate::domain::patient::Clinician;
use crate::domain::registry::Registry;
use crate::domain::roster::RosterCommand;
use crate::domain::workbook::Workbook;

type Entry = (
    &'static str,
    &'static str,
    Option<u64>,
    Option<u8>,
    Option<bool>,
);

/// Who works with whom: paired MA, delegate, days since PDMP registration, comfort, treats OUD.
const ENTRIES: [Entry; 8] = [
    ("Nadia Orr", "Nadia Orr", Some(910), Some(4), Some(true)),
    ("Pia Quill", "Pia Quill", Some(880), Some(3), None),
    ("Nadia Orr", "", Some(402), Some(3), Some(false)),
    ("Tomas Reed", "Tomas Reed", Some(610), Some(2), None),
    ("Una Sorley", "Una Sorley", Some(905), Some(5), Some(true)),
    ("Tomas Reed", "", None, None, None),
    ("Una Sorley", "Una Sorley", Some(233), Some(3), Some(true)),
    ("Pia Quill", "", Some(760), Some(4), Some(false)),
];

/// The number of the one who leaves, in the order of the cast, counted from 1.
const LEAVES: i64 = 6;
/// The one whom a second spelling names.
const TWICE: i64 = 4;
/// Days from today to the last day.
const DAYS_LEFT: u64 = 74;

/// Everything of the roster with the day on which it was entered, in that order.
pub(super) fn commands(
    workbook: &Workbook,
    today: NaiveDate,
    last: NaiveDate,
) -> Vec<(NaiveDate, Command)> {
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let mut all: Vec<(NaiveDate, Command)> = clinicians(today, &ago)
        .into_iter()
        .map(|clinician| {
            let save = RosterCommand::SaveClinician(Box::new(clinician));
            (ago(60), Command::Roster(save))
        })
        .collect();
    let registry = Registry::on(workbook, last);
    let on_ltot = |clinician: i64| {
        let own = registry.rows.iter().filter(|r| r.is_on_ltot);
        own.map(|r| r.patient)
            .filter(|id| {
                let of = workbook.patient(*id).and_then(|p| p.clinician);
                of == Some(ClinicianId(clinician))
            })
            .collect::<Vec<PatientId>>()
    };
    // The second spelling came with three of the clinician's patients.
    let second = ClinicianId(workbook.next.clinician);
    all.extend(on_ltot(TWICE).into_iter().take(3).map(|patient| {
        let clinician = Some(second);
        let assign = Command::AssignClinician { patient, clinician };
        (ago(59), assign)
    }));
    all.extend(
        departure(&on_ltot(LEAVES), today, &ago)
            .into_iter()
            .map(|(day, command)| (day, Command::Departure(command))),
    );
    all.extend(chart_reviews(&ago));
    all.extend(data_plan(today, &ago));
    all
}

/// Days ago, whose charts, who looked, for what, in how many it was done; of ten each.
const REVIEWS: [(u64, usize, usize, &str, u32); 4] = [
    (112, 7, 0, "PDMP checked before a new prescription", 6),
    (110, 1, 4, "PDMP checked before a new prescription", 7),
    (27, 7, 0, "PDMP checked before a new prescription", 9),
    (26, 3, 2, "Function asked at the visit", 5),
];

fn chart_reviews(ago: &impl Fn(u64) -> NaiveDate) -> Vec<(NaiveDate, Command)> {
    let name = |at: usize| CLINICIANS.get(at).copied().unwrap_or_default().to_owned();
    let command = |(days, reviewed, reviewer, activity, met): &(u64, usize, usize, &str, u32)| {
        let review = ChartReview {
            id: ChartReviewId(0),
            reviewed_on: ago(*days),
            reviewer: name(*reviewer),
            reviewed: name(*reviewed),
            activity: (*activity).to_owned(),
            charts: 10,
            met: *met,
            note: String::new(),
            by: String::new(),
            on: ago(*days),
        };
        let save = ChartReviewCommand::Save(Box::new(review));
        (ago(*days), Command::ChartReview(save))
    };
    REVIEWS.iter().map(command).collect()
}

/// The first two of the usual elements are tracked; of the others little is known.
fn data_plan(today: NaiveDate, ago: &impl Fn(u64) -> NaiveDate) -> Vec<(NaiveDate, Command)> {
    let tracked = |name: &str, how: &str, why: &str| DataElement {
        is_tracked: true,
        exists: Some(true),
        is_discrete: Some(true),
        is_consistent: Some(true),
        when: "with every fill".to_owned(),
        how: how.to_owned(),
        kept_by: "QI lead, monthly export".to_owned(),
        why: why.to_owned(),
        gives: "panels and run charts each month".to_owned(),
        ..DataElement::named(name, today)
    };
    let test = DataElement {
        priority: DataPriority::Later,
        exists: Some(true),
        is_discrete: Some(false),
        is_consistent: Some(false),
        when: "once a year".to_owned(),
        how: "scanned report".to_owned(),
        change: "a result field instead of a scan".to_owned(),
        why: "Finds what was not taken, or was taken besides.".to_owned(),
        ..DataElement::named("Urine drug test", today)
    };
    let first = tracked(
        "Patients on long-term opioids",
        "export of fills, the LtOT rule, confirmed by the clinician",
        "Nobody can be cared for who is not known.",
    );
    let second = tracked(
        "Morphine equivalent dose",
        "worked out from fills",
        "Shows who is at higher risk, and whether doses fall.",
    );
    let save = |element| DataPlanCommand::Save(Box::new(element));
    let commands = [
        save(first),
        save(second),
        save(test),
        DataPlanCommand::AddUsual,
    ];
    let dated = commands.map(|command| (ago(58), Command::DataPlan(command)));
    dated.to_vec()
}

fn clinicians(today: NaiveDate, ago: &impl Fn(u64) -> NaiveDate) -> Vec<Clinician> {
    let entered = (1..).zip(CLINICIANS).zip(ENTRIES);
    let mut all: Vec<Clinician> = entered
        .map(
            |((id, name), (ma, delegate, registered, comfort, treats_oud))| Clinician {
                team: if id % 2 == 1 { "Cedar" } else { "Fork" }.to_owned(),
                paired_ma: ma.to_owned(),
                delegate: delegate.to_owned(),
                pdmp_registered_on: registered.map(ago),
                comfort,
                treats_oud,
                leaves_on: (id == LEAVES)
                    .then(|| today.checked_add_days(Days::new(DAYS_LEFT)))
                    .flatten(),
                note: match registered {
                    None => "The PDMP account was never confirmed; IT sits with him on a Monday.",
                    Some(_) => "",
                }
                .to_owned(),
                ..Clinician::named(ClinicianId(id), *name)
            },
        )
        .collect();
    all.push(Clinician::named(ClinicianId(0), "DUNMORE, ELLIOT"));
    all
}

/// The case, with the first patients on their way.
fn departure(
    patients: &[PatientId],
    today: NaiveDate,
    ago: &impl Fn(u64) -> NaiveDate,
) -> Vec<(NaiveDate, DepartureCommand)> {
    let case = Departure {
        id: DepartureId(0),
        clinician: ClinicianId(LEAVES),
        leaves_on: today
            .checked_add_days(Days::new(DAYS_LEFT))
            .unwrap_or(today),
        process: "Each patient is asked at the next visit; the two clinicians talk before it. \
                  Those at higher risk go to someone experienced."
            .to_owned(),
        closed_on: None,
        by: String::new(),
        on: today,
    };
    let entered = (0..).zip(patients.iter().take(6));
    let handovers = entered.map(|(at, patient)| handover(at, *patient, today, ago));
    vec![
        (ago(20), DepartureCommand::Save(Box::new(case))),
        (ago(6), DepartureCommand::SaveHandovers(handovers.collect())),
        (
            ago(3),
            DepartureCommand::Move {
                handovers: vec![HandoverId(1)],
                mark_inherited: true,
            },
        ),
    ]
}

fn handover(
    at: usize,
    patient: PatientId,
    today: NaiveDate,
    ago: &impl Fn(u64) -> NaiveDate,
) -> Handover {
    let wish = [
        "",
        "To stay with Dr Ames",
        "",
        "",
        "Somebody close to the bus",
        "",
    ];
    let note = [
        "Slow taper goes well",
        "",
        "",
        "Two falls this year",
        "",
        "",
    ];
    let to = [5, 1, 8, 5];
    Handover {
        id: HandoverId(0),
        departure: DepartureId(1),
        patient,
        note: note.get(at).copied().unwrap_or_default().to_owned(),
        wish: wish.get(at).copied().unwrap_or_default().to_owned(),
        proposed_to: to.get(at).map(|id| ClinicianId(*id)),
        accepted_on: (at < 2).then(|| ago(9)),
        talk_on: (at < 1).then(|| ago(8)),
        first_visit: if at == 0 {
            "Agreement anew; whether the taper goes on".to_owned()
        } else {
            String::new()
        },
        moved_on: None,
        by: String::new(),
        on: today,
    }
}
