//! The chosen measure's card: aim, finding, run chart to point at, goal and export.

use egui::text::LayoutJob;
use egui::{
    EventFilter, Key, Label, Modifiers, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::aim_dialog::AimDialog;
use super::mark_dialog::MarkDialog;
use super::picture::ChartCache;
use super::summary::Summary;
use super::{MeasuresState, export, scope};
use crate::chart::measured::Look;
use crate::chart::run_chart::{LaidOut, PlacedPoint};
use crate::domain::measure::{MarkKind, Noted, NotedAs, Scope, Unit};
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
        let Some(summary) = state.scoped.or_clinic(&state.summaries, state.measure) else {
            return;
        };
        ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(4.0);
        let asked = heading_ui(ui, view, summary, state.is_full);
        finding_ui(ui, summary);
        course_ui(ui, summary);
        if let Some(sentence) = &state.error
            && Notice::error(sentence, "").closable().show(ui).closed
        {
            state.error = None;
            return;
        }
        let version = state.summaries.version;
        let look = Look {
            is_full: state.is_full,
            ..Look::default()
        };
        let pointed = plot_ui(
            ui,
            view,
            (summary, version),
            (&mut state.chart, look),
            state.point,
        );
        let chosen = chosen_index(summary, state.point);
        let day = chosen.and_then(|at| summary.series.points.get(at));
        let day = day.map_or(view.today, |p| p.end.min(view.today));
        let wanted = match (pointed, asked) {
            (Some(Pointed::Point(end)), _) => {
                state.point = Some(end);
                return;
            }
            (Some(Pointed::Note(note)), _) => match note {
                NotedAs::Test(test) => {
                    out.push(Request::ShowTest(test));
                    return;
                }
                NotedAs::Mark(mark) => {
                    state.mark = MarkDialog::of(view, mark);
                    return;
                }
            },
            (None, asked) => asked,
        };
        match wanted {
            Asked::Nothing => {}
            // An aim is the clinic's, whoever's chart is looked at.
            Asked::Aim => {
                let clinic = state.summaries.of(state.measure).unwrap_or(summary);
                state.aim = Some(AimDialog::new(clinic, view));
            }
            Asked::Mark => {
                state.mark = Some(MarkDialog::new(summary.measure, MarkKind::Note, day));
            }
            Asked::Axis => state.is_full = !state.is_full,
            Asked::Scope(scope) => state.scope = scope,
            Asked::Export(what) => {
                state.error = export::export(ui.ctx(), summary, view, (what, look), out).err();
            }
        }
    });
}

enum Asked {
    Nothing,
    Aim,
    Mark,
    Axis,
    Scope(Scope),
    Export(export::What),
}

/// Title and aim at the left, what can be done at the right.
fn heading_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary, is_full: bool) -> Asked {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let can_write = !view.status.is_read_only;
    let ((), asked) = ends(
        ui,
        "measure heading",
        theme.control_height(true),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let title = theme.rich_in(&summary.title, Style::Heading, colors.text);
            ui.add(Label::new(title).truncate());
            let aim = theme.rich_in(summary.aim(), Style::Body, colors.text_2);
            ui.add(Label::new(aim).truncate());
        },
        |ui| {
            let mut asked = Asked::Nothing;
            if let Some(scope) = scope::menu_ui(ui, view, summary) {
                asked = Asked::Scope(scope);
            }
            let words = if is_full { "Fit axis" } else { "0 to 100 %" };
            let axis = Button::outlined(words).small().hover(if is_full {
                "Let the axis end above the highest value"
            } else {
                "Let the axis reach from 0 to 100 %"
            });
            if summary.unit() == Unit::Percent && axis.show(ui).clicked() {
                asked = Asked::Axis;
            }
            let aim = Button::outlined("Aim…")
                .small()
                .enabled(can_write)
                .hover("Set or remove the aim and its line");
            if aim.show(ui).clicked() {
                asked = Asked::Aim;
            }
            let note = Button::outlined("Add note…")
                .small()
                .enabled(can_write)
                .hover("A note, a phase, the baseline, another method, or a point left out");
            if note.show(ui).clicked() {
                asked = Asked::Mark;
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

/// Where the measure is heading, when its aim has a date.
fn course_ui(ui: &mut Ui, summary: &Summary) {
    let Some(words) = summary.course_words() else {
        return;
    };
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    ui.horizontal_top(|ui| {
        ui.add_space(theme.pt(20.0));
        text(ui, format!("{words}."), Style::Small, ink).on_hover_text(summary.course_ground());
    });
}

pub(super) fn export_menu(ui: &mut Ui) -> Option<export::What> {
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
    if menu_item(ui, "Copy picture").clicked() {
        what = Some(export::What::CopyPicture);
    }
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
    Point(chrono::NaiveDate),
    Note(NotedAs),
}

/// The chart itself; what was chosen on it in this frame.
fn plot_ui(
    ui: &mut Ui,
    view: &View<'_>,
    (summary, version): (&Summary, u64),
    (cache, look): (&mut Option<ChartCache>, Look),
    point: Option<chrono::NaiveDate>,
) -> Option<Pointed> {
    let theme = Theme::of(ui);
    let height = ui.available_height();
    let size = vec2(ui.available_width(), height.max(theme.pt(200.0)));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let laid = ChartCache::laid(
        cache,
        summary,
        version,
        view.workbook,
        (size, theme.k),
        look,
    );
    let month = point;
    let chosen = chosen_index(summary, month);
    describe(ui, view, &response, summary, chosen);
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
        return is_pressed.then_some(Pointed::Note(mark.of));
    }
    if let Some(point) = pointed {
        let lines = summary.point_words(point.index, view.workbook);
        response.on_hover_ui_at_pointer(|ui| hover_ui(ui, &lines));
    }
    asked
        .and_then(|at| summary.series.points.get(at))
        .map(|p| Pointed::Point(p.end))
}

/// The note whose disc lies under a position.
fn mark_under<'a>(summary: &'a Summary, laid: &LaidOut, at: egui::Vec2) -> Option<&'a Noted> {
    let holds = |r: &crate::chart::scene::Rect| {
        (r.left..=r.right).contains(&at.x) && (r.top..=r.bottom).contains(&at.y)
    };
    let (number, _) = laid.notes.iter().find(|(_, rect)| holds(rect))?;
    summary.notes.iter().find(|m| m.number == *number)
}

/// Position of the chosen point; the newest with a value when none is chosen or it has none.
pub(super) fn chosen_index(summary: &Summary, end: Option<chrono::NaiveDate>) -> Option<usize> {
    let points = &summary.series.points;
    end.and_then(|end| {
        points
            .iter()
            .position(|p| p.end == end && p.value.is_some())
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

pub(super) fn hover_ui(ui: &mut Ui, lines: &[String]) {
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

/// The chart for a reader without sight: its name, its finding, and the chosen point.
fn describe(
    ui: &Ui,
    view: &View<'_>,
    response: &Response,
    summary: &Summary,
    chosen: Option<usize>,
) {
    let name = format!("Run chart of {}", summary.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &name));
    let point = chosen
        .map(|at| summary.point_words(at, view.workbook).join(", "))
        .unwrap_or_default();
    let sentence = summary.sentence();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(point);
        node.set_description(sentence);
    });
}
