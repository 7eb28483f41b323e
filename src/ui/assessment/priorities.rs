//! The clinic's ranked list of improvement priorities, with block and source.

use egui::{Key, Modifiers, ScrollArea, Sense, Ui, vec2};

use super::dialogs::ask;
use super::{AssessmentState, Place};
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::{Priority, PrioritySource};
use crate::domain::ids::PriorityId;
use crate::domain::programme;
use crate::ui::icons::{Icon, block_square};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Choice, Dialog, DialogOutcome, EmptyAction, EmptyState, IconButton, TextField,
    divider, ends, is_focused, text,
};

/// What the view remembers: the priority being typed.
#[derive(Default)]
pub(super) struct PrioritiesState {
    draft: Option<Draft>,
}

struct Draft {
    of: Option<Priority>,
    text: String,
    block: Option<usize>,
    item: Option<usize>,
    source: Option<usize>,
}

impl Draft {
    fn new() -> Self {
        Self {
            of: None,
            text: String::new(),
            block: None,
            item: None,
            source: Some(2),
        }
    }

    fn change(priority: &Priority) -> Self {
        let item = priority.item.map(usize::from);
        let sources = PrioritySource::ALL;
        Self {
            of: Some(priority.clone()),
            text: priority.text.clone(),
            block: Some(usize::from(priority.block.saturating_sub(1))),
            item,
            source: sources.iter().position(|s| *s == priority.source),
        }
    }
}

pub(super) fn priorities_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let list = &view.workbook.priorities;
    Card::new().fill_height().show(ui, |ui| {
        if list.is_empty() {
            empty_ui(ui, &mut state.priorities, place);
            return;
        }
        head_ui(ui, list, &mut state.priorities, place);
        ScrollArea::vertical()
            .id_salt("priorities")
            .auto_shrink(false)
            .show(ui, |ui| {
                for priority in list {
                    row_ui(
                        ui,
                        view,
                        priority,
                        list.len(),
                        &mut state.priorities,
                        place,
                        out,
                    );
                    divider(ui);
                }
            });
    });
    if let Some(draft) = &mut state.priorities.draft
        && draft_ui(ui, draft, out)
    {
        state.priorities.draft = None;
    }
}

fn empty_ui(ui: &mut Ui, state: &mut PrioritiesState, place: Place) {
    let empty = EmptyState::new(
        "What is to be better first will stand here",
        "Priorities come out of the talk about an item, of the kickoff or of the team; they are \
         ranked here.",
    );
    let empty = if place.can_write {
        empty.primary("New priority…")
    } else {
        empty
    };
    if empty.show(ui) == Some(EmptyAction::Primary) {
        state.draft = Some(Draft::new());
    }
}

fn head_ui(ui: &mut Ui, list: &[Priority], state: &mut PrioritiesState, place: Place) {
    let theme = Theme::of(ui);
    ends(
        ui,
        "priorities heading",
        theme.control_height(false),
        |ui| {
            text(ui, "Priorities", Style::Heading, theme.color().text);
            let words = match list.len() {
                1 => "1, the first thing to do".to_owned(),
                n => format!("{n} in rank order, the most important first"),
            };
            text(ui, words, Style::Body, theme.color().text_2);
        },
        |ui| {
            if place.can_write && Button::primary("New priority…").show(ui).clicked() {
                state.draft = Some(Draft::new());
            }
        },
    );
}

