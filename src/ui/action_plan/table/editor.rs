//! The field of the cell that is typed in, and how a date is read while it is typed.

use egui::{Frame, Key, Margin, Modifiers, Rect, Role, TextEdit, Ui, UiBuilder, vec2};

use super::measure;
use super::{Table, TableState, commit, keys};
use crate::domain::due_text::read_due;
use crate::ui::action_plan::rows::{Column, NewStepAt, Row, RowId};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{WhoField, is_focused};

/// How the typing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Enter,
    Tab,
    BackTab,
    Escape,
    /// A press elsewhere.
    Left,
}

pub(super) fn editor_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table<'_>,
    state: &mut TableState,
    row: &Row,
    cell: Rect,
    out: &mut Vec<Request>,
) {
    let Some(edit) = &mut state.edit else {
        return;
    };
    let column = edit.column;
    ui.painter()
        .rect_filled(cell.shrink(theme.pt(1.0)), 0.0, theme.color().surface);
    let id = super::table_id().with("field");
    let name = name(row, column);
    let room = measure::room(theme, cell, row, column);
    let builder = UiBuilder::new().id_salt("cell").max_rect(room);
    let mut inside = ui.new_child(builder);
    // Until it has the keys it asks for them: a dialog that closes takes them once.
    let first = !edit.had_focus;
    if first {
        inside.memory_mut(|m| m.request_focus(id));
        put_cursor_last(&inside, id, &edit.text);
        ui.ctx().request_repaint();
    }
    let (response, ended) = if column == Column::Who {
        let place = cell.shrink2(vec2(theme.pt(1.0), 0.0));
        let mut inside = ui.new_child(UiBuilder::new().id_salt("who cell").max_rect(place));
        let field = WhoField::new(&name, &mut edit.text, table.known);
        let response = field
            .hide_label()
            .small()
            .id(id)
            .width(place.width())
            .show(&mut inside);
        let ended = ended_by_losing(ui, &response, first);
        (response, ended)
    } else {
        let ended = if first { None } else { keys_of(ui) };
        let field = TextEdit::multiline(&mut edit.text)
            .id(id)
            .lock_focus(true)
            .frame(Frame::new().inner_margin(Margin::ZERO))
            .font(theme.font(measure::style(row, column)))
            .text_color(theme.color().text)
            .desired_rows(1)
            .desired_width(room.width());
        let response = inside.add(field);
        inside.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::TextInput);
            node.set_label(name.as_str());
        });
        let left = !first && !is_focused(&response);
        (response, ended.or(left.then_some(Ended::Left)))
    };
    edit.had_focus |= is_focused(&response);
    if column == Column::When {
        reading_ui(ui, theme, table, &edit.text, room, response.rect);
    }
    if let Some(ended) = ended {
        end(ui, table, state, row, ended, out);
    }
}

fn name(row: &Row, column: Column) -> String {
    match column {
        Column::Who => format!("Who, {}", row.name),
        Column::When => format!("When, {}", row.name),
        _ => format!("What, {}", row.name),
    }
}

fn put_cursor_last(ui: &Ui, id: egui::Id, text: &str) {
    let last = egui::text::CCursor::new(text.chars().count());
    let mut state = egui::text_edit::TextEditState::default();
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(last)));
    state.store(ui.ctx(), id);
}

/// Enter, Tab and Esc, taken before the field sees them.
fn keys_of(ui: &Ui) -> Option<Ended> {
    let pressed = |m: Modifiers, key| ui.input_mut(|i| i.consume_key(m, key));
    if pressed(Modifiers::NONE, Key::Enter) {
        Some(Ended::Enter)
    } else if pressed(Modifiers::SHIFT, Key::Tab) {
        Some(Ended::BackTab)
    } else if pressed(Modifiers::NONE, Key::Tab) {
        Some(Ended::Tab)
    } else if pressed(Modifiers::NONE, Key::Escape) {
        Some(Ended::Escape)
    } else {
        None
    }
}

/// The field for names takes its keys itself; what it leaves ends the typing.
fn ended_by_losing(ui: &Ui, response: &egui::Response, first: bool) -> Option<Ended> {
    if first || !response.lost_focus() {
        return None;
    }
    let (enter, tab, shift, escape) = ui.input(|i| {
        (
            i.key_pressed(Key::Enter),
            i.key_pressed(Key::Tab),
            i.modifiers.shift,
            i.key_pressed(Key::Escape),
        )
    });
    Some(match (enter, tab, escape) {
        (true, ..) => Ended::Enter,
        (_, true, _) if shift => Ended::BackTab,
        (_, true, _) => Ended::Tab,
        (.., true) => Ended::Escape,
        _ => Ended::Left,
    })
}

