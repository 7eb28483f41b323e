//! What the page is made from: gaps, counts, order and groups, worked out when something changes,
//! never per frame.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use super::By;
use super::filter::{ByState, Filters};
use super::lines::{GapLine, Person, lines, place};
use super::order::sort;
use crate::domain::care_gap::{GapRule, GapState};
use crate::domain::ids::ClinicianId;
use crate::ui::cached::change_number;
use crate::ui::view::View;
use crate::ui::widgets::{RowKey, Sort, TableState};

/// What the order was made for.
#[derive(PartialEq)]
struct OrderKey {
    made: (u64, i64),
    by: By,
    filters: Filters,
    sort: Option<Sort>,
    folded: BTreeSet<RowKey>,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapRow {
    /// A heading: position among the groups.
    Group(usize),
    /// A gap: position among the gaps, and whether the row before is of another patient.
    Line(usize, bool),
}

/// A heading over the gaps of a rule or clinician.
pub(super) struct Group {
    pub key: RowKey,
    pub name: String,
    /// "12 gaps of 9 patients, 4 overdue".
    pub words: String,
    pub is_folded: bool,
    /// Positions of its gaps.
    lines: Vec<usize>,
}

/// Gaps, counts, and the rows shown.
#[derive(Default)]
pub(super) struct GapsData {
    made: Option<(u64, i64)>,
    people: Vec<Person>,
    lines: Vec<GapLine>,
    order: Vec<usize>,
    groups: Vec<Group>,
    rows: Vec<GapRow>,
    patients: usize,
    by_state: [usize; ByState::ALL.len()],
    by_rule: Vec<usize>,
    clinicians: Vec<(ClinicianId, String)>,
    teams: Vec<CompactString>,
    names: Vec<CompactString>,
    made_for: Option<OrderKey>,
}

impl GapsData {
    /// Works out again what has changed; keeps ticks and the current row within what is shown.
    pub fn bring_up_to_date(
        &mut self,
        view: &View<'_>,
        by: By,
        filters: &Filters,
        folded: &BTreeSet<RowKey>,
        table: &mut TableState,
    ) {
        let made = (view.revision, change_number(view));
        if self.made != Some(made) {
            self.made = Some(made);
            (self.people, self.lines) = lines(view);
            self.list_choices();
        }
        let is_same = self.made_for.as_ref().is_some_and(|for_| {
            for_.made == made
                && for_.by == by
                && for_.filters == *filters
                && for_.sort == table.sort
                && for_.folded == *folded
        });
        if is_same {
            return;
        }
        self.made_for = Some(OrderKey {
            made,
            by,
            filters: filters.clone(),
            sort: table.sort.clone(),
            folded: folded.clone(),
        });
        let before = self.position(table.current);
        self.filter(filters, &view.status.initials);
        let sorted_by = table.sort.as_ref();
        sort(&mut self.order, &self.lines, &self.people, sorted_by, by);
        self.group(by, folded);
        self.keep_choices(table, before);
    }

    /// Leaves what passes the filters, and counts what each state and rule would show.
    fn filter(&mut self, filters: &Filters, initials: &str) {
        let needles = filters.needles();
        self.order.clear();
        self.by_state = [0; ByState::ALL.len()];
        self.by_rule = vec![0; GapRule::ALL.len()];
        for (at, line) in self.lines.iter().enumerate() {
            let Some(person) = self.people.get(line.person) else {
                continue;
            };
            let passes = filters.passes(line, person, &needles, initials);
            if passes.rule && passes.rest {
                for (count, state) in self.by_state.iter_mut().zip(ByState::ALL) {
                    *count += usize::from(state.has(line));
                }
            }
            if passes.state && passes.rest {
                let rule = usize::try_from(place(line.gap.rule)).ok();
                if let Some(count) = rule.and_then(|at| self.by_rule.get_mut(at)) {
                    *count += 1;
                }
            }
            if passes.all() {
                self.order.push(at);
            }
        }
    }

    /// Makes the rows of the order: with headings, or those of a patient one after the other.
    fn group(&mut self, by: By, folded: &BTreeSet<RowKey>) {
        self.rows.clear();
        self.groups.clear();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut last = None;
        for at in &self.order {
            let Some(line) = self.lines.get(*at) else {
                continue;
            };
            seen.insert(line.person);
            let heading = self
                .people
                .get(line.person)
                .and_then(|p| heading(by, line, p));
            if let Some((key, name)) = heading {
                if self.groups.last().is_none_or(|g| g.key != key) {
                    self.rows.push(GapRow::Group(self.groups.len()));
                    self.groups.push(Group {
                        key,
                        name,
                        words: String::new(),
                        is_folded: folded.contains(&key),
                        lines: Vec::new(),
                    });
                    last = None;
                }
                if let Some(group) = self.groups.last_mut() {
                    group.lines.push(*at);
                    if group.is_folded {
                        continue;
                    }
                }
            }
            let is_first = last != Some(line.person);
            self.rows.push(GapRow::Line(*at, is_first));
            last = Some(line.person);
        }
        self.patients = seen.len();
        self.count_groups();
    }

