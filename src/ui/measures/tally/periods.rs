//! The tallies of the clinic with their totals, compared, and the way to the run chart.

use chrono::NaiveDate;
use egui::{ScrollArea, Ui};

use super::TallyState;
use crate::domain::measure::{MeasureId, TallyPeriod, total};
use crate::domain::workbook::Workbook;
use crate::ui::measures::Opened;
use crate::ui::measures::summary::Summaries;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, divider, text, words_link};

/// So many tallies are compared in a sentence at most.
const COMPARED: usize = 3;

/// Draws the comparison, the way to the chart, and the list; the measure to open.
pub(super) fn periods_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    (shown, summaries): (&TallyPeriod, &Summaries),
) -> Option<Opened> {
    let mut opened = None;
    Card::new().title("Tallies").fill_height().show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("list of tallies")
            .auto_shrink(false)
            .show(ui, |ui| {
                let theme = Theme::of(ui);
                ui.set_max_width(ui.available_width() - theme.pt(10.0));
                ui.spacing_mut().item_spacing.y = theme.pt(4.0);
                opened = about_ui(ui, view, shown, summaries);
                let periods = view.workbook.tally_periods.iter().rev();
                for period in periods {
                    divider(ui);
                    if period_ui(ui, view, period, period.id == shown.id) {
                        state.chosen = Some(period.id);
                    }
                }
            });
    });
    opened
}

/// How the shown one compares, and where its total goes.
fn about_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &TallyPeriod,
    summaries: &Summaries,
) -> Option<Opened> {
    let colors = *Theme::of(ui).color();
    if let Some(words) = comparison(view.workbook, shown, view.today) {
        text(ui, words, Style::Strong, colors.text);
    }
    let words = if shown.ends_on < view.today {
        "This tally has ended: its total is a point of the measure's run chart."
    } else {
        "When its last day is over, the total becomes a point of the measure's run chart."
    };
    text(ui, words, Style::Body, colors.text_2);
    let words = "A dash stands for a day on which nothing was tapped.";
    text(ui, words, Style::Small, colors.text_2);
    let measure = MeasureId::Own(shown.measure);
    summaries.of(measure)?;
    let name = format!("Open the run chart of {}", measure.label(view.workbook));
    let pressed = words_link(ui, &name, &name).clicked();
    pressed.then(|| Opened::clinic(measure))
}

/// One tally of the list; true when it is to be shown.
fn period_ui(ui: &mut Ui, view: &View<'_>, period: &TallyPeriod, is_shown: bool) -> bool {
    let colors = *Theme::of(ui).color();
    let days = format!("{} to {}", period.starts_on, period.ends_on);
    let name = MeasureId::Own(period.measure).label(view.workbook);
    let pressed = if is_shown {
        text(ui, &days, Style::Strong, colors.text);
        false
    } else {
        let label = format!("Show the tally of {name}, {days}");
        words_link(ui, &days, &label).clicked()
    };
    let words = format!("{name}: {}", sum_words(view.workbook, period, view.today));
    text(ui, words, Style::Small, colors.text_2);
    pressed
}

/// "41 in two weeks, 2.9 a day"; of one that runs, so far.
fn sum_words(workbook: &Workbook, period: &TallyPeriod, today: NaiveDate) -> String {
    if today < period.starts_on {
        return "not begun yet".to_owned();
    }
    let sum = total(workbook, period.id);
    let last = period.ends_on.min(today);
    let days = (last - period.starts_on).num_days() + 1;
    let a_day = f64::from(sum) / days as f64;
    let length = length_words(days);
    let so_far = if today <= period.ends_on {
        " so far"
    } else {
        ""
    };
    format!("{sum} in {length}{so_far}, {a_day:.1} a day")
}

/// "two weeks", "10 days".
fn length_words(days: i64) -> String {
    match days {
        1 => "one day".to_owned(),
        7 => "one week".to_owned(),
        14 => "two weeks".to_owned(),
        21 => "three weeks".to_owned(),
        28 => "four weeks".to_owned(),
        days => format!("{days} days"),
    }
}

/// "28 in two weeks of September 2026, 41 in two weeks of March 2026.": the shown one, then those
/// of the same measure that ended before it.
fn comparison(workbook: &Workbook, shown: &TallyPeriod, today: NaiveDate) -> Option<String> {
    let words = |period: &TallyPeriod| {
        let days = (period.ends_on - period.starts_on).num_days() + 1;
        let so_far = if period.ends_on >= today {
            " so far"
        } else {
            ""
        };
        format!(
            "{}{so_far} in {} of {}",
            total(workbook, period.id),
            length_words(days),
            period.starts_on.format("%B %Y")
        )
    };
    let earlier =
        workbook.tally_periods.iter().rev().filter(|p| {
            p.measure == shown.measure && p.id != shown.id && p.ends_on < shown.starts_on
        });
    let earlier: Vec<String> = earlier.take(COMPARED).map(words).collect();
    (!earlier.is_empty()).then(|| format!("{}, {}.", words(shown), earlier.join(", ")))
}
