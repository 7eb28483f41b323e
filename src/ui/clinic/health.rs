//! Where the file is, whether it is sound, its backups and the way back to one.

mod backups;
mod dialogs;

use egui::Ui;

use super::{side_by_side, two_columns};
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::{HealthView, View};
use crate::ui::widgets::{Button, Card, Notice, facts, text};
use crate::ui::words::{WORK_UNDER_WAY, count, size};
use backups::BackupsState;
use dialogs::RestoreQuestion;

/// Open dialogs and the table of backups.
#[derive(Default)]
pub(super) struct HealthState {
    backups: BackupsState,
    /// The backup asked about.
    restore: Option<RestoreQuestion>,
}

/// Lock and back up, at the right of the toolbar.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    if view.status.is_demo {
        return;
    }
    let is_free = view.status.work.is_none();
    let hover = if is_free {
        "Closes the file until the passphrase is typed, Ctrl+L"
    } else {
        WORK_UNDER_WAY
    };
    let lock = Button::outlined("Lock now").hover(hover).enabled(is_free);
    if lock.show(ui).clicked() {
        out.push(Request::Lock);
    }
    if Button::outlined("Back up to a folder…")
        .enabled(is_free)
        .show(ui)
        .clicked()
    {
        out.push(Request::Ask(FileQuestion::BackupFolder));
    }
    if Button::primary("Back up now")
        .enabled(is_free)
        .show(ui)
        .clicked()
    {
        out.push(Request::BackUpNow(None));
    }
}

/// Draws the page.
pub(super) fn health_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HealthState,
    out: &mut Vec<Request>,
) {
    notice_ui(ui, view);
    if view.status.is_demo {
        two_columns(ui, 0.5, |left, right| {
            check_ui(left, view, out);
            kept_ui(right);
        });
        return;
    }
    let width = (ui.available_width() * 0.6).floor();
    side_by_side(
        ui,
        width,
        |ui| {
            ui.spacing_mut().item_spacing.y = Theme::of(ui).card_gap();
            place_ui(ui, view);
            check_ui(ui, view, out);
        },
        |ui| {
            if let Some(backup) = backups::backups_ui(ui, view, &mut state.backups) {
                state.restore = Some(RestoreQuestion::new(view, backup));
            }
        },
    );
    dialogs_ui(ui, view, state, out);
}

fn dialogs_ui(ui: &mut Ui, view: &View<'_>, state: &mut HealthState, out: &mut Vec<Request>) {
    if let Some(question) = &state.restore
        && dialogs::restore_ui(ui.ctx(), view, question, out)
    {
        state.restore = None;
    }
}

/// What needs to be known before anything else on the page.
fn notice_ui(ui: &mut Ui, view: &View<'_>) {
    let status = view.status;
    if status.is_demo {
        let rest = "It lives in a throw-away file that is removed when it is closed, so it has no backups, no \
                    passphrase and no lock.";
        Notice::info("Nothing of the demo clinic is kept.", rest).show(ui);
        return;
    }
    if status.is_read_only {
        let rest = "Nothing can be changed or backed up beside it. Close it where it is open for writing, or copy it \
                    to a folder you may write to.";
        Notice::caution("The file is opened for reading only.", rest).show(ui);
    }
    if status.backups.is_empty() {
        let rest = "Press Back up now before patients are imported, so that there is a way back to this file.";
        Notice::caution("No verified backup yet.", rest).show(ui);
    } else if status.backup_is_late {
        let at = status.backup_at.as_deref().unwrap_or("long ago");
        let rest = format!("The newest is of {at}. Press Back up now before going on.");
        Notice::caution("No verified backup for 24 hours.", &rest).show(ui);
    }
}

