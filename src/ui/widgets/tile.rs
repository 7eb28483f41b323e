//! A measure's tile: name, value with its n, sparkline, aim, and the signal in words.

use egui::{Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, into_view, text_at};
use crate::ui::icons::{Glyph, paint_glyph};
use crate::ui::theme::{Style, Theme};

/// What a run chart says, for the glyph and colour before the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A signal in the wanted direction: blue disc.
    Better,
    /// A signal in the other direction: orange diamond.
    Worse,
    /// No signal: grey ring.
    None,
}

/// A tile that can be pressed to open its measure.
#[must_use = "call show"]
pub struct Tile<'a> {
    name: &'a str,
    value: &'a str,
    count: &'a str,
    aim: Option<&'a str>,
    signal: Option<(Signal, &'a str)>,
    chosen: bool,
    size: Size,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Full,
    Compact,
    Narrow,
}

impl<'a> Tile<'a> {
    /// `name` "Naloxone in the past 12 months", `value` "25.0 %", `count` "23 of 92".
    pub fn new(name: &'a str, value: &'a str, count: &'a str) -> Self {
        Self {
            name,
            value,
            count,
            aim: None,
            signal: None,
            chosen: false,
            size: Size::Full,
        }
    }

    /// The aim in words under the sparkline.
    pub fn aim(mut self, aim: &'a str) -> Self {
        self.aim = Some(aim);
        self
    }

    /// The signal and its words: "Better: 8 months in a row below the baseline".
    pub fn signal(mut self, signal: Signal, words: &'a str) -> Self {
        self.signal = Some((signal, words));
        self
    }

    /// Whether its measure is the one shown below.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// 70 high with the sparkline at the right, instead of 160 with it in the middle.
    pub fn compact(mut self) -> Self {
        self.size = Size::Compact;
        self
    }

    /// 94 high with the sparkline and the signal in its last line, for many tiles in a row.
    pub fn narrow(mut self) -> Self {
        self.size = Size::Narrow;
        self
    }

