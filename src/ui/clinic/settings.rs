//! The form of the clinic's choices, in cards; beside it what a changed choice would do.

use egui::{ScrollArea, Ui};

use super::preview::{EffectRows, Shown, preview_ui};
use super::settings_draft::SettingsDraft;
use super::settings_measures as measures_ui;
use super::{READ_ONLY, gap_ui, group_ui, note_ui, side_by_side, two_columns};
use crate::domain::clinic::Settings;
use crate::domain::command::Command;
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::morphine_equivalent::FactorSetId;
use crate::domain::settings_effect::SettingsEffect;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Button, Choice, TextField, checkbox, radio_rows};

/// Share of the form's width for the left column; the rules of the right one fit on a line each.
const LEFT_SHARE: f32 = 0.41;
/// Height of the form in points at scale 1.
const HEIGHT: f32 = 1010.0;

/// The draft and what is known of its effect.
#[derive(Default)]
pub struct SettingsState {
    draft: SettingsDraft,
    /// The settings the draft was made from.
    saved: Option<Settings>,
    /// The effect shown, and the revision of the records it was worked out from.
    effect: Option<(u64, EffectRows)>,
    /// The effect asked for: revision and settings.
    asked: Option<(u64, Settings)>,
    /// The effect asked for has not come.
    is_waiting: bool,
}

impl SettingsState {
    /// The effect asked for has been worked out; `None` when that failed.
    pub fn weighed(&mut self, effect: Option<SettingsEffect>) {
        self.is_waiting = false;
        let revision = self.asked.as_ref().map_or(0, |(revision, _)| *revision);
        self.effect = effect.map(|effect| (revision, EffectRows::new(effect)));
    }

    /// Takes the saved settings over when they are others than before.
    pub(super) fn refresh(&mut self, view: &View<'_>) {
        if self.saved.as_ref() != Some(&view.workbook.settings) {
            self.saved = Some(view.workbook.settings.clone());
            self.draft = SettingsDraft::of(&view.workbook.settings);
            self.effect = None;
            self.asked = None;
        }
    }

    /// Whether the form differs from what is saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| self.draft.read().as_ref() != Some(saved))
    }

    /// The changed settings, when they can be used.
    fn changed(&self) -> Option<Settings> {
        self.draft
            .read()
            .filter(|read| self.saved.as_ref() != Some(read))
    }

    /// Asks for the effect of the draft when it is another than the one asked for last.
    fn weigh(&mut self, view: &View<'_>, out: &mut Vec<Request>) {
        let Some(settings) = self.changed() else {
            self.effect = None;
            if !self.is_waiting {
                self.asked = None;
            }
            return;
        };
        let wanted = (view.revision, settings);
        if !self.is_waiting && self.asked.as_ref() != Some(&wanted) {
            out.push(Request::WeighSettings(Box::new(wanted.1.clone())));
            self.asked = Some(wanted);
            self.is_waiting = true;
        }
    }
}

/// Save and discard, at the right of the toolbar.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut SettingsState,
    out: &mut Vec<Request>,
) {
    let discard = Button::outlined("Discard")
        .name("Discard changed settings")
        .enabled(state.is_changed());
    if discard.show(ui).clicked() {
        state.saved = None;
    }
    let changed = state.changed();
    let why = if state.is_changed() && changed.is_none() {
        "Something typed cannot be used, see below."
    } else if view.status.is_read_only {
        READ_ONLY
    } else if changed.is_none() {
        "Nothing has been changed."
    } else {
        "Saved at once for everybody who opens the file; undo takes it back."
    };
    let save = Button::primary("Save")
        .name("Save the settings")
        .hover(why)
        .enabled(changed.is_some() && !view.status.is_read_only);
    if save.show(ui).clicked()
        && let Some(settings) = changed
    {
        out.push(Request::Command(Command::SaveSettings(Box::new(settings))));
    }
}

