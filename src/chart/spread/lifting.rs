//! How high each stack of dots begins, so that labels pass over their neighbours.

use super::field::{Field, Side, label_style};
use super::ground::Ground;
use super::stacks::Stack;
use crate::chart::place::Room;
use crate::chart::scene::{AlignX, Pos, Rect};
use crate::chart::text::{ASCENT, CAP_HEIGHT, DESCENT, width};

/// Distance of two dots of a stack in design points where there is room.
const PITCH: f32 = 36.0;
/// The same when no more than [`FEW`] rows are in use.
const WIDE_PITCH: f32 = 56.0;
const FEW: usize = 3;
/// How many rows a stack may be lifted for its labels.
const MOST_LIFT: usize = 6;
/// With more labels than these, stacks stay on the axis.
const MANY: usize = 36;
/// What a lost label weighs, compared to one that lies on the former median's line.
const LOST: usize = 100;

/// Where the stacks begin, and in which order their labels are placed.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Heights and size of the dots.
    pub field: Field,
    /// Lowest row of each stack.
    pub bases: Vec<usize>,
    /// Order in which labels are placed: positions of the stacks.
    pub order: Vec<usize>,
    /// The side tried first.
    pub side: Side,
}

/// Plans to choose from. In all of them the stacks stand on the axis or are lifted as little as
/// lets their labels pass over their neighbours; they differ in who comes first.
pub(super) fn plans(
    room: &Room,
    ground: &Ground,
    area: Rect,
    stacks: &[Stack],
    k: f32,
) -> Vec<Plan> {
    let tallest = stacks.iter().map(|stack| stack.entries.len()).max();
    let field = Field::new(area, ground.slot, tallest.unwrap_or(1), PITCH * k, k);
    let up: Vec<usize> = (0..stacks.len()).collect();
    let down: Vec<usize> = up.iter().rev().copied().collect();
    let entries = stacks.iter().flat_map(|stack| &stack.entries);
    let labels = entries.filter(|entry| entry.words.is_some()).count();
    let most_lift = if labels > MANY { 0 } else { MOST_LIFT };
    let ways = [
        (&up, Side::Right),
        (&down, Side::Left),
        (&down, Side::Right),
        (&up, Side::Left),
    ];
    let plan = |(order, side): (&Vec<usize>, Side)| {
        let lifting = Lifting {
            room,
            ground,
            field,
            side,
            k,
        };
        let bases = lifting.bases(stacks, order, most_lift);
        let ends = stacks.iter().zip(&bases);
        let rows = ends.map(|(stack, base)| stack.entries.len() + base).max();
        let rows = rows.unwrap_or(1);
        let pitch = if rows <= FEW { WIDE_PITCH } else { PITCH };
        let wide = Field::new(area, ground.slot, rows, pitch * k, k);
        // Wider apart, but no larger: labels found their room beside dots of this size.
        let radius = field.radius.min(wide.radius);
        Plan {
            field: Field { radius, ..wide },
            bases,
            order: order.clone(),
            side,
        }
    };
    // So many labels find no room by trying more.
    let tries = if labels > MANY { 1 } else { ways.len() };
    ways.into_iter().take(tries).map(plan).collect()
}

/// Finding the lowest row of each stack.
struct Lifting<'a> {
    room: &'a Room,
    ground: &'a Ground,
    field: Field,
    side: Side,
    k: f32,
}

/// Labels by their widths, and what a stack would take at some height.
#[derive(Default)]
struct Taken {
    dots: Vec<Rect>,
    labels: Vec<Rect>,
}

impl Lifting<'_> {
    fn bases(&self, stacks: &[Stack], order: &[usize], most_lift: usize) -> Vec<usize> {
        let mut bases = vec![0; stacks.len()];
        let mut taken = Taken::default();
        for index in order {
            let Some(stack) = stacks.get(*index) else {
                continue;
            };
            let spare = self.field.rows.saturating_sub(stack.entries.len());
            let mut best: Option<(usize, usize, Taken)> = None;
            for base in 0..=spare.min(most_lift) {
                let (cost, wanted) = self.at(stack, base, &taken);
                if best.as_ref().is_none_or(|(least, _, _)| cost < *least) {
                    best = Some((cost, base, wanted));
                }
                if cost == 0 {
                    break;
                }
            }
            if let Some((_, base, wanted)) = best {
                if let Some(slot) = bases.get_mut(*index) {
                    *slot = base;
                }
                let is_kept = |label: &Rect| !wanted.dots.iter().any(|dot| dot.overlaps(label));
                taken.labels.retain(is_kept);
                taken.dots.extend(wanted.dots);
                taken.labels.extend(wanted.labels);
            }
        }
        bases
    }

    /// What beginning at `base` costs in labels lost or on a line, and what the stack takes there.
    fn at(&self, stack: &Stack, base: usize, taken: &Taken) -> (usize, Taken) {
        let x = self.ground.x(f64::from(stack.score));
        let mut wanted = Taken::default();
        for row in 0..stack.entries.len() {
            let at = (x, self.field.y(base + row));
            wanted.dots.push(Rect::about(at, self.field.radius));
        }
        let is_hit = |label: &&Rect| wanted.dots.iter().any(|dot| dot.overlaps(label));
        let mut cost = taken.labels.iter().filter(is_hit).count() * LOST;
        for (row, entry) in stack.entries.iter().enumerate() {
            let Some(words) = &entry.words else { continue };
            let at = (x, self.field.y(base + row));
            let across = width(words, label_style(self.k));
            let sides = self.side.both().into_iter();
            let is_free = |label: &Rect| {
                self.room.is_free(label)
                    && ![&taken.dots, &taken.labels, &wanted.dots, &wanted.labels]
                        .into_iter()
                        .flatten()
                        .any(|other| other.overlaps(label))
            };
            let boxes = sides
                .map(|side| self.label(at, side, across))
                .filter(is_free);
            let crossed = boxes.map(|label| (self.room.crossings(&label), label));
            match crossed.min_by_key(|(crossings, _)| *crossings) {
                Some((crossings, label)) => {
                    cost += crossings;
                    wanted.labels.push(label);
                }
                None => cost += LOST,
            }
        }
        (cost, wanted)
    }

    /// The box of a label beside a dot.
    fn label(&self, at: Pos, side: Side, across: f32) -> Rect {
        let em = label_style(self.k).size;
        let ((x, y), align) = side.hang(at, self.field.radius, self.k);
        let left = if align == AlignX::Left { x } else { x - across };
        let baseline = y + em * CAP_HEIGHT / 2.0;
        Rect::new(
            left,
            baseline - em * ASCENT,
            left + across,
            baseline + em * DESCENT,
        )
    }
}
