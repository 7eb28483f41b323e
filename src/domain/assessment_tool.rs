//! Screening and assessment tools: which scores are possible, and what a score means.
//!
//! Scores only; no wording of any tool. Ranges and bands are those of `clinical_facts` §4: PEG
//! Krebs 2009 (no official bands), ORT Webster 2005, ORT-OUD Cheatle 2019, COMM, PHQ and GAD
//! manuals, PC-PTSD-5 (VA), STOP-Bang.

use chrono::NaiveDate;

use super::event::{CareEvent, EventKind};

/// A tool whose score is kept as an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tool {
    /// The events that hold its scores.
    pub kind: EventKind,
    /// What it looks at.
    pub purpose: &'static str,
    /// The highest score; the lowest is 0.
    pub highest: f64,
    /// Whether thirds and tenths are possible (a mean), or whole numbers only.
    pub is_mean: bool,
    /// Lowest score of each band with its name, from below; empty where none is official.
    pub bands: &'static [(f64, &'static str)],
    /// From here on the score asks to be followed up; `None` where no cut is agreed.
    pub cut: Option<f64>,
    /// What a reader must know.
    pub remark: &'static str,
}

/// Every tool in the order of the programme's list.
pub const TOOLS: [Tool; 10] = [
    Tool {
        kind: EventKind::Peg,
        purpose: "pain, enjoyment of life, general activity",
        highest: 10.0,
        is_mean: true,
        bands: &[],
        cut: None,
        remark: "Mean of three answers. A fall of 30 % counts as a change that matters; there are no official bands.",
    },
    Tool {
        kind: EventKind::Ort,
        purpose: "risk of misuse, before opioids",
        highest: 26.0,
        is_mean: false,
        bands: &[(0.0, "low"), (4.0, "moderate"), (8.0, "high")],
        cut: Some(8.0),
        remark: "Weights differ by sex; some patients rather fill it in alone.",
    },
    Tool {
        kind: EventKind::OrtOud,
        purpose: "risk of opioid use disorder",
        highest: 9.0,
        is_mean: false,
        bands: &[(0.0, "low"), (3.0, "high")],
        cut: Some(3.0),
        remark: "No weights by sex, and no question about abuse.",
    },
    Tool {
        kind: EventKind::Comm,
        purpose: "misuse while on opioids",
        highest: 68.0,
        is_mean: false,
        bands: &[(0.0, "negative"), (9.0, "positive")],
        cut: Some(9.0),
        remark: "One source takes 13 as the limit in primary care.",
    },
    Tool {
        kind: EventKind::Phq2,
        purpose: "depression, first look",
        highest: 6.0,
        is_mean: false,
        bands: &[(0.0, "negative"), (3.0, "positive")],
        cut: Some(3.0),
        remark: "",
    },
    Tool {
        kind: EventKind::Phq9,
        purpose: "depression",
        highest: 27.0,
        is_mean: false,
        bands: &[
            (0.0, "minimal"),
            (5.0, "mild"),
            (10.0, "moderate"),
            (15.0, "moderately severe"),
            (20.0, "severe"),
        ],
        cut: Some(10.0),
        remark: "Any answer but 0 to item 9 asks for a talk about suicide, whatever the total.",
    },
    Tool {
        kind: EventKind::Gad7,
        purpose: "anxiety",
        highest: 21.0,
        is_mean: false,
        bands: &[
            (0.0, "minimal"),
            (5.0, "mild"),
            (10.0, "moderate"),
            (15.0, "severe"),
        ],
        cut: Some(10.0),
        remark: "",
    },
    Tool {
        kind: EventKind::PcPtsd5,
        purpose: "post-traumatic stress",
        highest: 5.0,
        is_mean: false,
        bands: &[(0.0, "negative"), (4.0, "positive")],
        cut: Some(4.0),
        remark: "For women, or to miss fewer, the limit is 3.",
    },
    Tool {
        kind: EventKind::PcPtsd,
        purpose: "post-traumatic stress, the older four questions",
        highest: 4.0,
        is_mean: false,
        bands: &[(0.0, "negative"), (3.0, "positive")],
        cut: Some(3.0),
        remark: "",
    },
    Tool {
        kind: EventKind::StopBang,
        purpose: "sleep apnoea",
        highest: 8.0,
        is_mean: false,
        bands: &[(0.0, "low"), (3.0, "intermediate"), (5.0, "high")],
        cut: Some(5.0),
        remark: "Two of the first four with male sex, BMI above 35 or a large neck count as high too.",
    },
];

