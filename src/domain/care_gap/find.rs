//! Works out the gaps of a patient on a day, rule by rule.

use chrono::NaiveDate;

use super::naloxone::{has_reason, last_offered};
use super::{Audience, Gap, GapNote, GapRule, GapState, months_of_tier};
use crate::domain::checks::{Checks, Recorded, due_on, naloxone_due_on};
use crate::domain::clinic::Settings;
use crate::domain::event::{EventKind, Tier};
use crate::domain::huddle::booked_visits;
use crate::domain::registry::RegistryRow;
use crate::domain::workbook::Workbook;

/// What is the same for all patients on a day.
pub(super) struct Finder<'a> {
    workbook: &'a Workbook,
    day: NaiveDate,
    due_soon_days: i64,
    rules: Vec<Rule>,
    recorded: Recorded,
    /// The first case review of anybody.
    first_review: Option<NaiveDate>,
}

/// A rule that is looked at.
struct Rule {
    what: GapRule,
    audience: Audience,
    /// For low, moderate and high risk.
    months: [u32; 3],
}

impl Rule {
    /// The months of a tier; `None` when the tier is unknown and would decide.
    fn months_of(&self, tier: Option<Tier>) -> Option<u32> {
        months_of_tier(self.months, tier)
    }

    /// The last day that something done on a day counts for.
    fn due_on(&self, done: NaiveDate, months: u32) -> NaiveDate {
        match self.what {
            GapRule::Naloxone => naloxone_due_on(done, months),
            _ => due_on(done, months),
        }
    }

    /// The events that satisfy it, where events do.
    fn kinds(&self) -> &'static [EventKind] {
        match self.what {
            GapRule::Agreement | GapRule::AgreementCurrent => &[EventKind::Agreement],
            GapRule::Pdmp => &[EventKind::PdmpCheck],
            GapRule::UrineTest => &[EventKind::UrineDrugTest],
            GapRule::Visit => &[EventKind::Visit],
            GapRule::CarePlan => &[EventKind::CarePlan],
            GapRule::Tier => &[EventKind::RiskTier],
            GapRule::Depression => &[EventKind::Phq2, EventKind::Phq9],
            GapRule::Education => &[EventKind::Education],
            GapRule::Function
            | GapRule::Naloxone
            | GapRule::Booked
            | GapRule::MedOnRecord
            | GapRule::HighDoseReview => &[],
        }
    }
}

impl<'a> Finder<'a> {
    pub(super) fn on(workbook: &'a Workbook, settings: &Settings, day: NaiveDate) -> Self {
        let in_force = |rule: &GapRule| {
            let setting = settings.gaps.rule(*rule);
            setting.is_on.then(|| Rule {
                what: *rule,
                audience: setting.audience,
                months: settings.gaps.months(*rule, settings),
            })
        };
        Self {
            workbook,
            day,
            due_soon_days: i64::from(settings.gaps.due_soon_days),
            rules: GapRule::ALL.iter().filter_map(in_force).collect(),
            recorded: Recorded::of(workbook),
            first_review: workbook.case_reviews.iter().map(|r| r.reviewed_on).min(),
        }
    }

