//! Saved views of the list: what is filtered, shown and sorted, under a name.

use std::collections::BTreeMap;

use egui::{Popup, PopupCloseBehavior, Ui};
use serde::{Deserialize, Serialize};

use super::ListState;
use super::filter::Filters;
use crate::domain::command::Command;
use crate::domain::ids::SavedViewId;
use crate::domain::saved_view::{SavedView, SavedViewCommand};
use crate::ui::icons::Icon;
use crate::ui::patients::views::VIEWS;
use crate::ui::request::{PatientsView, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, IconButton, Sort, TextField, field_error, menu_check, menu_rule, text,
};

/// What a saved view says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    /// Place among [`VIEWS`].
    view: usize,
    filters: Filters,
    /// Columns that a person has shown or hidden.
    columns: BTreeMap<String, bool>,
    sort: Option<(String, bool)>,
}

/// What the menu remembers.
#[derive(Default)]
pub(super) struct SavedState {
    name: String,
    refusal: Option<String>,
}

impl Content {
    fn of(state: &ListState) -> Self {
        let sort = state.table.sort.as_ref();
        Self {
            view: VIEWS.iter().position(|v| *v == state.view).unwrap_or(0),
            filters: state.filters.clone(),
            columns: state.columns.clone(),
            sort: sort.map(|s| (s.column.clone(), s.descending)),
        }
    }

    fn show(self, state: &mut ListState) {
        state.view = VIEWS.get(self.view).copied().unwrap_or(PatientsView::Ltot);
        state.filters = self.filters;
        state.columns = self.columns;
        state.table.sort = self
            .sort
            .map(|(column, descending)| Sort { column, descending });
        state.table.selected.clear();
        state.take_focus();
    }
}

/// The menu of saved views.
pub(super) fn saved_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let now = Content::of(state);
    let saved: Vec<(&SavedView, Content)> = view
        .workbook
        .views
        .iter()
        .map(|v| {
            (
                v,
                serde_json::from_value(v.content.clone()).unwrap_or_default(),
            )
        })
        .collect();
    let current = saved.iter().find(|(_, content)| *content == now);
    let words = current.map_or("Views…", |(v, _)| v.name.as_str());
    let button = Button::outlined(words)
        .small()
        .icon(Icon::Filter)
        .name("Saved views")
        .hover("Filters, columns and order under a name");
    let response = button.show(ui);
    let is_current = current.map(|(v, _)| v.id);
    Popup::menu(&response)
        .accessible_name("Saved views")
        .gap(theme.pt(4.0))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(theme.pt(280.0));
            if saved.is_empty() {
                let ink = theme.color().text_2;
                let hint = "Filter, sort and choose columns as you need them, then save them here under a name.";
                text(ui, hint, Style::Small, ink);
            }
            for (known, content) in saved {
                if row_ui(ui, known, is_current == Some(known.id), out) {
                    content.show(state);
                    ui.close();
                }
            }
            menu_rule(ui);
            save_ui(ui, view, state, &now, out);
        });
}

/// A saved view with its cross; true when it was chosen.
fn row_ui(ui: &mut Ui, known: &SavedView, is_current: bool, out: &mut Vec<Request>) -> bool {
    let width = ui.available_width() - Theme::of(ui).pt(30.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let chosen = ui
            .vertical(|ui| {
                ui.set_width(width);
                menu_check(ui, &known.name, is_current).clicked()
            })
            .inner;
        let cross = format!("Remove the view {}", known.name);
        if IconButton::new(Icon::Close, &cross).show(ui).clicked() {
            out.push(remove(known.id));
        }
        chosen
    })
    .inner
}

fn remove(id: SavedViewId) -> Request {
    Request::Command(Command::SavedView(SavedViewCommand::Remove(id)))
}

fn save_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    now: &Content,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let form = &mut state.saved;
    let field = TextField::new("Save this view as", &mut form.name)
        .hint("High dose, Blue team")
        .width(theme.pt(264.0))
        .show(ui);
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    if let Some(refusal) = &form.refusal {
        field_error(ui, refusal);
    }
    let can = !form.name.trim().is_empty() && !view.status.is_read_only;
    let save = Button::primary("Save view").small().enabled(can);
    if !(save.show(ui).clicked() || entered && can) {
        return;
    }
    let saved = SavedView {
        id: SavedViewId(0),
        name: form.name.clone(),
        content: serde_json::to_value(now).unwrap_or_default(),
        by: String::new(),
        on: view.today,
    };
    let command = SavedViewCommand::Save(Box::new(saved));
    match view.tried(Command::SavedView(command)) {
        Ok(request) => {
            out.push(request);
            *form = SavedState::default();
            ui.close();
        }
        Err(why) => form.refusal = Some(why),
    }
}
