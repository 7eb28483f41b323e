//! The command line, run as a person or a scheduled job runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const FILLS: &str = "\
MRN,Last Name,First Name,DOB,Rx Number,Date Filled,Drug Name,Quantity,Days Supply
00000042,Marsh,Alma,1960-03-04,7001,2026-08-03,Oxycodone HCl 15 MG Oral Tablet,120,30
00000042,Marsh,Alma,1960-03-04,7002,2026-09-02,Oxycodone HCl 15 MG Oral Tablet,120,30
00000043,Tate,Otis,1951-07-08,7003,2026-09-10,Tramadol HCl 50 MG Oral Tablet,60,
00000044,Vega,Rosa,1971-01-09,7004,2026-13-40,Tramadol HCl 50 MG Oral Tablet,60,30
";

struct Clinic {
    folder: TempDir,
}

impl Clinic {
    fn new() -> Self {
        let clinic = Self {
            folder: TempDir::new().expect("a folder"),
        };
        fs::write(clinic.path("fills.csv"), FILLS).expect("an export");
        let made = clinic.run(&["new", "FILE", "--clinic", "Test Clinic"]);
        assert!(made.status.success(), "{}", text(&made.stderr));
        clinic
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program; FILE and FILLS stand for the clinic file and the export.
    fn run(&self, arguments: &[&str]) -> Output {
        let place = |a: &&str| match *a {
            "FILE" => self.path("c.sixblocks"),
            "FILLS" => self.path("fills.csv"),
            other if other.starts_with('@') => self.path(&other[1..]),
            other => Path::new(other).to_owned(),
        };
        Command::new(env!("CARGO_BIN_EXE_sixblocks"))
            .args(arguments.iter().map(place))
            .env("SIXBLOCKS_PASSPHRASE", "a passphrase for tests")
            .output()
            .expect("the program runs")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", text(&output.stdout), text(&output.stderr)))
}

#[test]
fn an_import_tells_new_unchanged_and_rejected_rows_and_changes_nothing_twice() {
    let clinic = Clinic::new();
    let first = json(&clinic.run(&["import", "FILE", "FILLS", "--rejected", "@rejected.csv"]));
    let told = |result: &serde_json::Value, what: &str| result[0][what].as_u64();
    assert_eq!(
        (
            told(&first, "rows"),
            told(&first, "new"),
            told(&first, "rejected")
        ),
        (Some(4), Some(3), Some(1))
    );
    let rejected = fs::read_to_string(clinic.path("rejected.csv")).expect("the rejected rows");
    assert!(rejected.contains("2026-13-40"), "{rejected}");
    let second = json(&clinic.run(&["import", "FILE", "FILLS"]));
    assert_eq!(
        (
            told(&second, "new"),
            told(&second, "changed"),
            told(&second, "unchanged")
        ),
        (Some(0), Some(0), Some(3))
    );
}

#[test]
fn the_registry_gives_a_number_only_where_there_is_one() {
    let clinic = Clinic::new();
    clinic.run(&["import", "FILE", "FILLS"]);
    let table = text(
        &clinic
            .run(&["registry", "FILE", "--as-of", "2026-09-15"])
            .stdout,
    );
    assert!(
        table.contains("00000042,yes,yes,90,known,90 or more,no,no,no"),
        "{table}"
    );
    assert!(
        table.contains("00000043,no,yes,,unknown,,no,no,no"),
        "{table}"
    );
}

const EVENTS: &str = "\
MRN,Date,Event,Value
00000042,2026-03-01,PDMP_CHECK,reviewed
00000042,2026-09-20,AGREEMENT,signed
00000042,2025-10-14,UDT,expected
";

#[test]
fn gaps_print_what_is_open_with_its_days_and_why() {
    let clinic = Clinic::new();
    fs::write(clinic.path("events.csv"), EVENTS).expect("events");
    clinic.run(&["import", "FILE", "FILLS", "@events.csv"]);
    let asked = ["gaps", "FILE", "--as-of", "2026-09-30"];
    let output = clinic.run(&asked);
    let table = text(&output.stdout);
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some("mrn,rule,last_on,due_on,days_overdue,assigned_to,reason")
    );
    for line in [
        "00000042,pdmp,2026-03-01,2026-06-01,121,,\"last 2026-03-01, due every 3 months, was due 2026-06-01, 121 days ago\"",
        "00000042,naloxone,,,,,\"never offered, due every 12 months\"",
    ] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    for rule in [",agreement,", ",urine_test,", "00000043"] {
        assert!(!table.contains(rule), "{rule}\n{table}");
    }
    assert!(text(&output.stderr).contains("Current agreement is not looked at"));

    let found = json(&clinic.run(&[&asked[..], &["--format", "json"]].concat()));
    let gaps = found["gaps"].as_array().expect("a list");
    assert_eq!(gaps.len(), lines.count());
    let pdmp = gaps.iter().find(|g| g["rule"] == "pdmp").expect("the gap");
    assert_eq!(pdmp["state"], "overdue");
    assert_eq!(pdmp["days_overdue"], 121);
    assert_eq!(pdmp["due_on"], "2026-06-01");

    let all = text(&clinic.run(&[&asked[..], &["--all"]].concat()).stdout);
    let soon = "00000042,urine_test,2025-10-14,2026-10-14,,,\"last 2025-10-14, due every 12 months, due 2026-10-14, in 14 days\"";
    assert!(all.contains(soon), "{all}");
}

#[test]
fn the_huddle_prints_who_runs_out_that_day() {
    let clinic = Clinic::new();
    fs::write(clinic.path("events.csv"), EVENTS).expect("events");
    clinic.run(&["import", "FILE", "FILLS", "@events.csv"]);
    // 30 days from 2 September last to 1 October.
    let table = text(
        &clinic
            .run(&["huddle", "FILE", "--date", "2026-10-02"])
            .stdout,
    );
    assert!(
        table.contains("\n,00000042,,2026-10-02,no,,,,no,,,,pdmp "),
        "{table}"
    );
    assert_eq!(table.lines().count(), 2, "{table}");
    let found = json(&clinic.run(&["huddle", "FILE", "--date", "2026-10-02", "--format", "json"]));
    assert_eq!(found["patients"][0]["refill"]["due_on"], "2026-10-02");
    assert_eq!(
        found["patients"][0]["med_mg_per_day"],
        serde_json::Value::Null
    );
    let refused = clinic.run(&["huddle", "FILE", "--date", "2026-10-02", "--team", "Blue"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("no team “Blue”"));
}

#[test]
fn measures_print_numerator_denominator_and_unknown() {
    let clinic = Clinic::new();
    clinic.run(&["import", "FILE", "FILLS"]);
    let table = text(
        &clinic
            .run(&["measures", "FILE", "--from", "2026-09", "--to", "2026-09"])
            .stdout,
    );
    assert!(table.contains("2026-09-30,ltot,1,1,0,1"), "{table}");
    assert!(table.contains("2026-09-30,med_ge90,1,1,0,100"), "{table}");
}

#[test]
fn a_wrong_passphrase_fails_with_one_sentence_and_code_1() {
    let clinic = Clinic::new();
    let output = Command::new(env!("CARGO_BIN_EXE_sixblocks"))
        .args([Path::new("check"), &clinic.path("c.sixblocks")])
        .env("SIXBLOCKS_PASSPHRASE", "not the passphrase")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(
        text(&output.stderr).contains("passphrase"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn wrong_usage_is_code_2_and_no_display_names_the_commands() {
    let clinic = Clinic::new();
    assert_eq!(clinic.run(&["registry", "FILE"]).status.code(), Some(2));
    let output = Command::new(env!("CARGO_BIN_EXE_sixblocks"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("sixblocks new, import, registry"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_backup_opens_and_a_check_says_healthy() {
    let clinic = Clinic::new();
    let made = json(&clinic.run(&["backup", "FILE", "--to", "@backups"]));
    assert_eq!(made["verified"], true);
    let checked = json(&clinic.run(&["check", "FILE"]));
    assert_eq!(
        (&checked["healthy"], &checked["problems"]),
        (&true.into(), &serde_json::json!([]))
    );
}

#[test]
fn a_file_that_cannot_be_written_is_read_and_not_imported_into() {
    let clinic = Clinic::new();
    assert!(clinic.run(&["import", "FILE", "FILLS"]).status.success());
    let file = clinic.path("c.sixblocks");
    let mut permissions = fs::metadata(&file).expect("the file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).expect("a protected file");
    let before = fs::read(&file).expect("the file");

    let registry = clinic.run(&["registry", "FILE", "--as-of", "2026-09-30"]);
    assert!(
        text(&registry.stderr).contains("open for reading"),
        "{}",
        text(&registry.stderr)
    );
    assert!(text(&registry.stdout).contains("00000042"));
    assert_eq!(json(&clinic.run(&["check", "FILE"]))["healthy"], true);
    let made = json(&clinic.run(&["backup", "FILE", "--to", "@backups"]));
    assert_eq!(made["verified"], true);
    let refused = clinic.run(&["import", "FILE", "FILLS"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(fs::read(&file).expect("the file"), before);
}

#[test]
fn medicines_are_worked_out_with_their_working() {
    let clinic = Clinic::new();
    let items = r#"[
        {"drug": "oxycodone", "form": "tablet", "strength": 10, "strength_unit": "mg", "quantity": 120, "days_supply": 30},
        {"drug": "Butrans", "form": "patch", "strength": 10, "strength_unit": "mcg/h", "quantity": 4, "days_supply": 28},
        [{"drug": "methadone", "strength": 15, "strength_unit": "mg", "doses_per_day": 1},
         {"drug": "methadone", "strength": 15, "strength_unit": "mg", "doses_per_day": 1}],
        {"drug": "fenfluramine", "strength": 2.2, "strength_unit": "mg/mL", "quantity": 60, "days_supply": 60}
    ]"#;
    fs::write(clinic.path("items.json"), items).expect("the items");
    let results = json(&clinic.run(&["med", "@items.json", "--factors", "cdc2016"]));
    let mg = |i: usize| results[i]["med_mg_per_day"].as_f64();
    assert_eq!(
        (mg(0), mg(1), mg(2), mg(3)),
        (Some(60.0), None, Some(240.0), None)
    );
    assert!(
        results[1]["reason"]
            .as_str()
            .is_some_and(|r| r.contains("buprenorphine"))
    );
    assert!(
        results[3]["reason"]
            .as_str()
            .is_some_and(|r| r.contains("no opioid"))
    );
}

#[test]
fn an_entry_that_cannot_be_read_spoils_no_other() {
    let clinic = Clinic::new();
    let items = r#"[
        {"drug": "oxycodone 10 mg", "form": null, "strength": null, "quantity": "120", "days_supply": "30"},
        {"drug": "oxycodone 10 mg", "quantity": "a lot", "days_supply": 30},
        {"medicine": "oxycodone 10 mg"},
        {"drug": "morphine 15 mg", "doses_per_day": 2}
    ]"#;
    fs::write(clinic.path("items.json"), items).expect("the items");
    let results = json(&clinic.run(&["med", "@items.json"]));
    let found: Vec<_> = (0..4)
        .map(|i| results[i]["med_mg_per_day"].as_f64())
        .collect();
    assert_eq!(found, [Some(60.0), None, None, Some(30.0)]);
    for (at, part) in [(1, "\"a lot\" is no number"), (2, "drug")] {
        let reason = results[at]["reason"].as_str().expect("a reason");
        assert!(reason.contains(part), "{reason}");
    }
}

#[test]
fn series_are_judged_by_the_rules_asked_for() {
    let clinic = Clinic::new();
    // Twelve low, twelve high; two parts; a baseline; rules of its own; nothing at all.
    let series = r#"[
        {"id": "step", "y": [1,2,1,2,1,2,1,2,1,2,1,2,8,9,8,9,8,9,8,9,8,9,8,9]},
        {"y": [5,5,5,5], "n": [10,10,10,5], "exclude": [1], "part": 2},
        {"input": {"y": [1,2,3,4,5,6,null,7,3,9], "freeze": 2, "cl": null}},
        {"y": [1,2,3,4,5,6,7,8,9,10], "rules": {"shift": 8, "trend": "off", "runs": true}},
        {"y": []}
    ]"#;
    fs::write(clinic.path("series.json"), series).expect("the series");
    let found = json(&clinic.run(&["runchart", "@series.json"]));
    let step = &found[0];
    assert_eq!(
        (&step["id"], &step["rules"]),
        (&"step".into(), &"Anhøj".into())
    );
    assert_eq!(
        step["parts"],
        serde_json::json!([{
            "part": 1, "first": 1, "last": 24, "n_obs": 24, "n_useful": 24, "median": 5.0,
            "longest_run": 12, "longest_run_max": 8, "n_crossings": 1, "n_crossings_min": 8,
            "runs_signal": true
        }])
    );
    assert_eq!(step["shifts"][0]["direction"], "down");
    assert_eq!(
        step["shifts"][1]["points"],
        serde_json::json!((12..24).collect::<Vec<_>>())
    );
    assert_eq!(step["trends"], serde_json::json!([]));
    assert_eq!(step["shift8"]["signals"].as_array().map(Vec::len), Some(2));
    assert_eq!(found[1]["parts"][0]["n_obs"], 1);
    assert_eq!(found[1]["side"], serde_json::json!([null, 0, -1, 1]));
    assert_eq!(found[2]["parts"][0]["median"], 1.5);
    assert_eq!(
        found[2]["trend6"]["signals"][0]["points"],
        serde_json::json!([0, 1, 2, 3, 4, 5, 7])
    );
    assert_eq!(found[3]["rules"], "IHI, shift 8, trend off, number of runs");
    assert_eq!(
        found[3]["shift6"],
        serde_json::Value::Null,
        "only what was asked for"
    );
    assert_eq!(found[4]["parts"], serde_json::json!([]));
    let ihi = ["runchart", "@series.json", "--shift", "7", "--trend", "7"];
    let found = json(&clinic.run(&ihi));
    assert_eq!(found[0]["rules"], "IHI, shift 7, trend 7");
    assert_eq!(found[0]["shifts"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        found[2]["trends"][0]["points"].as_array().map(Vec::len),
        Some(7)
    );
}

#[test]
fn decimal_figures_on_the_median_are_on_it() {
    let clinic = Clinic::new();
    let one = r#"{"y": [87.1, 87.3, 87.2, 87.2], "freeze": 2}"#;
    fs::write(clinic.path("one.json"), one).expect("the series");
    let found = json(&clinic.run(&["runchart", "@one.json"]));
    assert_eq!(found["side"], serde_json::json!([-1, 1, 0, 0]));
}

#[test]
fn a_series_that_cannot_be_read_is_named_with_its_field() {
    let clinic = Clinic::new();
    let check = |series: &str, arguments: &[&str], words: &[&str]| {
        fs::write(clinic.path("bad.json"), series).expect("the series");
        let all = [&["runchart", "@bad.json"], arguments].concat();
        let output = clinic.run(&all);
        assert_eq!(output.status.code(), Some(1), "{series}");
        let told = text(&output.stderr);
        for word in words {
            assert!(told.contains(word), "{series}: {told}");
        }
        assert!(output.stdout.is_empty());
    };
    check(
        r#"[{"y": [1]}, {"n": [1]}]"#,
        &[],
        &["Object 2", "\"y\" is missing"],
    );
    check(
        r#"{"y": [1, "x"]}"#,
        &[],
        &["The object", "value 2 of \"y\" is \"x\""],
    );
    check(
        r#"[{"id": "A1", "y": 3}]"#,
        &[],
        &["Object 1 (A1)", "a list of numbers"],
    );
    check(
        r#"{"y": [1, 2], "n": [3]}"#,
        &[],
        &["\"n\" has 1 values and \"y\" has 2"],
    );
    check(
        r#"{"y": [1], "freeze": 0}"#,
        &[],
        &["\"freeze\" is 0", "counted from 1"],
    );
    check(r#"{"y": [1], "part": [1.5]}"#, &[], &["\"part\" is 1.5"]);
    check(r#"{"y": [1], "cl": "5"}"#, &[], &["\"cl\"", "a number"]);
    check(
        r#"{"y": [1], "rules": {"shift": 9}}"#,
        &[],
        &["\"rules.shift\" is 9", "6, 7 or 8"],
    );
    check("[1]", &[], &["Object 1 is 1"]);
    check("{", &[], &["is no JSON"]);
    let both = ["--rules", "anhoej", "--shift", "6"];
    check(r#"{"y": [1]}"#, &both, &["--rules ihi"]);
}

/// The instrument's layout with invented words: one line an item, columns parted by tabs.
fn guide() -> String {
    let mut text = String::from("Appendix\n\nSix Building Blocks Self-Assessment Tool\n\n");
    for item in sixblocks::domain::programme::items() {
        let levels = ["is not there", "is begun", "is half there", "is there"];
        let levels = levels.map(|level| format!("...{level} for {}.", item.title.to_lowercase()));
        let line = format!(
            "{}\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n{}. The {} of our clinic...\t{}\t\t\n",
            item.title,
            item.number,
            item.marks[0],
            levels.join("\t\t\t")
        );
        text.push_str(&line);
    }
    text
}

#[test]
fn wording_is_printed_and_stored_only_when_accepted() {
    let clinic = Clinic::new();
    fs::write(clinic.path("guide.txt"), guide()).expect("a guide");
    let before = fs::read(clinic.path("c.sixblocks")).expect("the file");
    let found = clinic.run(&["wording", "FILE", "--guide", "@guide.txt"]);
    let printed = json(&found);
    assert_eq!(printed["items"].as_array().map(Vec::len), Some(22));
    assert_eq!(printed["problems"].as_array().map(Vec::len), Some(0));
    assert_eq!(printed["items"][5]["number"], 6);
    assert_eq!(
        printed["items"][5]["levels"][3],
        "...is there for signed agreements."
    );
    let after = fs::read(clinic.path("c.sixblocks")).expect("the file");
    assert_eq!(before, after, "nothing changes until it is accepted");

    let stored = |clinic: &Clinic| {
        let secret = sixblocks::store::Secret::Passphrase(sixblocks::store::Passphrase::new(
            "a passphrase for tests",
        ));
        let who = sixblocks::domain::history::Who::default();
        let path = clinic.path("c.sixblocks");
        let store = sixblocks::store::Store::open(&path, &secret, &who, "2026-10-12T10:42:05Z");
        let wordings = store.expect("opens").load().expect("loads").wordings;
        wordings.first().map(|w| (w.source.clone(), w.items.len()))
    };
    let done = clinic.run(&["wording", "FILE", "--guide", "@guide.txt", "--accept"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(stored(&clinic), Some(("guide.txt".to_owned(), 22)));

    // Another document is refused and leaves what stands there.
    let refused = clinic.run(&["wording", "FILE", "--guide", "FILLS", "--accept"]);
    assert!(!refused.status.success());
    assert_eq!(json(&refused)["items"].as_array().map(Vec::len), Some(0));
    assert_eq!(stored(&clinic), Some(("guide.txt".to_owned(), 22)));
}

#[test]
fn the_assessment_prints_every_item_of_every_sheet_and_blanks_as_blanks() {
    use sixblocks::domain::assessment::command::{AssessmentCommand as Ask, NewSheets};
    use sixblocks::domain::assessment::{Rating, RoundKind};
    use sixblocks::domain::ids::SheetId;
    let clinic = Clinic::new();
    let secret = sixblocks::store::Secret::Passphrase(sixblocks::store::Passphrase::new(
        "a passphrase for tests",
    ));
    let (who, now) = (
        sixblocks::domain::history::Who::default(),
        "2026-10-12T10:42:05Z",
    );
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day");
    let path = clinic.path("c.sixblocks");
    let mut store = sixblocks::store::Store::open(&path, &secret, &who, now).expect("opens");
    let mut workbook = store.load().expect("loads");
    let round = Ask::SaveRound {
        id: None,
        name: "Baseline".to_owned(),
        date: day,
        kind: RoundKind::Team,
        is_baseline: true,
        with: NewSheets {
            shared: true,
            groups: 1,
        },
    };
    let answer = Ask::Answer {
        sheet: SheetId(1),
        item: 6,
        score: Rating::new(12),
        continues: false,
    };
    let note = Ask::Note {
        sheet: SheetId(1),
        item: 6,
        note: "=SUM, \"quoted\"".to_owned(),
        continues: false,
    };
    for ask in [round, answer, note] {
        let command = sixblocks::domain::command::Command::Assessment(ask);
        let set = command.edits(&workbook, "MK", day).expect("a good request");
        store.apply(&set, "edit", &who, now).expect("is written");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    store.close().expect("closes");
    let printed = text(&clinic.run(&["assessment", "FILE"]).stdout);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 1 + 2 * 22, "{printed}");
    assert_eq!(lines[0], "round,date,sheet,item,block,score,note");
    assert_eq!(lines[1], "Baseline,2026-03-04,Team,1,Leadership,,");
    assert_eq!(
        lines[6],
        "Baseline,2026-03-04,Team,6,Policies,12,\"'=SUM, \"\"quoted\"\"\""
    );
    let unknown = clinic.run(&["assessment", "FILE", "--round", "Kickoff"]);
    assert!(!unknown.status.success());
    assert!(text(&unknown.stderr).contains("Baseline, 2026-03-04"));
}

#[test]
fn the_milestones_of_all_stages_are_printed_with_their_origin() {
    let clinic = Clinic::new();
    let printed = text(&clinic.run(&["milestones", "FILE"]).stdout);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines[0],
        "id,stage,block,text,status,owner,target,reached,origin"
    );
    assert_eq!(lines.len(), 1 + 17 + 27 + 16, "{printed}");
    let of = |stage: &str| lines.iter().filter(|l| l.contains(stage)).count();
    assert_eq!(of(",prepare_and_launch,"), 17);
    assert_eq!(of(",design_and_implement,"), 27);
    assert_eq!(of(",monitor_and_sustain,"), 16);
    let origin = |line: &&str| line.rsplit(',').next().is_some_and(|o| o.contains(':'));
    assert!(lines.iter().skip(1).all(origin), "{printed}");
}

/// The cells of a CSV without line breaks inside cells.
fn csv(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let mut cells = vec![String::new()];
        let mut is_quoted = false;
        for part in line.split_inclusive(['"', ',']) {
            let cell = cells.last_mut().expect("a cell");
            match part.strip_suffix(['"', ',']) {
                Some(before) if part.ends_with('"') => {
                    cell.push_str(before);
                    is_quoted = !is_quoted;
                }
                Some(before) if !is_quoted => {
                    cell.push_str(before);
                    cells.push(String::new());
                }
                _ => cell.push_str(part),
            }
        }
        cells
    };
    text.lines().map(row).collect()
}

#[test]
fn the_worked_example_is_printed_from_any_file_with_its_texts_letter_for_letter() {
    let clinic = Clinic::new();
    let rows = csv(&text(
        &clinic.run(&["plan", "FILE", "--plan", "example"]).stdout,
    ));
    assert_eq!(
        rows[0].join(","),
        "plan,block,activity,manager,due_text,due_date,status,step,who,when_text,when_date,done_on"
    );
    assert_eq!(rows.len(), 1 + 26);
    assert!(rows.iter().all(|row| row.len() == 12), "{rows:?}");
    let example = sixblocks::domain::programme::example_plan();
    let published = example
        .activities
        .iter()
        .flat_map(|a| a.steps.iter().map(move |s| (a, s)));
    for (row, (activity, step)) in rows.iter().skip(1).zip(published) {
        assert_eq!(
            [&row[2], &row[3], &row[4], &row[7], &row[8], &row[9]],
            [
                &activity.text,
                &activity.manager,
                &activity.due,
                &step.what,
                &step.who,
                &step.when
            ]
        );
        assert_eq!(
            [&row[5], &row[10], &row[11]],
            ["", "", ""],
            "no date is read into it"
        );
        assert_eq!(row[6], "not_started");
    }
    let has = |cell: &str| rows.iter().any(|row| row.iter().any(|c| c == cell));
    assert!(has("Core working group (Bill, Jan, Monica, Joy?)") && has("After policy revision"));
    assert!(has("Bill (and June with thermometer in hall?)") && has("Tracking"));
    // It is printed only when it is asked for.
    assert_eq!(csv(&text(&clinic.run(&["plan", "FILE"]).stdout)).len(), 1);
    let unknown = clinic.run(&["plan", "FILE", "--plan", "winter"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("no action plan; --plan example"));
}

#[test]
fn plans_are_printed_a_row_a_step_and_found_by_words_of_their_title() {
    use sixblocks::domain::action_plan::command::{PlanCommand as Ask, PlanFacts, StepText};
    use sixblocks::domain::ids::{ActivityId, PlanId};
    let clinic = Clinic::new();
    let secret = sixblocks::store::Secret::Passphrase(sixblocks::store::Passphrase::new(
        "a passphrase for tests",
    ));
    let who = sixblocks::domain::history::Who::default();
    let now = "2026-10-12T10:42:05Z";
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day");
    let path = clinic.path("c.sixblocks");
    let mut store = sixblocks::store::Store::open(&path, &secret, &who, now).expect("opens");
    let mut workbook = store.load().expect("loads");
    let plan = |title: &str| {
        Ask::Add(PlanFacts {
            title: title.to_owned(),
            ..PlanFacts::default()
        })
    };
    let activity = |plan, text: &str| Ask::AddActivity {
        plan: PlanId(plan),
        block: Some(2),
        row: StepText {
            what: text.to_owned(),
            ..StepText::default()
        },
        milestones: Vec::new(),
        place: None,
    };
    let step = Ask::AddStep {
        activity: ActivityId(1),
        row: StepText {
            what: "=Draft, \"quoted\"".to_owned(),
            who: "Joy?".to_owned(),
            when: "2026-04-01".to_owned(),
        },
        place: None,
    };
    let asks = [
        plan("Winter"),
        plan("Spring, our example"),
        activity(1, "Revise"),
        step,
        activity(2, "Train"),
    ];
    for ask in asks {
        let command = sixblocks::domain::command::Command::Plan(ask);
        let set = command.edits(&workbook, "MK", day).expect("a good request");
        store.apply(&set, "edit", &who, now).expect("is written");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    store.close().expect("closes");
    let printed = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["plan", "FILE"].iter().chain(arguments).copied().collect();
        let printed = text(&clinic.run(&arguments).stdout);
        printed
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let winter = "Winter,Policies,Revise,,,,not_started,\"'=Draft, \"\"quoted\"\"\",Joy?,2026-04-01,2026-04-01,";
    let spring = "\"Spring, our example\",Policies,Train,,,,not_started,,,,,";
    assert_eq!(printed(&[]), [winter, spring]);
    assert_eq!(printed(&["--plan", "wINTER"]), [winter]);
    assert_eq!(printed(&["--plan", "our example"]), [spring]);
    assert_eq!(
        printed(&["--plan", "example"]).len(),
        26,
        "alone it means the worked one"
    );
    let unknown = clinic.run(&["plan", "FILE", "--plan", "summer"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("The file has: Winter; Spring, our example;"));
}
