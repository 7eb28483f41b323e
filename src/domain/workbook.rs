//! The loaded clinic file: all records, in the order that the rules read them.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::action_plan::{Activity, Plan, Review, Step};
use super::assessment::wording::Wording;
use super::assessment::{Answer, Attendance, Priority, Remark, Round, Sheet};
use super::challenge::MetChallenge;
use super::clinic::{Clinic, Goal, Settings};
use super::edit::{Change, Edit};
use super::event::{CareEvent, Decision, HandMed};
use super::fill::{Fill, Product};
use super::history::HistoryEntry;
use super::ids::{
    ActivityId, ClinicianId, DecisionId, EventId, GoalId, HandMedId, LayoutId, PatientId, PersonId,
    PlanId, ProductId, RoundId, SheetId, StepId,
};
use super::import_batch::{ImportKind, ImportRecord};
use super::milestone::Milestone;
use super::patient::{Clinician, Patient};
use super::programme::StageId;
use super::small_test::SmallTest;
use super::stage::{LogEntry, StageRecord};
use super::team::Person;

/// A remembered reading of an export's columns, found again by its header row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedLayout {
    /// Record number in the clinic file.
    pub id: LayoutId,
    /// Name shown to people.
    pub name: String,
    /// The header row, lower case, joined with tabs.
    pub fingerprint: String,
    /// What the table holds.
    pub kind: ImportKind,
    /// Column meanings and date order as the import room writes them.
    pub mapping: serde_json::Value,
}

/// All records of one clinic file. Patients, fills and events are kept sorted: patients by id,
/// fills by patient and fill date, events by patient and date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The clinic.
    pub clinic: Clinic,
    /// Its choices.
    pub settings: Settings,
    /// Patients by id.
    pub patients: Vec<Patient>,
    /// Clinicians and prescribers by id.
    pub clinicians: Vec<Clinician>,
    /// Product texts by id.
    pub products: Vec<Product>,
    /// Fills by patient, fill date, id.
    pub fills: Vec<Fill>,
    /// Care events by patient, date, id.
    pub events: Vec<CareEvent>,
    /// Verdicts by patient, id.
    pub decisions: Vec<Decision>,
    /// Hand-entered MED values by patient, date, id.
    pub hand_meds: Vec<HandMed>,
    /// Goals by id.
    pub goals: Vec<Goal>,
    /// Remembered layouts by id.
    pub layouts: Vec<SavedLayout>,
    /// Imports by id, undone ones too.
    pub imports: Vec<ImportRecord>,
    /// Rounds of the self-assessment by date, id.
    pub rounds: Vec<Round>,
    /// Their sheets by round, kind, number.
    pub sheets: Vec<Sheet>,
    /// Their answers by sheet, item.
    pub answers: Vec<Answer>,
    /// Remarks by round, item, id.
    pub remarks: Vec<Remark>,
    /// Priorities by rank.
    pub priorities: Vec<Priority>,
    /// Attendance by round, item.
    pub attendances: Vec<Attendance>,
    /// What the clinic has entered about milestones, by id.
    pub milestones: Vec<Milestone>,
    /// What the clinic has entered about stages, by id.
    pub stages: Vec<StageRecord>,
    /// The dated log by day, id.
    pub log: Vec<LogEntry>,
    /// Action plans by id, the oldest first.
    pub plans: Vec<Plan>,
    /// Activities by plan, place.
    pub activities: Vec<Activity>,
    /// Steps by activity, place.
    pub steps: Vec<Step>,
    /// Reviews of activities by day, id.
    pub reviews: Vec<Review>,
    /// Small tests of change by id.
    pub tests: Vec<SmallTest>,
    /// Challenges met by day, id.
    pub challenges: Vec<MetChallenge>,
    /// People and groups by id.
    pub people: Vec<Person>,
    /// The loaded wording of the instrument, if any.
    pub wordings: Vec<Wording>,
    /// The newest entries of the history, newest last.
    pub history: Vec<HistoryEntry>,
    /// The next free number of each kind of record.
    pub next: NextIds,
}

