//! The dialog to add or change a person or a group.

use egui::{Context, Ui};

use crate::domain::command::Command;
use crate::domain::ids::PersonId;
use crate::domain::team::command::TeamCommand;
use crate::domain::team::seats::Seat;
use crate::domain::team::{Person, PersonKind};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, Notice, TextField, checkbox, field_label, text,
};

/// What is typed.
pub(super) struct PersonForm {
    /// What it began with; what has no field stays.
    person: Person,
    kind: Option<usize>,
    seat: Option<usize>,
    hours: String,
    /// Who can stand in: nobody first.
    backups: Vec<(Option<PersonId>, String)>,
    backup: Option<usize>,
    /// Everybody who can be in a group.
    members: Vec<(PersonId, String, bool)>,
    from: DateField,
    until: DateField,
    /// Why it cannot be saved.
    refused: Option<String>,
}

/// How the dialog was left.
pub(super) enum Outcome {
    Save(Box<Person>),
    Leave,
}

impl PersonForm {
    /// The form of a person who is there, or of a new one with number 0.
    pub(super) fn of(view: &View<'_>, person: Person) -> Self {
        let others = || {
            let people = view.workbook.people.iter().filter(|p| p.id != person.id);
            people.filter(|p| p.kind != PersonKind::Group)
        };
        let can_be = |p: &&Person, has: bool| has || p.is_active(view.today);
        let stands_in = others().filter(|p| can_be(p, person.backup == Some(p.id)));
        let mut backups = vec![(None, "Nobody".to_owned())];
        backups.extend(stands_in.map(|p| (Some(p.id), p.name.clone())));
        let members = others().filter(|p| can_be(p, person.members.contains(&p.id)));
        let members = members
            .map(|p| (p.id, p.name.clone(), person.members.contains(&p.id)))
            .collect();
        let seat = person
            .seat
            .and_then(|s| Seat::ALL.iter().position(|x| *x == s));
        Self {
            kind: PersonKind::ALL.iter().position(|k| *k == person.kind),
            seat: Some(seat.map_or(0, |at| at + 1)),
            hours: person
                .hours_a_month
                .map(|h| h.to_string())
                .unwrap_or_default(),
            backup: backups.iter().position(|(id, _)| *id == person.backup),
            backups,
            members,
            from: DateField::new(person.from),
            until: DateField::new(person.until),
            refused: None,
            person,
        }
    }

    fn kind(&self) -> PersonKind {
        let kind = self.kind.and_then(|at| PersonKind::ALL.get(at));
        kind.copied().unwrap_or_default()
    }

    /// The hours as typed; an error when they are no number of hours.
    fn read_hours(&self) -> Result<Option<u32>, &'static str> {
        let typed = self.hours.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let read = typed.parse().ok().filter(|h| (0..=200).contains(h));
        read.map(Some).ok_or("Type 0 to 200 whole hours, e.g. 8.")
    }

    fn can_be_saved(&self) -> bool {
        !self.person.name.trim().is_empty()
            && self.from.is_usable()
            && self.until.is_usable()
            && (self.kind() == PersonKind::Group || self.read_hours().is_ok())
    }

    /// The person as typed.
    fn read(&self) -> Person {
        let kind = self.kind();
        let is_group = kind == PersonKind::Group;
        let seat = self.seat.and_then(|at| Seat::ALL.get(at.checked_sub(1)?));
        let backup = self.backup.and_then(|at| self.backups.get(at));
        let members = self.members.iter().filter(|(_, _, is_in)| *is_in);
        Person {
            kind,
            seat: seat.copied().filter(|_| !is_group),
            hours_a_month: self.read_hours().ok().flatten().filter(|_| !is_group),
            is_time_protected: self.person.is_time_protected && !is_group,
            backup: backup.and_then(|(id, _)| *id).filter(|_| !is_group),
            members: members.map(|(id, ..)| *id).filter(|_| is_group).collect(),
            from: self.from.date(),
            until: self.until.date(),
            ..self.person.clone()
        }
    }
}

