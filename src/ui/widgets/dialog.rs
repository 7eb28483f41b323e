//! Modal dialogs: a question or a form on a flat scrim, the safe answer focused.

use egui::{Color32, Context, Frame, Id, Key, Margin, Modal, Modifiers, ScrollArea, Ui};

use super::button::Button;
use super::icon_button::IconButton;
use super::label::text;
use super::layout::ends;
use crate::ui::icons::Icon;
use crate::ui::theme::{Style, Theme};

/// A dialog with at most one filled button.
#[must_use = "call show"]
pub struct Dialog<'a> {
    title: &'a str,
    subtitle: Option<&'a str>,
    width: f32,
    primary: Option<&'a str>,
    primary_enabled: bool,
    safe: Option<&'a str>,
    extras: &'a [&'a str],
    focus_body: bool,
}

/// How a dialog was answered this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogOutcome {
    /// The filled button.
    Confirmed,
    /// The safe button, the cross or Esc.
    Dismissed,
    /// The outlined button at the left with this index; the dialog stays.
    Extra(usize),
}

/// What a dialog gives back.
#[derive(Clone, Copy, Debug)]
pub struct DialogResponse<R> {
    /// The value of the body.
    pub inner: R,
    /// How it was answered; `None` while it stays open.
    pub outcome: Option<DialogOutcome>,
}

impl<'a> Dialog<'a> {
    /// A dialog named `title`, which must be unique among dialogs open at once.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            subtitle: None,
            width: 520.0,
            primary: None,
            primary_enabled: true,
            safe: None,
            extras: &[],
            focus_body: false,
        }
    }

    /// Words under the title.
    pub fn subtitle(mut self, subtitle: &'a str) -> Self {
        self.subtitle = Some(subtitle);
        self
    }

    /// Width in points at scale 1; 520 when not set.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The filled button. It names the act: "Remove activity".
    pub fn primary(mut self, words: &'a str) -> Self {
        self.primary = Some(words);
        self
    }

    /// Whether the filled button can be pressed.
    pub fn primary_enabled(mut self, enabled: bool) -> Self {
        self.primary_enabled = enabled;
        self
    }

    /// The button that changes nothing; it has the focus when the dialog opens.
    pub fn safe(mut self, words: &'a str) -> Self {
        self.safe = Some(words);
        self
    }

    /// Outlined buttons at the left.
    pub fn extras(mut self, words: &'a [&'a str]) -> Self {
        self.extras = words;
        self
    }

    /// Leaves the first focus to the body, for a form whose first field asks for it.
    pub fn focus_body(mut self) -> Self {
        self.focus_body = true;
        self
    }

    /// Draws it over everything; call every frame while it is open.
    pub fn show<R>(self, ctx: &Context, body: impl FnOnce(&mut Ui) -> R) -> DialogResponse<R> {
        let theme = Theme::of_ctx(ctx);
        let id = Id::unique(("dialog", self.title));
        let opening = is_opening(ctx, id);
        let frame = Frame::new()
            .fill(theme.color().surface)
            .stroke(theme.rule())
            .corner_radius(theme.radius(8.0))
            .inner_margin(Margin::same(theme.margin(24.0)));
        let shown = Modal::new(id)
            .frame(frame)
            .backdrop_color(Color32::from_black_alpha(128))
            .show(ctx, |ui| {
                let room = ctx.content_rect().size();
                ui.set_width(theme.pt(self.width).min(room.x - theme.pt(80.0)));
                let closed = self.heading_ui(ui, &theme);
                // Title, buttons and margins take about 200; the body scrolls in the rest.
                let scrolls_id = id.with("scrolls");
                let scrolls = ctx.data(|data| data.get_temp(scrolls_id).unwrap_or(false));
                let shown = ScrollArea::vertical()
                    .max_height((room.y - theme.pt(200.0)).max(theme.pt(80.0)))
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        // Clear of the bar that scrolls, when there is one.
                        if scrolls {
                            ui.set_max_width(ui.available_width() - theme.pt(14.0));
                        }
                        body(ui)
                    });
                let overflows = shown.content_size.y > shown.inner_rect.height() + 0.5;
                ctx.data_mut(|data| data.insert_temp(scrolls_id, overflows));
                let inner = shown.inner;
                let outcome = self.actions_ui(ui, &theme, opening);
                let outcome = if closed {
                    Some(DialogOutcome::Dismissed)
                } else {
                    outcome
                };
                (inner, outcome)
            });
        ctx.accesskit_node_builder(shown.response.id, |node| {
            node.set_role(egui::Role::Dialog);
            node.set_label(self.title);
            node.set_modal();
        });
        let (inner, mut outcome) = shown.inner;
        // A click beside the dialog does not close it: what is typed would be lost by a slip.
        if shown.is_top_modal && !shown.any_popup_open && outcome.is_none() {
            let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if escaped {
                outcome = Some(DialogOutcome::Dismissed);
            }
        }
        DialogResponse { inner, outcome }
    }

    fn heading_ui(&self, ui: &mut Ui, theme: &Theme) -> bool {
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = 0.0;
        let (_, closed) = ends(
            ui,
            "dialog heading",
            theme.line_height(Style::Title),
            |ui| text(ui, self.title, Style::Title, colors.text),
            |ui| {
                let name = format!("Close {}", self.title);
                let cross = IconButton::new(Icon::Close, &name).hover("Close, Esc");
                cross.show(ui).clicked()
            },
        );
        if let Some(subtitle) = self.subtitle {
            text(ui, subtitle, Style::Body, colors.text_2);
        }
        ui.add_space(theme.pt(12.0));
        ui.spacing_mut().item_spacing.y = theme.gap();
        closed
    }

    fn actions_ui(&self, ui: &mut Ui, theme: &Theme, opening: bool) -> Option<DialogOutcome> {
        if self.primary.is_none() && self.safe.is_none() && self.extras.is_empty() {
            return None;
        }
        ui.add_space(theme.pt(16.0));
        let focus = opening && !self.focus_body;
        let (extra, answer) = ends(
            ui,
            "dialog actions",
            theme.control_height(false),
            |ui| self.extras_ui(ui),
            |ui| self.answers_ui(ui, focus),
        );
        answer.or(extra)
    }

    fn extras_ui(&self, ui: &mut Ui) -> Option<DialogOutcome> {
        let mut outcome = None;
        for (index, words) in self.extras.iter().enumerate() {
            if Button::outlined(words).show(ui).clicked() {
                outcome = Some(DialogOutcome::Extra(index));
            }
        }
        outcome
    }

    fn answers_ui(&self, ui: &mut Ui, focus: bool) -> Option<DialogOutcome> {
        let mut outcome = None;
        if let Some(words) = self.safe {
            let safe = Button::outlined(words).show(ui);
            if focus {
                safe.request_focus();
            }
            if safe.clicked() {
                outcome = Some(DialogOutcome::Dismissed);
            }
        }
        if let Some(words) = self.primary {
            let button = Button::primary(words).enabled(self.primary_enabled);
            let primary = button.show(ui);
            if focus && self.safe.is_none() {
                primary.request_focus();
            }
            if primary.clicked() {
                outcome = Some(DialogOutcome::Confirmed);
            }
        }
        outcome
    }
}

