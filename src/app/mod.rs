//! The running app.
pub mod demo;
