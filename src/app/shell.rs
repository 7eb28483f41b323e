//! The window's loop: finish jobs → draw → carry requests out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::files::{self, Chosen, Saved, ToSave};
use super::importing::{self, ReadTable, Source, Written};
use super::jobs::{Job, Poll};
use super::opening::{self, NotOpened, Opened, Opening};
use super::profile::Profile;
use super::session::{Direction, NotDone, Session};
use super::clock;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::settings_effect::SettingsEffect;
use crate::domain::workbook::Workbook;
use crate::import::Preview;
use crate::store::{Health, Store, StoreError};
use crate::ui::importing::{ImportState, Step};
use crate::ui::path_dialog::PathState;
use crate::ui::recovery::RecoveryState;
use crate::ui::request::{FileQuestion, Request, Tab, TypedSecret};
use crate::ui::start::StartScreen;
use crate::ui::theme::Theme;
use crate::ui::view::{HealthView, View};
use crate::ui::{self, UiState};

/// How the window starts.
#[derive(Clone)]
pub enum Launch {
    /// With the first screen.
    First,
    /// With a clinic file, asking for its passphrase.
    File(PathBuf),
    /// With the demo clinic.
    Demo,
}

/// Work with the store on a thread of its own, and what comes back.
enum StoreWork {
    Written(Box<Written>, Box<Preview>),
    Stepped { store: Store, set: EditSet, direction: Direction, result: Result<Workbook, StoreError> },
    BackedUp { store: Store, asked: bool, result: Result<(), StoreError> },
    Checked { store: Store, result: Result<Health, StoreError> },
}

/// The window.
pub struct Shell {
    profile: Profile,
    theme: Theme,
    session: Option<Box<Session>>,
    opening: Option<Job<Opening>>,
    work: Option<Job<StoreWork>>,
    reading: Option<Job<Result<ReadTable, String>>>,
    previewing: Option<Job<Result<Preview, String>>>,
    weighing: Option<Job<SettingsEffect>>,
    asking: Option<Job<Chosen>>,
    saving: Option<Job<Saved>>,
    ui: UiState,
    last_input: Instant,
}

impl Shell {
    /// The window's state, made when its context is there.
    pub fn new(context: &egui::Context, launch: Launch) -> Self {
        let profile = if matches!(launch, Launch::Demo) { Profile::unsaved() } else { Profile::load() };
        ui::theme::install_fonts(context);
        let mut shell = Self {
            theme: if profile.dark { Theme::dark() } else { Theme::light() },
            session: None,
            opening: None,
            work: None,
            reading: None,
            previewing: None,
            weighing: None,
            asking: None,
            saving: None,
            ui: UiState::default(),
            last_input: Instant::now(),
            profile,
        };
        match launch {
            Launch::First => {}
            Launch::File(file) => shell.ui.start.screen = StartScreen::Unlock(file),
            Launch::Demo => shell.carry_out(Request::OpenDemo, context),
        }
        shell
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        self.finish_jobs(&context);
        self.lock_when_idle(&context);
        let mut requests = Vec::new();
        self.draw(ui, &mut requests);
        for request in requests {
            self.carry_out(request, &context);
        }
        self.back_up_when_due(&context);
    }
}

/// Drawing.
impl Shell {
    fn draw(&mut self, ui: &mut egui::Ui, requests: &mut Vec<Request>) {
        ui::theme::apply(ui.ctx(), &self.theme);
        let work = self.work_under_way();
        let Some(session) = &mut self.session else {
            let recent = &self.profile.recent;
            ui::start::start_ui(ui, &mut self.ui.start, recent, work.as_ref().map(|(name, _)| name.as_str()), requests);
            return;
        };
        session.status.work = work;
        session.status.is_working_out = session.derived.is_working();
        let view = View {
            workbook: &session.workbook,
            registry: &session.derived.registry,
            measures: &session.derived.measures,
            revision: session.derived.revision,
            today: clock::today(),
            as_of: session.as_of(),
            status: &session.status,
        };
        ui::window::window_ui(ui, &view, &mut self.ui, requests);
    }

    fn work_under_way(&self) -> Option<(String, Option<f32>)> {
        let seen = |name: &str, progress: &super::jobs::Progress| (name.to_owned(), progress.share());
        let opening = self.opening.as_ref().map(|j| seen(&j.name, &j.progress));
        let work = self.work.as_ref().map(|j| seen(&j.name, &j.progress));
        let reading = self.reading.as_ref().map(|j| seen(&j.name, &j.progress));
        let previewing = self.previewing.as_ref().map(|j| seen(&j.name, &j.progress));
        opening.or(work).or(reading).or(previewing)
    }
}

