//! The clinicians: care team, registration, panels, records that are one person twice, who
//! leaves, and what colleagues found in their charts.

mod chart_reviews;
mod duplicates;
mod form;
mod leaving;
mod list;
mod merge;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use egui::Ui;

use super::dialogs::Act;
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::view::View;
use crate::ui::widgets::{Segment, segmented_small, toolbar};

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Everybody with their panels.
    #[default]
    Roster,
    /// Who may be one person twice.
    Duplicates,
    /// Cases of clinicians who leave.
    Leaving,
    /// Colleagues' reviews of charts.
    ChartReviews,
}

/// What the page remembers.
#[derive(Default)]
pub(super) struct RosterState {
    part: Part,
    list: list::ListState,
    duplicates: duplicates::DuplicatesState,
    leaving: leaving::LeavingState,
    chart_reviews: chart_reviews::ChartReviewsState,
}

/// How a dialog was left.
enum Left<T> {
    /// Nothing is asked for.
    Cancelled,
    /// This is.
    Asking(T),
}

/// What everything here is made for: records, registry and day.
type Stamp = (u64, i64, NaiveDate);

fn stamp(view: &View<'_>) -> Stamp {
    (view.revision, change_number(view), view.as_of)
}

/// Draws the page.
pub(super) fn roster_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut RosterState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    state.list.refresh(view);
    state.duplicates.refresh(view);
    state.leaving.refresh(view);
    state.chart_reviews.refresh(view);
    toolbar_ui(ui, view, state, out);
    match state.part {
        Part::Roster => list::list_ui(ui, view, &mut state.list, acts, out),
        Part::Duplicates => duplicates::duplicates_ui(ui, view, &mut state.duplicates, acts, out),
        Part::Leaving => leaving::leaving_ui(ui, view, &mut state.leaving, acts, out),
        Part::ChartReviews => {
            chart_reviews::reviews_ui(ui, view, &mut state.chart_reviews, out);
        }
    }
}

/// The parts, and what can be done with the one that is shown.
fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut RosterState, out: &mut Vec<Request>) {
    let segments = [
        Segment::counted("Roster", state.list.len()),
        Segment::counted("Duplicates", state.duplicates.len()),
        Segment::counted("Who leaves", leaving::open_cases(view)),
        Segment::counted("Chart reviews", view.workbook.chart_reviews.len()),
    ];
    let mut at = state.part as usize;
    let (changed, ()) = toolbar(
        ui,
        "clinicians parts",
        |ui| segmented_small(ui, "Part of the clinicians", &segments, &mut at),
        |ui| match state.part {
            Part::Roster => list::actions_ui(ui, view, &mut state.list, out),
            Part::Duplicates => duplicates::actions_ui(ui, view, out),
            Part::Leaving => leaving::actions_ui(ui, view, &mut state.leaving, out),
            Part::ChartReviews => {
                chart_reviews::actions_ui(ui, view, &mut state.chart_reviews, out);
            }
        },
    );
    if changed {
        state.part = match at {
            1 => Part::Duplicates,
            2 => Part::Leaving,
            3 => Part::ChartReviews,
            _ => Part::Roster,
        };
    }
}
