//! The page of one patient: header, timeline, prescriptions, events, notes, and cards beside them.

mod cards;
mod data;
mod entries;
mod events;
mod notes;
mod notices;
mod overview;
mod plan_card;
mod prescriptions;
mod revealed;
mod scores;
mod standing_card;
#[cfg(test)]
mod tests;
mod timeline;
mod timeline_rows;

use egui::{Key, Modifiers, Ui, UiBuilder};

use super::dialogs::Act;
use super::{dose_words, keys_are_free, standing};
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::domain::registry::RegistryRow;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, EmptyAction, EmptyState, IconButton, Segment, band_chip_sized, ends, segmented, text,
};
use data::PageData;
use revealed::Revealed;

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Timeline,
    Overview,
    Prescriptions,
    Events,
    Notes,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Timeline,
        Self::Overview,
        Self::Prescriptions,
        Self::Events,
        Self::Notes,
    ];
}

/// What the page remembers.
pub(super) struct PageState {
    patient: PatientId,
    part: Part,
    data: PageData,
    timeline: timeline::TimelineState,
    entries: crate::ui::widgets::TableState,
    prescriptions: prescriptions::PrescriptionsState,
    events: events::EventsState,
    note: notes::NoteDraft,
    revealed: Revealed,
}

impl PageState {
    /// The page of a patient, at its timeline.
    pub fn new(patient: PatientId) -> Self {
        Self {
            patient,
            part: Part::default(),
            data: PageData::default(),
            timeline: timeline::TimelineState::default(),
            entries: crate::ui::widgets::TableState::default(),
            prescriptions: prescriptions::PrescriptionsState::default(),
            events: events::EventsState::default(),
            note: notes::NoteDraft::default(),
            revealed: Revealed::default(),
        }
    }
}

/// Draws the page. True when the person goes back to the list.
pub(super) fn page_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PageState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) -> bool {
    let person = view.workbook.patient(state.patient);
    let (Some(person), Some(row)) = (person, view.registry.row(state.patient)) else {
        return gone_ui(ui, view);
    };
    state.data.bring_up_to_date(view, row);
    state.revealed.forget_after_leaving(ui);
    let mut back = keys_ui(ui, state.patient, acts);
    back |= header_ui(ui, view, person, row, acts);
    notices::notices_ui(ui, view, row);
    let whole = ui.available_rect_before_wrap();
    let theme = Theme::of(ui);
    let side = theme.pt(cards::WIDTH);
    let gap = theme.card_gap();
    let left = whole.with_max_x(whole.right() - side - gap);
    // The scroll bar stands in the window's margin, off the cards.
    let right = whole
        .with_min_x(whole.right() - side)
        .with_max_x(whole.right() + theme.pt(12.0));
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        parts_ui(ui, state);
        part_ui(ui, view, state, acts, out);
    });
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        let subject = cards::Subject {
            view,
            person,
            row,
            data: &state.data,
        };
        cards::cards_ui(ui, &subject, acts, out);
    });
    ui.advance_cursor_after_rect(whole);
    back
}

/// Undo of an import can take the patient of an open page away.
fn gone_ui(ui: &mut Ui, view: &View<'_>) -> bool {
    if view.status.is_working_out {
        return false;
    }
    let empty = EmptyState::new(
        "This patient is not in the file",
        "The import that brought the record may have been undone.",
    );
    empty.primary("Back to patients").show(ui) == Some(EmptyAction::Primary)
}

/// E adds an event; Esc goes back.
fn keys_ui(ui: &Ui, patient: PatientId, acts: &mut Vec<Act>) -> bool {
    if !keys_are_free(ui) {
        return false;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::E) {
        acts.push(Act::AddEvent(patient));
    }
    pressed(Key::Escape)
}

