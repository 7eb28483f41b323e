//! The details of an activity.

use chrono::NaiveDate;
use egui::Ui;

use super::Details;
use super::draft::Draft;
use crate::domain::action_plan::command::{ActivityChange, PlanCommand};
use crate::domain::action_plan::sheet::ActivitySheet;
use crate::domain::due_text::{DueReading, read_due};
use crate::domain::ids::ActivityId;
use crate::domain::milestone::list::{self, Line};
use crate::domain::programme::StageId;
use crate::ui::action_plan::ask;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{
    Button, Choice, IconButton, TextField, checkbox, divider, ends, text, words_link,
};

pub(super) fn activity_ui(
    ui: &mut Ui,
    details: &Details<'_>,
    of: &ActivitySheet<'_>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let activity = of.activity;
    draft.turn_to_activity(activity, details.view.today, out);
    text(ui, &activity.text, Style::Heading, colors.text);
    ui.add_enabled_ui(details.place.can_write, |ui| {
        dates_ui(ui, details, of, draft, out);
        after_ui(ui, details, of, out);
        let mut left = false;
        let resources = TextField::new("Resources, one a line", &mut draft.resources).rows(2);
        left |= resources.show(ui).lost_focus();
        let note = TextField::new("Note", &mut draft.note).rows(2);
        left |= note.show(ui).lost_focus();
        if left {
            draft.write(out);
        }
    });
    divider(ui);
    milestones_ui(ui, details, of, out);
    tests_ui(ui, details, activity.id, out);
    reviews_ui(ui, details, of, out);
}

fn dates_ui(
    ui: &mut Ui,
    details: &Details<'_>,
    of: &ActivitySheet<'_>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) {
    let activity = of.activity;
    let today = details.view.today;
    let ink = Theme::of(ui).color().text;
    let mut change = |change| ask(PlanCommand::ChangeActivity(activity.id, change), out);
    if !activity.due_text.is_empty() {
        let words = format!("Due, as written: {}", activity.due_text);
        text(ui, words, Style::Body, ink);
    }
    let reading = read_due(&activity.due_text, today);
    let mut is_ongoing = activity.is_ongoing;
    if checkbox(ui, &mut is_ongoing, "Goes on without an end").changed() {
        change(ActivityChange::Ongoing(is_ongoing));
    }
    let width = ui.available_width();
    let mut left = false;
    if activity.is_ongoing {
        if let Some(day) = offer_ui(ui, activity.in_place_by, reading) {
            change(ActivityChange::InPlaceBy(Some(day)));
        }
        left |= draft
            .in_place_by
            .show(ui, "In place by", today, width, None)
            .lost_focus();
        let error = draft.not_yet();
        left |= draft
            .took_place
            .show(ui, "In place since", today, width, error)
            .lost_focus();
    } else {
        if let Some(day) = offer_ui(ui, activity.due_on, reading) {
            change(ActivityChange::DueOn(Some(day)));
        }
        left |= draft
            .date
            .show(ui, "Date that can be overdue", today, width, None)
            .lost_focus();
    }
    if left {
        draft.write(out);
    }
}

/// A date that the text hints at, to take with one press; it is never taken by itself.
pub(super) fn offer_ui(
    ui: &mut Ui,
    current: Option<NaiveDate>,
    reading: DueReading,
) -> Option<NaiveDate> {
    let offer = reading.offer.filter(|_| current.is_none())?;
    let words = format!("Take {offer}, {}", offer.format("%A"));
    let button = Button::outlined(&words)
        .small()
        .icon(Icon::Calendar)
        .hover("The text hints at this date. It stays text until you take the date.");
    button.show(ui).clicked().then_some(offer)
}

/// The activity it waits for.
fn after_ui(ui: &mut Ui, details: &Details<'_>, of: &ActivitySheet<'_>, out: &mut Vec<Request>) {
    let others: Vec<&ActivitySheet<'_>> = details
        .sheet
        .activities
        .iter()
        .filter(|a| a.activity.id != of.activity.id)
        .collect();
    let mut labels = vec!["No other activity"];
    labels.extend(others.iter().map(|a| a.activity.text.as_str()));
    let current = of.activity.after;
    let at = others.iter().position(|a| Some(a.activity.id) == current);
    let mut chosen = Some(at.map_or(0, |at| at + 1));
    if Choice::new("Comes after", &labels).show(ui, &mut chosen) {
        let after = chosen.and_then(|at| at.checked_sub(1));
        let after = after.and_then(|at| others.get(at)).map(|a| a.activity.id);
        let change = ActivityChange::After(after);
        ask(PlanCommand::ChangeActivity(of.activity.id, change), out);
    }
}

