//! The town's side of the port: what Stoa does here, and how it goes.
//!
//! It is as strict as real networks are. Saying the same thing twice says it twice, a thread that is gone
//! takes no answer, and a search with the wrong place or thread finds nothing, so that whatever passes here
//! has not been helped by the town.

use crate::feed::{Audience, News, Room};
use crate::town::Town;
use crate::world::{Fault, World};
use async_trait::async_trait;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{
    Abilities, Action, Adapter, Count, DirectPlace, EffectKey, Intake, ListenError, Lookup, MessageRef,
    Network, Outcome, PlaceRef, Post, Receipt, Text, UserRef,
};
use tokio_util::sync::CancellationToken;

/// How long an event that the core could not store waits before it is offered again, if nothing new happens.
const PATIENCE: Duration = Duration::from_millis(200);

/// The adapter to a [`Town`].
#[derive(Clone, Debug)]
pub struct TownAdapter {
    town: Town,
    network: Network,
}

impl TownAdapter {
    pub(crate) fn new(town: Town) -> Self {
        Self { town, network: Network::new(crate::NETWORK) }
    }
}

#[async_trait]
impl Adapter for TownAdapter {
    fn network(&self) -> &Network {
        &self.network
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            buttons: true,
            private_replies: true,
            threads: true,
            forms: true,
            home: true,
            pictures: true,
        }
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        while !stop.is_cancelled() {
            let next = self.town.world().queue.front().cloned();
            let offered = match next {
                None => Ok(()),
                Some(event) => self.town.offer(vec![event.clone()], intake.as_ref()).await.inspect(|()| {
                    self.town.world().queue.retain(|queued| queued.id != event.id);
                }),
            };
            let more = offered.is_ok() && !self.town.world().queue.is_empty();
            if !more {
                let news = tokio::time::timeout(PATIENCE, self.town.news());
                stop.run_until_cancelled(news).await;
            }
        }
        Ok(())
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let mut world = self.town.world();
        match world.faults.pop_front() {
            None => world.perform(key, action),
            Some(Fault::RetryAfter(wait)) => Outcome::RetryAfter(wait),
            Some(Fault::Refuse(words)) => Outcome::Refused(words),
            Some(Fault::LoseAnswer) => {
                world.perform(key, action);
                Outcome::Unknown
            }
        }
    }

    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        self.town.world().find(place, thread, key)
    }

    async fn direct_place(&self, with: &[UserRef], _key: &EffectKey) -> DirectPlace {
        let world = self.town.world();
        match world.room_with(with) {
            Ok(room) => DirectPlace::At(world.place_ref(&room)),
            Err(_) => DirectPlace::Nowhere,
        }
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        let world = self.town.world();
        let Some(room) = world.room(place) else { return Count::CannotAsk };
        Count::People(world.people.iter().filter(|person| world.is_in(&person.id, &room)).count().min(enough))
    }
}

impl World {
    fn perform(&mut self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        match action {
            Action::Say { place, thread, post } => self.say_in(place, thread.as_ref(), None, key, post),
            Action::ReplyPrivately { place, to, thread, post } => {
                self.say_in(place, thread.as_ref(), Some(to), key, post)
            }
            Action::Direct { to, post } => {
                self.let_in(&to.id);
                self.converse(std::slice::from_ref(to), key, post)
            }
            Action::OpenConversation { with, post } => self.converse(with, key, post),
            Action::Edit { message, post } => self.rewrite(message, post),
            Action::Delete { message } => self.remove(message),
            Action::React { message, emoji } => self.put_reaction(message, emoji),
            Action::ShowForm { to, place, handle, form } => self.show_form(to, place, handle, form),
            Action::UploadPicture { place, thread, png: _, alt } => {
                let picture = Post::of(Text::plain(&format!("[picture] {alt}")));
                self.say_in(place, thread.as_ref(), None, key, &picture)
            }
            Action::SetHome { of, parts } => self.set_page(&of.id, parts),
        }
    }

    fn say_in(
        &mut self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        to: Option<&UserRef>,
        key: &EffectKey,
        post: &Post,
    ) -> Outcome {
        let Some(room) = self.room(place) else { return Outcome::Gone };
        if to.is_some_and(|to| self.person(&to.id).is_none() || !self.is_in(&to.id, &room)) {
            return Outcome::Gone;
        }
        let thread = match thread.map(|thread| self.standing(thread).filter(|_| thread.place == *place)) {
            Some(None) => return Outcome::Gone,
            Some(Some(number)) => Some(self.root(number)),
            None => None,
        };
        self.post(&Audience { room, thread, alone: to.map(|to| to.id.clone()) }, key, post)
    }

