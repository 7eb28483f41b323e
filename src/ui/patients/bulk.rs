//! One change for many patients, with what it will do said beforehand.

use egui::{Context, Ui};

use super::FirstFocus;
use crate::domain::command::Command;
use crate::domain::edit::Edit;
use crate::domain::event::{EventKind, Tier};
use crate::domain::ids::{ClinicianId, PatientFactId, PatientId};
use crate::domain::patient::{Clinician, Patient};
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact, PatientFactCommand};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, Notice, Segment, TextField, segmented, text,
};

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Clinician,
    Tier,
    Event,
    Fact,
}

impl What {
    const ALL: [Self; 4] = [Self::Event, Self::Clinician, Self::Tier, Self::Fact];

    fn label(self) -> &'static str {
        match self {
            Self::Clinician => "New clinician",
            Self::Tier => "New tier",
            Self::Event => "Event",
            Self::Fact => "Status or flag",
        }
    }
}

/// Kinds of events that many patients can have in common; a score is each patient's own.
const EVENTS: [EventKind; 9] = [
    EventKind::Outreach,
    EventKind::PdmpCheck,
    EventKind::Agreement,
    EventKind::Naloxone,
    EventKind::Education,
    EventKind::NonOpioidOption,
    EventKind::Visit,
    EventKind::Appointment,
    EventKind::Note,
];

const TIERS: [(&str, Tier); 3] = [
    ("low", Tier::Low),
    ("moderate", Tier::Moderate),
    ("high", Tier::High),
];

/// A change for many being made up.
pub(super) struct Bulk {
    patients: Vec<PatientId>,
    what: usize,
    clinician: Option<usize>,
    tier: Option<usize>,
    event: Option<usize>,
    fact: Option<usize>,
    on: DateField,
    words: String,
    refusal: Option<String>,
    focus: FirstFocus,
}

impl Bulk {
    /// A form for these patients.
    pub fn new(view: &View<'_>, patients: Vec<PatientId>) -> Self {
        Self {
            patients,
            what: 0,
            clinician: None,
            tier: None,
            event: Some(0),
            fact: None,
            on: DateField::new(Some(view.today)),
            words: String::new(),
            refusal: None,
            focus: FirstFocus::wanted(),
        }
    }

    fn what(&self) -> What {
        What::ALL.get(self.what).copied().unwrap_or(What::Event)
    }

    /// The command, or what is still to be chosen.
    fn command(
        &self,
        clinicians: &[(Option<ClinicianId>, String)],
    ) -> Result<Command, &'static str> {
        let patients = self.patients.clone();
        let chosen = |at: Option<usize>, sentence| at.ok_or(sentence);
        if self.what() == What::Clinician {
            let at = chosen(self.clinician, "Choose the clinician.")?;
            let clinician = clinicians.get(at).and_then(|c| c.0);
            return Ok(Command::AssignClinicianToAll {
                patients,
                clinician,
            });
        }
        let on = self.on.date().ok_or("Give the day.")?;
        let words = self.words.trim();
        match self.what() {
            What::Tier => {
                let at = chosen(self.tier, "Choose the tier.")?;
                let tier = TIERS.get(at).map_or("", |t| t.0);
                if words.is_empty() {
                    return Err("Give the reason for the tier.");
                }
                Ok(Command::AddEventToAll {
                    patients,
                    on,
                    kind: EventKind::RiskTier,
                    value: format!("{tier}: {words}"),
                })
            }
            What::Fact => {
                let at = chosen(self.fact, "Choose the status or flag.")?;
                let kind = facts().nth(at).ok_or("Choose the status or flag.")?;
                let fact = PatientFact {
                    id: PatientFactId(0),
                    patient: PatientId(0),
                    kind,
                    from: Some(on),
                    to: None,
                    due: None,
                    words: words.to_owned(),
                    outcome: String::new(),
                    is_restricted: kind.is_restricted_at_first(),
                    by: String::new(),
                    on,
                };
                let command = PatientFactCommand::SaveForAll(patients, Box::new(fact));
                Ok(Command::PatientFact(command))
            }
            What::Event | What::Clinician => {
                let at = chosen(self.event, "Choose the event.")?;
                let kind = EVENTS.get(at).copied().ok_or("Choose the event.")?;
                if words.is_empty() && kind != EventKind::Visit {
                    return Err("Say what came of it, in the field for the result.");
                }
                Ok(Command::AddEventToAll {
                    patients,
                    on,
                    kind,
                    value: words.to_owned(),
                })
            }
        }
    }
}

