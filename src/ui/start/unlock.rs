//! The passphrase of a file, the recovery key in its place, and the way back to a backup.

use std::path::{Path, PathBuf};

use egui::{Key, Ui};

use crate::ui::request::{Request, TypedSecret};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, Notice, TextField, link, radio_rows, text};

/// What has been typed so far.
#[derive(Default)]
pub(super) struct UnlockForm {
    passphrase: String,
    recovery: String,
    by_recovery: bool,
    /// A backup offered in the place of a damaged file.
    backup: String,
    was_focused: bool,
}

impl UnlockForm {
    /// Clears the passphrase; a mistyped recovery key stays to be mended.
    pub fn forget(&mut self) {
        self.passphrase.clear();
        self.was_focused = false;
    }

    /// Offers this backup in the place of the damaged file.
    pub fn choose_backup(&mut self, backup: Option<&PathBuf>) {
        self.backup = backup
            .map(|path| path.display().to_string())
            .unwrap_or_default();
    }

    fn typed(&self) -> Option<TypedSecret> {
        if self.by_recovery {
            (!self.recovery.trim().is_empty())
                .then(|| TypedSecret::RecoveryKey(self.recovery.clone()))
        } else {
            (!self.passphrase.is_empty()).then(|| TypedSecret::Passphrase(self.passphrase.clone()))
        }
    }
}

/// How the last attempt failed.
pub(super) struct Failed<'a> {
    pub error: Option<&'a str>,
    /// Backups to go back to, when the file is damaged.
    pub backups: Option<&'a [PathBuf]>,
}

pub(super) enum Outcome {
    Stay,
    Tried,
    Back,
}

/// Draws the screen for `file`.
pub(super) fn unlock_ui(
    ui: &mut Ui,
    form: &mut UnlockForm,
    file: &Path,
    failed: &Failed<'_>,
    work: Option<&str>,
    out: &mut Vec<Request>,
) -> Outcome {
    let name = file
        .file_stem()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut outcome = Outcome::Stay;
    if let Some(error) = failed.error {
        let (first, rest) = crate::ui::notices::first_sentence(error);
        let notice = Notice::error(first, rest);
        // A mistyped passphrase needs no details for support; a damaged file does.
        let notice = if failed.backups.is_some() {
            notice.copy(error)
        } else {
            notice
        };
        notice.show(ui);
    }
    Card::new().title(&format!("Open {name}")).show(ui, |ui| {
        let folder = file
            .parent()
            .map(|p| p.display().to_string())
            .unwrap_or_default();
        text(ui, folder, Style::Small, Theme::of(ui).color().text_2);
        let entered = secret_ui(ui, form);
        ui.horizontal(|ui| {
            let ready = work.is_none() && form.typed().is_some();
            let pressed = Button::primary("Open").enabled(ready).show(ui).clicked();
            if let Some(typed) = form.typed().filter(|_| ready && (pressed || entered)) {
                out.push(Request::Open(file.to_owned(), typed));
                outcome = Outcome::Tried;
            }
            if Button::outlined("Other files")
                .enabled(work.is_none())
                .show(ui)
                .clicked()
            {
                outcome = Outcome::Back;
            }
            if let Some(work) = work {
                text(
                    ui,
                    format!("{work}…"),
                    Style::Small,
                    Theme::of(ui).color().text_2,
                );
            }
        });
    });
    if let (Some(backups), Outcome::Stay) = (failed.backups, &outcome) {
        outcome = restore_ui(ui, form, (file, backups), work, out);
    }
    outcome
}

/// The field for passphrase or recovery key. True when Enter was pressed in it.
fn secret_ui(ui: &mut Ui, form: &mut UnlockForm) -> bool {
    let response = if form.by_recovery {
        TextField::new("Recovery key, 17 groups of four", &mut form.recovery).show(ui)
    } else {
        TextField::new("Passphrase", &mut form.passphrase)
            .password()
            .show(ui)
    };
    if !form.was_focused {
        response.request_focus();
        form.was_focused = true;
    }
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let words = if form.by_recovery {
        "Use the passphrase"
    } else {
        "Use the recovery key of the sheet"
    };
    if link(ui, words).clicked() {
        form.by_recovery = !form.by_recovery;
        form.was_focused = false;
    }
    entered
}

/// The backups beside a damaged file; the damaged file is kept aside.
fn restore_ui(
    ui: &mut Ui,
    form: &mut UnlockForm,
    (file, backups): (&Path, &[PathBuf]),
    work: Option<&str>,
    out: &mut Vec<Request>,
) -> Outcome {
    let mut outcome = Outcome::Stay;
    let colors = *Theme::of(ui).color();
    Card::new().title("Go back to a backup").show(ui, |ui| {
        if backups.is_empty() {
            let words = "There is no backup beside this file. If one is kept elsewhere, give its path.";
            text(ui, words, Style::Body, colors.text_2);
        } else {
            let names: Vec<String> = backups.iter().map(|b| name_of(b)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let before = backups.iter().position(|b| *b == Path::new(form.backup.trim()));
            let mut chosen = before.unwrap_or(usize::MAX);
            if radio_rows(ui, "Newest first", &names, &mut chosen) {
                form.choose_backup(backups.get(chosen));
            }
        }
        TextField::new("Path of the backup", &mut form.backup).show(ui);
        let ready = work.is_none() && form.typed().is_some() && !form.backup.trim().is_empty();
        let hover = "Type the passphrase above and choose a backup first";
        let restore = Button::outlined("Restore this backup").enabled(ready);
        let restore = if ready { restore } else { restore.hover(hover) };
        if restore.show(ui).clicked() {
            out.push(Request::Restore {
                file: file.to_owned(),
                backup: form.backup.trim().into(),
                secret: form.typed(),
            });
            outcome = Outcome::Tried;
        }
        let words = "The damaged file is kept aside in the same folder. The backup opens with the same passphrase.";
        text(ui, words, Style::Small, colors.text_2);
    });
    outcome
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}
