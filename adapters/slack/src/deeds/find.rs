//! Looking for messages of ours whose sending was never answered.

use super::say::{EVENT_TYPE, file_name};
use crate::inside::Inside;
use crate::web::{self, Failure, Method};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{EffectKey, Lookup, MessageRef, PlaceRef, Receipt};

/// How far back a message is looked for: nobody is down for longer and then sends what it was about to send.
const WINDOW: Duration = Duration::from_hours(7 * 24);
/// Messages on one page of history.
const PAGE: u32 = 200;
/// The most pages that are read.
const PAGES: usize = 50;
/// The longest pause between two pages.
const PAUSE: Duration = Duration::from_secs(5);

/// What of a post was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Its messages, by number.
    pub parts: BTreeMap<usize, MessageRef>,
    /// How many parts there are to be; 0 if none was found.
    pub of: usize,
    /// Whether its file was found.
    pub file: bool,
    /// Whether all that could hold it was looked through.
    complete: bool,
}

impl Inside {
    /// Looks for what was sent with `key`.
    pub async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        match self.search(place, thread, key).await {
            Ok(found) if found.is_whole() => {
                let message = found.parts.get(&1).cloned();
                Lookup::Found(Receipt { message })
            }
            Ok(found) if found.complete => Lookup::Absent,
            Err(Failure::Wait(wait)) => Lookup::RetryAfter(wait),
            Err(failure)
                if failure.is(&[
                    "thread_not_found",
                    "message_not_found",
                    "channel_not_found",
                    "is_archived",
                ]) =>
            {
                Lookup::Absent
            }
            // Not looked through to its end, or not at all.
            Ok(_) | Err(_) => Lookup::CannotAsk,
        }
    }

    /// Reads back through a place, or through a thread, until everything that carries `key` is found.
    pub(super) async fn search(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
    ) -> Result<Found, Failure> {
        let (mut found, mut cursor) = (Found::default(), Value::Null);
        for page in 0..PAGES {
            let answer = self.page(place, thread, &cursor, page > 0).await?;
            for message in answer["messages"].as_array().map_or(&[][..], Vec::as_slice) {
                if self.is_own(message) {
                    found.note(message, place, key);
                }
            }
            cursor = answer["response_metadata"]["next_cursor"].clone();
            let more = cursor.as_str().is_some_and(|cursor| !cursor.is_empty());
            if found.is_whole() || !more {
                found.complete = true;
                return Ok(found);
            }
        }
        Ok(found)
    }

    async fn page(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        cursor: &Value,
        further: bool,
    ) -> Result<Value, Failure> {
        let oldest = (self.clock.now() - WINDOW).millis().max(0) / 1000;
        let mut arguments = json!({
            "channel": place.id,
            "include_all_metadata": true,
            "limit": PAGE,
            "oldest": oldest.to_string(),
        });
        if further {
            arguments["cursor"] = cursor.clone();
        }
        let method: &Method = match thread {
            Some(thread) => {
                arguments["ts"] = json!(thread.id);
                &web::CONVERSATIONS_REPLIES
            }
            None => &web::CONVERSATIONS_HISTORY,
        };
        match self.web.ask(method, &place.id, &arguments).await {
            // In the middle of a search it is better to wait a little than to begin anew.
            Err(Failure::Wait(wait)) if further && wait <= PAUSE => {
                self.clock.wait(wait).await;
                self.web.ask(method, &place.id, &arguments).await
            }
            answer => answer,
        }
    }
}

impl Found {
    fn is_whole(&self) -> bool {
        let files = usize::from(self.file);
        self.of > 0 && self.parts.len() + files >= self.of && self.parts.contains_key(&1)
    }

    fn note(&mut self, message: &Value, place: &PlaceRef, key: &EffectKey) {
        let metadata = &message["metadata"];
        let payload = &metadata["event_payload"];
        let ours = metadata["event_type"] == EVENT_TYPE && payload["key"] == key.0.as_str();
        if let (true, Some(ts)) = (ours, message["ts"].as_str()) {
            self.of = number(&payload["of"]);
            // One that was doubled counts as its first.
            self.parts.insert(number(&payload["part"]), MessageRef::new(place, ts));
        }
        let name = file_name(key);
        let files = message["files"].as_array().map_or(&[][..], Vec::as_slice);
        self.file |= files.iter().any(|file| file["name"] == name.as_str() || file["title"] == name.as_str());
    }
}

/// Slack may give numbers back as texts.
fn number(value: &Value) -> usize {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1)
}
