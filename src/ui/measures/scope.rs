//! Whose patients the chart is of: the clinic, a team, a clinician.

use egui::Ui;

use super::summary::{Summaries, Summary};
use crate::domain::measure::{MeasureId, OwnForm, Scope};
use crate::domain::workbook::Workbook;
use crate::ui::view::View;
use crate::ui::widgets::{Button, menu_button, menu_check, menu_rule};

/// The summary of another scope than the clinic's, kept until anything changes.
#[derive(Default)]
pub(super) struct Scoped {
    made_for: Option<(u64, MeasureId, Scope)>,
    summary: Option<Summary>,
}

impl Scoped {
    /// Works it out when it is another than before; nothing for the clinic.
    pub fn refresh(
        &mut self,
        view: &View<'_>,
        summaries: &Summaries,
        measure: MeasureId,
        scope: &Scope,
    ) {
        let key = (summaries.version, measure, scope.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.summary = (*scope != Scope::Clinic).then(|| Summary::of(measure, scope.clone(), view));
        self.made_for = Some(key);
    }

    /// The scope's summary, or the clinic's.
    pub fn or_clinic<'a>(
        &'a self,
        summaries: &'a Summaries,
        measure: MeasureId,
    ) -> Option<&'a Summary> {
        self.summary.as_ref().or_else(|| summaries.of(measure))
    }
}

/// Teams that clinicians are in, by name.
pub(super) fn teams(workbook: &Workbook) -> Vec<String> {
    let mut teams: Vec<String> = workbook
        .listed_clinicians()
        .map(|c| c.team.clone())
        .filter(|team| !team.is_empty())
        .collect();
    teams.sort();
    teams.dedup();
    teams
}

/// The scopes that a measure can be shown for.
pub(super) fn scopes(view: &View<'_>, measure: MeasureId) -> Vec<Scope> {
    let workbook = view.workbook;
    let mut scopes = vec![Scope::Clinic];
    let clinicians: Vec<Scope> = match measure.own(workbook) {
        None => view.measures.clinicians().map(Scope::Clinician).collect(),
        Some(own) if own.form == OwnForm::Sample => {
            let points = workbook.points_of(own.id);
            let sampled = |name: &str| points.iter().any(|p| p.clinician == name);
            let clinicians = workbook.clinicians.iter().filter(|c| sampled(&c.name));
            let mut ids: Vec<_> = clinicians.map(|c| workbook.same_clinician(c.id)).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter()
                .map(|id| Scope::Clinician(Some(id)))
                .collect()
        }
        Some(_) => return scopes,
    };
    scopes.extend(teams(workbook).into_iter().map(Scope::Team));
    let mut named: Vec<(String, Scope)> = clinicians
        .into_iter()
        .map(|s| (s.label(workbook), s))
        .collect();
    // Patients without a clinician stand last.
    named.sort_by_key(|(name, scope)| (*scope == Scope::Clinician(None), name.to_lowercase()));
    scopes.extend(named.into_iter().map(|(_, scope)| scope));
    scopes
}

/// A button with the scope's name and a menu of the others; what was chosen.
pub(super) fn menu_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) -> Option<Scope> {
    let name = summary.scope.label(view.workbook);
    let accessible = format!("Shown for {name}");
    let button = Button::outlined(&name)
        .name(&accessible)
        .small()
        .hover("The clinic, a team, or a clinician’s patients");
    let chosen = menu_button(ui, button, |ui| {
        let mut chosen = None;
        let mut before: Option<std::mem::Discriminant<Scope>> = None;
        for scope in scopes(view, summary.measure) {
            let kind = std::mem::discriminant(&scope);
            if before.is_some_and(|before| before != kind) {
                menu_rule(ui);
            }
            before = Some(kind);
            let label = scope.label(view.workbook);
            if menu_check(ui, &label, scope == summary.scope).clicked() {
                chosen = Some(scope);
            }
        }
        chosen
    });
    chosen.flatten()
}
