//! What the demo clinic has written down about single patients: standing, scores, care plans,
//! referrals, notes.

use chrono::{Duration, NaiveDate};

use crate::domain::command::Command;
use crate::domain::event::EventKind;
use crate::domain::ids::{PatientFactId, PatientId};
use crate::domain::patient_fact::{FactKind, PatientFact, PatientFactCommand};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// Entries in the order of their days.
type Entries = Vec<(NaiveDate, Command)>;

/// Who is written about: LtOT patients, the highest known dose first.
pub(super) fn commands(workbook: &Workbook, today: NaiveDate, last: NaiveDate) -> Entries {
    let registry = Registry::on(workbook, last);
    let mut found: Vec<(PatientId, f64)> = registry
        .rows
        .iter()
        .filter(|row| row.is_on_ltot)
        .filter_map(|row| Some((row.patient, row.dose.mg_per_day()?)))
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let patients: Vec<PatientId> = found.into_iter().map(|(patient, _)| patient).collect();
    let mut book = Book {
        today,
        entries: Vec::new(),
    };
    if let [first, second, third, fourth, rest @ ..] = patients.as_slice() {
        book.whole_record(*first);
        book.scores(*second, &["12", "9", "6"]);
        book.plan(*second, 40);
        book.fact(*third, FactKind::AsNeeded, 200, "");
        book.fact(
            *third,
            FactKind::Inherited,
            400,
            "From a practice that closed",
        );
        book.fact(
            *fourth,
            FactKind::Part2,
            90,
            "Methadone clinic, letter on file",
        );
        book.fact(*fourth, FactKind::OpioidUseDisorder, 90, "In treatment");
        book.others(rest);
    }
    book.entries.sort_by_key(|(day, _)| *day);
    book.entries
}

struct Book {
    today: NaiveDate,
    entries: Entries,
}

impl Book {
    fn ago(&self, days: i64) -> NaiveDate {
        self.today - Duration::days(days)
    }

    fn event(&mut self, patient: PatientId, kind: EventKind, days_ago: i64, value: &str) {
        let on = self.ago(days_ago);
        let command = Command::AddEvent {
            patient,
            on,
            kind,
            value: value.to_owned(),
        };
        self.entries.push((on.min(self.today), command));
    }

    fn fact(&mut self, patient: PatientId, kind: FactKind, days_ago: i64, words: &str) {
        self.fact_due(patient, kind, (days_ago, None), words);
    }

    /// `due` lies so many days ahead of today.
    fn fact_due(
        &mut self,
        patient: PatientId,
        kind: FactKind,
        (days_ago, due): (i64, Option<i64>),
        words: &str,
    ) {
        let from = self.ago(days_ago);
        let fact = PatientFact {
            id: PatientFactId(0),
            patient,
            kind,
            from: Some(from),
            to: None,
            due: due.map(|days| self.ago(-days)),
            words: words.to_owned(),
            outcome: String::new(),
            is_restricted: kind.is_restricted_at_first(),
            by: String::new(),
            on: from,
        };
        let command = if kind == FactKind::CarePlan {
            PatientFactCommand::SavePlan(Box::new(fact), from, "agreed")
        } else {
            PatientFactCommand::Save(Box::new(fact))
        };
        self.entries.push((from, Command::PatientFact(command)));
    }

