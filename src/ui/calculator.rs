//! The free-standing MED calculator: any medicines, any factor set, the working of each line.

mod entry;

use egui::{Context, Id, Key, Ui, vec2};

use super::icons::Icon;
use super::patients::dose_words::{LineWords, WHAT_A_MED_IS, total_chip, total_words};
use super::request::Request;
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{
    Button, Choice, Dialog, DialogOutcome, IconButton, Notice, TextField, band_chip, divider, ends,
    text,
};
use crate::domain::clinic::Settings;
use crate::domain::morphine_equivalent::{FactorSet, FactorSetId, MedState, MedTotal};
use entry::Entry;

/// What the calculator remembers.
pub struct CalculatorState {
    /// Still shown.
    pub is_open: bool,
    entries: Vec<Entry>,
    /// Another factor set than the clinic's.
    factors: Option<FactorSetId>,
    /// The row whose first field is to have the focus.
    focus: Option<usize>,
}

const NEARLY_AN_OPIOID: &str = "A medicine is spelt nearly like an opioid and is not counted.";

impl Default for CalculatorState {
    fn default() -> Self {
        Self {
            is_open: false,
            entries: vec![Entry::default()],
            factors: None,
            focus: Some(0),
        }
    }
}

impl CalculatorState {
    fn table(&self, settings: &Settings) -> FactorSet {
        let id = self.factors.unwrap_or(settings.factor_set);
        FactorSet::load(id, settings.borrow_missing_factors)
    }

    /// The total of what is typed, and which of its lines each row has.
    fn total(&self, settings: &Settings) -> (MedTotal, Vec<Option<usize>>) {
        entry::total_of(&self.entries, &self.table(settings))
    }

    fn as_text(&self, settings: &Settings) -> String {
        let (total, lines) = self.total(settings);
        let mut out = vec!["MED calculator".to_owned()];
        for (entry, line) in self.entries.iter().zip(&lines) {
            let worked = line.and_then(|at| total.lines.get(at));
            if !entry.is_blank() {
                out.push(entry.as_text(worked));
            }
        }
        let words = total_words(&total, settings);
        out.push(if total.mg_per_day.is_some() {
            format!("Sum, rounded once to 0.1: {words} mg of morphine a day")
        } else {
            format!("Sum: {words}")
        });
        let mut lines = total.lines.iter();
        if let Some(from) = lines.find_map(|l| l.factor.as_ref()?.borrowed_from) {
            out.push(format!("* factor from the {}", from.about().name));
        }
        if self.entries.iter().any(Entry::may_be_opioid) {
            out.push(format!("The sum may be too low. {NEARLY_AN_OPIOID}"));
        }
        out.push(format!("Factor set {}", self.table(settings).label()));
        out.push(WHAT_A_MED_IS.to_owned());
        out.join("\n")
    }
}

/// Draws the calculator's window.
pub fn calculator_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut CalculatorState,
    out: &mut Vec<Request>,
) {
    let settings = &view.workbook.settings;
    let response = Dialog::new("MED calculator")
        .subtitle("For any medicines, nothing is kept · mg of morphine a day")
        .width(860.0)
        .extras(&["Copy working", "Empty"])
        .primary("Close")
        .focus_body()
        .show(ctx, |ui| body_ui(ui, settings, state));
    match response.outcome {
        Some(DialogOutcome::Extra(0)) => out.push(Request::Copy(state.as_text(settings))),
        Some(DialogOutcome::Extra(_)) => {
            state.entries = vec![Entry::default()];
            state.focus = Some(0);
        }
        Some(DialogOutcome::Confirmed | DialogOutcome::Dismissed) => state.is_open = false,
        None => {}
    }
}

