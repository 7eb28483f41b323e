//! The running app: window, sessions, jobs, undo. Reads the clock and opens dialogs.

pub mod clock;
pub mod demo;
pub mod derived;
mod files;
pub mod guide;
mod importing;
pub mod jobs;
mod opening;
mod profile;
pub mod session;
mod shell;
mod undo;
pub mod window;