/// The tool whose scores are kept as events of this kind.
pub fn tool(kind: EventKind) -> Option<&'static Tool> {
    TOOLS.iter().find(|t| t.kind == kind)
}

/// A score as it was written down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The total, or the mean for PEG.
    pub value: f64,
    /// The answer to item 9 of PHQ-9, 0 to 3, where it was written down.
    pub item_nine: Option<u8>,
}

impl Tool {
    /// Reads a score such as "6.3" or, for PHQ-9, "14, item 9: 2"; a sentence when it is none.
    pub fn read(&self, text: &str) -> Result<Score, String> {
        let (first, rest) = split_score(text);
        let score = first.parse::<f64>().ok().filter(|n| n.is_finite());
        let Some(value) = score else {
            return Err(self.expected());
        };
        let fits = (0.0..=self.highest).contains(&value);
        if !fits || (!self.is_mean && value.fract() != 0.0) {
            return Err(self.expected());
        }
        let item_nine = match (self.kind, rest) {
            (_, "") => None,
            (EventKind::Phq9, rest) => Some(item_nine(rest).ok_or_else(|| self.expected())?),
            _ => return Err(self.expected()),
        };
        // An answer to one of nine questions cannot be above their sum.
        if item_nine.is_some_and(|nine| f64::from(nine) > value) {
            return Err("Item 9 alone cannot be above the total of PHQ-9.".to_owned());
        }
        Ok(Score { value, item_nine })
    }

    /// "An ORT score is a whole number from 0 to 26."
    pub fn expected(&self) -> String {
        let (name, highest) = (self.kind.label(), self.highest);
        if self.is_mean {
            format!("A {name} score is a number from 0 to {highest}, e.g. 6.3.")
        } else if self.kind == EventKind::Phq9 {
            "A PHQ-9 score is a whole number from 0 to 27; the answer to item 9 may follow, e.g. 14, item 9: 1."
                .to_owned()
        } else {
            format!("A score of {name} is a whole number from 0 to {highest}.")
        }
    }

    /// The name of the band of a score, where there are official ones.
    pub fn band(&self, value: f64) -> Option<&'static str> {
        let bands = self.bands.iter().rev();
        bands.copied().find(|b| value >= b.0).map(|b| b.1)
    }

    /// Whether the score asks to be followed up.
    pub fn is_at_cut(&self, value: f64) -> bool {
        self.cut.is_some_and(|cut| value >= cut)
    }
}

impl Score {
    /// Whether PHQ-9 asks for a talk about suicide: item 9 above 0, whatever the total.
    pub fn asks_about_suicide(&self) -> bool {
        self.item_nine.is_some_and(|nine| nine > 0)
    }
}

/// The number at the beginning, and what follows it without the signs between.
fn split_score(text: &str) -> (&str, &str) {
    let text = text.trim();
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.find(|c: char| !is_number(c)).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')');
    (first, rest.trim_matches(between))
}

/// "item 9: 2", "item 9 = 2", "q9 2" or "#9: 2".
fn item_nine(rest: &str) -> Option<u8> {
    let small = rest.to_lowercase();
    let after = ["item 9", "item9", "q9", "#9", "question 9"]
        .iter()
        .find_map(|name| small.strip_prefix(name))?;
    let between = |c: char| c.is_whitespace() || matches!(c, ':' | '=');
    let answer: u8 = after.trim_matches(between).parse().ok()?;
    (answer <= 3).then_some(answer)
}

/// The score that an event holds, if it is one of a tool and can be read.
pub fn score(event: &CareEvent) -> Option<Score> {
    tool(event.kind)?.read(&event.value).ok()
}

/// The readable scores of a tool up to `day`, oldest first, of events sorted by date.
pub fn course(events: &[CareEvent], kind: EventKind, day: NaiveDate) -> Vec<(NaiveDate, Score)> {
    let of_kind = events.iter().filter(|e| e.kind == kind && e.on <= day);
    of_kind.filter_map(|e| Some((e.on, score(e)?))).collect()
}

/// The newest PHQ-9 up to `day` when its item 9 asks for a talk about suicide; a newer PHQ-9
/// without it ends that.
pub fn item_nine_to_talk_about(events: &[CareEvent], day: NaiveDate) -> Option<(NaiveDate, u8)> {
    let (on, score) = course(events, EventKind::Phq9, day).pop()?;
    let answer = score.item_nine.filter(|answer| *answer > 0)?;
    Some((on, answer))
}

