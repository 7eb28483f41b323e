//! The card of the data: how old they are, the last imports, and a new import.

use egui::{ScrollArea, Ui, ViewportCommand};

use super::figures::Figures;
use crate::ui::clinic::READ_ONLY;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, divider, text, within};
use crate::ui::words::data_age;

/// Draws the card over all the height there is.
pub(super) fn data_ui(ui: &mut Ui, view: &View<'_>, figures: &Figures, out: &mut Vec<Request>) {
    Card::new().title("Data").fill_height().show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(6.0);
        if let Some(to) = view.status.data_to {
            let age = data_age(to, view.today);
            text(
                ui,
                format!("Patient data to {to}, {age}"),
                Style::Body,
                colors.text,
            );
        }
        let whole = ui.available_rect_before_wrap();
        let foot =
            theme.control_height(false) + theme.line_height(Style::Small) * 2.0 + theme.pt(10.0);
        let list = whole.with_max_y(whole.bottom() - foot - theme.pt(8.0));
        within(ui, "imports", list, |ui| imports_ui(ui, figures));
        within(
            ui,
            "import",
            whole.with_min_y(whole.bottom() - foot),
            |ui| import_ui(ui, view, out),
        );
        ui.advance_cursor_after_rect(whole);
    });
}

fn imports_ui(ui: &mut Ui, figures: &Figures) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ScrollArea::vertical()
        .id_salt("imports")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(2.0);
            for import in &figures.imports {
                ui.add_space(theme.pt(4.0));
                divider(ui);
                ui.add_space(theme.pt(4.0));
                text(ui, &import.file, Style::Strong, colors.text);
                text(ui, &import.what, Style::Table, colors.text_2);
                text(ui, &import.counts, Style::Table, colors.text_2);
            }
        });
}

fn import_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    ui.horizontal(|ui| {
        let can_write = !view.status.is_read_only;
        let why = |hover| if can_write { hover } else { READ_ONLY };
        let import = Button::primary("Import…")
            .enabled(can_write)
            .hover(why("A CSV, TSV or XLSX export"));
        if import.show(ui).clicked() {
            out.push(Request::Ask(FileQuestion::Exports));
        }
        if Button::outlined("Paste")
            .enabled(can_write)
            .hover(why("Import a table from the clipboard"))
            .key("Ctrl+V")
            .show(ui)
            .clicked()
        {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
    let words = "CSV, TSV or XLSX. Files can also be dropped on the window.";
    text(ui, words, Style::Small, theme.color().text_2);
}
