//! What drawing can ask for. Requests are collected during a frame and carried out after it.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::care_gap::GapRule;
use crate::domain::challenge::MetChallenge;
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::command::Command;
use crate::domain::ids::{ActivityId, PatientId, SmallTestId};
use crate::domain::measure::MeasureId;
use crate::domain::programme::StageId;
use crate::domain::small_test::SmallTest;
use crate::import::Mapping;

/// The tabs of an open clinic file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Where the team stands.
    #[default]
    Home,
    /// The self-assessment.
    Assessment,
    /// The milestone checklist.
    Milestones,
    /// Action plans, small tests and challenges.
    Plan,
    /// The registry.
    Patients,
    /// Measures and run charts.
    Measures,
    /// The clinic, its settings, history and the file's health.
    Clinic,
}

impl Tab {
    /// All tabs, left to right.
    pub const ALL: [Self; 7] = [
        Self::Home,
        Self::Assessment,
        Self::Milestones,
        Self::Plan,
        Self::Patients,
        Self::Measures,
        Self::Clinic,
    ];

    /// The word on the strip.
    pub fn label(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Assessment => "Self-assessment",
            Self::Milestones => "Milestones",
            Self::Plan => "Action plan",
            Self::Patients => "Patients",
            Self::Measures => "Measures",
            Self::Clinic => "Clinic",
        }
    }

    /// Whether the tab can be projected.
    pub fn can_be_presented(self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Assessment
                | Self::Milestones
                | Self::Plan
                | Self::Patients
                | Self::Measures
                | Self::Clinic
        )
    }
}

/// Where the text of the published guide comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuideSource {
    /// A text file.
    File(PathBuf),
    /// Pasted.
    Text(String),
}

/// What is typed to open a file.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedSecret {
    /// The passphrase.
    Passphrase(String),
    /// The key of the recovery sheet.
    RecoveryKey(String),
}

/// What a new file is made from.
#[derive(Clone)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// The clinic.
    pub clinic: Clinic,
    /// First choices.
    pub settings: Settings,
    /// The passphrase.
    pub passphrase: String,
}

/// Why a person is asked for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileQuestion {
    /// A clinic file to open.
    OpenClinic,
    /// A place for a new clinic file.
    NewClinic,
    /// Exports to import.
    Exports,
    /// A folder of FHIR files to import.
    ExportFolder,
    /// A folder for a backup.
    BackupFolder,
    /// The text of the published guide.
    Guide,
}

