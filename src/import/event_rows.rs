//! Rows of care events (PDMP checks, urine tests, agreements, PEG scores) to events.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::cells::Row;
use super::error::ImportError;
use super::field::Field;
use super::numbers;
use super::people;
use super::preview::{Work, line_reason, told};
use crate::domain::edit::Change;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{EventId, PatientId};

struct Pending {
    slot: usize,
    on: NaiveDate,
    kind: EventKind,
    value: String,
    line: u32,
}

type Key = (usize, NaiveDate, EventKind);

/// Words of an event's name, without case and punctuation, that tell its kind; the first that is
/// found in the name counts.
const WORDS: [(&str, EventKind); 32] = [
    ("naloxone", EventKind::Naloxone),
    ("narcan", EventKind::Naloxone),
    ("pdmp", EventKind::PdmpCheck),
    ("pmpcheck", EventKind::PdmpCheck),
    ("pmpreview", EventKind::PdmpCheck),
    ("pmpquery", EventKind::PdmpCheck),
    ("prescriptionmonitoring", EventKind::PdmpCheck),
    ("prescriptiondrugmonitoring", EventKind::PdmpCheck),
    ("narx", EventKind::PdmpCheck),
    ("istop", EventKind::PdmpCheck),
    ("oarrs", EventKind::PdmpCheck),
    ("curescheck", EventKind::PdmpCheck),
    ("curesreport", EventKind::PdmpCheck),
    ("urine", EventKind::UrineDrugTest),
    ("udt", EventKind::UrineDrugTest),
    ("uds", EventKind::UrineDrugTest),
    ("drugscreen", EventKind::UrineDrugTest),
    ("drugtest", EventKind::UrineDrugTest),
    ("toxicology", EventKind::UrineDrugTest),
    ("agreement", EventKind::Agreement),
    ("contract", EventKind::Agreement),
    ("risktier", EventKind::RiskTier),
    ("risklevel", EventKind::RiskTier),
    ("diagnosiscode", EventKind::DiagnosisCode),
    ("dxcode", EventKind::DiagnosisCode),
    ("icd10", EventKind::DiagnosisCode),
    ("problemlist", EventKind::DiagnosisCode),
    ("visit", EventKind::Visit),
    ("appointment", EventKind::Visit),
    ("encounter", EventKind::Visit),
    ("comment", EventKind::Note),
    ("note", EventKind::Note),
];

/// Words of an event's name, as above, that say it did not take place.
const NOT_DONE: [&str; 12] = [
    "notdone",
    "notreviewed",
    "notchecked",
    "notsigned",
    "notoffered",
    "notgiven",
    "notprescribed",
    "notcompleted",
    "cancel",
    "noshow",
    "disagree",
    "missed",
];
/// Words by which the patient said no.
const SAID_NO: [&str; 2] = ["declined", "refused"];
/// The value of an event to which the patient said no.
const DECLINED: &str = "declined";

/// The kind of event that a name means; none when the name says that it did not take place.
pub fn kind_of(name: &str) -> Option<EventKind> {
    let key = people::key(name);
    let done = !NOT_DONE.iter().any(|word| key.contains(word));
    named_kind(&key).filter(|kind| done && (can_be_declined(*kind) || !says_no(&key)))
}

fn says_no(key: &str) -> bool {
    SAID_NO.iter().any(|word| key.contains(word))
}

fn can_be_declined(kind: EventKind) -> bool {
    kind.usual_values().contains(&DECLINED)
}

fn named_kind(key: &str) -> Option<EventKind> {
    match key {
        "peg" | "pegscore" | "peg3" | "pegscale" | "pegtotal" | "pegmean" => {
            return Some(EventKind::Peg);
        }
        "pmp" | "cures" => return Some(EventKind::PdmpCheck),
        "opa" | "cspa" => return Some(EventKind::Agreement),
        _ => {}
    }
    WORDS
        .iter()
        .find(|(word, _)| key.contains(word))
        .map(|(_, kind)| *kind)
}

/// Reads every row and compares what was read with the clinic file.
pub(super) fn read(
    work: &mut Work,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    let table = work.reading.table;
    let mut pending: Vec<Pending> = Vec::new();
    let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
    for (index, row) in table.rows().enumerate() {
        told(index, table.len(), progress)?;
        if let Some(event) = read_row(work, &row) {
            add(work, &row, event, &mut pending, &mut by_key);
        }
    }
    for event in pending {
        compare(work, event);
    }
    work.batch.events.sort_by_key(|e| (e.patient, e.on, e.id));
    Ok(())
}

