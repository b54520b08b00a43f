//! Saying something: as one message, as several, or as a beginning and a file.
//!
//! Every message carries the effect key in its metadata, with its number and how many there are, so that
//! [`find`](super::find) knows what arrived and a repetition sends only what is missing.

use super::find::Found;
use crate::inside::Inside;
use crate::render::{Part, Rendered, post};
use crate::web::{self, Failure};
use serde_json::json;
use std::collections::btree_map::Entry;
use stoa_chat::{EffectKey, MessageRef, PlaceRef, Post, Receipt};

/// What the metadata of our messages is called.
pub const EVENT_TYPE: &str = "stoa_message";

/// Where something is said, and under which key.
#[derive(Clone, Copy)]
struct Spot<'a> {
    place: &'a PlaceRef,
    thread: Option<&'a MessageRef>,
    key: &'a EffectKey,
}

impl Inside {
    /// Says something in a place.
    pub(crate) async fn say(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
        words: &Post,
    ) -> Result<Receipt, Failure> {
        let spot = Spot { place, thread, key };
        match post(words) {
            Rendered::Messages(parts) if parts.len() == 1 => {
                self.send(spot, &parts[0], 1, 1).await.map(receipt)
            }
            Rendered::Messages(parts) => self.send_all(spot, &parts).await,
            Rendered::WithFile(part, whole) => self.send_with_file(spot, &part, &whole).await,
        }
    }

    /// Sends those parts that are not there yet, in order.
    async fn send_all(&self, spot: Spot<'_>, parts: &[Part]) -> Result<Receipt, Failure> {
        let mut found = self.sent_before(spot).await?;
        for (at, part) in parts.iter().enumerate() {
            let number = at + 1;
            if let Entry::Vacant(missing) = found.parts.entry(number) {
                missing.insert(self.send(spot, part, number, parts.len()).await?);
            }
        }
        Ok(Receipt { message: found.parts.get(&1).cloned() })
    }

    async fn send_with_file(&self, spot: Spot<'_>, part: &Part, whole: &str) -> Result<Receipt, Failure> {
        let found = self.sent_before(spot).await?;
        let first = match found.parts.get(&1) {
            Some(message) => message.clone(),
            None => self.send(spot, part, 1, 2).await?,
        };
        if !found.file {
            let name = file_name(spot.key);
            self.upload_text(spot.place, spot.thread, &name, whole).await?;
        }
        Ok(receipt(first))
    }

    /// What of a post of several messages has arrived already, if it was tried before.
    async fn sent_before(&self, spot: Spot<'_>) -> Result<Found, Failure> {
        self.search(spot.place, spot.thread, spot.key).await
    }

    async fn send(
        &self,
        spot: Spot<'_>,
        part: &Part,
        number: usize,
        of: usize,
    ) -> Result<MessageRef, Failure> {
        let payload = json!({ "key": spot.key.0, "part": number, "of": of });
        let mut arguments = json!({
            "channel": spot.place.id,
            "text": part.text,
            "blocks": part.blocks,
            "metadata": { "event_type": EVENT_TYPE, "event_payload": payload },
            "parse": "none",
            "link_names": false,
            "unfurl_links": false,
            "unfurl_media": false,
        });
        if let Some(thread) = spot.thread {
            arguments["thread_ts"] = json!(thread.id);
        }
        let answer = self.call_in(spot.place, &web::CHAT_POST, &arguments).await?;
        // Without its name we cannot say which message it is: it has to be looked for.
        let ts = answer["ts"].as_str().ok_or(Failure::Unknown)?;
        Ok(MessageRef::new(spot.place, ts))
    }
}

/// What the file of a long post is called: its key is in the name, since files carry no metadata.
pub fn file_name(key: &EffectKey) -> String {
    let key: String = key.0.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
    format!("stoa-{key}.txt")
}

fn receipt(message: MessageRef) -> Receipt {
    Receipt { message: Some(message) }
}
