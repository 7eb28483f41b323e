//! A picture with its surround: empty edge, title, sentence and footer, and what they leave.

use std::ops::{Deref, DerefMut};

use super::ink::Ink;
use super::scene::{AlignX, AlignY, Rect, Stroke, Text};
use super::sheet::Sheet;
use super::text::{TextStyle, ellipsis, wrap};

/// Height of the footer in design points, and of the air over it.
const FOOTER: f32 = 28.0;
const AIR: f32 = 8.0;

/// Title and finding over a picture that leaves the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// What is shown.
    pub title: String,
    /// The finding in words; may be empty.
    pub sentence: String,
}

/// What stands round a picture that leaves the window; nothing in a card, which has its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surround {
    /// Title and finding.
    pub heading: Option<Heading>,
    /// Whose answers of when: `Cedar Fork Clinic · Repeat, October 2026`.
    pub footer: Option<String>,
    /// Empty edge in design points: 0 in a card, 16 in a picture that leaves the window.
    pub margin: f32,
}

impl Surround {
    /// The most height it takes, in design points.
    pub fn most_height(&self) -> f32 {
        let heading = if self.heading.is_some() { 116.0 } else { 0.0 };
        let footer = if self.footer.is_some() {
            FOOTER + AIR
        } else {
            0.0
        };
        heading + footer + self.margin * 2.0
    }
}

/// A sheet, and what is left of it for the picture itself.
#[derive(Clone, Debug)]
pub struct Page {
    sheet: Sheet,
    /// The part that margin, heading and footer have left.
    pub left: Rect,
}

impl Page {
    /// An empty page with `margin` design points of edge.
    pub fn new(width: f32, height: f32, k: f32, margin: f32) -> Self {
        let sheet = Sheet::new(width, height, k);
        let margin = (margin * k).min(width / 8.0).min(height / 8.0).max(0.0);
        Self {
            left: sheet.scene.frame().grown(-margin),
            sheet,
        }
    }

    /// An empty page with a surround; a footer or heading that would leave the picture less than
    /// `picture` design points is left out.
    pub fn with_surround(
        (width, height): (f32, f32),
        k: f32,
        surround: &Surround,
        picture: f32,
    ) -> Self {
        let mut page = Self::new(width, height, k, surround.margin);
        if let Some(words) = &surround.footer
            && page.left.height() >= (picture + FOOTER + AIR) * k
        {
            page.footer(words);
        }
        if let Some(heading) = &surround.heading {
            page.heading(heading, picture);
        }
        page
    }

    /// The finished picture.
    pub fn into_sheet(self) -> Sheet {
        self.sheet
    }

    /// Writes the title, and takes it off the top.
    pub fn title(&mut self, words: &str) {
        let style = TextStyle::strong(17.0 * self.k);
        self.lines(&wrap(words, style, self.left.width(), 2), style, 24.0);
    }

    fn heading(&mut self, heading: &Heading, picture: f32) {
        let plain = TextStyle::regular(15.0 * self.k);
        let strong = TextStyle::strong(17.0 * self.k);
        let title = wrap(&heading.title, strong, self.left.width(), 2);
        let sentence = wrap(&heading.sentence, plain, self.left.width(), 3);
        let needed = title.len() as f32 * 24.0 + sentence.len() as f32 * 20.0 + 8.0;
        if self.left.height() < (picture + needed) * self.k {
            return;
        }
        self.lines(&title, strong, 24.0);
        self.lines(&sentence, plain, 20.0);
        self.left.top += 8.0 * self.k;
    }

    /// Writes lines at the top left, `step` design points each, and takes them off the top.
    fn lines(&mut self, lines: &[String], style: TextStyle, step: f32) {
        for line in lines {
            let at = (self.left.left, self.left.top);
            let hang = (AlignX::Left, AlignY::Top);
            self.say(Text::new(at, hang, style, Ink::Text, line.clone()));
            self.left.top += step * self.k;
        }
    }

    fn footer(&mut self, words: &str) {
        let middle = self.footer_rule();
        self.left.bottom -= AIR * self.k;
        let style = self.small();
        let words = ellipsis(words, style, self.left.width());
        let hang = (AlignX::Left, AlignY::Middle);
        let at = (self.left.left, middle);
        self.say_if_free(Text::new(at, hang, style, Ink::Text2, words));
    }

    /// Takes the footer off the foot and rules its top. Returns the middle of its line of words.
    pub fn footer_rule(&mut self) -> f32 {
        let k = self.k;
        self.left.bottom -= FOOTER * k;
        let top = self.left.bottom;
        let (from, to) = ((self.left.left, top), (self.left.right, top));
        self.scene.line(from, to, Stroke::solid(k, Ink::Rule));
        top + 16.0 * k
    }
}

impl Deref for Page {
    type Target = Sheet;

    fn deref(&self) -> &Sheet {
        &self.sheet
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut Sheet {
        &mut self.sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surround() -> Surround {
        Surround {
            heading: Some(Heading {
                title: "11 Prepared visits".to_owned(),
                sentence: "Leaders see it 7 higher than the front desk.".to_owned(),
            }),
            footer: Some("Cedar Fork Clinic".to_owned()),
            margin: 16.0,
        }
    }

    #[test]
    fn a_surround_takes_its_height_off_the_picture() {
        let page = Page::with_surround((800.0, 500.0), 1.0, &surround(), 220.0);
        assert_eq!(page.scene.texts().count(), 3);
        assert!((page.left.top - (16.0 + 24.0 + 20.0 + 8.0)).abs() < 1e-3);
        assert!((page.left.bottom - (500.0 - 16.0 - 28.0 - 8.0)).abs() < 1e-3);
        assert!(500.0 - page.left.height() <= surround().most_height());
    }

    #[test]
    fn a_picture_too_low_for_its_surround_goes_without() {
        let page = Page::with_surround((800.0, 240.0), 1.0, &surround(), 220.0);
        assert_eq!(page.scene.texts().count(), 0);
        assert!((page.left.height() - 208.0).abs() < 1e-3);
    }
}
