//! A small reader of SVG path data: `M m L l H h V v C c A a Z z`, circular arcs only.

use egui::{Pos2, Vec2, pos2, vec2};

/// One run of connected points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Polyline {
    /// The points in order; curves are already flattened.
    pub points: Vec<Pos2>,
    /// Whether the last point joins the first.
    pub closed: bool,
}

/// Segments a full circle is flattened into; enough for a 16-point icon at three times its size.
const CIRCLE_SEGMENTS: f32 = 28.0;
const CURVE_SEGMENTS: usize = 10;

/// Reads path data into polylines. A command it does not know ends the reading.
pub(super) fn polylines(data: &str) -> Vec<Polyline> {
    let mut pen = Pen::default();
    let mut rest = data;
    let mut command = ' ';
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_ascii_alphabetic() {
            command = first;
            rest = rest.get(1..).unwrap_or_default();
        }
        if command.eq_ignore_ascii_case(&'z') {
            pen.close();
            command = ' ';
            continue;
        }
        let Some(numbers) = take_numbers(&mut rest, argument_count(command)) else {
            break;
        };
        pen.draw(command, &numbers);
        // Further pairs after a move are lines.
        command = match command {
            'M' => 'L',
            'm' => 'l',
            other => other,
        };
    }
    pen.finish()
}

fn argument_count(command: char) -> usize {
    match command.to_ascii_lowercase() {
        'm' | 'l' => 2,
        'h' | 'v' => 1,
        'c' => 6,
        'a' => 7,
        _ => 0,
    }
}

/// The next `count` numbers of `rest`; `None` where there are fewer or none are wanted.
fn take_numbers(rest: &mut &str, count: usize) -> Option<Vec<f32>> {
    let mut numbers = Vec::with_capacity(count);
    for _ in 0..count {
        let text = rest.trim_start_matches([' ', ',']);
        let mut seen_dot = false;
        let end = text
            .char_indices()
            .find(|&(at, sign)| match sign {
                '-' => at > 0,
                '.' => std::mem::replace(&mut seen_dot, true),
                _ => !sign.is_ascii_digit(),
            })
            .map_or(text.len(), |(at, _)| at);
        let (number, tail) = text.split_at_checked(end)?;
        numbers.push(number.parse().ok()?);
        *rest = tail;
    }
    (!numbers.is_empty()).then_some(numbers)
}

#[derive(Default)]
struct Pen {
    at: Pos2,
    start: Pos2,
    current: Polyline,
    done: Vec<Polyline>,
}

impl Pen {
    fn draw(&mut self, command: char, numbers: &[f32]) {
        let origin = if command.is_ascii_lowercase() {
            self.at
        } else {
            Pos2::ZERO
        };
        match (command.to_ascii_lowercase(), numbers) {
            ('m', &[x, y]) => {
                self.lift();
                self.at = origin + vec2(x, y);
                self.start = self.at;
                self.current.points.push(self.at);
            }
            ('l', &[x, y]) => self.line_to(origin + vec2(x, y)),
            ('h', &[x]) => self.line_to(pos2(origin.x + x, self.at.y)),
            ('v', &[y]) => self.line_to(pos2(self.at.x, origin.y + y)),
            ('c', &[x1, y1, x2, y2, x, y]) => {
                self.curve_to(origin, vec2(x1, y1), vec2(x2, y2), vec2(x, y));
            }
            ('a', &[radius, _, _, large, sweep, x, y]) => {
                self.arc_to(radius, large > 0.5, sweep > 0.5, origin + vec2(x, y));
            }
            _ => {}
        }
    }

    fn line_to(&mut self, to: Pos2) {
        if self.current.points.is_empty() {
            self.current.points.push(self.at);
        }
        self.at = to;
        self.current.points.push(to);
    }

    fn curve_to(&mut self, origin: Pos2, c1: Vec2, c2: Vec2, end: Vec2) {
        let (p0, p1, p2, p3) = (self.at, origin + c1, origin + c2, origin + end);
        for step in 1..=CURVE_SEGMENTS {
            let t = step as f32 / CURVE_SEGMENTS as f32;
            let u = 1.0 - t;
            let point = p0.to_vec2() * u * u * u
                + p1.to_vec2() * 3.0 * u * u * t
                + p2.to_vec2() * 3.0 * u * t * t
                + p3.to_vec2() * t * t * t;
            self.line_to(point.to_pos2());
        }
    }

    fn arc_to(&mut self, radius: f32, large: bool, sweep: bool, to: Pos2) {
        let from = self.at;
        let half = (to - from) / 2.0;
        let reach = (radius * radius - half.length_sq()).max(0.0).sqrt();
        let normal = half.rot90().normalized();
        let side = if large == sweep { 1.0 } else { -1.0 };
        let center = from + half + normal * reach * side * -1.0;
        let start = (from - center).angle();
        let mut turn = (to - center).angle() - start;
        let full = std::f32::consts::TAU;
        if sweep && turn <= 0.0 {
            turn += full;
        } else if !sweep && turn >= 0.0 {
            turn -= full;
        }
        let steps = (turn.abs() / full * CIRCLE_SEGMENTS).ceil().max(1.0) as usize;
        for step in 1..steps {
            let angle = start + turn * step as f32 / steps as f32;
            self.line_to(center + Vec2::angled(angle) * (from - center).length());
        }
        self.line_to(to);
    }

    fn close(&mut self) {
        self.current.closed = true;
        self.lift();
        self.at = self.start;
    }

    fn lift(&mut self) {
        let line = std::mem::take(&mut self.current);
        if line.points.len() > 1 {
            self.done.push(line);
        }
    }

    fn finish(mut self) -> Vec<Polyline> {
        self.lift();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_may_touch() {
        let lines = polylines("M8 11.6v.4M4 6l4 4 4-4");
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].points, [pos2(8.0, 11.6), pos2(8.0, 12.0)]);
        assert_eq!(
            lines[1].points,
            [pos2(4.0, 6.0), pos2(8.0, 10.0), pos2(12.0, 6.0)]
        );
    }

    #[test]
    fn a_rectangle_closes() {
        let lines = polylines("M3.5 7.5h9v6h-9z");
        assert_eq!(lines.len(), 1);
        assert!(lines[0].closed);
        assert_eq!(lines[0].points.last(), Some(&pos2(3.5, 13.5)));
    }

    #[test]
    fn two_half_arcs_are_a_circle() {
        let lines = polylines("M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12");
        for point in &lines[0].points {
            assert!(
                ((*point - pos2(8.0, 8.0)).length() - 6.0).abs() < 0.01,
                "{point:?}"
            );
        }
        let left = lines[0].points.iter().any(|p| p.x < 2.1);
        let right = lines[0].points.iter().any(|p| p.x > 13.9);
        assert!(left && right);
    }

    #[test]
    fn an_arc_bends_the_way_its_sweep_says() {
        // From (9.5, 6) to (9.5, 13), clockwise on the screen: bulges to the right.
        let lines = polylines("M9.5 6a3.5 3.5 0 0 1 0 7");
        assert!(lines[0].points.iter().any(|p| p.x > 12.9));
        let other = polylines("M6.5 6a3.5 3.5 0 0 0 0 7");
        assert!(other[0].points.iter().any(|p| p.x < 3.1));
    }

    #[test]
    fn an_unknown_command_ends_the_reading() {
        assert_eq!(polylines("M0 0h4Q1 1 2 2").len(), 1);
        assert!(polylines("").is_empty());
    }
}
