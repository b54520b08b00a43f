//! Saying something, and changing what was said.

use super::failure::Failure;
use super::{event_id, receipt};
use crate::decode::KEY;
use crate::inside::Inside;
use crate::memory::{Company, Stood};
use crate::render::{Choice, Letter, Relation, choices, edit, said};
use matrix_sdk::Room;
use serde_json::{Value, json};
use stoa_chat::{EffectKey, MessageRef, PlaceRef, Post, Receipt, Text, UserRef};

impl Inside {
    pub(super) async fn say(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let room = self.room(&place.id).await?;
        let relation = match thread {
            Some(first) => Relation::Thread(event_id(first).map(|_| first.id.as_str())?),
            None => Relation::None,
        };
        self.say_in(&room, relation, key, post).await
    }

    pub(super) async fn direct(
        &self,
        to: &UserRef,
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let room = self.direct_room(to).await?;
        self.say_in(&room, Relation::None, key, post).await
    }

    /// Says `post` in a room, with its choices, and with a file if it is too long for a message.
    pub(super) async fn say_in(
        &self,
        room: &Room,
        relation: Relation<'_>,
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let alone = self.is_alone(room).await?;
        let choices = choices(&post.buttons, &[]);
        let letter = self.letter(&post.text, &choices, alone, Some(key));
        let (content, cut) = said(&letter, relation);
        let event = self.send(room, "m.room.message", content, &key.0).await?;
        if cut {
            self.upload_text(room, relation, key, &post.text.to_plain()).await?;
        }
        let thread = match relation {
            Relation::Thread(first) => Some(first.to_owned()),
            _ => None,
        };
        let by = self.own.to_string();
        let offers = choices.iter().any(|choice| choice.offered);
        self.memory().remember(event.as_str(), Stood { by, thread, gone: false, choices });
        if offers {
            self.offer(room, event.as_str());
        }
        let place = PlaceRef::new(&self.network, room.room_id().as_str());
        Ok(Receipt { message: Some(MessageRef::new(&place, event.as_str())) })
    }

    /// Says words that belong to an event of somebody's: once, however often that event comes.
    pub(crate) async fn answer(
        &self,
        room: &Room,
        relation: Relation<'_>,
        transaction: &str,
        text: &Text,
        more: Option<(&str, &Value)>,
    ) -> Result<(), Failure> {
        let alone = self.is_alone(room).await?;
        let letter = Letter { more, ..self.letter(text, &[], alone, None) };
        let (content, _) = said(&letter, relation);
        self.send(room, "m.room.message", content, transaction).await.map(drop)
    }

    pub(super) async fn edit(
        &self,
        message: &MessageRef,
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let (room, event) = (self.room(&message.place.id).await?, event_id(message)?);
        let before = self.stood(&room, &event).await?;
        if before.gone {
            return Err(Failure::Gone);
        }
        if before.by != self.own.as_str() {
            return Err(Failure::refused("that message is not ours"));
        }
        let alone = self.is_alone(&room).await?;
        let choices = choices(&post.buttons, &before.choices);
        let letter = self.letter(&post.text, &choices, alone, Some(key));
        let content = edit(&letter, event.as_str());
        self.send(&room, "m.room.message", content, &key.0).await?;
        let changed = before.choices != choices;
        self.memory().remember(event.as_str(), Stood { choices, ..before });
        if changed {
            self.offer(&room, event.as_str());
        }
        Ok(receipt(message))
    }

    fn letter<'a>(
        &'a self,
        text: &'a Text,
        choices: &'a [Choice],
        alone: bool,
        key: Option<&'a EffectKey>,
    ) -> Letter<'a> {
        let prefix = if alone { "" } else { self.prefix() };
        Letter { text, choices, prefix, direct: alone, names: self, key, more: None }
    }

    async fn is_alone(&self, room: &Room) -> Result<bool, Failure> {
        Ok(matches!(self.company(room).await?, Company::Alone(_)))
    }
}

/// Whether a content of ours was sent under `key`.
pub(super) fn carries(content: &Value, key: &EffectKey) -> bool {
    content.get(KEY) == Some(&json!(key.0))
}
