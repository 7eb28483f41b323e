//! The chosen person or group: what is known, and what is open for them.

use egui::{Label, Role, Sense, Ui, WidgetInfo};

use super::READ_ONLY;
use super::rows::names;
use crate::domain::action_plan::lists::{Due, Task};
use crate::domain::ids::PersonId;
use crate::domain::team::seats::Seat;
use crate::domain::team::{Person, PersonKind};
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, divider, ends, facts, text};

/// What was pressed at the foot.
pub(super) enum Act {
    Change,
    Remove,
}

/// Draws the panel's content. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    person: &Person,
    tasks: &[Task],
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let ((), closed) = ends(
        ui,
        "person head",
        theme.pt(24.0),
        |ui| {
            text(ui, kind_words(person), Style::Body, colors.text_2);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the person").small();
            cross.show(ui).clicked()
        },
    );
    text(ui, &person.name, Style::Heading, colors.text);
    let known = known(view, person);
    let rows: Vec<(&str, &str)> = known.iter().map(|(n, v)| (*n, v.as_str())).collect();
    facts(ui, &rows);
    if !person.note.is_empty() {
        text(ui, &person.note, Style::Body, colors.text);
    }
    divider(ui);
    tasks_ui(ui, tasks, out);
    closed
}

fn kind_words(person: &Person) -> String {
    match person.seat {
        Some(seat) => format!("{}, {}", person.kind.label(), seat.label()),
        None => person.kind.label().to_owned(),
    }
}

/// Name and value of what is entered, and of what follows from other entries.
fn known(view: &View<'_>, person: &Person) -> Vec<(&'static str, String)> {
    let people = &view.workbook.people;
    let of = |is: &dyn Fn(&&Person) -> bool| -> Vec<PersonId> {
        people.iter().filter(is).map(|p| p.id).collect()
    };
    let backs = of(&|p| p.backup == Some(person.id));
    let groups = of(&|p| p.members.contains(&person.id));
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let hours = match (person.hours_a_month, person.is_time_protected) {
        (Some(hours), true) => format!("{hours} a month, protected"),
        (Some(hours), false) => format!("{hours} a month, not protected"),
        (None, true) => "protected, hours not agreed".to_owned(),
        (None, false) => String::new(),
    };
    let backup = match person.backup {
        Some(_) => names(view.workbook, person.backup.as_slice()),
        None if person.seat.is_some_and(Seat::needs_backup) => "nobody yet".to_owned(),
        None => String::new(),
    };
    let members = match person.kind {
        PersonKind::Group if person.members.is_empty() => "nobody yet".to_owned(),
        _ => names(view.workbook, &person.members),
    };
    let all = [
        ("Role", person.role.clone()),
        ("Hours", hours),
        ("Backup", backup),
        ("Stands in for", names(view.workbook, &backs)),
        ("Members", members),
        ("Meets", person.cadence.clone()),
        ("In groups", names(view.workbook, &groups)),
        ("Contact", person.contact.clone()),
        ("Since", day(person.from)),
        ("Until", day(person.until)),
    ];
    all.into_iter().filter(|(_, v)| !v.is_empty()).collect()
}

fn tasks_ui(ui: &mut Ui, tasks: &[Task], out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if tasks.is_empty() {
        text(ui, "No open work", Style::Strong, colors.text);
        let words = "No activity or step of a plan that goes on names them.";
        text(ui, words, Style::Small, colors.text_2);
        return;
    }
    let words = format!("Open work, {}", tasks.len());
    text(ui, words, Style::Strong, colors.text);
    for (number, task) in (1..).zip(tasks) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(1.0);
            if task_ui(ui, number, task) {
                out.push(Request::ShowActivity(task.of.activity()));
            }
            let ink = match task.due {
                Due::Overdue(_) => colors.error_text,
                _ => colors.text_2,
            };
            text(ui, when_words(task), Style::Small, ink);
            if !task.about.is_empty() {
                let words = format!("Part of “{}”", task.about);
                text(ui, words, Style::Small, colors.text_2);
            }
        });
    }
}

/// The words of a task, to press.
fn task_ui(ui: &mut Ui, number: usize, task: &Task) -> bool {
    let theme = Theme::of(ui);
    let label = Label::new(theme.rich_in(&task.text, Style::Body, theme.color().accent));
    let response = ui.add(label.wrap().sense(Sense::click()));
    let name = format!("Open work {number}: {}", task.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    response.on_hover_text("Shows it in its plan").clicked()
}

/// "Overdue 3 days · 2026-10-09"; the words of the plan stand as they were written.
fn when_words(task: &Task) -> String {
    let mut words = match (task.due, task.on) {
        (Due::Overdue(1), Some(on)) => format!("Overdue 1 day · {on}"),
        (Due::Overdue(days), Some(on)) => format!("Overdue {days} days · {on}"),
        (_, Some(on)) => format!("Due {on}"),
        (_, None) if task.when.is_empty() => "No date".to_owned(),
        (_, None) => String::new(),
    };
    let is_date = task.on.is_some_and(|on| on.to_string() == task.when);
    if !task.when.is_empty() && !is_date {
        if !words.is_empty() {
            words.push_str(" · ");
        }
        words.push_str(&task.when);
    }
    words
}

/// Change and remove.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, person: &Person) -> Option<Act> {
    let can_write = !view.status.is_read_only;
    let why = |words: &'static str| if can_write { words } else { READ_ONLY };
    let name = format!("Change {}", person.name);
    let change = Button::outlined("Change…").name(&name).enabled(can_write);
    if change.hover(why("Opens the form")).show(ui).clicked() {
        return Some(Act::Change);
    }
    let name = format!("Remove {}", person.name);
    let remove = Button::outlined("Remove").name(&name).enabled(can_write);
    let words = "Names in plans stay as they are written. Undo brings it back. For someone who has left, enter “until” \
                 instead.";
    if remove.hover(why(words)).show(ui).clicked() {
        return Some(Act::Remove);
    }
    None
}
