//! The card of what is due: overdue, this week, next week.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, Galley, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::domain::action_plan::lists::TaskOf;
use crate::domain::agenda::{Agenda, DueItem, DueOf, DueWhen};
use crate::ui::icons::{Icon, paint_block_square, paint_icon};
use crate::ui::request::{Request, Tab};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, is_focused, text};

/// Least height of a row at scale 1.
const ROW: f32 = 28.0;
/// From the left edge to the words at scale 1: block square and gap.
const LEAD: f32 = 28.0;
/// Lines that words may take before they are cut.
const LINES: usize = 3;

/// Draws the card over all the height there is. On a projected screen nothing in it is pressed.
pub(super) fn due_ui(
    ui: &mut Ui,
    agenda: &Agenda,
    today: NaiveDate,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    let tally = agenda.tally();
    let mut card = Card::new().title("Due this week").fill_height();
    if !tally.is_empty() {
        card = card.note(&tally);
    }
    if !is_presented {
        card = card.action("Open list");
    }
    let ((), open) = card.show(ui, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        if agenda.items.is_empty() {
            empty_ui(ui, agenda);
            return;
        }
        ScrollArea::vertical()
            .id_salt("due")
            .auto_shrink(false)
            .show(ui, |ui| {
                // Room for the focus ring, which stands outside its row.
                let inner = ui.available_width() - theme.pt(8.0);
                ui.set_max_width(inner);
                list_ui(ui, agenda, today, is_presented, out);
            });
    });
    if open {
        out.push(Request::Show(Tab::Plan));
    }
}

fn empty_ui(ui: &mut Ui, agenda: &Agenda) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.add_space(theme.pt(8.0));
    let words = "Nothing is due in the next two weeks.";
    text(ui, words, Style::Body, colors.text);
    let undated = agenda.undated_words();
    let hint = "Steps, milestones and small tests stand here two weeks before their dates.";
    ui.add_space(theme.pt(4.0));
    let words = format!("{undated} {hint}");
    text(ui, words.trim_start(), Style::Body, colors.text_2);
}

fn list_ui(
    ui: &mut Ui,
    agenda: &Agenda,
    today: NaiveDate,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let dates = dates_width(ui, &theme, agenda, today);
    let (this_week, next_week) = agenda.weeks();
    let mut rows_ui = |ui: &mut Ui, items: &[DueItem]| {
        for item in items {
            let row = Row::new(ui, item, today, dates);
            if row.show(ui, is_presented) {
                out.push(request(item));
            }
        }
    };
    rows_ui(ui, this_week);
    if !next_week.is_empty() {
        ui.add_space(theme.pt(8.0));
        text(ui, "Next week", Style::Strong, ink);
        ui.add_space(theme.pt(2.0));
        rows_ui(ui, next_week);
    }
    let undated = agenda.undated_words();
    if !undated.is_empty() {
        ui.add_space(theme.pt(8.0));
        text(ui, undated, Style::Small, ink);
    }
}

/// Where a press leads.
fn request(item: &DueItem) -> Request {
    match item.of {
        DueOf::Task(TaskOf::Activity(id) | TaskOf::Step(_, id)) => Request::ShowActivity(id),
        DueOf::Milestone(_) => Request::ShowMilestone(item.code.clone()),
        DueOf::Test(id) => Request::ShowTest(id),
    }
}

/// The widest date or word for it, so that they all end and begin together.
fn dates_width(ui: &Ui, theme: &Theme, agenda: &Agenda, today: NaiveDate) -> f32 {
    let width = |item: &DueItem| {
        let words = item.when_words(today);
        let style = Style::Table.semibold();
        let galley = theme.galley(ui, &words, style, theme.color().text);
        let sign = if item.is_overdue() { SIGN } else { 0.0 };
        galley.size().x + theme.pt(sign)
    };
    agenda.items.iter().map(width).fold(0.0, f32::max)
}

/// From the warning sign's left edge to its words at scale 1.
const SIGN: f32 = 18.0;

/// A row laid out: its height follows from its words.
struct Row<'a> {
    item: &'a DueItem,
    when: String,
    words: Arc<Galley>,
    who: Arc<Galley>,
    date: Arc<Galley>,
    who_left: f32,
    height: f32,
}

