//! Lists of patients that leave the program, copied or saved. Patients with records under 42 CFR
//! Part 2 are left out unless somebody asks for them, and the table says so either way.

use std::collections::BTreeSet;

use egui::Ui;

use crate::domain::ids::PatientId;
use crate::domain::patient_fact::has_part2_source;
use crate::domain::workbook::Workbook;
use crate::export::Table;
use crate::ui::request::Request;
use crate::ui::widgets::Button;
use crate::ui::words::counted;

/// The notice that goes with a disclosure, in the short form of 42 CFR § 2.32.
const PART2_NOTICE: &str =
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/// What becomes of patients with records under Part 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part2 {
    LeftOut,
    /// They go along, and so does the notice.
    Kept,
}

/// How many of the patients have records under Part 2.
pub(super) fn count_part2(workbook: &Workbook, patients: impl Iterator<Item = PatientId>) -> usize {
    // Asked in every frame: most clinics have none, and need not look at each line.
    if has_part2_source(&workbook.facts) {
        patients.filter(|id| is_part2(workbook, *id)).count()
    } else {
        0
    }
}

fn is_part2(workbook: &Workbook, patient: PatientId) -> bool {
    has_part2_source(workbook.facts_of(patient))
}

/// The lines under their titles; what became of Part 2 patients in a last line.
pub(super) fn table<'a, S: Into<String>>(
    workbook: &Workbook,
    titles: impl IntoIterator<Item = &'a str>,
    lines: impl Iterator<Item = (PatientId, Vec<S>)>,
    part2: Part2,
) -> Table {
    let mut table = Table::new(titles);
    let mut under_part2 = BTreeSet::new();
    for (patient, cells) in lines {
        let is_part2 = is_part2(workbook, patient);
        if is_part2 {
            under_part2.insert(patient);
        }
        if !is_part2 || part2 == Part2::Kept {
            table.push(cells);
        }
    }
    if !under_part2.is_empty() {
        table.push([last_line(under_part2.len(), part2)]);
    }
    table
}

/// Of chosen rows those that are copied, and the last line; for [`Rows::to_copy`].
///
/// [`Rows::to_copy`]: crate::ui::widgets::Rows::to_copy
pub(super) fn rows_to_copy(
    workbook: &Workbook,
    part2: Part2,
    chosen: Vec<usize>,
    patient_of: impl Fn(usize) -> Option<PatientId>,
) -> (Vec<usize>, Option<String>) {
    let is_under_part2 = |row: &usize| patient_of(*row).is_some_and(|id| is_part2(workbook, id));
    let (under_part2, others): (Vec<usize>, Vec<usize>) =
        chosen.iter().copied().partition(is_under_part2);
    let patients: BTreeSet<PatientId> = under_part2
        .iter()
        .filter_map(|row| patient_of(*row))
        .collect();
    let words = (!patients.is_empty()).then(|| last_line(patients.len(), part2));
    match part2 {
        Part2::Kept => (chosen, words),
        Part2::LeftOut => (others, words),
    }
}

fn last_line(patients: usize, part2: Part2) -> String {
    let patients = counted(patients, "patient", "patients");
    match part2 {
        Part2::Kept => format!("{patients} with records under 42 CFR Part 2. {PART2_NOTICE}"),
        Part2::LeftOut => format!("{patients} with records under 42 CFR Part 2 left out."),
    }
}

/// Words of the two buttons by which a list leaves the program.
pub(super) struct TakingOut<'a> {
    /// Which lines go: "all shown gaps".
    pub which: &'a str,
    /// Name of the button that copies.
    pub copy: &'a str,
    /// Words of the button that saves.
    pub save: &'a str,
    /// Suggested name of the file.
    pub file: String,
    /// What is saved: "the care gaps".
    pub what: &'a str,
    /// Whether there is a line to take.
    pub is_any: bool,
}

impl TakingOut<'_> {
    /// Copies or saves the table that `table` makes.
    pub fn show(self, ui: &mut Ui, table: impl Fn() -> Table, out: &mut Vec<Request>) {
        let hover = format!("Copy {} as a table for a spreadsheet", self.which);
        let copy = Button::outlined("Copy").small().enabled(self.is_any);
        if copy.hover(&hover).name(self.copy).show(ui).clicked() {
            out.push(Request::Copy(table().to_tsv()));
        }
        let hover = format!("Save {} as a CSV file; it names patients", self.which);
        let save = Button::outlined(self.save).small().enabled(self.is_any);
        if save.hover(&hover).show(ui).clicked() {
            out.push(Request::Save {
                name: self.file,
                bytes: table().to_csv_file(),
                what: self.what.to_owned(),
                identified: true,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{add_patient, clinic};

    #[test]
    fn the_last_line_says_who_was_left_out_or_what_must_not_be_done() {
        let mut workbook = clinic("part2 2026-01-01");
        add_patient(&mut workbook, 3);
        let lines = [
            (PatientId(1), vec!["A", "gap"]),
            (PatientId(1), vec!["A", "another"]),
            (PatientId(3), vec!["B", "gap"]),
        ];
        let table = |part2| {
            table(
                &workbook,
                ["Patient", "Gap"],
                lines.clone().into_iter(),
                part2,
            )
        };
        assert_eq!(
            table(Part2::LeftOut).to_csv(),
            "Patient,Gap\nB,gap\n1 patient with records under 42 CFR Part 2 left out.\n"
        );
        let kept = table(Part2::Kept);
        assert_eq!(kept.rows.len(), 4);
        assert!(kept.rows[3][0].ends_with(PART2_NOTICE));
    }
}
