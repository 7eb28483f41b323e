//! The registry: list, candidates, patient page, and the dialogs they share.

mod add_event;
mod bulk;
mod by_clinician;
mod decide;
mod dialogs;
pub(super) mod dose_words;
mod fact_form;
mod foot;
mod gaps;
mod hand_med;
mod holding;
mod huddle;
mod kind_grid;
mod list;
mod page;
mod panel;
mod plan_form;
pub(super) mod present;
mod reviews;
mod roster;
mod spark;
mod standing;
mod taking_out;
#[cfg(test)]
mod tests;
pub(super) mod views;
mod working;
mod worklists;

use std::collections::BTreeSet;

use egui::Ui;

use super::request::{FileQuestion, PatientsPage as Page, PatientsView, Request};
use super::theme::Theme;
use super::view::View;
use super::widgets::{Button, Col, Segment, TableState, segmented, toolbar};
use crate::domain::care_gap::GapRule;
use crate::domain::ids::PatientId;
use dialogs::{Act, Dialogs};
use list::ListState;
use page::PageState;

/// What the tab remembers.
#[derive(Default)]
pub struct PatientsState {
    shown: Page,
    list: ListState,
    gaps: gaps::GapsState,
    huddle: huddle::HuddleState,
    reviews: reviews::ReviewsState,
    worklists: worklists::WorklistsState,
    roster: roster::RosterState,
    page: Option<PageState>,
    dialogs: Dialogs,
}

impl PatientsState {
    /// Shows the list in this view.
    pub fn show_view(&mut self, view: PatientsView) {
        self.close_page();
        self.shown = Page::List;
        self.list.show_view(view);
    }

    /// Shows a page.
    pub fn show_page(&mut self, page: Page) {
        self.close_page();
        self.shown = page;
        self.take_focus();
    }

    /// Shows the care gaps, all or those of a rule.
    pub fn show_gaps(&mut self, rule: Option<GapRule>) {
        self.close_page();
        self.shown = Page::Gaps;
        self.gaps.show_rule(rule);
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.huddle.write_drafts(out);
    }

    /// Shows a patient's page.
    pub fn open(&mut self, patient: PatientId) {
        self.list.make_current(patient);
        self.page = Some(PageState::new(patient));
    }

    fn close_page(&mut self) {
        if self.page.take().is_some() {
            self.take_focus();
        }
    }

    /// The table of the page shown has the keyboard when it is next drawn.
    fn take_focus(&mut self) {
        match self.shown {
            Page::List => self.list.take_focus(),
            Page::Gaps => self.gaps.take_focus(),
            Page::Huddle => self.huddle.take_focus(),
            Page::Reviews => self.reviews.take_focus(),
            Page::Worklists => self.worklists.take_focus(),
            Page::Roster => {}
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
        pages_ui(ui, state, out);
        match state.shown {
            Page::List => list::list_ui(ui, view, &mut state.list, &mut acts, out),
            Page::Gaps => gaps::gaps_ui(ui, view, &mut state.gaps, &mut acts, out),
            Page::Huddle => huddle::huddle_ui(ui, view, &mut state.huddle, &mut acts, out),
            Page::Reviews => reviews::reviews_ui(ui, view, &mut state.reviews, &mut acts, out),
            Page::Worklists => {
                worklists::worklists_ui(ui, view, &mut state.worklists, &mut acts, out);
            }
            Page::Roster => roster::roster_ui(ui, view, &mut state.roster, &mut acts, out),
        }
    }
    for act in acts {
        match act {
            Act::Open(patient) => state.open(patient),
            Act::PatientsOf(clinician) => {
                state.show_view(PatientsView::Ltot);
                state.list.show_patients_of(clinician);
            }
            other => state.dialogs.start(other, view, out),
        }
    }
    if state.dialogs.show(ui.ctx(), view, out) {
        // The table goes on where it was left.
        state.take_focus();
    }
}

/// The pages as one segmented control; calculator and import.
fn pages_ui(ui: &mut Ui, state: &mut PatientsState, out: &mut Vec<Request>) {
    let segments = Page::ALL.map(|page| Segment::new(page.label()));
    let mut at = Page::ALL
        .iter()
        .position(|p| *p == state.shown)
        .unwrap_or(0);
    let (changed, ()) = toolbar(
        ui,
        "patients pages",
        |ui| segmented(ui, "Page of the patients", &segments, &mut at),
        |ui| {
            let hover = "Work out a MED for any medicines, Ctrl+M";
            if Button::outlined("MED calculator")
                .hover(hover)
                .show(ui)
                .clicked()
            {
                out.push(Request::Calculator);
            }
            if Button::primary("Import…").show(ui).clicked() {
                out.push(Request::Ask(FileQuestion::Exports));
            }
        },
    );
    if changed && let Some(page) = Page::ALL.get(at) {
        state.shown = *page;
        state.take_focus();
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

/// The columns that are not shown because the window is too narrow for all; `least_needed` go first.
fn without_room(
    ui: &Ui,
    columns: &[Col],
    table: &TableState,
    least_needed: &[&str],
) -> BTreeSet<String> {
    // The boxes to tick, and the scroll bar.
    let room = ui.available_width() / Theme::of(ui).k - 40.0;
    let width = |col: &Col| {
        let dragged = table.widths.get(col.key.as_ref());
        dragged.copied().unwrap_or(col.width)
    };
    let mut needed: f32 = columns.iter().map(width).sum();
    let mut hidden = BTreeSet::new();
    for key in least_needed {
        if needed <= room {
            break;
        }
        if let Some(column) = columns.iter().find(|col| col.key == *key) {
            needed -= width(column);
            hidden.insert((*key).to_owned());
        }
    }
    hidden
}

/// Whether keys belong to the screen: no dialog, menu or field has them.
fn keys_are_free(ui: &Ui) -> bool {
    let ctx = ui.ctx();
    let is_modal = ctx.memory(|memory| memory.top_modal_layer().is_some());
    !is_modal && !ctx.any_popup_open() && !ctx.text_edit_focused()
}
