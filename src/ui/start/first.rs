//! The first screen: recent files, a new one, another one, the demo.

use std::path::{Path, PathBuf};

use egui::{Key, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{StartScreen, StartState};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::notices::first_sentence;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, Notice, TextField, divider, is_focused, text};

/// Draws the screen.
pub(super) fn first_ui(
    ui: &mut Ui,
    state: &mut StartState,
    recent: &[PathBuf],
    work: Option<&str>,
    out: &mut Vec<Request>,
) {
    if let Some(error) = &state.error {
        let (first, rest) = first_sentence(error);
        Notice::error(first, rest).copy(error).show(ui);
    }
    recent_ui(ui, state, recent, work.is_none());
    begin_ui(ui, state, recent.is_empty(), work, out);
    path_ui(ui, state, work.is_none());
}

/// The newest file first: opening it is what most days begin with.
fn recent_ui(ui: &mut Ui, state: &mut StartState, recent: &[PathBuf], is_free: bool) {
    if recent.is_empty() {
        return;
    }
    Card::new().title("Recent files").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, file) in recent.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            let row = ui.add_enabled_ui(is_free, |ui| file_row_ui(ui, file)).inner;
            if row.clicked() {
                state.go(StartScreen::Unlock(file.clone()));
            }
        }
    });
}

/// A recent file over the whole width: its name, and its folder under it.
fn file_row_ui(ui: &mut Ui, file: &Path) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let name = file
        .file_stem()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = file
        .parent()
        .map(|p| p.display().to_string())
        .unwrap_or_default();
    let size = vec2(ui.available_width(), theme.pt(50.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("Open {name} in {folder}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
    let painter = ui.painter();
    if response.hovered() || is_focused(&response) {
        painter.rect_filled(rect, theme.radius(4.0), colors.hover);
    }
    let left = rect.left() + theme.pt(8.0);
    let room = rect.width() - theme.pt(40.0);
    let name = theme.galley_cut(ui, &name, Style::Strong, colors.accent, room);
    let folder = theme.galley_cut(ui, &folder, Style::Small, colors.text_2, room);
    painter.galley(pos2(left, rect.top() + theme.pt(6.0)), name, colors.accent);
    painter.galley(
        pos2(left, rect.top() + theme.pt(27.0)),
        folder,
        colors.text_2,
    );
    let arrow = pos2(rect.right() - theme.pt(16.0), rect.center().y);
    paint_icon(painter, arrow, Icon::Right, theme.pt(16.0), colors.text_2);
    if is_focused(&response) {
        let stroke = Stroke::new(theme.pt(2.0), colors.focus);
        painter.rect_stroke(rect, theme.radius(4.0), stroke, StrokeKind::Inside);
    }
    response
}

fn begin_ui(
    ui: &mut Ui,
    state: &mut StartState,
    is_first: bool,
    work: Option<&str>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let title = if is_first { "Begin" } else { "Another file" };
    Card::new().title(title).show(ui, |ui| {
        let words = match work {
            Some(work) => format!("{work}…"),
            None => {
                "Everything stays in one encrypted file on this computer. Nothing is sent anywhere."
                    .to_owned()
            }
        };
        text(ui, words, Style::Body, theme.color().text_2);
        ui.horizontal(|ui| {
            let words = "New clinic file…";
            let new = if is_first {
                Button::primary(words)
            } else {
                Button::outlined(words)
            };
            if new.enabled(work.is_none()).show(ui).clicked() {
                state.go(StartScreen::New);
            }
            if Button::outlined("Open a clinic file…")
                .enabled(work.is_none())
                .show(ui)
                .clicked()
            {
                out.push(Request::Ask(FileQuestion::OpenClinic));
            }
            if Button::quiet("Open the demo clinic")
                .enabled(work.is_none())
                .show(ui)
                .clicked()
            {
                out.push(Request::OpenDemo);
            }
        });
    });
}

/// The second way to a file, where the system has no file dialog.
fn path_ui(ui: &mut Ui, state: &mut StartState, is_free: bool) {
    Card::new().title("Open by path").show(ui, |ui| {
        let words = "This system shows no file dialog. Type the path here.";
        let error = state.is_without_dialog.then_some(words);
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - Theme::of(ui).pt(68.0);
            let field = TextField::new("Path of a clinic file", &mut state.typed_path)
                .hint("/home/me/cedar-fork.sixblocks")
                .hide_label()
                .error(error)
                .width(width);
            let entered = field.show(ui).lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let typed = state.typed_path.trim().to_owned();
            let open = Button::outlined("Open").name("Open the file at this path");
            let can_open = is_free && !typed.is_empty();
            let pressed = open.enabled(can_open).show(ui).clicked();
            if (entered || pressed) && can_open {
                state.go(StartScreen::Unlock(PathBuf::from(typed)));
            }
        });
    });
}
