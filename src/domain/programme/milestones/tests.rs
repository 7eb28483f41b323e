//! Tests of the checklists' entries against the inventory's counts.

use std::collections::{BTreeSet, HashSet};

use super::*;
use crate::domain::programme::{block, item, items, stage};

/// The inventory's short labels of the step aims: id, step, block, label.
const STEP_AIMS: [(&str, &str, Option<u8>, &str); 17] = [
    ("P-01", "prep_1", Some(2), "documents gathered"),
    ("P-02", "prep_1", None, "rules and evidence learned"),
    ("P-03", "prep_1", Some(1), "team formed"),
    ("P-04", "prep_1", Some(1), "time protected"),
    (
        "P-05",
        "orientation",
        None,
        "problem and programme understood",
    ),
    ("P-06", "orientation", Some(1), "team support"),
    ("P-07", "orientation", None, "self-assessment done"),
    ("P-08", "orientation", None, "priorities begun"),
    (
        "P-09",
        "orientation",
        Some(2),
        "documents found and use judged",
    ),
    ("P-10", "orientation", Some(3), "tracking tools found"),
    ("P-11", "prep_2", Some(4), "patient materials found"),
    (
        "P-12",
        "prep_2",
        Some(4),
        "visit and refill process looked into",
    ),
    ("P-13", "prep_2", Some(5), "complex-care resources found"),
    ("P-14", "prep_2", Some(6), "baseline reports where possible"),
    ("P-15", "prep_2", None, "stories chosen"),
    ("P-16", "kickoff", None, "held with feedback and support"),
    ("P-17", "kickoff", None, "all six blocks assessed"),
];

/// The milestones: id, block, documents of origin, label.
const MILESTONES: [(&str, u8, &str, &str); 27] = [
    ("M-01", 1, "001 003", "protected team time"),
    ("M-02", 1, "001 003", "importance voiced, feedback sought"),
    ("M-03", 1, "003", "agreement that prescribing needs work"),
    ("M-04", 1, "001 003", "education on pain science"),
    ("M-05", 2, "000 001 003", "policy fits evidence and rules"),
    ("M-06", 2, "000 001 003", "agreement backs policy"),
    ("M-07", 2, "000 001 003", "workflows back policy"),
    ("M-08", 2, "000 001 003", "training"),
    ("M-09", 3, "001 003", "LtOT patients identified"),
    ("M-10", 3, "001 003", "PDMP sign-up"),
    ("M-11", 3, "001 003", "MED easy to work out"),
    ("M-12", 3, "001 003", "dashboard"),
    ("M-13", 3, "001 003", "data used for gaps, risk, variation"),
    ("M-14", 4, "001", "data used before visits"),
    ("M-15", 4, "001", "EHR visit templates"),
    ("M-16", 4, "001", "standard preparation and visits"),
    ("M-17", 4, "001", "patients taught"),
    ("M-18", 4, "001", "engagement training"),
    ("M-19", 4, "001", "non-opioid options"),
    ("M-20", 5, "001 003", "tools to spot complex needs"),
    ("M-21", 5, "001 003", "OUD education"),
    ("M-22", 5, "001 003", "route to mental health"),
    ("M-23", 5, "001 003", "route to OUD treatment"),
    ("M-24", 5, "001 003", "information sharing"),
    ("M-25", 5, "001 003", "stigma training"),
    ("M-26", 6, "001", "success measures chosen"),
    ("M-27", 6, "001", "measures by clinician"),
];

/// The ongoing activities: id, block, months of their cadence, label.
const ONGOING: [(&str, u8, Option<u8>, &str); 16] = [
    ("S-01", 1, None, "protect time"),
    ("S-02", 1, None, "share data and stories"),
    ("S-03", 1, None, "check resources"),
    ("S-04", 1, None, "get feedback, test fixes"),
    ("S-05", 1, None, "help the reluctant"),
    ("S-06", 1, None, "follow evidence and rules"),
    ("S-07", 2, Some(12), "revise documents yearly or as needed"),
    ("S-08", 3, None, "refine tracking"),
    ("S-09", 4, None, "offer education"),
    ("S-10", 4, None, "put into onboarding and training"),
    ("S-11", 4, None, "involve doers and test small"),
    ("S-12", 5, None, "clear referral paths"),
    ("S-13", 5, None, "consider in-house OUD care"),
    ("S-14", 6, Some(3), "clinician reports"),
    ("S-15", 6, Some(1), "clinic-level review"),
    ("S-16", 6, None, "find and test more"),
];

