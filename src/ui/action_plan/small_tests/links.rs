//! What a small test hangs together with: cycle, block, activity, challenge.

use egui::Ui;

use super::draft::Draft;
use super::words;
use crate::domain::ids::{ActivityId, MetChallengeId, SmallTestId};
use crate::domain::programme;
use crate::domain::shortened::short;
use crate::domain::small_test::SmallTest;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, checkbox, text, words_link};

/// Letters of a title in a list of choices.
const MOST: usize = 44;

/// The choices; true when one was changed.
pub(super) fn choices_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) -> bool {
    let mut is_changed = before_ui(ui, view, draft);
    is_changed |= block_ui(ui, draft);
    let open = |plan| {
        view.workbook
            .plan(plan)
            .is_none_or(|p| p.closed_on.is_none())
    };
    // Where a later plan has carried it on, it is there that the test belongs.
    let newest = |id| view.workbook.newest_activity(id).map(|a| a.id);
    let mut chosen = draft.value.activity.and_then(newest);
    let activities = view.workbook.activities.iter();
    let activities: Vec<(ActivityId, String)> = activities
        .filter(|a| open(a.plan) || chosen == Some(a.id))
        .map(|a| (a.id, short(&a.text, MOST)))
        .collect();
    if !activities.is_empty() {
        let words = "Activity it belongs to";
        if one_of_ui(ui, words, &activities, &mut chosen) {
            draft.value.activity = chosen;
            is_changed = true;
        }
    }
    let challenges = view.workbook.challenges.iter();
    let challenges: Vec<(MetChallengeId, String)> =
        challenges.map(|c| (c.id, short(c.title(), MOST))).collect();
    if !challenges.is_empty() {
        let challenge = &mut draft.value.challenge;
        is_changed |= one_of_ui(ui, "Challenge it answers", &challenges, challenge);
    }
    is_changed
}

/// The test before it, or that it is the first.
fn before_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) -> bool {
    let tests = &view.workbook.tests;
    let id = draft.value.id;
    let others: Vec<(SmallTestId, String)> = tests
        .iter()
        .filter(|t| t.id != id && !words::follows(tests, t, id))
        .map(|t| (t.id, short(&t.change, MOST)))
        .collect();
    let mut is_changed = false;
    if !others.is_empty() {
        let before = &mut draft.value.previous;
        is_changed |= one_of_ui(ui, "Test before this one", &others, before);
    }
    if draft.value.previous.is_none() {
        let first = &mut draft.value.is_first_cycle;
        is_changed |= checkbox(ui, first, "First cycle of its idea").changed();
    }
    is_changed
}

fn block_ui(ui: &mut Ui, draft: &mut Draft) -> bool {
    let blocks: Vec<(u8, String)> = programme::blocks()
        .iter()
        .map(|b| (b.number, format!("{} {}", b.number, b.name)))
        .collect();
    one_of_ui(ui, "Block", &blocks, &mut draft.value.block)
}

/// A choice among records, or none of them.
fn one_of_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    records: &[(T, String)],
    value: &mut Option<T>,
) -> bool {
    let mut options = vec!["None"];
    options.extend(records.iter().map(|(_, words)| words.as_str()));
    let at = value.and_then(|v| records.iter().position(|(id, _)| *id == v));
    let mut chosen = Some(at.map_or(0, |at| at + 1));
    let is_changed = Choice::new(label, &options).show(ui, &mut chosen);
    if is_changed {
        let at = chosen.and_then(|at| at.checked_sub(1));
        *value = at.and_then(|at| records.get(at)).map(|(id, _)| *id);
    }
    is_changed
}

/// The ways to what it hangs together with, in whole words.
pub(super) fn links_ui(ui: &mut Ui, view: &View<'_>, test: &SmallTest, out: &mut Vec<Request>) {
    let workbook = view.workbook;
    let find = |id: SmallTestId| workbook.tests.iter().find(|t| t.id == id);
    if let Some(before) = test.previous.and_then(find) {
        link_ui(
            ui,
            "Goes on from",
            &before.change,
            Request::ShowTest(before.id),
            out,
        );
    }
    let after = workbook.tests.iter();
    for next in after.filter(|t| t.previous == Some(test.id)) {
        link_ui(
            ui,
            "Next cycle",
            &next.change,
            Request::ShowTest(next.id),
            out,
        );
    }
    if let Some(activity) = test.activity.and_then(|id| workbook.newest_activity(id)) {
        let request = Request::ShowActivity(activity.id);
        link_ui(ui, "Activity", &activity.text, request, out);
    }
    let challenges = workbook.challenges.iter();
    if let Some(challenge) = challenges
        .into_iter()
        .find(|c| Some(c.id) == test.challenge)
    {
        let request = Request::NewChallenge(Box::new(challenge.clone()));
        link_ui(ui, "Challenge", challenge.title(), request, out);
    }
}

fn link_ui(ui: &mut Ui, kind: &str, words: &str, request: Request, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        text(ui, kind, Style::Small, theme.color().text_2);
        let name = format!("{kind}, {words}");
        if words_link(ui, words, &name).clicked() {
            out.push(request);
        }
    });
}
