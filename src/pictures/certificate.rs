//! A certificate: who did what and when, and the code by which anybody can have it verified.

use super::badge::{Metal, medal};
use super::fit::{Hand, wrap};
use super::sheet::{Anchor, Drawing, Sheet, Slot, Theme};

const WIDTH: u32 = 1600;
const HEIGHT: u32 = 1130;
const MIDDLE: Anchor = Anchor::Middle;

/// What a certificate says, every word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it is.
    pub heading: String,
    /// Before the name.
    pub before: String,
    /// Whose it is.
    pub name: String,
    /// What they did, in a sentence.
    pub statement: String,
    /// When it was earned.
    pub date: String,
    /// How to verify it.
    pub verify: String,
    /// The code.
    pub code: String,
    /// The sign of the badge.
    pub sign: String,
    /// What the badge is made of.
    pub metal: Metal,
}

impl Certificate {
    /// Draws it.
    pub fn draw(&self, theme: Theme) -> Drawing {
        let mut sheet = Sheet::new(WIDTH, HEIGHT, theme);
        let colours = sheet.colours;
        sheet.path("M40 40 H1560 V1090 H40 Z", colours.bar, Some(8.0));
        sheet.path("M60 60 H1540 V1070 H60 Z", colours.quiet, Some(2.0));
        medal(&mut sheet, &self.sign, self.metal, (800.0, 200.0), 105.0);
        let (heading, name, small) = (hand(64.0, true), hand(92.0, true), hand(40.0, false));
        sheet.write_large(&self.heading, line(330.0, 90.0), MIDDLE, heading, 40.0, colours.ink);
        sheet.write(&self.before, line(430.0, 64.0), MIDDLE, small, colours.quiet);
        sheet.write_large(&self.name, line(494.0, 158.0), MIDDLE, name, 48.0, colours.ink);
        sheet.path("M400 656 H1200", colours.track, Some(4.0));
        let words = hand(44.0, false);
        for (at, part) in wrap(&self.statement, words, 1360.0, 3).iter().enumerate() {
            // Three lines at most.
            let top = 680.0 + 62.0 * f32::from(u8::try_from(at).unwrap_or(u8::MAX));
            sheet.write(part, line(top, 62.0), MIDDLE, words, colours.ink);
        }
        sheet.write(&self.date, line(870.0, 60.0), MIDDLE, small, colours.quiet);
        sheet.write_large(&self.verify, line(944.0, 50.0), MIDDLE, hand(36.0, false), 30.0, colours.quiet);
        sheet.write(&self.code, line(994.0, 62.0), MIDDLE, hand(46.0, true), colours.ink);
        sheet.done()
    }
}

const fn hand(size: f32, bold: bool) -> Hand {
    Hand { size, bold }
}

/// A line across the paper, between its edges.
const fn line(top: f32, height: f32) -> Slot {
    Slot::new(120.0, top, 1360.0, height)
}
