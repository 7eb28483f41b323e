//! The lists themselves: what each says of the records on the day looked at.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::load::load_sheet;
use super::pdmp::pdmp_sheet;
use super::sheet::{Group, Sheet, SheetLine};
use crate::domain::date_names::MONTHS;
use crate::domain::event::CareEvent;
use crate::domain::ids::PatientId;
use crate::domain::worklist::{
    ClinicianCodes, CodeError, Recall, RecallState, code_audit, how_found, outreach, quality,
    recall,
};
use crate::ui::patients::standing::{self, UNASSIGNED};
use crate::ui::view::View;
use crate::ui::widgets::Col;

/// Which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum List {
    /// Yearly pain visits by birth month.
    #[default]
    Recall,
    /// The diagnosis code both ways.
    Codes,
    /// Contacts between visits.
    Outreach,
    /// What is missing in the records.
    Quality,
    /// PDMP checks by clinician.
    Pdmp,
    /// Visits of the months to come.
    Load,
    /// How each patient came on the list.
    Found,
}

impl List {
    /// All of them, as the screen offers them.
    pub const ALL: [Self; 7] = [
        Self::Recall,
        Self::Codes,
        Self::Outreach,
        Self::Pdmp,
        Self::Load,
        Self::Quality,
        Self::Found,
    ];

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Recall => "Birth-month recall",
            Self::Codes => "Diagnosis code",
            Self::Outreach => "Outreach",
            Self::Quality => "Missing data",
            Self::Pdmp => "PDMP checks",
            Self::Load => "Visit load",
            Self::Found => "How found",
        }
    }

    /// Puts the list together.
    pub fn sheet(self, view: &View<'_>) -> Sheet {
        match self {
            Self::Recall => recall_sheet(view),
            Self::Codes => codes_sheet(view),
            Self::Outreach => outreach_sheet(view),
            Self::Quality => quality_sheet(view),
            Self::Pdmp => pdmp_sheet(view),
            Self::Load => load_sheet(view),
            Self::Found => found_sheet(view),
        }
    }

    /// The group that is looked at first.
    pub fn first_group(self, view: &View<'_>, sheet: &Sheet) -> usize {
        match self {
            Self::Recall => view.today.month0() as usize,
            // This month, behind those who are overdue.
            Self::Load => 1,
            Self::Quality => {
                let has_lines = |at: &usize| sheet.lines.iter().any(|l| l.group == *at);
                (0..sheet.groups.len()).find(has_lines).unwrap_or(0)
            }
            _ => 0,
        }
    }
}

pub(super) fn name_column() -> Col {
    Col::new("patient", "Patient", 150.0)
        .strong()
        .frozen()
        .fill()
}

pub(super) fn clinician_column() -> Col {
    Col::new("clinician", "Clinician", 120.0).second().fill()
}

pub(super) fn name(view: &View<'_>, patient: PatientId) -> String {
    let record = view.workbook.patient(patient);
    record.map_or_else(String::new, crate::domain::patient::Patient::name)
}

pub(super) fn clinician(view: &View<'_>, patient: PatientId) -> String {
    let record = view.workbook.patient(patient);
    let clinician = record.and_then(|p| view.workbook.clinician_of(p));
    standing::clinician_name(clinician).to_owned()
}

pub(super) fn day_or(day: Option<NaiveDate>, none: &str) -> String {
    day.map_or_else(|| none.to_owned(), |day| day.to_string())
}

fn recall_sheet(view: &View<'_>) -> Sheet {
    let year = view.today.year();
    let mut sheet = Sheet {
        group_title: "Born in",
        count_title: "Signed",
        columns: vec![
            name_column(),
            Col::new("born", "Born", 92.0),
            clinician_column(),
            Col::new("state", "This round", 130.0).fill(),
            Col::new("before", "Agreement before", 136.0),
            Col::new("next", "Next visit", 96.0),
            Col::new("outreach", "Last contact", 100.0),
        ],
        file_name: "birth_month_recall",
        nobody: (
            "Nobody on LtOT was born in this month",
            "Choose another month at the left.",
        ),
        ..Sheet::default()
    };
    let line = |r: &Recall, group: usize| SheetLine {
        key: r.patient.0,
        patient: r.patient,
        group,
        cells: vec![
            name(view, r.patient),
            r.born.to_string(),
            clinician(view, r.patient),
            match r.state {
                RecallState::Signed(on) => format!("signed {on}"),
                RecallState::Declined(on) => format!("declined {on}"),
                RecallState::Open => "not yet".to_owned(),
            },
            day_or(r.before, "none"),
            day_or(r.next_visit, "not booked"),
            day_or(r.outreach, "none"),
        ],
    };
    let (mut all, mut signed) = (0, 0);
    for (group, month) in MONTHS.iter().enumerate() {
        let list = recall(
            view.workbook,
            view.registry,
            view.today,
            (year, group as u32 + 1),
        );
        let done = list
            .iter()
            .filter(|r| matches!(r.state, RecallState::Signed(_)));
        let done = done.count();
        sheet.groups.push(Group {
            name: (*month).to_owned(),
            count: format!("{done} of {}", list.len()),
            advice: format!(
                "The round of {month} {year}: an agreement signed or gone over from a month before \
                 it counts."
            ),
        });
        (all, signed) = (all + list.len(), signed + done);
        sheet.lines.extend(list.iter().map(|r| line(r, group)));
    }
    let unknown = view.registry.rows.iter().filter(|r| r.is_on_ltot).count() - all;
    sheet.finding = format!(
        "{signed} of {all} LtOT patients have signed in their round of {year}. \
         Each is called in for the yearly pain visit in the month of birth{}.",
        match unknown {
            0 => String::new(),
            1 => "; of 1 the date of birth is unknown".to_owned(),
            many => format!("; of {many} the date of birth is unknown"),
        }
    );
    sheet
}

