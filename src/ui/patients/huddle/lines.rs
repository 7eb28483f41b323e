//! Who is prepared for on a day with their key numbers; made once per change.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::{CompactString, ToCompactString};

use crate::domain::care_gap::{Gap, GapRule};
use crate::domain::huddle::{Coming, HardTalk, Huddle, HuddleLine as Planned, Refill};
use crate::domain::ids::PatientId;
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::gaps::words::{LastTier, gaps_of, state_words};
use crate::ui::patients::standing::{self, Peg};
use crate::ui::view::View;

/// A patient who is prepared for.
pub(super) struct HuddleLine {
    pub id: PatientId,
    pub name: String,
    pub mrn: CompactString,
    pub age: Option<u32>,
    pub clinician_name: CompactString,
    pub team: CompactString,
    /// "09:20"; empty where none is on record.
    pub time: String,
    pub coming: Coming,
    pub tier: &'static str,
    pub chip: DoseChip,
    pub dose_words: CompactString,
    pub sedative: Option<bool>,
    pub sedatives: String,
    pub naloxone: Option<NaiveDate>,
    pub peg: String,
    pub gaps: Vec<(Gap, CompactString)>,
    /// What the record says may be hard to talk about.
    pub hard_talk: Vec<String>,
    pub who: CompactString,
    pub note: String,
    pub talk: String,
    pub done_on: Option<NaiveDate>,
}

/// Whose part of a visit a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Assistant,
    Clinician,
}

/// Who can do what closes a gap.
pub(super) fn part_of(rule: GapRule) -> Part {
    match rule {
        GapRule::Agreement
        | GapRule::AgreementCurrent
        | GapRule::Pdmp
        | GapRule::UrineTest
        | GapRule::Function
        | GapRule::Booked
        | GapRule::MedOnRecord
        | GapRule::Depression => Part::Assistant,
        GapRule::Naloxone
        | GapRule::Visit
        | GapRule::CarePlan
        | GapRule::Tier
        | GapRule::HighDoseReview
        | GapRule::Education => Part::Clinician,
    }
}

impl HuddleLine {
    /// The gaps of a part.
    pub fn gaps_of(&self, part: Part) -> impl Iterator<Item = &Gap> {
        let gaps = self.gaps.iter().map(|(gap, _)| gap);
        gaps.filter(move |gap| part_of(gap.rule) == part)
    }

    /// "chronic pain visit", "chronic pain visit; refill due 2026-10-14".
    pub fn reason(&self) -> Cow<'_, str> {
        let kind = |kind: &str| if kind.is_empty() { "visit" } else { kind }.to_owned();
        let visit = self.coming.visit.as_ref().map(|v| kind(&v.kind));
        let refill = self.coming.refill.as_ref().map(refill_words);
        let words: Vec<String> = visit.into_iter().chain(refill).collect();
        Cow::Owned(words.join("; "))
    }

    /// Something may be hard to talk about, by the record or for this day.
    pub fn is_hard(&self) -> bool {
        !self.hard_talk.is_empty() || !self.talk.is_empty()
    }

    /// All that is said of it.
    pub fn hard_words(&self) -> String {
        let mut words: Vec<&str> = self.hard_talk.iter().map(String::as_str).collect();
        if !self.talk.is_empty() {
            words.push(&self.talk);
        }
        words.join("; ")
    }

    /// A cell in words: shown, copied, exported and read out.
    pub fn cell(&self, column: &str) -> Cow<'_, str> {
        match column {
            "time" => Cow::Borrowed(&self.time),
            "patient" => Cow::Borrowed(&self.name),
            "mrn" if self.mrn.is_empty() => Cow::Borrowed("none"),
            "mrn" => Cow::Borrowed(&self.mrn),
            "age" => self
                .age
                .map_or(Cow::Borrowed("?"), |age| Cow::Owned(age.to_string())),
            "visit" => self.reason(),
            "clinician" => Cow::Borrowed(&self.clinician_name),
            "med" => Cow::Borrowed(&self.dose_words),
            "tier" => Cow::Borrowed(self.tier),
            "sedative" => Cow::Borrowed(match self.sedative {
                Some(true) => "yes",
                Some(false) => "",
                None => "?",
            }),
            "naloxone" => self
                .naloxone
                .map_or(Cow::Borrowed("none"), |on| Cow::Owned(on.to_string())),
            "peg" => Cow::Borrowed(&self.peg),
            "gaps" => {
                let short = self.gaps.iter().map(|(gap, _)| gap.rule.short());
                Cow::Owned(short.collect::<Vec<_>>().join(", "))
            }
            "ma" => Cow::Owned(self.part_words(Part::Assistant)),
            "for_clinician" => Cow::Owned(self.part_words(Part::Clinician)),
            "talk" => Cow::Owned(self.hard_words()),
            "note" => Cow::Borrowed(&self.note),
            "who" if self.who.is_empty() => Cow::Borrowed("nobody"),
            "who" => Cow::Borrowed(&self.who),
            "prepared" => self
                .done_on
                .map_or(Cow::Borrowed(""), |_| Cow::Borrowed("yes")),
            _ => Cow::Borrowed(""),
        }
    }

    /// "PDMP check 12 days overdue; Urine drug test never".
    fn part_words(&self, part: Part) -> String {
        let words = |gap: &Gap| format!("{} {}", gap.rule.label(), state_words(gap));
        self.gaps_of(part).map(words).collect::<Vec<_>>().join("; ")
    }
}