fn body_ui(ui: &mut Ui, settings: &Settings, state: &mut CalculatorState) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(6.0);
    factors_ui(ui, settings, state);
    ui.add_space(theme.pt(6.0));
    headers_ui(ui);
    let (total, lines) = state.total(settings);
    let mut removed = None;
    let mut entered = None;
    let focus = state.focus.take();
    let many = state.entries.len();
    for (at, entry) in state.entries.iter_mut().enumerate() {
        let line = lines.get(at).copied().flatten();
        let worked = line.and_then(|at| total.lines.get(at)).map(LineWords::of);
        let pressed = row_ui(ui, at, many, entry, worked.as_ref(), focus == Some(at));
        removed = removed.or((pressed == Some(Pressed::Remove)).then_some(at));
        entered = entered.or((pressed == Some(Pressed::Enter)).then_some(at));
    }
    if let Some(at) = removed {
        state.entries.remove(at);
        if state.entries.is_empty() {
            state.entries.push(Entry::default());
        }
        state.focus = Some(at.min(state.entries.len().saturating_sub(1)));
    }
    if let Some(at) = entered {
        add_after(state, at);
    }
    if Button::quiet("Add a medicine")
        .icon(Icon::Plus)
        .small()
        .show(ui)
        .clicked()
    {
        let last = state.entries.len().saturating_sub(1);
        add_after(state, last);
    }
    sum_ui(ui, &total, settings);
    reasons_ui(ui, &total, &state.table(settings));
    if state.entries.iter().any(Entry::may_be_opioid) {
        Notice::caution("The sum may be too low.", NEARLY_AN_OPIOID).show(ui);
    }
    text(ui, WHAT_A_MED_IS, Style::Small, theme.color().text_2);
}

/// Enter goes to the next row, a new one after the last.
fn add_after(state: &mut CalculatorState, at: usize) {
    if at + 1 >= state.entries.len() {
        state.entries.push(Entry::default());
    }
    state.focus = Some(at + 1);
}

fn factors_ui(ui: &mut Ui, settings: &Settings, state: &mut CalculatorState) {
    let theme = Theme::of(ui);
    let labels = FactorSetId::ALL.map(|id| {
        let about = id.about();
        if id == settings.factor_set {
            format!("{}, {} (the clinic's)", about.name, about.version)
        } else {
            format!("{}, {}", about.name, about.version)
        }
    });
    let options: Vec<&str> = labels.iter().map(String::as_str).collect();
    let now = state.factors.unwrap_or(settings.factor_set);
    let mut chosen = FactorSetId::ALL.iter().position(|id| *id == now);
    let choice = Choice::new("Factor set", &options)
        .prefix("Factor set")
        .width(theme.pt(440.0));
    if choice.show(ui, &mut chosen) {
        state.factors = chosen.and_then(|at| FactorSetId::ALL.get(at)).copied();
    }
}

/// Widths of the columns after the medicine: units a day, quantity, days, MED, remove.
const WIDTHS: [f32; 5] = [96.0, 90.0, 76.0, 112.0, 28.0];

fn medicine_width(ui: &Ui) -> f32 {
    let theme = Theme::of(ui);
    let gaps = ui.spacing().item_spacing.x * WIDTHS.len() as f32;
    ui.available_width() - theme.pt(WIDTHS.iter().sum()) - gaps
}

fn headers_ui(ui: &mut Ui) {
    let theme = Theme::of(ui);
    let first = medicine_width(ui);
    ui.horizontal(|ui| {
        let widths = WIDTHS.map(|width| theme.pt(width));
        let [units, quantity, days, med, _] = widths;
        for (words, width) in [
            ("Medicine and strength", first),
            ("Units a day", units),
            ("or quantity", quantity),
            ("÷ days", days),
            ("MED", med),
        ] {
            let layout = if words == "MED" {
                egui::Layout::right_to_left(egui::Align::Center)
            } else {
                egui::Layout::left_to_right(egui::Align::Center)
            };
            let size = vec2(width, theme.line_height(Style::Small));
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(width);
                text(ui, words, Style::Small, theme.color().text_2);
            });
        }
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Remove,
    Enter,
}

