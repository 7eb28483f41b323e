//! What the programme knows: records, clinical rules and measures.
//!
//! Pure: no clock, no files, no SQL, no interface. Everything derived is a function of the
//! [`workbook::Workbook`] and a date, and carries its inputs so that a screen can explain it.

pub mod action_plan;
pub mod agenda;
pub mod assessment;
pub mod assessment_tool;
pub mod care_gap;
pub mod case_review;
pub mod challenge;
pub mod chart_review;
pub mod checks;
pub mod clinic;
pub mod command;
pub mod data_plan;
pub mod date_names;
pub mod departure;
pub mod drug_text;
pub mod due_text;
pub mod duplicates;
pub mod edit;
pub mod event;
pub mod fill;
pub mod history;
pub mod huddle;
pub mod ids;
pub mod import_batch;
pub mod long_term_therapy;
pub mod measure;
pub mod medicine;
pub mod milestone;
pub mod morphine_equivalent;
pub mod passphrase;
pub mod patient;
pub mod patient_fact;
pub mod person_name;
pub mod programme;
pub mod registry;
pub mod roster;
pub mod run_chart;
pub mod saved_view;
pub mod settings_effect;
pub mod shortened;
pub mod small_test;
pub mod stage;
pub mod suppression;
pub mod team;
#[cfg(test)]
pub(crate) mod testing;
pub mod typed_date;
pub mod typed_number;
pub mod veil;
pub mod workbook;
pub mod worklist;
