//! The system's file dialogs, on a thread of their own so that the window keeps drawing.

use std::path::PathBuf;

use super::jobs::Job;
use crate::ui::request::FileQuestion;

/// What a person chose; empty when nothing.
pub struct Chosen {
    /// What was asked.
    pub question: FileQuestion,
    /// The answer.
    pub paths: Vec<PathBuf>,
}

/// Content that waits for a name.
pub struct ToSave {
    /// Content.
    pub bytes: Vec<u8>,
    /// What it is, for the history.
    pub what: String,
}

const EXPORTS: &[&str] = &["csv", "tsv", "txt", "tab", "xlsx", "xls", "ods"];

/// Asks for a file or folder.
pub fn ask(question: FileQuestion, context: &egui::Context) -> Job<Chosen> {
    Job::start("Choosing a file", context, move |_| {
        let dialog = rfd::FileDialog::new();
        let clinic = |dialog: rfd::FileDialog| dialog.add_filter("Clinic file", &["sixblocks"]);
        let paths = match question {
            FileQuestion::OpenClinic => clinic(dialog).pick_file().into_iter().collect(),
            FileQuestion::NewClinic => {
                clinic(dialog).set_file_name("clinic.sixblocks").save_file().into_iter().collect()
            }
            FileQuestion::Exports => dialog.add_filter("Exports", EXPORTS).pick_files().unwrap_or_default(),
            FileQuestion::BackupFolder => dialog.pick_folder().into_iter().collect(),
        };
        Chosen { question, paths }
    })
}

/// Asks where to save, and saves. The result is the path, nothing when no place was chosen, or a
/// sentence.
pub fn save(name: &str, content: ToSave, context: &egui::Context) -> Job<Result<Option<(PathBuf, String)>, String>> {
    let name = name.to_owned();
    Job::start("Saving", context, move |_| {
        let Some(path) = rfd::FileDialog::new().set_file_name(name).save_file() else { return Ok(None) };
        match std::fs::write(&path, &content.bytes) {
            Ok(()) => Ok(Some((path, content.what))),
            Err(e) => Err(format!("{} could not be saved: {e}. Choose another place.", path.display())),
        }
    })
}
