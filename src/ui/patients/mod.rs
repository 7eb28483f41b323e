//! The registry: list, candidates, patient page, and the dialogs they share.

mod add_event;
mod decide;
mod dialogs;
pub(super) mod dose_words;
mod hand_med;
mod list;
mod page;
mod panel;
pub(super) mod present;
mod spark;
mod standing;
#[cfg(test)]
mod tests;
pub(super) mod views;
mod working;

use egui::Ui;

use super::request::{PatientsView, Request};
use super::view::View;
use crate::domain::ids::PatientId;
use dialogs::{Act, Dialogs};
use list::ListState;
use page::PageState;

/// What the tab remembers.
#[derive(Default)]
pub struct PatientsState {
    list: ListState,
    page: Option<PageState>,
    dialogs: Dialogs,
}

impl PatientsState {
    /// Shows the list in this view.
    pub fn show_view(&mut self, view: PatientsView) {
        self.close_page();
        self.list.show_view(view);
    }

    /// Shows a patient's page.
    pub fn open(&mut self, patient: PatientId) {
        self.list.make_current(patient);
        self.page = Some(PageState::new(patient));
    }

    fn close_page(&mut self) {
        if self.page.take().is_some() {
            self.list.take_focus();
        }
    }
}

/// Draws the tab.
pub fn patients_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PatientsState,
    out: &mut Vec<Request>,
) {
    let mut acts = Vec::new();
    if let Some(page) = &mut state.page {
        if page::page_ui(ui, view, page, &mut acts, out) {
            state.close_page();
        }
    } else {
        list::list_ui(ui, view, &mut state.list, &mut acts, out);
    }
    for act in acts {
        match act {
            Act::Open(patient) => state.open(patient),
            other => state.dialogs.start(other, view, out),
        }
    }
    if state.dialogs.show(ui.ctx(), view, out) {
        // The table goes on where it was left.
        state.list.take_focus();
    }
}

/// Gives the focus to a control that has just appeared. The click that made it appear, and the
/// first frame in which its place is measured, take the focus away again: it is asked for thrice.
#[derive(Clone, Copy, Default)]
struct FirstFocus(u8);

impl FirstFocus {
    /// To be given when the control is next drawn.
    fn wanted() -> Self {
        Self(3)
    }

    /// Whether the control is to ask for the focus in this frame.
    fn take(&mut self) -> bool {
        let is_wanted = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        is_wanted
    }
}

/// Whether keys belong to the screen: no dialog, menu or field has them.
fn keys_are_free(ui: &Ui) -> bool {
    let ctx = ui.ctx();
    let is_modal = ctx.memory(|memory| memory.top_modal_layer().is_some());
    !is_modal && !ctx.any_popup_open() && !ctx.text_edit_focused()
}
