//! What can be wrong with an item's wording, and the sentence that says so.

use crate::domain::programme;

/// What is wrong with an item, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Its number is nowhere.
    Missing,
    /// So many of its four descriptions were found.
    TooFew(usize),
    /// This description has no end.
    NoStop(usize),
    /// Its number stands twice, with different texts.
    Twice,
    /// Its question has the words of this other item.
    ReadsLike(u8),
    /// Its question has none of its own words.
    ReadsLikeNone,
    /// It stands after this item, or first, and should not.
    OutOfOrder(Option<u8>),
    /// The text ends with it.
    TextEnds,
    /// More descriptions than four follow its question.
    TooMany,
    /// It cannot be told for certain where its last description ends.
    EndUnsure,
    /// A sentence inside it begins with a small letter: dots may be lost.
    LostDots,
    /// The dots after its question are lost.
    QuestionDots,
    /// Something stands inside its question or a description that does not belong there.
    Strange,
    /// Nothing stands between two of its parts.
    Glued,
    /// One blank stands where other items have a column.
    RunTogether,
    /// A word was parted at the end of a line.
    PartedWord,
    /// It has signs that could not be read.
    Unreadable,
    /// The item after it was not found, and it is no row of its own.
    NeighbourMissing(u8),
}

/// Why there are no items at all.
pub const NOT_THE_INSTRUMENT: &str = "This text is not the self-assessment, or its columns and \
     dots are lost. Choose or paste the appendix of the Prepare and Launch guide.";

impl Fault {
    /// What failed, where, and what to do.
    pub fn sentence(self, number: u8) -> String {
        let what = self.what();
        let colon = if self == Self::Missing { "" } else { ":" };
        format!(
            "{}{colon} {what}. Compare it with the guide, or leave the built-in wording.",
            named(number)
        )
    }

    fn what(self) -> String {
        let what = match self {
            Self::Missing => "was not found",
            Self::TooFew(0) => "none of the 4 descriptions was found",
            Self::TooFew(found) => {
                return format!("only {found} of the 4 descriptions were found");
            }
            Self::NoStop(level) => {
                return format!(
                    "description {level} does not end in a full stop; its columns may have run \
                     into each other"
                );
            }
            Self::Twice => "its number stands twice in the text, with different words",
            Self::ReadsLike(other) => return format!("it reads like {}", lower(&named(other))),
            Self::ReadsLikeNone => "its question has none of the words it is known by",
            Self::OutOfOrder(None) => "it stands out of order, before all others",
            Self::OutOfOrder(Some(before)) => {
                return format!("it stands out of order, after item {before}");
            }
            Self::TextEnds => "the text ends here, so the last words may be missing",
            Self::TooMany => "more than 4 descriptions follow its question",
            Self::EndUnsure => "where its last description ends is not certain",
            Self::LostDots => "two of its descriptions may have become one",
            Self::QuestionDots => "the dots after its question are missing",
            Self::Strange => "something foreign may stand between its words",
            Self::Glued => "nothing stands between two of its columns",
            Self::RunTogether => "its columns have run together",
            Self::PartedWord => "a word was parted at the end of a line",
            Self::Unreadable => "some of its signs could not be read",
            Self::NeighbourMissing(next) => {
                return format!(
                    "item {next} after it was not found, so a description may belong to that one"
                );
            }
        };
        what.to_owned()
    }
}

fn named(number: u8) -> String {
    match programme::item(number) {
        Some(item) => format!("Item {number} ({})", item.title),
        None => format!("Item {number}"),
    }
}

fn lower(name: &str) -> String {
    name.replacen("Item", "item", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_the_item_the_fault_and_what_to_do() {
        let title = |number| programme::item(number).unwrap().title.clone();
        let advice = "Compare it with the guide, or leave the built-in wording.";
        assert_eq!(
            Fault::TooFew(3).sentence(6),
            format!(
                "Item 6 ({}): only 3 of the 4 descriptions were found. {advice}",
                title(6)
            )
        );
        assert_eq!(
            Fault::Missing.sentence(7),
            format!("Item 7 ({}) was not found. {advice}", title(7))
        );
        assert_eq!(
            Fault::ReadsLike(6).sentence(9),
            format!(
                "Item 9 ({}): it reads like item 6 ({}). {advice}",
                title(9),
                title(6)
            )
        );
    }
}