fn place_ui(ui: &mut Ui, view: &View<'_>) {
    let status = view.status;
    let folder = status
        .file
        .parent()
        .map(|p| p.display().to_string())
        .unwrap_or_default();
    let size = status
        .file_size
        .map_or_else(|| "not known".to_owned(), size);
    let saved = status.saved_at.as_ref().map_or_else(
        || "nothing since it was opened".to_owned(),
        |at| format!("at {at}"),
    );
    Card::new().title("The file").show(ui, |ui| {
        facts(
            ui,
            &[
                ("Name", status.file_name.as_str()),
                ("Folder", &folder),
                ("Size", &size),
                ("Last change", &saved),
                (
                    "Kept as",
                    "one file, encrypted with the passphrase (AES-256)",
                ),
            ],
        );
    });
}

fn check_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_free = view.status.work.is_none();
    Card::new().title("Full check").show(ui, |ui| {
        match &view.status.health {
            None => {
                let words = "Reads every page, table and reference, and follows the history from its first entry. Not \
                             yet done since the file was opened.";
                text(ui, words, Style::Body, colors.text_2);
            }
            Some(health) => result_ui(ui, health),
        }
        ui.add_space(theme.pt(4.0));
        if Button::outlined("Check now").enabled(is_free).show(ui).clicked() {
            out.push(Request::CheckFile);
        }
    });
}

fn result_ui(ui: &mut Ui, health: &HealthView) {
    let theme = Theme::of(ui);
    if health.problems.is_empty() {
        let rest = format!(
            "Checked at {}, {} read.",
            health.checked_at,
            size(health.file_size)
        );
        Notice::info("The file is sound.", &rest).show(ui);
    } else {
        let words = health.problems.join(" ");
        let first = format!("Checked at {}: the file has a problem.", health.checked_at);
        let rest = format!("{words} Restore the newest good backup.");
        Notice::error(&first, &rest).copy(&words).show(ui);
    }
    let rows: Vec<(&str, String)> = health
        .counts
        .iter()
        .filter_map(|(table, rows)| Some((table_words(table)?, count(*rows))))
        .collect();
    ui.add_space(theme.pt(4.0));
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(name, rows)| (*name, rows.as_str()))
        .collect();
    let (first, second) = rows.split_at(rows.len().div_ceil(2));
    two_columns(ui, 0.5, |left, right| {
        facts(left, first);
        facts(right, second);
    });
}

/// What this page has more in a file that is kept.
fn kept_ui(ui: &mut Ui) {
    Card::new().title("In a file of your own").show(ui, |ui| {
        facts(
            ui,
            &[
                (
                    "Encrypted",
                    "with a passphrase; a recovery sheet on paper opens it too",
                ),
                (
                    "Backups",
                    "before each import and after 30 minutes of changes, read back and checked",
                ),
                (
                    "Restore",
                    "any backup in three clicks, the present file kept aside",
                ),
                (
                    "Lock",
                    "with Ctrl+L, and by itself when nobody is at the keyboard",
                ),
            ],
        );
    });
}

