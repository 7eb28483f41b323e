//! Who comes up for review by the pain team, why, and when again.

use chrono::NaiveDate;

use super::{CaseReview, ReviewReasons};
use crate::domain::checks::{Checks, due_on};
use crate::domain::clinic::Settings;
use crate::domain::event::{CareEvent, Tier};
use crate::domain::ids::PatientId;
use crate::domain::registry::{Registry, RegistryRow};
use crate::domain::workbook::Workbook;

/// An unexpected urine test is a reason for so many months.
const TEST_MONTHS: u32 = 12;

/// A reason for a review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ReviewReason {
    /// Tier is high.
    HighTier,
    /// MED at or above the second limit.
    SecondLimit,
    /// A counted sedative beside an opioid.
    Sedative,
    /// PEG rose between the last two scores.
    PegRise {
        /// By how much.
        by: f64,
        /// The day of the newer score.
        on: NaiveDate,
    },
    /// A urine test with an unexpected result.
    UnexpectedTest(NaiveDate),
}

impl ReviewReason {
    /// The words on screens.
    pub fn words(self, settings: &Settings) -> String {
        match self {
            Self::HighTier => "high tier".to_owned(),
            Self::SecondLimit => format!("MED {} or more", settings.thresholds.second),
            Self::Sedative => "sedative beside an opioid".to_owned(),
            Self::PegRise { by, on } => format!("PEG up by {by:.1} on {on}"),
            Self::UnexpectedTest(on) => format!("unexpected urine test on {on}"),
        }
    }
}

/// A patient with a reason for a review, or who was reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewLine {
    /// Who.
    pub patient: PatientId,
    /// Why; empty where no reason holds any more.
    pub reasons: Vec<ReviewReason>,
    /// The last review up to the day.
    pub last_on: Option<NaiveDate>,
    /// When the patient comes up again; `None` without a review.
    pub again_on: Option<NaiveDate>,
    /// Comes up now: a reason holds, and never reviewed, or long enough ago.
    pub is_due: bool,
    /// Reviews to which the clinician has not answered.
    pub open_replies: usize,
    /// MED, mg a day, unrounded, where there is a number.
    pub mg_per_day: Option<f64>,
}

/// Patients on long-term therapy with a reason of the clinic's, and whoever was reviewed; those with
/// most reasons first, then by dose.
pub fn review_list(workbook: &Workbook, registry: &Registry, day: NaiveDate) -> Vec<ReviewLine> {
    let rows = registry.rows.iter();
    let mut lines: Vec<ReviewLine> = rows.filter_map(|row| line(workbook, row, day)).collect();
    let dose = |line: &ReviewLine| line.mg_per_day.unwrap_or(0.0);
    lines.sort_by(|a, b| {
        let by_reasons = b.reasons.len().cmp(&a.reasons.len());
        let by_dose = dose(b).total_cmp(&dose(a));
        by_reasons.then(by_dose).then(a.patient.cmp(&b.patient))
    });
    lines
}

fn line(workbook: &Workbook, row: &RegistryRow, day: NaiveDate) -> Option<ReviewLine> {
    let reasons = if row.is_on_ltot {
        reasons(workbook, row, day)
    } else {
        Vec::new()
    };
    let reviews = workbook.case_reviews_of(row.patient).iter();
    let past: Vec<&CaseReview> = reviews.filter(|r| r.reviewed_on <= day).collect();
    if reasons.is_empty() && past.is_empty() {
        return None;
    }
    let last_on = past.iter().map(|r| r.reviewed_on).max();
    let months = workbook.settings.review_reasons.again_after_months;
    let again_on = last_on.map(|on| due_on(on, months));
    Some(ReviewLine {
        patient: row.patient,
        is_due: !reasons.is_empty() && again_on.is_none_or(|again| again <= day),
        reasons,
        last_on,
        again_on,
        open_replies: past.iter().filter(|r| r.awaits_reply()).count(),
        mg_per_day: row.dose.mg_per_day(),
    })
}

/// The clinic's reasons that hold; what is unknown is none.
pub fn reasons(workbook: &Workbook, row: &RegistryRow, day: NaiveDate) -> Vec<ReviewReason> {
    reasons_under(workbook, row, &workbook.settings.review_reasons, day)
}

/// The same for other criteria, for a look beforehand.
pub fn reasons_under(
    workbook: &Workbook,
    row: &RegistryRow,
    asked: &ReviewReasons,
    day: NaiveDate,
) -> Vec<ReviewReason> {
    let checks = Checks::of(workbook, row.patient, day);
    let limit = workbook.settings.thresholds.second;
    let reasons = [
        (asked.high_tier && checks.tier() == Some(Tier::High)).then_some(ReviewReason::HighTier),
        (asked.second_limit && row.dose.is_at_least(limit) == Some(true))
            .then_some(ReviewReason::SecondLimit),
        (asked.sedative && row.on_opioids && row.sedative == Some(true))
            .then_some(ReviewReason::Sedative),
        asked.peg_rise.and_then(|least| peg_rise(checks, least)),
        unexpected_test(checks, day).filter(|_| asked.unexpected_test),
    ];
    reasons.into_iter().flatten().collect()
}

