//! What the tab says of the programme: its stages, what is due, how much is reached. Worked out
//! once per change and day.

use chrono::NaiveDate;

use crate::chart::stage_timeline::{StageBar, StageTimelineData};
use crate::domain::agenda::Agenda;
use crate::domain::milestone::list::{self, Progress};
use crate::domain::programme::{StageId, blocks};
use crate::domain::stage::course::{self, StageCourse};
use crate::domain::stage::{LogKind, words};
use crate::ui::cached::{Cached, change_number};
use crate::ui::view::View;

/// The programme's part of the tab, kept for a state of the records and a day.
pub(super) type ProgrammeCache = Cached<(i64, NaiveDate), Programme>;

/// The programme in words and numbers.
pub(super) struct Programme {
    /// "Design and implement, month 13".
    pub heading: String,
    /// What is reached, and what it takes to move on.
    pub standing: String,
    /// Why the team does this, in its own words, if it has said so.
    pub why: Option<String>,
    /// The current stage.
    pub stage: StageId,
    /// "Stage checklist, 2 of 3 aims met".
    pub aims: String,
    /// The stages' dates.
    pub timeline: StageTimelineData,
    /// What is due.
    pub agenda: Agenda,
    /// The three stages' names and how much of each is reached; `true` at the current one.
    pub stages: Vec<(String, Progress, bool)>,
    /// The same of the current stage's blocks; `None` for what belongs to no single one.
    pub blocks: Vec<(Option<u8>, String, Progress)>,
}

/// The programme as the records say it.
pub(super) fn of<'a>(view: &View<'_>, cache: &'a mut ProgrammeCache) -> &'a Programme {
    cache.get((change_number(view), view.today), || Programme::new(view))
}

impl Programme {
    fn new(view: &View<'_>) -> Self {
        let (workbook, today) = (view.workbook, view.today);
        let courses = course::courses(workbook);
        let current = course::current(workbook);
        let bars = courses.iter().map(|c| bar(view, c, current));
        let stages = courses.iter().map(|c| {
            let is_current = c.stage.id == current;
            (words::name(c.stage), c.progress, is_current)
        });
        Self {
            heading: words::heading(workbook, today),
            standing: words::standing(workbook, today),
            why: course::newest(workbook, LogKind::Purpose).map(|e| e.text.clone()),
            stage: current,
            aims: words::aims(workbook),
            timeline: StageTimelineData {
                stages: bars.collect(),
                today,
            },
            agenda: Agenda::of(workbook, today),
            stages: stages.collect(),
            blocks: of_blocks(view, current),
        }
    }
}

fn bar(view: &View<'_>, course: &StageCourse<'_>, current: StageId) -> StageBar {
    let record = course.record;
    let from = record.and_then(|r| r.planned_from);
    let to = record.and_then(|r| r.planned_to);
    let ended = record.and_then(|r| r.ended_on);
    // A last day without a first one is no span: it is when the stage is expected to end.
    let alone = to.filter(|_| from.is_none() && ended.is_none());
    // What lies behind is not expected any more; the plan's bar says how long it is over. Without a
    // first day there is no bar, and the end says it itself.
    let expected = course.expected_end().or(alone);
    StageBar {
        name: words::name(course.stage),
        planned: from.map(|from| (from, to)),
        began: record.and_then(|r| r.began_on),
        ended,
        expected_end: expected.filter(|day| from.is_none() || *day >= view.today),
        is_current: course.stage.id == current,
    }
}

/// How much of each block of a stage is reached; blocks without a milestone are left out.
fn of_blocks(view: &View<'_>, stage: StageId) -> Vec<(Option<u8>, String, Progress)> {
    let lines = list::lines(view.workbook, stage);
    let named = blocks().iter().map(|b| (Some(b.number), b.name.clone()));
    let all = [(None, "Across blocks".to_owned())]
        .into_iter()
        .chain(named);
    let counted = all.map(|(block, name)| {
        let of_block = lines.iter().filter(|l| l.block() == block);
        (block, name, list::progress(of_block))
    });
    counted.filter(|(.., progress)| progress.all > 0).collect()
}
