//! The elements of rich text: sections, lists, quotations and code, each of a size that Slack takes.

use super::chunks::{BLOCK, cut, runs, span_weight, weight};
use super::escape::{DATE_FORMAT, is_account, is_channel, moment, seconds};
use serde_json::{Value, json};
use stoa_chat::{Block, Span};
use url::Url;

/// An element of rich text, and how much of Slack's limits it takes.
#[derive(Debug)]
pub struct Element {
    pub json: Value,
    pub weight: usize,
}

/// The elements of `blocks`; paragraphs that follow each other stand in one section, with an empty line between.
pub fn elements(blocks: &[Block]) -> Vec<Element> {
    let (mut elements, mut paragraphs) = (Vec::new(), Vec::new());
    for block in blocks {
        if let Block::Paragraph(spans) = block {
            if !paragraphs.is_empty() {
                paragraphs.push(Span::Plain("\n\n".to_owned()));
            }
            paragraphs.extend(spans.iter().cloned());
            continue;
        }
        sections(&mut paragraphs, &mut elements);
        match block {
            Block::List(items) => lists(items, &mut elements),
            Block::Quote(blocks) => {
                for run in runs(&quoted(blocks), BLOCK) {
                    elements.extend(element("rich_text_quote", &run));
                }
            }
            Block::Code(code) => {
                for piece in cut(&visible(code), BLOCK) {
                    elements.extend(element("rich_text_preformatted", &[Span::Plain(piece.to_owned())]));
                }
            }
            Block::Paragraph(_) => {}
        }
    }
    sections(&mut paragraphs, &mut elements);
    elements
}

fn sections(paragraphs: &mut Vec<Span>, elements: &mut Vec<Element>) {
    for run in runs(&std::mem::take(paragraphs), BLOCK) {
        elements.extend(element("rich_text_section", &run));
    }
}

/// An element with these spans, unless nothing would be seen.
fn element(kind: &str, spans: &[Span]) -> Option<Element> {
    let inline: Vec<_> = spans.iter().filter_map(inline).collect();
    let weight = spans.iter().map(span_weight).sum();
    (!inline.is_empty()).then(|| Element { json: json!({ "type": kind, "elements": inline }), weight })
}

fn lists(items: &[Vec<Span>], elements: &mut Vec<Element>) {
    let (mut list, mut sum) = (Vec::new(), 0);
    for item in items.iter().flat_map(|item| runs(item, BLOCK)) {
        let Some(Element { json, weight }) = element("rich_text_section", &item) else { continue };
        if sum + weight > BLOCK && !list.is_empty() {
            elements.push(list_of(&std::mem::take(&mut list), sum));
            sum = 0;
        }
        sum += weight;
        list.push(json);
    }
    if !list.is_empty() {
        elements.push(list_of(&list, sum));
    }
}

fn list_of(items: &[Value], weight: usize) -> Element {
    Element { json: json!({ "type": "rich_text_list", "style": "bullet", "elements": items }), weight }
}

/// What stands in a quotation, as one run: Slack's quotations hold nothing but words.
fn quoted(blocks: &[Block]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for block in blocks {
        if !spans.is_empty() {
            spans.push(Span::Plain("\n\n".to_owned()));
        }
        match block {
            Block::Paragraph(inner) => spans.extend(inner.iter().cloned()),
            Block::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    spans.push(Span::Plain(if at == 0 { "• ".to_owned() } else { "\n• ".to_owned() }));
                    spans.extend(item.iter().cloned());
                }
            }
            Block::Quote(inner) => spans.extend(quoted(inner)),
            Block::Code(code) => spans.push(Span::Code(code.clone())),
        }
    }
    spans
}

fn inline(span: &Span) -> Option<Value> {
    Some(match span {
        Span::Plain(words) => json!({ "type": "text", "text": said(words)? }),
        Span::Bold(words) => json!({ "type": "text", "text": said(words)?, "style": { "bold": true } }),
        Span::Italic(words) => json!({ "type": "text", "text": said(words)?, "style": { "italic": true } }),
        Span::Code(words) => json!({ "type": "text", "text": said(words)?, "style": { "code": true } }),
        Span::Link { label, url } if leads_somewhere(url) => match said(label) {
            Some(label) if label != *url => json!({ "type": "link", "url": url, "text": label }),
            _ => json!({ "type": "link", "url": url }),
        },
        Span::Link { label, url } => json!({ "type": "text", "text": said(&format!("{label} ({url})"))? }),
        Span::Mention(user) if is_account(&user.id) => json!({ "type": "user", "user_id": user.id }),
        Span::Mention(user) => json!({ "type": "text", "text": said(&format!("@{}", user.id))? }),
        Span::Place { place, .. } if is_channel(&place.id) => {
            json!({ "type": "channel", "channel_id": place.id })
        }
        Span::Place { .. } => json!({ "type": "text", "text": said(&span.to_plain())? }),
        Span::Time(at) if seconds(*at) >= 0 => {
            let (timestamp, fallback) = (seconds(*at), moment(*at));
            json!({ "type": "date", "timestamp": timestamp, "format": DATE_FORMAT, "fallback": fallback })
        }
        Span::Time(at) => json!({ "type": "text", "text": moment(*at) }),
    })
}

/// The words, unless there are none: Slack refuses an empty text.
fn said(words: &str) -> Option<String> {
    Some(visible(words)).filter(|words| !words.is_empty())
}

fn visible(words: &str) -> String {
    words.replace('\0', "")
}

/// Whether Slack takes `url` for a link; with one that it does not take it refuses the whole message.
pub fn leads_somewhere(url: &str) -> bool {
    let known = |url: &Url| ["http", "https", "mailto"].contains(&url.scheme());
    weight(url) <= 2_000 && !url.contains(char::is_whitespace) && Url::parse(url).is_ok_and(|url| known(&url))
}
