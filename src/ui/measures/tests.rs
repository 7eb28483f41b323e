//! Tests of the measures tab.
