//! The patients behind a point: who is counted, who is unknown, and the dose of that day.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::{Context, Ui, vec2};

use crate::domain::ids::PatientId;
use crate::domain::measure::{Measure, Scope, Unit, patients_behind};
use crate::domain::morphine_equivalent::FactorSet;
use crate::domain::registry::{PatientFills, factor_set};
use crate::ui::patients::dose_words::total_words;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Col, DataTable, Dialog, DialogOutcome, RowKey, Rows, Segment, Sort, TableState, Tone,
    segmented, text, toolbar,
};

/// One patient of the denominator.
struct Person {
    id: PatientId,
    name: String,
    mrn: Option<String>,
    /// mg a day, for sorting.
    dose: Option<f64>,
    /// The dose in words.
    med: String,
    clinician: String,
    counted: bool,
    unknown: bool,
}

impl Person {
    fn standing(&self, measure: Measure) -> &'static str {
        match (self.unknown, self.counted) {
            (true, _) => "unknown",
            (false, true) => "counted",
            (false, false) if measure.unit() == Unit::Milligrams => "in the mean",
            (false, false) => "not counted",
        }
    }
}

/// Which of them are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Counted,
    Unknown,
    All,
}

/// The open dialog.
pub(super) struct BehindDialog {
    measure: Measure,
    scope: Scope,
    title: String,
    day: NaiveDate,
    /// State of the records that the list was made from.
    revision: u64,
    people: Vec<Person>,
    views: Vec<(Which, Segment)>,
    view: usize,
    /// Positions of the people listed, in order.
    order: Vec<usize>,
    table: TableState,
    columns: Vec<Col>,
}

impl BehindDialog {
    /// Works the list out: once, when it is asked for.
    pub fn new(
        view: &View<'_>,
        (measure, scope): (Measure, Scope),
        title: &str,
        day: NaiveDate,
    ) -> Self {
        let mut dialog = Self {
            measure,
            title: title.to_owned(),
            day,
            revision: view.revision,
            people: people(view, measure, &scope, day),
            scope,
            views: Vec::new(),
            view: 0,
            order: Vec::new(),
            table: TableState::sorted(Sort::descending("med")),
            columns: vec![
                Col::new("name", "Name", 170.0).strong().fill().frozen(),
                Col::new("mrn", "MRN", 100.0),
                Col::new("med", "MED, mg a day", 144.0).right(),
                Col::new("clinician", "Clinician", 130.0).second(),
                Col::new("standing", "In the measure", 120.0),
            ],
        };
        dialog.segments();
        dialog.sort();
        dialog
    }

    fn count(&self, which: Which) -> usize {
        self.people.iter().filter(|p| is_listed(p, which)).count()
    }

    fn segments(&mut self) {
        let named = [
            (Which::Counted, "Counted"),
            (Which::Unknown, "Unknown"),
            (Which::All, "All asked about"),
        ];
        let shown = named
            .into_iter()
            .filter(|(which, _)| *which == Which::All || self.count(*which) > 0);
        self.views = shown
            .map(|(which, label)| (which, Segment::counted(label, self.count(which))))
            .collect();
        self.view = self.view.min(self.views.len().saturating_sub(1));
    }

    fn sort(&mut self) {
        let which = self
            .views
            .get(self.view)
            .map_or(Which::All, |(which, _)| *which);
        let people = &self.people;
        let measure = self.measure;
        let mut order: Vec<usize> = (0..people.len()).collect();
        order.retain(|at| people.get(*at).is_some_and(|p| is_listed(p, which)));
        let sort = self
            .table
            .sort
            .clone()
            .unwrap_or_else(|| Sort::ascending("name"));
        order.sort_by(|a, b| {
            let (Some(a), Some(b)) = (people.get(*a), people.get(*b)) else {
                return std::cmp::Ordering::Equal;
            };
            let by = match sort.column.as_str() {
                "mrn" => a.mrn.cmp(&b.mrn),
                "med" => by_dose(a.dose, b.dose, sort.descending),
                "clinician" => a.clinician.cmp(&b.clinician),
                "standing" => a.standing(measure).cmp(b.standing(measure)),
                _ => std::cmp::Ordering::Equal,
            };
            let by = if sort.descending { by.reverse() } else { by };
            let names = a.name.cmp(&b.name);
            by.then(if sort.column == "name" && sort.descending {
                names.reverse()
            } else {
                names
            })
        });
        self.order = order;
    }
}

fn is_listed(person: &Person, which: Which) -> bool {
    match which {
        Which::Counted => person.counted,
        Which::Unknown => person.unknown,
        Which::All => true,
    }
}

