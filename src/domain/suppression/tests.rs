//! Somebody who knows the rules, the totals and all that is shown tries to work out what is not.

use super::*;

/// A generator of its own, so that a failure comes back.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) % u64::from(n.max(1))) as u32
    }

    fn table(&mut self, groups: u32, columns: u32, most: u32) -> CountTable {
        let nested = self.below(2) == 1;
        let inside: Vec<Option<usize>> = (0..columns as usize)
            .map(|c| (nested && c % 2 == 1).then(|| c - 1))
            .collect();
        let rows = (0..groups).map(|_| {
            let of = self.below(most + 1);
            let mut counts: Vec<u32> = Vec::new();
            for outer in &inside {
                let whole = outer.map_or(of, |o| counts[o]);
                // Small shares are what clinics have.
                let share = 1 + self.below(4);
                counts.push(self.below(whole / share + 1));
            }
            CountRow { of, counts }
        });
        let rows = rows.collect();
        CountTable { rows, inside }
    }
}

/// Everything protected: row, outer column, inner column; column 0 is all patients.
fn protected(table: &CountTable) -> Vec<(usize, usize, Option<usize>)> {
    let mut found = Vec::new();
    for row in 0..table.rows.len() {
        found.push((row, 0, None));
        for (c, outer) in table.inside.iter().enumerate() {
            found.push((row, c + 1, None));
            found.push((row, 0, Some(c + 1)));
            if let Some(outer) = outer {
                found.push((row, outer + 1, Some(c + 1)));
            }
        }
    }
    found
}

fn cells(table: &CountTable) -> Vec<Vec<i64>> {
    let row = |r: &CountRow| {
        let all = std::iter::once(&r.of).chain(&r.counts);
        all.map(|n| i64::from(*n)).collect()
    };
    table.rows.iter().map(row).collect()
}

/// Narrows least and most of every number down until nothing changes any more.
fn narrow(table: &CountTable, shown: &[Vec<Shown>]) -> Vec<Vec<(i64, i64)>> {
    let all = cells(table);
    let columns = table.inside.len() + 1;
    let total = |c: usize| all.iter().map(|r| r[c]).sum::<i64>();
    let mut known: Vec<Vec<(i64, i64)>> = shown
        .iter()
        .map(|row| {
            let cell = |(c, s): (usize, &Shown)| match s {
                Shown::Number(n) => (i64::from(*n), i64::from(*n)),
                Shown::Hidden => (0, total(c)),
            };
            row.iter().enumerate().map(cell).collect()
        })
        .collect();
    loop {
        let before = known.clone();
        for row in &mut known {
            for c in 1..columns {
                let outer = table.inside[c - 1].map_or(0, |o| o + 1);
                row[c].1 = row[c].1.min(row[outer].1);
                row[outer].0 = row[outer].0.max(row[c].0);
            }
        }
        for c in 0..columns {
            let least: i64 = known.iter().map(|r| r[c].0).sum();
            let most: i64 = known.iter().map(|r| r[c].1).sum();
            for row in &mut known {
                let (low, high) = row[c];
                row[c] = (
                    low.max(total(c) - (most - high)),
                    high.min(total(c) - (least - low)),
                );
            }
        }
        if known == before {
            return known;
        }
    }
}

/// The small quantities that narrowing down finds exactly, or finds to be small.
fn found_out(table: &CountTable, shown: &[Vec<Shown>], k: u32) -> usize {
    let (all, known) = (cells(table), narrow(table, shown));
    let k = i64::from(k);
    let is_found = |(row, outer, inner): &(usize, usize, Option<usize>)| {
        let inner_is = |f: fn((i64, i64)) -> i64| inner.map_or(0, |c| f(known[*row][c]));
        let amount = all[*row][*outer] - inner.map_or(0, |c| all[*row][c]);
        let least = known[*row][*outer].0 - inner_is(|r| r.1);
        let most = known[*row][*outer].1 - inner_is(|r| r.0);
        (1..k).contains(&amount) && (least == most || (least >= 1 && most < k))
    };
    protected(table).iter().filter(|q| is_found(q)).count()
}