fn header_ui(
    ui: &mut Ui,
    view: &View<'_>,
    person: &Patient,
    row: &RegistryRow,
    acts: &mut Vec<Act>,
) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let id = person.id;
    let space = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 0.0);
    let (back, act) = ends(
        ui,
        "patient header",
        theme.control_height(false),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let back = IconButton::new(Icon::Left, "Back to patients").hover("Back, Esc");
            let back = back.show(ui).clicked();
            text(ui, person.name(), Style::Title, colors.text);
            chip_ui(ui, view, row);
            back
        },
        |ui| {
            let working = Button::outlined("MED working").show(ui).clicked();
            let add = Button::primary("Add event").icon(Icon::Plus).key("E");
            let add = add.show(ui).clicked();
            working
                .then_some(Act::Working(id))
                .or(add.then_some(Act::AddEvent(id)))
        },
    );
    acts.extend(act);
    ui.horizontal(|ui| {
        // Under the name, past the arrow.
        ui.add_space(theme.pt(40.0));
        text(
            ui,
            facts_line(view, person, row),
            Style::Body,
            colors.text_2,
        );
    });
    ui.spacing_mut().item_spacing.y = space;
    ui.add_space(theme.pt(8.0));
    back
}

fn chip_ui(ui: &mut Ui, view: &View<'_>, row: &RegistryRow) {
    let chip = standing::chip(row, &view.workbook.settings);
    if let Some(band) = chip.band {
        band_chip_sized(ui, band, &chip.value, 0.0);
    } else {
        let ink = Theme::of(ui).color().text_2;
        text(ui, "no opioid active", Style::Table, ink);
    }
}

/// "Born 1963-11-15, 62 years · MRN 10190098 · Abernathy, Joan MD · on LtOT, confirmed …".
fn facts_line(view: &View<'_>, person: &Patient, row: &RegistryRow) -> String {
    let born = match (person.born, person.age_on(view.as_of)) {
        (Some(born), Some(age)) => format!("Born {born}, {age} years"),
        _ => "Date of birth not known".to_owned(),
    };
    let mrn = person.mrn.as_deref().unwrap_or("none");
    let clinician = view.workbook.clinician_of(person);
    let clinician = clinician.map_or("no responsible clinician", |c| c.name.as_str());
    let decision = row.decision(view.workbook);
    let status = standing::status_sentence(row, decision);
    format!("{born} · MRN {mrn} · {clinician} · {status}")
}

fn parts_ui(ui: &mut Ui, state: &mut PageState) {
    let data = &state.data;
    let segments = Part::ALL.map(|part| match part {
        Part::Timeline => Segment::new("Timeline"),
        Part::Overview => Segment::new("Overview"),
        Part::Prescriptions => Segment::counted("Prescriptions", data.prescriptions.len()),
        Part::Events => Segment::counted("Events", data.events.len()),
        Part::Notes => Segment::counted("Notes", data.notes.len()),
    });
    let mut chosen = Part::ALL.iter().position(|p| *p == state.part).unwrap_or(0);
    if segmented(ui, "Part of the page", &segments, &mut chosen)
        && let Some(part) = Part::ALL.get(chosen)
    {
        state.part = *part;
    }
}

fn part_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PageState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let revealed = &mut state.revealed;
    match state.part {
        Part::Timeline => {
            timeline::timeline_ui(ui, view, &state.data, &mut state.timeline);
            entries::entries_ui(ui, &state.data.entries, &mut state.entries);
        }
        Part::Overview => {
            overview::overview_ui(ui, view, state.patient, &state.data, revealed, acts);
        }
        Part::Prescriptions => {
            prescriptions::prescriptions_ui(ui, &state.data, &mut state.prescriptions);
        }
        Part::Events => {
            events::events_ui(ui, &state.data, &mut state.events, revealed, acts, out);
        }
        Part::Notes => {
            let key = (state.patient, view.today);
            notes::notes_ui(ui, key, &state.data, (&mut state.note, revealed), out);
        }
    }
}
