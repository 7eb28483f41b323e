//! The card of the stages: which one the clinic is in, what moves it on, and the timeline.

use egui::{Align, Layout, Ui, vec2};

use super::programme::Programme;
use super::timeline::{TimelineCache, timeline_ui};
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, text};

/// Height of the timeline at scale 1.
const TIMELINE: f32 = 114.0;
/// The same under a note that takes a line of its own.
const LOW_TIMELINE: f32 = 98.0;

/// Draws the card over the whole width.
pub(super) fn stage_ui(
    ui: &mut Ui,
    view: &View<'_>,
    programme: &Programme,
    cache: &mut TimelineCache,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let note = &programme.standing;
    let has_room = fits(ui, &theme, programme);
    let mut card = Card::new()
        .title(&programme.heading)
        .action(&programme.aims);
    if has_room {
        card = card.note(note);
    }
    let (enter, show) = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        if !has_room {
            text(ui, note, Style::Body, theme.color().text_2);
        }
        if programme.timeline.is_empty() {
            return no_dates_ui(ui, !view.status.is_read_only);
        }
        let change = change_number(view);
        let height = if has_room { TIMELINE } else { LOW_TIMELINE };
        timeline_ui(ui, &programme.timeline, change, height, cache);
        false
    });
    if enter || show {
        out.push(Request::ShowStage(programme.stage));
    }
}

/// Whether the note stands beside the heading without being broken.
fn fits(ui: &Ui, theme: &Theme, programme: &Programme) -> bool {
    let ink = theme.color().text;
    let width = |words: &str, style| theme.galley(ui, words, style, ink).size().x;
    let taken = width(&programme.heading, Style::Heading)
        + width(&programme.standing, Style::Body)
        + width(&programme.aims, Style::Body);
    taken + theme.pt(32.0 + 24.0) < ui.available_width()
}

/// What stands in the drawing's place; true when the dates are to be entered.
fn no_dates_ui(ui: &mut Ui, can_write: bool) -> bool {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let words = "No stage has a date yet. With planned and actual dates, the programme is drawn \
                 here as a timeline.";
    ui.add_space(theme.pt(4.0));
    let size = vec2(ui.available_width(), theme.control_height(false));
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        let pressed = can_write && Button::outlined("Enter the dates…").show(ui).clicked();
        text(ui, words, Style::Body, ink);
        pressed
    })
    .inner
}
