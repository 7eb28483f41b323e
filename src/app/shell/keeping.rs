//! The file's keeping: lock, backups, check.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Shell, StoreWork};
use crate::app::clock;
use crate::app::jobs::Job;
use crate::ui::UiState;
use crate::ui::request::Request;
use crate::ui::start::StartScreen;

impl Shell {
    /// Forgets everything of the file: store, key, records, undo and what the screens hold.
    pub(super) fn forget(&mut self) {
        self.cancel();
        self.work = None;
        self.reading = None;
        self.previewing = None;
        self.weighing = None;
        self.guide = None;
        self.session = None;
        self.ui = UiState::default();
    }

    pub(super) fn lock(&mut self) {
        let Some(session) = &self.session else { return };
        if session.status.is_demo || self.work.is_some() {
            return;
        }
        let file = session.status.file.clone();
        self.write_drafts();
        if self.ui.present.is_some() {
            self.log("present", "Ended presenting");
        }
        self.log("lock", "Locked");
        self.forget();
        self.ui.start.screen = StartScreen::Unlock(file);
    }

    /// Locks, or says why not.
    pub(super) fn lock_when_asked(&mut self) {
        if self.work.is_some() {
            self.ui.notices.caution(
                "The file is not locked: work is under way. Wait until it is done, or cancel it.",
            );
        } else {
            self.lock();
        }
    }

    /// Writes what is typed and waits for a pause, before the screen that holds it goes.
    pub(super) fn write_drafts(&mut self) {
        let mut requests = Vec::new();
        self.ui.assessment.write_drafts(&mut requests);
        self.ui.milestones.write_drafts(&mut requests);
        self.ui.plan.write_drafts(&mut requests);
        self.ui.measures.write_drafts(&mut requests);
        self.ui.patients.write_drafts(&mut requests);
        for request in requests {
            if let Request::Command(command) = request {
                self.dispatch(command);
            }
        }
    }

    pub(super) fn lock_when_idle(&mut self, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        // A talk may be quiet for long; patients are hidden meanwhile.
        if self.ui.present.is_some() {
            self.last_input = Instant::now();
            return;
        }
        if context.input(|i| !i.events.is_empty() || i.pointer.is_moving()) {
            self.last_input = Instant::now();
        }
        let limit =
            Duration::from_secs(u64::from(session.workbook.settings.idle_lock_minutes) * 60);
        match limit.checked_sub(self.last_input.elapsed()) {
            Some(left) => context.request_repaint_after(left + Duration::from_millis(50)),
            None => self.lock(),
        }
    }

    /// Work with the file is brought to its end, with the changes that wait for it.
    pub(super) fn hold_the_window_open(&mut self, context: &egui::Context) {
        let is_closing = context.input(|i| i.viewport().close_requested());
        if is_closing {
            self.write_drafts();
        }
        if self.work.is_some() && is_closing {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ui
                .notices
                .caution("The file is being worked on. Wait until that is done, or cancel it.");
        }
    }

    pub(super) fn back_up_when_due(&mut self, context: &egui::Context) {
        let due = self
            .session
            .as_ref()
            .is_some_and(|s| s.store.is_some() && s.backup_is_due() && !s.status.is_demo);
        if due && self.work.is_none() {
            self.back_up(None, false, context);
        }
    }

    pub(super) fn back_up(
        &mut self,
        folder: Option<PathBuf>,
        asked: bool,
        context: &egui::Context,
    ) {
        let Some((store, _)) = self.take_store() else {
            return;
        };
        self.work = Some(Job::start("Making a backup", context, move |_| {
            let now = clock::local_now();
            let result = match &folder {
                Some(folder) => store.backup_to(folder, "by hand", now),
                None => store.backup(if asked { "by hand" } else { "while working" }, now),
            };
            StoreWork::BackedUp {
                store: Box::new(store),
                asked,
                result: result.map(|_| ()),
            }
        }));
    }

    pub(super) fn check(&mut self, context: &egui::Context) {
        let Some((store, _)) = self.take_store() else {
            return;
        };
        self.work = Some(Job::start("Checking the file", context, move |_| {
            let result = store.check();
            StoreWork::Checked {
                store: Box::new(store),
                result,
            }
        }));
    }

    pub(super) fn cancel(&mut self) {
        let jobs = [
            self.work.as_ref().map(|j| &j.progress),
            self.reading.as_ref().map(|j| &j.progress),
            self.previewing.as_ref().map(|j| &j.progress),
        ];
        for progress in jobs.into_iter().flatten() {
            progress.cancel();
        }
    }
}
