//! Random requests about measures, for the sequences of undo and redo.

use chrono::NaiveDate;
use sixblocks::domain::ids::{
    ChartMarkId, MeasureChoiceId, MeasureLogId, OwnMeasureId, OwnPointId, SnapshotId, TallyPeriodId,
};
use sixblocks::domain::measure::command::{Aim, MeasureCommand};
use sixblocks::domain::measure::{
    Basis, ChartMark, LogKind, MarkKind, Measure, MeasureChoice, MeasureId, MeasureLogEntry,
    OwnForm, OwnMeasure, OwnPoint, Snapshot, SnapshotValue, TallyPeriod, Unit,
};
use sixblocks::domain::workbook::Workbook;

use super::Dice;

/// A day up to the day of the requests.
fn day(dice: &mut Dice) -> NaiveDate {
    super::day(dice.below(super::plans::TODAY))
}

fn is(dice: &mut Dice) -> bool {
    dice.below(2) == 0
}

fn own(dice: &mut Dice, w: &Workbook) -> OwnMeasureId {
    OwnMeasureId(1 + dice.below(w.next.own_measure as u64) as i64)
}

fn measure(dice: &mut Dice, w: &Workbook) -> MeasureId {
    if is(dice) {
        own(dice, w).into()
    } else {
        Measure::ALL[dice.below(20) as usize].into()
    }
}

/// A request that may well be refused.
pub(super) fn any(dice: &mut Dice, w: &Workbook) -> MeasureCommand {
    let odd = dice.below(90) as f64;
    let on = day(dice);
    match dice.below(13) {
        0 => {
            let aim = Aim {
                from: is(dice).then_some(odd),
                to: odd / 2.0,
                by: is(dice).then_some(on),
            };
            MeasureCommand::SetAim(measure(dice, w), is(dice).then_some(aim))
        }
        1 | 2 => MeasureCommand::SaveMeasure(Box::new(OwnMeasure {
            id: OwnMeasureId(if is(dice) { 0 } else { own(dice, w).0 }),
            name: format!("Measure {odd}, “=1+1”"),
            form: OwnForm::ALL[dice.below(7) as usize],
            retired_on: (odd > 80.0).then_some(on),
            ..OwnMeasure::new(on)
        })),
        3 if odd > 60.0 => MeasureCommand::RemoveMeasure(own(dice, w)),
        3..=5 => {
            let id = own(dice, w);
            let point = OwnPoint {
                id: OwnPointId(0),
                numerator: Some(odd),
                denominator: is(dice).then_some(90.0),
                note: "Ñandú\nline".to_owned(),
                ..OwnPoint::new(id, on)
            };
            MeasureCommand::SavePoints(id, vec![point])
        }
        6 => MeasureCommand::RemovePoint(OwnPointId(1 + dice.below(9) as i64)),
        7 => MeasureCommand::SaveMark(Box::new(ChartMark {
            id: ChartMarkId(0),
            measure: measure(dice, w),
            day: on,
            kind: MarkKind::ALL[dice.below(5) as usize],
            words: format!("because {odd}"),
            by: String::new(),
            on,
        })),
        8 => MeasureCommand::SaveChoice(Box::new(MeasureChoice {
            id: MeasureChoiceId(0),
            importance: Some(1 + dice.below(5) as u8),
            is_watched: is(dice),
            ..MeasureChoice::new(measure(dice, w), on)
        })),
        9 => MeasureCommand::SaveTally(Box::new(TallyPeriod {
            id: TallyPeriodId(0),
            measure: own(dice, w),
            starts_on: on,
            ends_on: on + chrono::Days::new(13),
            categories: vec!["early refill".to_owned()],
            by: String::new(),
            on,
        })),
        10 => MeasureCommand::Tap {
            period: TallyPeriodId(1 + dice.below(3) as i64),
            day: w.tally_periods.first().map_or(on, |p| p.starts_on),
            category: "early refill".to_owned(),
            more: if odd > 70.0 { -1 } else { 1 },
        },
        11 => MeasureCommand::SaveSnapshot(Box::new(Snapshot {
            id: SnapshotId(0),
            as_of: on,
            basis: Basis::ALL[dice.below(4) as usize],
            method: "list".to_owned(),
            cautions: String::new(),
            values: vec![SnapshotValue {
                measure: measure(dice, w),
                name: "As then".to_owned(),
                unit: Unit::Percent,
                end: on,
                value: odd / 3.0,
                numerator: Some(odd),
                denominator: None,
                unknown: 2,
            }],
            by: String::new(),
            on,
        })),
        _ => MeasureCommand::SaveLogEntry(Box::new(MeasureLogEntry {
            id: MeasureLogId(0),
            kind: LogKind::ALL[dice.below(4) as usize],
            day: on,
            measure: is(dice).then(|| measure(dice, w)),
            who: "staff meeting".to_owned(),
            words: format!("said {odd}"),
            by: String::new(),
            on,
        })),
    }
}
