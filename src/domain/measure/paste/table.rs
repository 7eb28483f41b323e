//! A pasted table as lines of cells, and what its columns are.

use super::super::OwnForm;
use crate::domain::typed_number::parse_typed_number;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The day or period.
    Day,
    /// The count, the numerator or the mean.
    Numerator,
    /// The denominator or the answers.
    Denominator,
    /// Whose sample it is.
    Clinician,
    /// Where the number comes from.
    Source,
    /// Anything to say of it.
    Note,
}

impl Column {
    /// The name on screens, by how the measure's values come about.
    pub fn label(self, form: OwnForm) -> &'static str {
        match self {
            Self::Day => "Day or period",
            Self::Numerator => match form {
                OwnForm::Mean => "Mean",
                _ if form.needs_denominator() => "Numerator",
                _ => "Count",
            },
            Self::Denominator if form == OwnForm::Mean => "Answers",
            Self::Denominator if form == OwnForm::Sample => "Sample",
            Self::Denominator => "Denominator",
            Self::Clinician => "Clinician",
            Self::Source => "Source",
            Self::Note => "Note",
        }
    }

    /// The columns of a table without a header row, in order.
    pub fn in_order(form: OwnForm) -> Vec<Self> {
        let mut columns = vec![Self::Day, Self::Numerator];
        columns.extend(form.has_denominator().then_some(Self::Denominator));
        columns.extend((form == OwnForm::Sample).then_some(Self::Clinician));
        columns.extend([Self::Source, Self::Note]);
        columns
    }
}

/// One line of a table.
pub(super) struct Line {
    /// Its number in what was pasted, from 1.
    pub number: usize,
    pub cells: Vec<String>,
}

/// The lines with something in them.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|l| !l.trim().is_empty());
    let first = first.unwrap_or_default();
    let separator = ['\t', ';', ','].into_iter().find(|c| first.contains(*c));
    let mut out = Vec::new();
    let (mut number, mut start, mut is_quoted) = (1, 1, false);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' => {
                number += 1;
                if is_quoted {
                    cell.push(' ');
                    continue;
                }
                cells.push(std::mem::take(&mut cell));
                keep(&mut out, start, &std::mem::take(&mut cells));
                start = number;
            }
            _ if !is_quoted && Some(sign) == separator => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(sign),
        }
    }
    cells.push(cell);
    keep(&mut out, start, &cells);
    out
}

fn keep(out: &mut Vec<Line>, number: usize, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|c| c.trim().to_owned()).collect();
    if cells.iter().any(|c| !c.is_empty()) {
        out.push(Line { number, cells });
    }
}

/// Which column is which, and the names of those that are not taken.
pub(super) struct Header {
    pub columns: Vec<Option<Column>>,
    pub ignored: Vec<String>,
}

/// The header row, when the line is one: known names and no number.
pub(super) fn header(line: &Line, form: OwnForm) -> Option<Header> {
    let has_number = line.cells.iter().any(|c| parse_typed_number(c).is_some());
    let mut columns: Vec<Option<Column>> = Vec::new();
    for cell in &line.cells {
        let column = named(cell, form).filter(|c| !columns.contains(&Some(*c)));
        columns.push(column);
    }
    // "Value" is a value of its own only where no count stands beside it.
    if !columns.contains(&Some(Column::Numerator)) {
        let at = line.cells.iter().position(|c| is_value_name(c));
        if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
            *column = column.or(Some(Column::Numerator));
        }
    }
    let known = columns.iter().flatten().count();
    let has_day = columns.contains(&Some(Column::Day));
    if has_number || known == 0 || !(has_day || known > 1) {
        return None;
    }
    let ignored = line.cells.iter().zip(&columns);
    let ignored = ignored.filter(|(c, column)| column.is_none() && !c.is_empty());
    Some(Header {
        ignored: ignored.map(|(c, _)| c.clone()).collect(),
        columns,
    })
}

/// The name without what stands in brackets, small.
fn plain(cell: &str) -> String {
    let name = cell.split('(').next().unwrap_or_default();
    let name = name.replace(['_', '-', '.'], " ").to_lowercase();
    name.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn named(cell: &str, form: OwnForm) -> Option<Column> {
    let name = plain(cell);
    Some(match name.as_str() {
        "date" | "day" | "month" | "period" | "week" | "quarter" | "month end" | "week of"
        | "week to" | "day or period" | "when" => Column::Day,
        "n" | "number" if form == OwnForm::Mean => Column::Denominator,
        "numerator" | "n" | "num" | "count" | "counted" | "number" | "events" | "mean"
        | "average" | "yes" => Column::Numerator,
        "denominator" | "d" | "den" | "of" | "out of" | "of how many" | "total" | "sample"
        | "sample size" | "answers" | "responses" | "respondents" => Column::Denominator,
        "clinician" | "provider" | "prescriber" | "doctor" | "physician" => Column::Clinician,
        "source" | "from" | "where from" => Column::Source,
        "note" | "notes" | "comment" | "comments" | "remark" | "remarks" => Column::Note,
        _ => return None,
    })
}

fn is_value_name(cell: &str) -> bool {
    let names = [
        "value",
        "percent",
        "%",
        "percentage",
        "share",
        "rate",
        "result",
        "score",
    ];
    names.contains(&plain(cell).as_str())
}
