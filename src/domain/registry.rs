//! Placeholder for registry.
