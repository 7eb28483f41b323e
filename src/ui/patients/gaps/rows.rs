//! The table of the gaps: its columns, headings and cells.

use std::borrow::Cow;

use egui::Ui;

use super::By;
use super::data::{GapRow, GapsData, Group};
use super::lines::{GapLine, Person, day_words};
use super::words::{LastTier, chip_state, closing_event, state_words, why};
use crate::domain::care_gap::{GapKey, GapRule, GapState};
use crate::domain::clinic::Settings;
use crate::domain::workbook::Workbook;
use crate::ui::icons::Icon;
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::patients::standing::chip_ui;
use crate::ui::patients::taking_out::{Part2, rows_to_copy};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{
    Button, Col, IconButton, RowKey, Rows, Tone, gap_chip, menu_item, menu_rule, text,
};

/// The columns, without the one that the headings say.
pub(super) fn columns(by: By) -> Vec<Col> {
    let mut columns = vec![
        Col::new("patient", "Patient", 140.0)
            .strong()
            .frozen()
            .fill(),
        Col::new("mrn", "MRN", 84.0).unsortable(),
    ];
    if by != By::Clinician {
        columns.push(Col::new("clinician", "Clinician", 86.0).second().fill());
    }
    columns.extend([
        Col::new("tier", "Tier", 76.0),
        Col::new("med", "MED", 98.0).right().drawn(),
    ]);
    if by != By::Rule {
        columns.push(Col::new("gap", "Gap", 152.0).drawn());
    }
    let mut state = Col::new("state", "Overdue", 134.0);
    state.descending_first = true;
    columns.extend([
        state,
        Col::new("last", "Last", 92.0),
        Col::new("due", "Due", 92.0),
        Col::new("who", "Assigned to", 100.0).fill(),
    ]);
    columns
}

/// The columns given up first where the window is too narrow for all.
pub(super) const LEAST_NEEDED: [&str; 3] = ["mrn", "last", "tier"];

/// The rows shown.
pub(super) struct GapRows<'a> {
    pub workbook: &'a Workbook,
    pub data: &'a GapsData,
    pub by: By,
    pub settings: &'a Settings,
    pub acts: &'a mut Vec<Act>,
    /// What a heading asks for.
    pub asked: Option<Asked>,
}

/// What a press on a heading asks for.
pub(super) enum Asked {
    /// Fold or unfold its gaps.
    Fold(RowKey),
    /// Tick its gaps.
    Tick(Vec<RowKey>),
}

impl GapRows<'_> {
    fn row(&self, row: usize) -> Option<GapRow> {
        self.data.rows().get(row).copied()
    }

    pub fn line(&self, row: usize) -> Option<(&GapLine, &Person)> {
        match self.row(row)? {
            GapRow::Group(_) => None,
            GapRow::Line(at, _) => self.data.at(at),
        }
    }

    fn group(&self, row: usize) -> Option<&Group> {
        match self.row(row)? {
            GapRow::Group(at) => self.data.groups().get(at),
            GapRow::Line(..) => None,
        }
    }

    /// Whether the row above is of the same patient, so that names need not be said again.
    fn goes_on(&self, row: usize) -> bool {
        self.by == By::Patient && matches!(self.row(row), Some(GapRow::Line(_, false)))
    }
}

