//! The chosen measure's card: aim, finding, run chart to point at, goal and export.

use egui::text::LayoutJob;
use egui::{
    EventFilter, Key, Label, Modifiers, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::marks::{self, TestMark};
use super::picture::ChartCache;
use super::summary::{self, Summary};
use super::{MeasuresState, export, goal};
use crate::chart::run_chart::{LaidOut, PlacedPoint};
use crate::domain::ids::SmallTestId;
use crate::domain::run_chart::FindingKind;
use crate::ui::icons::{Glyph, glyph};
use crate::ui::plot_backend;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Notice, ends, is_focused, menu_button, menu_item, menu_rule, text,
};

/// Draws the card over all the space there is.
pub(super) fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MeasuresState,
    out: &mut Vec<Request>,
) {
    Card::new().fill_height().show(ui, |ui| {
        let Some(summary) = state.summaries.of(state.measure) else {
            return;
        };
        ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(4.0);
        let asked = heading_ui(ui, summary);
        finding_ui(ui, summary);
        if let Some(sentence) = &state.error
            && Notice::error(sentence, "").closable().show(ui).closed
        {
            state.error = None;
            return;
        }
        let version = state.summaries.version;
        let chosen = plot_ui(ui, view, summary, version, &mut state.chart, state.month);
        marks::list_ui(ui, &summary.marks, out);
        match chosen {
            Some(Pointed::Month(month)) => state.month = Some(month),
            Some(Pointed::Test(test)) => out.push(Request::ShowTest(test)),
            None => {}
        }
        match asked {
            Asked::Nothing => {}
            Asked::Goal => state.goal = Some(goal::GoalDialog::new(summary)),
            Asked::Export(what) => {
                state.error =
                    export::export(summary, &view.workbook.settings, view, what, out).err();
            }
        }
    });
}

enum Asked {
    Nothing,
    Goal,
    Export(export::What),
}

/// Title and aim at the left, what can be done at the right.
fn heading_ui(ui: &mut Ui, summary: &Summary) -> Asked {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), asked) = ends(
        ui,
        "measure heading",
        theme.control_height(true),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            text(ui, &summary.title, Style::Heading, colors.text);
            let aim = summary.goal.as_ref().map_or_else(
                || "No goal set".to_owned(),
                |g| format!("Aim: {}", summary::goal_words(g, summary.measure)),
            );
            ui.add(Label::new(theme.rich_in(aim, Style::Body, colors.text_2)).truncate());
        },
        |ui| {
            let mut asked = Asked::Nothing;
            if Button::outlined("Goal…")
                .small()
                .hover("Set or remove the goal line")
                .show(ui)
                .clicked()
            {
                asked = Asked::Goal;
            }
            if let Some(Some(what)) =
                menu_button(ui, Button::outlined("Export…").small(), export_menu)
            {
                asked = Asked::Export(what);
            }
            asked
        },
    );
    asked
}

fn export_menu(ui: &mut Ui) -> Option<export::What> {
    let width = Theme::of(ui).pt(150.0);
    ui.set_max_width(width);
    let mut what = None;
    for (words, choice) in [
        ("Picture, PNG", export::What::Png),
        ("Picture, SVG", export::What::Svg),
        ("Data, CSV", export::What::Csv),
    ] {
        if menu_item(ui, words).clicked() {
            what = Some(choice);
        }
    }
    menu_rule(ui);
    if menu_item(ui, "Copy data").clicked() {
        what = Some(export::What::Copy);
    }
    what
}

/// The finding: its glyph, its sentence semibold, its ground.
pub(in crate::ui) fn finding_ui(ui: &mut Ui, summary: &Summary) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (sign, color) = match summary.finding.kind {
        FindingKind::Better => (Glyph::Disc, colors.improvement),
        FindingKind::Worse => (Glyph::Diamond, colors.concern),
        FindingKind::Changed | FindingKind::NoSignal | FindingKind::TooFewPoints => {
            (Glyph::Ring, colors.neutral)
        }
    };
    let ink = if sign == Glyph::Ring {
        colors.text_2
    } else {
        color
    };
    let mut job = LayoutJob::default();
    job.append(&summary.finding.lead, 0.0, theme.format(Style::Strong, ink));
    job.append(" ", 0.0, theme.format(Style::Body, ink));
    job.append(&summary.finding.rest, 0.0, theme.format(Style::Body, ink));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        ui.vertical(|ui| {
            ui.add_space(theme.pt(4.5));
            glyph(ui, sign, theme.pt(12.0), color);
        });
        ui.vertical(|ui| ui.add(Label::new(job).wrap()));
    });
}

/// What was pressed on the chart.
enum Pointed {
    Month(chrono::NaiveDate),
    Test(SmallTestId),
}

