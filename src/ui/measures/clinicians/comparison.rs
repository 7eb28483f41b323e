//! Clinicians or teams put side by side: the chart, what each line says, and the finding in words.

use chrono::NaiveDate;

use super::groups::{By, Group, Groups, Order};
use super::hiding::{hidden_ever, hidden_on};
use crate::chart::measured::{unit as chart_unit, value as chart_value};
use crate::chart::page::Surround;
use crate::chart::scene::{Rect, Scene};
use crate::chart::small_multiples::{self, Panel, SmallMultiples};
use crate::chart::variation::{self, Row, Variation};
use crate::domain::measure::{SeriesPoint, Unit};
use crate::domain::run_chart::FindingKind;
use crate::ui::measures::summary::{Summary, count_words};

/// Which of the two pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// A run chart each.
    #[default]
    Panels,
    /// A dot each, of one period.
    Dots,
}

/// How they are put side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Which picture.
    pub shape: Shape,
    /// Clinicians or teams.
    pub by: By,
    /// In which order.
    pub order: Order,
    /// The period of the dots; the newest when none is chosen.
    pub month: Option<NaiveDate>,
    /// Counts of 1 to less than this are hidden, because a room looks on.
    pub hides_below: Option<u32>,
}

/// One panel or row.
pub(super) struct Line {
    /// Its group's place in [`Groups::all`].
    pub group: usize,
    /// All it says, for screen readers.
    pub words: String,
    /// Nothing of it is shown.
    pub is_hidden: bool,
}

/// The chart without a size.
pub(super) enum Chart {
    /// Small run charts.
    Panels(SmallMultiples),
    /// Dots.
    Dots(Variation),
}

/// The chart with a size.
pub(super) enum Laid {
    /// Small run charts.
    Panels(small_multiples::LaidOut),
    /// Dots.
    Dots(variation::LaidOut),
}

impl Chart {
    /// The height that all of it needs.
    pub fn least_height(&self, width: f32, k: f32) -> f32 {
        match self {
            Self::Panels(chart) => chart.least_height(width, k),
            Self::Dots(chart) => chart.least_height(k),
        }
    }

    /// Gives it a size.
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> Laid {
        match self {
            Self::Panels(chart) => Laid::Panels(chart.lay_out(width, height, k)),
            Self::Dots(chart) => Laid::Dots(chart.lay_out(width, height, k)),
        }
    }

    /// The same with words around it, for a picture that leaves the window.
    pub fn surrounded(&self, surround: Surround) -> Self {
        match self {
            Self::Panels(chart) => Self::Panels(SmallMultiples {
                surround,
                ..chart.clone()
            }),
            Self::Dots(chart) => Self::Dots(Variation {
                surround,
                ..chart.clone()
            }),
        }
    }
}

impl Laid {
    /// The picture.
    pub fn scene(&self) -> &Scene {
        match self {
            Self::Panels(laid) => &laid.scene,
            Self::Dots(laid) => &laid.scene,
        }
    }

    /// Where each line was put.
    pub fn places(&self) -> &[Rect] {
        match self {
            Self::Panels(laid) => &laid.panels,
            Self::Dots(laid) => &laid.rows,
        }
    }

    /// The point of a panel nearest to a position, as its index.
    pub fn point_at(&self, at: (f32, f32)) -> Option<usize> {
        match self {
            Self::Panels(laid) => laid.point_at(at).map(|point| point.index),
            Self::Dots(_) => None,
        }
    }
}

/// Clinicians or teams side by side.
pub(super) struct Comparison {
    /// In the order of the chart.
    pub lines: Vec<Line>,
    /// The chart.
    pub chart: Chart,
    /// The finding.
    pub sentence: String,
    /// What the words on the chart mean.
    pub notes: Vec<String>,
    /// The period of the dots.
    pub month: Option<NaiveDate>,
}

impl Comparison {
    /// Puts them side by side.
    pub fn of(groups: &Groups, clinic: &Summary, look: Look) -> Self {
        let newest = clinic.last.and_then(|at| clinic.series.points.get(at));
        let month = look.month.or(newest.map(|p| p.end));
        let hidden = match (look.hides_below, look.shape, month) {
            (None, ..) => vec![false; groups.all.len()],
            (Some(k), Shape::Dots, Some(end)) => hidden_on(groups, clinic, end, k),
            (Some(k), ..) => hidden_ever(groups, clinic, k),
        };
        // The order by value or size would tell something of those that are hidden.
        let order = look.hides_below.map_or(look.order, |_| Order::Name);
        let side = Side {
            groups,
            clinic,
            look,
            month,
            hidden,
        };
        let places = groups.ordered(order, month);
        let shown: Vec<(usize, &Group)> = places
            .iter()
            .filter_map(|at| Some((*at, groups.all.get(*at)?)))
            .collect();
        let chart = match look.shape {
            Shape::Panels => Chart::Panels(side.panels(&shown)),
            Shape::Dots => Chart::Dots(side.dots(&shown)),
        };
        Self {
            lines: shown.iter().map(|(at, g)| side.line(*at, g)).collect(),
            chart,
            sentence: match look.shape {
                Shape::Panels => side.signals_sentence(),
                Shape::Dots => side.range_sentence(),
            },
            notes: side.notes(),
            month,
        }
    }
}

/// What the parts of a comparison are made from.
pub(super) struct Side<'a> {
    pub groups: &'a Groups,
    pub clinic: &'a Summary,
    pub look: Look,
    pub month: Option<NaiveDate>,
    pub hidden: Vec<bool>,
}

