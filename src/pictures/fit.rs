//! Words that fit: cleaned, measured with the fonts that they will be drawn with, and cut where there is no more room.

use super::paint::{self, family};
use unicode_bidi::BidiInfo;
use unicode_segmentation::UnicodeSegmentation as _;

/// No name in a picture is read to its two hundredth letter, and measuring costs time.
const MOST_LETTERS: usize = 200;
/// No language puts more accents on one letter; who does wants them to run into the lines above and below.
const MOST_ACCENTS: usize = 2;

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hand {
    /// The height of the font, in pixels.
    pub size: f32,
    /// Whether the letters are bold.
    pub bold: bool,
}

/// Words as one line without anything that is not seen: control characters, and marks that would turn the direction of
/// what follows them. Joiners stay, because emoji and some scripts are written with them.
pub(super) fn clean(words: &str) -> String {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
            || matches!(u32::from(c), 0xFFFE..=0xFFFF | 0xE0000..=0xE001F)
    };
    let spaced: String = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let seen: String = spaced.chars().filter(|c| !unseen(*c)).collect();
    let line = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.graphemes(true).take(MOST_LETTERS).flat_map(with_few_accents).collect()
}

/// A letter without the accents that are one too many.
fn with_few_accents(letter: &str) -> impl Iterator<Item = char> {
    let is_accent = |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}');
    let mut accents = 0;
    letter.chars().filter(move |c| {
        accents += usize::from(is_accent(*c));
        !is_accent(*c) || accents <= MOST_ACCENTS
    })
}

/// Letters that one font draws in one direction.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// As XML holds them.
    pub xml: String,
    /// The font's family.
    pub family: &'static str,
    /// In pixels.
    pub width: f32,
}

/// One line as it is seen, from left to right. What is written from right to left stands in its own order, and a whole
/// line of it begins at its right.
pub(super) fn runs(words: &str, hand: Hand) -> Vec<Run> {
    let bidi = BidiInfo::new(words, None);
    let mut seen = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in ranges {
            let right_to_left = levels[range.start].is_rtl();
            let mut parts = by_family(&words[range]);
            if right_to_left {
                parts.reverse();
            }
            seen.extend(parts.into_iter().map(|(family, part)| run(family, &part, right_to_left, hand)));
        }
    }
    seen
}

/// The letters in their order, together as long as one family draws them.
fn by_family(words: &str) -> Vec<(&'static str, String)> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for letter in words.graphemes(true) {
        let family = family(letter);
        match parts.last_mut().filter(|(last, _)| *last == family) {
            Some((_, part)) => part.push_str(letter),
            None => parts.push((family, letter.to_owned())),
        }
    }
    parts
}

fn run(family: &'static str, part: &str, right_to_left: bool, hand: Hand) -> Run {
    /// Of the height of the font. Blanks alone are nothing to be drawn, and would have no width.
    const BLANK: f32 = 0.26;
    if part.chars().all(|c| c == ' ') {
        let width = part.chars().map(|_| hand.size * BLANK).sum();
        return Run { xml: String::new(), family, width };
    }
    let mut xml = String::with_capacity(part.len());
    for c in part.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            c => xml.push(c),
        }
    }
    // By itself, a bracket does not know which way it opens.
    let xml = if right_to_left { format!("\u{202E}{xml}\u{202C}") } else { xml };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{}</svg>",
        text("", 0.0, 0.0, &Run { xml: xml.clone(), family, width: 0.0 }, hand, "#000")
    );
    Run { xml, family, width: measure(&svg) }
}

/// A run as an element of SVG.
pub(super) fn text(id: &str, x: f32, y: f32, run: &Run, hand: Hand, colour: &str) -> String {
    let (Run { xml, family, .. }, Hand { size, bold }) = (run, hand);
    let weight = if bold { 700 } else { 400 };
    format!(
        "<text id=\"{id}\" xml:space=\"preserve\" x=\"{x}\" y=\"{y}\" font-family=\"{family}\" \
         font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{xml}</text>"
    )
}

/// The width of the one piece of writing in a drawing; what cannot be laid out has none.
fn measure(svg: &str) -> f32 {
    let Ok(tree) = paint::tree(svg) else { return 0.0 };
    let mut found = Vec::new();
    paint::writings(tree.root(), &mut found);
    found.first().map_or(0.0, |text| text.bounding_box().width())
}

/// How wide `words` are, in pixels.
pub(super) fn width(words: &str, hand: Hand) -> f32 {
    runs(words, hand).iter().map(|run| run.width).sum()
}

/// `words` in at most `room` pixels: whole if they fit, else cut between two letters, with an ellipsis.
pub(super) fn fit(words: &str, hand: Hand, room: f32) -> String {
    let words = clean(words);
    if width(&words, hand) <= room {
        return words;
    }
    let letters: Vec<&str> = words.graphemes(true).collect();
    let cut = |keep: usize| format!("{}…", letters[..keep].concat().trim_end());
    // The widest that fits lies between none and all but one.
    let (mut fits, mut too_many) = (0, letters.len());
    while too_many - fits > 1 {
        let keep = usize::midpoint(fits, too_many);
        if width(&cut(keep), hand) <= room {
            fits = keep;
        } else {
            too_many = keep;
        }
    }
    cut(fits)
}

/// The size in which `words` fit into `room` pixels, as large as `hand` if they can and no smaller than `least`; then
/// the words, cut if even that is too large.
pub(super) fn shrink(words: &str, hand: Hand, least: f32, room: f32) -> (Hand, String) {
    let wide = width(&clean(words), hand);
    let size = if wide > room { (hand.size * room / wide).floor().max(least) } else { hand.size };
    let hand = Hand { size, ..hand };
    (hand, fit(words, hand, room))
}

/// `words` in lines of at most `room` pixels; what does not fit into `most` lines is cut.
pub(super) fn wrap(words: &str, hand: Hand, room: f32, most: usize) -> Vec<String> {
    let words = clean(words);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split(' ') {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || lines.len() + 1 == most || width(&longer, hand) <= room {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| fit(&line, hand, room)).collect()
}
