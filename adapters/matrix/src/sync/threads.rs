//! What a message belongs to, as far as the server has to be asked: the thread of what it replies to, and the whole
//! message that somebody points at.

use super::Listener;
use crate::decode::{Words, read};
use crate::deeds::failure::Failure;
use crate::deeds::stood::words_of;
use crate::memory::{Company, Stood};
use futures_util::FutureExt as _;
use matrix_sdk::Room;
use matrix_sdk::ruma::EventId;
use stoa_chat::{Message, MessageRef, PlaceRef, Pointed, UserRef};

impl Listener {
    /// The first message of the thread that words stand in: a reply stands in the thread of what it replies to.
    pub(super) async fn root_of(&self, room: &Room, words: &Words) -> Option<String> {
        if let Some(root) = &words.thread {
            return Some(root.clone());
        }
        let replied = words.replied.as_ref()?;
        let stood = self.stood(room, replied).await;
        Some(stood.and_then(|stood| stood.thread).unwrap_or_else(|| replied.clone()))
    }

    /// What a message is, of which we know the name.
    pub(super) async fn stood(&self, room: &Room, event: &str) -> Option<Stood> {
        let id = EventId::parse(event).ok()?;
        self.inside.insistently(|| self.inside.stood(room, &id).boxed()).await.ok()
    }

    /// The message that words were written under, whole.
    pub(super) async fn pointed(&self, room: &Room, words: &Words, direct: bool) -> Option<Box<Pointed>> {
        let at = words.replied.as_ref().or(words.thread.as_ref())?;
        let message = self.message(room, at, direct).await?;
        let first = match &message.thread {
            Some(thread) => self.message(room, &thread.id.clone(), direct).await,
            None => None,
        };
        Some(Box::new(Pointed { message, first }))
    }

    async fn message(&self, room: &Room, event: &str, direct: bool) -> Option<Message> {
        let id = EventId::parse(event).ok()?;
        let raw = self.inside.insistently(|| self.inside.fetch(room, &id).boxed()).await.ok()?;
        let (rooms, network) = (self.inside.rooms(), &self.inside.network);
        let happened = read(&raw, &rooms)?;
        let words = words_of(&raw, &rooms)?;
        let place = PlaceRef::new(network, room.room_id().as_str());
        let to_bot = self.inside.hearing().is_called(&words);
        Some(Message {
            by: UserRef::new(network, happened.by),
            message: MessageRef::new(&place, happened.id),
            thread: words.thread.map(|root| MessageRef::new(&place, root)),
            direct,
            to_bot,
            text: words.text,
        })
    }

    /// Whether a room is this person's direct conversation with us. What is said there waits until the server tells: as
    /// words of a room that others read they could stand under their writer's name where they meant to have none.
    pub(super) async fn is_direct(&self, room: &Room, by: &str) -> bool {
        loop {
            let told = self.inside.insistently(|| self.inside.company(room).boxed()).await;
            if let Some(direct) = is_direct(told, by) {
                return direct;
            }
            tracing::warn!(room = %room.room_id(), "who is in a room cannot be seen yet: what is said there waits");
        }
    }
}

/// Whether it is direct, by what the server tells; `None` if it may tell later. It is asked of rooms of two at most:
/// where it will never tell, which is after we were put out, nobody else has read along.
fn is_direct(told: Result<Company, Failure>, by: &str) -> Option<bool> {
    match told {
        Ok(company) => Some(matches!(company, Company::Alone(other) if other == by)),
        Err(Failure::Wait(_) | Failure::Unknown) => None,
        Err(Failure::Gone | Failure::Refused(..) | Failure::Revoked) => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_may_be_said_to_us_alone_is_never_taken_for_public() {
        let ana = || Company::Alone("@ana:x".to_owned());
        assert_eq!(is_direct(Ok(ana()), "@ana:x"), Some(true));
        assert_eq!(is_direct(Ok(ana()), "@ben:x"), Some(false));
        assert_eq!(is_direct(Ok(Company::Several), "@ana:x"), Some(false));
        for later in [Failure::Wait(Duration::from_secs(1)), Failure::Unknown] {
            assert_eq!(is_direct(Err(later), "@ana:x"), None, "it waits");
        }
        for never in [Failure::Gone, Failure::Revoked, Failure::refused("we are not in that room")] {
            assert_eq!(is_direct(Err(never), "@ana:x"), Some(true));
        }
    }
}
