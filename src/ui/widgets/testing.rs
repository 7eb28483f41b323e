//! A test window with our fonts and theme, and what a person does in it.

use egui::{Role, Ui};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, HarnessBuilder};

use crate::ui::theme::{Theme, apply, install_fonts};

/// A window of 1000 by 700 that draws `ui` from `state`.
pub(crate) fn harness<'a, S>(state: S, ui: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    harness_in(Theme::light(), (1000.0, 700.0), state, ui)
}

/// The same with a theme and a size.
pub(crate) fn harness_in<'a, S>(
    theme: Theme,
    size: (f32, f32),
    state: S,
    ui: impl FnMut(&mut Ui, &mut S) + 'a,
) -> Harness<'a, S> {
    HarnessBuilder::default()
        .with_size(size)
        .with_max_steps(12)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(move |ctx| {
            install_fonts(ctx);
            apply(ctx, &theme);
        })
        .build_ui_state(ui, state)
}

/// Presses the control of this name.
pub(crate) fn click<S>(harness: &mut Harness<'_, S>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// Types into the field of this name; other parts may have the same words.
pub(crate) fn type_into<S>(harness: &mut Harness<'_, S>, role: Role, field: &str, words: &str) {
    harness.get_by_role_and_label(role, field).focus();
    harness.run();
    harness.get_by_role_and_label(role, field).type_text(words);
    harness.run();
}
