//! A block from a spreadsheet: read cell by cell, all of it or nothing.

use super::{At, Grid, ROWS, item_of};
use crate::domain::assessment::Rating;
use crate::domain::ids::SheetId;
use crate::domain::programme;

/// The scores of a pasted block whose upper left cell is `first`; a sentence that names the cell
/// when it cannot be taken as it is.
pub(super) fn cells(
    text: &str,
    first: At,
    grid: &Grid<'_>,
) -> Result<Vec<(SheetId, u8, Option<Rating>)>, String> {
    let rows = rows_of(text);
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.is_empty() || wide == 0 {
        return Err(
            "The clipboard holds no cells. Copy the scores in the spreadsheet first.".to_owned(),
        );
    }
    fits(rows.len(), wide, first, grid)?;
    let mut cells = Vec::with_capacity(rows.len() * wide);
    for (down, row) in rows.iter().enumerate() {
        for across in 0..wide {
            let at = At {
                row: first.row + down,
                column: first.column + across,
            };
            let Some(sheet) = grid.sheets.get(at.column) else {
                continue;
            };
            let cell = row.get(across).copied().unwrap_or_default();
            let score = Rating::parse(cell).map_err(|why| {
                let item = item_of(at);
                let title = programme::item(item).map_or("", |i| i.title.as_str());
                format!(
                    "Row {}, column {} of the pasted block ({item} {title}, {}): {why}. \
                     Nothing was pasted; mend the cell and paste again.",
                    down + 1,
                    across + 1,
                    grid.name(sheet)
                )
            })?;
            cells.push((sheet.id, item_of(at), score));
        }
    }
    Ok(cells)
}

/// Lines and their cells. The last line's end is not a line; an empty line is a row of blanks.
fn rows_of(text: &str) -> Vec<Vec<&str>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.is_empty() {
        return Vec::new();
    }
    text.split('\n')
        .map(|line| line.trim_end_matches('\r').split('\t').collect())
        .collect()
}

fn fits(rows: usize, wide: usize, first: At, grid: &Grid<'_>) -> Result<(), String> {
    let room = ROWS - first.row;
    if rows > room {
        return Err(format!(
            "The pasted block has {rows} rows, but from item {} on there are only {room}. \
             Nothing was pasted; begin higher up.",
            item_of(first)
        ));
    }
    let room = grid.sheets.len() - first.column;
    if wide > room {
        let sheet = grid.sheets.get(first.column);
        return Err(format!(
            "The pasted block has {wide} columns, but from {} on there {}. \
             Nothing was pasted; add sheets or begin further left.",
            sheet.map(|s| grid.name(s)).unwrap_or_default(),
            if room == 1 {
                "is only 1 sheet".to_owned()
            } else {
                format!("are only {room} sheets")
            }
        ));
    }
    Ok(())
}

/// The block as tab-separated text; blanks stay empty.
pub(super) fn copied(grid: &Grid<'_>, first: At, last: At) -> String {
    let row = |row: usize| {
        let cells = (first.column..=last.column).map(|column| {
            let score = grid.score(At { row, column });
            score.map(|s| s.to_string()).unwrap_or_default()
        });
        cells.collect::<Vec<_>>().join("\t")
    };
    let rows: Vec<String> = (first.row..=last.row).map(row).collect();
    rows.join("\n") + "\n"
}