    /// One patient with everything a page can show.
    fn whole_record(&mut self, patient: PatientId) {
        self.fact(patient, FactKind::Active, 700, "Came with the panel");
        self.fact(patient, FactKind::NonCancerPain, 700, "Low back pain");
        self.fact(patient, FactKind::Inherited, 700, "");
        self.fact(patient, FactKind::SleepBreathing, 300, "CPAP since spring");
        self.fact(patient, FactKind::MentalHealth, 60, "Depression");
        let referral = "Physical therapy, for pacing and strength";
        self.fact_due(patient, FactKind::Referral, (45, Some(14)), referral);
        let release = "Pain clinic, for shared records";
        self.fact_due(patient, FactKind::Release, (330, Some(35)), release);
        let taper = "10 % a month, pause when function falls";
        self.fact_due(patient, FactKind::Taper, (80, Some(10)), taper);
        let talk = "The next step down. Begin with what has gone well, ask what worries most, \
            offer to pause.";
        self.fact_due(patient, FactKind::HardTalk, (10, Some(7)), talk);
        self.plan(patient, 80);
        self.scores(patient, &["15", "12", "11, item 9: 1"]);
        for (days, score) in [(240, "7.3"), (120, "6.7"), (20, "4.3")] {
            self.event(patient, EventKind::Peg, days, score);
        }
        self.event(patient, EventKind::Gad7, 20, "9");
        self.event(patient, EventKind::Ort, 240, "5");
        self.event(patient, EventKind::StopBang, 300, "5");
        self.event(
            patient,
            EventKind::RiskTier,
            120,
            "high: dose and sleep apnoea",
        );
        self.event(patient, EventKind::Education, 80, "tapering: leaflet");
        self.event(
            patient,
            EventKind::Naloxone,
            80,
            "offered: wants to think about it",
        );
        self.event(
            patient,
            EventKind::Outreach,
            30,
            "reached, by phone: no visit booked",
        );
        let option = "begun: physical therapy";
        self.event(patient, EventKind::NonOpioidOption, 45, option);
        let note = "Lives with a brother who has asked for tablets.";
        self.event(patient, EventKind::RestrictedNote, 20, note);
        self.event(
            patient,
            EventKind::Appointment,
            -21,
            "chronic pain visit, 09:30",
        );
    }

    fn scores(&mut self, patient: PatientId, phq: &[&str]) {
        for (at, value) in (0..).zip(phq) {
            self.event(patient, EventKind::Phq9, 240 - at * 110, value);
        }
    }

    fn plan(&mut self, patient: PatientId, days_ago: i64) {
        let words = "Goals: Walk to the shop and back, sleep through four nights a week\n\
            Treatments now: Heat, acetaminophen\n\
            Treatments planned: Physical therapy, a pain skills group\n\
            Activity: 10 minutes of walking a day, two more each week\n\
            Medicines: One opioid from one prescriber, naloxone at home";
        let days = (days_ago, Some(180 - days_ago));
        self.fact_due(patient, FactKind::CarePlan, days, words);
    }

    /// A few more: who has left, who is out of scope, whom to look at, plans and scores.
    fn others(&mut self, rest: &[PatientId]) {
        for (at, patient) in rest.iter().copied().enumerate() {
            match at {
                6 => self.fact(patient, FactKind::Transferred, 24, "Moved to another town"),
                11 => self.fact(patient, FactKind::CancerPain, 60, "In treatment"),
                17 => self.fact(patient, FactKind::PastOverdose, 900, ""),
                at if at % 9 == 2 => self.plan(patient, 30 + (at as i64 * 7) % 140),
                at if at % 11 == 4 => self.scores(patient, &["8", "10"]),
                at if at % 8 == 5 => {
                    self.event(
                        patient,
                        EventKind::Ort,
                        100,
                        if at % 3 == 0 { "9" } else { "3" },
                    );
                }
                _ => {}
            }
        }
        let look_at: Vec<PatientId> = rest.iter().skip(20).step_by(15).copied().collect();
        let fact = PatientFact {
            id: PatientFactId(0),
            patient: PatientId(0),
            kind: FactKind::MoreScreening,
            from: Some(self.ago(14)),
            to: None,
            due: None,
            words: "For the clinician who treats opioid use disorder".to_owned(),
            outcome: String::new(),
            is_restricted: false,
            by: String::new(),
            on: self.ago(14),
        };
        if !look_at.is_empty() {
            let command = PatientFactCommand::SaveForAll(look_at, Box::new(fact));
            self.entries
                .push((self.ago(14), Command::PatientFact(command)));
        }
    }
}
