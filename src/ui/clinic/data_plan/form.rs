//! The dialog to add or change an element of the data plan.

use egui::{Context, Ui};

use crate::domain::command::Command;
use crate::domain::data_plan::{DataElement, DataPlanCommand, DataPriority};
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Choice, Dialog, DialogOutcome, NOT_KNOWN, Notice, TextField, checkbox};

const ANSWERS: [&str; 3] = [NOT_KNOWN, "yes", "no"];

/// What is typed.
pub(super) struct ElementForm {
    element: DataElement,
    priority: Option<usize>,
    exists: Option<usize>,
    is_discrete: Option<usize>,
    is_consistent: Option<usize>,
    /// Why it cannot be saved.
    refused: Option<String>,
    is_fresh: bool,
}

/// How the dialog was left.
pub(super) enum Left {
    Saving(Box<DataElement>),
    Cancelled,
}

impl ElementForm {
    /// A new element.
    pub fn new(view: &View<'_>) -> Self {
        Self::of(DataElement::named("", view.today))
    }

    /// The form of an element that is there.
    pub fn of(element: DataElement) -> Self {
        let place = |answer: Option<bool>| match answer {
            None => Some(0),
            Some(true) => Some(1),
            Some(false) => Some(2),
        };
        Self {
            priority: DataPriority::ALL
                .iter()
                .position(|p| *p == element.priority),
            exists: place(element.exists),
            is_discrete: place(element.is_discrete),
            is_consistent: place(element.is_consistent),
            refused: None,
            is_fresh: true,
            element,
        }
    }

    fn read(&self) -> DataElement {
        let answer = |place: Option<usize>| match place {
            Some(1) => Some(true),
            Some(2) => Some(false),
            _ => None,
        };
        let priority = self.priority.and_then(|at| DataPriority::ALL.get(at));
        DataElement {
            priority: priority.copied().unwrap_or_default(),
            exists: answer(self.exists),
            is_discrete: answer(self.is_discrete),
            is_consistent: answer(self.is_consistent),
            ..self.element.clone()
        }
    }
}

/// Draws the dialog; an outcome when it is left. What the file would refuse is said in the dialog.
pub(super) fn form_ui(ctx: &Context, view: &View<'_>, form: &mut ElementForm) -> Option<Left> {
    let (title, primary) = if form.element.id.0 == 0 {
        ("Add to the data plan", "Add")
    } else {
        ("Change the data plan", "Save")
    };
    let dialog = Dialog::new(title)
        .width(660.0)
        .safe("Cancel")
        .primary(primary)
        .primary_enabled(!form.element.name.trim().is_empty())
        .focus_body();
    let shown = dialog.show(ctx, |ui| body_ui(ui, form));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let element = Box::new(form.read());
            let save = DataPlanCommand::Save(element.clone());
            match view.tried(Command::DataPlan(save)) {
                Ok(_) => Some(Left::Saving(element)),
                Err(why) => {
                    form.refused = Some(why);
                    None
                }
            }
        }
        _ => Some(Left::Cancelled),
    }
}

fn body_ui(ui: &mut Ui, form: &mut ElementForm) {
    if let Some(why) = &form.refused {
        Notice::error("Not saved.", why).show(ui);
    }
    let gap = Theme::of(ui).gap();
    let whole = ui.available_width();
    let (half, third) = ((whole - gap) / 2.0, (whole - 2.0 * gap) / 3.0);
    let row = |ui: &mut Ui, fields: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            fields(ui);
        });
    };
    row(ui, &mut |ui| {
        let name = TextField::new("Element", &mut form.element.name);
        let response = name.hint("Urine drug test").width(half).show(ui);
        if std::mem::take(&mut form.is_fresh) {
            response.request_focus();
        }
        let labels = DataPriority::ALL.map(DataPriority::label);
        let priority = Choice::new("Wanted", &labels).width(half);
        priority.show(ui, &mut form.priority);
    });
    row(ui, &mut |ui| {
        for (label, place) in [
            ("The chart has a place for it", &mut form.exists),
            ("A field of its own", &mut form.is_discrete),
            ("Recorded the same by all", &mut form.is_consistent),
        ] {
            Choice::new(label, &ANSWERS).width(third).show(ui, place);
        }
    });
    row(ui, &mut |ui| {
        let when = TextField::new("When it is collected", &mut form.element.when);
        when.hint("at each visit").width(half).show(ui);
        let how = TextField::new("How, and where it is written", &mut form.element.how);
        how.hint("MA asks, flowsheet").width(half).show(ui);
    });
    row(ui, &mut |ui| {
        let kept = TextField::new("Who keeps it up, and how often", &mut form.element.kept_by);
        kept.hint("QI lead, monthly export").width(half).show(ui);
        let change = TextField::new("What has to change first", &mut form.element.change);
        change.width(half).show(ui);
    });
    row(ui, &mut |ui| {
        let why = TextField::new("Why it is collected", &mut form.element.why);
        why.width(half).show(ui);
        let gives = TextField::new(
            "What clinic and clinicians get back",
            &mut form.element.gives,
        );
        gives.hint("a run chart each month").width(half).show(ui);
    });
    checkbox(
        ui,
        &mut form.element.is_tracked,
        "The team keeps it up already",
    );
}
