//! PDMP checks by clinician: the share in time, and the log of the newest ones.

use std::collections::BTreeMap;

use super::lists::{clinician, clinician_column, name, name_column};
use super::sheet::{Group, Sheet, SheetLine};
use crate::domain::ids::ClinicianId;
use crate::domain::worklist::{PdmpCheck, pdmp_checks};
use crate::ui::patients::standing::UNASSIGNED;
use crate::ui::view::View;
use crate::ui::widgets::Col;

#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    in_time: usize,
    unknown: usize,
}

impl Count {
    fn add(&mut self, is_in_time: Option<bool>) {
        self.all += 1;
        self.in_time += usize::from(is_in_time == Some(true));
        self.unknown += usize::from(is_in_time.is_none());
    }

    fn words(self) -> String {
        format!("{} of {}", self.in_time, self.all)
    }

    fn sentence(self) -> String {
        let unknown = match self.unknown {
            0 => String::new(),
            many => format!("; of {many} it cannot be told without a tier"),
        };
        format!(
            "{} of {} LtOT patients have a PDMP check in time{unknown}.",
            self.in_time, self.all
        )
    }
}

/// Puts the list together.
pub(super) fn pdmp_sheet(view: &View<'_>) -> Sheet {
    let checks = pdmp_checks(view.workbook, view.registry, view.today);
    let of = |check: &PdmpCheck<'_>| {
        let patient = view.workbook.patient(check.patient)?;
        view.workbook.clinician_of(patient).map(|c| c.id)
    };
    let mut total = Count::default();
    let mut clinicians: BTreeMap<(bool, String, Option<ClinicianId>), Count> = BTreeMap::new();
    for check in &checks {
        let is_in_time = check.is_in_time(view.today);
        total.add(is_in_time);
        let id = of(check);
        let record = id.and_then(|id| view.workbook.clinician(id));
        let name = record.map_or(UNASSIGNED, |c| &c.name).to_owned();
        let count = clinicians.entry((id.is_none(), name, id)).or_default();
        count.add(is_in_time);
    }
    let mut places = BTreeMap::new();
    let mut groups = vec![Group {
        name: "All clinicians".to_owned(),
        count: total.words(),
        advice: "Who checked, and what was found, stand in the event; press Enter for the patient."
            .to_owned(),
    }];
    for ((_, name, id), count) in clinicians {
        places.insert(id, groups.len());
        let record = id.and_then(|id| view.workbook.clinician(id));
        let delegate = record.map_or("", |c| c.delegate.as_str());
        let behalf = match delegate {
            "" => String::new(),
            delegate => format!(" {delegate} checks on this clinician’s behalf."),
        };
        groups.push(Group {
            name,
            count: count.words(),
            advice: format!("{}{behalf}", count.sentence()),
        });
    }
    let lines = checks.iter().map(|check| SheetLine {
        key: check.patient.0,
        patient: check.patient,
        group: places.get(&of(check)).copied().unwrap_or(0),
        cells: vec![
            name(view, check.patient),
            state(check, view),
            check
                .newest
                .map_or_else(|| "never".to_owned(), |e| e.on.to_string()),
            check.newest.map_or_else(String::new, |e| e.value.clone()),
            check.newest.map_or_else(String::new, |e| e.by.clone()),
            clinician(view, check.patient),
        ],
    });
    Sheet {
        finding: total.sentence(),
        group_title: "Clinician",
        count_title: "In time",
        first_is_all: true,
        columns: vec![
            name_column(),
            Col::new("state", "In time", 160.0),
            Col::new("on", "Checked", 92.0),
            Col::new("finding", "Finding", 180.0).fill(),
            Col::new("by", "By", 80.0).second(),
            clinician_column(),
        ],
        lines: lines.collect(),
        groups,
        file_name: "pdmp_checks",
        nobody: (
            "Nobody on LtOT",
            "Patients stand here once prescriptions are imported.",
        ),
    }
}

fn state(check: &PdmpCheck<'_>, view: &View<'_>) -> String {
    match (check.is_in_time(view.today), check.due_on) {
        (Some(true), Some(due)) => format!("yes, to {due}"),
        (Some(true), None) => "yes".to_owned(),
        (Some(false), Some(due)) => format!("no, since {due}"),
        (Some(false), None) => "no".to_owned(),
        (None, _) => "unknown: no tier".to_owned(),
    }
}
