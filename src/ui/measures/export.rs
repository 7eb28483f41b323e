//! A measure's run chart and numbers, made ready to be saved or copied.

use egui::{ColorImage, Context};

use crate::chart::export::{to_png, to_rgba, to_svg};
use crate::chart::measured::{Look, run_chart};
use crate::chart::scene::Scene;
use crate::domain::measure::{MeasureId, Scope};
use crate::domain::workbook::Workbook;
use crate::export::{Table, file_name, number};
use crate::ui::request::Request;
use crate::ui::view::View;

use super::summary::Summary;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A picture in pixels, for slides.
    Png,
    /// A picture in lines, for print.
    Svg,
    /// The numbers as a file.
    Csv,
    /// The numbers for pasting into a sheet.
    Copy,
    /// The picture for pasting into a slide.
    CopyPicture,
}

/// Size of the picture in points, that of a slide; drawn two pixels a point.
const SIZE: (f32, f32) = (1280.0, 720.0);
const PIXELS_A_POINT: f32 = 2.0;

/// Makes what is wanted and asks for it to be saved or copied; a sentence when it cannot be made.
pub(super) fn export(
    ctx: &Context,
    summary: &Summary,
    view: &View<'_>,
    (what, look): (What, Look),
    out: &mut Vec<Request>,
) -> Result<(), String> {
    let workbook = view.workbook;
    let save = |kind: &str, ending: &str, bytes: Vec<u8>| Request::Save {
        name: name(summary, workbook, ending),
        bytes,
        what: format!("{kind} of {}", summary.title),
        identified: false,
    };
    let white = &crate::chart::LIGHT;
    let scene = || picture(summary, workbook, look);
    let request = match what {
        What::Copy => Request::Copy(table(summary, workbook).to_tsv()),
        What::CopyPicture => {
            let picture = to_rgba(&scene(), white, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            let size = [picture.width as usize, picture.height as usize];
            ctx.copy_image(ColorImage::from_rgba_unmultiplied(size, &picture.pixels));
            return Ok(());
        }
        What::Csv => {
            let bytes = table(summary, workbook).to_csv_file();
            save("data", "csv", bytes)
        }
        What::Png => {
            let png = to_png(&scene(), white, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("run chart", "png", png)
        }
        What::Svg => {
            let svg = to_svg(&scene(), white, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("run chart", "svg", svg.into_bytes())
        }
    };
    out.push(request);
    Ok(())
}

/// The chart with title, finding and footer, and white around it.
pub(in crate::ui) fn picture(summary: &Summary, workbook: &Workbook, look: Look) -> Scene {
    let look = Look {
        lists_notes: true,
        stands_alone: true,
        ..look
    };
    run_chart(summary, workbook, look)
        .lay_out(SIZE.0, SIZE.1, 1.0)
        .scene
}

/// One row a point, as the command line writes them.
fn table(summary: &Summary, workbook: &Workbook) -> Table {
    let mut table = Table::new([
        "period_end",
        "measure",
        "of",
        "numerator",
        "denominator",
        "unknown",
        "value",
        "median",
        "side",
        "left_out",
    ]);
    let some = |value: Option<f64>| value.map(number).unwrap_or_default();
    for (at, point) in summary.series.points.iter().enumerate() {
        let median = summary.analysis.part_of(at).and_then(|p| p.median);
        let factor = if summary.unit() == crate::domain::measure::Unit::Percent {
            100.0
        } else {
            1.0
        };
        let side = summary.analysis.side.get(at).copied().flatten();
        let is_out = summary.analysis.excluded.get(at) == Some(&true);
        table.push([
            point.end.to_string(),
            column(summary.measure, workbook),
            summary.scope.label(workbook),
            some(point.numerator),
            some(point.denominator),
            point.unknown.to_string(),
            some(point.value),
            some(median.map(|m| factor * m)),
            side.map(|s| s.sign().to_string()).unwrap_or_default(),
            if is_out { "yes" } else { "" }.to_owned(),
        ]);
    }
    table
}

/// The measure's name in tables and file names.
pub(super) fn column(measure: MeasureId, workbook: &Workbook) -> String {
    match measure {
        MeasureId::Computed(measure) => measure.column(&workbook.settings),
        MeasureId::Own(_) => measure.label(workbook),
    }
}

/// "`cedar_fork_clinic_med_ge90_2026-09.csv`".
fn name(summary: &Summary, workbook: &Workbook, ending: &str) -> String {
    let newest = summary.series.points.last();
    let month = newest.map(|p| p.end.format("%Y-%m").to_string());
    let scope = match &summary.scope {
        Scope::Clinic => String::new(),
        scope => scope.label(workbook),
    };
    let measure = column(summary.measure, workbook);
    let clinic = &workbook.clinic.name;
    let parts = [clinic, &scope, &measure, &month.unwrap_or_default()];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    file_name(&parts, ending)
}
