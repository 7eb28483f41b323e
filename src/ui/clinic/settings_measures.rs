//! The cards of the settings about measures: how far checks are looked back for, the rules of every
//! run chart, what a room may see.

use egui::Ui;

use super::settings_draft::{SHIFTS, SettingsDraft, TRENDS, months_error};
use super::{gap_ui, group_ui, note_ui};
use crate::domain::run_chart::TrendLength;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Choice, TextField, checkbox, radio_rows};

/// The fields of months, as the draft has them.
const MONTHS: [&str; 7] = [
    "Agreement",
    "PDMP check",
    "Urine drug test",
    "MED on record",
    "Visit, low tier",
    "Moderate tier",
    "High tier",
];

/// How far each check counts.
pub(super) fn checks_ui(ui: &mut Ui, view: &View<'_>, draft: &mut SettingsDraft) {
    group_ui(ui, "Checks: months they count for", |ui| {
        let theme = Theme::of(ui);
        let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
        let third = (ui.available_width() - 2.0 * ui.spacing().item_spacing.x) / 3.0;
        let mut fields = MONTHS.iter().zip(&mut draft.months);
        for (count, width) in [(2, width), (2, width), (3, third)] {
            ui.horizontal_top(|ui| {
                for (label, typed) in fields.by_ref().take(count) {
                    let error = months_error(typed);
                    TextField::new(label, typed)
                        .number()
                        .width(width)
                        .error(error)
                        .show(ui);
                }
            });
        }
        note_ui(
            ui,
            "A check counts up to its day plus these months. Agreement 12 and MED 3 are the programme’s first \
             query; PDMP 3 and urine drug test 12 follow CDC 2022; the programme’s example for PDMP is 6.",
        );
        gap_ui(ui);
        let label = "Current agreement holds from";
        draft
            .version_from
            .show(ui, label, view.today, theme.pt(240.0), None);
        gap_ui(ui);
        let error = draft.code_error();
        TextField::new("Diagnosis code of LtOT patients", &mut draft.code)
            .error(error)
            .width(theme.pt(240.0))
            .show(ui);
        note_ui(ui, "One code for all, so that both errors can be counted.");
    });
}

/// The rules that judge every run chart.
pub(super) fn charts_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Run charts", |ui| {
        let rules = [
            "Anhøj: longest run and crossings",
            "IHI: shift, trend, number of runs",
        ];
        radio_rows(ui, "Rules of every chart", &rules, &mut draft.rules);
        if draft.rules == 0 {
            note_ui(
                ui,
                "Both limits follow from the number of useful points; about 3 charts in 100 signal by chance.",
            );
            return;
        }
        let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
        ui.horizontal_top(|ui| {
            let labels = SHIFTS.map(|s| format!("{} points in a row", s.points()));
            let options: Vec<&str> = labels.iter().map(String::as_str).collect();
            let mut chosen = Some(draft.shift);
            if Choice::new("Shift", &options)
                .width(width)
                .show(ui, &mut chosen)
            {
                draft.shift = chosen.unwrap_or(0);
            }
            let labels = TRENDS.map(|t| {
                let weak = if t == TrendLength::Five { ", weak" } else { "" };
                format!("{} points{weak}", t.points())
            });
            let mut options = vec!["off"];
            options.extend(labels.iter().map(String::as_str));
            let mut chosen = Some(draft.trend);
            if Choice::new("Trend", &options)
                .width(width)
                .show(ui, &mut chosen)
            {
                draft.trend = chosen.unwrap_or(0);
            }
        });
        checkbox(
            ui,
            &mut draft.runs,
            "Too few or too many runs (computed limits)",
        );
        note_ui(
            ui,
            "Fixed lengths signal the more often by chance the longer a chart grows: a shift of 6 on 16 of 100 \
             charts of 24 points, a trend of 5 on 26.",
        );
    });
}

/// What a room may see.
pub(super) fn room_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "On a projected screen", |ui| {
        let error = draft.count_error();
        TextField::new(
            "Smallest count shown by clinician",
            &mut draft.smallest_count,
        )
        .number()
        .error(error)
        .show(ui);
        note_ui(
            ui,
            "Smaller counts but zero are hidden, and as many others as could give them away. 11 is what CMS asks.",
        );
    });
}
