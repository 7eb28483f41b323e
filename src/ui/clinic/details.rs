//! The clinic's name, site and approach, the person's initials, and what the file holds.

use egui::Ui;

use super::{READ_ONLY, gap_ui, group_ui, note_ui, two_columns};
use crate::domain::clinic::{Approach, Clinic};
use crate::domain::command::Command;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, TextField, facts, radio_rows};
use crate::ui::words::{count, counted};

/// Letters that initials may have.
const MOST_INITIALS: usize = 8;

/// What is typed and not yet saved.
#[derive(Default)]
pub(super) struct DetailsState {
    name: String,
    site: String,
    approach: usize,
    initials: String,
    /// What the drafts were made from.
    saved: Option<(Clinic, String)>,
    /// What the file holds, in words, at this revision.
    holds: Option<(u64, Vec<(&'static str, String)>)>,
}

impl DetailsState {
    /// Takes the saved values over when they are others than before.
    pub fn refresh(&mut self, view: &View<'_>) {
        let (clinic, initials) = (&view.workbook.clinic, &view.status.initials);
        if self.saved.as_ref().is_none_or(|(c, _)| c != clinic) {
            self.name.clone_from(&clinic.name);
            self.site.clone_from(&clinic.site);
            self.approach = usize::from(clinic.approach == Approach::FastTrack);
        }
        if self.saved.as_ref().is_none_or(|(_, i)| i != initials) {
            self.initials.clone_from(initials);
        }
        if self
            .saved
            .as_ref()
            .is_none_or(|(c, i)| c != clinic || i != initials)
        {
            self.saved = Some((clinic.clone(), initials.clone()));
        }
        if self
            .holds
            .as_ref()
            .is_none_or(|(revision, _)| *revision != view.revision)
        {
            self.holds = Some((view.revision, what_it_holds(view)));
        }
    }

    /// Whether something typed is not saved.
    pub fn is_changed(&self, view: &View<'_>) -> bool {
        self.clinic() != view.workbook.clinic || self.initials.trim() != view.status.initials
    }

    fn clinic(&self) -> Clinic {
        Clinic {
            name: self.name.trim().to_owned(),
            site: self.site.trim().to_owned(),
            approach: if self.approach == 1 {
                Approach::FastTrack
            } else {
                Approach::Full
            },
        }
    }

    fn is_wrong(&self) -> bool {
        name_error(&self.name).is_some() || initials_error(&self.initials).is_some()
    }

    /// The requests that save what differs; none while something cannot be used.
    fn requests(&self) -> Vec<Request> {
        let Some((clinic, initials)) = &self.saved else {
            return Vec::new();
        };
        if self.is_wrong() {
            return Vec::new();
        }
        let mut requests = Vec::new();
        if self.clinic() != *clinic {
            requests.push(Request::Command(Command::SaveClinic(self.clinic())));
        }
        if self.initials.trim() != initials {
            requests.push(Request::Initials(self.initials.trim().to_owned()));
        }
        requests
    }
}

/// Save and discard, at the right of the toolbar.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DetailsState,
    out: &mut Vec<Request>,
) {
    let requests = state.requests();
    let is_wrong = state.is_wrong();
    let is_changed = is_wrong || !requests.is_empty();
    let discard = Button::outlined("Discard")
        .name("Discard changes of the clinic")
        .enabled(is_changed);
    if discard.show(ui).clicked() {
        state.saved = None;
    }
    let why = if is_wrong {
        "Something typed cannot be used, see below."
    } else if view.status.is_read_only {
        READ_ONLY
    } else if requests.is_empty() {
        "Nothing has been changed."
    } else {
        "Saved at once; undo takes the clinic's details back."
    };
    let save = Button::primary("Save")
        .name("Save the clinic")
        .hover(why)
        .enabled(!requests.is_empty() && !view.status.is_read_only);
    if save.show(ui).clicked() {
        out.extend(requests);
    }
}

/// Draws the page.
pub(super) fn details_ui(ui: &mut Ui, view: &View<'_>, state: &mut DetailsState) {
    let DetailsState {
        name,
        site,
        approach,
        initials,
        holds,
        ..
    } = state;
    two_columns(ui, 0.5, |left, right| {
        clinic_ui(left, name, site, approach);
        person_ui(right, view, initials);
        if let Some((_, holds)) = holds {
            holds_ui(right, holds);
        }
    });
}

fn clinic_ui(ui: &mut Ui, name: &mut String, site: &mut String, approach: &mut usize) {
    group_ui(ui, "Clinic", |ui| {
        let error = name_error(name);
        TextField::new("Name, as on reports", name)
            .error(error)
            .show(ui);
        gap_ui(ui);
        TextField::new("Site, if there are several", site).show(ui);
        gap_ui(ui);
        let labels = [Approach::Full.label(), Approach::FastTrack.label()];
        radio_rows(ui, "Approach", &labels, approach);
        let words = match approach {
            1 => "Straight to the priority areas that the team chooses.",
            _ => "All stages and all six blocks, one after the other.",
        };
        note_ui(ui, words);
    });
}

fn person_ui(ui: &mut Ui, view: &View<'_>, initials: &mut String) {
    let width = Theme::of(ui).pt(140.0);
    group_ui(ui, "You", |ui| {
        let error = initials_error(initials);
        TextField::new("Your initials", initials)
            .width(width)
            .error(error)
            .show(ui);
        let words = format!(
            "They stand beside the name of your account in the history and at what you enter. Now “{}”.",
            view.status.who
        );
        note_ui(ui, &words);
    });
}

fn holds_ui(ui: &mut Ui, holds: &[(&'static str, String)]) {
    Card::new().title("In this file").show(ui, |ui| {
        let rows: Vec<(&str, &str)> = holds
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        facts(ui, &rows);
    });
}

fn name_error(typed: &str) -> Option<&'static str> {
    typed
        .trim()
        .is_empty()
        .then_some("The clinic needs a name.")
}

fn initials_error(typed: &str) -> Option<&'static str> {
    (typed.trim().chars().count() > MOST_INITIALS).then_some("Initials have up to eight letters.")
}

fn what_it_holds(view: &View<'_>) -> Vec<(&'static str, String)> {
    let workbook = view.workbook;
    let period = match workbook.fill_period() {
        Some((first, last)) => format!(
            "{}, from {first} to {last}",
            count(workbook.fills.len() as u64)
        ),
        None => "none yet".to_owned(),
    };
    let on_ltot = view.registry.rows.iter().filter(|r| r.is_on_ltot).count();
    let decided = workbook.decisions.len();
    vec![
        ("Patients", count(workbook.listed_patients().count() as u64)),
        (
            "On LtOT",
            format!("{} on {}", count(on_ltot as u64), view.as_of),
        ),
        ("Prescriptions", period),
        ("Care events", count(workbook.events.len() as u64)),
        (
            "Clinicians",
            count(workbook.listed_clinicians().count() as u64),
        ),
        (
            "Decisions",
            counted(decided, "verdict on LtOT", "verdicts on LtOT"),
        ),
        (
            "Imports",
            count(workbook.imports.iter().filter(|i| !i.undone).count() as u64),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::clinic::testing::{Bench, open};
    use crate::ui::clinic::{ClinicState, clinic_ui};
    use crate::ui::widgets::testing::type_into;

    fn page() -> Harness<'static, Bench<ClinicState>> {
        open(Bench::new(), clinic_ui)
    }

    #[test]
    fn a_new_name_is_saved_once_and_only_the_clinic() {
        let mut harness = page();
        type_into(
            &mut harness,
            Role::TextInput,
            "Name, as on reports",
            " North",
        );
        harness.get_by_label("Save the clinic").click();
        harness.run();
        let asked = &harness.state().asked;
        assert_eq!(asked.len(), 1);
        let Some(Request::Command(Command::SaveClinic(clinic))) = asked.first() else {
            panic!("another request")
        };
        assert!(clinic.name.contains("North"), "{}", clinic.name);
    }

    #[test]
    fn initials_are_asked_for_without_touching_the_clinic() {
        let mut harness = page();
        type_into(&mut harness, Role::TextInput, "Your initials", "J");
        harness.get_by_label("Save the clinic").click();
        harness.run();
        assert!(
            matches!(harness.state().asked.as_slice(), [Request::Initials(i)] if i.contains('J'))
        );
    }

    #[test]
    fn discard_brings_the_saved_values_back() {
        let mut harness = page();
        type_into(
            &mut harness,
            Role::TextInput,
            "Name, as on reports",
            " North",
        );
        harness
            .get_by_label("Discard changes of the clinic")
            .click();
        harness.run();
        assert_eq!(harness.state().state.details.name, "Cedar Fork Clinic");
        assert!(harness.state().asked.is_empty());
    }

    #[test]
    fn an_empty_name_says_so_and_cannot_be_saved() {
        let mut harness = page();
        harness.state_mut().state.details.name.clear();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("The clinic needs a name")
                .next()
                .is_some()
        );
        harness.get_by_label("Save the clinic").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
    }
}
