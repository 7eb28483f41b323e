//! Requests about answers: a score, a note, a block of scores.

use super::{Edits, NO_SUCH_ITEM};
use crate::domain::assessment::{Answer, ITEMS, Rating};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{AnswerId, SheetId};

impl Context<'_> {
    pub(super) fn answer(&self, sheet: SheetId, item: u8, score: Option<Rating>) -> Edits {
        let note = self.require_item(sheet, item)?;
        let name = match score {
            Some(score) => format!("Answer {score} to item {item}"),
            None => format!("Leave item {item} blank"),
        };
        let stands = self.workbook.answer(sheet, item).and_then(|a| a.score);
        if stands == score {
            return Ok(EditSet::nothing(name));
        }
        let id = AnswerId(self.workbook.next.answer);
        Ok(one(
            name,
            Edit::Answer(self.answer_change(id, (sheet, item), score, note)),
        ))
    }

    pub(super) fn note(&self, sheet: SheetId, item: u8, note: &str) -> Edits {
        let stands = self.require_item(sheet, item)?;
        if stands == note.trim() {
            return Ok(EditSet::nothing(format!("Note on item {item}")));
        }
        let score = self.workbook.answer(sheet, item).and_then(|a| a.score);
        let id = AnswerId(self.workbook.next.answer);
        let change = self.answer_change(id, (sheet, item), score, note.trim().to_owned());
        Ok(one(format!("Note on item {item}"), Edit::Answer(change)))
    }

    pub(super) fn paste(&self, cells: &[(SheetId, u8, Option<Rating>)]) -> Edits {
        if cells.is_empty() {
            return refuse("There is nothing to paste. Copy the scores first.");
        }
        let mut edits = Vec::new();
        let mut next = self.workbook.next.answer;
        for (sheet, item, score) in cells {
            let note = self.require_item(*sheet, *item)?;
            let before = self.workbook.answer(*sheet, *item);
            if before.and_then(|a| a.score) == *score {
                continue;
            }
            let change = self.answer_change(AnswerId(next), (*sheet, *item), *score, note);
            next += i64::from(change.before.is_none());
            edits.push(Edit::Answer(change));
        }
        if edits.is_empty() {
            return refuse("What was pasted is what stands here already. Nothing was changed.");
        }
        let verb = if cells.iter().all(|(_, _, score)| score.is_none()) {
            "Clear"
        } else {
            "Paste"
        };
        let many = match cells.len() {
            1 => "1 answer".to_owned(),
            n => format!("{n} answers"),
        };
        Ok(EditSet {
            name: format!("{verb} {many}"),
            edits,
        })
    }

    /// Refuses an item that there is not; gives the note that stands there.
    fn require_item(&self, sheet: SheetId, item: u8) -> Result<String, Refusal> {
        if self.workbook.sheet(sheet).is_none() {
            return gone("sheet");
        }
        if !ITEMS.contains(&item) {
            return refuse(NO_SUCH_ITEM);
        }
        let answer = self.workbook.answer(sheet, item);
        Ok(answer.map(|a| a.note.clone()).unwrap_or_default())
    }

    /// From the answer that stands there to this one; blank without a note is no answer.
    fn answer_change(
        &self,
        new_id: AnswerId,
        (sheet, item): (SheetId, u8),
        score: Option<Rating>,
        note: String,
    ) -> Change<Answer> {
        let before = self.workbook.answer(sheet, item).cloned();
        let is_something = score.is_some() || !note.is_empty();
        let after = is_something.then(|| Answer {
            id: before.as_ref().map_or(new_id, |a| a.id),
            sheet,
            item,
            score,
            note,
            by: self.by.to_owned(),
            on: self.today,
        });
        Change { before, after }
    }
}
