//! Rows from documents and spreadsheets.

use super::*;
use crate::domain::action_plan::paste::{PasteAs, Pasted, PastedRow, read};
use crate::domain::programme::{self, example_plan};

fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

fn steps(text: &str) -> Result<Pasted, String> {
    read(&cells(text), PasteAs::Steps, Desk::new().today)
}

fn activities(text: &str) -> Result<Pasted, String> {
    read(&cells(text), PasteAs::Activities, Desk::new().today)
}

/// What, who and when of the steps, activities as "> text".
fn told(pasted: &Pasted) -> Vec<String> {
    let rows = pasted.rows.iter().map(|row| match row {
        PastedRow::Activity(a) => format!("> {} | {} | {}", a.text, a.manager, a.due),
        PastedRow::Step(s) => format!("{} | {} | {}", s.text.what, s.text.who, s.text.when),
    });
    rows.collect()
}

/// The example in the layout of the programme's form; `part` stands between a label and its value.
fn form(part: &str) -> String {
    let plan = example_plan();
    let mut lines = vec![plan.title.clone(), plan.intro.clone()];
    let mut block = 0;
    for activity in &plan.activities {
        if activity.block != block {
            block = activity.block;
            let name = programme::block(block).map(|b| b.full_name.clone());
            lines.push(format!("{} Activities", name.unwrap_or_default()));
        }
        lines.push(format!("Activity:{part}{}", activity.text));
        lines.push(format!(
            "Manager of this process:{part}{}",
            activity.manager
        ));
        lines.push(format!("Date for completion:{part}{}", activity.due));
        lines.push("Relevant resources:".to_owned());
        lines.extend(activity.resources.iter().map(|r| format!("- [{r}](#)")));
        lines.push(
            "Steps necessary to achieve this goal (what)\tPerson responsible (who)\tBy when"
                .to_owned(),
        );
        let rows = activity.steps.iter();
        lines.extend(rows.map(|s| format!("{}\t{}\t{}", s.what, s.who, s.when)));
        lines.push(String::new());
    }
    lines.push("Milestones for Next Time".to_owned());
    lines.extend(plan.next_time.iter().map(|n| n.text.clone()));
    lines.push("Success Measure".to_owned());
    lines.push(plan.success_measure.clone());
    lines.join("\n")
}

#[test]
fn the_programmes_form_is_read_whole_with_labels_in_the_line_or_in_a_cell() {
    for part in [" ", "\t", "** "] {
        let pasted = steps(&form(part)).unwrap();
        assert_eq!(pasted.counts(), (6, 26), "{part:?}");
        let activities = pasted.rows.iter().filter_map(|row| match row {
            PastedRow::Activity(activity) => Some(activity),
            PastedRow::Step(_) => None,
        });
        let activities: Vec<_> = activities.collect();
        let blocks: Vec<_> = activities.iter().filter_map(|a| a.block).collect();
        assert_eq!(blocks, [1, 1, 2, 2, 3, 3]);
        for (activity, of) in activities.iter().zip(&example_plan().activities) {
            assert_eq!(
                (&activity.text, &activity.manager, &activity.due),
                (&of.text, &of.manager, &of.due)
            );
            assert_eq!(activity.resources, of.resources);
        }
        let steps = pasted.rows.iter().filter_map(|row| match row {
            PastedRow::Step(step) => Some(&step.text),
            PastedRow::Activity(_) => None,
        });
        let published = example_plan().activities.iter().flat_map(|a| &a.steps);
        for (step, of) in steps.zip(published) {
            assert_eq!(
                (&step.what, &step.who, &step.when),
                (&of.what, &of.who, &of.when)
            );
        }
        let plan = example_plan();
        let left: Vec<&str> = pasted.left_out.iter().map(String::as_str).collect();
        assert_eq!(
            left,
            [
                plan.title.as_str(),
                &plan.intro,
                "Milestones for Next Time",
                &plan.next_time[0].text,
                "Success Measure",
                &plan.success_measure,
            ]
        );
    }
}

