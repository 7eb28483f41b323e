//! The dots of the spread with their labels.

use super::field::{Field, Side, label_style, most_in_stack};
use super::ground::Ground;
use super::lifting::{Plan, plans};
use super::medians::{self, Lines};
use super::stacks::{Entry, Stack, stacks};
use super::{Dot, PlacedDot, Spread};
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::place::Room;
use crate::chart::scene::{AlignX, AlignY, Item, MarkShape, Pos, Rect, Scene, Text};
use crate::chart::text::TextStyle;

/// Labels placed by a plan, and the positions of the dots it leaves without.
struct Labels {
    texts: Vec<Text>,
    /// How many of them lie on the former median's line.
    crossings: usize,
    unlabelled: Vec<usize>,
}

/// Draws every dot on the scale over the lines of the medians. Returns where the dots are, and
/// which of those that have a label go without.
pub(super) fn dots(
    page: &mut Page,
    ground: &Ground,
    spread: &Spread,
    lines: &Lines,
) -> (Vec<PlacedDot>, Vec<usize>) {
    let k = page.k;
    let mut area = ground.plot;
    area.top = (lines.end + 3.0 * k)
        .min(area.bottom - 10.0 * k)
        .max(area.top);
    let stacks = stacks(spread, most_in_stack(area, k));
    if stacks.is_empty() {
        medians::draw(page, ground, lines, &[]);
        nothing(page, area);
        return (Vec::new(), Vec::new());
    }
    let cost = |(plan, labels): &(Plan, Labels)| {
        let lift: usize = plan.bases.iter().sum();
        (labels.unlabelled.len(), labels.crossings, lift)
    };
    let plans = plans(&page.room, ground, area, &stacks, k).into_iter();
    let tried = plans.map(|plan| {
        let labels = labels(&page.room, ground, &stacks, &plan, k);
        (plan, labels)
    });
    let Some((plan, labels)) = tried.min_by_key(cost) else {
        return (Vec::new(), Vec::new());
    };
    medians::draw(page, ground, lines, &labels.texts);
    let mut placed = Vec::new();
    for (at, entry) in positions(ground, &stacks, &plan) {
        draw(&mut page.scene, at, entry.is_shared, plan.field, k);
        page.room.take(Rect::about(at, plan.field.radius));
        placed.extend(entry.dots.iter().map(|index| PlacedDot {
            index: *index,
            at,
            radius: plan.field.radius,
        }));
    }
    for text in labels.texts {
        page.say(text);
    }
    placed.sort_by_key(|dot| dot.index);
    let has_words = |index: &usize| spread.dots.get(*index).and_then(Dot::words).is_some();
    let mut unlabelled = labels.unlabelled;
    unlabelled.retain(has_words);
    unlabelled.sort_unstable();
    unlabelled.dedup();
    (placed, unlabelled)
}

/// Every dot of the picture with its place.
fn positions<'a>(
    ground: &'a Ground,
    stacks: &'a [Stack],
    plan: &'a Plan,
) -> impl Iterator<Item = (Pos, &'a Entry)> {
    stacks
        .iter()
        .zip(&plan.bases)
        .flat_map(move |(stack, base)| {
            let x = ground.x(f64::from(stack.score));
            let rows = stack.entries.iter().enumerate();
            rows.map(move |(row, entry)| ((x, plan.field.y(base + row)), entry))
        })
}

/// Places the labels of one plan.
fn labels(room: &Room, ground: &Ground, stacks: &[Stack], plan: &Plan, k: f32) -> Labels {
    let mut room = room.clone();
    for (at, _) in positions(ground, stacks, plan) {
        room.take(Rect::about(at, plan.field.radius + k));
    }
    let mut labels = Labels {
        texts: Vec::new(),
        crossings: 0,
        unlabelled: Vec::new(),
    };
    // Numbers first: a count that is lost would be a falsehood.
    for counts in [true, false] {
        for index in &plan.order {
            let of_stack = stacks.get(*index).zip(plan.bases.get(*index));
            let Some((stack, base)) = of_stack else {
                continue;
            };
            let x = ground.x(f64::from(stack.score));
            for (row, entry) in stack.entries.iter().enumerate() {
                let Some(words) = &entry.words else { continue };
                if entry.is_count() != counts {
                    continue;
                }
                let at = (x, plan.field.y(base + row));
                let offers = offers(at, words, entry.is_count(), plan.field, plan.side, k);
                match room.place(offers, true) {
                    Some(texts) => labels.texts.extend(texts),
                    None => labels.unlabelled.extend(&entry.dots),
                }
            }
        }
    }
    let bounds = labels.texts.iter().map(|text| text.bounds);
    labels.crossings = bounds.map(|bounds| room.crossings(&bounds)).sum();
    // Whose answers a number stands for is not said in the picture.
    let hidden = stacks.iter().flat_map(|stack| &stack.entries);
    let hidden = hidden.filter(|entry| entry.is_count());
    labels
        .unlabelled
        .extend(hidden.flat_map(|entry| &entry.dots));
    labels
}

/// The places of a label: beside its dot, at last in small type; a number also over and under it.
fn offers(
    at: Pos,
    words: &str,
    is_count: bool,
    field: Field,
    side: Side,
    k: f32,
) -> Vec<Vec<Text>> {
    let styles = [label_style(k), TextStyle::strong(12.5 * k)];
    let mut offers = Vec::new();
    for style in styles {
        for side in side.both() {
            let (at, align) = side.hang(at, field.radius, k);
            let hang = (align, AlignY::Middle);
            offers.push(vec![Text::new(at, hang, style, Ink::Text, words)]);
        }
        for rise in [1.0, -1.0] {
            if is_count {
                let y = at.1 - rise * (field.radius + 11.0 * k);
                let hang = (AlignX::Centre, AlignY::Middle);
                offers.push(vec![Text::new((at.0, y), hang, style, Ink::Text, words)]);
            }
        }
    }
    offers
}

/// A disc, or for the team's answer a ring.
fn draw(scene: &mut Scene, at: Pos, is_shared: bool, field: Field, k: f32) {
    let (disc, radius) = (MarkShape::Disc, field.radius);
    let halo = (1.7 * k).min(radius * 0.16);
    if is_shared {
        let rim = radius * 0.38;
        scene.mark(at, disc, radius, Ink::Surface, Some((halo, Ink::Surface)));
        let middle = radius - rim / 2.0 - halo / 2.0;
        scene.mark(at, disc, middle, Ink::Surface, Some((rim, Ink::Series)));
    } else {
        scene.mark(at, disc, radius, Ink::Series, Some((halo, Ink::Surface)));
    }
}

/// Says that there is nothing to show.
fn nothing(page: &mut Page, area: Rect) {
    let k = page.k;
    let y = f32::midpoint(area.top, area.bottom);
    let offers = [0.5, 0.35, 0.65, 0.2, 0.8].into_iter().flat_map(|share| {
        let x = area.left + area.width() * share;
        [15.0, 12.5].map(|size| {
            let style = TextStyle::regular(size * k);
            let hang = (AlignX::Centre, AlignY::Middle);
            Text::new((x, y), hang, style, Ink::Text2, "No answers yet")
        })
    });
    let offers: Vec<Vec<Text>> = offers.map(|text| vec![text]).collect();
    if let Some(texts) = page.room.place(offers, true) {
        page.scene.items.extend(texts.into_iter().map(Item::Text));
    }
}
