//! Pictures of difficult names: everything stays in its slot, is legible, and is drawn the same every time.

use super::fit::{Hand, clean, fit, width, wrap};
use super::paint;
use super::sheet::{Drawing, Slot};
use super::{Board, Certificate, Line, Medal, Metal, Sparkline, Theme};
use proptest::prelude::*;

/// Names as people have them, and as nobody should.
const NAMES: [&str; 14] = [
    "Zażółć Gęślą-Jaźń Wiśniewska",
    "محمد عبد الرحمن الهاشمي",
    "山田 太郎・さくら",
    "Ünal Öztürk 🎉🚀",
    "👩🏽‍💻 Team Platform 🇵🇱",
    "שירה כהן (QA)",
    "Νίκος Παπαδόπουλος",
    "Дмитрий Шостакович",
    "W",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "& <b>\"O'Brien\"</b> &amp; ]]> %s {0}",
    "\u{202E}reversed\u{0007}\nline",
    "Z̷̢̛͎a̶̡͝l̴̰̈́g̵̛̪o̵͓͆",
    "",
];

fn board() -> Board {
    board_of(&NAMES)
}

fn board_of(names: &[&str]) -> Board {
    let line = |(at, name): (usize, &&str)| Line {
        rank: at + 1,
        name: (*name).to_owned(),
        amount: 900 - 140 * i64::try_from(at).unwrap(),
        written: (900 - 140 * i64::try_from(at).unwrap()).to_string(),
        own: at == 2,
    };
    Board {
        title: "Who helped this season".to_owned(),
        note: "points, week 9 of 13".to_owned(),
        lines: names.iter().enumerate().map(line).collect(),
    }
}

fn certificate(name: &str, statement: &str) -> Certificate {
    Certificate {
        heading: "Certificate".to_owned(),
        before: "This is to say that".to_owned(),
        name: name.to_owned(),
        statement: statement.to_owned(),
        date: "2 March 2026".to_owned(),
        verify: "To verify it, say: certificate verify".to_owned(),
        code: "7K3QM-9XF2A-H4T8Z".to_owned(),
        sign: "🌉".to_owned(),
        metal: Metal::Gold,
    }
}

fn medal(name: &str, owner: &str, metal: Metal) -> Medal {
    Medal { sign: "🤝".to_owned(), metal, name: name.to_owned(), owner: owner.to_owned() }
}

/// The slot that a piece of writing belongs to.
fn slot_of(id: &str) -> usize {
    id.trim_start_matches('w').split('-').next().unwrap().parse().unwrap()
}

/// How far letters may reach out of their slot, in pixels: accents that are piled up do, and cover nothing.
const OVERHANG: f32 = 2.0;

/// Every piece of writing stays between the edges of its slot, and every slot on the paper.
fn assert_fits(drawing: &Drawing) {
    let tree = paint::tree(drawing.svg()).unwrap();
    let mut writings = Vec::new();
    paint::writings(tree.root(), &mut writings);
    for text in writings {
        let id: usize = slot_of(text.id());
        let (Slot { left, top, width, height }, letters) = (drawing.slots[id], text.abs_bounding_box());
        assert!(
            left >= 0.0 && left + width <= tree.size().width() && top >= 0.0,
            "slot {id} is off the paper"
        );
        assert!(top + height <= tree.size().height(), "slot {id} is off the paper");
        let inside = letters.left() >= left - OVERHANG && letters.right() <= left + width + OVERHANG;
        assert!(inside, "w{id}: {letters:?} is not in {left} … {}\n{}", left + width, drawing.svg());
    }
}

/// No two slots share a spot: writing in one cannot run into another.
fn assert_apart(drawing: &Drawing) {
    for (at, one) in drawing.slots.iter().enumerate() {
        for other in &drawing.slots[at + 1..] {
            let beside = one.left + one.width <= other.left || other.left + other.width <= one.left;
            let above = one.top + one.height <= other.top || other.top + other.height <= one.top;
            assert!(beside || above, "{one:?} and {other:?} overlap");
        }
    }
}

/// Every template with every name wherever somebody's words can stand.
fn drawings(names: &[&str], theme: Theme) -> Vec<Drawing> {
    let mut drawings: Vec<Drawing> = names.chunks(6).map(|six| board_of(six).draw(theme)).collect();
    for name in names {
        drawings.push(certificate(name, &format!("{name} answered {}", "again and ".repeat(30))).draw(theme));
        drawings.push(medal(name, name, Metal::Silver).draw(theme));
        let (title, amounts) = ((*name).to_owned(), vec![3, 0, 7, 9, 2, 14, 11]);
        drawings.push(Sparkline { written: title.clone(), title, amounts }.draw(theme));
    }
    drawings
}

#[test]
fn every_name_stays_in_its_slot() {
    for theme in [Theme::Light, Theme::Dark] {
        for drawing in &drawings(&NAMES, theme) {
            assert_fits(drawing);
            assert_apart(drawing);
        }
    }
}