/// Whether the dialog was not shown in the frame before.
fn is_opening(ctx: &Context, id: Id) -> bool {
    let now = ctx.cumulative_frame_nr();
    let opened_key = id.with("opened");
    let seen_key = id.with("seen");
    let last: Option<u64> = ctx.data(|data| data.get_temp(seen_key));
    if last.is_none_or(|last| last + 1 < now) {
        ctx.data_mut(|data| data.insert_temp(opened_key, now));
    }
    ctx.data_mut(|data| data.insert_temp(seen_key, now));
    // A frame may run twice while sizes are measured; both runs are the opening.
    ctx.data(|data| data.get_temp::<u64>(opened_key))
        .is_some_and(|opened| now <= opened + 1)
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::widgets::testing::harness;

    #[derive(Default)]
    struct State {
        open: bool,
        last: Option<DialogOutcome>,
        behind: bool,
    }

    fn dialog_harness() -> Harness<'static, State> {
        harness(State::default(), |ui, state: &mut State| {
            if Button::outlined("Open").show(ui).clicked() {
                state.open = true;
            }
            if Button::outlined("Behind").show(ui).clicked() {
                state.behind = true;
            }
            if state.open {
                let shown = Dialog::new("Remove activity")
                    .safe("Keep")
                    .primary("Remove activity now")
                    .extras(&["Copy"])
                    .show(ui.ctx(), |ui| {
                        ui.label("It can be brought back with Undo.");
                    });
                if let Some(outcome) = shown.outcome {
                    state.last = Some(outcome);
                    state.open = matches!(outcome, DialogOutcome::Extra(_));
                }
            }
        })
    }

    fn opened() -> Harness<'static, State> {
        let mut harness = dialog_harness();
        harness.get_by_label("Open").click();
        harness.run();
        assert!(harness.state().open);
        harness
    }

    #[test]
    fn the_safe_answer_has_the_focus() {
        let mut harness = opened();
        assert!(harness.get_by_label("Keep").is_focused());
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().last, Some(DialogOutcome::Dismissed));
    }

    #[test]
    fn escape_dismisses() {
        let mut harness = opened();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().last, Some(DialogOutcome::Dismissed));
        assert!(!harness.state().open);
        assert!(harness.query_by_label("Keep").is_none());
    }

    #[test]
    fn the_filled_button_confirms_and_an_extra_stays() {
        let mut harness = opened();
        harness.get_by_label("Copy").click();
        harness.run();
        assert_eq!(harness.state().last, Some(DialogOutcome::Extra(0)));
        harness.get_by_label("Remove activity now").click();
        harness.run();
        assert_eq!(harness.state().last, Some(DialogOutcome::Confirmed));
    }

    #[test]
    fn what_lies_behind_cannot_be_pressed() {
        let mut harness = opened();
        harness.get_by_label("Behind").click();
        harness.run();
        assert!(!harness.state().behind);
        assert!(harness.state().open, "a click beside it does not close it");
    }
}
