//! The chosen small test with everything about it: plan, prediction, what was seen, what follows.

use egui::{Response, Ui};

use super::draft::Draft;
use super::{ask, links, observations, words};
use crate::domain::measure::MeasureId;
use crate::domain::small_test::command::SmallTestCommand;
use crate::domain::small_test::{SmallTest, TestDecision};
use crate::ui::action_plan::Place;
use crate::ui::icons::{Icon, block_square, icon};
use crate::ui::names::known_names;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Choice, IconButton, TextField, WhoField, begin_at_top, ends, link, radio_rows, text,
};

/// Draws the panel's content. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    test: &SmallTest,
    draft: &mut Draft,
    place: Place,
    out: &mut Vec<Request>,
) -> bool {
    begin_at_top(ui, test.id);
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = head_ui(ui, view, test);
    if let Some(sentence) = words::lacks(&draft.made()) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            icon(ui, Icon::Info, theme.pt(15.0), theme.color().text_2);
            ui.vertical(|ui| text(ui, sentence, Style::Small, theme.color().text_2));
        });
    }
    let mut left = false;
    ui.add_enabled_ui(place.can_write, |ui| {
        left |= plan_ui(ui, view, draft);
        left |= measure_ui(ui, view, draft);
    });
    if let Some(measure) = draft.value.measure
        && link(ui, "Open its run chart").clicked()
    {
        out.push(Request::ShowMeasure(measure));
    }
    ui.add_enabled_ui(place.can_write, |ui| {
        left |= observations::observations_ui(ui, view.today, draft);
        left |= outcome_ui(ui, view, draft);
        left |= links::choices_ui(ui, view, draft);
    });
    links::links_ui(ui, view, test, out);
    if left && place.can_write {
        draft.write(out);
    }
    closed
}

fn head_ui(ui: &mut Ui, view: &View<'_>, test: &SmallTest) -> bool {
    let theme = Theme::of(ui);
    let ((), closed) = ends(
        ui,
        "small test head",
        theme.pt(24.0),
        |ui| {
            if let Some(block) = test.block {
                block_square(ui, block);
            }
            let cycle = words::cycle_words(&view.workbook.tests, test);
            let mut words = test.state(view.today).label().to_owned();
            if !cycle.is_empty() {
                words = format!("{words}, {}", cycle.to_lowercase());
            }
            text(ui, words, Style::Body, theme.color().text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the small test").small();
            cross.show(ui).clicked()
        },
    );
    closed
}

/// Several lines of words; true when the field was left.
fn words_ui(ui: &mut Ui, label: &str, hint: &str, words: &mut String) -> bool {
    let field = TextField::new(label, words).rows(2).hint(hint);
    field.show(ui).lost_focus()
}

/// Two fields side by side.
fn pair_ui(ui: &mut Ui, pair: impl FnOnce(&mut Ui, f32) -> [Response; 2]) -> bool {
    let gap = Theme::of(ui).pt(10.0);
    let half = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        pair(ui, half).iter().any(Response::lost_focus)
    })
    .inner
}

/// Change, aim, who, where, when, and what is expected.
fn plan_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) -> bool {
    let error = draft.value.change.trim().is_empty();
    let error = error.then_some("A test needs a change to try; not saved.");
    let change = TextField::new("Change to try", &mut draft.value.change).rows(2);
    let mut left = change.error(error).show(ui).lost_focus();
    let hint = "What it is to achieve";
    left |= words_ui(ui, "Aim", hint, &mut draft.value.aim);
    left |= WhoField::new("Who tries it", &mut draft.value.who, &known_names(view))
        .show(ui)
        .lost_focus();
    let hint = "One room, Tuesday's patients";
    left |= words_ui(ui, "Where, with how many", hint, &mut draft.value.place);
    let (starts_error, ends_error) = (None, draft.end_error());
    left |= pair_ui(ui, |ui, half| {
        let starts = draft
            .starts
            .show(ui, "First day", view.today, half, starts_error);
        let ends = draft
            .ends
            .show(ui, "Last day", view.today, half, ends_error);
        [starts, ends]
    });
    let hint = "What we expect, in a number where there is one";
    left |= words_ui(ui, "Prediction", hint, &mut draft.value.prediction);
    left
}