#[test]
fn nobody_narrows_a_small_count_down_in_2000_random_tables() {
    let mut dice = Dice(7);
    let mut found_when_only_the_small_are_hidden = 0;
    for round in 0..2000 {
        let (groups, columns) = (2 + dice.below(14), 1 + dice.below(5));
        let k = 5 + dice.below(16);
        let table = dice.table(groups, columns, 60);
        let shown = suppress(&table, k);
        assert_eq!(
            found_out(&table, &shown, k),
            0,
            "round {round}, k {k}: {table:?} {shown:?}"
        );
        let mut only_small = Hiding::new(&table, i64::from(k));
        only_small.hide_what_is_small();
        found_when_only_the_small_are_hidden += found_out(&table, &only_small.shown(), k);
    }
    // The attack works where nothing further is hidden, so this test can fail.
    assert!(found_when_only_the_small_are_hidden > 500);
}

/// Every table that looks the same: the least and most of each protected quantity.
struct Search<'a> {
    table: &'a CountTable,
    shown: &'a [Vec<Shown>],
    left: Vec<i64>,
    rows: Vec<Vec<i64>>,
    of: Vec<(usize, usize, Option<usize>)>,
    found: Vec<(i64, i64)>,
}

impl Search<'_> {
    fn go(&mut self, row: usize, column: usize) {
        let columns = self.left.len();
        if row == self.shown.len() {
            if self.left.iter().all(|l| *l == 0) {
                for (at, (r, outer, inner)) in self.of.iter().enumerate() {
                    let amount = self.rows[*r][*outer] - inner.map_or(0, |c| self.rows[*r][c]);
                    let (least, most) = self.found[at];
                    self.found[at] = (least.min(amount), most.max(amount));
                }
            }
            return;
        }
        if column == columns {
            return self.go(row + 1, 0);
        }
        let whole = match column {
            0 => self.left[0],
            c => self.rows[row][self.table.inside[c - 1].map_or(0, |o| o + 1)],
        };
        let most = whole.min(self.left[column]);
        let tried = match self.shown[row][column] {
            Shown::Number(n) => i64::from(n)..=i64::from(n).min(most),
            Shown::Hidden if row + 1 == self.shown.len() => self.left[column]..=most,
            Shown::Hidden => 0..=most,
        };
        for value in tried {
            self.rows[row][column] = value;
            self.left[column] -= value;
            self.go(row, column + 1);
            self.left[column] += value;
        }
    }
}

#[test]
fn every_table_that_looks_the_same_leaves_a_small_count_open() {
    let mut dice = Dice(11);
    for round in 0..250 {
        let (groups, columns) = (2 + dice.below(2), 1 + dice.below(2));
        let table = dice.table(groups, columns, 9);
        let (k, all) = (5_i64, cells(&table));
        let shown = suppress(&table, 5);
        let of = protected(&table);
        let mut search = Search {
            table: &table,
            shown: &shown,
            left: (0..=columns as usize)
                .map(|c| all.iter().map(|r| r[c]).sum())
                .collect(),
            rows: vec![vec![0; columns as usize + 1]; groups as usize],
            found: vec![(i64::MAX, i64::MIN); of.len()],
            of: of.clone(),
        };
        search.go(0, 0);
        for ((row, outer, inner), (least, most)) in of.into_iter().zip(search.found) {
            let amount = all[row][outer] - inner.map_or(0, |c| all[row][c]);
            assert!(
                (least..=most).contains(&amount),
                "the search finds the table itself"
            );
            if (1..k).contains(&amount) {
                assert!(
                    least == 0 || most >= k,
                    "round {round}: {table:?} {shown:?}"
                );
            }
        }
    }
}

fn shares(groups: &[(u32, u32)]) -> Vec<String> {
    let words = |s: &ShownShare| format!("{} of {}", s.numerator.words(), s.denominator.words());
    shown_shares(groups, 11).iter().map(words).collect()
}

#[test]
fn large_counts_and_zeros_are_shown_and_a_single_small_one_takes_another_with_it() {
    assert_eq!(
        shares(&[(20, 40), (0, 15), (15, 30)]),
        ["20 of 40", "0 of 15", "15 of 30"]
    );
    assert_eq!(
        shares(&[(20, 40), (0, 15), (3, 30), (16, 40)]),
        ["20 of 40", "0 of 15", "hidden of 30", "hidden of 40"]
    );
    // All but two is as telling as two.
    assert_eq!(
        shares(&[(38, 40), (25, 50)]),
        ["hidden of 40", "hidden of 50"]
    );
    let share = shown_shares(&[(20, 40), (30, 60)], 11);
    assert_eq!(
        share.iter().filter_map(|s| s.percent()).collect::<Vec<_>>(),
        [50.0, 50.0]
    );
}

#[test]
fn with_one_group_nothing_small_is_shown() {
    assert_eq!(shares(&[(3, 30)]), ["hidden of hidden"]);
    assert!(shares(&[]).is_empty());
}
