//! Words without HTML: what notifications and plain clients show.

use super::Names;
use super::names::{moment, person_name, place_name, visible};
use stoa_chat::{Block, Span, Text};

/// `text` without markup, but for signs that people know from mails.
pub fn text(text: &Text, names: &dyn Names) -> String {
    let blocks: Vec<_> = text.blocks.iter().map(|block| block_of(block, names)).collect();
    blocks.join("\n\n")
}

fn block_of(block: &Block, names: &dyn Names) -> String {
    match block {
        Block::Paragraph(spans) => line(spans, names),
        Block::List(items) => {
            let items: Vec<_> = items.iter().map(|item| format!("• {}", line(item, names))).collect();
            items.join("\n")
        }
        Block::Quote(blocks) => {
            let quoted: Vec<_> = blocks.iter().map(|block| block_of(block, names)).collect();
            let lines: Vec<_> =
                quoted.join("\n\n").lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            lines.join("\n")
        }
        Block::Code(code) => format!("```\n{}\n```", visible(code)),
    }
}

fn line(spans: &[Span], names: &dyn Names) -> String {
    spans.iter().map(|span| span_of(span, names)).collect()
}

fn span_of(span: &Span, names: &dyn Names) -> String {
    match span {
        Span::Plain(words) | Span::Bold(words) | Span::Italic(words) => visible(words),
        Span::Code(words) => format!("`{}`", visible(words)),
        Span::Link { label, url } if label == url => visible(url),
        Span::Link { label, url } => format!("{} ({})", visible(label), visible(url)),
        Span::Mention(user) => visible(&person_name(names, &user.id)),
        Span::Place { place, name } => visible(&place_name(names, &place.id, name)),
        Span::Time(at) => moment(*at, names.zone()),
    }
}
