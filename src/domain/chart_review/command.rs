//! What a person can ask to be changed about chart reviews, and the edits it comes to.

use super::{ChartReview, MOST_CHARTS};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::ChartReviewId;

/// A request about chart reviews.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartReviewCommand {
    /// A new review (number 0) or other values of one.
    Save(Box<ChartReview>),
    /// Takes a review away.
    Remove(ChartReviewId),
}

impl ChartReviewCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(review) => context.save_chart_review(*review),
            Self::Remove(id) => context.remove_chart_review(id),
        }
    }
}

impl Context<'_> {
    fn chart_review(&self, id: ChartReviewId) -> Option<&ChartReview> {
        self.workbook.chart_reviews.iter().find(|r| r.id == id)
    }

    fn save_chart_review(&self, mut review: ChartReview) -> Result<EditSet, Refusal> {
        let ChartReview {
            reviewer,
            reviewed,
            activity,
            note,
            ..
        } = &mut review;
        for text in [reviewer, reviewed, activity, note] {
            *text = text.trim().to_owned();
        }
        if review.reviewer.is_empty() || review.reviewed.is_empty() {
            return refuse("A review needs the name of who looked, and of whose charts.");
        }
        if review.reviewer.to_lowercase() == review.reviewed.to_lowercase() {
            return refuse("A peer review is done by a colleague. Choose another reviewer.");
        }
        if review.activity.is_empty() {
            return refuse("Type the activity that was looked for in the charts.");
        }
        if !(1..=MOST_CHARTS).contains(&review.charts) || review.met > review.charts {
            return refuse(format!(
                "Charts are a number from 1 to {MOST_CHARTS}, and it can be met in as many at most."
            ));
        }
        self.not_to_come(Some(review.reviewed_on))?;
        let before = self.chart_review(review.id);
        if before.is_none() && review.id.0 != 0 {
            return gone("review");
        }
        if let Some(before) = before {
            (review.by, review.on) = (before.by.clone(), before.on);
        } else {
            review.id = ChartReviewId(self.workbook.next.chart_review);
        }
        let name = format!("Chart review of {}", review.reviewed);
        let stamp = |r: &mut ChartReview, by: &str, on| {
            by.clone_into(&mut r.by);
            r.on = on;
        };
        Ok(self.saved(name, before, review, stamp, Edit::ChartReview))
    }

    fn remove_chart_review(&self, id: ChartReviewId) -> Result<EditSet, Refusal> {
        let Some(review) = self.chart_review(id) else {
            return gone("review");
        };
        Ok(EditSet {
            name: format!("Remove a chart review of {}", review.reviewed),
            edits: vec![Edit::ChartReview(Box::new(Change::remove(review.clone())))],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::testing::day;
    use crate::domain::workbook::Workbook;

    fn review() -> ChartReview {
        ChartReview {
            id: ChartReviewId(0),
            reviewed_on: day("2026-09-30"),
            reviewer: "Ames, Judith MD".to_owned(),
            reviewed: "Holt, Simeon MD".to_owned(),
            activity: "PDMP checked".to_owned(),
            charts: 10,
            met: 10,
            note: String::new(),
            by: String::new(),
            on: day("2026-09-30"),
        }
    }

    fn saved(review: ChartReview) -> Result<EditSet, Refusal> {
        let save = ChartReviewCommand::Save(Box::new(review));
        Command::ChartReview(save).edits(&Workbook::default(), "MK", day("2026-09-30"))
    }

    #[test]
    fn a_review_is_of_a_colleague_and_its_numbers_fit() {
        assert_eq!(saved(review()).unwrap().edits.len(), 1);
        let wrong = |change: fn(&mut ChartReview)| {
            let mut review = review();
            change(&mut review);
            saved(review).unwrap_err().0
        };
        assert!(wrong(|r| r.reviewer = "holt, simeon md".to_owned()).contains("colleague"));
        assert!(wrong(|r| r.reviewed.clear()).contains("whose charts"));
        assert!(wrong(|r| r.activity = " ".to_owned()).contains("activity"));
        assert!(wrong(|r| r.met = 11).contains("at most"));
        assert!(wrong(|r| (r.charts, r.met) = (0, 0)).contains("from 1"));
        assert!(wrong(|r| r.reviewed_on = day("2026-10-01")).contains("future"));
    }
}
