//! The talk about one item: everybody's answers as dots over the levels, and what comes of it.

mod boxes;
mod note;
mod picture;

use egui::text::LayoutJob;
use egui::{Key, Label, Rect, Ui, pos2};

use super::keys::{self, Typed};
use super::{AssessmentState, Place, Section};
use crate::chart::spread::{LaidOutSpread, Spread};
use crate::domain::assessment::summary::Which;
use crate::domain::assessment::talk::{self, Finding};
use crate::domain::assessment::wording::{Words, words_of};
use crate::domain::assessment::{ITEMS, RemarkKind, Round};
use crate::domain::ids::RoundId;
use crate::ui::cached::{Cached, change_number};
use crate::ui::icons::{Glyph, Icon, block_square, glyph, present_sign};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, IconButton, Segment, ends, segmented_small, text, within};
use note::NoteDialog;

/// Height of what was said, under the dots.
const BOXES: f32 = 122.0;
/// Height of the line at the foot of a projected screen.
const FOOT: f32 = 26.0;

/// What the view remembers.
#[derive(Default)]
pub(super) struct TalkState {
    /// Dots carry the names of groups.
    names: bool,
    finding: Cached<(i64, RoundId, u8, Which, bool), Finding>,
    picture: Cached<PictureKey, (Spread, LaidOutSpread)>,
    note: Option<NoteDialog>,
}

/// What a picture of the dots depends on.
type PictureKey = (i64, RoundId, u8, Which, bool, bool, [u32; 3]);

/// One item in one round.
pub(super) struct Topic<'a> {
    round: &'a Round,
    item: u8,
    which: Which,
    words: Words<'a>,
    place: Place,
}

pub(super) fn talk_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AssessmentState,
    round: &Round,
    place: Place,
    out: &mut Vec<Request>,
) {
    keys_ui(ui, state, round, place);
    let Some(words) = words_of(view.workbook.wording(), state.item) else {
        return;
    };
    let topic = Topic {
        round,
        item: state.item,
        which: state.which,
        words,
        place,
    };
    if place.is_presented {
        content_ui(ui, view, state, &topic);
    } else {
        Card::new()
            .fill_height()
            .show(ui, |ui| content_ui(ui, view, state, &topic));
    }
    if let Some(dialog) = &mut state.talk.note
        && note::note_ui(ui.ctx(), dialog, out)
    {
        state.talk.note = None;
    }
}

fn keys_ui(ui: &Ui, state: &mut AssessmentState, round: &Round, place: Place) {
    let ctx = ui.ctx();
    if state.dialog.is_some() || state.talk.note.is_some() || !keys::are_free(ctx) {
        return;
    }
    if keys::letter(ctx, Key::L) {
        state.talk.names = !state.talk.names;
    }
    if place.can_write {
        for (key, kind) in [
            (Key::N, RemarkKind::Why),
            (Key::G, RemarkKind::Gap),
            (Key::S, RemarkKind::Strength),
            (Key::M, RemarkKind::Motive),
        ] {
            if keys::letter(ctx, key) {
                state.talk.note = Some(NoteDialog::remark(round.id, state.item, kind));
            }
        }
        if keys::letter(ctx, Key::P) {
            state.talk.note = NoteDialog::priority(round, state.item);
        }
    }
    for typed in keys::typed(ctx, None) {
        match typed {
            Typed::Move(across, down) => state.step(across + down),
            Typed::Enter => state.step(1),
            Typed::End(last) => state.item = if last { *ITEMS.end() } else { *ITEMS.start() },
            Typed::Score(_) | Typed::Clear => {}
        }
    }
}

fn content_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, topic: &Topic<'_>) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(4.0);
    heading_ui(ui, state, topic);
    let for_all = topic.place.is_presented;
    let key = (
        change_number(view),
        topic.round.id,
        topic.item,
        topic.which,
        for_all,
    );
    let finding = state.talk.finding.get(key, || {
        talk::finding(view.workbook, topic.round, topic.item, topic.which, for_all)
    });
    finding_ui(ui, finding);
    let whole = ui.available_rect_before_wrap();
    let foot = if topic.place.is_presented {
        theme.pt(FOOT)
    } else {
        0.0
    };
    let boxes = whole.bottom() - foot - theme.pt(BOXES);
    let chart = Rect::from_min_max(
        pos2(whole.left(), whole.top() + theme.pt(4.0)),
        pos2(whole.right(), boxes - theme.pt(8.0)),
    );
    picture::picture_ui(ui, view, &mut state.talk, topic, chart);
    let place = whole.with_min_y(boxes).with_max_y(whole.bottom() - foot);
    within(ui, "what was said", place, |ui| {
        if let Some(dialog) = boxes::boxes_ui(ui, view, topic) {
            state.talk.note = Some(dialog);
        }
    });
    if topic.place.is_presented {
        let row = whole.with_min_y(whole.bottom() - foot + theme.pt(4.0));
        within(ui, "foot", row, |ui| foot_ui(ui, view, state, topic));
    }
}

