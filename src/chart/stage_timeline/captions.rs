//! The words at the bars' ends, by what became of the stage.

use chrono::NaiveDate;

use super::course::{Course, over_words};
use crate::chart::ink::Ink;

/// Which of the two bars of a row words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    Planned,
    Actual,
}

/// Which side of a bar its words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before its beginning.
    Before,
    /// After its end.
    After,
    /// After its end, or beyond today: the stage has come so far.
    Today,
}

/// Words at a bar's end.
pub(super) struct Caption {
    /// The bar.
    pub lane: Lane,
    /// The words, then what is left of them where room is short.
    pub words: Vec<String>,
    /// What they stand beside; without an end it reaches to the right edge.
    pub beside: (NaiveDate, Option<NaiveDate>),
    /// Where they belong.
    pub side: Side,
    /// Colour role.
    pub ink: Ink,
}

impl Course {
    /// The words of the row; only one caption when both bars share one line of words.
    pub(super) fn captions(&self, today: NaiveDate, has_two_lanes: bool) -> Vec<Caption> {
        let over = self.plan_over(today);
        let Some(mut outcome) = self.outcome(today) else {
            return over.or_else(|| self.plan(today)).into_iter().collect();
        };
        if has_two_lanes {
            return [Some(outcome), over].into_iter().flatten().collect();
        }
        if let Some((_, Some(to))) = self.planned {
            outcome.beside.1 = outcome.beside.1.map(|end| end.max(to));
        }
        if let Some(over) = over {
            outcome.join(&over);
        }
        vec![outcome]
    }

    /// What stands before the planned bar of a stage to come.
    fn plan(&self, today: NaiveDate) -> Option<Caption> {
        let (from, to) = self.planned?;
        let is_late = from < today;
        let waits = if is_late { ", not begun" } else { "" };
        let words = vec![
            format!("planned from {from}{waits}"),
            format!("from {from}{waits}"),
            format!("from {}{waits}", month(from)),
        ];
        Some(Caption {
            lane: Lane::Planned,
            words,
            beside: (from, to),
            side: Side::Before,
            ink: if is_late { Ink::Caution } else { Ink::Text2 },
        })
    }

    /// What stands after a planned bar that was not kept.
    fn plan_over(&self, today: NaiveDate) -> Option<Caption> {
        let (from, _) = self.planned?;
        let (to, over) = self.overrun(today)?;
        Some(Caption {
            lane: Lane::Planned,
            words: vec![format!("planned to {to}, {over}"), over],
            beside: (from, Some(to)),
            side: self.side(),
            ink: Ink::Caution,
        })
    }

    /// What stands after the actual bar, or after what is expected.
    fn outcome(&self, today: NaiveDate) -> Option<Caption> {
        let caption = |words: Vec<String>, (from, to), ink| Caption {
            lane: Lane::Actual,
            words,
            beside: (from, Some(to)),
            side: self.side(),
            ink,
        };
        let dated = |word: &str, day: NaiveDate| {
            vec![format!("{word} {day}"), format!("{word} {}", month(day))]
        };
        if let (Some(actual), Some(done)) = (self.actual, self.done) {
            return Some(caption(dated("done", done), actual, Ink::Text2));
        }
        let Some(expected) = self.expected else {
            let actual = self.actual?;
            return Some(caption(dated("since", actual.0), actual, Ink::Text2));
        };
        let beside = self.actual.unwrap_or((expected, expected));
        if let Some(over) = over_words(expected, today) {
            let words = vec![format!("expected {expected}, {over}"), over];
            return Some(caption(words, beside, Ink::Caution));
        }
        let words = dated("expected", expected);
        Some(caption(words, (beside.0, expected), Ink::Text2))
    }

    /// Where words go that stand after a bar: a stage under way has come as far as today.
    const fn side(&self) -> Side {
        if self.actual.is_some() && self.done.is_none() {
            Side::Today
        } else {
            Side::After
        }
    }
}

impl Caption {
    /// Takes over what another caption of the row says.
    fn join(&mut self, over: &Self) {
        let Some(own) = self.words.first().cloned() else {
            return;
        };
        let whole = over.words.first();
        let whole = whole.map(|words| format!("{own}, {words}"));
        let short = over.words.last().map(|words| format!("{words} plan"));
        let both = short.as_ref().map(|short| format!("{own}, {short}"));
        let joined = [whole, both, short].into_iter().flatten();
        self.words = joined.chain(std::mem::take(&mut self.words)).collect();
        self.ink = Ink::Caution;
    }
}

fn month(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}
