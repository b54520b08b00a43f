//! From SVG to pixels, with the fonts that Stoa brings along.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, FontResolver, Options, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// A font file and the family that it belongs to.
struct Font {
    family: &'static str,
    bold: bool,
    file: &'static [u8],
}

const fn font(family: &'static str, bold: bool, file: &'static [u8]) -> Font {
    Font { family, bold, file }
}

/// The fonts, in the order in which they are asked for a letter.
const FONTS: [Font; 6] = [
    font("Noto Sans", false, include_bytes!("fonts/NotoSans-Regular.ttf")),
    font("Noto Sans", true, include_bytes!("fonts/NotoSans-Bold.ttf")),
    font(ARABIC, false, include_bytes!("fonts/NotoSansArabic-Medium.ttf")),
    font("Noto Sans Hebrew", false, include_bytes!("fonts/NotoSansHebrew-Medium.ttf")),
    font("Noto Sans JP", false, include_bytes!("fonts/NotoSansJP-Medium.ttf")),
    font("Noto Emoji", false, include_bytes!("fonts/NotoEmoji-Regular.ttf")),
];
/// The family of Arabic letters.
pub(super) const ARABIC: &str = "Noto Sans Arabic";
/// The family of signs.
const EMOJI: &str = "Noto Emoji";
/// What asks for a sign where there is a letter too.
const AS_EMOJI: char = '\u{FE0F}';

/// What each font can draw.
static DRAWN: LazyLock<Vec<(&'static str, BTreeSet<u32>)>> = LazyLock::new(|| {
    let plain = FONTS.iter().filter(|font| !font.bold);
    let drawn = |font: &Font| {
        let read = FontRef::new(font.file).map(|font| font.charmap().mappings().map(|(c, _)| c).collect());
        (font.family, read.unwrap_or_default())
    };
    plain.map(drawn).collect()
});

/// The family that a letter, with all that is piled on it, is drawn with: the first one that has all of it, else the
/// first one of all.
pub(super) fn family(letter: &str) -> &'static str {
    let joined = |c: &char| matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
    let has =
        |drawn: &BTreeSet<u32>| letter.chars().filter(|c| !joined(c)).all(|c| drawn.contains(&u32::from(c)));
    let mut able = DRAWN.iter().filter(|(_, drawn)| has(drawn)).map(|(family, _)| *family);
    let first = able.next();
    if letter.contains(AS_EMOJI) && able.any(|family| family == EMOJI) {
        return EMOJI;
    }
    first.unwrap_or(FONTS[0].family)
}

/// Reading the fonts takes some milliseconds, and they never change.
static LOADED: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_data(font.file.to_vec());
    }
    Arc::new(fonts)
});

/// Why there is no picture: a fault of ours, since everything that people typed was cleaned before.
#[derive(Debug, thiserror::Error)]
#[error("a picture cannot be drawn: {0}")]
pub struct Unpainted(String);

/// An SVG as shapes and laid out words.
pub(super) fn tree(svg: &str) -> Result<Tree, Unpainted> {
    let options = Options {
        fontdb: Arc::clone(&LOADED),
        // Every letter comes with the family that has it: to guess another one is of no use.
        font_resolver: FontResolver {
            select_font: FontResolver::default_font_selector(),
            select_fallback: Box::new(|_, _, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| Unpainted(error.to_string()))
}

/// An SVG as PNG, in the size that it says itself.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, Unpainted> {
    let tree = tree(svg)?;
    let size = tree.size().to_int_size();
    let none = || Unpainted("it has no size".to_owned());
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(none)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Unpainted(error.to_string()))
}

/// Every piece of writing in a drawing, with the id that it was given.
pub(super) fn writings<'a>(group: &'a usvg::Group, found: &mut Vec<&'a usvg::Text>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => writings(inner, found),
            usvg::Node::Text(text) => found.push(text),
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}