/// Draws the dialog; an outcome when it is left. What the file would refuse is said in the dialog.
pub(super) fn form_ui(ctx: &Context, view: &View<'_>, form: &mut PersonForm) -> Option<Outcome> {
    let is_new = form.person.id.0 == 0;
    let (title, primary) = if is_new {
        ("Add a person or group", "Add")
    } else {
        ("Change a person or group", "Save")
    };
    let can_be_saved = form.can_be_saved();
    let dialog = Dialog::new(title)
        .width(660.0)
        .safe("Cancel")
        .primary(primary)
        .primary_enabled(can_be_saved)
        .focus_body();
    let shown = dialog.show(ctx, |ui| body_ui(ui, view, form));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let person = Box::new(form.read());
            let save = Command::Team(TeamCommand::Save(person.clone()));
            match save.edits(view.workbook, &view.status.initials, view.today) {
                Ok(_) => Some(Outcome::Save(person)),
                Err(refusal) => {
                    form.refused = Some(refusal.0);
                    None
                }
            }
        }
        _ => Some(Outcome::Leave),
    }
}

/// Two fields beside each other, each of the width given.
fn pair_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui, f32)) {
    let gap = Theme::of(ui).pt(12.0);
    let half = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        content(ui, half);
    });
}

fn body_ui(ui: &mut Ui, view: &View<'_>, form: &mut PersonForm) {
    if let Some(refused) = &form.refused {
        Notice::error("Not saved.", refused).show(ui);
    }
    pair_ui(ui, |ui, half| {
        let field = TextField::new("Name", &mut form.person.name).width(half);
        let field = field.hint("As it is written in plans").show(ui);
        if ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
        let kinds = PersonKind::ALL.map(PersonKind::label);
        Choice::new("What it is", &kinds)
            .width(half)
            .show(ui, &mut form.kind);
    });
    if form.kind() == PersonKind::Group {
        group_ui(ui, form);
    } else {
        person_ui(ui, form);
    }
    pair_ui(ui, |ui, half| {
        form.from.show(ui, "Since", view.today, half, None);
        form.until.show(ui, "Until", view.today, half, None);
    });
    let label = if form.kind() == PersonKind::Group {
        "Remit"
    } else {
        "Duties, what is worth knowing"
    };
    TextField::new(label, &mut form.person.note)
        .rows(2)
        .show(ui);
}

fn person_ui(ui: &mut Ui, form: &mut PersonForm) {
    let seats = Seat::ALL.map(|seat| {
        if seat.is_required() {
            format!("{}, required", seat.label())
        } else {
            seat.label().to_owned()
        }
    });
    let seats: Vec<&str> = std::iter::once("No seat")
        .chain(seats.iter().map(String::as_str))
        .collect();
    pair_ui(ui, |ui, half| {
        Choice::new("Seat on the team", &seats)
            .width(half)
            .show(ui, &mut form.seat);
        let role = TextField::new("Role at work", &mut form.person.role).width(half);
        role.hint("MA, east wing").show(ui);
    });
    let error = form.read_hours().err();
    let backups: Vec<&str> = form.backups.iter().map(|(_, name)| name.as_str()).collect();
    pair_ui(ui, |ui, half| {
        let hours = TextField::new("Hours a month", &mut form.hours).number();
        hours.width(half).error(error).show(ui);
        Choice::new("Backup", &backups)
            .width(half)
            .show(ui, &mut form.backup);
    });
    checkbox(
        ui,
        &mut form.person.is_time_protected,
        "These hours are protected",
    );
    let contact = TextField::new("Contact", &mut form.person.contact);
    contact
        .hint("Telephone, e-mail, when to reach them")
        .show(ui);
}

fn group_ui(ui: &mut Ui, form: &mut PersonForm) {
    let theme = Theme::of(ui);
    field_label(ui, "Members");
    if form.members.is_empty() {
        let words = "Nobody is in the list yet. Add people first.";
        text(ui, words, Style::Small, theme.color().text_2);
    }
    let half = form.members.len().div_ceil(2).max(1);
    let mut columns = form.members.chunks_mut(half);
    let (left, right) = (columns.next(), columns.next());
    pair_ui(ui, |ui, width| {
        for column in [left, right].into_iter().flatten() {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = theme.pt(2.0);
                for (_, name, is_in) in column {
                    checkbox(ui, is_in, name);
                }
            });
        }
    });
    let cadence = TextField::new("How often it meets", &mut form.person.cadence);
    cadence.hint("Every other Tuesday, 30 minutes").show(ui);
    let contact = TextField::new("Contact", &mut form.person.contact);
    contact.show(ui);
}
