//! The dots of everybody's answers over the four levels, to look at and to point at.

use egui::{Rect, Role, Sense, Ui, WidgetInfo};

use super::{TalkState, Topic};
use crate::chart::spread::{Dot, LaidOutSpread, Spread};
use crate::domain::assessment::summary::{ItemSummary, RoundSummary};
use crate::domain::assessment::talk;
use crate::domain::assessment::{Sheet, SheetKind};
use crate::ui::cached::{bits, change_number};
use crate::ui::plot_backend;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::text;

pub(super) fn picture_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TalkState,
    topic: &Topic<'_>,
    place: Rect,
) {
    let theme = Theme::of(ui);
    let names = state.names;
    let key = (
        change_number(view),
        topic.round.id,
        topic.item,
        topic.which,
        names,
        topic.place.is_presented,
        bits(place.size(), theme.k),
    );
    let (spread, laid) = state.picture.get(key, || {
        let spread = spread(view, topic, names);
        let laid = spread.lay_out(place.width(), place.height(), theme.k);
        (spread, laid)
    });
    let response = ui.allocate_rect(place, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spread.summary()));
    plot_backend::paint(ui.painter(), place.min, &laid.scene, theme.palette());
    if topic.place.is_presented {
        return;
    }
    let lines = response
        .hover_pos()
        .map(|at| pointed_at(view, topic, laid, (at - place.min).into(), theme.pt(14.0)));
    if let Some(lines) = lines.filter(|l| !l.is_empty()) {
        response.on_hover_ui_at_pointer(|ui| {
            for line in &lines {
                text(ui, line, Style::Table, theme.color().text);
            }
        });
    }
}

/// The answers of the topic as dots; named when asked for, a person never on a projected screen.
fn spread(view: &View<'_>, topic: &Topic<'_>, names: bool) -> Spread {
    let workbook = view.workbook;
    let label = |sheet: &Sheet| {
        if topic.place.is_presented {
            sheet.label_for_all()
        } else {
            Some(sheet.label())
        }
    };
    let dots = talk::answered(workbook, topic.round, topic.item, topic.which);
    let dots = dots.into_iter().map(|(sheet, score)| Dot {
        score,
        label: label(sheet).filter(|_| names),
        is_shared: sheet.kind == SheetKind::Shared,
    });
    let summary = RoundSummary::of(workbook, topic.round.id, topic.which);
    let median = summary.item(topic.item).and_then(ItemSummary::median);
    let former = talk::former_median(workbook, topic.round, topic.item, topic.which);
    Spread {
        dots: dots.collect(),
        levels: [1, 2, 3, 4].map(|level| topic.words.level_short(level).to_owned()),
        median,
        former: former.map(|value| ("baseline".to_owned(), value)),
        ..Spread::default()
    }
}

/// Whose dots are under the pointer, with their notes.
fn pointed_at(
    view: &View<'_>,
    topic: &Topic<'_>,
    laid: &LaidOutSpread,
    at: (f32, f32),
    reach: f32,
) -> Vec<String> {
    let answers = talk::answered(view.workbook, topic.round, topic.item, topic.which);
    let line = |index: usize| {
        let (sheet, score) = answers.get(index)?;
        let note = view.workbook.answer(sheet.id, topic.item);
        let note = note.map(|a| a.note.as_str()).filter(|n| !n.is_empty());
        Some(match note {
            Some(note) => format!("{}: {score}. {note}", sheet.label()),
            None => format!("{}: {score}", sheet.label()),
        })
    };
    laid.dots_near(at, reach)
        .into_iter()
        .filter_map(line)
        .collect()
}
