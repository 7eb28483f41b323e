//! Every part once, for looking at and for the promise that each has a name and every glyph is there.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::{Painter, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::icons::{Glyph, Icon, block_square, disc, icon, present_sign};
use super::theme::{Mode, Style, Theme};
use super::widgets::*;

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
    pub target: DateField,
    pub review: DateField,
    pub note: String,
    pub dose: String,
    pub password: String,
    pub ticked: [bool; 3],
    pub radio: usize,
    pub dialog: bool,
    pub measure: usize,
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
            target,
            review,
            note: "Draft 3 with the team since 2026-09-17; staff comments due 2026-10-20.".into(),
            dose: "90.0".into(),
            password: "correct horse".into(),
            ticked: [false, false, true],
            radio: 1,
            dialog: false,
            measure: 0,
        }
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap_or_default()
}

fn columns() -> Vec<Col> {
    vec![
        Col::new("patient", "Patient", 150.0).strong().frozen(),
        Col::new("clinician", "Clinician", 88.0).second(),
        Col::new("opioids", "Opioids", 158.0),
        Col::new("med", "MED", 82.0).right().drawn(),
        Col::new("tier", "Tier", 50.0),
        Col::new("sed", "Sed.", 44.0),
        Col::new("nal", "Nal.", 52.0).center().drawn(),
        Col::new("peg", "PEG", 72.0).right(),
        Col::new("visit", "Next visit", 94.0),
        Col::new("gaps", "Gaps", 160.0).drawn().fill(),
    ]
}

/// Made-up patients.
pub struct People {
    pub order: Vec<usize>,
    people: Vec<[&'static str; 9]>,
}

const PEOPLE: [[&str; 9]; 18] = [
    ["Arroyo, Marcus", "Hanley", "Tapentadol 50 ×3", "60.0", "High", "", "9.7", "not booked", "Agr PDMP UDT PEG"],
    ["Tibbetts, Duane", "Eriksen", "Oxycodone 30 ×4 +1", "180.0", "High", "", "3.3", "2026-10-19", "Agr PEG Nal"],
    ["Escobedo, Bernard", "Gault", "Tramadol 50 ×8", "80.0", "High", "yes", "9.3", "2026-10-14", "Agr UDT Nal"],
    ["Gentry, Calvin", "Castellanos", "Tramadol 50 ×8", "80.0", "High", "yes", "7.3", "not booked", "Agr UDT Nal"],
    ["Clairmont, Helen", "Doyle", "Tapentadol ER 100 ×2", "80.0", "Mod.", "", "5.0", "2026-11-02", "Agr PDMP Nal"],
    ["Escobedo, Amara", "Fuentes", "Methadone 5 ×3", "70.5", "High", "yes", "8.3", "2026-10-27", "Agr UDT Nal"],
    ["Gallegos, Kathleen", "Fuentes", "Hydromorphone 4 ×3", "60.0", "Mod.", "", "6.0", "2026-10-13", "Agr PEG Nal"],
    ["Johansen, Sonia", "Fuentes", "Oxycodone 10 ×4", "60.0", "Mod.", "nal", "9.3", "not booked", "Agr PDMP UDT"],
    ["Norwood, Phyllis", "Bhatt", "Hydrocodone 5 ×2", "10.0", "Low", "", "9.0", "2026-12-07", "Agr PDMP UDT"],
    ["Bello, Jeanette", "Doyle", "Methadone 10 ×3", "141.0", "High", "", "10.0", "2026-10-21", "Agr Nal"],
    ["Ellsworth, Marcus", "Fuentes", "Morphine ER 15 ×2 +1", "100.0", "High", "", "10.0", "2026-10-16", "Agr Nal"],
    ["Brandt, Marvin", "Abernathy", "Oxycodone 15 ×4", "90.0", "High", "yes", "3.7", "2026-10-15", "Agr Nal udt"],
    ["Delacroix, Floyd", "Fuentes", "Fentanyl 12 mcg/h +1", "88.8", "Mod.", "nal", "1.0", "2026-11-10", "Agr UDT"],
    ["Gutierrez, Margarita", "Bhatt", "Tramadol ER 100 ×2", "80.0", "none", "", "9.7", "not booked", "Agr Nal"],
    ["Lozano, Eugene", "Doyle", "Tramadol 50 ×8", "80.0", "High", "yes", "10.0", "2026-10-30", "Agr Nal"],
    ["Lindqvist, Kathleen", "Doyle", "Tramadol 50, no days supply at all", "?", "Mod.", "", "8.3", "2026-10-28", "Agr PEG udt"],
    ["Nakamura, Carla", "Hanley", "Tramadol 50 ×8", "80.0", "Mod.", "", "6.0", "2026-11-17", "PDMP Nal"],
    ["Nguyễn, Thị Hà", "Eriksen", "Hydromorphone 4 ×4", "80.0", "High", "yes", "2.7", "2026-10-26", "PDMP Nal"],
];

impl Default for People {
    fn default() -> Self {
        let people: Vec<_> = PEOPLE.iter().cycle().take(92).copied().collect();
        Self {
            order: (0..people.len()).collect(),
            people,
        }
    }
}

impl People {
    fn cell(&self, row: usize, column: usize) -> &'static str {
        self.order
            .get(row)
            .and_then(|&at| self.people.get(at))
            .and_then(|person| person.get(column))
            .copied()
            .unwrap_or_default()
    }
}

