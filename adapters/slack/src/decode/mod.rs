//! Slack's JSON → [`Event`]s. The rule: never lose a text, never fail a genuine payload.
//!
//! Everything is read by hand from raw JSON, because typed models of Slack's payloads refuse what Slack adds and drop
//! what they do not know. What nobody here knows comes out as [`Decoded::Unknown`] and is kept whole by the core.

pub mod emoji;
mod happening;
mod interaction;
pub mod json;
mod message;
mod mrkdwn;
mod people;
mod rich;
mod spans;
mod words;

use crate::config::CommandNames;
use serde_json::Value;
use std::collections::HashSet;
use stoa_chat::{Event, EventKind, Network, Timestamp};

/// Who we are on Slack, and what people may call us by: all that reading needs to know.
#[derive(Clone, Debug)]
pub struct Hearing {
    /// The network that everybody here is on.
    pub network: Network,
    /// Our own account.
    pub bot_user: String,
    /// Our own id as a bot, where Slack told it.
    pub bot: Option<String>,
    /// The workspace that we live in.
    pub team: Option<String>,
    /// The organisation that the workspace belongs to, on Enterprise Grid.
    pub enterprise: Option<String>,
    /// What our slash commands are called.
    pub commands: CommandNames,
    /// The words that a command can begin with, lower case.
    pub verbs: HashSet<String>,
}

/// What a payload says.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded {
    /// Something happened.
    Happened(Vec<Event>),
    /// It is known and tells nothing that the core listens to.
    Nothing,
    /// We were removed, or our credential was.
    Revoked(String),
    /// It is nothing that we know: letters, digits, `_`, `.` and spaces that say what it seems to be.
    Unknown(String),
}

/// How a payload came: what names it if it does not name itself, and when.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Slack's name for the delivery: `event_id` or `envelope_id`.
    pub name: Option<&'a str>,
    /// The payload's own time, or now.
    pub at: Timestamp,
    /// The payload, to name it by its content if nothing else does.
    pub body: &'a Value,
}

impl Decoded {
    fn one(event: Event) -> Self {
        Self::Happened(vec![event])
    }
}

impl Delivery<'_> {
    /// A name that is the same when the same thing is delivered again.
    pub fn id(&self) -> String {
        match self.name {
            Some(name) => format!("delivery:{name}"),
            None => format!("body:{}", fingerprint(self.body)),
        }
    }

    fn unknown(&self, what: &str) -> Decoded {
        let kind = json::text(self.body, &["event", "type"]).or_else(|| json::text(self.body, &["type"]));
        Decoded::Unknown(speakable(&format!("{what} {}", kind.unwrap_or_default())))
    }
}

impl Hearing {
    /// Reads the body of an Events API request, or the payload of an `events_api` envelope.
    ///
    /// `envelope` names the delivery if the body does not; `now` is when it came if the body does not say.
    pub fn event_body(&self, body: &Value, envelope: Option<&str>, now: Timestamp) -> Decoded {
        let at = body.get("event_time").and_then(json::moment).filter(|at| at.millis() > 0);
        let name = json::text(body, &["event_id"]).or(envelope);
        let mut delivery = Delivery { name, at: at.unwrap_or(now), body };
        let Some(event) = json::at(body, &["event"]).filter(|event| event.is_object()) else {
            return delivery.unknown("no event");
        };
        if let Some(at) = event.get("event_ts").and_then(json::moment) {
            delivery.at = at;
        }
        self.happening(event, &delivery)
    }

    fn event(&self, id: String, at: Timestamp, kind: EventKind) -> Event {
        Event { id, at, network: self.network.clone(), kind }
    }
}

/// What may be logged of a kind that Slack, or whoever signs as Slack, named.
pub fn speakable(kind: &str) -> String {
    let permitted = |c: &char| c.is_ascii_alphanumeric() || ['_', '.', ' '].contains(c);
    kind.chars().filter(permitted).take(80).collect::<String>().trim().to_owned()
}

/// A number that differs when the content does; it only has to tell one delivery from another.
pub fn fingerprint(body: &Value) -> String {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(body.to_string());
    digest.iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub use tests::hearing as tests_hearing;
