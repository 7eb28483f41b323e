//! Sixblocks: the offline workbench of a clinic's opioid improvement team.

pub mod app;
pub mod chart;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod store;
pub mod ui;
