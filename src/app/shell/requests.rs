//! Requests of the screens, carried out one by one.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Shell, StoreWork};
use crate::app::files;
use crate::app::guide;
use crate::app::jobs::Job;
use crate::app::opening::{self, NotOpened};
use crate::app::session::{Direction, NotDone};
use crate::app::{clock, importing::Source};
use crate::domain::care_gap::GapRule;
use crate::domain::clinic::Settings;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::ids::PatientId;
use crate::domain::measure::MeasureId;
use crate::domain::settings_effect::SettingsEffect;
use crate::store::{Secret, Store, StoreError};
use crate::ui::backup_folder::FolderState;
use crate::ui::importing::{ImportState, Step};
use crate::ui::present::PresentState;
use crate::ui::request::{
    ClinicPage, FileQuestion, NewFile, PatientsPage, PatientsView, Request, Tab, TypedSecret,
};
use crate::ui::saving::SaveState;
use crate::ui::start::StartScreen;
use crate::ui::theme::Theme;

impl Shell {
    pub(super) fn carry_out(&mut self, request: Request, context: &egui::Context) {
        if self.ui.present.is_some() && !request.is_for_a_room() {
            return;
        }
        match request {
            Request::Command(command) => self.dispatch(command),
            Request::Undo => self.step(Direction::Undo, context),
            Request::Redo => self.step(Direction::Redo, context),
            Request::Show(tab) => {
                self.show(tab);
            }
            Request::ShowPatients(view) => self.show_patients(view),
            Request::ShowPatientsPage(page) => self.show_patients_page(page),
            Request::ShowGaps(rule) => self.show_gaps(rule),
            Request::ShowPatient(patient) => self.show_patient(patient),
            Request::ShowMeasure(measure) => self.show_measure(measure),
            Request::LookAt(day) => self.look_at(day),
            Request::Ask(question) => self.ask(question, context),
            Request::Create(new) => self.create(new, context),
            Request::Open(file, secret) => self.open(file, secret, context),
            Request::Restore {
                file,
                backup,
                secret,
            } => self.restore(file, backup, secret, context),
            Request::OpenDemo => {
                let who = clock::who("");
                self.opening = Some(Job::start(
                    "Inventing the demo clinic",
                    context,
                    move |progress| opening::open_demo(&who, progress),
                ));
            }
            Request::Lock => self.lock_when_asked(),
            Request::CloseFile if self.work.is_some() => self
                .ui
                .notices
                .caution("The file is being worked on. Wait until that is done, or cancel it."),
            Request::CloseFile => {
                self.write_drafts();
                self.forget();
                self.ui.start.screen = StartScreen::First;
            }
            Request::RecoverySheetDone => self.ui.recovery = None,
            request @ (Request::ImportFiles(_)
            | Request::ImportPaste(_)
            | Request::PreviewImport(_)
            | Request::AnswerImport(..)
            | Request::CommitImport
            | Request::BackToColumns
            | Request::LeaveImport
            | Request::NextImport) => self.carry_out_import(request, context),
            Request::CancelJob => self.cancel(),
            Request::BackUpNow(folder) => self.back_up(folder, true, context),
            Request::CheckFile => self.check(context),
            Request::MoreHistory => self.more_history(),
            Request::Copy(text) => context.copy_text(text),
            Request::Save {
                name,
                bytes,
                what,
                identified,
            } => {
                let folder = files::usual_folder();
                self.ui.saving = Some(SaveState::new(name, bytes, what, identified, &folder));
            }
            Request::SaveAt(path) => {
                if let Some(content) = &self.ui.saving {
                    self.saving = Some(files::save(
                        &content.name,
                        content.bytes.clone(),
                        path,
                        context,
                    ));
                }
            }
            Request::Dark(dark) => {
                self.theme = if dark { Theme::dark() } else { Theme::light() };
                self.profile.dark = dark;
                self.profile.save();
            }
            Request::Initials(initials) => self.initials(initials),
            Request::Calculator => self.ui.calculator.get_or_insert_default().is_open = true,
            request @ (Request::ShowItem(_)
            | Request::ShowMilestone(_)
            | Request::ShowStage(_)
            | Request::ShowActivity(_)
            | Request::PlanMilestone(_)
            | Request::PlanChallenge(_)
            | Request::ShowTest(_)
            | Request::NewTest(_)
            | Request::ShowChallenge(_)
            | Request::NewChallenge(_)) => self.show_record(request),
            Request::Present(is_on) => self.present(is_on),
            Request::ReadGuide(source) => self.guide = Some(guide::read(source, context)),
            Request::ShowClinic(page) => self.show_clinic(page),
            Request::WeighSettings(settings) => self.weigh_settings(*settings, context),
        }
    }

