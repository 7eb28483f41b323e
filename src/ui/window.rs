//! The frame of an open file: tab strip, the chosen tab, status line, dialogs and notices over it.

use egui::{Key, Modifiers, Ui};

use super::icons::Icon;
use super::request::{FileQuestion, Request, Tab};
use super::theme::{Mode, Theme};
use super::view::View;
use super::widgets::{
    IconButton, StatusSign, TabStrip, main_area, search_button, status_item, status_line,
};
use super::words::{WORK_UNDER_WAY, are_data_old, data_age};
use super::{
    UiState, action_plan, assessment, backup_folder, calculator, clinic, find, home, importing,
    measures, milestones, notices, paste, patients, present, recovery, saving,
};

/// Draws the whole window of an open file.
pub fn window_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    if state.present.is_some() {
        present::present_ui(ui, view, state, out);
        return;
    }
    keys_ui(ui, view, state, out);
    tab_strip_ui(ui, view, state, out);
    status_ui(ui, view, out);
    main_area(ui, |ui| {
        if let Some(import) = &mut state.import {
            importing::import_ui(ui, view, import, out);
        } else {
            tab_ui(ui, view, state, out);
        }
    });
    over_ui(ui, view, state, out);
}

fn tab_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    if state.tab != Tab::Assessment {
        state.assessment.write_drafts(out);
    }
    if state.tab != Tab::Milestones {
        state.milestones.write_drafts(out);
    }
    if state.tab != Tab::Plan {
        state.plan.write_drafts(out);
    }
    if state.tab != Tab::Measures {
        state.measures.write_drafts(out);
    }
    match state.tab {
        Tab::Home => home::home_ui(ui, view, &mut state.home, false, out),
        Tab::Assessment => {
            assessment::assessment_ui(ui, view, &mut state.assessment, false, out);
        }
        Tab::Milestones => {
            milestones::milestones_ui(ui, view, &mut state.milestones, false, out);
        }
        Tab::Plan => action_plan::plan_ui(ui, view, &mut state.plan, false, out),
        Tab::Patients => patients::patients_ui(ui, view, &mut state.patients, out),
        Tab::Measures => measures::measures_ui(ui, view, &mut state.measures, false, out),
        Tab::Clinic => clinic::clinic_ui(ui, view, &mut state.clinic, out),
    }
}

/// Dialogs and notices.
fn over_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    if let Some(open) = &mut state.calculator {
        calculator::calculator_ui(ui.ctx(), view, open, out);
    }
    if state.calculator.as_ref().is_some_and(|c| !c.is_open) {
        state.calculator = None;
    }
    find::find_ui(ui.ctx(), view, &mut state.find, out);
    if let Some(open) = &mut state.backup_folder
        && backup_folder::folder_ui(ui.ctx(), open, out)
    {
        state.backup_folder = None;
    }
    if let Some(open) = &mut state.saving
        && saving::saving_ui(ui.ctx(), open, out)
    {
        state.saving = None;
    }
    if let Some(open) = &mut state.recovery {
        recovery::recovery_ui(ui.ctx(), open, view, out);
    }
    notices::notices_ui(ui, &mut state.notices);
}

fn tab_strip_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    let labels = Tab::ALL.map(Tab::label);
    let mut chosen = Tab::ALL.iter().position(|t| *t == state.tab).unwrap_or(0);
    let (changed, ()) = TabStrip::new(&labels)
        .title(&view.workbook.clinic.name)
        .show(ui, &mut chosen, |ui| right_ui(ui, view, state, out));
    if changed && let Some(tab) = Tab::ALL.get(chosen) {
        out.push(Request::Show(*tab));
    }
}

fn right_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    if search_button(ui, "Find…", "Ctrl+K").clicked() {
        state.find.open();
    }
    let status = view.status;
    let named = |verb: &str, what: &Option<String>, key: &str| match what {
        Some(name) => format!("{verb} {name}, {key}"),
        None => format!("Nothing to {}", verb.to_lowercase()),
    };
    let undo = named("Undo", &status.undo, "Ctrl+Z");
    if IconButton::new(Icon::Undo, "Undo")
        .hover(&undo)
        .enabled(status.undo.is_some())
        .show(ui)
        .clicked()
    {
        out.push(Request::Undo);
    }
    let redo = named("Redo", &status.redo, "Ctrl+Shift+Z");
    if IconButton::new(Icon::Redo, "Redo")
        .hover(&redo)
        .enabled(status.redo.is_some())
        .show(ui)
        .clicked()
    {
        out.push(Request::Redo);
    }
    if state.tab.can_be_presented() && state.import.is_none() {
        let present = IconButton::new(Icon::Screen, "Present").hover("Present on a projector, F5");
        if present.show(ui).clicked() {
            out.push(Request::Present(true));
        }
    }
    let dark = theme.mode == Mode::Dark;
    let words = if dark {
        "Light theme, F8"
    } else {
        "Dark theme, F8"
    };
    if IconButton::new(Icon::Contrast, "Light or dark theme")
        .hover(words)
        .show(ui)
        .clicked()
    {
        out.push(Request::Dark(!dark));
    }
    let lock = if status.is_demo {
        "The demo clinic has no passphrase to lock"
    } else if status.work.is_some() {
        WORK_UNDER_WAY
    } else {
        "Lock, Ctrl+L"
    };
    if IconButton::new(Icon::Lock, "Lock")
        .hover(lock)
        .enabled(!status.is_demo && status.work.is_none())
        .show(ui)
        .clicked()
    {
        out.push(Request::Lock);
    }
}