impl Side<'_> {
    /// The point that a line speaks of: of the period for dots, its newest for a panel.
    pub fn point<'g>(&self, group: &'g Group) -> Option<&'g SeriesPoint> {
        match self.look.shape {
            Shape::Panels => group.newest(),
            Shape::Dots => group.point_on(self.month?),
        }
    }

    pub fn is_hidden(&self, at: usize) -> bool {
        self.hidden.get(at).copied().unwrap_or(true)
    }

    /// Words in place of a hidden one's numbers: the same whether small or hidden for another's sake.
    fn hidden_words(&self, at: usize) -> Option<String> {
        let k = self.look.hides_below?;
        self.is_hidden(at)
            .then(|| format!("Hidden: counts below {k}"))
    }

    fn line(&self, at: usize, group: &Group) -> Line {
        let hidden = self.hidden_words(at);
        let is_hidden = hidden.is_some();
        let words = hidden.unwrap_or_else(|| {
            let point = self.point(group).filter(|p| p.value.is_some());
            let value = point.map_or_else(|| "no value".to_owned(), |p| self.last_words(group, p));
            let small = if group.is_small(point) {
                ", small panel"
            } else {
                ""
            };
            match self.look.shape {
                Shape::Panels => format!("{value}{small}. {}", group.summary.finding.kind.word()),
                Shape::Dots => format!("{value}{small}"),
            }
        });
        Line {
            group: at,
            words: format!("{}, {words}", group.name),
            is_hidden,
        }
    }

    /// "12.0 %, 3 of 25"; when not of the newest period, that too.
    fn last_words(&self, group: &Group, point: &SeriesPoint) -> String {
        let words = group.words(point);
        if Some(point.end) == self.month {
            words
        } else {
            format!("{words} in {}", self.clinic.series.period.name(point.end))
        }
    }

    fn goal(&self) -> Option<f64> {
        // A number of patients is aimed at for the clinic, not for each.
        let goal = self.clinic.goal.as_ref();
        let goal = goal.filter(|_| self.clinic.unit() != Unit::Count);
        goal.map(|g| chart_value(self.clinic.unit(), g.value))
    }

    fn panels(&self, shown: &[(usize, &Group)]) -> SmallMultiples {
        let panels = shown.iter().map(|(at, group)| self.panel(*at, group));
        let name = |end: &NaiveDate| self.clinic.series.period.name(*end);
        SmallMultiples {
            panels: panels.collect(),
            labels: self.groups.ends.iter().map(name).collect(),
            unit: chart_unit(self.clinic.unit()),
            goal: self.goal(),
            better: self.clinic.series.better,
            surround: Surround::default(),
        }
    }

    fn panel(&self, at: usize, group: &Group) -> Panel {
        let count = self.groups.ends.len();
        if let Some(words) = self.hidden_words(at) {
            return Panel {
                name: group.name.clone(),
                values: vec![None; count],
                n: vec![None; count],
                median: None,
                signal: FindingKind::NoSignal,
                last: String::new(),
                is_small: false,
                hidden: Some(words),
            };
        }
        let unit = group.summary.unit();
        let points: Vec<Option<&SeriesPoint>> = {
            let ends = self.groups.ends.iter();
            ends.map(|end| group.point_on(*end)).collect()
        };
        let value = |p: Option<&SeriesPoint>| Some(chart_value(unit, p?.value?));
        let n = |p: Option<&SeriesPoint>| Some(p?.denominator?.round() as u32);
        let newest = group.newest();
        Panel {
            name: group.name.clone(),
            values: points.iter().copied().map(value).collect(),
            n: points.iter().copied().map(n).collect(),
            median: group.summary.analysis.parts.last().and_then(|p| p.median),
            signal: group.summary.finding.kind,
            last: newest.map_or_else(String::new, |p| self.last_words(group, p)),
            is_small: group.is_small(newest),
            hidden: None,
        }
    }

    fn dots(&self, shown: &[(usize, &Group)]) -> Variation {
        let unit = self.clinic.unit();
        let clinic = self.clinic_point().and_then(|p| p.value);
        // The clinic's number of patients is the sum of all, not a line among them.
        let clinic = clinic.filter(|_| unit != Unit::Count);
        Variation {
            rows: shown.iter().map(|(at, g)| self.row(*at, g)).collect(),
            unit: chart_unit(unit),
            clinic: clinic.map(|value| chart_value(unit, value)),
            goal: self.goal(),
            better: self.clinic.series.better,
            surround: Surround::default(),
        }
    }

    fn row(&self, at: usize, group: &Group) -> Row {
        let name = group.name.clone();
        let hidden = self.hidden_words(at);
        let point = self.point(group).filter(|_| hidden.is_none());
        let (unit, measure) = (group.summary.unit(), group.summary.measure);
        let value = point.and_then(|p| match (p.value, p.denominator) {
            (Some(value), _) => Some(chart_value(unit, value)),
            // There are patients, but of none of them it can be told.
            (None, Some(n)) if n > 0.0 => Some(f64::NAN),
            (None, _) => None,
        });
        let known = point.filter(|p| p.value.is_some());
        Row {
            name,
            value,
            counted: known.map_or_else(String::new, |p| count_words(measure, unit, p)),
            is_small: group.is_small(known),
            hidden,
        }
    }

    pub fn clinic_point(&self) -> Option<&SeriesPoint> {
        let points = &self.clinic.series.points;
        points.iter().find(|p| Some(p.end) == self.month)
    }
}
