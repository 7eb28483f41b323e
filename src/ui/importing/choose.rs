//! Where the table comes from: a file or folder, its path, or the clipboard.

use std::path::PathBuf;

use egui::{Event, Key, Ui};

use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, TextField, text};

/// What has been typed so far.
#[derive(Default)]
pub(super) struct ChooseState {
    path: String,
    pasted: String,
    /// How often the first button has asked for the focus: the press that led here takes it away.
    asked_for_focus: u8,
}

/// The first step of an import.
pub(super) fn choose_ui(ui: &mut Ui, state: &mut ChooseState, out: &mut Vec<Request>) {
    file_ui(ui, state, out);
    paste_ui(ui, state, out);
}

fn file_ui(ui: &mut Ui, state: &mut ChooseState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    Card::new().title("A file or folder").show(ui, |ui| {
        let words = "The export of your EHR, your State's PDMP or a spreadsheet: prescriptions, patients or care events, \
                     as CSV, TSV, XLSX, XLS or ODS, or as FHIR: a folder of NDJSON files, or a Bundle. Several files can \
                     be chosen; files and folders can also be dropped on the window.";
        text(ui, words, Style::Body, theme.color().text_2);
        ui.horizontal(|ui| {
            let files = Button::primary("Choose files…").show(ui);
            if state.asked_for_focus < 3 {
                state.asked_for_focus += 1;
                files.request_focus();
            }
            if files.clicked() {
                out.push(Request::Ask(FileQuestion::Exports));
            }
            let folder = Button::outlined("Choose a folder…").hover("A folder of FHIR files");
            if folder.show(ui).clicked() {
                out.push(Request::Ask(FileQuestion::ExportFolder));
            }
            let field = TextField::new("Path of an export", &mut state.path)
                .hint("or type the path of a file or folder")
                .hide_label()
                .width(theme.pt(420.0));
            let entered = field.show(ui).lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let some = !state.path.trim().is_empty();
            let pressed = Button::outlined("Read").name("Read the export at this path").enabled(some).show(ui).clicked();
            if some && (entered || pressed) {
                out.push(Request::ImportFiles(vec![PathBuf::from(state.path.trim())]));
            }
        });
    });
}

fn paste_ui(ui: &mut Ui, state: &mut ChooseState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    Card::new().title("The clipboard").show(ui, |ui| {
        let words =
            "Copy the rows in your spreadsheet, with their header row, and press Ctrl+V here.";
        text(ui, words, Style::Body, theme.color().text_2);
        TextField::new("Pasted rows", &mut state.pasted)
            .rows(6)
            .hide_label()
            .width(theme.pt(760.0))
            .show(ui);
        // A table pasted anywhere on this screen is meant for the import.
        let pasted = ui.input(|i| {
            i.events.iter().find_map(|e| match e {
                Event::Paste(text) if text.contains('\t') && text.contains('\n') => {
                    Some(text.clone())
                }
                _ => None,
            })
        });
        let some = state.pasted.trim().contains('\n');
        let pressed = Button::outlined("Read the pasted rows")
            .enabled(some)
            .show(ui)
            .clicked();
        if let Some(table) = pasted.or_else(|| pressed.then(|| state.pasted.clone())) {
            out.push(Request::ImportPaste(table));
        }
    });
}
