//! A badge: a medal with a sign, its name and whose it is.

use super::fit::Hand;
use super::sheet::{Anchor, Drawing, Sheet, Slot, Theme};

const SIZE: u32 = 640;

/// What a medal is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metal {
    /// For a beginning.
    Bronze,
    /// For something that takes a while.
    Silver,
    /// For something that few do.
    Gold,
}

impl Metal {
    /// The rim, the field, and the sign upon it.
    const fn colours(self) -> [&'static str; 3] {
        match self {
            Self::Bronze => ["#8a4b20", "#d98f57", "#3d1f0a"],
            Self::Silver => ["#6b7480", "#c9d0d8", "#252b32"],
            Self::Gold => ["#94700a", "#f2c531", "#3f3000"],
        }
    }
}

/// What a badge shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medal {
    /// The sign on it, an emoji.
    pub sign: String,
    /// What it is made of.
    pub metal: Metal,
    /// What it is called.
    pub name: String,
    /// Whose it is; empty on a picture of the badge itself.
    pub owner: String,
}

impl Medal {
    /// Draws it.
    pub fn draw(&self, theme: Theme) -> Drawing {
        let mut sheet = Sheet::new(SIZE, SIZE, theme);
        let colours = sheet.colours;
        medal(&mut sheet, &self.sign, self.metal, (320.0, 232.0), 190.0);
        let (bold, plain) = (Hand { size: 52.0, bold: true }, Hand { size: 38.0, bold: false });
        let name = Slot::new(30.0, 462.0, 580.0, 80.0);
        sheet.write_large(&self.name, name, Anchor::Middle, bold, 30.0, colours.ink);
        if !self.owner.is_empty() {
            let owner = Slot::new(30.0, 542.0, 580.0, 64.0);
            sheet.write(&self.owner, owner, Anchor::Middle, plain, colours.quiet);
        }
        sheet.done()
    }
}

/// A medal around a point.
pub(super) fn medal(sheet: &mut Sheet, sign: &str, metal: Metal, (x, y): (f32, f32), radius: f32) {
    let [rim, field, ink] = metal.colours();
    sheet.disc((x, y), radius, rim);
    sheet.disc((x, y), radius * 0.9, field);
    sheet.disc((x, y), radius * 0.8, rim);
    sheet.disc((x, y), radius * 0.77, field);
    let half = radius * 0.62;
    let slot = Slot::new(x - half, y - half, half * 2.0, half * 2.0);
    let hand = Hand { size: (radius * 0.9).floor(), bold: false };
    sheet.write_large(sign, slot, Anchor::Middle, hand, 12.0, ink);
}
