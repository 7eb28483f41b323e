//! The clinic's clinicians with their panels, and joining records that are one person twice
//!

mod clinicians;
mod command;
mod merged;
mod panel;
mod patients;
#[cfg(test)]
mod tests;

pub use clinicians::merge_clinicians;
pub use command::RosterCommand;
pub use merged::Merge;
pub use panel::{Panel, is_of_clinic, panels, tier_on};
pub use patients::merge_patients;
