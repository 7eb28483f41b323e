//! The tab on a projected screen: the stages large, what is due, how much is reached. Nothing of it
//! is about patients.

use egui::{Label, Ui};

use super::due::due_ui;
use super::programme::{self, Programme, ProgrammeCache};
use super::progress::progress_ui;
use super::row_ui;
use super::timeline::{TimelineCache, timeline_ui};
use crate::ui::cached::change_number;
use crate::ui::icons::present_sign;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, ends, text};

/// Height of the timeline at scale 1.
const TIMELINE: f32 = 116.0;
/// Height of the line at the foot at scale 1.
const FOOT: f32 = 20.0;

pub(super) fn present_ui(
    ui: &mut Ui,
    view: &View<'_>,
    programme: &mut ProgrammeCache,
    timeline: &mut TimelineCache,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let bottom = ui.available_rect_before_wrap().bottom();
    let programme = programme::of(view, programme);
    heading_ui(ui, programme);
    if programme.timeline.is_empty() {
        let words = "No stage has a date yet.";
        text(ui, words, Style::Reading, colors.text_2);
    } else {
        Card::new().show(ui, |ui| {
            let change = change_number(view);
            timeline_ui(ui, &programme.timeline, change, TIMELINE, timeline);
        });
    }
    let rest = bottom - ui.cursor().top() - theme.pt(FOOT) - ui.spacing().item_spacing.y;
    let height = rest.max(theme.pt(120.0));
    row_ui(ui, "presented", height, &[0.64, 0.36], |ui, at| {
        if at == 0 {
            due_ui(ui, &programme.agenda, view.today, true, &mut Vec::new());
        } else {
            progress_ui(ui, programme);
        }
    });
    let foot = format!("{} · {}", view.workbook.clinic.name, view.today);
    text(ui, foot, Style::Small, colors.text_2);
}

/// Stage and month at the left, the sign at the right, and what moves the team on under them.
fn heading_ui(ui: &mut Ui, programme: &Programme) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ends(
        ui,
        "home heading",
        theme.pt(30.0),
        |ui| text(ui, &programme.heading, Style::Title, colors.text),
        present_sign,
    );
    let standing = theme.rich_in(&programme.standing, Style::Body, colors.text_2);
    ui.add(Label::new(standing).wrap());
    if let Some(why) = &programme.why {
        let words = theme.rich_in(
            format!("Why we do this: {why}"),
            Style::Reading,
            colors.text,
        );
        ui.add(Label::new(words).wrap());
    }
}
