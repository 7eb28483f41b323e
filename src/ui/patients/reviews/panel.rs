//! The side panel of the current patient: why they come up, and the reviews on record.

use egui::Ui;

use super::lines::ReviewLine;
use crate::domain::case_review::{CaseReview, CaseReviewCommand};
use crate::domain::command::Command;
use crate::ui::icons::Icon;
use crate::ui::patients::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, IconButton, divider, ends, facts, panel_header, side_panel, text,
};

/// Draws the panel. True when it is to be closed.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &ReviewLine,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) -> bool {
    let (closed, act) = side_panel(
        ui,
        "review panel",
        |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let closed = head_ui(ui, line);
            reviews_ui(ui, view, line, acts, out);
            closed
        },
        |ui| actions_ui(ui, line),
    );
    acts.extend(act);
    closed
}

fn head_ui(ui: &mut Ui, line: &ReviewLine) -> bool {
    let theme = Theme::of(ui);
    let subtitle = format!("MRN {} · {}", line.cell("mrn"), line.clinician_name);
    let closed = panel_header(ui, &line.name, Some(&subtitle), "Close review panel");
    ui.add_space(theme.pt(8.0));
    let (med, tier, why, last) = (
        line.cell("med"),
        line.cell("tier"),
        line.cell("reasons"),
        line.cell("last"),
    );
    let again = match line.again_on {
        _ if line.comes_up => "now".to_owned(),
        Some(on) => on.to_string(),
        None => "not planned".to_owned(),
    };
    let rows: [(&str, &str); 5] = [
        ("MED", &med),
        ("Tier", &tier),
        ("Why", &why),
        ("Last review", &last),
        ("Comes up", &again),
    ];
    facts(ui, &rows);
    closed
}

fn reviews_ui(
    ui: &mut Ui,
    view: &View<'_>,
    line: &ReviewLine,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let mut reviews: Vec<&CaseReview> = view.workbook.case_reviews_of(line.id).iter().collect();
    reviews.sort_by_key(|r| std::cmp::Reverse((r.reviewed_on, r.id)));
    for review in reviews {
        ui.add_space(theme.pt(10.0));
        divider(ui);
        ui.add_space(theme.pt(6.0));
        one_ui(ui, line, review, acts, out);
    }
}

fn one_ui(
    ui: &mut Ui,
    line: &ReviewLine,
    review: &CaseReview,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let on = review.reviewed_on;
    let words = if review.awaits_reply() {
        "Enter the reply…"
    } else {
        "Change…"
    };
    let ((), (change, remove)) = ends(
        ui,
        &format!("review {}", review.id.0),
        theme.control_height(true),
        |ui| {
            text(ui, on.to_string(), Style::TableStrong, colors.text);
        },
        |ui| {
            let name = format!("{words} to the review of {on}");
            let change = Button::outlined(words).small().name(&name).show(ui);
            let name = format!("Remove the review of {on}");
            let remove = IconButton::new(Icon::Close, &name).small();
            let remove = remove.hover("Remove; undo takes it back").show(ui);
            (change.clicked(), remove.clicked())
        },
    );
    if change {
        acts.push(Act::Review(line.id, Some(review.id)));
    }
    if remove {
        let remove = CaseReviewCommand::Remove(review.id);
        out.push(Request::Command(Command::CaseReview(remove)));
    }
    ui.add_space(theme.pt(4.0));
    let reply = match review.replied_on {
        None => "open".to_owned(),
        Some(on) if review.reply.is_empty() => on.to_string(),
        Some(on) => format!("{on}: {}", review.reply),
    };
    let members = if review.members.is_empty() {
        "not written down"
    } else {
        &review.members
    };
    facts(
        ui,
        &[
            ("Took part", members),
            ("Advice", &review.advice),
            ("Reply", &reply),
        ],
    );
}

fn actions_ui(ui: &mut Ui, line: &ReviewLine) -> Option<Act> {
    if Button::primary("Add review…").hover("R").show(ui).clicked() {
        return Some(Act::Review(line.id, None));
    }
    let open = Button::outlined("Open patient").show(ui);
    open.clicked().then_some(Act::Open(line.id))
}