/// One request.
#[derive(Clone)]
pub enum Request {
    /// Change records.
    Command(Command),
    /// Take the newest change back.
    Undo,
    /// Put the newest undone change back.
    Redo,
    /// Show a tab.
    Show(Tab),
    /// Show a page of the patients tab.
    ShowPatientsPage(PatientsPage),
    /// Show the patients list in this view.
    ShowPatients(PatientsView),
    /// Show the care gaps, all or those of a rule.
    ShowGaps(Option<GapRule>),
    /// Show a patient's page.
    ShowPatient(PatientId),
    /// Show a measure.
    ShowMeasure(MeasureId),
    /// Look at another day; `None` for the newest data.
    LookAt(Option<NaiveDate>),
    /// Ask for a file; for exports this opens the import's first step, and from there the system's
    /// dialog.
    Ask(FileQuestion),
    /// Make a clinic file.
    Create(Box<NewFile>),
    /// Open a clinic file.
    Open(PathBuf, TypedSecret),
    /// Put a backup in the place of the clinic file at the path, then open it.
    Restore {
        /// The clinic file.
        file: PathBuf,
        /// The backup.
        backup: PathBuf,
        /// What opens both; `None` when the file is open.
        secret: Option<TypedSecret>,
    },
    /// Open the demo clinic.
    OpenDemo,
    /// Close the file and forget its key.
    Lock,
    /// Close the file and go to the first screen.
    CloseFile,
    /// The recovery sheet has been dealt with.
    RecoverySheetDone,
    /// Start importing these exports.
    ImportFiles(Vec<PathBuf>),
    /// Start importing a pasted table.
    ImportPaste(String),
    /// Read the table under import with this mapping and show the preview.
    PreviewImport(Box<Mapping>),
    /// Answer how doubtful rows are to be matched: the question's key, and the answer.
    AnswerImport(String, crate::import::Answer),
    /// Write the previewed import.
    CommitImport,
    /// Go back to the columns.
    BackToColumns,
    /// Leave the import, and with it the files that wait.
    LeaveImport,
    /// Go on with the next of the files that wait.
    NextImport,
    /// Stop the work under way.
    CancelJob,
    /// Make a backup now, beside the file or in a folder.
    BackUpNow(Option<PathBuf>),
    /// Check the file from the first page to the last.
    CheckFile,
    /// Read older history.
    MoreHistory,
    /// Copy text to the clipboard.
    Copy(String),
    /// Save text or a picture where the person says.
    Save {
        /// Suggested file name.
        name: String,
        /// Content.
        bytes: Vec<u8>,
        /// What it is, for the history: "rejected rows".
        what: String,
        /// Whether it names patients.
        identified: bool,
    },
    /// Save what waits at this path, or where the system's dialog says.
    SaveAt(Option<PathBuf>),
    /// Dark or light.
    Dark(bool),
    /// The person's initials.
    Initials(String),
    /// Open the free-standing calculator.
    Calculator,
    /// Show a page of the clinic tab.
    ShowClinic(ClinicPage),
    /// Show an item of the self-assessment.
    ShowItem(u8),
    /// Show a milestone, `M-05` or `own-3`.
    ShowMilestone(String),
    /// Show the dates, aims and log of a stage.
    ShowStage(StageId),
    /// Show an activity in its plan.
    ShowActivity(ActivityId),
    /// Make an activity of a milestone, `M-05` or `own-3`, in the plan that goes on.
    PlanMilestone(String),
    /// Make a step of a challenge met in the plan that goes on.
    PlanChallenge(Box<MetChallenge>),
    /// Show a small test.
    ShowTest(SmallTestId),
    /// Open the form of a new small test with these values.
    NewTest(Box<SmallTest>),
    /// Show a challenge of the library, `C-05`.
    ShowChallenge(String),
    /// Open the form of a challenge met with these values.
    NewChallenge(Box<MetChallenge>),
    /// Begin or end presenting.
    Present(bool),
    /// Find the published wording in the guide's text, from a file or as pasted.
    ReadGuide(GuideSource),
    /// Work out what these settings would change.
    WeighSettings(Box<Settings>),
}

impl Request {
    /// Whether it may be carried out while a room looks on: nothing that leads to a patient, to
    /// another tab's records or to the file.
    pub fn is_for_a_room(&self) -> bool {
        matches!(
            self,
            Self::Command(_)
                | Self::Undo
                | Self::Redo
                | Self::Lock
                | Self::CancelJob
                | Self::Copy(_)
                | Self::ShowItem(_)
                | Self::Present(_)
        )
    }
}

/// The pages of the clinic tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClinicPage {
    /// Name, site, approach, initials.
    #[default]
    Details,
    /// The clinic's choices.
    Settings,
    /// Team, groups and outsiders.
    People,
    /// What the team tracks, or wants to.
    DataPlan,
    /// What was imported.
    Imports,
    /// Who did what and when.
    History,
    /// Place, checks and backups of the file.
    Health,
}

/// The pages of the patients tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PatientsPage {
    /// All patients by views and filters.
    #[default]
    List,
    /// What is due, by patient, clinician or rule.
    Gaps,
    /// Who comes on a day, or needs a refill.
    Huddle,
    /// Who comes up for review by the pain team.
    Reviews,
    /// Recall, codes, outreach, missing data.
    Worklists,
    /// The clinicians, their panels, and who leaves.
    Roster,
}

impl PatientsPage {
    /// All of them, in the order of screens.
    pub const ALL: [Self; 6] = [
        Self::List,
        Self::Gaps,
        Self::Huddle,
        Self::Reviews,
        Self::Worklists,
        Self::Roster,
    ];

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Gaps => "Care gaps",
            Self::Huddle => "Huddle",
            Self::Reviews => "Review list",
            Self::Worklists => "Work lists",
            Self::Roster => "Clinicians",
        }
    }
}

/// The ready-made views of the patients list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PatientsView {
    /// The LtOT population of the day.
    #[default]
    Ltot,
    /// Found by the rule, not yet decided by a person.
    Candidates,
    /// On opioids, not LtOT by rule.
    OnOpioids,
    /// LtOT patients in the highest band.
    High,
    /// LtOT patients whose dose cannot be told.
    DoseUnknown,
    /// LtOT patients for whom no clinician is responsible.
    NoClinician,
    /// Everybody.
    All,
}
