//! How long a large clinic waits: run with `--release -- --ignored --nocapture store::bench`.

use std::time::Instant;

use super::{PASSPHRASE, batch, now_local, sample, who};
use sixblocks::store::{Passphrase, Secret, Store};

#[test]
#[ignore = "minutes without --release"]
fn six_hundred_thousand_fills() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 20_000, 30);
    let time = |what: &str, from: Instant| println!("{what}: {} ms", from.elapsed().as_millis());
    let from = Instant::now();
    store
        .apply_import(&rows, &who(), super::NOW, &mut |_, _| true)
        .unwrap();
    time("import of 600,000 fills", from);
    let from = Instant::now();
    let workbook = store.load().unwrap();
    time("load, warm", from);
    let again = batch(&workbook, 1, 1);
    drop(store);
    println!(
        "file: {} bytes",
        std::fs::metadata(&sample.path).unwrap().len()
    );
    let from = Instant::now();
    let mut store = sample.open();
    time("open with the raw key", from);
    let from = Instant::now();
    assert_eq!(store.load().unwrap().fills.len(), 600_000);
    time("load, after opening", from);
    let from = Instant::now();
    store
        .apply_import(&again, &who(), super::NOW, &mut |_, _| true)
        .unwrap();
    time("small import", from);
    let from = Instant::now();
    store.digest().unwrap();
    time("digest", from);
    let from = Instant::now();
    store.backup("by hand", now_local()).unwrap();
    time("verified backup", from);
    let from = Instant::now();
    assert!(store.check().unwrap().is_good());
    time("full check", from);
    drop(store);
    let secret = Secret::Passphrase(Passphrase::new(PASSPHRASE));
    let from = Instant::now();
    Store::open(&sample.path, &secret, &who(), super::NOW).unwrap();
    time("open with the passphrase", from);
}
