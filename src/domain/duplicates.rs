//! Records that may be one person twice: clinicians under two spellings, patients under two
//! numbers. Found by names and dates of birth alone; a person decides.

mod clinicians;
mod patients;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ClinicianId, DistinctPairId, PatientId};
use super::workbook::Workbook;

pub use clinicians::clinicians;
pub use patients::patients;

/// How likely two records are one person. The surer comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing speaks against it.
    Sure,
    /// Something differs that may be a slip.
    Possible,
}

impl Likeness {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sure => "Very likely",
            Self::Possible => "Possible",
        }
    }
}

/// Which records a pair is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairKind {
    /// Patients.
    Patients,
    /// Clinicians.
    Clinicians,
}

impl PairKind {
    /// The word in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Patients => "patients",
            Self::Clinicians => "clinicians",
        }
    }

    /// What a word of the clinic file means.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Patients, Self::Clinicians];
        all.into_iter().find(|kind| kind.code() == code)
    }
}

/// Two records of which somebody said that they are two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistinctPair {
    /// Record number in the clinic file.
    pub id: DistinctPairId,
    /// Which records.
    pub kind: PairKind,
    /// The lower number.
    pub a: i64,
    /// The higher number.
    pub b: i64,
    /// Who said so.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

/// Two records that may be one; `a` has the lower number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<Id> {
    /// The one.
    pub a: Id,
    /// The other.
    pub b: Id,
    /// How likely.
    pub likeness: Likeness,
    /// Why, in words.
    pub reason: String,
}

/// Two clinicians.
pub type ClinicianPair = Pair<ClinicianId>;
/// Two patients.
pub type PatientPair = Pair<PatientId>;

/// Pairs found by several tests: the first reason stays, the surer first.
struct Found<Id> {
    pairs: Vec<Pair<Id>>,
    seen: std::collections::HashSet<(Id, Id)>,
}

impl<Id: Copy + Ord + std::hash::Hash> Found<Id> {
    /// Pairs besides those that somebody told apart.
    fn besides(workbook: &Workbook, kind: PairKind, id: impl Fn(i64) -> Id) -> Self {
        let apart = workbook.distinct_pairs.iter().filter(|p| p.kind == kind);
        Self {
            pairs: Vec::new(),
            seen: apart.map(|p| (id(p.a), id(p.b))).collect(),
        }
    }

    fn add(&mut self, one: Id, other: Id, likeness: Likeness, reason: impl Into<String>) {
        let (a, b) = (one.min(other), one.max(other));
        if a != b && self.seen.insert((a, b)) {
            self.pairs.push(Pair {
                a,
                b,
                likeness,
                reason: reason.into(),
            });
        }
    }

    fn sorted(mut self) -> Vec<Pair<Id>> {
        self.pairs.sort_by_key(|p| (p.likeness, p.a, p.b));
        self.pairs
    }
}

/// Whether two comparable texts differ by one slip: a letter more, less, another, or two swapped.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 1 || one == other {
        return false;
    }
    let alike = one.iter().zip(&other).take_while(|(x, y)| x == y).count();
    let from = |letters: &[char], more: usize| -> Vec<char> {
        letters.iter().skip(alike + more).copied().collect()
    };
    let swapped = match (from(&one, 0).as_slice(), from(&other, 0).as_slice()) {
        ([first, second, ..], [third, fourth, ..]) => {
            (first, second) == (fourth, third) && from(&one, 2) == from(&other, 2)
        }
        _ => false,
    };
    swapped
        || from(&one, 1) == from(&other, 1)
        || from(&one, 1) == from(&other, 0)
        || from(&one, 0) == from(&other, 1)
}
