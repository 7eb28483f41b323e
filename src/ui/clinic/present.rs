//! The clinic on a projected screen: its people and its settings, to be read only.

use egui::{Key, Modifiers, ScrollArea, Ui};

use super::people::{PeopleState, presented_ui as people_ui};
use crate::domain::clinic::{LookBack, OverlapRule, Settings};
use crate::ui::icons::present_sign;
use crate::ui::request::ClinicPage;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, Segment, divider, segmented, text, toolbar};

/// Width of the names of the settings at scale 1.
const NAMES: f32 = 300.0;

/// What the screens remember.
#[derive(Default)]
pub(in crate::ui) struct ClinicPresent {
    shows_settings: bool,
    people: PeopleState,
}

impl ClinicPresent {
    /// The screen nearest to a page of the tab.
    pub(in crate::ui) fn near(page: ClinicPage) -> Self {
        Self {
            shows_settings: page == ClinicPage::Settings,
            people: PeopleState::default(),
        }
    }
}

/// Draws the screen.
pub(in crate::ui) fn present_ui(ui: &mut Ui, view: &View<'_>, state: &mut ClinicPresent) {
    let is_free = !ui.ctx().any_popup_open() && !ui.ctx().text_edit_focused();
    let pressed = |key| is_free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) {
        state.shows_settings = true;
    }
    if pressed(Key::ArrowLeft) {
        state.shows_settings = false;
    }
    toolbar(
        ui,
        "presented clinic toolbar",
        |ui| {
            let segments = ["People", "Settings"].map(Segment::new);
            let mut at = usize::from(state.shows_settings);
            segmented(ui, "Screen", &segments, &mut at);
            state.shows_settings = at == 1;
        },
        present_sign,
    );
    if state.shows_settings {
        settings_ui(ui, view);
    } else {
        people_ui(ui, view, &mut state.people);
    }
}

fn settings_ui(ui: &mut Ui, view: &View<'_>) {
    let title = &view.workbook.clinic.name;
    Card::new().title(title).fill_height().show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("presented settings")
            .auto_shrink(false)
            .show(ui, |ui| {
                let theme = Theme::of(ui);
                let colors = *theme.color();
                ui.spacing_mut().item_spacing.y = theme.pt(6.0);
                for (at, (name, value)) in facts(&view.workbook.settings).into_iter().enumerate() {
                    if at > 0 {
                        divider(ui);
                    }
                    ui.horizontal_top(|ui| {
                        let width = theme.pt(NAMES);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            text(ui, name, Style::Body, colors.text_2);
                        });
                        ui.vertical(|ui| {
                            text(ui, value, Style::Strong, colors.text);
                        });
                    });
                }
            });
    });
}

/// The settings that patients are counted by, in words.
fn facts(settings: &Settings) -> Vec<(&'static str, String)> {
    let LookBack {
        agreement_months,
        pdmp_months,
        urine_test_months,
        med_months,
        visit_months,
    } = &settings.look_back;
    let months = |n: u32| format!("{n} months");
    let sedatives = match (
        settings.gabapentinoids_are_sedatives,
        settings.other_sedatives,
    ) {
        (false, false) => "Benzodiazepines and other core sedatives",
        (true, false) => "The core list and gabapentinoids",
        (false, true) => "The core list, other muscle relaxants and hypnotics",
        (true, true) => "The core list, gabapentinoids, other muscle relaxants and hypnotics",
    };
    let overlap = match settings.overlap {
        OverlapRule::Add => "Every active fill adds",
        OverlapRule::LatestOnly => "Only the latest fill of a medicine and strength counts",
    };
    let visits = visit_months.map(|m| m.to_string()).join(", ");
    vec![
        (
            "Long-term opioid therapy",
            settings.ltot_rule.sentence().to_owned(),
        ),
        (
            "Dose limits",
            format!(
                "{} and {} mg of morphine equivalent a day",
                settings.thresholds.first, settings.thresholds.second
            ),
        ),
        (
            "Conversion factors",
            settings.factor_set.about().short_name.clone(),
        ),
        ("Overlapping fills", overlap.to_owned()),
        ("Counted as sedatives", sedatives.to_owned()),
        ("Naloxone counts for", months(settings.naloxone_months)),
        ("An agreement counts for", months(*agreement_months)),
        ("A PDMP check counts for", months(*pdmp_months)),
        ("A urine drug test counts for", months(*urine_test_months)),
        ("A MED on record counts for", months(*med_months)),
        (
            "A visit counts for",
            format!("{visits} months at low, moderate, high risk"),
        ),
        (
            "Smallest count shown to a room",
            format!("{}, by clinician or team", settings.smallest_count_shown),
        ),
    ]
}
