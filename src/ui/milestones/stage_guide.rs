//! What the programme says of a stage: how long, in which order, which meetings. Guidance only.

use egui::Ui;

use super::planned::PlannedByCode;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::list;
use crate::domain::programme::{self, Months, Stage, StageId, StageStep};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{text, words_link};

/// Draws it; a milestone that is pressed is put into `asked`.
pub(super) fn guide_ui(
    ui: &mut Ui,
    view: &View<'_>,
    planned: &PlannedByCode,
    stage: &'static Stage,
    asked: &mut Option<String>,
) {
    let colors = *Theme::of(ui).color();
    let strong = |ui: &mut Ui, words: &str| {
        text(ui, words, Style::Strong, colors.text);
    };
    if let Some(opens) = &stage.opens_when {
        strong(ui, "It opens when");
        text(ui, opens, Style::Body, colors.text);
    }
    if stage.id == StageId::MonitorAndSustain {
        unreached_ui(ui, view, planned, asked);
    }
    strong(ui, "Usual length");
    text(ui, length(stage), Style::Body, colors.text);
    strong(ui, "Usual order of work");
    for hint in &stage.hints {
        close_ui(ui, |ui| {
            text(ui, &hint.text, Style::Body, colors.text);
            for id in &hint.entries {
                let entry = programme::milestone(id);
                let words = entry.map(|e| format!("{} {}", e.id, e.title));
                if let Some(words) = words
                    && words_link(ui, &words, &words).clicked()
                {
                    *asked = Some(id.clone());
                }
            }
        });
    }
    if !stage.steps.is_empty() {
        strong(ui, "Steps and meetings");
        for step in &stage.steps {
            close_ui(ui, |ui| step_ui(ui, step, stage.id));
        }
    }
}

/// Lines that belong together.
fn close_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let gap = Theme::of(ui).pt(2.0);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = gap;
        content(ui);
    });
}

/// "About 3 months." The whole programme is given as the documents' range (C-17).
fn length(stage: &Stage) -> String {
    let own = range(&stage.months);
    let own = if stage.goes_on {
        format!("About {own} to set up; then it goes on without an end.")
    } else {
        format!("About {own}.")
    };
    let whole = range(programme::programme_months());
    format!(
        "{own} The whole programme usually takes {whole}, without the month that sets up the last \
         stage."
    )
}

fn range(months: &Months) -> String {
    match (months.least, months.most) {
        (1, 1) => "1 month".to_owned(),
        (least, most) if least == most => format!("{least} months"),
        (least, most) => format!("{least} to {most} months"),
    }
}

/// A meeting or preparation; one that is another stage's work says so (C-14).
fn step_ui(ui: &mut Ui, step: &StageStep, stage: StageId) {
    let colors = *Theme::of(ui).color();
    let mut words = step.name.clone();
    if step.is_meeting {
        words = format!("{words}, meeting");
    }
    if let Some(minutes) = step.minutes {
        words = if minutes.least == minutes.most {
            format!("{words}, {} min", minutes.least)
        } else {
            format!("{words}, {} to {} min", minutes.least, minutes.most)
        };
    }
    text(ui, words, Style::Body, colors.text);
    let mut words = format!("{}: {}", step.who, step.text);
    let other = step.belongs_to.filter(|s| *s != stage);
    if let Some(other) = other.and_then(programme::stage) {
        words = format!("{words} Scheduled here, belongs to {}.", other.name);
    }
    text(ui, words, Style::Small, colors.text_2);
}

/// Milestones of the middle stage that are not reached, to be given a plan and support.
fn unreached_ui(ui: &mut Ui, view: &View<'_>, planned: &PlannedByCode, asked: &mut Option<String>) {
    let colors = *Theme::of(ui).color();
    let lines = list::lines(view.workbook, StageId::DesignAndImplement);
    let is_open = |s| matches!(s, MilestoneStatus::NotStarted | MilestoneStatus::UnderWay);
    let open: Vec<_> = lines
        .iter()
        .filter(|l| !l.is_hidden() && is_open(l.status()))
        .collect();
    let words = match open.len() {
        0 => "No milestone is left to reach".to_owned(),
        1 => "1 milestone not reached".to_owned(),
        n => format!("{n} milestones not reached"),
    };
    text(ui, words, Style::Strong, colors.text);
    for line in open {
        let code = line.code();
        let owner = line.record.map(|r| r.owner.as_str());
        let owner = owner.filter(|o| !o.is_empty()).unwrap_or("no owner");
        let planned = planned.get(&code).map_or(&[][..], Vec::as_slice);
        let going_on = planned.iter().find(|p| p.is_open);
        let plan = going_on.map_or("in no open plan", |p| p.plan.as_str());
        let words = format!("{owner}, {plan}");
        close_ui(ui, |ui| {
            let title = format!("{code}: {}", line.text());
            if words_link(ui, &title, &title).clicked() {
                *asked = Some(code.clone());
            }
            text(ui, words, Style::Small, colors.text_2);
        });
    }
}
