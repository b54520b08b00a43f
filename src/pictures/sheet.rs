//! The paper that pictures are drawn on: colours, shapes, and slots that words have to fit into.

use super::fit::{self, Hand};
use super::paint::{self, Unpainted};
use std::fmt::Write as _;

/// On which ground a picture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The colours of a theme, each as SVG writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colours {
    pub paper: &'static str,
    pub ink: &'static str,
    /// For what is read second.
    pub quiet: &'static str,
    /// What a quantity is drawn with.
    pub bar: &'static str,
    /// What a quantity is drawn on.
    pub track: &'static str,
    /// Behind the line that is the reader's own.
    pub own: &'static str,
}

impl Theme {
    pub(super) const fn colours(self) -> Colours {
        match self {
            Self::Light => Colours {
                paper: "#ffffff",
                ink: "#1b1f24",
                quiet: "#57606a",
                bar: "#2f6fde",
                track: "#e6eaef",
                own: "#fff3cd",
            },
            Self::Dark => Colours {
                paper: "#16181d",
                ink: "#f0f2f5",
                quiet: "#a6adb8",
                bar: "#6ea0ff",
                track: "#2b3038",
                own: "#3b3415",
            },
        }
    }
}

/// Where words begin, or what they are centred on, or where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A box that words have to stay in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Slot {
    pub const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, width, height }
    }
}

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Drawing {
    svg: String,
    /// What each piece of writing has to stay in; its index is in the writing's id.
    #[cfg(test)]
    pub(super) slots: Vec<Slot>,
}

impl Drawing {
    /// The picture as SVG; the fonts are not in it.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The picture as PNG.
    ///
    /// # Errors
    /// When the drawing is not one: a fault of ours.
    pub fn png(&self) -> Result<Vec<u8>, Unpainted> {
        paint::png(&self.svg)
    }
}

/// A picture that is being drawn. Lengths are pixels, from the upper left corner.
pub(super) struct Sheet {
    pub colours: Colours,
    width: u32,
    height: u32,
    body: String,
    slots: Vec<Slot>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(width: u32, height: u32, theme: Theme) -> Self {
        Self { colours: theme.colours(), width, height, body: String::new(), slots: Vec::new() }
    }

    /// Draws a rectangle with round corners.
    pub fn block(&mut self, slot: Slot, round: f32, colour: &str) {
        let Slot { left, top, width, height } = slot;
        self.shape(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" fill=\"{colour}\"/>"
        ));
    }

    /// Draws a disc.
    pub fn disc(&mut self, (x, y): (f32, f32), radius: f32, colour: &str) {
        self.shape(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\"/>"));
    }

    /// Draws a path, filled or as a line of some width.
    pub fn path(&mut self, path: &str, colour: &str, line: Option<f32>) {
        match line {
            Some(line) => self.shape(format_args!(
                "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{line}\" \
                 stroke-linejoin=\"round\" stroke-linecap=\"round\"/>"
            )),
            None => self.shape(format_args!("<path d=\"{path}\" fill=\"{colour}\"/>")),
        }
    }

    fn shape(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(shape);
        self.body.push('\n');
    }

    /// Writes words into a slot, cut if they do not fit.
    pub fn write(&mut self, words: &str, slot: Slot, anchor: Anchor, hand: Hand, colour: &str) {
        let words = fit::fit(words, hand, slot.width);
        self.put(&words, slot, anchor, hand, colour);
    }

    /// Writes words into a slot as large as they fit, in letters of at least `least` pixels.
    pub fn write_large(
        &mut self,
        words: &str,
        slot: Slot,
        anchor: Anchor,
        hand: Hand,
        least: f32,
        colour: &str,
    ) {
        let (hand, words) = fit::shrink(words, hand, least, slot.width);
        self.put(&words, slot, anchor, hand, colour);
    }

    /// Writes words that fit.
    fn put(&mut self, words: &str, slot: Slot, anchor: Anchor, hand: Hand, colour: &str) {
        let runs = fit::runs(words, hand);
        let spare = slot.width - runs.iter().map(|run| run.width).sum::<f32>();
        let mut x = slot.left
            + match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => spare / 2.0,
                Anchor::End => spare,
            };
        // Capitals of most fonts are about seven tenths of the font's height.
        let middle = slot.top + slot.height / 2.0 + hand.size * 0.36;
        // Those of Arabic reach nearly half of it below their line.
        let deep = runs.iter().any(|run| run.family == paint::ARABIC);
        let lowest = slot.top + slot.height - hand.size * 0.45;
        let y = if deep { middle.min(lowest) } else { middle };
        for (at, run) in runs.iter().enumerate() {
            let id = format!("w{}-{at}", self.slots.len());
            if !run.xml.is_empty() {
                self.shape(format_args!("{}", fit::text(&id, x, y, run, hand, colour)));
            }
            x += run.width;
        }
        self.slots.push(slot);
    }

    /// The finished picture.
    pub fn done(self) -> Drawing {
        let (width, height, body, paper) = (self.width, self.height, &self.body, self.colours.paper);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n\
             {body}</svg>\n"
        );
        Drawing {
            svg,
            #[cfg(test)]
            slots: self.slots,
        }
    }
}