#[test]
fn the_60_entries_stand_in_order_with_their_stage_step_block_and_cadence() {
    use StageId::{DesignAndImplement, MonitorAndSustain, PrepareAndLaunch};
    let aims =
        STEP_AIMS.map(|(id, step, block, _)| (id, PrepareAndLaunch, Some(step), block, None));
    let middle =
        MILESTONES.map(|(id, block, ..)| (id, DesignAndImplement, None, Some(block), None));
    let last =
        ONGOING.map(|(id, block, cadence, _)| (id, MonitorAndSustain, None, Some(block), cadence));
    let expected: Vec<_> = aims.into_iter().chain(middle).chain(last).collect();
    let found: Vec<_> = milestones()
        .iter()
        .map(|m| {
            let months = m.cadence.as_ref().map(|c| c.months);
            (m.id.as_str(), m.stage, m.step.as_deref(), m.block, months)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_stage_has_as_many_entries_per_block_as_the_documents() {
    let sizes = |stage| [1, 2, 3, 4, 5, 6].map(|block| milestones_of(stage, Some(block)).count());
    assert_eq!(sizes(StageId::DesignAndImplement), [4, 4, 5, 6, 6, 2]);
    assert_eq!(sizes(StageId::MonitorAndSustain), [6, 1, 1, 3, 2, 3]);
    assert_eq!(sizes(StageId::PrepareAndLaunch), [3, 2, 1, 2, 1, 1]);
    assert_eq!(milestones_of(StageId::PrepareAndLaunch, None).count(), 7);
    let aims = |step: &str| {
        let of = |m: &&Milestone| m.step.as_deref() == Some(step);
        milestones().iter().filter(of).count()
    };
    assert_eq!(
        ["prep_1", "orientation", "prep_2", "kickoff"].map(aims),
        [4, 6, 5, 2]
    );
}

#[test]
fn every_entry_names_the_documents_it_comes_from() {
    for (id, _, documents, label) in MILESTONES {
        let found: BTreeSet<&str> = milestone(id)
            .unwrap()
            .origin
            .iter()
            .map(|o| o.document.as_str())
            .collect();
        assert_eq!(found, documents.split(' ').collect(), "{id} {label}");
    }
    for entry in milestones() {
        assert!(!entry.origin.is_empty(), "{}", entry.id);
        let lines: HashSet<String> = entry.origin.iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), entry.origin.len(), "{}", entry.id);
    }
}

#[test]
fn the_first_focus_is_the_usual_eight() {
    let ids: Vec<&str> = first_focus().map(|m| m.id.as_str()).collect();
    let usual = [
        "M-01", "M-02", "M-04", "M-05", "M-06", "M-09", "M-10", "M-11",
    ];
    assert_eq!(ids, usual);
}

#[test]
fn all_that_an_entry_points_to_exists() {
    for entry in milestones() {
        let id = &entry.id;
        assert!(
            entry.block.is_none_or(|number| block(number).is_some()),
            "{id}"
        );
        assert!(
            entry.items.iter().all(|number| item(*number).is_some()),
            "{id}"
        );
        assert!(entry.items.is_sorted(), "{id}");
        assert!(
            entry
                .linked
                .iter()
                .all(|to| to != id && milestone(to).is_some()),
            "{id}"
        );
        let steps = &stage(entry.stage).unwrap().steps;
        assert!(
            entry
                .step
                .iter()
                .all(|step| steps.iter().any(|s| s.id == *step)),
            "{id}"
        );
    }
    let before: Vec<&str> = continued_by("S-12").map(|m| m.id.as_str()).collect();
    assert_eq!(before, ["M-22", "M-23", "M-24"]);
}

#[test]
fn links_run_forward_so_that_nothing_continues_itself() {
    for entry in milestones() {
        for to in entry.linked.iter().filter_map(|id| milestone(id)) {
            assert!(
                (to.stage, &to.id) > (entry.stage, &entry.id),
                "{} {}",
                entry.id,
                to.id
            );
        }
    }
}

#[test]
fn every_item_of_the_self_assessment_is_moved_by_a_milestone() {
    let moved: HashSet<u8> = milestones()
        .iter()
        .filter(|m| m.stage == StageId::DesignAndImplement)
        .flat_map(|m| &m.items)
        .copied()
        .collect();
    for item in items() {
        assert!(moved.contains(&item.number), "{}", item.number);
    }
}

#[test]
fn texts_are_short_and_tips_are_sentences() {
    let mut said = HashSet::new();
    for entry in milestones() {
        let (id, title, text) = (&entry.id, &entry.title, &entry.text);
        assert!((8..=32).contains(&title.len()), "{id}: {title}");
        assert!(
            (20..=90).contains(&text.len()) && !text.ends_with('.'),
            "{id}: {text}"
        );
        assert!(said.insert(title) && said.insert(text), "{id}: {text}");
        let least = usize::from(entry.stage == StageId::DesignAndImplement) * 2;
        assert!(
            (least..=5).contains(&entry.tips.len()),
            "{id}: {}",
            entry.tips.len()
        );
        assert_ne!(entry.tips.len(), 1, "{id}");
        for tip in &entry.tips {
            assert!(
                (15..=160).contains(&tip.len()) && tip.ends_with('.'),
                "{id}: {tip}"
            );
        }
        if let Some(note) = &entry.origin_note {
            assert!(note.len() <= 160 && note.ends_with('.'), "{id}: {note}");
        }
    }
}
