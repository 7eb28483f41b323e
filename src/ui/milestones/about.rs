//! What the programme has to say about a milestone: tips, challenges, resources, what it moves.

use egui::{Id, Label, Role, Sense, Ui, WidgetInfo};

use crate::domain::challenge::MetChallenge;
use crate::domain::milestone::list::Line;
use crate::domain::programme;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, text, words_link};

/// Tips, challenges with approaches, resources, and what it is linked with.
pub(super) fn about_ui(ui: &mut Ui, view: &View<'_>, line: &Line<'_>, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    let Some(entry) = line.built_in else {
        let words = "One of your own milestones.";
        text(ui, words, Style::Small, colors.text_2);
        return;
    };
    if !entry.tips.is_empty() {
        text(ui, "Tips", Style::Strong, colors.text);
        for tip in &entry.tips {
            text(ui, tip, Style::Body, colors.text);
        }
    }
    let challenges: Vec<_> = programme::challenges_about(&entry.id).collect();
    if !challenges.is_empty() {
        text(ui, "Common challenges", Style::Strong, colors.text);
        for challenge in challenges {
            challenge_ui(ui, view, challenge, out);
        }
    }
    if !entry.resources.is_empty() {
        let words = "Resources the programme names";
        text(ui, words, Style::Strong, colors.text);
        text(ui, entry.resources.join(" · "), Style::Body, colors.text_2);
    }
    linked_ui(ui, entry, out);
    let origins: Vec<String> = entry.origin.iter().map(ToString::to_string).collect();
    let mut words = format!("Source {}", origins.join(", "));
    if let Some(note) = &entry.origin_note {
        words = format!("{words}. {note}");
    }
    text(ui, words, Style::Small, colors.text_2);
}

/// A challenge's title, which shows or hides the approaches, and what can be done about it.
fn challenge_ui(
    ui: &mut Ui,
    view: &View<'_>,
    challenge: &programme::Challenge,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let id = Id::unique(("approaches", &challenge.id));
    let is_open = ui.data(|data| data.get_temp(id).unwrap_or(false));
    let count = challenge.approaches.len();
    let words = format!("{} · {count} approaches", challenge.title);
    let label = Label::new(theme.rich_in(&words, Style::Body, colors.accent));
    let response = ui.add(label.wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &words));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if is_open {
        for approach in &challenge.approaches {
            ui.horizontal_top(|ui| {
                ui.add_space(theme.pt(12.0));
                ui.vertical(|ui| text(ui, approach, Style::Body, colors.text));
            });
        }
    }
    ui.horizontal(|ui| {
        let name = format!("Open challenge {}", challenge.title);
        let open = Button::outlined("Open").small().name(&name);
        let hover = "Shows it in the library of challenges";
        if open.hover(hover).show(ui).clicked() {
            out.push(Request::ShowChallenge(challenge.id.clone()));
        }
        if view.status.is_read_only {
            return;
        }
        let name = format!("We have met this… {}", challenge.title);
        let met = Button::outlined("We have met this…").small().name(&name);
        if met.show(ui).clicked() {
            let met = MetChallenge::new(&challenge.id, view.today);
            out.push(Request::NewChallenge(Box::new(met)));
        }
    });
}

/// The self-assessment items it moves and the entries that go on with it.
fn linked_ui(ui: &mut Ui, entry: &programme::Milestone, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    if !entry.items.is_empty() {
        let words = "Moves in the self-assessment";
        text(ui, words, Style::Strong, colors.text);
        for number in &entry.items {
            if let Some(item) = programme::item(*number) {
                let words = format!("{number} {}", item.title);
                if words_link(ui, &words, &words).clicked() {
                    out.push(Request::ShowItem(*number));
                }
            }
        }
    }
    let after = entry
        .linked
        .iter()
        .filter_map(|id| programme::milestone(id));
    let linked: Vec<_> = after.chain(programme::continued_by(&entry.id)).collect();
    if !linked.is_empty() {
        text(ui, "Goes on with", Style::Strong, colors.text);
        for other in linked {
            let words = format!("{} {}", other.id, other.title);
            if words_link(ui, &words, &words).clicked() {
                out.push(Request::ShowMilestone(other.id.clone()));
            }
        }
    }
}