impl Rows for People {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.order.get(row).map_or(-1, |&at| at as RowKey)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let index = match column {
            "patient" => 0,
            "clinician" => 1,
            "opioids" => 2,
            "med" => 3,
            "tier" => 4,
            "peg" => 6,
            "visit" => 7,
            "gaps" => 8,
            other => {
                let mark = self.cell(row, 5);
                return Cow::Borrowed(match (other, mark) {
                    ("sed", "yes") | ("nal", "nal") => "yes",
                    _ => "",
                });
            }
        };
        Cow::Borrowed(self.cell(row, index))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        matches!(self.text(row, column).as_ref(), "not booked" | "none").then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let theme = Theme::of(ui);
        let text = self.text(row, column).into_owned();
        match column {
            "med" => {
                let band = match text.parse::<f64>() {
                    Ok(dose) if dose >= 90.0 => Band::High,
                    Ok(dose) if dose >= 50.0 => Band::Middle,
                    Ok(_) => Band::Low,
                    Err(_) => Band::Unknown,
                };
                let words = if band == Band::Unknown { "days" } else { text.as_str() };
                band_chip(ui, band, words);
            }
            "nal" if !text.is_empty() => {
                icon(ui, Icon::Check, theme.pt(16.0), theme.color().text);
            }
            "gaps" => {
                for word in text.split(' ').take(3) {
                    let state = if word == "udt" { GapState::Soon } else { GapState::Overdue };
                    let shown = if word == "udt" { "UDT" } else { word };
                    gap_chip(ui, shown, state);
                }
                if text.split(' ').count() > 3 {
                    super::widgets::text(ui, "+1", Style::Small, theme.color().text_2);
                }
            }
            _ => {}
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu_ui(&mut self, ui: &mut Ui, _row: usize) {
        menu_item(ui, "Open patient");
        menu_rule(ui);
        menu_item(ui, "Add event…");
    }
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
            _ => self.empty_ui(ui),
        });
        if self.dialog {
            self.dialog_ui(ui);
        }
    }

    fn frame_ui(&mut self, ui: &mut Ui) {
        let colors = *Theme::of(ui).color();
        let tabs = ["Patients", "Forms", "Measures", "Empty"];
        TabStrip::new(&tabs).show(ui, &mut self.tab, |ui| {
            text(ui, "Cedar Fork Clinic", Style::Body, colors.text_2);
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
                status_item(ui, StatusSign::Caution, "Patient data to 2026-08-31, 42 days old");
            },
            |ui| status_item(ui, StatusSign::None, "Monday 2026-10-12 · Marisol Kerr (MK)"),
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
                let gap = FilterButton::new("Gap", value, set)
                    .show(ui, |ui| filter_choice(ui, "any", &["Agr", "PDMP"], &mut self.gap));
                if gap.cleared {
                    self.gap = None;
                }
                let names = ["Abernathy", "Bhatt", "Fuentes"];
                let value = self.clinician.and_then(|at| names.get(at)).copied();
                let clinician = FilterButton::new("Clinician", value.unwrap_or("all"), value.is_some())
                    .show(ui, |ui| filter_choice(ui, "all", &names, &mut self.clinician));
                if clinician.cleared {
                    self.clinician = None;
                }
                FilterButton::new("Medicine", "any", false)
                    .show(ui, |ui| filter_text(ui, "Medicine contains", &mut self.search));
            },
            |ui| {
                text(ui, "77 of 92 patients, 126 gaps", Style::Table, colors.text_2);
                menu_button(ui, Button::outlined("Columns").icon(Icon::Columns).small(), |ui| {
                    menu_check(ui, "Tier", true);
                    menu_check(ui, "Plan", false);
                });
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
                    Button::outlined("Assign…").name("Assign agreement").small().show(ui);
                });
                divider(ui);
                facts(
                    ui,
                    &[
                        ("Tier", "High, sedatives with MED 90"),
                        ("Sedatives", "Clonazepam, carisoprodol, and a long line that must wrap"),
                        ("Next visit", "2026-10-15 09:20, pain visit"),
                    ],
                );
                for (index, words) in ["Sign an agreement", "Prescribe naloxone", "PDMP, done 2026-07-20"].iter().enumerate() {
                    if let Some(ticked) = self.ticked.get_mut(index) {
                        checkbox(ui, ticked, words);
                    }
                }
            },
            |ui| {
                Button::primary("Open patient").show(ui);
                Button::outlined("Add event").icon(Icon::Plus).key("E").show(ui);
            },
        );
    }

    fn forms_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        page_header(ui, Some("Back to patients"), "Import fills", "fills_2026-10.csv, 9,000 rows", |ui| {
            stepper(ui, &["Choose", "Columns", "Preview", "Done"], 2);
        });
        Notice::info("Success measure.", "By February, every patient on continuous opioids carries the code and no one else does: 14 missing, 3 wrong at the last count.").show(ui);
        Notice::caution("DS read as days supply.", "8,993 of 9,000 values are whole numbers from 1 to 90. Change it above if that is wrong.").action("Show").closable().show(ui);
        Notice::error("The backup was not written.", "The folder is full. Choose another folder.").copy("os error 28").show(ui);
        ui.columns_const(|[left, right]| {
            card(left, |ui| self.form_ui(ui));
            card(right, |ui| {
                progress(ui, "Reading fills_2026-10.csv", Some(0.42), Some("Stop"));
                progress(ui, "Checking the backup", None, None);
                radio_rows(ui, "Source", &["State PDMP export", "EHR report with a name so long that it has to wrap onto a second line", "Typed by hand"], &mut self.radio);
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
                    for glyph in Glyph::ALL {
                        disc(ui, glyph, theme.pt(13.0), colors.accent);
                    }
                    status_chip(ui, Glyph::HalfDisc, colors.accent, "Under way", colors.text);
                    present_sign(ui, "PHI hidden");
                });
                for (band, words) in [(Band::Low, "10.0"), (Band::Middle, "60.0"), (Band::High, "141.0"), (Band::Unknown, "days")] {
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
            Choice::new("Owner", &people).icon(Icon::Person).width(half).show(ui, &mut self.owner);
            self.target.show(ui, "Target", today(), half, None);
        });
        ui.horizontal_top(|ui| {
            self.review.show(ui, "Review", today(), half, None);
            TextField::new("Dose, mg a day", &mut self.dose).number().width(half).show(ui);
        });
        TextField::new("Evidence", &mut self.note).rows(2).show(ui);
        TextField::new("Passphrase", &mut self.password).password().error(Some("At least 12 characters. Add a word.")).show(ui);
        TextField::new("Find in help", &mut self.search).search().hint("Find").hide_label().show(ui);
        ui.horizontal(|ui| {
            Choice::new("Round", &["Repeat, October 2026"]).prefix("Round").width(half).show(ui, &mut self.owner);
            Button::outlined("Not now").enabled(false).hover("Choose a file first.").show(ui);
            link(ui, "Definition");
        });
    }

    fn measures_ui(&mut self, ui: &mut Ui) {
        let points = [0.6, 0.7, 0.5, 0.8, 0.62, 0.4, 0.3, 0.35, 0.2];
        ui.columns_const(|columns: &mut [Ui; 3]| {
            let signals = [
                (Signal::Better, "Better: 8 months in a row below the baseline"),
                (Signal::None, "No signal in 28 months"),
                (Signal::Worse, "Worse: 12 months in a row below the baseline"),
            ];
            for (index, ui) in columns.iter_mut().enumerate() {
                let names = ["Patients at MED 90 or more", "Sedative with opioid", "Agreement signed in 12 months"];
                let (Some(name), Some((signal, words))) = (names.get(index), signals.get(index)) else { continue };
                let theme = Theme::of(ui);
                Tile::new(name, "12.0 %", "11 of 92")
                    .aim("Aim from 19.8 % to 10 % by 2027-03-31")
                    .signal(*signal, words)
                    .show(ui, |painter, rect| sparkline(painter, rect, &points, &theme));
                let short = words.split(':').next().unwrap_or_default();
                let compact = Tile::new(&format!("{name}, short"), "12.0 %", "11 of 92")
                    .signal(*signal, short)
                    .chosen(self.measure == index)
                    .compact()
                    .show(ui, |painter, rect| sparkline(painter, rect, &points, &theme));
                if compact.clicked() {
                    self.measure = index;
                }
            }
        });
        Card::new().title("Care gaps").note("77 of 92 patients").action("Open list").show(ui, |ui| {
            let mark = Theme::of(ui).color().caution_mark;
            for (name, value) in [("Agreement over 12 months or none", 51), ("PEG older than 6 months", 7)] {
                ends(ui, name, 21.0, |ui| ui.label(name), |ui| small_bar(ui, value, 51, 92.0, mark));
            }
        });
        let small = [Segment::new("Clinic"), Segment::new("Team"), Segment::new("By clinician")];
        segmented_small(ui, "Level", &small, &mut self.measure);
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        Card::new().fill_height().show(ui, |ui| {
            EmptyState::new("The patients on long-term opioids will be listed here", "Import an export of your record system or your PDMP to begin.")
                .primary("Import…")
                .quiet("Load the demo clinic")
                .show(ui);
        });
    }

    fn dialog_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let shown = Dialog::new("How MED 180.0 was worked out")
            .subtitle("Tibbetts, Duane · on 2026-09-30 · mg of morphine a day")
            .width(720.0)
            .extras(&["Copy working", "Enter by hand…"])
            .primary("Close")
            .show(ui.ctx(), |ui| {
                Notice::info("Buprenorphine is not counted.", "CDC 2022 gives it no factor, so it adds nothing and is never shown as 0.").show(ui);
                text(ui, "Factor set: CDC 2022.", Style::Table, colors.text_2);
            });
        if matches!(shown.outcome, Some(DialogOutcome::Confirmed | DialogOutcome::Dismissed)) {
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
    let line: Vec<Pos2> = points.iter().enumerate().map(|(index, &value)| at(index, value)).collect();
    painter.hline(rect.x_range(), at(0, 0.65).y, Stroke::new(theme.pt(1.0), colors.median));
    if let Some(last) = line.last() {
        painter.circle_filled(*last, theme.pt(3.5), colors.series);
    }
    painter.add(Shape::line(line, Stroke::new(theme.pt(1.5), colors.series)));
}
