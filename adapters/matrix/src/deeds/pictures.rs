//! Files: pictures, and the words of posts that are too long for messages. In encrypted rooms they are encrypted.

use super::failure::{Failure, of_sdk};
use super::{Inside, event_id};
use crate::render::{Relation, uploaded};
use matrix_sdk::Room;
use mime::Mime;
use serde_json::{Value, json};
use std::io::Cursor;
use std::time::Duration;
use stoa_chat::{EffectKey, MessageRef, PlaceRef, Receipt};

/// How long to wait before a file is sent again of which nobody has seen anything yet.
const AGAIN: Duration = Duration::from_secs(5);

impl Inside {
    pub(super) async fn upload_picture(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
        png: &[u8],
        alt: &str,
    ) -> Result<Receipt, Failure> {
        let room = self.room(&place.id).await?;
        let relation = match thread {
            Some(first) => Relation::Thread(event_id(first).map(|_| first.id.as_str())?),
            None => Relation::None,
        };
        let source = self.store(&room, &mime::IMAGE_PNG, png).await?;
        let mut info = json!({ "mimetype": "image/png", "size": png.len() });
        if let Some((width, height)) = size_of(png) {
            info["w"] = json!(width);
            info["h"] = json!(height);
        }
        let content = uploaded(alt, info, (source.0, source.1), "picture.png", relation);
        let event = self.send(&room, "m.room.message", content, &key.0).await?;
        Ok(Receipt { message: Some(MessageRef::new(place, event.as_str())) })
    }

    /// Puts all of the words of a post below its beginning.
    pub(super) async fn upload_text(
        &self,
        room: &Room,
        relation: Relation<'_>,
        key: &EffectKey,
        words: &str,
    ) -> Result<(), Failure> {
        let source = self.store(room, &mime::TEXT_PLAIN_UTF_8, words.as_bytes()).await?;
        let info = json!({ "mimetype": "text/plain", "size": words.len() });
        let content = uploaded("", info, (source.0, source.1), "message.txt", relation);
        self.send(room, "m.room.message", content, &format!("{}-file", key.0)).await.map(drop)
    }

    /// Stores bytes where nobody is shown them yet, and gives their address, with the key if they are encrypted.
    async fn store(&self, room: &Room, kind: &Mime, bytes: &[u8]) -> Result<(&'static str, Value), Failure> {
        let state = room.latest_encryption_state().await.map_err(|error| of_sdk(&error))?;
        let stored = if state.is_encrypted() {
            let mut reader = Cursor::new(bytes);
            let uploaded = room.client().upload_encrypted_file(&mut reader).await;
            let file = uploaded.map_err(|error| of_sdk(&error)).and_then(|file| {
                serde_json::to_value(file).map_err(|error| Failure::refused(error.to_string()))
            });
            file.map(|file| ("file", file))
        } else {
            let uploaded = room.client().media().upload(kind, bytes.to_vec(), None).await;
            uploaded.map(|answer| ("url", json!(answer.content_uri))).map_err(|error| of_sdk(&error))
        };
        // Nobody has seen anything: doing it again harms nobody.
        stored.map_err(|failure| if failure == Failure::Unknown { Failure::Wait(AGAIN) } else { failure })
    }
}

/// Width and height of a PNG, which stand at its beginning.
fn size_of(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    png.starts_with(b"\x89PNG").then(|| Some((number(16)?, number(20)?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_png_says_how_large_it_is() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 1, 0, 0, 0, 0, 9]);
        assert_eq!(size_of(&png), Some((256, 9)));
        assert_eq!(size_of(b"GIF89a"), None);
    }
}