/// Jobs that have ended.
impl Shell {
    fn finish_jobs(&mut self, context: &egui::Context) {
        self.finish_opening();
        self.finish_work(context);
        self.finish_import_steps();
        self.finish_weighing();
        self.finish_dialogs(context);
        if let Some(session) = &mut self.session {
            let day = session.as_of();
            let workbook = Arc::clone(&session.workbook);
            session.derived.tick(&workbook, day, context);
        }
        if self.work_under_way().is_some() {
            // Progress bars move; nothing else needs frames by itself.
            context.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn finish_opening(&mut self) {
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

    fn opened(&mut self, opened: Opened) {
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

    fn finish_work(&mut self, context: &egui::Context) {
        let Some(result) = take(&mut self.work) else { return };
        let Some(session) = &mut self.session else { return };
        match result {
            Err(Lost) => {
                // The store went down with its thread; the file on disk is as it was before.
                let file = session.status.file.clone();
                self.session = None;
                self.ui.start.failed(file, LOST, None);
                return;
            }
            Ok(StoreWork::Written(written, preview)) => self.written(*written, *preview),
            Ok(StoreWork::Stepped { store, set, direction, result }) => {
                session.put_back(store);
                match result {
                    Ok(workbook) => {
                        session.step_done(direction);
                        session.saved();
                        session.load(workbook);
                        let did = if direction == Direction::Undo { "Undone" } else { "Done again" };
                        self.ui.notices.info(&format!("{did}: {}.", set.name));
                    }
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
            Ok(StoreWork::BackedUp { store, asked, result }) => {
                session.put_back(store);
                match result {
                    Ok(()) => {
                        session.backed_up();
                        if asked {
                            self.ui.notices.info("The backup is made, read back and checked.");
                        }
                    }
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
            Ok(StoreWork::Checked { store, result }) => {
                session.put_back(store);
                match result {
                    Ok(health) => session.status.health = Some(health_view(&health)),
                    Err(error) => self.ui.notices.error(&error.to_string()),
                }
            }
        }
        self.carry_out_waiting(context);
    }

    fn written(&mut self, written: Written, preview: Preview) {
        let Some(session) = &mut self.session else { return };
        session.put_back(written.store);
        match written.result {
            Ok((record, workbook)) => {
                let name = format!("Import of {}", record.file_name);
                let edit = crate::domain::edit::Edit::ImportUndone { import: record.id, undone: false };
                session.undo.push(EditSet { name, edits: vec![edit] });
                session.saved();
                session.backed_up();
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

    fn finish_import_steps(&mut self) {
        if let Some(result) = take(&mut self.reading)
            && let Some(import) = &mut self.ui.import
        {
            match result {
                Ok(Ok(read)) => {
                    import.step = Step::Columns;
                    import.error = None;
                    import.remembered = read.remembered;
                    import.table = Some(read.table);
                    import.mapping = Some(read.mapping);
                }
                Ok(Err(sentence)) => import.error = Some(sentence),
                Err(Lost) => import.error = Some(LOST.to_owned()),
            }
        }
        if let Some(result) = take(&mut self.previewing)
            && let Some(import) = &mut self.ui.import
        {
            match result {
                Ok(Ok(preview)) => {
                    import.step = Step::Preview;
                    import.error = None;
                    import.preview = Some(Arc::new(preview));
                }
                Ok(Err(sentence)) => import.error = Some(sentence),
                Err(Lost) => import.error = Some(LOST.to_owned()),
            }
        }
    }

    fn finish_weighing(&mut self) {
        match take(&mut self.weighing) {
            Some(Ok(effect)) => self.ui.clinic.settings.weighed(Some(effect)),
            Some(Err(Lost)) => self.ui.clinic.settings.weighed(None),
            None => {}
        }
    }

    fn finish_dialogs(&mut self, context: &egui::Context) {
        if let Some(Ok(chosen)) = take(&mut self.asking) {
            self.chosen(chosen, context);
        }
        match take(&mut self.saving) {
            Some(Ok(Saved::There(path, what))) => {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                self.log("export", &format!("Saved {what}"));
                self.ui.notices.info(&format!("Saved as {name}."));
            }
            Some(Ok(Saved::WithoutDialog(name, ToSave { bytes, what }))) => {
                let path = files::home().join(name);
                self.ui.path = Some(PathState::save(&path, bytes, what));
            }
            Some(Ok(Saved::Failed(sentence))) => self.ui.notices.error(&sentence),
            Some(Err(Lost)) => self.ui.notices.error(LOST),
            Some(Ok(Saved::Nowhere)) | None => {}
        }
    }

    fn chosen(&mut self, chosen: Chosen, context: &egui::Context) {
        if chosen.is_without_dialog {
            self.without_dialog(chosen.question);
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
            FileQuestion::Exports => {
                let files: Vec<PathBuf> = paths.collect();
                if !files.is_empty() {
                    self.carry_out(Request::ImportFiles(files), context);
                }
            }
            FileQuestion::BackupFolder => {
                if let Some(folder) = paths.next() {
                    self.carry_out(Request::BackUpNow(Some(folder)), context);
                }
            }
        }
    }
}

/// The places that are typed where the system has no file dialog.
impl Shell {
    fn without_dialog(&mut self, question: FileQuestion) {
        match question {
            FileQuestion::Exports => self.ui.path = Some(PathState::export(&files::home())),
            FileQuestion::BackupFolder => self.ui.path = Some(PathState::backup_folder(&files::home())),
            // The first screen has fields for these.
            FileQuestion::OpenClinic | FileQuestion::NewClinic => self.ui.start.without_dialog(),
        }
    }
}

/// Requests.
impl Shell {
    fn carry_out(&mut self, request: Request, context: &egui::Context) {
        match request {
            Request::Command(command) => self.dispatch(command),
            Request::Undo => self.step(Direction::Undo, context),
            Request::Redo => self.step(Direction::Redo, context),
            Request::Show(tab) => self.show(tab),
            Request::ShowPatients(view) => {
                self.show(Tab::Patients);
                self.ui.patients.show_view(view);
            }
            Request::ShowPatient(patient) => {
                self.show(Tab::Patients);
                self.ui.patients.open(patient);
            }
            Request::ShowMeasure(measure) => {
                self.show(Tab::Measures);
                self.ui.measures.choose(measure);
            }
            Request::LookAt(day) => self.look_at(day),
            Request::Ask(question) => self.asking = Some(files::ask(question, context)),
            Request::Create(new) => {
                let who = clock::who(&self.profile.initials);
                self.opening = Some(Job::start("Making the clinic file", context, move |_| opening::create(&new, &who)));
            }
            Request::Open(file, secret) => self.open(file, secret, context),
            Request::Restore { file, backup, secret } => self.restore(file, backup, secret, context),
            Request::OpenDemo => {
                let who = clock::who("");
                self.opening = Some(Job::start("Inventing the demo clinic", context, move |progress| {
                    opening::open_demo(&who, progress)
                }));
            }
            Request::Lock => self.lock(),
            Request::CloseFile => {
                self.forget();
                self.ui.start.screen = StartScreen::First;
            }
            Request::RecoverySheetDone => self.ui.recovery = None,
            Request::ImportFiles(files) => self.import_files(files, context),
            Request::ImportPaste(text) => self.read_table("clipboard".to_owned(), Source::Paste(text), context),
            Request::PreviewImport(mapping) => self.preview_import(*mapping, context),
            Request::AnswerImport(line, answer) => self.answer_import(line, answer, context),
            Request::CommitImport => self.commit_import(context),
            Request::BackToColumns => {
                if let Some(import) = &mut self.ui.import {
                    import.step = Step::Columns;
                }
            }
            Request::LeaveImport => self.leave_import(context),
            Request::CancelJob => self.cancel(),
            Request::BackUpNow(folder) => self.back_up(folder, true, context),
            Request::CheckFile => self.check(context),
            Request::MoreHistory => self.more_history(),
            Request::Copy(text) => context.copy_text(text),
            Request::Save { name, bytes, what, identified } => {
                let what = if identified { format!("{what}, naming patients") } else { what };
                self.saving = Some(files::save(&name, ToSave { bytes, what }, context));
            }
            Request::SaveAt { path, bytes, what } => {
                self.saving = Some(files::save_at(path, ToSave { bytes, what }, context));
            }
            Request::Dark(dark) => {
                self.theme = if dark { Theme::dark() } else { Theme::light() };
                self.profile.dark = dark;
                self.profile.save();
            }
            Request::Initials(initials) => self.initials(initials),
            Request::Calculator => self.ui.calculator.get_or_insert_default().is_open = true,
            Request::ShowClinic(page) => {
                self.show(Tab::Clinic);
                self.ui.clinic.page = page;
            }
            Request::WeighSettings(settings) => self.weigh_settings(*settings, context),
            Request::PasteTable => {
                self.ui.paste.get_or_insert_default();
            }
        }
    }

    fn show(&mut self, tab: Tab) {
        self.ui.tab = tab;
    }

    fn dispatch(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
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

    fn carry_out_waiting(&mut self, context: &egui::Context) {
        let waiting = self.session.as_mut().map(|s| std::mem::take(&mut s.waiting)).unwrap_or_default();
        for command in waiting {
            self.carry_out(Request::Command(command), context);
        }
    }

    fn step(&mut self, direction: Direction, context: &egui::Context) {
        let Some(session) = &mut self.session else { return };
        match session.step(direction) {
            Ok(None) => {}
            Ok(Some(set)) => self.step_with_reload(set, direction, context),
            Err(NotDone::Refused(refusal)) => self.ui.notices.caution(&refusal.to_string()),
            Err(NotDone::Failed(error)) => self.ui.notices.error(&error.to_string()),
        }
    }

    fn step_with_reload(&mut self, set: EditSet, direction: Direction, context: &egui::Context) {
        let Some((store, who)) = self.take_store() else { return };
        let name = if direction == Direction::Undo { "Undoing the import" } else { "Putting the import back" };
        self.work = Some(Job::start(name, context, move |_| {
            let mut store = store;
            let result = store
                .apply(&set, direction.act(), &who, &clock::instant())
                .and_then(|_| store.load());
            StoreWork::Stepped { store, set, direction, result }
        }));
    }

    fn look_at(&mut self, day: Option<chrono::NaiveDate>) {
        if let Some(session) = &mut self.session {
            session.look_at = day;
            session.derived.refresh();
        }
    }

    /// The store for a job; a notice when another job has it.
    fn take_store(&mut self) -> Option<(Store, crate::domain::history::Who)> {
        let session = self.session.as_mut()?;
        let who = session.who.clone();
        let store = session.store.take();
        if store.is_none() {
            self.ui.notices.caution("The file is being worked on. Wait until that is done, or cancel it.");
        }
        store.map(|s| (s, who))
    }

    fn open(&mut self, file: PathBuf, secret: TypedSecret, context: &egui::Context) {
        let who = clock::who(&self.profile.initials);
        self.opening = Some(Job::start("Opening the clinic file", context, move |_| opening::open(&file, &secret, &who)));
    }

    fn restore(&mut self, file: PathBuf, backup: PathBuf, secret: Option<TypedSecret>, context: &egui::Context) {
        let who = clock::who(&self.profile.initials);
        let open_key = self.session.as_ref().and_then(|s| s.store.as_ref()).map(|s| s.recovery_key().raw());
        self.forget();
        self.opening = Some(Job::start("Restoring the backup", context, move |_| match (secret, open_key) {
            (Some(typed), _) => opening::restore_typed(&file, &backup, &typed, &who),
            (None, Some(key)) => opening::restore(&file, &backup, &crate::store::Secret::Recovery(key), &who),
            (None, None) => Err(NotOpened { error: StoreError::NotFound { file: String::new() }, file }),
        }));
    }

    fn weigh_settings(&mut self, settings: crate::domain::clinic::Settings, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        let (workbook, day) = (Arc::clone(&session.workbook), session.as_of());
        self.weighing = Some(Job::start("Working out what changes", context, move |_| {
            SettingsEffect::of(&workbook, settings, day)
        }));
    }

    fn initials(&mut self, initials: String) {
        if let Some(session) = &mut self.session {
            session.who.initials.clone_from(&initials);
            session.describe();
        }
        self.profile.initials = initials;
        self.profile.save();
    }

    fn log(&mut self, act: &str, what: &str) {
        if let Some(session) = &mut self.session
            && let Some(store) = &session.store
            && let Ok(entry) = store.log(act, what, &session.who, &clock::instant())
        {
            Arc::make_mut(&mut session.workbook).history.push(entry);
        }
    }

    fn more_history(&mut self) {
        let Some(session) = &mut self.session else { return };
        let oldest = session.status.older_history.first().or(session.workbook.history.first()).map(|e| e.number);
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

/// Import.
impl Shell {
    fn import_files(&mut self, mut files: Vec<PathBuf>, context: &egui::Context) {
        if files.is_empty() {
            return;
        }
        let first = files.remove(0);
        let name = first.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.read_table(name, Source::File(first), context);
        if let Some(import) = &mut self.ui.import {
            import.queue = files;
        }
    }

    fn read_table(&mut self, name: String, source: Source, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        self.ui.import = Some(ImportState::reading(&name));
        let workbook = Arc::clone(&session.workbook);
        self.reading =
            Some(Job::start(format!("Reading {name}"), context, move |_| importing::read(source, &workbook)));
    }

    fn preview_import(&mut self, mapping: crate::import::Mapping, context: &egui::Context) {
        let (Some(session), Some(import)) = (&self.session, &mut self.ui.import) else { return };
        let Some(table) = import.table.clone() else { return };
        import.mapping = Some(mapping.clone());
        import.error = None;
        let options = crate::import::Options {
            today: clock::today(),
            answers: import.answers.clone(),
            file_name: import.name.clone(),
        };
        let workbook = Arc::clone(&session.workbook);
        self.previewing = Some(Job::start(format!("Comparing {} with the file", import.name), context, move |progress| {
            importing::preview(&table, &mapping, &workbook, &options, progress)
        }));
    }

    fn answer_import(&mut self, line: u32, answer: crate::import::Answer, context: &egui::Context) {
        let Some(import) = &mut self.ui.import else { return };
        import.answers.insert(line, answer);
        if let Some(mapping) = import.mapping.clone() {
            self.preview_import(mapping, context);
        }
    }

    fn commit_import(&mut self, context: &egui::Context) {
        let Some(preview) = self.ui.import.as_mut().and_then(|i| i.preview.take()) else { return };
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
    fn remember_layout(&mut self) {
        let Some(import) = &self.ui.import else { return };
        let (Some(table), Some(mapping), true) = (&import.table, &import.mapping, import.corrected) else { return };
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

    fn leave_import(&mut self, context: &egui::Context) {
        let queue = self.ui.import.take().map(|i| i.queue).unwrap_or_default();
        self.reading = None;
        self.previewing = None;
        if !queue.is_empty() {
            self.import_files(queue, context);
        }
    }
}

/// The file's keeping: lock, backups, check.
impl Shell {
    /// Forgets everything of the file: store, key, records, undo and what the screens hold.
    fn forget(&mut self) {
        self.cancel();
        self.work = None;
        self.reading = None;
        self.previewing = None;
        self.weighing = None;
        self.session = None;
        self.ui = UiState::default();
    }

    fn lock(&mut self) {
        let Some(session) = &self.session else { return };
        if session.status.is_demo || self.work.is_some() {
            return;
        }
        let file = session.status.file.clone();
        self.log("lock", "Locked");
        self.forget();
        self.ui.start.screen = StartScreen::Unlock(file);
    }

    fn lock_when_idle(&mut self, context: &egui::Context) {
        let Some(session) = &self.session else { return };
        if context.input(|i| !i.events.is_empty() || i.pointer.is_moving()) {
            self.last_input = Instant::now();
        }
        let limit = Duration::from_secs(u64::from(session.workbook.settings.idle_lock_minutes) * 60);
        match limit.checked_sub(self.last_input.elapsed()) {
            Some(left) => context.request_repaint_after(left + Duration::from_millis(50)),
            None => self.lock(),
        }
    }

    fn back_up_when_due(&mut self, context: &egui::Context) {
        let due = self.session.as_ref().is_some_and(|s| s.store.is_some() && s.backup_is_due() && !s.status.is_demo);
        if due && self.work.is_none() {
            self.back_up(None, false, context);
        }
    }

    fn back_up(&mut self, folder: Option<PathBuf>, asked: bool, context: &egui::Context) {
        let Some((store, _)) = self.take_store() else { return };
        self.work = Some(Job::start("Making a backup", context, move |_| {
            let now = clock::local_now();
            let result = match &folder {
                Some(folder) => store.backup_to(folder, "by hand", now),
                None => store.backup(if asked { "by hand" } else { "while working" }, now),
            };
            StoreWork::BackedUp { store, asked, result: result.map(|_| ()) }
        }));
    }

    fn check(&mut self, context: &egui::Context) {
        let Some((store, _)) = self.take_store() else { return };
        self.work = Some(Job::start("Checking the file", context, move |_| {
            let result = store.check();
            StoreWork::Checked { store, result }
        }));
    }

    fn cancel(&mut self) {
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

/// The thread of a job ended without a result.
struct Lost;

const LOST: &str = "Something went wrong inside the program. What was saved before is safe; open the file again.";

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
    matches!(error, StoreError::Damaged { .. } | StoreError::Empty { .. } | StoreError::NotAClinicFile { .. })
}

/// The backups offered first.
fn newest_backups(file: &std::path::Path) -> Vec<PathBuf> {
    crate::store::backups_of(file).into_iter().take(3).map(|b| b.path).collect()
}

fn health_view(health: &Health) -> HealthView {
    HealthView {
        checked_at: clock::local_now().format("%H:%M").to_string(),
        problems: health.problems(),
        counts: health.counts.iter().map(|(name, rows)| ((*name).to_owned(), *rows)).collect(),
        file_size: health.file_size,
    }
}
