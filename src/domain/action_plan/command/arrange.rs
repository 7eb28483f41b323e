//! Places 1, 2, 3 …: the edits that put activities and steps in an order.

use crate::domain::action_plan::{Activity, Step};
use crate::domain::edit::{Change, Edit};

/// The records in the wished order become edits: each gets its place, and what is new or other is
/// written. `before` finds a record as it stands in the file.
pub(super) fn activities(
    order: Vec<Activity>,
    before: impl Fn(&Activity) -> Option<Activity>,
) -> Vec<Edit> {
    let placed = (1..).zip(order).map(|(place, a)| Activity { place, ..a });
    placed
        .filter_map(|after| changed(before(&after), after))
        .map(|change| Edit::Activity(Box::new(change)))
        .collect()
}

/// As [`activities`], for steps of one activity.
pub(super) fn steps(order: Vec<Step>, before: impl Fn(&Step) -> Option<Step>) -> Vec<Edit> {
    let placed = (1..).zip(order).map(|(place, s)| Step { place, ..s });
    placed
        .filter_map(|after| changed(before(&after), after))
        .map(|change| Edit::Step(Box::new(change)))
        .collect()
}

fn changed<T: PartialEq>(before: Option<T>, after: T) -> Option<Change<T>> {
    match before {
        Some(before) if before == after => None,
        before => Some(Change {
            before,
            after: Some(after),
        }),
    }
}

/// The place, counted from 0, at which something is put in: `place` counts from 1, none is the end.
pub(super) fn index(place: Option<u32>, count: usize) -> usize {
    place.map_or(count, |p| (p.max(1) as usize - 1).min(count))
}
