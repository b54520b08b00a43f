//! Traces of a writer: what a keyboard, a phone or a browser leaves in words without being asked.
//!
//! They are taken out before anything anonymous is posted, and the writer is told which. What is left is the writer's
//! style, about which nothing can be done but to say so.

use std::collections::BTreeSet;
use stoa_chat::{Block, Span, Text};

/// A kind of trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trace {
    /// The tone of an emoji's skin.
    SkinTones,
    /// Characters that nobody sees.
    Invisible,
    /// Quotation marks, dashes and ellipses that some devices set by themselves.
    Typography,
    /// What the addresses of links tell of whoever followed them.
    Tracking,
}

/// Parameters by which links are followed: whole names, and how names begin.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_eid", "mc_cid", "yclid", "ref_src", "si", "_hsenc",
];
const TRACKING_STARTS: &[&str] = &["utm_", "pk_", "mtm_", "vero_", "oly_"];

/// `text` without its traces, and which there were.
pub(super) fn without(mut text: Text) -> (Text, BTreeSet<Trace>) {
    let mut found = BTreeSet::new();
    text.rewrite(&mut |run| {
        let (clean, traces) = clean(run);
        *run = clean;
        found.extend(traces);
    });
    // Code is taken as it is typed, but for what nobody sees: a quotation mark means something there.
    drop_empty(&mut text.blocks);
    (text, found)
}

fn drop_empty(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        if let Block::Paragraph(spans) = block {
            spans.retain(|span| !matches!(span, Span::Plain(words) if words.is_empty()));
        }
    }
    blocks.retain(|block| !matches!(block, Block::Paragraph(spans) if spans.is_empty()));
}

fn clean(words: &str) -> (String, BTreeSet<Trace>) {
    let mut found = BTreeSet::new();
    let mut clean = String::with_capacity(words.len());
    let mut before = '\0';
    for c in words.chars() {
        match c {
            '\u{1f3fb}'..='\u{1f3ff}' => {
                found.insert(Trace::SkinTones);
            }
            // Between emoji it joins them to one, so there it is seen.
            '\u{200d}' if is_pictorial(before) => clean.push(c),
            c if is_invisible(c) => {
                found.insert(Trace::Invisible);
            }
            c => match plain(c) {
                Some(plain) => {
                    found.insert(Trace::Typography);
                    clean.push_str(plain);
                }
                None => clean.push(c),
            },
        }
        if !('\u{1f3fb}'..='\u{1f3ff}').contains(&c) {
            before = c;
        }
    }
    let (clean, tracked) = without_tracking(&clean);
    if tracked {
        found.insert(Trace::Tracking);
    }
    (clean, found)
}

fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}')
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// What everybody can type for a character that some devices set by themselves.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' => "'",
        '\u{2013}' | '\u{2014}' => "-",
        '\u{2026}' => "...",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => " ",
        _ => return None,
    })
}

/// `words` with the parameters taken off every address that follow people around; whether there were any.
fn without_tracking(words: &str) -> (String, bool) {
    let (mut clean, mut tracked) = (String::with_capacity(words.len()), false);
    for piece in words.split_inclusive(char::is_whitespace) {
        let end = piece.trim_end().len();
        let (word, space) = piece.split_at(end);
        match word.contains("://").then(|| word.split_once('?')).flatten() {
            Some((address, query)) => {
                let (query, fragment) = query.split_once('#').map_or((query, None), |(q, f)| (q, Some(f)));
                let all: Vec<&str> = query.split('&').collect();
                let kept: Vec<&str> = all.iter().copied().filter(|pair| !is_tracking(pair)).collect();
                tracked |= kept.len() < all.len();
                clean.push_str(address);
                if !kept.is_empty() {
                    clean.push('?');
                    clean.push_str(&kept.join("&"));
                }
                if let Some(fragment) = fragment {
                    clean.push('#');
                    clean.push_str(fragment);
                }
            }
            None => clean.push_str(word),
        }
        clean.push_str(space);
    }
    (clean, tracked)
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.contains(&&*name) || TRACKING_STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(words: &str) -> (String, Vec<Trace>) {
        let (text, found) = without(Text::plain(words));
        (text.to_plain(), found.into_iter().collect())
    }

    #[test]
    fn what_devices_add_is_taken_out_and_told() {
        assert_eq!(cleaned("thanks 👍🏽!"), ("thanks 👍!".into(), vec![Trace::SkinTones]));
        assert_eq!(cleaned("a\u{200b}b\u{feff}c"), ("abc".into(), vec![Trace::Invisible]));
        assert_eq!(cleaned("“why” – it’s…"), ("\"why\" - it's...".into(), vec![Trace::Typography]));
        assert_eq!(cleaned("„warum“"), ("\"warum\"".into(), vec![Trace::Typography]));
        assert_eq!(
            cleaned("see https://example.org/a?utm_source=x&id=7&fbclid=9#top now"),
            ("see https://example.org/a?id=7#top now".into(), vec![Trace::Tracking])
        );
        assert_eq!(
            cleaned("https://example.org/?utm_a=b"),
            ("https://example.org/".into(), vec![Trace::Tracking])
        );
    }

    #[test]
    fn everything_else_stays() {
        for words in ["why is 5-3 = 2?", "żółć, größe", "👩‍💻 and ❤️", "what? yes & no", "a?b&utm_x"]
        {
            assert_eq!(cleaned(words), (words.to_owned(), vec![]), "{words}");
        }
    }
}
