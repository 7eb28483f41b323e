//! What a person can ask to be changed about small tests, and the edits it comes to.

use super::SmallTest;
use crate::domain::command::{Context, Refusal, gone, known_block, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::SmallTestId;

/// A request about small tests.
#[derive(Clone, Debug, PartialEq)]
pub enum SmallTestCommand {
    /// A new test (number 0) or other values of one.
    Save(Box<SmallTest>),
    /// Takes a test away.
    Remove(SmallTestId),
}

impl SmallTestCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(test) => context.save_test(*test),
            Self::Remove(id) => context.remove_test(id),
        }
    }
}

impl Context<'_> {
    fn test(&self, id: SmallTestId) -> Option<&SmallTest> {
        self.workbook.tests.iter().find(|t| t.id == id)
    }

    fn save_test(&self, mut test: SmallTest) -> Result<EditSet, Refusal> {
        let before = (test.id.0 != 0).then(|| self.test(test.id));
        let before = match before {
            Some(None) => return gone("test"),
            found => found.flatten(),
        };
        let change = test.change.trim().to_owned();
        test.change = change;
        if test.change.is_empty() {
            return refuse("The test is empty. Say what change is tried.");
        }
        if let (Some(start), Some(end)) = (test.starts_on, test.ends_on)
            && end < start
        {
            return refuse(format!(
                "The test would end on {end}, before it starts on {start}. Check the dates."
            ));
        }
        test.observations.retain(|o| !o.text.trim().is_empty());
        if test
            .observations
            .iter()
            .any(|o| o.on.is_some_and(|on| on > self.today))
        {
            return refuse("An observation lies in the future. Give the day on which it was made.");
        }
        test.decided_on = match test.decision {
            Some(_) => self.not_to_come(test.decided_on)?.or(Some(self.today)),
            None => None,
        };
        known_block(test.block)?;
        self.follows_another(&test)?;
        if test
            .activity
            .is_some_and(|id| self.workbook.activity(id).is_none())
        {
            return gone("activity");
        }
        let challenges = &self.workbook.challenges;
        if test
            .challenge
            .is_some_and(|id| challenges.iter().all(|c| c.id != id))
        {
            return gone("challenge");
        }
        if test.previous.is_some() {
            test.is_first_cycle = false;
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        if before.is_none() {
            test.id = SmallTestId(self.workbook.next.small_test);
        }
        let stamp = |t: &mut SmallTest, by: &str, on| {
            by.clone_into(&mut t.by);
            t.on = on;
        };
        let name = format!("{verb} a small test");
        Ok(self.saved(name, before, test, stamp, Edit::SmallTest))
    }

    /// Refuses a test that would follow itself, round however many others.
    fn follows_another(&self, test: &SmallTest) -> Result<(), Refusal> {
        let mut next = test.previous;
        for _ in 0..=self.workbook.tests.len() {
            let Some(id) = next else {
                return Ok(());
            };
            if id == test.id {
                break;
            }
            let Some(found) = self.test(id) else {
                return gone("test");
            };
            next = found.previous;
        }
        refuse("The test would follow itself. Choose another cycle before it.")
    }

    fn remove_test(&self, id: SmallTestId) -> Result<EditSet, Refusal> {
        let Some(test) = self.test(id) else {
            return gone("test");
        };
        let later = self
            .workbook
            .tests
            .iter()
            .filter(|t| t.previous == Some(id));
        let mut edits: Vec<Edit> = later
            .map(|t| {
                // The chain closes up.
                let after = SmallTest {
                    previous: test.previous,
                    ..t.clone()
                };
                Edit::SmallTest(Box::new(Change::replace(t.clone(), after)))
            })
            .collect();
        edits.push(Edit::SmallTest(Box::new(Change::remove(test.clone()))));
        Ok(EditSet {
            name: "Remove a small test".to_owned(),
            edits,
        })
    }
}