/// Item and question at the left; names, moves or the sign at the right.
fn heading_ui(ui: &mut Ui, state: &mut AssessmentState, topic: &Topic<'_>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let item = topic.words.item();
    let (is_long, ()) = ends(
        ui,
        "talk heading",
        theme.pt(30.0),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(10.0);
            block_square(ui, item.block);
            let title = format!("{} {}", item.number, item.title);
            text(ui, title, Style::Title, colors.text);
            let room = ui.available_width();
            let stem = topic.words.stem();
            let galley = theme.galley(ui, stem, Style::Reading, colors.text_2);
            let is_long = galley.size().x > room;
            if !is_long {
                text(ui, stem, Style::Reading, colors.text_2);
            }
            is_long
        },
        |ui| {
            if topic.place.is_presented {
                present_sign(ui);
                return;
            }
            let words = if state.talk.names {
                "Hide names"
            } else {
                "Show names"
            };
            let names = Button::outlined(words)
                .small()
                .hover("Names on the dots, L");
            if names.show(ui).clicked() {
                state.talk.names = !state.talk.names;
            }
            let step = |ui: &mut Ui, icon, name: &str, can: bool| {
                let button = IconButton::new(icon, name).enabled(can);
                button.show(ui).clicked()
            };
            if step(ui, Icon::Left, "Item before", topic.item > *ITEMS.start()) {
                state.step(-1);
            }
            if step(ui, Icon::Right, "Next item", topic.item < *ITEMS.end()) {
                state.step(1);
            }
        },
    );
    if is_long {
        let stem = theme.rich_in(topic.words.stem(), Style::Reading, colors.text_2);
        ui.add(Label::new(stem).wrap());
    }
}

/// What the answers say: agreement or difference first, semibold.
fn finding_ui(ui: &mut Ui, finding: &Finding) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let mut job = LayoutJob::default();
    let lead = theme.format(Style::Heading, colors.text);
    job.append(&finding.lead, 0.0, lead);
    job.append(" ", 0.0, theme.format(Style::Reading, colors.text));
    job.append(
        &finding.rest,
        0.0,
        theme.format(Style::Reading, colors.text_2),
    );
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        if finding.is_apart {
            ui.vertical(|ui| {
                ui.add_space(theme.pt(6.0));
                glyph(ui, Glyph::Diamond, theme.pt(13.0), colors.concern);
            });
        }
        ui.vertical(|ui| ui.add(Label::new(job).wrap()));
    });
}

/// Clinic, round and item at the left; the other views at the right.
fn foot_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, topic: &Topic<'_>) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let wording = view
        .workbook
        .wording()
        .filter(|_| topic.words.is_published());
    let source = wording.map(|w| format!(" · {}", w.short_label()));
    let words = format!(
        "{} · {} · item {} of 22{} · Left, Right: item · L: names",
        view.workbook.clinic.name,
        topic.round.label(),
        topic.item,
        source.unwrap_or_default()
    );
    let shown = [
        Section::Talk,
        Section::Compare,
        Section::Priorities,
        Section::Fill,
        Section::Grid,
    ];
    ends(
        ui,
        "talk foot",
        theme.pt(FOOT - 4.0),
        |ui| {
            let words = theme.rich_in(words, Style::Small, ink);
            ui.add(Label::new(words).truncate());
        },
        |ui| {
            let segments: Vec<Segment> = shown.iter().map(|s| Segment::new(s.label())).collect();
            let mut chosen = 0;
            if segmented_small(ui, "View of the self-assessment", &segments, &mut chosen)
                && let Some(section) = shown.get(chosen)
            {
                state.section = *section;
            }
        },
    );
}

#[cfg(test)]
impl TalkState {
    /// With names on the dots.
    pub(super) fn with_names() -> Self {
        Self {
            names: true,
            ..Self::default()
        }
    }
}