    fn converse(&mut self, with: &[UserRef], key: &EffectKey, post: &Post) -> Outcome {
        match self.room_with(with) {
            Ok(room) => self.post(&Audience::of(room), key, post),
            Err(outcome) => outcome,
        }
    }

    /// The room of these people alone; if there can be none, what becomes of words to them.
    fn room_with(&self, with: &[UserRef]) -> Result<Room, Outcome> {
        let mut people: Vec<_> = with.iter().map(|user| user.id.clone()).collect();
        people.sort();
        people.dedup();
        if people.iter().any(|who| self.person(who).is_none()) {
            return Err(Outcome::Gone);
        }
        match &people[..] {
            [] => Err(Outcome::Refused("a conversation needs somebody to talk to".to_owned())),
            [one] => Ok(Room::Direct(one.clone())),
            _ => Ok(Room::Together(people)),
        }
    }

    fn post(&mut self, audience: &Audience, key: &EffectKey, post: &Post) -> Outcome {
        let number = self.appear(audience.clone(), crate::BOT, post.clone(), Some(key.clone()));
        self.sent(&audience.room, number)
    }

    /// Replaces what a person sees on the bot's page. It stands in their direct conversation, since a town has no other
    /// room for it, and is shown whole whenever it is set, with all its buttons at the end.
    fn set_page(&mut self, who: &str, parts: &[Post]) -> Outcome {
        if self.person(who).is_none() {
            return Outcome::Gone;
        }
        let audience = Audience::of(Room::Direct(who.to_owned()));
        let number = match self.pages.get(who) {
            Some(number) => *number,
            None => self.enter(audience.clone(), crate::BOT, None),
        };
        self.pages.insert(who.to_owned(), number);
        let mut whole = Post::default();
        for part in parts {
            whole.text = whole.text.then(part.text.clone());
            whole.buttons.extend_from_slice(&part.buttons);
        }
        let shown = self.write(number, whole);
        self.tell(audience, News::Page { number, shown });
        Outcome::Sent(Receipt::default())
    }

    fn rewrite(&mut self, message: &MessageRef, post: &Post) -> Outcome {
        let Some(number) = self.standing(message) else { return Outcome::Gone };
        let Some(posted) = self.message(number) else { return Outcome::Gone };
        if posted.by != crate::BOT {
            return Outcome::Refused(format!("message {number} is {}'s", posted.by));
        }
        let (audience, same) = (posted.audience.clone(), posted.post == *post);
        if !same {
            let shown = self.write(number, post.clone());
            self.tell(audience.clone(), News::Changed { number, shown });
        }
        self.sent(&audience.room, number)
    }

    fn remove(&mut self, message: &MessageRef) -> Outcome {
        let Some(number) = self.number(message) else { return Outcome::Gone };
        let Some(posted) = self.message_mut(number) else { return Outcome::Gone };
        let audience = posted.audience.clone();
        if !std::mem::replace(&mut posted.gone, true) {
            self.tell(audience.clone(), News::Gone { number });
        }
        self.sent(&audience.room, number)
    }

    fn put_reaction(&mut self, message: &MessageRef, emoji: &str) -> Outcome {
        let Some(number) = self.standing(message) else { return Outcome::Gone };
        let Some(posted) = self.message_mut(number) else { return Outcome::Gone };
        let audience = posted.audience.clone();
        if posted.reactions.insert((crate::BOT.to_owned(), emoji.to_owned())) {
            self.tell(audience.clone(), News::Reacted { number, emoji: emoji.to_owned() });
        }
        self.sent(&audience.room, number)
    }

    fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        let thread = match thread.map(|thread| self.number(thread)) {
            Some(None) => return Lookup::Absent,
            Some(Some(number)) => Some(self.root(number)),
            None => None,
        };
        let Some(room) = self.room(place) else { return Lookup::Absent };
        let sent = |number: &u64| {
            let carries = |posted: &crate::world::Posted| {
                posted.key.as_ref() == Some(key)
                    && posted.audience.room == room
                    && posted.audience.thread == thread
            };
            self.message(*number).is_some_and(carries)
        };
        let last = u64::try_from(self.messages.len()).unwrap_or(u64::MAX);
        let found = (1..=last).rev().find(sent);
        found.map_or(Lookup::Absent, |number| {
            Lookup::Found(Receipt { message: Some(self.message_ref(&room, number)) })
        })
    }

    /// The number of a message that has not been removed.
    fn standing(&self, message: &MessageRef) -> Option<u64> {
        self.number(message).filter(|number| self.message(*number).is_some_and(|posted| !posted.gone))
    }

    fn sent(&self, room: &Room, number: u64) -> Outcome {
        Outcome::Sent(Receipt { message: Some(self.message_ref(room, number)) })
    }
}
