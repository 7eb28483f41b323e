//! Jobs that have ended: what they bring is taken over.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Shell, StoreWork};
use crate::app::clock;
use crate::app::files::Chosen;
use crate::app::importing::Written;
use crate::app::jobs::{Job, Poll};
use crate::app::opening::{NotOpened, Opened};
use crate::app::session::Direction;
use crate::domain::edit::{Edit, EditSet};
use crate::import::Preview;
use crate::store::{Health, StoreError};
use crate::ui::UiState;
use crate::ui::importing::{Step, Waiting};
use crate::ui::recovery::RecoveryState;
use crate::ui::request::{FileQuestion, GuideSource, Request};
use crate::ui::start::StartScreen;
use crate::ui::view::HealthView;
use std::time::Instant;

impl Shell {
    pub(super) fn finish_jobs(&mut self, context: &egui::Context) {
        self.finish_opening();
        self.finish_work(context);
        self.finish_import_steps(context);
        self.finish_weighing();
        self.finish_dialogs(context);
        match take(&mut self.guide) {
            Some(Ok((source, read))) => self.ui.assessment.wording.took(&source, read),
            Some(Err(Lost)) => self.ui.notices.error(LOST),
            None => {}
        }
        if let Some(session) = &mut self.session {
            let days = (session.as_of(), session.due_on());
            let workbook = Arc::clone(&session.workbook);
            session.derived.tick(&workbook, days, context);
        }
        if self.work_under_way().is_some() {
            // Progress bars move; nothing else needs frames by itself.
            context.request_repaint_after(Duration::from_millis(100));
        }
    }

    pub(super) fn finish_opening(&mut self) {
        match take(&mut self.opening) {
            Some(Ok(Ok(opened))) => self.opened(*opened),
            Some(Ok(Err(NotOpened { file, error }))) => {
                let backups = damage(&error).then(|| newest_backups(&file));
                self.ui.start.failed(file, &error.to_string(), backups);
            }
            Some(Err(Lost)) => self.ui.start.failed(PathBuf::new(), LOST, None),
            None => {}
        }
    }

    pub(super) fn opened(&mut self, opened: Opened) {
        if let Some(file) = &opened.file {
            self.profile.opened(file);
        }
        self.ui = UiState::default();
        self.ui.recovery = opened.recovery.map(RecoveryState::new);
        if let Some(note) = opened.note {
            self.ui.notices.info(&note);
        }
        self.last_input = Instant::now();
        self.session = Some(Box::new(opened.session));
    }

