//! The cards of the registry: what to look at, and patients by dose.

use egui::Ui;

use super::figures::Figures;
use super::rows;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, text};
use crate::ui::words::{are_data_old, data_age};

/// Lists that want a look, and what missed its date.
pub(super) fn to_look_at_ui(
    ui: &mut Ui,
    view: &View<'_>,
    figures: &Figures,
    out: &mut Vec<Request>,
) {
    let note = format!("on {}", view.as_of);
    let card = Card::new().title("To look at").note(&note).fill_height();
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let most = figures
            .to_look_at
            .iter()
            .map(|l| l.count)
            .max()
            .unwrap_or(0);
        for item in &figures.to_look_at {
            if rows::look_ui(ui, item, most) {
                out.push(item.request());
            }
        }
        let to = view.status.data_to;
        if let Some(to) = to.filter(|to| are_data_old(*to, view.today))
            && rows::caution_ui(
                ui,
                &format!("Patient data are {}", data_age(to, view.today)),
                "Import an export…",
            )
        {
            out.push(Request::Ask(FileQuestion::Exports));
        }
        if view.status.backup_is_late && !view.status.is_demo {
            let words = match &view.status.backup_at {
                Some(at) => format!("Last verified backup {at}"),
                None => "No verified backup yet".to_owned(),
            };
            if rows::caution_ui(ui, &words, "Back up now") {
                out.push(Request::BackUpNow(None));
            }
        }
    });
}

/// LtOT patients by dose.
pub(super) fn doses_ui(ui: &mut Ui, view: &View<'_>, figures: &Figures) {
    let note = format!("{} on LtOT, mg a day", figures.on_ltot);
    Card::new()
        .title("Patients by dose")
        .note(&note)
        .fill_height()
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let most = figures.doses.iter().map(|d| d.count).max().unwrap_or(0);
            for row in &figures.doses {
                rows::dose_ui(ui, row, most);
            }
            let theme = Theme::of(ui);
            ui.add_space(theme.pt(6.0));
            let words = format!(
                "Factors {}",
                view.workbook.settings.factor_set.about().short_name
            );
            text(ui, words, Style::Small, theme.color().text_2);
        });
}
