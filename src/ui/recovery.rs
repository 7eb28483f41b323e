//! The recovery sheet of a new file: the key shown once, then typed back from the paper.

mod sheet;

use egui::{Align2, Color32, Context, Role, Sense, Ui, WidgetInfo, vec2};

use super::request::Request;
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{Button, Dialog, DialogOutcome, Notice, TextField, text};

/// Groups that are typed back.
const ASKED: usize = 4;
/// Groups in a row, on the screen and on the sheet.
const IN_A_ROW: usize = 4;

/// A new recovery key until its sheet is dealt with.
pub struct RecoveryState {
    groups: Vec<String>,
    /// Positions of the groups that are typed back.
    asked: [usize; ASKED],
    typed: [String; ASKED],
    step: Step,
    /// The cross or Esc was pressed, which would lose the key.
    wants_to_leave: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The key is shown.
    Show,
    /// It is hidden, and some of its groups are typed back.
    Check { is_new: bool },
}

impl RecoveryState {
    /// The sheet of a key in its groups.
    pub fn new(groups: Vec<String>) -> Self {
        Self {
            asked: asked(&groups),
            groups,
            typed: Default::default(),
            step: Step::Show,
            wants_to_leave: false,
        }
    }

    fn is_right(&self, at: usize) -> bool {
        let (Some(place), Some(typed)) = (self.asked.get(at), self.typed.get(at)) else {
            return false;
        };
        self.groups
            .get(*place)
            .is_some_and(|group| plain(group) == plain(typed))
    }

    fn error(&self, at: usize) -> Option<&'static str> {
        let typed = self.typed.get(at).map_or(0, |typed| plain(typed).len());
        (typed >= 4 && !self.is_right(at)).then_some("This is not what stands on the sheet.")
    }
}

/// One place in each part of the key, different for different keys, so that the answer is not the
/// same for every file.
fn asked(groups: &[String]) -> [usize; ASKED] {
    std::array::from_fn(|part| {
        let start = part * groups.len() / ASKED;
        let places = (part + 1) * groups.len() / ASKED - start;
        let sum: usize = groups
            .iter()
            .skip(part)
            .flat_map(|group| group.bytes())
            .map(usize::from)
            .sum();
        start + sum % places.max(1)
    })
}

/// As the key is read when it opens a file: case, spaces and look-alikes do not count.
fn plain(typed: &str) -> String {
    let letter = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(letter)
        .collect()
}

/// Draws the sheet.
pub fn recovery_ui(
    ctx: &Context,
    state: &mut RecoveryState,
    view: &View<'_>,
    out: &mut Vec<Request>,
) {
    match state.step {
        Step::Show => show_ui(ctx, state, view, out),
        Step::Check { .. } => check_ui(ctx, state, out),
    }
}

/// The key, and the ways to paper.
fn show_ui(ctx: &Context, state: &mut RecoveryState, view: &View<'_>, out: &mut Vec<Request>) {
    let colors = *Theme::of_ctx(ctx).color();
    let shown = Dialog::new("Recovery sheet")
        .width(640.0)
        .extras(&["Save the sheet…"])
        .primary("It is on paper, check it")
        .show(ctx, |ui| {
            let words = "This key opens the file without the passphrase. Write it down or print the sheet, and keep it \
                         on paper, apart from this computer.";
            text(ui, words, Style::Body, colors.text);
            groups_ui(ui, &state.groups);
            if state.wants_to_leave {
                let rest = "If the passphrase is forgotten and there is no sheet, nobody can open the file.";
                Notice::caution("The key is shown only now.", rest).show(ui);
            }
            Button::quiet("Skip, I understand the risk").show(ui).clicked()
        });
    if shown.inner {
        out.push(Request::RecoverySheetDone);
        return;
    }
    match shown.outcome {
        Some(DialogOutcome::Confirmed) => {
            state.step = Step::Check { is_new: true };
            state.wants_to_leave = false;
        }
        Some(DialogOutcome::Dismissed) => state.wants_to_leave = true,
        Some(DialogOutcome::Extra(_)) => out.push(Request::Save {
            name: sheet::file_name(&view.status.file_name),
            bytes: sheet::html(view, &state.groups).into_bytes(),
            what: "the recovery sheet".to_owned(),
            identified: false,
        }),
        None => {}
    }
}

/// Groups typed back while the key is hidden.
fn check_ui(ctx: &Context, state: &mut RecoveryState, out: &mut Vec<Request>) {
    let theme = Theme::of_ctx(ctx);
    let is_right = (0..ASKED).all(|at| state.is_right(at));
    let shown = Dialog::new("Check the recovery sheet")
        .width(640.0)
        .extras(&["Show the key again"])
        .primary("Done")
        .primary_enabled(is_right)
        .focus_body()
        .show(ctx, |ui| {
            let words = "Type these four groups from the paper, so that it is certain that the sheet can be read.";
            text(ui, words, Style::Body, theme.color().text);
            fields_ui(ui, state);
            Button::quiet("Skip, I understand the risk").show(ui).clicked()
        });
    let entered =
        is_right && shown.outcome.is_none() && ctx.input(|i| i.key_pressed(egui::Key::Enter));
    if shown.inner || entered || shown.outcome == Some(DialogOutcome::Confirmed) {
        out.push(Request::RecoverySheetDone);
    } else if shown.outcome.is_some() {
        state.step = Step::Show;
        state.typed = Default::default();
    }
}

