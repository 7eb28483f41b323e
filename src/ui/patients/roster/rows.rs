//! The rows of the roster: each clinician with the panel, and the patients of nobody.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::clinic::Settings;
use crate::domain::ids::ClinicianId;
use crate::domain::patient::Clinician;
use crate::domain::roster::{Panel, is_of_clinic, panels};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Sort, Tone};

/// The key of the row for patients whom nobody is responsible for.
pub(super) const NOBODY: RowKey = 0;

/// One clinician, or nobody.
pub(super) struct RosterRow {
    pub id: Option<ClinicianId>,
    pub name: String,
    pub team: String,
    pub paired_ma: String,
    pub panel: Panel,
    pub pdmp: Option<NaiveDate>,
    pub delegate: String,
    pub comfort: Option<u8>,
    pub treats_oud: Option<bool>,
    pub leaves_on: Option<NaiveDate>,
    /// Works here; others are prescribers that exports name.
    pub is_ours: bool,
}

impl RosterRow {
    fn of(clinician: &Clinician, panel: Panel, is_ours: bool) -> Self {
        Self {
            id: Some(clinician.id),
            name: clinician.name.clone(),
            team: clinician.team.clone(),
            paired_ma: clinician.paired_ma.clone(),
            panel,
            pdmp: clinician.pdmp_registered_on,
            delegate: clinician.delegate.clone(),
            comfort: clinician.comfort,
            treats_oud: clinician.treats_oud,
            leaves_on: clinician.leaves_on,
            is_ours,
        }
    }

    fn compare(&self, other: &Self, sort: &Sort) -> Ordering {
        let (a, b) = (&self.panel, &other.panel);
        let words = |a: &str, b: &str| {
            (a.is_empty(), a.to_lowercase()).cmp(&(b.is_empty(), b.to_lowercase()))
        };
        let by = match sort.column.as_str() {
            "team" => words(&self.team, &other.team),
            "ma" => words(&self.paired_ma, &other.paired_ma),
            "ltot" => a.on_ltot.cmp(&b.on_ltot),
            "first" => a.from_first.cmp(&b.from_first),
            "second" => a.from_second.cmp(&b.from_second),
            "tier" => a.high_tier.cmp(&b.high_tier),
            "gaps" => a.open_gaps.cmp(&b.open_gaps),
            "pdmp" => self.pdmp.cmp(&other.pdmp),
            "delegate" => words(&self.delegate, &other.delegate),
            "comfort" => self.comfort.cmp(&other.comfort),
            "oud" => self.treats_oud.cmp(&other.treats_oud),
            "leaves" => self.leaves_on.cmp(&other.leaves_on),
            _ => Ordering::Equal,
        };
        let name = self.name.to_lowercase().cmp(&other.name.to_lowercase());
        let by = if sort.column == "name" { name } else { by };
        let by = if sort.descending { by.reverse() } else { by };
        // Patients of nobody stand last however it is sorted.
        self.id
            .is_none()
            .cmp(&other.id.is_none())
            .then(by)
            .then(name)
    }
}

/// All rows, in the order of the records; nobody last.
pub(super) fn all(view: &View<'_>) -> Vec<RosterRow> {
    let workbook = view.workbook;
    let panels = panels(workbook, view.registry, view.as_of);
    let ours = is_of_clinic(workbook);
    let panel = |id| panels.get(&id).copied().unwrap_or_default();
    let mut rows: Vec<RosterRow> = workbook
        .listed_clinicians()
        .map(|c| RosterRow::of(c, panel(Some(c.id)), ours.contains(&c.id)))
        .collect();
    if let Some(panel) = panels.get(&None) {
        let nobody = Clinician::named(ClinicianId(NOBODY), "No clinician");
        rows.push(RosterRow {
            id: None,
            ..RosterRow::of(&nobody, *panel, true)
        });
    }
    rows
}

/// The columns; beside the panel, which says the rest, only those that fit.
pub(super) fn columns(settings: &Settings, is_beside_panel: bool) -> Vec<Col> {
    let (first, second) = (settings.thresholds.first, settings.thresholds.second);
    let mut columns = vec![
        Col::new("name", "Clinician", 168.0)
            .strong()
            .fill()
            .frozen(),
        Col::new("team", "Team", 84.0).fill(),
    ];
    if !is_beside_panel {
        columns.push(Col::new("ma", "Paired MA", 110.0).fill());
    }
    columns.extend([
        Col::new("ltot", "LtOT", 62.0).right(),
        Col::new("first", format!("MED ≥ {first}"), 96.0).right(),
        Col::new("second", format!("MED ≥ {second}"), 96.0).right(),
        Col::new("tier", "High tier", 88.0).right(),
        Col::new("gaps", "Gaps", 66.0).right(),
        Col::new("pdmp", "PDMP since", 104.0),
    ]);
    if !is_beside_panel {
        columns.extend([
            Col::new("delegate", "Delegate", 110.0).fill(),
            Col::new("comfort", "Comfort", 86.0),
            Col::new("oud", "Treats OUD", 98.0),
        ]);
    }
    columns.push(Col::new("leaves", "Leaves", 96.0));
    columns
}

/// The rows shown, in order.
pub(super) struct Listed<'a> {
    pub rows: &'a [RosterRow],
    pub order: &'a [usize],
}

/// Which rows are shown, in which order.
pub(super) fn order(rows: &[RosterRow], shows_ours: bool, sort: &Sort) -> Vec<usize> {
    let shown = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|r| r.is_ours == shows_ours));
    let mut order: Vec<usize> = shown.collect();
    order.sort_by(|a, b| match (rows.get(*a), rows.get(*b)) {
        (Some(a), Some(b)) => a.compare(b, sort),
        _ => Ordering::Equal,
    });
    order
}

/// What a cell says that nothing is entered for.
fn unknown(column: &str) -> &'static str {
    match column {
        "pdmp" => "not entered",
        "comfort" => "not asked",
        "oud" => "not known",
        _ => "",
    }
}

impl Listed<'_> {
    pub fn row(&self, row: usize) -> Option<&RosterRow> {
        self.rows.get(*self.order.get(row)?)
    }

    fn known(row: &RosterRow, column: &str) -> Option<String> {
        let panel = &row.panel;
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string());
        match column {
            "ltot" => Some(panel.on_ltot.to_string()),
            "first" => Some(panel.from_first.to_string()),
            "second" => Some(panel.from_second.to_string()),
            "tier" => Some(panel.high_tier.to_string()),
            "gaps" => Some(panel.open_gaps.to_string()),
            "pdmp" => day(row.pdmp),
            "comfort" => row.comfort.map(|c| format!("{c} of 5")),
            "oud" => row
                .treats_oud
                .map(|t| if t { "yes" } else { "no" }.to_owned()),
            _ => day(row.leaves_on),
        }
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.row(row).and_then(|r| r.id).map_or(NOBODY, |id| id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.row(row) else {
            return Cow::default();
        };
        match column {
            "name" => Cow::Borrowed(&row.name),
            "team" => Cow::Borrowed(&row.team),
            "ma" => Cow::Borrowed(&row.paired_ma),
            "delegate" => Cow::Borrowed(&row.delegate),
            _ => match Self::known(row, column) {
                Some(words) => Cow::Owned(words),
                None if row.id.is_none() => Cow::default(),
                None => Cow::Borrowed(unknown(column)),
            },
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let row = self.row(row)?;
        let is_unknown = !unknown(column).is_empty() && Self::known(row, column).is_none();
        is_unknown.then_some(Tone::Absent)
    }
}
