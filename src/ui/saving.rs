//! Where something is saved: a path that can be typed, or chosen with the system's dialog.

use std::path::PathBuf;

use egui::Context;

use super::request::Request;
use super::theme::{Style, Theme};
use super::widgets::{Dialog, DialogOutcome, Notice, TextField, text};

/// Content that waits for a place.
pub struct SaveState {
    /// Suggested file name.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// What it is, for the history: "rejected rows".
    pub what: String,
    /// Whether it names patients.
    pub identified: bool,
    path: String,
}

impl SaveState {
    /// Content with a suggested name, to be put in `folder` unless a person says otherwise.
    pub fn new(
        name: String,
        bytes: Vec<u8>,
        what: String,
        identified: bool,
        folder: &std::path::Path,
    ) -> Self {
        let path = folder.join(&name).display().to_string();
        Self {
            name,
            bytes,
            what,
            identified,
            path,
        }
    }
}

/// Draws the dialog. True when it is closed.
pub fn saving_ui(ctx: &Context, state: &mut SaveState, out: &mut Vec<Request>) -> bool {
    let title = format!("Save {}", state.what);
    let some = !state.path.trim().is_empty();
    let dialog = Dialog::new(&title)
        .width(640.0)
        .primary("Save")
        .primary_enabled(some)
        .safe("Cancel");
    let response = dialog.extras(&["Choose a place…"]).show(ctx, |ui| {
        let colors = *Theme::of(ui).color();
        TextField::new("File", &mut state.path).show(ui);
        if state.identified {
            let rest = "Keep it where only those who treat these patients can read it. Saving is written to the history.";
            Notice::caution("This names patients and leaves the encrypted file.", rest).show(ui);
        } else {
            text(ui, "It names no patient.", Style::Small, colors.text_2);
        }
    });
    match response.outcome {
        Some(DialogOutcome::Confirmed) => {
            out.push(Request::SaveAt(Some(PathBuf::from(state.path.trim()))));
        }
        Some(DialogOutcome::Extra(_)) => out.push(Request::SaveAt(None)),
        Some(DialogOutcome::Dismissed) => return true,
        None => {}
    }
    false
}
