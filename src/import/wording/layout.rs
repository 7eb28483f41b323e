//! How the text parts its cells: by columns, by lines or only by its dots.

use super::dots::Kind;
use super::gaps::Gap;
use super::passage::Text;
use super::shape::Shape;

/// What the items of a text have in common.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The strongest gap inside a question or description.
    pub inner: Gap,
    /// Cells go over several lines.
    pub is_wrapped: bool,
    /// Runs of blanks part the cells.
    pub has_spaced_columns: bool,
    /// The joints between question and descriptions that have columns or lines.
    pub parted: [bool; 4],
}

/// The layout of the items.
pub fn layout(text: &Text, shapes: &[Shape]) -> Layout {
    let mut inner = Gap::None;
    let mut wrapped = 0;
    for shape in shapes {
        let gaps = inner_gaps(text, shape);
        inner = inner.max(gaps.iter().copied().max().unwrap_or(Gap::None));
        wrapped += usize::from(gaps.into_iter().any(Gap::is_line));
    }
    let joint = |place: fn(&Shape) -> usize| -> Vec<Gap> {
        shapes.iter().filter_map(|s| text.gap(place(s))).collect()
    };
    let joints = [
        joint(|s| s.levels[0]),
        joint(|s| s.levels[1]),
        joint(|s| s.levels[2]),
        joint(|s| s.levels[3]),
    ];
    // Not at the other joints: some type two blanks after every full stop.
    let [first, ..] = &joints;
    let spaced = first.iter().filter(|g| **g == Gap::Spaces).count();
    Layout {
        inner,
        is_wrapped: wrapped * 2 >= shapes.len(),
        has_spaced_columns: spaced > 0 && spaced * 4 >= shapes.len(),
        parted: joints.map(|gaps| is_parted(&gaps)),
    }
}

/// Most texts have columns or lines at this joint of their items, not only blanks.
pub fn is_parted(gaps: &[Gap]) -> bool {
    let count = |is: fn(Gap) -> bool| gaps.iter().filter(|g| is(**g)).count();
    let has_columns = count(|g| matches!(g, Gap::Column | Gap::CellEnd)) > 0;
    let lines = count(|g| matches!(g, Gap::Page | Gap::Line | Gap::Blank));
    let spaces = count(|g| g == Gap::Spaces);
    !gaps.is_empty() && (has_columns || lines * 2 >= gaps.len() || spaces * 4 >= gaps.len())
}

/// The gaps inside the question and the first three descriptions.
fn inner_gaps(text: &Text, shape: &Shape) -> Vec<Gap> {
    let [one, _, _, four] = shape.levels;
    let cells = (shape.at + 2..shape.stem_end).chain(one..four);
    cells
        .filter(|&place| {
            let is_word = text.kind(place) == Some(Kind::Word);
            let before = place.saturating_sub(1);
            is_word && text.kind(before) == Some(Kind::Word)
        })
        .filter_map(|place| text.gap(place))
        .collect()
}
