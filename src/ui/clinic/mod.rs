//! The clinic tab: details, people, data plan, settings, imports, history and the file's health.

mod data_plan;
mod details;
#[cfg(test)]
mod effect_tests;
mod health;
mod history;
mod imports;
mod people;
pub(super) mod present;
mod preview;
mod settings;
mod settings_draft;
mod settings_measures;
#[cfg(test)]
pub(crate) mod testing;

use egui::{Frame, Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::request::{ClinicPage, Request};
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{Card, Segment, segmented, text, toolbar};

/// What the tab remembers.
#[derive(Default)]
pub struct ClinicState {
    /// The page shown.
    pub page: ClinicPage,
    /// The form of the settings and what it would change.
    pub settings: settings::SettingsState,
    details: details::DetailsState,
    people: people::PeopleState,
    data_plan: data_plan::DataPlanState,
    imports: imports::ImportsState,
    history: history::HistoryState,
    health: health::HealthState,
}

/// The pages from left to right.
const PAGES: [(ClinicPage, &str); 7] = [
    (ClinicPage::Details, "Clinic"),
    (ClinicPage::People, "People"),
    (ClinicPage::DataPlan, "Data plan"),
    (ClinicPage::Settings, "Settings"),
    (ClinicPage::Imports, "Imports"),
    (ClinicPage::History, "History"),
    (ClinicPage::Health, "File health"),
];

/// Draws the tab.
pub fn clinic_ui(ui: &mut Ui, view: &View<'_>, state: &mut ClinicState, out: &mut Vec<Request>) {
    state.details.refresh(view);
    state.settings.refresh(view);
    toolbar_ui(ui, view, state, out);
    match state.page {
        ClinicPage::Details => details::details_ui(ui, view, &mut state.details),
        ClinicPage::People => people::people_ui(ui, view, &mut state.people, out),
        ClinicPage::DataPlan => {
            data_plan::data_plan_ui(ui, view, &mut state.data_plan, out);
        }
        ClinicPage::Settings => settings::settings_ui(ui, view, &mut state.settings, out),
        ClinicPage::Imports => imports::imports_ui(ui, view, &mut state.imports, out),
        ClinicPage::History => history::history_ui(ui, view, &mut state.history, out),
        ClinicPage::Health => health::health_ui(ui, view, &mut state.health, out),
    }
}

/// The pages left, what can be done with the shown one right.
fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut ClinicState, out: &mut Vec<Request>) {
    let segments = segments(view, state);
    let mut chosen = PAGES
        .iter()
        .position(|(page, _)| *page == state.page)
        .unwrap_or(0);
    let page = state.page;
    toolbar(
        ui,
        "clinic toolbar",
        |ui| segmented(ui, "Clinic pages", &segments, &mut chosen),
        |ui| match page {
            ClinicPage::Details => details::actions_ui(ui, view, &mut state.details, out),
            ClinicPage::People => people::actions_ui(ui, view, &mut state.people, out),
            ClinicPage::DataPlan => {
                data_plan::actions_ui(ui, view, &mut state.data_plan, out);
            }
            ClinicPage::Settings => settings::actions_ui(ui, view, &mut state.settings, out),
            ClinicPage::Imports => imports::actions_ui(ui, view, out),
            ClinicPage::History => history::actions_ui(ui, &state.history, out),
            ClinicPage::Health => health::actions_ui(ui, view, out),
        },
    );
    if let Some((page, _)) = PAGES.get(chosen) {
        state.page = *page;
    }
}

/// A form with changes that are not saved says so from every page.
fn segments(view: &View<'_>, state: &ClinicState) -> Vec<Segment> {
    let is_open = |page| match page {
        ClinicPage::Details => state.details.is_changed(view),
        ClinicPage::Settings => state.settings.is_changed(),
        _ => false,
    };
    let segment = |(page, label): &(ClinicPage, &str)| {
        if is_open(*page) {
            Segment::counted(*label, "not saved")
        } else {
            Segment::new(*label)
        }
    };
    PAGES.iter().map(segment).collect()
}

/// Why nothing can be changed, when the file was opened for reading only.
pub(super) const READ_ONLY: &str = "The file is opened for reading only.";

/// Two columns side by side, each as high as its content; the left one takes `share` of the width.
fn two_columns(ui: &mut Ui, share: f32, content: impl FnOnce(&mut Ui, &mut Ui)) {
    let gap = Theme::of(ui).card_gap();
    let all = ui.available_rect_before_wrap();
    let middle = all.left() + ((all.width() - gap) * share).floor();
    let left_rect = all.with_max_x(middle);
    let right_rect = all.with_min_x(middle + gap);
    let mut left_ui = ui.new_child(UiBuilder::new().id_salt("left column").max_rect(left_rect));
    let mut right_ui = ui.new_child(
        UiBuilder::new()
            .id_salt("right column")
            .max_rect(right_rect),
    );
    content(&mut left_ui, &mut right_ui);
    let bottom = left_ui
        .min_rect()
        .bottom()
        .max(right_ui.min_rect().bottom());
    ui.advance_cursor_after_rect(all.with_max_y(bottom));
}

/// A card whose sentences stand close under their controls.
fn group_ui(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    Card::new().title(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(theme.pt(8.0), theme.pt(4.0));
        content(ui);
    });
}

/// The padding of a card around what stands over a table that reaches the card's edge.
fn padded<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    let margin = Margin {
        left: theme.margin(15.0),
        right: theme.margin(15.0),
        top: theme.margin(13.0),
        bottom: theme.margin(10.0),
    };
    Frame::new().inner_margin(margin).show(ui, content).inner
}

/// What a control does, in one sentence under it.
fn note_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    text(ui, words, Style::Small, theme.color().text_2);
}

/// Air between the controls of a card.
fn gap_ui(ui: &mut Ui) {
    let space = Theme::of(ui).pt(6.0);
    ui.add_space(space);
}

/// Two regions side by side over all the space there is; the right one `right_width` wide.
fn side_by_side(
    ui: &mut Ui,
    right_width: f32,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    let gap = Theme::of(ui).card_gap();
    let all = ui.available_rect_before_wrap();
    let middle = (all.right() - right_width).max(all.left());
    let left_rect = Rect::from_min_max(all.min, pos2((middle - gap).max(all.left()), all.bottom()));
    let right_rect = Rect::from_min_max(pos2(middle, all.top()), all.max);
    let region = |salt: &str, rect| UiBuilder::new().id_salt(salt).max_rect(rect);
    left(&mut ui.new_child(region("left region", left_rect)));
    right(&mut ui.new_child(region("right region", right_rect)));
    ui.advance_cursor_after_rect(all);
}