/// Share by which a PEG score changed, rounded to whole per cent; `None` from 0, where there is
/// none.
pub fn peg_change_percent(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| ((now - before) / before * 100.0).round())
}

/// Whether PEG has fallen by 30 % or more, a change that matters (Krebs 2009).
pub fn is_peg_fall(before: f64, now: f64) -> bool {
    before > 0.0 && now <= before * 0.7 + 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: EventKind, text: &str) -> Option<Score> {
        tool(kind).and_then(|t| t.read(text).ok())
    }

    #[test]
    fn every_tool_takes_its_range_and_nothing_beyond() {
        for tool in TOOLS {
            assert!(tool.read("0").is_ok(), "{:?}", tool.kind);
            assert!(tool.read(&tool.highest.to_string()).is_ok());
            assert!(tool.read(&(tool.highest + 1.0).to_string()).is_err());
            assert!(tool.read("-1").is_err() && tool.read("").is_err());
            assert_eq!(tool.read("2.5").is_ok(), tool.is_mean, "{:?}", tool.kind);
            assert!(tool.read("3 of 10 perhaps").is_err());
        }
    }

    fn event(on: &str, kind: EventKind, value: &str) -> CareEvent {
        CareEvent {
            id: crate::domain::ids::EventId(1),
            patient: crate::domain::ids::PatientId(1),
            on: on.parse().expect("a day"),
            kind,
            value: value.to_owned(),
            by: String::new(),
            import: None,
        }
    }

    #[test]
    fn item_nine_is_to_be_talked_about_until_a_newer_phq9_says_otherwise() {
        let mut events = vec![
            event("2026-01-05", EventKind::Phq9, "4, item 9: 1"),
            event("2026-02-01", EventKind::Phq9, "refused"),
            event("2026-03-01", EventKind::Gad7, "3"),
        ];
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        let asked = |events: &[CareEvent], on| item_nine_to_talk_about(events, day(on));
        assert_eq!(
            asked(&events, "2026-04-01"),
            Some((day("2026-01-05"), 1)),
            "what cannot be read says nothing"
        );
        assert_eq!(asked(&events, "2026-01-04"), None);
        events.push(event("2026-04-01", EventKind::Phq9, "9, item 9: 0"));
        assert_eq!(asked(&events, "2026-03-31"), Some((day("2026-01-05"), 1)));
        assert_eq!(asked(&events, "2026-04-01"), None);
    }

    #[test]
    fn a_change_of_peg_is_told_in_per_cent_of_the_score_before() {
        assert_eq!(peg_change_percent(6.0, 4.2), Some(-30.0));
        assert_eq!(peg_change_percent(4.0, 5.0), Some(25.0));
        assert_eq!(peg_change_percent(0.0, 5.0), None);
        assert!(is_peg_fall(6.0, 4.2) && !is_peg_fall(6.0, 4.3) && !is_peg_fall(0.0, 0.0));
    }

    #[test]
    fn bands_begin_at_their_limits() {
        let band = |kind, value| tool(kind).and_then(|t| t.band(value));
        assert_eq!(band(EventKind::Ort, 3.0), Some("low"));
        assert_eq!(band(EventKind::Ort, 4.0), Some("moderate"));
        assert_eq!(band(EventKind::Ort, 8.0), Some("high"));
        assert_eq!(band(EventKind::Phq9, 14.0), Some("moderate"));
        assert_eq!(band(EventKind::Phq9, 20.0), Some("severe"));
        assert_eq!(band(EventKind::StopBang, 5.0), Some("high"));
        assert_eq!(band(EventKind::Peg, 9.0), None);
    }

    #[test]
    fn item_nine_of_phq9_asks_for_a_talk_whatever_the_total() {
        for text in ["3, item 9: 1", "3 (item 9 = 1)", "3; Q9: 1", "3 #9 1"] {
            let score = read(EventKind::Phq9, text).expect(text);
            assert_eq!((score.value, score.item_nine), (3.0, Some(1)), "{text}");
            assert!(score.asks_about_suicide());
        }
        let without = read(EventKind::Phq9, "14").expect("a score");
        assert_eq!(without.item_nine, None);
        assert!(
            !read(EventKind::Phq9, "14, item 9: 0")
                .expect("a score")
                .asks_about_suicide()
        );
        assert_eq!(read(EventKind::Phq9, "14, item 9: 4"), None);
        assert_eq!(read(EventKind::Phq9, "1, item 9: 2"), None);
        assert_eq!(read(EventKind::Gad7, "14, item 9: 1"), None);
    }
}
