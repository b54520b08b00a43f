//! Words as HTML, in the few elements that every client shows.

use super::Names;
use super::names::{moment, person_name, place_name, visible};
use ammonia::Builder;
use matrix_sdk::ruma::{MatrixToUri, MatrixUri, RoomId, UserId};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use stoa_chat::{Block, Span, Text};

/// What remains when a message is sanitised: no more than we write ourselves.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(["p", "br", "strong", "em", "code", "pre", "ul", "li", "blockquote", "a"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .link_rel(None);
    cleaner
});

/// `text` as HTML.
pub fn text(text: &Text, names: &dyn Names) -> String {
    let mut html = String::new();
    for block in &text.blocks {
        write_block(&mut html, block, names);
    }
    CLEANER.clean(&html).to_string()
}

fn write_block(html: &mut String, block: &Block, names: &dyn Names) {
    match block {
        Block::Paragraph(spans) => {
            html.push_str("<p>");
            write_spans(html, spans, names);
            html.push_str("</p>");
        }
        Block::List(items) => {
            html.push_str("<ul>");
            for item in items {
                html.push_str("<li>");
                write_spans(html, item, names);
                html.push_str("</li>");
            }
            html.push_str("</ul>");
        }
        Block::Quote(blocks) => {
            html.push_str("<blockquote>");
            for block in blocks {
                write_block(html, block, names);
            }
            html.push_str("</blockquote>");
        }
        Block::Code(code) => {
            html.push_str("<pre><code>");
            html.push_str(&escaped(code));
            html.push_str("</code></pre>");
        }
    }
}

fn write_spans(html: &mut String, spans: &[Span], names: &dyn Names) {
    for span in spans {
        html.push_str(&span_of(span, names));
    }
}

fn span_of(span: &Span, names: &dyn Names) -> String {
    match span {
        Span::Plain(words) => lines(words),
        Span::Bold(words) => format!("<strong>{}</strong>", lines(words)),
        Span::Italic(words) => format!("<em>{}</em>", lines(words)),
        Span::Code(words) => format!("<code>{}</code>", escaped(words)),
        Span::Link { label, url } if !is_web(url) || names_somebody(url) => {
            let (label, url) = (lines(label), escaped(url));
            if label == url { url } else { format!("{label} ({url})") }
        }
        Span::Link { label, url } => anchor(&visible(url), &lines(label)),
        Span::Mention(user) => match UserId::parse(&user.id) {
            Ok(id) => anchor(&id.matrix_to_uri().to_string(), &escaped(&person_name(names, &user.id))),
            Err(_) => escaped(&format!("@{}", user.id.trim_start_matches('@'))),
        },
        Span::Place { place, name } => {
            let shown = escaped(&place_name(names, &place.id, name));
            match RoomId::parse(&place.id) {
                Ok(id) => anchor(&id.matrix_to_uri().to_string(), &shown),
                Err(_) => shown,
            }
        }
        Span::Time(at) => escaped(&moment(*at, names.zone())),
    }
}

/// Whether a link leads somewhere that a browser or a mail program opens.
fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.to_lowercase().starts_with(scheme))
}

/// Whether a link would be shown as a person or a room, and might alert somebody: such a link is words.
fn names_somebody(url: &str) -> bool {
    let lower = url.trim().to_lowercase();
    MatrixToUri::parse(url).is_ok()
        || MatrixUri::parse(url).is_ok()
        || lower.starts_with("matrix:")
        || lower.contains("matrix.to/")
}

fn anchor(url: &str, label: &str) -> String {
    format!("<a href=\"{}\">{label}</a>", ammonia::clean_text(url).replace("&#32;", "%20"))
}

/// Whether `id` can be mentioned.
pub fn is_account(id: &str) -> bool {
    UserId::parse(id).is_ok()
}

/// Words in which nothing is markup.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in visible(words).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The same, with its line breaks.
fn lines(words: &str) -> String {
    escaped(words).replace('\n', "<br>")
}
