//! Small counts by clinician or team, hidden so that nobody can work them out.
//!
//! A count of 1 to k − 1 patients may point at one of them. The clinic's totals are known to
//! everybody in the room (its charts show them), so one hidden number is what the others leave of
//! the total: further numbers have to be hidden with it. Percentages follow from two numbers and
//! are shown only where both are.
//!
//! What is protected, group by group: the patients counted; the patients of each column; those
//! counted that are not in it (all but one is as telling as one); and between nested columns those
//! in the outer and not in the inner (from the first limit to below the second). Whoever knows the
//! numbers shown, all totals, that a part is never more than its whole and which column lies in
//! which, finds for each of these that it may as well be 0, or k and more.
//!
//! Nothing says which hidden number is small and which was hidden for its sake: that alone would
//! narrow it down. Zero is shown, unless it has to be hidden to protect another group.
//! After the rules of CMS for small cells (resdac.org/node/1506: 1 to 10 may not be shown, zero
//! may, nor anything that 1 to 10 can be worked out from).

#[cfg(test)]
mod tests;

/// The patients of one group (a clinician, a team) and how many of them are in each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// All patients of the group.
    pub of: u32,
    /// Of these, those in each column.
    pub counts: Vec<u32>,
}

/// Counts by group, whose totals over all groups are known to everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountTable {
    /// The groups.
    pub rows: Vec<CountRow>,
    /// For each column the one it lies in: 90 or more in 50 or more. `None`: only in all patients.
    pub inside: Vec<Option<usize>>,
}

/// A number as a room may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The number.
    Number(u32),
    /// Small, or hidden to protect another.
    Hidden,
}

impl Shown {
    /// The number, if it is shown.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Hidden => None,
        }
    }

    /// "12" or "hidden".
    pub fn words(self) -> String {
        self.number()
            .map_or_else(|| "hidden".to_owned(), |n| n.to_string())
    }
}

/// What "hidden" means, for the foot of a table.
pub fn hidden_means(k: u32) -> String {
    let most = k.saturating_sub(1);
    format!(
        "Hidden: 1 to {most} patients, or a number that would give such a count away together with the totals."
    )
}

/// How many of a group's patients a measure counts, as far as a room may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownShare {
    /// Those it counts.
    pub numerator: Shown,
    /// Those it is about.
    pub denominator: Shown,
}

impl ShownShare {
    /// The share in percent, where both numbers are shown and there is anybody.
    pub fn percent(self) -> Option<f64> {
        let (part, of) = (self.numerator.number()?, self.denominator.number()?);
        (of > 0).then(|| 100.0 * f64::from(part) / f64::from(of))
    }
}

/// One measure by groups, `(numerator, denominator)` each, whose totals are known to everybody.
pub fn shown_shares(groups: &[(u32, u32)], k: u32) -> Vec<ShownShare> {
    let row = |(part, of): &(u32, u32)| CountRow {
        of: *of,
        counts: vec![*part],
    };
    let table = CountTable {
        rows: groups.iter().map(row).collect(),
        inside: vec![None],
    };
    let share = |cells: Vec<Shown>| ShownShare {
        denominator: cells.first().copied().unwrap_or(Shown::Hidden),
        numerator: cells.get(1).copied().unwrap_or(Shown::Hidden),
    };
    suppress(&table, k).into_iter().map(share).collect()
}

/// What of the table a room may see: for each group all its patients, then its columns. With a
/// single group the totals say everything, so nothing of it that is small is shown beside them.
pub fn suppress(table: &CountTable, k: u32) -> Vec<Vec<Shown>> {
    let mut hiding = Hiding::new(table, i64::from(k));
    hiding.hide_what_is_small();
    // Each round hides at least one more number.
    while let Some(open) = hiding.first_open() {
        if !hiding.hide_more(open) {
            break;
        }
    }
    hiding.shown()
}

/// The patients in column `outer` and not in `inner` of a group.
#[derive(Clone, Copy)]
struct Quantity {
    row: usize,
    outer: usize,
    inner: Option<usize>,
}