/// The milestones it serves: links, and a choice to add one.
fn milestones_ui(
    ui: &mut Ui,
    details: &Details<'_>,
    of: &ActivitySheet<'_>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    text(ui, "Serves milestones", Style::Strong, colors.text);
    let workbook = details.view.workbook;
    let lines: Vec<Line<'_>> = StageId::ALL
        .into_iter()
        .flat_map(|stage| list::lines(workbook, stage))
        .filter(|l| !l.is_hidden())
        .collect();
    let codes = &of.activity.milestones;
    let mut changed = None;
    for (at, code) in codes.iter().enumerate() {
        let Some(line) = lines.iter().find(|l| l.code() == *code) else {
            continue;
        };
        ends(
            ui,
            &format!("milestone {code}"),
            theme.pt(24.0),
            |ui| {
                let words = format!("{code} {}", line.text());
                if words_link(ui, &words, &words).clicked() {
                    out.push(Request::ShowMilestone(code.clone()));
                }
            },
            |ui| {
                let name = format!("Take milestone {code} away");
                let cross = IconButton::new(Icon::Close, &name).small();
                if details.place.can_write && cross.show(ui).clicked() {
                    let mut left = codes.clone();
                    left.remove(at);
                    changed = Some(left);
                }
            },
        );
    }
    let others: Vec<&Line<'_>> = lines
        .iter()
        .filter(|l| !codes.contains(&l.code()))
        .collect();
    let labels: Vec<String> = others
        .iter()
        .map(|l| format!("{} {}", l.code(), l.text()))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut chosen = None;
    if details.place.can_write
        && Choice::new("Add a milestone", &labels)
            .hide_label()
            .hint("Add a milestone")
            .show(ui, &mut chosen)
        && let Some(line) = chosen.and_then(|at| others.get(at))
    {
        let mut more = codes.clone();
        more.push(line.code());
        changed = Some(more);
    }
    if let Some(codes) = changed {
        let change = ActivityChange::Milestones(codes);
        ask(PlanCommand::ChangeActivity(of.activity.id, change), out);
    }
}

/// Small tests that belong to it, and a new one.
fn tests_ui(ui: &mut Ui, details: &Details<'_>, id: ActivityId, out: &mut Vec<Request>) {
    let ink = Theme::of(ui).color().text;
    let today = details.view.today;
    let workbook = details.view.workbook;
    let thread = workbook.activity(id).map_or(id, |a| a.thread);
    let tests: Vec<_> = workbook.tests_of_thread(thread).collect();
    if tests.is_empty() && !details.place.can_write {
        return;
    }
    text(ui, "Small tests", Style::Strong, ink);
    for test in tests {
        let words = format!("{} · {}", test.change, test.state(today).label());
        if words_link(ui, &words, &words).clicked() {
            out.push(Request::ShowTest(test.id));
        }
    }
    if details.place.can_write
        && Button::outlined("Test a change…")
            .small()
            .show(ui)
            .clicked()
    {
        let mut test = crate::domain::small_test::SmallTest::new(today);
        test.activity = Some(id);
        test.block = workbook.activity(id).and_then(|a| a.block);
        out.push(Request::NewTest(Box::new(test)));
    }
}

/// How it stood at every review, in this plan and those it was carried through.
fn reviews_ui(ui: &mut Ui, details: &Details<'_>, of: &ActivitySheet<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    text(ui, "Reviews", Style::Strong, colors.text);
    if of.reviews.is_empty() {
        text(ui, "Not reviewed yet.", Style::Small, colors.text_2);
    }
    for review in of.reviews.iter().rev() {
        let is_own = review.activity == of.activity.id;
        ends(
            ui,
            &format!("review {}", review.id.0),
            theme.pt(22.0),
            |ui| {
                let words = format!("{} · {}", review.reviewed_on, review.status.label());
                text(ui, words, Style::TableStrong, colors.text);
                if !is_own {
                    text(ui, "in an earlier plan", Style::Small, colors.text_2);
                }
            },
            |ui| {
                let name = format!("Remove the review of {}", review.reviewed_on);
                let cross = IconButton::new(Icon::Close, &name).small();
                let cross = cross.hover("Remove; Undo brings it back");
                if is_own && details.place.can_write && cross.show(ui).clicked() {
                    ask(PlanCommand::RemoveReview(review.id), out);
                }
            },
        );
        if !review.note.is_empty() {
            text(ui, &review.note, Style::Body, colors.text);
        }
    }
}
