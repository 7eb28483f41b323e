//! The window's loop: finish jobs → draw → carry requests out.

mod finished;
mod import;
mod keeping;
mod requests;

use std::path::PathBuf;
use std::time::Instant;

use super::clock;
use super::files::Chosen;
use super::importing::{ReadTable, Written};
use super::jobs::Job;
use super::opening::Opening;
use super::profile::Profile;
use super::session::{Direction, Session};
use crate::domain::edit::EditSet;
use crate::domain::settings_effect::SettingsEffect;
use crate::domain::workbook::Workbook;
use crate::import::Preview;
use crate::import::wording::WordingReading;
use crate::store::{Health, Store, StoreError};
use crate::ui::importing::Effect;
use crate::ui::request::Request;
use crate::ui::start::StartScreen;
use crate::ui::theme::Theme;
use crate::ui::view::View;
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
    Stepped {
        store: Box<Store>,
        set: EditSet,
        direction: Direction,
        result: Result<Box<Workbook>, StoreError>,
    },
    BackedUp {
        store: Box<Store>,
        asked: bool,
        result: Result<(), StoreError>,
    },
    Checked {
        store: Box<Store>,
        result: Result<Health, StoreError>,
    },
}

/// A preview with its effect on the registry, or why there is none.
type Previewed = Result<(Preview, Option<Effect>), String>;

/// The window.
pub struct Shell {
    profile: Profile,
    theme: Theme,
    session: Option<Box<Session>>,
    opening: Option<Job<Opening>>,
    work: Option<Job<StoreWork>>,
    reading: Option<Job<Result<ReadTable, String>>>,
    previewing: Option<Job<Previewed>>,
    weighing: Option<Job<SettingsEffect>>,
    asking: Option<Job<Chosen>>,
    saving: Option<Job<Result<Option<PathBuf>, String>>>,
    guide: Option<Job<(String, Result<WordingReading, String>)>>,
    ui: UiState,
    last_input: Instant,
}

impl Shell {
    /// The window's state, made when its context is there.
    pub fn new(context: &egui::Context, launch: Launch) -> Self {
        let profile = if matches!(launch, Launch::Demo) {
            Profile::unsaved()
        } else {
            Profile::load()
        };
        ui::theme::install_fonts(context);
        let mut shell = Self {
            theme: if profile.dark {
                Theme::dark()
            } else {
                Theme::light()
            },
            session: None,
            opening: None,
            work: None,
            reading: None,
            previewing: None,
            weighing: None,
            asking: None,
            saving: None,
            guide: None,
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
        self.hold_the_window_open(&context);
    }
}

/// Drawing.
impl Shell {
    fn draw(&mut self, ui: &mut egui::Ui, requests: &mut Vec<Request>) {
        let theme = match &self.ui.present {
            Some(_) => Theme::present(ui.ctx().content_rect().height()),
            None => self.theme,
        };
        ui::theme::apply(ui.ctx(), &theme);
        let work = self.work_under_way();
        let Some(session) = &mut self.session else {
            let recent = &self.profile.recent;
            ui::start::start_ui(
                ui,
                &mut self.ui.start,
                recent,
                work.as_ref().map(|(name, _)| name.as_str()),
                requests,
            );
            return;
        };
        session.status.work = work;
        session.status.is_working_out = session.derived.is_working();
        let (nothing, as_of) = (Workbook::default(), session.as_of());
        let status = session.status.for_a_room();
        let real = View {
            workbook: &session.workbook,
            registry: &session.derived.registry,
            measures: &session.derived.measures,
            revision: session.derived.revision,
            today: clock::today(),
            as_of,
            status: &session.status,
        };
        let view = match &mut self.ui.present {
            None => real,
            Some(present) => {
                let workbook = match &mut session.veiled {
                    Some(veiled) => {
                        if let Some(ages) = veiled.take_ages() {
                            present.take_ages(ages);
                        }
                        &veiled.workbook
                    }
                    // Rather nothing than the records.
                    None => &nothing,
                };
                if let Some(names) = &session.names {
                    self.ui.notices.mask(|text| names.masked(text));
                }
                real.for_a_room(workbook, &status)
            }
        };
        ui::window::window_ui(ui, &view, &mut self.ui, requests);
    }

    fn work_under_way(&self) -> Option<(String, Option<f32>)> {
        let seen =
            |name: &str, progress: &super::jobs::Progress| (name.to_owned(), progress.share());
        let opening = self.opening.as_ref().map(|j| seen(&j.name, &j.progress));
        let work = self.work.as_ref().map(|j| seen(&j.name, &j.progress));
        let reading = self.reading.as_ref().map(|j| seen(&j.name, &j.progress));
        let previewing = self.previewing.as_ref().map(|j| seen(&j.name, &j.progress));
        let guide = self.guide.as_ref().map(|j| seen(&j.name, &j.progress));
        opening.or(work).or(reading).or(previewing).or(guide)
    }
}
