//! What of a room is new, in order. A server leaves out what does not fit into its answer; it is fetched, back to the last
//! event that we know.
//!
//! Of a room that is new to us, what counts is what came after we were invited; what was said before we listened for the
//! first time is history.

use super::{Listener, Progress, at};
use crate::decode::json;
use crate::deeds::failure::{Failure, of_sdk};
use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use matrix_sdk::sync::JoinedRoomUpdate;
use serde_json::Value;

/// Events on one page.
const PAGE: u32 = 100;
/// The most pages of what happened before we came into a room: an invitation does not lie deeper.
const PAGES_OF_A_NEW_ROOM: usize = 5;

/// An event as we can read it.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its JSON, decrypted if we can.
    pub raw: Value,
}

impl Fresh {
    fn of(event: &TimelineEvent) -> Option<Self> {
        event.raw().deserialize_as_unchecked::<Value>().ok().map(|raw| Self { raw })
    }

    fn id(&self) -> &str {
        json::text(&self.raw, &["event_id"]).unwrap_or_default()
    }
}

impl Listener {
    /// What is new in a room.
    pub(super) async fn timeline(
        &self,
        room: &Room,
        update: &JoinedRoomUpdate,
        progress: &mut Progress,
    ) -> Vec<Fresh> {
        let id = room.room_id().as_str();
        let Some(last) = update.timeline.events.last().and_then(Fresh::of) else { return Vec::new() };
        let mark = progress.mark(id).map(str::to_owned);
        let events: Vec<Fresh> = match (&mark, progress.begun()) {
            // History.
            (None, None) => Vec::new(),
            (Some(mark), _) => self.since(room, update, mark, progress.token()).await,
            (None, Some(begun)) => {
                let mut events = self.since_invited(room, update, progress.token()).await;
                events.retain(|event| at(&event.raw) >= begun);
                events
            }
        };
        progress.set_mark(id, last.id());
        events
    }

    /// Everything after `mark`.
    async fn since(
        &self,
        room: &Room,
        update: &JoinedRoomUpdate,
        mark: &str,
        token: Option<String>,
    ) -> Vec<Fresh> {
        let mut newest_first: Vec<Fresh> =
            update.timeline.events.iter().rev().filter_map(Fresh::of).collect();
        let mut from = update.timeline.prev_batch.clone().filter(|_| update.timeline.limited);
        while newest_first.iter().all(|event| event.id() != mark)
            && let Some(token_of_page) = from.take()
        {
            let (page, end) = self.page(room, token_of_page, token.clone()).await;
            from = end.filter(|_| !page.is_empty());
            newest_first.extend(page);
        }
        let known = newest_first.iter().position(|event| event.id() == mark);
        newest_first.truncate(known.unwrap_or(newest_first.len()));
        newest_first.reverse();
        newest_first
    }

    /// Everything after we were invited, or else after we came.
    async fn since_invited(
        &self,
        room: &Room,
        update: &JoinedRoomUpdate,
        token: Option<String>,
    ) -> Vec<Fresh> {
        let mut newest_first: Vec<Fresh> =
            update.timeline.events.iter().rev().filter_map(Fresh::of).collect();
        let mut from = update.timeline.prev_batch.clone().filter(|_| update.timeline.limited);
        for _ in 0..PAGES_OF_A_NEW_ROOM {
            let Some(token_of_page) = from.take().filter(|_| self.entered(&newest_first).is_none()) else {
                break;
            };
            let (page, end) = self.page(room, token_of_page, token.clone()).await;
            from = end.filter(|_| !page.is_empty());
            newest_first.extend(page);
        }
        let entered = self.entered(&newest_first).unwrap_or(newest_first.len());
        newest_first.truncate(entered);
        newest_first.reverse();
        newest_first
    }

    /// Where in events, the newest first, we were invited; where we came, if nobody invited us.
    fn entered(&self, events: &[Fresh]) -> Option<usize> {
        let own = |event: &Fresh, membership: &str| {
            json::text(&event.raw, &["type"]) == Some("m.room.member")
                && json::text(&event.raw, &["state_key"]) == Some(self.inside.own.as_str())
                && json::text(&event.raw, &["content", "membership"]) == Some(membership)
        };
        let before = |event: &Fresh| {
            json::text(&event.raw, &["unsigned", "prev_content", "membership"]).map(str::to_owned)
        };
        let invited = events.iter().position(|event| own(event, "invite"));
        let uninvited = |event: &Fresh| own(event, "join") && before(event).as_deref() != Some("invite");
        invited.or_else(|| events.iter().position(uninvited))
    }

    /// A page of older events, the newest first, and where the next one begins.
    async fn page(&self, room: &Room, from: String, to: Option<String>) -> (Vec<Fresh>, Option<String>) {
        let mut pause = super::FIRST_PAUSE;
        loop {
            let mut options = MessagesOptions::backward();
            options.limit = UInt::from(PAGE);
            options.from = Some(from.clone());
            options.to.clone_from(&to);
            match room.messages(options).await {
                Ok(page) => return (page.chunk.iter().filter_map(Fresh::of).collect(), page.end),
                Err(error) => {
                    let failure = of_sdk(&error);
                    if let Failure::Refused(code, _) = &failure
                        && code.starts_with("M_")
                    {
                        tracing::warn!(room = %room.room_id(), code, "what was said meanwhile cannot be fetched");
                        return (Vec::new(), None);
                    }
                    // Nothing may be left out: it is asked for until it is there, or until we are told to stop.
                    tracing::warn!(room = %room.room_id(), ?failure, "what was said meanwhile cannot be fetched yet");
                    self.inside.clock.wait(pause).await;
                    pause = (pause * 2).min(super::LONGEST_PAUSE);
                }
            }
        }
    }
}
