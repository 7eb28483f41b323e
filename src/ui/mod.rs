//! Drawing: the theme, the parts every screen is composed of, and one module per tab.
//!
//! Everything here draws from borrowed records and reports what was asked for; nothing writes.

pub mod icons;
pub mod theme;
pub mod widgets;

#[cfg(test)]
mod gallery;
