//! The foot of the list: what the signs mean, or what can be done with the ticked patients.

use egui::{Key, Modifiers, Sense, Ui, vec2};

use super::ListState;
use super::rows::change_mark;
use crate::domain::event::Verdict;
use crate::domain::ids::PatientId;
use crate::domain::registry::Band;
use crate::ui::icons::{BandMark, Glyph, dose_bars, glyph};
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::foot::{height, strip_ui};
use crate::ui::patients::keys_are_free;
use crate::ui::request::PatientsView;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, ends_if_room, text};

/// Draws the legend, or the actions while patients are ticked.
pub(super) fn foot_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState, acts: &mut Vec<Act>) {
    let ticked = !state.table.selected.is_empty();
    strip_ui(ui, ticked, |ui| {
        if ticked {
            actions_ui(ui, state, acts);
        } else {
            legend_ui(ui, view);
        }
    });
}

fn legend_ui(ui: &mut Ui, view: &View<'_>) {
    let theme = Theme::of(ui);
    let settings = &view.workbook.settings;
    ends_if_room(
        ui,
        "patients legend",
        height(ui),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            for (mark, band) in [
                (BandMark::One, Band::Low),
                (BandMark::Two, Band::Mid),
                (BandMark::Three, Band::High),
            ] {
                bars_ui(ui, mark, band);
                label(ui, &band.label(settings));
                ui.add_space(theme.pt(8.0));
            }
            label(ui, "? no number");
            ui.add_space(theme.pt(8.0));
            label(ui, "≥ at least");
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            glyph(ui, Glyph::Diamond, theme.pt(11.0), theme.color().concern);
            label(ui, "unexpected");
            for (change, words) in [(1.0, "PEG worse"), (-1.0, "better")] {
                let (sign, ink) = change_mark(change, &theme);
                ui.add_space(theme.pt(8.0));
                glyph(ui, sign, theme.pt(9.0), ink);
                label(ui, words);
            }
        },
    );
}

fn bars_ui(ui: &mut Ui, mark: BandMark, band: Band) {
    let theme = Theme::of(ui);
    let colors = theme.color();
    let ink = match band {
        Band::Low => colors.band_low_mark,
        Band::Mid => colors.band_mid_mark,
        Band::High => colors.band_high_mark,
    };
    let side = theme.pt(11.0);
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    dose_bars(ui.painter(), rect.center(), mark, side, ink);
}

fn label(ui: &mut Ui, words: &str) {
    let ink = Theme::of(ui).color().text_2;
    text(ui, words, Style::Small, ink);
}

/// Confirm, reject or defer whom the rule finds; add whom it does not find.
fn actions_ui(ui: &mut Ui, state: &mut ListState, acts: &mut Vec<Act>) {
    let theme = Theme::of(ui);
    let ink = theme.color().on_selection;
    let words = match state.table.selected.len() {
        1 => "1 patient ticked".to_owned(),
        many => format!("{many} patients ticked"),
    };
    text(ui, words, Style::TableStrong, ink);
    let may_add = matches!(state.view, PatientsView::OnOpioids | PatientsView::All);
    let may_judge = state.view != PatientsView::OnOpioids;
    let mut chosen = None;
    if may_judge {
        let hover = "Those whom the rule finds: a person agrees that they are on LtOT";
        for (words, key, verdict, hover) in [
            ("Confirm as LtOT", Key::C, Verdict::Confirmed, hover),
            (
                "Reject…",
                Key::R,
                Verdict::Rejected,
                "Not LtOT in spite of the rule; the reason is asked",
            ),
            (
                "Defer",
                Key::D,
                Verdict::Deferred,
                "Not decided yet; they stay candidates",
            ),
        ] {
            let name = format!("{words} ticked patients");
            let button = Button::outlined(words).small().key(key.name());
            let button = button.name(&name).hover(hover).show(ui);
            let is_pressed =
                keys_are_free(ui) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if button.clicked() || is_pressed {
                chosen = Some(verdict);
            }
        }
    }
    if may_add {
        let button = Button::outlined("Add to LtOT…").small();
        let button = button.name("Add to LtOT… ticked patients");
        let hover = "On LtOT although the rule does not find them; the reason is asked";
        if button.hover(hover).show(ui).clicked() {
            chosen = Some(Verdict::Added);
        }
    }
    let hover = "Clinician, risk tier, an event, or a status or flag; said beforehand for each";
    let change = Button::outlined("Change…")
        .small()
        .name("Change… ticked patients");
    if change.hover(hover).show(ui).clicked() {
        let ticked = state.table.selected.iter();
        acts.push(Act::Change(ticked.map(|id| PatientId(*id)).collect()));
    }
    if let Some(verdict) = chosen {
        // Confirming or deferring says something about the rule's finding only.
        let needs_rule = matches!(verdict, Verdict::Confirmed | Verdict::Deferred);
        let ticked = &state.table.selected;
        let lines = state.data.shown().filter(|l| ticked.contains(&l.id.0));
        let lines = lines.filter(|l| l.is_found() || !needs_rule);
        let patients: Vec<PatientId> = lines.map(|line| line.id).collect();
        if !patients.is_empty() {
            acts.push(Act::Decide(patients, verdict));
            state.table.selected.clear();
        }
    } else if Button::quiet("Untick all").small().show(ui).clicked() {
        state.table.selected.clear();
    }
}
