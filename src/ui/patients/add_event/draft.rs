//! What is filled in about an event, and the value it comes to.

use chrono::NaiveTime;

use crate::domain::assessment_tool::{is_peg_fall, peg_change_percent, tool};
use crate::domain::event::{EventKind, VISIT_KINDS};
use crate::ui::patients::standing::{Peg, change_words};

/// How a patient is reached between visits.
pub(super) const ROUTES: [&str; 4] = ["by phone", "by letter", "by portal", "in person"];

/// The fields of all kinds; each kind uses some of them.
#[derive(Default)]
pub(super) struct Draft {
    /// The value is typed as it stands: an event that is changed.
    pub is_raw: bool,
    /// Which of the kind's results.
    pub choice: Option<usize>,
    /// A score, a code, or more words about the result.
    pub words: String,
    /// Item 9 of PHQ-9, the time of an appointment, on whose behalf the PDMP was looked up.
    pub second: String,
    /// The three answers of PEG.
    pub items: [String; 3],
    /// Which of [`ROUTES`].
    pub route: Option<usize>,
    /// The urine test was taken remotely; the code was taken out of the chart.
    pub is_marked: bool,
}

/// The results that a kind's tiles offer.
pub(super) fn choices(kind: EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Visit => &VISIT_KINDS,
        kind => kind.usual_values(),
    }
}

impl Draft {
    /// An event's value to be changed.
    pub fn of_value(value: &str) -> Self {
        Self {
            is_raw: true,
            words: value.to_owned(),
            ..Self::default()
        }
    }

    /// The value as it is written down; a sentence where a field cannot be read.
    pub fn value(&self, kind: EventKind) -> Result<String, String> {
        let words = self.words.trim();
        if tool(kind).is_some() {
            return Ok(self.score(kind));
        }
        if self.is_raw {
            return Ok(words.to_owned());
        }
        if kind == EventKind::DiagnosisCode && !words.is_empty() && self.is_marked {
            return Ok(format!("{words} removed"));
        }
        let usual = choices(kind);
        let result = self.choice.and_then(|at| usual.get(at)).copied();
        let mut head: Vec<String> = result.into_iter().map(str::to_owned).collect();
        if kind == EventKind::UrineDrugTest && self.is_marked {
            head.push("taken remotely".to_owned());
        }
        if let (EventKind::Outreach, Some(route)) = (kind, self.route) {
            head.extend(ROUTES.get(route).map(|r| (*r).to_owned()));
        }
        let second = self.second.trim();
        match kind {
            EventKind::Appointment if !second.is_empty() => head.push(time(second)?),
            EventKind::PdmpCheck if !second.is_empty() => head.push(format!("for {second}")),
            _ => {}
        }
        Ok(match (head.join(", "), words) {
            (head, "") => head,
            (head, words) if head.is_empty() => words.to_owned(),
            (head, words) => format!("{head}: {words}"),
        })
    }

    fn score(&self, kind: EventKind) -> String {
        let words = self.words.trim();
        let second = self.second.trim();
        match kind {
            EventKind::Peg => words.replace(',', "."),
            EventKind::Phq9 if !second.is_empty() && !self.is_raw => {
                format!("{words}, item 9: {second}")
            }
            _ => words.to_owned(),
        }
    }

    /// The mean of PEG's answers once all three are there becomes the score.
    pub fn take_mean(&mut self) {
        let answer = |text: &String| text.trim().parse::<u8>().ok().filter(|n| *n <= 10);
        let answers: Vec<u8> = self.items.iter().filter_map(answer).collect();
        if answers.len() == self.items.len() {
            let sum: u32 = answers.iter().map(|n| u32::from(*n)).sum();
            self.words = format!("{:.1}", f64::from(sum) / 3.0);
        }
    }

    /// Whether item 9 of PHQ-9 asks for a talk about suicide, as soon as it is typed.
    pub fn asks_about_suicide(&self, kind: EventKind) -> bool {
        if kind != EventKind::Phq9 {
            return false;
        }
        let answer = self.second.trim().parse::<u8>();
        let typed = answer.is_ok_and(|answer| (1..=3).contains(&answer));
        let read = tool(kind).and_then(|tool| tool.read(&self.score(kind)).ok());
        typed || read.is_some_and(|score| score.asks_about_suicide())
    }

