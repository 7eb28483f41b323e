//! The steps of an import: reading, previewing, answering, writing.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Shell, StoreWork};
use crate::app::clock;
use crate::app::importing::{self, Source};
use crate::app::jobs::Job;
use crate::domain::command::Command;
use crate::ui::importing::{ImportState, Step, Waiting};

impl Shell {
    pub(super) fn import_files(&mut self, files: Vec<PathBuf>, context: &egui::Context) {
        let groups = crate::import::together(files);
        self.import_waiting(groups.into_iter().map(Waiting::Files).collect(), context);
    }

    /// Reads the first of what waits; the others go on waiting.
    fn import_waiting(&mut self, mut queue: Vec<Waiting>, context: &egui::Context) {
        if queue.is_empty() {
            return;
        }
        match queue.remove(0) {
            Waiting::Files(paths) => {
                let name = crate::import::name_of(&paths);
                self.read_table(&name, Source::Files(paths), context);
            }
            Waiting::Table(table) => {
                let name = table.source_name.clone();
                self.read_table(&name, Source::Table(table), context);
            }
        }
        if let Some(import) = &mut self.ui.import {
            import.queue = queue;
        }
    }

    pub(super) fn read_table(&mut self, name: &str, source: Source, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        self.ui.import = Some(ImportState::reading(name));
        let workbook = Arc::clone(&session.workbook);
        self.reading = Some(Job::start(format!("Reading {name}"), context, move |_| {
            importing::read(source, &workbook)
        }));
    }

    pub(super) fn preview_import(
        &mut self,
        mapping: crate::import::Mapping,
        context: &egui::Context,
    ) {
        let (Some(session), Some(import)) = (&self.session, &mut self.ui.import) else {
            return;
        };
        let Some(table) = import.table.clone() else {
            return;
        };
        import.mapping = Some(mapping.clone());
        import.error = None;
        let options = crate::import::Options {
            today: clock::today(),
            answers: import.answers.clone(),
            file_name: import.name.clone(),
        };
        let workbook = Arc::clone(&session.workbook);
        self.previewing = Some(Job::start(
            format!("Comparing {} with the file", import.name),
            context,
            move |progress| {
                let preview = importing::preview(&table, &mapping, &workbook, &options, progress)?;
                let effect = importing::effect(&workbook, &preview);
                Ok((preview, effect))
            },
        ));
    }

    pub(super) fn answer_import(
        &mut self,
        question: String,
        answer: crate::import::Answer,
        context: &egui::Context,
    ) {
        let Some(import) = &mut self.ui.import else {
            return;
        };
        import.answers.insert(question, answer);
        if let Some(mapping) = import.mapping.clone() {
            self.preview_import(mapping, context);
        }
    }

    pub(super) fn commit_import(&mut self, context: &egui::Context) {
        if self.previewing.is_some() {
            return;
        }
        let Some(preview) = self.ui.import.as_mut().and_then(|i| i.preview.take()) else {
            return;
        };
        self.remember_layout();
        let Some((store, who)) = self.take_store() else {
            if let Some(import) = &mut self.ui.import {
                import.preview = Some(preview);
            }
            return;
        };
        if let Some(import) = &mut self.ui.import {
            import.step = Step::Writing;
        }
        let preview = Arc::unwrap_or_clone(preview);
        self.work = Some(Job::start("Importing", context, move |progress| {
            let written = importing::write(store, preview.clone(), &who, progress);
            StoreWork::Written(Box::new(written), Box::new(preview))
        }));
    }

    /// A mapping that a person has corrected is used again for the same layout.
    pub(super) fn remember_layout(&mut self) {
        let Some(import) = &self.ui.import else {
            return;
        };
        let (Some(table), Some(mapping), true) = (&import.table, &import.mapping, import.corrected)
        else {
            return;
        };
        if table.known.is_some() {
            return;
        }
        if let Ok(mapping_value) = serde_json::to_value(mapping) {
            let command = Command::SaveLayout {
                name: import.name.clone(),
                fingerprint: crate::import::fingerprint(table),
                kind: mapping.kind,
                mapping: mapping_value,
            };
            self.dispatch(command);
        }
    }

    /// Leaves the import; files that wait are not read.
    pub(super) fn leave_import(&mut self) {
        self.ui.import = None;
        self.reading = None;
        self.previewing = None;
    }

    pub(super) fn next_import(&mut self, context: &egui::Context) {
        let queue = self.ui.import.take().map(|i| i.queue).unwrap_or_default();
        self.leave_import();
        self.import_waiting(queue, context);
    }

    /// Whether an import that is under way holds its place against another; a notice then says so.
    pub(super) fn is_import_open(&mut self) -> bool {
        let is_open = self.ui.import.as_ref().is_some_and(|i| !i.gives_way());
        if is_open {
            self.say_import_is_open();
        }
        is_open
    }

    pub(super) fn say_import_is_open(&mut self) {
        self.ui
            .notices
            .caution("An import is open. Import the rows or leave the import first.");
    }
}
