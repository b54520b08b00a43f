//! The markup of catalogues: as little as sentences need, and none of it for what people type.
//!
//! ```text
//! **bold**  __italic__  `code`  [label](https://example.org)
//! - an item of a list
//! > a quotation, which may hold the other blocks
//! ```
//!
//! An empty line separates paragraphs; a line feed within one breaks the line. Emphasis ends in its line and
//! holds no other emphasis, as [`Span`] has it. Only code can show the marks themselves.

use super::splice::push;
use stoa_chat::{Block, Span, Text};
use thiserror::Error;

/// Makes a span of the characters between two marks.
type Emphasis = fn(String) -> Span;

/// The marks that stand before and after the words they emphasise.
const MARKS: [(&str, Emphasis); 3] = [("**", Span::Bold), ("__", Span::Italic), ("`", Span::Code)];

/// Why words of a catalogue cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Problem {
    /// A mark stands alone in its line.
    #[error("`{0}` is not closed in its line")]
    Unclosed(&'static str),
    /// There is nothing between two marks.
    #[error("nothing stands within `{0}`")]
    Empty(&'static str),
    /// Emphasis within emphasis.
    #[error("`{0}` holds another mark, and emphasis cannot be nested")]
    Nested(&'static str),
    /// A line begins with a blank: probably a wrapped line, or an item within an item.
    #[error("the line `{0}` is indented")]
    Indented(String),
}

/// What the beginning of a line says about it.
#[derive(PartialEq, Eq)]
enum Line<'a> {
    Empty,
    Item(&'a str),
    Quote(&'a str),
    Words(&'a str),
}

/// Reads the words of a catalogue.
pub(super) fn read(words: &str) -> Result<Text, Problem> {
    let lines: Vec<Line<'_>> = words.lines().map(line).collect();
    // Neighbouring lines of one kind are one block, so a list may follow its heading directly.
    let runs = lines.chunk_by(|one, next| std::mem::discriminant(one) == std::mem::discriminant(next));
    let blocks = runs.filter_map(|run| block(run).transpose()).collect::<Result<_, _>>()?;
    Ok(Text { blocks })
}

fn line(line: &str) -> Line<'_> {
    if line.trim().is_empty() {
        Line::Empty
    } else if let Some(item) = line.strip_prefix("- ") {
        Line::Item(item)
    } else if let Some(quote) = line.strip_prefix("> ") {
        Line::Quote(quote)
    } else if line == ">" {
        Line::Quote("")
    } else {
        Line::Words(line)
    }
}

/// The block of a `run` of lines that are all of one kind.
fn block(run: &[Line<'_>]) -> Result<Option<Block>, Problem> {
    let lines = run.iter().map(|line| match line {
        Line::Empty => "",
        Line::Item(words) | Line::Quote(words) | Line::Words(words) => *words,
    });
    Ok(match run.first() {
        None | Some(Line::Empty) => None,
        Some(Line::Item(_)) => Some(Block::List(lines.map(spans).collect::<Result<_, _>>()?)),
        Some(Line::Quote(_)) => Some(Block::Quote(read(&lines.collect::<Vec<_>>().join("\n"))?.blocks)),
        Some(Line::Words(_)) => Some(Block::Paragraph(paragraph(lines)?)),
    })
}

fn paragraph<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Vec<Span>, Problem> {
    let mut all = Vec::new();
    for (index, line) in lines.enumerate() {
        if line.starts_with(' ') {
            return Err(Problem::Indented(line.trim().to_owned()));
        }
        if index > 0 {
            push(&mut all, Span::Plain("\n".to_owned()));
        }
        for span in spans(line)? {
            push(&mut all, span);
        }
    }
    Ok(all)
}

/// The spans of one line.
fn spans(line: &str) -> Result<Vec<Span>, Problem> {
    let mut all = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (span, after) = match emphasis(rest)? {
            Some(found) => found,
            None => link(rest).unwrap_or_else(|| (Span::Plain(first.to_string()), &rest[first.len_utf8()..])),
        };
        push(&mut all, span);
        rest = after;
    }
    Ok(all)
}

/// The emphasis that `rest` begins with, and what comes after it.
fn emphasis(rest: &str) -> Result<Option<(Span, &str)>, Problem> {
    let Some((mark, make)) = MARKS.into_iter().find(|(mark, _)| rest.starts_with(mark)) else {
        return Ok(None);
    };
    let (within, after) = rest[mark.len()..].split_once(mark).ok_or(Problem::Unclosed(mark))?;
    if within.is_empty() {
        return Err(Problem::Empty(mark));
    }
    // Code shows characters as they are; anything else would show marks that were meant to emphasise.
    if mark != "`" && MARKS.iter().any(|(other, _)| within.contains(other)) {
        return Err(Problem::Nested(mark));
    }
    Ok(Some((make(within.to_owned()), after)))
}

/// The link that `rest` begins with, and what comes after it. Other square brackets are just brackets.
fn link(rest: &str) -> Option<(Span, &str)> {
    let (label, rest) = rest.strip_prefix('[')?.split_once("](")?;
    let (url, after) = rest.split_once(')')?;
    let whole = !label.is_empty() && !url.is_empty() && !label.contains(']');
    whole.then(|| (Span::Link { label: label.to_owned(), url: url.to_owned() }, after))
}
