//! What holds for the patient by group, since when; restricted entries only on request; what is
//! under way with its day and the way to close it; what held before.

use chrono::NaiveDate;
use egui::Ui;

use super::revealed::Revealed;
use crate::domain::ids::PatientId;
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact};
use crate::ui::patients::dialogs::Act;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, divider, ends, text};
use crate::ui::words::counted;

/// Draws the card.
pub(super) fn standing_ui(
    ui: &mut Ui,
    view: &View<'_>,
    patient: PatientId,
    revealed: &mut Revealed,
    acts: &mut Vec<Act>,
) {
    let facts = view.workbook.facts_of(patient).iter();
    let facts: Vec<&PatientFact> = facts.filter(|f| f.kind != FactKind::CarePlan).collect();
    let hidden = facts.iter().filter(|f| f.is_restricted).count();
    let is_shown = |f: &&&PatientFact| revealed.facts || !f.is_restricted;
    let shown: Vec<&PatientFact> = facts.iter().filter(is_shown).copied().collect();
    let (now, before): (Vec<_>, Vec<_>) = shown.into_iter().partition(|f| {
        f.to.is_none_or(|to| to > view.today || f.holds_on(view.today))
    });
    let card = Card::new().title("Standing").action("Add to standing…");
    let ((), add) = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(4.0);
        for group in FactGroup::ALL {
            let of_group: Vec<&PatientFact> = now
                .iter()
                .filter(|f| f.kind.group() == group)
                .copied()
                .collect();
            group_ui(ui, view, group, &of_group, acts);
        }
        if hidden > 0 {
            restricted_ui(ui, hidden, revealed);
        }
        if !before.is_empty() {
            heading_ui(ui, "Before");
            for fact in before.iter().rev() {
                fact_ui(ui, view, fact, acts);
            }
        }
    });
    if add {
        acts.push(Act::AddFact(patient));
    }
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(4.0));
    text(ui, words, Style::Small, theme.color().text_2);
    divider(ui);
}

fn group_ui(
    ui: &mut Ui,
    view: &View<'_>,
    group: FactGroup,
    facts: &[&PatientFact],
    acts: &mut Vec<Act>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_status = group == FactGroup::Status;
    let nothing = match group {
        FactGroup::Status => "Active, as long as nothing else is recorded",
        FactGroup::Indication => "None recorded; counted as non-cancer pain",
        FactGroup::UnderWay => "No referral, release, taper or conversation",
        FactGroup::Flag | FactGroup::Condition if facts.is_empty() => return,
        FactGroup::Flag | FactGroup::Condition => "",
    };
    heading_ui(ui, group.label());
    let has_one = if is_status {
        facts.iter().any(|f| f.holds_on(view.today))
    } else {
        !facts.is_empty()
    };
    if !has_one {
        text(ui, nothing, Style::Table, colors.text_2);
    }
    for fact in facts {
        fact_ui(ui, view, fact, acts);
    }
}

/// "since 2026-05-01", "2025-01-01 to 2026-04-30"; empty for as long as anybody knows.
pub(super) fn period(fact: &PatientFact, today: NaiveDate) -> String {
    match (fact.from, fact.to) {
        (Some(from), None) if from > today => format!("from {from} on"),
        (Some(from), None) => format!("since {from}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// "expires 2026-12-01", "look at it again 2026-12-01"; what has passed is said so.
fn due_words(fact: &PatientFact, today: NaiveDate) -> Option<String> {
    let due = fact.due?;
    let is_open = fact.to.is_none();
    Some(match (fact.kind, due < today && is_open) {
        (FactKind::Release, true) => format!("expired {due}"),
        (FactKind::Release, false) => format!("expires {due}"),
        (_, true) => format!("was to be looked at again {due}"),
        (_, false) => format!("look at it again {due}"),
    })
}

fn fact_ui(ui: &mut Ui, view: &View<'_>, fact: &PatientFact, acts: &mut Vec<Act>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let label = fact.kind.label();
    let can_close = fact.kind.group() == FactGroup::UnderWay && fact.to.is_none();
    let act = ends(
        ui,
        &format!("fact {}", fact.id.0),
        theme.pt(26.0),
        |ui| {
            text(ui, label, Style::Strong, colors.text);
            text(ui, period(fact, view.today), Style::Table, colors.text_2);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(2.0);
            let id = fact.id;
            let mut act = None;
            if can_close {
                let name = format!("Close {label}, entry {}", id.0);
                let close = Button::quiet("Close…").small().name(&name);
                let close = close.hover("Close it with its outcome").show(ui);
                act = close.clicked().then_some(Act::CloseFact(id));
            }
            let name = format!("Change {label}, entry {}", id.0);
            let change = Button::quiet("Change…").small().name(&name).show(ui);
            act.or(change.clicked().then_some(Act::ChangeFact(id)))
        },
    );
    acts.extend(act.1);
    if let Some(due) = due_words(fact, view.today) {
        let is_late = fact.to.is_none() && fact.due.is_some_and(|due| due < view.today);
        let ink = if is_late {
            colors.caution_text
        } else {
            colors.text_2
        };
        text(ui, due, Style::Table, ink);
    }
    if !fact.words.is_empty() {
        text(ui, fact.words.as_str(), Style::Table, colors.text);
    }
    if !fact.outcome.is_empty() {
        let outcome = format!("Outcome: {}", fact.outcome);
        text(ui, outcome, Style::Table, colors.text);
    }
}

/// How many entries are hidden, and the way to see them.
fn restricted_ui(ui: &mut Ui, count: usize, revealed: &mut Revealed) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    heading_ui(ui, "Restricted");
    let (_, pressed) = ends(
        ui,
        "restricted entries",
        theme.control_height(true),
        |ui| {
            let entries = counted(count, "restricted entry", "restricted entries");
            text(ui, entries, Style::Table, colors.text)
        },
        |ui| {
            let (words, name) = if revealed.facts {
                ("Hide", "Hide restricted entries")
            } else {
                ("Show", "Show restricted entries")
            };
            let hover = "Shown until the page is left";
            let button = Button::outlined(words).small().name(name).hover(hover);
            button.show(ui).clicked()
        },
    );
    if pressed {
        revealed.facts = !revealed.facts;
    }
}
