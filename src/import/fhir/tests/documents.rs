//! Lines, Bundles and lists, and what is none of them.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ann, lines, read, refusal, request, with, without};
use crate::domain::workbook::Workbook;
use crate::import::testing::{ends, run_tables, try_table};
use crate::import::{read_paste, recognise};

#[test]
fn the_columns_say_what_they_mean_by_themselves() {
    for table in read(&lines(&[ann(), request("1", "2026-08-03")])) {
        let mapping = recognise(&table, None);
        assert_eq!(Some(mapping.kind), table.kind());
        assert_eq!(mapping.columns.len(), table.header.len());
        assert!(mapping.missing().is_empty());
    }
}

#[test]
fn the_same_files_a_second_time_change_nothing() {
    let visit = json!({
        "resourceType": "Encounter", "status": "finished", "class": { "code": "AMB" },
        "subject": { "reference": "Patient/a" }, "period": { "start": "2026-08-03T09:00:00Z" },
    });
    let tables = read(&lines(&[
        ann(),
        request("1", "2026-08-03"),
        request("2", "2026-09-02"),
        visit,
    ]));
    let mut workbook = Workbook::default();
    run_tables(&mut workbook, &tables);
    for found in run_tables(&mut workbook, &tables) {
        let counts = found.counts;
        assert!(found.batch.is_empty());
        assert_eq!(
            (counts.new, counts.changed, counts.unchanged),
            (0, 0, counts.rows)
        );
    }
}

#[test]
fn a_broken_line_is_kept_out_and_the_others_come_in() {
    let text = format!(
        "\u{FEFF}{}\r\n\r\n{{\"resourceType\":\"MedicationRequest\",\"id\":\r\n{}\r\n{{\"note\":1}}\r\n",
        ann(),
        request("1", "2026-08-03")
    );
    let tables = read(&text);
    let mut workbook = Workbook::default();
    let found = run_tables(&mut workbook, &tables).remove(1);
    assert_eq!(ends(&found), [1, 0, 0, 2, 0]);
    let lines: Vec<u32> = found.rejected.iter().map(|f| f.line).collect();
    assert_eq!(lines, [3, 5]);
    assert!(found.rejected[0].reason.contains("JSON"));
    assert!(found.rejected[1].reason.contains("resourceType"));
    assert_eq!(workbook.fills[0].line, 4);
}

#[test]
fn bundles_lists_and_printed_resources_are_read_by_entry() {
    let entry = |url: &str, resource: Value| json!({ "fullUrl": url, "resource": resource });
    let by_urn = with(
        without(request("1", "2026-08-03"), "id"),
        "subject",
        json!({ "reference": "urn:uuid:P" }),
    );
    let entries = vec![
        entry("urn:uuid:P", without(ann(), "id")),
        entry("urn:uuid:r", by_urn),
        json!({ "response": { "status": "204" } }),
        with(request("2", "bad"), "id", json!("2")),
    ];
    let bundle = json!({ "entry": entries, "type": "searchset", "resourceType": "Bundle" });
    let inner = json!({ "resourceType": "Bundle", "type": "batch-response", "entry": [{ "resource": bundle }] });
    let list = json!([
        ann(),
        request("1", "2026-08-03"),
        request("2", "2026-08-32")
    ]);
    let printed = format!(
        "{:#}\n{:#}\n{:#}",
        ann(),
        request("1", "2026-08-03"),
        request("2", "x")
    );
    let above = format!("{:#}\n{:#}\n", ann(), request("1", "2026-08-03"));
    let third = above.lines().count() as u32 + 1;
    for (text, kept_out) in [
        (bundle.to_string(), 4),
        (format!("{bundle:#}"), 4),
        (inner.to_string(), 1),
        (list.to_string(), 3),
        (format!("{list:#}"), 3),
        (printed, third),
    ] {
        let tables = read(&text);
        let mut workbook = Workbook::default();
        let found = run_tables(&mut workbook, &tables).remove(1);
        assert_eq!(found.counts.new, 1, "{text}");
        let lines: Vec<u32> = found.rejected.iter().map(|f| f.line).collect();
        let column = "date of fill";
        assert!(
            found
                .rejected
                .iter()
                .all(|f| f.column == column || f.column == "subject")
        );
        assert_eq!(lines, [kept_out], "{text}");
    }
}

#[test]
fn what_is_no_record_is_refused_in_a_sentence() {
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "diagnostics": "Ann Lee failed" }] });
    let sentence = refusal(&outcome.to_string());
    assert!(
        sentence.contains("failed (1 error)") && !sentence.contains("Lee"),
        "{sentence}"
    );
    let whole = format!(
        "{:#}",
        json!({ "resourceType": "Bundle", "entry": [{ "resource": ann() }] })
    );
    let cut = &whole[..whole.len() - 9];
    let deep = format!(
        "{{\"resourceType\":\"Bundle\",\"entry\":[{}{}]}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    for (text, words) in [
        (cut, "is damaged: line"),
        (&deep, "is damaged"),
        ("{\"a\":1}", "no FHIR"),
        ("{\"a\":1}\n{\"b\":2}", "no FHIR"),
        ("[]", "no FHIR"),
        ("[{\"resourceType\":", "is damaged"),
        ("{\"resourceType\":\"Group\"}", "only Group"),
        ("{\"resourceType\":\"Bundle\"}", "no resources"),
    ] {
        let sentence = refusal(text);
        assert!(sentence.contains(words), "{sentence} should say {words}");
    }
    let deep_line = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let found = try_table(
        &Workbook::default(),
        &read(&format!("{}\n{deep_line}\n", ann()))[0],
    )
    .unwrap();
    assert_eq!(ends(&found), [1, 0, 0, 1, 0]);
    assert!(read_paste("[MRN],[Drug]\n1,Norco\n").is_ok_and(|t| t[0].kind().is_none()));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[\\[{]\"(resourceType|entry|a)\":(\"(Patient|Bundle|MedicationRequest)\"|[\\[{]|1)\\PC{0,60}\n?\\PC{0,30}") {
        let _ = read_paste(&text);
    }

    #[test]
    fn no_values_make_it_panic(key in "(status|intent|subject|identifier|name|dispenseRequest|medicationReference|authoredOn|contained)", value in "(1|\"#a\"|\"\"|null|true|\\[\\]|\\[1\\]|\\{\\}|\"urn:uuid:\"|\\[null\\]|\\{\"value\":\\[\\]\\})") {
        let value: Value = serde_json::from_str(&value).unwrap();
        let resources = [with(ann(), &key, value.clone()), with(request("1", "2026-08-03"), &key, value)];
        for table in read(&lines(&resources)) {
            let _ = try_table(&Workbook::default(), &table);
        }
    }
}