fn row_ui(
    ui: &mut Ui,
    view: &View<'_>,
    priority: &Priority,
    count: usize,
    state: &mut PrioritiesState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let name = |verb: &str| format!("{verb} priority {}: {}", priority.rank, priority.text);
    ends(
        ui,
        &format!("priority {}", priority.id.0),
        theme.pt(44.0),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let rank = theme.galley(ui, &priority.rank.to_string(), Style::Title, colors.text);
            let (rect, _) =
                ui.allocate_exact_size(vec2(theme.pt(34.0), theme.pt(30.0)), Sense::hover());
            let at = egui::Align2::RIGHT_CENTER.align_size_within_rect(rank.size(), rect);
            ui.painter().galley(at.min, rank, colors.text);
            block_square(ui, priority.block);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(theme.pt(3.0));
                text(ui, &priority.text, Style::Strong, colors.text);
                text(
                    ui,
                    ground(view, priority, place),
                    Style::Small,
                    colors.text_2,
                );
            });
        },
        |ui| {
            if !place.can_write {
                return;
            }
            ui.spacing_mut().item_spacing.x = theme.pt(4.0);
            let button = |ui: &mut Ui, icon, verb: &str, hover: &str, can: bool| {
                let name = name(verb);
                let button = IconButton::new(icon, &name).hover(hover).enabled(can);
                button.show(ui)
            };
            let mut to = None;
            let up = button(ui, Icon::Up, "Move up", "Up, Alt+Up", priority.rank > 1);
            let alt = |key| ui.input_mut(|i| i.consume_key(Modifiers::ALT, key));
            if up.clicked() || (is_focused(&up) && alt(Key::ArrowUp)) {
                to = priority.rank.checked_sub(1);
            }
            let can = (priority.rank as usize) < count;
            let down = button(ui, Icon::Down, "Move down", "Down, Alt+Down", can);
            let alt = |key| ui.input_mut(|i| i.consume_key(Modifiers::ALT, key));
            if down.clicked() || (is_focused(&down) && alt(Key::ArrowDown)) {
                to = Some(priority.rank + 1);
            }
            if let Some(rank) = to {
                ask(AssessmentCommand::MovePriority(priority.id, rank), out);
            }
            if button(ui, Icon::Note, "Change", "Change…", true).clicked() {
                state.draft = Some(Draft::change(priority));
            }
            let remove = button(
                ui,
                Icon::Close,
                "Remove",
                "Remove; Undo brings it back",
                true,
            );
            if remove.clicked() {
                ask(AssessmentCommand::RemovePriority(priority.id), out);
            }
        },
    );
}

/// "Visits · from item 11 Prepared visits · self-assessment, Repeat, 2026-09-08 · MK 2026-09-08".
fn ground(view: &View<'_>, priority: &Priority, place: Place) -> String {
    let block = programme::block(priority.block).map_or("", |b| b.name.as_str());
    let item = priority.item.and_then(programme::item);
    let item = item.map(|i| format!("item {} {}", i.number, i.title));
    let round = priority.round.and_then(|r| view.workbook.round(r));
    let source = match round {
        Some(round) => format!("{}, {}", priority.source.label(), round.label()),
        None => priority.source.label().to_owned(),
    };
    // Who noted it stays off the projected screen.
    let noted = (!place.is_presented).then(|| format!("noted by {} {}", priority.by, priority.on));
    let parts = [Some(block.to_owned()), item, Some(source), noted];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Draws the dialog of a new or changed priority. True when it is closed.
fn draft_ui(ui: &Ui, draft: &mut Draft, out: &mut Vec<Request>) -> bool {
    let (title, words) = match draft.of {
        Some(_) => ("Change priority", "Save priority"),
        None => ("New priority", "Add priority"),
    };
    let is_whole = !draft.text.trim().is_empty() && draft.block.is_some();
    let dialog = Dialog::new(title)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(is_whole);
    let shown = dialog.show(ui.ctx(), |ui| form_ui(ui, draft));
    if shown.outcome == Some(DialogOutcome::Confirmed)
        && let Some(block) = draft.block
    {
        let id: Option<PriorityId> = draft.of.as_ref().map(|p| p.id);
        let source = draft.source.and_then(|at| PrioritySource::ALL.get(at));
        let item = draft.item.and_then(|at| u8::try_from(at).ok());
        let command = AssessmentCommand::SavePriority {
            id,
            text: draft.text.clone(),
            block: block as u8 + 1,
            item: item.filter(|i| *i > 0),
            round: draft.of.as_ref().and_then(|p| p.round),
            source: source.copied().unwrap_or_default(),
        };
        ask(command, out);
    }
    shown.outcome.is_some()
}

fn form_ui(ui: &mut Ui, draft: &mut Draft) {
    TextField::new("What is to be better", &mut draft.text)
        .rows(2)
        .show(ui);
    let blocks: Vec<String> = programme::blocks()
        .iter()
        .map(|b| format!("{} {}", b.number, b.name))
        .collect();
    let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    Choice::new("Block", &blocks).show(ui, &mut draft.block);
    let mut items = vec!["None".to_owned()];
    items.extend(
        programme::items()
            .iter()
            .map(|i| format!("{} {}", i.number, i.title)),
    );
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    if Choice::new("Item of the self-assessment", &items)
        .hint("None")
        .show(ui, &mut draft.item)
        && let Some(item) = draft.item.and_then(|at| programme::item(at as u8))
    {
        draft.block = Some(usize::from(item.block) - 1);
    }
    let sources = PrioritySource::ALL.map(PrioritySource::label);
    Choice::new("Where it comes from", &sources).show(ui, &mut draft.source);
}
