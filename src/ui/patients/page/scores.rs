//! The newest score of each tool: what it means, how it changed, and its course in small.

use chrono::NaiveDate;
use egui::Ui;

use crate::domain::assessment_tool::{Score, TOOLS, Tool, course, is_peg_fall, peg_change_percent};
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::spark;
use crate::ui::patients::standing::change_words;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, divider, ends, text};

/// The scores of one tool.
pub(super) struct ScoreLine {
    tool: &'static Tool,
    /// "14, moderate".
    value: String,
    /// "2026-09-02 · down 3 since 2026-05-01".
    when: String,
    /// What the score asks for, or what a change of PEG means.
    remark: String,
    points: Vec<(NaiveDate, f64)>,
}

/// The lines of every tool that has a score up to `day`, in the order of the tools.
pub(super) fn lines(events: &[CareEvent], day: NaiveDate) -> Vec<ScoreLine> {
    let line = |tool: &'static Tool| line(tool, &course(events, tool.kind, day));
    TOOLS.iter().filter_map(line).collect()
}

fn line(tool: &'static Tool, scores: &[(NaiveDate, Score)]) -> Option<ScoreLine> {
    let (on, score) = scores.last()?;
    let before = scores.len().checked_sub(2).and_then(|at| scores.get(at));
    let mut value = if tool.is_mean {
        format!("{:.1}", score.value)
    } else {
        format!("{}", score.value)
    };
    if let Some(band) = tool.band(score.value) {
        value = format!("{value}, {band}");
    }
    let mut when = on.to_string();
    let mut remarks: Vec<String> = Vec::new();
    if let Some((then, before)) = before {
        let change = ((score.value - before.value) * 10.0).round() / 10.0;
        let mut words = change_words(change);
        if !tool.is_mean {
            words = words.trim_end_matches(".0").to_owned();
        }
        let percent = peg_change_percent(before.value, score.value);
        if let Some(percent) = percent.filter(|_| tool.kind == EventKind::Peg) {
            words = format!("{words} ({percent:+.0} %)");
        }
        when = format!("{when} · {words} since {then}");
    }
    if let Some((then, first)) = scores.first()
        && tool.kind == EventKind::Peg
        && is_peg_fall(first.value, score.value)
    {
        remarks.push(format!("30 % or more below the first score, of {then}"));
    }
    if tool.is_at_cut(score.value) {
        remarks.push("asks to be followed up".to_owned());
    }
    match score.item_nine {
        Some(nine) => remarks.push(format!("item 9: {nine}")),
        None if tool.kind == EventKind::Phq9 => remarks.push("item 9 not written down".to_owned()),
        None => {}
    }
    Some(ScoreLine {
        tool,
        value,
        when,
        remark: crate::ui::words::capital(&remarks.join(", ")),
        points: scores.iter().map(|(on, s)| (*on, s.value)).collect(),
    })
}

/// Draws the card.
pub(super) fn scores_ui(ui: &mut Ui, patient: PatientId, lines: &[ScoreLine], acts: &mut Vec<Act>) {
    let card = Card::new().title("Scores").action("Add PEG score…");
    let ((), add) = card.show(ui, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = theme.pt(2.0);
        if lines.is_empty() {
            let words = "No score yet. Press E and choose a tool: G for PEG, Q for PHQ-9.";
            text(ui, words, Style::Table, theme.color().text_2);
        }
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                ui.add_space(theme.pt(4.0));
                divider(ui);
                ui.add_space(theme.pt(2.0));
            }
            line_ui(ui, line);
        }
    });
    if add {
        acts.push(Act::AddEventOf(patient, EventKind::Peg));
    }
}

fn line_ui(ui: &mut Ui, line: &ScoreLine) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let name = line.tool.kind.label();
    let height = theme.pt(26.0);
    ends(
        ui,
        &format!("score {name}"),
        height,
        |ui| {
            let label = text(ui, name, Style::Strong, colors.text);
            label.on_hover_text(line.tool.purpose);
            text(ui, line.value.as_str(), Style::Body, colors.text);
        },
        |ui| spark::score_line(ui, name, &line.points, line.tool.highest, height),
    );
    text(ui, line.when.as_str(), Style::Table, colors.text_2);
    if !line.remark.is_empty() {
        text(ui, line.remark.as_str(), Style::Table, colors.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EventId, PatientId};

    fn event(on: &str, kind: EventKind, value: &str) -> CareEvent {
        CareEvent {
            id: EventId(1),
            patient: PatientId(1),
            on: on.parse().unwrap(),
            kind,
            value: value.to_owned(),
            by: String::new(),
            import: None,
        }
    }

    #[test]
    fn a_score_is_told_with_its_band_its_change_and_what_it_asks_for() {
        let events = [
            event("2026-01-05", EventKind::Peg, "6.0"),
            event("2026-01-05", EventKind::Phq9, "9"),
            event("2026-04-20", EventKind::Peg, "4.2"),
            event("2026-04-20", EventKind::Phq9, "14, item 9: 1"),
        ];
        let lines = lines(&events, "2026-09-30".parse().unwrap());
        let told: Vec<_> = lines
            .iter()
            .map(|l| (l.value.as_str(), l.when.as_str(), l.remark.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "4.2",
                    "2026-04-20 · down 1.8 (-30 %) since 2026-01-05",
                    "30 % or more below the first score, of 2026-01-05"
                ),
                (
                    "14, moderate",
                    "2026-04-20 · up 5 since 2026-01-05",
                    "Asks to be followed up, item 9: 1"
                ),
            ]
        );
    }
}