    /// The gaps of a patient, by rule; none of who is not on long-term therapy.
    pub(super) fn gaps_of(&self, row: &RegistryRow) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if !row.is_on_ltot {
            return gaps;
        }
        let checks = Checks::of(self.workbook, row.patient, self.day);
        let patient = Patient {
            finder: self,
            row,
            checks,
            tier: checks.tier(),
        };
        for rule in &self.rules {
            // One thing is not listed twice: without an agreement that counts, the version is not
            // asked about.
            let is_told = rule.what == GapRule::AgreementCurrent
                && gaps.iter().any(|g: &Gap| {
                    g.rule == GapRule::Agreement
                        && matches!(g.state, GapState::Overdue(_) | GapState::Never)
                });
            if !is_told {
                gaps.extend(patient.gap(rule));
            }
        }
        gaps
    }

    /// What keeps a rule from being looked at for anybody.
    pub(super) fn remarks(&self) -> Vec<String> {
        let has_version = self.workbook.settings.agreement_version_from.is_some();
        let current = GapRule::AgreementCurrent;
        let is_blind = self.is_on(current) && !has_version;
        let sentence = format!(
            "{} is not looked at: the day from which it holds is not entered in the settings.",
            current.label()
        );
        is_blind.then_some(sentence).into_iter().collect()
    }

    fn is_on(&self, rule: GapRule) -> bool {
        self.rules.iter().any(|r| r.what == rule)
    }

    /// Why nothing is on record for a patient: nothing is for anybody, or for this one.
    fn never(&self, rule: &Rule) -> GapNote {
        let is_recorded = match rule.what {
            GapRule::HighDoseReview => self.first_review.is_some_and(|first| first <= self.day),
            _ => rule.kinds().iter().any(|k| self.recorded.by(*k, self.day)),
        };
        let is_told_by_events = !rule.kinds().is_empty() || rule.what == GapRule::HighDoseReview;
        if is_told_by_events && !is_recorded {
            GapNote::NotRecordedHere
        } else {
            GapNote::NeverRecorded
        }
    }

    /// A gap by its due day; `None` while that is still far.
    fn dated(&self, gap: Gap, due: NaiveDate) -> Option<Gap> {
        let days = (due - self.day).num_days();
        let state = if days < 0 {
            GapState::Overdue(-days)
        } else if days <= self.due_soon_days {
            GapState::DueSoon(days)
        } else {
            return None;
        };
        let due_on = Some(due);
        Some(Gap {
            state,
            due_on,
            ..gap
        })
    }
}

/// A patient on the day.
struct Patient<'a> {
    finder: &'a Finder<'a>,
    row: &'a RegistryRow,
    checks: Checks<'a>,
    tier: Option<Tier>,
}

