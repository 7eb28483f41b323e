//! Two rounds side by side: every item, every block, and all numbers as a table.

mod export;
mod pictures;
mod table;

use egui::Ui;

use super::toolbar::{round_choice, which_choice};
use super::{AssessmentState, Place};
use crate::domain::assessment::Round;
use crate::domain::assessment::comparison::{Comparison, Order};
use crate::domain::assessment::summary::Which;
use crate::domain::ids::RoundId;
use crate::ui::cached::{Cached, change_number};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Notice, Segment, ends, menu_button, menu_item, menu_rule, segmented_small, text,
};

use pictures::{DumbbellCache, RadarCache};

/// Width of the choices of rounds.
const ROUND: f32 = 230.0;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    /// Every item: a dumbbell chart.
    #[default]
    Items,
    /// The six blocks: a radar and their means.
    Blocks,
    /// All numbers.
    Table,
}

impl Look {
    const ALL: [Self; 3] = [Self::Items, Self::Blocks, Self::Table];

    fn label(self) -> &'static str {
        match self {
            Self::Items => "Items",
            Self::Blocks => "Blocks",
            Self::Table => "Table",
        }
    }
}

/// What the view remembers.
#[derive(Default)]
pub(super) struct CompareState {
    look: Look,
    order: Order,
    former: Option<RoundId>,
    latter: Option<RoundId>,
    data: Cached<DataKey, Comparison>,
    dumbbell: DumbbellCache,
    radar: RadarCache,
    table: table::ResultsTable,
    error: Option<String>,
}

impl CompareState {
    /// The same rounds, looked at in the same way, and nothing kept of them.
    pub(super) fn placed(&self) -> Self {
        Self {
            look: self.look,
            order: self.order,
            former: self.former,
            latter: self.latter,
            ..Self::default()
        }
    }
}

/// What a comparison depends on.
type DataKey = (i64, Option<RoundId>, RoundId, Which);

pub(super) fn compare_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    round: &Round,
    place: Place,
    out: &mut Vec<Request>,
) {
    let rounds = &view.workbook.rounds;
    let newest = rounds.last().unwrap_or(round);
    let find = |id: Option<RoundId>| id.and_then(|id| view.workbook.round(id));
    let latter = find(state.compare.latter).unwrap_or(newest);
    let is_other = |r: &&Round| r.id != latter.id;
    let former = find(state.compare.former)
        .filter(is_other)
        .or_else(|| view.workbook.baseline_round().filter(is_other))
        .or_else(|| rounds.iter().find(|r| r.id != latter.id));
    let asked = choices_ui(ui, view, state, (former, latter), place);
    let key = (
        change_number(view),
        former.map(|r| r.id),
        latter.id,
        state.which,
    );
    let which = state.which;
    let compare = &mut state.compare;
    let data = compare
        .data
        .get(key, || Comparison::of(view.workbook, former, latter, which));
    if let Some(what) = asked {
        let look = (compare.order, view.workbook.clinic.name.as_str());
        compare.error = export::export(data, what, look, out).err();
    }
    if let Some(sentence) = &compare.error
        && Notice::error(sentence, "").closable().show(ui).closed
    {
        compare.error = None;
    }
    match compare.look {
        Look::Items => {
            let cache = &mut compare.dumbbell;
            Card::new().fill_height().show(ui, |ui| {
                summary_ui(ui, data);
                pictures::dumbbell_ui(ui, data, compare.order, key, cache);
            });
        }
        Look::Blocks => pictures::blocks_ui(ui, data, key, &mut compare.radar),
        Look::Table => table::table_ui(ui, data, key, &mut compare.table, place.is_presented),
    }
}

/// Which rounds, which sheets, in which order; what is to be exported.
fn choices_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    (former, latter): (Option<&Round>, &Round),
    place: Place,
) -> Option<export::What> {
    let theme = Theme::of(ui);
    let (chosen, asked) = ends(
        ui,
        "compare choices",
        theme.control_height(false),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(10.0);
            let rounds: Vec<&Round> = view.workbook.rounds.iter().rev().collect();
            if let Some(former) = former
                && let Some(chosen) = round_choice(ui, "From", &rounds, former.id, ROUND)
            {
                state.compare.former = Some(chosen);
            }
            if let Some(chosen) = round_choice(ui, "To", &rounds, latter.id, ROUND) {
                state.compare.latter = Some(chosen);
            }
            let which = which_choice(ui, state.which);
            looks_ui(ui, &mut state.compare);
            which
        },
        |ui| {
            let button = Button::outlined("Export…");
            (!place.is_presented)
                .then(|| menu_button(ui, button, export_menu).flatten())
                .flatten()
        },
    );
    state.which = chosen.unwrap_or(state.which);
    asked
}

fn looks_ui(ui: &mut Ui, state: &mut CompareState) {
    let segments = Look::ALL.map(|l| Segment::new(l.label()));
    let mut chosen = Look::ALL.iter().position(|l| *l == state.look).unwrap_or(0);
    if segmented_small(ui, "What is compared", &segments, &mut chosen)
        && let Some(look) = Look::ALL.get(chosen)
    {
        state.look = *look;
    }
    if state.look != Look::Items {
        return;
    }
    let segments = Order::ALL.map(|o| Segment::new(o.label()));
    let mut chosen = Order::ALL
        .iter()
        .position(|o| *o == state.order)
        .unwrap_or(0);
    if segmented_small(ui, "Order of the items", &segments, &mut chosen)
        && let Some(order) = Order::ALL.get(chosen)
    {
        state.order = *order;
    }
}

fn export_menu(ui: &mut Ui) -> Option<export::What> {
    ui.set_max_width(Theme::of(ui).pt(190.0));
    let mut what = None;
    for (words, choice) in export::What::ALL {
        if menu_item(ui, words).clicked() {
            what = Some(choice);
        }
        if choice == export::What::RadarSvg {
            menu_rule(ui);
        }
    }
    what
}

/// The finding over the items: largest gains and falls, and what lacks an answer.
fn summary_ui(ui: &mut Ui, data: &Comparison) {
    let theme = Theme::of(ui);
    let ink = theme.color().text;
    text(ui, data.finding(), Style::Strong, ink);
}
