//! The dialog to add or change a clinician.

use egui::{Context, Ui};

use crate::domain::command::Command;
use crate::domain::patient::Clinician;
use crate::domain::roster::RosterCommand;
use crate::ui::names::known_names;
use crate::ui::patients::FirstFocus;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, KnownName, Notice, TextField, WhoField,
};

const COMFORT: [&str; 6] = [
    "not asked",
    "1, not at all",
    "2",
    "3",
    "4",
    "5, very much so",
];
const TREATS: [&str; 3] = ["not known", "yes", "no"];

/// What is typed.
pub(super) struct ClinicianForm {
    clinician: Clinician,
    registered_on: DateField,
    leaves_on: DateField,
    comfort: Option<usize>,
    treats_oud: Option<usize>,
    /// Why it cannot be saved.
    refused: Option<String>,
    focus: FirstFocus,
}

/// How the dialog was left.
pub(super) enum Outcome {
    Save(Box<Clinician>),
    Leave,
}

impl ClinicianForm {
    /// The form of a clinician who is there, or of a new one with number 0.
    pub fn of(clinician: Clinician) -> Self {
        Self {
            registered_on: DateField::new(clinician.pdmp_registered_on),
            leaves_on: DateField::new(clinician.leaves_on),
            comfort: Some(clinician.comfort.map_or(0, usize::from)),
            treats_oud: Some(match clinician.treats_oud {
                None => 0,
                Some(true) => 1,
                Some(false) => 2,
            }),
            refused: None,
            focus: FirstFocus::wanted(),
            clinician,
        }
    }

    /// The clinician as typed.
    fn read(&self) -> Clinician {
        let comfort = self.comfort.and_then(|at| u8::try_from(at).ok());
        Clinician {
            pdmp_registered_on: self.registered_on.date(),
            leaves_on: self.leaves_on.date(),
            comfort: comfort.filter(|c| *c > 0),
            treats_oud: match self.treats_oud {
                Some(1) => Some(true),
                Some(2) => Some(false),
                _ => None,
            },
            ..self.clinician.clone()
        }
    }
}

/// Draws the dialog; an outcome when it is left. What the file would refuse is said in the dialog.
pub(super) fn form_ui(ctx: &Context, view: &View<'_>, form: &mut ClinicianForm) -> Option<Outcome> {
    let is_new = form.clinician.id.0 == 0;
    let (title, primary) = if is_new {
        ("Add a clinician", "Add")
    } else {
        ("Change a clinician", "Save")
    };
    let can_be_saved = !form.clinician.name.trim().is_empty()
        && form.registered_on.is_usable()
        && form.leaves_on.is_usable();
    let dialog = Dialog::new(title)
        .width(660.0)
        .safe("Cancel")
        .primary(primary)
        .primary_enabled(can_be_saved)
        .focus_body();
    let shown = dialog.show(ctx, |ui| body_ui(ui, view, form));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let clinician = Box::new(form.read());
            let save = Command::Roster(RosterCommand::SaveClinician(clinician.clone()));
            match view.tried(save) {
                Ok(_) => Some(Outcome::Save(clinician)),
                Err(why) => {
                    form.refused = Some(why);
                    None
                }
            }
        }
        _ => Some(Outcome::Leave),
    }
}

fn body_ui(ui: &mut Ui, view: &View<'_>, form: &mut ClinicianForm) {
    let theme = Theme::of(ui);
    if let Some(why) = &form.refused {
        Notice::error("Not saved.", why).show(ui);
    }
    let known = known_names(view);
    let width = (ui.available_width() - theme.gap()) / 2.0;
    let field = TextField::new("Name", &mut form.clinician.name);
    let response = field.hint("Hanley, Sean MD").show(ui);
    if form.focus.take() {
        response.request_focus();
    }
    two(ui, |ui| {
        let teams = teams(view);
        let team = WhoField::new("Team", &mut form.clinician.team, &teams);
        team.single().width(width).show(ui);
        let paired = WhoField::new("Paired MA or nurse", &mut form.clinician.paired_ma, &known);
        paired.single().width(width).show(ui);
    });
    two(ui, |ui| {
        let label = "Registered with the State PDMP on";
        form.registered_on.show(ui, label, view.today, width, None);
        let delegate = WhoField::new("PDMP delegate", &mut form.clinician.delegate, &known);
        delegate.single().width(width).show(ui);
    });
    two(ui, |ui| {
        let comfort = Choice::new("Comfort with pain care", &COMFORT).width(width);
        comfort.show(ui, &mut form.comfort);
        let treats = Choice::new("Prescribes for opioid use disorder", &TREATS).width(width);
        treats.show(ui, &mut form.treats_oud);
    });
    let leaves = &mut form.leaves_on;
    leaves.show(ui, "Last day at the clinic", view.today, width, None);
    TextField::new("Note", &mut form.clinician.note)
        .hint("What stands in the way of PDMP registration, and what would help")
        .rows(3)
        .show(ui);
}

fn two(ui: &mut Ui, fields: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui).gap();
        fields(ui);
    });
}

/// Teams that are entered already.
fn teams(view: &View<'_>) -> Vec<KnownName> {
    let teams = view.workbook.listed_clinicians().map(|c| c.team.as_str());
    let mut teams: Vec<&str> = teams.filter(|team| !team.is_empty()).collect();
    teams.sort_unstable();
    teams.dedup();
    teams
        .into_iter()
        .map(|team| KnownName::new(team, "Team"))
        .collect()
}