    /// Shows a record of the programme on its tab.
    fn show_record(&mut self, request: Request) {
        let tab = match request {
            Request::ShowItem(_) => Tab::Assessment,
            Request::ShowMilestone(_) | Request::ShowStage(_) => Tab::Milestones,
            _ => Tab::Plan,
        };
        if !self.show(tab) {
            return;
        }
        match request {
            Request::ShowItem(item) => self.ui.assessment.show_item(item),
            Request::ShowMilestone(id) => self.ui.milestones.show_entry(&id),
            Request::ShowStage(stage) => self.ui.milestones.show_stage(stage),
            request => {
                if let Some(session) = &self.session {
                    self.ui.plan.show(request, &session.workbook);
                }
            }
        }
    }

    /// Requests of an import's steps.
    fn carry_out_import(&mut self, request: Request, context: &egui::Context) {
        match request {
            Request::ImportFiles(_) | Request::ImportPaste(_) if self.is_import_open() => {}
            Request::ImportFiles(files) => self.import_files(files, context),
            Request::ImportPaste(text) => {
                self.read_table("clipboard", Source::Paste(text), context);
            }
            Request::PreviewImport(mapping) => self.preview_import(*mapping, context),
            Request::AnswerImport(question, answer) => {
                self.answer_import(question, answer, context);
            }
            Request::CommitImport => self.commit_import(context),
            Request::BackToColumns => {
                if let Some(import) = &mut self.ui.import {
                    import.step = Step::Columns;
                }
            }
            Request::LeaveImport => self.leave_import(),
            Request::NextImport => self.next_import(context),
            _ => {}
        }
    }

    /// Asks for a file. Exports are first asked for inside the window, where a path can be typed and
    /// rows be pasted.
    pub(super) fn ask(&mut self, question: FileQuestion, context: &egui::Context) {
        let choosing = self
            .ui
            .import
            .as_ref()
            .is_some_and(|i| i.step == Step::Choose);
        if question == FileQuestion::Exports && self.is_import_open() {
            return;
        }
        if question == FileQuestion::Exports && !choosing {
            self.ui.import = Some(ImportState::choosing());
        } else if question == FileQuestion::BackupFolder && self.ui.backup_folder.is_none() {
            self.ui.backup_folder = Some(FolderState::under(&files::usual_folder()));
        } else {
            self.asking = Some(files::ask(question, context));
        }
    }

    /// Shows a tab, leaving an import that is done; false while an import is open.
    pub(super) fn show(&mut self, tab: Tab) -> bool {
        if let Some(import) = &self.ui.import {
            if import.step != Step::Done || !import.queue.is_empty() {
                self.say_import_is_open();
                return false;
            }
            self.leave_import();
        }
        self.ui.tab = tab;
        true
    }

    fn create(&mut self, new: Box<NewFile>, context: &egui::Context) {
        let who = clock::who(&self.profile.initials);
        self.opening = Some(Job::start("Making the clinic file", context, move |_| {
            opening::create(&new, &who)
        }));
    }

    fn show_patients_page(&mut self, page: PatientsPage) {
        if self.show(Tab::Patients) {
            self.ui.patients.show_page(page);
        }
    }

    fn show_gaps(&mut self, rule: Option<GapRule>) {
        if self.show(Tab::Patients) {
            self.ui.patients.show_gaps(rule);
        }
    }

    pub(super) fn show_patients(&mut self, view: PatientsView) {
        if self.show(Tab::Patients) {
            self.ui.patients.show_view(view);
        }
    }

    pub(super) fn show_patient(&mut self, patient: PatientId) {
        if self.show(Tab::Patients) {
            self.ui.patients.open(patient);
        }
    }

    pub(super) fn show_measure(&mut self, measure: MeasureId) {
        if self.show(Tab::Measures) {
            self.ui.measures.choose(measure);
        }
    }

    pub(super) fn show_clinic(&mut self, page: ClinicPage) {
        if self.show(Tab::Clinic) {
            self.ui.clinic.page = page;
        }
    }

    /// Begins or ends presenting, with a row in the history.
    fn present(&mut self, is_on: bool) {
        if is_on && !(self.ui.tab.can_be_presented() && self.ui.import.is_none()) {
            return;
        }
        // What is typed is written; then everything is drawn anew, from what is shown from now on.
        self.write_drafts();
        self.ui.keep_places();
        if is_on {
            self.ui.notices = crate::ui::notices::Notices::default();
        }
        let page = self.ui.clinic.page;
        self.ui.present = is_on.then(|| PresentState::near(page));
        let what = if is_on {
            format!("Began to present {}", self.ui.tab.label())
        } else {
            "Ended presenting".to_owned()
        };
        self.log("present", &what);
        if let Some(session) = &mut self.session {
            session.veil(is_on);
        }
    }

