//! Positions and rectangles of a picture, in points from its upper left corner.

/// A position in points from the upper left corner: x, y.
pub type Pos = (f32, f32);

/// A rectangle in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Rect {
    /// A rectangle from its edges.
    pub const fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// A square about a point.
    pub fn about((x, y): Pos, radius: f32) -> Self {
        Self::new(x - radius, y - radius, x + radius, y + radius)
    }

    /// Width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Its middle.
    pub fn middle(&self) -> Pos {
        (
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    /// Grown by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::new(
            self.left - by,
            self.top - by,
            self.right + by,
            self.bottom + by,
        )
    }

    /// The same rectangle `x` farther right and `y` farther down.
    #[must_use]
    pub fn moved(&self, x: f32, y: f32) -> Self {
        Self::new(self.left + x, self.top + y, self.right + x, self.bottom + y)
    }

    /// Whether the two share an area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies within, a hundredth of a point allowed for rounding.
    pub fn contains(&self, other: &Self) -> bool {
        let slack = 0.01;
        other.left >= self.left - slack
            && other.right <= self.right + slack
            && other.top >= self.top - slack
            && other.bottom <= self.bottom + slack
    }

    /// Whether a straight line from `a` to `b` meets the rectangle.
    pub fn meets_line(&self, a: Pos, b: Pos) -> bool {
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        let slabs = [
            (a.0, b.0 - a.0, self.left, self.right),
            (a.1, b.1 - a.1, self.top, self.bottom),
        ];
        for (from, step, low, high) in slabs {
            if step.abs() < 1e-6 {
                if from <= low || from >= high {
                    return false;
                }
                continue;
            }
            let (one, two) = ((low - from) / step, (high - from) / step);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        enter < leave
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_meets_a_box_only_where_it_passes_through() {
        let square = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(square.meets_line((-5.0, 5.0), (15.0, 5.0)));
        assert!(square.meets_line((2.0, 2.0), (3.0, 3.0)));
        assert!(!square.meets_line((-5.0, 5.0), (-1.0, 5.0)));
        assert!(!square.meets_line((0.0, 12.0), (12.0, 11.0)));
        assert!(!square.meets_line((-2.0, 2.0), (2.0, -3.0)));
    }
}
