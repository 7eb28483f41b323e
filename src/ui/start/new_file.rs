//! The form of a new clinic file: clinic, approach, choices, passphrase, place.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::domain::clinic::{Approach, Clinic, Settings, Thresholds};
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::morphine_equivalent::FactorSetId;
use crate::domain::passphrase::strength;
use crate::ui::request::{FileQuestion, NewFile, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, Choice, Notice, TextField, divider, field_label, text};

/// What has been typed so far.
pub(super) struct NewFileForm {
    name: String,
    site: String,
    approach: Option<usize>,
    first: String,
    second: String,
    factors: Option<usize>,
    rule: Option<usize>,
    passphrase: String,
    again: String,
    path: String,
    /// The path follows the clinic's name until a person chooses one.
    path_is_chosen: bool,
    tried: bool,
    was_focused: bool,
}

impl Default for NewFileForm {
    fn default() -> Self {
        Self {
            name: String::new(),
            site: String::new(),
            approach: Some(0),
            first: "50".to_owned(),
            second: "90".to_owned(),
            factors: Some(0),
            rule: Some(0),
            passphrase: String::new(),
            again: String::new(),
            path: String::new(),
            path_is_chosen: false,
            tried: false,
            was_focused: false,
        }
    }
}

impl NewFileForm {
    pub fn set_path(&mut self, file: &Path) {
        self.path = file.display().to_string();
        self.path_is_chosen = true;
    }

    fn name_error(&self) -> Option<&'static str> {
        self.name
            .trim()
            .is_empty()
            .then_some("The clinic needs a name.")
    }

    fn thresholds(&self) -> Option<Thresholds> {
        let (first, second) = (
            self.first.trim().parse().ok()?,
            self.second.trim().parse().ok()?,
        );
        (first > 0.0 && first < second && second <= 1000.0).then_some(Thresholds { first, second })
    }

    fn passphrase_error(&self) -> Option<&'static str> {
        self.passphrase
            .is_empty()
            .then_some("Type a passphrase of several words.")
    }

    fn again_error(&self) -> Option<&'static str> {
        (self.passphrase != self.again).then_some("The two passphrases differ.")
    }

    fn path_error(&self) -> Option<&'static str> {
        self.path
            .trim()
            .is_empty()
            .then_some("Choose where the file is kept.")
    }

    /// The finished request, when nothing is amiss.
    fn finished(&self) -> Option<NewFile> {
        let amiss = self.name_error().is_some()
            || self.passphrase_error().is_some()
            || self.again_error().is_some()
            || self.path_error().is_some();
        let thresholds = self.thresholds().filter(|_| !amiss)?;
        let approach = if self.approach == Some(1) {
            Approach::FastTrack
        } else {
            Approach::Full
        };
        Some(NewFile {
            path: PathBuf::from(self.path.trim()),
            clinic: Clinic {
                name: self.name.trim().to_owned(),
                site: self.site.trim().to_owned(),
                approach,
            },
            settings: Settings {
                thresholds,
                factor_set: self
                    .factors
                    .and_then(|i| FactorSetId::ALL.get(i))
                    .copied()
                    .unwrap_or_default(),
                ltot_rule: self
                    .rule
                    .and_then(|i| LtotRule::ALL.get(i))
                    .copied()
                    .unwrap_or_default(),
                ..Settings::default()
            },
            passphrase: self.passphrase.clone(),
        })
    }

    /// "Cedar Fork Clinic" → "~/cedar-fork-clinic.sixblocks", until a place is chosen.
    fn suggest_path(&mut self) {
        if self.path_is_chosen {
            return;
        }
        let plain = |c: char| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        };
        let stem: String = self.name.trim().chars().map(plain).collect();
        let stem = stem
            .split('-')
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let home = std::env::home_dir().unwrap_or_default();
        self.path = if stem.is_empty() {
            String::new()
        } else {
            home.join(format!("{stem}.sixblocks")).display().to_string()
        };
    }
}

/// What is known of an earlier attempt.
pub(super) struct Hints<'a> {
    /// Why the file could not be made.
    pub error: Option<&'a str>,
    /// The system has no dialog to choose a place with.
    pub is_without_dialog: bool,
}

/// Draws the form. True when the person goes back.
pub(super) fn new_file_ui(
    ui: &mut Ui,
    form: &mut NewFileForm,
    hints: &Hints<'_>,
    work: Option<&str>,
    out: &mut Vec<Request>,
) -> bool {
    if let Some(error) = hints.error {
        let (first, rest) = crate::ui::notices::first_sentence(error);
        Notice::error(first, rest).copy(error).show(ui);
    }
    let mut back = false;
    Card::new().title("New clinic file").show(ui, |ui| {
        clinic_ui(ui, form);
        choices_ui(ui, form);
        divider(ui);
        passphrase_ui(ui, form);
        place_ui(ui, form, hints.is_without_dialog, out);
        back = actions_ui(ui, form, work, out);
    });
    back
}

