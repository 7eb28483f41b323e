//! Small tests as a table that leaves the program.

use super::words;
use crate::domain::measure::MeasureId;
use crate::domain::small_test::{SmallTest, TestDecision};
use crate::export::Table;
use crate::ui::view::View;

/// One row a test, all of its fields.
pub(super) fn table(view: &View<'_>) -> Table {
    let mut table = Table::new([
        "test",
        "change",
        "state",
        "cycle",
        "goes_on_from",
        "aim",
        "who",
        "place",
        "starts_on",
        "ends_on",
        "prediction",
        "measure",
        "measure_in_words",
        "observations",
        "happened",
        "decision",
        "decided_on",
        "next_test",
        "block",
        "activity",
        "challenge",
    ]);
    for test in &view.workbook.tests {
        table.push(row(view, test));
    }
    table
}

fn row(view: &View<'_>, test: &SmallTest) -> Vec<String> {
    let workbook = view.workbook;
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let observations: Vec<String> = test
        .observations
        .iter()
        .map(|o| format!("{} {}", day(o.on), o.text).trim().to_owned())
        .collect();
    let activity = test.activity.and_then(|id| workbook.activity(id));
    let mut challenges = workbook.challenges.iter();
    let challenge = challenges.find(|c| Some(c.id) == test.challenge);
    vec![
        test.id.0.to_string(),
        test.change.clone(),
        test.state(view.today).label().to_owned(),
        words::cycle_words(&workbook.tests, test).replace("Cycle ", ""),
        test.previous.map(|id| id.0.to_string()).unwrap_or_default(),
        test.aim.clone(),
        test.who.clone(),
        test.place.clone(),
        day(test.starts_on),
        day(test.ends_on),
        test.prediction.clone(),
        test.measure.map(MeasureId::code).unwrap_or_default(),
        test.measure_text.clone(),
        observations.join("; "),
        test.happened.clone(),
        test.decision
            .map(TestDecision::code)
            .unwrap_or_default()
            .to_owned(),
        day(test.decided_on),
        test.next.clone(),
        test.block.map(|b| b.to_string()).unwrap_or_default(),
        activity.map(|a| a.text.clone()).unwrap_or_default(),
        challenge.map(|c| c.title().to_owned()).unwrap_or_default(),
    ]
}
