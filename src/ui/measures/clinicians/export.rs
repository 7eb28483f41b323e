//! Clinicians or teams side by side, made ready to be saved or copied.

use egui::{ColorImage, Context};

use super::comparison::{Comparison, Look, Shape};
use super::groups::{By, Groups};
use crate::chart::LIGHT;
use crate::chart::export::{to_png, to_rgba, to_svg};
use crate::chart::page::{Heading, Surround};
use crate::chart::scene::Scene;
use crate::domain::workbook::Workbook;
use crate::export::{Table, file_name, number};
use crate::ui::measures::export::{What, column};
use crate::ui::measures::summary::Summary;
use crate::ui::request::Request;

/// Size of the picture in points, that of a slide; drawn two pixels a point. Many clinicians make
/// it higher.
const SIZE: (f32, f32) = (1280.0, 720.0);
const PIXELS_A_POINT: f32 = 2.0;
const MARGIN: f32 = 24.0;

/// What is side by side.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// All of them.
    pub groups: &'a Groups,
    /// The clinic.
    pub clinic: &'a Summary,
    /// As on the screen.
    pub comparison: &'a Comparison,
    /// How.
    pub look: Look,
}

/// Makes what is wanted and asks for it to be saved or copied; a sentence when it cannot be made.
pub(super) fn export(
    ctx: &Context,
    shown: Shown<'_>,
    workbook: &Workbook,
    what: What,
    out: &mut Vec<Request>,
) -> Result<(), String> {
    let title = title(shown.clinic, shown.look.by);
    let save = |kind: &str, ending: &str, bytes: Vec<u8>| Request::Save {
        name: name(shown, workbook, ending),
        bytes,
        what: format!("{kind} of {title}"),
        identified: false,
    };
    let scene = || picture(shown, workbook);
    let request = match what {
        What::Copy => Request::Copy(table(shown, workbook).to_tsv()),
        What::CopyPicture => {
            let picture = to_rgba(&scene(), &LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            let size = [picture.width as usize, picture.height as usize];
            ctx.copy_image(ColorImage::from_rgba_unmultiplied(size, &picture.pixels));
            return Ok(());
        }
        What::Csv => {
            let bytes = table(shown, workbook).to_csv_file();
            save("data", "csv", bytes)
        }
        What::Png => {
            let png = to_png(&scene(), &LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("picture", "png", png)
        }
        What::Svg => {
            let svg = to_svg(&scene(), &LIGHT, PIXELS_A_POINT).map_err(|e| e.to_string())?;
            save("picture", "svg", svg.into_bytes())
        }
    };
    out.push(request);
    Ok(())
}

/// "Patients at MED 90 or more by clinician".
pub(super) fn title(clinic: &Summary, by: By) -> String {
    format!("{} by {}", clinic.title, by.noun())
}

/// The chart with title, finding and footer, and white around it.
pub(super) fn picture(shown: Shown<'_>, workbook: &Workbook) -> Scene {
    let mut title = title(shown.clinic, shown.look.by);
    if let Some(month) = shown.comparison.month {
        let name = shown.clinic.series.period.name(month);
        let to = match shown.look.shape {
            Shape::Panels => "to ",
            Shape::Dots => "",
        };
        title = format!("{title}, {to}{name}");
    }
    let mut footer = vec![workbook.clinic.name.clone()];
    if shown.look.shape == Shape::Panels {
        footer.push(format!("Rule: {}", shown.clinic.rules.name()));
    }
    footer.push(shown.clinic.n_words(workbook));
    if shown.clinic.rests_on_dose() {
        footer.push(workbook.settings.factor_set.about().short_name.clone());
    }
    let k = workbook.settings.smallest_count_shown;
    footer.push(format!("Shows counts below {k}: for the clinic only"));
    footer.retain(|words| !words.is_empty());
    let notes = shown.comparison.notes.iter().map(String::as_str);
    let sentence = std::iter::once(shown.comparison.sentence.as_str()).chain(notes);
    let chart = shown.comparison.chart.surrounded(Surround {
        heading: Some(Heading {
            title,
            sentence: sentence.collect::<Vec<_>>().join(" "),
        }),
        footer: Some(footer.join(" · ")),
        margin: MARGIN,
    });
    let height = chart.least_height(SIZE.0, 1.0).max(SIZE.1);
    chart.lay_out(SIZE.0, height, 1.0).scene().clone()
}

/// One row a period of each; of the dots one row each.
fn table(shown: Shown<'_>, workbook: &Workbook) -> Table {
    let mut table = Table::new([
        "period_end",
        "measure",
        shown.look.by.noun(),
        "numerator",
        "denominator",
        "unknown",
        "value",
        "small",
    ]);
    let some = |value: Option<f64>| value.map(number).unwrap_or_default();
    let measure = column(shown.clinic.measure, workbook);
    let groups = shown.comparison.lines.iter();
    for group in groups.filter_map(|line| shown.groups.all.get(line.group)) {
        let points = group.summary.series.points.iter();
        let is_wanted = |end| shown.look.shape == Shape::Panels || shown.comparison.month == end;
        for point in points.filter(|p| is_wanted(Some(p.end))) {
            let is_small = group.is_small(Some(point));
            table.push([
                point.end.to_string(),
                measure.clone(),
                group.name.clone(),
                some(point.numerator),
                some(point.denominator),
                point.unknown.to_string(),
                some(point.value),
                if is_small { "yes" } else { "" }.to_owned(),
            ]);
        }
    }
    table
}

/// "`cedar_fork_clinic_by_clinician_med_ge90_2026-09.csv`".
fn name(shown: Shown<'_>, workbook: &Workbook, ending: &str) -> String {
    let month = shown.comparison.month;
    let month = month.map(|m| m.format("%Y-%m").to_string());
    let by = format!("by {}", shown.look.by.noun());
    let measure = column(shown.clinic.measure, workbook);
    let parts = [
        workbook.clinic.name.as_str(),
        &by,
        &measure,
        month.as_deref().unwrap_or_default(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    file_name(&parts, ending)
}
