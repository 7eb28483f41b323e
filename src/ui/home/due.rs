//! The card of what is due: overdue, this week, next week.

mod row;

use chrono::NaiveDate;
use egui::{ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::action_plan::lists::TaskOf;
use crate::domain::agenda::{Agenda, DueItem, DueOf, DueWhen};
use crate::ui::request::{Request, Tab};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, text, within};
use row::{Columns, Row};

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
        card = card.action("Open action plan");
    }
    let ((), open) = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if agenda.items.is_empty() {
            empty_ui(ui, agenda);
            return;
        }
        if is_presented {
            whole_rows_ui(ui, agenda, today);
        } else {
            scrolled_ui(ui, agenda, today, out);
        }
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
    let hint =
        "Give steps, milestones and small tests a date to see them here two weeks before it.";
    ui.add_space(theme.pt(4.0));
    let words = format!("{undated} {hint}");
    text(ui, words.trim_start(), Style::Body, colors.text_2);
}

/// The list with its scroll bar in the card's padding, beside the dates.
fn scrolled_ui(ui: &mut Ui, agenda: &Agenda, today: NaiveDate, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let place = ui.available_rect_before_wrap();
    // The focus ring stands outside its row.
    let aside = theme.pt(12.0);
    let wide = place.expand2(vec2(aside, 0.0));
    // A child of its own: the card is not to grow with it.
    let mut wide_ui = ui.new_child(UiBuilder::new().id_salt("due").max_rect(wide));
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(&mut wide_ui, |ui| {
            let list = ui.available_rect_before_wrap().shrink2(vec2(aside, 0.0));
            let used = within(ui, "due list", list, |ui| {
                list_ui(ui, agenda, today, out);
                ui.min_rect()
            });
            ui.advance_cursor_after_rect(used);
        });
    ui.advance_cursor_after_rect(place);
}

fn list_ui(ui: &mut Ui, agenda: &Agenda, today: NaiveDate, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let columns = Columns::of(ui, agenda, today);
    let (this_week, next_week) = agenda.weeks();
    let mut rows_ui = |ui: &mut Ui, items: &[DueItem]| {
        for item in items {
            if Row::new(ui, item, today, columns).show(ui, false) {
                out.push(request(item));
            }
        }
    };
    rows_ui(ui, this_week);
    if !next_week.is_empty() {
        next_week_ui(ui);
        rows_ui(ui, next_week);
    }
    let undated = agenda.undated_words();
    if !undated.is_empty() {
        ui.add_space(theme.pt(8.0));
        text(ui, undated, Style::Small, theme.color().text_2);
    }
}

fn next_week_ui(ui: &mut Ui) {
    let theme = Theme::of(ui);
    ui.add_space(theme.pt(8.0));
    text(ui, "Next week", Style::Strong, theme.color().text_2);
    ui.add_space(theme.pt(2.0));
}

/// On a projected screen nobody scrolls: the rows that fit, and how many more there are.
fn whole_rows_ui(ui: &mut Ui, agenda: &Agenda, today: NaiveDate) {
    let theme = Theme::of(ui);
    let columns = Columns::of(ui, agenda, today);
    let bottom = ui.available_rect_before_wrap().bottom();
    let heading = theme.line_height(Style::Strong) + theme.pt(10.0);
    let foot = theme.line_height(Style::Body) + theme.pt(6.0);
    let mut is_next_week = false;
    for (at, item) in agenda.items.iter().enumerate() {
        let begins = item.when == DueWhen::NextWeek && !is_next_week;
        let row = Row::new(ui, item, today, columns);
        let rest = agenda.items.len() - at;
        let needs =
            row.height + if begins { heading } else { 0.0 } + if rest > 1 { foot } else { 0.0 };
        if ui.cursor().top() + needs > bottom {
            ui.add_space(theme.pt(6.0));
            let words = format!("{rest} more in these two weeks");
            text(ui, words, Style::Body, theme.color().text_2);
            return;
        }
        if begins {
            next_week_ui(ui);
            is_next_week = true;
        }
        row.show(ui, true);
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
