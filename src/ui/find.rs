//! The search over patients, measures and commands (Ctrl+K).

mod commands;
mod hits;
mod index;

use egui::{
    Align2, Color32, Context, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Role, ScrollArea,
    Sense,
};
use egui::{Ui, WidgetInfo, pos2, vec2};

use super::request::Request;
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{TextField, text};
use hits::{Hit, Hits};
use index::PatientIndex;

/// What the search remembers. The index of names stays while the file is open.
#[derive(Default)]
pub struct FindState {
    is_open: bool,
    text: String,
    index: PatientIndex,
    hits: Hits,
    /// Position of the chosen hit.
    chosen: usize,
    was_focused: bool,
}

impl FindState {
    /// Opens the search with an empty field.
    pub fn open(&mut self) {
        if !self.is_open {
            self.is_open = true;
            self.text.clear();
            self.hits = Hits::default();
            self.chosen = 0;
            self.was_focused = false;
        }
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    fn close(&mut self) {
        self.is_open = false;
    }
}

/// What the keys ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Nothing,
    Close,
    Enter,
}

/// Draws the search while it is open. True when it was closed this frame.
pub fn find_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut FindState,
    out: &mut Vec<Request>,
) -> bool {
    if !state.is_open {
        return false;
    }
    let theme = Theme::of_ctx(ctx);
    state.index.refresh(view);
    if state.hits.refresh(view, &state.index, &state.text, &theme) {
        state.chosen = 0;
    }
    let (pressed, has_moved) = keys_ui(ctx, state);
    let id = Id::unique("find");
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, theme.pt(60.0)));
    let frame = Frame::new()
        .fill(theme.color().surface)
        .stroke(theme.rule())
        .corner_radius(theme.radius(8.0))
        .inner_margin(Margin::same(theme.margin(12.0)));
    let modal = Modal::new(id)
        .area(area)
        .frame(frame)
        .backdrop_color(Color32::from_black_alpha(128));
    let shown = modal.show(ctx, |ui| {
        ui.set_width(
            theme
                .pt(640.0)
                .min(ui.ctx().content_rect().width() - theme.pt(80.0)),
        );
        field_ui(ui, state);
        hits_ui(ui, state, has_moved)
    });
    ctx.accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Dialog);
        node.set_label("Find");
        node.set_modal();
    });
    let chosen = shown
        .inner
        .or((pressed == Pressed::Enter).then_some(state.chosen));
    let request = chosen
        .and_then(|at| state.hits.get(at))
        .map(|hit| hit.request.clone());
    let is_done =
        request.is_some() || pressed == Pressed::Close || shown.backdrop_response.clicked();
    out.extend(request);
    if is_done {
        state.close();
    }
    is_done
}

/// Arrows move, Enter takes, Esc closes; the field gets none of these.
fn keys_ui(ctx: &Context, state: &mut FindState) -> (Pressed, bool) {
    let last = state.hits.len().saturating_sub(1);
    let before = state.chosen;
    ctx.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            state.chosen = if state.chosen >= last {
                0
            } else {
                state.chosen + 1
            };
        }
        if pressed(Key::ArrowUp) {
            state.chosen = if state.chosen == 0 {
                last
            } else {
                state.chosen - 1
            };
        }
        if pressed(Key::PageDown) {
            state.chosen = last;
        }
        if pressed(Key::PageUp) {
            state.chosen = 0;
        }
        let has_moved = state.chosen != before;
        if pressed(Key::Escape) {
            (Pressed::Close, has_moved)
        } else if pressed(Key::Enter) {
            (Pressed::Enter, has_moved)
        } else {
            (Pressed::Nothing, has_moved)
        }
    })
}

fn field_ui(ui: &mut Ui, state: &mut FindState) {
    let field = TextField::new("Find patients, measures and commands", &mut state.text);
    let response = field
        .search()
        .hide_label()
        .hint("Patient, MRN, measure or command")
        .show(ui);
    if !state.was_focused {
        response.request_focus();
        state.was_focused = true;
    }
}

