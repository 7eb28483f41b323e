//! The arrows of `docs/architecture.md`: who may name whom. Read from the sources themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// A rule: these words may stand only in files under these places.
struct Rule {
    words: &'static [&'static str],
    allowed: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        words: &["rusqlite"],
        allowed: &["store/"],
        why: "only the store names the database library",
    },
    Rule {
        words: &["egui::", "eframe::", "use egui", "use eframe"],
        allowed: &["ui/", "app/"],
        why: "only the interface and the app name egui",
    },
    Rule {
        words: &["plotters::", "use plotters", "plotters_backend"],
        allowed: &["chart/", "ui/plot_backend"],
        why: "only the charts and their backend on the window name plotters",
    },
    Rule {
        words: &["Utc::now", "Local::now", "SystemTime::now"],
        allowed: &["app/clock.rs"],
        why: "only app::clock reads the calendar",
    },
    Rule {
        words: &["rfd::"],
        allowed: &["app/"],
        why: "only the app opens file dialogs",
    },
    Rule {
        words: &["println!", "eprintln!", "print!", "eprint!"],
        allowed: &["cli.rs", "cli/", "app/window.rs"],
        why: "only the command line prints",
    },
    Rule {
        words: &[
            "std::net",
            "TcpStream",
            "UdpSocket",
            "TcpListener",
            "reqwest",
            "ureq",
            "hyper::",
        ],
        allowed: &[],
        why: "there is no network code",
    },
];

/// Rooms and the other rooms they may name through `crate::`.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("export", &["export"]),
    ("import", &["import", "domain", "export"]),
    ("store", &["store", "domain"]),
    ("chart", &["chart", "domain"]),
    ("ui", &["ui", "domain", "import", "chart", "export"]),
    (
        "app",
        &["app", "ui", "domain", "import", "store", "chart", "export"],
    ),
    (
        "cli",
        &["cli", "app", "domain", "import", "store", "chart", "export"],
    ),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 50, "the sources are where they are expected");
    // Test files beside a screen may make their clinic with the demo.
    files.retain(|f| {
        let name = f.to_string_lossy();
        !(name.ends_with("tests.rs") || name.ends_with("testing.rs") || name.contains("gallery"))
    });
    let name = |path: &PathBuf| {
        path.strip_prefix(&root)
            .expect("under src")
            .to_string_lossy()
            .replace('\\', "/")
    };
    files
        .iter()
        .map(|f| {
            (
                name(f),
                code_of(&fs::read_to_string(f).expect("a source file")),
            )
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The source without comments and without its test module, which stands last.
fn code_of(source: &str) -> String {
    let code = source
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or(source);
    code.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn room_of(file: &str) -> &str {
    file.split('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".rs")
}

#[test]
fn each_outside_thing_has_one_room() {
    let mut broken = Vec::new();
    for (file, code) in sources() {
        for rule in RULES {
            let allowed = rule.allowed.iter().any(|place| file.starts_with(place));
            if !allowed && let Some(word) = rule.words.iter().find(|w| code.contains(**w)) {
                broken.push(format!("src/{file} names {word}: {}", rule.why));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn rooms_name_only_the_rooms_below_them() {
    let mut broken = Vec::new();
    for (file, code) in sources() {
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == room_of(&file)) else {
            continue;
        };
        for used in code.split("crate::").skip(1) {
            let room: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let is_room = ARROWS.iter().any(|(name, _)| *name == room);
            if is_room && !allowed.contains(&room.as_str()) {
                broken.push(format!("src/{file} names crate::{room}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_its_one_responsibility_first() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    for file in files {
        let source = fs::read_to_string(&file).expect("a source file");
        assert!(
            source.starts_with("//! "),
            "{} begins with no //! line",
            file.display()
        );
    }
}

#[test]
fn inspection_is_never_a_default_feature() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("Cargo.toml");
    assert!(
        !manifest.contains("inspection"),
        "inspection opens the window's content to other programs"
    );
}
