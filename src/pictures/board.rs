//! A board: who stands where, with a bar for each line.
//!
//! 1280 × 600 pixels; chats show it as narrow as 360, where the letters are still eleven pixels high.

use super::fit::Hand;
use super::sheet::{Anchor, Drawing, Sheet, Slot, Theme};

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 600;
const EDGE: f32 = 40.0;
/// The most lines that a board shows.
const MOST: usize = 6;
/// From one line to the next.
const PITCH: f32 = 76.0;
const FIRST: f32 = 132.0;

/// What a board shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// What it is a board of.
    pub title: String,
    /// Of which time, or what is counted.
    pub note: String,
    /// Best first; of more than six, the first six are drawn.
    pub lines: Vec<Line>,
}

/// One line of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The rank; those who have as much share one.
    pub rank: usize,
    /// Whose line it is.
    pub name: String,
    /// How much, for the length of the bar; less than nothing is drawn as nothing.
    pub amount: i64,
    /// How much, as it is written.
    pub written: String,
    /// Whether the line is the reader's own.
    pub own: bool,
}

impl Board {
    /// Draws it.
    pub fn draw(&self, theme: Theme) -> Drawing {
        let mut sheet = Sheet::new(WIDTH, HEIGHT, theme);
        let colours = sheet.colours;
        let (title, note) = (Hand { size: 54.0, bold: true }, Hand { size: 40.0, bold: false });
        sheet.write_large(
            &self.title,
            Slot::new(EDGE, 28.0, 780.0, 80.0),
            Anchor::Start,
            title,
            42.0,
            colours.ink,
        );
        sheet.write(&self.note, Slot::new(830.0, 28.0, 410.0, 80.0), Anchor::End, note, colours.quiet);
        let most = self.lines.iter().map(|line| line.amount).max().unwrap_or(0).max(1);
        for (at, line) in self.lines.iter().take(MOST).enumerate() {
            // Six lines and no fraction of one.
            let top = FIRST + PITCH * f32::from(u8::try_from(at).unwrap_or(u8::MAX));
            draw_line(&mut sheet, line, most, top);
        }
        sheet.done()
    }
}

fn draw_line(sheet: &mut Sheet, line: &Line, most: i64, top: f32) {
    const BAR: f32 = 380.0;
    let colours = sheet.colours;
    if line.own {
        sheet.block(Slot::new(EDGE - 20.0, top, 1240.0, PITCH - 6.0), 14.0, colours.own);
    }
    let row = |left, width| Slot::new(left, top, width, PITCH - 6.0);
    let (bold, plain) = (Hand { size: 42.0, bold: true }, Hand { size: 42.0, bold: false });
    sheet.write_large(&line.rank.to_string(), row(EDGE, 72.0), Anchor::End, bold, 24.0, colours.quiet);
    sheet.write(&line.name, row(136.0, 510.0), Anchor::Start, Hand { bold: line.own, ..plain }, colours.ink);
    let bar = |width| Slot::new(670.0, top + PITCH / 2.0 - 17.0, width, 28.0);
    sheet.block(bar(BAR), 14.0, colours.track);
    let share = share(line.amount, most);
    if share > 0.0 {
        sheet.block(bar((BAR * share).max(28.0)), 14.0, colours.bar);
    }
    sheet.write_large(&line.written, row(1066.0, 174.0), Anchor::End, bold, 28.0, colours.ink);
}

/// How much of `most` an amount is, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a bar is a few hundred pixels long")]
pub(super) fn share(amount: i64, most: i64) -> f32 {
    (amount.max(0) as f32 / most.max(1) as f32).min(1.0)
}
