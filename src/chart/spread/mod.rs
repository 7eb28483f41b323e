//! The spread: all answers to one item as dots on the scale from 1 to 12, before the four levels.

mod dots;
mod field;
mod ground;
mod lifting;
mod medians;
mod stacks;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
pub(super) mod tests;

use super::page::{Page, Surround};
use super::scale::{HIGHEST, LOWEST, on_scale, score_words};
use super::scene::{Pos, Rect, Scene};

/// The least height that is kept for the picture itself, in design points.
const PICTURE: f32 = 220.0;

/// The answer of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dot {
    /// 1 to 12; anything else is not shown.
    pub score: u8,
    /// Whose answer it is, where that may be said.
    pub label: Option<String>,
    /// The team's shared answer: a ring, called `team answer` when it has no label.
    pub is_shared: bool,
}

/// A spread without a size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// One a sheet that answered; a blank is not a dot.
    pub dots: Vec<Dot>,
    /// What each level means: a short name, or a description.
    pub levels: [String; 4],
    /// The median of the answers.
    pub median: Option<f64>,
    /// Name and median of an earlier round: `baseline`, 3.
    pub former: Option<(String, f64)>,
    /// Heading, footer and edge of a picture that leaves the window.
    pub surround: Surround,
}

/// Where a dot was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedDot {
    /// Its position in [`Spread::dots`].
    pub index: usize,
    /// Its middle; dots told as `× n` share one.
    pub at: Pos,
    /// Distance from its middle to its rim.
    pub radius: f32,
}

/// A spread with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOutSpread {
    /// The picture.
    pub scene: Scene,
    /// Every dot on the scale, for pointing at.
    pub dots: Vec<PlacedDot>,
    /// Dots whose label found no room, ascending; the screen can name them.
    pub unlabelled: Vec<usize>,
    /// The area of the four panels.
    pub plot: Rect,
}

impl LaidOutSpread {
    /// The dots at the place nearest to a position, no farther than `reach` from it: more than
    /// one where they are told as `× n`.
    pub fn dots_near(&self, (x, y): Pos, reach: f32) -> Vec<usize> {
        let distance = |dot: &PlacedDot| (dot.at.0 - x).hypot(dot.at.1 - y);
        let nearest = self.dots.iter().map(distance).fold(f32::MAX, f32::min);
        let is_there = |dot: &&PlacedDot| distance(dot) <= nearest && nearest <= reach;
        let there = self.dots.iter().filter(is_there);
        there.map(|dot| dot.index).collect()
    }
}

impl Spread {
    /// Lays the spread out in `width × height` points; `k` multiplies every size of type and
    /// stroke (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> LaidOutSpread {
        let mut page = Page::with_surround((width, height), k, &self.surround, PICTURE);
        let ground = ground::axis(&mut page);
        ground::panels(&mut page, &ground);
        let words_end = ground::levels(&mut page, &ground, &self.levels);
        let lines = medians::words(&mut page, &ground, self, words_end);
        let (placed, unlabelled) = dots::dots(&mut page, &ground, self, &lines);
        LaidOutSpread {
            scene: page.into_sheet().scene,
            dots: placed,
            unlabelled,
            plot: ground.plot,
        }
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let mut shown: Vec<&Dot> = self.dots.iter().filter(|dot| dot.is_on_scale()).collect();
        shown.sort_by_key(|dot| dot.score);
        let mut facts = match (shown.first(), shown.last()) {
            (Some(low), Some(high)) if low.score == high.score => {
                vec![format!("{}, all {}", answers(shown.len()), low.score)]
            }
            (Some(low), Some(high)) => vec![format!(
                "{}, {} to {}",
                answers(shown.len()),
                low.score,
                high.score
            )],
            _ => vec!["no answers yet".to_owned()],
        };
        facts.extend(self.median_words());
        facts.extend(self.former_words());
        let named = shown.iter().filter_map(|dot| {
            let words = dot.words()?;
            Some(format!("{words} {}", dot.score))
        });
        let named: Vec<String> = named.collect();
        let mut sentence = facts.join(", ");
        if !named.is_empty() {
            sentence = format!("{sentence}: {}", named.join(", "));
        }
        sentence
    }

    /// `median 5.5`.
    fn median_words(&self) -> Option<String> {
        let median = on_scale(self.median?)?;
        Some(format!("median {}", score_words(median)))
    }

    /// `baseline 3`.
    fn former_words(&self) -> Option<String> {
        let (name, median) = self.former.as_ref()?;
        let median = on_scale(*median)?;
        Some(format!("{name} {}", score_words(median)))
    }
}

impl Dot {
    /// What it is called.
    fn words(&self) -> Option<&str> {
        let shared = self.is_shared.then_some("team answer");
        let label = self.label.as_deref().map(str::trim);
        label.filter(|label| !label.is_empty()).or(shared)
    }

    fn is_on_scale(&self) -> bool {
        (LOWEST..=HIGHEST).contains(&self.score)
    }
}

fn answers(count: usize) -> String {
    if count == 1 {
        "1 answer".to_owned()
    } else {
        format!("{count} answers")
    }
}
