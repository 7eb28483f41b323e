//! What is done with gaps: giving them to a person, letting them wait, closing them without the
//! check.

use chrono::{Days, NaiveDate};
use egui::{Context, Id, Key, Ui};

use crate::domain::care_gap::{GapCommand, GapKey};
use crate::domain::command::Command;
use crate::domain::patient::Patient;
use crate::ui::names::known_names;
use crate::ui::patients::FirstFocus;
use crate::ui::patients::dialogs::GapTask;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, DateField, Dialog, DialogOutcome, KnownName, TextField, WhoField, field_error, text,
};

/// Reasons to let a gap wait.
const WAITING: [&str; 4] = [
    "Done at the next visit",
    "Result awaited",
    "Not reached yet",
    "Patient is away",
];
/// Reasons to close a gap without the check.
const CLOSING: [&str; 4] = [
    "Done elsewhere",
    "Patient declined",
    "Does not apply to this patient",
    "Kept on paper",
];

/// What is being done with gaps.
pub(in crate::ui::patients) struct GapWorkForm {
    task: GapTask,
    gaps: Vec<GapKey>,
    subtitle: String,
    who: String,
    known: Vec<KnownName>,
    day: DateField,
    reason: String,
    refused: Option<String>,
    focus: FirstFocus,
}

impl GapWorkForm {
    /// A form for these gaps.
    pub fn new(view: &View<'_>, task: GapTask, gaps: Vec<GapKey>) -> Self {
        let subtitle = match gaps.as_slice() {
            [(patient, rule)] => {
                let patient = view.workbook.patient(*patient);
                let name = patient.map_or_else(|| "1 patient".to_owned(), Patient::name);
                format!("{name} · {}", rule.label())
            }
            many => format!("{} gaps", many.len()),
        };
        let work = gaps
            .first()
            .and_then(|gap| view.workbook.gap_work(gap.0, gap.1));
        let who = work.map_or_else(String::new, |w| w.assigned_to.clone());
        let day = match task {
            GapTask::Close => Some(view.today),
            _ => view.today.checked_add_days(Days::new(14)),
        };
        Self {
            task,
            subtitle,
            who: if gaps.len() == 1 { who } else { String::new() },
            known: known_names(view),
            day: DateField::new(day),
            reason: String::new(),
            refused: None,
            focus: FirstFocus::wanted(),
            gaps,
        }
    }

    fn command(&self) -> Result<Command, String> {
        let gaps = self.gaps.clone();
        let day = |missing: &str| self.day.date().ok_or_else(|| missing.to_owned());
        Ok(Command::Gap(match self.task {
            GapTask::Assign => GapCommand::Assign(gaps, self.who.clone()),
            GapTask::Snooze => {
                let until = day("Give the day up to which it waits, like 2026-03-04 or +2w.")?;
                GapCommand::Snooze(gaps, until, self.reason.clone())
            }
            GapTask::Close => {
                let on = day("Give the day from which it counts as done, like 2026-03-04.")?;
                GapCommand::Close(gaps, on, self.reason.clone())
            }
            GapTask::Reopen => GapCommand::Reopen(gaps),
        }))
    }
}

