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

const EXPORTS: &[&str] = &[
    "csv", "tsv", "txt", "tab", "xlsx", "xls", "ods", "ndjson", "json",
];

/// Asks for a file or folder.
pub fn ask(question: FileQuestion, context: &egui::Context) -> Job<Chosen> {
    Job::start("Choosing a file", context, move |_| {
        let asked_at = Instant::now();
        let dialog = rfd::FileDialog::new();
        let clinic = |dialog: rfd::FileDialog| dialog.add_filter("Clinic file", &["sixblocks"]);
        let paths = match question {
            FileQuestion::OpenClinic => clinic(dialog).pick_file().into_iter().collect(),
            FileQuestion::NewClinic => clinic(dialog)
                .set_file_name("clinic.sixblocks")
                .save_file()
                .into_iter()
                .collect(),
            FileQuestion::Exports => dialog
                .add_filter("Exports", EXPORTS)
                .pick_files()
                .unwrap_or_default(),
            FileQuestion::Guide => dialog
                .add_filter("Text", &["txt", "md"])
                .pick_file()
                .into_iter()
                .collect(),
            FileQuestion::BackupFolder | FileQuestion::ExportFolder => {
                dialog.pick_folder().into_iter().collect::<Vec<_>>()
            }
        };
        let is_without_dialog = paths.is_empty() && asked_at.elapsed() < SOONEST_ANSWER;
        Chosen {
            question,
            paths,
            is_without_dialog,
        }
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
        let is_typed = path.is_some();
        let Some(path) = path.or_else(|| rfd::FileDialog::new().set_file_name(name).save_file())
        else {
            return Ok(None);
        };
        // The system's dialog has asked whether to overwrite; a typed path has not.
        let written = if is_typed {
            std::fs::File::create_new(&path).and_then(|mut file| file.write_all(&bytes))
        } else {
            std::fs::write(&path, &bytes)
        };
        match written {
            Ok(()) => Ok(Some(path)),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Err(format!(
                "{} is already there. Save it under another name.",
                path.display()
            )),
            Err(e) => Err(format!(
                "{} could not be saved: {e}. Choose another place.",
                path.display()
            )),
        }
    })
}

/// The folder that saved files are offered to go to.
pub fn usual_folder() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}
