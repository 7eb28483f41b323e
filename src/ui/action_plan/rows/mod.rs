//! The rows of a plan as each view shows them: activities with steps, activities alone, or what is
//! open by person and by date. One shape of row for all, so that every view reads and edits alike.

mod of_plan;
mod of_tasks;

use chrono::NaiveDate;

use super::PlanView;
use crate::domain::action_plan::lists::Due;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::action_plan::{ReviewStatus, Standing, StepState};
use crate::domain::due_text::read_due;
use crate::domain::ids::{ActivityId, StepId};
use crate::domain::team::Person;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ui::action_plan) enum RowId {
    /// A heading over tasks.
    Group(usize),
    /// An activity.
    Activity(ActivityId),
    /// A step.
    Step(StepId, ActivityId),
    /// The step being typed.
    NewStep(ActivityId),
    /// The activity being typed.
    NewActivity,
}

impl RowId {
    /// The activity the row belongs to.
    pub(in crate::ui::action_plan) fn activity(self) -> Option<ActivityId> {
        match self {
            Self::Activity(id) | Self::Step(_, id) | Self::NewStep(id) => Some(id),
            Self::Group(_) | Self::NewActivity => None,
        }
    }

    /// Whether the row is typed and not yet written.
    pub(in crate::ui::action_plan) fn is_new(self) -> bool {
        matches!(self, Self::NewStep(_) | Self::NewActivity)
    }
}

/// The columns from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::ui::action_plan) enum Column {
    Block,
    #[default]
    Text,
    Who,
    When,
    Status,
}

impl Column {
    pub(in crate::ui::action_plan) const ALL: [Self; 5] =
        [Self::Block, Self::Text, Self::Who, Self::When, Self::Status];

    /// The title over the column in a view.
    pub(in crate::ui::action_plan) fn title(self, view: PlanView) -> &'static str {
        match (self, view) {
            (Self::Block, _) => "Block",
            (Self::Text, PlanView::Detailed) => "Activity and steps",
            (Self::Text, PlanView::Simple) => "Activity",
            (Self::Text, _) => "What",
            (Self::Who, PlanView::Simple) => "Manager",
            (Self::Who, _) => "Who",
            (Self::When, PlanView::Simple) => "Date, as written",
            (Self::When, _) => "When, as written",
            (Self::Status, _) => "Status",
        }
    }
}

/// The mark before the words of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::action_plan) enum Mark {
    None,
    Ring,
    Half,
    Disc,
    Diamond,
    Dash,
}

/// A row.
#[derive(Clone, Debug)]
pub(in crate::ui::action_plan) struct Row {
    pub(in crate::ui::action_plan) id: RowId,
    /// "Step 2 of Revise the policy": what screen readers and tests call it.
    pub(in crate::ui::action_plan) name: String,
    pub(in crate::ui::action_plan) block: Option<u8>,
    pub(in crate::ui::action_plan) text: String,
    /// A small line under the text.
    pub(in crate::ui::action_plan) under: String,
    pub(in crate::ui::action_plan) who: String,
    pub(in crate::ui::action_plan) when: String,
    /// A small line under when: the date that counts.
    pub(in crate::ui::action_plan) when_under: String,
    /// Past its date.
    pub(in crate::ui::action_plan) is_late: bool,
    pub(in crate::ui::action_plan) mark: Mark,
    pub(in crate::ui::action_plan) status: String,
    /// A small line under the status.
    pub(in crate::ui::action_plan) status_under: String,
    /// Of an activity in the detailed view: stands over its steps.
    pub(in crate::ui::action_plan) is_head: bool,
    /// Stands in a list of tasks and not under its activity.
    pub(in crate::ui::action_plan) is_task: bool,
}

impl Row {
    /// The words of a cell, as they are edited.
    pub(in crate::ui::action_plan) fn cell(&self, column: Column) -> &str {
        match column {
            Column::Block => "",
            Column::Text => &self.text,
            Column::Who => &self.who,
            Column::When => &self.when,
            Column::Status => &self.status,
        }
    }

    fn empty(id: RowId, name: String) -> Self {
        Self {
            id,
            name,
            block: None,
            text: String::new(),
            under: String::new(),
            who: String::new(),
            when: String::new(),
            when_under: String::new(),
            is_late: false,
            mark: Mark::None,
            status: String::new(),
            status_under: String::new(),
            is_head: false,
            is_task: false,
        }
    }

    fn heading(number: usize, words: String) -> Self {
        Self {
            text: words.clone(),
            ..Self::empty(RowId::Group(number), words)
        }
    }
}

/// Where the step being typed goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::action_plan) struct NewStepAt {
    pub(in crate::ui::action_plan) activity: ActivityId,
    /// Its place from 1; `None` for the end.
    pub(in crate::ui::action_plan) place: Option<u32>,
}

/// What the rows are made from.
pub(in crate::ui::action_plan) struct Making<'a> {
    pub(in crate::ui::action_plan) sheet: &'a PlanSheet<'a>,
    pub(in crate::ui::action_plan) people: &'a [Person],
    pub(in crate::ui::action_plan) today: NaiveDate,
    /// Rows can be added.
    pub(in crate::ui::action_plan) can_add: bool,
    /// Notes stay off the projected screen.
    pub(in crate::ui::action_plan) has_notes: bool,
    pub(in crate::ui::action_plan) new_step: Option<NewStepAt>,
}

/// The rows of a view.
pub(in crate::ui::action_plan) fn rows(view: PlanView, making: &Making<'_>) -> Vec<Row> {
    match view {
        PlanView::Simple => of_plan::plan_rows(making, false),
        PlanView::ByPerson => of_tasks::person_rows(making),
        PlanView::ByDate => of_tasks::date_rows(making),
        _ => of_plan::plan_rows(making, true),
    }
}

/// The date where the text does not say it itself.
fn date_words(on: NaiveDate, text: &str, today: NaiveDate) -> String {
    if text.trim() == on.to_string() {
        String::new()
    } else if read_due(text, today).date == Some(on) || text.is_empty() {
        on.to_string()
    } else {
        format!("sorts as {on}")
    }
}

fn overdue_words(days: i64) -> String {
    match days {
        1 => "overdue 1 day".to_owned(),
        n => format!("overdue {n} days"),
    }
}

fn when_under(due: Due, on: Option<NaiveDate>, text: &str, today: NaiveDate) -> String {
    match (due, on) {
        (Due::Overdue(days), _) => overdue_words(days),
        (_, Some(on)) => date_words(on, text, today),
        _ => String::new(),
    }
}

fn step_state(state: StepState) -> (Mark, &'static str) {
    let mark = match state {
        StepState::NotStarted => Mark::Ring,
        StepState::UnderWay => Mark::Half,
        StepState::Done => Mark::Disc,
    };
    (mark, state.label())
}

fn standing(standing: Standing) -> (Mark, String) {
    let mark = match standing {
        Standing::NotStarted => Mark::Ring,
        Standing::UnderWay | Standing::Reviewed(ReviewStatus::OnTrack) => Mark::Half,
        Standing::StepsDone | Standing::Reviewed(ReviewStatus::Done) => Mark::Disc,
        Standing::Reviewed(ReviewStatus::Behind | ReviewStatus::Stuck) => Mark::Diamond,
        Standing::Reviewed(ReviewStatus::Dropped) => Mark::Dash,
    };
    (mark, standing.label().to_owned())
}
