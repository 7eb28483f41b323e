//! The list of known names under a field.

use egui::{
    Align2, Context, Id, LayerId, Popup, PopupKind, Rect, RectAlign, Response, Role, ScrollArea,
    Sense, Ui, WidgetInfo, vec2,
};

use super::super::control::text_at;
use super::KnownName;
use crate::ui::theme::{Style, Theme};

/// Names that are seen at once.
const SHOWN: usize = 6;

/// The widest the list becomes, in points; a longer name or role is cut and whole on hover.
const WIDEST: f32 = 420.0;

/// How a row is highlighted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// By itself, because it begins with what is typed.
    Meant,
    /// With the arrows.
    Chosen,
}

/// The layer of the list of the field `id`.
fn list_id(id: Id) -> Id {
    id.with("names list")
}

/// Whether the pointer is on the list of the field `id`, so that a press there keeps the focus.
pub(super) fn has_pointer(ctx: &Context, id: Id) -> bool {
    let layer = LayerId::new(PopupKind::Popup.order(), list_id(id));
    ctx.pointer_interact_pos()
        .and_then(|at| ctx.layer_id_at(at))
        == Some(layer)
}

/// Draws the list under `field`; the index of the name that was pressed.
pub(super) fn list_ui(
    field: &Response,
    label: &str,
    options: &[&KnownName],
    highlighted: Option<usize>,
    has_moved: bool,
) -> Option<usize> {
    let theme = Theme::of_ctx(&field.ctx);
    Popup::from_response(field)
        .id(list_id(field.id))
        .kind(PopupKind::Popup)
        .open(true)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[RectAlign::TOP_START])
        .accessible_name(format!("Known names for {label}"))
        .gap(theme.pt(4.0))
        .width(field.rect.width())
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = theme.pt(30.0);
            let width = options
                .iter()
                .map(|one| needed_width(ui, &theme, one))
                .fold(field.rect.width() - theme.pt(8.0), f32::max)
                .min(theme.pt(WIDEST));
            ui.set_width(width);
            ScrollArea::vertical()
                .max_height(height * SHOWN as f32)
                .show(ui, |ui| {
                    let mut pressed = None;
                    for (index, one) in options.iter().enumerate() {
                        let is_on = highlighted == Some(index);
                        let mark = match (is_on, has_moved) {
                            (false, _) => Mark::None,
                            (true, false) => Mark::Meant,
                            (true, true) => Mark::Chosen,
                        };
                        let row = row_ui(ui, &theme, one, mark, vec2(width, height));
                        if is_on && has_moved {
                            row.scroll_to_me(None);
                        }
                        if row.clicked() {
                            pressed = Some(index);
                        }
                    }
                    pressed
                })
                .inner
        })
        .and_then(|shown| shown.inner)
}

fn needed_width(ui: &Ui, theme: &Theme, one: &KnownName) -> f32 {
    let ink = theme.color().text;
    let name = theme.galley(ui, &one.name, Style::Body, ink).size().x;
    let about = theme.galley(ui, &one.about, Style::Table, ink).size().x;
    let gap = if about > 0.0 { theme.pt(12.0) } else { 0.0 };
    name + gap + about + theme.pt(24.0)
}

/// The focus stays in the field, so a row is pressed but never focused.
fn row_ui(ui: &mut Ui, theme: &Theme, one: &KnownName, mark: Mark, size: egui::Vec2) -> Response {
    let colors = *theme.color();
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| {
        let is_on = mark != Mark::None;
        WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), is_on, &one.name)
    });
    if !one.about.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(one.about.as_str());
        });
    }
    let fill = match mark {
        Mark::Chosen => Some(colors.selection),
        Mark::Meant => Some(colors.hover),
        Mark::None => response.hovered().then_some(colors.hover),
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, theme.radius(4.0), fill);
    }
    if mark != Mark::None {
        let bar = vec2(theme.pt(3.0), rect.height());
        let bar: Rect = Align2::LEFT_CENTER.align_size_within_rect(bar, rect);
        ui.painter().rect_filled(bar, 0.0, colors.accent);
    }
    let (ink, second) = if mark == Mark::Chosen {
        (colors.on_selection, colors.on_selection)
    } else {
        (colors.text, colors.text_2)
    };
    let room = rect.width() - theme.pt(24.0);
    let y = rect.center().y;
    let name = theme.galley_cut(ui, &one.name, Style::Body, ink, room);
    let x = text_at(ui.painter(), &name, rect.left() + theme.pt(12.0), y) + theme.pt(12.0);
    let room = (rect.right() - theme.pt(12.0) - x).max(0.0);
    let about = theme.galley_cut(ui, &one.about, Style::Table, second, room);
    text_at(ui.painter(), &about, x, y);
    if needed_width(ui, theme, one) > rect.width() + 0.5 {
        return response.on_hover_text(format!("{}, {}", one.name, one.about));
    }
    response
}
