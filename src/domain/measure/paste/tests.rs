//! The promises of pasted numbers: what is read, what is refused and why, what is left as it is.

use super::*;
use crate::domain::command::Command;
use crate::domain::ids::OwnMeasureId;
use crate::domain::measure::command::MeasureCommand;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clinic(form: OwnForm, period: Period) -> (Workbook, OwnMeasure) {
    let mut workbook = Workbook::default();
    let measure = OwnMeasure {
        name: "Kits".to_owned(),
        form,
        period,
        ..OwnMeasure::new(today())
    };
    carry_out(
        &mut workbook,
        MeasureCommand::SaveMeasure(Box::new(measure)),
    );
    let measure = workbook.own_measures[0].clone();
    (workbook, measure)
}

fn carry_out(workbook: &mut Workbook, command: MeasureCommand) -> usize {
    let set = Command::Measure(command).edits(workbook, "MK", today());
    let set = set.expect("is carried out");
    for edit in &set.edits {
        workbook.apply(edit);
    }
    set.edits.len()
}

fn read(form: OwnForm, period: Period, text: &str) -> Pasted {
    let (workbook, measure) = clinic(form, period);
    RowReader::new(&workbook, &measure, today()).pasted(text)
}

#[test]
fn months_quarters_and_days_are_read_as_spreadsheets_write_them() {
    let month = Period::Month;
    for (text, period, expected) in [
        ("2026-03", month, "2026-03-31"),
        ("Mar 2026", month, "2026-03-31"),
        ("March, 2026", month, "2026-03-31"),
        ("3/2026", month, "2026-03-31"),
        ("03.2026", month, "2026-03-31"),
        ("2026-03-09", month, "2026-03-09"),
        ("3/9/26", month, "2026-03-09"),
        ("Q1 2026", Period::Quarter, "2026-03-31"),
        ("2026 Q2", Period::Quarter, "2026-06-30"),
        ("1Q2026", Period::Quarter, "2026-03-31"),
        ("Feb 2026", Period::Quarter, "2026-02-28"),
        ("week to 2026-03-15", Period::Week, "2026-03-15"),
        ("2026-03-09", Period::Day, "2026-03-09"),
    ] {
        let read = read_day(text, period, today(), Year::Asked);
        assert_eq!(read, Ok(day(expected)), "{text}");
    }
}

#[test]
fn a_period_that_could_mean_two_things_is_refused() {
    for (text, period, part) in [
        ("Mar-26", Period::Month, "year is missing"),
        ("3/4", Period::Month, "year is missing"),
        ("Q1 2026", Period::Month, "one number a month"),
        ("2026-03", Period::Week, "one number a week"),
        ("13/2026", Period::Month, "not a date"),
        ("spring", Period::Month, "not a date"),
        ("45292", Period::Month, "not a date"),
        ("", Period::Month, "missing"),
    ] {
        let reason = read_day(text, period, today(), Year::Asked).unwrap_err();
        assert!(reason.contains(part), "{text}: {reason}");
    }
}

#[test]
fn a_header_row_puts_the_columns_in_any_order() {
    for text in [
        "Note\tOf\tMonth\tCount\nfirst\t50\t2026-03\t19",
        "Note;Denominator;Date;Numerator\nfirst;50;Mar 2026;19",
        "n,d,period,comments\n19,50,3/2026,first",
        "n,d,period,%,comments\n19,50,3/2026,38 %,first",
        "2026-03,19,50,,first",
        "\u{feff}\"Month\",\"n\",\"out of\",\"note\"\r\n\"2026-03\",\"19\",\"50\",\"first\"\r\n",
    ] {
        let read = read(OwnForm::Share, Period::Month, text);
        assert_eq!(read.refused, [], "{text}");
        let point = &read.rows[0].point;
        assert_eq!(
            (
                point.day,
                point.numerator,
                point.denominator,
                point.note.as_str()
            ),
            (day("2026-03-31"), Some(19.0), Some(50.0), "first"),
            "{text}"
        );
    }
}

#[test]
fn columns_that_are_not_taken_are_named() {
    let read = read(
        OwnForm::Share,
        Period::Month,
        "Month,n,d,Percent\n2026-03,19,50,38 %",
    );
    assert_eq!(read.ignored, ["Percent"]);
    assert_eq!(read.rows.len(), 1);
}