/// Draws the page.
pub(super) fn settings_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut SettingsState,
    out: &mut Vec<Request>,
) {
    state.weigh(view, out);
    let theme = Theme::of(ui);
    let width = (ui.available_width() * 0.285).clamp(theme.pt(340.0), theme.pt(480.0));
    let shown = match (state.changed(), state.is_changed()) {
        (Some(_), _) => Shown::Effect {
            is_late: state.is_waiting,
        },
        (None, true) => Shown::CannotBeUsed,
        (None, false) => Shown::Unchanged,
    };
    side_by_side(
        ui,
        width,
        |ui| form_ui(ui, view, &mut state.draft),
        |ui| {
            preview_ui(
                ui,
                view,
                shown,
                state.effect.as_mut().map(|(_, rows)| rows),
                out,
            );
        },
    );
}

fn form_ui(ui: &mut Ui, view: &View<'_>, draft: &mut SettingsDraft) {
    let theme = Theme::of(ui);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.card_gap();
        // In a small window the scroll bar stands beside the cards, not over them.
        let (height, room) = (theme.pt(HEIGHT), ui.clip_rect().height());
        if height > room {
            ui.set_max_width(ui.available_width() - theme.pt(12.0));
        }
        two_columns(ui, LEFT_SHARE, |left, right| {
            dose_ui(left, draft);
            measures_ui::checks_ui(left, view, draft);
            therapy_ui(right, draft);
            sedatives_ui(right, draft);
            two_columns(right, 0.5, |left, right| {
                naloxone_ui(left, draft);
                lock_ui(right, draft);
            });
            measures_ui::charts_ui(right, draft);
            measures_ui::room_ui(right, draft);
        });
    });
}

fn dose_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Dose", |ui| {
        let width = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
        ui.horizontal_top(|ui| {
            let error = draft.first_error();
            TextField::new("First limit, mg a day", &mut draft.first)
                .number()
                .width(width)
                .error(error)
                .show(ui);
            let error = draft.second_error();
            TextField::new("Second limit, mg a day", &mut draft.second)
                .number()
                .width(width)
                .error(error)
                .show(ui);
        });
        note_ui(
            ui,
            "A MED at a limit counts as above it. A limit is a reason to review, not to stop or taper by itself.",
        );
        gap_ui(ui);
        let tables = FactorSetId::ALL.map(|set| set.about().name.as_str());
        Choice::new("Conversion factors", &tables).show(ui, &mut draft.factors);
        let about = draft.factor_set().about();
        note_ui(
            ui,
            &format!(
                "{}. Version {}, compared with it on {}.",
                about.source, about.version, about.checked
            ),
        );
        gap_ui(ui);
        // The rules borrow for the short list of 2022 only.
        let can_borrow = draft.factor_set() == FactorSetId::Cdc2022;
        ui.add_enabled_ui(can_borrow, |ui| {
            checkbox(
                ui,
                &mut draft.borrow,
                "Take a missing factor from the CDC 2018 file",
            );
        });
        let words = if can_borrow {
            "Marked so at the number. Without it such a medicine reads “no factor”."
        } else {
            "Only the CDC 2022 guideline borrows; this table is taken as printed."
        };
        note_ui(ui, words);
        gap_ui(ui);
        let rules = ["Every active fill counts", "Only the latest fill counts"];
        radio_rows(
            ui,
            "Fills of the same medicine and strength on one day",
            &rules,
            &mut draft.overlap,
        );
        let words = match draft.overlap {
            1 => "An early refill replaces what is left of the one before.",
            _ => "The highest single day: an early refill adds to what is left of the one before.",
        };
        note_ui(ui, words);
    });
}

fn therapy_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Long-term opioid therapy", |ui| {
        radio_rows(
            ui,
            "A patient is found by",
            &LtotRule::ALL.map(LtotRule::sentence),
            &mut draft.rule,
        );
        note_ui(
            ui,
            "Whom the rule finds is a candidate: a person confirms, rejects or defers.",
        );
        gap_ui(ui);
        checkbox(
            ui,
            &mut draft.buprenorphine,
            "Count sublingual buprenorphine",
        );
        note_ui(
            ui,
            "It treats opioid use disorder. A patch for pain always counts.",
        );
    });
}

