//! The loaded clinic file: all records, in the order that the rules read them.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::action_plan::{Activity, Plan, Review, Step};
use super::assessment::wording::Wording;
use super::assessment::{Answer, Attendance, Priority, Remark, Round, Sheet};
use super::care_gap::{GapRule, GapWork};
use super::case_review::CaseReview;
use super::challenge::MetChallenge;
use super::chart_review::ChartReview;
use super::clinic::{Clinic, Goal, Settings};
use super::data_plan::DataElement;
use super::departure::{Departure, Handover};
use super::duplicates::DistinctPair;
use super::edit::{Change, Edit};
use super::event::{CareEvent, Decision, HandMed};
use super::fill::{Fill, Product};
use super::history::HistoryEntry;
use super::huddle::HuddleEntry;
use super::ids::{
    ActivityId, ClinicianId, DecisionId, DepartureId, EventId, FillId, HandMedId, LayoutId,
    OwnMeasureId, PatientId, PersonId, PlanId, ProductId, RoundId, SheetId, StepId,
};
use super::import_batch::{ImportKind, ImportRecord};
use super::measure::{
    ChartMark, MeasureChoice, MeasureId, MeasureLogEntry, OwnMeasure, OwnPoint, Snapshot,
    TallyCount, TallyPeriod,
};
use super::milestone::Milestone;
use super::patient::{Clinician, Patient};
use super::patient_fact::PatientFact;
use super::programme::StageId;
use super::saved_view::SavedView;
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
    /// Measures that the team enters, by id.
    pub own_measures: Vec<OwnMeasure>,
    /// Their numbers by measure, day, id.
    pub own_points: Vec<OwnPoint>,
    /// What is set on charts, by day, id.
    pub marks: Vec<ChartMark>,
    /// What the team says of measures, by id.
    pub choices: Vec<MeasureChoice>,
    /// Periods of event tallies by first day, id.
    pub tally_periods: Vec<TallyPeriod>,
    /// Their counts by period, day, id.
    pub tally_counts: Vec<TallyCount>,
    /// Frozen baselines by day, id.
    pub snapshots: Vec<Snapshot>,
    /// The log about measures by day, id.
    pub measure_log: Vec<MeasureLogEntry>,
    /// What holds for patients, by patient, first day, id.
    pub facts: Vec<PatientFact>,
    /// Work on care gaps by patient, rule.
    pub gap_works: Vec<GapWork>,
    /// What is prepared for huddles, by day, patient.
    pub huddle_entries: Vec<HuddleEntry>,
    /// Reviews of patients by patient, day, id.
    pub case_reviews: Vec<CaseReview>,
    /// Clinicians who leave, by id.
    pub departures: Vec<Departure>,
    /// Their patients' ways, by case, patient.
    pub handovers: Vec<Handover>,
    /// Saved views by id.
    pub views: Vec<SavedView>,
    /// The plan of the data that is tracked, by id.
    pub data_elements: Vec<DataElement>,
    /// Peer reviews of charts by day, id.
    pub chart_reviews: Vec<ChartReview>,
    /// Pairs of records that are two, by id.
    pub distinct_pairs: Vec<DistinctPair>,
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
    pub own_measure: i64,
    pub own_point: i64,
    pub chart_mark: i64,
    pub measure_choice: i64,
    pub tally_period: i64,
    pub tally_count: i64,
    pub snapshot: i64,
    pub measure_log: i64,
    pub patient_fact: i64,
    pub gap_work: i64,
    pub huddle_entry: i64,
    pub case_review: i64,
    pub departure: i64,
    pub handover: i64,
    pub saved_view: i64,
    /// Of the data plan.
    pub data_element: i64,
    /// Of chart reviews.
    pub chart_review: i64,
    /// Of pairs that are two.
    pub distinct_pair: i64,
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
            own_measure: 1,
            own_point: 1,
            chart_mark: 1,
            measure_choice: 1,
            tally_period: 1,
            tally_count: 1,
            snapshot: 1,
            measure_log: 1,
            patient_fact: 1,
            gap_work: 1,
            huddle_entry: 1,
            case_review: 1,
            departure: 1,
            handover: 1,
            saved_view: 1,
            data_element: 1,
            chart_review: 1,
            distinct_pair: 1,
        }
    }
}

