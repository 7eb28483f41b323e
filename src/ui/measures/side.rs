//! The cards beside the chart: the chosen month, the definition, months with unknowns.

use egui::text::LayoutJob;
use egui::{Label, ScrollArea, Ui, vec2};

use super::MeasuresState;
use super::behind::BehindDialog;
use super::chart::chosen_index;
use super::summary::{self, Summary, counted_words, plain};
use crate::domain::clinic::Settings;
use crate::domain::measure::{Measure, Point, Unit};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, Notice, text};

/// Draws the cards.
pub(super) fn side_ui(ui: &mut Ui, view: &View<'_>, state: &mut MeasuresState) {
    let Some(summary) = state.summaries.of(state.measure) else {
        return;
    };
    let chosen = chosen_index(summary, state.month);
    let mut opened = None;
    ScrollArea::vertical()
        .id_salt("measure cards")
        .auto_shrink(false)
        .show(ui, |ui| {
            let gap = Theme::of(ui).pt(8.0);
            ui.spacing_mut().item_spacing.y = Theme::of(ui).card_gap() - gap;
            if let Some(point) = chosen.and_then(|at| summary.points.get(at)) {
                opened = month_ui(ui, view, summary, point);
                ui.add_space(gap);
            }
            definition_ui(ui, summary, &view.workbook.settings);
            ui.add_space(gap);
            unknown_ui(ui, summary);
        });
    if opened.is_some() {
        state.behind = opened;
    }
}

/// The chosen month; its patients when they were asked for.
fn month_ui(
    ui: &mut Ui,
    view: &View<'_>,
    summary: &Summary,
    point: &Point,
) -> Option<BehindDialog> {
    let settings = &view.workbook.settings;
    let month = point.month_end.format("%B %Y").to_string();
    let value = summary::value_words(summary.measure, point);
    let shown = Card::new().title(&month).note(&value).show(ui, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = theme.pt(5.0);
        let factors = settings.factor_set.about();
        fact_ui(
            ui,
            "Numerator",
            &numerator(summary.measure, point),
            &counted_words(summary.measure, settings),
        );
        let on = format!("on LtOT on {}", point.month_end);
        fact_ui(ui, "Denominator", &point.denominator.to_string(), &on);
        let (unknown, rest) = match point.unknown {
            0 => (String::new(), "none"),
            n => (format!("{n},"), "counted in n"),
        };
        fact_ui(ui, "Unknown", &unknown, rest);
        fact_ui(ui, "Factors", "", &factors.short_name);
        fact_ui(ui, "LtOT rule", "", settings.ltot_rule.sentence());
        ui.add_space(theme.pt(6.0));
        let patients = match summary.measure.unit() {
            Unit::Percent => point.numerator as u64,
            Unit::Count | Unit::Milligrams => u64::from(point.denominator),
        };
        // With nobody counted the list still shows the denominator.
        let words = if patients == 0 {
            format!("Show the {} on LtOT", point.denominator)
        } else {
            format!(
                "Show {} {}",
                patients,
                if patients == 1 { "patient" } else { "patients" }
            )
        };
        Button::outlined(&words)
            .hover("The patients behind this point")
            .show(ui)
            .clicked()
    });
    shown
        .0
        .then(|| BehindDialog::new(view, summary.measure, &summary.title, point.month_end))
}

fn numerator(measure: Measure, point: &Point) -> String {
    if measure.unit() == Unit::Milligrams {
        format!("{:.1}", point.numerator)
    } else {
        plain(point.numerator)
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

fn definition_ui(ui: &mut Ui, summary: &Summary, settings: &Settings) {
    Card::new().title("Definition").show(ui, |ui| {
        let ink = Theme::of(ui).color().text;
        text(ui, summary.measure.definition(settings), Style::Body, ink);
    });
}

/// A caution when months count patients for whom the measure cannot be told.
fn unknown_ui(ui: &mut Ui, summary: &Summary) {
    let (months, most) = summary.unknown_months();
    if months == 0 {
        return;
    }
    let what = match summary.measure {
        Measure::Sedative | Measure::Benzodiazepine => "sedative use",
        _ => "doses",
    };
    let first = format!(
        "{months} of {} months have unknown {what}.",
        summary.points.len()
    );
    let rest = format!(
        "Up to {most} {} a month in n only; the true value may be higher.",
        if most == 1 { "patient" } else { "patients" }
    );
    Notice::caution(&first, &rest).show(ui);
}
