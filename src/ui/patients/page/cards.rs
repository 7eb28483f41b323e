//! The cards beside the page: long-term therapy, dose, sedatives and checks.

use chrono::NaiveDate;
use egui::{ScrollArea, Ui};

use super::data::PageData;
use super::{dose_words, standing};
use crate::domain::command::Command;
use crate::domain::event::{Decision, HandMed, Verdict};
use crate::domain::morphine_equivalent::MedState;
use crate::domain::patient::Patient;
use crate::domain::registry::{RegistryRow, factor_set};
use crate::ui::icons::Icon;
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::holding;
use crate::ui::patients::panel::{clinician_ui, number_ui};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, IconButton, Notice, ends, facts, text};
use crate::ui::words::capital;

/// Width of the cards.
pub(super) const WIDTH: f32 = 344.0;

/// Whose cards they are.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub view: &'a View<'a>,
    pub person: &'a Patient,
    pub row: &'a RegistryRow,
    pub data: &'a PageData,
}

/// Draws the cards, scrolling where they do not fit.
pub(super) fn cards_ui(
    ui: &mut Ui,
    subject: &Subject<'_>,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let Subject { view, row, .. } = *subject;
    let width = Theme::of(ui).pt(WIDTH);
    ScrollArea::vertical()
        .id_salt("patient cards")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.y = Theme::of(ui).card_gap();
            dose_ui(ui, view, row, acts, out);
            status_ui(ui, view, row, acts, out);
            checks_ui(ui, subject, out);
        });
}

fn dose_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &RegistryRow,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let note = format!("on {}", view.as_of);
    let card = Card::new().title("MED").note(&note).action("Show working");
    let (by_hand, pressed) = card.show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        let ((), by_hand) = ends(
            ui,
            "dose of the page",
            theme.line_height(Style::Display),
            |ui| number_ui(ui, view, row),
            |ui| {
                let button = Button::outlined("Enter by hand…").small();
                button.show(ui).clicked()
            },
        );
        let settings = &view.workbook.settings;
        let is_plain = row.dose.state() == MedState::Known && row.dose.by_hand.is_none();
        if !is_plain {
            let sentence = standing::dose_sentence(row, settings);
            text(ui, sentence, Style::Table, colors.text);
        }
        if holding::is_as_needed(view.workbook, row.patient, view.today) {
            let words = "Takes opioids as needed: the MED is a maximum.";
            text(ui, words, Style::Table, colors.text);
        }
        let factors = format!("{} factors", factor_set(settings).label());
        text(ui, factors, Style::Small, colors.text_2);
        for hand in view.workbook.hand_meds_of(row.patient).iter().rev() {
            hand_med_ui(ui, hand, view.as_of, row, out);
        }
        by_hand
    });
    if pressed {
        acts.push(Act::Working(row.patient));
    }
    if by_hand {
        acts.push(Act::EnterByHand(row.patient));
    }
}

/// A value entered by hand: whether it counts, whence, and the way to remove it.
fn hand_med_ui(
    ui: &mut Ui,
    hand: &HandMed,
    day: NaiveDate,
    row: &RegistryRow,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let counts = row.dose.by_hand == Some(hand.id);
    let dose = dose_words::milligrams(hand.mg_per_day);
    let counted = if counts {
        "counts now"
    } else if hand.on > day {
        "does not count yet"
    } else {
        "no longer counts"
    };
    let (_, removed) = ends(
        ui,
        &format!("hand med {}", hand.id.0),
        theme.pt(24.0),
        |ui| {
            let words = format!("{dose} by hand from {}, {counted}", hand.on);
            text(ui, words, Style::Table, colors.text)
        },
        |ui| {
            let name = format!("Remove MED {dose} of {}, entry {}", hand.on, hand.id.0);
            IconButton::new(Icon::Close, &name)
                .small()
                .show(ui)
                .clicked()
        },
    );
    let ground = format!("{}, entered by {}", hand.source, hand.by);
    text(ui, ground, Style::Small, colors.text_2);
    if removed {
        out.push(Request::Command(Command::RemoveMed(hand.id)));
    }
}