impl Patient<'_> {
    fn gap(&self, rule: &Rule) -> Option<Gap> {
        let asked = self.is_asked(rule.audience);
        if asked == Ok(false) {
            return None;
        }
        let (workbook, day) = (self.finder.workbook, self.finder.day);
        let work = workbook.gap_work(self.row.patient, rule.what);
        let blank = Gap {
            patient: self.row.patient,
            rule: rule.what,
            state: GapState::Never,
            last_on: None,
            due_on: None,
            note: self.finder.never(rule),
            months: None,
            snoozed_until: work
                .and_then(|w| w.snoozed_until)
                .filter(|until| *until >= day),
            closed_on: work.and_then(|w| w.closed_on).filter(|on| *on <= day),
        };
        let found = match rule.what {
            GapRule::AgreementCurrent => self.agreement_current(rule, blank),
            GapRule::Function => self.function(rule, blank),
            GapRule::Naloxone => self.naloxone(rule, blank),
            GapRule::Booked => self.booked(rule, blank),
            GapRule::Tier => self.tier(rule, blank),
            _ => {
                let last_on = self.last(rule);
                self.every_so_often(rule, Gap { last_on, ..blank })
            }
        };
        unless_unknown(found?, asked)
    }

    /// Whether a rule looks at the patient; what is missing where that cannot be told.
    fn is_asked(&self, audience: Audience) -> Result<bool, GapNote> {
        let limits = &self.finder.workbook.settings.thresholds;
        let at_least = |limit| self.row.dose.is_at_least(limit);
        match audience {
            Audience::All => Ok(true),
            Audience::FirstLimit => at_least(limits.first).ok_or(GapNote::DoseUnknown),
            Audience::SecondLimit => at_least(limits.second).ok_or(GapNote::DoseUnknown),
            Audience::Sedative => self.row.sedative.ok_or(GapNote::SedativeUnknown),
        }
    }

    /// When something was last done.
    fn last(&self, rule: &Rule) -> Option<NaiveDate> {
        let workbook = self.finder.workbook;
        match rule.what {
            GapRule::MedOnRecord => self.row.med_on,
            GapRule::HighDoseReview => {
                let reviews = workbook.case_reviews_of(self.row.patient).iter();
                let days = reviews.map(|r| r.reviewed_on);
                days.filter(|on| *on <= self.finder.day).max()
            }
            _ => {
                let kinds = rule.kinds().iter();
                kinds.filter_map(|kind| self.checks.last(*kind)).max()
            }
        }
    }

    /// Something asked for every so many months from the day it was last done, or closed.
    fn every_so_often(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        let months = rule.months_of(self.tier);
        let gap = Gap { months, ..gap };
        let Some(done) = gap.last_on.max(gap.closed_on) else {
            return Some(gap);
        };
        let gap = Gap {
            note: GapNote::Interval,
            ..gap
        };
        if let Some(months) = months {
            return self.finder.dated(gap, rule.due_on(done, months));
        }
        // Without a tier only what holds in every tier can be said.
        let dues = rule.months.map(|months| rule.due_on(done, months));
        let [first, .., last] = sorted(dues);
        if self.finder.day <= first {
            None
        } else if self.finder.day > last {
            self.finder.dated(gap, last)
        } else {
            Some(Gap {
                state: GapState::Unknown,
                note: GapNote::NoTier,
                ..gap
            })
        }
    }

    /// The clinic's current agreement, once its day has come.
    fn agreement_current(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        let from = self.finder.workbook.settings.agreement_version_from;
        let from = from.filter(|from| *from <= self.finder.day)?;
        let last_on = self.last(rule);
        if last_on.max(gap.closed_on).is_some_and(|on| on >= from) {
            return None;
        }
        if last_on.is_none() {
            return (!self.finder.is_on(GapRule::Agreement)).then_some(gap);
        }
        let note = GapNote::OlderVersion;
        self.finder.dated(
            Gap {
                last_on,
                note,
                ..gap
            },
            from,
        )
    }

    /// A score that belongs to the last visit.
    fn function(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        let last_on = self.checks.pegs().next_back().map(|(on, _)| on);
        let gap = Gap { last_on, ..gap };
        let Some(visit) = self.checks.last(EventKind::Visit) else {
            return (!self.is_closed(rule, gap)).then_some(Gap {
                state: GapState::Unknown,
                note: GapNote::NoVisit,
                ..gap
            });
        };
        let is_closed = gap.closed_on.is_some_and(|on| on >= visit);
        if is_closed || self.checks.has_score_at_visit() == Some(true) {
            return None;
        }
        let note = GapNote::NoScoreAtVisit;
        self.finder.dated(Gap { note, ..gap }, visit)
    }

    fn naloxone(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        let (workbook, day) = (self.finder.workbook, self.finder.day);
        let reason = has_reason(workbook, self.row, day);
        if reason == Ok(false) {
            return None;
        }
        let last_on = last_offered(workbook, self.row.patient, day);
        let found = self.every_so_often(rule, Gap { last_on, ..gap })?;
        unless_unknown(found, reason)
    }

    fn booked(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        let (workbook, day) = (self.finder.workbook, self.finder.day);
        let events = workbook.events_of(self.row.patient);
        if self.is_closed(rule, gap) || booked_visits(events, day).next().is_some() {
            return None;
        }
        let recorded = &self.finder.recorded;
        let is_recorded = recorded.by(EventKind::Appointment, NaiveDate::MAX);
        let note = if is_recorded {
            GapNote::NotBooked
        } else {
            GapNote::NotRecordedHere
        };
        Some(Gap { note, ..gap })
    }

    fn tier(&self, rule: &Rule, gap: Gap) -> Option<Gap> {
        if self.tier.is_some() || self.is_closed(rule, gap) {
            return None;
        }
        let Some(unreadable) = self.checks.tier_event() else {
            return Some(gap);
        };
        Some(Gap {
            state: GapState::Unknown,
            last_on: Some(unreadable.on),
            note: GapNote::NoTier,
            ..gap
        })
    }

    /// What is not asked for every so often stays closed for the rule's months: nothing is hidden
    /// for ever.
    fn is_closed(&self, rule: &Rule, gap: Gap) -> bool {
        let months = rule.months_of(self.tier);
        let months = months.or(rule.months.iter().min().copied()).unwrap_or(0);
        gap.closed_on
            .is_some_and(|on| due_on(on, months) >= self.finder.day)
    }
}

/// What would be open becomes unknown where it cannot be told whether it is asked of the patient.
fn unless_unknown(gap: Gap, asked: Result<bool, GapNote>) -> Option<Gap> {
    match (asked, gap.state) {
        (Ok(_), _) | (_, GapState::Unknown) => Some(gap),
        (Err(_), GapState::DueSoon(_)) => None,
        (Err(note), GapState::Overdue(_) | GapState::Never) => Some(Gap {
            state: GapState::Unknown,
            note,
            ..gap
        }),
    }
}

fn sorted(mut days: [NaiveDate; 3]) -> [NaiveDate; 3] {
    days.sort_unstable();
    days
}
