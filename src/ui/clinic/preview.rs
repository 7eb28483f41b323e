//! What changed settings would do before they are saved: counts now and after, and who crosses.

use std::borrow::Cow;
use std::collections::HashMap;

use egui::{Align, Layout, Ui, vec2};

use super::padded;
use crate::domain::measure::{Measure, Point, Unit};
use crate::domain::patient::Patient;
use crate::domain::settings_effect::SettingsEffect;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, Col, DataTable, RowKey, Rows, TableState, divider, text};
use crate::ui::words::count;

/// What the card is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing has been changed.
    Unchanged,
    /// A field has an error.
    CannotBeUsed,
    /// The effect; late while it is worked out anew.
    Effect { is_late: bool },
}

/// An effect with the state of its table and the names it shows.
pub(super) struct EffectRows {
    effect: SettingsEffect,
    table: TableState,
    names: HashMap<i64, String>,
}

impl EffectRows {
    pub fn new(effect: SettingsEffect) -> Self {
        Self {
            effect,
            table: TableState::default(),
            names: HashMap::new(),
        }
    }

    #[cfg(test)]
    pub fn effect(&self) -> &SettingsEffect {
        &self.effect
    }

    /// Looks up the names once.
    fn name_all(&mut self, view: &View<'_>) {
        if self.names.len() < self.effect.changes.len() {
            let name = |id| {
                view.workbook
                    .patient(id)
                    .map_or_else(|| "no name".to_owned(), Patient::name)
            };
            self.names = self
                .effect
                .changes
                .iter()
                .map(|c| (c.patient.0, name(c.patient)))
                .collect();
        }
    }
}

/// Draws the card.
pub(super) fn preview_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: Shown,
    effect: Option<&mut EffectRows>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let note = format!("on {}", view.as_of);
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        padded(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.gap();
            ui.horizontal(|ui| {
                text(ui, "What this changes", Style::Heading, theme.color().text);
                text(ui, &note, Style::Body, ink);
            });
            match (shown, &effect) {
                (Shown::Unchanged, _) => {
                    let words = "Change a setting, and its effect on measures and patients is shown here before anything is saved.";
                    text(ui, words, Style::Body, ink);
                }
                (Shown::CannotBeUsed, _) => {
                    text(ui, "Shown again as soon as every field can be read.", Style::Body, ink);
                }
                (Shown::Effect { is_late: true }, None) => {
                    text(ui, "Working it out…", Style::Body, ink);
                }
                (Shown::Effect { is_late: false }, None) => {
                    let words = "It could not be worked out. The settings can be saved all the same.";
                    text(ui, words, Style::Body, ink);
                }
                (Shown::Effect { is_late }, Some(rows)) => counts_ui(ui, view, &rows.effect, is_late),
            }
        });
        if let (Shown::Effect { .. }, Some(rows)) = (shown, effect) {
            patients_ui(ui, view, rows, out);
        }
    });
}

fn counts_ui(ui: &mut Ui, view: &View<'_>, effect: &SettingsEffect, is_late: bool) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(1.0);
    ui.spacing_mut().interact_size.y = 0.0;
    pair_ui(
        ui,
        (
            "Now",
            if is_late {
                "After, working it out…"
            } else {
                "After"
            },
        ),
        Style::TableStrong,
        colors.text_2,
    );
    for (measure, now, after) in &effect.measures {
        ui.add_space(theme.pt(6.0));
        let name = format!("{}{}", label(*measure, view, effect), unknown(now, after));
        text(ui, name, Style::Small, colors.text_2);
        let (now, after) = (value(*measure, now), value(*measure, after));
        let style = if now == after {
            Style::Table
        } else {
            Style::TableStrong
        };
        pair_ui(ui, (&now, &after), style, colors.text);
    }
}

/// ", unknown for 2, then 3"; nothing when nobody's dose is unknown.
fn unknown(now: &Point, after: &Point) -> String {
    match (now.unknown, after.unknown) {
        (0, 0) => String::new(),
        (now, after) if now == after => format!(", unknown for {now}"),
        (now, after) => format!(", unknown for {now}, then {after}"),
    }
}

