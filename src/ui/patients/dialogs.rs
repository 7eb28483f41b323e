//! Which dialog of the tab is open, and what opens it.

use egui::Context;

use super::add_event::{self, AddEvent};
use super::decide::{self, Decide};
use super::gaps::work::{self, GapWorkForm};
use super::hand_med::{self, HandMedForm};
use super::reviews::form::{self, ReviewForm};
use super::working::{self, WorkingDialog};
use crate::domain::care_gap::{GapCommand, GapKey};
use crate::domain::command::Command;
use crate::domain::event::{EventKind, Verdict};
use crate::domain::ids::{CaseReviewId, PatientId};
use crate::ui::request::Request;
use crate::ui::view::View;

/// What list, panel and page ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Show the patient's page.
    Open(PatientId),
    /// Add an event.
    AddEvent(PatientId),
    /// Add an event of this kind.
    AddEventOf(PatientId, EventKind),
    /// Do something with gaps.
    Gaps(GapTask, Vec<GapKey>),
    /// Add a review by the pain team, or change one.
    Review(PatientId, Option<CaseReviewId>),
    /// Show how the dose was worked out.
    Working(PatientId),
    /// Enter a dose by hand.
    EnterByHand(PatientId),
    /// Decide about long-term opioid therapy.
    Decide(Vec<PatientId>, Verdict),
}

/// What is done with gaps beside adding the event that closes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapTask {
    /// Give them to a person.
    Assign,
    /// Let them wait.
    Snooze,
    /// Close them without the check.
    Close,
    /// End waiting and closing; nothing is asked.
    Reopen,
}

/// The open dialogs; at most one is shown, the newest on top.
#[derive(Default)]
pub(super) struct Dialogs {
    add_event: Option<AddEvent>,
    decide: Option<Decide>,
    working: Option<WorkingDialog>,
    hand_med: Option<HandMedForm>,
    gap_work: Option<GapWorkForm>,
    review: Option<ReviewForm>,
}

impl Dialogs {
    /// Opens the dialog of an act, or carries out what needs no question.
    pub fn start(&mut self, act: Act, view: &View<'_>, out: &mut Vec<Request>) {
        match act {
            Act::Open(patient) => out.push(Request::ShowPatient(patient)),
            Act::AddEvent(patient) => self.add_event = Some(AddEvent::new(view, patient)),
            Act::AddEventOf(patient, kind) => {
                self.add_event = Some(AddEvent::of_kind(view, patient, kind));
            }
            Act::Gaps(GapTask::Reopen, gaps) => {
                out.push(Request::Command(Command::Gap(GapCommand::Reopen(gaps))));
            }
            Act::Gaps(task, gaps) => self.gap_work = Some(GapWorkForm::new(view, task, gaps)),
            Act::Review(patient, review) => {
                self.review = Some(ReviewForm::new(view, patient, review));
            }
            Act::Working(patient) => self.working = Some(WorkingDialog::new(patient)),
            Act::EnterByHand(patient) => self.hand_med = Some(HandMedForm::new(view, patient)),
            Act::Decide(patients, verdict) => match verdict {
                // Nothing is asked: the rule's finding is kept with the verdict.
                Verdict::Confirmed | Verdict::Deferred => {
                    let reason = String::new();
                    let (from, to) = (None, None);
                    out.push(Request::Command(Command::Decide {
                        patients,
                        verdict,
                        reason,
                        from,
                        to,
                    }));
                }
                Verdict::Rejected | Verdict::Added => {
                    self.decide = Some(Decide::new(view, patients, verdict));
                }
            },
        }
    }

    fn is_any_open(&self) -> bool {
        self.hand_med.is_some()
            || self.working.is_some()
            || self.add_event.is_some()
            || self.decide.is_some()
            || self.gap_work.is_some()
            || self.review.is_some()
    }

    /// Draws the open dialog. True when the last one was closed.
    pub fn show(&mut self, ctx: &Context, view: &View<'_>, out: &mut Vec<Request>) -> bool {
        let was_open = self.is_any_open();
        self.draw(ctx, view, out);
        was_open && !self.is_any_open()
    }

    fn draw(&mut self, ctx: &Context, view: &View<'_>, out: &mut Vec<Request>) {
        if let Some(form) = &mut self.hand_med {
            if hand_med::hand_med_ui(ctx, view, form, out) {
                self.hand_med = None;
            }
        } else if let Some(open) = &mut self.working {
            match working::working_ui(ctx, view, open, out) {
                working::Outcome::Stay => {}
                working::Outcome::Close => self.working = None,
                working::Outcome::EnterByHand(patient) => {
                    self.hand_med = Some(HandMedForm::new(view, patient));
                }
            }
        } else if let Some(form) = &mut self.add_event {
            if add_event::add_event_ui(ctx, view, form, out) {
                self.add_event = None;
            }
        } else if let Some(form) = &mut self.decide {
            if decide::decide_ui(ctx, view, form, out) {
                self.decide = None;
            }
        } else if let Some(form) = &mut self.gap_work {
            if work::gap_work_ui(ctx, view, form, out) {
                self.gap_work = None;
            }
        } else if let Some(open) = &mut self.review
            && form::review_ui(ctx, view, open, out)
        {
            self.review = None;
        }
    }
}
