//! A flipped bit anywhere in the file is found before anyone believes it.

use std::fs;

use sixblocks::store::{Store, StoreError};

use super::{Dice, NOW, batch, import, now_local, sample, who};

#[test]
fn none_of_200_flipped_bits_gives_wrong_data_silently() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 30, 10);
    import(&mut store, &rows);
    store.backup("by hand", now_local()).unwrap();
    store.close().unwrap();
    let good = fs::read(&sample.path).unwrap();
    let mut dice = Dice(2026);
    let mut found_at_opening = 0;
    // The salt, which no checksum covers, is always among them.
    let places = (0..200).map(|n| {
        if n < 16 {
            n
        } else {
            dice.below(good.len() as u64) as usize
        }
    });
    for place in places.collect::<Vec<_>>() {
        let mut bytes = good.clone();
        bytes[place] ^= 1 << dice.below(8);
        fs::write(&sample.path, &bytes).unwrap();
        match Store::open(&sample.path, &sample.secret(), &who(), NOW) {
            Err(error) => {
                assert!(
                    matches!(error, StoreError::Damaged { .. }),
                    "byte {place}: {error:?}"
                );
                assert_eq!(
                    fs::read(&sample.path).unwrap(),
                    bytes,
                    "byte {place} was rewritten"
                );
                found_at_opening += 1;
            }
            Ok(store) => assert!(
                !store.check().unwrap().is_good(),
                "byte {place} was not found"
            ),
        }
    }
    assert!(
        found_at_opening >= 190,
        "{found_at_opening} of 200 found at opening"
    );
    fs::write(&sample.path, &good).unwrap();
    let health = sample.open().check().unwrap();
    assert!(health.is_good(), "{health:?}");
}

#[test]
fn a_damaged_file_never_becomes_a_backup() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 30, 10);
    import(&mut store, &rows);
    let good = store.backup("by hand", now_local()).unwrap();
    let good_bytes = fs::read(&good.path).unwrap();
    // Spoils pages of the open file beneath the database, as a failing drive would.
    let length = good_bytes.len() as u64;
    let mut dice = Dice(7);
    for _ in 0..20 {
        spoil(&sample.path, dice.below(length));
    }
    store.close().unwrap();
    let spoiled = fs::read(&sample.path).unwrap();
    if let Ok(store) = Store::open(&sample.path, &sample.secret(), &who(), NOW) {
        let error = store.backup("by hand", now_local()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    } else {
        assert_eq!(fs::read(&sample.path).unwrap(), spoiled);
    }
    assert_eq!(
        fs::read(&good.path).unwrap(),
        good_bytes,
        "the good backup was touched"
    );
    let folder = good.path.parent().unwrap();
    assert_eq!(
        fs::read_dir(folder).unwrap().count(),
        1,
        "no other backup was made"
    );
}

fn spoil(path: &std::path::Path, at: u64) {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[0x55]).unwrap();
}
