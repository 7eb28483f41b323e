//! What restricted records are shown: until the page is left, and never remembered.

use std::collections::BTreeSet;

use egui::Ui;

use crate::domain::ids::EventId;

/// What somebody has asked to see on the page.
#[derive(Default)]
pub(super) struct Revealed {
    /// Restricted entries of the standing.
    pub facts: bool,
    events: BTreeSet<EventId>,
    last_frame: u64,
}

impl Revealed {
    /// Forgets everything where the page was not drawn in the frame before: another tab, another
    /// page or a room was shown meanwhile.
    pub fn forget_after_leaving(&mut self, ui: &Ui) {
        let now = ui.ctx().cumulative_frame_nr();
        if self.last_frame + 1 < now {
            *self = Self::default();
        }
        self.last_frame = now;
    }

    /// Shows a restricted note.
    pub fn show(&mut self, event: EventId) {
        self.events.insert(event);
    }

    /// Whether a restricted note is shown.
    pub fn shows(&self, event: EventId) -> bool {
        self.events.contains(&event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widgets::testing::harness;

    #[test]
    fn what_was_shown_is_hidden_again_once_the_page_was_not_drawn() {
        let mut window = harness((Revealed::default(), true), |ui, (revealed, is_page)| {
            if *is_page {
                revealed.forget_after_leaving(ui);
            }
        });
        window.step();
        window.state_mut().0.facts = true;
        window.state_mut().0.show(EventId(7));
        window.step();
        assert!(window.state().0.facts && window.state().0.shows(EventId(7)));
        window.state_mut().1 = false;
        window.step();
        window.state_mut().1 = true;
        window.step();
        assert!(!window.state().0.facts && !window.state().0.shows(EventId(7)));
    }
}