fn peg_rise(checks: Checks<'_>, least: f64) -> Option<ReviewReason> {
    let mut scores = checks.pegs().rev();
    let ((on, newest), (_, before)) = (scores.next()?, scores.next()?);
    let by = newest - before;
    (by > 0.0 && by >= least - 1e-9).then_some(ReviewReason::PegRise { by, on })
}

fn unexpected_test(checks: Checks<'_>, day: NaiveDate) -> Option<ReviewReason> {
    let mut events = checks.events().iter().rev();
    let test = events.find(|e| CareEvent::is_unexpected(e))?;
    (due_on(test.on, TEST_MONTHS) >= day).then_some(ReviewReason::UnexpectedTest(test.on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{add, add_patient, clinic, day, sort};

    const TODAY: &str = "2026-09-30";
    const OXYCODONE: &str = "fill 2026-09-15 90/30 Oxycodone HCl 5 MG Oral Tablet";
    const CLONAZEPAM: &str = "fill 2026-09-15 30/30 clonazePAM 0.5 MG Oral Tablet";

    fn list(workbook: &Workbook) -> Vec<ReviewLine> {
        let registry = Registry::on(workbook, day(TODAY));
        review_list(workbook, &registry, day(TODAY))
    }

    fn words(records: &str) -> String {
        let workbook = clinic(records);
        let lines = list(&workbook);
        let words = |line: &ReviewLine| {
            let words = line.reasons.iter().map(|r| r.words(&workbook.settings));
            words.collect::<Vec<_>>().join("; ")
        };
        lines.first().map(words).unwrap_or_default()
    }

    #[test]
    fn each_reason_has_its_edge_and_its_words() {
        for (records, expected) in [
            (String::new(), ""),
            ("risk_tier 2026-01-01 high".to_owned(), "high tier"),
            (
                "risk_tier 2026-01-01 high; risk_tier 2026-05-01 low".to_owned(),
                "",
            ),
            ("med 2026-09-01 90".to_owned(), "MED 90 or more"),
            ("med 2026-09-01 89.9".to_owned(), ""),
            (
                format!("{OXYCODONE}; {CLONAZEPAM}"),
                "sedative beside an opioid",
            ),
            (CLONAZEPAM.to_owned(), ""),
            (
                "peg 2026-05-01 5; peg 2026-08-01 6".to_owned(),
                "PEG up by 1.0 on 2026-08-01",
            ),
            ("peg 2026-05-01 5; peg 2026-08-01 5.9".to_owned(), ""),
            (
                "peg 2026-05-01 5; peg 2026-08-01 8; peg 2026-09-01 4".to_owned(),
                "",
            ),
            ("peg 2026-08-01 9".to_owned(), ""),
            (
                "urine_drug_test 2025-09-30 unexpected".to_owned(),
                "unexpected urine test on 2025-09-30",
            ),
            ("urine_drug_test 2025-09-29 unexpected".to_owned(), ""),
            (
                "urine_drug_test 2026-09-01 nothing unexpected".to_owned(),
                "",
            ),
            ("risk_tier 2026-01-01 high; verdict rejected".to_owned(), ""),
            (
                "risk_tier 2026-01-01 high; med 2026-09-01 120".to_owned(),
                "high tier; MED 90 or more",
            ),
        ] {
            assert_eq!(words(&records), expected, "{records}");
        }
    }

    #[test]
    fn who_was_reviewed_comes_up_again_after_the_clinics_months() {
        for (review, is_due, again) in [
            ("review 2026-06-30", true, Some("2026-09-30")),
            ("review 2026-07-01", false, Some("2026-10-01")),
            ("review 2026-10-01", true, None),
            ("", true, None),
        ] {
            let line = list(&clinic(&format!("risk_tier 2026-01-01 high; {review}"))).remove(0);
            assert_eq!(line.is_due, is_due, "{review}");
            assert_eq!(line.again_on, again.map(day), "{review}");
            assert_eq!(line.open_replies > 0, line.last_on.is_some(), "{review}");
        }
    }

    #[test]
    fn most_reasons_stand_first_and_the_higher_dose_before_the_lower() {
        let mut workbook = clinic("med 2026-09-01 95");
        for (id, records) in [
            (3, &["med 2026-09-01 120"][..]),
            (4, &["risk_tier 2026-01-01 high", "med 2026-09-01 91"]),
            (5, &["risk_tier 2026-01-01 high"]),
        ] {
            add_patient(&mut workbook, id);
            for record in records {
                add(&mut workbook, id, record);
            }
        }
        sort(&mut workbook);
        let order: Vec<i64> = list(&workbook).iter().map(|l| l.patient.0).collect();
        // Patient 2 was reviewed once, and has no reason.
        assert_eq!(order, [4, 3, 1, 5, 2]);
    }
}
