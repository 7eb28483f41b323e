//! The same work without a window: for scheduled jobs and for checking.
//!
//! Results go to standard output, messages to standard error. Exit code 0: done; 1: refused or
//! failed; 2: wrong usage.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command line speaks through both"
)]

mod assessment;
mod chart;
mod gaps;
mod huddle;
mod import;
mod med;
mod milestones;
mod plan;
mod runchart;
mod tables;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::app::clock;
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::morphine_equivalent::FactorSetId;
use crate::store::{Passphrase, Secret, Store};

/// What the program was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "sixblocks",
    version,
    about = "The offline workbench of a clinic's opioid improvement team"
)]
pub struct Arguments {
    /// Work without a window.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// Open the window with a filled, throw-away demo clinic.
    #[arg(long)]
    pub demo: bool,
    /// Open the window with this clinic file.
    pub file: Option<PathBuf>,
}

/// Work without a window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Make a new clinic file; prints its recovery key once.
    New {
        /// The file to make.
        file: PathBuf,
        /// Name of the clinic.
        #[arg(long)]
        clinic: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Import exports; prints JSON, one object per export.
    Import {
        /// The clinic file.
        file: PathBuf,
        /// CSV, TSV or spreadsheet files.
        #[arg(required = true)]
        exports: Vec<PathBuf>,
        /// What they hold, when the headers do not tell.
        #[arg(long = "as", value_parser = ["prescriptions", "patients", "events"])]
        kind: Option<String>,
        /// Order of day and month, when the dates do not tell.
        #[arg(long, value_parser = ["mdy", "dmy", "ymd"])]
        date_order: Option<String>,
        /// Write every rejected row to this CSV file.
        #[arg(long)]
        rejected: Option<PathBuf>,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print one row per patient as of a day.
    Registry {
        /// The clinic file.
        file: PathBuf,
        /// The day, YYYY-MM-DD.
        #[arg(long)]
        as_of: NaiveDate,
        /// Factor table instead of the clinic's own.
        #[arg(long, value_parser = parse_factors)]
        factors: Option<FactorSetId>,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print all measures at month ends.
    Measures {
        /// The clinic file.
        file: PathBuf,
        /// First month, YYYY-MM.
        #[arg(long, value_parser = parse_month)]
        from: NaiveDate,
        /// Last month, YYYY-MM.
        #[arg(long, value_parser = parse_month)]
        to: NaiveDate,
        /// Choices instead of the clinic's own.
        #[command(flatten)]
        choices: tables::Choices,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print the open care gaps of a day.
    Gaps {
        /// The clinic file.
        file: PathBuf,
        /// The day, YYYY-MM-DD.
        #[arg(long)]
        as_of: NaiveDate,
        /// Also what is due soon and what waits.
        #[arg(long)]
        all: bool,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv", "json"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print whom the team prepares for on a day: visits and refills.
    Huddle {
        /// The clinic file.
        file: PathBuf,
        /// The day, YYYY-MM-DD.
        #[arg(long)]
        date: NaiveDate,
        /// Only the patients of this team's clinicians.
        #[arg(long)]
        team: Option<String>,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv", "json"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Draw the run chart of a measure.
    Chart {
        /// The clinic file.
        file: PathBuf,
        /// The measure: its code as in `measures`, or its name.
        #[arg(long)]
        measure: String,
        /// Only the patients of this clinician or team.
        #[arg(long)]
        of: Option<String>,
        /// The picture to make: a name that ends in .svg or .png.
        #[arg(long)]
        out: PathBuf,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print the milestone checklist.
    Milestones {
        /// The clinic file.
        file: PathBuf,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print the action plans, a row a step.
    Plan {
        /// The clinic file.
        file: PathBuf,
        /// Only plans whose title contains these words; `example` is the worked example.
        #[arg(long)]
        plan: Option<String>,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Print the answers of the self-assessment.
    Assessment {
        /// The clinic file.
        file: PathBuf,
        /// Only this round: its name, its date or its number.
        #[arg(long)]
        round: Option<String>,
        /// Output format.
        #[arg(long, default_value = "csv", value_parser = ["csv"])]
        format: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Find the published wording of the self-assessment in a guide's text; prints JSON.
    Wording {
        /// The clinic file.
        file: PathBuf,
        /// The guide's text, or the appendix with the instrument.
        #[arg(long)]
        guide: PathBuf,
        /// Store what was read without doubt; without this nothing is changed.
        #[arg(long)]
        accept: bool,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Work out morphine equivalents of a JSON list of medicines.
    Med {
        /// The list; `-` for standard input.
        items: PathBuf,
        /// Factor table.
        #[arg(long, default_value = "cdc2022", value_parser = parse_factors)]
        factors: FactorSetId,
    },
    /// Judge series of a JSON file as run charts; prints JSON.
    Runchart {
        /// An object with at least `y`, or a list of them; `-` for standard input.
        series: PathBuf,
        /// The rules.
        #[command(flatten)]
        rules: runchart::RuleChoice,
    },
    /// Make a verified backup.
    Backup {
        /// The clinic file.
        file: PathBuf,
        /// Folder for the backup.
        #[arg(long)]
        to: PathBuf,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
    /// Check a clinic file from the first page to the last.
    Check {
        /// The clinic file.
        file: PathBuf,
        /// Where the passphrase comes from.
        #[command(flatten)]
        key: Key,
    },
}

/// Where the passphrase comes from.
#[derive(Debug, clap::Args)]
pub struct Key {
    /// File whose first line is the passphrase; else `SIXBLOCKS_PASSPHRASE` is read.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

/// A sentence for standard error.
pub(crate) struct Failure(String);

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

type Outcome = Result<ExitCode, Failure>;

fn parse_factors(text: &str) -> Result<FactorSetId, String> {
    FactorSetId::from_code(text).ok_or_else(|| "expected cdc2022, cdc2018 or cdc2016".to_owned())
}

fn parse_month(text: &str) -> Result<NaiveDate, String> {
    format!("{text}-01")
        .parse()
        .map_err(|_| "expected a month as YYYY-MM, e.g. 2026-09".to_owned())
}

/// Carries a task out and says how it ended.
pub fn run(task: Task) -> ExitCode {
    let outcome = match task {
        Task::New { file, clinic, key } => new(&file, &clinic, &key),
        Task::Import {
            file,
            exports,
            kind,
            date_order,
            rejected,
            key,
        } => {
            let hints = import::Hints { kind, date_order };
            open(&file, &key)
                .and_then(|store| import::run(store, &exports, &hints, rejected.as_deref()))
        }
        Task::Registry {
            file,
            as_of,
            factors,
            format: _,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| tables::registry(&store.load()?, as_of, factors)),
        Task::Measures {
            file,
            from,
            to,
            choices,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| tables::measures(store.load()?, &choices, from, to)),
        Task::Gaps {
            file,
            as_of,
            all,
            format,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| gaps::gaps(&store.load()?, as_of, all, &format)),
        Task::Huddle {
            file,
            date,
            team,
            format,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| huddle::huddle(&store.load()?, date, team.as_deref(), &format)),
        Task::Chart {
            file,
            measure,
            of,
            out,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| chart::draw(&store.load()?, &measure, of.as_deref(), &out)),
        Task::Milestones {
            file,
            format: _,
            key,
        } => open_to_read(&file, &key).and_then(|store| milestones::checklist(&store.load()?)),
        Task::Plan {
            file,
            plan,
            format: _,
            key,
        } => {
            open_to_read(&file, &key).and_then(|store| plan::plans(&store.load()?, plan.as_deref()))
        }
        Task::Assessment {
            file,
            round,
            format: _,
            key,
        } => open_to_read(&file, &key)
            .and_then(|store| assessment::answers(&store.load()?, round.as_deref())),
        Task::Wording {
            file,
            guide,
            accept,
            key,
        } => clinic_file(&file, accept, &key).and_then(|store| assessment::wording(&guide, store)),
        Task::Med { items, factors } => med::run(&items, factors),
        Task::Runchart { series, rules } => runchart::run(&series, &rules),
        Task::Backup { file, to, key } => {
            open_to_read(&file, &key).and_then(|store| backup(&store, &to))
        }
        Task::Check { file, key } => open_to_read(&file, &key).and_then(|store| check(&store)),
    };
    outcome.unwrap_or_else(|Failure(sentence)| {
        eprintln!("sixblocks: {sentence}");
        ExitCode::FAILURE
    })
}

impl Key {
    fn passphrase(&self) -> Result<Passphrase, Failure> {
        let text = match &self.passphrase_file {
            Some(file) => std::fs::read_to_string(file).map_err(|e| {
                Failure(format!(
                    "The passphrase file {} cannot be read: {e}.",
                    file.display()
                ))
            })?,
            None => std::env::var("SIXBLOCKS_PASSPHRASE").map_err(|_| {
                Failure(
                    "No passphrase is given. Use --passphrase-file or set SIXBLOCKS_PASSPHRASE."
                        .to_owned(),
                )
            })?,
        };
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            return Err(Failure(
                "The passphrase is empty. Put it in the first line.".to_owned(),
            ));
        }
        Ok(Passphrase::new(line))
    }
}

fn open(file: &Path, key: &Key) -> Result<Store, Failure> {
    let secret = Secret::Passphrase(key.passphrase()?);
    Ok(Store::open(
        file,
        &secret,
        &clock::who(""),
        &clock::instant(),
    )?)
}

/// Opens a file for a task that only reads; one that cannot be written serves too.
fn open_to_read(file: &Path, key: &Key) -> Result<Store, Failure> {
    let secret = Secret::Passphrase(key.passphrase()?);
    let store = Store::open_as_possible(file, &secret, &clock::who(""), &clock::instant())?;
    if store.is_read_only() {
        eprintln!("sixblocks: The clinic file cannot be written; it is open for reading.");
    }
    Ok(store)
}

/// The store when something is to be written; else the file only has to be there.
fn clinic_file(file: &Path, is_written: bool, key: &Key) -> Result<Option<Store>, Failure> {
    if is_written {
        return open(file, key).map(Some);
    }
    if file.is_file() {
        return Ok(None);
    }
    Err(Failure(format!(
        "There is no clinic file {}. Check the path.",
        file.display()
    )))
}

fn new(file: &Path, name: &str, key: &Key) -> Outcome {
    let clinic = Clinic {
        name: name.to_owned(),
        ..Clinic::default()
    };
    let passphrase = key.passphrase()?;
    let (_, recovery) = Store::create(
        file,
        &passphrase,
        &clinic,
        &Settings::default(),
        &clock::who(""),
        &clock::instant(),
    )?;
    println!(
        "{}",
        serde_json::json!({ "file": file, "clinic": name, "recovery_key": recovery.to_string() })
    );
    eprintln!(
        "sixblocks: Keep the recovery key on paper in a sealed envelope; it opens the file without passphrase."
    );
    Ok(ExitCode::SUCCESS)
}

fn backup(store: &Store, to: &Path) -> Outcome {
    let made = store.backup_to(to, "by command", clock::local_now())?;
    println!(
        "{}",
        serde_json::json!({ "backup": made.path, "verified": true })
    );
    Ok(ExitCode::SUCCESS)
}

fn check(store: &Store) -> Outcome {
    let health = store.check()?;
    println!(
        "{}",
        serde_json::json!({ "healthy": health.is_good(), "problems": health.problems(), "records": health.counts })
    );
    Ok(if health.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
