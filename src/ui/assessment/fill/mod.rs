//! Filling in one sheet, an item a card: the question, four levels with three numbers each, a note.

mod drafts;
mod levels;
mod list;
mod under;

use egui::{Key, Rect, Ui, pos2};

use super::dialogs::ask;
use super::keys::{self, Typed};
use super::{AssessmentState, Place, no_sheet_ui};
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::summary::{RoundSummary, Which};
use crate::domain::assessment::talk;
use crate::domain::assessment::wording::{Words, words_of};
use crate::domain::assessment::{Answer, ITEMS, Rating, Round, Sheet};
use crate::domain::ids::RoundId;
use crate::domain::programme;
use crate::ui::cached::{Cached, change_number};
use crate::ui::icons::{Icon, block_square};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, ends, key_hint, text, within};

use drafts::{AttendanceDraft, NoteDraft};

/// Width of the list of items.
const LIST: f32 = 296.0;

/// What the view remembers: the note and the attendance being typed.
#[derive(Default)]
pub(super) struct FillState {
    /// What the baseline says of the item, for a state of the records, a round and an item.
    baseline: Cached<(i64, RoundId, u8), Option<String>>,
    pub(super) note: NoteDraft,
    pub(super) attendance: AttendanceDraft,
}

/// One item of one sheet.
pub(super) struct Card22<'a> {
    round: &'a Round,
    sheet: &'a Sheet,
    item: u8,
    words: Words<'a>,
    answer: Option<&'a Answer>,
    place: Place,
}

impl Card22<'_> {
    fn score(&self) -> Option<Rating> {
        self.answer.and_then(|a| a.score)
    }
}

pub(super) fn fill_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    round: &Round,
    place: Place,
    out: &mut Vec<Request>,
) {
    let Some(sheet) = state.sheet(view, round) else {
        no_sheet_ui(ui, state, round, place);
        return;
    };
    let Some(words) = words_of(view.workbook.wording(), state.item) else {
        return;
    };
    let card = Card22 {
        round,
        sheet,
        item: state.item,
        words,
        answer: view.workbook.answer(sheet.id, state.item),
        place,
    };
    keys_ui(ui, state, &card, out);
    let theme = Theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let left = whole.left() + theme.pt(LIST);
    let mut right = whole;
    if !place.is_presented {
        let list = Rect::from_min_max(whole.min, pos2(left, whole.bottom()));
        within(ui, "items", list, |ui| {
            list::list_ui(ui, view, state, sheet);
        });
        right = right.with_min_x(left + theme.card_gap());
    }
    within(ui, "item card", right, |ui| {
        Card::new()
            .fill_height()
            .show(ui, |ui| card_ui(ui, view, state, &card, out));
    });
}

fn keys_ui(ui: &Ui, state: &mut AssessmentState, card: &Card22<'_>, out: &mut Vec<Request>) {
    let ctx = ui.ctx();
    if state.dialog.is_some() || !keys::are_free(ctx) {
        return;
    }
    if card.place.can_write && !card.place.is_presented && keys::letter(ctx, Key::N) {
        state.fill.note.focus();
    }
    for typed in keys::typed(ctx, None) {
        match typed {
            Typed::Score(score) => set(card, state.item, Some(score), out),
            Typed::Clear => set(card, state.item, None, out),
            Typed::Enter => state.step(1),
            Typed::Move(across, down) => state.step(across + down),
            Typed::End(last) => state.item = if last { *ITEMS.end() } else { *ITEMS.start() },
        }
    }
}

/// Asks for a score. Whether it stands there already is judged when the request is carried out: the
/// records may be on their way.
fn set(card: &Card22<'_>, item: u8, score: Option<Rating>, out: &mut Vec<Request>) {
    if card.place.can_write {
        let sheet = card.sheet.id;
        let command = AssessmentCommand::Answer {
            sheet,
            item,
            score,
            continues: false,
        };
        ask(command, out);
    }
}

fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    card: &Card22<'_>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(6.0);
    let foot = theme.control_height(false);
    let whole = ui.available_rect_before_wrap();
    let key = (change_number(view), card.round.id, card.item);
    let baseline = state.fill.baseline.get(key, || baseline_words(view, card));
    heading_ui(ui, view, card, baseline.as_deref());
    text(ui, card.words.stem(), Style::Title, theme.color().text);
    let top = ui.cursor().top();
    let rows = under::note_rows(ui, card, whole.bottom() - foot - top);
    let under = under::height(ui, card, rows);
    let bottom = whole.bottom() - foot - under - theme.pt(12.0);
    let panels = whole
        .with_min_y(top)
        .with_max_y(bottom.max(top + theme.pt(150.0)));
    let pressed = levels::levels_ui(ui, card, panels);
    if let Some(score) = pressed {
        set(card, card.item, Some(score), out);
    }
    let below = whole
        .with_min_y(panels.bottom() + theme.pt(6.0))
        .with_max_y(whole.bottom() - foot - theme.pt(6.0));
    within(ui, "under the levels", below, |ui| {
        under::under_ui(ui, view, &mut state.fill, card, rows, out);
    });
    let row = whole.with_min_y(whole.bottom() - foot);
    within(ui, "moves", row, |ui| foot_ui(ui, state, card, out));
}

/// Block and item at the left, the baseline's answer at the right.
fn heading_ui(ui: &mut Ui, view: &View<'_>, card: &Card22<'_>, baseline: Option<&str>) {
    let theme = Theme::of(ui);
    let item = card.words.item();
    let block = programme::block(item.block).map_or("", |b| b.name.as_str());
    let title = if card.words.is_published() {
        card.words.heading()
    } else {
        card.words.title()
    };
    let words = format!("{block} · {title} · item {} of 22", item.number);
    ends(
        ui,
        "item heading",
        theme.pt(22.0),
        |ui| {
            block_square(ui, item.block);
            text(ui, words, Style::Body, theme.color().text_2);
            super::wording::source_ui(ui, view, card.words.is_published());
        },
        |ui| {
            if let Some(words) = baseline {
                text(ui, words, Style::Table, theme.color().text_2);
            }
        },
    );
}

/// "Baseline 2025-06: median 5.5": what the clinic's baseline round says of this item.
fn baseline_words(view: &View<'_>, card: &Card22<'_>) -> Option<String> {
    let baseline = talk::baseline_before(view.workbook, card.round)?;
    let summary = RoundSummary::of(view.workbook, baseline.id, Which::All);
    let summary = summary.item(card.item)?;
    let month = baseline.date.format("%Y-%m");
    Some(match summary.median() {
        None => format!("Baseline {month}: no answer"),
        Some(median) => format!(
            "Baseline {month}: median {}, n {}",
            talk::plain(median),
            summary.n()
        ),
    })
}

/// Back, blank, the keys, and on.
fn foot_ui(ui: &mut Ui, state: &mut AssessmentState, card: &Card22<'_>, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let title = |number: u8| programme::item(number).map(|i| i.title.as_str());
    let before = card.item.checked_sub(1).and_then(title);
    let after = title(card.item + 1);
    let (back, on) = ends(
        ui,
        "item moves",
        theme.control_height(false),
        |ui| {
            let button = Button::outlined(before.unwrap_or("First item")).icon(Icon::Left);
            let back = button
                .enabled(before.is_some())
                .hover("The item before, Left")
                .name("Item before")
                .show(ui)
                .clicked();
            let blank = Button::outlined("Leave blank")
                .enabled(card.place.can_write && card.score().is_some())
                .hover("No answer, Backspace");
            if blank.show(ui).clicked() {
                set(card, card.item, None, out);
            }
            hints_ui(ui);
            back
        },
        |ui| {
            let button = Button::primary(after.unwrap_or("Last item")).icon_after(Icon::Right);
            button
                .enabled(after.is_some())
                .hover("The next item, Right or Enter")
                .name("Next item")
                .show(ui)
                .clicked()
        },
    );
    if back {
        state.step(-1);
    }
    if on {
        state.step(1);
    }
}

/// The keys, where there is room for them.
fn hints_ui(ui: &mut Ui) {
    let theme = Theme::of(ui);
    if ui.available_width() < theme.pt(360.0) {
        return;
    }
    ui.add_space(theme.pt(8.0));
    ui.spacing_mut().item_spacing.x = theme.pt(6.0);
    for (key, words) in [
        ("1–9", ""),
        ("0", "10"),
        ("-", "11"),
        ("=", "12"),
        ("Left, Right", "move"),
    ] {
        key_hint(ui, key);
        if !words.is_empty() {
            text(ui, words, Style::Table, theme.color().text_2);
        }
    }
}
