//! What is worked out from the workbook: once per change, off the window's thread, never per frame.

use std::sync::Arc;

use chrono::NaiveDate;

use super::jobs::{Job, Poll};
use crate::domain::measure::{MeasureHistory, month_ends_in_data};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// The registry of the day looked at and the measures of all months.
#[derive(Debug, Default)]
pub struct Derived {
    /// Patients on the day looked at.
    pub registry: Arc<Registry>,
    /// Measures at month ends.
    pub measures: Arc<MeasureHistory>,
    /// Counts up with every new result, so that screens know when to sort anew.
    pub revision: u64,
    job: Option<Job<(Registry, MeasureHistory)>>,
    stale: bool,
}

impl Derived {
    /// Works everything out at once: doses of a day, and what is due on another.
    pub fn compute(
        workbook: &Workbook,
        day: NaiveDate,
        due_on: NaiveDate,
    ) -> (Registry, MeasureHistory) {
        (
            Registry::on(workbook, day).with_gaps_on(workbook, due_on),
            MeasureHistory::compute(workbook, &month_ends_in_data(workbook)),
        )
    }

    /// The records have changed: work out anew, after what is under way.
    pub fn refresh(&mut self) {
        self.stale = true;
    }

    /// Whether a result is on its way.
    pub fn is_working(&self) -> bool {
        self.stale || self.job.is_some()
    }

    /// Takes a finished result and starts the next one if the records have changed.
    pub fn tick(
        &mut self,
        workbook: &Arc<Workbook>,
        (day, due_on): (NaiveDate, NaiveDate),
        context: &egui::Context,
    ) {
        match self.job.as_ref().map(Job::poll) {
            Some(Poll::Done((registry, measures))) => {
                self.registry = Arc::new(registry);
                self.measures = Arc::new(measures);
                self.revision += 1;
                self.job = None;
            }
            Some(Poll::Lost) => {
                // Doses of former records must not pass for those of today's.
                (self.registry, self.measures) = Default::default();
                self.revision += 1;
                self.job = None;
            }
            Some(Poll::Running) | None => {}
        }
        if self.stale && self.job.is_none() {
            self.stale = false;
            let workbook = Arc::clone(workbook);
            self.job = Some(Job::start("Working out doses", context, move |_| {
                Self::compute(&workbook, day, due_on)
            }));
        }
    }
}