fn fields_ui(ui: &mut Ui, state: &mut RecoveryState) {
    let theme = Theme::of(ui);
    let errors: Vec<_> = (0..ASKED).map(|at| state.error(at)).collect();
    let is_new = state.step == Step::Check { is_new: true };
    let gaps = theme.padding() * (ASKED - 1) as f32;
    let width = (ui.available_width() - gaps) / ASKED as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.padding();
        for (at, ((place, typed), error)) in state
            .asked
            .iter()
            .zip(&mut state.typed)
            .zip(errors)
            .enumerate()
        {
            let label = format!("Group {}", place + 1);
            let field = TextField::new(&label, typed)
                .hint("4 characters")
                .width(width)
                .error(error)
                .show(ui);
            if is_new && at == 0 {
                field.request_focus();
            }
        }
    });
    state.step = Step::Check { is_new: false };
}

/// The groups in large tabular type, four a row, each under its number.
fn groups_ui(ui: &mut Ui, groups: &[String]) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let label = format!("Recovery key {}", groups.join(" "));
    let size = vec2(
        ui.available_width(),
        theme.pt(62.0) * groups.len().div_ceil(IN_A_ROW) as f32 + theme.pt(12.0),
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    ui.painter()
        .rect_filled(rect, theme.radius(6.0), colors.sunken);
    let cell = vec2(rect.width() / IN_A_ROW as f32, theme.pt(62.0));
    for (at, group) in groups.iter().enumerate() {
        let (row, column) = (at / IN_A_ROW, at % IN_A_ROW);
        let corner = rect.min + vec2(cell.x * column as f32, cell.y * row as f32 + theme.pt(6.0));
        let number = theme.galley(ui, &(at + 1).to_string(), Style::Small, colors.text_2);
        let words = theme.galley(ui, group, Style::Display, colors.text);
        let place = egui::Rect::from_min_size(corner, cell);
        let at = Align2::CENTER_CENTER
            .align_size_within_rect(words.size(), place)
            .min;
        ui.painter().galley(at, words, Color32::PLACEHOLDER);
        let number_at = egui::pos2(
            corner.x + theme.pt(12.0),
            place.center().y - number.size().y / 2.0,
        );
        ui.painter().galley(number_at, number, Color32::PLACEHOLDER);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::clinic::testing::{Bench, open};

    fn key() -> Vec<String> {
        (0..17)
            .map(|at| format!("{:04X}", 0xA0B0 + at * 0x111))
            .collect()
    }

    #[derive(Default)]
    struct Sheet(Option<RecoveryState>);

    fn sheet() -> Harness<'static, Bench<Sheet>> {
        let mut bench: Bench<Sheet> = Bench::new();
        bench.state.0 = Some(RecoveryState::new(key()));
        open(bench, |ui, view, state, out| {
            if let Some(state) = &mut state.0 {
                recovery_ui(ui.ctx(), state, view, out);
            }
        })
    }

    #[test]
    fn groups_typed_back_let_it_go() {
        let mut harness = sheet();
        harness.get_by_label("It is on paper, check it").click();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("Recovery key A0B0")
                .next()
                .is_none(),
            "the key is hidden"
        );
        harness.get_by_label("Done").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        let state = harness.state_mut().state.0.as_mut().expect("open");
        state.typed = Default::default();
        state.typed[0] = "zzzz".to_owned();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("This is not what stands on the sheet")
                .next()
                .is_some()
        );
        let state = harness.state_mut().state.0.as_mut().expect("open");
        let groups = state.groups.clone();
        state.typed = state.asked.map(|at| {
            groups
                .get(at)
                .expect("a group")
                .to_lowercase()
                .replace('0', "O")
        });
        // The dialog gets lower with the error gone, and is centred in the frame after.
        harness.run_steps(3);
        harness.get_by_label("Done").click();
        harness.run();
        assert!(matches!(
            harness.state().asked.as_slice(),
            [Request::RecoverySheetDone]
        ));
    }

    #[test]
    fn escape_does_not_lose_the_key_and_skip_does() {
        let mut harness = sheet();
        harness.key_press(egui::Key::Escape);
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("The key is shown only now")
                .next()
                .is_some()
        );
        assert!(harness.state().asked.is_empty());
        harness.get_by_label("Skip, I understand the risk").click();
        harness.run();
        assert!(matches!(
            harness.state().asked.as_slice(),
            [Request::RecoverySheetDone]
        ));
    }

    #[test]
    fn the_saved_sheet_stands_for_itself() {
        let mut harness = sheet();
        harness.get_by_label("Save the sheet…").click();
        harness.run();
        let [
            Request::Save {
                name,
                bytes,
                identified: false,
                ..
            },
        ] = harness.state().asked.as_slice()
        else {
            panic!("other requests")
        };
        let html = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert_eq!(name, "cedar-fork recovery sheet.html");
        for group in key() {
            assert!(html.contains(&format!(">{group}<")), "{group}");
        }
        for part in ["Cedar Fork Clinic", "cedar-fork.sixblocks", "2026-10-12"] {
            assert!(html.contains(part), "{part}");
        }
        assert!(!html.contains("http"), "nothing is fetched");
    }

    #[test]
    fn the_groups_asked_for_are_different_ones() {
        for seed in 0..200 {
            let groups: Vec<String> = (0..17)
                .map(|at| format!("{:04X}", (seed * 7919 + at * 104_729) % 65_536))
                .collect();
            let places = asked(&groups);
            assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
            assert!(places.iter().all(|place| *place < 17), "{places:?}");
        }
    }
}