fn read_row<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<Pending> {
    let reading = &mut work.reading;
    if !reading.has_right_width(row) {
        return None;
    }
    let cell = reading.cell(row, Field::EventDate);
    let on = match reading.care_day(row, Field::EventDate) {
        Ok(on) => on,
        Err(reason) => {
            reading.reject(row, Field::EventDate, cell, reason);
            return None;
        }
    };
    let (kind, value) = kind_and_value(work, row)?;
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

fn kind_and_value<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<(EventKind, String)> {
    let reading = &mut work.reading;
    let (kind, field) = if reading.has(Field::EventKind) {
        let name = reading.cell(row, Field::EventKind);
        let Some(kind) = kind_of(name) else {
            let reason = if name.is_empty() {
                "is blank: the kind of event is not known"
            } else {
                "is no event that is known here: PDMP check, urine drug test, agreement, PEG, naloxone, visit or note"
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

/// The value as people choose it on screens, under any capitals; other words stay as they are.
fn usual_value(kind: EventKind, text: &str) -> &str {
    let said = text.trim();
    let said = if can_be_declined(kind) && said.eq_ignore_ascii_case("refused") {
        DECLINED
    } else {
        said
    };
    let usual = kind.usual_values().iter();
    usual
        .copied()
        .find(|usual| usual.eq_ignore_ascii_case(said))
        .unwrap_or(said)
}

/// Two notes of a day are two; of anything else the later row counts.
fn add(
    work: &mut Work,
    row: &Row,
    event: Pending,
    pending: &mut Vec<Pending>,
    by_key: &mut HashMap<Key, Vec<usize>>,
) {
    let same = by_key
        .entry((event.slot, event.on, event.kind))
        .or_default();
    for index in same.iter() {
        let Some(earlier) = pending.get_mut(*index) else {
            continue;
        };
        let equal = same_value(event.kind, &earlier.value, &event.value);
        if equal || !CareEvent::stands_beside_others(event.kind) {
            let is_blank = event.value.is_empty();
            let reason: Cow<'static, str> = if equal {
                line_reason(
                    work,
                    "The row is the same as line ",
                    earlier.line,
                    "; it was counted once.",
                )
            } else if is_blank {
                line_reason(
                    work,
                    "Line ",
                    earlier.line,
                    " has a value for the same day; this later row has none, so the value stays.",
                )
            } else {
                line_reason(
                    work,
                    "Line ",
                    earlier.line,
                    " has another value for the same day; this later row counts.",
                )
            };
            work.reading
                .warn(row, Field::EventValue, &event.value, reason);
            work.counts.unchanged += 1;
            if !equal && !is_blank {
                *earlier = event;
            }
            return;
        }
    }
    same.push(pending.len());
    pending.push(event);
}

fn same_value(kind: EventKind, a: &str, b: &str) -> bool {
    let score = |text: &str| text.trim().parse::<f64>().ok();
    a.trim().eq_ignore_ascii_case(b.trim())
        || (kind == EventKind::Peg && score(a).is_some() && score(a) == score(b))
}

fn compare(work: &mut Work, event: Pending) {
    let Some(patient) = work.reading.register.slot(event.slot).map(|s| s.patient.id) else {
        return;
    };
    let known = known_events(work, patient, &event);
    // A row without a value never takes away one that is known.
    let adds_nothing = event.value.is_empty() && event.kind != EventKind::Note && !known.is_empty();
    if adds_nothing
        || known
            .iter()
            .any(|k| same_value(event.kind, &k.value, &event.value))
    {
        work.counts.unchanged += 1;
        return;
    }
    if let Some(before) = known
        .into_iter()
        .next_back()
        .filter(|_| !CareEvent::stands_beside_others(event.kind))
    {
        work.counts.changed += 1;
        let after = CareEvent {
            value: event.value,
            ..before.clone()
        };
        work.batch
            .changed_events
            .push(Change::replace(before, after));
        return;
    }
    work.counts.new += 1;
    work.batch.events.push(CareEvent {
        id: EventId(work.workbook.next.event + work.batch.events.len() as i64),
        patient,
        on: event.on,
        kind: event.kind,
        value: event.value,
        by: String::new(),
        import: Some(work.batch.record.id),
    });
}

fn known_events(work: &Work, patient: PatientId, event: &Pending) -> Vec<CareEvent> {
    if !work.is_known(event.slot) {
        return Vec::new();
    }
    let of_day = work
        .workbook
        .events_of(patient)
        .iter()
        .filter(|e| e.on == event.on && e.kind == event.kind);
    of_day.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workbook::Workbook;
    use crate::import::testing::{ends, run};

    #[test]
    fn event_names_are_known_in_many_spellings() {
        for (name, kind) in [
            ("PDMP_CHECK", Some(EventKind::PdmpCheck)),
            ("PDMP reviewed", Some(EventKind::PdmpCheck)),
            ("UDT", Some(EventKind::UrineDrugTest)),
            ("Urine drug screen", Some(EventKind::UrineDrugTest)),
            ("AGREEMENT", Some(EventKind::Agreement)),
            ("Controlled substance contract", Some(EventKind::Agreement)),
            ("PEG score", Some(EventKind::Peg)),
            ("Narcan given", Some(EventKind::Naloxone)),
            ("Office Visit", Some(EventKind::Visit)),
            ("Naloxone declined", Some(EventKind::Naloxone)),
            ("Agreement refused", Some(EventKind::Agreement)),
            ("PDMP not reviewed", None),
            ("UDS - declined", None),
            ("Naloxone not offered", None),
            ("No-show visit", None),
            ("Cancelled appointment", None),
            ("Disagreement", None),
            ("Flu shot", None),
            ("", None),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }

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
}