/// What many patients can share: a status or a flag.
fn facts() -> impl Iterator<Item = FactKind> {
    let group = |group| FactKind::of_group(group);
    group(FactGroup::Status)
        .chain(group(FactGroup::Indication))
        .chain(group(FactGroup::Flag))
}

/// Clinicians who can be responsible, by name; nobody first.
fn clinicians(view: &View<'_>) -> Vec<(Option<ClinicianId>, String)> {
    let all = view.workbook.clinicians.iter();
    let own = all.filter(|c| c.same_as.is_none());
    let mut named: Vec<_> = own.map(|c| (Some(c.id), c.name.clone())).collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named.insert(0, (None, "nobody".to_owned()));
    named
}

/// Draws the form. True when it is done with.
pub(super) fn bulk_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut Bulk,
    out: &mut Vec<Request>,
) -> bool {
    let clinicians = clinicians(view);
    let command = form.command(&clinicians);
    let preview = preview(view, form, command.as_ref().ok());
    let title = match form.patients.len() {
        1 => "Change 1 patient".to_owned(),
        many => format!("Change {many} patients"),
    };
    let response = Dialog::new(&title)
        .subtitle("All in one step, which undo takes back whole")
        .width(680.0)
        .safe("Cancel")
        .primary("Change")
        .primary_enabled(preview.is_some())
        .focus_body()
        .show(ctx, |ui| {
            let segments = What::ALL.map(|what| Segment::new(what.label()));
            if segmented(ui, "What is changed", &segments, &mut form.what) {
                form.words.clear();
                form.refusal = None;
            }
            fields_ui(ui, view, form, &clinicians);
            preview_ui(ui, preview.as_deref(), command.as_ref().err().copied());
            if let Some(refusal) = &form.refusal {
                Notice::error("It cannot be done like this.", refusal).show(ui);
            }
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => {
            let Ok(command) = command else { return false };
            match view.tried(command) {
                Ok(request) => {
                    out.push(request);
                    true
                }
                Err(why) => {
                    form.refusal = Some(why);
                    false
                }
            }
        }
        Some(DialogOutcome::Extra(_)) | None => false,
    }
}

fn fields_ui(
    ui: &mut Ui,
    view: &View<'_>,
    form: &mut Bulk,
    clinicians: &[(Option<ClinicianId>, String)],
) {
    let half = (ui.available_width() - Theme::of(ui).gap()) / 2.0;
    let what = form.what();
    if what == What::Clinician {
        let names: Vec<&str> = clinicians.iter().map(|c| c.1.as_str()).collect();
        Choice::new("Clinician for all of them", &names).show(ui, &mut form.clinician);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(half);
            match what {
                What::Tier => {
                    let names = TIERS.map(|t| t.0);
                    Choice::new("Risk tier", &names).show(ui, &mut form.tier);
                }
                What::Fact => {
                    let names: Vec<&str> = facts().map(FactKind::label).collect();
                    Choice::new("Status or flag", &names).show(ui, &mut form.fact);
                }
                What::Event | What::Clinician => {
                    let names = EVENTS.map(EventKind::label);
                    if Choice::new("Kind of event", &names).show(ui, &mut form.event) {
                        form.words.clear();
                    }
                }
            }
        });
        let label = if what == What::Fact { "From" } else { "Day" };
        form.on.show(ui, label, view.today, half, None);
    });
    words_ui(ui, form);
}

