//! What painting a scene on the window promises.

use egui::{FontData, FontDefinitions, RawInput};

use super::*;
use crate::chart::Ink;
use crate::chart::palette::LIGHT;
use crate::chart::scene::{AlignX, AlignY, Item, Rect as SceneRect, Text};
use crate::chart::text::{FALLBACK_TTF, REGULAR_TTF, STRONG_TTF, TextStyle};

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files = [
        ("text", REGULAR_TTF),
        ("strong", STRONG_TTF),
        ("rest", FALLBACK_TTF),
    ];
    for (name, bytes) in files {
        let data = FontData::from_static(bytes);
        fonts.font_data.insert(name.to_owned(), data.into());
    }
    for name in ["text", "strong"] {
        let family = vec![name.to_owned(), "rest".to_owned()];
        fonts.families.insert(FontFamily::Name(name.into()), family);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["text".to_owned()]);
    }
    fonts
}

/// Paints the scene at (10, 20) and returns the shapes.
fn painted(scene: &Scene) -> Vec<Shape> {
    let context = egui::Context::default();
    context.set_fonts(fonts());
    let mut shapes = Vec::new();
    // New fonts hold from the second frame.
    for _ in 0..2 {
        let mut output = context.run_ui(RawInput::default(), |ui| {
            paint(ui.painter(), Pos2::new(10.0, 20.0), scene, &LIGHT);
        });
        output.textures_delta.clear();
        shapes = output
            .shapes
            .into_iter()
            .map(|clipped| clipped.shape)
            .collect();
    }
    shapes
}

fn scene_of(words: &str, align: AlignX, style: TextStyle) -> Scene {
    let mut scene = Scene::new(300.0, 100.0);
    let hang = (align, AlignY::Baseline);
    let text = Text::new((150.0, 50.0), hang, style, Ink::Goal, words);
    scene.items.push(Item::Text(text));
    scene
}

#[test]
fn text_is_painted_where_it_was_measured() {
    let styles = [TextStyle::regular(12.5), TextStyle::strong(21.6)];
    let aligns = [AlignX::Left, AlignX::Centre, AlignX::Right];
    for (style, align) in styles
        .iter()
        .flat_map(|s| aligns.iter().map(move |a| (*s, *a)))
    {
        let scene = scene_of("Goal 10 % by 2027-03-31", align, style);
        let measured = scene.texts().next().unwrap().bounds;
        let shapes = painted(&scene);
        let found = shapes.iter().find_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        });
        let text = found.expect("a text is painted");
        let width = text.galley.size().x;
        assert!(
            (width - measured.width()).abs() < 0.02 * width + 1.0,
            "{width} {measured:?}"
        );
        assert!((text.pos.x - 10.0 - measured.left).abs() < 0.02 * width + 1.0);
        let row = &text.galley.rows[0];
        let baseline = text.pos.y + row.pos.y + row.glyphs[0].pos.y;
        assert!((baseline - 70.0).abs() < 0.6, "{baseline}");
    }
}

#[test]
fn shapes_have_the_colours_and_places_of_the_scene() {
    let mut scene = Scene::new(300.0, 100.0);
    scene.fill(SceneRect::new(1.5, 2.0, 30.0, 40.0), Ink::Improvement);
    let shapes = painted(&scene);
    let rect = shapes.iter().find_map(|shape| match shape {
        Shape::Rect(rect) if rect.fill == Color32::from_rgb(0x15, 0x65, 0xB8) => Some(rect.rect),
        _ => None,
    });
    let expected = Rect::from_min_max(Pos2::new(11.5, 22.0), Pos2::new(40.0, 60.0));
    assert_eq!(rect, Some(expected));
}

#[test]
fn a_polygon_with_a_dent_is_filled_exactly() {
    let at = |x: f32, y: f32| Pos2::new(x, y);
    let dented = [
        at(0., 0.),
        at(10., 0.),
        at(10., 10.),
        at(5., 4.),
        at(0., 10.),
    ];
    assert!(!is_convex(&dented));
    assert!(is_convex(&dented[..3]));
    for corners in [dented.to_vec(), dented.iter().rev().copied().collect()] {
        let mesh = clip_ears(&corners, Color32::BLACK);
        let corner = |index: &u32| mesh.vertices[*index as usize].pos;
        let triangles = mesh.indices.chunks(3);
        let area: f32 = triangles
            .map(|t| turn(corner(&t[0]), corner(&t[1]), corner(&t[2])).abs() / 2.0)
            .sum();
        assert!((area - 70.0).abs() < 1e-3, "{area}");
    }
}
