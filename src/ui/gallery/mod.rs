//! Every part once, for looking at and for the promise that each has a name and every glyph is there.

mod clinicians;
mod forms;
mod people;
#[cfg(test)]
mod tests;
mod timeline;

use chrono::NaiveDate;
use egui::Ui;

use super::home::timeline::TimelineCache;
use super::icons::{Icon, icon};
use super::theme::{Mode, Style, Theme};
use super::widgets::*;
use people::{People, columns};

/// State of the gallery's window.
pub struct Gallery {
    pub tab: usize,
    pub view: usize,
    pub people: People,
    pub table: TableState,
    pub columns: Vec<Col>,
    pub clinician: Option<usize>,
    pub gap: Option<usize>,
    pub search: String,
    pub owner: Option<usize>,
    pub who: String,
    pub names: Vec<KnownName>,
    pub target: DateField,
    pub review: DateField,
    pub note: String,
    pub dose: String,
    pub password: String,
    pub ticked: [bool; 3],
    pub radio: usize,
    pub dialog: bool,
    pub measure: usize,
    pub timelines: Vec<TimelineCache>,
}

impl Default for Gallery {
    fn default() -> Self {
        let people = People::default();
        let mut table = TableState::sorted(Sort::descending("gaps"));
        table.current = Some(11);
        table.selected.insert(11);
        let mut target = DateField {
            text: "10/31".into(),
            ..DateField::default()
        };
        target.read(today());
        let mut review = DateField {
            text: "2/30".into(),
            ..DateField::default()
        };
        review.read(today());
        Self {
            tab: 0,
            view: 1,
            people,
            table,
            columns: columns(),
            clinician: None,
            gap: Some(0),
            search: String::new(),
            owner: Some(0),
            who: "M. Kerr, T".into(),
            names: vec![
                KnownName::new("M. Kerr", "Champion"),
                KnownName::new("T. Yoon", "Medical assistant"),
                KnownName::new("Core working group", "group: M. Kerr, Dr Bhatt, T. Yoon"),
            ],
            target,
            review,
            note: "Draft 3 with the team since 2026-09-17; staff comments due 2026-10-20.".into(),
            dose: "90.0".into(),
            password: "correct horse".into(),
            ticked: [false, false, true],
            radio: 1,
            dialog: false,
            measure: 0,
            timelines: Vec::new(),
        }
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap_or_default()
}

impl Gallery {
    /// The whole window.
    pub fn ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        if theme.mode == Mode::Present {
            present_edge(ui);
        }
        self.frame_ui(ui);
        main_area(ui, |ui| match self.tab {
            0 => self.patients_ui(ui),
            1 => self.forms_ui(ui),
            2 => self.measures_ui(ui),
            3 => self.timelines_ui(ui),
            4 => clinicians::clinicians_ui(ui),
            _ => Self::empty_ui(ui),
        });
        if self.dialog {
            self.dialog_ui(ui);
        }
    }

    fn frame_ui(&mut self, ui: &mut Ui) {
        let tabs = [
            "Patients",
            "Forms",
            "Measures",
            "Timelines",
            "Clinicians",
            "Empty",
        ];
        let strip = TabStrip::new(&tabs).title("Cedar Fork Clinic");
        strip.show(ui, &mut self.tab, |ui| {
            search_button(ui, "Find…", "Ctrl+K");
            ui.spacing_mut().item_spacing.x = 0.0;
            IconButton::new(Icon::Undo, "Undo").show(ui);
            IconButton::new(Icon::Redo, "Redo").enabled(false).show(ui);
            IconButton::new(Icon::Screen, "Present").show(ui);
            IconButton::new(Icon::Lock, "Lock").show(ui);
        });
        status_line(
            ui,
            |ui| {
                status_item(ui, StatusSign::Done, "Saved 10:42");
                status_item(ui, StatusSign::Disk, "Backup verified 09:15");
                status_item(ui, StatusSign::None, "cedar-fork.sixblocks");
                status_item(
                    ui,
                    StatusSign::Caution,
                    "Patient data to 2026-08-31, 42 days old",
                );
            },
            |ui| {
                status_item(
                    ui,
                    StatusSign::None,
                    "Monday 2026-10-12 · Marisol Kerr (MK)",
                )
            },
        );
    }

