//! A path typed by hand, where the system has no file dialog.

use std::path::{Path, PathBuf};

use egui::{Context, Key};

use super::request::Request;
use super::theme::{Style, Theme};
use super::widgets::{Dialog, DialogOutcome, TextField, text};

/// A place that is typed, and what for.
pub struct PathState {
    typed: String,
    wanted: Wanted,
    was_focused: bool,
}

enum Wanted {
    Save { bytes: Vec<u8>, what: String },
    Export,
    BackupFolder,
}

impl PathState {
    /// A place for something to be saved, `path` to begin with.
    pub fn save(path: &Path, bytes: Vec<u8>, what: String) -> Self {
        Self::new(path.display().to_string(), Wanted::Save { bytes, what })
    }

    /// An export to import, somewhere under `folder`.
    pub fn export(folder: &Path) -> Self {
        Self::new(format!("{}/", folder.display()), Wanted::Export)
    }

    /// A folder for a backup, somewhere under `folder`.
    pub fn backup_folder(folder: &Path) -> Self {
        Self::new(format!("{}/", folder.display()), Wanted::BackupFolder)
    }

    fn new(typed: String, wanted: Wanted) -> Self {
        Self {
            typed,
            wanted,
            was_focused: false,
        }
    }

    /// Title, label of the field, and words of the filled button.
    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self.wanted {
            Wanted::Save { .. } => ("Save as", "Path of the new file", "Save"),
            Wanted::Export => ("Import a file", "Path of the export", "Read the file"),
            Wanted::BackupFolder => ("Back up to a folder", "Path of the folder", "Back up there"),
        }
    }

    fn request(&mut self) -> Request {
        let path = PathBuf::from(self.typed.trim());
        match std::mem::replace(&mut self.wanted, Wanted::Export) {
            Wanted::Save { bytes, what } => Request::SaveAt { path, bytes, what },
            Wanted::Export => Request::ImportFiles(vec![path]),
            Wanted::BackupFolder => Request::BackUpNow(Some(path)),
        }
    }
}

/// Draws the dialog. True when it is closed.
pub fn path_ui(ctx: &Context, state: &mut PathState, out: &mut Vec<Request>) -> bool {
    let (title, label, answer) = state.words();
    let is_typed = !state.typed.trim().is_empty();
    let dialog = Dialog::new(title)
        .width(620.0)
        .safe("Cancel")
        .primary(answer)
        .primary_enabled(is_typed);
    let shown = dialog.focus_body().show(ctx, |ui| {
        let words = "This system shows no file dialog, so type the place by hand.";
        text(ui, words, Style::Body, Theme::of(ui).color().text_2);
        let field = TextField::new(label, &mut state.typed).show(ui);
        if !state.was_focused {
            field.request_focus();
            state.was_focused = true;
        }
        field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
    });
    let is_answered = is_typed && (shown.inner || shown.outcome == Some(DialogOutcome::Confirmed));
    if is_answered {
        out.push(state.request());
    }
    is_answered || shown.outcome.is_some()
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::widgets::testing::harness;

    #[test]
    fn what_was_to_be_saved_goes_to_the_typed_place() {
        let state = PathState::save(
            Path::new("/home/me/history.csv"),
            b"a,b".to_vec(),
            "the history".to_owned(),
        );
        let mut harness = harness(
            (state, Vec::new()),
            |ui, (state, out): &mut (PathState, Vec<Request>)| {
                if out.is_empty() {
                    path_ui(ui.ctx(), state, out);
                }
            },
        );
        harness.run();
        harness.get_by_label("Save").click();
        harness.run();
        let [Request::SaveAt { path, bytes, .. }] = harness.state().1.as_slice() else {
            panic!("other requests")
        };
        assert_eq!(
            (path.to_str(), bytes.as_slice()),
            (Some("/home/me/history.csv"), b"a,b".as_slice())
        );
    }
}
