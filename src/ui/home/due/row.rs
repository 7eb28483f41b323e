//! A row of what is due: block, words, who, when.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::domain::action_plan::lists::TaskOf;
use crate::domain::agenda::{Agenda, DueItem, DueOf, DueWhen};
use crate::ui::icons::{Icon, paint_block_square, paint_icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::is_focused;

/// Least height of a row at scale 1.
const ROW: f32 = 28.0;
/// From the left edge to the words at scale 1: block square and gap.
const LEAD: f32 = 28.0;
/// Lines that words may take before they are cut.
const LINES: usize = 3;

/// Widths of the columns beside the words.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    who: f32,
    when: f32,
}

impl Columns {
    /// Dates as wide as the widest; names too, as long as most of the row is left to the words.
    pub fn of(ui: &Ui, agenda: &Agenda, today: NaiveDate) -> Self {
        let theme = Theme::of(ui);
        let width = |words: &str, style| {
            let galley = theme.galley(ui, words, style, theme.color().text);
            galley.size().x
        };
        let when = |item: &DueItem| {
            let sign = if item.is_overdue() { SIGN } else { 0.0 };
            width(&item.when_words(today), Style::TableStrong) + theme.pt(sign)
        };
        let who = |item: &DueItem| width(&item.who, Style::Table);
        let widest = |of: &dyn Fn(&DueItem) -> f32| agenda.items.iter().map(of).fold(0.0, f32::max);
        let most = (ui.available_width() * 0.22).max(theme.pt(80.0));
        Self {
            who: widest(&who).ceil().min(most),
            when: widest(&when).ceil(),
        }
    }
}

/// From the warning sign's left edge to its words at scale 1.
const SIGN: f32 = 18.0;

/// A row laid out: its height follows from its words.
pub(super) struct Row<'a> {
    item: &'a DueItem,
    when: String,
    words: Arc<Galley>,
    who: Arc<Galley>,
    date: Arc<Galley>,
    who_left: f32,
    /// How high it is.
    pub height: f32,
}

impl<'a> Row<'a> {
    /// Lays it out over the width there is.
    pub fn new(ui: &Ui, item: &'a DueItem, today: NaiveDate, columns: Columns) -> Self {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let width = ui.available_width();
        let gap = theme.pt(12.0);
        let who_left = width - columns.when - gap - columns.who;
        let room = who_left - gap - theme.pt(LEAD);
        let words = wrapped(ui, &item.text, Style::Body, colors.text, room);
        let who = wrapped(ui, &item.who, Style::Table, colors.text_2, columns.who);
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
    pub fn show(&self, ui: &mut Ui, is_presented: bool) -> bool {
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
