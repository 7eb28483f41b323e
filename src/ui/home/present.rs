//! The tab on a projected screen: the stages large, what is due, how much is reached. Nothing of it
//! is about patients.

use egui::{Label, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::due::due_ui;
use super::programme::{self, Programme, ProgrammeCache};
use super::row_ui;
use super::timeline::{TimelineCache, timeline_ui};
use crate::domain::milestone::list::Progress;
use crate::ui::cached::change_number;
use crate::ui::icons::{paint_block_square, present_sign};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, ends, text};

/// Height of the timeline at scale 1.
const TIMELINE: f32 = 150.0;
/// Height of the line at the foot at scale 1.
const FOOT: f32 = 20.0;
/// Height of a row of progress at scale 1.
const ROW: f32 = 27.0;

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
    row_ui(ui, "presented", height, &[0.58, 0.42], |ui, at| {
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
        |ui| present_sign(ui, "Patient details hidden"),
    );
    let standing = theme.rich_in(&programme.standing, Style::Reading, colors.text_2);
    ui.add(Label::new(standing).wrap());
}

/// How much of each stage is reached, and of each block of the current one.
fn progress_ui(ui: &mut Ui, programme: &Programme) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let card = Card::new().title("Milestones reached").fill_height();
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (name, progress, is_current) in &programme.stages {
            let style = if *is_current {
                Style::Strong
            } else {
                Style::Body
            };
            stage_row_ui(ui, name, *progress, style);
        }
        let current = programme.stages.iter().find(|(.., is_current)| *is_current);
        let Some((name, ..)) = current else {
            return;
        };
        ui.add_space(theme.pt(8.0));
        let words = format!("{name}, by block");
        text(ui, words, Style::Strong, colors.text_2);
        ui.add_space(theme.pt(2.0));
        blocks_ui(ui, programme);
    });
}

fn count(progress: Progress) -> String {
    format!("{} of {}", progress.reached, progress.all)
}

/// A stage: its name, a bar as long as what is reached, the count.
fn stage_row_ui(ui: &mut Ui, name: &str, progress: Progress, style: Style) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(ui.available_width(), theme.pt(ROW));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let count = count(progress);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {count}")));
    let words = theme.galley(ui, name, style, colors.text);
    let number = theme.galley(ui, &count, style, colors.text);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let painter = ui.painter();
    let at = pos2(rect.left(), middle(words.size().y));
    painter.galley(at, words, colors.text);
    let right = rect.right() - number.size().x;
    painter.galley(pos2(right, middle(number.size().y)), number, colors.text);
    let track = egui::Rect::from_min_max(
        pos2(rect.left() + theme.pt(164.0), middle(theme.pt(10.0))),
        pos2(rect.right() - theme.pt(70.0), middle(-theme.pt(10.0))),
    );
    painter.rect_filled(track, theme.radius(3.0), colors.sunken);
    let share = progress.reached as f32 / progress.all.max(1) as f32;
    let mut bar = track;
    bar.set_width(track.width() * share);
    painter.rect_filled(bar, theme.radius(3.0), colors.accent);
}

/// The blocks in two columns.
fn blocks_ui(ui: &mut Ui, programme: &Programme) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let gap = theme.pt(24.0);
    let width = (ui.available_width() - gap) / 2.0;
    for pair in programme.blocks.chunks(2) {
        let size = vec2(ui.available_width(), theme.pt(ROW));
        let (place, _) = ui.allocate_exact_size(size, Sense::hover());
        for (at, (block, name, progress)) in pair.iter().enumerate() {
            let left = place.left() + at as f32 * (width + gap);
            let rect = egui::Rect::from_min_size(pos2(left, place.top()), vec2(width, size.y));
            let response = ui.interact(rect, ui.scope_id().with(name), Sense::hover());
            let count = count(*progress);
            let label = format!("{name}, {count}");
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
            let middle = |height: f32| rect.center().y - height / 2.0;
            let side = theme.pt(20.0);
            let square = egui::Rect::from_min_size(pos2(left, middle(side)), vec2(side, side));
            if let Some(block) = block {
                paint_block_square(ui.painter(), square, *block, &theme);
            }
            let words = theme.galley(ui, name, Style::Body, colors.text);
            let number = theme.galley(ui, &count, Style::Body, colors.text);
            let words_at = pos2(left + theme.pt(28.0), middle(words.size().y));
            ui.painter().galley(words_at, words, colors.text);
            let number_at = pos2(rect.right() - number.size().x, middle(number.size().y));
            ui.painter().galley(number_at, number, colors.text);
        }
    }
}
