//! Sixblocks: the offline workbench of a clinic's opioid improvement team.

pub mod app;
pub mod domain;
pub mod store;
