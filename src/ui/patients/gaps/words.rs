//! Gaps in words: how one stands, why it is one, and what its rule asks for.

use chrono::NaiveDate;
use compact_str::{CompactString, format_compact};
use egui::Ui;

use crate::domain::care_gap::{Audience, Gap, GapNote, GapRule, GapState};
use crate::domain::clinic::Settings;
use crate::domain::event::{CareEvent, EventKind, Tier};
use crate::domain::ids::PatientId;
use crate::domain::registry::last_event;
use crate::ui::view::View;
use crate::ui::widgets::{self, gap_chip};
use crate::ui::words::capital;

/// How the gap stands: "412 days overdue", "never", "due in 9 days", "unknown: dose".
pub(in crate::ui::patients) fn state_words(gap: &Gap) -> CompactString {
    if let Some(until) = gap.snoozed_until {
        return format_compact!("waits to {until}");
    }
    match gap.state {
        GapState::Overdue(1) => "1 day overdue".into(),
        GapState::Overdue(days) => format_compact!("{days} days overdue"),
        GapState::Never if gap.rule == GapRule::Booked => "not booked".into(),
        GapState::Never if gap.rule == GapRule::Tier => "not set".into(),
        GapState::Never => "never".into(),
        GapState::DueSoon(0) => "due today".into(),
        GapState::DueSoon(1) => "due tomorrow".into(),
        GapState::DueSoon(days) => format_compact!("due in {days} days"),
        GapState::Unknown => format_compact!("unknown: {}", missing(gap.note)),
    }
}

/// What is missing to tell, in a word.
fn missing(note: GapNote) -> &'static str {
    match note {
        GapNote::DoseUnknown => "dose",
        GapNote::SedativeUnknown => "sedative",
        GapNote::NoVersion => "version",
        GapNote::NoVisit => "no visit",
        GapNote::NoTier => "tier",
        GapNote::NotRecordedHere => "not recorded",
        GapNote::Interval
        | GapNote::NeverRecorded
        | GapNote::OlderVersion
        | GapNote::NoScoreAtVisit
        | GapNote::NotBooked => "not told",
    }
}

/// Why it is a gap, as a sentence.
pub(in crate::ui::patients) fn why(gap: &Gap, settings: &Settings) -> String {
    format!("{}.", capital(&gap.why(settings)))
}

/// Gap, state and person in a line, for hover texts.
pub(in crate::ui::patients) fn hover(gap: &Gap, who: &str) -> String {
    let last = gap
        .last_on
        .map_or_else(String::new, |on| format!(", last {on}"));
    let who = if who.is_empty() {
        "assigned to nobody".to_owned()
    } else {
        format!("assigned to {who}")
    };
    format!("{}: {}{last}, {who}", gap.rule.label(), state_words(gap))
}

/// What the rule asks for: "Every 3 months; everybody on LtOT".
pub(super) fn rule_words(gap: &Gap, settings: &Settings) -> String {
    let months = gap.months.filter(|_| gap.rule.has_interval());
    let asks = match (gap.rule, months) {
        (GapRule::Naloxone, Some(months)) => {
            format!("Offered within {}, for who has a reason", in_months(months))
        }
        (GapRule::HighDoseReview, Some(months)) => {
            format!("A look at the dose every {}", in_months(months))
        }
        (_, Some(1)) => "Every month".to_owned(),
        (_, Some(months)) => format!("Every {}", in_months(months)),
        (rule, None) => asks_once(rule).to_owned(),
    };
    let audience = settings.gaps.rule(gap.rule).audience;
    format!("{asks}; {}", audience_words(audience, settings))
}

fn asks_once(rule: GapRule) -> &'static str {
    match rule {
        GapRule::AgreementCurrent => "The clinic’s current agreement signed",
        GapRule::Function => "A PEG score at the last visit",
        GapRule::Booked => "A visit booked",
        GapRule::Tier => "A risk tier set",
        _ => "On record",
    }
}

fn in_months(months: u32) -> String {
    match months {
        1 => "1 month".to_owned(),
        months => format!("{months} months"),
    }
}

