//! The rules of the gaps: which are looked at, how often, of whom; and how many gaps they would give.

use egui::{Align, Context, Layout, Ui, UiBuilder, vec2};

use super::lines::due_day;
use super::words::audience_words;
use crate::domain::care_gap::{Audience, GapRule, GapSettings, Gaps, RuleSetting};
use crate::domain::clinic::Settings;
use crate::domain::command::Command;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, Dialog, DialogOutcome, TextField, checkbox, divider, field_error, text,
};

/// The longest interval, ten years.
const MOST_MONTHS: u32 = 120;
/// The most days ahead that something is due soon.
const MOST_DAYS: u32 = 180;
/// What the three fields of months are for.
const TIERS: [&str; 3] = ["low", "moderate", "high"];
/// Widths of the columns: rule, months, of whom, count.
const WIDTHS: [f32; 4] = [232.0, 236.0, 190.0, 170.0];

/// One rule as it is typed.
struct Draft {
    rule: GapRule,
    is_on: bool,
    months: [String; 3],
    audience: usize,
    /// What a blank field means.
    usual: [u32; 3],
}

/// The rules being changed.
pub(super) struct RulesDialog {
    drafts: Vec<Draft>,
    due_soon: String,
    leave_out: bool,
    /// How many gaps each rule gives now and would give, for the settings worked out last.
    counts: Option<(GapSettings, Vec<usize>)>,
    now: Vec<usize>,
    revision: u64,
    refused: Option<String>,
}

impl RulesDialog {
    /// The rules as they stand.
    pub fn new(view: &View<'_>) -> Self {
        let settings = &view.workbook.settings;
        let draft = |rule: &GapRule| {
            let setting = settings.gaps.rule(*rule);
            let months = |at: usize| {
                let chosen = setting.by_tier.and_then(|months| months.get(at).copied());
                chosen.map_or_else(String::new, |m| m.to_string())
            };
            Draft {
                rule: *rule,
                is_on: setting.is_on,
                months: [months(0), months(1), months(2)],
                audience: Audience::ALL
                    .iter()
                    .position(|a| *a == setting.audience)
                    .unwrap_or(0),
                usual: rule.usual_months(&settings.look_back, settings.naloxone_months),
            }
        };
        Self {
            drafts: GapRule::ALL.iter().map(draft).collect(),
            due_soon: settings.gaps.due_soon_days.to_string(),
            leave_out: settings.gaps.leave_out_exclusions,
            counts: None,
            now: counts(&view.registry.gaps),
            revision: view.revision,
            refused: None,
        }
    }

    /// What is typed as settings; `None` while something cannot be used.
    fn read(&self, before: &GapSettings) -> Option<GapSettings> {
        let mut gaps = before.clone();
        gaps.due_soon_days = number(&self.due_soon, 0, MOST_DAYS)?;
        gaps.leave_out_exclusions = self.leave_out;
        for draft in &self.drafts {
            let setting = draft.read()?;
            if setting == GapSettings::default().rule(draft.rule) {
                gaps.rules.remove(&draft.rule);
            } else {
                gaps.rules.insert(draft.rule, setting);
            }
        }
        Some(gaps)
    }

    /// Counts what the changed rules would give, once per change.
    fn weigh(&mut self, view: &View<'_>) {
        if self.revision != view.revision {
            self.revision = view.revision;
            self.now = counts(&view.registry.gaps);
            self.counts = None;
        }
        let settings = &view.workbook.settings;
        let Some(gaps) = self.read(&settings.gaps) else {
            return;
        };
        if self.counts.as_ref().is_some_and(|(made, _)| *made == gaps) {
            return;
        }
        let would = would_give(view, &gaps);
        self.counts = Some((gaps, would));
    }
}

/// How many gaps each rule would give under other settings.
fn would_give(view: &View<'_>, gaps: &GapSettings) -> Vec<usize> {
    let settings = Settings {
        gaps: gaps.clone(),
        ..view.workbook.settings.clone()
    };
    let now = &view.workbook.settings.gaps;
    if gaps.leave_out_exclusions == now.leave_out_exclusions {
        let rows = &view.registry.rows;
        return counts(&Gaps::under(view.workbook, &settings, rows, due_day(view)));
    }
    // Others are looked at: who is on LtOT has to be told anew.
    let other = Workbook {
        settings,
        history: Vec::new(),
        ..view.workbook.clone()
    };
    let registry = Registry::on(&other, view.as_of);
    counts(&Gaps::on(&other, &registry.rows, due_day(view)))
}

