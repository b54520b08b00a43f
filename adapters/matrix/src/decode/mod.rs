//! From the JSON of a room's timeline to what happened, in our words. Pure: whatever has to be looked up (the thread of
//! the message that somebody replies to) is named here and found by `sync`.

mod command;
mod emoji;
mod html;
pub mod json;
mod plain;
mod rooms;
#[cfg(test)]
mod tests;

pub use command::Hearing;
pub use emoji::canonical;
pub use rooms::Rooms;

use serde_json::Value;
use stoa_chat::{Text, Timestamp};

/// What our messages carry beside what everybody reads: the key to find them by.
pub const KEY: &str = "org.stoa.key";
/// The choices under a message of ours.
pub const BUTTONS: &str = "org.stoa.buttons";
/// A dialogue that waits for an answer.
pub const DIALOGUE: &str = "org.stoa.dialogue";

/// Something in a room's timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The event's name.
    pub id: String,
    /// When the server took it.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// What it is.
    pub what: What,
}

/// What can stand in a timeline, as far as it concerns us.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Words.
    Said(Words),
    /// New words for an older message.
    Edited {
        /// The message.
        of: String,
        /// All of its new words.
        words: Words,
    },
    /// An event was taken back.
    Redacted {
        /// Which one.
        of: String,
    },
    /// A reaction.
    Reacted {
        /// The message.
        on: String,
        /// The emoji, in the one form that we compare.
        emoji: String,
    },
    /// Somebody's membership, or what they are called, changed.
    Member {
        /// Whose.
        who: String,
        /// `join`, `invite`, `leave`, `ban`, `knock`.
        now: String,
        /// What it was before.
        before: Option<String>,
        /// What they are called here.
        name: Option<String>,
    },
    /// The room was closed, and people are to go to another.
    Moved {
        /// The other room.
        to: String,
    },
    /// What people may do in the room has changed.
    Powers,
    /// Something that we have no key for.
    Locked {
        /// The session whose key is missing.
        session: String,
    },
    /// A program's words, stickers, calls, changes of the room: nothing that we act on.
    Nothing,
}

/// The words of a message, and what they belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What was written.
    pub text: Text,
    /// The first message of the thread.
    pub thread: Option<String>,
    /// The message that it was written as a reply to.
    pub replied: Option<String>,
    /// Whom it alerts.
    pub mentions: Vec<String>,
}

/// Reads an event; `None` if it is none.
pub fn read(event: &Value, rooms: &Rooms) -> Option<Happened> {
    let id = json::text(event, &["event_id"])?.to_owned();
    let by = json::text(event, &["sender"])?.to_owned();
    let at = json::at(event, &["origin_server_ts"]).and_then(Value::as_i64).unwrap_or_default();
    let what = what(event, rooms);
    Some(Happened { id, at: Timestamp::from_millis(at), by, what })
}

fn what(event: &Value, rooms: &Rooms) -> What {
    match json::text(event, &["type"]) {
        Some("m.room.message") => message(&event["content"], rooms),
        Some("m.reaction") => reaction(&event["content"]),
        Some("m.room.redaction") => {
            let of = json::text(event, &["redacts"]).or_else(|| json::text(event, &["content", "redacts"]));
            of.map_or(What::Nothing, |of| What::Redacted { of: of.to_owned() })
        }
        Some("m.room.member") => member(event),
        // Words of this type that are no state of the room are anybody's.
        Some("m.room.tombstone") if json::text(event, &["state_key"]) == Some("") => {
            let to = json::text(event, &["content", "replacement_room"]);
            to.map_or(What::Nothing, |to| What::Moved { to: to.to_owned() })
        }
        Some("m.room.power_levels") if json::text(event, &["state_key"]) == Some("") => What::Powers,
        Some("m.room.encrypted") if json::at(event, &["content", "algorithm"]).is_some() => {
            let session = json::text(event, &["content", "session_id"]).unwrap_or_default();
            What::Locked { session: session.to_owned() }
        }
        _ => What::Nothing,
    }
}

fn message(content: &Value, rooms: &Rooms) -> What {
    let relation = &content["m.relates_to"];
    if json::text(relation, &["rel_type"]) == Some("m.replace")
        && let (Some(of), Some(new)) =
            (json::text(relation, &["event_id"]), json::at(content, &["m.new_content"]))
    {
        return match words(new, rooms) {
            Some(words) => What::Edited { of: of.to_owned(), words },
            None => What::Nothing,
        };
    }
    words(content, rooms).map_or(What::Nothing, What::Said)
}

/// The words of a message; `None` if a program wrote it, or if it has none.
pub fn words(content: &Value, rooms: &Rooms) -> Option<Words> {
    let kind = json::text(content, &["msgtype"])?;
    if kind == "m.notice" || kind == "m.key.verification.request" {
        return None;
    }
    let body = json::text(content, &["body"])?;
    let relation = &content["m.relates_to"];
    let thread = (json::text(relation, &["rel_type"]) == Some("m.thread"))
        .then(|| json::text(relation, &["event_id"]))
        .flatten();
    // In a thread, old clients are shown a reply that nobody made.
    let replied = json::text(relation, &["m.in_reply_to", "event_id"])
        .filter(|_| thread.is_none() || !json::is(relation, &["is_falling_back"]));
    let html = (json::text(content, &["format"]) == Some("org.matrix.custom.html"))
        .then(|| json::text(content, &["formatted_body"]))
        .flatten();
    let body = if relation.get("m.in_reply_to").is_some() { plain::without_fallback(body) } else { body };
    let text = match html.map(|html| html::read(html, rooms)) {
        Some(text) if !text.is_empty() => text,
        _ => plain::read(body, rooms),
    };
    let mentions = json::items(content, &["m.mentions", "user_ids"]);
    Some(Words {
        text,
        thread: thread.map(str::to_owned),
        replied: replied.map(str::to_owned),
        mentions: mentions.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
    })
}

fn reaction(content: &Value) -> What {
    let relation = &content["m.relates_to"];
    match (json::text(relation, &["event_id"]), json::text(relation, &["key"])) {
        (Some(on), Some(key)) if json::text(relation, &["rel_type"]) == Some("m.annotation") => {
            What::Reacted { on: on.to_owned(), emoji: canonical(key) }
        }
        _ => What::Nothing,
    }
}

fn member(event: &Value) -> What {
    let (Some(who), Some(now)) =
        (json::text(event, &["state_key"]), json::text(event, &["content", "membership"]))
    else {
        return What::Nothing;
    };
    let before = json::text(event, &["unsigned", "prev_content", "membership"]);
    let name = json::text(event, &["content", "displayname"]).map(str::trim).filter(|name| !name.is_empty());
    What::Member {
        who: who.to_owned(),
        now: now.to_owned(),
        before: before.map(str::to_owned),
        name: name.map(str::to_owned),
    }
}
