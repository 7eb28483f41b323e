//! One measure across clinicians and teams: small multiples and variation.

mod comparison;
mod export;
mod groups;
mod hiding;
mod picture;
mod present;
mod sentences;
mod teams;
#[cfg(test)]
mod tests;
mod toolbar;

use chrono::NaiveDate;
use egui::{Label, Ui};

use super::Opened;
use super::scope::scopes;
use super::summary::{Summaries, Summary};
use crate::domain::measure::{MeasureId, Period};
use crate::ui::cached::Cached;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, EmptyAction, EmptyState, IconButton, Notice, ends, text};
use comparison::{Comparison, Look, Shape};
use export::Shown;
use groups::{By, Groups, Order};
use picture::{Done, Drawn, LaidCache};
use teams::TeamsDialog;

/// What groups are made for: state of the records, measure, clinicians or teams.
type GroupsKey = (u64, MeasureId, By);

/// What the page remembers.
#[derive(Default)]
pub(super) struct ClinicianState {
    /// The measure chosen here; the tab's when none is.
    measure: Option<MeasureId>,
    /// The tab's measure when it was last looked at: another one there is taken over.
    of_tab: Option<MeasureId>,
    shape: Shape,
    by: By,
    order: Order,
    /// The period of the dots; the newest when none is chosen.
    month: Option<NaiveDate>,
    groups: Cached<GroupsKey, Groups>,
    comparison: Cached<(GroupsKey, Look), Comparison>,
    laid: LaidCache<(GroupsKey, Look)>,
    teams: Option<TeamsDialog>,
    /// Why a picture could not be made.
    error: Option<String>,
}

impl ClinicianState {
    /// The measure shown: the one chosen here as long as the tab's stays the same.
    fn take_over(&mut self, of_tab: MeasureId, summaries: &Summaries) -> MeasureId {
        if self.of_tab != Some(of_tab) {
            self.of_tab = Some(of_tab);
            self.measure = None;
            self.month = None;
        }
        let chosen = self.measure.filter(|m| summaries.of(*m).is_some());
        chosen.unwrap_or(of_tab)
    }

    /// What is looked at, and nothing worked out: before the tab is projected, and after. Teams are
    /// not projected beside clinicians.
    pub(super) fn place(&self) -> Self {
        Self {
            measure: self.measure,
            shape: self.shape,
            ..Self::default()
        }
    }

    fn look(&self, view: &View<'_>, clinic: &Summary, is_presented: bool) -> Look {
        let is_there = |end: &NaiveDate| clinic.series.points.iter().any(|p| p.end == *end);
        Look {
            shape: self.shape,
            by: self.by,
            order: self.order,
            month: self
                .month
                .filter(is_there)
                .filter(|_| self.shape == Shape::Dots),
            hides_below: is_presented.then_some(view.workbook.settings.smallest_count_shown),
        }
    }

    /// Goes to the period with a value before or after.
    fn step(&mut self, clinic: &Summary, from: Option<NaiveDate>, by: i32) {
        if let Some(end) = neighbour(clinic, from, by) {
            self.month = Some(end);
        }
    }
}

/// The period with a value before (-1) or after (1) another.
fn neighbour(clinic: &Summary, from: Option<NaiveDate>, by: i32) -> Option<NaiveDate> {
    let from = from?;
    let known = clinic.series.points.iter().filter(|p| p.value.is_some());
    let mut ends = known.map(|p| p.end);
    match by {
        1 => ends.find(|end| *end > from),
        -1 => ends.rfind(|end| *end < from),
        _ => None,
    }
}

/// Draws the page; the measure to open on the chart page.
pub(super) fn clinicians_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ClinicianState,
    (summaries, measure): (&Summaries, MeasureId),
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let mut measure = state.take_over(measure, summaries);
    if is_presented && let Some(next) = present::stepped(ui, view, summaries, measure) {
        state.measure = Some(next);
        state.month = None;
        measure = next;
    }
    let clinic = summaries.of(measure)?;
    let what = if is_presented {
        None
    } else {
        toolbar::toolbar_ui(ui, view, state, summaries, measure)
    };
    let key = (summaries.version, measure, state.by);
    let look = state.look(view, clinic, is_presented);
    let groups = state.groups.get(key, || Groups::of(view, clinic, state.by));
    if groups.all.is_empty() {
        if empty_ui(ui, view, state.by, is_presented) {
            state.teams = Some(TeamsDialog::new(view));
        }
        teams_ui(ui, state, is_presented, out);
        return None;
    }
    let comparison = state
        .comparison
        .get((key, look), || Comparison::of(groups, clinic, look));
    let shown = Shown {
        groups,
        clinic,
        comparison,
        look,
    };
    if let Some(what) = what {
        state.error = export::export(ui.ctx(), shown, view.workbook, what, out).err();
    }
    let drawn = Drawn {
        workbook: view.workbook,
        groups,
        comparison,
        shape: look.shape,
        is_presented,
    };
    let done = if is_presented {
        present::heading_ui(ui, clinic, comparison, look.by);
        presented_ui(ui, view, drawn, &mut state.laid, (key, look))
    } else {
        let laid = (&mut state.laid, (key, look));
        card_ui(ui, view, shown, drawn, laid, &mut state.error)
    };
    let month = comparison.month;
    let opened = done
        .opened
        .and_then(|at| groups.all.get(at))
        .map(|group| group.summary.scope.clone())
        .filter(|scope| scopes(view, measure).contains(scope));
    state.step(clinic, month, done.step);
    teams_ui(ui, state, is_presented, out);
    opened.map(|scope| Opened { measure, scope })
}