/// Draws the form. True when it is done with.
pub(in crate::ui::patients) fn gap_work_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut GapWorkForm,
    out: &mut Vec<Request>,
) -> bool {
    let (title, button) = match form.task {
        GapTask::Assign => ("Assign gaps", "Assign"),
        GapTask::Snooze => ("Snooze gaps", "Snooze"),
        GapTask::Close => ("Close without the check", "Close gaps"),
        GapTask::Reopen => ("Wait no longer", "Wait no longer"),
    };
    let subtitle = form.subtitle.clone();
    let response = Dialog::new(title)
        .subtitle(&subtitle)
        .width(620.0)
        .safe("Cancel")
        .primary(button)
        .focus_body()
        .show(ctx, |ui| {
            let entered = match form.task {
                GapTask::Assign => who_ui(ui, view, form),
                GapTask::Snooze => snooze_ui(ui, view, form),
                GapTask::Close | GapTask::Reopen => close_ui(ui, view, form),
            };
            if let Some(why) = &form.refused {
                field_error(ui, why);
            }
            entered
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => save(view, form, out),
        _ if response.inner => save(view, form, out),
        _ => false,
    }
}

fn save(view: &View<'_>, form: &mut GapWorkForm, out: &mut Vec<Request>) -> bool {
    match form.command().and_then(|command| view.tried(command)) {
        Ok(request) => {
            out.push(request);
            true
        }
        Err(why) => {
            form.refused = Some(why);
            false
        }
    }
}

/// Whether the field was left with Enter.
fn entered(ui: &Ui, field: &egui::Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn explain(ui: &mut Ui, words: &str) {
    let ink = Theme::of(ui).color().text_2;
    text(ui, words, Style::Body, ink);
}

fn who_ui(ui: &mut Ui, view: &View<'_>, form: &mut GapWorkForm) -> bool {
    explain(
        ui,
        "A person of the team, or any name. Left empty, the gaps are given to nobody.",
    );
    let field = WhoField::new("Assigned to", &mut form.who, &form.known)
        .single()
        .hint("name")
        .id(Id::unique("who has the gaps"))
        .show(ui);
    if form.focus.take() {
        field.request_focus();
    }
    let initials = view.status.initials.trim();
    ui.horizontal(|ui| {
        let me = format!("Me ({initials})");
        if !initials.is_empty() && Button::outlined(&me).small().show(ui).clicked() {
            initials.clone_into(&mut form.who);
        }
        if Button::outlined("Nobody").small().show(ui).clicked() {
            form.who.clear();
        }
    });
    // The list under the field needs room in the dialog.
    ui.add_space(Theme::of(ui).pt(90.0));
    entered(ui, &field)
}

fn snooze_ui(ui: &mut Ui, view: &View<'_>, form: &mut GapWorkForm) -> bool {
    explain(
        ui,
        "The gaps leave the list and come back on the day after. Measures are not changed.",
    );
    let done = day_ui(ui, view, form, "Waits to");
    ui.horizontal(|ui| {
        for (words, days) in [("1 week", 7), ("2 weeks", 14), ("1 month", 30)] {
            if Button::outlined(words).small().show(ui).clicked() {
                form.day = DateField::new(view.today.checked_add_days(Days::new(days)));
            }
        }
    });
    reason_ui(ui, form, "Why, where it helps others", &WAITING) || done
}

fn close_ui(ui: &mut Ui, view: &View<'_>, form: &mut GapWorkForm) -> bool {
    explain(
        ui,
        "Without the check: the gaps count as done on the day, for this list alone. Where the check was made, \
         add its event instead.",
    );
    let done = day_ui(ui, view, form, "Counts as done on");
    reason_ui(ui, form, "Why", &CLOSING) || done
}

fn day_ui(ui: &mut Ui, view: &View<'_>, form: &mut GapWorkForm, label: &str) -> bool {
    let width = Theme::of(ui).pt(240.0);
    let today: NaiveDate = view.today;
    // What is closed is closed today as a rule: the reason has the focus then.
    let wants_focus = form.task != GapTask::Close;
    let field = form.day.show(ui, label, today, width, None);
    if wants_focus && form.focus.take() {
        field.request_focus();
    }
    entered(ui, &field)
}

fn reason_ui(ui: &mut Ui, form: &mut GapWorkForm, label: &str, usual: &[&str]) -> bool {
    let field = TextField::new(label, &mut form.reason).show(ui);
    if form.focus.take() {
        field.request_focus();
    }
    let done = entered(ui, &field);
    ui.horizontal_wrapped(|ui| {
        for words in usual {
            if Button::outlined(words).small().show(ui).clicked() {
                (*words).clone_into(&mut form.reason);
            }
        }
    });
    done
}
