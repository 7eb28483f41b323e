//! Placeholder for run_chart.