fn field_id(at: usize, field: &str) -> Id {
    Id::unique(("calculator", at, field))
}

fn row_ui(
    ui: &mut Ui,
    at: usize,
    many: usize,
    entry: &mut Entry,
    worked: Option<&LineWords>,
    focus: bool,
) -> Option<Pressed> {
    let theme = Theme::of(ui);
    let first = medicine_width(ui);
    let [units, quantity, days, med, _] = WIDTHS.map(|width| theme.pt(width));
    let number = at + 1;
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let mut left = false;
    let mut pressed = None;
    ui.horizontal(|ui| {
        let label = format!("Medicine {number}");
        let field = TextField::new(&label, &mut entry.medicine).hint("oxycodone 10 mg");
        let field = field
            .hide_label()
            .width(first)
            .id(field_id(at, "medicine"))
            .show(ui);
        if focus {
            field.request_focus();
        }
        left |= field.lost_focus();
        for (words, name, typed, width) in [
            ("Units a day of medicine", "units", &mut entry.units, units),
            (
                "Quantity of medicine",
                "quantity",
                &mut entry.quantity,
                quantity,
            ),
            ("Days of medicine", "days", &mut entry.days, days),
        ] {
            let label = format!("{words} {number}");
            let field = TextField::new(&label, typed).number().hide_label();
            let field = field.width(width).id(field_id(at, name)).show(ui);
            left |= field.lost_focus();
        }
        med_ui(ui, med, worked);
        let name = format!("Remove medicine {number}");
        let is_any = many > 1 || !entry.is_blank();
        let remove = IconButton::new(Icon::Close, &name).enabled(is_any);
        if remove.show(ui).clicked() {
            pressed = Some(Pressed::Remove);
        }
    });
    entry.read();
    text(
        ui,
        entry.sentence(worked),
        Style::Small,
        theme.color().text_2,
    );
    if left && enter {
        pressed = pressed.or(Some(Pressed::Enter));
    }
    pressed
}

fn med_ui(ui: &mut Ui, width: f32, worked: Option<&LineWords>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(width, theme.control_height(false));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(width);
        let (words, ink) = match worked {
            Some(words) if words.is_counted => (words.med.as_str(), colors.text),
            Some(words) => (words.med.as_str(), colors.text_2),
            None => ("", colors.text),
        };
        text(ui, words, Style::Strong, ink);
    });
}

fn sum_ui(ui: &mut Ui, total: &MedTotal, settings: &Settings) {
    let theme = Theme::of(ui);
    let ink = theme.color().text;
    divider(ui);
    ends(
        ui,
        "sum of the calculator",
        theme.pt(28.0),
        |ui| text(ui, "Sum, rounded once to 0.1", Style::Strong, ink),
        |ui| {
            let chip = total_chip(total, settings);
            match chip.band {
                Some(band) => {
                    band_chip(ui, band, &chip.value);
                }
                None => {
                    text(ui, "no opioid yet", Style::Table, theme.color().text_2);
                }
            }
            // As wide as the column of the buttons that remove a row.
            ui.add_space(theme.pt(28.0));
        },
    );
}

/// Why there is no number, or not the whole of it.
fn reasons_ui(ui: &mut Ui, total: &MedTotal, table: &FactorSet) {
    if total.state == MedState::Partial {
        let rest = "One or more medicines have no number; the reason stands under each.";
        Notice::caution("The sum is a lower bound.", rest).show(ui);
    }
    let borrowed = total
        .lines
        .iter()
        .find_map(|line| line.factor.as_ref()?.borrowed_from);
    if let Some(from) = borrowed {
        let about = from.about();
        let rest = format!(
            "{} does not list it; its factor, marked *, is from the {} ({}).",
            table.id.about().short_name,
            about.name,
            about.version
        );
        Notice::info("One factor is borrowed.", &rest).show(ui);
    }
}

#[cfg(test)]
#[path = "calculator/tests.rs"]
mod tests;
