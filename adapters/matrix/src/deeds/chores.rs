//! What is done by and by, behind everything that people wait for: reactions put under a message as its choices, and
//! taken off again when they are choices no more. None of it is ever the only way: each choice can be typed.

use super::failure::{Failure, of_sdk};
use crate::decode::{canonical, json};
use crate::inside::Inside;
use futures_util::FutureExt as _;
use matrix_sdk::Room;
use matrix_sdk::room::{IncludeRelations, RelationsOptions};
use matrix_sdk::ruma::events::TimelineEventType;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, OwnedEventId, UInt};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The most that wait: when a server allows few events, old choices are left for typing.
const MOST: usize = 500;

/// Messages whose reactions are to be brought in line with their choices.
#[derive(Debug, Default)]
pub struct Chores {
    waiting: Mutex<VecDeque<(Room, String)>>,
    more: Notify,
}

impl Chores {
    fn add(&self, room: Room, event: String) {
        let mut waiting = self.waiting();
        waiting.retain(|(_, known)| *known != event);
        waiting.push_back((room, event));
        if waiting.len() > MOST {
            waiting.pop_front();
        }
        self.more.notify_one();
    }

    async fn next(&self) -> (Room, String) {
        loop {
            let more = self.more.notified();
            if let Some(next) = self.waiting().pop_front() {
                return next;
            }
            more.await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<(Room, String)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Sees to it that the choices of a message stand under it as reactions.
    pub(super) fn offer(&self, room: &Room, event: &str) {
        if self.config.reactions {
            self.chores.add(room.clone(), event.to_owned());
        }
    }

    /// Does chores for ever.
    pub async fn do_chores(self: Arc<Self>) {
        loop {
            let (room, event) = self.chores.next().await;
            if let Err(failure) = self.patiently(|| self.bring_in_line(&room, &event).boxed()).await {
                tracing::debug!(?failure, "choices could not be put under a message");
            }
        }
    }

    async fn bring_in_line(&self, room: &Room, event: &str) -> Result<(), Failure> {
        let id = EventId::parse(event).map_err(|_| Failure::Gone)?;
        let Some(stood) = self.memory().message(event) else { return Ok(()) };
        // One that is put twice is refused, so only what is to be taken off has to be known.
        let there = if stood.choices.iter().all(|choice| choice.offered) {
            HashMap::new()
        } else {
            self.own_reactions(room, &id).await?
        };
        for choice in stood.choices.iter().filter(|choice| !choice.emoji.is_empty()) {
            let standing = there.get(&canonical(&choice.emoji));
            match standing {
                None if choice.offered && !stood.gone => {
                    let transaction = format!("{event}-{}-{}", choice.emoji, self.clock.now().millis());
                    self.put_reaction(room, &id, &choice.emoji, &transaction).await?;
                }
                Some(reaction) if !choice.offered => {
                    self.redact(room, reaction, &format!("{reaction}-off")).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Our own reactions on a message, by emoji.
    async fn own_reactions(
        &self,
        room: &Room,
        event: &EventId,
    ) -> Result<HashMap<String, OwnedEventId>, Failure> {
        let include_relations = IncludeRelations::RelationsOfTypeAndEventType(
            RelationType::Annotation,
            TimelineEventType::Reaction,
        );
        let options =
            RelationsOptions { include_relations, limit: Some(UInt::from(100_u32)), ..Default::default() };
        let found = room.relations(event.to_owned(), options).await.map_err(|error| of_sdk(&error))?;
        let mut own = HashMap::new();
        for reaction in found.chunk {
            let Ok(raw) = reaction.raw().deserialize_as_unchecked::<Value>() else { continue };
            let key = json::text(&raw, &["content", "m.relates_to", "key"]);
            if let (true, Some(key), Some(id)) =
                (raw["sender"] == self.own.as_str(), key, reaction.event_id())
            {
                own.insert(canonical(key), id);
            }
        }
        Ok(own)
    }
}
