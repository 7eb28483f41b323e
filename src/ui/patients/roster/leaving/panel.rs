//! The chosen patient of a case: what the next clinician must know, who that is, and the steps.

use egui::Ui;

use super::rows::CaseRow;
use crate::domain::departure::{Departure, Handover};
use crate::domain::ids::ClinicianId;
use crate::domain::roster::is_of_clinic;
use crate::ui::clinic::READ_ONLY;
use crate::ui::patients::dialogs::Act;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Button, Choice, DateField, Notice, TextField, facts, panel_header};

/// What is typed, until it is saved or another patient is chosen.
#[derive(Default)]
pub(super) struct PanelState {
    /// The entry that the fields were filled from.
    before: Option<Handover>,
    typed: Option<Handover>,
    /// Who can be proposed: nobody first.
    clinicians: Vec<(Option<ClinicianId>, String)>,
    to: Option<usize>,
    accepted_on: DateField,
    talk_on: DateField,
    refused: Option<String>,
}

impl PanelState {
    /// Fills the fields when the entry is another than the one they were filled from.
    pub fn bring_up_to_date(&mut self, view: &View<'_>, case: &Departure, handover: &Handover) {
        if self.before.as_ref() == Some(handover) {
            return;
        }
        let ours = is_of_clinic(view.workbook);
        let others = view.workbook.listed_clinicians().filter(|c| {
            let can = c.id != case.clinician && ours.contains(&c.id);
            can || handover.proposed_to == Some(c.id)
        });
        let mut named: Vec<(Option<ClinicianId>, String)> =
            others.map(|c| (Some(c.id), c.name.clone())).collect();
        named.sort_by_key(|(_, name)| name.to_lowercase());
        self.clinicians = vec![(None, "Nobody yet".to_owned())];
        self.clinicians.append(&mut named);
        let position = |(id, _): &(Option<ClinicianId>, String)| *id == handover.proposed_to;
        self.to = self.clinicians.iter().position(position);
        self.accepted_on = DateField::new(handover.accepted_on);
        self.talk_on = DateField::new(handover.talk_on);
        self.refused = None;
        self.typed = Some(handover.clone());
        self.before = Some(handover.clone());
    }

    /// Says why it was not saved; what is typed stays.
    pub fn refuse(&mut self, why: String) {
        self.refused = Some(why);
    }

    /// The entry as typed.
    fn read(&self) -> Option<Handover> {
        let to = self.to.and_then(|at| self.clinicians.get(at));
        Some(Handover {
            proposed_to: to.and_then(|(id, _)| *id),
            accepted_on: self.accepted_on.date(),
            talk_on: self.talk_on.date(),
            ..self.typed.clone()?
        })
    }
}

/// Draws the fields. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &CaseRow,
    state: &mut PanelState,
    acts: &mut Vec<Act>,
) -> bool {
    let theme = Theme::of(ui);
    ui.set_max_width(ui.available_width() - theme.pt(12.0));
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = panel_header(ui, &row.name, None, "Close the handover");
    let med = row.chip.words();
    let gaps = row.gaps.to_string();
    facts(
        ui,
        &[
            ("MED", med.as_str()),
            ("Tier", row.tier.words()),
            ("Open gaps", gaps.as_str()),
        ],
    );
    let name = format!("Open the page of {}", row.name);
    if Button::quiet("Open page")
        .name(&name)
        .small()
        .show(ui)
        .clicked()
    {
        acts.push(Act::Open(row.patient));
    }
    if let Some(why) = &state.refused {
        Notice::error("Not saved.", why).show(ui);
    }
    if let Some(day) = row.handover.moved_on {
        let words = format!("To {} on {day}.", row.proposed_to);
        Notice::info("Moved.", &words).show(ui);
    }
    fields_ui(ui, view, state);
    closed
}

fn fields_ui(ui: &mut Ui, view: &View<'_>, state: &mut PanelState) {
    let width = ui.available_width();
    let half = (width - Theme::of(ui).gap()) / 2.0;
    let Some(typed) = &mut state.typed else {
        return;
    };
    TextField::new("What the patient wishes", &mut typed.wish)
        .hint("To stay with Dr Ames")
        .show(ui);
    TextField::new("What the next clinician must know", &mut typed.note)
        .rows(2)
        .show(ui);
    if typed.moved_on.is_none() {
        let names: Vec<&str> = state.clinicians.iter().map(|(_, n)| n.as_str()).collect();
        Choice::new("Proposed to", &names).show(ui, &mut state.to);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui).gap();
        let accepted = &mut state.accepted_on;
        accepted.show(ui, "Accepted on", view.today, half, None);
        state
            .talk_on
            .show(ui, "Talk held on", view.today, half, None);
    });
    TextField::new("What the first visit has to settle", &mut typed.first_visit)
        .hint("Agreement anew, goals, whether the dose still fits")
        .rows(3)
        .show(ui);
}

/// Save, once something is typed.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, state: &mut PanelState) -> Option<Handover> {
    let can_write = !view.status.is_read_only;
    let read = state.read();
    let is_changed = read != state.before;
    let is_usable = state.accepted_on.is_usable() && state.talk_on.is_usable();
    let save = Button::primary("Save")
        .name("Save the handover")
        .enabled(can_write && is_changed && is_usable);
    let hover = if can_write {
        "Keeps what is typed"
    } else {
        READ_ONLY
    };
    let saved = save.hover(hover).show(ui).clicked();
    let back = Button::outlined("Discard")
        .name("Discard what is typed about the handover")
        .enabled(is_changed);
    if back.show(ui).clicked() {
        state.before = None;
    }
    read.filter(|_| saved)
}
