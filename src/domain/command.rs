//! Placeholder for command.
