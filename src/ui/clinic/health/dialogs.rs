//! The question before a restore, and the folder of a backup.

use std::path::PathBuf;

use egui::{Context, Key};

use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::{BackupView, View};
use crate::ui::widgets::{Button, Dialog, DialogOutcome, Notice, TextField, field_label, text};
use crate::ui::words::{counted, local_time};

/// A backup asked about, and what would be lost.
pub(super) struct RestoreQuestion {
    backup: BackupView,
    /// Changes made since, as far as the history is loaded.
    changes: usize,
}

impl RestoreQuestion {
    pub fn new(view: &View<'_>, backup: BackupView) -> Self {
        let is_change = |act: &str| matches!(act, "edit" | "import" | "undo" | "redo");
        let entries = view
            .status
            .older_history
            .iter()
            .chain(&view.workbook.history);
        let changes = entries
            .filter(|e| is_change(&e.act) && local_time(&e.at) > backup.made_at)
            .count();
        Self { backup, changes }
    }
}

/// Asks before a restore. True when it is answered.
pub(super) fn restore_ui(
    ctx: &Context,
    view: &View<'_>,
    question: &RestoreQuestion,
    out: &mut Vec<Request>,
) -> bool {
    let colors = *Theme::of_ctx(ctx).color();
    let RestoreQuestion { backup, changes } = question;
    let title = format!("Go back to the backup of {}?", backup.made_at);
    let shown = Dialog::new(&title)
        .width(560.0)
        .safe("Keep the present file")
        .primary("Restore this backup")
        .primary_enabled(view.status.work.is_none())
        .show(ctx, |ui| {
            let words = format!(
                "{} gets the content it had then (made {}). The present file is kept aside in the same folder under a \
                 new name, so that you can come back to it.",
                view.status.file_name, backup.reason
            );
            text(ui, words, Style::Body, colors.text);
            if *changes > 0 {
                let first = format!("{} made since are not in this backup.", counted(*changes, "change", "changes"));
                Notice::caution(&first, "They stay in the file that is kept aside.").show(ui);
            }
        });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        out.push(Request::Restore {
            file: view.status.file.clone(),
            backup: backup.path.clone(),
            secret: None,
        });
    }
    shown.outcome.is_some()
}

/// The folder typed so far.
#[derive(Default)]
pub(super) struct FolderForm {
    path: String,
    was_focused: bool,
}

/// Asks for a folder. True when it is answered.
pub(super) fn folder_ui(ctx: &Context, form: &mut FolderForm, out: &mut Vec<Request>) -> bool {
    let theme = Theme::of_ctx(ctx);
    let is_typed = !form.path.trim().is_empty();
    let shown = Dialog::new("Back up to a folder")
        .safe("Cancel")
        .primary("Back up there")
        .primary_enabled(is_typed)
        .focus_body()
        .show(ctx, |ui| {
            let words = "A second place protects against the loss of this computer: a USB drive, or a folder of the \
                         clinic's server. The backup is encrypted like the file.";
            text(ui, words, Style::Body, theme.color().text_2);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(theme.gap());
            field_label(ui, "Folder");
            ui.horizontal(|ui| {
                let width = ui.available_width() - theme.pt(100.0);
                let field = TextField::new("Folder", &mut form.path).hide_label().hint("/media/usb");
                let field = field.width(width).show(ui);
                if !form.was_focused {
                    field.request_focus();
                    form.was_focused = true;
                }
                let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                let choose = Button::outlined("Choose…").name("Choose the folder for the backup");
                (choose.show(ui).clicked(), entered)
            })
            .inner
        });
    let (is_choosing, entered) = shown.inner;
    if is_choosing {
        out.push(Request::Ask(FileQuestion::BackupFolder));
        return true;
    }
    if shown.outcome == Some(DialogOutcome::Confirmed) || (entered && is_typed) {
        out.push(Request::BackUpNow(Some(PathBuf::from(form.path.trim()))));
        return true;
    }
    shown.outcome.is_some()
}