fn status_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let status = view.status;
    status_line(
        ui,
        |ui| {
            match &status.saved_at {
                Some(at) => status_item(ui, StatusSign::Done, &format!("Saved {at}")),
                None if status.is_read_only => {
                    status_item(ui, StatusSign::Caution, "Opened for reading only")
                }
                None => status_item(ui, StatusSign::Done, "All changes saved"),
            };
            backup_ui(ui, view);
            status_item(ui, StatusSign::None, &status.file_name);
            data_age_ui(ui, view);
        },
        |ui| {
            if let Some((name, share)) = &status.work {
                let words = share.map_or_else(
                    || format!("{name}…"),
                    |s| format!("{name}, {:.0} %", s * 100.0),
                );
                status_item(ui, StatusSign::None, &words);
                let stop = IconButton::new(Icon::Close, "Cancel the work under way")
                    .small()
                    .hover("Cancel");
                if stop.show(ui).clicked() {
                    out.push(Request::CancelJob);
                }
            } else if status.is_working_out {
                status_item(ui, StatusSign::None, "Working out doses…");
            }
            let day = format!("{} · {}", view.today.format("%A %Y-%m-%d"), status.who);
            status_item(ui, StatusSign::None, &day);
        },
    );
}

fn backup_ui(ui: &mut Ui, view: &View<'_>) {
    if view.status.is_demo {
        return;
    }
    match (&view.status.backup_at, view.status.backup_is_late) {
        (Some(at), false) => status_item(ui, StatusSign::Disk, &format!("Backup verified {at}")),
        (Some(at), true) => status_item(
            ui,
            StatusSign::Caution,
            &format!("Last verified backup {at}"),
        ),
        (None, _) => status_item(ui, StatusSign::Caution, "No verified backup yet"),
    };
}

fn data_age_ui(ui: &mut Ui, view: &View<'_>) {
    let Some(to) = view.status.data_to else {
        return;
    };
    let sign = if to > view.today || are_data_old(to, view.today) {
        StatusSign::Caution
    } else {
        StatusSign::None
    };
    let age = data_age(to, view.today);
    status_item(ui, sign, &format!("Patient data to {to}, {age}"));
}

/// Keys that work on every tab.
fn keys_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::F8) {
        out.push(Request::Dark(Theme::of(ui).mode != Mode::Dark));
    }
    // A recovery key is shown once: nothing else opens over it or takes it away.
    if state.recovery.is_some() {
        return;
    }
    if pressed(Modifiers::COMMAND, Key::K) {
        state.find.open();
    }
    if pressed(Modifiers::COMMAND, Key::M) {
        out.push(Request::Calculator);
    }
    if pressed(Modifiers::COMMAND, Key::I) && state.import.is_none() {
        out.push(Request::Ask(FileQuestion::Exports));
    }
    if pressed(Modifiers::COMMAND, Key::L) {
        out.push(Request::Lock);
    }
    let is_free = ui.memory(|m| m.top_modal_layer().is_none());
    if is_free
        && state.tab.can_be_presented()
        && state.import.is_none()
        && pressed(Modifiers::NONE, Key::F5)
    {
        out.push(Request::Present(true));
    }
    let digits = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
    ];
    for (tab, key) in Tab::ALL.into_iter().zip(digits) {
        if pressed(Modifiers::COMMAND, key) {
            out.push(Request::Show(tab));
        }
    }
    // While a field has the focus, Ctrl+Z belongs to the field.
    let typing = ui.ctx().text_edit_focused();
    if !typing
        && (pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)
            || pressed(Modifiers::COMMAND, Key::Y))
    {
        if view.status.redo.is_some() {
            out.push(Request::Redo);
        }
    } else if !typing && pressed(Modifiers::COMMAND, Key::Z) && view.status.undo.is_some() {
        out.push(Request::Undo);
    }
    dropped_files(ui, out);
    if state.import.is_none() {
        paste::pasted_table_ui(ui, state.tab, out);
    }
}

/// Exports dropped on the window are imported.
fn dropped_files(ui: &Ui, out: &mut Vec<Request>) {
    let files = ui.input(|i| {
        i.raw
            .dropped_files
            .iter()
            .map(|f| f.path().to_owned())
            .collect::<Vec<_>>()
    });
    if !files.is_empty() {
        out.push(Request::ImportFiles(files));
    }
}