#[test]
fn a_pasted_form_becomes_the_same_plan_as_the_copied_example() {
    let mut desk = Desk::with_example();
    desk.make(Ask::Add(facts("Pasted")));
    desk.make(Ask::Paste {
        plan: PlanId(2),
        into: None,
        rows: steps(&form(" ")).unwrap().rows,
    });
    assert_eq!(desk.order(2), [7, 8, 9, 10, 11, 12]);
    for (copied, pasted) in (1..=6).zip(7..) {
        let texts = |desk: &Desk, id| {
            let steps = desk.workbook.steps_of(ActivityId(id)).iter();
            steps
                .map(|s| (s.place, s.what.clone(), s.who.clone(), s.when_text.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&desk, copied), texts(&desk, pasted));
        let (copied, pasted) = (desk.activity_of(copied), desk.activity_of(pasted));
        assert_eq!(
            (
                &copied.text,
                &copied.manager,
                &copied.due_text,
                &copied.resources
            ),
            (
                &pasted.text,
                &pasted.manager,
                &pasted.due_text,
                &pasted.resources
            )
        );
    }
}

#[test]
fn the_programs_own_table_is_read_back() {
    let text = "plan\tblock\tactivity\tmanager\tdue_text\tdue_date\tstatus\tstep\twho\twhen_text\twhen_date\tdone_on\n\
                P\tPolicies\tRevise\tBill\tApril\t2026-04-30\tunder_way\tDraft\tJan, Joy?\tBy early February\t\t2026-02-03\n\
                P\tPolicies\tRevise\tBill\tApril\t2026-04-30\tunder_way\tApprove\tBill\t\t2026-04-28\t\n\
                P\t\tTrain all\t\t\t\tnot_started\t\t\t\t\t";
    let pasted = steps(text).unwrap();
    assert_eq!(
        told(&pasted),
        [
            "> Revise | Bill | April",
            "Draft | Jan, Joy? | By early February",
            "Approve | Bill | 2026-04-28",
            "> Train all |  | "
        ]
    );
    let PastedRow::Activity(revise) = &pasted.rows[0] else {
        panic!("an activity");
    };
    assert_eq!(
        (revise.block, revise.due_on),
        (Some(2), NaiveDate::from_ymd_opt(2026, 4, 30))
    );
    let PastedRow::Step(draft) = &pasted.rows[1] else {
        panic!("a step");
    };
    assert_eq!(
        (draft.when_on, draft.done_on),
        (None, NaiveDate::from_ymd_opt(2026, 2, 3))
    );
}

#[test]
fn rows_without_a_header_are_read_by_their_place() {
    let three = steps("Draft it\tJan\tMay\n\nSend it\tJoy?\t").unwrap();
    assert_eq!(told(&three), ["Draft it | Jan | May", "Send it | Joy? | "]);
    let one = steps("- Draft it\n• Send it\n").unwrap();
    assert_eq!(told(&one), ["Draft it |  | ", "Send it |  | "]);
    let activities = activities("Revise\tBill\tApril\nTrain").unwrap();
    assert_eq!(
        told(&activities),
        ["> Revise | Bill | April", "> Train |  | "]
    );
}

#[test]
fn four_columns_are_activity_step_who_and_when() {
    let four =
        steps("Revise\tDraft it\tJan\tMay\n\tAsk all\tJoy?\tJune\nTrain\tBook a room\tSonia\tSoon")
            .unwrap();
    assert_eq!(
        told(&four),
        [
            "> Revise |  | ",
            "Draft it | Jan | May",
            "Ask all | Joy? | June",
            "> Train |  | ",
            "Book a room | Sonia | Soon"
        ]
    );
    assert!(four.is_by_place, "the guess is told");
    assert!(!steps("Draft it\tJan\tMay").unwrap().is_by_place);
}

#[test]
fn a_slot_of_the_form_that_nobody_filled_changes_no_activity() {
    let text = "Activity: Revise\nManager of this process: Bill\nDate for completion: April\n\
                Draft\tJan\tMay\nActivity:\nManager of this process:\n\
                Date for completion:\nActivity:\nManager: Joy\nRelevant resources:\n- A guide\n\
                Ask all\tJan\tJune\nActivity: Train\nBook a room\tSonia\tSoon";
    let pasted = steps(text).unwrap();
    assert_eq!(
        told(&pasted),
        [
            "> Revise | Bill | April",
            "Draft | Jan | May",
            "> Train |  | ",
            "Book a room | Sonia | Soon"
        ]
    );
    assert_eq!(
        pasted.left_out,
        ["Joy", "- A guide", "Ask all · Jan · June"],
        "under an empty slot nothing has an activity"
    );
    let twice = steps("Activity: Revise\nManager: Bill\nManager:").unwrap();
    assert_eq!(told(&twice), ["> Revise | Bill | "]);
}

#[test]
fn dates_notes_and_rows_without_a_step_are_kept_or_handed_back() {
    let text = "step\twho\tby when\tdone\tnote\n\
                Draft\tJan\tMay\t3/4/26\tIn the drawer\n\
                Send\tJoy\tJune\tyes\t\n\
                Approve\tBill\tJuly\t2026-12-24\t\n\
                \tSonia\tSoon\t\t";
    let pasted = steps(text).unwrap();
    let told: Vec<_> = pasted
        .rows
        .iter()
        .map(|row| match row {
            PastedRow::Step(s) => (s.text.what.as_str(), s.done_on, s.note.as_str()),
            PastedRow::Activity(_) => panic!("no activity"),
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Draft",
                NaiveDate::from_ymd_opt(2026, 3, 4),
                "In the drawer"
            ),
            ("Send", None, ""),
            ("Approve", None, "")
        ]
    );
    assert_eq!(
        pasted.left_out,
        [
            "Send, done: yes",
            "Approve, done: 2026-12-24",
            "Sonia · Soon"
        ]
    );
    let mut desk = Desk::with_example();
    desk.make(Ask::Paste {
        plan: PlanId(1),
        into: Some(ActivityId(1)),
        rows: pasted.rows,
    });
    assert_eq!(desk.step_of(27).note, "In the drawer");
    let activity = steps("activity\tdue date\tnotes\nTrain\t4/30/26\tAsk first").unwrap();
    let PastedRow::Activity(train) = &activity.rows[0] else {
        panic!("an activity");
    };
    assert_eq!(
        (train.due_on, train.note.as_str()),
        (NaiveDate::from_ymd_opt(2026, 4, 30), "Ask first")
    );
}