    fn count_groups(&mut self) {
        for group in &mut self.groups {
            let lines = group.lines.iter().filter_map(|at| self.lines.get(*at));
            let mut people: BTreeSet<usize> = BTreeSet::new();
            let mut overdue = 0;
            for line in lines {
                people.insert(line.person);
                overdue += usize::from(matches!(line.gap.state, GapState::Overdue(_)));
            }
            group.words = format!(
                "{}, {overdue} overdue",
                gaps_and_patients(group.lines.len(), people.len())
            );
        }
    }

    fn position(&self, current: Option<RowKey>) -> Option<usize> {
        let current = current?;
        let is_current = |row: &GapRow| self.line_of(*row).is_some_and(|l| l.key() == current);
        self.rows.iter().position(is_current)
    }

    /// Ticks stay with what is shown. Where the current gap has left, the next one comes up, so that
    /// gaps can be worked through one after the other.
    fn keep_choices(&self, table: &mut TableState, before: Option<usize>) {
        if !table.selected.is_empty() {
            let shown: BTreeSet<RowKey> = self.shown().map(|(line, _)| line.key()).collect();
            table.selected.retain(|key| shown.contains(key));
        }
        if self.position(table.current).is_some() {
            return;
        }
        let from = before.unwrap_or(0).min(self.rows.len());
        let (first, rest) = self.rows.split_at(from);
        let mut next = rest.iter().chain(first.iter().rev());
        table.current = next.find_map(|row| self.line_of(*row)).map(GapLine::key);
    }

    fn list_choices(&mut self) {
        let mut clinicians: BTreeMap<ClinicianId, String> = BTreeMap::new();
        let mut teams: BTreeSet<CompactString> = BTreeSet::new();
        for person in &self.people {
            if let Some(id) = person.clinician {
                clinicians
                    .entry(id)
                    .or_insert_with(|| person.clinician_name.to_string());
            }
            if !person.team.is_empty() {
                teams.insert(person.team.clone());
            }
        }
        self.clinicians = clinicians.into_iter().collect();
        self.clinicians.sort_by_key(|(_, name)| name.to_lowercase());
        self.teams = teams.into_iter().collect();
        let names = self.lines.iter().map(|l| &l.who).filter(|w| !w.is_empty());
        let names: BTreeSet<CompactString> = names.cloned().collect();
        self.names = names.into_iter().collect();
    }

    fn line_of(&self, row: GapRow) -> Option<&GapLine> {
        match row {
            GapRow::Group(_) => None,
            GapRow::Line(at, _) => self.lines.get(at),
        }
    }

    /// A gap of the order with its patient.
    pub fn at(&self, line: usize) -> Option<(&GapLine, &Person)> {
        let line = self.lines.get(line)?;
        Some((line, self.people.get(line.person)?))
    }

    /// The gap of a row's number.
    pub fn find(&self, key: RowKey) -> Option<(&GapLine, &Person)> {
        let at = self.lines.binary_search_by_key(&key, GapLine::key).ok()?;
        self.at(at)
    }

    /// The gaps shown, folded ones too, in order.
    pub fn shown(&self) -> impl Iterator<Item = (&GapLine, &Person)> {
        self.order.iter().filter_map(|at| self.at(*at))
    }

    /// The rows of the table.
    pub fn rows(&self) -> &[GapRow] {
        &self.rows
    }

    /// The headings.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The numbers of a heading's gaps.
    pub fn keys_of<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = RowKey> + 'a {
        let lines = group.lines.iter().filter_map(|at| self.lines.get(*at));
        lines.map(GapLine::key)
    }

    /// Whether nobody has a gap at all.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// "126 gaps of 77 patients".
    pub fn tally(&self) -> String {
        gaps_and_patients(self.order.len(), self.patients)
    }

    /// How many gaps each state would show, as [`ByState::ALL`].
    pub fn by_state(&self) -> &[usize] {
        &self.by_state
    }

    /// How many gaps each rule would show, as [`GapRule::ALL`].
    pub fn by_rule(&self) -> &[usize] {
        &self.by_rule
    }

    /// Clinicians with a gap on their panel, by name.
    pub fn clinicians(&self) -> &[(ClinicianId, String)] {
        &self.clinicians
    }

    /// Their teams.
    pub fn teams(&self) -> &[CompactString] {
        &self.teams
    }

    /// Everybody who has been given a gap.
    pub fn names(&self) -> &[CompactString] {
        &self.names
    }
}

/// "126 gaps of 77 patients".
fn gaps_and_patients(gaps: usize, patients: usize) -> String {
    let gap = if gaps == 1 { "gap" } else { "gaps" };
    let patient = if patients == 1 { "patient" } else { "patients" };
    format!("{gaps} {gap} of {patients} {patient}")
}

/// The heading that a gap stands under; by patient there is none.
fn heading(by: By, line: &GapLine, person: &Person) -> Option<(RowKey, String)> {
    match by {
        By::Patient => None,
        By::Rule => Some((-1 - place(line.gap.rule), line.gap.rule.label().to_owned())),
        // Past the numbers of the rules.
        By::Clinician => Some((
            -1_000 - person.clinician.map_or(0, |id| id.0),
            match person.clinician {
                None => "No responsible clinician".to_owned(),
                Some(_) => person.clinician_name.to_string(),
            },
        )),
    }
}
