//! Why something is a gap, in words.

use super::{Gap, GapNote, GapRule, GapState};
use crate::domain::clinic::Settings;

impl Gap {
    /// One sentence for screens and files: "last 2026-03-01, due every 3 months, was due
    /// 2026-06-01, 12 days ago".
    pub fn why(&self, settings: &Settings) -> String {
        let mut parts = vec![self.past(settings)];
        if self.rule.has_interval() {
            parts.push(self.interval(settings));
        }
        parts.extend(self.due());
        parts.extend(self.missing().map(str::to_owned));
        if let Some(until) = self.snoozed_until {
            parts.push(format!("waits until {until}"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }

    /// What is on record of it.
    fn past(&self, settings: &Settings) -> String {
        let last = match self.last_on {
            Some(on) if self.rule == GapRule::Naloxone => format!("last offered {on}"),
            Some(on) if self.rule == GapRule::Function => format!("last score {on}"),
            Some(on) if self.rule == GapRule::Tier => format!("the entry of {on} cannot be read"),
            Some(on) => format!("last {on}"),
            None => self.nothing().to_owned(),
        };
        let closed = self.closed_on.filter(|on| self.last_on < Some(*on));
        let version = settings.agreement_version_from;
        match (self.note, closed, version) {
            (GapNote::OlderVersion, _, Some(from)) => {
                format!("{last}, before the current agreement of {from}")
            }
            (_, Some(on), _) if last.is_empty() => format!("closed {on} without the check"),
            (_, Some(on), _) => format!("{last}, closed {on} without the check"),
            _ => last,
        }
    }

    /// Where no day is on record.
    fn nothing(&self) -> &'static str {
        match (self.note, self.rule) {
            (GapNote::NotRecordedHere, _) => "nothing of the kind is on record for any patient",
            (GapNote::NotBooked, _) => "no visit is booked",
            (GapNote::NoVisit | GapNote::NoScoreAtVisit, _) => "no score on record",
            (_, GapRule::Tier) => "no tier is set",
            (_, GapRule::Naloxone) => "never offered",
            _ if self.closed_on.is_some() => "",
            _ => "never recorded",
        }
    }

    fn interval(&self, settings: &Settings) -> String {
        match self.months {
            Some(1) => "due every month".to_owned(),
            Some(months) => format!("due every {months} months"),
            None => {
                let [low, moderate, high] = settings.gaps.months(self.rule, settings);
                format!(
                    "due every {low}, {moderate} or {high} months by tier, and no tier is known"
                )
            }
        }
    }

    fn due(&self) -> Option<String> {
        let due = self.due_on?;
        let is_visit = self.note == GapNote::NoScoreAtVisit;
        Some(match self.state {
            GapState::Overdue(ago) if is_visit => {
                format!("none at the visit of {due}, {} ago", days(ago))
            }
            _ if is_visit => format!("none yet at the visit of {due}"),
            GapState::Overdue(ago) => format!("was due {due}, {} ago", days(ago)),
            GapState::DueSoon(0) => format!("due {due}, today"),
            GapState::DueSoon(ahead) => format!("due {due}, in {}", days(ahead)),
            GapState::Never | GapState::Unknown => format!("was due {due}"),
        })
    }

    /// What is not known.
    fn missing(&self) -> Option<&'static str> {
        let is_naloxone = self.rule == GapRule::Naloxone;
        match self.note {
            GapNote::NoVisit => Some("and no visit is on record"),
            GapNote::DoseUnknown if is_naloxone => {
                Some("the dose is not known, nor any other reason")
            }
            GapNote::DoseUnknown => Some("and the dose is not known"),
            GapNote::SedativeUnknown if is_naloxone => {
                Some("whether a sedative is in use is not known, nor any other reason")
            }
            GapNote::SedativeUnknown => Some("and whether a sedative is in use is not known"),
            _ => None,
        }
    }
}

/// "1 day", "12 days".
fn days(count: i64) -> String {
    let unit = if count == 1 { "day" } else { "days" };
    format!("{count} {unit}")
}