/// The chart itself; what was chosen on it in this frame.
fn plot_ui(
    ui: &mut Ui,
    view: &View<'_>,
    summary: &Summary,
    version: u64,
    cache: &mut Option<ChartCache>,
    month: Option<chrono::NaiveDate>,
) -> Option<Pointed> {
    let theme = Theme::of(ui);
    let height = ui.available_height() - marks::height(ui, &summary.marks);
    let size = vec2(ui.available_width(), height.max(theme.pt(200.0)));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let laid = ChartCache::laid(
        cache,
        summary,
        version,
        &view.workbook.settings,
        (size, theme.k),
        false,
    );
    let chosen = chosen_index(summary, month);
    describe(ui, &response, summary, chosen);
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
    let at = response.hover_pos().map(|at| at - rect.min);
    let mark = at.and_then(|at| mark_under(summary, laid, at));
    let pointed = at
        .filter(|_| mark.is_none())
        .and_then(|at| laid.point_under((at.x, at.y)));
    for (point, color) in [
        (pointed, theme.color().text_3),
        (
            chosen.and_then(|at| laid.points.iter().find(|p| p.index == at).copied()),
            theme.color().accent,
        ),
    ] {
        if let Some(point) = point {
            ring_ui(ui, &theme, laid, rect, point, color);
        }
    }
    if is_focused(&response) {
        let stroke = Stroke::new(theme.pt(2.0), theme.color().focus);
        ui.painter().rect_stroke(
            rect.expand(theme.pt(2.0)),
            theme.radius(5.0),
            stroke,
            egui::StrokeKind::Inside,
        );
    }
    let asked = match pointed {
        Some(point) if response.clicked() => Some(point.index),
        _ => key_step(ui, &response, laid, chosen),
    };
    if let Some(mark) = mark {
        let is_pressed = response.clicked();
        response.on_hover_text_at_pointer(&mark.words);
        return is_pressed.then_some(Pointed::Test(mark.test));
    }
    if let Some(point) = pointed {
        let lines = summary.month_words(point.index);
        response.on_hover_ui_at_pointer(|ui| hover_ui(ui, &lines));
    }
    asked
        .and_then(|at| summary.points.get(at))
        .map(|p| Pointed::Month(p.month_end))
}

/// The small test whose disc lies under a position.
fn mark_under<'a>(summary: &'a Summary, laid: &LaidOut, at: egui::Vec2) -> Option<&'a TestMark> {
    let holds = |r: &crate::chart::scene::Rect| {
        (r.left..=r.right).contains(&at.x) && (r.top..=r.bottom).contains(&at.y)
    };
    let (number, _) = laid.notes.iter().find(|(_, rect)| holds(rect))?;
    summary.marks.iter().find(|m| m.number == *number)
}

/// Position of the chosen month; the newest with a value when none is chosen or it has none.
pub(super) fn chosen_index(summary: &Summary, month: Option<chrono::NaiveDate>) -> Option<usize> {
    let at = month.and_then(|month| summary.points.iter().position(|p| p.month_end == month));
    at.filter(|at| {
        summary
            .analysis
            .values
            .get(*at)
            .copied()
            .flatten()
            .is_some()
    })
    .or(summary.last)
}

/// A line up to the point and a ring around it.
fn ring_ui(
    ui: &Ui,
    theme: &Theme,
    laid: &LaidOut,
    rect: Rect,
    point: PlacedPoint,
    color: egui::Color32,
) {
    let at = rect.min + vec2(point.x, point.y);
    let foot = rect.top() + laid.plot.bottom;
    let radius = theme.pt(8.0);
    let painter = ui.painter();
    painter.circle_stroke(at, radius, Stroke::new(theme.pt(2.0), color));
    if foot > at.y + radius {
        painter.vline(
            at.x,
            at.y + radius..=foot,
            Stroke::new(theme.pt(1.0), color),
        );
    }
}

/// Left, Right, Home and End move through the months that have a value.
fn key_step(ui: &Ui, response: &Response, laid: &LaidOut, chosen: Option<usize>) -> Option<usize> {
    if !is_focused(response) {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let here = laid.points.iter().position(|p| Some(p.index) == chosen);
    let last = laid.points.len().checked_sub(1)?;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowLeft) {
        here.map_or(last, |at| at.saturating_sub(1))
    } else if pressed(Key::ArrowRight) {
        here.map_or(last, |at| (at + 1).min(last))
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return None;
    };
    laid.points.get(to).map(|p| p.index)
}

fn hover_ui(ui: &mut Ui, lines: &[String]) {
    let colors = *Theme::of(ui).color();
    ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(2.0);
    for (row, line) in lines.iter().enumerate() {
        let style = if row == 0 {
            Style::TableStrong
        } else {
            Style::Table
        };
        text(ui, line, style, colors.text);
    }
}

/// The chart for a reader without sight: its name, its finding, and the chosen month.
fn describe(ui: &Ui, response: &Response, summary: &Summary, chosen: Option<usize>) {
    let name = format!("Run chart of {}", summary.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &name));
    let month = chosen
        .map(|at| summary.month_words(at).join(", "))
        .unwrap_or_default();
    let sentence = summary.sentence();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(month);
        node.set_description(sentence);
    });
}
