//! What chance allows: the limits of the run chart rules by number of useful points.

/// The longest run expected by chance, `round(log2(n)) + 3`; `None` without useful points.
pub fn longest_run_max(n_useful: usize) -> Option<usize> {
    // round(x) is floor((floor(2x) + 1) / 2), and 2·log2(n) is log2(n²): whole numbers throughout.
    let square = (n_useful as u128) * (n_useful as u128);
    let doubled = square.checked_ilog2()?;
    Some(doubled.div_ceil(2) as usize + 3)
}

/// The fewest crossings expected by chance: the smallest `k` with `P(X ≤ k) ≥ 0.05` for the number
/// of heads in `n_useful − 1` tosses; `None` without useful points.
pub fn crossings_min(n_useful: usize) -> Option<usize> {
    const SHIFT: i32 = 500;
    let tosses = n_useful.checked_sub(1)?;
    let total = i32::try_from(tosses).ok()?;
    // Term and sum are kept as multiples of 2^exponent, so that no number of tosses leaves the
    // range of f64. No sum equals 0.05 exactly (a power of two is not divisible by five), and
    // near misses are far wider than the rounding.
    let (mut term, mut sum, mut exponent) = (1.0_f64, 1.0_f64, 0_i32);
    for heads in 0..=tosses {
        let power = exponent - total;
        if power > -1000 && sum * 2.0_f64.powi(power) >= 0.05 {
            return Some(heads);
        }
        term *= (tosses - heads) as f64 / (heads + 1) as f64;
        sum += term;
        if sum > 2.0_f64.powi(SHIFT) {
            term *= 2.0_f64.powi(-SHIFT);
            sum *= 2.0_f64.powi(-SHIFT);
            exponent += SHIFT;
        }
    }
    Some(tosses)
}

/// The fewest and the most runs expected by chance, each tail at most 2.5 %; from 10 useful points.
///
/// Computed from the exact distribution of the number of runs (Swed and Eisenhart 1943) with
/// half of the points on each side, not copied from a printed table.
pub fn runs_limits(n_useful: usize) -> Option<(usize, usize)> {
    const TAIL: f64 = 0.025;
    if n_useful < 10 {
        return None;
    }
    let share = run_count_shares(n_useful);
    let mut below = 0.0;
    let mut lower = 0;
    for (runs, probability) in share.iter().enumerate() {
        below += probability;
        if below > TAIL {
            lower = runs;
            break;
        }
    }
    let mut above = 0.0;
    let mut upper = n_useful;
    for (runs, probability) in share.iter().enumerate().rev() {
        above += probability;
        if above > TAIL {
            upper = runs;
            break;
        }
    }
    Some((lower, upper))
}

/// Probability of each number of runs, at its index, for `n` points split in halves.
fn run_count_shares(n: usize) -> Vec<f64> {
    let mut log_factorial = vec![0.0_f64; n + 1];
    let mut log = 0.0;
    for (number, slot) in log_factorial.iter_mut().enumerate().skip(1) {
        log += (number as f64).ln();
        *slot = log;
    }
    let choose = |from: usize, take: usize| {
        let parts = (
            log_factorial.get(from),
            log_factorial.get(take),
            from.checked_sub(take)
                .and_then(|rest| log_factorial.get(rest)),
        );
        match parts {
            (Some(all), Some(taken), Some(left)) => all - taken - left,
            _ => f64::NEG_INFINITY,
        }
    };
    let (few, many) = (n / 2, n.div_ceil(2));
    let all = choose(n, few);
    (0..=n)
        .map(|runs| {
            if runs < 2 {
                return 0.0;
            }
            let half = runs / 2;
            let product =
                |a: usize, b: usize| (choose(few - 1, a) + choose(many - 1, b) - all).exp();
            if runs % 2 == 0 {
                2.0 * product(half - 1, half - 1)
            } else {
                product(half, half - 1) + product(half - 1, half)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Useful points, longest run, crossings: measured in R with qicharts2 0.8.1.
    const ANHOEJ: [(usize, usize, usize); 12] = [
        (10, 6, 2),
        (12, 7, 3),
        (15, 7, 4),
        (16, 7, 4),
        (20, 7, 6),
        (22, 7, 7),
        (24, 8, 8),
        (30, 8, 10),
        (36, 8, 13),
        (40, 8, 14),
        (50, 9, 19),
        (60, 9, 23),
    ];

    #[test]
    fn anhoej_limits_are_those_of_the_published_rule() {
        for (n, run, crossings) in ANHOEJ {
            assert_eq!(longest_run_max(n), Some(run), "run for {n}");
            assert_eq!(crossings_min(n), Some(crossings), "crossings for {n}");
        }
        assert_eq!((longest_run_max(0), crossings_min(0)), (None, None));
        assert_eq!((longest_run_max(1), crossings_min(1)), (Some(3), Some(0)));
    }

    #[test]
    fn the_rounded_logarithm_changes_where_the_square_passes_a_power_of_two() {
        for (n, max) in [
            (5, 5),
            (6, 6),
            (11, 6),
            (12, 7),
            (22, 7),
            (23, 8),
            (45, 8),
            (46, 9),
        ] {
            assert_eq!(longest_run_max(n), Some(max), "for {n}");
        }
        assert_eq!(longest_run_max(724), Some(12));
        assert_eq!(longest_run_max(725), Some(13));
    }

    #[test]
    fn crossings_limits_hold_for_long_series() {
        // 5 % quantiles of Binomial(n − 1, 1/2) in whole-number arithmetic.
        for (n, min) in [(100, 41), (500, 231), (1001, 474), (5000, 2441)] {
            assert_eq!(crossings_min(n), Some(min), "for {n}");
        }
    }

    #[test]
    fn run_count_limits_come_from_the_exact_distribution() {
        for (n, limits) in [
            (10, (3, 9)),
            (14, (4, 12)),
            (16, (5, 13)),
            (24, (8, 18)),
            (40, (15, 27)),
            (60, (24, 38)),
        ] {
            assert_eq!(runs_limits(n), Some(limits), "for {n}");
        }
        assert_eq!(runs_limits(9), None);
    }
}