/// The table with all patients as column 0, and what is hidden of it so far.
struct Hiding {
    cells: Vec<Vec<i64>>,
    hidden: Vec<Vec<bool>>,
    /// For each column the one it lies in; `None` for all patients.
    outer: Vec<Option<usize>>,
    k: i64,
}

impl Hiding {
    fn new(table: &CountTable, k: i64) -> Self {
        let columns = table.inside.len();
        let cells: Vec<Vec<i64>> = table
            .rows
            .iter()
            .map(|row| {
                let counts = row.counts.iter().chain(std::iter::repeat(&0));
                let all = std::iter::once(&row.of).chain(counts);
                all.take(columns + 1).map(|n| i64::from(*n)).collect()
            })
            .collect();
        let outer = table.inside.iter().map(|o| Some(o.map_or(0, |c| c + 1)));
        Self {
            hidden: vec![vec![false; columns + 1]; cells.len()],
            outer: std::iter::once(None).chain(outer).collect(),
            cells,
            k,
        }
    }

    fn value(&self, row: usize, column: usize) -> i64 {
        let found = self.cells.get(row).and_then(|r| r.get(column));
        found.copied().unwrap_or(0)
    }

    fn is_hidden(&self, row: usize, column: usize) -> bool {
        let found = self.hidden.get(row).and_then(|r| r.get(column));
        found.copied().unwrap_or(true)
    }

    fn hide(&mut self, row: usize, column: usize) {
        if let Some(cell) = self.hidden.get_mut(row).and_then(|r| r.get_mut(column)) {
            *cell = true;
        }
    }

    fn is_row_hidden(&self, row: usize) -> bool {
        self.hidden.get(row).is_some_and(|r| r.iter().all(|h| *h))
    }

    fn is_small(&self, value: i64) -> bool {
        (1..self.k).contains(&value)
    }

    /// Everything protected that is small.
    fn quantities(&self) -> impl Iterator<Item = Quantity> {
        let rows = 0..self.cells.len();
        let cells = rows.flat_map(|row| (0..self.outer.len()).map(move |column| (row, column)));
        cells
            .flat_map(|(row, column)| self.around(row, column))
            .filter(|q| self.is_small(self.amount(*q)))
    }

    /// A number, what of its outer column is not in it, and what of all patients.
    fn around(&self, row: usize, column: usize) -> impl Iterator<Item = Quantity> + use<> {
        let outer = self.outer.get(column).copied().flatten();
        let all = outer.filter(|outer| *outer != 0).map(|_| 0);
        let own = Quantity {
            row,
            outer: column,
            inner: None,
        };
        let without = move |outer| Quantity {
            row,
            outer,
            inner: Some(column),
        };
        let differences = [outer, all].into_iter().flatten().map(without);
        std::iter::once(own).chain(differences)
    }

    fn amount(&self, q: Quantity) -> i64 {
        self.value(q.row, q.outer) - q.inner.map_or(0, |inner| self.value(q.row, inner))
    }

    fn hide_what_is_small(&mut self) {
        let small: Vec<Quantity> = self.quantities().collect();
        for q in small {
            self.hide(q.row, q.inner.unwrap_or(q.outer));
        }
    }

    /// The first small quantity that the numbers shown and the totals would narrow down.
    fn first_open(&self) -> Option<Quantity> {
        self.quantities().find(|q| !self.is_safe(*q))
    }

    /// Whether another table, the same to everybody who looks, has 0 there, or k and more.
    fn is_safe(&self, q: Quantity) -> bool {
        // Two groups of which nothing is shown: all may be in either.
        let mut others = (0..self.cells.len()).filter(|r| *r != q.row);
        if self.is_row_hidden(q.row) && others.any(|r| self.is_row_hidden(r)) {
            return true;
        }
        let outer = self.value(q.row, q.outer);
        let inner = q.inner.map_or(0, |inner| self.value(q.row, inner));
        let by_outer = self
            .range(q.row, q.outer)
            .is_some_and(|(least, most)| least <= inner || most - inner >= self.k);
        let range = q.inner.and_then(|inner| self.range(q.row, inner));
        by_outer || range.is_some_and(|(least, most)| most >= outer || outer - least >= self.k)
    }

