//! The card of what is reached: stage by stage, and the current one block by block.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::programme::Programme;
use crate::domain::milestone::list::Progress;
use crate::ui::icons::paint_block_square;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, text};

/// Most and least height of a row of progress at scale 1.
const ROWS: (f32, f32) = (28.0, 22.0);

/// How much of each stage is reached, and of each block of the current one.
pub(super) fn progress_ui(ui: &mut Ui, programme: &Programme) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let card = Card::new().title("Milestones reached").fill_height();
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let between = theme.line_height(Style::Strong) + theme.pt(10.0);
        let rows = (programme.stages.len() + programme.blocks.len()) as f32;
        let height = (ui.available_height() - between) / rows.max(1.0);
        let height = height.clamp(theme.pt(ROWS.1), theme.pt(ROWS.0));
        for (name, progress, is_current) in &programme.stages {
            progress_row_ui(ui, height, None, name, (*progress, *is_current));
        }
        let current = programme.stages.iter().find(|(.., is_current)| *is_current);
        let Some((name, ..)) = current else {
            return;
        };
        ui.add_space(theme.pt(8.0));
        let words = format!("{name}, by block");
        text(ui, words, Style::Strong, colors.text_2);
        ui.add_space(theme.pt(2.0));
        for (block, name, progress) in &programme.blocks {
            progress_row_ui(ui, height, *block, name, (*progress, false));
        }
    });
}

/// A stage or block: its name, a bar as long as what is reached, the count.
fn progress_row_ui(
    ui: &mut Ui,
    height: f32,
    block: Option<u8>,
    name: &str,
    (progress, is_strong): (Progress, bool),
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let style = if is_strong {
        Style::Strong
    } else {
        Style::Body
    };
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let count = format!("{} of {}", progress.reached, progress.all);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {count}")));
    let words = theme.galley(ui, name, style, colors.text);
    let number = theme.galley(ui, &count, style, colors.text);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let painter = ui.painter();
    let mut left = rect.left();
    if let Some(block) = block {
        let square = theme.pt(20.0);
        let square = Rect::from_min_size(pos2(left, middle(square)), vec2(square, square));
        paint_block_square(painter, square, block, &theme);
        left += theme.pt(28.0);
    }
    painter.galley(pos2(left, middle(words.size().y)), words, colors.text);
    let right = rect.right() - number.size().x;
    painter.galley(pos2(right, middle(number.size().y)), number, colors.text);
    let track = Rect::from_min_max(
        pos2(rect.left() + theme.pt(168.0), middle(theme.pt(10.0))),
        pos2(rect.right() - theme.pt(68.0), middle(-theme.pt(10.0))),
    );
    painter.rect_filled(track, theme.radius(3.0), colors.sunken);
    let share = progress.reached as f32 / progress.all.max(1) as f32;
    let bar = track.with_max_x(track.left() + track.width() * share);
    painter.rect_filled(bar, theme.radius(3.0), colors.accent);
}