#[test]
fn what_cannot_be_placed_is_refused_with_the_row_and_what_to_do() {
    let check = |text: &str, kind, row: &str, advice: &str| {
        let error = read(&cells(text), kind, Desk::new().today).unwrap_err();
        assert!(error.contains(row) && error.contains(advice), "{error}");
    };
    check(
        "a\tb\tc\na\tb\tc\td\te",
        PasteAs::Steps,
        "Row 2",
        "step, who, when",
    );
    check(
        "a\tb\tc\td",
        PasteAs::Activities,
        "Row 1",
        "activity, manager, due",
    );
    check("a\tb\n\tJan\tMay", PasteAs::Steps, "Row 2", "Fill it");
    check(
        "\n \t ",
        PasteAs::Steps,
        "no rows",
        "Copy what, who and when",
    );
    let desk = {
        let mut desk = Desk::new();
        desk.make(Ask::Add(facts("Empty")));
        desk
    };
    let rows = steps("Draft it").unwrap().rows;
    let ask = |into: Option<i64>| Ask::Paste {
        plan: PlanId(1),
        into: into.map(ActivityId),
        rows: rows.clone(),
    };
    assert!(
        desk.ask(ask(None))
            .unwrap_err()
            .contains("Add an activity first")
    );
    assert!(desk.ask(ask(Some(9))).unwrap_err().contains("no longer"));
}

#[test]
fn pasted_steps_stand_after_the_last_and_activities_after_the_chosen_one() {
    let mut desk = Desk::with_example();
    let text = "step\twho\nA\tJan\n";
    let mut rows = steps(text).unwrap().rows;
    rows.extend(steps("activity\tstep\nNew\tB").unwrap().rows);
    desk.make(Ask::Paste {
        plan: PlanId(1),
        into: Some(ActivityId(1)),
        rows,
    });
    assert_eq!(desk.order(1), [1, 7, 2, 3, 4, 5, 6]);
    assert_eq!((desk.steps(1), desk.steps(7)), (vec![1, 2, 27], vec![28]));
}