/// Of whom a rule asks.
pub(super) fn audience_words(audience: Audience, settings: &Settings) -> String {
    let limits = settings.thresholds;
    match audience {
        Audience::All => "everybody on LtOT".to_owned(),
        Audience::FirstLimit => format!("at MED {} or more", limits.first),
        Audience::SecondLimit => format!("at MED {} or more", limits.second),
        Audience::Sedative => "with a sedative".to_owned(),
    }
}

/// The kind of event that closes a gap of the rule; `None` where the dose closes it.
pub(in crate::ui::patients) fn closing_event(rule: GapRule) -> Option<EventKind> {
    Some(match rule {
        GapRule::Agreement | GapRule::AgreementCurrent => EventKind::Agreement,
        GapRule::Pdmp => EventKind::PdmpCheck,
        GapRule::UrineTest => EventKind::UrineDrugTest,
        GapRule::Function => EventKind::Peg,
        GapRule::Naloxone => EventKind::Naloxone,
        GapRule::Visit => EventKind::Visit,
        GapRule::Booked => EventKind::Appointment,
        GapRule::CarePlan => EventKind::CarePlan,
        GapRule::Tier => EventKind::RiskTier,
        GapRule::Depression => EventKind::Phq9,
        GapRule::Education => EventKind::Education,
        GapRule::MedOnRecord | GapRule::HighDoseReview => return None,
    })
}

/// How the chip of a gap is drawn.
pub(in crate::ui::patients) fn chip_state(gap: &Gap) -> widgets::GapState {
    match gap.state {
        _ if gap.snoozed_until.is_some() => widgets::GapState::Plain,
        GapState::Overdue(_) | GapState::Never => widgets::GapState::Overdue,
        GapState::DueSoon(_) | GapState::Unknown => widgets::GapState::Soon,
    }
}

/// Up to three chips and how many more there are; `who` says who has a gap.
pub(in crate::ui::patients) fn chips_ui<'g>(
    ui: &mut Ui,
    gaps: impl Iterator<Item = (&'g Gap, &'g str)>,
) {
    let all: Vec<_> = gaps.collect();
    for (gap, who) in all.iter().take(3) {
        gap_chip(ui, gap.rule.short(), chip_state(gap)).on_hover_text(hover(gap, who));
    }
    let rest = all.get(3..).unwrap_or_default();
    if !rest.is_empty() {
        let lines: Vec<String> = rest.iter().map(|(gap, who)| hover(gap, who)).collect();
        let word = format!("+{}", rest.len());
        gap_chip(ui, &word, widgets::GapState::Plain).on_hover_text(lines.join("\n"));
    }
}

/// What is due for a patient and does not wait, the most urgent first, and who has it.
pub(in crate::ui::patients) fn gaps_of(
    view: &View<'_>,
    patient: PatientId,
) -> Vec<(Gap, CompactString)> {
    let gaps = view.registry.gaps.of(patient).iter();
    let who = |gap: &Gap| {
        let work = view.workbook.gap_work(patient, gap.rule);
        work.map_or_else(CompactString::default, |w| w.assigned_to.as_str().into())
    };
    let mut gaps: Vec<_> = gaps
        .filter(|gap| gap.snoozed_until.is_none())
        .map(|gap| (*gap, who(gap)))
        .collect();
    // Of a kind they stand in the order of the rules.
    gaps.sort_by_key(|(gap, _)| chip_state(gap) != widgets::GapState::Overdue);
    gaps
}

/// The tier set last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ui::patients) enum LastTier {
    /// None was set.
    NotSet,
    /// Its words cannot be read.
    Unread,
    /// This one.
    Set(Tier),
}

impl LastTier {
    /// The tier set last up to a day.
    pub fn on(events: &[CareEvent], day: NaiveDate) -> Self {
        match last_event(events, EventKind::RiskTier, day).map(CareEvent::tier) {
            None => Self::NotSet,
            Some(None) => Self::Unread,
            Some(Some(tier)) => Self::Set(tier),
        }
    }

    /// The tier, where one is set and can be read.
    pub fn known(self) -> Option<Tier> {
        match self {
            Self::Set(tier) => Some(tier),
            Self::NotSet | Self::Unread => None,
        }
    }

    /// "high"; "not set", or "?" where it cannot be read.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotSet => "not set",
            Self::Unread => "?",
            Self::Set(Tier::Low) => "low",
            Self::Set(Tier::Moderate) => "moderate",
            Self::Set(Tier::High) => "high",
        }
    }
}