fn status_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &RegistryRow,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let decision = row.decision(view.workbook);
    Card::new()
        .title("Long-term opioid therapy")
        .show(ui, |ui| {
            let theme = Theme::of(ui);
            let colors = *theme.color();
            ui.spacing_mut().item_spacing.y = theme.pt(6.0);
            let status = capital(&standing::status_sentence(row, decision));
            text(ui, status, Style::Strong, colors.text);
            let rule = view.workbook.settings.ltot_rule.sentence();
            let found = row.rule_hit.map_or_else(
                || format!("not by the rule on {}", view.as_of),
                |hit| hit.sentence(),
            );
            let period = decision.map(period_words);
            let mut rows = vec![("Rule", rule), ("Found", found.as_str())];
            if let Some(decision) = decision {
                if !decision.reason.is_empty() {
                    rows.push(("Reason", &decision.reason));
                }
                if !decision.found_by.is_empty() {
                    // The rule need not be said twice where it is still the same.
                    let then = decision.found_by.strip_prefix(rule);
                    let then = then.and_then(|rest| rest.strip_prefix(": "));
                    rows.push(("Found then", then.unwrap_or(&decision.found_by)));
                }
            }
            if let Some(period) = period.as_deref().filter(|p| !p.is_empty()) {
                rows.push(("Holds", period));
            }
            ui.scope(|ui| facts(ui, &rows));
            ui.add_space(theme.pt(2.0));
            verdicts_ui(ui, row, decision, acts, out);
        });
}

/// "from 2026-09-30", "2026-01-01 to 2026-06-30"; empty for all time.
fn period_words(decision: &Decision) -> String {
    match (decision.from, decision.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => String::new(),
    }
}

fn verdicts_ui(
    ui: &mut Ui,
    row: &RegistryRow,
    decision: Option<&Decision>,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let given = decision.map(|d| d.verdict);
    let is_found = row.rule_hit.is_some();
    let offers: &[(&str, Verdict)] = match (is_found, given) {
        (_, Some(Verdict::Added)) => &[],
        (true, Some(Verdict::Confirmed)) => &[("Reject…", Verdict::Rejected)],
        (true, Some(Verdict::Rejected)) => &[("Confirm", Verdict::Confirmed)],
        (true, Some(Verdict::Deferred)) => &[
            ("Confirm", Verdict::Confirmed),
            ("Reject…", Verdict::Rejected),
        ],
        (true, None) => &[
            ("Confirm", Verdict::Confirmed),
            ("Reject…", Verdict::Rejected),
            ("Defer", Verdict::Deferred),
        ],
        (false, _) => &[("Add to LtOT…", Verdict::Added)],
    };
    ui.horizontal_wrapped(|ui| {
        for (words, verdict) in offers {
            if Button::outlined(words).small().show(ui).clicked() {
                acts.push(Act::Decide(vec![row.patient], *verdict));
            }
        }
        if let Some(decision) = decision {
            let hover = "Take the decision back; the rule's finding holds again";
            let button = Button::outlined("Withdraw").small().hover(hover);
            if button.name("Withdraw the decision").show(ui).clicked() {
                out.push(Request::Command(Command::WithdrawDecision(decision.id)));
            }
        }
    });
}

fn checks_ui(ui: &mut Ui, subject: &Subject<'_>, out: &mut Vec<Request>) {
    let Subject {
        view,
        person,
        row,
        data,
    } = *subject;
    Card::new().title("Care").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(8.0);
        let sedatives = standing::sedatives(view.workbook, row);
        if row.on_opioids && !sedatives.is_empty() {
            let rest = format!("{sedatives}, active on {}.", view.as_of);
            Notice::caution("Sedative with an opioid.", &rest).show(ui);
        }
        if let Some(rest) = holding::unexpected_test(view.workbook, row.patient, view.today) {
            Notice::caution("Unexpected urine test.", &rest).show(ui);
        }
        clinician_ui(ui, view, person, out);
        let rows: Vec<(&str, &str)> = data
            .facts
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        ui.scope(|ui| facts(ui, &rows));
    });
}
