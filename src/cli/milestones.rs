//! The milestone checklist as CSV.

use super::Outcome;
use super::tables::print;
use crate::domain::milestone::list;
use crate::domain::programme::{self, StageId};
use crate::domain::workbook::Workbook;
use crate::export::Table;

/// One row a milestone of every stage, the clinic's own too; hidden ones are left out.
pub(super) fn checklist(workbook: &Workbook) -> Outcome {
    let mut table = Table::new([
        "id", "stage", "block", "text", "status", "owner", "target", "reached", "origin",
    ]);
    for stage in StageId::ALL {
        for line in list::lines(workbook, stage) {
            if line.is_hidden() {
                continue;
            }
            let record = line.record;
            let block = line.block().and_then(programme::block);
            let day =
                |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
            let origin = line.built_in.map(|b| {
                let origins = b.origin.iter().map(ToString::to_string);
                origins.collect::<Vec<_>>().join(" ")
            });
            table.push([
                line.code(),
                stage.code().to_owned(),
                block.map(|b| b.name.clone()).unwrap_or_default(),
                line.text().to_owned(),
                line.status().code().to_owned(),
                record.map(|r| r.owner.clone()).unwrap_or_default(),
                day(record.and_then(|r| r.target_on)),
                day(record.and_then(|r| r.reached_on)),
                origin.unwrap_or_else(|| "own".to_owned()),
            ]);
        }
    }
    print(&table)
}