impl<'a> Row<'a> {
    fn new(ui: &Ui, item: &'a DueItem, today: NaiveDate, dates: f32) -> Self {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let width = ui.available_width();
        let gap = theme.pt(12.0);
        let who_width = (width * 0.22).clamp(theme.pt(80.0), theme.pt(220.0));
        let who_left = width - dates - gap - who_width;
        let room = who_left - gap - theme.pt(LEAD);
        let words = wrapped(ui, &item.text, Style::Body, colors.text, room);
        let who = wrapped(ui, &item.who, Style::Table, colors.text_2, who_width);
        let when = item.when_words(today);
        let (style, ink) = match item.when {
            DueWhen::Overdue(_) => (Style::TableStrong, colors.caution_text),
            DueWhen::ToDecide => (Style::TableStrong, colors.text),
            DueWhen::ThisWeek | DueWhen::NextWeek => (Style::Table, colors.text),
        };
        let date = theme.galley(ui, &when, style, ink);
        let tall = words.size().y.max(who.size().y) + theme.pt(7.0);
        Self {
            item,
            when,
            words,
            who,
            date,
            who_left,
            height: tall.max(theme.pt(ROW)),
        }
    }

    /// Draws it; true when it was pressed.
    fn show(&self, ui: &mut Ui, is_presented: bool) -> bool {
        let sense = if is_presented {
            Sense::hover()
        } else {
            Sense::click()
        };
        let size = vec2(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let role = if is_presented {
            Role::Label
        } else {
            Role::Link
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, self.name()));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, is_presented);
        }
        if is_presented {
            return false;
        }
        let pressed = response.clicked();
        let is_cut = self.words.elided || self.who.elided;
        if is_cut || !self.item.about.is_empty() {
            response.on_hover_text(self.whole());
        }
        pressed
    }

    /// "Block 2, Agree taper wording, of Revise policy, Dr Bhatt, Overdue 3 days".
    fn name(&self) -> String {
        let item = self.item;
        let block = item.block.map(|b| format!("Block {b}"));
        let of = match item.of {
            DueOf::Task(TaskOf::Step(..)) => format!("of {}", item.about),
            _ => String::new(),
        };
        let parts = [
            block.as_deref().unwrap_or_default(),
            &item.text,
            &of,
            &item.who,
            &self.when,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(", ")
    }

    /// Everything, for where it is cut, and what it belongs to.
    fn whole(&self) -> String {
        let item = self.item;
        let parts = [&item.text, &item.about, &item.who, &self.when];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        parts.join("\n")
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, is_presented: bool) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let painter = ui.painter();
        if response.hovered() && !is_presented {
            let ground = rect.expand2(vec2(theme.pt(6.0), 0.0));
            painter.rect_filled(ground, theme.radius(4.0), colors.hover);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.rule());
        if let Some(block) = self.item.block {
            let size = theme.pt(20.0);
            let square = Rect::from_min_size(
                pos2(rect.left(), rect.center().y - size / 2.0),
                vec2(size, size),
            );
            paint_block_square(painter, square, block, &theme);
        }
        let put = |galley: &Arc<Galley>, x: f32| {
            let at = pos2(x, rect.center().y - galley.size().y / 2.0);
            painter.galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
        };
        put(&self.words, rect.left() + theme.pt(LEAD));
        put(&self.who, rect.left() + self.who_left);
        let date = rect.right() - self.date.size().x;
        put(&self.date, date);
        if self.item.is_overdue() {
            let at = pos2(date - theme.pt(SIGN - 7.0), rect.center().y);
            let size = theme.pt(14.0);
            paint_icon(painter, at, Icon::Warn, size, colors.caution_mark);
        }
        if is_focused(response) {
            let stroke = Stroke::new(theme.pt(2.0), colors.focus);
            let ring = rect.expand2(vec2(theme.pt(5.0), -theme.pt(1.0)));
            painter.rect_stroke(ring, theme.radius(4.0), stroke, StrokeKind::Middle);
        }
    }
}

/// Words in a column, cut after some lines.
fn wrapped(ui: &Ui, words: &str, style: Style, ink: Color32, width: f32) -> Arc<Galley> {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::single_section(words.to_owned(), theme.format(style, ink));
    job.break_on_newline = false;
    job.wrap = TextWrapping {
        max_width: width.max(theme.pt(40.0)),
        max_rows: LINES,
        ..TextWrapping::default()
    };
    ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}
