//! A field for "who": names typed freely, with the known ones offered while typing.

mod list;
mod part;
#[cfg(test)]
mod tests;

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Context, EventFilter, FocusDirection, Id, Key, Modifiers, Response, SurrenderFocusOn, Ui,
};

use super::control::is_focused;
use super::field::TextField;
use part::{fitting, is_first_meant, typed_part};

/// A name that is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownName {
    /// As it is put into the field.
    pub name: String,
    /// Who that is, beside the name: "Champion", "group: Bill, Jan"; may be empty.
    pub about: String,
}

impl KnownName {
    /// A name and who that is.
    pub fn new(name: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            about: about.into(),
        }
    }
}

/// A field for one or several names, parted by commas, semicolons or "and".
///
/// While a name is typed, the known ones that fit are listed beneath. Down and Up choose, Enter
/// takes the highlighted one; Tab does so only after an arrow, else it leaves the field. Escape
/// closes the list. Enter with nothing highlighted is left to the caller, and so is the text: a
/// name nobody knows stays as it was typed.
#[must_use = "call show"]
pub struct WhoField<'a> {
    label: &'a str,
    text: &'a mut String,
    known: &'a [KnownName],
    hint: &'a str,
    width: Option<f32>,
    show_label: bool,
    small: bool,
    is_single: bool,
    id: Option<Id>,
}

/// What is kept between two frames.
#[derive(Clone, Copy, Default)]
struct ListState {
    is_open: bool,
    highlighted: Option<usize>,
    /// The highlight was moved by an arrow, so that Tab takes it.
    has_moved: bool,
}

impl<'a> WhoField<'a> {
    /// A field for `text` under `label` that offers the `known` names.
    pub fn new(label: &'a str, text: &'a mut String, known: &'a [KnownName]) -> Self {
        Self {
            label,
            text,
            known,
            hint: "",
            width: None,
            show_label: true,
            small: false,
            is_single: false,
            id: None,
        }
    }

    /// Grey words while nothing is typed.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Width in points on the screen; all there is when not set.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Uses the label as accessible name only.
    pub fn hide_label(mut self) -> Self {
        self.show_label = false;
        self
    }

    /// 26 high with table text.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// One name only: a comma belongs to it.
    pub fn single(mut self) -> Self {
        self.is_single = true;
        self
    }

