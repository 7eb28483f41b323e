//! The chosen measure beside the list: what it is, where it stands, and the way to its chart.

use egui::Ui;

use super::Asked;
use crate::domain::measure::{MeasureId, OwnMeasure};
use crate::ui::icons::Icon;
use crate::ui::measures::summary::Summary;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, begin_at_top, ends, facts, link, side_panel, text};

/// Draws the panel; whether its cross was pressed, and what was asked.
pub(super) fn panel_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) -> (bool, Option<Asked>) {
    let ((closed, asked), pressed) = side_panel(
        ui,
        "chosen measure",
        |ui| content_ui(ui, view, summary),
        |ui| actions_ui(ui, view, summary),
    );
    (closed, asked.or(pressed))
}

fn content_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) -> (bool, Option<Asked>) {
    begin_at_top(ui, summary.measure);
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.set_max_width(ui.available_width() - theme.pt(12.0));
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let kind = summary.measure.kind(view.workbook).label();
    let ((), closed) = ends(
        ui,
        "chosen measure head",
        theme.pt(24.0),
        |ui| {
            text(ui, kind, Style::Body, colors.text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the measure").small();
            cross.show(ui).clicked()
        },
    );
    text(ui, &summary.title, Style::Heading, colors.text);
    let words = summary.measure.definition(view.workbook);
    text(ui, words, Style::Body, colors.text);
    let now = [
        &summary.value,
        &summary.count,
        &summary.unknown,
        &summary.change,
    ];
    let now: Vec<&str> = now
        .into_iter()
        .map(String::as_str)
        .filter(|w| !w.is_empty())
        .collect();
    let (now, aim, sentence) = (now.join(" · "), summary.aim(), summary.sentence());
    let note = view
        .workbook
        .choice(summary.measure)
        .map(|c| c.note.clone());
    let note = note.unwrap_or_default();
    let mut rows = vec![
        ("Now", now.as_str()),
        ("Aim", aim.as_str()),
        ("Signal", sentence.as_str()),
    ];
    if !note.is_empty() {
        rows.push(("Note", note.as_str()));
    }
    let own = summary.measure.own(view.workbook);
    rows.extend(own.map(own_facts).unwrap_or_default());
    facts(ui, &rows);
    let mut asked = None;
    if link(ui, "Open its run chart").clicked() {
        asked = Some(Asked::Chart(summary.measure));
    }
    if let MeasureId::Own(id) = summary.measure
        && link(ui, "Show its numbers").clicked()
    {
        asked = Some(Asked::Numbers(id));
    }
    (closed, asked)
}

/// What is on record of a measure that the team enters.
fn own_facts(own: &OwnMeasure) -> Vec<(&'static str, &str)> {
    let mut rows = vec![
        ("Entered as", own.form.label()),
        ("Each", own.period.label()),
    ];
    if !own.reference.is_empty() {
        rows.push(("Outside set", own.reference.as_str()));
    }
    rows
}

fn actions_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) -> Option<Asked> {
    let MeasureId::Own(id) = summary.measure else {
        return None;
    };
    if view.status.is_read_only {
        return None;
    }
    let change = Button::outlined("Change…").small();
    let name = format!("Change the measure {}", summary.name);
    let mut asked = change
        .name(&name)
        .show(ui)
        .clicked()
        .then_some(Asked::Change(id));
    let name = format!("Remove the measure {}", summary.name);
    let remove = Button::outlined("Remove…").small().name(&name);
    if remove.show(ui).clicked() {
        asked = Some(Asked::Remove(id));
    }
    asked
}