fn codes_sheet(view: &View<'_>) -> Sheet {
    let audit = code_audit(view.workbook, view.registry, view.today);
    let code = &view.workbook.settings.diagnosis_code;
    let total = audit
        .clinicians
        .values()
        .fold(ClinicianCodes::default(), |a, b| ClinicianCodes {
            ltot: a.ltot + b.ltot,
            right: a.right + b.right,
            missing: a.missing + b.missing,
            unknown: a.unknown + b.unknown,
            wrong: a.wrong + b.wrong,
        });
    let count = |c: &ClinicianCodes| format!("{} + {}", c.missing + c.unknown, c.wrong);
    let words = |c: &ClinicianCodes| {
        format!(
            "{} of {} LtOT patients have {code}; {} lack it; {} have no code on record; {} have it \
             without LtOT.",
            c.right, c.ltot, c.missing, c.unknown, c.wrong
        )
    };
    let mut groups = vec![Group {
        name: "All clinicians".to_owned(),
        count: count(&total),
        advice: "The first figure is who should have the code, the second who should not."
            .to_owned(),
    }];
    let mut places = BTreeMap::new();
    for (id, counts) in &audit.clinicians {
        places.insert(*id, groups.len());
        let record = id.and_then(|id| view.workbook.clinician(id));
        let ma = record.map_or("", |c| c.paired_ma.as_str());
        let with = if ma.is_empty() {
            String::new()
        } else {
            format!(" Works with {ma}.")
        };
        groups.push(Group {
            name: record.map_or(UNASSIGNED, |c| &c.name).to_owned(),
            count: count(counts),
            advice: format!("{}{with}", words(counts)),
        });
    }
    let lines = audit.rows.iter().map(|row| SheetLine {
        key: row.patient.0,
        patient: row.patient,
        group: places.get(&row.clinician).copied().unwrap_or(0),
        cells: vec![
            name(view, row.patient),
            match row.error {
                CodeError::Missing => "should have it, lacks it",
                CodeError::Wrong => "has it, not on LtOT",
                CodeError::Unknown => "no code on record",
            }
            .to_owned(),
            row.newest
                .map_or_else(|| "none".to_owned(), |e| format!("{} on {}", e.value, e.on)),
            clinician(view, row.patient),
            row.clinician
                .and_then(|id| view.workbook.clinician(id))
                .map_or_else(String::new, |c| c.paired_ma.clone()),
        ],
    });
    Sheet {
        finding: words(&total),
        group_title: "Clinician",
        count_title: "Missing + wrong",
        first_is_all: true,
        columns: vec![
            name_column(),
            Col::new("error", "What is wrong", 180.0).fill(),
            Col::new("codes", "Newest code on record", 180.0).fill(),
            clinician_column(),
            Col::new("ma", "MA", 100.0).second(),
        ],
        lines: lines.collect(),
        groups,
        file_name: "diagnosis_codes",
        nobody: (
            "Every code is right",
            "Every LtOT patient has the code, and nobody else has it.",
        ),
    }
}

fn outreach_sheet(view: &View<'_>) -> Sheet {
    let contacts = outreach(view.workbook, view.today);
    let month = |e: &CareEvent| (e.on.year(), e.on.month());
    let mut months: Vec<(i32, u32)> = contacts.iter().map(|c| month(c.event)).collect();
    months.dedup();
    let words = |n: usize| match n {
        1 => "1 contact".to_owned(),
        many => format!("{many} contacts"),
    };
    let group = |name: String, n: usize| Group {
        name,
        count: n.to_string(),
        advice: String::new(),
    };
    let mut groups = vec![group("All months".to_owned(), contacts.len())];
    for (year, of_year) in &months {
        let of = contacts
            .iter()
            .filter(|c| month(c.event) == (*year, *of_year));
        groups.push(group(format!("{year}-{of_year:02}"), of.count()));
    }
    let lines = contacts.iter().map(|c| SheetLine {
        key: c.event.id.0,
        patient: c.patient,
        group: 1 + months
            .iter()
            .position(|m| *m == month(c.event))
            .unwrap_or(0),
        cells: vec![
            name(view, c.patient),
            c.event.on.to_string(),
            c.event.value.clone(),
            clinician(view, c.patient),
            c.event.by.clone(),
        ],
    });
    Sheet {
        finding: match contacts.len() {
            0 => "No contact between visits is on record yet.".to_owned(),
            n => format!("{} between visits are on record.", words(n)),
        },
        group_title: "Month",
        count_title: "Contacts",
        first_is_all: true,
        columns: vec![
            name_column(),
            Col::new("on", "Day", 92.0),
            Col::new("words", "Why, how, and what came of it", 300.0).fill(),
            clinician_column(),
            Col::new("by", "By", 70.0).second(),
        ],
        lines: lines.collect(),
        groups,
        file_name: "outreach",
        nobody: (
            "Contacts between visits will stand here",
            "Tick patients in a list and choose Change…, or add the event Outreach to one patient.",
        ),
    }
}

