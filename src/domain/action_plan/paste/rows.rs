//! Rows of a table: under a header, or by the place of their cells.

use super::columns::{Column, Columns};
use super::{PasteAs, PastedActivity, PastedRow, PastedStep, Reader, Under, form, without_bullet};
use crate::domain::action_plan::command::StepText;
use crate::domain::typed_date::parse_typed_date;

impl Reader {
    /// Rows under a header. False when the row is neither activity nor step.
    pub(super) fn by_columns(&mut self, columns: &Columns, row: &[String]) -> bool {
        let cell = |column| columns.cell(row, column).to_owned();
        let today = self.today;
        let day = |column| parse_typed_date(columns.cell(row, column), today).ok();
        let text = cell(Column::Activity);
        let is_new = !text.is_empty() && self.last_activity().is_none_or(|a| a.text != text);
        let what = cell(Column::Step);
        if is_new {
            // In a row of both, the note is the step's.
            let note = what.is_empty().then(|| cell(Column::Note));
            self.begin(PastedActivity {
                block: form::block_named(&cell(Column::Block)).or(self.block),
                text: text.clone(),
                manager: cell(Column::Manager),
                due: columns.first(row, [Column::Due, Column::DueOn]).to_owned(),
                due_on: day(Column::DueOn),
                resources: Vec::new(),
                note: note.unwrap_or_default(),
            });
        }
        if what.is_empty() || self.under == Under::EmptySlot {
            return is_new;
        }
        let done = cell(Column::Done);
        let done_on = day(Column::Done).filter(|day| *day <= today);
        if done_on.is_none() && !done.is_empty() {
            self.found.left_out.push(format!("{what}, done: {done}"));
        }
        let when = columns.first(row, [Column::When, Column::WhenOn]);
        self.found.rows.push(PastedRow::Step(PastedStep {
            text: StepText {
                what,
                who: cell(Column::Who),
                when: when.to_owned(),
            },
            when_on: day(Column::WhenOn),
            done_on,
            note: cell(Column::Note),
        }));
        true
    }

    /// Rows without a header: what, who and when, or activity, manager and due.
    pub(super) fn by_place(
        &mut self,
        number: usize,
        row: &[String],
        filled: usize,
    ) -> Result<(), String> {
        let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
        let wide = row
            .iter()
            .rposition(|c| !c.is_empty())
            .map_or(0, |at| at + 1);
        if wide > 4 || wide == 4 && self.kind == PasteAs::Activities {
            let columns = if self.kind == PasteAs::Steps {
                "step, who, when"
            } else {
                "activity, manager, due"
            };
            return Err(format!(
                "Row {number} of the pasted table has {wide} columns, and no header says what they \
                 are. Nothing was pasted. Copy {columns}, or put these words as a header over the \
                 columns."
            ));
        }
        let at = usize::from(wide == 4);
        self.found.is_by_place |= at == 1;
        if at == 1 && !cell(0).is_empty() {
            let text = cell(0);
            if self.last_activity().is_none_or(|a| a.text != text) {
                let block = self.block;
                self.begin(PastedActivity {
                    block,
                    text,
                    ..PastedActivity::default()
                });
            }
        }
        if self.under == Under::EmptySlot && self.kind == PasteAs::Steps {
            self.leave_out(row);
            return Ok(());
        }
        let first = if filled == 1 {
            without_bullet(&cell(at)).to_owned()
        } else {
            cell(at)
        };
        if first.is_empty() {
            return Err(format!(
                "Row {number} of the pasted table does not say what is to be done: its first cell \
                 is empty. Nothing was pasted. Fill it, or leave the row out."
            ));
        }
        match self.kind {
            PasteAs::Steps => self.found.rows.push(PastedRow::Step(PastedStep {
                text: StepText {
                    what: first,
                    who: cell(at + 1),
                    when: cell(at + 2),
                },
                ..PastedStep::default()
            })),
            PasteAs::Activities => self.begin(PastedActivity {
                block: self.block,
                text: first,
                manager: cell(at + 1),
                due: cell(at + 2),
                ..PastedActivity::default()
            }),
        }
        Ok(())
    }
}
