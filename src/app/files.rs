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

/// Saves content at a path, or asks for one first. The result is the path, nothing when no place
/// was chosen, or a sentence.
pub fn save(
    name: &str,
    bytes: Vec<u8>,
    path: Option<PathBuf>,
    context: &egui::Context,
) -> Job<Result<Option<PathBuf>, String>> {
    let name = name.to_owned();
    Job::start("Saving", context, move |_| {
        let Some(path) = path.or_else(|| rfd::FileDialog::new().set_file_name(name).save_file()) else {
            return Ok(None);
        };
        match std::fs::write(&path, &bytes) {
            Ok(()) => Ok(Some(path)),
            Err(e) => Err(format!("{} could not be saved: {e}. Choose another place.", path.display())),
        }
    })
}

/// The folder that saved files are offered to go to.
pub fn usual_folder() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}