/// Both limits are named where they differ: "MED 90, then 60 or more".
fn label(measure: Measure, view: &View<'_>, effect: &SettingsEffect) -> String {
    let settings = &view.workbook.settings;
    let (now, after) = (measure.label(settings), measure.label(&effect.settings));
    if now == after {
        return now;
    }
    let (old, new) = (settings, &effect.settings);
    match measure {
        Measure::MedFirst => format!(
            "MED {}, then {} or more",
            old.thresholds.first, new.thresholds.first
        ),
        Measure::MedSecond => format!(
            "MED {}, then {} or more",
            old.thresholds.second, new.thresholds.second
        ),
        Measure::Naloxone => format!(
            "Naloxone, {}, then {} months",
            old.naloxone_months, new.naloxone_months
        ),
        _ => after,
    }
}

/// "12.0 %, 11 of 92".
fn value(measure: Measure, point: &Point) -> String {
    let counted = point.numerator as u64;
    if measure.unit() == Unit::Count {
        return count(counted);
    }
    let of = format!(
        "{} of {}",
        count(counted),
        count(u64::from(point.denominator))
    );
    point
        .value(measure)
        .map_or_else(|| of.clone(), |v| format!("{v:.1} %, {of}"))
}

/// Two values side by side, the second in `style`.
fn pair_ui(ui: &mut Ui, (now, after): (&str, &str), style: Style, ink: egui::Color32) {
    let theme = Theme::of(ui);
    let size = vec2(
        (ui.available_width() / 2.0).floor(),
        theme.line_height(Style::Table),
    );
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (words, style) in [(now, Style::Table), (after, style)] {
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(size.x);
                ui.add(egui::Label::new(theme.rich_in(words, style, ink)).truncate());
            });
        }
    });
}

fn patients_ui(ui: &mut Ui, view: &View<'_>, rows: &mut EffectRows, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    rows.name_all(view);
    let changes = rows.effect.changes.len();
    divider(ui);
    padded(ui, |ui| {
        let words = match changes {
            0 => "No patient crosses a limit, joins or leaves".to_owned(),
            1 => "1 patient changes".to_owned(),
            changes => format!("{} patients change", count(changes as u64)),
        };
        text(ui, words, Style::Strong, theme.color().text);
    });
    if changes == 0 {
        return;
    }
    let mut table = std::mem::take(&mut rows.table);
    let columns = [
        Col::new("patient", "Patient", 104.0)
            .strong()
            .fill()
            .unsortable(),
        Col::new("now", "MED", 56.0).right().unsortable(),
        Col::new("after", "After", 74.0).right().unsortable(),
        Col::new("what", "Change", 120.0).unsortable(),
    ];
    let response = DataTable::new("Patients whom the settings change")
        .columns(&columns)
        .show(ui, &mut table, rows);
    rows.table = table;
    if let Some(change) = response.opened.and_then(|row| rows.effect.changes.get(row)) {
        out.push(Request::ShowPatient(change.patient));
    }
}

impl Rows for EffectRows {
    fn count(&self) -> usize {
        self.effect.changes.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.effect.changes.get(row).map_or(0, |c| c.patient.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(change) = self.effect.changes.get(row) else {
            return Cow::default();
        };
        let words = match column {
            "patient" => self.names.get(&change.patient.0).map_or("", String::as_str),
            "now" => &change.now,
            "after" => &change.after,
            _ => &change.what,
        };
        Cow::Borrowed(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(numerator: f64, denominator: u32, unknown: u32) -> Point {
        Point {
            month_end: chrono::NaiveDate::default(),
            numerator,
            denominator,
            unknown,
        }
    }

    #[test]
    fn every_share_has_its_n_and_nothing_is_zero_by_default() {
        assert_eq!(
            value(Measure::LtotPatients, &point(1200.0, 1200, 0)),
            "1,200"
        );
        assert_eq!(
            value(Measure::MedSecond, &point(11.0, 92, 0)),
            "12.0 %, 11 of 92"
        );
        assert_eq!(
            unknown(&point(11.0, 92, 3), &point(11.0, 92, 3)),
            ", unknown for 3"
        );
        assert_eq!(
            unknown(&point(11.0, 92, 3), &point(11.0, 92, 0)),
            ", unknown for 3, then 0"
        );
        assert_eq!(value(Measure::MedSecond, &point(0.0, 0, 0)), "0 of 0");
    }
}
