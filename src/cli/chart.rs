//! The run chart of a measure as a picture.

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, Outcome};
use crate::app::clock;
use crate::chart::LIGHT;
use crate::chart::export::{to_png, to_svg};
use crate::chart::measured::{Look, run_chart};
use crate::domain::measure::{Judged, MeasureHistory, MeasureId, Scope, month_ends_in_data};
use crate::domain::workbook::Workbook;

/// Size of the picture in points, that of a slide; a PNG has two pixels a point.
const SIZE: (f32, f32) = (1280.0, 720.0);
const PIXELS_A_POINT: f32 = 2.0;

/// Draws the chart into `out`.
pub(super) fn draw(workbook: &Workbook, name: &str, of: Option<&str>, out: &Path) -> Outcome {
    let measure = measure(workbook, name)?;
    let scope = of.map_or(Ok(Scope::Clinic), |of| scope(workbook, of))?;
    let history = MeasureHistory::compute(workbook, &month_ends_in_data(workbook));
    let today = clock::local_now().date();
    let judged = Judged::of(workbook, &history, measure, scope, today);
    if judged.last.is_none() {
        let title = &judged.title;
        return Err(Failure(format!(
            "There is nothing to draw: {title} has no value in any month."
        )));
    }
    let look = Look {
        lists_notes: true,
        stands_alone: true,
        ..Look::default()
    };
    let chart = run_chart(&judged, workbook, look);
    let scene = chart.lay_out(SIZE.0, SIZE.1, 1.0).scene;
    let ending = out.extension().and_then(|e| e.to_str());
    let bytes = match ending.map(str::to_lowercase).as_deref() {
        Some("svg") => to_svg(&scene, &LIGHT, PIXELS_A_POINT).map(String::into_bytes),
        Some("png") => to_png(&scene, &LIGHT, PIXELS_A_POINT),
        _ => {
            return Err(Failure(format!(
                "{} is neither .svg nor .png. Give the picture one of these endings.",
                out.display()
            )));
        }
    };
    let bytes = bytes.map_err(|error| Failure(error.to_string()))?;
    std::fs::write(out, bytes)
        .map_err(|error| Failure(format!("{} cannot be written: {error}.", out.display())))?;
    println!(
        "{}",
        serde_json::json!({
            "picture": out,
            "measure": judged.title,
            "points": judged.series.points.len(),
            "finding": format!("{} {}", judged.finding.lead, judged.finding.rest),
        })
    );
    Ok(ExitCode::SUCCESS)
}

/// A measure by its code, its column or its name.
fn measure(workbook: &Workbook, name: &str) -> Result<MeasureId, Failure> {
    let same = |other: &str| other.eq_ignore_ascii_case(name.trim());
    let column = |id: &MeasureId| match id {
        MeasureId::Computed(measure) => measure.column(&workbook.settings),
        MeasureId::Own(_) => id.code(),
    };
    let all = MeasureId::all(workbook);
    let found = all.iter().find(|id| {
        same(&id.code())
            || same(&column(id))
            || same(&id.label(workbook))
            || same(&id.title(workbook))
    });
    found.copied().ok_or_else(|| {
        let names: Vec<String> = all.iter().map(column).collect();
        Failure(format!(
            "There is no measure “{name}”. Choose one of {}.",
            names.join(", ")
        ))
    })
}

/// A team or clinician by name.
fn scope(workbook: &Workbook, name: &str) -> Result<Scope, Failure> {
    let same = |other: &str| other.eq_ignore_ascii_case(name.trim());
    if let Some(clinician) = workbook.clinicians.iter().find(|c| same(&c.name)) {
        return Ok(Scope::Clinician(Some(
            workbook.same_clinician(clinician.id),
        )));
    }
    let team = workbook.listed_clinicians().find(|c| same(&c.team));
    team.map(|c| Scope::Team(c.team.clone())).ok_or_else(|| {
        Failure(format!(
            "There is no clinician or team “{name}”. Write the name as on the screen."
        ))
    })
}