    fn patients_ui(&mut self, ui: &mut Ui) {
        let segments = [
            Segment::counted("All LtOT", 92),
            Segment::counted("Has gaps", 77),
            Segment::counted("MED 90 or more", 11),
            Segment::counted("No visit booked", 23),
        ];
        toolbar(
            ui,
            "toolbar",
            |ui| {
                segmented(ui, "View", &segments, &mut self.view);
                Button::quiet("Save view").show(ui);
            },
            |ui| {
                Button::outlined("Find candidates").count("6").show(ui);
                Button::outlined("Huddle sheet…").show(ui);
                self.dialog |= Button::primary("Import…").show(ui).clicked();
            },
        );
        self.filters_ui(ui);
        self.side_ui(ui);
        Card::new().flush().fill_height().show(ui, |ui| {
            let response = DataTable::new("Patients table")
                .columns(&self.columns)
                .checkboxes()
                .top_of_card()
                .show(ui, &mut self.table, &mut self.people);
            if response.sort_changed {
                let descending = self.table.sort.as_ref().is_some_and(|sort| sort.descending);
                self.people.order.sort_unstable();
                if descending {
                    self.people.order.reverse();
                }
            }
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let height = theme.control_height(true);
        ends(
            ui,
            "filters",
            height,
            |ui| {
                icon(ui, Icon::Filter, theme.pt(16.0), colors.text_2);
                let set = self.gap.is_some();
                let value = if set { "Agr" } else { "any" };
                let gap = FilterButton::new("Gap", value, set).show(ui, |ui| {
                    filter_choice(ui, "any", &["Agr", "PDMP"], &mut self.gap)
                });
                if gap.cleared {
                    self.gap = None;
                }
                let names = ["Abernathy", "Bhatt", "Fuentes"];
                let value = self.clinician.and_then(|at| names.get(at)).copied();
                let clinician =
                    FilterButton::new("Clinician", value.unwrap_or("all"), value.is_some())
                        .show(ui, |ui| {
                            filter_choice(ui, "all", &names, &mut self.clinician)
                        });
                if clinician.cleared {
                    self.clinician = None;
                }
                FilterButton::new("Medicine", "any", false).show(ui, |ui| {
                    filter_text(ui, "Medicine contains", &mut self.search)
                });
            },
            |ui| {
                text(
                    ui,
                    "77 of 92 patients, 126 gaps",
                    Style::Table,
                    colors.text_2,
                );
                menu_button(
                    ui,
                    Button::outlined("Columns").icon(Icon::Columns).small(),
                    |ui| {
                        menu_check(ui, "Tier", true);
                        menu_check(ui, "Plan", false);
                    },
                );
                Button::outlined("Export…").small().show(ui);
            },
        );
    }

    fn side_ui(&mut self, ui: &mut Ui) {
        let colors = *Theme::of(ui).color();
        side_panel(
            ui,
            "patient panel",
            |ui| {
                let subtitle = "62 years · MRN 10190098 · Dr Abernathy";
                panel_header(ui, "Brandt, Marvin", Some(subtitle), "Close panel");
                ui.spacing_mut().item_spacing.y = 8.0;
                ui.horizontal(|ui| {
                    text(ui, "90.0", Style::Display, colors.text);
                    band_chip_sized(ui, Band::High, "90 or more", 0.0);
                    link(ui, "Show working");
                });
                divider(ui);
                text(ui, "Care gaps", Style::Strong, colors.text);
                ui.horizontal(|ui| {
                    gap_chip(ui, "Agr", GapState::Overdue);
                    text(ui, "No agreement on record", Style::Table, colors.text);
                    Button::outlined("Assign…")
                        .name("Assign agreement")
                        .small()
                        .show(ui);
                });
                divider(ui);
                facts(
                    ui,
                    &[
                        ("Tier", "High, sedatives with MED 90"),
                        (
                            "Sedatives",
                            "Clonazepam, carisoprodol, and a long line that must wrap",
                        ),
                        ("Next visit", "2026-10-15 09:20, pain visit"),
                    ],
                );
                for (index, words) in [
                    "Sign an agreement",
                    "Prescribe naloxone",
                    "PDMP, done 2026-07-20",
                ]
                .iter()
                .enumerate()
                {
                    if let Some(ticked) = self.ticked.get_mut(index) {
                        checkbox(ui, ticked, words);
                    }
                }
            },
            |ui| {
                Button::primary("Open patient").show(ui);
                Button::outlined("Add event")
                    .icon(Icon::Plus)
                    .key("E")
                    .show(ui);
            },
        );
    }
}