/// A measure of the program's, or one of its own in words.
fn measure_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) -> bool {
    let all = MeasureId::all(view.workbook);
    let labels: Vec<String> = all.iter().map(|m| m.label(view.workbook)).collect();
    let mut options = vec!["None yet"];
    options.extend(labels.iter().map(String::as_str));
    options.push("One of its own");
    let own = options.len() - 1;
    let mut chosen = match draft.value.measure {
        Some(measure) => all.iter().position(|m| *m == measure).map(|at| at + 1),
        None if draft.has_own_measure => Some(own),
        None => Some(0),
    };
    let mut left = Choice::new("Measure it is judged by", &options).show(ui, &mut chosen);
    if left && let Some(at) = chosen {
        draft.value.measure = at.checked_sub(1).and_then(|at| all.get(at)).copied();
        draft.has_own_measure = at == own;
        if at == 0 {
            draft.value.measure_text.clear();
        }
    }
    if draft.has_own_measure || !draft.value.measure_text.is_empty() {
        let hint = "Kits handed out of patients seen";
        let words = &mut draft.value.measure_text;
        left |= words_ui(ui, "What is counted", hint, words);
    }
    left
}

/// What happened, what the team decided, and what comes next.
fn outcome_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) -> bool {
    let hint = "Against the prediction";
    let mut left = words_ui(ui, "What happened", hint, &mut draft.value.happened);
    let lines = TestDecision::ALL.map(|d| format!("{}: {}", d.label(), words::meaning(d)));
    let mut options = vec!["Not decided yet"];
    options.extend(lines.iter().map(String::as_str));
    let decision = draft.value.decision;
    let at = TestDecision::ALL.iter().position(|d| Some(*d) == decision);
    let mut chosen = at.map_or(0, |at| at + 1);
    if radio_rows(ui, "Decision", &options, &mut chosen) {
        left = true;
        let at = chosen.checked_sub(1);
        draft.value.decision = at.and_then(|at| TestDecision::ALL.get(at)).copied();
        if draft.decided.date().is_none() {
            draft.decided = crate::ui::widgets::DateField::new(Some(view.today));
        }
    }
    if draft.value.decision.is_some() {
        let error = draft.not_yet(&draft.decided);
        let width = ui.available_width() * 0.62;
        let field = draft
            .decided
            .show(ui, "Decided on", view.today, width, error);
        left |= field.lost_focus();
    }
    let hint = "What we test after this";
    left |= words_ui(ui, "Next test", hint, &mut draft.value.next);
    left
}

/// Another cycle, and the way out. The test of the next cycle when it was asked for.
pub(super) fn actions_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    place: Place,
    out: &mut Vec<Request>,
) -> Option<SmallTest> {
    if !place.can_write {
        return None;
    }
    let test = draft.made();
    let mut next = None;
    if test.decision.is_some()
        && Button::outlined("Next cycle…")
            .small()
            .hover("A new test that goes on from this one")
            .show(ui)
            .clicked()
    {
        draft.write(out);
        next = Some(next_cycle(&test));
    }
    let remove = Button::outlined("Remove")
        .small()
        .name("Remove the small test")
        .hover("Undo brings it back");
    if remove.show(ui).clicked() {
        ask(SmallTestCommand::Remove(test.id), out);
    }
    next
}

/// A test that goes on from another: with its aim, people, place and measure.
fn next_cycle(test: &SmallTest) -> SmallTest {
    let change = if test.next.is_empty() {
        &test.change
    } else {
        &test.next
    };
    SmallTest {
        change: change.clone(),
        aim: test.aim.clone(),
        who: test.who.clone(),
        place: test.place.clone(),
        measure: test.measure,
        measure_text: test.measure_text.clone(),
        previous: Some(test.id),
        activity: test.activity,
        challenge: test.challenge,
        block: test.block,
        ..SmallTest::new(test.on)
    }
}
