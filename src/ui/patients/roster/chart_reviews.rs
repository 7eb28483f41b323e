//! Peer chart reviews: who looked for what in whose charts, and how often it was done.

mod form;

use egui::Ui;

use super::{Stamp, stamp};
use crate::domain::chart_review::{ChartReview, ChartReviewCommand};
use crate::domain::command::Command;
use crate::domain::ids::ChartReviewId;
use crate::export;
use crate::ui::clinic::READ_ONLY;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, EmptyAction, EmptyState, PlainRows, Rows as _, TableState,
    all_rows, facts, panel_header, side_panel, text,
};
use crate::ui::words::counted;
use form::{Left, ReviewForm};

/// What the part remembers.
#[derive(Default)]
pub(super) struct ChartReviewsState {
    made_for: Option<Stamp>,
    rows: PlainRows,
    table: TableState,
    chosen: Option<ChartReviewId>,
    form: Option<ReviewForm>,
}

fn columns() -> [Col; 7] {
    [
        Col::new("on", "Day", 96.0),
        Col::new("reviewed", "Whose charts", 150.0).strong().fill(),
        Col::new("activity", "Looked for", 220.0).fill(),
        Col::new("reviewer", "Reviewer", 150.0).second().fill(),
        Col::new("charts", "Charts", 74.0).right(),
        Col::new("met", "Met", 64.0).right(),
        Col::new("share", "Share %", 80.0).right(),
    ]
}

fn cells(review: &ChartReview) -> Vec<String> {
    vec![
        review.reviewed_on.to_string(),
        review.reviewed.clone(),
        review.activity.clone(),
        review.reviewer.clone(),
        review.charts.to_string(),
        review.met.to_string(),
        share(review.met, review.charts),
    ]
}

/// "83"; empty without charts.
fn share(met: u32, charts: u32) -> String {
    if charts == 0 {
        return String::new();
    }
    format!("{:.0}", f64::from(met) * 100.0 / f64::from(charts))
}

impl ChartReviewsState {
    /// Puts the rows together anew when the records are others; the newest review first.
    pub fn refresh(&mut self, view: &View<'_>) {
        let made_for = stamp(view);
        if self.made_for != Some(made_for) {
            self.made_for = Some(made_for);
            self.sort(view);
        }
    }

    fn sort(&mut self, view: &View<'_>) {
        let newest_first = view.workbook.chart_reviews.iter().rev();
        let lines = newest_first.map(|r| (r.id.0, cells(r))).collect();
        self.rows = PlainRows::new(&columns(), lines, self.table.sort.as_ref());
    }
}

/// All reviews of an activity together: "PDMP checked: met in 24 of 30 charts (80 %)."
fn finding(view: &View<'_>) -> String {
    let mut activities: Vec<(&str, u32, u32)> = Vec::new();
    for review in &view.workbook.chart_reviews {
        let (activity, met, charts) = (review.activity.as_str(), review.met, review.charts);
        let known = activities
            .iter_mut()
            .find(|(known, ..)| known.to_lowercase() == activity.to_lowercase());
        match known {
            Some((_, sum, all)) => (*sum, *all) = (*sum + met, *all + charts),
            None => activities.push((activity, met, charts)),
        }
    }
    let words = |(activity, met, charts): &(&str, u32, u32)| {
        let share = share(*met, *charts);
        format!("{activity}: met in {met} of {charts} charts ({share} %)")
    };
    let words: Vec<String> = activities.iter().map(words).collect();
    format!("{}.", words.join("; "))
}

/// Copy, export, add.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChartReviewsState,
    out: &mut Vec<Request>,
) {
    let is_any = state.rows.count() > 0;
    let copy = Button::outlined("Copy").small().enabled(is_any);
    let copy = copy.name("Copy the chart reviews");
    let hover = "Copies the reviews, with headers, for a spreadsheet";
    if copy.hover(hover).show(ui).clicked() {
        out.push(Request::Copy(all_rows(&columns(), &state.rows).to_tsv()));
    }
    let save = Button::outlined("Export CSV…").small().enabled(is_any);
    if save.show(ui).clicked() {
        let clinic = &view.workbook.clinic.name;
        out.push(Request::Save {
            name: export::file_name(&[clinic, "chart_reviews"], "csv"),
            bytes: all_rows(&columns(), &state.rows).to_csv_file(),
            what: format!("the chart reviews of {clinic}"),
            identified: false,
        });
    }
    let can_write = !view.status.is_read_only;
    let hover = if can_write {
        "A colleague looked for an activity in some charts"
    } else {
        READ_ONLY
    };
    let add = Button::outlined("Add review…").small().enabled(can_write);
    if add.hover(hover).show(ui).clicked() {
        state.form = Some(ReviewForm::new(view));
    }
}

