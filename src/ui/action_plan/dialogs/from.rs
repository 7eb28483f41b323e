//! Work that comes from elsewhere: a milestone becomes an activity, a challenge a step.

use egui::Context;

use super::open_plan;
use crate::domain::action_plan::command::{PlanCommand, PlanFacts, StepText};
use crate::domain::challenge::MetChallenge;
use crate::domain::challenge::command::ChallengeCommand;
use crate::domain::command::Command;
use crate::domain::ids::{ActivityId, PlanId, StepId};
use crate::domain::milestone::list;
use crate::domain::programme::StageId;
use crate::domain::workbook::Workbook;
use crate::ui::action_plan::ask;
use crate::ui::action_plan::rows::RowId;
use crate::ui::names::known_names;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, Dialog, DialogOutcome, KnownName, TextField, WhoField, text};

/// How the dialog was closed.
pub(super) enum Closed {
    /// Nothing is planned.
    Cancelled,
    /// It becomes this row.
    Planned(RowId),
}

/// What is planned.
enum Source {
    /// A milestone: its code and block.
    Milestone(String, Option<u8>),
    /// A challenge met, and the activity its step goes into; none for a new one.
    Challenge(Box<MetChallenge>, Option<usize>),
}

/// What is typed.
pub(super) struct FromDialog {
    source: Source,
    row: StepText,
    has_asked: bool,
}

impl FromDialog {
    pub(super) fn milestone(code: &str, workbook: &Workbook) -> Option<Self> {
        let lines = StageId::ALL
            .into_iter()
            .flat_map(|stage| list::lines(workbook, stage));
        let line = lines.into_iter().find(|l| l.code() == code)?;
        let target = line.record.and_then(|r| r.target_on);
        Some(Self {
            row: StepText {
                what: line.text().to_owned(),
                who: line.record.map(|r| r.owner.clone()).unwrap_or_default(),
                when: target.map(|d| d.to_string()).unwrap_or_default(),
            },
            source: Source::Milestone(code.to_owned(), line.block()),
            has_asked: false,
        })
    }

    pub(super) fn challenge(challenge: MetChallenge, workbook: &Workbook) -> Self {
        let plan = open_plan(workbook);
        let activities = plan.map_or(&[][..], |p| workbook.activities_of(p));
        let same = activities.iter().position(|a| a.block == challenge.block);
        let what = if challenge.approach.is_empty() {
            challenge.title().to_owned()
        } else {
            challenge.approach.clone()
        };
        Self {
            row: StepText {
                what,
                ..StepText::default()
            },
            source: Source::Challenge(Box::new(challenge), same),
            has_asked: false,
        }
    }

    /// Draws it; says how it was closed.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        out: &mut Vec<Request>,
    ) -> Option<Closed> {
        let plan = open_plan(view.workbook);
        let (title, words) = match self.source {
            Source::Milestone(..) => ("Plan this milestone", "Add activity"),
            Source::Challenge(..) => ("Make a step of this challenge", "Add step"),
        };
        let where_to = match plan.and_then(|p| view.workbook.plan(p)) {
            Some(plan) => format!("In “{}”", plan.title),
            None => "No plan is open: a first one is made".to_owned(),
        };
        let dialog = Dialog::new(title)
            .subtitle(&where_to)
            .safe("Cancel")
            .primary(words)
            .primary_enabled(!self.row.what.trim().is_empty())
            .focus_body();
        let known = known_names(view);
        let shown = dialog.show(ctx, |ui| self.form_ui(ui, view, plan, &known));
        let outcome = shown.outcome?;
        if outcome != DialogOutcome::Confirmed {
            return Some(Closed::Cancelled);
        }
        Some(Closed::Planned(self.ask(view, plan, out)))
    }

    fn form_ui(
        &mut self,
        ui: &mut egui::Ui,
        view: &View<'_>,
        plan: Option<PlanId>,
        known: &[KnownName],
    ) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = theme.pt(8.0);
        let what = TextField::new("What is to be done", &mut self.row.what)
            .rows(2)
            .show(ui);
        if !self.has_asked {
            self.has_asked = true;
            what.request_focus();
        }
        if let Source::Challenge(_, chosen) = &mut self.source {
            let activities = plan.map_or(&[][..], |p| view.workbook.activities_of(p));
            if activities.is_empty() {
                let words = "The plan has no activity yet: one is made with the challenge's name.";
                text(ui, words, Style::Small, theme.color().text_2);
            } else {
                let labels: Vec<&str> = activities.iter().map(|a| a.text.as_str()).collect();
                Choice::new("Of which activity", &labels)
                    .hint("A new one with the challenge's name")
                    .show(ui, chosen);
            }
        }
        WhoField::new("Who", &mut self.row.who, known).show(ui);
        TextField::new("When", &mut self.row.when)
            .hint("3/4, +2w, end of March, or words")
            .show(ui);
    }

    /// Asks for the plan if there is none, the activity and the step; gives the row that comes.
    fn ask(&self, view: &View<'_>, plan: Option<PlanId>, out: &mut Vec<Request>) -> RowId {
        let next = &view.workbook.next;
        let plan = plan.unwrap_or_else(|| {
            let facts = PlanFacts {
                title: "Plan 1".to_owned(),
                from: Some(view.today),
                ..PlanFacts::default()
            };
            ask(PlanCommand::Add(facts), out);
            PlanId(next.plan)
        });
        match &self.source {
            Source::Milestone(code, block) => {
                ask(
                    PlanCommand::AddActivity {
                        plan,
                        block: *block,
                        row: self.row.clone(),
                        milestones: vec![code.clone()],
                        place: None,
                    },
                    out,
                );
                RowId::Activity(ActivityId(next.activity))
            }
            Source::Challenge(challenge, chosen) => {
                let activities = view.workbook.activities_of(plan);
                let chosen = chosen.and_then(|at| activities.get(at)).map(|a| a.id);
                let activity = chosen.unwrap_or_else(|| {
                    let row = StepText {
                        what: challenge.title().to_owned(),
                        ..StepText::default()
                    };
                    ask(
                        PlanCommand::AddActivity {
                            plan,
                            block: challenge.block,
                            row,
                            milestones: Vec::new(),
                            place: None,
                        },
                        out,
                    );
                    ActivityId(next.activity)
                });
                let row = self.row.clone();
                ask(
                    PlanCommand::AddStep {
                        activity,
                        row,
                        place: None,
                    },
                    out,
                );
                let step = StepId(next.step);
                let mut linked = (**challenge).clone();
                linked.step = Some(step);
                let save = ChallengeCommand::Save(Box::new(linked));
                out.push(Request::Command(Command::Challenge(save)));
                RowId::Step(step, activity)
            }
        }
    }
}