/// The hits under their headings; the one that was pressed.
fn hits_ui(ui: &mut Ui, state: &mut FindState, has_moved: bool) -> Option<usize> {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if state.hits.len() == 0 {
        let words = format!(
            "Nothing is called “{}”. Try part of a name, an MRN or a word.",
            state.text.trim()
        );
        ui.add_space(theme.pt(4.0));
        text(ui, words, Style::Body, colors.text_2);
        return None;
    }
    let height = (ui.ctx().content_rect().height() - theme.pt(200.0))
        .clamp(theme.pt(120.0), theme.pt(560.0));
    let mut pressed = None;
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut group = "";
            for (at, hit) in state.hits.iter().enumerate() {
                if hit.group != group {
                    group = hit.group;
                    heading_ui(ui, &state.hits.heading(group));
                }
                let response = hit_ui(ui, hit, at == state.chosen);
                if at == state.chosen && has_moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    pressed = Some(at);
                }
            }
        });
    pressed
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(6.0));
    ui.horizontal(|ui| {
        ui.add_space(theme.pt(10.0));
        text(ui, words, Style::SmallStrong, theme.color().text_2);
    });
    ui.add_space(theme.pt(2.0));
}

/// A row: name, what is known of it, and its key at the right edge.
fn hit_ui(ui: &mut Ui, hit: &Hit, is_chosen: bool) -> egui::Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(ui.available_width(), theme.pt(30.0));
    // Not a stop of the Tab key: the arrows choose while the field keeps the focus.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, is_chosen, &hit.name));
    if !hit.detail.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(hit.detail.as_str());
        });
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let (fill, ink, second) = if is_chosen {
        (colors.selection, colors.on_selection, colors.on_selection)
    } else if response.hovered() {
        (colors.hover, colors.text, colors.text_2)
    } else {
        (Color32::TRANSPARENT, colors.text, colors.text_2)
    };
    let painter = ui.painter();
    painter.rect_filled(rect, theme.radius(4.0), fill);
    if is_chosen {
        let bar = Rect::from_min_size(rect.min, vec2(theme.pt(3.0), rect.height()));
        painter.rect_filled(bar, 0.0, colors.accent);
    }
    let y = rect.center().y;
    let at = |x: f32, galley: &egui::Galley| pos2(x, y - galley.size().y / 2.0);
    let key = theme.galley(ui, hit.key, Style::Table, second);
    let key_left = rect.right() - theme.pt(10.0) - key.size().x;
    let room = key_left - rect.left() - theme.pt(22.0);
    let name = theme.galley_cut(ui, &hit.name, Style::Body, ink, room);
    let left = rect.left() + theme.pt(10.0);
    let detail_left = left + name.size().x + theme.pt(12.0);
    let detail = theme.galley_cut(
        ui,
        &hit.detail,
        Style::Table,
        second,
        key_left - detail_left - theme.pt(12.0),
    );
    let is_cut = name.elided || detail.elided;
    painter.galley(at(left, &name), name, ink);
    painter.galley(at(detail_left, &detail), detail, second);
    painter.galley(at(key_left, &key), key, second);
    if is_cut {
        return response.on_hover_text(format!("{}\n{}", hit.name, hit.detail));
    }
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::clinic::testing::{Bench, open};
    use crate::ui::request::{ClinicPage, Tab};

    fn palette() -> Harness<'static, Bench<FindState>> {
        let mut bench: Bench<FindState> = Bench::new();
        bench.state.open();
        let mut harness = open(bench, |ui, view, state, out| {
            find_ui(ui.ctx(), view, state, out);
        });
        harness.run();
        harness
    }

    fn type_text(harness: &mut Harness<'static, Bench<FindState>>, words: &str) {
        harness
            .get_by_label("Find patients, measures and commands")
            .type_text(words);
        harness.run();
    }

    #[test]
    fn empty_shows_commands_and_escape_closes() {
        let mut harness = palette();
        assert!(harness.query_by_label("Go to settings").is_some());
        harness.key_press(Key::Escape);
        harness.run();
        assert!(!harness.state().state.is_open());
        assert!(harness.state().asked.is_empty());
    }

    #[test]
    fn a_patient_is_opened_by_part_of_the_name_and_enter() {
        let mut harness = palette();
        let patient = harness
            .state()
            .workbook
            .patients
            .get(7)
            .cloned()
            .expect("a patient");
        type_text(&mut harness, &patient.mrn.clone().expect("an MRN"));
        harness.key_press(Key::Enter);
        harness.run();
        assert!(
            matches!(harness.state().asked.as_slice(), [Request::ShowPatient(id)] if *id == patient.id)
        );
        assert!(!harness.state().state.is_open());
    }

    #[test]
    fn arrows_choose_and_go_round() {
        let mut harness = palette();
        type_text(&mut harness, "go to");
        let count = harness.state().state.hits.len();
        assert!(count >= 5, "{count}");
        harness.key_press(Key::ArrowUp);
        harness.run();
        assert_eq!(harness.state().state.chosen, count - 1);
        harness.key_press(Key::ArrowDown);
        harness.run();
        assert_eq!(harness.state().state.chosen, 0);
    }

    #[test]
    fn commands_are_found_by_their_words() {
        for (words, expected) in [
            ("history", "history"),
            ("meas tab", "tab"),
            ("import", "import"),
            ("dark", "dark"),
        ] {
            let mut harness = palette();
            type_text(&mut harness, words);
            harness.key_press(Key::Enter);
            harness.run();
            let is_right = match harness.state().asked.as_slice() {
                [Request::ShowClinic(ClinicPage::History)] => expected == "history",
                [Request::Show(Tab::Measures)] => expected == "tab",
                [Request::Ask(_)] => expected == "import",
                [Request::Dark(true)] => expected == "dark",
                _ => false,
            };
            assert!(is_right, "{words}");
        }
    }

    #[test]
    fn activities_small_tests_and_challenges_are_found_by_their_words() {
        let mut bench: Bench<FindState> = Bench::new();
        let workbook = &mut bench.workbook;
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 12).expect("a day");
        let example = crate::domain::action_plan::example::records((90, 90, 90), "MK", today);
        let plan = example.plan.title.clone();
        workbook.plans.push(example.plan);
        workbook.activities.extend(example.activities);
        let mut test = crate::domain::small_test::SmallTest::new(today);
        test.id = crate::domain::ids::SmallTestId(7);
        test.change = "Naloxone kits at the front desk".to_owned();
        workbook.tests.push(test);
        let activity = workbook.activities[0].clone();
        bench.state.open();
        let mut harness = open(bench, |ui, view, state, out| {
            find_ui(ui.ctx(), view, state, out);
        });
        harness.run();
        type_text(&mut harness, &activity.text);
        let hit = harness.state().state.hits.get(0).expect("a hit").clone();
        assert!(matches!(hit.request, Request::ShowActivity(id) if id == activity.id));
        assert_eq!(hit.detail, plan);
        harness.key_press(Key::Escape);
        harness.run();
        for (words, group) in [("kits front", "Small tests"), ("C-05", "Challenges")] {
            harness.state_mut().state.open();
            harness.run();
            type_text(&mut harness, words);
            let hits = &harness.state().state.hits;
            let is_right = hits.iter().any(|hit| match &hit.request {
                Request::ShowTest(id) => hit.group == group && id.0 == 7,
                Request::ShowChallenge(entry) => hit.group == group && entry == "C-05",
                _ => false,
            });
            assert!(is_right, "{words}");
            harness.key_press(Key::Escape);
            harness.run();
        }
    }

    #[test]
    fn nothing_found_says_so_and_enter_does_nothing() {
        let mut harness = palette();
        type_text(&mut harness, "qqqqqq");
        assert!(
            harness
                .query_all_by_label_contains("Nothing is called")
                .next()
                .is_some()
        );
        harness.key_press(Key::Enter);
        harness.run();
        assert!(harness.state().state.is_open());
        assert!(harness.state().asked.is_empty());
    }
}