type LookKey = (GroupsKey, Look);

/// Finding, notes and chart in a card.
fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: Shown<'_>,
    drawn: Drawn<'_>,
    (laid, key): (&mut LaidCache<LookKey>, LookKey),
    error: &mut Option<String>,
) -> Done {
    let ((done, step), _) = Card::new().fill_height().show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        let step = heading_ui(ui, shown);
        text(ui, &shown.comparison.sentence, Style::Strong, colors.text);
        let k = view.workbook.settings.smallest_count_shown;
        let mut notes = shown.comparison.notes.clone();
        notes.push(format!(
            "Counts below {k} are shown here and hidden when presenting."
        ));
        text(ui, notes.join(" "), Style::Small, colors.text_2);
        if let Some(sentence) = error.as_ref()
            && Notice::error(sentence, "").closable().show(ui).closed
        {
            *error = None;
        }
        ui.add_space(theme.pt(4.0));
        (picture::picture_ui(ui, drawn, laid, key), step)
    });
    Done {
        step: done.step + step,
        ..done
    }
}

/// Title at the left, the period of the dots at the right; periods to step.
fn heading_ui(ui: &mut Ui, shown: Shown<'_>) -> i32 {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), step) = ends(
        ui,
        "clinicians heading",
        theme.control_height(true),
        |ui| {
            let title = export::title(shown.clinic, shown.look.by);
            let title = theme.rich_in(title, Style::Heading, colors.text);
            ui.add(Label::new(title).truncate());
            let aim = theme.rich_in(shown.clinic.aim(), Style::Body, colors.text_2);
            ui.add(Label::new(aim).truncate());
        },
        |ui| match shown.look.shape {
            Shape::Panels => 0,
            Shape::Dots => month_ui(ui, shown),
        },
    );
    step
}

fn month_ui(ui: &mut Ui, shown: Shown<'_>) -> i32 {
    let ink = Theme::of(ui).color().text;
    let Some(month) = shown.comparison.month else {
        return 0;
    };
    let period = shown.clinic.series.period;
    let (before, after) = match period {
        Period::Month => ("Month before", "Month after"),
        _ => ("Period before", "Period after"),
    };
    let words = match period {
        Period::Month => month.format("%B %Y").to_string(),
        _ => period.name(month),
    };
    let can = |by| neighbour(shown.clinic, Some(month), by).is_some();
    let back = IconButton::new(Icon::Left, before)
        .enabled(can(-1))
        .show(ui);
    text(ui, words, Style::Strong, ink);
    let forth = IconButton::new(Icon::Right, after).enabled(can(1)).show(ui);
    i32::from(forth.clicked()) - i32::from(back.clicked())
}

fn presented_ui(
    ui: &mut Ui,
    view: &View<'_>,
    drawn: Drawn<'_>,
    laid: &mut LaidCache<LookKey>,
    key: LookKey,
) -> Done {
    let theme = Theme::of(ui);
    let foot = theme.line_height(Style::Small) + theme.pt(10.0);
    let size = egui::vec2(ui.available_width(), ui.available_height() - foot);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        if drawn.comparison.lines.iter().all(|line| line.is_hidden) {
            let heading = format!(
                "Nothing of this measure can be shown by {}",
                key.1.by.noun()
            );
            let sentence =
                "Each of them has a small count, or one that would give another away. Go on to another measure.";
            EmptyState::new(&heading, sentence).show(ui);
        } else {
            picture::picture_ui(ui, drawn, laid, key);
        }
    });
    present::foot_ui(ui, view);
    // Nothing is opened on a wall: a clinician's chart would show small counts.
    Done::default()
}

/// Why nothing can be compared; true when the teams are to be set.
fn empty_ui(ui: &mut Ui, view: &View<'_>, by: By, is_presented: bool) -> bool {
    let (action, _) = Card::new().fill_height().show(ui, |ui| {
        let no_teams = by == By::Teams && super::scope::teams(view.workbook).is_empty();
        let empty = if no_teams {
            EmptyState::new(
                "No clinician is in a team yet",
                "Say which team each clinician is in to compare teams.",
            )
        } else {
            EmptyState::new(
                "This measure is not counted by clinician",
                "Choose another measure: those of the registry are, and samples entered by clinician.",
            )
        };
        let can_set = no_teams && !is_presented && !view.status.is_read_only;
        let empty = if can_set { empty.primary("Set teams…") } else { empty };
        empty.show(ui)
    });
    action == Some(EmptyAction::Primary)
}

fn teams_ui(ui: &Ui, state: &mut ClinicianState, is_presented: bool, out: &mut Vec<Request>) {
    if is_presented {
        state.teams = None;
    }
    if let Some(dialog) = &mut state.teams
        && teams::teams_ui(ui.ctx(), dialog, out)
    {
        state.teams = None;
    }
}