/// The result or reason, with the usual ones to choose from.
fn words_ui(ui: &mut Ui, form: &mut Bulk) {
    let what = form.what();
    let label = match what {
        What::Tier => "Why, by the clinic's criteria",
        What::Fact => "Why, or what exactly",
        What::Event | What::Clinician => "Result, or why, how, and what came of it",
    };
    let kind = form.event.and_then(|at| EVENTS.get(at));
    let usual = match what {
        What::Event => kind.map_or(&[] as &[&str], |kind| kind.usual_values()),
        _ => &[],
    };
    if !usual.is_empty() {
        let segments: Vec<Segment> = usual.iter().map(|words| Segment::new(*words)).collect();
        let mut at = usual
            .iter()
            .position(|u| *u == form.words)
            .unwrap_or(usize::MAX);
        // More than five do not fit in one row of the dialog.
        for (row, part) in segments.chunks(5).enumerate() {
            let first = row * 5;
            let mut here = at.checked_sub(first).unwrap_or(usize::MAX);
            let name = if row == 0 {
                "Usual results"
            } else {
                "More usual results"
            };
            if crate::ui::widgets::segmented_small(ui, name, part, &mut here) {
                at = first + here;
                form.words = usual.get(at).map_or_else(String::new, |w| (*w).to_owned());
            }
        }
    }
    let field = TextField::new(label, &mut form.words).show(ui);
    if form.focus.take() {
        field.request_focus();
    }
}

/// What the command will do, a line for each patient; `None` while it cannot be carried out.
fn preview(view: &View<'_>, form: &Bulk, command: Option<&Command>) -> Option<Vec<String>> {
    let edits = command?
        .clone()
        .edits(view.workbook, &view.status.initials, view.today);
    let edits = edits.ok()?.edits;
    let name = |id: PatientId| {
        let patient = view.workbook.patient(id);
        patient.map_or_else(String::new, Patient::name)
    };
    let who = |id: Option<ClinicianId>| {
        let clinician = id.and_then(|id| view.workbook.clinician(id));
        clinician.map_or("nobody", Clinician::short_name).to_owned()
    };
    let line = |edit: &Edit| match edit {
        Edit::Patient(c) => {
            let (before, after) = (c.before.as_ref()?, c.after.as_ref()?);
            let (was, is) = (who(before.clinician), who(after.clinician));
            Some(format!("{}: {was}, then {is}", before.name()))
        }
        Edit::Event(c) => {
            let event = c.after.as_ref()?;
            let label = event.kind.label();
            Some(format!(
                "{}: {label} on {}, {}",
                name(event.patient),
                event.on,
                event.value
            ))
        }
        Edit::PatientFact(c) => {
            let (before, fact) = (c.before.as_ref(), c.after.as_ref()?);
            let verb = if before.is_some() { "ends" } else { "from" };
            let day = if before.is_some() { fact.to } else { fact.from };
            let day = day.map_or_else(String::new, |d| d.to_string());
            Some(format!(
                "{}: {} {verb} {day}",
                name(fact.patient),
                fact.kind.label()
            ))
        }
        _ => None,
    };
    let mut lines: Vec<String> = edits.iter().filter_map(line).collect();
    let same = form.patients.len().saturating_sub(edits.len());
    if same > 0 {
        lines.push(format!(
            "{same} stand like this already and stay as they are."
        ));
    }
    (!edits.is_empty()).then_some(lines)
}

fn preview_ui(ui: &mut Ui, lines: Option<&[String]>, missing: Option<&str>) {
    /// More are counted.
    const SHOWN: usize = 6;
    let colors = *Theme::of(ui).color();
    text(ui, "What will change", Style::Small, colors.text_2);
    match lines {
        None => {
            let words = missing.unwrap_or("Nothing: all of them stand like this already.");
            text(ui, words, Style::Body, colors.text_2);
        }
        Some(lines) => {
            for line in lines.iter().take(SHOWN) {
                text(ui, line.as_str(), Style::Table, colors.text);
            }
            if let Some(more) = lines.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                text(ui, format!("and {more} more"), Style::Table, colors.text_2);
            }
        }
    }
}
