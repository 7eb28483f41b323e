//! The dialog that says which team each clinician is in.

use egui::{Context, Id, Label, Ui};

use crate::domain::command::Command;
use crate::domain::ids::ClinicianId;
use crate::domain::measure::command::MeasureCommand;
use crate::ui::measures::scope::teams;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, KnownName, WhoField, text};

/// Width of the names.
const NAMES: f32 = 260.0;

/// A clinician and the team typed.
struct Typed {
    id: ClinicianId,
    name: String,
    before: String,
    team: String,
}

impl Typed {
    fn is_changed(&self) -> bool {
        self.team.trim() != self.before
    }
}

/// What is typed in the dialog.
pub(super) struct TeamsDialog {
    rows: Vec<Typed>,
    known: Vec<KnownName>,
    /// The first field is still to get the focus.
    opening: bool,
}

impl TeamsDialog {
    /// Every clinician by name, with the team as it is.
    pub fn new(view: &View<'_>) -> Self {
        let workbook = view.workbook;
        let mut rows: Vec<Typed> = workbook
            .listed_clinicians()
            .map(|c| Typed {
                id: c.id,
                name: c.name.clone(),
                before: c.team.clone(),
                team: c.team.clone(),
            })
            .collect();
        rows.sort_by_key(|row| row.name.to_lowercase());
        let known = teams(workbook).into_iter();
        Self {
            rows,
            known: known.map(|team| KnownName::new(team, "")).collect(),
            opening: true,
        }
    }

    /// Offers teams typed for the first time to the other clinicians too.
    fn learn(&mut self) {
        for row in self.rows.iter().filter(|row| row.is_changed()) {
            let team = row.team.trim();
            if !team.is_empty() && self.known.iter().all(|k| k.name != team) {
                self.known.push(KnownName::new(team, "typed here"));
            }
        }
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn teams_ui(ctx: &Context, dialog: &mut TeamsDialog, out: &mut Vec<Request>) -> bool {
    let is_changed = dialog.rows.iter().any(Typed::is_changed);
    let shown = Dialog::new("Teams of clinicians")
        .subtitle("Measures can then be compared by team. Leave empty for no team.")
        .width(620.0)
        .primary("Save teams")
        .primary_enabled(is_changed)
        .safe("Cancel")
        .focus_body()
        .show(ctx, |ui| rows_ui(ui, dialog));
    match shown.outcome {
        None | Some(DialogOutcome::Extra(_)) => false,
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => {
            for row in dialog.rows.iter().filter(|row| row.is_changed()) {
                let command = MeasureCommand::SetTeam(row.id, row.team.trim().to_owned());
                out.push(Request::Command(Command::Measure(command)));
            }
            true
        }
    }
}

fn rows_ui(ui: &mut Ui, dialog: &mut TeamsDialog) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if dialog.rows.is_empty() {
        let words = "No clinician is known yet. They come with an import of prescriptions.";
        text(ui, words, Style::Body, colors.text);
        return;
    }
    let first = Id::unique("first team of the teams dialog");
    let mut is_left = false;
    // Room for the ring of the first field.
    ui.add_space(theme.pt(4.0));
    for (at, row) in dialog.rows.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap();
            let names = egui::vec2(theme.pt(NAMES), theme.control_height(false));
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(names, layout, |ui| {
                ui.set_min_width(names.x);
                let name = theme.rich_in(&row.name, Style::Body, colors.text);
                ui.add(Label::new(name).truncate());
            });
            let label = format!("Team of {}", row.name);
            let mut field = WhoField::new(&label, &mut row.team, &dialog.known)
                .single()
                .hide_label()
                .hint("No team")
                .width(ui.available_width());
            if at == 0 {
                field = field.id(first);
            }
            is_left |= field.show(ui).lost_focus();
        });
    }
    if is_left {
        dialog.learn();
    }
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(first));
        dialog.opening = false;
    }
}
