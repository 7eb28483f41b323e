//! The demo clinic's records and a view of them, for tests of screens.

use chrono::NaiveDate;
use egui::Ui;
use egui_kittest::Harness;

use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::view::{Status, View};
use crate::ui::widgets::testing::harness_in;

/// The day the tests take place on.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date")
}

/// The records of the demo clinic, without a file.
pub(crate) fn sample() -> Workbook {
    crate::app::demo::workbook(today())
}

/// Everything a test of a screen draws from, and what it was asked for.
pub(crate) struct Bench<S> {
    pub workbook: Workbook,
    pub registry: Registry,
    pub measures: MeasureHistory,
    pub status: Status,
    pub revision: u64,
    pub state: S,
    pub asked: Vec<Request>,
}

impl<S: Default> Bench<S> {
    /// The demo clinic's records in a file that is kept.
    pub fn new() -> Self {
        let workbook = sample();
        let day = workbook.fill_period().map_or(today(), |(_, last)| last);
        Self {
            registry: Registry::on(&workbook, day),
            measures: MeasureHistory::default(),
            status: Status {
                file_name: "cedar-fork.sixblocks".to_owned(),
                file: "/clinic/cedar-fork.sixblocks".into(),
                who: "mkerr (MK)".to_owned(),
                initials: "MK".to_owned(),
                data_to: Some(day),
                ..Status::default()
            },
            workbook,
            revision: 1,
            state: S::default(),
            asked: Vec::new(),
        }
    }
}

impl<S> Bench<S> {
    /// Draws once.
    pub fn draw(
        &mut self,
        ui: &mut Ui,
        draw: impl FnOnce(&mut Ui, &View<'_>, &mut S, &mut Vec<Request>),
    ) {
        let view = View {
            workbook: &self.workbook,
            registry: &self.registry,
            measures: &self.measures,
            revision: self.revision,
            today: today(),
            as_of: self.registry.as_of.unwrap_or_else(today),
            status: &self.status,
        };
        draw(ui, &view, &mut self.state, &mut self.asked);
    }
}

/// A window of 1366 by 768 that draws the bench.
pub(crate) fn open<'a, S: 'a>(
    bench: Bench<S>,
    draw: fn(&mut Ui, &View<'_>, &mut S, &mut Vec<Request>),
) -> Harness<'a, Bench<S>> {
    let theme = crate::ui::theme::Theme::light();
    harness_in(
        theme,
        (1366.0, 768.0),
        bench,
        move |ui, bench: &mut Bench<S>| {
            bench.draw(ui, draw);
        },
    )
}
