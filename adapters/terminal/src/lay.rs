//! Words laid out in lines of a given width, in colour or without.
//!
//! What people typed may hold control characters that would repaint the reader's terminal: none of them
//! gets through. Only the codes that are put in here do.

use crate::clock;
use chrono_tz::Tz;
use stoa_chat::{Block, Span, Text};

/// How words look: whether in colour, and within which width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours and weights are shown.
    pub colour: bool,
    /// The most characters in a line.
    pub width: usize,
}

/// A look that a terminal can give to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Bold,
    Italic,
    Code,
    Link,
    Name,
    Faint,
    Wrong,
}

impl Style {
    /// The same everywhere: 100 characters, no colour. What transcripts are written in.
    pub const fn plain() -> Self {
        Self { colour: false, width: 100 }
    }

    /// `words` with the codes that give them `look`.
    pub(crate) fn paint(self, look: Look, words: &str) -> String {
        let words = printable(words);
        let code = match look {
            _ if !self.colour || words.is_empty() => return words,
            Look::Plain => return words,
            Look::Bold => "1",
            Look::Italic => "3",
            Look::Code => "36",
            Look::Link => "4",
            Look::Name => "35",
            Look::Faint => "2",
            Look::Wrong => "31",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }

    /// The same style with `by` characters fewer; a very narrow terminal wraps by itself.
    pub(crate) fn narrower(self, by: usize) -> Self {
        Self { width: self.width.saturating_sub(by).max(20), ..self }
    }
}

/// `text` in lines. Paragraphs that follow each other are set apart by an empty line.
pub(crate) fn text(text: &Text, zone: Tz, style: Style) -> Vec<String> {
    blocks(&text.blocks, zone, style)
}

fn blocks(blocks: &[Block], zone: Tz, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    let mut after_paragraph = false;
    for block in blocks {
        let paragraph = matches!(block, Block::Paragraph(_));
        if paragraph && after_paragraph {
            lines.push(String::new());
        }
        after_paragraph = paragraph;
        match block {
            Block::Paragraph(words) => lines.extend(spans(words, zone, style)),
            Block::List(items) => {
                for item in items {
                    lines.extend(indented("• ", "  ", spans(item, zone, style.narrower(2))));
                }
            }
            Block::Quote(quoted) => {
                lines.extend(indented("│ ", "│ ", self::blocks(quoted, zone, style.narrower(2))));
            }
            Block::Code(code) => {
                let code = code.lines().map(|line| style.paint(Look::Code, line)).collect();
                lines.extend(indented("    ", "    ", code));
            }
        }
    }
    lines
}

/// `lines` with `first` before the first and `others` before the others.
pub(crate) fn indented(first: &str, others: &str, lines: Vec<String>) -> Vec<String> {
    let indent = |(index, line): (usize, String)| {
        let indent = if index == 0 { first } else { others };
        format!("{indent}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// Spans in lines of at most the style's width, but for words that are longer.
pub(crate) fn spans(spans: &[Span], zone: Tz, style: Style) -> Vec<String> {
    let mut page =
        Page { style, lines: Vec::new(), line: String::new(), used: 0, word: String::new(), length: 0 };
    for span in spans {
        let (look, words) = match span {
            Span::Plain(words) => (Look::Plain, words.clone()),
            Span::Bold(words) => (Look::Bold, words.clone()),
            Span::Italic(words) => (Look::Italic, words.clone()),
            Span::Code(code) => (Look::Code, format!("`{code}`")),
            Span::Link { label, url } if label == url => (Look::Link, url.clone()),
            Span::Link { label, url } => (Look::Link, format!("{label} ({url})")),
            Span::Mention(user) => (Look::Name, format!("@{}", user.id)),
            Span::Time(at) if in_german(spans) => (Look::Bold, clock::shown_in_german(*at, zone)),
            Span::Place { .. } => (Look::Plain, span.to_plain()),
            Span::Time(at) => (Look::Bold, clock::shown(*at, zone)),
        };
        page.write(look, &words);
    }
    page.finish()
}

/// Words of which one stands in every German sentence that holds a moment, and never in an English one.
const GERMAN: [&str; 4] = ["angenommen", "bis", "nächster", "weil"];

/// Whether a moment among `spans` is read in German. No network tells an adapter in which language a sentence is: the
/// others leave it to their readers' devices, and a terminal has nothing but the words around it.
fn in_german(spans: &[Span]) -> bool {
    spans.iter().any(|span| match span {
        Span::Plain(words) | Span::Bold(words) | Span::Italic(words) => {
            words.split(|c: char| !c.is_alphabetic()).any(|word| GERMAN.contains(&word))
        }
        Span::Code(_) | Span::Link { .. } | Span::Mention(_) | Span::Place { .. } | Span::Time(_) => false,
    })
}

/// A page that words are written on, one after the other.
struct Page {
    style: Style,
    lines: Vec<String>,
    line: String,
    used: usize,
    /// The word that is not finished, and how many characters of it are seen.
    word: String,
    length: usize,
}

impl Page {
    fn write(&mut self, look: Look, words: &str) {
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.end_word();
                self.end_line();
            }
            for (index, part) in line.split([' ', '\t']).enumerate() {
                if index > 0 {
                    self.end_word();
                }
                self.length += printable(part).chars().count();
                self.word += &self.style.paint(look, part);
            }
        }
    }

    fn end_word(&mut self) {
        if self.length == 0 {
            return;
        }
        if self.used > 0 && self.used + 1 + self.length > self.style.width {
            self.end_line();
        }
        if self.used > 0 {
            self.line.push(' ');
            self.used += 1;
        }
        self.line += &std::mem::take(&mut self.word);
        self.used += std::mem::take(&mut self.length);
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn finish(mut self) -> Vec<String> {
        self.end_word();
        if self.used > 0 {
            self.end_line();
        }
        self.lines
    }
}

/// `words` without what a terminal would obey, and without what turns the direction of reading.
fn printable(words: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    words.chars().filter(|c| !c.is_control() && !turns(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrow(width: usize, spans: &[Span]) -> Vec<String> {
        super::spans(spans, Tz::UTC, Style { colour: false, width })
    }

    #[test]
    fn words_flow_and_line_breaks_stay() {
        let words = Span::Plain("one two  three\nfour".into());
        assert_eq!(narrow(20, std::slice::from_ref(&words)), ["one two three", "four"]);
        assert_eq!(narrow(8, &[words]), ["one two", "three", "four"]);
    }

    #[test]
    fn a_word_of_several_looks_is_one_word() {
        let style = Style { colour: true, width: 9 };
        let spans = [Span::Plain("hello ".into()), Span::Bold("you".into()), Span::Plain("!".into())];
        assert_eq!(super::spans(&spans, Tz::UTC, style), ["hello", "\u{1b}[1myou\u{1b}[0m!"]);
    }

    #[test]
    fn blocks_are_set_apart() {
        let words = |words: &str| vec![Span::Plain(words.into())];
        let quoted = Block::Quote(vec![Block::Paragraph(words("cited")), Block::Paragraph(words("twice"))]);
        let text = Text {
            blocks: vec![
                Block::Paragraph(words("a")),
                Block::Paragraph(words("b")),
                Block::List(vec![words("x"), words("y")]),
                quoted,
                Block::Code("ls\n\nrm".into()),
            ],
        };
        let lines = ["a", "", "b", "• x", "• y", "│ cited", "│", "│ twice", "    ls", "", "    rm"];
        assert_eq!(super::text(&text, Tz::UTC, Style::plain()), lines);
    }

    #[test]
    fn nothing_that_was_typed_moves_the_readers_cursor() {
        let span = Span::Plain("a\u{1b}[2Jb\u{7}\0\u{202E}c".into());
        assert_eq!(narrow(80, &[span]), ["a[2Jbc"]);
    }
}
