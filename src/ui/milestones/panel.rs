//! The chosen milestone: its facts to enter, and what the programme has to say about it.

use egui::{Id, Label, Role, Sense, Ui, WidgetInfo};

use super::ask;
use super::draft::Draft;
use super::rows::months;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::{Line, LineId};
use crate::domain::programme::{self, StageId};
use crate::ui::icons::{Icon, block_square};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Choice, IconButton, TextField, divider, ends, text};

/// Draws the panel's content. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &Line<'_>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    draft.turn_to(line, view.today, out);
    // Clear of the bar that scrolls.
    let width = ui.available_width() - theme.pt(12.0);
    ui.set_max_width(width);
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = head_ui(ui, line);
    text(ui, line.text(), Style::Heading, theme.color().text);
    if let Some(original) = line.original() {
        let words = format!("The programme says: {original}");
        text(ui, words, Style::Small, theme.color().text_2);
    }
    ui.add_enabled_ui(!view.status.is_read_only, |ui| {
        status_ui(ui, line, out);
        facts_ui(ui, view, line, draft, out);
    });
    divider(ui);
    programme_ui(ui, line, out);
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
        let owner = TextField::new("Owner", &mut draft.owner).width(half);
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
    if left {
        draft.write(out);
    }
}

/// Tips, challenges with approaches, resources, and what it is linked with.
fn programme_ui(ui: &mut Ui, line: &Line<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let Some(entry) = line.built_in else {
        text(
            ui,
            "One of your own milestones.",
            Style::Small,
            colors.text_2,
        );
        return;
    };
    if !entry.tips.is_empty() {
        text(ui, "Tips", Style::Strong, colors.text);
        for tip in &entry.tips {
            text(ui, tip, Style::Body, colors.text);
        }
    }
    let challenges: Vec<_> = programme::challenges_about(&entry.id).collect();
    if !challenges.is_empty() {
        text(ui, "Common challenges", Style::Strong, colors.text);
        for challenge in challenges {
            challenge_ui(ui, challenge);
        }
    }
    if !entry.resources.is_empty() {
        text(
            ui,
            "Resources the programme names",
            Style::Strong,
            colors.text,
        );
        text(ui, entry.resources.join(" · "), Style::Body, colors.text_2);
    }
    linked_ui(ui, entry, out);
    let origins: Vec<String> = entry.origin.iter().map(ToString::to_string).collect();
    let mut words = format!("Source {}", origins.join(", "));
    if let Some(note) = &entry.origin_note {
        words = format!("{words}. {note}");
    }
    text(ui, words, Style::Small, colors.text_2);
}

/// A challenge's title; pressing it shows or hides the approaches.
fn challenge_ui(ui: &mut Ui, challenge: &programme::Challenge) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let id = Id::unique(("approaches", &challenge.id));
    let is_open = ui.data(|data| data.get_temp(id).unwrap_or(false));
    let count = challenge.approaches.len();
    let words = format!("{} · {count} approaches", challenge.title);
    let label = Label::new(theme.rich_in(&words, Style::Body, colors.accent));
    let response = ui.add(label.wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &words));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if is_open {
        for approach in &challenge.approaches {
            ui.horizontal_top(|ui| {
                ui.add_space(theme.pt(12.0));
                ui.vertical(|ui| text(ui, approach, Style::Body, colors.text));
            });
        }
    }
}

/// The self-assessment items it moves and the entries that go on with it.
fn linked_ui(ui: &mut Ui, entry: &programme::Milestone, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    if !entry.items.is_empty() {
        text(
            ui,
            "Moves in the self-assessment",
            Style::Strong,
            colors.text,
        );
        for number in &entry.items {
            if let Some(item) = programme::item(*number) {
                let words = format!("{number} {}", item.title);
                if link_ui(ui, &words) {
                    out.push(Request::ShowItem(*number));
                }
            }
        }
    }
    let after = entry
        .linked
        .iter()
        .filter_map(|id| programme::milestone(id));
    let linked: Vec<_> = after.chain(programme::continued_by(&entry.id)).collect();
    if !linked.is_empty() {
        text(ui, "Goes on with", Style::Strong, colors.text);
        for other in linked {
            let words = format!("{} {}", other.id, other.title);
            if link_ui(ui, &words) {
                out.push(Request::ShowMilestone(other.id.clone()));
            }
        }
    }
}

/// Accent words that wrap, to press.
fn link_ui(ui: &mut Ui, words: &str) -> bool {
    let theme = Theme::of(ui);
    let label = Label::new(theme.rich_in(words, Style::Body, theme.color().accent));
    let response = ui.add(label.wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    response.clicked()
}

/// First or not, hide or restore, remove one of the clinic's own.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, line: &Line<'_>, out: &mut Vec<Request>) {
    if view.status.is_read_only {
        return;
    }
    let focus = line.record.and_then(|r| r.focus);
    let mut change = |change| ask(MilestoneCommand::Change(line.id(), change), out);
    let words = if focus.is_some() {
        "Not first"
    } else {
        "Put first"
    };
    if Button::outlined(words).small().show(ui).clicked() {
        change(MilestoneChange::Focus(focus.is_none()));
    }
    let words = if line.is_hidden() { "Restore" } else { "Hide" };
    if Button::outlined(words).small().show(ui).clicked() {
        change(MilestoneChange::Hidden(!line.is_hidden()));
    }
    if let Some(place) = focus {
        let up = IconButton::new(Icon::Up, "Move up among what comes first").small();
        if up.enabled(place > 1).show(ui).clicked() {
            ask(MilestoneCommand::MoveFocus(line.id(), place - 1), out);
        }
        let down = IconButton::new(Icon::Down, "Move down among what comes first").small();
        if down.show(ui).clicked() {
            ask(MilestoneCommand::MoveFocus(line.id(), place + 1), out);
        }
    }
    if let LineId::Own(id) = line.id()
        && Button::outlined("Remove")
            .small()
            .hover("Undo brings it back")
            .show(ui)
            .clicked()
    {
        ask(MilestoneCommand::Remove(id), out);
    }
}
