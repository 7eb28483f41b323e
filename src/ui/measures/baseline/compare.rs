//! A measure's frozen value against the value now: the change in words, and whether it is better.

use crate::domain::clinic::Settings;
use crate::domain::measure::{MeasureId, SeriesPoint, Snapshot, SnapshotValue, Unit};
use crate::domain::run_chart::Better;
use crate::ui::measures::summary::{Summary, count_words, plain, value_words};
use crate::ui::view::View;

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// In the direction that is better.
    Better,
    /// In the other.
    Worse,
    /// Neither direction is better.
    Changed,
    /// The same as written.
    Unchanged,
    /// There is no later value.
    NoLater,
}

impl Verdict {
    /// The word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::NoLater => "no later one",
        }
    }
}

/// One measure, then and now.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    pub(super) measure: MeasureId,
    pub(super) name: String,
    pub(super) then: String,
    pub(super) then_count: String,
    pub(super) then_on: String,
    pub(super) now: String,
    pub(super) now_count: String,
    pub(super) now_on: String,
    pub(super) change: String,
    pub(super) verdict: Verdict,
    pub(super) unknown: String,
}

/// A frozen value as a point of a series.
pub(super) fn frozen_point(value: &SnapshotValue) -> SeriesPoint {
    SeriesPoint {
        end: value.end,
        value: Some(value.value),
        numerator: value.numerator,
        denominator: value.denominator,
        unknown: value.unknown,
        note: String::new(),
    }
}

/// A frozen value against the newest one; `summary` is `None` for a measure no longer kept.
pub(super) fn compare(
    view: &View<'_>,
    frozen: &SnapshotValue,
    summary: Option<&Summary>,
) -> Compared {
    let then = frozen_point(frozen);
    let period = frozen.measure.period(view.workbook);
    let newest = summary.and_then(|s| s.series.points.get(s.last?));
    let later =
        newest.filter(|p| p.end > frozen.end && summary.is_some_and(|s| s.unit() == frozen.unit));
    let (change, verdict) = match later.and_then(|p| p.value) {
        None => (String::new(), Verdict::NoLater),
        Some(now) => change(
            (frozen.value, now),
            frozen.unit,
            frozen.measure.better(view.workbook),
        ),
    };
    let count = |p: &SeriesPoint| count_words(frozen.measure, frozen.unit, p);
    let unknown_then = frozen.unknown;
    let unknown = match later {
        Some(p) => format!("{unknown_then}, now {}", p.unknown),
        None => unknown_then.to_string(),
    };
    Compared {
        measure: frozen.measure,
        name: frozen.name.clone(),
        then: value_words(frozen.unit, &then),
        then_count: count(&then),
        then_on: period.name(frozen.end),
        now: later
            .map(|p| value_words(frozen.unit, p))
            .unwrap_or_default(),
        now_count: later.map(count).unwrap_or_default(),
        now_on: later.map(|p| period.name(p.end)).unwrap_or_default(),
        change,
        verdict,
        unknown: match frozen.measure {
            MeasureId::Computed(_) => unknown,
            MeasureId::Own(_) => String::new(),
        },
    }
}

/// "−3.1 points" and whether that is better; judged on values as they are written.
fn change((then, now): (f64, f64), unit: Unit, better: Better) -> (String, Verdict) {
    let per_unit = if unit == Unit::Number { 100.0 } else { 10.0 };
    let written = |value: f64| (value * per_unit).round();
    let difference = (written(now) - written(then)) / per_unit;
    let sign = if difference > 0.0 {
        "+"
    } else if difference < 0.0 {
        "−"
    } else {
        "±"
    };
    let amount = match unit {
        Unit::Number => format!("{:.2}", difference.abs()),
        Unit::Count => plain(difference.abs()),
        Unit::Percent | Unit::Milligrams => format!("{:.1}", difference.abs()),
    };
    let words = match unit {
        Unit::Percent => " points",
        Unit::Milligrams => " mg",
        Unit::Count | Unit::Number => "",
    };
    let verdict = match better {
        _ if difference == 0.0 => Verdict::Unchanged,
        Better::Neither => Verdict::Changed,
        Better::Lower if difference < 0.0 => Verdict::Better,
        Better::Higher if difference > 0.0 => Verdict::Better,
        Better::Lower | Better::Higher => Verdict::Worse,
    };
    (format!("{sign}{amount}{words}"), verdict)
}

/// The dose factors in force, as the method of a baseline says them.
pub(super) fn factor_words(settings: &Settings) -> String {
    format!("Dose factors: {}.", settings.factor_set.about().short_name)
}

/// What has changed in the definitions since: names that carry their limits, and the dose factors.
pub(super) fn notices(view: &View<'_>, snapshot: &Snapshot) -> Vec<String> {
    let mut notices = Vec::new();
    let workbook = view.workbook;
    let renamed: Vec<String> = snapshot
        .values
        .iter()
        .filter(|v| v.measure.is_known(workbook))
        .map(|v| (&v.name, v.measure.label(workbook)))
        .filter(|(then, now)| *then != now)
        .map(|(then, now)| format!("“{then}” is now “{now}”"))
        .collect();
    if !renamed.is_empty() {
        notices.push(format!(
            "Measures were named or defined otherwise when this was frozen: {}.",
            renamed.join("; ")
        ));
    }
    let said = snapshot.method.contains("Dose factors: ");
    let now = factor_words(&workbook.settings);
    if said && !snapshot.method.contains(&now) {
        notices.push(format!(
            "Other dose factors were in force when this was frozen; now {}.",
            workbook.settings.factor_set.about().short_name
        ));
    }
    notices
}
