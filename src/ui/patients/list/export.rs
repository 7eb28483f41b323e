//! The list as a table that leaves the program. Patients with records under 42 CFR Part 2 are left
//! out unless somebody asks for them, and the table says so either way.

use super::line::PatientLine;
use super::rows::cell_text;
use crate::domain::patient_fact::has_part2_source;
use crate::domain::workbook::Workbook;
use crate::export::Table;
use crate::ui::widgets::Col;
use crate::ui::words::counted;

/// The notice that goes with a disclosure, in the short form of 42 CFR § 2.32.
const PART2_NOTICE: &str =
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/// How many of the lines are of patients with records under Part 2.
pub(super) fn count_part2<'a>(
    workbook: &Workbook,
    lines: impl Iterator<Item = &'a PatientLine>,
) -> usize {
    // Asked in every frame: most clinics have none, and need not look at each line.
    if has_part2_source(&workbook.facts) {
        lines.filter(|line| is_part2(workbook, line)).count()
    } else {
        0
    }
}

fn is_part2(workbook: &Workbook, line: &PatientLine) -> bool {
    has_part2_source(workbook.facts_of(line.id))
}

/// The lines under the columns; what became of Part 2 patients in a last line.
pub(super) fn table<'a>(
    workbook: &Workbook,
    columns: &[&Col],
    lines: impl Iterator<Item = &'a PatientLine>,
    with_part2: bool,
) -> Table {
    let mut table = Table::new(columns.iter().map(|column| column.title.as_ref()));
    let mut part2 = 0;
    for line in lines {
        if is_part2(workbook, line) {
            part2 += 1;
            if !with_part2 {
                continue;
            }
        }
        table.push(columns.iter().map(|column| cell_text(line, &column.key)));
    }
    if part2 > 0 {
        table.push([last_line(part2, with_part2)]);
    }
    table
}

fn last_line(part2: usize, with_part2: bool) -> String {
    let patients = counted(part2, "patient", "patients");
    if with_part2 {
        format!("{patients} with records under 42 CFR Part 2. {PART2_NOTICE}")
    } else {
        format!("{patients} with records under 42 CFR Part 2 left out.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_who_was_left_out_or_what_must_not_be_done() {
        assert_eq!(
            last_line(2, false),
            "2 patients with records under 42 CFR Part 2 left out."
        );
        assert!(last_line(1, true).ends_with(PART2_NOTICE));
    }
}
