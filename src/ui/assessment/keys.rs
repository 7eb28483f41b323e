//! Keys of the self-assessment: scores, moves and letters, whenever nothing is being typed.

use egui::{Context, Event, FocusDirection, Id, Key, Memory, Modifiers, Popup};

use crate::domain::assessment::Rating;

/// Whether keys belong to the screen: no field, popup or dialog has them.
pub(super) fn are_free(ctx: &Context) -> bool {
    !ctx.text_edit_focused()
        && !Popup::is_any_open(ctx)
        && ctx.memory(|m| m.top_modal_layer().is_none())
}

/// The score keys: 1 to 9, 0 for 10, - for 11, = for 12.
const SCORES: [(char, Key, u8); 12] = [
    ('1', Key::Num1, 1),
    ('2', Key::Num2, 2),
    ('3', Key::Num3, 3),
    ('4', Key::Num4, 4),
    ('5', Key::Num5, 5),
    ('6', Key::Num6, 6),
    ('7', Key::Num7, 7),
    ('8', Key::Num8, 8),
    ('9', Key::Num9, 9),
    ('0', Key::Num0, 10),
    ('-', Key::Minus, 11),
    ('=', Key::Equals, 12),
];

/// What was typed this frame, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A score key.
    Score(Rating),
    /// Backspace or Delete.
    Clear,
    /// Enter.
    Enter,
    /// An arrow: columns to the right, rows down.
    Move(i16, i16),
    /// To the first or the last.
    End(bool),
}

/// Takes the keys of this frame out of the input. Signs are read as they are typed, so that every
/// keyboard layout and the number pad serve; a sign's key alone counts where no sign comes with it.
///
/// Enter belongs to a focused control, unless that is `own`, the screen itself.
pub(super) fn typed(ctx: &Context, own: Option<Id>) -> Vec<Typed> {
    let focused = ctx.memory(Memory::focused);
    let has_enter = focused.is_none() || focused == own;
    let mut typed = Vec::new();
    let mut moved = false;
    ctx.input_mut(|input| {
        let has_signs = input.events.iter().any(|e| matches!(e, Event::Text(_)));
        input.events.retain(|event| {
            let found = match event {
                Event::Text(text) => of_text(text),
                Event::Key {
                    key: Key::Enter, ..
                } if !has_enter => return true,
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } => of_key(*key, *modifiers, has_signs),
                _ => return true,
            };
            moved |= found.iter().any(|t| matches!(t, Typed::Move(..)));
            let is_taken = !found.is_empty();
            typed.extend(found);
            !is_taken
        });
    });
    if moved {
        // The arrow moves here, not the focus.
        ctx.memory_mut(|m| m.move_focus(FocusDirection::None));
    }
    typed
}

fn of_text(text: &str) -> Vec<Typed> {
    let score = |sign: char| SCORES.iter().find(|(s, _, _)| *s == sign);
    text.chars()
        .filter_map(|sign| Rating::new(score(sign)?.2))
        .map(Typed::Score)
        .collect()
}

fn of_key(key: Key, modifiers: Modifiers, has_signs: bool) -> Vec<Typed> {
    if modifiers.command || modifiers.alt || modifiers.shift {
        return Vec::new();
    }
    let typed = match key {
        Key::Backspace | Key::Delete => Typed::Clear,
        Key::Enter => Typed::Enter,
        Key::ArrowLeft => Typed::Move(-1, 0),
        Key::ArrowRight => Typed::Move(1, 0),
        Key::ArrowUp => Typed::Move(0, -1),
        Key::ArrowDown => Typed::Move(0, 1),
        Key::Home => Typed::End(false),
        Key::End => Typed::End(true),
        key => {
            let score = SCORES.iter().find(|(_, k, _)| *k == key && !has_signs);
            return score
                .and_then(|(_, _, score)| Rating::new(*score))
                .map(Typed::Score)
                .into_iter()
                .collect();
        }
    };
    vec![typed]
}

/// Whether a letter was pressed; its sign is taken too, so that a field that opens does not get it.
pub(super) fn letter(ctx: &Context, key: Key) -> bool {
    let pressed = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed {
        let sign = key.name().to_lowercase();
        ctx.input_mut(|input| {
            input
                .events
                .retain(|e| !matches!(e, Event::Text(t) if t.to_lowercase() == sign));
        });
    }
    pressed
}
