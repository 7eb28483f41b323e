//! The visits of the next 12 months: one list a month, with the tier of who comes.

use super::lists::{clinician, clinician_column, day_or, name, name_column};
use super::sheet::{Group, Sheet, SheetLine};
use crate::domain::event::Tier;
use crate::domain::worklist::{ComingVisit, visit_load};
use crate::ui::view::View;
use crate::ui::widgets::Col;
use crate::ui::words::counted;

/// Puts the list together.
pub(super) fn load_sheet(view: &View<'_>) -> Sheet {
    let load = visit_load(view.workbook, view.registry, view.today);
    let mut sheet = Sheet {
        group_title: "Visits due",
        count_title: "High · mod. · low",
        columns: vec![
            name_column(),
            Col::new("tier", "Tier", 86.0),
            Col::new("on", "On or by", 92.0),
            Col::new("booked", "Booked", 96.0),
            Col::new("last", "Last visit", 92.0),
            clinician_column(),
        ],
        file_name: "visit_load",
        nobody: ("No visit is due here", "Choose another month at the left."),
        ..Sheet::default()
    };
    add(view, &mut sheet, "Overdue, not booked", &load.overdue);
    for (start, visits) in &load.months {
        add(view, &mut sheet, &start.format("%Y-%m").to_string(), visits);
    }
    let group = sheet.groups.len();
    sheet.lines.extend(load.unknown.iter().map(|id| SheetLine {
        key: key(id.0, group),
        patient: *id,
        group,
        cells: vec![
            name(view, *id),
            "not set".to_owned(),
            String::new(),
            String::new(),
            String::new(),
            clinician(view, *id),
        ],
    }));
    sheet.groups.push(Group {
        name: "Tier not known".to_owned(),
        count: load.unknown.len().to_string(),
        advice: "How often they come depends on the tier, so no month can be told. \
                 A visit that is booked stands in its month."
            .to_owned(),
    });
    let all: usize = load.months.iter().map(|(_, visits)| visits.len()).sum();
    let most = load.months.iter().rev().max_by_key(|(_, v)| v.len());
    let most = most.filter(|(_, visits)| !visits.is_empty());
    sheet.finding = format!(
        "{} by tier in the next 12 months{}; {} overdue without a visit booked.",
        counted(all, "visit", "visits"),
        most.map_or_else(String::new, |(start, visits)| {
            format!(", most in {}: {}", start.format("%Y-%m"), visits.len())
        }),
        counted(load.overdue.len(), "patient is", "patients are"),
    );
    sheet
}

fn add(view: &View<'_>, sheet: &mut Sheet, title: &str, visits: &[ComingVisit]) {
    let group = sheet.groups.len();
    let of = |tier| visits.iter().filter(|v| v.tier == Some(tier)).count();
    let (high, moderate, low) = (of(Tier::High), of(Tier::Moderate), of(Tier::Low));
    let booked = visits.iter().filter(|v| v.is_booked).count();
    let unknown = visits.len() - high - moderate - low;
    sheet.groups.push(Group {
        name: title.to_owned(),
        count: format!("{high} · {moderate} · {low}"),
        advice: format!(
            "{}: {high} high, {moderate} moderate, {low} low{}; {booked} booked.",
            counted(visits.len(), "visit", "visits"),
            match unknown {
                0 => String::new(),
                many => format!(", {many} of unknown tier"),
            }
        ),
    });
    sheet.lines.extend(visits.iter().map(|v| SheetLine {
        key: key(v.patient.0, group),
        patient: v.patient,
        group,
        cells: vec![
            name(view, v.patient),
            v.tier.map_or("not set", Tier::code).to_owned(),
            v.on.to_string(),
            if v.is_booked { "yes" } else { "" }.to_owned(),
            day_or(v.last_on, ""),
            clinician(view, v.patient),
        ],
    }));
}

/// A patient may come more than once a year, but once a month at most.
fn key(patient: i64, group: usize) -> i64 {
    patient * 32 + group as i64
}
