//! Backups are good, and bring everything back.

use std::fs;

use chrono::Duration;
use sixblocks::store::{StoreError, backups_of, restore};

use super::{NOW, Sample, batch, import, now_local, sample, who};

fn with_backup() -> (Sample, std::path::PathBuf, String) {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 30, 5);
    import(&mut store, &rows);
    let (digest, backup) = (
        store.digest().unwrap(),
        store.backup("before import", now_local()),
    );
    let rows = batch(&store.load().unwrap(), 10, 5);
    import(&mut store, &rows);
    assert_ne!(store.digest().unwrap(), digest);
    store.close().unwrap();
    (sample, backup.unwrap().path, digest)
}

#[test]
fn a_backup_is_named_after_its_time_and_reason_and_listed() {
    let (sample, backup, _) = with_backup();
    let name = backup.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "North 2026-10-12 0915 before import.sixblocks");
    assert_eq!(
        backup.parent().unwrap().file_name().unwrap(),
        "North backups"
    );
    let store = sample.open();
    let later = now_local() + Duration::minutes(30);
    store.backup("by/hand?", later).unwrap();
    store.backup("by/hand?", later).unwrap();
    let listed = store.backups();
    let reasons: Vec<&str> = listed.iter().map(|b| b.reason.as_str()).collect();
    assert_eq!(reasons, ["byhand 2", "byhand", "before import"]);
    assert_eq!(listed, backups_of(&sample.path));
    assert!(listed[2].made_at == now_local() && listed[2].size > 40_000);
}

#[test]
fn restoring_brings_back_the_content_and_keeps_the_former_file() {
    let (sample, backup, digest) = with_backup();
    let former = fs::read(&sample.path).unwrap();
    let restored = restore(
        &sample.path,
        &backup,
        &sample.secret(),
        &who(),
        NOW,
        now_local(),
    )
    .unwrap();
    assert_eq!(restored.store.digest().unwrap(), digest);
    let last = restored.store.history(1, None).unwrap().remove(0);
    assert_eq!(last.act, "restore");
    let aside = restored.kept_aside.unwrap();
    assert_eq!(
        aside.file_name().unwrap(),
        "North replaced-2026-10-12 0915.sixblocks"
    );
    assert_eq!(fs::read(aside).unwrap(), former);
    assert!(restored.store.check().unwrap().is_good());
}

#[test]
fn a_damaged_file_is_replaced_and_kept_as_damaged() {
    let (sample, backup, digest) = with_backup();
    let mut bytes = fs::read(&sample.path).unwrap();
    bytes[4096 * 4 + 99] ^= 8;
    fs::write(&sample.path, &bytes).unwrap();
    let restored = restore(
        &sample.path,
        &backup,
        &sample.secret(),
        &who(),
        NOW,
        now_local(),
    )
    .unwrap();
    assert_eq!(restored.store.digest().unwrap(), digest);
    let aside = restored.kept_aside.unwrap();
    assert_eq!(
        aside.file_name().unwrap(),
        "North damaged-2026-10-12 0915.sixblocks"
    );
    assert_eq!(fs::read(aside).unwrap(), bytes);
}

#[test]
fn a_lost_file_comes_back_and_a_bad_backup_changes_nothing() {
    let (sample, backup, digest) = with_backup();
    let good = fs::read(&backup).unwrap();
    let current = fs::read(&sample.path).unwrap();
    let mut bad = good.clone();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    fs::write(&backup, bad).unwrap();
    let error = restore(
        &sample.path,
        &backup,
        &sample.secret(),
        &who(),
        NOW,
        now_local(),
    )
    .unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    assert_eq!(fs::read(&sample.path).unwrap(), current);
    assert_eq!(
        fs::read_dir(sample.folder.path()).unwrap().count(),
        2,
        "nothing is left beside"
    );
    fs::write(&backup, good).unwrap();
    fs::remove_file(&sample.path).unwrap();
    let restored = restore(
        &sample.path,
        &backup,
        &sample.secret(),
        &who(),
        NOW,
        now_local(),
    )
    .unwrap();
    assert_eq!(restored.store.digest().unwrap(), digest);
    assert_eq!(restored.kept_aside, None);
}

#[test]
fn an_open_file_is_not_replaced() {
    let (sample, backup, _) = with_backup();
    let _open = sample.open();
    let error = restore(
        &sample.path,
        &backup,
        &sample.secret(),
        &who(),
        NOW,
        now_local(),
    )
    .unwrap_err();
    assert!(
        matches!(error, StoreError::OpenElsewhere { .. }),
        "{error:?}"
    );
}

#[test]
fn old_backups_make_room_but_those_of_another_file_of_that_name_stay() {
    let (sample, first, _) = with_backup();
    let foreign = first.with_file_name("North 2020-01-01 0900 by hand.sixblocks");
    fs::write(&foreign, vec![7; 8192]).unwrap();
    let store = sample.open();
    for day in 1..30 {
        store
            .backup("by hand", now_local() + Duration::days(day))
            .unwrap();
    }
    let kept = store.backups();
    assert!((12..=24).contains(&kept.len()), "{}", kept.len());
    assert_eq!(kept[0].made_at, now_local() + Duration::days(29));
    assert!(foreign.exists());
}
