//! The cards beside the chart: notes, parts, the chosen point, the definition, unknowns.

use egui::text::LayoutJob;
use egui::{Label, ScrollArea, Ui, vec2};

use super::MeasuresState;
use super::behind::BehindDialog;
use super::chart::chosen_index;
use super::mark_dialog::MarkDialog;
use super::summary::{
    Summary, counted_words, denominator_words, numerator_words, plain, value_words,
};
use crate::domain::measure::{MarkKind, Measure, MeasureId, NotedAs, SeriesPoint, Unit};
use crate::domain::run_chart::part_sentence;
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, Notice, text, words_link};

/// What was asked for in the cards.
enum Asked {
    Behind(Box<BehindDialog>),
    NewNote,
    Note(NotedAs),
}

/// Draws the cards.
pub(super) fn side_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MeasuresState,
    out: &mut Vec<Request>,
) {
    let Some(summary) = state.scoped.or_clinic(&state.summaries, state.measure) else {
        return;
    };
    let chosen = chosen_index(summary, state.point);
    let point = chosen.and_then(|at| summary.series.points.get(at));
    let mut asked = None;
    ScrollArea::vertical()
        .id_salt("measure cards")
        .auto_shrink(false)
        .show(ui, |ui| {
            let gap = Theme::of(ui).pt(8.0);
            ui.spacing_mut().item_spacing.y = Theme::of(ui).card_gap() - gap;
            asked = notes_ui(ui, view, summary);
            ui.add_space(gap);
            if parts_ui(ui, summary, &mut asked) {
                ui.add_space(gap);
            }
            if let Some(point) = point {
                let opened = point_ui(ui, view, summary, point);
                asked = opened.map(Box::new).map(Asked::Behind).or(asked.take());
                ui.add_space(gap);
            }
            definition_ui(ui, view.workbook, summary);
            ui.add_space(gap);
            unknown_ui(ui, summary);
        });
    match asked {
        None => {}
        Some(Asked::Behind(dialog)) => state.behind = Some(*dialog),
        Some(Asked::NewNote) => {
            let day = point.map_or(view.today, |p| p.end.min(view.today));
            state.mark = Some(MarkDialog::new(summary.measure, MarkKind::Note, day));
        }
        Some(Asked::Note(NotedAs::Test(test))) => out.push(Request::ShowTest(test)),
        Some(Asked::Note(NotedAs::Mark(mark))) => state.mark = MarkDialog::of(view, mark),
    }
}

/// The numbered notes, each leading to what it is.
fn notes_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) -> Option<Asked> {
    let mut asked = None;
    let card = Card::new().title("Notes");
    let card = if view.status.is_read_only {
        card
    } else {
        card.action("Add…")
    };
    let ((), added) = card.show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(6.0);
        if summary.notes.is_empty() {
            let words = "Note what happened when: a policy, a training, a small test.";
            text(ui, words, Style::Small, colors.text_2);
        }
        for note in &summary.notes {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = theme.pt(8.0);
                let number = vec2(theme.pt(18.0), theme.pt(21.0));
                ui.allocate_ui(number, |ui| {
                    ui.set_min_width(number.x);
                    let ink = if note.point.is_some() {
                        colors.text
                    } else {
                        colors.text_3
                    };
                    text(ui, note.number.to_string(), Style::Strong, ink);
                });
                let words = note.listed();
                ui.vertical(|ui| {
                    if words_link(ui, &words, &words).clicked() {
                        asked = Some(Asked::Note(note.of));
                    }
                });
            });
        }
    });
    if added { Some(Asked::NewNote) } else { asked }
}

/// What divides the series: phases with their own judgement, the baseline, points left out. False
/// when nothing does.
fn parts_ui(ui: &mut Ui, summary: &Summary, asked: &mut Option<Asked>) -> bool {
    let series = &summary.series;
    let is_divided = series.parts.len() > 1;
    if !is_divided && series.baseline.is_none() && series.left_out.is_empty() {
        return false;
    }
    let title = if is_divided { "Phases" } else { "Baseline" };
    Card::new().title(title).show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(5.0);
        let format = crate::ui::measures::picture::format_of(summary);
        for (part, found) in series.parts.iter().zip(&summary.analysis.parts) {
            if is_divided {
                text(ui, &part.name, Style::Strong, colors.text);
            }
            let words = part_sentence(found, &found.median.map(&format).unwrap_or_default());
            text(ui, words, Style::Body, colors.text);
        }
        if let Some((mark, row)) = &series.baseline {
            let end = series
                .points
                .get(row - 1)
                .map(|p| series.period.name(p.end));
            let words = format!("Baseline frozen up to {}", end.unwrap_or_default());
            if words_link(ui, &words, &words).clicked() {
                *asked = Some(Asked::Note(NotedAs::Mark(mark.id)));
            }
        }
        for (at, mark) in &series.left_out {
            let name = series.points.get(*at).map(|p| series.period.name(p.end));
            let words = format!("{} left out: {}", name.unwrap_or_default(), mark.words);
            if words_link(ui, &words, &words).clicked() {
                *asked = Some(Asked::Note(NotedAs::Mark(mark.id)));
            }
        }
    });
    true
}

