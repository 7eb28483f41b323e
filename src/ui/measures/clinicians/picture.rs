//! The chart on the screen: pointing at a panel or row, opening it, moving between them.

use egui::{EventFilter, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke};
use egui::{StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::comparison::{Comparison, Laid, Shape};
use super::groups::{Group, Groups};
use crate::domain::workbook::Workbook;
use crate::ui::cached::{Cached, bits};
use crate::ui::measures::chart::hover_ui;
use crate::ui::plot_backend;
use crate::ui::theme::Theme;
use crate::ui::widgets::is_focused;

/// Room for the bar when there is more than fits.
const BAR: f32 = 14.0;

/// The laid out chart with what it was laid out for.
pub(super) type LaidCache<K> = Cached<(K, [u32; 3]), Laid>;

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    /// The records.
    pub workbook: &'a Workbook,
    /// All of them.
    pub groups: &'a Groups,
    /// Side by side.
    pub comparison: &'a Comparison,
    /// Which picture.
    pub shape: Shape,
    /// Nothing can be opened, and nothing more is told than is drawn.
    pub is_presented: bool,
}

/// What was done on the chart.
#[derive(Default)]
pub(super) struct Done {
    /// The group to open, by its place.
    pub opened: Option<usize>,
    /// Periods to step, -1 back.
    pub step: i32,
}

/// Draws the chart over all the space there is.
pub(super) fn picture_ui<K: PartialEq>(
    ui: &mut Ui,
    drawn: Drawn<'_>,
    cache: &mut LaidCache<K>,
    key: K,
) -> Done {
    let theme = Theme::of(ui);
    let room = ui.available_size();
    let least = |width: f32| drawn.comparison.chart.least_height(width, theme.k);
    ScrollArea::vertical()
        .id_salt("clinicians side by side")
        .auto_shrink(false)
        .show(ui, |ui| {
            let fits = least(room.x) <= room.y;
            let width = if fits { room.x } else { room.x - theme.pt(BAR) };
            let size = vec2(width, room.y.max(least(width)).floor());
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let laid = cache.get((key, bits(size, theme.k)), || {
                drawn.comparison.chart.lay_out(size.x, size.y, theme.k)
            });
            plot_backend::paint(ui.painter(), rect.min, laid.scene(), theme.palette());
            lines_ui(ui, drawn, laid, rect)
        })
        .inner
}

fn lines_ui(ui: &mut Ui, drawn: Drawn<'_>, laid: &Laid, rect: Rect) -> Done {
    let mut done = Done::default();
    for (at, (line, place)) in drawn.comparison.lines.iter().zip(laid.places()).enumerate() {
        let place = Rect::from_min_max(
            pos2(place.left, place.top) + rect.min.to_vec2(),
            pos2(place.right, place.bottom) + rect.min.to_vec2(),
        );
        let id = ui.make_persistent_id(("line", at));
        let (sense, role) = if drawn.is_presented {
            (Sense::hover(), Role::Label)
        } else {
            (Sense::click(), Role::Button)
        };
        let response = ui.interact(place, id, sense);
        response.widget_info(|| WidgetInfo::labeled(role, true, &line.words));
        edge_ui(ui, &response, place, drawn.is_presented);
        if drawn.shape == Shape::Dots {
            done.step += step(ui, &response);
        }
        if response.clicked() {
            done.opened = Some(line.group);
        }
        let Some(group) = drawn.groups.all.get(line.group) else {
            continue;
        };
        if response.hovered() {
            let pointed = response.hover_pos().map(|p| p - rect.min);
            let pointed = pointed.and_then(|p| laid.point_at((p.x, p.y)));
            let lines = if line.is_hidden || drawn.is_presented {
                vec![line.words.clone()]
            } else {
                told(drawn, group, pointed)
            };
            response.on_hover_ui_at_pointer(|ui| hover_ui(ui, &lines));
        }
    }
    done
}

/// The edge of the one under the pointer, and of the one that has the keys.
fn edge_ui(ui: &Ui, response: &Response, place: Rect, is_presented: bool) {
    if is_presented {
        return;
    }
    let theme = Theme::of(ui);
    let colors = theme.color();
    if response.gained_focus() && !ui.input(|i| i.pointer.any_down()) {
        response.scroll_to_me(None);
    }
    let stroke = if is_focused(response) {
        Stroke::new(theme.pt(2.0), colors.focus)
    } else if response.hovered() {
        Stroke::new(theme.pt(1.0), colors.accent)
    } else {
        return;
    };
    let place = place.expand(theme.pt(3.0));
    ui.painter()
        .rect_stroke(place, theme.radius(5.0), stroke, StrokeKind::Inside);
}

/// Left and Right on a focused row.
fn step(ui: &Ui, response: &Response) -> i32 {
    if !is_focused(response) {
        return 0;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    i32::from(pressed(Key::ArrowRight)) - i32::from(pressed(Key::ArrowLeft))
}

/// The whole name, the point and what the rules found.
fn told(drawn: Drawn<'_>, group: &Group, pointed: Option<usize>) -> Vec<String> {
    let pointed = pointed.and_then(|at| drawn.groups.ends.get(at)).copied();
    let end = match drawn.shape {
        Shape::Panels => pointed.or(group.newest().map(|p| p.end)),
        Shape::Dots => drawn.comparison.month,
    };
    let points = &group.summary.series.points;
    let at = points.iter().position(|p| Some(p.end) == end);
    let mut lines = vec![group.name.clone()];
    lines.extend(
        at.map(|at| group.summary.point_words(at, drawn.workbook))
            .unwrap_or_default(),
    );
    lines.push(group.summary.sentence());
    lines.push("Press to open the run chart".to_owned());
    lines
}
