//! The side panel of the current patient: dose, its course, the facts, and the way to the page.

use chrono::{Months, NaiveDate};
use egui::Ui;

use super::dialogs::Act;
use super::standing::{self, Peg, UNASSIGNED};
use super::{dose_words, gaps, holding, spark};
use crate::domain::command::Command;
use crate::domain::event::EventKind;
use crate::domain::ids::PatientId;
use crate::domain::morphine_equivalent::MedState;
use crate::domain::patient::Patient;
use crate::domain::registry::{DoseSpan, PatientFills, RegistryRow, factor_set};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Choice, Notice, band_chip_sized, divider, ends, facts, link, panel_header, side_panel,
    text,
};

/// Months that the small dose line shows.
const MONTHS: u32 = 36;

/// What the panel has worked out for its patient.
#[derive(Default)]
pub(super) struct PanelState {
    made_for: Option<(PatientId, u64)>,
    from: NaiveDate,
    spans: Vec<DoseSpan>,
    facts: Vec<(&'static str, String)>,
}

impl PanelState {
    fn bring_up_to_date(&mut self, view: &View<'_>, row: &RegistryRow) {
        let key = Some((row.patient, view.revision));
        if self.made_for == key {
            return;
        }
        self.made_for = key;
        let (workbook, day) = (view.workbook, view.as_of);
        let table = factor_set(&workbook.settings);
        let fills = PatientFills::prepare(workbook, row.patient, &table);
        self.from = day.checked_sub_months(Months::new(MONTHS)).unwrap_or(day);
        self.spans = fills.spans(self.from, day, &workbook.settings);
        for span in &mut self.spans {
            // A lower bound drawn as a dose would look known.
            span.mg_per_day = span.mg_per_day.filter(|_| span.state == MedState::Known);
        }
        self.facts = fact_rows(view, row);
    }
}

/// Names and values as the panel and the page list them.
pub(super) fn fact_rows(view: &View<'_>, row: &RegistryRow) -> Vec<(&'static str, String)> {
    let (workbook, day) = (view.workbook, view.as_of);
    let events = workbook.events_of(row.patient);
    let months = workbook.settings.naloxone_months;
    let naloxone = row
        .naloxone_on
        .map_or_else(|| format!("none in {months} months"), |on| on.to_string());
    let peg = Peg::last(events, day);
    let mut rows = holding::standing_rows(view, row);
    rows.extend([
        ("Sedatives", standing::sedative_words(workbook, row)),
        ("Naloxone", naloxone),
        (
            "PDMP",
            standing::last_check(events, EventKind::PdmpCheck, day),
        ),
        (
            "Urine test",
            standing::last_check(events, EventKind::UrineDrugTest, day),
        ),
        (
            "Agreement",
            standing::last_check(events, EventKind::Agreement, day),
        ),
        (
            "PEG",
            peg.map_or_else(|| "none on record".to_owned(), |peg| peg.sentence()),
        ),
        ("Visits", holding::visit_words(events, view.today)),
    ]);
    rows
}

/// Draws the panel. True when it is to be closed.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    patient: PatientId,
    state: &mut PanelState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) -> bool {
    let record = view.workbook.patient(patient);
    let (Some(person), Some(row)) = (record, view.registry.row(patient)) else {
        return false;
    };
    state.bring_up_to_date(view, row);
    let (closed, act) = side_panel(
        ui,
        "patient panel",
        |ui| {
            // Each part brings its own space.
            ui.spacing_mut().item_spacing.y = 0.0;
            let closed = head_ui(ui, view, person);
            clinician_ui(ui, view, person, out);
            notices_ui(ui, view, row);
            dose_ui(ui, view, row, state, acts);
            facts_ui(ui, view, row, state);
            gaps::of_patient::gaps_ui(ui, view, patient, acts);
            closed
        },
        |ui| actions_ui(ui, patient),
    );
    acts.extend(act);
    closed
}

fn head_ui(ui: &mut Ui, view: &View<'_>, person: &Patient) -> bool {
    let age = person
        .age_on(view.as_of)
        .map_or_else(|| "age not known".to_owned(), |age| format!("{age} years"));
    let mrn = person.mrn.as_deref().unwrap_or("none");
    let subtitle = format!("{age} · MRN {mrn}");
    let closed = panel_header(ui, &person.name(), Some(&subtitle), "Close patient panel");
    ui.add_space(Theme::of(ui).pt(8.0));
    closed
}

