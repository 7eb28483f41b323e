//! The self-assessment: 22 items, answered alone and in groups, talked over, compared over time.

mod compare;
mod dialogs;
mod fill;
mod grid;
mod keys;
mod priorities;
mod talk;
#[cfg(test)]
mod tests;
mod toolbar;
mod wording;

use egui::Ui;

use super::request::Request;
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState};
use crate::domain::assessment::summary::Which;
use crate::domain::assessment::{ITEMS, Round, Sheet};
use crate::domain::ids::{RoundId, SheetId};
pub use wording::WordingState;

/// The views of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// One item a card.
    #[default]
    Fill,
    /// All answers to one item, for the wall.
    Talk,
    /// Two rounds side by side.
    Compare,
    /// All items and sheets, to key in paper forms.
    Grid,
    /// The ranked list of what is to be better.
    Priorities,
    /// Which words the items have.
    Wording,
}

impl Section {
    /// All views, left to right.
    const ALL: [Self; 6] = [
        Self::Fill,
        Self::Talk,
        Self::Compare,
        Self::Grid,
        Self::Priorities,
        Self::Wording,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Fill => "Fill",
            Self::Talk => "Talk",
            Self::Compare => "Compare",
            Self::Grid => "Grid",
            Self::Priorities => "Priorities",
            Self::Wording => "Wording",
        }
    }
}

/// What the tab remembers.
pub struct AssessmentState {
    section: Section,
    round: Option<RoundId>,
    sheet: Option<SheetId>,
    item: u8,
    which: Which,
    fill: fill::FillState,
    grid: grid::GridState,
    talk: talk::TalkState,
    compare: compare::CompareState,
    priorities: priorities::PrioritiesState,
    /// The wording being loaded.
    pub wording: WordingState,
    dialog: Option<dialogs::OpenDialog>,
}

impl Default for AssessmentState {
    fn default() -> Self {
        Self {
            section: Section::default(),
            round: None,
            sheet: None,
            item: 1,
            which: Which::All,
            fill: fill::FillState::default(),
            grid: grid::GridState::default(),
            talk: talk::TalkState::default(),
            compare: compare::CompareState::default(),
            priorities: priorities::PrioritiesState::default(),
            wording: WordingState::default(),
            dialog: None,
        }
    }
}

impl AssessmentState {
    /// Shows an item where it can be filled in.
    pub fn show_item(&mut self, item: u8) {
        self.item = item.clamp(*ITEMS.start(), *ITEMS.end());
        self.section = Section::Fill;
    }

    /// Asks for what is typed and not yet written, before something else takes its place.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.fill.note.write(out);
        self.fill.attendance.write(out);
    }

    /// Forgets everything but what is looked at: before the tab is projected, and after.
    pub fn keep_place(&mut self) {
        *self = Self {
            section: match self.section {
                Section::Wording => Section::Talk,
                section => section,
            },
            round: self.round,
            sheet: self.sheet,
            item: self.item,
            which: self.which,
            compare: self.compare.placed(),
            wording: std::mem::take(&mut self.wording),
            ..Self::default()
        };
    }

    /// The chosen round; the newest when none is or it is gone.
    fn round<'a>(&self, view: &View<'a>) -> Option<&'a Round> {
        let chosen = self.round.and_then(|id| view.workbook.round(id));
        chosen.or_else(|| view.workbook.rounds.last())
    }

    /// The chosen sheet of the round; its first when none is or it is gone.
    fn sheet<'a>(&self, view: &View<'a>, round: &Round) -> Option<&'a Sheet> {
        let sheets = view.workbook.sheets_of(round.id);
        let chosen = sheets.iter().find(|s| Some(s.id) == self.sheet);
        chosen.or_else(|| sheets.first())
    }

    /// One item on or back, staying on the scale.
    fn step(&mut self, by: i16) {
        let to = i16::from(self.item) + by;
        self.item = to.clamp(i16::from(*ITEMS.start()), i16::from(*ITEMS.end())) as u8;
    }
}

/// Where the tab is drawn, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// On a projected screen: persons are not named, their notes not shown.
    pub is_presented: bool,
    /// The file can be written.
    pub can_write: bool,
}

impl Place {
    /// Whether rounds and sheets can be made here: their dialogs may name a person.
    fn can_make(self) -> bool {
        self.can_write && !self.is_presented
    }
}

/// Draws the tab.
pub fn assessment_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    let place = Place {
        is_presented,
        can_write: !view.status.is_read_only,
    };
    if state.section != Section::Fill {
        state.write_drafts(out);
    }
    // The talk has the whole screen; its foot leads to the other views.
    let has_foot = state.section == Section::Talk && state.round(view).is_some();
    if !(is_presented && has_foot) {
        toolbar::toolbar_ui(ui, view, state, place);
    }
    section_ui(ui, view, state, place, out);
    if !is_presented {
        dialogs::dialogs_ui(ui.ctx(), view, state, out);
    }
}

fn section_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    place: Place,
    out: &mut Vec<Request>,
) {
    match state.section {
        Section::Wording => return wording::wording_ui(ui, view, &mut state.wording, place, out),
        Section::Priorities => return priorities::priorities_ui(ui, view, state, place, out),
        _ => {}
    }
    let Some(round) = state.round(view) else {
        no_round_ui(ui, view, state, place);
        return;
    };
    match state.section {
        Section::Fill => fill::fill_ui(ui, view, state, round, place, out),
        Section::Talk => talk::talk_ui(ui, view, state, round, place, out),
        Section::Grid => grid::grid_ui(ui, view, state, round, place, out),
        _ => compare::compare_ui(ui, view, state, round, place, out),
    }
}

fn no_round_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, place: Place) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "The self-assessment will stand here",
            "22 items in six blocks show where the clinic stands. Begin with a round: the team \
             together, small groups at the kickoff, or persons.",
        );
        let empty = if place.can_make() {
            empty.primary("New round…")
        } else {
            empty
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.dialog = Some(dialogs::OpenDialog::new_round(view));
        }
    });
}

/// What stands where a round has no sheet yet.
fn no_sheet_ui(ui: &mut Ui, state: &mut AssessmentState, round: &Round, place: Place) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "This round has no sheet yet",
            "A sheet is the answer all agreed on, a small group's or a person's.",
        );
        let empty = if place.can_make() {
            empty.primary("New sheet…")
        } else {
            empty
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.dialog = Some(dialogs::OpenDialog::new_sheet(round.id));
        }
    });
}
