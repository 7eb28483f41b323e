//! Saved ways of looking at the patients: filters, columns and order under a name.

mod command;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::SavedViewId;

pub use command::SavedViewCommand;

/// A view of the list of patients under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    /// Record number in the clinic file.
    pub id: SavedViewId,
    /// The name on its button.
    pub name: String,
    /// Filters, columns and order as the screen writes them.
    pub content: serde_json::Value,
    /// Who saved it.
    pub by: String,
    /// The day it was saved.
    pub on: NaiveDate,
}