fn quality_sheet(view: &View<'_>) -> Sheet {
    let findings = quality(view.workbook, view.registry, view.today);
    let of = findings.first().map_or(0, |f| f.of);
    let mut sheet = Sheet {
        group_title: "What is missing",
        count_title: "Patients",
        columns: vec![
            name_column(),
            Col::new("mrn", "MRN", 96.0),
            clinician_column(),
            Col::new("dose", "MED", 140.0).fill(),
        ],
        file_name: "missing_data",
        nobody: (
            "Nothing is missing here",
            "Every LtOT patient's records have it.",
        ),
        ..Sheet::default()
    };
    let mut touched: Vec<PatientId> = Vec::new();
    for (group, finding) in findings.iter().enumerate() {
        let mut clinicians: BTreeMap<String, usize> = BTreeMap::new();
        for patient in &finding.patients {
            *clinicians.entry(clinician(view, *patient)).or_default() += 1;
            let record = view.workbook.patient(*patient);
            let row = view.registry.row(*patient);
            sheet.lines.push(SheetLine {
                key: patient.0,
                patient: *patient,
                group,
                cells: vec![
                    name(view, *patient),
                    record
                        .and_then(|p| p.mrn.clone())
                        .unwrap_or_else(|| "none".to_owned()),
                    clinician(view, *patient),
                    row.map_or_else(String::new, |row| {
                        standing::chip(row, &view.workbook.settings).words()
                    }),
                ],
            });
        }
        touched.extend(&finding.patients);
        let most = clinicians.iter().max_by_key(|(_, n)| **n);
        let most = most.map_or_else(String::new, |(who, n)| format!(" Most with {who}: {n}."));
        sheet.groups.push(Group {
            name: finding.what.label().to_owned(),
            count: format!("{} of {of}", finding.patients.len()),
            advice: format!("{}{most}", finding.what.advice()),
        });
    }
    touched.sort_unstable();
    touched.dedup();
    sheet.finding = format!(
        "Something is missing or cannot be read in the records of {} of {of} LtOT patients.",
        touched.len()
    );
    sheet
}

fn found_sheet(view: &View<'_>) -> Sheet {
    let found = how_found(view.workbook, view.registry);
    let mut approaches: BTreeMap<String, usize> = BTreeMap::new();
    for patient in &found {
        *approaches.entry(patient.approach()).or_default() += 1;
    }
    let names: Vec<&String> = approaches.keys().collect();
    let mut groups = vec![Group {
        name: "All".to_owned(),
        count: found.len().to_string(),
        advice: String::new(),
    }];
    groups.extend(approaches.iter().map(|(approach, n)| Group {
        name: approach.clone(),
        count: n.to_string(),
        advice: String::new(),
    }));
    let lines = found.iter().map(|f| {
        let decision = f.decision;
        SheetLine {
            key: f.patient.0,
            patient: f.patient,
            group: 1 + names.iter().position(|n| **n == f.approach()).unwrap_or(0),
            cells: vec![
                name(view, f.patient),
                f.approach(),
                f.by_rule
                    .map_or_else(|| "not found by the rule".to_owned(), |hit| hit.sentence()),
                decision.map_or_else(String::new, |d| d.decided_on.to_string()),
                decision.map_or_else(String::new, |d| d.by.clone()),
                decision.map_or_else(String::new, |d| d.reason.clone()),
            ],
        }
    });
    Sheet {
        finding: format!(
            "{} patients are on the list. The clinic's definition: {}.",
            found.len(),
            view.workbook.settings.ltot_rule.sentence()
        ),
        group_title: "Approach",
        count_title: "Patients",
        first_is_all: true,
        columns: vec![
            name_column(),
            Col::new("approach", "How found", 150.0).fill(),
            Col::new("rule", "Prescriptions that hit the rule", 260.0).fill(),
            Col::new("on", "Decided", 92.0),
            Col::new("by", "By", 60.0).second(),
            Col::new("reason", "Reason", 130.0).fill(),
        ],
        lines: lines.collect(),
        groups,
        file_name: "how_found",
        nobody: (
            "Nobody is on LtOT on this day",
            "Look at another day in the list, or import newer prescriptions.",
        ),
    }
}
