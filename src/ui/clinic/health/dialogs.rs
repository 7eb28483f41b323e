//! The question before a restore.

use egui::Context;

use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::{BackupView, View};
use crate::ui::widgets::{Dialog, DialogOutcome, Notice, text};
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