/// Gaps that ask for something now, as [`GapRule::ALL`].
fn counts(gaps: &Gaps) -> Vec<usize> {
    let mut counts = vec![0; GapRule::ALL.len()];
    for gap in gaps.all().iter().filter(|gap| gap.is_open()) {
        let at = usize::try_from(super::lines::place(gap.rule)).ok();
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

impl Draft {
    fn read(&self) -> Option<RuleSetting> {
        let mut months = self.usual;
        let mut is_chosen = false;
        for (typed, month) in self.months.iter().zip(&mut months) {
            if !typed.trim().is_empty() {
                *month = number(typed, 1, MOST_MONTHS)?;
                is_chosen = true;
            }
        }
        Some(RuleSetting {
            is_on: self.is_on,
            by_tier: is_chosen.then_some(months),
            audience: Audience::ALL
                .get(self.audience)
                .copied()
                .unwrap_or_default(),
        })
    }
}

fn number(typed: &str, least: u32, most: u32) -> Option<u32> {
    let number = typed.trim().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// Draws the dialog. True when it is done with.
pub(super) fn rules_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut RulesDialog,
    out: &mut Vec<Request>,
) -> bool {
    dialog.weigh(view);
    let is_usable = dialog.read(&view.workbook.settings.gaps).is_some();
    let response = Dialog::new("Gap rules")
        .subtitle("What is looked at for patients on LtOT. The counts are gaps that ask for something now.")
        .width(900.0)
        .safe("Cancel")
        .primary("Save rules")
        .primary_enabled(is_usable && !view.status.is_read_only)
        .show(ctx, |ui| {
            general_ui(ui, dialog);
            header_ui(ui);
            let would = dialog.counts.as_ref().map(|(_, counts)| counts.as_slice());
            let counts = dialog.now.iter().enumerate();
            let counts: Vec<(usize, Option<usize>)> = counts
                .map(|(at, now)| (*now, would.and_then(|w| w.get(at).copied())))
                .collect();
            for (draft, count) in dialog.drafts.iter_mut().zip(counts) {
                rule_ui(ui, view, draft, count);
            }
            if let Some(why) = &dialog.refused {
                field_error(ui, why);
            }
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => save(view, dialog, out),
        _ => false,
    }
}

fn save(view: &View<'_>, dialog: &mut RulesDialog, out: &mut Vec<Request>) -> bool {
    let Some(gaps) = dialog.read(&view.workbook.settings.gaps) else {
        return false;
    };
    let settings = Settings {
        gaps,
        ..view.workbook.settings.clone()
    };
    if settings == view.workbook.settings {
        return true;
    }
    match view.tried(Command::SaveSettings(Box::new(settings))) {
        Ok(request) => {
            out.push(request);
            true
        }
        Err(why) => {
            dialog.refused = Some(why);
            false
        }
    }
}

fn general_ui(ui: &mut Ui, dialog: &mut RulesDialog) {
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        let is_right = number(&dialog.due_soon, 0, MOST_DAYS).is_some();
        let error = (!is_right).then_some("A number of days from 0 to 180.");
        TextField::new("Due soon, days ahead", &mut dialog.due_soon)
            .number()
            .width(theme.pt(150.0))
            .error(error)
            .show(ui);
        ui.add_space(theme.pt(16.0));
        ui.vertical(|ui| {
            ui.add_space(theme.pt(22.0));
            let words = "Leave out patients with cancer pain, palliative care or sickle cell disease";
            checkbox(ui, &mut dialog.leave_out, words).on_hover_text(
                "Out of the LtOT population, its measures and its gaps, while a patient's record says so",
            );
        });
    });
    ui.add_space(theme.pt(4.0));
}

fn header_ui(ui: &mut Ui) {
    let titles = [
        "Rule",
        "Months for low, moderate, high tier",
        "Of whom",
        "Gaps now, and then",
    ];
    row_ui(ui, 20.0, |ui, at| {
        let ink = Theme::of(ui).color().text_2;
        let title = titles.get(at).copied().unwrap_or_default();
        text(ui, title, Style::SmallStrong, ink);
    });
    divider(ui);
}

/// Cells beside each other, as wide as [`WIDTHS`].
fn row_ui(ui: &mut Ui, height: f32, mut cell: impl FnMut(&mut Ui, usize)) {
    let theme = Theme::of(ui);
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), theme.pt(height)));
    let mut left = place.left();
    for (at, width) in WIDTHS.iter().enumerate() {
        let right = (left + theme.pt(*width)).min(place.right());
        let inside = place.with_min_x(left).with_max_x(right - theme.pt(8.0));
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new()
            .id_salt((at, place.top().to_bits()))
            .max_rect(inside)
            .layout(layout);
        ui.scope_builder(builder, |ui| cell(ui, at));
        left = right;
    }
    ui.advance_cursor_after_rect(place);
}

