//! Rows of care events (PDMP checks, urine tests, agreements, PEG scores) to events.

use super::cells::Row;
use super::error::ImportError;
use super::event_kinds::{DECLINED, as_it_ended, kind_of, says_no, usual_value};
use super::event_merge::{Brought, Merge, Pending};
use super::field::Field;
use super::numbers;
use super::people;
use super::preview::{Work, told};
use crate::domain::assessment_tool::{Tool, tool};
use crate::domain::event::EventKind;

/// Reads every row and compares what was read with the clinic file.
pub(super) fn read(
    work: &mut Work,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    let table = work.reading.table;
    let mut merge = Merge::default();
    for (index, row) in table.rows().enumerate() {
        told(index, table.len(), progress)?;
        let Some(event) = read_row(work, &row) else {
            continue;
        };
        let value = event.value.clone();
        if let Some(reason) = merge.add(work.reading.table, event) {
            work.counts.unchanged += 1;
            work.reading.warn(&row, Field::EventValue, &value, reason);
        }
    }
    for (_, brought) in merge.compare(work) {
        match brought {
            Brought::New => work.counts.new += 1,
            Brought::Changed => work.counts.changed += 1,
            Brought::Nothing => work.counts.unchanged += 1,
        }
    }
    Ok(())
}

fn read_row<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<Pending> {
    let reading = &mut work.reading;
    if !reading.has_right_width(row) {
        return None;
    }
    let cell = reading.cell(row, Field::EventDate);
    let name = reading.cell(row, Field::EventKind);
    let may_lie_ahead = reading.has(Field::EventKind) && is_ahead(kind_of(name));
    let day = if may_lie_ahead {
        reading.end_day(row, Field::EventDate)
    } else {
        reading.care_day(row, Field::EventDate)
    };
    let on = match day {
        Ok(on) => on,
        Err(reason) => {
            reading.reject(row, Field::EventDate, cell, reason);
            return None;
        }
    };
    let (kind, value) = kind_and_value(work, row)?;
    let kind = as_it_ended(kind, &value);
    let whose = work.reading.whose(row, false)?;
    if let Some(variant) = work.reading.variants.get_mut(whose.variant) {
        variant.latest = variant.latest.max(on);
    }
    work.mark_used(whose.slot);
    Some(Pending {
        slot: whose.slot,
        on,
        kind,
        value,
        line: row.line(),
    })
}

/// Whether events of the kind may lie in the future.
fn is_ahead(kind: Option<EventKind>) -> bool {
    kind == Some(EventKind::Appointment)
}

fn kind_and_value<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<(EventKind, String)> {
    let reading = &mut work.reading;
    let (kind, field) = if reading.has(Field::EventKind) {
        let name = reading.cell(row, Field::EventKind);
        let Some(kind) = kind_of(name) else {
            let reason = if name.is_empty() {
                "is blank: the kind of event is not known"
            } else {
                "is no event that is known here: PDMP check, urine drug test, agreement, naloxone, PEG or another score, visit, appointment, care plan, education, outreach or note"
            };
            reading.reject(row, Field::EventKind, name, reason);
            return None;
        };
        let own = kind == EventKind::Peg && reading.cell(row, Field::EventValue).is_empty();
        (
            kind,
            if own {
                Field::PegScore
            } else {
                Field::EventValue
            },
        )
    } else {
        (EventKind::Peg, Field::PegScore)
    };
    let text = reading.text(row, field);
    if kind != EventKind::Peg
        && let Some(tool) = tool(kind)
    {
        return match total(tool, &text) {
            Ok(value) => Some((kind, value)),
            Err(reason) => {
                reading.reject(row, field, &text, reason);
                None
            }
        };
    }
    if kind != EventKind::Peg {
        let name = people::key(reading.cell(row, Field::EventKind));
        let value = usual_value(kind, &text);
        if !says_no(&name) || kind.usual_values().contains(&value) {
            return Some((kind, value.to_owned()));
        }
        // "Naloxone declined: no" says neither that it was given nor that it was declined.
        if matches!(people::key(value).as_str(), "no" | "n" | "false" | "0") {
            let reason = "does not say what happened: the event's name says declined";
            reading.reject(row, field, &text, reason);
            return None;
        }
        return Some((kind, DECLINED.to_owned()));
    }
    match numbers::peg(&text, reading.mapping.decimal_comma) {
        Ok(score) => Some((kind, score)),
        Err(reason) => {
            reading.reject(row, field, &text, reason);
            None
        }
    }
}

