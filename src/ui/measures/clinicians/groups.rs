//! The clinicians or teams of one measure, each with its own series and its own judgement.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::measure::{MeasureId, Scope, SeriesPoint, Unit};
use crate::ui::measures::scope::{scopes, teams};
use crate::ui::measures::summary::{Summary, count_words, value_words};
use crate::ui::patients::present::by_clinician;
use crate::ui::view::View;

/// A denominator below this is too small to compare: one patient more or less then moves a share
/// by more than five points, as much as most clinics aim to change in a year.
pub(super) const SMALL: u32 = 20;

/// Whose values are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    /// One a clinician.
    #[default]
    Clinicians,
    /// One a team.
    Teams,
}

impl By {
    /// "6 clinicians".
    pub fn counted(self, count: usize) -> String {
        match (self, count) {
            (Self::Clinicians, 1) => "1 clinician".to_owned(),
            (Self::Clinicians, _) => format!("{count} clinicians"),
            (Self::Teams, 1) => "1 team".to_owned(),
            (Self::Teams, _) => format!("{count} teams"),
        }
    }

    /// One of them.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Clinicians => "clinician",
            Self::Teams => "team",
        }
    }
}

/// In which order they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// By name, those of nobody last.
    #[default]
    Name,
    /// The highest value first.
    Value,
    /// The largest denominator first.
    N,
}

impl Order {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Name, Self::Value, Self::N];

    /// The words on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "by name",
            Self::Value => "by value",
            Self::N => "by n",
        }
    }
}

/// One clinician or team.
pub(super) struct Group {
    /// "Doyle, Kevin PA-C", "North", "No clinician".
    pub name: String,
    /// The measure of its patients alone.
    pub summary: Summary,
}

impl Group {
    /// Whether it is a clinician or a team, not what is left.
    pub fn is_somebody(&self) -> bool {
        match &self.summary.scope {
            Scope::Clinic | Scope::Clinician(None) => false,
            Scope::Team(name) => !name.is_empty(),
            Scope::Clinician(Some(_)) => true,
        }
    }

    /// Its point of a period.
    pub fn point_on(&self, end: NaiveDate) -> Option<&SeriesPoint> {
        self.summary.series.points.iter().find(|p| p.end == end)
    }

    /// Its newest point with a value.
    pub fn newest(&self) -> Option<&SeriesPoint> {
        self.summary.series.points.get(self.summary.last?)
    }

    /// Whether a point counts too few to be compared. Plain counts are not compared by size.
    pub fn is_small(&self, point: Option<&SeriesPoint>) -> bool {
        let n = point.filter(|p| p.value.is_some());
        let n = n.and_then(|p| p.denominator);
        self.summary.unit() != Unit::Count && n.is_some_and(|n| n < f64::from(SMALL))
    }

    /// "12.0 %, 3 of 25", "31 patients".
    pub fn words(&self, point: &SeriesPoint) -> String {
        let unit = self.summary.unit();
        let value = value_words(unit, point);
        let count = count_words(self.summary.measure, unit, point);
        match (unit, count.is_empty()) {
            (_, true) => value,
            (Unit::Count, false) => format!("{value} {count}"),
            (_, false) => format!("{value}, {count}"),
        }
    }
}

/// All groups of a measure, by name, and the periods they have in common.
#[derive(Default)]
pub(super) struct Groups {
    /// By name, those of nobody last.
    pub all: Vec<Group>,
    /// The last day of each period, oldest first: the clinic's.
    pub ends: Vec<NaiveDate>,
    /// Which of them the patients' table hides from a room.
    pub hidden_elsewhere: Vec<bool>,
}

impl Groups {
    /// Works them out: every patient is in one of them.
    pub fn of(view: &View<'_>, clinic: &Summary, by: By) -> Self {
        let measure = clinic.measure;
        let group = |scope: Scope| Group {
            name: name(&scope, view),
            summary: Summary::of(measure, scope, view),
        };
        let all: Vec<Group> = compared(view, measure, by).into_iter().map(group).collect();
        let hidden = match measure {
            MeasureId::Computed(measure) => by_clinician::hidden(view, measure),
            MeasureId::Own(_) => Vec::new(),
        };
        let is_hidden = |group: &Group| match &group.summary.scope {
            Scope::Clinician(id) => hidden.contains(id),
            Scope::Clinic | Scope::Team(_) => false,
        };
        Self {
            hidden_elsewhere: all.iter().map(is_hidden).collect(),
            all,
            ends: clinic.series.points.iter().map(|p| p.end).collect(),
        }
    }

    /// Positions in the order wanted, by the values of a period.
    pub fn ordered(&self, order: Order, end: Option<NaiveDate>) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.all.len()).collect();
        let key = |at: &usize| {
            let point = self.all.get(*at)?.point_on(end?)?;
            let value = point.value?;
            match order {
                Order::Name => None,
                Order::Value => Some(value),
                Order::N => point.denominator,
            }
        };
        places.sort_by(|a, b| match (key(a), key(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        places
    }
}

/// The scopes that divide the clinic: clinicians, or teams and those in none.
fn compared(view: &View<'_>, measure: MeasureId, by: By) -> Vec<Scope> {
    let all = scopes(view, measure);
    let clinicians = all.iter().filter(|s| matches!(s, Scope::Clinician(_)));
    if by == By::Clinicians {
        return clinicians.cloned().collect();
    }
    let is_in_none = |scope: &&Scope| match scope {
        Scope::Clinician(Some(id)) => view
            .workbook
            .clinician(*id)
            .is_some_and(|c| c.team.is_empty()),
        _ => false,
    };
    if teams(view.workbook).is_empty() {
        return Vec::new();
    }
    let has_rest = clinicians.clone().any(|s| is_in_none(&s));
    let has_nobody = all.contains(&Scope::Clinician(None));
    let named = all.into_iter().filter(|s| matches!(s, Scope::Team(_)));
    named
        .chain(has_rest.then(|| Scope::Team(String::new())))
        .chain(has_nobody.then_some(Scope::Clinician(None)))
        .collect()
}

/// A team by its name alone: the page says already that they are teams.
fn name(scope: &Scope, view: &View<'_>) -> String {
    match scope {
        Scope::Team(team) if team.is_empty() => "No team".to_owned(),
        Scope::Team(team) => team.clone(),
        other => other.label(view.workbook),
    }
}