/// The next free record numbers; a number is never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct NextIds {
    pub patient: i64,
    pub clinician: i64,
    pub product: i64,
    pub fill: i64,
    pub event: i64,
    pub decision: i64,
    pub hand_med: i64,
    pub goal: i64,
    pub layout: i64,
    pub import: i64,
    pub round: i64,
    pub sheet: i64,
    pub answer: i64,
    pub remark: i64,
    pub priority: i64,
    pub attendance: i64,
    pub wording: i64,
    pub milestone: i64,
    pub stage_record: i64,
    pub log_entry: i64,
    pub plan: i64,
    pub activity: i64,
    pub step: i64,
    pub review: i64,
    pub small_test: i64,
    pub met_challenge: i64,
    pub person: i64,
}

impl Default for NextIds {
    fn default() -> Self {
        Self {
            patient: 1,
            clinician: 1,
            product: 1,
            fill: 1,
            event: 1,
            decision: 1,
            hand_med: 1,
            goal: 1,
            layout: 1,
            import: 1,
            round: 1,
            sheet: 1,
            answer: 1,
            remark: 1,
            priority: 1,
            attendance: 1,
            wording: 1,
            milestone: 1,
            stage_record: 1,
            log_entry: 1,
            plan: 1,
            activity: 1,
            step: 1,
            review: 1,
            small_test: 1,
            met_challenge: 1,
            person: 1,
        }
    }
}

impl Workbook {
    /// The patient with this id.
    pub fn patient(&self, id: PatientId) -> Option<&Patient> {
        let at = self.patients.binary_search_by_key(&id, |p| p.id).ok()?;
        self.patients.get(at)
    }

    /// The clinician with this id.
    pub fn clinician(&self, id: ClinicianId) -> Option<&Clinician> {
        let at = self.clinicians.binary_search_by_key(&id, |c| c.id).ok()?;
        self.clinicians.get(at)
    }

