//! Copying rows as tab-separated text, and pasting rows of a spreadsheet or document.

use egui::{Event, Ui};

use super::{Table, TableState, ask};
use crate::domain::action_plan::command::{ActivityChange, PlanCommand, StepChange};
use crate::domain::action_plan::paste::{self, PasteAs, Pasted};
use crate::export::Table as ExportTable;
use crate::import::pasted_cells;
use crate::ui::action_plan::PlanView;
use crate::ui::action_plan::rows::{Column, Row, RowId};
use crate::ui::request::Request;

pub(super) fn clipboard_ui(
    ui: &Ui,
    table: &Table<'_>,
    state: &mut TableState,
    out: &mut Vec<Request>,
) {
    let (copies, pasted) = ui.input_mut(|input| {
        let mut copies = false;
        let mut pasted = None;
        input.events.retain(|event| match event {
            Event::Copy | Event::Cut => {
                copies = true;
                false
            }
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
        (copies, pasted)
    });
    if copies && let Some(text) = copied(state) {
        out.push(Request::Copy(text));
    }
    if let Some(text) = pasted {
        state.refusal = None;
        if let Err(sentence) = paste_text(&text, table, state, out) {
            state.refusal = Some(sentence);
        }
    }
}

/// The current row, an activity with its steps: step, who, when.
fn copied(state: &TableState) -> Option<String> {
    let at = state.cursor_at()?;
    let row = state.rows.get(at)?;
    let rows: Vec<&Row> = match row.id {
        RowId::Activity(id) => {
            let rest = state.rows.iter().skip(at + 1);
            let steps = rest.take_while(|r| matches!(r.id, RowId::Step(_, of) if of == id));
            std::iter::once(row).chain(steps).collect()
        }
        RowId::Step(..) => vec![row],
        _ => return None,
    };
    let mut copy = ExportTable::new(["Activity", "Manager", "Due", "Step", "Who", "When"]);
    for row in rows {
        let cells = [&row.text, &row.who, &row.when].map(Clone::clone);
        let none = || [String::new(), String::new(), String::new()];
        let (activity, step) = match row.id {
            RowId::Activity(_) => (cells, none()),
            _ => (none(), cells),
        };
        copy.push(activity.into_iter().chain(step));
    }
    Some(copy.to_tsv())
}

/// One cell goes into the current cell; more are rows of the plan.
fn paste_text(
    text: &str,
    table: &Table<'_>,
    state: &mut TableState,
    out: &mut Vec<Request>,
) -> Result<(), String> {
    let cells = pasted_cells(text);
    if let ([row], Some(cursor)) = (cells.as_slice(), state.cursor)
        && let [cell] = row.as_slice()
    {
        let text = cell.trim().to_owned();
        let command = match (cursor.row, cursor.column) {
            (RowId::Activity(id), Column::Who) => Some(PlanCommand::ChangeActivity(
                id,
                ActivityChange::Manager(text),
            )),
            (RowId::Activity(id), Column::When) => {
                Some(PlanCommand::ChangeActivity(id, ActivityChange::Due(text)))
            }
            (RowId::Step(id, _), Column::Who) => {
                Some(PlanCommand::ChangeStep(id, StepChange::Who(text)))
            }
            (RowId::Step(id, _), Column::When) => {
                Some(PlanCommand::ChangeStep(id, StepChange::When(text)))
            }
            _ => None,
        };
        if let Some(command) = command {
            ask(command, out);
            return Ok(());
        }
    }
    if !table.shown.is_plan() {
        return Err(
            "Rows are pasted into the plan itself. Show it in the Detailed view, then paste."
                .to_owned(),
        );
    }
    let into = state.cursor.and_then(|c| c.row.activity());
    let kind = if into.is_none() || table.shown == PlanView::Simple {
        PasteAs::Activities
    } else {
        PasteAs::Steps
    };
    let pasted = paste::read(&cells, kind, table.view.today)?;
    let into = into.filter(|id| table.view.workbook.activity(*id).is_some());
    state.refusal = told(&pasted);
    ask(
        PlanCommand::Paste {
            plan: table.plan,
            into,
            rows: pasted.rows,
        },
        out,
    );
    Ok(())
}

/// What is to be said of a paste: what was read by its place alone, and what was left out.
fn told(pasted: &Pasted) -> Option<String> {
    let mut sentences = Vec::new();
    if pasted.is_by_place {
        sentences.push(
            "Four columns without a header were read as activity, step, who and when.".to_owned(),
        );
    }
    if !pasted.left_out.is_empty() {
        let first = pasted.left_out.iter().take(2).map(|l| short(l));
        let first = first.collect::<Vec<_>>().join(", ");
        sentences.push(match pasted.left_out.len() {
            1 => format!("1 line was left out: {first}."),
            n => format!("{n} lines were left out: {first}."),
        });
    }
    if sentences.is_empty() {
        return None;
    }
    let (activities, steps) = pasted.counts();
    let counted =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    Some(format!(
        "Pasted {} and {}. {}",
        counted(activities, "activity", "activities"),
        counted(steps, "step", "steps"),
        sentences.join(" ")
    ))
}

fn short(line: &str) -> String {
    let cut: String = line.chars().take(40).collect();
    let dots = if line.chars().count() > 40 { "…" } else { "" };
    format!("\u{201c}{cut}{dots}\u{201d}")
}
