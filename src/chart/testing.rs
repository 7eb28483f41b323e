//! What every laid out picture promises, checked for all charts alike.

use std::sync::Arc;

use resvg::usvg::{Options, Tree, fontdb};
use tiny_skia::{Pixmap, Transform};

use super::scene::{Item, Pos, Rect, Scene};
use super::text::{FALLBACK_TTF, REGULAR_TTF, STRONG_TTF};

/// Every text inside the frame, none empty, no two on each other.
pub(super) fn check_words(scene: &Scene) {
    let frame = scene.frame();
    let texts: Vec<_> = scene.texts().collect();
    for (index, text) in texts.iter().enumerate() {
        assert!(!text.content.is_empty());
        assert!(
            frame.contains(&text.bounds),
            "outside: {text:?} of {frame:?}"
        );
        for other in texts.iter().skip(index + 1) {
            assert!(
                !text.bounds.overlaps(&other.bounds),
                "{:?} {:?} lies on {:?} {:?}",
                text.content,
                text.bounds,
                other.content,
                other.bounds
            );
        }
    }
}

/// [`check_words`], and every line and mark inside the frame too.
pub(super) fn check_room(scene: &Scene) {
    check_words(scene);
    let frame = scene.frame();
    for item in &scene.items {
        let extent = match item {
            Item::Line { points, .. } | Item::Polygon { points, .. } => extent(points),
            Item::Box { rect, .. } => *rect,
            Item::Mark { at, radius, .. } => Rect::about(*at, *radius),
            Item::Text(_) => continue,
        };
        assert!(
            frame.grown(0.5).contains(&extent),
            "outside: {item:?} of {frame:?}"
        );
    }
}

/// Every text at least as large as the smallest legible one.
pub(super) fn check_legible(scene: &Scene, k: f32) {
    for text in scene.texts() {
        assert!(text.style.size >= 12.5 * k - 1e-3, "{text:?}");
    }
}

/// Sizes from a small card to a projected screen, each on the desk and on the wall.
pub(super) fn sizes() -> impl Iterator<Item = (f32, f32, f32)> {
    let widths = [520.0_f32, 700.0, 968.0, 1320.0, 1900.0];
    let heights = [300.0_f32, 440.0, 620.0, 1000.0];
    let both = widths
        .into_iter()
        .flat_map(move |w| heights.map(|h| (w, h)));
    both.flat_map(|(w, h)| [(w, h, 1.0), (w, h, 1.73)])
}

fn extent(points: &[Pos]) -> Rect {
    let start = Rect::new(f32::MAX, f32::MAX, f32::MIN, f32::MIN);
    points.iter().fold(start, |rect, (x, y)| {
        Rect::new(
            rect.left.min(*x),
            rect.top.min(*y),
            rect.right.max(*x),
            rect.bottom.max(*y),
        )
    })
}

/// An SVG as another program shows it, with the bundled fonts.
pub(super) fn picture_of_svg(svg: &str) -> Pixmap {
    let mut fonts = fontdb::Database::new();
    for bytes in [REGULAR_TTF, STRONG_TTF, FALLBACK_TTF] {
        fonts.load_font_data(bytes.to_vec());
    }
    fonts.set_sans_serif_family("DejaVu Sans");
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap
}
