//! The chosen milestone: its facts to enter, where it is planned, and what the programme says of it.

use egui::Ui;

use super::about::about_ui;
use super::ask;
use super::columns::months;
use super::draft::Draft;
use super::planned::{Planned, left_for_later};
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::{self, Line, LineId};
use crate::domain::programme::{self, StageId};
use crate::ui::icons::{Icon, block_square, icon};
use crate::ui::names::known_names;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Choice, IconButton, TextField, WhoField, begin_at_top, divider, ends, text, words_link,
};

/// Draws the panel's content. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &Line<'_>,
    draft: &mut Draft,
    planned: &[Planned],
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    draft.turn_to(line, view.today, out);
    begin_at_top(ui, line.code());
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = head_ui(ui, line);
    text(ui, line.text(), Style::Heading, theme.color().text);
    if let Some(original) = line.original() {
        let words = format!("The programme says: {original}");
        text(ui, words, Style::Small, theme.color().text_2);
    }
    ui.add_enabled_ui(!view.status.is_read_only, |ui| {
        status_ui(ui, line, out);
        focus_ui(ui, view, line, out);
        facts_ui(ui, view, line, draft, out);
    });
    divider(ui);
    plans_ui(ui, view, line, planned, out);
    about_ui(ui, view, line, out);
    closed
}

fn head_ui(ui: &mut Ui, line: &Line<'_>) -> bool {
    let theme = Theme::of(ui);
    let ((), closed) = ends(
        ui,
        "milestone head",
        theme.pt(24.0),
        |ui| {
            if let Some(block) = line.block() {
                block_square(ui, block);
            }
            let block = line.block().and_then(programme::block);
            let name = block.map_or("Of no single block", |b| b.name.as_str());
            let words = format!("{name}, {}", line.code());
            text(ui, words, Style::Body, theme.color().text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the milestone").small();
            cross.show(ui).clicked()
        },
    );
    closed
}

fn status_ui(ui: &mut Ui, line: &Line<'_>, out: &mut Vec<Request>) {
    let labels = MilestoneStatus::ALL.map(MilestoneStatus::label);
    let mut chosen = MilestoneStatus::ALL
        .iter()
        .position(|s| *s == line.status());
    let choice = Choice::new("Status of the milestone", &labels).hide_label();
    if choice.show(ui, &mut chosen)
        && let Some(status) = chosen.and_then(|at| MilestoneStatus::ALL.get(at))
    {
        let change = MilestoneChange::Status(*status);
        ask(MilestoneCommand::Change(line.id(), change), out);
    }
}

/// Owner, dates, evidence, words: written when a field is left.
fn facts_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &Line<'_>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let gap = theme.pt(10.0);
    let half = (ui.available_width() - gap) / 2.0;
    let mut left = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let known = known_names(view);
        let owner = WhoField::new("Owner", &mut draft.owner, &known).width(half);
        left |= owner.show(ui).lost_focus();
        if line.stage() == Some(StageId::MonitorAndSustain) {
            let error = draft.read_cadence().err();
            let field = TextField::new("Cadence in months", &mut draft.cadence)
                .number()
                .width(half)
                .error(error.as_deref());
            left |= field.show(ui).lost_focus();
        } else {
            let field = draft.target.show(ui, "Target", view.today, half, None);
            left |= field.lost_focus();
        }
    });
    if line.stage() == Some(StageId::MonitorAndSustain) {
        let error = draft.not_yet(&draft.last_done);
        let field = draft
            .last_done
            .show(ui, "Last done", view.today, half, error);
        left |= field.lost_focus();
        if let (Some(next), Some(every)) = (line.next_on(), line.cadence_months()) {
            let words = format!("Next on {next}, {}", months(every));
            text(ui, words, Style::Small, theme.color().text_2);
        }
    }
    if line.status() == MilestoneStatus::Reached {
        let error = draft.not_yet(&draft.reached);
        let field = draft.reached.show(ui, "Reached", view.today, half, error);
        left |= field.lost_focus();
    }
    let evidence = TextField::new("Evidence", &mut draft.evidence).rows(2);
    left |= evidence
        .hint("What shows that it is reached")
        .show(ui)
        .lost_focus();
    let words = TextField::new("In your own words", &mut draft.words).rows(2);
    left |= words.show(ui).lost_focus();
    let lessons = TextField::new("Tips and lessons of ours", &mut draft.lessons).rows(2);
    left |= lessons
        .hint("What the next team should know")
        .show(ui)
        .lost_focus();
    if left {
        draft.write(out);
    }
}

