//! Made-up programmes as timelines of their stages.

use chrono::NaiveDate;
use egui::Ui;

use super::super::home::timeline::{TimelineCache, timeline_ui};
use super::super::widgets::Card;
use super::{Gallery, today};
use crate::chart::stage_timeline::{StageBar, StageTimelineData};

/// Planned from and to, began, ended, expected of each of the three stages; `-` where there is none.
const PROGRAMMES: [(&str, [&str; 3]); 3] = [
    (
        "Under way and over its plan",
        [
            "2025-06-02 2025-09-01 2025-06-02 2025-09-12 -",
            "2025-09-01 2026-09-01 2025-09-12 - 2026-12-15",
            "2026-09-01 - - - -",
        ],
    ),
    (
        "Only planned",
        [
            "2026-11-01 2027-02-01 - - -",
            "2027-02-01 2028-02-01 - - -",
            "2028-02-01 - - - -",
        ],
    ),
    (
        "Only begun",
        ["- - 2026-02-03 - -", "- - - - -", "- - - - -"],
    ),
];

fn programme(stages: [&str; 3]) -> StageTimelineData {
    let names = [
        "Prepare and launch",
        "Design and implement",
        "Monitor and sustain",
    ];
    let stages = names.into_iter().zip(stages).map(|(name, dates)| {
        let mut dates = dates.split(' ').map(|text| text.parse::<NaiveDate>().ok());
        let mut next = || dates.next().flatten();
        let (from, to, began, ended, expected_end) = (next(), next(), next(), next(), next());
        StageBar {
            name: name.to_owned(),
            planned: from.map(|from| (from, to)),
            began,
            ended,
            expected_end,
            is_current: began.is_some() && ended.is_none(),
        }
    });
    StageTimelineData {
        stages: stages.collect(),
        today: today(),
    }
}

impl Gallery {
    pub(super) fn timelines_ui(&mut self, ui: &mut Ui) {
        self.timelines
            .resize_with(PROGRAMMES.len(), TimelineCache::default);
        for ((title, stages), cache) in PROGRAMMES.into_iter().zip(&mut self.timelines) {
            Card::new().title(title).show(ui, |ui| {
                timeline_ui(ui, &programme(stages), 0, 120.0, cache);
            });
        }
    }
}