fn people(view: &View<'_>, measure: Measure, scope: &Scope, day: NaiveDate) -> Vec<Person> {
    let workbook = view.workbook;
    let table = factor_set(&workbook.settings);
    let person = |behind: crate::domain::measure::Behind| {
        let patient = workbook.patient(behind.patient)?;
        let (dose, med) = dose_words(view, behind.patient, day, &table);
        let clinician = workbook.clinician_of(patient);
        Some(Person {
            id: behind.patient,
            name: patient.name(),
            mrn: patient.mrn.clone(),
            dose,
            med,
            clinician: clinician
                .map_or_else(|| "none named".to_owned(), |c| c.short_name().to_owned()),
            counted: behind.counted,
            unknown: behind.unknown,
        })
    };
    patients_behind(workbook, measure, scope, day)
        .into_iter()
        .filter_map(person)
        .collect()
}

/// The dose of that day in words: "120.0", "≥ 60.0", "? days", "none active", "75.0, by hand".
fn dose_words(
    view: &View<'_>,
    patient: PatientId,
    day: NaiveDate,
    table: &FactorSet,
) -> (Option<f64>, String) {
    let settings = &view.workbook.settings;
    let dose = PatientFills::prepare(view.workbook, patient, table).dose(day, settings);
    let mut words = total_words(&dose.total, settings);
    if dose.by_hand.is_some() {
        words.push_str(", by hand");
    }
    (dose.mg_per_day(), words)
}

/// Doses in order; what is unknown stands last either way.
fn by_dose(a: Option<f64>, b: Option<f64>, descending: bool) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) if descending => a.is_some().cmp(&b.is_some()),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn behind_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut BehindDialog,
    out: &mut Vec<Request>,
) -> bool {
    if dialog.revision != view.revision {
        dialog.revision = view.revision;
        dialog.people = people(view, dialog.measure, &dialog.scope, dialog.day);
        dialog.segments();
        dialog.sort();
    }
    let subtitle = format!(
        "{} {} on {} · {} factors",
        dialog.people.len(),
        dialog.measure.asked_words(&view.workbook.settings),
        dialog.day,
        view.workbook.settings.factor_set.about().short_name
    );
    let title = dialog.title.clone();
    let shown = Dialog::new(&title)
        .subtitle(&subtitle)
        .width(780.0)
        .safe("Close")
        .show(ctx, |ui| body_ui(ui, dialog));
    if let Some(patient) = shown.inner {
        out.push(Request::ShowPatient(patient));
        return true;
    }
    shown.outcome == Some(DialogOutcome::Dismissed)
}

/// Views and table; the patient to open.
fn body_ui(ui: &mut Ui, dialog: &mut BehindDialog) -> Option<PatientId> {
    let theme = Theme::of(ui);
    let segments: Vec<Segment> = dialog
        .views
        .iter()
        .map(|(_, segment)| segment.clone())
        .collect();
    let (changed, _) = toolbar(
        ui,
        "patients behind a point",
        |ui| segmented(ui, "Listed patients", &segments, &mut dialog.view),
        |ui| {
            text(
                ui,
                "Press a row to open the patient",
                Style::Small,
                theme.color().text_2,
            )
        },
    );
    if changed {
        dialog.sort();
    }
    // Whole rows, so that the last one is not cut.
    let room = ui.ctx().content_rect().height() / theme.k - 300.0 - 30.0;
    let rows = (dialog.order.len() as f32)
        .min((room / 28.0).floor())
        .max(4.0);
    let size = vec2(ui.available_width(), theme.pt(30.0 + 28.0 * rows));
    let mut listed = Listed {
        measure: dialog.measure,
        people: &dialog.people,
        order: &dialog.order,
    };
    let response = ui
        .allocate_ui(size, |ui| {
            ui.set_min_size(size);
            DataTable::new("Patients behind the point")
                .columns(&dialog.columns)
                .show(ui, &mut dialog.table, &mut listed)
        })
        .inner;
    let pressed = response.clicked.or(response.opened);
    let patient = pressed
        .and_then(|row| dialog.order.get(row))
        .and_then(|at| dialog.people.get(*at))
        .map(|p| p.id);
    if response.sort_changed {
        dialog.sort();
    }
    patient
}

struct Listed<'a> {
    measure: Measure,
    people: &'a [Person],
    order: &'a [usize],
}

impl Listed<'_> {
    fn person(&self, row: usize) -> Option<&Person> {
        self.people.get(*self.order.get(row)?)
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.person(row).map_or(-1, |p| p.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(person) = self.person(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "name" => &person.name,
            "mrn" => person.mrn.as_deref().unwrap_or("no MRN"),
            "med" => &person.med,
            "clinician" => &person.clinician,
            _ => person.standing(self.measure),
        })
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let person = self.person(row)?;
        let absent = match column {
            "mrn" => person.mrn.is_none(),
            "med" => person.dose.is_none(),
            "clinician" => person.clinician == "none named",
            "standing" => !person.counted && !person.unknown,
            _ => false,
        };
        absent.then_some(Tone::Absent)
    }
}
