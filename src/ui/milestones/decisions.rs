//! What the clinic decides about a stage: approach, start, and whether it is ready to sustain.

use egui::Ui;

use super::stage::StagePanel;
use crate::domain::clinic::{Approach, Clinic};
use crate::domain::command::Command;
use crate::domain::programme::StageId;
use crate::domain::stage::course::{self, Readiness, StageCourse};
use crate::domain::stage::{LogEntry, LogKind};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Notice, ends, text};

/// Why, and the decisions before the start: approach, right for us, begin (R-003, R-005, R-006,
///
pub(super) fn decisions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    id: StageId,
    out: &mut Vec<Request>,
) {
    let colors = *Theme::of(ui).color();
    text(ui, "Decisions", Style::Strong, colors.text);
    let kinds = [
        LogKind::Purpose,
        LogKind::Approach,
        LogKind::Readiness,
        LogKind::Leadership,
    ];
    for kind in kinds {
        ends(
            ui,
            kind.code(),
            Theme::of(ui).control_height(true),
            |ui| text(ui, kind.label(), Style::Body, colors.text_2),
            |ui| record_ui(ui, view, state, kind, id),
        );
        let newest = course::newest(view.workbook, kind);
        let words = newest.map_or_else(|| "Not recorded".to_owned(), said);
        text(ui, words, Style::Body, colors.text);
    }
    approach_ui(ui, view, out);
}

/// "Begin, begins 2025-08-01 (2025-07-20)".
fn said(entry: &LogEntry) -> String {
    let what = if entry.outcome.is_empty() {
        &entry.text
    } else {
        &entry.outcome
    };
    let begins = entry.begin_on.map(|day| format!(", begins {day}"));
    format!("{what}{} ({})", begins.unwrap_or_default(), entry.day)
}

fn record_ui(ui: &mut Ui, view: &View<'_>, state: &mut StagePanel, kind: LogKind, id: StageId) {
    if view.status.is_read_only {
        return;
    }
    let (words, name) = match kind {
        LogKind::LessEffort => ("Record the judgement…", "Record the judgement…".to_owned()),
        kind => (
            "Record…",
            format!("Record… {}", kind.label().to_lowercase()),
        ),
    };
    if Button::outlined(words)
        .small()
        .name(&name)
        .show(ui)
        .clicked()
    {
        let entry = LogEntry {
            kind,
            ..LogEntry::new(id, view.today)
        };
        state.open_entry(entry);
    }
}

/// What opens the last stage: counted, and judged by the team. It locks nothing.
pub(super) fn readiness_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    course: &StageCourse<'_>,
    readiness: &Readiness<'_>,
) {
    let colors = *Theme::of(ui).color();
    text(ui, "Ready to sustain", Style::Strong, colors.text);
    text(ui, counted(readiness), Style::Body, colors.text);
    if let Some(entry) = readiness.judgement {
        let words = format!("Judged: {}", said(entry));
        text(ui, words, Style::Body, colors.text);
        if !entry.outcome.is_empty() && !entry.text.is_empty() {
            text(ui, &entry.text, Style::Body, colors.text_2);
        }
    } else {
        let words = "The team has not yet judged whether it can go on with less effort.";
        text(ui, words, Style::Body, colors.text);
    }
    let missing = readiness.missing();
    if !missing.is_empty() {
        let record = course.record;
        let is_past = match course.stage.id {
            StageId::MonitorAndSustain => record.is_some_and(|r| r.began_on.is_some()),
            _ => record.is_some_and(|r| r.ended_on.is_some()),
        };
        let first = match (is_past, course.stage.id) {
            (false, _) => "Still missing:",
            (true, StageId::MonitorAndSustain) => "It began without:",
            (true, _) => "It ended without:",
        };
        let rest = format!("{}. This locks nothing.", missing.join("; "));
        Notice::caution(first, &rest).show(ui);
    }
    record_ui(ui, view, state, LogKind::LessEffort, course.stage.id);
}

/// "14 of 17 prioritised milestones reached".
fn counted(readiness: &Readiness<'_>) -> String {
    let (first, all) = (readiness.prioritised, readiness.all);
    if first.all > 0 {
        format!(
            "{} of {} prioritised milestones reached",
            first.reached, first.all
        )
    } else {
        format!(
            "Nothing is put first; {} of {} milestones reached",
            all.reached, all.all
        )
    }
}

/// Where the newest decision and the clinic's details name different approaches: take over the
/// decision.
pub(super) fn approach_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let clinic = &view.workbook.clinic;
    let decided = course::judged(view.workbook, LogKind::Approach);
    let decided = decided.and_then(|entry| {
        let approaches = [Approach::Full, Approach::FastTrack];
        approaches.into_iter().find(|a| a.label() == entry.outcome)
    });
    let Some(decided) = decided.filter(|a| *a != clinic.approach) else {
        return;
    };
    let rest = format!(
        "The newest decision says {}, the clinic's details say {}.",
        decided.label(),
        clinic.approach.label()
    );
    Notice::caution("Two approaches.", &rest).show(ui);
    let words = format!("Change the clinic to {}", decided.label());
    if !view.status.is_read_only && Button::outlined(&words).small().show(ui).clicked() {
        let clinic = Clinic {
            approach: decided,
            ..clinic.clone()
        };
        out.push(Request::Command(Command::SaveClinic(clinic)));
    }
}
