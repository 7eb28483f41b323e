//! The commands that the search offers, with their keys.

use super::hits::Hit;
use crate::domain::registry::Band;
use crate::ui::request::{ClinicPage, FileQuestion, PatientsPage, PatientsView, Request, Tab};
use crate::ui::view::View;

/// Heading of the commands.
const COMMANDS: &str = "Commands";

/// All commands that can be given now; `is_dark` when the dark theme is on.
pub(super) fn commands(view: &View<'_>, is_dark: bool) -> Vec<Hit> {
    let mut commands = lists(view);
    commands.extend(doing(view, is_dark));
    commands.extend(places());
    commands.extend(keeping(view));
    commands
}

fn command(name: impl Into<String>, detail: &str, key: &'static str, request: Request) -> Hit {
    Hit {
        group: COMMANDS,
        name: name.into(),
        detail: detail.to_owned(),
        key,
        request,
    }
}

fn lists(view: &View<'_>) -> Vec<Hit> {
    let list = |name: &str, detail, list| {
        let name = format!("Show {name}");
        command(name, detail, "", Request::ShowPatients(list))
    };
    let page = |name: &str, detail, page| {
        let name = format!("Show {name}");
        command(name, detail, "", Request::ShowPatientsPage(page))
    };
    let high = Band::High.label(&view.workbook.settings);
    let at_high = format!("patients at {high}");
    vec![
        command(
            "Import…",
            "a file or a pasted table: prescriptions, patients or care events",
            "Ctrl+I",
            Request::Ask(FileQuestion::Exports),
        ),
        command(
            "Show care gaps",
            "what is due, for whom",
            "",
            Request::ShowGaps(None),
        ),
        page(
            "the huddle",
            "who comes on a day or needs a refill",
            PatientsPage::Huddle,
        ),
        page(
            "the review list",
            "who comes up for the pain team",
            PatientsPage::Reviews,
        ),
        page(
            "work lists",
            "recall, diagnosis code, outreach, missing data",
            PatientsPage::Worklists,
        ),
        page(
            "clinicians",
            "roster, duplicates, who leaves",
            PatientsPage::Roster,
        ),
        list("LtOT patients", "", PatientsView::Ltot),
        list(
            "candidates",
            "found by the rule, not decided",
            PatientsView::Candidates,
        ),
        list(&at_high, "", PatientsView::High),
        list(
            "patients with an unknown dose",
            "",
            PatientsView::DoseUnknown,
        ),
        list("patients on opioids, not LtOT", "", PatientsView::OnOpioids),
        list(
            "LtOT patients without a clinician",
            "",
            PatientsView::NoClinician,
        ),
        list("all patients", "", PatientsView::All),
    ]
}

fn doing(view: &View<'_>, is_dark: bool) -> Vec<Hit> {
    let theme = if is_dark { "Light theme" } else { "Dark theme" };
    let mut doing = vec![
        command("MED calculator", "", "Ctrl+M", Request::Calculator),
        command(theme, "", "F8", Request::Dark(!is_dark)),
    ];
    if let Some(step) = &view.status.undo {
        doing.push(command("Undo", step, "Ctrl+Z", Request::Undo));
    }
    if let Some(step) = &view.status.redo {
        doing.push(command("Redo", step, "Ctrl+Shift+Z", Request::Redo));
    }
    doing
}

fn places() -> Vec<Hit> {
    let tab = |name, key, tab| command(name, "tab", key, Request::Show(tab));
    let page = |name, detail, page| command(name, detail, "", Request::ShowClinic(page));
    vec![
        tab("Go to home", "Ctrl+1", Tab::Home),
        tab("Go to self-assessment", "Ctrl+2", Tab::Assessment),
        tab("Go to milestones", "Ctrl+3", Tab::Milestones),
        tab("Go to action plan", "Ctrl+4", Tab::Plan),
        tab("Go to patients", "Ctrl+5", Tab::Patients),
        tab("Go to measures", "Ctrl+6", Tab::Measures),
        tab("Go to clinic", "Ctrl+7", Tab::Clinic),
        page(
            "Go to settings",
            "limits, factors, LtOT rule, idle lock",
            ClinicPage::Settings,
        ),
        page(
            "Go to people",
            "team, groups, backups, outsiders",
            ClinicPage::People,
        ),
        page(
            "Go to data plan",
            "what is tracked, who keeps it up, why",
            ClinicPage::DataPlan,
        ),
        page(
            "Go to imports",
            "what was imported, undo",
            ClinicPage::Imports,
        ),
        page(
            "Go to history",
            "who did what and when",
            ClinicPage::History,
        ),
        page(
            "Go to file health",
            "check, backups, restore",
            ClinicPage::Health,
        ),
    ]
}

fn keeping(view: &View<'_>) -> Vec<Hit> {
    if view.status.is_demo {
        return vec![command(
            "Close the demo clinic",
            "nothing of it is kept",
            "",
            Request::CloseFile,
        )];
    }
    vec![
        command("Back up now", "", "", Request::BackUpNow(None)),
        command(
            "Check the file",
            "from the first page to the last",
            "",
            Request::CheckFile,
        ),
        command(
            "Lock",
            "until the passphrase is typed",
            "Ctrl+L",
            Request::Lock,
        ),
        command(
            "Close the file",
            "and go to the first screen",
            "",
            Request::CloseFile,
        ),
    ]
}
