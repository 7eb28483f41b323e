//! What the list is made from: lines, counts and order, worked out when something changes, never
//! per frame.

use super::filter::Filters;
use super::line::{PatientLine, lines};
use super::order::sort;
use crate::domain::ids::ClinicianId;
use crate::ui::patients::views::VIEWS;
use crate::ui::request::PatientsView;
use crate::ui::view::View;
use crate::ui::widgets::{Sort, TableState};

/// What the order was made for.
#[derive(PartialEq)]
struct OrderKey {
    revision: u64,
    view: PatientsView,
    filters: Filters,
    sort: Option<Sort>,
}

/// Lines, counts and the order shown.
#[derive(Default)]
pub(super) struct ListData {
    revision: Option<u64>,
    lines: Vec<PatientLine>,
    counts: [usize; VIEWS.len()],
    clinicians: Vec<(ClinicianId, String)>,
    order: Vec<usize>,
    made_for: Option<OrderKey>,
}

impl ListData {
    /// Works out again what has changed; keeps ticks and the current row within what is shown.
    pub fn bring_up_to_date(
        &mut self,
        view: &View<'_>,
        shown: PatientsView,
        filters: &Filters,
        table: &mut TableState,
    ) {
        if self.revision != Some(view.revision) {
            self.revision = Some(view.revision);
            self.lines = lines(view);
            self.counts = VIEWS.map(|v| self.lines.iter().filter(|l| l.is_in(v)).count());
            self.clinicians = clinicians(view, &self.lines);
        }
        let is_same = self.made_for.as_ref().is_some_and(|made| {
            made.revision == view.revision
                && made.view == shown
                && made.filters == *filters
                && made.sort == table.sort
        });
        if is_same {
            return;
        }
        self.made_for = Some(OrderKey {
            revision: view.revision,
            view: shown,
            filters: filters.clone(),
            sort: table.sort.clone(),
        });
        let before = self.position(table.current);
        let needles = filters.needles();
        let fits = |line: &PatientLine| line.is_in(shown) && filters.shows(line, &needles);
        let lines = self.lines.iter().enumerate();
        self.order = lines.filter(|(_, l)| fits(l)).map(|(at, _)| at).collect();
        sort(&mut self.order, &self.lines, table.sort.as_ref());
        self.keep_choices(table, before);
    }

    fn position(&self, current: Option<i64>) -> Option<usize> {
        let current = current?;
        self.shown().position(|line| line.id.0 == current)
    }

    /// Ticks stay with what is shown. Where the current patient has left the view, the next one
    /// comes up, so that candidates can be worked through one after the other.
    fn keep_choices(&self, table: &mut TableState, before: Option<usize>) {
        if self.lines.is_empty() {
            return;
        }
        let keys = || self.shown().map(|line| line.id.0);
        if !table.selected.is_empty() {
            let shown: std::collections::BTreeSet<i64> = keys().collect();
            table.selected.retain(|key| shown.contains(key));
        }
        if self.position(table.current).is_none() {
            let last = self.order.len().saturating_sub(1);
            let next = before.unwrap_or(0).min(last);
            table.current = keys().nth(next);
        }
    }

    /// All patients, in the order of the workbook.
    pub fn lines(&self) -> &[PatientLine] {
        &self.lines
    }

    /// Positions of the patients shown, in order.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The patients shown, in order.
    pub fn shown(&self) -> impl Iterator<Item = &PatientLine> {
        self.order.iter().filter_map(|at| self.lines.get(*at))
    }

    /// How many patients each view has, as [`VIEWS`].
    pub fn counts(&self) -> &[usize; VIEWS.len()] {
        &self.counts
    }

    /// How many patients a view has.
    pub fn count(&self, view: PatientsView) -> usize {
        let at = VIEWS.iter().position(|v| *v == view);
        at.and_then(|at| self.counts.get(at)).copied().unwrap_or(0)
    }

    /// Clinicians who are responsible for somebody, by name.
    pub fn clinicians(&self) -> &[(ClinicianId, String)] {
        &self.clinicians
    }
}

fn clinicians(view: &View<'_>, lines: &[PatientLine]) -> Vec<(ClinicianId, String)> {
    let mut ids: Vec<ClinicianId> = lines.iter().filter_map(|l| l.clinician).collect();
    ids.sort_unstable();
    ids.dedup();
    let named = |id: ClinicianId| Some((id, view.workbook.clinician(id)?.name.clone()));
    let mut named: Vec<_> = ids.into_iter().filter_map(named).collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named
}
