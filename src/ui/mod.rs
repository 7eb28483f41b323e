//! The window's drawing.

pub mod plot_backend;
