//! The panel of a stage: its dates, aims and decisions, its readiness, and the log beside it.

use egui::{Context, Ui};

use super::ask_stage;
use super::decisions;
use super::entry::{EntryDialog, entry_ui};
use super::log::{self, LogState};
use super::planned::PlannedByCode;
use super::stage_draft::{DATES, StageDraft};
use super::stage_guide;
use crate::domain::milestone::list::{self, Progress};
use crate::domain::programme::{Stage, StageId, stage};
use crate::domain::stage::command::{StageChange, StageCommand};
use crate::domain::stage::course::{self, Readiness, StageCourse};
use crate::domain::stage::{LogEntry, LogKind};
use crate::ui::cached::{Cached, change_number};
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, IconButton, Segment, begin_at_top, checkbox, divider, ends, segmented_small,
    side_panel, text,
};

/// How much is reached, worked out once per change.
#[derive(Clone, Copy)]
struct Counted {
    progress: Progress,
    prioritised: Progress,
    all: Progress,
}

/// What the panel remembers.
#[derive(Default)]
pub(super) struct StagePanel {
    pub(super) draft: StageDraft,
    pub(super) log: LogState,
    shows_log: bool,
    entry: Option<EntryDialog>,
    counted: Cached<(i64, StageId), Counted>,
    /// A milestone named in the panel was pressed.
    pub(super) milestone_asked: Option<String>,
}

impl StagePanel {
    /// Turns from the log to the stage.
    pub(super) fn show_stage(&mut self) {
        self.shows_log = false;
    }

    /// Opens the form of an entry, with these values.
    pub(super) fn open_entry(&mut self, entry: LogEntry) {
        self.entry = Some(EntryDialog::new(entry));
    }
}

/// Draws the panel. True when its cross was pressed.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    (id, planned): (StageId, &PlannedByCode),
    out: &mut Vec<Request>,
) -> bool {
    let Some(shown) = stage(id) else {
        return false;
    };
    let record = view.workbook.stage(id);
    state.draft.turn_to(id, record, view.today, out);
    let mut asked = false;
    let (closed, ()) = side_panel(
        ui,
        "stage",
        |ui| {
            begin_at_top(ui, id);
            content_ui(ui, view, state, (shown, planned), out)
        },
        |ui| {
            if !view.status.is_read_only {
                asked = Button::primary("New entry…").show(ui).clicked();
            }
        },
    );
    if asked {
        state.open_entry(LogEntry::new(id, view.today));
    }
    closed
}

/// The form of an entry over everything.
pub(super) fn dialogs_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut StagePanel,
    out: &mut Vec<Request>,
) {
    let Some(open) = &mut state.entry else {
        return;
    };
    let asked = out.len();
    if entry_ui(ctx, view, open, out) {
        state.entry = None;
        // What was written is seen at once.
        state.shows_log |= out.len() > asked;
    }
}

fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    (shown, planned): (&'static Stage, &PlannedByCode),
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = head_ui(ui, shown);
    let entries = view.workbook.log.len();
    let segments = [Segment::new("This stage"), Segment::counted("Log", entries)];
    let mut segment = usize::from(state.shows_log);
    if segmented_small(ui, "Stage or log", &segments, &mut segment) {
        state.shows_log = segment == 1;
        state.draft.write(out);
    }
    if state.shows_log {
        decisions::approach_ui(ui, view, out);
        log::log_ui(ui, view, state, out);
        return closed;
    }
    let counted = *state.counted.get((change_number(view), shown.id), || {
        let readiness = course::readiness(view.workbook);
        Counted {
            progress: list::progress(&list::lines(view.workbook, shown.id)),
            prioritised: readiness.prioritised,
            all: readiness.all,
        }
    });
    let course = StageCourse::new(view.workbook, shown, counted.progress);
    ui.add_enabled_ui(!view.status.is_read_only, |ui| {
        dates_ui(ui, view, state, &course, out);
        aims_ui(ui, view, &course, out);
    });
    if shown.id == StageId::PrepareAndLaunch {
        decisions::decisions_ui(ui, view, state, shown.id, out);
    } else {
        let readiness = Readiness {
            prioritised: counted.prioritised,
            all: counted.all,
            judgement: course::judged(view.workbook, LogKind::LessEffort),
        };
        decisions::readiness_ui(ui, view, state, &course, &readiness);
    }
    divider(ui);
    stage_guide::guide_ui(ui, view, planned, shown, &mut state.milestone_asked);
    closed
}

fn head_ui(ui: &mut Ui, stage: &Stage) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), closed) = ends(
        ui,
        "stage head",
        theme.pt(24.0),
        |ui| {
            let words = format!("Stage {} of 3", stage.number);
            text(ui, words, Style::Body, colors.text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the stage").small();
            cross.show(ui).clicked()
        },
    );
    text(ui, &stage.name, Style::Heading, colors.text);
    closed
}

/// Planned and real dates, written when a field is left.
fn dates_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    course: &StageCourse<'_>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let gap = theme.pt(10.0);
    let half = (ui.available_width() - gap) / 2.0;
    let errors = [0, 1, 2, 3].map(|at| state.draft.error(at));
    let mut left = false;
    let mut fields = state.draft.fields.iter_mut().zip(DATES).zip(&errors);
    for _ in 0..2 {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for ((field, label), error) in fields.by_ref().take(2) {
                let field = field.show(ui, label, view.today, half, error.as_deref());
                left |= field.lost_focus();
            }
        });
    }
    if left {
        state.draft.write(out);
    }
    if let Some(month) = course.month(view.today) {
        let is_over = course.record.is_some_and(|r| r.ended_on.is_some());
        let words = match (is_over, month) {
            (true, 1) => "It took up to a month.".to_owned(),
            (true, n) => format!("It took up to {n} months."),
            (false, n) => format!("Now in month {n}."),
        };
        text(ui, words, Style::Body, theme.color().text_2);
    }
}

fn aims_ui(ui: &mut Ui, view: &View<'_>, course: &StageCourse<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let words = format!("Aims, {} of {} met", course.aims.reached, course.aims.all);
    text(ui, words, Style::Strong, colors.text);
    for (at, aim) in course.stage.aims.iter().enumerate() {
        let met = course
            .record
            .and_then(|r| r.aims_met.iter().find(|met| met.aim == at));
        let mut is_met = met.is_some();
        let pressed = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let pressed = checkbox(ui, &mut is_met, &aim.text).changed();
            if let Some(met) = met {
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = 0.0;
                    ui.spacing_mut().item_spacing.x = 0.0;
                    ui.add_space(theme.pt(24.0));
                    let words = format!("met on {}", met.on);
                    text(ui, words, Style::Small, colors.text_2);
                });
            }
            pressed
        });
        if pressed.inner {
            let change = StageChange::Aim(at, is_met.then_some(view.today));
            ask_stage(StageCommand::Change(course.stage.id, change), out);
        }
    }
}
