//! Presenting: the tab alone on a projected screen, large, inside a red edge, without patients.

#[cfg(test)]
mod tests;

use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Ui, vec2};

use super::request::{ClinicPage, Request, Tab};
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{Dialog, DialogOutcome, present_edge, text};
use super::{
    UiState, action_plan, assessment, clinic, home, measures, milestones, notices, patients,
};

/// What presenting remembers.
#[derive(Default)]
pub struct PresentState {
    /// The age bands of the patients, in the order of the veiled workbook's.
    ages: Vec<String>,
    patients: patients::present::PatientsPresent,
    clinic: clinic::present::ClinicPresent,
    /// The question whether to leave is open.
    leaving: bool,
    /// A field, a list or a dialog had the keys in the last frame: Esc was for that.
    was_busy: bool,
}

impl PresentState {
    /// Presenting begins at the page of the clinic tab that is shown, or the nearest that can be.
    pub fn near(page: ClinicPage) -> Self {
        Self {
            clinic: clinic::present::ClinicPresent::near(page),
            ..Self::default()
        }
    }

    /// The records have been veiled anew.
    pub fn take_ages(&mut self, ages: Vec<String>) {
        if self.ages != ages {
            self.ages = ages;
            self.patients.forget();
        }
    }
}

impl UiState {
    /// Forgets all that the tabs that can be projected hold but their places: what is drawn while
    /// presenting, and afterwards, comes from the records as they are then.
    pub fn keep_places(&mut self) {
        self.home = home::HomeState::default();
        self.assessment.keep_place();
        self.milestones.keep_place();
        self.plan.keep_place();
        self.measures.keep_place();
        self.find = super::find::FindState::default();
    }
}

/// Draws the presented tab over the whole window.
pub fn present_ui(ui: &mut Ui, view: &View<'_>, state: &mut UiState, out: &mut Vec<Request>) {
    keys_ui(ui, view, out);
    let theme = Theme::of(ui);
    CentralPanel::default()
        .frame(
            Frame::new()
                .fill(theme.color().window)
                .inner_margin(Margin::same(theme.margin(18.0))),
        )
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(theme.pt(8.0), theme.pt(10.0));
            match state.tab {
                Tab::Home => home::home_ui(ui, view, &mut state.home, true, out),
                Tab::Assessment => {
                    assessment::assessment_ui(ui, view, &mut state.assessment, true, out);
                }
                Tab::Milestones => {
                    milestones::milestones_ui(ui, view, &mut state.milestones, true, out);
                }
                Tab::Measures => {
                    measures::measures_ui(ui, view, &mut state.measures, true, out);
                }
                Tab::Plan => action_plan::plan_ui(ui, view, &mut state.plan, true, out),
                Tab::Patients => {
                    if let Some(present) = &mut state.present {
                        let ages = &present.ages;
                        patients::present::present_ui(ui, view, &mut present.patients, ages);
                    }
                }
                Tab::Clinic => {
                    if let Some(present) = &mut state.present {
                        clinic::present::present_ui(ui, view, &mut present.clinic);
                    }
                }
            }
        });
    notices::notices_ui(ui, &mut state.notices);
    leaving_ui(ui, state, out);
    present_edge(ui);
}

/// Undo and redo work on what is presented only: a change about patients is not taken back unseen.
fn keys_ui(ui: &Ui, view: &View<'_>, out: &mut Vec<Request>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let status = view.status;
    let redo = pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)
        || pressed(Modifiers::COMMAND, Key::Y);
    if redo {
        if status.redo.is_some() && !status.redo_concerns_patients {
            out.push(Request::Redo);
        }
    } else if pressed(Modifiers::COMMAND, Key::Z)
        && status.undo.is_some()
        && !status.undo_concerns_patients
    {
        out.push(Request::Undo);
    }
    if pressed(Modifiers::COMMAND, Key::L) {
        out.push(Request::Lock);
    }
}

/// F5 and Esc ask before patients' details come back on the wall.
fn leaving_ui(ui: &Ui, state: &mut UiState, out: &mut Vec<Request>) {
    let ctx = ui.ctx();
    let is_busy = ctx.memory(|m| m.top_modal_layer().is_some())
        || egui::Popup::is_any_open(ctx)
        || ctx.text_edit_focused();
    let Some(present) = &mut state.present else {
        return;
    };
    let was_busy = std::mem::replace(&mut present.was_busy, is_busy);
    if !present.leaving {
        let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        present.leaving = !is_busy && !was_busy && (pressed(Key::Escape) || pressed(Key::F5));
        return;
    }
    let dialog = Dialog::new("Stop presenting?")
        .safe("Go on presenting")
        .primary("Stop presenting");
    let shown = dialog.show(ctx, |ui| {
        let ink = Theme::of(ui).color().text;
        let words = "The window then shows patients' names and dates again. Switch the projector off first.";
        text(ui, words, Style::Body, ink);
    });
    match shown.outcome {
        Some(DialogOutcome::Confirmed) => out.push(Request::Present(false)),
        Some(_) => present.leaving = false,
        None => {}
    }
}
