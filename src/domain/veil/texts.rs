//! The words people write, kind of record by kind of record.
//!
//! Each takes its record apart whole: a new field has to be put among the words or the rest.

use crate::domain::action_plan::{Activity, Plan, Review, Step};
use crate::domain::assessment::wording::{PublishedItem, Wording};
use crate::domain::assessment::{Answer, Attendance, Priority, Remark, Round, Sheet};
use crate::domain::challenge::MetChallenge;
use crate::domain::chart_review::ChartReview;
use crate::domain::clinic::Clinic;
use crate::domain::data_plan::DataElement;
use crate::domain::measure::{
    ChartMark, MeasureChoice, MeasureLogEntry, OwnMeasure, OwnPoint, Snapshot, SnapshotValue,
    TallyCount, TallyPeriod,
};
use crate::domain::milestone::Milestone;
use crate::domain::patient::Clinician;
use crate::domain::small_test::{Observation, SmallTest};
use crate::domain::stage::{LogEntry, StageRecord};
use crate::domain::team::Person;

/// A record with words in it.
pub(super) trait Texts {
    /// Shows every text to `each`, always in the same order, lists last.
    fn texts(&mut self, each: &mut dyn FnMut(&mut String));
}

/// `Kind { words } lists { lists } rest { what is no text }`.
macro_rules! texts {
    ($($kind:ident { $($word:ident)* } lists { $($list:ident)* } rest { $($rest:ident)* })*) => {$(
        impl Texts for $kind {
            fn texts(&mut self, each: &mut dyn FnMut(&mut String)) {
                let Self { $($word,)* $($list,)* $($rest: _,)* } = self;
                $(each($word);)*
                $($list.iter_mut().for_each(&mut *each);)*
            }
        }
    )*};
}

texts! {
    Clinic { name site } lists {} rest { approach }
    Clinician { name team paired_ma delegate note } lists {} rest { id import pdmp_registered_on comfort treats_oud leaves_on same_as }
    Round { name } lists {} rest { id date kind is_baseline }
    Sheet { name role } lists {} rest { id round kind number people is_anonymous }
    Answer { note by } lists {} rest { id sheet item score on }
    Remark { text by } lists {} rest { id round item kind on }
    Priority { text by } lists {} rest { id rank block item round source on }
    Attendance { by } lists {} rest { id round item invited attended on }
    Milestone { text owner evidence lessons by } lists {} rest { id entry stage block status focus target_on reached_on cadence_months last_done_on is_hidden on }
    StageRecord { by } lists {} rest { id stage planned_from planned_to began_on ended_on aims_met on }
    LogEntry { outcome who text by } lists {} rest { id day stage kind begin_on on }
    Plan { title horizon intro success_measure capacity by } lists { next_time } rest { id from through previous closed_on on }
    Activity { text manager due_text note by } lists { resources } rest { id plan thread place block due_on is_ongoing in_place_by in_place_on after milestones carried_from on }
    Step { what who when_text note by } lists {} rest { id activity place when_on begun_on done_on is_for_meeting carried_from on }
    Review { note by } lists {} rest { id activity reviewed_on status on }
    MetChallenge { text approach result by } lists {} rest { id entry block met_on ended_on step on }
    OwnMeasure { name definition method caveat reference by } lists {} rest { id kind form per better period retired_on on }
    OwnPoint { clinician source note by } lists {} rest { id measure day numerator denominator on }
    ChartMark { words by } lists {} rest { id measure day kind on }
    MeasureChoice { note by } lists {} rest { id measure importance feasibility motivation is_watched in_appraisal is_hidden on }
    TallyPeriod { by } lists { categories } rest { id measure starts_on ends_on on }
    TallyCount { category by } lists {} rest { id period day count }
    MeasureLogEntry { who words by } lists {} rest { id kind day measure on }
    DataElement { name when how change kept_by why gives by } lists {} rest { id priority is_tracked exists is_discrete is_consistent on }
    ChartReview { reviewer reviewed activity note by } lists {} rest { id reviewed_on charts met on }
    Person { name role cadence contact note by } lists {} rest { id kind seat hours_a_month is_time_protected backup members from until on }
}

impl Texts for SmallTest {
    fn texts(&mut self, each: &mut dyn FnMut(&mut String)) {
        let Self {
            change,
            aim,
            who,
            place,
            prediction,
            measure_text,
            observations,
            happened,
            next,
            by,
            id: _,
            starts_on: _,
            ends_on: _,
            measure: _,
            decision: _,
            decided_on: _,
            previous: _,
            is_first_cycle: _,
            activity: _,
            challenge: _,
            block: _,
            on: _,
        } = self;
        for text in [
            change,
            aim,
            who,
            place,
            prediction,
            measure_text,
            happened,
            next,
            by,
        ] {
            each(text);
        }
        for Observation { on: _, text } in observations {
            each(text);
        }
    }
}

impl Texts for Snapshot {
    fn texts(&mut self, each: &mut dyn FnMut(&mut String)) {
        let Self {
            method,
            cautions,
            values,
            by,
            id: _,
            as_of: _,
            basis: _,
            on: _,
        } = self;
        each(method);
        each(cautions);
        each(by);
        for value in values {
            let SnapshotValue {
                name,
                measure: _,
                unit: _,
                end: _,
                value: _,
                numerator: _,
                denominator: _,
                unknown: _,
            } = value;
            each(name);
        }
    }
}

impl Texts for Wording {
    fn texts(&mut self, each: &mut dyn FnMut(&mut String)) {
        let Self {
            source,
            by,
            items,
            id: _,
            on: _,
        } = self;
        each(source);
        each(by);
        for item in items {
            let PublishedItem {
                title,
                stem,
                levels,
                number: _,
            } = item;
            each(title);
            each(stem);
            levels.iter_mut().for_each(&mut *each);
        }
    }
}
