//! What a message is, of which only the name is known: asked of the server, and remembered.

use super::failure::{Failure, of_sdk};
use crate::decode::{self, json};
use crate::inside::Inside;
use crate::memory::Stood;
use crate::render::known_choices;
use matrix_sdk::Room;
use matrix_sdk::ruma::EventId;
use serde_json::Value;

impl Inside {
    /// The message as it stands now.
    pub(crate) async fn stood(&self, room: &Room, event: &EventId) -> Result<Stood, Failure> {
        if let Some(stood) = self.memory().message(event.as_str()) {
            return Ok(stood);
        }
        let raw = self.fetch(room, event).await?;
        let stood = self.stood_of(&raw);
        self.memory().remember(event.as_str(), stood.clone());
        Ok(stood)
    }

    /// The event itself, decrypted if we can.
    pub(crate) async fn fetch(&self, room: &Room, event: &EventId) -> Result<Value, Failure> {
        let fetched = room.event(event, None).await.map_err(|error| of_sdk(&error))?;
        fetched.raw().deserialize_as_unchecked::<Value>().map_err(|_| Failure::Gone)
    }

    /// What the JSON of a message says of it.
    pub(crate) fn stood_of(&self, event: &Value) -> Stood {
        let by = json::text(event, &["sender"]).unwrap_or_default().to_owned();
        let content = &event["content"];
        let relation = &content["m.relates_to"];
        let thread = (json::text(relation, &["rel_type"]) == Some("m.thread"))
            .then(|| json::text(relation, &["event_id"]).map(str::to_owned))
            .flatten();
        let gone = json::at(event, &["unsigned", "redacted_because"]).is_some()
            || content.as_object().is_some_and(serde_json::Map::is_empty);
        let choices = if by == self.own.as_str() { known_choices(latest(event)) } else { Vec::new() };
        Stood { by, thread, gone, choices }
    }
}

/// The content of a message with its latest edit, which servers bundle with it.
pub(crate) fn latest(event: &Value) -> &Value {
    let edited = json::at(event, &["unsigned", "m.relations", "m.replace", "content", "m.new_content"]);
    edited.unwrap_or(&event["content"])
}

/// The words of a message with its latest edit.
pub(crate) fn words_of(event: &Value, rooms: &decode::Rooms) -> Option<decode::Words> {
    let words = decode::words(&event["content"], rooms)?;
    let latest = decode::words(latest(event), rooms).map(|latest| latest.text);
    Some(decode::Words { text: latest.unwrap_or(words.text), ..words })
}
