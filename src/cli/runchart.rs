//! Run charts of series in a JSON file, judged by the rules that judge a clinic's measures.

mod series;

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::{Failure, Outcome};
use crate::domain::run_chart::{
    Analysis, Direction, PartAnalysis, PointRun, Rules, ShiftLength, Side, Signal, SignalKind,
    TrendLength, analyse,
};
use series::{Asked, asked};

/// The lengths that are told beside Anhøj's rules, each as a rule of its own.
const SHIFTS: [ShiftLength; 3] = [ShiftLength::Six, ShiftLength::Seven, ShiftLength::Eight];
const TRENDS: [TrendLength; 3] = [TrendLength::Five, TrendLength::Six, TrendLength::Seven];

/// Which rules judge a series that names none.
#[derive(Debug, clap::Args)]
pub struct RuleChoice {
    /// Which rules; with a length given, IHI's.
    #[arg(long, value_parser = ["anhoej", "ihi"])]
    rules: Option<String>,
    /// IHI: points in a row on one side that make a shift [default: 6].
    #[arg(long, value_parser = ["6", "7", "8"])]
    shift: Option<String>,
    /// IHI: points in a row rising or falling that make a trend; a weak rule [default: off].
    #[arg(long, value_parser = ["5", "6", "7", "off"])]
    trend: Option<String>,
    /// IHI: compare the number of runs with its limits too.
    #[arg(long)]
    runs: bool,
}

impl RuleChoice {
    fn rules(&self) -> Result<Rules, Failure> {
        let has_lengths = self.shift.is_some() || self.trend.is_some() || self.runs;
        match self.rules.as_deref() {
            Some("anhoej") if has_lengths => Err(Failure(
                "--shift, --trend and --runs belong to --rules ihi. Leave them out, or choose ihi."
                    .to_owned(),
            )),
            Some("ihi") => Ok(self.ihi()),
            _ if has_lengths => Ok(self.ihi()),
            _ => Ok(Rules::Anhoej),
        }
    }

    fn ihi(&self) -> Rules {
        let shift = self.shift.as_deref().and_then(|t| t.parse().ok());
        let trend = self.trend.as_deref().and_then(|t| t.parse().ok());
        Rules::Ihi {
            shift: shift.and_then(shift_of).unwrap_or(ShiftLength::Six),
            trend: trend.and_then(trend_of),
            runs: self.runs,
        }
    }
}

fn shift_of(points: usize) -> Option<ShiftLength> {
    SHIFTS.into_iter().find(|s| s.points() == points)
}

fn trend_of(points: usize) -> Option<TrendLength> {
    TRENDS.into_iter().find(|t| t.points() == points)
}

/// Reads the series and prints what the rules say: an object for an object, a list for a list.
pub(super) fn run(file: &Path, choice: &RuleChoice) -> Outcome {
    let rules = choice.rules()?;
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file)
            .map_err(|e| Failure(format!("{} cannot be read: {e}.", file.display())))?;
    }
    let json: Value = serde_json::from_str(&text).map_err(|e| {
        Failure(format!(
            "{} is no JSON: {e}. It holds an object with at least \"y\", or a list of them.",
            file.display()
        ))
    })?;
    let result = match list_of(&json) {
        Some(objects) => {
            let mut results = Vec::new();
            for (number, object) in (1..).zip(objects) {
                let name = format!("Object {number}");
                results.push(judged(&asked(object, &name, rules).map_err(Failure)?));
            }
            Value::Array(results)
        }
        None => judged(&asked(&json, "The object", rules).map_err(Failure)?),
    };
    println!("{}", serde_json::to_string_pretty(&result)?);
    Ok(ExitCode::SUCCESS)
}

/// The objects of a list, or of a file of cases.
fn list_of(json: &Value) -> Option<&Vec<Value>> {
    json.as_array()
        .or_else(|| json.get("cases").and_then(Value::as_array))
}

fn judged(asked: &Asked) -> Value {
    let analysis = analyse(&asked.series, asked.rules);
    let mut result = Map::new();
    if let Some(id) = &asked.id {
        result.insert("id".to_owned(), id.clone());
    }
    let mut put = |name: &str, value: Value| result.insert(name.to_owned(), value);
    put("rules", Value::from(asked.rules.name()));
    put("parts", analysis.parts.iter().map(part).collect());
    let side = analysis.side.iter();
    put("side", side.map(|s| json!(s.map(Side::sign))).collect());
    put("shifts", analysis.shifts.iter().map(points).collect());
    put("trends", analysis.trends.iter().map(points).collect());
    put("signals", signals(&analysis));
    if asked.rules == Rules::Anhoej {
        for (name, found) in fixed_lengths(asked) {
            put(&name, json!({ "signals": found }));
        }
    }
    Value::Object(result)
}

/// What every fixed length would find: Anhøj's rules have no lengths of their own to choose.
fn fixed_lengths(asked: &Asked) -> Vec<(String, Value)> {
    let found = |shift, trend| {
        let rules = Rules::Ihi {
            shift,
            trend,
            runs: false,
        };
        analyse(&asked.series, rules)
    };
    let shifts = SHIFTS.map(|shift| {
        let found = found(shift, None).shifts;
        let name = format!("shift{}", shift.points());
        (name, found.iter().map(points).collect())
    });
    let trends = TRENDS.map(|trend| {
        let found = found(ShiftLength::Six, Some(trend)).trends;
        let name = format!("trend{}", trend.points());
        (name, found.iter().map(points).collect())
    });
    shifts.into_iter().chain(trends).collect()
}

fn part(part: &PartAnalysis) -> Value {
    json!({
        "part": part.part,
        "first": part.first,
        "last": part.last,
        "n_obs": part.n_obs,
        "n_useful": part.n_useful,
        "median": part.median,
        "longest_run": part.longest_run,
        "longest_run_max": part.longest_run_max,
        "n_crossings": part.n_crossings,
        "n_crossings_min": part.n_crossings_min,
        "runs_signal": part.runs_signal,
    })
}

fn points(run: &PointRun) -> Value {
    json!({ "direction": direction(run.direction), "points": run.points })
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

/// Every rule broken, with the part it was broken in.
fn signals(analysis: &Analysis) -> Value {
    let told = |signal: &Signal| {
        let rule = match signal.kind {
            SignalKind::Run { .. } => "run",
            SignalKind::FewCrossings { .. } => "few_crossings",
            SignalKind::Trend { .. } => "trend",
            SignalKind::RunCount { .. } => "number_of_runs",
        };
        let part = analysis.parts.get(signal.part_index).map(|p| p.part);
        json!({ "part": part, "rule": rule, "points": signal.points })
    };
    analysis.signals.iter().map(told).collect()
}