/// The tables a person knows; the rest is bookkeeping.
fn table_words(table: &str) -> Option<&'static str> {
    Some(match table {
        "patient" => "Patients",
        "clinician" => "Clinicians",
        "product" => "Products",
        "fill" => "Prescriptions",
        "care_event" => "Care events",
        "decision" => "Decisions",
        "hand_med" => "MED by hand",
        "goal" => "Goals",
        "layout" => "Layouts",
        "import" => "Imports",
        "history" => "History entries",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use crate::domain::history::HistoryEntry;
    use crate::ui::clinic::testing::{Bench, open};
    use crate::ui::clinic::{ClinicState, clinic_ui};
    use crate::ui::request::{ClinicPage, FileQuestion, Request};
    use crate::ui::view::{BackupView, HealthView};

    fn bench() -> Bench<ClinicState> {
        let mut bench: Bench<ClinicState> = Bench::new();
        bench.status.backups = [
            ("2026-10-12 09:15", "before import"),
            ("2026-10-11 17:02", "by hand"),
        ]
        .map(|(at, why)| BackupView {
            path: format!("/clinic/backups/{at}.sixblocks").into(),
            made_at: at.to_owned(),
            reason: why.to_owned(),
            size: 2_400_000,
        })
        .to_vec();
        bench.status.backup_at = Some("today 09:15".to_owned());
        bench
    }

    fn from_clinic_tab(bench: Bench<ClinicState>) -> Harness<'static, Bench<ClinicState>> {
        open(bench, clinic_ui)
    }

    #[test]
    fn a_backup_is_restored_in_three_clicks_from_the_tab() {
        let mut harness = from_clinic_tab(bench());
        harness.get_by_label("File health").click();
        harness.run();
        harness
            .get_by_label("Restore backup of 2026-10-11 17:02")
            .click();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("is kept aside")
                .next()
                .is_some()
        );
        harness.get_by_label("Restore this backup").click();
        harness.run();
        let [
            Request::Restore {
                file,
                backup,
                secret: None,
            },
        ] = harness.state().asked.as_slice()
        else {
            panic!("other requests")
        };
        assert_eq!(file.to_str(), Some("/clinic/cedar-fork.sixblocks"));
        assert_eq!(
            backup.to_str(),
            Some("/clinic/backups/2026-10-11 17:02.sixblocks")
        );
    }

    #[test]
    fn keeping_the_present_file_asks_for_nothing() {
        let mut harness = from_clinic_tab(bench());
        harness.get_by_label("File health").click();
        harness.run();
        harness
            .get_by_label("Restore backup of 2026-10-12 09:15")
            .click();
        harness.run();
        harness.get_by_label("Keep the present file").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        assert!(harness.query_by_label("Restore this backup").is_none());
    }

    #[test]
    fn the_dialog_counts_the_changes_that_the_backup_lacks() {
        let mut bench = bench();
        bench.workbook.history = (1..=3)
            .map(|number| HistoryEntry {
                number,
                // Two days later, in every time zone after the backup.
                at: "2026-10-14T10:00:00Z".to_owned(),
                who: "mkerr".to_owned(),
                act: if number == 1 { "open" } else { "edit" }.to_owned(),
                what: "Something".to_owned(),
            })
            .collect();
        let mut harness = from_clinic_tab(bench);
        harness.get_by_label("File health").click();
        harness.run();
        harness
            .get_by_label("Restore backup of 2026-10-12 09:15")
            .click();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("2 changes made since")
                .next()
                .is_some()
        );
    }

    #[test]
    fn the_demo_offers_no_backup_and_says_why() {
        let mut bench = bench();
        bench.status.is_demo = true;
        bench.state.page = ClinicPage::Health;
        let harness = from_clinic_tab(bench);
        assert!(
            harness
                .query_all_by_label_contains("Nothing of the demo clinic is kept")
                .next()
                .is_some()
        );
        for absent in [
            "Back up now",
            "Lock now",
            "Restore backup of 2026-10-12 09:15",
        ] {
            assert!(harness.query_by_label(absent).is_none(), "{absent}");
        }
        assert!(harness.query_by_label("Check now").is_some());
    }

    #[test]
    fn a_late_backup_and_a_damaged_file_are_said() {
        let mut bench = bench();
        bench.state.page = ClinicPage::Health;
        bench.status.backup_is_late = true;
        bench.status.health = Some(HealthView {
            checked_at: "10:42".to_owned(),
            problems: vec!["The tables are damaged: page 7.".to_owned()],
            counts: vec![("patient".to_owned(), 1200)],
            file_size: 2_400_000,
        });
        let harness = from_clinic_tab(bench);
        assert!(
            harness
                .query_all_by_label_contains("No verified backup for 24 hours")
                .next()
                .is_some()
        );
        assert!(
            harness
                .query_all_by_label_contains("the file has a problem")
                .next()
                .is_some()
        );
        assert!(harness.query_by_label("1,200").is_some());
    }

    #[test]
    fn a_folder_is_asked_for() {
        let mut harness = from_clinic_tab(bench());
        harness.get_by_label("File health").click();
        harness.run();
        harness.get_by_label("Back up to a folder…").click();
        harness.run();
        assert!(matches!(
            harness.state().asked.as_slice(),
            [Request::Ask(FileQuestion::BackupFolder)]
        ));
    }
}
