//! The columns of the checklist, and what its rows are known by.

use crate::domain::milestone::list::LineId;
use crate::domain::programme::{self, StageId};
use crate::ui::widgets::{Col, RowKey};

/// In which order the checklist stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The programme's, block by block.
    #[default]
    ByBlock,
    /// What comes first by rank, then the rest.
    FirstThings,
}

impl Order {
    pub(super) const ALL: [(Self, &'static str); 2] = [
        (Self::ByBlock, "By block"),
        (Self::FirstThings, "What comes first"),
    ];
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// The window is the list's.
    Whole,
    /// A panel stands beside it and says the rest: the words keep their width.
    BesidePanel,
    /// Projected: owners are left out.
    Presented,
}

/// The columns of a stage: ongoing activities recur, milestones are reached.
pub(super) fn columns(stage: StageId, order: Order, room: Room) -> Vec<Col> {
    let is_beside = room == Room::BesidePanel;
    let mut columns = vec![
        Col::new("status", "Status", 106.0).drawn().unsortable(),
        Col::new("focus", "First", 54.0).drawn().unsortable(),
    ];
    if order == Order::FirstThings {
        columns.push(Col::new("block", "Block", 52.0).drawn().unsortable());
    }
    columns.push(Col::new("text", "Milestone", 240.0).fill().unsortable());
    if room != Room::Presented {
        columns.push(Col::new("owner", "Owner", 140.0).second().unsortable());
    }
    if stage == StageId::MonitorAndSustain {
        if !is_beside {
            columns.push(Col::new("cadence", "Cadence", 112.0).second().unsortable());
        }
        columns.push(Col::new("last_done", "Last done", 94.0).unsortable());
        columns.push(Col::new("next", "Next", 104.0).drawn().unsortable());
    } else {
        columns.push(Col::new("target", "Target", 110.0).drawn().unsortable());
        if !(is_beside && order == Order::FirstThings) {
            columns.push(Col::new("reached", "Reached", 100.0).unsortable());
        }
    }
    columns
}

/// "every month", "every 3 months", "yearly".
pub(super) fn months(months: u32) -> String {
    match months {
        1 => "every month".to_owned(),
        12 => "yearly".to_owned(),
        n => format!("every {n} months"),
    }
}

/// The number a row is known by: built-in ones by their place, own ones above them.
pub(super) fn key_of(id: &LineId) -> RowKey {
    match id {
        LineId::BuiltIn(id) => {
            let mut entries = programme::milestones().iter();
            entries
                .position(|m| m.id == *id)
                .map_or(-1, |at| at as RowKey)
        }
        LineId::Own(id) => 1_000 + id.0,
    }
}
