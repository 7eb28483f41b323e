//! What is found when clinicians or teams stand side by side, and what the words on the chart mean.

use super::comparison::Side;
use super::groups::{Group, SMALL};
use crate::domain::measure::{MeasureId, SeriesPoint, Unit};
use crate::domain::run_chart::FindingKind;
use crate::domain::suppression::hidden_means;
use crate::ui::measures::summary::value_words;

impl Side<'_> {
    /// Clinicians or teams of which something is shown, without those of nobody.
    fn seen(&self) -> impl Iterator<Item = &Group> {
        let all = self.groups.all.iter().enumerate();
        all.filter(|(at, group)| group.is_somebody() && !self.is_hidden(*at))
            .map(|(_, group)| group)
    }

    fn hidden_count(&self) -> String {
        match self.hidden.iter().filter(|hidden| **hidden).count() {
            0 => String::new(),
            count => format!("; {count} hidden"),
        }
    }

    /// "5.0 % to 23.1 % across 6 clinicians with 20 or more patients; clinic 12.0 %."
    pub fn range_sentence(&self) -> String {
        if self.is_all_hidden() {
            return self.all_hidden();
        }
        let compared = self.values(false);
        let range = match range(&compared, self.clinic.unit()) {
            Some(range) => {
                let (by, with) = (self.look.by, self.with_enough());
                match compared.len() {
                    1 => format!("{range} in the only {}{with}", by.noun()),
                    count => format!("{range} across {}{with}", by.counted(count)),
                }
            }
            None => self.without_enough(),
        };
        let words = |p: &SeriesPoint| value_words(self.clinic.unit(), p);
        let clinic = self.clinic_point().filter(|p| p.value.is_some());
        let clinic = clinic.map_or_else(String::new, |p| match self.clinic.unit() {
            Unit::Count => format!("; clinic {} in all", words(p)),
            _ => format!("; clinic {}", words(p)),
        });
        format!("{range}{clinic}{}.", self.hidden_count())
    }

    /// Points with a value, of small or of other groups.
    fn values(&self, of_small: bool) -> Vec<&SeriesPoint> {
        let known = self.seen().filter_map(|group| {
            let point = self.point(group).filter(|p| p.value.is_some())?;
            (group.is_small(Some(point)) == of_small).then_some(point)
        });
        known.collect()
    }

    /// "No clinician has 20 or more patients; 0.0 % to 9.1 % across 8 with fewer".
    fn without_enough(&self) -> String {
        let small = self.values(true);
        let noun = self.look.by.noun();
        let Some(range) = range(&small, self.clinic.unit()) else {
            return format!("No value of a {noun}");
        };
        let what = match self.clinic.measure {
            MeasureId::Computed(_) => format!("{SMALL} or more patients"),
            MeasureId::Own(_) => format!("a sample of {SMALL} or more"),
        };
        // What is hidden may have more.
        let has = if self.hidden.contains(&true) {
            "shown has"
        } else {
            "has"
        };
        format!(
            "No {noun} {has} {what}; {range} across {} with fewer",
            small.len()
        )
    }

    fn is_all_hidden(&self) -> bool {
        self.hidden.iter().all(|hidden| *hidden)
    }

    fn all_hidden(&self) -> String {
        match self.hidden.len() {
            1 => "It is hidden.".to_owned(),
            count => format!("All {count} are hidden."),
        }
    }

    fn with_enough(&self) -> String {
        match (self.clinic.unit(), self.clinic.measure) {
            (Unit::Count, _) => String::new(),
            (_, MeasureId::Computed(_)) => format!(" with {SMALL} or more patients"),
            (_, MeasureId::Own(_)) => format!(" with a sample of {SMALL} or more"),
        }
    }

    /// "Signals in 8 clinicians: 2 better, 1 worse, 5 without a signal."
    pub fn signals_sentence(&self) -> String {
        let kinds: Vec<FindingKind> = self.seen().map(|g| g.summary.finding.kind).collect();
        let by = self.look.by;
        if self.is_all_hidden() {
            return self.all_hidden();
        }
        if kinds.is_empty() {
            return format!("No {} to be judged{}.", by.noun(), self.hidden_count());
        }
        let parts = [
            (FindingKind::Better, "better"),
            (FindingKind::Worse, "worse"),
            (FindingKind::Changed, "changed"),
            (FindingKind::NoSignal, "without a signal"),
            (FindingKind::TooFewPoints, "with too few points"),
        ];
        let said = parts.into_iter().filter_map(|(kind, words)| {
            let count = kinds.iter().filter(|k| **k == kind).count();
            (count > 0).then(|| format!("{count} {words}"))
        });
        let said: Vec<String> = said.collect();
        format!(
            "{}, each judged by its own points: {}{}.",
            by.counted(kinds.len()),
            said.join(", "),
            self.hidden_count()
        )
    }

    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let shown = self.groups.all.iter().enumerate();
        let mut shown = shown.filter(|(at, _)| !self.is_hidden(*at));
        if shown.any(|(_, group)| group.is_small(self.point(group))) {
            let moves = match self.clinic.unit() {
                Unit::Percent => ", where one moves the value by more than 5 points",
                _ => ", where one moves the value much",
            };
            notes.push(format!("Small panel: n below {SMALL}{moves}."));
        }
        if let Some(k) = self
            .look
            .hides_below
            .filter(|_| self.hidden.contains(&true))
        {
            notes.push(hidden_means(k));
        }
        notes
    }
}

/// "5.0 % to 23.1 %"; "100.0 %" when all are alike.
fn range(points: &[&SeriesPoint], unit: Unit) -> Option<String> {
    let value = |p: &&&SeriesPoint| p.value.unwrap_or_default();
    let least = points.iter().min_by(|a, b| value(a).total_cmp(&value(b)))?;
    let most = points.iter().max_by(|a, b| value(a).total_cmp(&value(b)))?;
    let (least, most) = (value_words(unit, least), value_words(unit, most));
    Some(if least == most {
        least
    } else {
        format!("{least} to {most}")
    })
}