fn sedatives_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Sedatives", |ui| {
        checkbox(
            ui,
            &mut draft.gabapentinoids,
            "Count gabapentin and pregabalin",
        );
        checkbox(
            ui,
            &mut draft.other_sedatives,
            "Count other muscle relaxants and hypnotics",
        );
        note_ui(
            ui,
            "Baclofen, cyclobenzaprine, tizanidine, suvorexant and the like, and primidone.",
        );
        gap_ui(ui);
        note_ui(
            ui,
            "Benzodiazepines, Z-drugs, carisoprodol and the other barbiturates always count.",
        );
    });
}

fn naloxone_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Naloxone", |ui| {
        let error = draft.naloxone_error();
        TextField::new("Months looked back", &mut draft.naloxone_months)
            .number()
            .error(error)
            .show(ui);
        note_ui(ui, "A prescription this recent counts.");
    });
}

fn lock_ui(ui: &mut Ui, draft: &mut SettingsDraft) {
    group_ui(ui, "Idle lock", |ui| {
        let error = draft.idle_error();
        TextField::new("Minutes without input", &mut draft.idle_minutes)
            .number()
            .error(error)
            .show(ui);
        note_ui(ui, "Then the passphrase is asked for.");
    });
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::clinic::testing::{Bench, open};
    use crate::ui::clinic::{ClinicState, clinic_ui};
    use crate::ui::request::ClinicPage;

    fn page() -> Harness<'static, Bench<ClinicState>> {
        let mut bench: Bench<ClinicState> = Bench::new();
        bench.state.page = ClinicPage::Settings;
        open(bench, clinic_ui)
    }

    /// Carries out what the page asked to be weighed.
    fn weigh(harness: &mut Harness<'static, Bench<ClinicState>>) -> usize {
        let bench = harness.state_mut();
        let mut weighed = 0;
        for request in std::mem::take(&mut bench.asked) {
            if let Request::WeighSettings(settings) = request {
                let day = bench.registry.as_of.expect("a day");
                let effect = SettingsEffect::of(&bench.workbook, *settings, day);
                bench.state.settings.weighed(Some(effect));
                weighed += 1;
            }
        }
        harness.run();
        weighed
    }

    #[test]
    fn nothing_is_worked_out_or_saved_while_nothing_is_changed() {
        let mut harness = page();
        harness.get_by_label("Save the settings").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
    }

    #[test]
    fn a_changed_limit_shows_who_crosses_it_and_is_saved_on_demand() {
        let mut harness = page();
        harness.state_mut().state.settings.draft.second = "60".to_owned();
        harness.run();
        assert_eq!(weigh(&mut harness), 1);
        assert!(
            harness
                .query_all_by_label_contains("up to 60 or more")
                .next()
                .is_some()
        );
        harness.run();
        assert!(harness.state().asked.is_empty(), "asked once");
        harness.get_by_label("Save the settings").click();
        harness.run();
        let Some(Request::Command(Command::SaveSettings(settings))) = harness.state().asked.first()
        else {
            panic!("another request")
        };
        assert!((settings.thresholds.second - 60.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_last_of_several_changes_is_the_one_shown() {
        let mut harness = page();
        for second in ["6", "60", "600"] {
            harness.state_mut().state.settings.draft.second = second.to_owned();
            harness.run();
        }
        assert_eq!(weigh(&mut harness), 1, "one at a time");
        assert_eq!(weigh(&mut harness), 1, "then the newest");
        let shown = harness
            .state()
            .state
            .settings
            .effect
            .as_ref()
            .map(|(_, rows)| rows.effect().settings.thresholds.second);
        assert_eq!(shown, Some(600.0));
    }

    #[test]
    fn what_cannot_be_used_is_not_saved_and_discard_brings_the_saved_back() {
        let mut harness = page();
        harness.state_mut().state.settings.draft.first = "fifty".to_owned();
        harness.run();
        assert!(
            harness
                .query_all_by_label_contains("A number above 0")
                .next()
                .is_some()
        );
        harness.get_by_label("Save the settings").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        harness.get_by_label("Discard changed settings").click();
        harness.run();
        assert!(!harness.state().state.settings.is_changed());
    }
}