    /// The product with this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        let at = self.products.binary_search_by_key(&id, |p| p.id).ok()?;
        self.products.get(at)
    }

    /// The patient's fills, oldest first.
    pub fn fills_of(&self, patient: PatientId) -> &[Fill] {
        slice(&self.fills, range_of(&self.fills, |f| f.patient, patient))
    }

    /// The patient's events, oldest first.
    pub fn events_of(&self, patient: PatientId) -> &[CareEvent] {
        slice(&self.events, range_of(&self.events, |e| e.patient, patient))
    }

    /// The patient's verdicts, oldest first.
    pub fn decisions_of(&self, patient: PatientId) -> &[Decision] {
        slice(
            &self.decisions,
            range_of(&self.decisions, |d| d.patient, patient),
        )
    }

    /// The patient's hand-entered MED values, oldest first.
    pub fn hand_meds_of(&self, patient: PatientId) -> &[HandMed] {
        slice(
            &self.hand_meds,
            range_of(&self.hand_meds, |h| h.patient, patient),
        )
    }

    /// First and last fill date in the file.
    pub fn fill_period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.fills.iter().map(|f| f.filled).min()?;
        let last = self.fills.iter().map(|f| f.filled).max()?;
        Some((first, last))
    }

    /// The goal set for a measure.
    pub fn goal(&self, measure: &str) -> Option<&Goal> {
        self.goals.iter().rev().find(|g| g.measure == measure)
    }

    /// The round with this id.
    pub fn round(&self, id: RoundId) -> Option<&Round> {
        self.rounds.iter().find(|r| r.id == id)
    }

    /// The round marked as the clinic's baseline.
    pub fn baseline_round(&self) -> Option<&Round> {
        self.rounds.iter().find(|r| r.is_baseline)
    }

    /// The sheet with this id.
    pub fn sheet(&self, id: SheetId) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.id == id)
    }

    /// The sheets of a round: the shared answer, groups, persons.
    pub fn sheets_of(&self, round: RoundId) -> &[Sheet] {
        let start = self.sheets.partition_point(|s| s.round < round);
        let end = self.sheets.partition_point(|s| s.round <= round);
        slice(&self.sheets, start..end)
    }

    /// The answer of a sheet to an item; `None` when it is blank and has no note.
    pub fn answer(&self, sheet: SheetId, item: u8) -> Option<&Answer> {
        let at = self
            .answers
            .partition_point(|a| (a.sheet, a.item) < (sheet, item));
        let found = self.answers.get(at);
        found.filter(|a| a.sheet == sheet && a.item == item)
    }

    /// The answers of a sheet by item.
    pub fn answers_of(&self, sheet: SheetId) -> &[Answer] {
        let start = self.answers.partition_point(|a| a.sheet < sheet);
        let end = self.answers.partition_point(|a| a.sheet <= sheet);
        slice(&self.answers, start..end)
    }

    /// The remarks on an item in a round, oldest first.
    pub fn remarks_on(&self, round: RoundId, item: u8) -> impl Iterator<Item = &Remark> {
        self.remarks
            .iter()
            .filter(move |r| r.round == round && r.item == item)
    }

    /// Who took part in the training of an item, as looked up in a round.
    pub fn attendance(&self, round: RoundId, item: u8) -> Option<&Attendance> {
        self.attendances
            .iter()
            .find(|a| a.round == round && a.item == item)
    }

    /// The plan with this id.
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.iter().find(|p| p.id == id)
    }

    /// The activity with this id.
    pub fn activity(&self, id: ActivityId) -> Option<&Activity> {
        self.activities.iter().find(|a| a.id == id)
    }

    /// The step with this id.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == id)
    }

    /// The activities of a plan in order.
    pub fn activities_of(&self, plan: PlanId) -> &[Activity] {
        let start = self.activities.partition_point(|a| a.plan < plan);
        let end = self.activities.partition_point(|a| a.plan <= plan);
        slice(&self.activities, start..end)
    }

    /// The steps of an activity in order.
    pub fn steps_of(&self, activity: ActivityId) -> &[Step] {
        let start = self.steps.partition_point(|s| s.activity < activity);
        let end = self.steps.partition_point(|s| s.activity <= activity);
        slice(&self.steps, start..end)
    }

    /// The reviews of an activity in all plans that carried it on, the oldest first.
    pub fn reviews_of_thread(&self, thread: ActivityId) -> impl Iterator<Item = &Review> {
        self.reviews.iter().filter(move |r| {
            let of = self.activity(r.activity);
            of.is_some_and(|a| a.thread == thread)
        })
    }

    /// The person or group with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|p| p.id == id)
    }

    /// What the clinic has entered about a stage.
    pub fn stage(&self, stage: StageId) -> Option<&StageRecord> {
        self.stages.iter().find(|r| r.stage == stage)
    }

    /// The published wording the clinic has loaded.
    pub fn wording(&self) -> Option<&Wording> {
        self.wordings.last()
    }

    /// Brings the records up to what the edit says. `ImportUndone` needs the rows from the file:
    /// the caller loads the workbook anew.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Clinic(c) => self.clinic = c.after.clone().unwrap_or_default(),
            Edit::Settings(c) => self.settings = c.after.clone().unwrap_or_default(),
            Edit::Patient(c) => {
                self.next.patient = self.next.patient.max(1 + id_of(c, |p| p.id.0));
                change(&mut self.patients, c, |p| p.id);
            }
            Edit::Clinician(c) => {
                self.next.clinician = self.next.clinician.max(1 + id_of(c, |p| p.id.0));
                change(&mut self.clinicians, c, |p| p.id);
            }
            Edit::Event(c) => {
                self.next.event = self.next.event.max(1 + id_of(c, |e| e.id.0));
                change(&mut self.events, c, |e| (e.patient, e.on, e.id));
            }
            Edit::Decision(c) => {
                self.next.decision = self.next.decision.max(1 + id_of(c, |d| d.id.0));
                change(&mut self.decisions, c, |d| (d.patient, d.id));
            }
            Edit::HandMed(c) => {
                self.next.hand_med = self.next.hand_med.max(1 + id_of(c, |h| h.id.0));
                change(&mut self.hand_meds, c, |h| (h.patient, h.on, h.id));
            }
            Edit::Goal(c) => {
                self.next.goal = self.next.goal.max(1 + id_of(c, |g| g.id.0));
                change(&mut self.goals, c, |g| g.id);
            }
            Edit::Layout(c) => {
                self.next.layout = self.next.layout.max(1 + id_of(c, |l| l.id.0));
                change(&mut self.layouts, c, |l| l.id);
            }
            Edit::Round(c) => {
                self.next.round = self.next.round.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.rounds, c, |r| (r.date, r.id));
            }
            Edit::Sheet(c) => {
                self.next.sheet = self.next.sheet.max(1 + id_of(c, |s| s.id.0));
                change(&mut self.sheets, c, Sheet::place);
            }
            Edit::Answer(c) => {
                self.next.answer = self.next.answer.max(1 + id_of(c, |a| a.id.0));
                change(&mut self.answers, c, |a| (a.sheet, a.item, a.id));
            }
            Edit::Remark(c) => {
                self.next.remark = self.next.remark.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.remarks, c, |r| (r.round, r.item, r.id));
            }
            Edit::Priority(c) => {
                self.next.priority = self.next.priority.max(1 + id_of(c, |p| p.id.0));
                change(&mut self.priorities, c, |p| (p.rank, p.id));
            }
            Edit::Attendance(c) => {
                self.next.attendance = self.next.attendance.max(1 + id_of(c, |a| a.id.0));
                change(&mut self.attendances, c, |a| (a.round, a.item, a.id));
            }
            Edit::Milestone(c) => {
                self.next.milestone = self.next.milestone.max(1 + id_of(c, |m| m.id.0));
                change(&mut self.milestones, c, |m| m.id);
            }
            Edit::StageRecord(c) => {
                self.next.stage_record = self.next.stage_record.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.stages, c, |r| r.id);
            }
            Edit::LogEntry(c) => {
                self.next.log_entry = self.next.log_entry.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.log, c, |r| (r.day, r.id));
            }
            Edit::Plan(c) => {
                self.next.plan = self.next.plan.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.plans, c, |r| r.id);
            }
            Edit::Activity(c) => {
                self.next.activity = self.next.activity.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.activities, c, |r| (r.plan, r.place, r.id));
            }
            Edit::Step(c) => {
                self.next.step = self.next.step.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.steps, c, |r| (r.activity, r.place, r.id));
            }
            Edit::Review(c) => {
                self.next.review = self.next.review.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.reviews, c, |r| (r.reviewed_on, r.id));
            }
            Edit::SmallTest(c) => {
                self.next.small_test = self.next.small_test.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.tests, c, |r| r.id);
            }
            Edit::Challenge(c) => {
                self.next.met_challenge = self.next.met_challenge.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.challenges, c, |r| (r.met_on, r.id));
            }
            Edit::Person(c) => {
                self.next.person = self.next.person.max(1 + id_of(c, |r| r.id.0));
                change(&mut self.people, c, |r| r.id);
            }
            Edit::Wording(c) => {
                self.next.wording = self.next.wording.max(1 + id_of(c, |w| w.id.0));
                change(&mut self.wordings, c, |w| w.id);
            }
            Edit::ImportUndone { import, undone } => {
                if let Some(record) = self.imports.iter_mut().find(|i| i.id == *import) {
                    record.undone = *undone;
                }
            }
        }
    }

    /// A free number for a new event.
    pub fn free_event_id(&self) -> EventId {
        EventId(self.next.event)
    }

    /// A free number for a new verdict.
    pub fn free_decision_id(&self) -> DecisionId {
        DecisionId(self.next.decision)
    }

    /// A free number for a new hand-entered MED.
    pub fn free_hand_med_id(&self) -> HandMedId {
        HandMedId(self.next.hand_med)
    }

    /// A free number for a new goal.
    pub fn free_goal_id(&self) -> GoalId {
        GoalId(self.next.goal)
    }

    /// A free number for a new layout.
    pub fn free_layout_id(&self) -> LayoutId {
        LayoutId(self.next.layout)
    }
}

fn id_of<T>(c: &Change<T>, id: impl Fn(&T) -> i64) -> i64 {
    c.before.iter().chain(&c.after).map(id).max().unwrap_or(0)
}

/// Takes the record before out and puts the record after in at its sorted place.
fn change<T: Clone, K: Ord>(records: &mut Vec<T>, c: &Change<T>, key: impl Fn(&T) -> K) {
    if let Some(before) = &c.before
        && let Ok(at) = records.binary_search_by_key(&key(before), &key)
    {
        records.remove(at);
    }
    if let Some(after) = &c.after {
        match records.binary_search_by_key(&key(after), &key) {
            Ok(at) => {
                if let Some(record) = records.get_mut(at) {
                    *record = after.clone();
                }
            }
            Err(at) => records.insert(at, after.clone()),
        }
    }
}

fn range_of<T>(records: &[T], patient: impl Fn(&T) -> PatientId, id: PatientId) -> Range<usize> {
    let start = records.partition_point(|r| patient(r) < id);
    let end = records.partition_point(|r| patient(r) <= id);
    start..end
}

fn slice<T>(records: &[T], range: Range<usize>) -> &[T] {
    records.get(range).unwrap_or_default()
}