/// "refill due 2026-10-14, asked for 2026-10-05, early".
fn refill_words(refill: &Refill) -> String {
    let due = refill.due_on.map(|due| format!("refill due {due}"));
    let mut words = vec![due.unwrap_or_else(|| "refill".to_owned())];
    words.extend(refill.asked_on.map(|on| format!("asked for {on}")));
    if refill.is_asked_early == Some(true) {
        words.push("early".to_owned());
    }
    let early = refill.filled_early_by;
    words.extend(early.map(|days| format!("last filled {days} days early")));
    if refill.is_early().is_none() {
        words.push("whether early is not known".to_owned());
    }
    words.join(", ")
}

/// What may be hard to talk about; a restricted entry is not shown here.
fn talk_words(talk: HardTalk) -> String {
    if talk.is_restricted {
        return "A restricted entry, to be opened on the patient's page".to_owned();
    }
    talk.words
}

/// Everybody who is prepared for on a day, by time and name.
pub(super) fn lines(view: &View<'_>, day: NaiveDate) -> Vec<HuddleLine> {
    let huddle = Huddle::on(view.workbook, view.registry, day, day, None);
    let planned = huddle.lines.into_iter();
    planned.filter_map(|planned| line(view, planned)).collect()
}

fn line(view: &View<'_>, planned: Planned) -> Option<HuddleLine> {
    let (id, day) = (planned.patient, planned.day);
    let workbook = view.workbook;
    let patient = workbook.patient(id)?;
    let row = view.registry.row(id)?;
    let events = workbook.events_of(id);
    // As the gaps: what is entered today counts at once.
    let seen_on = view.registry.gaps.day().unwrap_or(view.today);
    let clinician = workbook.clinician_of(patient);
    let chip = standing::chip(row, &workbook.settings);
    let entry = planned.entry;
    let time = planned.coming.visit.as_ref().and_then(|v| v.time);
    Some(HuddleLine {
        id,
        name: planned.name,
        mrn: patient.mrn.as_deref().unwrap_or_default().into(),
        age: patient.age_on(day),
        clinician_name: standing::clinician_name(clinician).to_compact_string(),
        team: planned.team.into(),
        time: time.map_or_else(String::new, |time| time.format("%H:%M").to_string()),
        coming: planned.coming,
        tier: LastTier::on(events, seen_on).words(),
        dose_words: chip.words().to_compact_string(),
        chip,
        sedative: planned.sedative,
        sedatives: standing::sedative_words(workbook, row),
        naloxone: planned.naloxone_on,
        peg: Peg::last(events, seen_on).map_or_else(|| "none".to_owned(), |peg| peg.words()),
        gaps: gaps_of(view, id),
        hard_talk: planned.hard_talks.into_iter().map(talk_words).collect(),
        who: entry
            .as_ref()
            .map_or_else(CompactString::default, |e| e.who.as_str().into()),
        note: entry.as_ref().map_or_else(String::new, |e| e.note.clone()),
        talk: entry.as_ref().map_or_else(String::new, |e| e.talk.clone()),
        done_on: entry.and_then(|e| e.done_on),
    })
}
