//! Tables that leave the program: cells that no spreadsheet runs, CSV for files, tabs for pasting.

/// A table on its way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new<S: Into<String>>(header: impl IntoIterator<Item = S>) -> Self {
        Self {
            header: header.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Comma-separated text, quoted as RFC 4180 has it. Lines end in a line feed alone, which
    /// spreadsheets take as well as the tools of a command line.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        for row in self.lines() {
            push_joined(&mut text, row, ',', quoted);
            text.push('\n');
        }
        text
    }

    /// A CSV file: the text in UTF-8 behind the mark by which spreadsheets know that it is.
    pub fn to_csv_file(&self) -> Vec<u8> {
        ["\u{feff}", &self.to_csv()].concat().into_bytes()
    }

    /// Tab-separated text for the clipboard, a line a row; what parts cells or lines becomes a
    /// space.
    pub fn to_tsv(&self) -> String {
        let mut text = String::new();
        for (at, row) in self.lines().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            push_joined(&mut text, row, '\t', one_line);
        }
        text
    }

    fn lines(&self) -> impl Iterator<Item = &Vec<String>> {
        std::iter::once(&self.header).chain(&self.rows)
    }
}

/// A number without trailing zeros, four decimals at most.
pub fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A file's name from what is in it, for every system: "`cedar_fork_clinic_med_ge90_2026-09.csv`".
pub fn file_name(parts: &[&str], ending: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let parts: Vec<String> = parts
        .iter()
        .map(|part| part.chars().map(plain).collect::<String>())
        .map(|part| part.trim_matches('_').to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.{ending}", parts.join("_"))
}

fn push_joined(
    text: &mut String,
    cells: &[String],
    separator: char,
    written: impl Fn(&str) -> String,
) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(separator);
        }
        text.push_str(&written(cell));
    }
}

fn quoted(cell: &str) -> String {
    let cell = guarded(cell);
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

fn one_line(cell: &str) -> String {
    guarded(&cell.replace(['\t', '\r', '\n'], " "))
}

/// What a spreadsheet would run as a formula is set off by an apostrophe (CWE-1236); a number stays
/// a number. Some spreadsheets look past leading blanks and read full-width signs.
fn guarded(cell: &str) -> String {
    const SIGNS: [char; 12] = [
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0',
    ];
    let runs = cell.trim_start_matches(' ').starts_with(SIGNS);
    if runs && !cell.parse::<f64>().is_ok_and(f64::is_finite) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, csv: &str, tsv: &str) {
        assert_eq!(quoted(cell), csv, "{cell:?}");
        assert_eq!(one_line(cell), tsv, "{cell:?}");
    }

    #[test]
    fn no_cell_runs_as_a_formula() {
        check(
            "=HYPERLINK(\"x\")",
            "\"'=HYPERLINK(\"\"x\"\")\"",
            "'=HYPERLINK(\"x\")",
        );
        check("@sum", "'@sum", "'@sum");
        check(
            "+1+cmd|' /C calc'!A0",
            "'+1+cmd|' /C calc'!A0",
            "'+1+cmd|' /C calc'!A0",
        );
        check("  =1+1", "'  =1+1", "'  =1+1");
        check("\tcmd", "'\tcmd", " cmd");
        check("\r=1", "\"'\r=1\"", "' =1");
        check("＝1+1", "'＝1+1", "'＝1+1");
        check("- none", "'- none", "'- none");
        check("-inf", "'-inf", "'-inf");
    }

    #[test]
    fn numbers_stay_numbers_and_words_stay_words() {
        for cell in ["-2.5", "+3", "0", "-1e5", "a=b", "Brandt", "00042", ""] {
            check(cell, cell, cell);
        }
        check(
            "two\tcells\nand lines",
            "\"two\tcells\nand lines\"",
            "two cells and lines",
        );
    }

    #[test]
    fn a_table_is_written_with_its_header_and_every_row() {
        let mut table = Table::new(["Patient", "MED"]);
        table.push(["Brandt, Marvin", "-2.5"]);
        table.push(["=1", "two\nlines"]);
        assert_eq!(
            table.to_csv(),
            "Patient,MED\n\"Brandt, Marvin\",-2.5\n'=1,\"two\nlines\"\n"
        );
        assert_eq!(
            table.to_tsv(),
            "Patient\tMED\nBrandt, Marvin\t-2.5\n'=1\ttwo lines"
        );
        let file = table.to_csv_file();
        assert!(file.starts_with("\u{feff}Patient".as_bytes()));
        assert_eq!(file.len(), table.to_csv().len() + 3);
    }

    #[test]
    fn numbers_have_no_trailing_zeros() {
        for (value, text) in [
            (0.0, "0"),
            (12.5, "12.5"),
            (90.0, "90"),
            (1.0 / 3.0, "0.3333"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn a_file_name_is_one_word_on_every_system() {
        assert_eq!(
            file_name(&["Cedar Fork Clinic", "med_ge90", "2026-09"], "csv"),
            "cedar_fork_clinic_med_ge90_2026-09.csv"
        );
        assert_eq!(file_name(&["", "a/b:c"], "png"), "a_b_c.png");
    }
}
