//! Finding a message of ours by its key: back through the room, from the newest.

use super::failure::{Failure, of_sdk};
use super::say::carries;
use crate::inside::Inside;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use serde_json::Value;
use stoa_chat::{EffectKey, Lookup, MessageRef, PlaceRef, Receipt};

/// Events on one page.
const PAGE: u32 = 100;
/// The most pages: what was sent a minute ago does not lie deeper, in a room in which people can still read.
const PAGES: usize = 20;

impl Inside {
    pub async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        match self.look_for(place, thread, key).await {
            Ok(Some(message)) => Lookup::Found(Receipt { message: Some(message) }),
            Ok(None) | Err(Failure::Gone) => Lookup::Absent,
            Err(Failure::Wait(wait)) => Lookup::RetryAfter(wait),
            Err(_) => Lookup::CannotAsk,
        }
    }

    async fn look_for(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
    ) -> Result<Option<MessageRef>, Failure> {
        let room = self.room(&place.id).await?;
        let mut from = None;
        for _ in 0..PAGES {
            let mut options = MessagesOptions::backward();
            options.limit = UInt::from(PAGE);
            options.from = from;
            let page = room.messages(options).await.map_err(|error| of_sdk(&error))?;
            for event in &page.chunk {
                let Ok(raw) = event.raw().deserialize_as_unchecked::<Value>() else { continue };
                if self.is_it(&raw, thread, key)
                    && let Some(id) = raw["event_id"].as_str()
                {
                    return Ok(Some(MessageRef::new(place, id)));
                }
            }
            match page.end {
                Some(end) if !page.chunk.is_empty() => from = Some(end),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    fn is_it(&self, event: &Value, thread: Option<&MessageRef>, key: &EffectKey) -> bool {
        let content = &event["content"];
        let relation = &content["m.relates_to"];
        let root = (relation["rel_type"] == "m.thread").then(|| relation["event_id"].as_str()).flatten();
        event["sender"] == self.own.as_str()
            && relation["rel_type"] != "m.replace"
            && carries(content, key)
            && root == thread.map(|thread| thread.id.as_str())
    }
}