    /// What a score means, as it is typed: "14: moderate".
    pub fn reading(&self, kind: EventKind, last: Option<&Peg>) -> Option<String> {
        let tool = tool(kind)?;
        let score = tool.read(&self.score(kind)).ok()?;
        let shown = score.value;
        if let Some(band) = tool.band(score.value) {
            let follow = if tool.is_at_cut(score.value) {
                ", asks to be followed up"
            } else {
                ""
            };
            return Some(format!("{shown}: {band}{follow}"));
        }
        let last = last.filter(|_| kind == EventKind::Peg && !self.is_raw)?;
        let change = change_words(((shown - last.score) * 10.0).round() / 10.0);
        let percent = peg_change_percent(last.score, shown);
        let matters = is_peg_fall(last.score, shown);
        let percent = percent.map_or_else(String::new, |p| format!(" ({p:+.0} %)"));
        let matters = if matters {
            ", a change that matters"
        } else {
            ""
        };
        Some(format!(
            "{shown:.1}: {change}{percent} since {}{matters}",
            last.on
        ))
    }
}

/// "9:30", "0930" or "2:15 pm" as "09:30" and "14:15".
fn time(text: &str) -> Result<String, String> {
    let plain = text.to_uppercase().replace(['.', ' '], "");
    let read = ["%H:%M", "%I:%M%p", "%H%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(&plain, form).ok());
    read.map(|time| time.format("%H:%M").to_string())
        .ok_or_else(|| {
            "This is not a time. Type it like 9:30 or 2:15 pm, or leave it empty.".into()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: EventKind, draft: &Draft) -> String {
        draft.value(kind).expect("can be read")
    }

    #[test]
    fn results_routes_and_words_are_joined_so_that_they_read_well() {
        let remote = Draft {
            choice: Some(1),
            words: "morphine".to_owned(),
            is_marked: true,
            ..Draft::default()
        };
        assert_eq!(
            value(EventKind::UrineDrugTest, &remote),
            "unexpected, taken remotely: morphine"
        );
        let call = Draft {
            choice: Some(0),
            route: Some(0),
            words: "missed visit".to_owned(),
            ..Draft::default()
        };
        assert_eq!(
            value(EventKind::Outreach, &call),
            "reached, by phone: missed visit"
        );
        let booked = |second: &str| Draft {
            choice: Some(0),
            second: second.to_owned(),
            ..Draft::default()
        };
        for text in ["2:15 pm", "14:15", "1415", "2:15pm"] {
            let value = value(EventKind::Appointment, &booked(text));
            assert_eq!(value, "chronic pain visit, 14:15", "{text}");
        }
        let wrong = booked("soon").value(EventKind::Appointment);
        assert!(wrong.is_err_and(|why| why.contains("not a time")));
        let code = Draft {
            words: "Z79.891".to_owned(),
            is_marked: true,
            ..Draft::default()
        };
        assert_eq!(value(EventKind::DiagnosisCode, &code), "Z79.891 removed");
    }

    #[test]
    fn three_answers_make_the_mean_and_item_nine_stands_beside_the_total() {
        let mut peg = Draft {
            items: ["7", "6", "6"].map(str::to_owned),
            ..Draft::default()
        };
        peg.take_mean();
        assert_eq!(value(EventKind::Peg, &peg), "6.3");
        peg.items[2] = "11".to_owned();
        peg.words.clear();
        peg.take_mean();
        assert_eq!(peg.words, "", "an answer above 10 is none");
        let phq = |second: &str| Draft {
            words: "14".to_owned(),
            second: second.to_owned(),
            ..Draft::default()
        };
        assert_eq!(value(EventKind::Phq9, &phq("1")), "14, item 9: 1");
        assert_eq!(value(EventKind::Phq9, &phq("")), "14");
        assert!(phq("1").asks_about_suicide(EventKind::Phq9));
        assert!(!phq("0").asks_about_suicide(EventKind::Phq9));
        assert!(!phq("").asks_about_suicide(EventKind::Phq9));
        assert_eq!(
            phq("").reading(EventKind::Phq9, None).as_deref(),
            Some("14: moderate, asks to be followed up")
        );
    }
}
