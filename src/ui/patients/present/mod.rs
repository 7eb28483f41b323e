//! The registry on a projected screen, one thing a screen: doses, clinicians, patients under codes.
//!
//! Nothing here leads to a patient: no row can be opened, and what is drawn from holds no name.

pub(in crate::ui) mod by_clinician;
mod by_code;
mod doses;

use egui::{Key, Modifiers, Ui, vec2};

use super::keys_are_free;
use crate::domain::registry::RegistryRow;
use crate::ui::icons::{Icon, present_sign};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{EmptyState, IconButton, Segment, ends, segmented, text, toolbar};
use by_clinician::Clinicians;
use by_code::Codes;

/// Height of the line at the foot at scale 1.
const FOOT: f32 = 28.0;

/// The screens in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Screen {
    #[default]
    Doses,
    Clinicians,
    Codes,
}

impl Screen {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Doses, "Doses"),
        (Self::Clinicians, "By clinician"),
        (Self::Codes, "Patients by code"),
    ];
}

/// What the screens remember.
#[derive(Default)]
pub(in crate::ui) struct PatientsPresent {
    screen: Screen,
    /// The page of the list, from 0.
    page: usize,
    pages: usize,
    /// The result and the day that all this was counted from.
    made_for: Option<(u64, chrono::NaiveDate)>,
    doses: Vec<doses::DoseRow>,
    clinicians: Clinicians,
    codes: Codes,
}

impl PatientsPresent {
    /// Counts anew; also after the ages have been veiled anew.
    pub(in crate::ui) fn forget(&mut self) {
        self.made_for = None;
    }

    fn refresh(&mut self, view: &View<'_>, ages: &[String]) {
        let made_for = Some((view.revision, view.as_of));
        if self.made_for == made_for {
            return;
        }
        self.made_for = made_for;
        let rows = view.registry.rows.iter();
        let ltot: Vec<&RegistryRow> = rows.filter(|r| r.is_on_ltot).collect();
        self.doses = doses::count(view, &ltot);
        self.clinicians = Clinicians::count(view);
        self.codes = Codes::list(view, &ltot, ages);
    }

    /// One page or screen on or back.
    fn step(&mut self, is_on: bool) {
        let at = Screen::ALL.iter().position(|(s, _)| *s == self.screen);
        let at = at.unwrap_or(0);
        let to = |at: usize| Screen::ALL.get(at).map(|(s, _)| *s);
        let is_list = self.screen == Screen::Codes;
        match (is_on, is_list) {
            (true, true) => self.page = (self.page + 1).min(self.pages.saturating_sub(1)),
            (false, true) if self.page > 0 => self.page -= 1,
            (true, false) => self.go(to(at + 1)),
            (false, _) => self.go(at.checked_sub(1).and_then(to)),
        }
    }

    fn go(&mut self, to: Option<Screen>) {
        if let Some(to) = to {
            self.screen = to;
            self.page = 0;
        }
    }
}

/// Draws the screen; `ages` are the age bands in the order of the patients.
pub(in crate::ui) fn present_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PatientsPresent,
    ages: &[String],
) {
    state.refresh(view, ages);
    keys_ui(ui, state);
    toolbar_ui(ui, state);
    if state.codes.rows.is_empty() {
        let words = if view.status.is_working_out {
            "Doses are being worked out."
        } else {
            "Stop presenting to import prescriptions or to decide about candidates."
        };
        EmptyState::new("Nobody is on long-term opioid therapy here", words).show(ui);
        return;
    }
    let theme = Theme::of(ui);
    let foot = theme.pt(FOOT) + ui.spacing().item_spacing.y;
    let height = (ui.available_height() - foot).max(theme.pt(120.0));
    let settings = &view.workbook.settings;
    let words = ui
        .allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            match state.screen {
                Screen::Doses => doses::doses_ui(ui, view, &state.doses),
                Screen::Clinicians => {
                    by_clinician::clinicians_ui(ui, settings, &mut state.clinicians)
                }
                Screen::Codes => {
                    by_code::codes_ui(ui, &mut state.codes, &mut state.page, &mut state.pages)
                }
            }
        })
        .inner;
    foot_ui(ui, view, state, &words);
}

fn keys_ui(ui: &Ui, state: &mut PatientsPresent) {
    if !keys_are_free(ui) {
        return;
    }
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) || pressed(Key::PageDown) {
        state.step(true);
    }
    if pressed(Key::ArrowLeft) || pressed(Key::PageUp) {
        state.step(false);
    }
}

fn toolbar_ui(ui: &mut Ui, state: &mut PatientsPresent) {
    let mut chosen = Screen::ALL.iter().position(|(s, _)| *s == state.screen);
    let before = chosen;
    let (at, _) = toolbar(
        ui,
        "presented patients toolbar",
        |ui| {
            let segments = Screen::ALL.map(|(_, label)| Segment::new(label));
            let mut at = chosen.unwrap_or(0);
            segmented(ui, "Screen", &segments, &mut at);
            at
        },
        present_sign,
    );
    chosen = Some(at);
    if chosen != before {
        state.go(Screen::ALL.get(at).map(|(s, _)| *s));
    }
}

/// Whose numbers these are and of which day, and the way through the pages.
fn foot_ui(ui: &mut Ui, view: &View<'_>, state: &mut PatientsPresent, words: &str) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let is_list = state.screen == Screen::Codes && state.pages > 1;
    let asked = ends(
        ui,
        "presented patients foot",
        theme.pt(FOOT),
        |ui| {
            let clinic = &view.workbook.clinic.name;
            let month = view.as_of.format("%Y-%m");
            text(
                ui,
                format!("{clinic} · {month} · {words}"),
                Style::Small,
                ink,
            );
        },
        |ui| {
            if !is_list {
                return None;
            }
            let back = IconButton::new(Icon::Left, "Page before").small();
            let back = back.enabled(state.page > 0).show(ui).clicked();
            let at = format!("Page {} of {}", state.page + 1, state.pages);
            text(ui, at, Style::Body, ink);
            let on = IconButton::new(Icon::Right, "Next page").small();
            let on = on.enabled(state.page + 1 < state.pages).show(ui).clicked();
            (back || on).then_some(on)
        },
    );
    if let Some(is_on) = asked.1 {
        state.step(is_on);
    }
}
