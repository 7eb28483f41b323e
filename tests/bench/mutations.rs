//! The import against files bent by chance: `cargo bench --bench mutations -- [FILES [READER [FROM]]]`.
//!
//! Prints what each reader made of 200,000 files, or as many as asked for; code 1 when one broke a
//! promise. The number behind a failure makes its file again.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    dead_code,
    reason = "a bench ends where something fails"
)]

#[path = "../it/mutations.rs"]
mod mutations;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;

/// The import catches what the workbook readers of others panic over; it is counted here by place.
static PANICS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
    let files: u64 = number(0).unwrap_or(200_000);
    let only = arguments.get(1);
    let from: u64 = number(2).unwrap_or(0);
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        *PANICS.lock().unwrap().entry(place).or_default() += 1;
    }));
    let mut failed = 0;
    for reader in mutations::READERS {
        if only.is_some_and(|only| only != reader) {
            continue;
        }
        let start = Instant::now();
        PANICS.lock().unwrap().clear();
        let outcome = mutations::run(reader, from, from + files);
        let panics = PANICS.lock().unwrap().clone();
        println!(
            "{reader:<6} {} files, {} read, {} failures, slowest {:.0} ms (file {}), {} panics within, {:.0} s",
            outcome.tried,
            outcome.read,
            outcome.failures.len(),
            outcome.slowest.0.as_secs_f64() * 1000.0,
            outcome.slowest.1,
            panics.values().sum::<u64>(),
            start.elapsed().as_secs_f64(),
        );
        for (place, times) in &panics {
            println!("  {times} at {place}");
        }
        failed += outcome.failures.len();
        outcome
            .failures
            .iter()
            .take(20)
            .for_each(|failure| println!("  {failure}"));
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status
            .lines()
            .filter(|l| l.starts_with("VmHWM"))
            .for_each(|l| println!("{l}"));
    }
    std::process::exit(i32::from(failed > 0));
}