/// A total as events keep it, or why it is none.
pub(super) fn total(tool: &Tool, text: &str) -> Result<String, String> {
    let text = text.trim();
    let why = || {
        let (name, highest) = (tool.kind.label(), tool.highest);
        if text.is_empty() {
            format!("is blank: {name} needs its score, 0 to {highest}")
        } else {
            format!("is no score of {name}: a whole number from 0 to {highest}")
        }
    };
    let score = tool.read(text).map_err(|_| why())?;
    Ok(match score.item_nine {
        Some(nine) => format!("{}, item 9: {nine}", score.value),
        None => score.value.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::event::EventKind;
    use crate::domain::workbook::Workbook;
    use crate::import::testing::{ends, run};

    const FILE: &str = "mrn,last name,first name,dob,date,event,value\n";

    fn check(files: &[&str], expected: [u64; 5], events: usize) -> Workbook {
        let mut workbook = Workbook::default();
        let mut last = [0; 5];
        for rows in files {
            last = ends(&run(&mut workbook, &format!("{FILE}{rows}")));
        }
        assert_eq!((last, workbook.events.len()), (expected, events));
        workbook
    }

    #[test]
    fn events_are_known_again_and_other_values_change_them() {
        let a = "1,Lee,Ann,1960-01-02,2026-08-03,PEG,7.0\n";
        let b = "1,Lee,Ann,1960-01-02,2026-08-03,UDT,expected\n";
        let both = format!("{a}{b}");
        check(&[&both, &both], [0, 0, 2, 0, 0], 2);
        let workbook = check(&[&both, &both.replace("7.0", "6.3")], [0, 1, 1, 0, 0], 2);
        assert_eq!(
            workbook.events[0].peg().or(workbook.events[1].peg()),
            Some(6.3)
        );
        check(&[&format!("{both}{a}")], [2, 0, 1, 0, 0], 2);
        let workbook = check(
            &[&format!("{a}{}", a.replace("7.0", "4"))],
            [1, 0, 1, 0, 0],
            1,
        );
        assert_eq!(workbook.events[0].peg(), Some(4.0));
    }

    #[test]
    fn a_blank_value_takes_no_known_value_away() {
        let told = "1,Lee,Ann,1960-01-02,2026-08-03,UDT,unexpected\n";
        let blank = told.replace("unexpected", "");
        let workbook = check(&[told, &blank], [0, 0, 1, 0, 0], 1);
        assert_eq!(workbook.events[0].value, "unexpected");
        let workbook = check(&[&format!("{told}{blank}")], [1, 0, 1, 0, 0], 1);
        assert_eq!(workbook.events[0].value, "unexpected");
        let workbook = check(&[&blank, told], [0, 1, 0, 0, 0], 1);
        assert_eq!(workbook.events[0].value, "unexpected");
        let workbook = check(&[&format!("{blank}{told}")], [1, 0, 1, 0, 0], 1);
        assert_eq!(workbook.events[0].value, "unexpected");
    }

    #[test]
    fn what_a_patient_declined_is_kept_as_declined() {
        for (event, value, expected) in [
            ("Naloxone declined", "", "declined"),
            ("Naloxone declined", "yes", "declined"),
            (
                "Naloxone prescribed or declined",
                "Prescribed",
                "prescribed",
            ),
            ("Naloxone", "DECLINED", "declined"),
            ("Agreement", "Refused", "declined"),
            ("UDT", "Unexpected", "unexpected"),
            ("UDT", "Refused", "Refused"),
            ("Note", "Signed", "Signed"),
        ] {
            let row = format!("1,Lee,Ann,1960-01-02,2026-08-03,{event},{value}\n");
            let workbook = check(&[&row], [1, 0, 0, 0, 0], 1);
            assert_eq!(workbook.events[0].value, expected, "{event}: {value}");
        }
        let rows = "1,Lee,Ann,1960-01-02,2026-08-03,Naloxone declined,no\n\
                    1,Lee,Ann,1960-01-02,2026-08-03,PDMP not reviewed,\n";
        check(&[rows], [0, 0, 0, 2, 0], 0);
    }

    #[test]
    fn what_cannot_be_an_event_is_kept_out_by_name() {
        let rows = "1,Lee,Ann,1960-01-02,2026-08-03,PEG,11\n1,Lee,Ann,1960-01-02,2026-08-03,Flu shot,yes\n\
                    77,,,,2026-08-03,UDT,expected\n1,Lee,Ann,1960-01-02,2027-08-03,UDT,expected\n";
        check(&[rows], [0, 0, 0, 4, 0], 0);
    }

    #[test]
    fn scores_keep_their_range_and_appointments_may_lie_ahead() {
        let row = |day: &str, event: &str, value: &str| {
            format!("1,Lee,Ann,1960-01-02,{day},{event},{value}\n")
        };
        let good = [
            row("2026-08-03", "PHQ-9", "14"),
            row("2026-08-03", "GAD7", "7.0"),
            row("2027-01-05", "Appointment", "chronic pain visit"),
            row("2026-08-04", "Appointment", "kept"),
        ];
        let workbook = check(&[&good.concat()], [4, 0, 0, 0, 0], 4);
        let found = |kind| {
            let of_kind = workbook.events.iter().filter(|e| e.kind == kind);
            of_kind.map(|e| e.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found(EventKind::Gad7), ["7"]);
        assert_eq!(found(EventKind::Appointment), ["chronic pain visit"]);
        assert_eq!(found(EventKind::Visit), ["kept"]);
        let bad = [
            row("2026-08-03", "PHQ-9", "28"),
            row("2026-08-03", "ORT", "high"),
            row("2026-08-03", "GAD-7", ""),
            row("2027-01-05", "Visit", ""),
        ];
        check(&[&bad.concat()], [0, 0, 0, 4, 0], 0);
    }
}
