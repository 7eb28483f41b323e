//! A table of made-up patients.

use std::borrow::Cow;

use egui::Ui;

use super::super::icons::{Icon, icon};
use super::super::theme::{Style, Theme};
use super::super::widgets::*;

pub fn columns() -> Vec<Col> {
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
    people: Vec<Vec<&'static str>>,
}

/// Name, clinician, opioids, MED, tier, mark, PEG, visit, gaps; parted by bars.
const PEOPLE: &str = "\
Arroyo, Marcus|Hanley|Tapentadol 50 ×3|60.0|High||9.7|not booked|Agr PDMP UDT PEG\n\
Tibbetts, Duane|Eriksen|Oxycodone 30 ×4 +1|180.0|High||3.3|2026-10-19|Agr PEG Nal\n\
Escobedo, Bernard|Gault|Tramadol 50 ×8|80.0|High|yes|9.3|2026-10-14|Agr UDT Nal\n\
Gentry, Calvin|Castellanos|Tramadol 50 ×8|80.0|High|yes|7.3|not booked|Agr UDT Nal\n\
Clairmont, Helen|Doyle|Tapentadol ER 100 ×2|80.0|Mod.||5.0|2026-11-02|Agr PDMP Nal\n\
Escobedo, Amara|Fuentes|Methadone 5 ×3|70.5|High|yes|8.3|2026-10-27|Agr UDT Nal\n\
Gallegos, Kathleen|Fuentes|Hydromorphone 4 ×3|60.0|Mod.||6.0|2026-10-13|Agr PEG Nal\n\
Johansen, Sonia|Fuentes|Oxycodone 10 ×4|60.0|Mod.|nal|9.3|not booked|Agr PDMP UDT\n\
Norwood, Phyllis|Bhatt|Hydrocodone 5 ×2|10.0|Low||9.0|2026-12-07|Agr PDMP UDT\n\
Bello, Jeanette|Doyle|Methadone 10 ×3|141.0|High||10.0|2026-10-21|Agr Nal\n\
Ellsworth, Marcus|Fuentes|Morphine ER 15 ×2 +1|100.0|High||10.0|2026-10-16|Agr Nal\n\
Brandt, Marvin|Abernathy|Oxycodone 15 ×4|90.0|High|yes|3.7|2026-10-15|Agr Nal udt\n\
Delacroix, Floyd|Fuentes|Fentanyl 12 mcg/h +1|88.8|Mod.|nal|1.0|2026-11-10|Agr UDT\n\
Gutierrez, Margarita|Bhatt|Tramadol ER 100 ×2|80.0|none||9.7|not booked|Agr Nal\n\
Lozano, Eugene|Doyle|Tramadol 50 ×8|80.0|High|yes|10.0|2026-10-30|Agr Nal\n\
Lindqvist, Kathleen|Doyle|Tramadol 50, no days supply at all|?|Mod.||8.3|2026-10-28|Agr PEG udt\n\
Nakamura, Carla|Hanley|Tramadol 50 ×8|80.0|Mod.||6.0|2026-11-17|PDMP Nal\n\
Nguyễn, Thị Hà|Eriksen|Hydromorphone 4 ×4|80.0|High|yes|2.7|2026-10-26|PDMP Nal";

impl Default for People {
    fn default() -> Self {
        let people: Vec<Vec<_>> = PEOPLE
            .lines()
            .map(|line| line.split('|').collect())
            .collect();
        let people: Vec<_> = people.iter().cycle().take(92).cloned().collect();
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
                let words = if band == Band::Unknown {
                    "days"
                } else {
                    text.as_str()
                };
                band_chip(ui, band, words);
            }
            "nal" if !text.is_empty() => {
                icon(ui, Icon::Check, theme.pt(16.0), theme.color().text);
            }
            "gaps" => {
                for word in text.split(' ').take(3) {
                    let state = if word == "udt" {
                        GapState::Soon
                    } else {
                        GapState::Overdue
                    };
                    let shown = if word == "udt" { "UDT" } else { word };
                    gap_chip(ui, shown, state);
                }
                if text.split(' ').count() > 3 {
                    super::super::widgets::text(ui, "+1", Style::Small, theme.color().text_2);
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
