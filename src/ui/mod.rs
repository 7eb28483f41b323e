//! Drawing: the theme, the parts every screen is composed of, and one module per tab.
//!
//! Everything here draws from borrowed records and reports what was asked for; nothing writes.

pub mod action_plan;
pub mod assessment;
pub mod backup_folder;
mod cached;
pub mod calculator;
pub mod clinic;
pub mod find;
pub mod home;
pub mod icons;
pub mod importing;
pub mod measures;
pub mod milestones;
mod names;
pub mod notices;
pub mod paste;
pub mod patients;
pub mod plot_backend;
pub mod present;
pub mod recovery;
pub mod request;
pub mod saving;
pub mod start;
pub mod theme;
pub mod view;
pub mod widgets;
pub mod window;
mod words;

#[cfg(test)]
mod desk;
#[cfg(test)]
mod gallery;

/// What the screens remember between frames: choices, drafts, open dialogs. No record lives here.
#[derive(Default)]
pub struct UiState {
    /// The chosen tab.
    pub tab: request::Tab,
    /// The screens before a file is open.
    pub start: start::StartState,
    /// The home tab.
    pub home: home::HomeState,
    /// The self-assessment tab.
    pub assessment: assessment::AssessmentState,
    /// The milestones tab.
    pub milestones: milestones::MilestonesState,
    /// The action plan tab.
    pub plan: action_plan::PlanState,
    /// While presenting.
    pub present: Option<present::PresentState>,
    /// The patients tab.
    pub patients: patients::PatientsState,
    /// The measures tab.
    pub measures: measures::MeasuresState,
    /// The clinic tab.
    pub clinic: clinic::ClinicState,
    /// An import under way.
    pub import: Option<importing::ImportState>,
    /// The free-standing calculator.
    pub calculator: Option<calculator::CalculatorState>,
    /// The search, open or not.
    pub find: find::FindState,
    /// The folder of a backup, while it is asked for.
    pub backup_folder: Option<backup_folder::FolderState>,
    /// Content that waits for a place to be saved at.
    pub saving: Option<saving::SaveState>,
    /// Notices not yet dismissed.
    pub notices: notices::Notices,
    /// A new recovery key, until its sheet is dealt with.
    pub recovery: Option<recovery::RecoveryState>,
}
