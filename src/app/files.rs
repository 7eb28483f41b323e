//! The system's file dialogs, on a thread of their own so that the window keeps drawing.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::jobs::Job;
use crate::ui::request::FileQuestion;

/// What a person chose; empty when nothing.
pub struct Chosen {
    /// What was asked.
    pub question: FileQuestion,
    /// The answer.
    pub paths: Vec<PathBuf>,
    /// The system has no dialog to show.
    pub is_without_dialog: bool,
}

/// An answer of nothing within this time was not given by a person: there was no dialog.
const SOONEST_ANSWER: Duration = Duration::from_millis(250);

/// Content that waits for a name.
#[derive(Clone)]
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
        let asked_at = Instant::now();
        let dialog = rfd::FileDialog::new();
        let clinic = |dialog: rfd::FileDialog| dialog.add_filter("Clinic file", &["sixblocks"]);
        let paths = match question {
            FileQuestion::OpenClinic => clinic(dialog).pick_file().into_iter().collect(),
            FileQuestion::NewClinic => {
                clinic(dialog).set_file_name("clinic.sixblocks").save_file().into_iter().collect()
            }
            FileQuestion::Exports => dialog.add_filter("Exports", EXPORTS).pick_files().unwrap_or_default(),
            FileQuestion::BackupFolder => dialog.pick_folder().into_iter().collect::<Vec<_>>(),
        };
        let is_without_dialog = paths.is_empty() && asked_at.elapsed() < SOONEST_ANSWER;
        Chosen { question, paths, is_without_dialog }
    })
}

/// How saving ended.
pub enum Saved {
    /// Written there; what it is, for the history.
    There(PathBuf, String),
    /// No place was chosen.
    Nowhere,
    /// The system has no dialog to show; the suggested name and what waits for a place.
    WithoutDialog(String, ToSave),
    /// Why not, in a sentence.
    Failed(String),
}

/// Asks where to save, and saves.
pub fn save(name: &str, to_save: ToSave, context: &egui::Context) -> Job<Saved> {
    let name = name.to_owned();
    Job::start("Saving", context, move |_| {
        let asked_at = Instant::now();
        match rfd::FileDialog::new().set_file_name(&name).save_file() {
            Some(path) => match std::fs::write(&path, &to_save.bytes) {
                Ok(()) => Saved::There(path, to_save.what),
                Err(e) => Saved::Failed(format!("{} could not be saved: {e}. Choose another place.", path.display())),
            },
            None if asked_at.elapsed() < SOONEST_ANSWER => Saved::WithoutDialog(name, to_save),
            None => Saved::Nowhere,
        }
    })
}

/// Saves at a typed place, where nothing may be yet: no dialog has asked whether to overwrite.
pub fn save_at(path: PathBuf, to_save: ToSave, context: &egui::Context) -> Job<Saved> {
    Job::start("Saving", context, move |_| {
        let written = std::fs::File::create_new(&path).and_then(|mut file| file.write_all(&to_save.bytes));
        match written {
            Ok(()) => Saved::There(path, to_save.what),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                Saved::Failed(format!("{} is already there. Save again under another name.", path.display()))
            }
            Err(e) => Saved::Failed(format!("{} could not be saved: {e}. Choose another place.", path.display())),
        }
    })
}

/// Where a typed path begins.
pub fn home() -> PathBuf {
    std::env::home_dir().unwrap_or_default()
}
