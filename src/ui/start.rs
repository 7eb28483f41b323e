//! The screens before a file is open: first start, new file, unlock, restore.

mod first;
mod new_file;
mod unlock;

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Popup, ScrollArea, Ui, vec2};

use super::icons::{Icon, logo};
use super::request::Request;
use super::theme::{Mode, Style, Theme};
use super::widgets::{IconButton, ends, main_area, text};
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
    /// The system has no dialog to choose a file with.
    is_without_dialog: bool,
    error: Option<String>,
    /// Backups offered in the place of a damaged file.
    backups: Option<Vec<PathBuf>>,
}

impl StartState {
    /// A file could not be made or opened. `backups` are offered when it is damaged.
    pub fn failed(&mut self, file: PathBuf, sentence: &str, backups: Option<Vec<PathBuf>>) {
        self.error = Some(sentence.to_owned());
        match &backups {
            // What was typed opens the backup too.
            Some(backups) => self.unlock.choose_backup(backups.first()),
            None => self.unlock.forget(),
        }
        self.backups = backups;
        if self.screen != StartScreen::New {
            self.screen = if file.as_os_str().is_empty() {
                StartScreen::First
            } else {
                StartScreen::Unlock(file)
            };
        }
    }

    /// The place for a new file has been chosen.
    pub fn new_file_at(&mut self, file: &Path) {
        self.screen = StartScreen::New;
        self.form.set_path(file);
    }

    /// The system has no dialog to choose a file with: its path is typed.
    pub fn without_dialog(&mut self) {
        self.is_without_dialog = true;
    }

    /// Goes to another screen, where nothing has been typed and nothing has failed yet.
    fn go(&mut self, screen: StartScreen) {
        self.screen = screen;
        self.error = None;
        self.backups = None;
        self.unlock = unlock::UnlockForm::default();
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
    keys_ui(ui, state, work, out);
    main_area(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let theme = Theme::of(ui);
            let is_new = state.screen == StartScreen::New;
            let width = theme
                .pt(if is_new { 760.0 } else { 560.0 })
                .min(ui.available_width());
            let left = ((ui.available_width() - width) / 2.0).floor().max(0.0);
            // A third of what is left over stands above, so that the eye meets the card.
            let height = match (is_new, &state.backups) {
                (true, _) => 660.0,
                (false, Some(_)) => 700.0,
                (false, None) => 400.0,
            };
            let spare = ui.clip_rect().height() - theme.pt(height);
            ui.add_space((spare / 3.0).floor().max(0.0));
            ui.horizontal_top(|ui| {
                ui.add_space(left);
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        heading_ui(ui, out);
                        screen_ui(ui, state, recent, work, out);
                    });
                });
            });
        });
    });
}

/// F8 changes the theme, Esc goes back to the first screen.
fn keys_ui(ui: &Ui, state: &mut StartState, work: Option<&str>, out: &mut Vec<Request>) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::F8) {
        out.push(Request::Dark(Theme::of(ui).mode != Mode::Dark));
    }
    let can_leave = state.screen != StartScreen::First && work.is_none();
    if can_leave && !Popup::is_any_open(ui.ctx()) && pressed(Key::Escape) {
        state.go(StartScreen::First);
    }
}

fn heading_ui(ui: &mut Ui, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ends(
        ui,
        "start heading",
        theme.line_height(Style::Title),
        |ui| {
            logo(ui);
            text(ui, "Sixblocks", Style::Title, colors.text);
            let words = "the opioid improvement team's workbench";
            text(ui, words, Style::Body, colors.text_2);
        },
        |ui| {
            let is_dark = theme.mode == Mode::Dark;
            let words = if is_dark {
                "Light theme, F8"
            } else {
                "Dark theme, F8"
            };
            let button = IconButton::new(Icon::Contrast, "Light or dark theme").hover(words);
            if button.show(ui).clicked() {
                out.push(Request::Dark(!is_dark));
            }
        },
    );
}

