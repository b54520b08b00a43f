//! The content of events: what is said, what it answers, whom it mentions, and what nobody sees.
//!
//! A server refuses events beyond 65,536 bytes, and encryption makes a third more of them. What is too long loses its
//! HTML first; then it is cut, and whoever sends it adds all of it as a file.

use super::choices::{legend, written};
use super::{Choice, Names, Rendered, render};
use crate::decode::{BUTTONS, KEY};
use serde_json::{Map, Value, json};
use stoa_chat::{Block, EffectKey, Span, Text};

/// The most bytes of a content, so that the encrypted event stays below what servers take.
const MOST: usize = 42_000;
/// The most characters with which a cut message is tried first.
const BEGINNING: usize = 16_000;

/// What a message answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation<'a> {
    /// Nothing.
    None,
    /// It stands in the thread of this message.
    Thread(&'a str),
    /// It replies to this message.
    Reply(&'a str),
}

/// Something to be said.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// The words.
    pub text: &'a Text,
    /// The choices under them.
    pub choices: &'a [Choice],
    /// What stands in front of a typed choice: `!stoa ` in a room.
    pub prefix: &'a str,
    /// Whether it is said to one person alone: then it rings, as a person's message does. In a room it is a notice, so
    /// that it alerts nobody and no other bot answers it.
    pub direct: bool,
    /// What names tell.
    pub names: &'a dyn Names,
    /// The key to find it by.
    pub key: Option<&'a EffectKey>,
    /// Whatever else it carries.
    pub more: Option<(&'a str, &'a Value)>,
}

/// The content of a new message, and whether it says less than all.
pub fn said(letter: &Letter<'_>, relation: Relation<'_>) -> (Value, bool) {
    let (mut content, cut) = fitting(letter, MOST);
    relate(&mut content, relation);
    (Value::Object(content), cut)
}

/// The content that replaces the message `of`.
pub fn edit(letter: &Letter<'_>, of: &str) -> Value {
    let (new, _) = fitting(letter, MOST - 2_000);
    let beginning: String =
        new.get("body").and_then(Value::as_str).unwrap_or_default().chars().take(200).collect();
    let mut content = Map::new();
    content.insert("msgtype".to_owned(), new["msgtype"].clone());
    content.insert("body".to_owned(), json!(format!("* {beginning}")));
    // An edit alerts nobody, whomever it mentions.
    content.insert("m.mentions".to_owned(), json!({}));
    if let Some(key) = letter.key {
        content.insert(KEY.to_owned(), json!(key.0));
    }
    content.insert("m.relates_to".to_owned(), json!({ "rel_type": "m.replace", "event_id": of }));
    content.insert("m.new_content".to_owned(), Value::Object(new));
    Value::Object(content)
}

/// The content of a picture or a file that was uploaded: `source` is its address, or its key and address.
pub fn uploaded(alt: &str, info: Value, source: (&str, Value), name: &str, relation: Relation<'_>) -> Value {
    let picture = info["mimetype"].as_str().is_some_and(|kind| kind.starts_with("image/"));
    let kind = if picture { "m.image" } else { "m.file" };
    let mut content = Map::new();
    content.insert("msgtype".to_owned(), json!(kind));
    content.insert("body".to_owned(), json!(if alt.is_empty() { name } else { alt }));
    content.insert("filename".to_owned(), json!(name));
    content.insert("info".to_owned(), info);
    content.insert(source.0.to_owned(), source.1);
    content.insert("m.mentions".to_owned(), json!({}));
    relate(&mut content, relation);
    Value::Object(content)
}

fn relate(content: &mut Map<String, Value>, relation: Relation<'_>) {
    let relation = match relation {
        Relation::None => return,
        Relation::Thread(root) => json!({
            "rel_type": "m.thread",
            "event_id": root,
            "is_falling_back": true,
            "m.in_reply_to": { "event_id": root },
        }),
        Relation::Reply(to) => json!({ "m.in_reply_to": { "event_id": to } }),
    };
    content.insert("m.relates_to".to_owned(), relation);
}

/// A content of at most `most` bytes, and whether words are missing in it.
fn fitting(letter: &Letter<'_>, most: usize) -> (Map<String, Value>, bool) {
    let rendered = whole(letter, letter.text.clone());
    let full = content(letter, &rendered, true);
    if size(&full) <= most {
        return (full, false);
    }
    let plain = content(letter, &rendered, false);
    if size(&plain) <= most {
        return (plain, false);
    }
    let mut room = BEGINNING;
    loop {
        let cut = content(letter, &whole(letter, beginning(letter.text, room)), true);
        if size(&cut) <= most || room < 100 {
            return (cut, true);
        }
        room /= 2;
    }
}

fn whole(letter: &Letter<'_>, text: Text) -> Rendered {
    render(&text.then(legend(letter.choices, letter.prefix)), letter.names)
}

fn content(letter: &Letter<'_>, rendered: &Rendered, html: bool) -> Map<String, Value> {
    let mut content = Map::new();
    content.insert("msgtype".to_owned(), json!(if letter.direct { "m.text" } else { "m.notice" }));
    content.insert("body".to_owned(), json!(rendered.body));
    if html {
        content.insert("format".to_owned(), json!("org.matrix.custom.html"));
        content.insert("formatted_body".to_owned(), json!(rendered.html));
    }
    let mentions =
        if rendered.mentions.is_empty() { json!({}) } else { json!({ "user_ids": rendered.mentions }) };
    content.insert("m.mentions".to_owned(), mentions);
    if let Some(key) = letter.key {
        content.insert(KEY.to_owned(), json!(key.0));
    }
    if !letter.choices.is_empty() {
        content.insert(BUTTONS.to_owned(), written(letter.choices));
    }
    if let Some((name, value)) = letter.more {
        content.insert(name.to_owned(), value.clone());
    }
    content
}

fn size(content: &Map<String, Value>) -> usize {
    serde_json::to_vec(content).map_or(usize::MAX, |bytes| bytes.len())
}

/// The first `room` characters of a text, with a sign that there is more.
fn beginning(text: &Text, mut room: usize) -> Text {
    let mut blocks = Vec::new();
    for block in &text.blocks {
        let words = Text { blocks: vec![block.clone()] }.to_plain();
        let length = words.chars().count();
        if length > room {
            let cut: String = words.chars().take(room).collect();
            blocks.push(Block::Paragraph(vec![Span::Plain(format!("{cut}…"))]));
            break;
        }
        room -= length;
        blocks.push(block.clone());
    }
    Text { blocks }
}
