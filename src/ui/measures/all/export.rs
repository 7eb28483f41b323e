//! All measures, or the numbers of one, as a table to be saved or copied.

use egui::Ui;

use crate::domain::measure::{MeasureId, OwnMeasure};
use crate::export::{Table, file_name, number};
use crate::ui::measures::all::words;
use crate::ui::measures::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Button, menu_button, menu_item};

/// The menu of all measures.
pub(super) fn menu(ui: &mut Ui, view: &View<'_>, summaries: &Summaries, out: &mut Vec<Request>) {
    let width = Theme::of(ui).pt(180.0);
    menu_button(ui, Button::outlined("Export…"), |ui| {
        ui.set_max_width(width);
        if menu_item(ui, "All measures, CSV").clicked() {
            let bytes = table(view, summaries).to_csv_file();
            save(view, "measures", bytes, out);
        }
        if menu_item(ui, "Copy all measures").clicked() {
            out.push(Request::Copy(table(view, summaries).to_tsv()));
        }
    });
}

/// The menu of the numbers of one measure.
pub(super) fn numbers_menu(
    ui: &mut Ui,
    view: &View<'_>,
    measure: Option<&OwnMeasure>,
    out: &mut Vec<Request>,
) {
    let width = Theme::of(ui).pt(180.0);
    let button = Button::outlined("Export…").enabled(measure.is_some());
    menu_button(ui, button, |ui| {
        let Some(measure) = measure else { return };
        ui.set_max_width(width);
        if menu_item(ui, "Numbers, CSV").clicked() {
            let bytes = numbers(view, measure).to_csv_file();
            save(view, &measure.name, bytes, out);
        }
        if menu_item(ui, "Copy the numbers").clicked() {
            out.push(Request::Copy(numbers(view, measure).to_tsv()));
        }
    });
}

fn save(view: &View<'_>, what: &str, bytes: Vec<u8>, out: &mut Vec<Request>) {
    let day = view.today.to_string();
    out.push(Request::Save {
        name: file_name(&[&view.workbook.clinic.name, what, &day], "csv"),
        bytes,
        what: format!("numbers of {what}"),
        identified: false,
    });
}

/// One row a measure: where it stands, and what the team says of it.
pub(super) fn table(view: &View<'_>, summaries: &Summaries) -> Table {
    let mut table = Table::new([
        "measure",
        "kind",
        "period",
        "value",
        "numerator",
        "denominator",
        "unknown",
        "aim",
        "signal",
        "importance",
        "feasibility",
        "motivation",
        "score",
        "we_watch_this",
        "in_appraisals",
        "on_dashboard",
        "note",
    ]);
    let some = |value: Option<f64>| value.map(number).unwrap_or_default();
    let score = |value: Option<u8>| value.map(|v| v.to_string()).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    for summary in summaries.all() {
        let point = summary.last.and_then(|at| summary.series.points.get(at));
        let choice = view.workbook.choice(summary.measure);
        let is = |f: fn(&crate::domain::measure::MeasureChoice) -> bool| choice.is_some_and(f);
        table.push([
            summary.title.clone(),
            summary.measure.kind(view.workbook).label().to_owned(),
            point
                .map(|p| summary.series.period.name(p.end))
                .unwrap_or_default(),
            some(point.and_then(|p| p.value)),
            some(point.and_then(|p| p.numerator)),
            some(point.and_then(|p| p.denominator)),
            point.map(|p| p.unknown.to_string()).unwrap_or_default(),
            summary.aim(),
            summary.sentence(),
            score(choice.and_then(|c| c.importance)),
            score(choice.and_then(|c| c.feasibility)),
            score(choice.and_then(|c| c.motivation)),
            score(choice.and_then(crate::domain::measure::MeasureChoice::score)),
            yes(is(|c| c.is_watched)),
            yes(is(|c| c.in_appraisal)),
            yes(!is(|c| c.is_hidden)),
            choice.map(|c| c.note.clone()).unwrap_or_default(),
        ]);
    }
    table
}

/// One row a number, as it can be pasted again.
pub(super) fn numbers(view: &View<'_>, measure: &OwnMeasure) -> Table {
    let mut table = Table::new([
        "period",
        "numerator",
        "denominator",
        "clinician",
        "source",
        "note",
        "value",
        "measure",
        "entered_by",
        "entered_on",
    ]);
    let name = MeasureId::Own(measure.id).label(view.workbook);
    for point in view.workbook.points_of(measure.id) {
        table.push([
            measure.period.name(measure.period.end_of(point.day)),
            words::typed(point.numerator),
            point.denominator.map(number).unwrap_or_default(),
            point.clinician.clone(),
            point.source.clone(),
            point.note.clone(),
            words::value(measure, point),
            name.clone(),
            point.by.clone(),
            point.on.to_string(),
        ]);
    }
    table
}
