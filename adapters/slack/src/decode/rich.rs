//! Rich text blocks → [`Text`]: what Slack's own editor sends, without any markup to guess at.

use super::spans::Spans;
use super::words::words_in;
use super::{emoji, json};
use serde_json::Value;
use std::collections::HashMap;
use stoa_chat::{Block, Network, PlaceRef, Span, Timestamp, UserRef};

/// How deep nested elements are followed; nobody types that deep.
const DEEPEST: usize = 16;

/// Reads rich text.
pub struct Rich<'a> {
    /// The network that people are on.
    pub network: &'a Network,
    /// What channels and groups are called, by their ids, as far as the message's own text tells.
    pub names: HashMap<String, String>,
}

impl Rich<'_> {
    /// Reads one `rich_text` block.
    pub fn read(&self, block: &Value) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in json::items(block, &["elements"]) {
            self.element(element, DEEPEST, &mut blocks);
        }
        blocks
    }

    fn element(&self, element: &Value, depth: usize, blocks: &mut Vec<Block>) {
        match json::text(element, &["type"]) {
            _ if depth == 0 => blocks.extend(paragraph(words_in(element).into_iter().map(Span::Plain))),
            Some("rich_text_list") => {
                let items = json::items(element, &["elements"]);
                let items: Vec<_> = items.iter().map(|item| self.spans(item, depth - 1)).collect();
                match blocks.last_mut() {
                    // A nested item is an element of its own, with an indent.
                    Some(Block::List(before)) if json::at(element, &["indent"]).is_some() => {
                        before.extend(items);
                    }
                    _ => blocks.push(Block::List(items)),
                }
            }
            Some("rich_text_quote") => {
                blocks.push(Block::Quote(paragraph(self.spans(element, depth - 1)).into_iter().collect()));
            }
            Some("rich_text_preformatted") => {
                let spans = self.spans(element, depth - 1);
                let code: String = spans.iter().map(bare).collect();
                blocks.push(Block::Code(code.trim_matches('\n').to_owned()));
            }
            _ => blocks.extend(paragraph(self.spans(element, depth - 1))),
        }
    }

    /// The spans of a section, or of something unknown that may have elements.
    fn spans(&self, element: &Value, depth: usize) -> Vec<Span> {
        let mut spans = Spans::default();
        let elements = json::items(element, &["elements"]);
        if elements.is_empty() {
            self.inline(element, &mut spans);
        }
        for part in elements {
            match depth.checked_sub(1) {
                Some(depth) if part.get("elements").is_some() => {
                    for span in self.spans(part, depth) {
                        spans.push(span);
                    }
                }
                _ => self.inline(part, &mut spans),
            }
        }
        spans.done()
    }

    fn inline(&self, part: &Value, spans: &mut Spans) {
        let kind = json::text(part, &["type"]).unwrap_or_default();
        let known = match kind {
            "text" => json::text(part, &["text"]).map(|words| styled(part, words.to_owned())),
            "link" => json::text(part, &["url"]).map(|url| {
                let label = json::text(part, &["text"]).unwrap_or(url);
                Span::Link { label: label.to_owned(), url: url.to_owned() }
            }),
            "user" => json::text(part, &["user_id"]).map(|id| Span::Mention(UserRef::new(self.network, id))),
            "channel" => {
                let name = |id: &str| self.names.get(id).cloned().unwrap_or_default();
                let place = |id| Span::Place { place: PlaceRef::new(self.network, id), name: name(id) };
                json::text(part, &["channel_id"]).map(place)
            }
            "usergroup" => json::text(part, &["usergroup_id"])
                .map(|id| Span::Plain(format!("@{}", self.name(id).trim_start_matches('@')))),
            "broadcast" => json::text(part, &["range"]).map(|range| Span::Plain(format!("@{range}"))),
            "emoji" => json::text(part, &["name"]).map(|name| Span::Plain(shown(name, part))),
            "date" => json::at(part, &["timestamp"])
                .and_then(Value::as_i64)
                .map(|seconds| Span::Time(Timestamp::from_millis(seconds.saturating_mul(1000)))),
            _ => None,
        };
        match known {
            Some(span) => spans.push(span),
            None => {
                for words in words_in(part) {
                    spans.push(Span::Plain(words));
                }
            }
        }
    }

    fn name<'b>(&'b self, id: &'b str) -> &'b str {
        self.names.get(id).map_or(id, String::as_str)
    }
}

/// The emoji itself; what only this workspace has keeps its name.
fn shown(name: &str, part: &Value) -> String {
    let known = emoji::emoji(name);
    if !known.starts_with(':') {
        return known;
    }
    json::text(part, &["unicode"]).and_then(emoji::of_code_points).unwrap_or(known)
}

