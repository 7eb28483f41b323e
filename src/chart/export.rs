//! Scenes as files: SVG text and PNG bytes.

use std::fmt;

use plotters::prelude::{IntoDrawingArea, SVGBackend};
use tiny_skia::Pixmap;

use super::draw::{draw, plotters_colour};
use super::palette::Palette;
use super::raster;
use super::scene::Scene;

/// Units a point has inside the SVG: its coordinates are whole numbers.
const UNITS: f32 = 20.0;

/// The longest side of a picture in pixels.
const LONGEST_SIDE: f32 = 16_384.0;

/// Why a picture could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartError {
    /// The size is zero or beyond what a picture may have.
    Size,
    /// The drawing failed.
    Drawing(String),
    /// The picture could not be written as PNG.
    Encoding(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size => write!(
                to,
                "The picture was not made: its sides must be between 1 and {LONGEST_SIDE} pixels. Choose another size."
            ),
            Self::Drawing(why) => write!(
                to,
                "The picture was not made: drawing failed ({why}). Save it as SVG instead."
            ),
            Self::Encoding(why) => write!(
                to,
                "The picture was not made: it could not be written as PNG ({why}). Save it as SVG instead."
            ),
        }
    }
}

impl std::error::Error for ChartError {}

/// The scene as an SVG of `width × scale` by `height × scale`, on the palette's surface.
pub fn to_svg(scene: &Scene, palette: &Palette, scale: f32) -> Result<String, ChartError> {
    let (width, height) = pixel_size(scene, scale)?;
    let units = |points: f32| (points * UNITS).ceil().max(1.0) as u32;
    let (unit_width, unit_height) = (units(scene.width), units(scene.height));
    let mut drawn = String::new();
    {
        let area =
            SVGBackend::with_string(&mut drawn, (unit_width, unit_height)).into_drawing_area();
        let failed = |error: &dyn fmt::Display| ChartError::Drawing(error.to_string());
        area.fill(&plotters_colour(palette.surface))
            .map_err(|error| failed(&error))?;
        draw(&area, scene, palette, UNITS).map_err(|error| failed(&error))?;
        area.present().map_err(|error| failed(&error))?;
    }
    let body = drawn.split_once('>').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {unit_width} {unit_height}\" stroke-linejoin=\"round\">{body}"
    ))
}

/// The scene as a PNG, `scale` pixels a point (2 for a slide or a page).
pub fn to_png(scene: &Scene, palette: &Palette, scale: f32) -> Result<Vec<u8>, ChartError> {
    encode(&rasterise(scene, palette, scale)?)
}

/// A picture as pixels: red, green, blue, alpha, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel.
    pub pixels: Vec<u8>,
}

/// The scene as pixels, for the clipboard.
pub fn to_rgba(scene: &Scene, palette: &Palette, scale: f32) -> Result<Pixels, ChartError> {
    let pixmap = rasterise(scene, palette, scale)?;
    Ok(Pixels {
        width: pixmap.width(),
        height: pixmap.height(),
        // The ground is opaque, so that nothing is to be divided by alpha.
        pixels: pixmap.data().to_vec(),
    })
}

/// PNG bytes without alpha (the ground is opaque), with the fast compression: a third of the time
/// of the default, for a file that is as small, since charts are mostly one colour.
fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, ChartError> {
    let failed = |error: png::EncodingError| ChartError::Encoding(error.to_string());
    let colours = pixmap.pixels().iter();
    let bytes: Vec<u8> = colours
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}

/// The scene as pixels.
fn rasterise(scene: &Scene, palette: &Palette, scale: f32) -> Result<Pixmap, ChartError> {
    let size = pixel_size(scene, scale)?;
    raster::rasterise(scene, palette, size, scale).ok_or(ChartError::Size)
}

fn pixel_size(scene: &Scene, scale: f32) -> Result<(u32, u32), ChartError> {
    let side = |points: f32| {
        let pixels = (points * scale).round();
        (1.0..=LONGEST_SIDE)
            .contains(&pixels)
            .then_some(pixels as u32)
            .ok_or(ChartError::Size)
    };
    Ok((side(scene.width)?, side(scene.height)?))
}

#[cfg(test)]
mod tests {
    use super::super::ink::Ink;
    use super::super::palette::{DARK, LIGHT, Rgb};
    use super::super::scene::{AlignX, AlignY, Item, Rect, Text};
    use super::super::testing::picture_of_svg;
    use super::super::text::TextStyle;
    use super::*;