/// Half the width of the form, so that two fields stand side by side.
fn half(ui: &Ui) -> f32 {
    ((ui.available_width() - ui.spacing().item_spacing.x) / 2.0).floor()
}

fn clinic_ui(ui: &mut Ui, form: &mut NewFileForm) {
    let width = half(ui);
    ui.horizontal_top(|ui| {
        let error = form.name_error().filter(|_| form.tried);
        let name = TextField::new("Clinic", &mut form.name)
            .width(width)
            .error(error)
            .show(ui);
        if !form.was_focused {
            name.request_focus();
            form.was_focused = true;
        }
        if name.changed() {
            form.suggest_path();
        }
        TextField::new("Site, if there are several", &mut form.site)
            .width(width)
            .show(ui);
    });
}

fn choices_ui(ui: &mut Ui, form: &mut NewFileForm) {
    let width = half(ui);
    ui.horizontal_top(|ui| {
        let approaches = [Approach::Full.label(), Approach::FastTrack.label()];
        Choice::new("Approach", &approaches)
            .width(width)
            .show(ui, &mut form.approach);
        let tables = FactorSetId::ALL.map(|s| s.about().name.as_str());
        Choice::new("Conversion factors", &tables)
            .width(width)
            .show(ui, &mut form.factors);
    });
    limits_ui(ui, form, width);
    let rules = LtotRule::ALL.map(LtotRule::sentence);
    Choice::new("Long-term opioid therapy is", &rules).show(ui, &mut form.rule);
}

fn limits_ui(ui: &mut Ui, form: &mut NewFileForm, width: f32) {
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        let quarter = ((width - ui.spacing().item_spacing.x) / 2.0).floor();
        let error = form.thresholds().is_none().then_some("Two numbers, the first below the second.");
        let first = TextField::new("First dose limit, mg a day", &mut form.first);
        first.number().width(quarter).error(error).show(ui);
        let second = TextField::new("Second dose limit, mg a day", &mut form.second);
        second.number().width(quarter).show(ui);
        ui.vertical(|ui| {
            ui.add_space(theme.pt(22.0));
            let words = "A dose at a limit counts as above it. All of this can be changed later under Clinic, Settings.";
            text(ui, words, Style::Small, theme.color().text_2);
        });
    });
}

fn passphrase_ui(ui: &mut Ui, form: &mut NewFileForm) {
    let width = half(ui);
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = theme.pt(4.0);
            let error = form.passphrase_error().filter(|_| form.tried);
            TextField::new("Passphrase", &mut form.passphrase)
                .password()
                .width(width)
                .error(error)
                .show(ui);
            if error.is_none() {
                text(
                    ui,
                    strength_words(&form.passphrase),
                    Style::Small,
                    theme.color().text_2,
                );
            }
        });
        let error = form
            .again_error()
            .filter(|_| form.tried || !form.again.is_empty());
        TextField::new("Passphrase again", &mut form.again)
            .password()
            .width(width)
            .error(error)
            .show(ui);
    });
}

/// "Weak. Too short…": some of the sentences begin with the word themselves.
fn strength_words(typed: &str) -> String {
    let hint = strength(typed);
    let word = hint.level.word();
    if typed.is_empty() || hint.sentence.starts_with(word) {
        hint.sentence.to_owned()
    } else {
        format!("{word}. {}", hint.sentence)
    }
}

fn place_ui(ui: &mut Ui, form: &mut NewFileForm, is_without_dialog: bool, out: &mut Vec<Request>) {
    let missing = form.path_error().filter(|_| form.tried);
    let without =
        is_without_dialog.then_some("This system shows no file dialog. Type the path here.");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        field_label(ui, "File");
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - Theme::of(ui).pt(92.0);
            let field = TextField::new("File", &mut form.path)
                .hide_label()
                .width(width);
            if field.error(missing.or(without)).show(ui).changed() {
                form.path_is_chosen = true;
            }
            let choose = Button::outlined("Choose…").name("Choose the place of the file");
            if choose.show(ui).clicked() {
                out.push(Request::Ask(FileQuestion::NewClinic));
            }
        });
    });
}

fn actions_ui(
    ui: &mut Ui,
    form: &mut NewFileForm,
    work: Option<&str>,
    out: &mut Vec<Request>,
) -> bool {
    let colors = *Theme::of(ui).color();
    let mut back = false;
    ui.horizontal(|ui| {
        if Button::primary("Make the file").enabled(work.is_none()).show(ui).clicked() {
            form.tried = true;
            out.extend(form.finished().map(|new| Request::Create(Box::new(new))));
        }
        back = Button::outlined("Back").enabled(work.is_none()).show(ui).clicked();
        let words = match work {
            Some(work) => format!("{work}…"),
            None => "A recovery sheet is shown next. Without passphrase and sheet nobody can open the file.".to_owned(),
        };
        text(ui, words, Style::Small, colors.text_2);
    });
    back
}