    /// A fixed id, to give it the focus with `ui.memory_mut(|m| m.request_focus(id))`.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it; the response is the field's and is changed when a name was typed or taken.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(self.label));
        let kept = id.with("names");
        let mut state: ListState = ui.data(|data| data.get_temp(kept)).unwrap_or_default();
        let mut is_taken =
            ui.memory(|memory| memory.has_focus(id)) && self.keys(ui, id, &mut state);
        let mut response = self.field_ui(ui, id);
        if response.changed() {
            self.reopen(&response.ctx, id, &mut state);
        }
        if !is_focused(&response) {
            state = ListState::default();
        }
        is_taken |= self.names_ui(&response, &mut state);
        if is_taken {
            response.mark_changed();
        }
        keep_keys(ui, id, state);
        ui.data_mut(|data| data.insert_temp(kept, state));
        response
    }

    fn field_ui(&mut self, ui: &mut Ui, id: Id) -> Response {
        let mut field = TextField::new(self.label, self.text).hint(self.hint).id(id);
        if let Some(width) = self.width {
            field = field.width(width);
        }
        if !self.show_label {
            field = field.hide_label();
        }
        if self.small {
            field = field.small();
        }
        if !list::has_pointer(ui.ctx(), id) {
            return field.show(ui);
        }
        // A press on the list must not take the focus, for which a caller may wait to commit.
        let set =
            |on| move |options: &mut egui::Options| options.input_options.surrender_focus_on = on;
        let usual = ui
            .ctx()
            .options(|options| options.input_options.surrender_focus_on);
        ui.ctx().options_mut(set(SurrenderFocusOn::Never));
        let response = field.show(ui);
        ui.ctx().options_mut(set(usual));
        response
    }

    /// Where the name being typed stands, with the cursor of the last frame.
    fn part(&self, ctx: &Context, id: Id) -> Option<Range<usize>> {
        let cursor = TextEditState::load(ctx, id)
            .and_then(|state| state.cursor.char_range())
            .map_or(usize::MAX, |range| range.primary.index.0);
        typed_part(self.text, cursor, self.is_single)
    }

    fn options(&self, part: &Range<usize>) -> Vec<&'a KnownName> {
        fitting(self.known, self.text, part, self.is_single)
    }

    /// What the keys do before the field sees them; true when a name was taken.
    fn keys(&mut self, ui: &Ui, id: Id, state: &mut ListState) -> bool {
        let Some(part) = self.part(ui.ctx(), id) else {
            return false;
        };
        let options = self.options(&part);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if !state.is_open {
            if !options.is_empty() && pressed(Key::ArrowDown) {
                state.is_open = true;
                state.highlighted = Some(0);
                state.has_moved = true;
            }
            return false;
        }
        if pressed(Key::Escape) {
            *state = ListState::default();
            return false;
        }
        if state.has_moved && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Tab)) {
            *state = ListState::default();
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Previous));
            return false;
        }
        if pressed(Key::ArrowDown) {
            // The first press makes firm what was highlighted by itself, so that Tab takes it too.
            let step = usize::from(state.has_moved);
            let next = state.highlighted.map_or(0, |at| at + step);
            state.highlighted = Some(next.min(options.len().saturating_sub(1)));
            state.has_moved = true;
        }
        if pressed(Key::ArrowUp) {
            // Over the first one stands what is typed.
            state.highlighted = state.highlighted.and_then(|at| at.checked_sub(1));
            state.has_moved = state.highlighted.is_some();
        }
        let Some(one) = state.highlighted.and_then(|at| options.get(at)) else {
            return false;
        };
        if pressed(Key::Enter) || (state.has_moved && pressed(Key::Tab)) {
            self.take(ui.ctx(), id, &part, one);
            *state = ListState::default();
            return true;
        }
        false
    }

    /// Puts `one` in the place of what is typed, with the cursor behind it.
    fn take(&mut self, ctx: &Context, id: Id, part: &Range<usize>, one: &KnownName) {
        self.text.replace_range(part.clone(), &one.name);
        let end = part.start + one.name.len();
        let cursor = self.text.get(..end).map_or(0, |text| text.chars().count());
        let mut state = TextEditState::load(ctx, id).unwrap_or_default();
        let cursor = CCursorRange::one(CCursor::new(cursor));
        state.cursor.set_char_range(Some(cursor));
        state.store(ctx, id);
    }

    /// After typing: open while a name is begun, on the first that begins so.
    fn reopen(&self, ctx: &Context, id: Id, state: &mut ListState) {
        *state = ListState::default();
        let Some(part) = self.part(ctx, id) else {
            return;
        };
        let written = self.text.get(part.clone()).unwrap_or_default();
        state.is_open = !written.is_empty();
        let is_meant = is_first_meant(self.known, &self.options(&part), written);
        state.highlighted = is_meant.then_some(0);
    }

    /// The list, while it is open and has names; true when one was pressed.
    fn names_ui(&mut self, field: &Response, state: &mut ListState) -> bool {
        let part = self.part(&field.ctx, field.id).filter(|_| state.is_open);
        let options = part.as_ref().map(|part| self.options(part));
        let options = options.unwrap_or_default();
        if options.is_empty() {
            *state = ListState::default();
        }
        let is_open = state.is_open;
        field.ctx.accesskit_node_builder(field.id, |node| {
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            node.set_expanded(is_open);
        });
        if !is_open {
            return false;
        }
        let pressed = list::list_ui(
            field,
            self.label,
            &options,
            state.highlighted,
            state.has_moved,
        );
        let one = pressed.and_then(|at| options.get(at));
        let (Some(one), Some(part)) = (one, part) else {
            return false;
        };
        self.take(&field.ctx, field.id, &part, one);
        *state = ListState::default();
        true
    }
}

/// While the list is open, Escape closes it and stays in the field, and so does Tab after an arrow.
fn keep_keys(ui: &Ui, id: Id, state: ListState) {
    if state.is_open {
        let filter = EventFilter {
            tab: state.has_moved,
            escape: true,
            horizontal_arrows: true,
            vertical_arrows: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
}
