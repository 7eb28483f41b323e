//! What the demo clinic has entered about its measures: watched ones, notes and phases, a survey, a
//! chart sample, an event tally, a frozen baseline, the log.

use chrono::{Days, Months, NaiveDate};

use super::cast::CLINICIANS;
use crate::domain::command::Command;
use crate::domain::ids::{
    ChartMarkId, ClinicianId, MeasureChoiceId, MeasureLogId, OwnMeasureId, SnapshotId,
    TallyPeriodId,
};
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{
    Basis, ChartMark, LogKind, MarkKind, Measure, MeasureChoice, MeasureHistory, MeasureId,
    MeasureLogEntry, OwnForm, OwnMeasure, OwnPoint, Period, Snapshot, TallyPeriod, month_end,
    values_now,
};
use crate::domain::run_chart::Better;
use crate::domain::workbook::Workbook;

const CALLS: OwnMeasureId = OwnMeasureId(1);
const SURVEY: OwnMeasureId = OwnMeasureId(2);
const SAMPLE: OwnMeasureId = OwnMeasureId(3);

/// Everything, with the day on which it was entered.
pub(super) fn commands(workbook: &Workbook, today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    let made = [
        teams(),
        own(today),
        entered(today),
        tallies(today),
        chosen(today),
        marks(today),
    ];
    let mut made: Vec<(NaiveDate, MeasureCommand)> = made
        .into_iter()
        .flatten()
        .map(|command| (today, command))
        .collect();
    made.push((today, baseline(workbook, today)));
    made.extend(said(today).into_iter().map(|command| (today, command)));
    made.into_iter()
        .map(|(day, command)| (day, Command::Measure(command)))
        .collect()
}

fn months_ago(today: NaiveDate, months: u32) -> NaiveDate {
    today
        .checked_sub_months(Months::new(months))
        .unwrap_or(today)
}

fn teams() -> Vec<MeasureCommand> {
    (1..)
        .zip(CLINICIANS)
        .map(|(id, _)| {
            let team = if id % 2 == 1 { "Cedar" } else { "Fork" };
            MeasureCommand::SetTeam(ClinicianId(id), team.to_owned())
        })
        .collect()
}

fn own(today: NaiveDate) -> Vec<MeasureCommand> {
    let calls = OwnMeasure {
        name: "Early refill calls".to_owned(),
        definition: "Calls that ask for an opioid refill before it is due, in two weeks".to_owned(),
        form: OwnForm::Tally,
        better: Better::Lower,
        period: Period::Quarter,
        method: "Front desk taps each call, two weeks a quarter".to_owned(),
        caveat: "Portal messages are not counted".to_owned(),
        ..OwnMeasure::new(today)
    };
    let survey = OwnMeasure {
        name: "Burnout, one question".to_owned(),
        definition: "Mean answer of clinicians and staff, 1 none to 5 complete".to_owned(),
        form: OwnForm::Mean,
        better: Better::Lower,
        period: Period::Quarter,
        method: "Paper slips at the staff meeting".to_owned(),
        ..OwnMeasure::new(today)
    };
    let sample = OwnMeasure {
        name: "Visit checklist used".to_owned(),
        definition: "Charts of pain visits with the checklist filled in, ten of each clinician"
            .to_owned(),
        form: OwnForm::Sample,
        better: Better::Higher,
        method: "Last ten pain visits of the month".to_owned(),
        ..OwnMeasure::new(today)
    };
    [calls, survey, sample]
        .map(|measure| MeasureCommand::SaveMeasure(Box::new(measure)))
        .to_vec()
}

fn entered(today: NaiveDate) -> Vec<MeasureCommand> {
    let answers = [3.4, 3.5, 3.3, 3.4, 3.1, 3.0, 2.8, 2.7];
    let survey = answers.iter().zip(0..).map(|(mean, quarter)| OwnPoint {
        numerator: Some(*mean),
        denominator: Some(f64::from(19 + (quarter * 7) % 5)),
        source: "staff meeting".to_owned(),
        ..OwnPoint::new(SURVEY, months_ago(today, 24 - 3 * quarter))
    });
    let mut commands = vec![MeasureCommand::SavePoints(SURVEY, survey.collect())];
    for month in 0..9_u32 {
        // One month nobody looked at charts: a gap.
        if month == 5 {
            continue;
        }
        let points = CLINICIANS.iter().zip(0_u32..).map(|(name, at)| {
            let used = (2 + month * 3 / 4 + (at * 5 + month * 3) % 4).min(10);
            OwnPoint {
                numerator: Some(f64::from(used)),
                denominator: Some(10.0),
                clinician: (*name).to_owned(),
                source: "chart review".to_owned(),
                ..OwnPoint::new(SAMPLE, months_ago(today, 9 - month))
            }
        });
        commands.push(MeasureCommand::SavePoints(SAMPLE, points.collect()));
    }
    commands
}

