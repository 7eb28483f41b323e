//! The foot of a case: what can be done with the ticked patients.

use egui::Ui;

use super::moving::MoveDialog;
use super::rows::CaseRows;
use crate::domain::command::Command;
use crate::domain::departure::{Departure, DepartureCommand, Handover};
use crate::ui::clinic::READ_ONLY;
use crate::ui::patients::foot;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, RowKey, text};

/// Draws how many are ticked and what they can be given, or what a tick is for.
pub(super) fn foot_ui(
    ui: &mut Ui,
    view: &View<'_>,
    case: &Departure,
    rows: &CaseRows,
    ticked: &[RowKey],
    moving: &mut Option<MoveDialog>,
    out: &mut Vec<Request>,
) {
    foot::strip_ui(ui, !ticked.is_empty(), |ui| {
        let ink = Theme::of(ui).color().text_2;
        let count = ticked.len();
        let words = match count {
            0 => "Tick patients to enter a day for several at once".to_owned(),
            1 => "1 patient ticked".to_owned(),
            many => format!("{many} patients ticked"),
        };
        text(ui, words, Style::Table, ink);
        let can_write = !view.status.is_read_only && case.closed_on.is_none();
        accepted_ui(ui, view, rows, ticked, can_write, out);
        talked_ui(ui, view, rows, ticked, can_write, out);
        move_ui(ui, rows, ticked, can_write, moving);
    });
}

fn why(can_write: bool, words: &'static str) -> &'static str {
    if can_write { words } else { READ_ONLY }
}

/// The ticked entries that something can still be said of, with it said.
fn changed(
    rows: &CaseRows,
    ticked: &[RowKey],
    can_be: impl Fn(&Handover) -> bool,
    change: impl Fn(&mut Handover),
) -> Vec<Handover> {
    let own = rows.of_keys(ticked).map(|r| &r.handover);
    own.filter(|h| h.moved_on.is_none() && can_be(h))
        .map(|h| {
            let mut after = h.clone();
            change(&mut after);
            after
        })
        .collect()
}

fn save(handovers: Vec<Handover>, out: &mut Vec<Request>) {
    let command = DepartureCommand::SaveHandovers(handovers);
    out.push(Request::Command(Command::Departure(command)));
}

fn accepted_ui(
    ui: &mut Ui,
    view: &View<'_>,
    rows: &CaseRows,
    ticked: &[RowKey],
    can_write: bool,
    out: &mut Vec<Request>,
) {
    let open = |h: &Handover| h.proposed_to.is_some() && h.accepted_on.is_none();
    let accepted = changed(rows, ticked, open, |h| h.accepted_on = Some(view.today));
    let button = Button::outlined("Accepted today").small();
    let hover = "The proposed clinicians of the ticked patients have agreed";
    let button = button.enabled(can_write && !accepted.is_empty());
    if button.hover(why(can_write, hover)).show(ui).clicked() {
        save(accepted, out);
    }
}

fn talked_ui(
    ui: &mut Ui,
    view: &View<'_>,
    rows: &CaseRows,
    ticked: &[RowKey],
    can_write: bool,
    out: &mut Vec<Request>,
) {
    let open = |h: &Handover| h.talk_on.is_none();
    let talked = changed(rows, ticked, open, |h| h.talk_on = Some(view.today));
    let button = Button::outlined("Talk held today").small();
    let hover = "The patient, or the other clinician, was talked to";
    let button = button.enabled(can_write && !talked.is_empty());
    if button.hover(why(can_write, hover)).show(ui).clicked() {
        save(talked, out);
    }
}

/// Of the ticked, or of all where none is ticked, those who were accepted.
fn move_ui(
    ui: &mut Ui,
    rows: &CaseRows,
    ticked: &[RowKey],
    can_write: bool,
    moving: &mut Option<MoveDialog>,
) {
    let is_ready = |h: &Handover| h.accepted_on.is_some() && h.moved_on.is_none();
    let ready = rows
        .iter()
        .filter(|r| ticked.is_empty() || ticked.contains(&r.patient.0))
        .filter(|r| is_ready(&r.handover));
    let ready: Vec<_> = ready
        .map(|r| (r.handover.id, r.name.clone(), r.proposed_to.clone()))
        .collect();
    let words = match ready.len() {
        0 | 1 => "Move…".to_owned(),
        many => format!("Move {many}…"),
    };
    let button = Button::outlined(&words)
        .name("Move accepted patients")
        .small();
    let hover = "Makes those who accepted the responsible clinicians; shows the list first";
    let button = button.enabled(can_write && !ready.is_empty());
    if button.hover(why(can_write, hover)).show(ui).clicked() {
        *moving = Some(MoveDialog::new(ready));
    }
}
