//! Notices over the screens: what happened, what failed, what to do.

use egui::{Align2, Area, Order, Ui, vec2};

use super::theme::Theme;
use super::widgets::Notice;

/// Seconds that a mere confirmation stays.
const SECONDS: f64 = 6.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Info,
    Caution,
    Error,
}

struct Item {
    kind: Kind,
    text: String,
    /// When it was first drawn.
    since: Option<f64>,
}

/// Notices not yet dismissed; confirmations go by themselves, the rest stays until closed.
#[derive(Default)]
pub struct Notices(Vec<Item>);

impl Notices {
    /// Something was done.
    pub fn info(&mut self, text: &str) {
        self.push(Kind::Info, text);
    }

    /// Something was not done, and why.
    pub fn caution(&mut self, text: &str) {
        self.push(Kind::Caution, text);
    }

    /// Something failed.
    pub fn error(&mut self, text: &str) {
        self.push(Kind::Error, text);
    }

    /// Puts each sentence through `mask`, which gives another where it names a patient.
    pub fn mask(&mut self, mask: impl Fn(&str) -> Option<String>) {
        for item in &mut self.0 {
            if let Some(masked) = mask(&item.text) {
                item.text = masked;
            }
        }
    }

    fn push(&mut self, kind: Kind, text: &str) {
        // The same sentence twice is one notice.
        self.0.retain(|n| n.text != text);
        self.0.push(Item {
            kind,
            text: text.to_owned(),
            since: None,
        });
    }
}

/// Draws the notices above the status line, newest lowest.
pub fn notices_ui(ui: &mut Ui, notices: &mut Notices) {
    if notices.0.is_empty() {
        return;
    }
    let now = ui.input(|i| i.time);
    let theme = Theme::of(ui);
    notices
        .0
        .retain(|n| n.kind != Kind::Info || n.since.is_none_or(|since| now - since < SECONDS));
    if notices.0.iter().any(|n| n.kind == Kind::Info) {
        ui.ctx().request_repaint_after_secs(0.5);
    }
    let mut closed = None;
    Area::new(egui::Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -theme.pt(40.0)))
        .show(ui.ctx(), |ui| {
            ui.set_width(theme.pt(640.0));
            for (index, item) in notices.0.iter_mut().enumerate() {
                item.since.get_or_insert(now);
                let (first, rest) = first_sentence(&item.text);
                let notice = match item.kind {
                    Kind::Info => Notice::info(first, rest),
                    Kind::Caution => Notice::caution(first, rest),
                    Kind::Error => Notice::error(first, rest).copy(&item.text),
                };
                if notice.closable().show(ui).closed {
                    closed = Some(index);
                }
                ui.add_space(theme.pt(6.0));
            }
        });
    if let Some(index) = closed {
        notices.0.remove(index);
    }
}

/// The first sentence and the rest.
pub fn first_sentence(text: &str) -> (&str, &str) {
    match text.find(". ") {
        Some(at) => (
            text.get(..=at).unwrap_or(text),
            text.get(at + 2..).unwrap_or_default(),
        ),
        None => (text, ""),
    }
}
