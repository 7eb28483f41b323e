//! Promises of the Action plan tab, by label.
