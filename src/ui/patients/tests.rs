//! Promises of the Patients tab, by label, without a screen.
