//! Painted icons: a 16-point grid, one colour, 1.5-point stroke. The font has none of these signs.

mod glyphs;
mod path;

use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2};

pub use glyphs::{
    BandMark, Glyph, block_square, dose_bars, glyph, half_disc, logo, paint_block_square,
    paint_glyph, present_sign,
};

/// A sign of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name is the sign it paints")]
pub enum Icon {
    Check,
    Close,
    Plus,
    Minus,
    Down,
    Up,
    Right,
    Left,
    Search,
    Undo,
    Redo,
    Lock,
    Screen,
    Note,
    Flag,
    Calendar,
    Person,
    Warn,
    Info,
    Disk,
    Filter,
    Copy,
    Columns,
    Clock,
    Depends,
    More,
    Eye,
    EyeOff,
    Print,
    Folder,
    Contrast,
    Grip,
}

impl Icon {
    /// Every icon, for the gallery and tests.
    pub const ALL: [Self; 32] = [
        Self::Check,
        Self::Close,
        Self::Plus,
        Self::Minus,
        Self::Down,
        Self::Up,
        Self::Right,
        Self::Left,
        Self::Search,
        Self::Undo,
        Self::Redo,
        Self::Lock,
        Self::Screen,
        Self::Note,
        Self::Flag,
        Self::Calendar,
        Self::Person,
        Self::Warn,
        Self::Info,
        Self::Disk,
        Self::Filter,
        Self::Copy,
        Self::Columns,
        Self::Clock,
        Self::Depends,
        Self::More,
        Self::Eye,
        Self::EyeOff,
        Self::Print,
        Self::Folder,
        Self::Contrast,
        Self::Grip,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Check => "M3 8.5l3.2 3.2L13 4.8",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Minus => "M3 8h10",
            Self::Down => "M4 6l4 4 4-4",
            Self::Up => "M4 10l4-4 4 4",
            Self::Right => "M6 4l4 4-4 4",
            Self::Left => "M10 4l-4 4 4 4",
            Self::Search => "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4L14 14",
            Self::Undo => "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M6 3l-3 3l3 3",
            Self::Redo => "M13 6H6.5a3.5 3.5 0 0 0 0 7H10M10 3l3 3l-3 3",
            Self::Lock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::Screen => "M2 3h12v8H2zM5.5 14h5M8 11v3",
            Self::Note => "M3 2.5h10v11H3zM5.5 6h5M5.5 9h5",
            Self::Flag => "M4 14V2.5h8l-2 3 2 3H4",
            Self::Calendar => "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3",
            Self::Person => {
                "M8 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M3 13.5c.5-3 2.5-4 5-4c2.5 0 4.5 1 5 4"
            }
            Self::Warn => "M8 2.5L14.2 13.5H1.8zM8 6.5v3.5M8 11.6v.5",
            Self::Info => "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 7v4.5M8 4.6v.6",
            Self::Disk => "M2.5 5c0-3.3 11-3.3 11 0v6c0 3.3-11 3.3-11 0zM2.5 5c0 3.3 11 3.3 11 0",
            Self::Filter => "M2.5 3.5h11L9.5 8.5V13l-3-1.5v-3z",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Columns => "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
            Self::Clock => "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 4.5V8l2.5 1.5",
            Self::Depends => "M4 3v5a3 3 0 0 0 3 3h6M10 8l3 3-3 3",
            Self::Grip => "M5.8 3.8h.6M9.6 3.8h.6M5.8 8h.6M9.6 8h.6M5.8 12.2h.6M9.6 12.2h.6",
            Self::More => "M3.4 8h.9M7.6 8h.9M11.8 8h.9",
            Self::Eye => {
                "M1.5 8c1.5-3 3.8-4.5 6.5-4.5c2.7 0 5 1.5 6.5 4.5c-1.5 3-3.8 4.5-6.5 4.5\
                 c-2.7 0-5-1.5-6.5-4.5zM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4"
            }
            Self::EyeOff => {
                "M1.5 8c1.5-3 3.8-4.5 6.5-4.5c2.7 0 5 1.5 6.5 4.5c-1.5 3-3.8 4.5-6.5 4.5\
                 c-2.7 0-5-1.5-6.5-4.5zM2.5 13.5l11-11"
            }
            Self::Print => "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
            Self::Folder => "M2 4h4.5l1.5 2h6v7H2z",
            Self::Contrast => "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 2v12M8 5l5 0M8 8l6 0M8 11l5 0",
        }
    }
}

/// Paints `icon` centred on `center`; `size` is the side of its 16-point grid on the screen.
pub fn paint_icon(painter: &Painter, center: Pos2, icon: Icon, size: f32, color: Color32) {
    paint_icon_stroke(painter, center, icon, size, color, 1.5);
}

/// Like [`paint_icon`] with a stroke of `width` grid points; ticks in small boxes want 2.
pub fn paint_icon_stroke(
    painter: &Painter,
    center: Pos2,
    icon: Icon,
    size: f32,
    color: Color32,
    width: f32,
) {
    let scale = size / 16.0;
    let stroke = Stroke::new(width * scale, color);
    let corner = center - Vec2::splat(size / 2.0);
    for line in path::polylines(icon.path()) {
        let points: Vec<Pos2> = line
            .points
            .iter()
            .map(|point| corner + point.to_vec2() * scale)
            .collect();
        if line.closed {
            painter.add(Shape::closed_line(points, stroke));
            continue;
        }
        // Egui ends lines square; the look has round ends.
        for end in [points.first(), points.last()].into_iter().flatten() {
            painter.circle_filled(*end, stroke.width / 2.0, color);
        }
        painter.add(Shape::line(points, stroke));
    }
}

/// An icon as a piece of a layout; `size` in points on the screen. Not a control.
pub fn icon(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_icon(ui.painter(), rect.center(), icon, size, color);
    response
}

/// A square of `size` around `center`.
fn square(center: Pos2, size: f32) -> Rect {
    Rect::from_center_size(center, Vec2::splat(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_stays_on_its_grid() {
        for icon in Icon::ALL {
            let lines = path::polylines(icon.path());
            assert!(!lines.is_empty(), "{icon:?} paints nothing");
            for point in lines.iter().flat_map(|line| &line.points) {
                assert!(
                    (0.5..=15.5).contains(&point.x) && (0.5..=15.5).contains(&point.y),
                    "{icon:?} leaves the grid at {point:?}"
                );
            }
        }
    }

    #[test]
    fn no_two_icons_are_alike() {
        for (index, icon) in Icon::ALL.iter().enumerate() {
            for other in &Icon::ALL[index + 1..] {
                assert_ne!(icon.path(), other.path(), "{icon:?} and {other:?}");
            }
        }
    }
}
