//! Every way in which a file does not open has its own sentence and leaves the file as it was.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use sixblocks::domain::clinic::{Clinic, Settings};
use sixblocks::store::{Passphrase, RecoveryKey, Secret, Store, StoreError};

use super::{NOW, PASSPHRASE, Sample, batch, import, now_local, sample, who};

fn refuse(path: &Path, secret: &Secret) -> StoreError {
    let before = fs::read(path).unwrap();
    let error = Store::open(path, secret, &who(), NOW).unwrap_err();
    assert_eq!(
        fs::read(path).unwrap(),
        before,
        "the file was changed: {error}"
    );
    for end in ["-journal", "-wal", "-shm", ".lock", ".lock.holder"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(end);
        assert!(!Path::new(&beside).exists(), "left behind: {end}");
    }
    error
}

/// A sample with an import in it, changed by `spoil` while it is closed.
fn spoiled(spoil: impl Fn(&mut Vec<u8>)) -> Sample {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 50, 10);
    import(&mut store, &rows);
    store.close().unwrap();
    let mut bytes = fs::read(&sample.path).unwrap();
    spoil(&mut bytes);
    fs::write(&sample.path, bytes).unwrap();
    sample
}

#[test]
fn each_reason_for_not_opening_has_its_own_sentence() {
    let mut sentences = HashSet::new();
    let mut check =
        |name: &str, spoil: &dyn Fn(&mut Vec<u8>), expected: fn(&StoreError) -> bool| {
            let sample = spoiled(spoil);
            let error = refuse(&sample.path, &sample.secret());
            assert!(expected(&error), "{name}: {error:?}");
            assert!(
                sentences.insert(error.to_string()),
                "{name} shares its sentence: {error}"
            );
        };
    check("zero bytes", &Vec::clear, |e| {
        matches!(e, StoreError::Empty { .. })
    });
    check("one byte", &|b| b.truncate(1), |e| {
        matches!(e, StoreError::NotAClinicFile { .. })
    });
    check("end cut in a page", &|b| b.truncate(b.len() - 1000), |e| {
        matches!(e, StoreError::Damaged { .. })
    });
    check("first page broken", &|b| b[2000] ^= 1, |e| {
        matches!(e, StoreError::Damaged { .. })
    });
    check("beginning zeroed", &|b| b[..4096].fill(0), |e| {
        matches!(e, StoreError::Damaged { .. })
    });
    check(
        "a page in the middle broken",
        &|b| b[4096 * 9 + 7] ^= 1,
        |e| matches!(e, StoreError::Damaged { .. }),
    );
    check(
        "another program's database",
        &|b| *b = plain_sqlite(),
        |e| matches!(e, StoreError::PlainSqlite { .. }),
    );
    let sample = spoiled(|_| ());
    let error = refuse(
        &sample.path,
        &Secret::Passphrase(Passphrase::new("kettle maple orbit")),
    );
    assert!(
        matches!(
            error,
            StoreError::WrongPassphrase {
                recovery: false,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(sentences.insert(error.to_string()));
    let (clinic, settings) = (Clinic::default(), Settings::default());
    let south = sample.folder.path().join("South.sixblocks");
    let passphrase = Passphrase::new("another one");
    let (_, other) = Store::create(&south, &passphrase, &clinic, &settings, &who(), NOW).unwrap();
    let typed = RecoveryKey::parse(&other.to_string()).unwrap();
    let error = refuse(&sample.path, &Secret::Recovery(typed.raw()));
    assert!(
        matches!(error, StoreError::WrongPassphrase { recovery: true, .. }),
        "{error:?}"
    );
    assert!(sentences.insert(error.to_string()));
    let missing = Store::open(
        &sample.path.with_file_name("No.sixblocks"),
        &sample.secret(),
        &who(),
        NOW,
    );
    assert!(sentences.insert(missing.unwrap_err().to_string()));
    let here = Store::open(sample.folder.path(), &sample.secret(), &who(), NOW).unwrap_err();
    assert!(
        matches!(here, StoreError::NotAClinicFile { .. }),
        "{here:?}"
    );
}

/// The start of a file written by SQLite without a key.
fn plain_sqlite() -> Vec<u8> {
    let mut bytes = vec![0; 8192];
    bytes[..16].copy_from_slice(b"SQLite format 3\0");
    bytes
}

#[test]
fn pages_cut_off_at_the_end_are_damage() {
    for pages in [1, 5, 20] {
        let sample = spoiled(|b| b.truncate(b.len() - 4096 * pages));
        let error = refuse(&sample.path, &sample.secret());
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    }
}

#[test]
fn a_wrong_passphrase_is_never_called_damage_even_on_a_damaged_file() {
    let wrong = || Secret::Passphrase(Passphrase::new("not this one"));
    for sample in [
        spoiled(|_| ()),
        spoiled(|b| b[4096 * 9] ^= 4),
        spoiled(|b| b.truncate(b.len() - 1000)),
    ] {
        let error = refuse(&sample.path, &wrong());
        assert!(
            matches!(error, StoreError::WrongPassphrase { .. }),
            "{error:?}"
        );
    }
}

#[test]
fn a_broken_salt_is_damage_when_a_backup_tells_the_right_one() {
    let sample = sample();
    let store = sample.open();
    store.backup("before import", now_local()).unwrap();
    store.close().unwrap();
    let mut bytes = fs::read(&sample.path).unwrap();
    bytes[3] ^= 0x10;
    fs::write(&sample.path, &bytes).unwrap();
    for secret in [
        sample.secret(),
        Secret::Passphrase(Passphrase::new(PASSPHRASE)),
    ] {
        let error = refuse(&sample.path, &secret);
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    }
    let error = refuse(
        &sample.path,
        &Secret::Passphrase(Passphrase::new("not this one")),
    );
    assert!(
        matches!(error, StoreError::WrongPassphrase { .. }),
        "{error:?}"
    );
}

#[test]
fn other_files_are_named_as_such() {
    let sample = sample();
    let noise: Vec<u8> = (0..9000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let with = |start: &[u8]| [start, noise.as_slice()].concat();
    for (name, bytes) in [
        ("workbook.xlsx", with(b"PK\x03\x04")),
        ("report.pdf", with(b"%PDF-1.7")),
        (
            "fills.csv",
            "mrn,drug,filled\n0012,oxycodone,2026-01-01\n"
                .repeat(300)
                .into_bytes(),
        ),
        ("zeros.sixblocks", vec![0; 40960]),
    ] {
        let path = sample.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let error = refuse(&path, &sample.secret());
        assert!(
            matches!(error, StoreError::NotAClinicFile { .. }),
            "{name}: {error:?}"
        );
    }
}

#[test]
fn passphrase_and_recovery_key_open_file_and_backup_alike() {
    let sample = sample();
    let store = sample.open();
    let backup = store.backup("by hand", now_local()).unwrap().path;
    store.close().unwrap();
    for path in [&sample.path, &backup] {
        for secret in [
            sample.secret(),
            Secret::Passphrase(Passphrase::new(PASSPHRASE)),
        ] {
            let workbook = Store::open(path, &secret, &who(), NOW)
                .unwrap()
                .load()
                .unwrap();
            assert_eq!(workbook.clinic.name, "North clinic");
        }
    }
}

#[test]
fn a_second_opener_is_refused_by_name_and_welcome_afterwards() {
    let sample = sample();
    let first = sample.open();
    let refused = Store::open(&sample.path, &sample.secret(), &who(), NOW).unwrap_err();
    let sentence = refused.to_string();
    assert!(
        sentence.contains("mkerr (MK)") && sentence.contains(NOW),
        "{sentence}"
    );
    let refused = Store::open_read_only(&sample.path, &sample.secret(), &who(), NOW).unwrap_err();
    assert!(
        matches!(refused, StoreError::OpenElsewhere { .. }),
        "{refused:?}"
    );
    drop(first);
    sample.open();
}

#[test]
fn a_file_that_exists_is_not_overwritten_and_nothing_is_left_beside_a_new_one() {
    let sample = sample();
    let before = fs::read(&sample.path).unwrap();
    let passphrase = Passphrase::new(PASSPHRASE);
    let (clinic, settings) = (Clinic::default(), Settings::default());
    let create = |path: &Path| Store::create(path, &passphrase, &clinic, &settings, &who(), NOW);
    let error = create(&sample.path).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error:?}");
    assert_eq!(fs::read(&sample.path).unwrap(), before);
    let (store, _) = create(&sample.folder.path().join("South.sixblocks")).unwrap();
    store.close().unwrap();
    let mut names: Vec<_> = fs::read_dir(sample.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["North.sixblocks", "South.sixblocks"]);
}

#[test]
fn a_read_only_file_says_so_and_opens_for_reading() {
    let sample = spoiled(|_| ());
    let mut permissions = fs::metadata(&sample.path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&sample.path, permissions).unwrap();
    let error = refuse(&sample.path, &sample.secret());
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    let before = fs::read(&sample.path).unwrap();
    let mut store = Store::open_read_only(&sample.path, &sample.secret(), &who(), NOW).unwrap();
    let workbook = store.load().unwrap();
    assert_eq!(workbook.patients.len(), 50);
    let error = store
        .apply_import(&batch(&workbook, 1, 1), &who(), NOW, &mut |_, _| true)
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    drop(store);
    assert_eq!(fs::read(&sample.path).unwrap(), before);
}
