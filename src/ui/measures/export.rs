//! The chart as a picture on white and its data as a table, for saving and copying.

use crate::chart::export::{to_png, to_svg};
use crate::chart::scene::Scene;
use crate::domain::clinic::Settings;
use crate::export::{Table, file_name, number};
use crate::ui::request::Request;
use crate::ui::view::View;

use super::picture::run_chart;
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
}

/// Size of the picture in points, that of a slide; drawn two pixels a point.
const SIZE: (f32, f32) = (1280.0, 720.0);
const PIXELS_A_POINT: f32 = 2.0;

/// Makes what is wanted and asks for it to be saved or copied; a sentence when it cannot be made.
pub(super) fn export(
    summary: &Summary,
    settings: &Settings,
    view: &View<'_>,
    what: What,
    out: &mut Vec<Request>,
) -> Result<(), String> {
    let clinic = &view.workbook.clinic.name;
    let save = |kind: &str, ending: &str, bytes: Vec<u8>| Request::Save {
        name: name(summary, settings, clinic, ending),
        bytes,
        what: format!("{kind} of {}", summary.title),
        identified: false,
    };
    let request = match what {
        What::Copy => Request::Copy(table(summary, settings).to_tsv()),
        What::Csv => save(
            "data",
            "csv",
            table(summary, settings).to_csv().into_bytes(),
        ),
        What::Png => {
            let scene = picture(summary, settings, clinic);
            let png =
                to_png(&scene, &crate::chart::LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("run chart", "png", png)
        }
        What::Svg => {
            let scene = picture(summary, settings, clinic);
            let svg =
                to_svg(&scene, &crate::chart::LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("run chart", "svg", svg.into_bytes())
        }
    };
    out.push(request);
    Ok(())
}

/// The chart with title, finding and footer, and white around it.
pub(super) fn picture(summary: &Summary, settings: &Settings, clinic: &str) -> Scene {
    run_chart(summary, settings, Some(clinic))
        .lay_out(SIZE.0, SIZE.1, 1.0)
        .scene
}

/// One row a month, as the command line writes them.
fn table(summary: &Summary, settings: &Settings) -> Table {
    let mut table = Table::new([
        "month_end",
        "measure",
        "numerator",
        "denominator",
        "unknown",
        "value",
    ]);
    for point in &summary.points {
        table.push([
            point.month_end.to_string(),
            summary.measure.column(settings),
            number(point.numerator),
            point.denominator.to_string(),
            point.unknown.to_string(),
            point.value(summary.measure).map(number).unwrap_or_default(),
        ]);
    }
    table
}

/// "`cedar_fork_clinic_med_ge90_2026-09.csv`".
fn name(summary: &Summary, settings: &Settings, clinic: &str, ending: &str) -> String {
    let month = summary
        .points
        .last()
        .map(|p| p.month_end.format("%Y-%m").to_string())
        .unwrap_or_default();
    let measure = summary.measure.column(settings);
    file_name(&[clinic, &measure, &month], ending)
}
