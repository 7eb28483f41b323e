//! What was said about the item: why answers differ, gaps and strengths, priorities.

use egui::text::LayoutJob;
use egui::{Label, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::Topic;
use super::note::NoteDialog;
use crate::domain::assessment::{Priority, Remark, RemarkKind};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, ends, is_focused, text, within};

/// Draws the three boxes; the dialog that was asked for.
pub(super) fn boxes_ui(ui: &mut Ui, view: &View<'_>, topic: &Topic<'_>) -> Option<NoteDialog> {
    let theme = Theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let gap = theme.card_gap();
    let unit = (whole.width() - 2.0 * gap) / 100.0;
    let mut left = whole.left();
    let mut asked = None;
    for (index, share) in [36.0, 36.0, 28.0].into_iter().enumerate() {
        let place = Rect::from_min_max(
            pos2(left, whole.top()),
            pos2(left + unit * share, whole.bottom()),
        );
        left = place.right() + gap;
        let stroke = theme.rule();
        ui.painter()
            .rect_stroke(place, theme.radius(6.0), stroke, StrokeKind::Inside);
        let inside = place.shrink2(egui::vec2(theme.pt(12.0), theme.pt(8.0)));
        let pressed = within(ui, BOXES[index.min(2)], inside, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(3.0);
            match index {
                0 => why_ui(ui, view, topic),
                1 => said_ui(ui, view, topic),
                _ => priorities_ui(ui, view, topic),
            }
        });
        asked = pressed.or(asked);
    }
    asked
}

const BOXES: [&str; 3] = [
    "why they differ",
    "gaps, strengths, motives",
    "priorities of the item",
];

fn why_ui(ui: &mut Ui, view: &View<'_>, topic: &Topic<'_>) -> Option<NoteDialog> {
    let pressed = head_ui(
        ui,
        topic,
        RemarkKind::Why.label(),
        &[("Note…", RemarkKind::Why)],
    );
    let remarks: Vec<&Remark> = view
        .workbook
        .remarks_on(topic.round.id, topic.item)
        .filter(|r| r.kind == RemarkKind::Why)
        .collect();
    let opened = remarks_ui(ui, "why", &remarks, topic, false);
    pressed.or(opened)
}

fn said_ui(ui: &mut Ui, view: &View<'_>, topic: &Topic<'_>) -> Option<NoteDialog> {
    let buttons = [
        ("Gap…", RemarkKind::Gap),
        ("Strength…", RemarkKind::Strength),
        ("Motive…", RemarkKind::Motive),
    ];
    let pressed = head_ui(ui, topic, "What was said", &buttons);
    let remarks: Vec<&Remark> = view
        .workbook
        .remarks_on(topic.round.id, topic.item)
        .filter(|r| r.kind != RemarkKind::Why)
        .collect();
    let opened = remarks_ui(ui, "said", &remarks, topic, true);
    pressed.or(opened)
}

/// A box's name at the left, what can be noted at the right.
fn head_ui(
    ui: &mut Ui,
    topic: &Topic<'_>,
    name: &str,
    buttons: &[(&str, RemarkKind)],
) -> Option<NoteDialog> {
    let theme = Theme::of(ui);
    let ((), pressed) = ends(
        ui,
        name,
        theme.control_height(true),
        |ui| {
            text(ui, name, Style::Strong, theme.color().text);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            let mut pressed = None;
            for (words, kind) in buttons {
                let button = Button::outlined(words)
                    .small()
                    .enabled(topic.place.can_write);
                if button.hover(kind.prompt()).show(ui).clicked() {
                    pressed = Some(*kind);
                }
            }
            pressed
        },
    );
    pressed.map(|kind| NoteDialog::remark(topic.round.id, topic.item, kind))
}

/// Remarks to read and to press; the one to change.
fn remarks_ui(
    ui: &mut Ui,
    id_salt: &str,
    remarks: &[&Remark],
    topic: &Topic<'_>,
    with_kind: bool,
) -> Option<NoteDialog> {
    let mut opened = None;
    ScrollArea::vertical()
        .id_salt(id_salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            if remarks.is_empty() {
                nothing_ui(ui, "Nothing noted yet.");
            }
            for remark in remarks {
                let head = with_kind.then(|| remark.kind.label());
                if line_ui(ui, head, &remark.text) && topic.place.can_write {
                    opened = Some(NoteDialog::change(remark));
                }
            }
        });
    opened
}

fn nothing_ui(ui: &mut Ui, words: &str) {
    let ink = Theme::of(ui).color().text_3;
    text(ui, words, Style::Table, ink);
}

/// A line that can be pressed, its first word semibold.
fn line_ui(ui: &mut Ui, head: Option<&str>, words: &str) -> bool {
    let theme = Theme::of(ui);
    let ink = theme.color().text;
    let mut job = LayoutJob::default();
    if let Some(head) = head {
        job.append(head, 0.0, theme.format(Style::Strong, ink));
        job.append("  ", 0.0, theme.format(Style::Body, ink));
    }
    job.append(words, 0.0, theme.format(Style::Body, ink));
    let label = Label::new(job).wrap().sense(Sense::click());
    let response = ui.add(label);
    let name = format!("Change {}: {words}", head.unwrap_or("why they differ"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if is_focused(&response) {
        let stroke = Stroke::new(theme.pt(2.0), theme.color().focus);
        let ring = response.rect.expand(theme.pt(2.0));
        ui.painter()
            .rect_stroke(ring, theme.radius(4.0), stroke, StrokeKind::Middle);
    }
    response.on_hover_text("Press to change").clicked()
}

fn priorities_ui(ui: &mut Ui, view: &View<'_>, topic: &Topic<'_>) -> Option<NoteDialog> {
    let theme = Theme::of(ui);
    let all = &view.workbook.priorities;
    let ((), pressed) = ends(
        ui,
        "priorities head",
        theme.control_height(true),
        |ui| {
            text(ui, "Priorities", Style::Strong, theme.color().text);
        },
        |ui| {
            let button = Button::outlined("Priority…")
                .small()
                .enabled(topic.place.can_write);
            button.hover("To the ranked list, P").show(ui).clicked()
        },
    );
    let of_item: Vec<&Priority> = all.iter().filter(|p| p.item == Some(topic.item)).collect();
    let mut opened = None;
    ScrollArea::vertical()
        .id_salt("priorities of the item")
        .auto_shrink(false)
        .show(ui, |ui| {
            if of_item.is_empty() {
                nothing_ui(ui, "None from this item.");
            }
            for priority in of_item {
                let head = format!("{} of {}", priority.rank, all.len());
                if line_ui(ui, Some(&head), &priority.text) && topic.place.can_write {
                    opened = Some(NoteDialog::change_priority(priority));
                }
            }
        });
    if pressed {
        return NoteDialog::priority(topic.round, topic.item);
    }
    opened
}
