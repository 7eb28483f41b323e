//! The screens before a file is open: first start, new file, unlock, restore.

mod new_file;
mod unlock;

use std::path::{Path, PathBuf};

use egui::{ScrollArea, Ui, vec2};

use super::icons::logo;
use super::request::{FileQuestion, Request};
use super::theme::{Style, Theme};
use super::widgets::{Button, Card, link, main_area, text};
use new_file::NewFileForm;

/// Which of the screens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StartScreen {
    /// Recent files, new, open, demo.
    #[default]
    First,
    /// The form of a new file.
    New,
    /// The passphrase of this file.
    Unlock(PathBuf),
}

/// What these screens remember.
#[derive(Default)]
pub struct StartState {
    /// Which of them is shown.
    pub screen: StartScreen,
    form: NewFileForm,
    unlock: unlock::UnlockForm,
    /// A path typed by hand, where no file dialog can be had.
    typed_path: String,
    error: Option<String>,
    /// Backups offered in the place of a damaged file.
    backups: Option<Vec<PathBuf>>,
}

impl StartState {
    /// A file could not be made or opened. `backups` are offered when it is damaged.
    pub fn failed(&mut self, file: PathBuf, sentence: &str, backups: Option<Vec<PathBuf>>) {
        self.error = Some(sentence.to_owned());
        self.backups = backups;
        self.unlock.forget();
        if self.screen != StartScreen::New {
            self.screen = if file.as_os_str().is_empty() { StartScreen::First } else { StartScreen::Unlock(file) };
        }
    }

    /// The place for a new file has been chosen.
    pub fn new_file_at(&mut self, file: &Path) {
        self.screen = StartScreen::New;
        self.form.set_path(file);
    }
}

/// Draws the screen before a file is open. `work` names what is under way.
pub fn start_ui(
    ui: &mut Ui,
    state: &mut StartState,
    recent: &[PathBuf],
    work: Option<&str>,
    out: &mut Vec<Request>,
) {
    main_area(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let theme = Theme::of(ui);
            let width = theme.pt(if state.screen == StartScreen::New { 760.0 } else { 520.0 });
            let left = ((ui.available_width() - width) / 2.0).max(0.0);
            let above = if state.screen == StartScreen::New { 8.0 } else { 64.0 };
            ui.add_space(theme.pt(above));
            ui.horizontal_top(|ui| {
                ui.add_space(left);
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        heading_ui(ui);
                        screen_ui(ui, state, recent, work, out);
                    });
                });
            });
        });
    });
}

fn heading_ui(ui: &mut Ui) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.horizontal(|ui| {
        logo(ui);
        text(ui, "Sixblocks", Style::Title, colors.text);
        text(ui, "the opioid improvement team's workbench", Style::Body, colors.text_2);
    });
    ui.add_space(theme.pt(8.0));
}

fn screen_ui(ui: &mut Ui, state: &mut StartState, recent: &[PathBuf], work: Option<&str>, out: &mut Vec<Request>) {
    match state.screen.clone() {
        StartScreen::First => first_ui(ui, state, recent, work, out),
        StartScreen::New => {
            let error = state.error.as_deref();
            if new_file::new_file_ui(ui, &mut state.form, error, work, out) {
                state.screen = StartScreen::First;
                state.error = None;
            }
        }
        StartScreen::Unlock(file) => {
            let failed = unlock::Failed { error: state.error.as_deref(), backups: state.backups.as_deref() };
            match unlock::unlock_ui(ui, &mut state.unlock, &file, &failed, work, out) {
                unlock::Outcome::Stay => {}
                unlock::Outcome::Tried => state.error = None,
                unlock::Outcome::Back => {
                    state.screen = StartScreen::First;
                    state.error = None;
                }
            }
        }
    }
}

fn first_ui(ui: &mut Ui, state: &mut StartState, recent: &[PathBuf], work: Option<&str>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if let Some(error) = &state.error {
        let (first, rest) = super::notices::first_sentence(error);
        super::widgets::Notice::error(first, rest).copy(error).show(ui);
    }
    Card::new().title("Begin").show(ui, |ui| {
        ui.horizontal(|ui| {
            if Button::primary("New clinic file…").enabled(work.is_none()).show(ui).clicked() {
                state.screen = StartScreen::New;
                state.error = None;
            }
            if Button::outlined("Open a clinic file…").enabled(work.is_none()).show(ui).clicked() {
                out.push(Request::Ask(FileQuestion::OpenClinic));
            }
            if Button::quiet("Open the demo clinic").enabled(work.is_none()).show(ui).clicked() {
                out.push(Request::OpenDemo);
            }
        });
        let words = match work {
            Some(work) => format!("{work}…"),
            None => "Everything stays in one encrypted file on this computer. Nothing is sent anywhere.".to_owned(),
        };
        text(ui, words, Style::Small, colors.text_2);
    });
    recent_ui(ui, state, recent);
    path_ui(ui, state);
}

fn recent_ui(ui: &mut Ui, state: &mut StartState, recent: &[PathBuf]) {
    if recent.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let colors = *theme.color();
    Card::new().title("Recent files").show(ui, |ui| {
        for file in recent {
            let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if link(ui, &name).clicked() {
                state.screen = StartScreen::Unlock(file.clone());
                state.error = None;
            }
            let folder = file.parent().map(|p| p.display().to_string()).unwrap_or_default();
            text(ui, folder, Style::Small, colors.text_3);
        }
    });
}

/// The second way to a file, where the system has no file dialog.
fn path_ui(ui: &mut Ui, state: &mut StartState) {
    Card::new().title("Open by path").show(ui, |ui| {
        ui.horizontal(|ui| {
            let width = Theme::of(ui).pt(380.0);
            let field = super::widgets::TextField::new("Path of a clinic file", &mut state.typed_path)
                .hint("/home/me/cedar-fork.sixblocks")
                .hide_label()
                .width(width);
            let entered = field.show(ui).lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let pressed = Button::outlined("Open").enabled(!state.typed_path.trim().is_empty()).show(ui).clicked();
            if (entered || pressed) && !state.typed_path.trim().is_empty() {
                state.screen = StartScreen::Unlock(PathBuf::from(state.typed_path.trim()));
                state.error = None;
            }
        });
    });
}
