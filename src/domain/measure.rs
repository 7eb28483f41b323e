//! Placeholder for measure.