    pub(super) fn finish_work(&mut self, context: &egui::Context) {
        let Some(result) = take(&mut self.work) else {
            return;
        };
        let Some(session) = &mut self.session else {
            return;
        };
        match result {
            Err(Lost) => {
                // The store went down with its thread; the file on disk is as it was before.
                let file = session.status.file.clone();
                let text = match session.waiting.len() {
                    0 => LOST.to_owned(),
                    lost => format!("{LOST} Changes made meanwhile and not saved: {lost}."),
                };
                self.forget();
                self.ui.start.failed(file, &text, None);
                return;
            }
            Ok(StoreWork::Written(written, preview)) => self.written(*written, *preview),
            Ok(StoreWork::Stepped {
                store,
                set,
                direction,
                result,
            }) => {
                session.put_back(*store);
                match result {
                    Ok(workbook) => {
                        session.step_done(direction);
                        session.saved();
                        session.load(*workbook);
                        let did = if direction == Direction::Undo {
                            "Undone"
                        } else {
                            "Done again"
                        };
                        self.ui.notices.info(&format!("{did}: {}.", set.name));
                    }
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
            Ok(StoreWork::BackedUp {
                store,
                asked,
                result,
            }) => {
                session.put_back(*store);
                session.backup_tried();
                match result {
                    Ok(()) => {
                        session.backed_up();
                        if asked {
                            self.ui
                                .notices
                                .info("The backup is made, read back and checked.");
                        }
                    }
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
            Ok(StoreWork::Checked { store, result }) => {
                session.put_back(*store);
                match result {
                    Ok(health) => session.status.health = Some(health_view(&health)),
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
        }
        self.carry_out_waiting(context);
    }

    pub(super) fn written(&mut self, written: Written, preview: Preview) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.put_back(written.store);
        match written.result {
            Ok((record, workbook)) => {
                let name = format!("Import of {}", record.file_name);
                let edit = Edit::ImportUndone {
                    import: record.id,
                    undone: false,
                };
                session.undo.push(EditSet {
                    name,
                    edits: vec![edit],
                });
                // The backup made before it holds none of its rows.
                session.saved();
                session.load(workbook);
                if let Some(import) = &mut self.ui.import {
                    import.step = Step::Done;
                    import.done = Some(record);
                    import.preview = Some(Arc::new(preview));
                }
            }
            Err(error) => {
                if let Some(import) = &mut self.ui.import {
                    import.step = Step::Preview;
                    import.preview = Some(Arc::new(preview));
                    import.error = Some(error.to_string());
                }
            }
        }
    }

    pub(super) fn finish_import_steps(&mut self, context: &egui::Context) {
        let mut understood = None;
        if let Some(result) = take(&mut self.reading)
            && let Some(import) = &mut self.ui.import
        {
            match result {
                Ok(Ok(read)) => {
                    import.step = Step::Columns;
                    import.error = None;
                    import.remembered = read.remembered;
                    import.table = Some(read.table);
                    // Nothing is doubtful: the preview is the first thing to look at.
                    understood = read
                        .mapping
                        .missing()
                        .is_empty()
                        .then(|| read.mapping.clone());
                    import.mapping = Some(read.mapping);
                    let others = read.others.into_iter().map(Waiting::Table);
                    import.queue.splice(0..0, others);
                }
                Ok(Err(sentence)) => import.error = Some(sentence),
                Err(Lost) => import.error = Some(LOST.to_owned()),
            }
        }
        if let Some(mapping) = understood {
            self.preview_import(mapping, context);
        }
        if let Some(result) = take(&mut self.previewing)
            && let Some(import) = &mut self.ui.import
        {
            match result {
                Ok(Ok((preview, effect))) => {
                    import.step = Step::Preview;
                    import.error = None;
                    import.preview = Some(Arc::new(preview));
                    import.effect = effect;
                }
                Ok(Err(sentence)) => import.preview_failed(sentence),
                Err(Lost) => import.preview_failed(LOST.to_owned()),
            }
        }
    }

    pub(super) fn finish_weighing(&mut self) {
        match take(&mut self.weighing) {
            Some(Ok(effect)) => self.ui.clinic.settings.weighed(Some(effect)),
            Some(Err(Lost)) => self.ui.clinic.settings.weighed(None),
            None => {}
        }
    }

    pub(super) fn finish_dialogs(&mut self, context: &egui::Context) {
        if let Some(Ok(chosen)) = take(&mut self.asking) {
            self.chosen(chosen, context);
        }
        match take(&mut self.saving) {
            Some(Ok(Ok(Some(path)))) => {
                if let Some(saved) = self.ui.saving.take() {
                    let who_for = if saved.identified {
                        ", naming patients"
                    } else {
                        ""
                    };
                    self.log("export", &format!("Saved {}{who_for}", saved.what));
                }
                self.ui
                    .notices
                    .info(&format!("Saved as {}.", path.display()));
            }
            Some(Ok(Err(sentence))) => self.ui.notices.error(&sentence),
            Some(Err(Lost)) => self.ui.notices.error(LOST),
            Some(Ok(Ok(None))) | None => {}
        }
    }

    pub(super) fn chosen(&mut self, chosen: Chosen, context: &egui::Context) {
        if chosen.is_without_dialog {
            self.ui.start.without_dialog();
            if self.session.is_some() {
                self.ui
                    .notices
                    .caution("This system shows no file dialog. Type the place by hand.");
            }
            return;
        }
        let mut paths = chosen.paths.into_iter();
        match chosen.question {
            FileQuestion::OpenClinic => {
                if let Some(file) = paths.next() {
                    self.ui.start.screen = StartScreen::Unlock(file);
                }
            }
            FileQuestion::NewClinic => {
                if let Some(file) = paths.next() {
                    self.ui.start.new_file_at(&file);
                }
            }
            FileQuestion::Exports | FileQuestion::ExportFolder => {
                let files: Vec<PathBuf> = paths.collect();
                if !files.is_empty() {
                    self.carry_out(Request::ImportFiles(files), context);
                }
            }
            FileQuestion::Guide => {
                if let Some(file) = paths.next() {
                    self.ui.assessment.wording.choose(&file);
                    self.carry_out(Request::ReadGuide(GuideSource::File(file)), context);
                }
            }
            FileQuestion::BackupFolder => {
                if let (Some(folder), Some(asked)) = (paths.next(), &mut self.ui.backup_folder) {
                    asked.choose(&folder);
                }
            }
        }
    }
}

/// The thread of a job ended without a result.
struct Lost;

const LOST: &str =
    "Something went wrong inside the program. What was saved before is safe; open the file again.";

/// Takes a job's result when it has ended.
fn take<T: Send + 'static>(job: &mut Option<Job<T>>) -> Option<Result<T, Lost>> {
    match job.as_ref()?.poll() {
        Poll::Running => None,
        Poll::Done(result) => {
            *job = None;
            Some(Ok(result))
        }
        Poll::Lost => {
            *job = None;
            Some(Err(Lost))
        }
    }
}

/// Whether a backup would help.
fn damage(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Damaged { .. } | StoreError::Empty { .. } | StoreError::NotAClinicFile { .. }
    )
}

/// The backups offered first.
fn newest_backups(file: &std::path::Path) -> Vec<PathBuf> {
    crate::store::backups_of(file)
        .into_iter()
        .take(3)
        .map(|b| b.path)
        .collect()
}

fn health_view(health: &Health) -> HealthView {
    HealthView {
        checked_at: clock::local_now().format("%H:%M").to_string(),
        problems: health.problems(),
        counts: health
            .counts
            .iter()
            .map(|(name, rows)| ((*name).to_owned(), *rows))
            .collect(),
        file_size: health.file_size,
    }
}
