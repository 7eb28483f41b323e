//! What a merge comes to: its edits, and the same in words before it is done.

use crate::domain::command::Refusal;
use crate::domain::edit::{Edit, EditSet};

/// A merge worked out and not yet done.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// What undo calls it; names nobody.
    pub name: &'static str,
    /// What it changes.
    pub edits: Vec<Edit>,
    /// What will change, and what will not: a sentence each.
    pub sentences: Vec<String>,
}

impl Merge {
    /// The edits under their name.
    pub(super) fn into_set(self) -> EditSet {
        EditSet {
            name: self.name.to_owned(),
            edits: self.edits,
        }
    }
}

/// A merge, or why not.
pub(super) type Merged = Result<Merge, Refusal>;

/// "1 fill", "3 fills".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
