//! The theme as an egui style, so that egui's own widgets look like ours.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, Id, Margin, Shadow, Stroke, TextStyle, Visuals, vec2};

use super::{Mode, Style, Theme};

/// Makes `theme` the look of every widget from now on.
///
/// Cheap enough to call when the mode or the window's height changes; not needed every frame.
pub fn apply(ctx: &Context, theme: &Theme) {
    ctx.data_mut(|data| data.insert_temp(Id::NULL, *theme));
    let base = egui_theme(theme);
    ctx.set_theme(base);
    ctx.all_styles_mut(|style| {
        set_text(style, theme);
        set_spacing(style, theme);
        style.visuals = visuals(theme);
        // Nothing moves by itself: a table jumps to its row, a popup is there or not.
        style.animation_time = 0.0;
        style.scroll_animation = ScrollAnimation::none();
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        style.explanation_tooltips = false;
    });
}

fn egui_theme(theme: &Theme) -> egui::Theme {
    match theme.mode {
        Mode::Dark => egui::Theme::Dark,
        Mode::Light | Mode::Present => egui::Theme::Light,
    }
}

fn set_text(style: &mut egui::Style, theme: &Theme) {
    style.text_styles = Style::ALL
        .into_iter()
        .map(|step| (step.text_style(), theme.font(step)))
        .chain([
            (TextStyle::Button, theme.font(Style::Body)),
            (TextStyle::Monospace, theme.font(Style::Table)),
        ])
        .collect();
}

fn set_spacing(style: &mut egui::Style, theme: &Theme) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(theme.pt(8.0), theme.pt(8.0));
    // Body text is 19.5 high by itself and 21 in the look.
    spacing.extra_text_line_spacing = theme.pt(1.5);
    spacing.button_padding = vec2(theme.pt(10.0), theme.pt(4.0));
    spacing.interact_size = vec2(theme.pt(32.0), theme.pt(32.0));
    spacing.icon_width = theme.pt(16.0);
    spacing.icon_width_inner = theme.pt(10.0);
    spacing.icon_spacing = theme.pt(8.0);
    spacing.combo_width = theme.pt(120.0);
    spacing.combo_height = theme.pt(320.0);
    spacing.text_edit_width = theme.pt(240.0);
    spacing.tooltip_width = theme.pt(420.0);
    spacing.menu_width = theme.pt(320.0);
    spacing.menu_margin = Margin::same(theme.margin(4.0));
    spacing.menu_spacing = theme.pt(4.0);
    spacing.window_margin = Margin::same(theme.margin(24.0));
    spacing.indent = theme.pt(16.0);
    spacing.scroll = scroll(theme);
}

fn scroll(theme: &Theme) -> ScrollStyle {
    let mut scroll = ScrollStyle {
        floating: true,
        bar_width: theme.pt(9.0),
        floating_width: theme.pt(8.0),
        floating_allocated_width: 0.0,
        bar_inner_margin: theme.pt(2.0),
        bar_outer_margin: theme.pt(2.0),
        handle_min_length: theme.pt(24.0),
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.35,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::solid()
    };
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(theme: &Theme) -> Visuals {
    let colors = theme.color();
    let mut visuals = match theme.mode {
        Mode::Dark => Visuals::dark(),
        Mode::Light | Mode::Present => Visuals::light(),
    };
    visuals.widgets = widgets(theme);
    visuals.selection = Selection {
        bg_fill: colors.selection,
        stroke: Stroke::new(theme.pt(1.0), colors.on_selection),
    };
    visuals.weak_text_color = Some(colors.text_3);
    visuals.hyperlink_color = colors.accent;
    visuals.faint_bg_color = colors.window;
    visuals.extreme_bg_color = colors.surface;
    visuals.text_edit_bg_color = Some(colors.surface);
    visuals.code_bg_color = colors.sunken;
    visuals.warn_fg_color = colors.caution_text;
    visuals.error_fg_color = colors.error_text;
    visuals.panel_fill = colors.window;
    visuals.window_fill = colors.surface;
    // Popups lie on cards without a shadow, so they need the stronger outline.
    visuals.window_stroke = theme.control_stroke();
    visuals.window_corner_radius = CornerRadius::same(theme.radius(8.0));
    visuals.menu_corner_radius = CornerRadius::same(theme.radius(5.0));
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.text_cursor.stroke = Stroke::new(theme.pt(1.5), colors.text);
    visuals.text_cursor.blink = false;
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.disabled_alpha = 0.45;
    visuals
}

fn widgets(theme: &Theme) -> Widgets {
    let colors = theme.color();
    let look = |fill: Color32, border: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: border,
        fg_stroke: Stroke::new(theme.pt(1.5), ink),
        corner_radius: CornerRadius::same(theme.radius(5.0)),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: look(colors.surface, theme.rule(), colors.text),
        inactive: look(colors.surface, theme.control_stroke(), colors.text),
        hovered: look(colors.hover, theme.control_stroke(), colors.text),
        active: look(
            colors.selection,
            Stroke::new(theme.pt(2.0), colors.focus),
            colors.on_selection,
        ),
        open: look(
            colors.selection,
            theme.control_stroke(),
            colors.on_selection,
        ),
    }
}
