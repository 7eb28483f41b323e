//! Which column of a pasted table is what, by its header.

/// A column of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Activity,
    Block,
    Manager,
    Due,
    DueOn,
    Step,
    Who,
    When,
    WhenOn,
    Done,
    Note,
    /// Known and of no use: the plan's name, a status.
    Other,
}

/// Names of columns, in lower case with single spaces.
const NAMES: [(&str, Column); 40] = [
    ("activity", Column::Activity),
    ("activities", Column::Activity),
    ("goal", Column::Activity),
    ("project", Column::Activity),
    ("block", Column::Block),
    ("building block", Column::Block),
    ("manager", Column::Manager),
    ("manager of process", Column::Manager),
    ("manager of this process", Column::Manager),
    ("lead", Column::Manager),
    ("owner", Column::Manager),
    ("due", Column::Due),
    ("due text", Column::Due),
    ("date for completion", Column::Due),
    ("completion date", Column::Due),
    ("deadline", Column::Due),
    ("due date", Column::DueOn),
    ("step", Column::Step),
    ("steps", Column::Step),
    ("what", Column::Step),
    ("task", Column::Step),
    ("action", Column::Step),
    ("steps necessary to achieve this goal (what)", Column::Step),
    ("who", Column::Who),
    ("person responsible", Column::Who),
    ("person responsible (who)", Column::Who),
    ("responsible", Column::Who),
    ("assigned to", Column::Who),
    ("when", Column::When),
    ("when text", Column::When),
    ("by when", Column::When),
    ("date", Column::When),
    ("when date", Column::WhenOn),
    ("done", Column::Done),
    ("done on", Column::Done),
    ("plan", Column::Other),
    ("status", Column::Other),
    ("note", Column::Note),
    ("notes", Column::Note),
    ("comments", Column::Note),
];

/// The columns of a table, left to right.
#[derive(Clone, Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// The columns, when the row is a header: two or more cells, each a name of a column.
    pub(super) fn header(row: &[String]) -> Option<Self> {
        let named: Vec<Option<Column>> = row.iter().map(|cell| column(cell)).collect();
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        let known = named.iter().flatten().count();
        let leads = [Column::Activity, Column::Step];
        let says_what = named.iter().flatten().any(|c| leads.contains(c));
        (filled >= 2 && known == filled && says_what).then_some(Self(named))
    }

    /// The cell of a column; empty when the table has none.
    pub(super) fn cell<'a>(&self, row: &'a [String], column: Column) -> &'a str {
        let at = self.0.iter().position(|c| *c == Some(column));
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// The first of two columns that holds something.
    pub(super) fn first<'a>(&self, row: &'a [String], columns: [Column; 2]) -> &'a str {
        let cells = columns.map(|column| self.cell(row, column));
        cells.into_iter().find(|c| !c.is_empty()).unwrap_or("")
    }
}

fn column(cell: &str) -> Option<Column> {
    let name = cell.to_lowercase().replace('_', " ");
    let found = NAMES.iter().find(|(known, _)| *known == name.trim());
    found.map(|(_, column)| *column)
}
