//! The import's screens: choose, columns, preview, done.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::request::Request;
use super::view::View;
use crate::domain::import_batch::ImportRecord;
use crate::import::{Answer, Mapping, Preview, Table};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The file is being read.
    Reading,
    /// Its columns are shown.
    Columns,
    /// What would be written is shown.
    Preview,
    /// It is being written.
    Writing,
    /// It is written.
    Done,
}

/// An import under way.
pub struct ImportState {
    /// File name, or "clipboard".
    pub name: String,
    /// Files that come after this one.
    pub queue: Vec<PathBuf>,
    /// Where it stands.
    pub step: Step,
    /// The table.
    pub table: Option<Arc<Table>>,
    /// What its columns mean.
    pub mapping: Option<Mapping>,
    /// The mapping was remembered.
    pub remembered: bool,
    /// A person has corrected the mapping.
    pub corrected: bool,
    /// Answers to doubtful rows, by question.
    pub answers: HashMap<String, Answer>,
    /// What would be written.
    pub preview: Option<Arc<Preview>>,
    /// The record of what was written.
    pub done: Option<ImportRecord>,
    /// What failed.
    pub error: Option<String>,
}

impl ImportState {
    /// An import whose file is being read.
    pub fn reading(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            queue: Vec::new(),
            step: Step::Reading,
            table: None,
            mapping: None,
            remembered: false,
            corrected: false,
            answers: HashMap::new(),
            preview: None,
            done: None,
            error: None,
        }
    }
}

/// Draws the import.
pub fn import_ui(_ui: &mut Ui, _view: &View<'_>, _state: &mut ImportState, _out: &mut Vec<Request>) {}
