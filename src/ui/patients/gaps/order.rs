//! Sorting gaps by any column, and keeping those of a patient, clinician or rule together.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::By;
use super::lines::{GapLine, Person, place};
use crate::ui::widgets::Sort;

/// Largest first for what is known; what is not known stands last either way.
fn known<T>(
    a: Option<T>,
    b: Option<T>,
    descending: bool,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) if descending => compare(&b, &a),
        (Some(a), Some(b)) => compare(&a, &b),
    }
}

fn compare(
    (a, of_a): (&GapLine, &Person),
    (b, of_b): (&GapLine, &Person),
    column: &str,
    down: bool,
) -> Ordering {
    let words = |a: &str, b: &str| {
        let some = |words: &str| (!words.is_empty()).then(|| words.to_lowercase());
        known(some(a), some(b), down, Ord::cmp)
    };
    match column {
        "patient" => words(&of_a.search, &of_b.search),
        "clinician" => words(&of_a.clinician_name, &of_b.clinician_name),
        "tier" => known(of_a.tier.known(), of_b.tier.known(), down, Ord::cmp),
        "med" => known(of_a.mg_per_day, of_b.mg_per_day, down, f64::total_cmp),
        "gap" => known(
            Some(place(a.gap.rule)),
            Some(place(b.gap.rule)),
            down,
            Ord::cmp,
        ),
        "last" => known(a.gap.last_on, b.gap.last_on, down, Ord::cmp),
        "due" => known(a.gap.due_on, b.gap.due_on, down, Ord::cmp),
        "who" => words(&a.who, &b.who),
        // How urgent: "descending" is the most urgent first.
        _ if down => a.urgency().cmp(&b.urgency()),
        _ => b.urgency().cmp(&a.urgency()),
    }
}

/// Positions of gaps in order; equal ones by tier and dose, then by name and rule.
pub(super) fn sort(
    order: &mut [usize],
    lines: &[GapLine],
    people: &[Person],
    by: Option<&Sort>,
    together: By,
) {
    let column = by.map_or("state", |by| by.column.as_str());
    let down = by.is_none_or(|by| by.descending);
    let of = |at: &usize| {
        let line = lines.get(*at)?;
        Some((line, people.get(line.person)?))
    };
    order.sort_by(|a, b| {
        let (Some(a), Some(b)) = (of(a), of(b)) else {
            return Ordering::Equal;
        };
        compare(a, b, column, down)
            .then_with(|| a.0.urgency().cmp(&b.0.urgency()))
            .then_with(|| compare(a, b, "tier", true))
            .then_with(|| compare(a, b, "med", true))
            .then_with(|| a.1.search.cmp(&b.1.search))
            .then_with(|| a.0.key().cmp(&b.0.key()))
    });
    match together {
        By::Patient => {
            // Patients stand in the order of the first gap of each.
            let mut ranks: BTreeMap<usize, usize> = BTreeMap::new();
            for at in order.iter() {
                let next = ranks.len();
                if let Some(line) = lines.get(*at) {
                    ranks.entry(line.person).or_insert(next);
                }
            }
            order.sort_by_key(|at| lines.get(*at).and_then(|l| ranks.get(&l.person)));
        }
        By::Rule => order.sort_by_key(|at| lines.get(*at).map(|l| place(l.gap.rule))),
        By::Clinician => order.sort_by_cached_key(|at| {
            let person = lines.get(*at).and_then(|l| people.get(l.person));
            person.map(|p| {
                (
                    p.clinician.is_none(),
                    p.clinician_name.to_lowercase(),
                    p.clinician,
                )
            })
        }),
    }
}
