//! Messages that we have no key for. The key may come later; after a while their writer is told, once for each key.

use super::backfill::Fresh;
use super::{Batch, Listener, Progress};
use crate::inside::Inside;
use crate::render::Relation;
use futures_util::FutureExt as _;
use matrix_sdk::ruma::RoomId;
use matrix_sdk::ruma::serde::Raw;
use serde_json::Value;
use std::time::Duration;
use stoa_chat::{Intake, Phrase, UserRef};

/// How long a key may be on its way before its message is called unreadable.
const SOON: Duration = Duration::from_mins(2);
/// How long we try to read a message.
const LONG: Duration = Duration::from_hours(24 * 7);

impl Listener {
    /// Tries what could not be read before.
    pub(super) async fn unlock(&self, progress: &mut Progress, batch: &mut Batch) {
        let now = self.inside.clock.now();
        for (event, locked) in progress.locked.clone() {
            if let Some(fresh) = self.open(&locked.room, &locked.event).await {
                let room = RoomId::parse(&locked.room).ok().and_then(|id| self.client.get_room(&id));
                if let Some(room) = room {
                    self.hear(&room, &fresh, progress, batch).await;
                }
                progress.unlock(&event);
            } else if now.since(locked.since) > LONG {
                tracing::warn!(room = locked.room, "a message was given up: its key never came");
                progress.unlock(&event);
            } else if !locked.told && now.since(locked.since) > SOON {
                let by = UserRef::new(&self.inside.network, &locked.by);
                let same = |other: &&super::progress::Locked| other.session == locked.session && other.told;
                if !progress.locked.values().any(|other| same(&other)) {
                    batch.unread.push((locked.room.clone(), event.clone(), locked.by.clone()));
                }
                progress.lock(&event, super::progress::Locked { told: true, ..locked }, by);
            }
        }
    }

    /// The event as we can read it by now.
    async fn open(&self, room: &str, event: &Value) -> Option<Fresh> {
        let room = self.client.get_room(&RoomId::parse(room).ok()?)?;
        let raw = Raw::new(event).ok()?.cast_unchecked();
        let opened = room.decrypt_event(&raw, None).await.ok()?;
        if opened.kind.is_utd() {
            return None;
        }
        opened.raw().deserialize_as_unchecked::<Value>().ok().map(|raw| Fresh { raw })
    }
}

impl Inside {
    /// Tells the writer of a message that it could not be read.
    pub(super) async fn explain(&self, room: &str, event: &str, by: &str, intake: &dyn Intake) {
        let Ok(room) = self.room(room).await else { return };
        let to = UserRef::new(&self.network, by);
        let text = intake.phrase(&to, &Phrase::Unreadable);
        let transaction = format!("unread-{event}");
        let said = || self.answer(&room, Relation::Reply(event), &transaction, &text, None).boxed();
        if let Err(failure) = self.patiently(said).await {
            tracing::warn!(room = %room.room_id(), ?failure, "nobody could be told that a message was not readable");
        }
    }
}
