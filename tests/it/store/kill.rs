//! The program is killed at any moment: what it said was saved is there, nothing is half there.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use sixblocks::domain::edit::{Change, Edit, EditSet};
use sixblocks::domain::event::{CareEvent, EventKind};
use sixblocks::domain::workbook::Workbook;
use sixblocks::store::{RecoveryKey, Secret, Store};

use super::{Dice, NOW, Sample, batch, day, import, rerun, sample, who};

const FILE: &str = "SIXBLOCKS_KILL_FILE";
const KEY: &str = "SIXBLOCKS_KILL_KEY";
const KILLS: u64 = 100;
const NAME: &str = "store::kill::killed_at_100_points_it_loses_nothing_acknowledged";

#[test]
fn killed_at_100_points_it_loses_nothing_acknowledged() {
    if let (Ok(file), Ok(key)) = (std::env::var(FILE), std::env::var(KEY)) {
        return write_for_ever(Path::new(&file), &key);
    }
    let mut dice = Dice(99);
    let mut acknowledged = 0;
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        let sample = start();
        let seen = kill_after(&sample, Duration::from_millis(dice.below(120)));
        in_the_middle += u64::from(has_journal(&sample));
        acknowledged += seen.len() as u64;
        require_all(&sample, &seen, kill);
    }
    assert!(
        acknowledged > KILLS,
        "only {acknowledged} acts were acknowledged"
    );
    println!("{acknowledged} acts acknowledged, {in_the_middle} kills left a journal");
}

/// A file with a few patients to write about.
fn start() -> Sample {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 10, 2);
    import(&mut store, &rows);
    sample
}

/// Starts the writer, kills it some time after its first act, gives the acts it acknowledged.
fn kill_after(sample: &Sample, delay: Duration) -> Vec<i64> {
    let mut child = spawn(
        rerun(NAME)
            .env(FILE, &sample.path)
            .env(KEY, sample.recovery.to_string()),
    );
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut seen = Vec::new();
    while seen.is_empty() {
        seen.extend(number(&lines.next().expect("the writer starts").unwrap()));
    }
    sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    seen.extend(lines.map_while(Result::ok).filter_map(|line| number(&line)));
    seen
}

fn spawn(command: &mut Command) -> Child {
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The whole line, so that one cut short does not count.
fn number(line: &str) -> Option<i64> {
    line.strip_prefix("saved ")?.strip_suffix('.')?.parse().ok()
}

fn has_journal(sample: &Sample) -> bool {
    let journal = sample.path.with_file_name("North.sixblocks-journal");
    std::fs::read(journal).is_ok_and(|bytes| bytes.iter().take(8).any(|b| *b != 0))
}

fn require_all(sample: &Sample, acknowledged: &[i64], kill: u64) {
    let store = sample.open();
    let workbook = store.load().unwrap();
    let history = store.history(usize::MAX, None).unwrap();
    for number in acknowledged {
        let entry = history.iter().find(|entry| entry.number == *number);
        assert!(
            entry.is_some_and(|e| e.act == "edit" || e.act == "import"),
            "kill {kill}: {number}"
        );
    }
    let edits = history.iter().filter(|entry| entry.act == "edit").count();
    let by_hand = workbook
        .events
        .iter()
        .filter(|event| event.import.is_none())
        .count();
    assert_eq!(
        by_hand, edits,
        "kill {kill}: every edit with its history, and no other"
    );
    let imports = history.iter().filter(|entry| entry.act == "import").count();
    assert_eq!(workbook.imports.len(), imports, "kill {kill}");
    for record in &workbook.imports {
        let rows = workbook
            .fills
            .iter()
            .filter(|fill| fill.import == Some(record.id))
            .count();
        assert_eq!(rows as u64, record.new, "kill {kill}: a partial import");
    }
    let health = store.check().unwrap();
    assert!(health.is_good(), "kill {kill}: {:?}", health.problems());
}

/// Works until it is killed, and says what is saved as soon as it is.
fn write_for_ever(path: &Path, key: &str) {
    let secret = Secret::Recovery(RecoveryKey::parse(key).unwrap().raw());
    let mut store = Store::open(path, &secret, &who(), NOW).unwrap();
    let mut workbook = store.load().unwrap();
    loop {
        for _ in 0..4 {
            let set = add_event(&workbook);
            say(store.apply(&set, "edit", &who(), NOW).unwrap().number);
            set.edits.iter().for_each(|edit| workbook.apply(edit));
        }
        let rows = batch(&workbook, 20, 20);
        say(store
            .apply_import(&rows, &who(), NOW, &mut |_, _| true)
            .unwrap()
            .number);
        workbook = store.load().unwrap();
    }
}

fn add_event(workbook: &Workbook) -> EditSet {
    let event = CareEvent {
        id: workbook.free_event_id(),
        patient: workbook.patients[0].id,
        on: day(3),
        kind: EventKind::Visit,
        value: "came".to_owned(),
        by: "MK".to_owned(),
        import: None,
    };
    EditSet {
        name: "Add visit".to_owned(),
        edits: vec![Edit::Event(Change::add(event))],
    }
}

fn say(number: i64) {
    let mut out = std::io::stdout().lock();
    // The test harness prints without a line end before.
    write!(out, "\nsaved {number}.\n").unwrap();
    out.flush().unwrap();
}
