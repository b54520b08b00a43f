//! A sparkline: how something went, week by week, small enough to stand beside a number.

use super::board::share;
use super::fit::Hand;
use super::sheet::{Anchor, Drawing, Sheet, Slot, Theme};
use std::fmt::Write as _;

const WIDTH: u32 = 640;
const HEIGHT: u32 = 200;
const EDGE: f32 = 28.0;

/// What a sparkline shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparkline {
    /// What is counted.
    pub title: String,
    /// How much it was in each week, oldest first; less than nothing is drawn as nothing.
    pub amounts: Vec<i64>,
    /// The newest, as it is written.
    pub written: String,
}

impl Sparkline {
    /// Draws it.
    pub fn draw(&self, theme: Theme) -> Drawing {
        let mut sheet = Sheet::new(WIDTH, HEIGHT, theme);
        let colours = sheet.colours;
        let (quiet, bold) = (Hand { size: 32.0, bold: false }, Hand { size: 40.0, bold: true });
        sheet.write(&self.title, Slot::new(EDGE, 14.0, 420.0, 48.0), Anchor::Start, quiet, colours.quiet);
        sheet.write_large(
            &self.written,
            Slot::new(460.0, 10.0, 152.0, 54.0),
            Anchor::End,
            bold,
            24.0,
            colours.ink,
        );
        let points = self.points(Slot::new(EDGE, 84.0, 584.0, 92.0));
        if let (Some((first, _)), Some(last)) = (points.first(), points.last()) {
            let line = path(&points);
            sheet.path(&format!("{line} L{} 176 L{first} 176 Z", last.0), colours.track, None);
            sheet.path(&line, colours.bar, Some(5.0));
            sheet.disc(*last, 9.0, colours.bar);
        }
        sheet.done()
    }

    /// Where the line goes through, from left to right.
    #[expect(clippy::cast_precision_loss, reason = "a line has some dozen points")]
    fn points(&self, within: Slot) -> Vec<(f32, f32)> {
        let most = self.amounts.iter().copied().max().unwrap_or(0);
        let step = within.width / (self.amounts.len().max(2) - 1) as f32;
        let at = |(at, amount): (usize, &i64)| {
            (within.left + step * at as f32, within.top + within.height * (1.0 - share(*amount, most)))
        };
        self.amounts.iter().enumerate().map(at).collect()
    }
}

fn path(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(path, "{}{x:.1} {y:.1} ", if at == 0 { 'M' } else { 'L' });
    }
    path.trim_end().to_owned()
}
