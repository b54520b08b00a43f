//! What people type, as Slack sends it on: `text` in Slack's markup, and a `rich_text` block that says the same.

use super::escape;
use crate::state::World;
use serde_json::{Value, json};

/// A piece of what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Code(String),
    User(String),
    Group(String),
    Channel(String, String),
    Broadcast(String),
    Link(String),
}

/// What somebody typed, encoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// In Slack's markup.
    pub text: String,
    /// The same as one `rich_text` block.
    pub blocks: Vec<Value>,
}

impl World {
    /// Encodes what a person types: `@handle`, `@channel`, `#channel` and links are understood, all else is
    /// shown as it is.
    pub fn typed(&self, words: &str) -> Typed {
        let mut parts: Vec<(bool, Vec<Piece>)> = Vec::new();
        for (at, part) in words.split("```").enumerate() {
            let code = at % 2 == 1;
            let part = if code { part.trim_matches('\n') } else { part };
            if !part.is_empty() {
                let pieces = if code { vec![Piece::Words(part.to_owned())] } else { self.pieces(part) };
                parts.push((code, pieces));
            }
        }
        let text: String = parts.iter().map(|(code, pieces)| text_of(*code, pieces)).collect();
        let elements: Vec<Value> = parts.iter().map(|(code, pieces)| element_of(*code, pieces)).collect();
        let block = json!({"type": "rich_text", "block_id": "t0Yp3", "elements": elements});
        Typed { text, blocks: if elements.is_empty() { Vec::new() } else { vec![block] } }
    }

    fn pieces(&self, words: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let begins = plain.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let found = if begins { self.special(rest) } else { None };
            let (piece, length) = found.unwrap_or((Piece::Words(first.to_string()), first.len_utf8()));
            if let Piece::Words(words) = piece {
                plain.push_str(&words);
            } else {
                if !plain.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut plain)));
                }
                pieces.push(piece);
            }
            rest = &rest[length..];
        }
        if !plain.is_empty() {
            pieces.push(Piece::Words(plain));
        }
        pieces
    }

    /// What begins here, if it is more than a character, and how long it is.
    fn special(&self, rest: &str) -> Option<(Piece, usize)> {
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';', '!', '?', ')']);
            return Some((Piece::Link(url.to_owned()), url.len()));
        }
        if let Some(code) = rest.strip_prefix('`') {
            let end = code.find(['`', '\n']).filter(|end| code[*end..].starts_with('`') && *end > 0)?;
            return Some((Piece::Code(code[..end].to_owned()), end + 2));
        }
        let sign = rest.chars().next().filter(|c| ['@', '#'].contains(c))?;
        let name = rest[1..].split(|c: char| !(c.is_alphanumeric() || "._-".contains(c))).next()?;
        let name = name.trim_end_matches(['.', '-']);
        let piece = if sign == '@' { self.named(name)? } else { self.named_channel(name)? };
        Some((piece, 1 + name.len()))
    }

    fn named(&self, name: &str) -> Option<Piece> {
        if ["channel", "here", "everyone"].contains(&name) {
            return Some(Piece::Broadcast(name.to_owned()));
        }
        if let Some(user) = self.handle(name).or_else(|| self.user(name)) {
            return Some(Piece::User(user.id.clone()));
        }
        let group = self.groups.values().find(|group| group.handle == name)?;
        Some(Piece::Group(group.id.clone()))
    }

    fn named_channel(&self, name: &str) -> Option<Piece> {
        let channel = self.channels.values().find(|channel| channel.name == name && !name.is_empty())?;
        Some(Piece::Channel(channel.id.clone(), channel.name.clone()))
    }
}

fn text_of(fenced: bool, pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match piece {
        Piece::Words(words) => escape(words),
        Piece::Code(code) => format!("`{}`", escape(code)),
        Piece::User(id) => format!("<@{id}>"),
        // Slack does not tell the name.
        Piece::Group(id) => format!("<!subteam^{id}>"),
        Piece::Channel(id, name) => format!("<#{id}|{name}>"),
        Piece::Broadcast(range) => format!("<!{range}>"),
        Piece::Link(url) => format!("<{}>", escape(url)),
    };
    let text: String = pieces.iter().map(one).collect();
    if fenced { format!("```{text}```") } else { text }
}

fn element_of(fenced: bool, pieces: &[Piece]) -> Value {
    let one = |piece: &Piece| match piece {
        Piece::Words(words) => json!({"type": "text", "text": words}),
        Piece::Code(code) => json!({"type": "text", "text": code, "style": {"code": true}}),
        Piece::User(id) => json!({"type": "user", "user_id": id}),
        Piece::Group(id) => json!({"type": "usergroup", "usergroup_id": id}),
        Piece::Channel(id, _) => json!({"type": "channel", "channel_id": id}),
        Piece::Broadcast(range) => json!({"type": "broadcast", "range": range}),
        Piece::Link(url) => json!({"type": "link", "url": url}),
    };
    let kind = if fenced { "rich_text_preformatted" } else { "rich_text_section" };
    let elements: Vec<Value> = pieces.iter().map(one).collect();
    json!({"type": kind, "elements": elements})
}