    /// The values a hidden number may have when all else but its own column stays as it is.
    fn range(&self, row: usize, column: usize) -> Option<(i64, i64)> {
        if !self.is_hidden(row, column) {
            return None;
        }
        let hidden = || (0..self.cells.len()).filter(|r| self.is_hidden(*r, column));
        let sum: i64 = hidden().map(|r| self.value(r, column)).sum();
        let others = || hidden().filter(|r| *r != row);
        let least: i64 = others().map(|r| self.least(r, column)).sum();
        let most: i64 = others().map(|r| self.most(r, column, sum)).sum();
        Some((
            self.least(row, column).max(sum - most),
            self.most(row, column, sum).min(sum - least),
        ))
    }

    /// No number is less than what lies in it.
    fn least(&self, row: usize, column: usize) -> i64 {
        let within = self.outer.iter().enumerate();
        let within = within.filter(|(_, outer)| **outer == Some(column));
        within.map(|(c, _)| self.value(row, c)).max().unwrap_or(0)
    }

    /// Nor more than what it lies in.
    fn most(&self, row: usize, column: usize, sum: i64) -> i64 {
        let outer = self.outer.get(column).copied().flatten();
        outer.map_or(sum, |outer| self.value(row, outer))
    }

    /// Hides one more number for the quantity's sake, or whole groups where that does not help.
    fn hide_more(&mut self, q: Quantity) -> bool {
        let column = match q.inner {
            Some(inner) if self.is_hidden(q.row, inner) => inner,
            _ => q.outer,
        };
        let mut open: Vec<usize> = (0..self.cells.len())
            .filter(|r| !self.is_hidden(*r, column))
            .collect();
        // The least that helps: small numbers tell least, and a zero is the last to go.
        open.sort_by_key(|r| (self.value(*r, column) == 0, self.value(*r, column)));
        for row in &open {
            self.hide(*row, column);
            if self.is_safe(q) {
                return true;
            }
            self.show(*row, column);
        }
        if let Some(row) = open.iter().max_by_key(|r| self.room(**r, column)) {
            self.hide(*row, column);
            return true;
        }
        self.hide_rows(q.row)
    }

    fn show(&mut self, row: usize, column: usize) {
        if let Some(cell) = self.hidden.get_mut(row).and_then(|r| r.get_mut(column)) {
            *cell = false;
        }
    }

    /// How far a number could move.
    fn room(&self, row: usize, column: usize) -> i64 {
        let value = self.value(row, column);
        let up = self.most(row, column, value + self.k) - value;
        up.max(value - self.least(row, column))
    }

    /// Hides all of a group, and of the smallest other one if it would be alone.
    fn hide_rows(&mut self, row: usize) -> bool {
        let others = (0..self.cells.len()).filter(|r| *r != row);
        let mut others: Vec<usize> = others.collect();
        others.sort_by_key(|r| {
            (
                !self.is_row_hidden(*r),
                self.value(*r, 0) == 0,
                self.value(*r, 0),
            )
        });
        let pair = [Some(row), others.first().copied()];
        let hides = pair.iter().flatten().any(|r| !self.is_row_hidden(*r));
        for row in pair.into_iter().flatten() {
            (0..self.outer.len()).for_each(|column| self.hide(row, column));
        }
        hides
    }

    fn shown(&self) -> Vec<Vec<Shown>> {
        let cell = |(value, hidden): (&i64, &bool)| match u32::try_from(*value) {
            Ok(number) if !hidden => Shown::Number(number),
            _ => Shown::Hidden,
        };
        let rows = self.cells.iter().zip(&self.hidden);
        rows.map(|(cells, hidden)| cells.iter().zip(hidden).map(cell).collect())
            .collect()
    }
}
