//! The folder of a backup: typed, or chosen with the system's dialog.

use std::path::{Path, PathBuf};

use egui::{Context, Key};

use super::request::{FileQuestion, Request};
use super::widgets::{Dialog, DialogOutcome, TextField};

/// A folder that is asked for.
pub struct FolderState {
    typed: String,
}

impl FolderState {
    /// A folder somewhere under `folder`.
    pub fn under(folder: &Path) -> Self {
        Self {
            typed: folder.display().to_string(),
        }
    }

    /// The folder has been chosen with the system's dialog.
    pub fn choose(&mut self, folder: &Path) {
        self.typed = folder.display().to_string();
    }
}

/// Draws the dialog. True when it is closed.
pub fn folder_ui(ctx: &Context, state: &mut FolderState, out: &mut Vec<Request>) -> bool {
    let is_typed = !state.typed.trim().is_empty();
    let dialog = Dialog::new("Back up to a folder")
        .width(620.0)
        .safe("Cancel")
        .primary("Back up there");
    let shown = dialog
        .primary_enabled(is_typed)
        .extras(&["Choose a folder…"])
        .show(ctx, |ui| {
            let field = TextField::new("Folder", &mut state.typed).show(ui);
            field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
        });
    if shown.outcome == Some(DialogOutcome::Extra(0)) {
        out.push(Request::Ask(FileQuestion::BackupFolder));
        return false;
    }
    let is_answered = is_typed && (shown.inner || shown.outcome == Some(DialogOutcome::Confirmed));
    if is_answered {
        out.push(Request::BackUpNow(Some(PathBuf::from(state.typed.trim()))));
    }
    is_answered || shown.outcome.is_some()
}