/// Puts a change into a list of the workbook, whose next free number is kept under another name.
macro_rules! put {
    ($workbook:ident.$list:ident, $next:ident, $change:ident, $key:expr) => {
        put(
            &mut $workbook.$list,
            &mut $workbook.next.$next,
            $change,
            |record| record.id.0,
            $key,
        )
    };
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

    /// The patients that stand in lists: without those merged into another.
    pub fn listed_patients(&self) -> impl Iterator<Item = &Patient> {
        self.patients.iter().filter(|p| p.merged_into.is_none())
    }

    /// The clinicians that stand in lists: without other spellings of one.
    pub fn listed_clinicians(&self) -> impl Iterator<Item = &Clinician> {
        self.clinicians.iter().filter(|c| c.same_as.is_none())
    }

    /// The patient under whom a record of this number stands now: itself, or whom it was merged
    /// into.
    pub fn same_patient(&self, id: PatientId) -> PatientId {
        let merged = |id| self.patient(id).and_then(|p| p.merged_into);
        // As with clinicians, the chain is one long.
        merged(id).map_or(id, |first| merged(first).unwrap_or(first))
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

    /// What holds for the patient, by first day.
    pub fn facts_of(&self, patient: PatientId) -> &[PatientFact] {
        slice(&self.facts, range_of(&self.facts, |f| f.patient, patient))
    }

    /// What was said of a gap.
    pub fn gap_work(&self, patient: PatientId, rule: GapRule) -> Option<&GapWork> {
        let key = |g: &GapWork| (g.patient, g.rule);
        let at = self
            .gap_works
            .binary_search_by_key(&(patient, rule), key)
            .ok()?;
        self.gap_works.get(at)
    }

    /// What is prepared for a patient on a day.
    pub fn huddle_entry(&self, day: NaiveDate, patient: PatientId) -> Option<&HuddleEntry> {
        let key = |h: &HuddleEntry| (h.day, h.patient);
        let at = self
            .huddle_entries
            .binary_search_by_key(&(day, patient), key)
            .ok()?;
        self.huddle_entries.get(at)
    }

    /// The reviews of the patient, oldest first.
    pub fn case_reviews_of(&self, patient: PatientId) -> &[CaseReview] {
        slice(
            &self.case_reviews,
            range_of(&self.case_reviews, |r| r.patient, patient),
        )
    }

    /// The handovers of a case.
    pub fn handovers_of(&self, departure: DepartureId) -> &[Handover] {
        let start = self.handovers.partition_point(|h| h.departure < departure);
        let end = self.handovers.partition_point(|h| h.departure <= departure);
        slice(&self.handovers, start..end)
    }

    /// The clinician that a record of this number stands for: itself, or whom it is another
    /// spelling of.
    pub fn same_clinician(&self, id: ClinicianId) -> ClinicianId {
        let spelling_of = |id| self.clinician(id).and_then(|c| c.same_as);
        // Merging never makes a chain longer than one, and a file from elsewhere cannot hang us.
        spelling_of(id).map_or(id, |first| spelling_of(first).unwrap_or(first))
    }

    /// The responsible clinician of a patient, the one of several spellings that stays.
    pub fn clinician_of(&self, patient: &Patient) -> Option<&Clinician> {
        self.clinician(self.same_clinician(patient.clinician?))
    }

    /// Moves fills to another patient and keeps the order.
    fn move_fills(&mut self, from: PatientId, to: PatientId, fills: &[FillId]) {
        let range = range_of(&self.fills, |f| f.patient, from);
        let mut moved = false;
        for fill in self.fills.get_mut(range).unwrap_or_default() {
            if fills.contains(&fill.id) {
                fill.patient = to;
                moved = true;
            }
        }
        if moved {
            self.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
        }
    }

    /// First and last fill date in the file.
    pub fn fill_period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.fills.iter().map(|f| f.filled).min()?;
        let last = self.fills.iter().map(|f| f.filled).max()?;
        Some((first, last))
    }

    /// The goal set for a measure.
    pub fn goal(&self, measure: impl Into<MeasureId>) -> Option<&Goal> {
        let measure = measure.into();
        self.goals.iter().rev().find(|g| g.measure == measure)
    }

    /// The measure entered by the team with this id.
    pub fn own_measure(&self, id: OwnMeasureId) -> Option<&OwnMeasure> {
        self.own_measures.iter().find(|m| m.id == id)
    }

    /// The numbers entered for a measure, oldest first.
    pub fn points_of(&self, measure: OwnMeasureId) -> &[OwnPoint] {
        slice(
            &self.own_points,
            range_of(&self.own_points, |p| p.measure, measure),
        )
    }

    /// What is set on a measure's chart, oldest first.
    pub fn marks_of(&self, measure: MeasureId) -> impl Iterator<Item = &ChartMark> {
        self.marks.iter().filter(move |m| m.measure == measure)
    }

    /// What the team says of a measure.
    pub fn choice(&self, measure: MeasureId) -> Option<&MeasureChoice> {
        self.choices.iter().find(|c| c.measure == measure)
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

    /// The small tests of an activity in all plans that carried it on.
    pub fn tests_of_thread(&self, thread: ActivityId) -> impl Iterator<Item = &SmallTest> {
        self.tests.iter().filter(move |t| {
            let of = t.activity.and_then(|id| self.activity(id));
            of.is_some_and(|a| a.thread == thread)
        })
    }

    /// The activity as it stands in the newest plan that carried it on.
    pub fn newest_activity(&self, id: ActivityId) -> Option<&Activity> {
        let thread = self.activity(id)?.thread;
        let same = self.activities.iter().filter(|a| a.thread == thread);
        same.max_by_key(|a| (a.plan, a.id))
    }

    /// The step as it stands in the newest plan that carried it on.
    pub fn newest_step(&self, id: StepId) -> Option<&Step> {
        let mut newest = self.step(id)?;
        // A copy has a higher number than what it was made of, so that this ends.
        while let Some(copy) = self
            .steps
            .iter()
            .find(|s| s.carried_from == Some(newest.id) && s.id > newest.id)
        {
            newest = copy;
        }
        Some(newest)
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
            Edit::Patient(c) => put!(self.patients, patient, c, |p| p.id),
            Edit::Clinician(c) => put!(self.clinicians, clinician, c, |p| p.id),
            Edit::Event(c) => put!(self.events, event, c, |e| (e.patient, e.on, e.id)),
            Edit::Decision(c) => put!(self.decisions, decision, c, |d| (d.patient, d.id)),
            Edit::HandMed(c) => put!(self.hand_meds, hand_med, c, |h| (h.patient, h.on, h.id)),
            Edit::Goal(c) => put!(self.goals, goal, c, |g| g.id),
            Edit::Layout(c) => put!(self.layouts, layout, c, |l| l.id),
            Edit::Round(c) => put!(self.rounds, round, c, |r| (r.date, r.id)),
            Edit::Sheet(c) => put!(self.sheets, sheet, c, Sheet::place),
            Edit::Answer(c) => put!(self.answers, answer, c, |a| (a.sheet, a.item, a.id)),
            Edit::Remark(c) => put!(self.remarks, remark, c, |r| (r.round, r.item, r.id)),
            Edit::Priority(c) => put!(self.priorities, priority, c, |p| (p.rank, p.id)),
            Edit::Attendance(c) => {
                put!(self.attendances, attendance, c, |a| (a.round, a.item, a.id));
            }
            Edit::Milestone(c) => put!(self.milestones, milestone, c, |m| m.id),
            Edit::StageRecord(c) => put!(self.stages, stage_record, c, |r| r.id),
            Edit::LogEntry(c) => put!(self.log, log_entry, c, |r| (r.day, r.id)),
            Edit::Plan(c) => put!(self.plans, plan, c, |r| r.id),
            Edit::Activity(c) => put!(self.activities, activity, c, |r| (r.plan, r.place, r.id)),
            Edit::Step(c) => put!(self.steps, step, c, |r| (r.activity, r.place, r.id)),
            Edit::Review(c) => put!(self.reviews, review, c, |r| (r.reviewed_on, r.id)),
            Edit::SmallTest(c) => put!(self.tests, small_test, c, |r| r.id),
            Edit::Challenge(c) => put!(self.challenges, met_challenge, c, |r| (r.met_on, r.id)),
            Edit::Person(c) => put!(self.people, person, c, |r| r.id),
            Edit::OwnMeasure(c) => put!(self.own_measures, own_measure, c, |r| r.id),
            Edit::OwnPoint(c) => {
                put!(self.own_points, own_point, c, |r| (r.measure, r.day, r.id));
            }
            Edit::ChartMark(c) => put!(self.marks, chart_mark, c, |r| (r.day, r.id)),
            Edit::MeasureChoice(c) => put!(self.choices, measure_choice, c, |r| r.id),
            Edit::TallyPeriod(c) => {
                put!(self.tally_periods, tally_period, c, |r| (r.starts_on, r.id));
            }
            Edit::TallyCount(c) => {
                put!(self.tally_counts, tally_count, c, |r| (
                    r.period, r.day, r.id
                ));
            }
            Edit::Snapshot(c) => put!(self.snapshots, snapshot, c, |r| (r.as_of, r.id)),
            Edit::MeasureLog(c) => put!(self.measure_log, measure_log, c, |r| (r.day, r.id)),
            Edit::PatientFact(c) => {
                put!(self.facts, patient_fact, c, |f| (f.patient, f.from, f.id));
            }
            Edit::GapWork(c) => put!(self.gap_works, gap_work, c, |g| (g.patient, g.rule, g.id)),
            Edit::HuddleEntry(c) => put!(self.huddle_entries, huddle_entry, c, |h| (
                h.day, h.patient, h.id
            )),
            Edit::CaseReview(c) => put!(self.case_reviews, case_review, c, |r| (
                r.patient,
                r.reviewed_on,
                r.id
            )),
            Edit::Departure(c) => put!(self.departures, departure, c, |r| r.id),
            Edit::Handover(c) => put!(self.handovers, handover, c, |h| (
                h.departure,
                h.patient,
                h.id
            )),
            Edit::SavedView(c) => put!(self.views, saved_view, c, |v| v.id),
            Edit::DataElement(c) => put!(self.data_elements, data_element, c, |e| e.id),
            Edit::ChartReview(c) => put!(self.chart_reviews, chart_review, c, |r| (
                r.reviewed_on,
                r.id
            )),
            Edit::DistinctPair(c) => put!(self.distinct_pairs, distinct_pair, c, |p| p.id),
            Edit::FillsMoved { from, to, fills } => self.move_fills(*from, *to, fills),
            Edit::Wording(c) => put!(self.wordings, wording, c, |w| w.id),
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

    /// A free number for a new layout.
    pub fn free_layout_id(&self) -> LayoutId {
        LayoutId(self.next.layout)
    }
}

/// Puts a change in, and keeps its number from being given again.
fn put<T: Clone, K: Ord>(
    records: &mut Vec<T>,
    next: &mut i64,
    c: &Change<T>,
    id: impl Fn(&T) -> i64,
    key: impl Fn(&T) -> K,
) {
    let used = c.before.iter().chain(&c.after).map(id).max();
    *next = (*next).max(1 + used.unwrap_or(0));
    change(records, c, key);
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

fn range_of<T, K: Ord + Copy>(records: &[T], key: impl Fn(&T) -> K, id: K) -> Range<usize> {
    let start = records.partition_point(|r| key(r) < id);
    let end = records.partition_point(|r| key(r) <= id);
    start..end
}

fn slice<T>(records: &[T], range: Range<usize>) -> &[T] {
    records.get(range).unwrap_or_default()
}
