//! No name and no number of a patient stands in clear text anywhere.

use std::fs;
use std::path::Path;

use sixblocks::store::Store;
use tempfile::TempDir;

use super::{NOW, batch, import, now_local, rerun, sample, who};

const CANARIES: [&[u8]; 4] = [b"Canary", b"CANARY", b"canary", b"OXYCODONE"];

/// The folder for the clinic file, when this process is the one that works on it.
const CHILD: &str = "SIXBLOCKS_CANARY_CHILD";

#[test]
fn names_and_numbers_stand_nowhere_in_clear_text() {
    if let Ok(folder) = std::env::var(CHILD) {
        return work_in(Path::new(&folder));
    }
    // A process of its own, so that its temporary folder is nobody else's.
    let all = TempDir::new().unwrap();
    let (folder, temporary) = (all.path().join("clinic"), all.path().join("temporary"));
    fs::create_dir(&folder).unwrap();
    fs::create_dir(&temporary).unwrap();
    let output = rerun("store::canary::names_and_numbers_stand_nowhere_in_clear_text")
        .env(CHILD, &folder)
        .env("TMPDIR", &temporary)
        .env("TMP", &temporary)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert!(folder.join("North.sixblocks").exists() && folder.join("North backups").exists());
    assert_eq!(count(all.path()), 0, "after closing");
    fs::write(temporary.join("proof"), b"a Canary is found").unwrap();
    assert_eq!(count(all.path()), 1, "the search itself works");
}

fn work_in(folder: &Path) {
    let sample = sample();
    let path = folder.join("North.sixblocks");
    fs::copy(&sample.path, &path).unwrap();
    let mut store = Store::open(&path, &sample.secret(), &who(), NOW).unwrap();
    let rows = batch(&store.load().unwrap(), 300, 20);
    let mut seen_while_writing = 0;
    let mut look = |_, _| {
        seen_while_writing += count(folder);
        true
    };
    store.apply_import(&rows, &who(), NOW, &mut look).unwrap();
    let second = batch(&store.load().unwrap(), 20, 5);
    import(&mut store, &second);
    store.backup("by hand", now_local()).unwrap();
    store.check().unwrap();
    assert_eq!(seen_while_writing + count(folder), 0, "while open");
}

/// Hits in every file below `folder`.
fn count(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => count(&entry.path()),
            Ok(kind) if kind.is_file() => hits(&entry.path()),
            _ => 0,
        })
        .sum()
}

fn hits(path: &Path) -> usize {
    let bytes = fs::read(path).unwrap_or_default();
    let is_canary = |at: usize| {
        CANARIES
            .iter()
            .any(|canary| bytes[at..].starts_with(canary))
    };
    (0..bytes.len()).filter(|at| is_canary(*at)).count()
}
