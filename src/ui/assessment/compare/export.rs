//! The pictures on white and the numbers as a table, for saving and copying.

use super::pictures::{dumbbell, radar};
use super::table;
use crate::chart::Scene;
use crate::chart::export::{to_png, to_svg};
use crate::chart::page::{Heading, Surround};
use crate::domain::assessment::comparison::{Comparison, Order};
use crate::export::file_name;
use crate::ui::request::Request;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    ItemsPng,
    ItemsSvg,
    RadarPng,
    RadarSvg,
    Csv,
    Copy,
}

impl What {
    /// All choices with their words, in the order of the menu.
    pub(super) const ALL: [(&'static str, Self); 6] = [
        ("Items, picture PNG", Self::ItemsPng),
        ("Items, picture SVG", Self::ItemsSvg),
        ("Blocks, picture PNG", Self::RadarPng),
        ("Blocks, picture SVG", Self::RadarSvg),
        ("Results table, CSV", Self::Csv),
        ("Copy results table", Self::Copy),
    ];
}

/// Size of a picture in points, drawn two pixels a point: items tall, blocks as a slide.
const ITEMS: (f32, f32) = (1000.0, 900.0);
const BLOCKS: (f32, f32) = (1280.0, 720.0);
const PIXELS_A_POINT: f32 = 2.0;
/// White around a picture that leaves the window, in points.
const MARGIN: f32 = 24.0;

/// Makes what is wanted and asks for it to be saved or copied; a sentence when it cannot be made.
pub(super) fn export(
    data: &Comparison,
    what: What,
    (order, clinic): (Order, &str),
    out: &mut Vec<Request>,
) -> Result<(), String> {
    let of = |what: &str, ending: &str| {
        let name = format!("self assessment {what}");
        file_name(&[clinic, &name], ending)
    };
    let save = |kind: &str, ending: &str, bytes: Vec<u8>| Request::Save {
        name: of(kind, ending),
        bytes,
        what: format!("{kind} of the self-assessment"),
        identified: false,
    };
    let png = |scene: &Scene| to_png(scene, &crate::chart::LIGHT, PIXELS_A_POINT);
    let svg = |scene: &Scene| to_svg(scene, &crate::chart::LIGHT, PIXELS_A_POINT);
    let request = match what {
        What::ItemsPng => {
            let bytes = png(&items(data, order, clinic)).map_err(|e| e.to_string())?;
            save("items", "png", bytes)
        }
        What::ItemsSvg => {
            let text = svg(&items(data, order, clinic)).map_err(|e| e.to_string())?;
            save("items", "svg", text.into_bytes())
        }
        What::RadarPng => {
            let bytes = png(&blocks(data, clinic)).map_err(|e| e.to_string())?;
            save("blocks", "png", bytes)
        }
        What::RadarSvg => {
            let text = svg(&blocks(data, clinic)).map_err(|e| e.to_string())?;
            save("blocks", "svg", text.into_bytes())
        }
        What::Csv => save("results", "csv", table::exported(data).to_csv_file()),
        What::Copy => Request::Copy(table::exported(data).to_tsv()),
    };
    out.push(request);
    Ok(())
}

fn surround(data: &Comparison, title: &str, clinic: &str) -> Surround {
    Surround {
        heading: Some(Heading {
            title: title.to_owned(),
            sentence: data.finding(),
        }),
        footer: Some(format!(
            "{clinic} · means of {} · level boundaries at 4, 7 and 10",
            data.which.label().to_lowercase()
        )),
        margin: MARGIN,
    }
}

fn items(data: &Comparison, order: Order, clinic: &str) -> Scene {
    let mut chart = dumbbell(data, order);
    chart.surround = surround(data, "Self-assessment, all items", clinic);
    let height = ITEMS.1.max(chart.least_height(1.0));
    chart.lay_out(ITEMS.0, height, 1.0).scene
}

fn blocks(data: &Comparison, clinic: &str) -> Scene {
    let mut chart = radar(data);
    chart.surround = surround(data, "Self-assessment, the six blocks", clinic);
    chart.lay_out(BLOCKS.0, BLOCKS.1, 1.0).scene
}