/// The chosen point; its patients when they were asked for.
fn point_ui(
    ui: &mut Ui,
    view: &View<'_>,
    summary: &Summary,
    point: &SeriesPoint,
) -> Option<BehindDialog> {
    let value = value_words(summary.unit(), point);
    let title = match summary.series.period {
        crate::domain::measure::Period::Month => point.end.format("%B %Y").to_string(),
        period => period.name(point.end),
    };
    let card = Card::new().title(&title).note(&value);
    let MeasureId::Computed(measure) = summary.measure else {
        card.show(ui, |ui| entered_ui(ui, summary, point));
        return None;
    };
    let shown = card.show(ui, |ui| computed_ui(ui, view, (summary, measure), point));
    shown.0.then(|| {
        let scope = summary.scope.clone();
        BehindDialog::new(view, (measure, scope), &summary.title, point.end)
    })
}

/// Numerator, denominator, unknown and the rules; whether the patients were asked for.
fn computed_ui(
    ui: &mut Ui,
    view: &View<'_>,
    (summary, measure): (&Summary, Measure),
    point: &SeriesPoint,
) -> bool {
    let settings = &view.workbook.settings;
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(5.0);
    let numerator = point.numerator.unwrap_or(0.0);
    let number = if summary.unit() == Unit::Milligrams {
        format!("{numerator:.1}")
    } else {
        plain(numerator)
    };
    let counted = counted_words(summary.measure, settings);
    fact_ui(ui, "Numerator", &number, &counted);
    let asked = format!("{} on {}", measure.asked_words(settings), point.end);
    fact_ui(ui, "Denominator", &denominator_words(point), &asked);
    let (unknown, rest) = match (point.unknown, measure.counts_unknown_in_n()) {
        (0, _) => (String::new(), "none"),
        (n, true) => (format!("{n},"), "counted in n"),
        (n, false) => (format!("{n},"), "not in n"),
    };
    fact_ui(ui, "Unknown", &unknown, rest);
    if summary.rests_on_dose() {
        fact_ui(ui, "Factors", "", &settings.factor_set.about().short_name);
    }
    fact_ui(ui, "LtOT rule", "", settings.ltot_rule.sentence());
    ui.add_space(theme.pt(6.0));
    let asked = point.denominator.unwrap_or(0.0) as u64;
    let patients = match summary.unit() {
        Unit::Percent => numerator as u64,
        Unit::Count if measure == Measure::CodeWrong => numerator as u64,
        _ => asked,
    };
    // With nobody counted the list still shows the denominator.
    let words = match patients {
        0 => format!("Show the {asked} asked about"),
        1 => "Show 1 patient".to_owned(),
        n => format!("Show {n} patients"),
    };
    Button::outlined(&words)
        .hover("The patients behind this point")
        .show(ui)
        .clicked()
}

/// What was entered for a point of the team's own.
fn entered_ui(ui: &mut Ui, summary: &Summary, point: &SeriesPoint) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(5.0);
    if point.denominator.is_some() {
        let numerator = numerator_words(summary.unit(), point);
        fact_ui(ui, "Numerator", &numerator, "");
        fact_ui(ui, "Denominator", &denominator_words(point), "");
    } else if let Some(count) = point.numerator {
        fact_ui(ui, "Entered", &plain(count), "");
    }
    if !point.note.is_empty() {
        fact_ui(ui, "Source, note", "", &point.note);
    }
}

/// A name and its value, whose number is semibold.
fn fact_ui(ui: &mut Ui, name: &str, number: &str, rest: &str) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let column = theme.pt(94.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let value = ui.available_width() - column;
        ui.allocate_ui(vec2(column, theme.line_height(Style::Body)), |ui| {
            ui.set_min_width(column);
            text(ui, name, Style::Body, colors.text_2);
        });
        let mut job = LayoutJob::default();
        job.append(number, 0.0, theme.format(Style::Strong, colors.text));
        let lead = if number.is_empty() {
            0.0
        } else {
            theme.pt(4.0)
        };
        job.append(rest, lead, theme.format(Style::Body, colors.text));
        ui.vertical(|ui| {
            ui.set_max_width(value);
            ui.add(Label::new(job).wrap());
        });
    });
}

fn definition_ui(ui: &mut Ui, workbook: &Workbook, summary: &Summary) {
    let kind = summary.measure.kind(workbook).label();
    Card::new().title("Definition").note(kind).show(ui, |ui| {
        let ink = Theme::of(ui).color().text;
        text(ui, summary.measure.definition(workbook), Style::Body, ink);
    });
}

/// A caution when months count patients for whom the measure cannot be told.
fn unknown_ui(ui: &mut Ui, summary: &Summary) {
    let (months, most) = summary.unknown_points();
    let MeasureId::Computed(measure) = summary.measure else {
        return;
    };
    if months == 0 {
        return;
    }
    let what = match measure {
        Measure::Sedative | Measure::Benzodiazepine => "sedative use",
        _ if summary.rests_on_dose() => "doses",
        _ => "answers",
    };
    let have = if months == 1 { "has" } else { "have" };
    let first = format!(
        "{months} of {} months {have} unknown {what}.",
        summary.series.points.len()
    );
    let patients = if most == 1 { "patient" } else { "patients" };
    let rest = if measure.counts_unknown_in_n() {
        format!("Up to {most} {patients} a month in n only; the true value may be another.")
    } else {
        format!("Up to {most} {patients} a month, not in n.")
    };
    Notice::caution(&first, &rest).show(ui);
}
