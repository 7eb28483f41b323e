//! The fields of a challenge met: in the dialog for a new one, in the side panel for one of the log.

use egui::{Context, Ui};

use super::ask;
use super::draft::Draft;
use crate::domain::challenge::command::ChallengeCommand;
use crate::domain::programme;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Choice, Dialog, DialogOutcome, TextField, text};

/// Draws the dialog of a new one; how it was answered, when it was.
pub(super) fn dialog_ui(
    ctx: &Context,
    view: &View<'_>,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) -> Option<DialogOutcome> {
    let dialog = Dialog::new("A challenge we have met")
        .width(620.0)
        .safe("Cancel")
        .primary("Add challenge")
        .primary_enabled(draft.is_whole())
        .focus_body();
    let shown = dialog.show(ctx, |ui| {
        fields_ui(ui, view, draft, true);
        library_ui(ui, draft);
    });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        ask(ChallengeCommand::Save(Box::new(draft.made())), out);
    }
    shown.outcome
}

/// The fields; true when one was left or chosen.
pub(super) fn fields_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft, is_new: bool) -> bool {
    let theme = Theme::of(ui);
    let gap = theme.pt(10.0);
    let half = (ui.available_width() - gap) / 2.0;
    let entry = programme::challenge(&draft.value.entry);
    if let Some(entry) = entry {
        text(ui, &entry.title, Style::Heading, theme.color().text);
        let words = format!("Of the library, {}", entry.id);
        text(ui, words, Style::Small, theme.color().text_2);
    }
    let hint = match entry {
        Some(_) => "Empty where the library's words hold",
        None => "What stands in the way",
    };
    let error = draft.words_error().filter(|_| !is_new);
    let field = TextField::new("In our own words", &mut draft.value.text)
        .rows(2)
        .hint(hint)
        .error(error)
        .show(ui);
    if is_new && ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    let mut left = field.lost_focus();
    left |= block_ui(ui, draft);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let error = draft.met_error();
        let field = draft.met.show(ui, "Met on", view.today, half, error);
        left |= field.lost_focus();
        let error = draft.over_error();
        let field = draft.over.show(ui, "Over on", view.today, half, error);
        left |= field.lost_focus();
    });
    let hint = "What we do about it";
    let field = TextField::new("Approach", &mut draft.value.approach);
    left |= field.rows(3).hint(hint).show(ui).lost_focus();
    if !is_new {
        let field = TextField::new("Result", &mut draft.value.result);
        let hint = "What came of it";
        left |= field.rows(2).hint(hint).show(ui).lost_focus();
    }
    left
}

/// The approaches of the library; true when one was chosen.
pub(super) fn library_ui(ui: &mut Ui, draft: &mut Draft) -> bool {
    let Some(entry) = programme::challenge(&draft.value.entry) else {
        return false;
    };
    let ink = Theme::of(ui).color().text;
    let words = "Approaches of the library, to choose and edit";
    text(ui, words, Style::Strong, ink);
    let chosen = approaches_ui(ui, entry, true);
    if let Some(approach) = chosen {
        approach.clone_into(&mut draft.value.approach);
    }
    chosen.is_some()
}

fn block_ui(ui: &mut Ui, draft: &mut Draft) -> bool {
    let blocks: Vec<String> = std::iter::once("Of no single block".to_owned())
        .chain(
            programme::blocks()
                .iter()
                .map(|b| format!("{} {}", b.number, b.name)),
        )
        .collect();
    let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    let mut chosen = Some(draft.value.block.map_or(0, usize::from));
    let is_changed = Choice::new("Block", &blocks).show(ui, &mut chosen);
    if is_changed {
        let block = chosen.and_then(|at| u8::try_from(at).ok());
        draft.value.block = block.filter(|b| *b > 0);
    }
    is_changed
}

/// All approaches by their place, each with a way to choose it; the one that was chosen.
pub(super) fn approaches_ui<'a>(
    ui: &mut Ui,
    entry: &'a programme::Challenge,
    can_choose: bool,
) -> Option<&'a str> {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let mut chosen = None;
    for (at, approach) in entry.approaches.iter().enumerate() {
        let number = at + 1;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            let lead = theme.pt(18.0);
            ui.allocate_ui(egui::vec2(lead, theme.line_height(Style::Body)), |ui| {
                ui.set_min_width(lead);
                text(ui, number.to_string(), Style::Strong, colors.text_2);
            });
            let button = if can_choose { theme.pt(70.0) } else { 0.0 };
            let width = (ui.available_width() - button).max(theme.pt(80.0));
            ui.vertical(|ui| {
                ui.set_width(width);
                text(ui, approach, Style::Body, colors.text);
            });
            let name = format!("Choose approach {number}");
            if can_choose
                && Button::quiet("Choose")
                    .small()
                    .name(&name)
                    .show(ui)
                    .clicked()
            {
                chosen = Some(approach.as_str());
            }
        });
    }
    chosen
}