fn rule_ui(ui: &mut Ui, view: &View<'_>, draft: &mut Draft, count: (usize, Option<usize>)) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let label = draft.rule.label();
    ui.spacing_mut().item_spacing.y = theme.pt(2.0);
    row_ui(ui, 34.0, |ui, at| match at {
        0 => {
            checkbox(ui, &mut draft.is_on, label);
        }
        1 if draft.rule.has_interval() => months_ui(ui, draft),
        1 => {
            text(ui, "no interval", Style::Table, colors.text_3);
        }
        2 => {
            let words = Audience::ALL.map(|a| audience_words(a, &view.workbook.settings));
            let options: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut chosen = Some(draft.audience);
            let name = format!("Of whom, {label}");
            let choice = Choice::new(&name, &options).small().hide_label();
            if choice.show(ui, &mut chosen) {
                draft.audience = chosen.unwrap_or(0);
            }
        }
        _ => {
            let (now, would) = count;
            let (words, ink) = match would {
                Some(would) if would != now => (format!("{now}, then {would}"), colors.text),
                _ => (now.to_string(), colors.text_2),
            };
            let style = if would.is_some_and(|w| w != now) {
                Style::TableStrong
            } else {
                Style::Table
            };
            text(ui, words, style, ink);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.add_space(theme.pt(26.0));
        text(ui, source_words(draft), Style::Small, colors.text_2);
    });
    if draft.read().is_none() {
        field_error(
            ui,
            "Months are whole numbers from 1 to 120, or blank for the usual.",
        );
    }
    ui.add_space(theme.pt(2.0));
    divider(ui);
}

fn months_ui(ui: &mut Ui, draft: &mut Draft) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.x = theme.pt(6.0);
    let hints = draft.usual.map(|months| months.to_string());
    let label = draft.rule.label();
    for ((typed, hint), tier) in draft.months.iter_mut().zip(&hints).zip(TIERS) {
        let name = format!("{label}, months for {tier} tier");
        TextField::new(&name, typed)
            .number()
            .hint(hint)
            .hide_label()
            .small()
            .width(theme.pt(64.0))
            .show(ui);
    }
}

/// Where the rule comes from, and what a blank field means.
fn source_words(draft: &Draft) -> String {
    let source = draft.rule.source();
    if !draft.rule.has_interval() {
        return source.to_owned();
    }
    let [low, moderate, high] = draft.usual;
    let usual = if low == moderate && moderate == high {
        let unit = if low == 1 { "month" } else { "months" };
        format!("{low} {unit}")
    } else {
        format!("{low}, {moderate} and {high} months")
    };
    if shares_look_back(draft.rule) {
        format!("{source}. Blank: as in Settings, {usual}, so that measures and gaps agree")
    } else {
        format!("{source}. Blank: {usual}")
    }
}

/// Whether a blank interval is the measures' look-back.
fn shares_look_back(rule: GapRule) -> bool {
    matches!(
        rule,
        GapRule::Agreement
            | GapRule::Pdmp
            | GapRule::UrineTest
            | GapRule::MedOnRecord
            | GapRule::Naloxone
            | GapRule::Visit
    )
}
