//! The two rows over the list: views and actions; filters, the day, columns, copy and export.

use egui::{Popup, PopupCloseBehavior, Ui};

use super::filter::{ByBand, Filters};
use super::line::PatientLine;
use super::rows::cell_text;
use super::{ListState, saved, words_id};
use crate::domain::clinic::Settings;
use crate::ui::icons::{Icon, icon};
use crate::ui::patients::by_clinician::clinician_ui;
use crate::ui::patients::taking_out::{self, Part2, TakingOut};
use crate::ui::patients::views::VIEWS;
use crate::ui::request::{PatientsView, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Col, FilterButton, Segment, TextField, ends, filter_choice, menu_check, menu_item,
    menu_rule, segmented, text,
};

/// Views with counts.
pub(super) fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState) {
    let second = view.workbook.settings.thresholds.second;
    let label = |view| match view {
        PatientsView::Ltot => "On LtOT".to_owned(),
        PatientsView::Candidates => "Candidates".to_owned(),
        PatientsView::OnOpioids => "On opioids, not LtOT".to_owned(),
        PatientsView::High => format!("MED {second} or more"),
        PatientsView::DoseUnknown => "Dose unknown".to_owned(),
        PatientsView::NoClinician => "No clinician".to_owned(),
        PatientsView::All => "All".to_owned(),
    };
    let segments: Vec<Segment> = VIEWS
        .into_iter()
        .zip(state.data.counts())
        .map(|(view, count)| Segment::counted(label(view), count))
        .collect();
    let mut chosen = VIEWS.iter().position(|v| *v == state.view).unwrap_or(0);
    let changed = segmented(ui, "View", &segments, &mut chosen);
    if changed && let Some(view) = VIEWS.get(chosen) {
        state.view = *view;
        state.table.selected.clear();
        state.take_focus();
    }
}

/// Filters; how many are shown, of which day, and what can be taken out.
pub(super) fn filters_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    columns: &[Col],
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let height = theme.control_height(true);
    // On a small window the filters have a row of their own.
    let is_small = ui.available_width() < theme.pt(1180.0);
    if is_small {
        ui.horizontal(|ui| left_ui(ui, view, state));
    }
    // Both ends change the same state; the right one is done after the left.
    let state = std::cell::RefCell::new(state);
    ends(
        ui,
        "patients filters",
        height,
        |ui| {
            if !is_small {
                left_ui(ui, view, &mut state.borrow_mut());
            }
        },
        |ui| {
            let state = &mut **state.borrow_mut();
            shown_ui(ui, state);
            as_of_ui(ui, view, state, out);
            saved::saved_ui(ui, view, state, out);
            columns_ui(ui, view, state, columns);
            take_out_ui(ui, view, state, columns, out);
        },
    );
}

fn left_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState) {
    let theme = Theme::of(ui);
    icon(ui, Icon::Filter, theme.pt(16.0), theme.color().text_2);
    clinician_ui(ui, state.data.clinicians(), &mut state.filters.clinician);
    band_ui(ui, &mut state.filters, &view.workbook.settings);
    let filters = &mut state.filters;
    yes_no_ui(ui, "Sedative", &mut filters.sedative);
    yes_no_ui(ui, "Naloxone", &mut filters.naloxone);
    let width = theme.pt(180.0).min(ui.available_width());
    if width > theme.pt(60.0) {
        TextField::new("Name or MRN", &mut filters.words)
            .search()
            .hint("Name or MRN")
            .hide_label()
            .small()
            .width(width)
            .id(words_id())
            .show(ui);
    }
}

fn band_ui(ui: &mut Ui, filters: &mut Filters, settings: &Settings) {
    let labels = ByBand::ALL.map(|band| match band {
        ByBand::In(band) => band.label(settings),
        ByBand::NoBand => "no number".to_owned(),
        ByBand::NoneActive => "none active".to_owned(),
    });
    let options: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut chosen = filters
        .band
        .and_then(|band| ByBand::ALL.iter().position(|b| *b == band));
    let value = chosen
        .and_then(|at| options.get(at))
        .copied()
        .unwrap_or("any");
    let response = FilterButton::new("Band", value, filters.band.is_some())
        .show(ui, |ui| filter_choice(ui, "any", &options, &mut chosen));
    if response.cleared {
        filters.band = None;
    } else if response.inner == Some(true) {
        filters.band = chosen.and_then(|at| ByBand::ALL.get(at)).copied();
    }
}

fn yes_no_ui(ui: &mut Ui, name: &str, filter: &mut Option<bool>) {
    let options = ["yes", "no"];
    let mut chosen = filter.map(|yes| usize::from(!yes));
    let value = chosen
        .and_then(|at| options.get(at))
        .copied()
        .unwrap_or("any");
    let response = FilterButton::new(name, value, filter.is_some())
        .show(ui, |ui| filter_choice(ui, "any", &options, &mut chosen));
    if response.cleared {
        *filter = None;
    } else if response.inner == Some(true) {
        *filter = chosen.map(|at| at == 0);
    }
}

