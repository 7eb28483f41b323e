//! Small tests on a projected screen: large, to be read only, every text in full.

use egui::{ScrollArea, Ui, vec2};

use super::rows::{Row, TestRow, TestRows, heading_ui};
use super::words;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, EmptyState, divider, text};

/// Draws the list over all the space there is.
pub(super) fn present_ui(ui: &mut Ui, rows: &TestRows) {
    Card::new().fill_height().show(ui, |ui| {
        if rows.rows.is_empty() {
            EmptyState::new(
                "Small tests of change will stand here",
                "Stop presenting to enter the first.",
            )
            .show(ui);
            return;
        }
        ScrollArea::vertical()
            .id_salt("presented small tests")
            .auto_shrink(false)
            .show(ui, |ui| {
                let theme = Theme::of(ui);
                ui.spacing_mut().item_spacing.y = theme.pt(6.0);
                for row in &rows.rows {
                    match row {
                        Row::Group(state, count) => {
                            ui.add_space(theme.pt(4.0));
                            ui.horizontal(|ui| heading_ui(ui, *state, *count, Style::Heading));
                            divider(ui);
                        }
                        Row::Test(test) => {
                            test_ui(ui, test);
                            divider(ui);
                        }
                    }
                }
            });
    });
}

/// The change at the left, who and when, measure, decision and cycle beside it.
fn test_ui(ui: &mut Ui, test: &TestRow) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let gap = theme.pt(16.0);
    let width = ui.available_width() - gap * 3.0 - theme.pt(12.0);
    let days = [&test.from, &test.to].map(|day| day.parse().ok());
    let when = words::period(days[0], days[1]);
    let decided = [test.decision.as_str(), test.cycle.as_str()];
    let cells: [(f32, &[(&str, Style)]); 4] = [
        (0.46, &[(&test.change, Style::Strong)]),
        (0.20, &[(&test.who, Style::Body), (&when, Style::Small)]),
        (0.20, &[(&test.measure, Style::Body)]),
        (
            0.14,
            &[(decided[0], Style::Strong), (decided[1], Style::Small)],
        ),
    ];
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, theme.pt(2.0));
        for (share, lines) in cells {
            ui.vertical(|ui| {
                ui.set_width(width * share);
                for (words, style) in lines.iter().filter(|(words, _)| !words.is_empty()) {
                    let ink = if *style == Style::Small {
                        colors.text_2
                    } else {
                        colors.text
                    };
                    text(ui, *words, *style, ink);
                }
            });
        }
    });
}
