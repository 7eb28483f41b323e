//! What a person can ask to be changed in the self-assessment, and the edits it comes to.

mod answers;
mod priorities;
mod rounds;
mod talk;
mod wording;

use chrono::NaiveDate;

use super::wording::PublishedItem;
use super::{PrioritySource, Rating, RemarkKind, RoundKind, Sheet, SheetKind};
use crate::domain::command::{Context, Refusal};
use crate::domain::edit::EditSet;
use crate::domain::ids::{PriorityId, RemarkId, RoundId, SheetId};

/// A request to change records of the self-assessment.
#[derive(Clone, Debug, PartialEq)]
pub enum AssessmentCommand {
    /// A new round, or other details of one.
    SaveRound {
        /// Which; `None` for a new one.
        id: Option<RoundId>,
        /// What it is called.
        name: String,
        /// When.
        date: NaiveDate,
        /// With whom.
        kind: RoundKind,
        /// Whether it is the clinic's baseline; the mark moves here from any other round.
        is_baseline: bool,
        /// The sheets a new round begins with.
        with: NewSheets,
    },
    /// Takes a round away with all its sheets, answers and remarks.
    RemoveRound(RoundId),
    /// A new sheet, or other details of one.
    SaveSheet {
        /// Which; `None` for a new one.
        id: Option<SheetId>,
        /// In which round.
        round: RoundId,
        /// Who stands behind it.
        kind: SheetKind,
        /// The group's or the person's name.
        name: String,
        /// The person's role.
        role: String,
        /// How many answered together.
        people: Option<u32>,
        /// Keep no name.
        is_anonymous: bool,
    },
    /// Takes a sheet away with its answers.
    RemoveSheet(SheetId),
    /// A score, or none.
    Answer {
        /// On which sheet.
        sheet: SheetId,
        /// To which item.
        item: u8,
        /// The score; `None` leaves it blank.
        score: Option<Rating>,
        /// It completes the answer just typed there ("1", then "12"): one step of undo with it.
        continues: bool,
    },
    /// Why this number.
    Note {
        /// On which sheet.
        sheet: SheetId,
        /// To which item.
        item: u8,
        /// The words; empty for none.
        note: String,
        /// It goes on with the note just written there: one step of undo with it.
        continues: bool,
    },
    /// A block of scores pasted at once.
    Paste(Vec<(SheetId, u8, Option<Rating>)>),
    /// A remark from the talk, new or with other words; empty words take it away.
    Remark {
        /// Which; `None` for a new one.
        id: Option<RemarkId>,
        /// In which round.
        round: RoundId,
        /// About which item.
        item: u8,
        /// What it is.
        kind: RemarkKind,
        /// The words.
        text: String,
    },
    /// Who took part in a training; `None` when it is not known.
    Attendance {
        /// In which round.
        round: RoundId,
        /// Which training item.
        item: u8,
        /// Invited and attended.
        counts: Option<(u32, u32)>,
    },
    /// A priority, new at the end of the list or with other words.
    SavePriority {
        /// Which; `None` for a new one.
        id: Option<PriorityId>,
        /// What is to be better.
        text: String,
        /// In which block.
        block: u8,
        /// From which item.
        item: Option<u8>,
        /// From which round.
        round: Option<RoundId>,
        /// Where it comes from.
        source: PrioritySource,
    },
    /// Another place in the list, from 1.
    MovePriority(PriorityId, u32),
    /// Takes a priority away.
    RemovePriority(PriorityId),
    /// The published wording, in the place of any loaded before.
    LoadWording {
        /// The file's name, or "pasted text".
        source: String,
        /// The items that a person accepted.
        items: Vec<PublishedItem>,
    },
    /// Back to the built-in wording.
    ResetWording,
}

const NO_SUCH_ITEM: &str = "The self-assessment has the items 1 to 22.";

/// The sheets a new round begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewSheets {
    /// One for the answer all agree on.
    pub shared: bool,
    /// So many numbered small groups.
    pub groups: u32,
}

type Edits = Result<EditSet, Refusal>;

impl AssessmentCommand {
    /// Whether it completes the change before it, so that both are one step of undo.
    pub fn continues(&self) -> bool {
        matches!(
            self,
            Self::Answer {
                continues: true,
                ..
            } | Self::Note {
                continues: true,
                ..
            }
        )
    }

    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Edits {
        match self {
            Self::SaveRound {
                id,
                name,
                date,
                kind,
                is_baseline,
                with,
            } => context.save_round(id, &name, (date, kind), is_baseline, with),
            Self::RemoveRound(id) => context.remove_round(id),
            Self::SaveSheet {
                id,
                round,
                kind,
                name,
                role,
                people,
                is_anonymous,
            } => {
                let draft = Sheet {
                    id: id.unwrap_or(SheetId(context.workbook.next.sheet)),
                    round,
                    kind,
                    number: 0,
                    name,
                    role,
                    people,
                    is_anonymous,
                };
                context.save_sheet(id, &draft)
            }
            Self::RemoveSheet(id) => context.remove_sheet(id),
            Self::Answer {
                sheet, item, score, ..
            } => context.answer(sheet, item, score),
            Self::Note {
                sheet, item, note, ..
            } => context.note(sheet, item, &note),
            Self::Paste(cells) => context.paste(&cells),
            Self::Remark {
                id,
                round,
                item,
                kind,
                text,
            } => context.remark(id, (round, item), kind, &text),
            Self::Attendance {
                round,
                item,
                counts,
            } => context.attendance(round, item, counts),
            Self::SavePriority {
                id,
                text,
                block,
                item,
                round,
                source,
            } => context.save_priority(id, &text, (block, item), round, source),
            Self::MovePriority(id, rank) => context.move_priority(id, rank),
            Self::RemovePriority(id) => context.remove_priority(id),
            Self::LoadWording { source, items } => context.load_wording(&source, items),
            Self::ResetWording => context.reset_wording(),
        }
    }
}
