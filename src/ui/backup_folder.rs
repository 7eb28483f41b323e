//! The folder of a backup: typed, or chosen with the system's dialog.

use std::path::{Path, PathBuf};

use egui::{Context, Key};

use super::request::{FileQuestion, Request};
use super::theme::{Style, Theme};
use super::widgets::{Dialog, DialogOutcome, TextField, text};

/// A folder that is asked for.
pub struct FolderState {
    typed: String,
    was_focused: bool,
}

impl FolderState {
    /// A folder somewhere under `folder`.
    pub fn under(folder: &Path) -> Self {
        Self {
            typed: folder.display().to_string(),
            was_focused: false,
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
        .focus_body()
        .extras(&["Choose a folder…"])
        .show(ctx, |ui| {
            let words = "A second place protects against the loss of this computer: a USB drive, or a folder of the \
                         clinic's server. The backup is encrypted like the file.";
            let theme = Theme::of(ui);
            text(ui, words, Style::Body, theme.color().text_2);
            ui.add_space(theme.gap());
            let field = TextField::new("Folder", &mut state.typed).show(ui);
            if !state.was_focused {
                field.request_focus();
                state.was_focused = true;
            }
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

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::widgets::testing::harness;

    #[test]
    fn a_folder_can_be_typed_or_chosen() {
        let state = (FolderState::under(Path::new("")), Vec::new());
        let mut harness = harness(
            state,
            |ui, (state, out): &mut (FolderState, Vec<Request>)| {
                folder_ui(ui.ctx(), state, out);
            },
        );
        harness.run();
        harness
            .get_by_role_and_label(egui::Role::TextInput, "Folder")
            .type_text("/media/usb");
        harness.run();
        harness.get_by_label("Choose a folder…").click();
        harness.run();
        harness.get_by_label("Back up there").click();
        harness.run();
        let (state, out) = harness.state();
        assert_eq!(state.typed, "/media/usb");
        assert!(matches!(
            out.as_slice(),
            [Request::Ask(FileQuestion::BackupFolder), Request::BackUpNow(Some(folder))]
                if folder.ends_with("usb")
        ));
    }
}
