//! Asks before a measure goes with all that was entered for it.

use egui::Context;

use super::{ask, words};
use crate::domain::ids::OwnMeasureId;
use crate::domain::measure::MeasureId;
use crate::domain::measure::command::MeasureCommand;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, text};

/// The measure that may go.
pub(super) struct RemoveDialog {
    id: OwnMeasureId,
    title: String,
    sentence: String,
    /// A small test counts with it.
    is_held: bool,
}

impl RemoveDialog {
    /// The question for a measure.
    pub(super) fn of(view: &View<'_>, id: OwnMeasureId) -> Option<Self> {
        let measure = view.workbook.own_measure(id)?;
        let is_held = view
            .workbook
            .tests
            .iter()
            .any(|t| t.measure == Some(id.into()));
        let sentence = if is_held {
            "A small test counts with this measure. Choose another measure for the test first, or say since when \
             this one is no longer kept."
                .to_owned()
        } else {
            goes_with(view, id)
        };
        Some(Self {
            id,
            title: format!("Remove {}?", measure.name),
            sentence,
            is_held,
        })
    }
}

/// What goes with the measure, in a sentence.
fn goes_with(view: &View<'_>, id: OwnMeasureId) -> String {
    let w = view.workbook;
    let measure = MeasureId::Own(id);
    let points = w.points_of(id).len();
    let marks = w.marks_of(measure).count();
    let tallies = w.tally_periods.iter().filter(|p| p.measure == id).count();
    let mut parts: Vec<String> = Vec::new();
    for (count, one) in [
        (points, "number"),
        (marks, "mark on its chart"),
        (tallies, "tally"),
    ] {
        if count == 0 {
            continue;
        }
        parts.push(match (one, count) {
            ("mark on its chart", 2..) => format!("{count} marks on its chart"),
            ("tally", 2..) => format!("{count} tallies"),
            _ => words::counted(count, one),
        });
    }
    if w.goal(measure).is_some() {
        parts.push("its aim".to_owned());
    }
    if w.choice(measure).is_some() {
        parts.push("its scores and choices".to_owned());
    }
    let what = match parts.as_slice() {
        [] => return "Nothing is entered for it. Undo brings it back.".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    };
    format!("It takes {what} with it. Undo brings all of it back.")
}

/// Draws the question; true when it was answered.
pub(super) fn remove_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &RemoveDialog,
    out: &mut Vec<Request>,
) -> bool {
    let shown = Dialog::new(&dialog.title)
        .primary("Remove measure")
        .primary_enabled(!dialog.is_held && !view.status.is_read_only)
        .safe("Keep")
        .show(ctx, |ui| {
            text(
                ui,
                &dialog.sentence,
                Style::Body,
                Theme::of(ui).color().text,
            );
        });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        ask(MeasureCommand::RemoveMeasure(dialog.id), out);
    }
    shown.outcome.is_some()
}