/// "77 of 92 patients".
fn shown_ui(ui: &mut Ui, state: &ListState) {
    let ink = Theme::of(ui).color().text_2;
    let (shown, all) = (state.data.order().len(), state.data.count(state.view));
    let words = if shown == all {
        let noun = if all == 1 { "patient" } else { "patients" };
        format!("{all} {noun}")
    } else {
        format!("{shown} of {all} patients")
    };
    text(ui, words, Style::Table, ink);
}

/// The day looked at: the newest data, or one that is typed.
fn as_of_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState, out: &mut Vec<Request>) {
    let newest = view
        .status
        .data_to
        .map_or(view.today, |day| day.min(view.today));
    let value = view.as_of.to_string();
    let response = FilterButton::new("As of", &value, view.as_of != newest).show(ui, |ui| {
        let theme = Theme::of(ui);
        let margin = egui::Margin::same(theme.margin(8.0));
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(6.0);
            let field = state
                .as_of
                .show(ui, "Look at the day", view.today, theme.pt(220.0), None);
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let day = state.as_of.date();
            let pressed = ui
                .horizontal(|ui| {
                    let look = Button::primary("Look").small().name("Look at this day");
                    let look = look.enabled(day.is_some()).show(ui).clicked();
                    if Button::quiet("Newest data").small().show(ui).clicked() {
                        out.push(Request::LookAt(None));
                        ui.close();
                    }
                    look
                })
                .inner;
            if (entered || pressed) && day.is_some() {
                out.push(Request::LookAt(day));
                ui.close();
            }
        });
    });
    if response.cleared {
        out.push(Request::LookAt(None));
        state.as_of = crate::ui::widgets::DateField::default();
    }
}

/// Which columns are shown; the menu stays open for more than one.
fn columns_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState, columns: &[Col]) {
    let theme = Theme::of(ui);
    let button = Button::outlined("Columns…").icon(Icon::Columns).small();
    let response = button.show(ui);
    Popup::menu(&response)
        .accessible_name("Columns")
        .gap(theme.pt(4.0))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(theme.pt(240.0));
            for column in columns.iter().filter(|column| !column.frozen) {
                let on = !state.table.hidden.contains(column.key.as_ref());
                if menu_check(ui, &column.title, on).clicked() {
                    state.columns.insert(column.key.to_string(), !on);
                }
            }
            menu_rule(ui);
            if menu_item(ui, "As many as there is room for").clicked() {
                state.columns.clear();
                state.table.widths.clear();
                ui.close();
            }
            let part2 =
                taking_out::count_part2(view.workbook, state.data.shown().map(|line| line.id));
            if part2 > 0 {
                menu_rule(ui);
                let words = format!("Copy and export {part2} under Part 2");
                let check = menu_check(ui, &words, state.part2 == Part2::Kept);
                let hover =
                    "Records from a 42 CFR Part 2 programme are left out unless this is ticked";
                if check.on_hover_text(hover).clicked() {
                    state.part2 = match state.part2 {
                        Part2::Kept => Part2::LeftOut,
                        Part2::LeftOut => Part2::Kept,
                    };
                }
            }
        });
}

/// Copies or saves what is shown, or the ticked ones of it.
fn take_out_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &ListState,
    columns: &[Col],
    out: &mut Vec<Request>,
) {
    let ticked = &state.table.selected;
    let is_taken = |line: &&PatientLine| ticked.is_empty() || ticked.contains(&line.id.0);
    let taken = || state.data.shown().filter(is_taken);
    // Columns hidden for want of room are taken out too; those hidden by a person are not.
    let is_wanted = |column: &&Col| state.columns.get(column.key.as_ref()) != Some(&false);
    let columns: Vec<&Col> = columns.iter().filter(is_wanted).collect();
    let which = if ticked.is_empty() {
        "all shown patients"
    } else {
        "the ticked patients"
    };
    let taking_out = TakingOut {
        which,
        copy: "Copy patients",
        save: "Export CSV…",
        file: format!("patients_{}.csv", view.as_of),
        what: "the patients list",
        is_any: !state.data.order().is_empty(),
    };
    let table = || {
        let titles = columns.iter().map(|column| column.title.as_ref());
        let cells = |line: &'_ PatientLine| {
            columns
                .iter()
                .map(|c| cell_text(line, &c.key).into_owned())
                .collect::<Vec<_>>()
        };
        let lines = taken().map(|line| (line.id, cells(line)));
        taking_out::table(view.workbook, titles, lines, state.part2)
    };
    taking_out.show(ui, table, out);
}