/// Three tallies that are over, and one under way.
fn tallies(today: NaiveDate) -> Vec<MeasureCommand> {
    let mut commands = Vec::new();
    let starts = [
        months_ago(today, 9),
        months_ago(today, 6),
        months_ago(today, 3),
        today - Days::new(4),
    ];
    let categories = ["early refill", "lost or stolen", "dose question"];
    for ((id, start), level) in (1..).zip(starts).zip([5_u64, 4, 3, 3]) {
        let ends_on = start + Days::new(13);
        commands.push(MeasureCommand::SaveTally(Box::new(TallyPeriod {
            id: TallyPeriodId(0),
            measure: CALLS,
            starts_on: start,
            ends_on,
            categories: categories.map(str::to_owned).to_vec(),
            by: String::new(),
            on: today,
        })));
        let days = start.iter_days().take(14).filter(|day| *day <= today);
        for (number, day) in (0_u64..).zip(days) {
            for (category, share) in categories.iter().zip([1, 4, 2]) {
                let count = (level + number * 3 % 4) / share;
                if count > 0 && chrono::Datelike::weekday(&day).num_days_from_monday() < 5 {
                    commands.push(MeasureCommand::Tap {
                        period: TallyPeriodId(id),
                        day,
                        category: (*category).to_owned(),
                        more: count as i32,
                    });
                }
            }
        }
    }
    commands
}

fn chosen(today: NaiveDate) -> Vec<MeasureCommand> {
    [
        (Measure::MedSecond, [5, 5, 4], true),
        (Measure::Naloxone, [5, 4, 5], true),
        (Measure::Pdmp, [4, 5, 3], false),
        (Measure::FunctionAtVisit, [5, 2, 4], false),
    ]
    .map(
        |(measure, [importance, feasibility, motivation], is_watched)| {
            MeasureCommand::SaveChoice(Box::new(MeasureChoice {
                id: MeasureChoiceId(0),
                importance: Some(importance),
                feasibility: Some(feasibility),
                motivation: Some(motivation),
                is_watched,
                ..MeasureChoice::new(measure.into(), today)
            }))
        },
    )
    .to_vec()
}

fn marks(today: NaiveDate) -> Vec<MeasureCommand> {
    let mark = |measure: MeasureId, months, kind, words: &str| {
        MeasureCommand::SaveMark(Box::new(ChartMark {
            id: ChartMarkId(0),
            measure,
            day: month_end(months_ago(today, months)),
            kind,
            words: words.to_owned(),
            by: String::new(),
            on: today,
        }))
    };
    let high = MeasureId::Computed(Measure::MedSecond);
    let checks = MeasureId::Computed(Measure::Pdmp);
    vec![
        mark(high, 22, MarkKind::Baseline, "first year of data"),
        mark(
            high,
            14,
            MarkKind::Note,
            "Policy with dose review at 90 adopted",
        ),
        mark(
            high,
            12,
            MarkKind::Note,
            "Monthly high-dose case review begins",
        ),
        mark(
            high,
            7,
            MarkKind::Phase,
            "revised policy in force, change expected to last",
        ),
        mark(checks, 6, MarkKind::Note, "Delegates for MAs registered"),
        mark(
            SAMPLE.into(),
            3,
            MarkKind::Method,
            "visits of the whole month",
        ),
    ]
}

/// A baseline of last winter, and what it rests on.
fn baseline(workbook: &Workbook, today: NaiveDate) -> MeasureCommand {
    let as_of = months_ago(today, 10);
    let last = month_end(months_ago(as_of, 1));
    let history = MeasureHistory::compute(workbook, &[last]);
    MeasureCommand::SaveSnapshot(Box::new(Snapshot {
        id: SnapshotId(0),
        as_of,
        basis: Basis::Counted,
        method: "Fills of three years from the pharmacy export, checks from the chart".to_owned(),
        cautions: "Agreements on paper were not counted".to_owned(),
        values: values_now(workbook, &history, as_of),
        by: String::new(),
        on: today,
    }))
}

fn said(today: NaiveDate) -> Vec<MeasureCommand> {
    let entry = |kind, days, measure: Option<Measure>, who: &str, words: &str| {
        MeasureCommand::SaveLogEntry(Box::new(MeasureLogEntry {
            id: MeasureLogId(0),
            kind,
            day: today - Days::new(days),
            measure: measure.map(MeasureId::from),
            who: who.to_owned(),
            words: words.to_owned(),
            by: String::new(),
            on: today,
        }))
    };
    vec![
        entry(
            LogKind::Data,
            420,
            None,
            "MED",
            "No discrete field in the chart; worked out from the fills here",
        ),
        entry(
            LogKind::Shared,
            118,
            None,
            "All-staff meeting, everybody",
            "Dashboard on one page; questions about sedatives",
        ),
        entry(
            LogKind::Review,
            61,
            Some(Measure::MedSecond),
            "Medical director",
            "Aim kept; case review goes on each month",
        ),
        entry(
            LogKind::Voice,
            40,
            None,
            "Front desk",
            "Fewer arguments about early refills since the agreement says whom to call",
        ),
        entry(
            LogKind::Shared,
            28,
            Some(Measure::Naloxone),
            "Clinicians’ meeting, clinicians",
            "Naloxone at check-out goes on",
        ),
    ]
}
