//! What a person can ask to be changed about challenges met, and the edits it comes to.

use super::MetChallenge;
use crate::domain::command::{Context, Refusal, gone, known_block, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::MetChallengeId;
use crate::domain::programme;

/// A request about challenges met.
#[derive(Clone, Debug, PartialEq)]
pub enum ChallengeCommand {
    /// A new one (number 0) or other values of one.
    Save(Box<MetChallenge>),
    /// Takes one away.
    Remove(MetChallengeId),
}

impl ChallengeCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(challenge) => context.save_challenge(*challenge),
            Self::Remove(id) => context.remove_challenge(id),
        }
    }
}

impl Context<'_> {
    fn met_challenge(&self, id: MetChallengeId) -> Option<&MetChallenge> {
        self.workbook.challenges.iter().find(|c| c.id == id)
    }

    fn save_challenge(&self, mut challenge: MetChallenge) -> Result<EditSet, Refusal> {
        let before = (challenge.id.0 != 0).then(|| self.met_challenge(challenge.id));
        let before = match before {
            Some(None) => return gone("challenge"),
            found => found.flatten(),
        };
        for text in [
            &mut challenge.text,
            &mut challenge.approach,
            &mut challenge.result,
        ] {
            *text = text.trim().to_owned();
        }
        let is_known = programme::challenge(&challenge.entry).is_some();
        if challenge.text.is_empty() && !is_known {
            return refuse("The challenge is empty. Say what stands in the way.");
        }
        if !is_known {
            challenge.entry.clear();
        }
        known_block(challenge.block)?;
        self.not_to_come(Some(challenge.met_on))?;
        self.not_to_come(challenge.ended_on)?;
        if challenge.ended_on.is_some_and(|end| end < challenge.met_on) {
            return refuse("The challenge would be over before it was met. Check the dates.");
        }
        if challenge
            .step
            .is_some_and(|s| self.workbook.step(s).is_none())
        {
            return gone("step");
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        if before.is_none() {
            challenge.id = MetChallengeId(self.workbook.next.met_challenge);
        }
        let stamp = |c: &mut MetChallenge, by: &str, on| {
            by.clone_into(&mut c.by);
            c.on = on;
        };
        let name = format!("{verb} a challenge");
        Ok(self.saved(name, before, challenge, stamp, Edit::Challenge))
    }

    fn remove_challenge(&self, id: MetChallengeId) -> Result<EditSet, Refusal> {
        let Some(challenge) = self.met_challenge(id) else {
            return gone("challenge");
        };
        let tests = self.workbook.tests.iter();
        let mut edits: Vec<Edit> = tests
            .filter(|t| t.challenge == Some(id))
            .map(|t| {
                let mut after = t.clone();
                after.challenge = None;
                Edit::SmallTest(Box::new(Change::replace(t.clone(), after)))
            })
            .collect();
        edits.push(Edit::Challenge(Box::new(Change::remove(challenge.clone()))));
        Ok(EditSet {
            name: "Remove a challenge".to_owned(),
            edits,
        })
    }
}