fn styled(part: &Value, words: String) -> Span {
    let style = |style: &str| json::is(part, &["style", style]);
    if style("code") {
        Span::Code(words)
    } else if style("bold") {
        Span::Bold(words)
    } else if style("italic") {
        Span::Italic(words)
    } else {
        Span::Plain(words)
    }
}

/// What a span says, without how.
fn bare(span: &Span) -> String {
    match span {
        Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words) => words.clone(),
        Span::Link { label, url } if label == url => url.clone(),
        Span::Link { label, url } => format!("{label} ({url})"),
        Span::Mention(user) => format!("@{}", user.id),
        Span::Place { .. } => span.to_plain(),
        Span::Time(at) => at.millis().to_string(),
    }
}

/// A paragraph; paragraphs, where an empty line parts the words. Line feeds at its edges are no words.
fn paragraph(spans: impl IntoIterator<Item = Span>) -> Vec<Block> {
    let (mut blocks, mut now) = (Vec::new(), Spans::default());
    for span in spans {
        let Span::Plain(words) = span else {
            now.push(span);
            continue;
        };
        for (at, part) in words.split("\n\n").enumerate() {
            if at > 0 {
                blocks.extend(trimmed(now.take()));
            }
            now.push(Span::Plain(part.to_owned()));
        }
    }
    blocks.extend(trimmed(now.take()));
    blocks
}

fn trimmed(mut spans: Vec<Span>) -> Option<Block> {
    if let Some(Span::Plain(first)) = spans.first_mut() {
        *first = first.trim_start_matches('\n').to_owned();
    }
    if let Some(Span::Plain(last)) = spans.last_mut() {
        *last = last.trim_end_matches('\n').to_owned();
    }
    spans.retain(|span| !matches!(span, Span::Plain(words) if words.is_empty()));
    (!spans.is_empty()).then_some(Block::Paragraph(spans))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(elements: &Value) -> Vec<Block> {
        let network = Network::new("slack:T1");
        let names = HashMap::from([("C1".to_owned(), "help".to_owned())]);
        Rich { network: &network, names }.read(&json!({ "type": "rich_text", "elements": elements }))
    }

    #[test]
    fn what_the_editor_sends_is_read() {
        let blocks = read(&json!([
            { "type": "rich_text_section", "elements": [
                { "type": "text", "text": "Why is " },
                { "type": "text", "text": "*this*", "style": { "bold": true } },
                { "type": "text", "text": " slow, " },
                { "type": "user", "user_id": "U2" },
                { "type": "text", "text": "?\n\nSee " },
                { "type": "channel", "channel_id": "C1" },
                { "type": "emoji", "name": "wave", "unicode": "1f44b" },
                { "type": "broadcast", "range": "here" },
            ] },
            { "type": "rich_text_list", "style": "bullet", "elements": [
                { "type": "rich_text_section", "elements": [{ "type": "text", "text": "one" }] },
            ] },
            { "type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [
                { "type": "rich_text_section", "elements": [{ "type": "link", "url": "https://a.example" }] },
            ] },
            { "type": "rich_text_quote", "elements": [{ "type": "text", "text": "said" }] },
            { "type": "rich_text_preformatted", "elements": [{ "type": "text", "text": "let x;\n" }] },
        ]));
        let plain = |words: &str| Span::Plain(words.into());
        let ben = Span::Mention(UserRef::new(&Network::new("slack:T1"), "U2"));
        let help = PlaceRef::new(&Network::new("slack:T1"), "C1");
        let help = Span::Place { place: help, name: "help".into() };
        let url = || "https://a.example".to_owned();
        let expected = [
            Block::Paragraph(vec![
                plain("Why is "),
                Span::Bold("*this*".into()),
                plain(" slow, "),
                ben,
                plain("?"),
            ]),
            Block::Paragraph(vec![plain("See "), help, plain("👋@here")]),
            Block::List(vec![vec![plain("one")], vec![Span::Link { label: url(), url: url() }]]),
            Block::Quote(vec![Block::Paragraph(vec![plain("said")])]),
            Block::Code("let x;".into()),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn an_unknown_element_keeps_its_words() {
        let blocks = read(&json!([
            { "type": "rich_text_poem", "elements": [{ "type": "verse", "line": "shall I compare thee" }] },
            { "type": "rich_text_section", "elements": [{ "type": "text" }, { "type": "user" }] },
        ]));
        assert_eq!(blocks, [Block::Paragraph(vec![Span::Plain("shall I compare thee".into())])]);
    }
}
