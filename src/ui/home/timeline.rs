//! The programme's stages on a line of time, drawn into a card.

use chrono::NaiveDate;
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::chart::Scene;
use crate::chart::stage_timeline::{StageTimelineData, stage_timeline};
use crate::ui::cached::{Cached, bits};
use crate::ui::plot_backend;
use crate::ui::theme::Theme;

/// The picture and its sentence, kept for a state of the records, a day and a size.
pub type TimelineCache = Cached<(i64, NaiveDate, [u32; 3]), (String, Scene)>;

/// Draws the stages over the whole width, `height` design points high (120 suits three stages).
/// `change` counts up with every change of the records. Without any date there is nothing to draw:
/// see [`StageTimelineData::is_empty`].
pub fn timeline_ui(
    ui: &mut Ui,
    data: &StageTimelineData,
    change: i64,
    height: f32,
    cache: &mut TimelineCache,
) {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), theme.pt(height));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let key = (change, data.today, bits(size, theme.k));
    let (sentence, scene) = cache.get(key, || {
        let name = format!("Stages of the programme. {}", data.sentence());
        (name, stage_timeline(data, size.x, size.y, theme.k))
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, sentence));
    plot_backend::paint(ui.painter(), rect.min, scene, theme.palette());
    response.on_hover_text(sentence);
}