/// What must be seen at once: suicide risk, and why the patient does not count.
fn notices_ui(ui: &mut Ui, view: &View<'_>, row: &RegistryRow) {
    let (workbook, day) = (view.workbook, view.as_of);
    let events = workbook.events_of(row.patient);
    let space = Theme::of(ui).pt(8.0);
    if let Some(rest) = holding::item_nine_words(events, view.today) {
        ui.add_space(space);
        Notice::caution("Talk about suicide risk.", &rest).show(ui);
        ui.add_space(space);
    }
    if let Some(rest) = holding::left_out_words(workbook, row, day) {
        ui.add_space(space);
        Notice::info("Left out of LtOT and measures", &rest).show(ui);
        ui.add_space(space);
    }
}

/// The responsible clinician, chosen from the list.
pub(super) fn clinician_ui(ui: &mut Ui, view: &View<'_>, person: &Patient, out: &mut Vec<Request>) {
    let clinicians: Vec<_> = view.workbook.listed_clinicians().collect();
    let names = clinicians.iter().map(|c| c.name.as_str());
    let options: Vec<&str> = [UNASSIGNED].into_iter().chain(names).collect();
    let position = |id| clinicians.iter().position(|c| Some(c.id) == id);
    let mut chosen = Some(position(person.clinician).map_or(0, |at| at + 1));
    let choice = Choice::new("Responsible clinician", &options)
        .prefix("Clinician")
        .small();
    if choice.show(ui, &mut chosen) {
        let at = chosen.and_then(|at| at.checked_sub(1));
        let clinician = at.and_then(|at| clinicians.get(at)).map(|c| c.id);
        let patient = person.id;
        out.push(Request::Command(Command::AssignClinician {
            patient,
            clinician,
        }));
    }
}

fn dose_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &RegistryRow,
    state: &PanelState,
    acts: &mut Vec<Act>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.add_space(theme.pt(10.0));
    let caption = format!("MED {}", view.as_of);
    text(ui, caption, Style::Small, colors.text_2);
    let ((), pressed) = ends(
        ui,
        "panel dose",
        theme.line_height(Style::Display),
        |ui| number_ui(ui, view, row),
        |ui| link(ui, "Show working").clicked(),
    );
    if pressed {
        acts.push(Act::Working(row.patient));
    }
    ui.add_space(theme.pt(4.0));
    let between = (state.from, view.as_of);
    let limits = view.workbook.settings.thresholds;
    spark::dose_line(ui, &state.spans, between, limits);
    ui.add_space(theme.pt(6.0));
    divider(ui);
    ui.add_space(theme.pt(10.0));
}

/// The big number with its band, or the words where there is none.
pub(super) fn number_ui(ui: &mut Ui, view: &View<'_>, row: &RegistryRow) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let settings = &view.workbook.settings;
    ui.spacing_mut().item_spacing.x = theme.pt(8.0);
    let chip = standing::chip(row, settings);
    match (row.dose.mg_per_day(), row.dose.band(settings)) {
        (Some(_), Some(band)) => {
            text(ui, chip.value, Style::Display, colors.text);
            let label = band.label(settings);
            band_chip_sized(ui, dose_words::chip_band(band), &label, 0.0);
        }
        (Some(_), None) => {
            text(ui, chip.value, Style::Display, colors.text);
            let open = crate::ui::widgets::Band::Open;
            band_chip_sized(ui, open, "at least", 0.0);
        }
        (None, _) => {
            let words = match chip.band {
                None => "none active".to_owned(),
                Some(_) => chip.words(),
            };
            text(ui, words, Style::Title, colors.text);
        }
    }
    if row.dose.by_hand.is_some() {
        text(ui, "by hand", Style::Table, colors.text_2);
    }
    if holding::is_as_needed(view.workbook, row.patient, view.today) {
        text(ui, "as needed, a maximum", Style::Table, colors.text_2);
    }
}

fn facts_ui(ui: &mut Ui, view: &View<'_>, row: &RegistryRow, state: &PanelState) {
    let decision = row.decision(view.workbook);
    let status = standing::status_sentence(row, decision);
    let found = row.rule_hit.map(|hit| hit.sentence());
    let mut rows: Vec<(&str, &str)> = vec![("LtOT", &status)];
    if let Some(found) = &found {
        rows.push(("Found", found));
    }
    let last = view.registry.row(row.patient).and_then(|row| {
        let words = standing::dose_sentence(row, &view.workbook.settings);
        row.last_dose.map(|_| words)
    });
    if let Some(last) = &last {
        rows.push(("Opioids", last));
    }
    rows.extend(
        state
            .facts
            .iter()
            .map(|(name, value)| (*name, value.as_str())),
    );
    facts(ui, &rows);
}

fn actions_ui(ui: &mut Ui, patient: PatientId) -> Option<Act> {
    if Button::primary("Open patient").show(ui).clicked() {
        return Some(Act::Open(patient));
    }
    let add = Button::outlined("Add event…").show(ui);
    add.clicked().then_some(Act::AddEvent(patient))
}
