//! What people set on a chart: notes, phases, breaks of method, the frozen baseline, points left out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MeasureId;
use crate::domain::ids::ChartMarkId;

/// What is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Something that happened: a numbered note.
    Note,
    /// A phase begins, with a median of its own.
    Phase,
    /// Another method from here on: a visible break.
    Method,
    /// The baseline ends here; its median is held.
    Baseline,
    /// The point is shown and not counted.
    LeftOut,
}

impl MarkKind {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Phase,
        Self::Method,
        Self::Baseline,
        Self::LeftOut,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Phase => "phase",
            Self::Method => "method",
            Self::Baseline => "baseline",
            Self::LeftOut => "left_out",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Phase => "New phase",
            Self::Method => "New method",
            Self::Baseline => "Baseline ends",
            Self::LeftOut => "Left out",
        }
    }

    /// What it does to the chart.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Note => "A numbered note at this point. It changes nothing in the judgement.",
            Self::Phase => {
                "From this point on the chart has a median of its own. Set a phase only when a change has lasted, \
                 its cause is known and it is expected to stay."
            }
            Self::Method => {
                "The numbers are got in another way from this point on: the line breaks, and what follows is judged \
                 by itself."
            }
            Self::Baseline => {
                "The median of the points up to and with this one is held; later points are judged against it."
            }
            Self::LeftOut => "The point stays on the chart, hollow, and is not counted.",
        }
    }

    /// Whether it needs a reason.
    pub fn needs_words(self) -> bool {
        self != Self::Baseline
    }
}

/// One thing set on a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartMark {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: ChartMarkId,
    /// On whose chart.
    pub measure: MeasureId,
    /// A day of the point it stands at.
    pub day: NaiveDate,
    /// What.
    pub kind: MarkKind,
    /// What happened, or why.
    pub words: String,
    /// Who set it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}