    fn scene_with(text: &str) -> Scene {
        let mut scene = Scene::new(200.0, 60.0);
        scene.fill(Rect::new(10.0, 50.0, 190.0, 55.0), Ink::Improvement);
        scene.items.push(Item::Text(Text::new(
            (100.0, 30.0),
            (AlignX::Centre, AlignY::Baseline),
            TextStyle::strong(12.5),
            Ink::Text,
            text,
        )));
        scene
    }

    #[test]
    fn an_svg_names_its_size_and_keeps_text_as_text() {
        let svg = to_svg(&scene_with("a < b & \"c\""), &LIGHT, 2.0).unwrap();
        assert!(svg.starts_with("<svg "), "{svg}");
        assert!(svg.contains("width=\"400\" height=\"120\" viewBox=\"0 0 4000 1200\""));
        assert!(svg.contains("a &lt; b &amp; &quot;c&quot;"));
        assert!(svg.contains("Atkinson Hyperlegible Next"));
        assert_eq!(svg.matches("<svg").count(), 1);
    }

    /// Left, top, right and bottom of the dark pixels above the bar.
    fn inked(pixmap: &Pixmap) -> (u32, u32, u32, u32) {
        let mut found = (u32::MAX, u32::MAX, 0, 0);
        for y in 0..90 {
            for x in 0..pixmap.width() {
                if pixmap.pixel(x, y).unwrap().red() < 128 {
                    found = (
                        found.0.min(x),
                        found.1.min(y),
                        found.2.max(x),
                        found.3.max(y),
                    );
                }
            }
        }
        found
    }

    #[test]
    fn a_drawn_text_covers_the_box_it_was_measured_with() {
        let scene = scene_with("Hxp 90 Median");
        let pixmap = rasterise(&scene, &LIGHT, 2.0).unwrap();
        let bounds = scene.texts().next().unwrap().bounds;
        let (left, top, right, bottom) = inked(&pixmap);
        let measured = [bounds.left, bounds.right].map(|x| x * 2.0);
        assert!(
            (left as f32 - measured[0]).abs() < 4.0,
            "{left} {measured:?}"
        );
        assert!(
            (right as f32 - measured[1]).abs() < 4.0,
            "{right} {measured:?}"
        );
        assert!(top as f32 >= bounds.top * 2.0 && bottom as f32 <= bounds.bottom * 2.0);
        // The baseline is at 30 points: a capital stands on it, a descender goes below.
        assert!((41..=45).contains(&top), "{top}");
        assert!((60..=66).contains(&bottom), "{bottom}");
    }

    #[test]
    fn a_png_looks_as_its_svg_does() {
        for palette in [LIGHT, DARK] {
            let scene = super::super::run_chart::tests::design_chart()
                .lay_out(968.0, 464.0, 1.0)
                .scene;
            let ours = rasterise(&scene, &palette, 2.0).unwrap();
            let theirs = picture_of_svg(&to_svg(&scene, &palette, 2.0).unwrap());
            assert_eq!(
                (ours.width(), ours.height()),
                (theirs.width(), theirs.height())
            );
            let off: Vec<u32> = ours
                .data()
                .iter()
                .zip(theirs.data())
                .map(|(a, b)| u32::from(a.abs_diff(*b)))
                .collect();
            let mean = f64::from(off.iter().sum::<u32>()) / off.len() as f64;
            let far = off.iter().filter(|off| **off > 64).count() as f64 / off.len() as f64;
            assert!(mean < 0.4, "mean difference {mean:.3}");
            assert!(far < 0.002, "share of far pixels {far:.5}");
        }
    }

    #[test]
    fn a_png_is_on_white_and_has_the_colours_of_the_palette() {
        let scene = scene_with("x");
        let bytes = to_png(&scene, &LIGHT, 2.0).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"));
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let size = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((size.width, size.height), (400, 120));
        let at = |x: usize, y: usize| {
            let from = (y * 400 + x) * 3;
            Rgb(pixels[from], pixels[from + 1], pixels[from + 2])
        };
        assert_eq!(at(1, 1), Rgb(255, 255, 255));
        assert_eq!(at(200, 105), LIGHT.improvement);
    }

    #[test]
    fn a_picture_without_a_size_is_refused_in_a_sentence() {
        let error = to_png(&Scene::new(0.0, 10.0), &LIGHT, 2.0).unwrap_err();
        assert_eq!(error, ChartError::Size);
        assert!(error.to_string().ends_with("Choose another size."));
        assert!(to_svg(&Scene::new(f32::NAN, 10.0), &LIGHT, 2.0).is_err());
    }
}
