//! The gaps of one patient, as panel and page list them: each with its state and who has it.

use egui::{Label, Ui};

use super::closing_act;
use super::words::{chip_state, state_words, why};
use crate::domain::care_gap::{Gap, GapKey};
use crate::domain::ids::PatientId;
use crate::ui::icons::Icon;
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, divider, ends, gap_chip, text};

/// Draws the gaps under a heading with a button that gives them to a person; nothing without a gap.
pub(in crate::ui::patients) fn gaps_ui(
    ui: &mut Ui,
    view: &View<'_>,
    patient: PatientId,
    acts: &mut Vec<Act>,
) {
    let gaps = view.registry.gaps.of(patient);
    if gaps.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.add_space(theme.pt(10.0));
    divider(ui);
    ui.add_space(theme.pt(6.0));
    let heading = match gaps.len() {
        1 => "1 care gap".to_owned(),
        many => format!("{many} care gaps"),
    };
    let ((), assign) = ends(
        ui,
        "gaps of the patient",
        theme.control_height(true),
        |ui| {
            text(ui, heading, Style::TableStrong, colors.text);
        },
        |ui| {
            let button = Button::outlined("Assign…").small();
            let button = button.name("Assign the patient's gaps…");
            button
                .hover("Give all of them to a person")
                .show(ui)
                .clicked()
        },
    );
    if assign {
        let keys: Vec<GapKey> = gaps.iter().map(|g| (g.patient, g.rule)).collect();
        acts.push(Act::Gaps(GapTask::Assign, keys));
    }
    for gap in gaps {
        gap_row_ui(ui, view, gap, acts);
    }
}

/// A gap in a line: chip, state, who has it, and the way to add what closes it.
pub(in crate::ui::patients) fn gap_row_ui(
    ui: &mut Ui,
    view: &View<'_>,
    gap: &Gap,
    acts: &mut Vec<Act>,
) {
    let theme = Theme::of(ui);
    let work = view.workbook.gap_work(gap.patient, gap.rule);
    let who = work.map_or("", |w| w.assigned_to.as_str());
    let words = if who.is_empty() {
        state_words(gap).to_string()
    } else {
        format!("{} · {who}", state_words(gap))
    };
    ui.add_space(theme.pt(3.0));
    ends(
        ui,
        gap.rule.code(),
        theme.pt(22.0),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(6.0);
            gap_chip(ui, gap.rule.label(), chip_state(gap))
                .on_hover_text(why(gap, &view.workbook.settings));
            ui.add(Label::new(theme.rich_in(words, Style::Table, theme.color().text)).truncate());
        },
        |ui| {
            let name = format!("Add {}", gap.rule.label());
            let add = IconButton::new(Icon::Plus, &name).small();
            if add.hover("Add what closes the gap").show(ui).clicked() {
                acts.push(closing_act((gap.patient, gap.rule)));
            }
        },
    );
}
