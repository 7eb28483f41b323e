//! The chosen clinician: the panel in numbers, registration, experience, other spellings.

use egui::Ui;

use super::rows::RosterRow;
use crate::domain::command::Command;
use crate::domain::ids::ClinicianId;
use crate::domain::patient::Clinician;
use crate::domain::roster::RosterCommand;
use crate::ui::clinic::READ_ONLY;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, divider, ends, facts, panel_header, text};

/// What was pressed at the foot.
pub(super) enum Press {
    Change(ClinicianId),
    ShowPatients(Option<ClinicianId>),
}

/// Draws the panel's content. True when its cross was pressed.
pub(super) fn content_ui(
    ui: &mut Ui,
    view: &View<'_>,
    row: &RosterRow,
    out: &mut Vec<Request>,
) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(8.0);
    let closed = panel_header(ui, &row.name, None, "Close the clinician");
    facts_ui(ui, &numbers(view, row));
    let Some(clinician) = row.id.and_then(|id| view.workbook.clinician(id)) else {
        let words = "Every patient on LtOT has exactly one responsible clinician. Give these \
                     patients one in their panel in the list.";
        text(ui, words, Style::Body, colors.text);
        return closed;
    };
    divider(ui);
    facts_ui(ui, &known(clinician));
    if !clinician.note.is_empty() {
        text(ui, &clinician.note, Style::Body, colors.text);
    }
    spellings_ui(ui, view, clinician, out);
    closed
}

fn facts_ui(ui: &mut Ui, rows: &[(String, String)]) {
    let rows: Vec<(&str, &str)> = rows.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    facts(ui, &rows);
}

fn numbers(view: &View<'_>, row: &RosterRow) -> Vec<(String, String)> {
    let limits = &view.workbook.settings.thresholds;
    let panel = &row.panel;
    let of = |count: usize| format!("{count} of {}", panel.on_ltot);
    let mut rows = vec![
        ("Patients".to_owned(), panel.patients.to_string()),
        ("On LtOT".to_owned(), panel.on_ltot.to_string()),
        (format!("MED ≥ {}", limits.first), of(panel.from_first)),
        (format!("MED ≥ {}", limits.second), of(panel.from_second)),
        ("High tier".to_owned(), of(panel.high_tier)),
        ("Open gaps".to_owned(), panel.open_gaps.to_string()),
    ];
    if panel.dose_unknown > 0 {
        rows.insert(4, ("MED not known".to_owned(), of(panel.dose_unknown)));
    }
    rows
}

fn known(clinician: &Clinician) -> Vec<(String, String)> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string());
    let or = |words: &str, other: &str| {
        let is_blank = words.is_empty();
        if is_blank { other } else { words }.to_owned()
    };
    let oud = match clinician.treats_oud {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not known",
    };
    let comfort = clinician.comfort.map(|c| format!("{c} of 5"));
    [
        ("Team", or(&clinician.team, "none")),
        ("Paired MA", or(&clinician.paired_ma, "none")),
        (
            "PDMP since",
            day(clinician.pdmp_registered_on).unwrap_or_else(|| "not entered".to_owned()),
        ),
        ("Delegate", or(&clinician.delegate, "none")),
        (
            "Comfort with pain care",
            comfort.unwrap_or_else(|| "not asked".to_owned()),
        ),
        ("Treats OUD", oud.to_owned()),
        (
            "Leaves",
            day(clinician.leaves_on).unwrap_or_else(|| "no date".to_owned()),
        ),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn spellings_ui(ui: &mut Ui, view: &View<'_>, clinician: &Clinician, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let spellings = view.workbook.clinicians.iter();
    let spellings: Vec<&Clinician> = spellings
        .filter(|c| c.same_as == Some(clinician.id))
        .collect();
    if spellings.is_empty() {
        return;
    }
    divider(ui);
    text(ui, "Also written", Style::Strong, colors.text);
    let can_write = !view.status.is_read_only;
    let hover = if can_write {
        "Makes it a clinician of its own again. Patients stay where they are; undo of the merge \
         brings them back as well"
    } else {
        READ_ONLY
    };
    for spelling in spellings {
        let name = format!("Take {} apart", spelling.name);
        let (_, pressed) = ends(
            ui,
            &name,
            theme.control_height(true),
            |ui| text(ui, &spelling.name, Style::Table, colors.text),
            |ui| {
                let button = Button::outlined("Take apart").name(&name).small();
                button.enabled(can_write).hover(hover).show(ui).clicked()
            },
        );
        if pressed {
            let split = RosterCommand::SplitClinician(spelling.id);
            out.push(Request::Command(Command::Roster(split)));
        }
    }
}

/// Change, and the way to the patients.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, row: &RosterRow) -> Option<Press> {
    let can_write = !view.status.is_read_only;
    if let Some(id) = row.id {
        let name = format!("Change {}", row.name);
        let change = Button::outlined("Change…").name(&name).enabled(can_write);
        let hover = if can_write {
            "Opens the form"
        } else {
            READ_ONLY
        };
        if change.hover(hover).show(ui).clicked() {
            return Some(Press::Change(id));
        }
    }
    let name = format!("Show the LtOT patients of {}", row.name);
    let show = Button::outlined("Show LtOT patients").name(&name);
    let show = show.enabled(row.panel.on_ltot > 0);
    show.show(ui)
        .clicked()
        .then_some(Press::ShowPatients(row.id))
}
