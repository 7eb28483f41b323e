//! How far the way from start to goal has been gone, in words.

use crate::chart::run_chart::Unit;

/// Where a measure stands between its start and its goal. Judged on the values as they are
/// written, so that words and numbers never contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A value is missing.
    Unknown,
    /// Start and goal are the same: there is no way between them.
    NoWay,
    /// Farther from the goal than at the start, by so many percent of the way.
    WrongWay(i64),
    /// Whole percent of the way, 0 to 99, rounded down; the flag says whether any of it is gone.
    OnTheWay(i64, bool),
    /// Just at the goal.
    Reached,
    /// Beyond the goal: percent of the way, rounded down.
    Beyond(i64),
}

/// The value in steps of its last written digit.
fn steps(value: f64, unit: Unit) -> Option<i64> {
    let per_unit = if unit == Unit::Percent { 1000.0 } else { 10.0 };
    (value.abs() < 1e9).then(|| (value * per_unit).round() as i64)
}

impl Progress {
    /// From the three values; the goal may lie over or under the start.
    pub fn of(start: f64, now: f64, goal: f64, unit: Unit) -> Self {
        let steps = [start, now, goal].map(|value| steps(value, unit));
        let [Some(start), Some(now), Some(goal)] = steps else {
            return Self::Unknown;
        };
        let direction = (goal - start).signum();
        let (gone, way) = ((now - start) * direction, (goal - start).abs());
        match gone {
            _ if way == 0 => Self::NoWay,
            ..0 => Self::WrongWay((-gone * 100 + way - 1) / way),
            _ if gone == way => Self::Reached,
            _ if gone > way => Self::Beyond(gone * 100 / way),
            _ => Self::OnTheWay(gone * 100 / way, gone > 0),
        }
    }

    /// The first words, set large.
    pub fn lead(self) -> String {
        match self {
            Self::Unknown => "Not known yet".to_owned(),
            Self::NoWay => "No way to measure".to_owned(),
            Self::WrongWay(_) => "The wrong way".to_owned(),
            Self::OnTheWay(0, true) => "Less than 1 %".to_owned(),
            Self::OnTheWay(percent, _) => format!("{percent} %"),
            Self::Reached => "Goal reached".to_owned(),
            Self::Beyond(_) => "Beyond the goal".to_owned(),
        }
    }

    /// What follows them.
    pub fn rest(self) -> String {
        match self {
            Self::Unknown => "a number is missing".to_owned(),
            Self::NoWay => "start and goal are the same".to_owned(),
            Self::WrongWay(percent) => {
                format!("farther from the goal than at the start, by {percent} % of the way")
            }
            Self::OnTheWay(_, false) => "of the way, as at the start".to_owned(),
            Self::OnTheWay(..) => "of the way".to_owned(),
            Self::Reached => "100 % of the way".to_owned(),
            Self::Beyond(percent) => format!("{percent} % of the way"),
        }
    }

    /// All of it: `58 % of the way`.
    pub fn words(self) -> String {
        let (lead, rest) = (self.lead(), self.rest());
        match self {
            Self::OnTheWay(..) => format!("{lead} {rest}"),
            _ => format!("{lead}, {rest}"),
        }
    }
}
