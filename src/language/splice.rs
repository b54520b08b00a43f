//! Puts the arguments where their markers stand, after everything else has been read.
//!
//! An argument that stands alone in its paragraph gives its own blocks: `> { $question }` quotes a question
//! of any length with its lists and code. Anywhere else it becomes part of the line.

use super::Value;
use super::argument::{is_marker, marked};
use stoa_chat::{Block, Span, Text};

/// The arguments of a sentence, by name.
type Arguments<'a> = [(&'a str, Value<'a>)];

/// A bulleted list of `items`, each of which becomes one run of words.
pub fn list(items: impl IntoIterator<Item = Text>) -> Text {
    Text { blocks: vec![Block::List(items.into_iter().map(|item| flat(&item.blocks)).collect())] }
}

/// `text` with `arguments` in the place of their markers.
pub(super) fn text(text: Text, arguments: &Arguments<'_>) -> Text {
    Text { blocks: blocks(text.blocks, arguments) }
}

/// `words` with `arguments` in the place of their markers, on one line.
pub(super) fn line(words: &str, arguments: &Arguments<'_>) -> String {
    plain(words, arguments).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds a span to a line: nothing if it is empty, and to the last span if that is of the same kind.
pub(super) fn push(line: &mut Vec<Span>, span: Span) {
    match (line.last_mut(), &span) {
        (Some(Span::Plain(words)), Span::Plain(more))
        | (Some(Span::Bold(words)), Span::Bold(more))
        | (Some(Span::Italic(words)), Span::Italic(more))
        | (Some(Span::Code(words)), Span::Code(more)) => words.push_str(more),
        (_, Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words))
            if words.is_empty() => {}
        _ => line.push(span),
    }
}

/// The blocks with their arguments, without those that an empty argument has left hollow.
fn blocks(blocks: Vec<Block>, arguments: &Arguments<'_>) -> Vec<Block> {
    let filled = blocks.into_iter().flat_map(|block| self::block(block, arguments));
    filled.filter(|block| !is_hollow(block)).collect()
}

fn block(block: Block, arguments: &Arguments<'_>) -> Vec<Block> {
    match block {
        Block::Paragraph(spans) => {
            alone(&spans, arguments).unwrap_or_else(|| vec![Block::Paragraph(fill(spans, arguments))])
        }
        Block::List(items) => {
            let items = items.into_iter().map(|item| fill(item, arguments));
            vec![Block::List(items.filter(|item| !item.is_empty()).collect())]
        }
        Block::Quote(quoted) => vec![Block::Quote(blocks(quoted, arguments))],
        Block::Code(code) => vec![Block::Code(code)],
    }
}

fn is_hollow(block: &Block) -> bool {
    match block {
        Block::Paragraph(spans) => spans.is_empty(),
        Block::List(items) => items.is_empty(),
        Block::Quote(blocks) => blocks.is_empty(),
        Block::Code(_) => false,
    }
}

/// The blocks of the argument that is all there is in a paragraph, if it has blocks.
fn alone(paragraph: &[Span], arguments: &Arguments<'_>) -> Option<Vec<Block>> {
    let [Span::Plain(words)] = paragraph else { return None };
    let mut characters = words.trim().chars();
    let (Some(marker), None) = (characters.next(), characters.next()) else { return None };
    match arguments.get(marked(marker)?)? {
        (_, Value::Rich(text)) => Some(text.blocks.clone()),
        (_, Value::Words(words)) => Some(Text::plain(words).blocks),
        _ => None,
    }
}

/// The spans of a line with its arguments.
fn fill(spans: Vec<Span>, arguments: &Arguments<'_>) -> Vec<Span> {
    let mut line = Vec::new();
    for span in spans {
        let (style, words): (fn(String) -> Span, String) = match span {
            Span::Plain(words) => (Span::Plain, words),
            Span::Bold(words) => (Span::Bold, words),
            Span::Italic(words) => (Span::Italic, words),
            Span::Code(words) => (Span::Code, words),
            Span::Link { label, url } => {
                line.push(Span::Link { label: plain(&label, arguments), url: plain(&url, arguments) });
                continue;
            }
            whole @ (Span::Mention(_) | Span::Place { .. } | Span::Time(_)) => {
                line.push(whole);
                continue;
            }
        };
        for piece in words.split_inclusive(is_marker) {
            let marker = piece.chars().next_back().and_then(marked);
            push(&mut line, style(piece.trim_end_matches(is_marker).to_owned()));
            if let Some((_, value)) = marker.and_then(|index| arguments.get(index)) {
                for span in inline(value) {
                    push(&mut line, styled(span, style));
                }
            }
        }
    }
    line
}

/// An argument as part of a line.
fn inline(value: &Value<'_>) -> Vec<Span> {
    match value {
        // Fluent has written it already.
        Value::Number(_) => Vec::new(),
        Value::Words(words) => vec![Span::Plain(words.replace('\0', ""))],
        Value::Mention(user) => vec![Span::Mention((*user).clone())],
        Value::Place(place) => vec![Span::place(place)],
        Value::Time(moment) => vec![Span::Time(*moment)],
        Value::Rich(text) => flat(&text.blocks),
    }
}

/// Plain words take over the emphasis of the place they come to; the others keep their own.
fn styled(span: Span, style: fn(String) -> Span) -> Span {
    if let Span::Plain(words) = span { style(words) } else { span }
}

/// Blocks as one run of spans, a line for each.
fn flat(blocks: &[Block]) -> Vec<Span> {
    let mut line = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            push(&mut line, Span::Plain("\n".to_owned()));
        }
        let spans = match block {
            Block::Paragraph(spans) => spans.clone(),
            Block::List(items) => {
                items.iter().enumerate().flat_map(|(index, item)| bulleted(index, item)).collect()
            }
            Block::Quote(quoted) => flat(quoted),
            Block::Code(code) => vec![Span::Code(code.clone())],
        };
        for span in spans {
            push(&mut line, span);
        }
    }
    line
}

fn bulleted(index: usize, item: &[Span]) -> Vec<Span> {
    let bullet = if index == 0 { "• " } else { "\n• " };
    std::iter::once(Span::Plain(bullet.to_owned())).chain(item.iter().cloned()).collect()
}

/// The characters alone, for where no span can stand.
fn plain(words: &str, arguments: &Arguments<'_>) -> String {
    Text::paragraph(fill(vec![Span::Plain(words.to_owned())], arguments)).to_plain()
}