/// Whether it comes first, at which place in the list of its stage, and the steps up and down.
fn focus_ui(ui: &mut Ui, view: &View<'_>, line: &Line<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let lines = line.stage().map(|stage| list::lines(view.workbook, stage));
    let lines = lines.unwrap_or_default();
    let first = list::first(&lines);
    let at = first.iter().position(|l| l.id() == line.id());
    let rank = |at: Option<usize>| at.and_then(|at| first.get(at)).and_then(|l| l.focus());
    ui.horizontal(|ui| {
        if line.focus().is_some() {
            icon(ui, Icon::Flag, theme.pt(16.0), theme.color().accent);
            let words = match at {
                Some(at) => format!("First, place {} of {}", at + 1, first.len()),
                None => "First, while hidden at no place".to_owned(),
            };
            text(ui, words, Style::Body, theme.color().text);
            let mut step = |icon, name: &str, hover: &str, rank: Option<u32>| {
                let button = IconButton::new(icon, name).small().hover(hover);
                if button.enabled(rank.is_some()).show(ui).clicked()
                    && let Some(rank) = rank
                {
                    ask(MilestoneCommand::MoveFocus(line.id(), rank), out);
                }
            };
            let above = rank(at.and_then(|at| at.checked_sub(1)));
            let below = rank(at.map(|at| at + 1));
            let name = "Move up among what comes first";
            step(Icon::Up, name, "Move up, Alt+Up in the list", above);
            let name = "Move down among what comes first";
            step(Icon::Down, name, "Move down, Alt+Down in the list", below);
        }
        let words = if line.focus().is_some() {
            "Not first"
        } else {
            "Put first"
        };
        if Button::outlined(words).small().show(ui).clicked() {
            let change = MilestoneChange::Focus(line.focus().is_none());
            ask(MilestoneCommand::Change(line.id(), change), out);
        }
    });
}

/// The activities that serve it, and the plans that leave it for later.
fn plans_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &Line<'_>,
    planned: &[Planned],
    out: &mut Vec<Request>,
) {
    let colors = *Theme::of(ui).color();
    text(ui, "In the action plan", Style::Strong, colors.text);
    for activity in planned {
        if words_link(ui, &activity.words, &activity.words).clicked() {
            out.push(Request::ShowActivity(activity.activity));
        }
    }
    let later = left_for_later(view.workbook, &line.code());
    if !later.is_empty() {
        let words = format!("Left for next time in {}", later.join(", "));
        text(ui, words, Style::Body, colors.text_2);
    }
    if planned.is_empty() && later.is_empty() {
        text(ui, "In no plan yet.", Style::Body, colors.text_2);
    }
}

/// Plan it, hide or restore it, remove one of the clinic's own.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, line: &Line<'_>, out: &mut Vec<Request>) {
    if view.status.is_read_only {
        return;
    }
    let plan = Button::primary("Plan this…");
    let hover = "Makes an activity of it in the plan that goes on";
    if plan.hover(hover).show(ui).clicked() {
        out.push(Request::PlanMilestone(line.code()));
    }
    let words = if line.is_hidden() { "Restore" } else { "Hide" };
    if Button::outlined(words).show(ui).clicked() {
        let change = MilestoneChange::Hidden(!line.is_hidden());
        ask(MilestoneCommand::Change(line.id(), change), out);
    }
    if let LineId::Own(id) = line.id()
        && Button::outlined("Remove")
            .hover("Takes it out of the plans too; undo brings it back")
            .show(ui)
            .clicked()
    {
        ask(MilestoneCommand::Remove(id), out);
    }
}
