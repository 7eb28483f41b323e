//! The dialog in which a remark or a priority is typed.

use egui::{Context, Key, Modifiers};

use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::{Priority, Remark, RemarkKind, Round};
use crate::domain::ids::{PriorityId, RemarkId, RoundId};
use crate::domain::programme;
use crate::ui::assessment::dialogs::ask;
use crate::ui::request::Request;
use crate::ui::widgets::{Dialog, DialogOutcome, TextField};

/// What is being typed.
pub(in crate::ui::assessment) struct NoteDialog {
    about: About,
    text: String,
}

enum About {
    Remark {
        id: Option<RemarkId>,
        round: RoundId,
        item: u8,
        kind: RemarkKind,
    },
    Priority(Box<Priority>, Option<PriorityId>),
}

impl NoteDialog {
    fn new(about: About, text: &str) -> Self {
        Self {
            about,
            text: text.to_owned(),
        }
    }

    /// A new remark.
    pub(super) fn remark(round: RoundId, item: u8, kind: RemarkKind) -> Self {
        let about = About::Remark {
            id: None,
            round,
            item,
            kind,
        };
        Self::new(about, "")
    }

    /// Another wording of a remark.
    pub(super) fn change(remark: &Remark) -> Self {
        let about = About::Remark {
            id: Some(remark.id),
            round: remark.round,
            item: remark.item,
            kind: remark.kind,
        };
        Self::new(about, &remark.text)
    }

    /// A new priority from an item of a round.
    pub(super) fn priority(round: &Round, item: u8) -> Option<Self> {
        let block = programme::item(item)?.block;
        let draft = Priority {
            id: PriorityId(0),
            rank: 0,
            text: String::new(),
            block,
            item: Some(item),
            round: Some(round.id),
            source: round.priority_source(),
            by: String::new(),
            on: round.date,
        };
        Some(Self::new(About::Priority(Box::new(draft), None), ""))
    }

    /// Another wording of a priority.
    pub(super) fn change_priority(priority: &Priority) -> Self {
        let about = About::Priority(Box::new(priority.clone()), Some(priority.id));
        Self::new(about, &priority.text)
    }

    fn title(&self) -> String {
        let (what, item) = match &self.about {
            About::Remark { kind, item, .. } => (kind.label(), Some(*item)),
            About::Priority(priority, _) => ("Priority", priority.item),
        };
        let of = item.and_then(programme::item);
        match of {
            Some(item) => format!("{what}: {} {}", item.number, item.title),
            None => what.to_owned(),
        }
    }

    fn prompt(&self) -> &'static str {
        match &self.about {
            About::Remark { kind, .. } => kind.prompt(),
            About::Priority(..) => "What is to be better?",
        }
    }

    fn is_new(&self) -> bool {
        match &self.about {
            About::Remark { id, .. } => id.is_none(),
            About::Priority(_, id) => id.is_none(),
        }
    }

    fn command(&self, text: &str) -> AssessmentCommand {
        match &self.about {
            About::Remark {
                id,
                round,
                item,
                kind,
            } => AssessmentCommand::Remark {
                id: *id,
                round: *round,
                item: *item,
                kind: *kind,
                text: text.to_owned(),
            },
            About::Priority(_, Some(id)) if text.is_empty() => {
                AssessmentCommand::RemovePriority(*id)
            }
            About::Priority(priority, id) => AssessmentCommand::SavePriority {
                id: *id,
                text: text.to_owned(),
                block: priority.block,
                item: priority.item,
                round: priority.round,
                source: priority.source,
            },
        }
    }
}

/// Draws the dialog. True when it is closed.
pub(super) fn note_ui(ctx: &Context, open: &mut NoteDialog, out: &mut Vec<Request>) -> bool {
    let title = open.title();
    let extras: &[&str] = if open.is_new() { &[] } else { &["Remove"] };
    let has_words = !open.text.trim().is_empty();
    let dialog = Dialog::new(&title)
        .safe("Cancel")
        .primary("Save")
        .primary_enabled(has_words)
        .extras(extras)
        .focus_body();
    let prompt = open.prompt();
    let shown = dialog.show(ctx, |ui| {
        let field = TextField::new(prompt, &mut open.text).rows(3).show(ui);
        if ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
    });
    let by_key = ctx.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let outcome = match shown.outcome {
        None if by_key && has_words => Some(DialogOutcome::Confirmed),
        outcome => outcome,
    };
    match outcome {
        Some(DialogOutcome::Confirmed) => ask(open.command(open.text.trim()), out),
        Some(DialogOutcome::Extra(_)) => ask(open.command(""), out),
        Some(DialogOutcome::Dismissed) | None => {}
    }
    outcome.is_some()
}