    pub(super) fn dispatch(&mut self, command: Command) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.store.is_none() {
            session.waiting.push(command);
            return;
        }
        match session.dispatch(command) {
            Ok(()) => {}
            Err(NotDone::Refused(refusal)) => self.ui.notices.caution(&refusal.to_string()),
            Err(NotDone::Failed(error)) => self.ui.notices.error(&error.to_string()),
        }
    }

    pub(super) fn carry_out_waiting(&mut self, context: &egui::Context) {
        let waiting = self
            .session
            .as_mut()
            .map(|s| std::mem::take(&mut s.waiting))
            .unwrap_or_default();
        for command in waiting {
            self.carry_out(Request::Command(command), context);
        }
    }

    pub(super) fn step(&mut self, direction: Direction, context: &egui::Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        match session.step(direction) {
            Ok(None) => {}
            Ok(Some(set)) => self.step_with_reload(set, direction, context),
            Err(NotDone::Refused(refusal)) => self.ui.notices.caution(&refusal.to_string()),
            Err(NotDone::Failed(error)) => self.ui.notices.error(&error.to_string()),
        }
    }

    pub(super) fn step_with_reload(
        &mut self,
        set: EditSet,
        direction: Direction,
        context: &egui::Context,
    ) {
        let Some((store, who)) = self.take_store() else {
            return;
        };
        let name = if direction == Direction::Undo {
            "Undoing the import"
        } else {
            "Putting the import back"
        };
        self.work = Some(Job::start(name, context, move |_| {
            let mut store = store;
            let result = store
                .apply(&set, direction.act(), &who, &clock::instant())
                .and_then(|_| store.load());
            StoreWork::Stepped {
                store: Box::new(store),
                set,
                direction,
                result: result.map(Box::new),
            }
        }));
    }

    pub(super) fn look_at(&mut self, day: Option<chrono::NaiveDate>) {
        if let Some(session) = &mut self.session {
            session.look_at = day;
            session.derived.refresh();
        }
    }

    /// The store for a job; a notice when another job has it.
    pub(super) fn take_store(&mut self) -> Option<(Store, crate::domain::history::Who)> {
        let session = self.session.as_mut()?;
        let who = session.who.clone();
        let store = session.store.take();
        if store.is_none() {
            self.ui
                .notices
                .caution("The file is being worked on. Wait until that is done, or cancel it.");
        }
        store.map(|s| (s, who))
    }

    pub(super) fn open(&mut self, file: PathBuf, secret: TypedSecret, context: &egui::Context) {
        let who = clock::who(&self.profile.initials);
        self.opening = Some(Job::start("Opening the clinic file", context, move |_| {
            opening::open(&file, &secret, &who)
        }));
    }

    pub(super) fn restore(
        &mut self,
        file: PathBuf,
        backup: PathBuf,
        secret: Option<TypedSecret>,
        context: &egui::Context,
    ) {
        let who = clock::who(&self.profile.initials);
        let open_key = self
            .session
            .as_ref()
            .and_then(|s| s.store.as_ref())
            .map(|s| s.recovery_key().raw());
        self.forget();
        self.opening = Some(Job::start(
            "Restoring the backup",
            context,
            move |_| match (secret, open_key) {
                (Some(typed), _) => opening::restore_typed(&file, &backup, &typed, &who),
                (None, Some(key)) => opening::restore(&file, &backup, &Secret::Recovery(key), &who),
                (None, None) => Err(NotOpened {
                    error: StoreError::NotFound {
                        file: String::new(),
                    },
                    file,
                }),
            },
        ));
    }

    pub(super) fn weigh_settings(&mut self, settings: Settings, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        let (workbook, day) = (Arc::clone(&session.workbook), session.as_of());
        self.weighing = Some(Job::start("Working out what changes", context, move |_| {
            SettingsEffect::of(&workbook, settings, day)
        }));
    }

    pub(super) fn initials(&mut self, initials: String) {
        if let Some(session) = &mut self.session {
            session.who.initials.clone_from(&initials);
            session.describe();
        }
        self.profile.initials = initials;
        self.profile.save();
    }

    pub(super) fn log(&mut self, act: &str, what: &str) {
        if let Some(session) = &mut self.session
            && let Some(store) = &session.store
            && let Ok(entry) = store.log(act, what, &session.who, &clock::instant())
        {
            Arc::make_mut(&mut session.workbook).history.push(entry);
        }
    }

    pub(super) fn more_history(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let oldest = session
            .status
            .older_history
            .first()
            .or(session.workbook.history.first())
            .map(|e| e.number);
        match session.store.as_ref().map(|s| s.history(500, oldest)) {
            Some(Ok(mut older)) => {
                older.append(&mut session.status.older_history);
                session.status.older_history = older;
            }
            Some(Err(error)) => self.ui.notices.error(&error.to_string()),
            None => {}
        }
    }
}