/// The ink of letters, not only their advance, stays in the row: it must not touch the line above or below.
#[test]
fn letters_do_not_reach_into_the_next_line() {
    let mut outside = Vec::new();
    for drawing in drawings(&NAMES, Theme::Light) {
        let tree = paint::tree(drawing.svg()).unwrap();
        let mut writings = Vec::new();
        paint::writings(tree.root(), &mut writings);
        for text in writings {
            let (slot, ink) = (drawing.slots[slot_of(text.id())], text.flattened().abs_bounding_box());
            if ink.top() < slot.top || ink.bottom() > slot.top + slot.height {
                let words: String = text.chunks().iter().map(resvg::usvg::TextChunk::text).collect();
                outside.push(format!("{words}: {} … {} in {slot:?}", ink.top(), ink.bottom()));
            }
        }
    }
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn what_fits_is_whole_and_what_does_not_ends_in_an_ellipsis() {
    let hand = Hand { size: 42.0, bold: false };
    assert_eq!(fit("Ana", hand, 300.0), "Ana");
    for name in NAMES {
        let cut = fit(name, hand, 120.0);
        assert!(width(&cut, hand) <= 120.0, "{cut}");
        assert!(cut == clean(name) || cut.ends_with('…'), "{cut}");
    }
    // A family of emoji is one letter: it is whole or not there.
    let family = "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦";
    let cut = fit(family, hand, width("👩‍👩‍👧‍👦", hand) * 2.0);
    assert!(cut.trim_end_matches('…').chars().filter(|c| *c == '👦').count() >= 1, "{cut}");
    assert!(!cut.trim_end_matches('…').ends_with('\u{200D}'), "{cut}");
}

#[test]
fn blanks_are_as_wide_between_two_fonts_as_within_one() {
    let hand = Hand { size: 100.0, bold: false };
    let blank = |words: &str| width(words, hand) - width(&words.replace(' ', ""), hand);
    for words in ["Ana Nowak", "山田 太郎", "محمد عبد", "שירה כהן"] {
        assert!((blank(words) - 26.0).abs() < 3.0, "{words}: {}", blank(words));
    }
}

#[test]
fn lines_break_between_words() {
    let hand = Hand { size: 44.0, bold: false };
    let words = "answered the questions of colleagues from three other teams";
    let lines = wrap(words, hand, 500.0, 3);
    assert_eq!(lines.join(" "), words);
    assert!(lines.len() > 1 && lines.iter().all(|line| width(line, hand) <= 500.0), "{lines:?}");
    let cut = wrap(&words.repeat(9), hand, 500.0, 2);
    assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
}

/// At 360 pixels a letter of a board is as high as those of a chat, or nearly.
#[test]
fn a_board_is_legible_on_a_phone() {
    let drawing = board().draw(Theme::Light);
    let sizes = drawing.svg().split("font-size=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let smallest = sizes.map(|size| size.parse::<f32>().unwrap()).fold(f32::MAX, f32::min);
    assert!(smallest * 360.0 / 1280.0 >= 11.0, "{smallest}");
}

/// The contrast of two colours as WCAG 2 reckons it, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let part = |at| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn words_stand_out_from_their_ground() {
    for theme in [Theme::Light, Theme::Dark] {
        let colours = theme.colours();
        for ground in [colours.paper, colours.own] {
            assert!(contrast(colours.ink, ground) >= 7.0, "{theme:?} {ground}");
            assert!(contrast(colours.quiet, ground) >= 4.5, "{theme:?} {ground}");
        }
        assert!(contrast(colours.bar, colours.track) >= 3.0, "{theme:?}");
    }
}

#[test]
fn every_letter_of_the_names_has_a_shape() {
    for name in NAMES {
        let drawing = medal(name, "", Metal::Bronze).draw(Theme::Light);
        let tree = paint::tree(drawing.svg()).unwrap();
        let mut writings = Vec::new();
        paint::writings(tree.root(), &mut writings);
        for text in writings {
            let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            let missing: Vec<&str> =
                glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.as_str()).collect();
            assert_eq!(missing, [""; 0], "{name}");
        }
    }
}

#[test]
fn a_picture_is_a_png_of_its_size_and_always_the_same() {
    let drawing = board().draw(Theme::Dark);
    let png = drawing.png().unwrap();
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(png[16..24], [0, 0, 5, 0, 0, 0, 2, 88], "1280 × 600");
    assert_eq!(png, board().draw(Theme::Dark).png().unwrap());
}

#[test]
fn a_table_says_what_the_board_shows() {
    let line = |rank, name: &str, amount: i64| Line {
        rank,
        name: name.to_owned(),
        amount,
        written: amount.to_string(),
        own: false,
    };
    let lines = vec![
        line(1, "Data", 120),
        line(2, "山田 太郎", 60),
        line(2, "A rather long name of a team", 60),
        line(4, "Ops", 0),
    ];
    let board = Board { title: "Teams".to_owned(), note: "points".to_owned(), lines };
    assert_eq!(
        board.table(),
        "1 Data                ██████████  120\n\
         2 山田 太郎           █████        60\n\
         2 A rather long nam…  █████        60\n\
         4 Ops                               0"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_name_breaks_a_picture(name in "\\PC{0,60}", other in any::<String>(), amount in any::<i64>()) {
        let line = Line { rank: 1, name: name.clone(), amount, written: amount.to_string(), own: true };
        let lines = vec![line.clone(), Line { name: other, rank: usize::MAX, ..line }];
        let board = Board { title: name.clone(), note: name.clone(), lines };
        for drawing in [vec![board.draw(Theme::Light)], drawings(&[&name], Theme::Dark)].concat() {
            assert_fits(&drawing);
            drawing.png().unwrap();
        }
        board.table();
    }
}
