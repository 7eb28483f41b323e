//! Sixblocks: the offline workbench of a clinic's opioid improvement team.

pub mod domain;
pub mod import;