impl Rows for GapRows<'_> {
    fn count(&self) -> usize {
        self.data.rows().len()
    }

    fn key(&self, row: usize) -> RowKey {
        match self.line(row) {
            Some((line, _)) => line.key(),
            None => self.group(row).map_or(RowKey::MIN, |group| group.key),
        }
    }

    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        let patient_of = |row| self.line(row).map(|(_, person)| person.id);
        rows_to_copy(self.workbook, Part2::LeftOut, chosen, patient_of)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        self.line(row).map_or(Cow::Borrowed(""), |(line, person)| {
            cell_text(line, person, column)
        })
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let (line, person) = self.line(row)?;
        match column {
            "clinician" if person.clinician.is_none() => Some(Tone::Absent),
            "tier" if person.tier == LastTier::NotSet => Some(Tone::Absent),
            "patient" | "mrn" | "tier" if self.goes_on(row) => Some(Tone::Second),
            "who" if line.who.is_empty() => Some(Tone::Absent),
            "state" if matches!(line.gap.state, GapState::DueSoon(_)) => Some(Tone::Second),
            "state" if line.gap.snoozed_until.is_some() => Some(Tone::Second),
            _ => None,
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let goes_on = self.goes_on(row);
        let Some((line, person)) = self.line(row) else {
            return;
        };
        match column {
            "gap" => {
                gap_chip(ui, line.gap.rule.label(), chip_state(&line.gap))
                    .on_hover_text(why(&line.gap, self.settings));
            }
            "med" if goes_on => {}
            "med" => chip_ui(ui, &person.chip),
            _ => {}
        }
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.row(row), Some(GapRow::Group(_)))
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(group) = self.group(row) else { return };
        let colors = *Theme::of(ui).color();
        let (sign, verb) = if group.is_folded {
            (Icon::Right, "Unfold")
        } else {
            (Icon::Down, "Fold")
        };
        let name = format!("{verb} {}", group.name);
        let mut asked = None;
        if IconButton::new(sign, &name).small().show(ui).clicked() {
            asked = Some(Asked::Fold(group.key));
        }
        text(ui, &group.name, Style::TableStrong, colors.text);
        text(ui, &group.words, Style::Table, colors.text_2);
        let name = format!("Tick all of {}", group.name);
        let tick = Button::quiet("Tick all").small().name(&name);
        if tick.show(ui).clicked() {
            asked = Some(Asked::Tick(self.data.keys_of(group).collect()));
        }
        self.asked = asked.or(self.asked.take());
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some((line, _)) = self.line(row) else {
            return;
        };
        let gap = (line.gap.patient, line.gap.rule);
        let waits = line.gap.snoozed_until.is_some();
        let mut chosen = None;
        for (words, act) in [
            ("Open patient, Enter", Act::Open(gap.0)),
            ("Add event…, E", closing_act(gap)),
            ("Assign…, A", Act::Gaps(GapTask::Assign, vec![gap])),
            ("Snooze…, S", Act::Gaps(GapTask::Snooze, vec![gap])),
            ("Close…, C", Act::Gaps(GapTask::Close, vec![gap])),
        ] {
            if menu_item(ui, words).clicked() {
                chosen = Some(act);
            }
        }
        if waits {
            menu_rule(ui);
            if menu_item(ui, "Do not wait any longer").clicked() {
                chosen = Some(Act::Gaps(GapTask::Reopen, vec![gap]));
            }
        }
        if let Some(act) = chosen {
            self.acts.push(act);
            ui.close();
        }
    }
}

/// What closes a gap for good: its event, or a dose.
pub(in crate::ui::patients) fn closing_act((patient, rule): GapKey) -> Act {
    match closing_event(rule) {
        Some(kind) => Act::AddEventOf(patient, kind),
        None if rule == GapRule::MedOnRecord => Act::EnterByHand(patient),
        None => Act::Review(patient, None),
    }
}

/// A cell in words: shown, copied, exported and read out.
pub(super) fn cell_text<'a>(line: &'a GapLine, person: &'a Person, column: &str) -> Cow<'a, str> {
    match column {
        "patient" => Cow::Borrowed(&person.name),
        "mrn" if person.mrn.is_empty() => Cow::Borrowed("none"),
        "mrn" => Cow::Borrowed(&person.mrn),
        "clinician" => Cow::Borrowed(&person.clinician_name),
        "tier" => Cow::Borrowed(person.tier_words()),
        "med" => Cow::Borrowed(&person.dose_words),
        "gap" => Cow::Borrowed(line.gap.rule.label()),
        "state" => Cow::Owned(state_words(&line.gap).into_string()),
        "last" => day_words(line.gap.last_on),
        "due" => day_words(line.gap.due_on),
        "who" if line.who.is_empty() => Cow::Borrowed("nobody"),
        "who" => Cow::Borrowed(&line.who),
        _ => Cow::Borrowed(""),
    }
}
