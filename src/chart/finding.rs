//! The mark of a finding in words: disc, diamond or ring, so that colour is never alone.

use super::ink::Ink;
use super::scene::{MarkShape, Pos, Scene};
use crate::domain::run_chart::FindingKind;

/// The ink of a finding's mark and words.
pub const fn ink(kind: FindingKind) -> Ink {
    match kind {
        FindingKind::Better => Ink::Improvement,
        FindingKind::Worse => Ink::Concern,
        FindingKind::Changed | FindingKind::NoSignal | FindingKind::TooFewPoints => Ink::Neutral,
    }
}

/// Draws the mark of a finding: a disc in the wanted direction, a diamond against it, a ring
/// otherwise.
pub fn mark(scene: &mut Scene, at: Pos, kind: FindingKind, k: f32) {
    let ink = ink(kind);
    match kind {
        FindingKind::Better => scene.mark(at, MarkShape::Disc, 4.7 * k, ink, None),
        FindingKind::Worse => scene.mark(at, MarkShape::Diamond, 5.8 * k, ink, None),
        FindingKind::Changed | FindingKind::NoSignal | FindingKind::TooFewPoints => {
            let rim = Some((2.2 * k, ink));
            scene.mark(at, MarkShape::Disc, 4.2 * k, Ink::Surface, rim);
        }
    }
}