/// Draws the reviews, the chosen one beside them, and the form.
pub(super) fn reviews_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChartReviewsState,
    out: &mut Vec<Request>,
) {
    if view.workbook.chart_reviews.is_empty() {
        empty_ui(ui, view, state);
    } else {
        text(ui, finding(view), Style::Body, Theme::of(ui).color().text);
        panel_ui(ui, view, state, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, view, state));
    }
    let Some(form) = &mut state.form else {
        return;
    };
    match form::form_ui(ui.ctx(), view, form) {
        Some(Left::Saving(review)) => {
            let next = ChartReviewId(view.workbook.next.chart_review);
            state.chosen = Some(if review.id.0 == 0 { next } else { review.id });
            state.form = None;
            ask(ChartReviewCommand::Save(review), out);
        }
        Some(Left::Cancelled) => state.form = None,
        None => {}
    }
}

fn ask(command: ChartReviewCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::ChartReview(command)));
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut ChartReviewsState) {
    Card::new().fill_height().show(ui, |ui| {
        let words = "A colleague looks into ten charts or so for one or two activities, such as a \
                     PDMP check before each new prescription, and both talk about what was found.";
        let empty = EmptyState::new("Peer chart reviews will stand here", words);
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Add the first review…")
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.form = Some(ReviewForm::new(view));
        }
    });
}

fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut ChartReviewsState) {
    state.table.turn_to(state.chosen.map(|id| id.0));
    let shown = DataTable::new("Chart reviews")
        .columns(&columns())
        .top_of_card()
        .show(ui, &mut state.table, &mut state.rows);
    if let Some(row) = shown.chosen(&state.table, &state.rows) {
        state.chosen = row.map(|row| ChartReviewId(state.rows.key(row)));
    }
    if shown.sort_changed {
        state.sort(view);
    }
}

fn panel_ui(ui: &mut Ui, view: &View<'_>, state: &mut ChartReviewsState, out: &mut Vec<Request>) {
    let reviews = &view.workbook.chart_reviews;
    let Some(review) = reviews.iter().find(|r| Some(r.id) == state.chosen) else {
        state.chosen = None;
        return;
    };
    let can_write = !view.status.is_read_only;
    let (closed, (change, remove)) = side_panel(
        ui,
        "chart review",
        |ui| content_ui(ui, review),
        |ui| {
            let change = Button::primary("Change…").enabled(can_write).show(ui);
            let remove = Button::outlined("Remove").enabled(can_write).show(ui);
            (change.clicked(), remove.clicked())
        },
    );
    if change {
        state.form = Some(ReviewForm::of(review.clone()));
    }
    if remove {
        ask(ChartReviewCommand::Remove(review.id), out);
    }
    if closed {
        state.chosen = None;
    }
}

fn content_ui(ui: &mut Ui, review: &ChartReview) -> bool {
    let subtitle = format!("reviewed on {}", review.reviewed_on);
    let closed = panel_header(ui, &review.reviewed, Some(&subtitle), "Close the review");
    let charts = counted(review.charts as usize, "chart", "charts");
    let met = format!("{} of {charts}", review.met);
    let said = format!("{} ({})", review.on, review.by);
    facts(
        ui,
        &[
            ("Looked for", review.activity.as_str()),
            ("Met in", &met),
            ("Reviewer", &review.reviewer),
            ("Entered", &said),
        ],
    );
    if !review.note.is_empty() {
        let ink = Theme::of(ui).color().text;
        text(ui, &review.note, Style::Body, ink);
    }
    closed
}
