//! The gallery's pages of forms, measures and nothing.

use egui::{Painter, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::super::icons::{Glyph, Icon, block_square, glyph, icon, present_sign};
use super::super::theme::{Style, Theme};
use super::super::widgets::*;
use super::{Gallery, today};

impl Gallery {
    pub(super) fn forms_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        page_header(
            ui,
            Some("Back to patients"),
            "Import fills",
            "fills_2026-10.csv, 9,000 rows",
            |ui| {
                stepper(ui, &["Choose", "Columns", "Preview", "Done"], 2);
            },
        );
        Notice::info("Success measure.", "By February, every patient on continuous opioids carries the code and no one else does: 14 missing, 3 wrong at the last count.").show(ui);
        Notice::caution("DS read as days supply.", "8,993 of 9,000 values are whole numbers from 1 to 90. Change it above if that is wrong.").action("Show").closable().show(ui);
        Notice::error(
            "The backup was not written.",
            "The folder is full. Choose another folder.",
        )
        .copy("os error 28")
        .show(ui);
        ui.columns_const(|[left, right]| {
            card(left, |ui| self.form_ui(ui));
            card(right, |ui| {
                progress(ui, "Reading fills_2026-10.csv", Some(0.42), Some("Stop"));
                progress(ui, "Checking the backup", None, None);
                radio_rows(
                    ui,
                    "Source",
                    &[
                        "State PDMP export",
                        "EHR report with a name so long that it has to wrap onto a second line",
                        "Typed by hand",
                    ],
                    &mut self.radio,
                );
                ui.horizontal(|ui| {
                    for key in ["1–9", "0", "Left, Right"] {
                        key_hint(ui, key);
                    }
                    small_bar(ui, 36, 51, 92.0, colors.caution_mark);
                    value_chip(ui, "13/31/2026", colors.error_fill, colors.error_text);
                });
                ui.horizontal_wrapped(|ui| {
                    for number in 1..=6 {
                        block_square(ui, number);
                    }
                    for sign in Icon::ALL {
                        icon(ui, sign, theme.pt(18.0), colors.text);
                    }
                    for sign in Glyph::ALL {
                        glyph(ui, sign, theme.pt(13.0), colors.accent);
                    }
                    status_chip(ui, Glyph::HalfDisc, colors.accent, "Under way", colors.text);
                    present_sign(ui);
                });
                for (band, words) in [
                    (Band::Low, "10.0"),
                    (Band::Middle, "60.0"),
                    (Band::High, "141.0"),
                    (Band::Unknown, "days"),
                ] {
                    band_chip(ui, band, words);
                }
            });
        });
    }

    fn form_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let half = (ui.available_width() - theme.gap()) / 2.0;
        ui.horizontal_top(|ui| {
            let people = ["M. Kerr", "Dr Bhatt", "T. Yoon"];
            Choice::new("Owner", &people)
                .icon(Icon::Person)
                .width(half)
                .show(ui, &mut self.owner);
            self.target.show(ui, "Target", today(), half, None);
        });
        ui.horizontal_top(|ui| {
            self.review.show(ui, "Review", today(), half, None);
            TextField::new("Dose, mg a day", &mut self.dose)
                .number()
                .width(half)
                .show(ui);
        });
        WhoField::new("Who", &mut self.who, &self.names)
            .hint("Names, with commas between")
            .show(ui);
        TextField::new("Evidence", &mut self.note).rows(2).show(ui);
        TextField::new("Passphrase", &mut self.password)
            .password()
            .error(Some("At least 12 characters. Add a word."))
            .show(ui);
        TextField::new("Find in help", &mut self.search)
            .search()
            .hint("Find")
            .hide_label()
            .show(ui);
        ui.horizontal(|ui| {
            Choice::new("Round", &["Repeat, October 2026"])
                .prefix("Round")
                .width(half)
                .show(ui, &mut self.owner);
            Button::outlined("Not now")
                .enabled(false)
                .hover("Choose a file first.")
                .show(ui);
            link(ui, "Definition");
        });
    }

    pub(super) fn measures_ui(&mut self, ui: &mut Ui) {
        let points = [0.6, 0.7, 0.5, 0.8, 0.62, 0.4, 0.3, 0.35, 0.2];
        ui.columns_const(|columns: &mut [Ui; 3]| {
            let signals = [
                (
                    Signal::Better,
                    "Better: 8 months in a row below the baseline",
                ),
                (Signal::None, "No signal in 28 months"),
                (
                    Signal::Worse,
                    "Worse: 12 months in a row below the baseline",
                ),
            ];
            for (index, ui) in columns.iter_mut().enumerate() {
                let names = [
                    "Patients at MED 90 or more",
                    "Sedative with opioid",
                    "Agreement signed in 12 months",
                ];
                let (Some(name), Some((signal, words))) = (names.get(index), signals.get(index))
                else {
                    continue;
                };
                let theme = Theme::of(ui);
                Tile::new(name, "12.0 %", "11 of 92")
                    .aim("Aim from 19.8 % to 10 % by 2027-03-31")
                    .signal(*signal, words)
                    .show(ui, |painter, rect| {
                        sparkline(painter, rect, &points, &theme);
                    });
                let short = words.split(':').next().unwrap_or_default();
                let compact = Tile::new(&format!("{name}, short"), "12.0 %", "11 of 92")
                    .signal(*signal, short)
                    .chosen(self.measure == index)
                    .compact()
                    .show(ui, |painter, rect| {
                        sparkline(painter, rect, &points, &theme);
                    });
                if compact.clicked() {
                    self.measure = index;
                }
            }
        });
        Card::new()
            .title("Care gaps")
            .note("77 of 92 patients")
            .action("Open list")
            .show(ui, |ui| {
                let mark = Theme::of(ui).color().caution_mark;
                for (name, value) in [
                    ("Agreement over 12 months or none", 51),
                    ("PEG older than 6 months", 7),
                ] {
                    ends(
                        ui,
                        name,
                        21.0,
                        |ui| ui.label(name),
                        |ui| small_bar(ui, value, 51, 92.0, mark),
                    );
                }
            });
        let small = [
            Segment::new("Clinic"),
            Segment::new("Team"),
            Segment::new("By clinician"),
        ];
        segmented_small(ui, "Level", &small, &mut self.measure);
    }

    pub(super) fn empty_ui(ui: &mut Ui) {
        Card::new().fill_height().show(ui, |ui| {
            EmptyState::new(
                "The patients on long-term opioids will be listed here",
                "Import an export of your record system or your PDMP to begin.",
            )
            .primary("Import…")
            .quiet("Load the demo clinic")
            .show(ui);
        });
    }

    pub(super) fn dialog_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let shown = Dialog::new("How MED 180.0 was worked out")
            .subtitle("Tibbetts, Duane · on 2026-09-30 · mg of morphine a day")
            .width(720.0)
            .extras(&["Copy working", "Enter by hand…"])
            .primary("Close")
            .show(ui.ctx(), |ui| {
                Notice::info(
                    "Buprenorphine is not counted.",
                    "CDC 2022 gives it no factor, so it adds nothing and is never shown as 0.",
                )
                .show(ui);
                text(ui, "Factor set: CDC 2022.", Style::Table, colors.text_2);
            });
        if matches!(
            shown.outcome,
            Some(DialogOutcome::Confirmed | DialogOutcome::Dismissed)
        ) {
            self.dialog = false;
        }
    }
}

fn sparkline(painter: &Painter, rect: Rect, points: &[f32], theme: &Theme) {
    let colors = theme.color();
    let at = |index: usize, value: f32| -> Pos2 {
        let x = egui::lerp(rect.x_range(), index as f32 / (points.len() - 1) as f32);
        pos2(x, egui::lerp(rect.bottom()..=rect.top(), value))
    };
    let line: Vec<Pos2> = points
        .iter()
        .enumerate()
        .map(|(index, &value)| at(index, value))
        .collect();
    painter.hline(
        rect.x_range(),
        at(0, 0.65).y,
        Stroke::new(theme.pt(1.0), colors.median),
    );
    if let Some(last) = line.last() {
        painter.circle_filled(*last, theme.pt(3.5), colors.series);
    }
    painter.add(Shape::line(line, Stroke::new(theme.pt(1.5), colors.series)));
}
