//! Requests about rounds and their sheets.

use chrono::NaiveDate;

use super::{Edits, NewSheets};
use crate::domain::assessment::{Priority, Round, RoundKind, Sheet, SheetKind};
use crate::domain::command::{Context, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{RoundId, SheetId};

impl Context<'_> {
    pub(super) fn save_round(
        &self,
        id: Option<RoundId>,
        name: &str,
        (date, kind): (NaiveDate, RoundKind),
        is_baseline: bool,
        with: NewSheets,
    ) -> Edits {
        let name = name.trim();
        if name.is_empty() {
            return refuse("The round needs a name, e.g. “Baseline” or “Kickoff”.");
        }
        let before = match id.map(|id| self.workbook.round(id)) {
            Some(None) => return gone("round"),
            found => found.flatten().cloned(),
        };
        let twin = |r: &Round| Some(r.id) != id && r.name == name && r.date == date;
        if self.workbook.rounds.iter().any(twin) {
            return refuse(format!(
                "There is a round “{name}” of {date} already. Give this one another name."
            ));
        }
        let after = Round {
            id: id.unwrap_or(RoundId(self.workbook.next.round)),
            name: name.to_owned(),
            date,
            kind,
            is_baseline,
        };
        let verb = if before.is_some() { "Change" } else { "Add" };
        let mut edits = Vec::new();
        if is_baseline {
            let others = self.workbook.rounds.iter();
            for other in others.filter(|r| r.is_baseline && r.id != after.id) {
                let unmarked = Round {
                    is_baseline: false,
                    ..other.clone()
                };
                edits.push(Edit::Round(Change::replace(other.clone(), unmarked)));
            }
        }
        if before.is_none() {
            let sheets = self.new_sheets(after.id, with);
            let added = Edit::Round(Change::add(after));
            edits.extend(std::iter::once(added).chain(sheets));
        } else {
            edits.push(Edit::Round(Change {
                before,
                after: Some(after),
            }));
        }
        Ok(EditSet {
            name: format!("{verb} round {name}"),
            edits,
        })
    }

    fn new_sheets(&self, round: RoundId, with: NewSheets) -> impl Iterator<Item = Edit> {
        let shared = with.shared.then_some((SheetKind::Shared, 1));
        let groups = (1..=with.groups).map(|number| (SheetKind::Group, number));
        let first = self.workbook.next.sheet;
        (first..)
            .zip(shared.into_iter().chain(groups))
            .map(move |(id, (kind, number))| {
                Edit::Sheet(Change::add(Sheet {
                    id: SheetId(id),
                    round,
                    kind,
                    number,
                    name: String::new(),
                    role: String::new(),
                    people: None,
                    is_anonymous: false,
                }))
            })
    }

    pub(super) fn remove_round(&self, id: RoundId) -> Edits {
        let Some(round) = self.workbook.round(id) else {
            return gone("round");
        };
        let mut edits = Vec::new();
        for sheet in self.workbook.sheets_of(id) {
            self.without_sheet(sheet, &mut edits);
        }
        let remarks = self.workbook.remarks.iter().filter(|r| r.round == id);
        edits.extend(remarks.map(|r| Edit::Remark(Change::remove(r.clone()))));
        let attendances = self.workbook.attendances.iter().filter(|a| a.round == id);
        edits.extend(attendances.map(|a| Edit::Attendance(Change::remove(a.clone()))));
        // A priority outlives the round that it came from.
        for priority in &self.workbook.priorities {
            if priority.round == Some(id) {
                let kept = Priority {
                    round: None,
                    ..priority.clone()
                };
                edits.push(Edit::Priority(Change::replace(priority.clone(), kept)));
            }
        }
        edits.push(Edit::Round(Change::remove(round.clone())));
        Ok(EditSet {
            name: format!("Remove round {}", round.name),
            edits,
        })
    }

    pub(super) fn save_sheet(&self, id: Option<SheetId>, draft: &Sheet) -> Edits {
        if self.workbook.round(draft.round).is_none() {
            return gone("round");
        }
        let before = match id.map(|id| self.workbook.sheet(id)) {
            Some(None) => return gone("sheet"),
            found => found.flatten().cloned(),
        };
        if draft.people == Some(0) {
            return refuse("A sheet is answered by at least 1 person. Leave it empty if unknown.");
        }
        // The number stays as long as the kind does.
        let number = match &before {
            Some(sheet) if sheet.kind == draft.kind && sheet.round == draft.round => sheet.number,
            _ => 1 + self.last_number(draft.round, draft.kind),
        };
        let name = draft.name.trim();
        let is_anonymous = draft.is_anonymous && draft.kind == SheetKind::Person;
        let after = Sheet {
            number,
            name: if is_anonymous { "" } else { name }.to_owned(),
            is_anonymous,
            role: draft.role.trim().to_owned(),
            ..draft.clone()
        };
        let twin = |s: &&Sheet| s.id != after.id && s.label() == after.label();
        if self
            .workbook
            .sheets_of(after.round)
            .iter()
            .any(|s| twin(&s))
        {
            return refuse(format!(
                "This round has a sheet “{}” already. Give this one another name.",
                after.column_for_all()
            ));
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        Ok(one(
            format!("{verb} sheet {}", after.column_for_all()),
            Edit::Sheet(Change {
                before,
                after: Some(after),
            }),
        ))
    }

    fn last_number(&self, round: RoundId, kind: SheetKind) -> u32 {
        let sheets = self.workbook.sheets_of(round).iter();
        let numbers = sheets.filter(|s| s.kind == kind).map(|s| s.number);
        numbers.max().unwrap_or(0)
    }

    fn without_sheet(&self, sheet: &Sheet, edits: &mut Vec<Edit>) {
        let answers = self.workbook.answers_of(sheet.id).iter();
        edits.extend(answers.map(|a| Edit::Answer(Change::remove(a.clone()))));
        edits.push(Edit::Sheet(Change::remove(sheet.clone())));
    }

    pub(super) fn remove_sheet(&self, id: SheetId) -> Edits {
        let Some(sheet) = self.workbook.sheet(id) else {
            return gone("sheet");
        };
        let mut edits = Vec::new();
        self.without_sheet(sheet, &mut edits);
        Ok(EditSet {
            name: format!("Remove sheet {}", sheet.column_for_all()),
            edits,
        })
    }
}
