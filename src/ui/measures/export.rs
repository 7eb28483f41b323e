//! The chart as a picture on white and its data as a table, for saving and copying.

use crate::chart::export::{to_png, to_svg};
use crate::chart::scene::Scene;
use crate::domain::clinic::Settings;
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
    let name = file_name(summary, settings, view);
    let words = |kind: &str| format!("{kind} of {}", summary.title);
    let request = match what {
        What::Copy => Request::Copy(table(summary, settings, '\t')),
        What::Csv => save(
            &name,
            "csv",
            table(summary, settings, ',').into_bytes(),
            words("data"),
        ),
        What::Png => {
            let scene = picture(summary, settings, &view.workbook.clinic.name);
            let png =
                to_png(&scene, &crate::chart::LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save(&name, "png", png, words("run chart"))
        }
        What::Svg => {
            let scene = picture(summary, settings, &view.workbook.clinic.name);
            let svg =
                to_svg(&scene, &crate::chart::LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save(&name, "svg", svg.into_bytes(), words("run chart"))
        }
    };
    out.push(request);
    Ok(())
}

fn save(name: &str, ending: &str, bytes: Vec<u8>, what: String) -> Request {
    Request::Save {
        name: format!("{name}.{ending}"),
        bytes,
        what,
        identified: false,
    }
}

/// The chart with title, finding and footer, and white around it.
pub(super) fn picture(summary: &Summary, settings: &Settings, clinic: &str) -> Scene {
    run_chart(summary, settings, Some(clinic))
        .lay_out(SIZE.0, SIZE.1, 1.0)
        .scene
}

/// One row a month, as the command line writes them.
pub(super) fn table(summary: &Summary, settings: &Settings, separator: char) -> String {
    let column = summary.measure.column(settings);
    let mut rows = [
        "month_end",
        "measure",
        "numerator",
        "denominator",
        "unknown",
        "value",
    ]
    .join(&separator.to_string());
    rows.push('\n');
    for point in &summary.points {
        let cells = [
            point.month_end.to_string(),
            column.clone(),
            number(point.numerator),
            point.denominator.to_string(),
            point.unknown.to_string(),
            point.value(summary.measure).map(number).unwrap_or_default(),
        ];
        rows.push_str(&cells.join(&separator.to_string()));
        rows.push('\n');
    }
    rows
}

/// A number without trailing zeros, four decimals at most.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// "`cedar_fork_clinic_med_ge90_2026-09`".
fn file_name(summary: &Summary, settings: &Settings, view: &View<'_>) -> String {
    let clinic: String = view
        .workbook
        .clinic
        .name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    let month = summary
        .points
        .last()
        .map(|p| p.month_end.format("%Y-%m").to_string())
        .unwrap_or_default();
    format!(
        "{}_{}_{month}",
        clinic.trim_matches('_'),
        summary.measure.column(settings)
    )
}