    /// Draws it over the whole width; `sparkline` paints into the rectangle it is given.
    pub fn show(self, ui: &mut Ui, sparkline: impl FnOnce(&Painter, Rect)) -> Response {
        let theme = Theme::of(ui);
        let height = theme.pt(match self.size {
            Size::Full => 161.0,
            Size::Compact => 70.0,
            Size::Narrow => 94.0,
        });
        let size = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            let words = self.signal.map_or("", |(_, words)| words);
            let label = format!("{}, {}, {}. {words}", self.name, self.value, self.count);
            WidgetInfo::selected(
                Role::Button,
                ui.is_enabled(),
                self.chosen,
                label.trim_end_matches([' ', '.']),
            )
        });
        into_view(&response);
        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, &theme, rect, &response);
            let place = match self.size {
                Size::Full => self.paint_full(ui, &theme, rect),
                Size::Compact => self.paint_compact(ui, &theme, rect),
                Size::Narrow => self.paint_narrow(ui, &theme, rect),
            };
            sparkline(&ui.painter().with_clip_rect(place.expand(6.0)), place);
            focus_ring(ui, &response, rect);
        }
        response
    }

    fn paint_ground(&self, ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
        let colors = theme.color();
        let fill = if response.hovered() {
            colors.hover
        } else {
            colors.surface
        };
        let stroke = if self.chosen {
            Stroke::new(theme.pt(2.0), colors.accent)
        } else {
            theme.rule()
        };
        ui.painter()
            .rect(rect, theme.radius(8.0), fill, stroke, StrokeKind::Inside);
    }

    fn paint_full(&self, ui: &Ui, theme: &Theme, rect: Rect) -> Rect {
        let colors = *theme.color();
        let left = rect.left() + theme.pt(15.0);
        let room = rect.width() - theme.pt(30.0);
        let name = theme.galley_cut(ui, self.name, Style::Strong, colors.text, room);
        text_at(ui.painter(), &name, left, rect.top() + theme.pt(23.0));
        self.value_line(
            ui,
            theme,
            left,
            rect.top() + theme.pt(52.0),
            Style::Display,
            room,
        );
        if let Some(aim) = self.aim {
            let galley = theme.galley_cut(ui, aim, Style::Small, colors.text_2, room);
            text_at(ui.painter(), &galley, left, rect.bottom() - theme.pt(36.0));
        }
        self.signal_line(ui, theme, left, rect.bottom() - theme.pt(19.0), room);
        Rect::from_min_max(
            pos2(left + theme.pt(5.0), rect.top() + theme.pt(74.0)),
            pos2(
                rect.right() - theme.pt(17.0),
                rect.bottom() - theme.pt(52.0),
            ),
        )
    }

    fn paint_compact(&self, ui: &Ui, theme: &Theme, rect: Rect) -> Rect {
        let colors = *theme.color();
        let left = rect.left() + theme.pt(13.0);
        let chart = theme.pt(94.0).min(rect.width() * 0.4);
        let chart_left = rect.right() - theme.pt(17.0) - chart;
        let room = chart_left - left - theme.pt(8.0);
        let name = theme.galley_cut(ui, self.name, Style::Table, colors.text, room);
        text_at(ui.painter(), &name, left, rect.top() + theme.pt(22.0));
        self.value_line(
            ui,
            theme,
            left,
            rect.top() + theme.pt(45.0),
            Style::Title,
            room,
        );
        if let Some((_, words)) = self.signal {
            let width = theme.pt(17.0)
                + theme
                    .galley(ui, words, Style::SmallStrong, colors.text)
                    .size()
                    .x;
            let x = (rect.right() - theme.pt(13.0) - width).max(chart_left);
            let room = rect.right() - theme.pt(13.0) - x;
            self.signal_line(ui, theme, x, rect.bottom() - theme.pt(19.0), room);
        }
        Rect::from_min_max(
            pos2(chart_left, rect.top() + theme.pt(14.0)),
            pos2(rect.right() - theme.pt(17.0), rect.top() + theme.pt(39.0)),
        )
    }

    fn paint_narrow(&self, ui: &Ui, theme: &Theme, rect: Rect) -> Rect {
        let colors = *theme.color();
        let left = rect.left() + theme.pt(13.0);
        let right = rect.right() - theme.pt(13.0);
        let name = theme.galley_cut(ui, self.name, Style::Table, colors.text, right - left);
        text_at(ui.painter(), &name, left, rect.top() + theme.pt(20.0));
        self.value_line(
            ui,
            theme,
            left,
            rect.top() + theme.pt(44.0),
            Style::Title,
            right - left,
        );
        // As wide as "No signal", so that the lines of all tiles in a row are equally long.
        let words = theme.pt(76.0);
        self.signal_line(
            ui,
            theme,
            right - words,
            rect.bottom() - theme.pt(19.0),
            words,
        );
        Rect::from_min_max(
            pos2(left, rect.bottom() - theme.pt(31.0)),
            pos2(
                right - words - theme.pt(9.0),
                rect.bottom() - theme.pt(10.0),
            ),
        )
    }

    /// The value and, on the same foot line, its n.
    fn value_line(&self, ui: &Ui, theme: &Theme, x: f32, y: f32, style: Style, room: f32) {
        let colors = *theme.color();
        let value = theme.galley_cut(ui, self.value, style, colors.text, room);
        let x = text_at(ui.painter(), &value, x, y) + theme.pt(8.0);
        let small = if self.size == Size::Full {
            Style::Body
        } else {
            Style::Table
        };
        let left = room - value.size().x - theme.pt(8.0);
        let count = theme.galley_cut(ui, self.count, small, colors.text_2, left);
        let foot = theme.font(style).size - theme.font(small).size;
        text_at(ui.painter(), &count, x, y + foot * 0.33);
    }

    fn signal_line(&self, ui: &Ui, theme: &Theme, x: f32, y: f32, room: f32) {
        let Some((signal, words)) = self.signal else {
            return;
        };
        let colors = *theme.color();
        let (glyph, color) = match signal {
            Signal::Better => (Glyph::Disc, colors.improvement),
            Signal::Worse => (Glyph::Diamond, colors.concern),
            Signal::None => (Glyph::Ring, colors.neutral),
        };
        let size = theme.pt(10.0);
        let center = pos2(x + theme.pt(6.5), y);
        paint_glyph(ui.painter(), center, glyph, size, color);
        let room = room - theme.pt(17.0);
        let galley = theme.galley_cut(ui, words, Style::SmallStrong, color, room);
        text_at(ui.painter(), &galley, x + theme.pt(17.0), y);
    }
}