#[test]
fn what_cannot_be_used_is_refused_with_line_column_value_and_reason() {
    use OwnForm::{Count, Mean, Sample, Share};
    for (form, row, column, value, part) in [
        (
            Share,
            "2026-03,38 %",
            Column::Numerator,
            "38 %",
            "of how many",
        ),
        (
            Share,
            "2026-03,38 %,50",
            Column::Numerator,
            "38 %",
            "of how many",
        ),
        (Share, "2026-03,19", Column::Denominator, "", "of how many"),
        (
            Share,
            "2026-03,51,50",
            Column::Numerator,
            "51",
            "more than all",
        ),
        (Share, "2026-03,0,0", Column::Denominator, "0", "no share"),
        (Share, "2026-03,,50", Column::Numerator, "", "missing"),
        (Count, "2026-03,-3", Column::Numerator, "-3", "from 0"),
        (Count, "2026-03,-", Column::Numerator, "-", "no number"),
        (
            Count,
            "2026-03,many",
            Column::Numerator,
            "many",
            "no number",
        ),
        (
            Count,
            "2026-03,2,5",
            Column::Source,
            "5",
            "decimals with a point",
        ),
        (Count, "2026-11,2", Column::Day, "2026-11", "future"),
        (Count, "Mar-26,2", Column::Day, "Mar-26", "year"),
        (
            Mean,
            "2026-03,38 %",
            Column::Numerator,
            "38 %",
            "no percentages",
        ),
        (Sample, "2026-03,3,10,", Column::Clinician, "", "Whose"),
    ] {
        let text = format!("\n{row}");
        let read = read(form, Period::Month, &text);
        assert_eq!(read.rows, [], "{row}");
        let refused = &read.refused[0];
        assert_eq!(
            (refused.line, refused.column, refused.value.as_str()),
            (2, column, value),
            "{row}"
        );
        assert!(refused.reason.contains(part), "{row}: {}", refused.reason);
    }
}

#[test]
fn a_number_not_to_be_had_is_no_zero_and_an_empty_row_is_passed_over() {
    let read = read(
        OwnForm::Count,
        Period::Month,
        "2026-03\tunknown\n2026-04\t\n2026-05\t0",
    );
    assert_eq!(read.empty, 1);
    let values: Vec<_> = read.rows.iter().map(|r| r.point.numerator).collect();
    assert_eq!(values, [None, Some(0.0)]);
}

#[test]
fn a_period_given_twice_is_refused_the_second_time() {
    let read = read(OwnForm::Count, Period::Month, "2026-03,2\n2026-03-09,3");
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.refused[0].line, 2);
    assert!(read.refused[0].reason.contains("line 1"));
}

#[test]
fn samples_stand_one_a_clinician() {
    let text = "2026-03,3,10,Ahn\n2026-03,4,12,Brandt";
    let read = read(OwnForm::Sample, Period::Month, text);
    assert_eq!(read.refused, []);
    assert_eq!(read.count(Fate::New), 2);
}

#[test]
fn pasting_the_same_twice_changes_nothing() {
    let (mut workbook, measure) = clinic(OwnForm::Share, Period::Month);
    let text = "Month,n,d,Source\n2026-03,19,50,chart review\n2026-04,unknown,,\n2026-05-09,22,51,";
    let reader = |w: &Workbook| RowReader::new(w, &measure, today()).pasted(text);
    let first = reader(&workbook);
    assert_eq!((first.count(Fate::New), first.refused.len()), (3, 0));
    let command = MeasureCommand::SavePoints(measure.id, first.points());
    assert_eq!(carry_out(&mut workbook, command), 3);
    let second = reader(&workbook);
    assert_eq!(second.count(Fate::Unchanged), 3);
    assert_eq!(second.points(), []);
}

#[test]
fn another_number_for_the_same_period_replaces_and_keeps_what_is_not_spoken_of() {
    let (mut workbook, measure) = clinic(OwnForm::Share, Period::Month);
    let text = "Month,n,d,Source\n2026-03-09,19,50,chart review";
    let first = RowReader::new(&workbook, &measure, today()).pasted(text);
    carry_out(
        &mut workbook,
        MeasureCommand::SavePoints(measure.id, first.points()),
    );
    let again = RowReader::new(&workbook, &measure, today()).pasted("Month,n,d\nMar 2026,20,50");
    assert_eq!(again.count(Fate::Replaced), 1);
    let point = &again.rows[0].point;
    assert_eq!(point.source, "chart review");
    assert_eq!(point.day, day("2026-03-09"));
    let points = again.points();
    carry_out(
        &mut workbook,
        MeasureCommand::SavePoints(measure.id, points),
    );
    assert_eq!(workbook.points_of(OwnMeasureId(measure.id.0)).len(), 1);
    assert_eq!(workbook.points_of(measure.id)[0].numerator, Some(20.0));
}

#[test]
fn a_typed_row_may_not_move_onto_another_number() {
    let (mut workbook, measure) = clinic(OwnForm::Count, Period::Month);
    let pasted = RowReader::new(&workbook, &measure, today()).pasted("2026-03,2\n2026-04,3");
    carry_out(
        &mut workbook,
        MeasureCommand::SavePoints(measure.id, pasted.points()),
    );
    let reader = RowReader::new(&workbook, &measure, today());
    let mut cells = Cells {
        day: "Apr 2026".to_owned(),
        numerator: "5".to_owned(),
        ..Cells::default()
    };
    let id = workbook.points_of(measure.id)[0].id;
    let (column, reason) = reader.typed(&cells, id).unwrap_err();
    assert_eq!(column, Column::Day);
    assert!(reason.contains("2026-04 has a number already"));
    cells.day = "2026-03".to_owned();
    let row = reader.typed(&cells, id).unwrap().expect("a row");
    assert_eq!((row.point.id, row.fate()), (id, Fate::Replaced));
    let none = reader.typed(&Cells::default(), OwnPointId(0));
    assert_eq!(none, Ok(None));
}