fn screen_ui(
    ui: &mut Ui,
    state: &mut StartState,
    recent: &[PathBuf],
    work: Option<&str>,
    out: &mut Vec<Request>,
) {
    match state.screen.clone() {
        StartScreen::First => first::first_ui(ui, state, recent, work, out),
        StartScreen::New => {
            let hints = new_file::Hints {
                error: state.error.as_deref(),
                is_without_dialog: state.is_without_dialog,
            };
            if new_file::new_file_ui(ui, &mut state.form, &hints, work, out) {
                state.go(StartScreen::First);
            }
        }
        StartScreen::Unlock(file) => {
            let failed = unlock::Failed {
                error: state.error.as_deref(),
                backups: state.backups.as_deref(),
            };
            match unlock::unlock_ui(ui, &mut state.unlock, &file, &failed, work, out) {
                unlock::Outcome::Stay => {}
                unlock::Outcome::Tried => state.error = None,
                unlock::Outcome::Back => state.go(StartScreen::First),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::request::TypedSecret;
    use crate::ui::widgets::testing::{harness, type_into};

    #[derive(Default)]
    struct Bench {
        state: StartState,
        recent: Vec<PathBuf>,
        asked: Vec<Request>,
    }

    fn start(bench: Bench) -> Harness<'static, Bench> {
        let mut harness = harness(bench, |ui, bench: &mut Bench| {
            start_ui(ui, &mut bench.state, &bench.recent, None, &mut bench.asked);
        });
        harness.run();
        harness
    }

    fn file() -> PathBuf {
        PathBuf::from("/clinic/cedar-fork.sixblocks")
    }

    #[test]
    fn a_recent_file_is_opened_with_one_click_and_the_passphrase() {
        let mut harness = start(Bench {
            recent: vec![file()],
            ..Bench::default()
        });
        harness.get_by_label("Open cedar-fork in /clinic").click();
        harness.run();
        type_into(
            &mut harness,
            Role::PasswordInput,
            "Passphrase",
            "kettle maple orbit",
        );
        harness.key_press(Key::Enter);
        harness.run();
        let [Request::Open(path, TypedSecret::Passphrase(typed))] =
            harness.state().asked.as_slice()
        else {
            panic!("other requests")
        };
        assert_eq!((path, typed.as_str()), (&file(), "kettle maple orbit"));
    }

    #[test]
    fn a_new_file_is_made_only_when_nothing_is_amiss() {
        let mut harness = start(Bench::default());
        harness.get_by_label("New clinic file…").click();
        harness.run();
        harness.get_by_label("Make the file").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        for amiss in [
            "The clinic needs a name",
            "Type a passphrase",
            "Choose where the file is kept.",
        ] {
            assert!(
                harness.query_all_by_label_contains(amiss).next().is_some(),
                "{amiss}"
            );
        }
        type_into(&mut harness, Role::TextInput, "Clinic", "Cedar Fork");
        type_into(
            &mut harness,
            Role::PasswordInput,
            "Passphrase",
            "kettle maple orbit",
        );
        type_into(
            &mut harness,
            Role::PasswordInput,
            "Passphrase again",
            "kettle maple orbi",
        );
        harness.get_by_label("Make the file").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        type_into(&mut harness, Role::PasswordInput, "Passphrase again", "t");
        harness.run_steps(3);
        harness.get_by_label("Make the file").click();
        harness.run();
        let [Request::Create(new)] = harness.state().asked.as_slice() else {
            panic!("other requests")
        };
        assert_eq!(new.clinic.name, "Cedar Fork");
        assert!(new.path.ends_with("cedar-fork.sixblocks"));
    }

    #[test]
    fn a_damaged_file_goes_back_to_its_newest_backup_with_what_was_typed() {
        let mut harness = start(Bench {
            recent: vec![file()],
            ..Bench::default()
        });
        harness.get_by_label("Open cedar-fork in /clinic").click();
        harness.run();
        type_into(
            &mut harness,
            Role::PasswordInput,
            "Passphrase",
            "kettle maple orbit",
        );
        let backups = ["/clinic/b/2.sixblocks", "/clinic/b/1.sixblocks"]
            .map(PathBuf::from)
            .to_vec();
        let sentence = "The file is damaged. Restore it.";
        harness
            .state_mut()
            .state
            .failed(file(), sentence, Some(backups.clone()));
        harness.run_steps(3);
        harness.get_by_label("Restore this backup").click();
        harness.run();
        let [
            Request::Restore {
                backup,
                secret: Some(TypedSecret::Passphrase(typed)),
                ..
            },
        ] = harness.state().asked.as_slice()
        else {
            panic!("other requests")
        };
        assert_eq!(
            (Some(backup), typed.as_str()),
            (backups.first(), "kettle maple orbit")
        );
    }

    #[test]
    fn a_wrong_passphrase_is_forgotten_and_escape_goes_back() {
        let mut harness = start(Bench::default());
        harness.state_mut().state.go(StartScreen::Unlock(file()));
        harness.run();
        type_into(&mut harness, Role::PasswordInput, "Passphrase", "wrong");
        harness.state_mut().state.failed(
            file(),
            "This passphrase does not open it. Try again.",
            None,
        );
        harness.run_steps(3);
        assert!(
            harness
                .query_all_by_label_contains("does not open it")
                .next()
                .is_some()
        );
        harness.key_press(Key::Enter);
        harness.run();
        assert!(
            harness.state().asked.is_empty(),
            "nothing is typed any more"
        );
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().state.screen, StartScreen::First);
    }

    #[test]
    fn a_path_can_be_typed_where_no_dialog_is() {
        let mut harness = start(Bench::default());
        harness.state_mut().state.without_dialog();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("shows no file dialog")
                .next()
                .is_some()
        );
        let field = "Path of a clinic file";
        type_into(&mut harness, Role::TextInput, field, "/clinic/a.sixblocks");
        harness.get_by_label("Open the file at this path").click();
        harness.run();
        let expected = StartScreen::Unlock("/clinic/a.sixblocks".into());
        assert_eq!(harness.state().state.screen, expected);
    }
}
