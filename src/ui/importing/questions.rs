//! Rows that only a person can give to a patient: each doubt once, with who may be meant.

use egui::{ScrollArea, Ui};

use super::ImportState;
use crate::import::{Answer, Preview, Question};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, divider, text};

/// Questions drawn at once.
const DRAWN: usize = 50;

/// The card of questions. Unanswered ones keep their rows out.
pub(super) fn questions_ui(
    ui: &mut Ui,
    state: &ImportState,
    preview: &Preview,
    out: &mut Vec<Request>,
) {
    let count = preview.questions.len();
    let note = if count == 1 {
        "1 question".to_owned()
    } else {
        format!("{count} questions")
    };
    Card::new()
        .title("Whose rows are these?")
        .note(&note)
        .fill_height()
        .show(ui, |ui| {
            let words = "Until answered, these rows are kept out.";
            text(ui, words, Style::Small, Theme::of(ui).color().text_2);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                for question in preview.questions.iter().take(DRAWN) {
                    question_ui(ui, state, question, out);
                    divider(ui);
                }
                let more = count.saturating_sub(DRAWN);
                if more > 0 {
                    let words = format!("{more} more follow as these are answered.");
                    text(ui, words, Style::Body, Theme::of(ui).color().text_2);
                }
            });
        });
}

fn question_ui(ui: &mut Ui, state: &ImportState, question: &Question, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    text(ui, &question.text, Style::Strong, colors.text);
    let rows = if question.rows == 1 {
        format!("Line {}", question.place)
    } else {
        format!(
            "{} rows, the first in line {}",
            question.rows, question.place
        )
    };
    text(ui, rows, Style::Small, colors.text_2);
    let mut answer = None;
    for candidate in &question.candidates {
        let name = format!("It is {}, line {}", candidate.label, question.place);
        if Button::outlined(&format!("It is {}", candidate.label))
            .small()
            .name(&name)
            .show(ui)
            .clicked()
        {
            answer = Some(Answer::Same(candidate.target));
        }
    }
    ui.horizontal(|ui| {
        let new = format!("It is a new patient, line {}", question.place);
        if Button::outlined("It is a new patient")
            .small()
            .name(&new)
            .show(ui)
            .clicked()
        {
            answer = Some(Answer::New);
        }
        let keep = format!("Keep these rows out, line {}", question.place);
        if Button::quiet("Keep these rows out")
            .small()
            .name(&keep)
            .show(ui)
            .clicked()
        {
            answer = Some(Answer::KeepOut);
        }
        if state.answers.contains_key(&question.key) {
            text(ui, "answered", Style::Small, colors.text_2);
        }
    });
    if let Some(answer) = answer {
        out.push(Request::AnswerImport(question.key.clone(), answer));
    }
}