/// "read as 2027-03-04, Thursday", or that the text stays as it is.
fn reading_ui(ui: &Ui, theme: &Theme, table: &Table<'_>, typed: &str, room: Rect, field: Rect) {
    let reading = read_due(typed, table.view.today);
    let words = match (reading.date, reading.offer) {
        _ if typed.trim().is_empty() => "3/4, +2w, end of March, or words".to_owned(),
        (Some(date), _) => date.format("read as %Y-%m-%d, %A").to_string(),
        (None, Some(date)) => format!("stays as text; {date} is offered in the details"),
        (None, None) => "stays as text, never overdue".to_owned(),
    };
    let ink = theme.color().text_2;
    let galley = theme.galley_wrapped(ui, &words, Style::Small, ink, room.width());
    let at = egui::pos2(room.left(), field.bottom());
    ui.painter().galley(at, galley, ink);
    let id = super::table_id().with("reading");
    ui.interact(
        Rect::from_min_size(at, vec2(1.0, 1.0)),
        id,
        egui::Sense::hover(),
    )
    .widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &words));
}

fn end(
    ui: &Ui,
    table: &Table<'_>,
    state: &mut TableState,
    row: &Row,
    ended: Ended,
    out: &mut Vec<Request>,
) {
    if ended == Ended::Escape {
        state.edit = None;
        if row.id.is_new() {
            commit::write_new(state, &mut Vec::new());
        }
        state.wants_focus = true;
        return;
    }
    let column = state.edit.as_ref().map_or(Column::Text, |e| e.column);
    commit::finish(state, out);
    match ended {
        Ended::Enter => enter(table, state, row, out),
        Ended::Tab | Ended::BackTab => {
            let by = if ended == Ended::Tab { 1 } else { -1 };
            if row.id.is_new() && by > 0 && column == Column::When {
                enter(table, state, row, out);
                return;
            }
            keys::step(state, by, out);
            let at = state.cursor_at();
            let next = at.and_then(|at| state.rows.get(at).cloned());
            let column = state.cursor.map_or(Column::Text, |c| c.column);
            match next {
                Some(next) if matches!(column, Column::Text | Column::Who | Column::When) => {
                    keys::begin(state, &next, column);
                }
                _ => state.wants_focus = true,
            }
        }
        Ended::Left => {
            // Where the press went keeps the keys.
            if ui.memory(|m| m.focused().is_none()) {
                state.wants_focus = true;
            }
        }
        Ended::Escape => {}
    }
}

/// Enter goes to the next step, and opens one after the last. On an empty new step it goes on to a
/// new activity, on an empty new activity it stays.
fn enter(table: &Table<'_>, state: &mut TableState, row: &Row, out: &mut Vec<Request>) {
    if !table.shown.is_plan() {
        state.wants_focus = true;
        keys::shift(state, (0, 1), out);
        return;
    }
    match row.id {
        RowId::NewStep(activity) => {
            let place = state.new_step.and_then(|at| at.place);
            if commit::write_new(state, out) {
                let place = place.map(|p| p + 1);
                state.begin_step(NewStepAt { activity, place });
            } else if state.new.row.is_none() {
                let last = state.rows.iter().rev().find(|r| r.id == RowId::NewActivity);
                if last.is_some() {
                    state.begin_activity();
                }
            } else {
                state.wants_focus = true;
            }
        }
        RowId::NewActivity => {
            let id = crate::domain::ids::ActivityId(table.view.workbook.next.activity);
            if commit::write_new(state, out) {
                state.begin_step(NewStepAt {
                    activity: id,
                    place: None,
                });
            } else {
                state.wants_focus = true;
            }
        }
        RowId::Activity(activity) => next_step(table, state, activity, 1),
        RowId::Step(id, activity) => {
            let place = table.view.workbook.step(id).map_or(1, |s| s.place + 1);
            next_step(table, state, activity, place);
        }
        RowId::Group(_) => {}
    }
}

/// The step at a place, or a new one where there is none.
fn next_step(
    table: &Table<'_>,
    state: &mut TableState,
    activity: crate::domain::ids::ActivityId,
    place: u32,
) {
    let steps = table.view.workbook.steps_of(activity);
    let has_rows = state
        .rows
        .iter()
        .any(|r| matches!(r.id, RowId::Step(..) | RowId::NewStep(_)))
        || steps.is_empty();
    match steps.iter().find(|s| s.place == place) {
        Some(step) if has_rows => {
            state.go_and_focus(RowId::Step(step.id, activity), Column::Text);
        }
        _ if has_rows => state.begin_step(NewStepAt {
            activity,
            place: None,
        }),
        _ => state.wants_focus = true,
    }
}
