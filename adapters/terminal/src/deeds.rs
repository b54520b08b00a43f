//! What a person's deed does to the town, and the events that a network would tell of it.

use crate::TownError;
use crate::feed::{Audience, Room};
use crate::grammar::{Deed, Hearer, What};
use crate::typed;
use crate::world::{Posted, World};
use stoa_chat::{
    Command, Event, EventKind, Message, MessageRef, Pick, Pointed, Post, Press, Profile, Reaction, Text,
    Timestamp,
};

impl World {
    /// Lets a deed happen.
    pub fn act(&mut self, deed: Deed, now: Timestamp) -> Result<Event, TownError> {
        let Deed { who, what } = deed;
        if self.person(&who).is_none() {
            let people: Vec<_> = self.people.iter().map(|person| person.id.as_str()).collect();
            return Err(impossible(format!("nobody here is called {who}: here are {}", people.join(", "))));
        }
        let kind = match what {
            What::Say { to, words } => self.say(&who, to, &words)?,
            What::Press { button } => self.press(&who, button)?,
            What::Pick { verb, message } => self.pick(&who, verb, message)?,
            What::React { emoji, message } => self.react(&who, message, emoji)?,
            What::Unreact { emoji, message } => self.unreact(&who, message, emoji)?,
            What::Edit { message, words } => self.edit(&who, message, &words)?,
            What::Delete { message } => self.delete(&who, message)?,
            What::Fill { form, values } => EventKind::Submitted(self.fill(&who, &form, &values)?),
            What::Join { place } => self.join(&who, &place)?,
            What::Leave { place } => self.leave(&who, &place)?,
            What::OpenHome => EventKind::HomeOpened { who: self.user(&who) },
        };
        Ok(self.event(now, kind))
    }

    /// What the network tells at the start: who everybody is, and where.
    pub fn arrivals(&mut self, now: Timestamp) -> Vec<Event> {
        let mut kinds = Vec::new();
        for person in self.people.iter().filter(|person| !person.later) {
            let (name, zone) = (person.shown_name(), person.zone.map(|zone| zone.name().to_owned()));
            let language = person.language.clone();
            let profile =
                Profile { name, zone, language, active: true, bot: false, guest: false, moderates: false };
            kinds.push(EventKind::ProfileChanged { who: self.user(&person.id), profile });
            for place in self.places.iter().filter(|place| place.members.contains(&person.id)) {
                let place = self.place_ref(&Room::Place(place.id.clone()));
                kinds.push(EventKind::Joined { who: self.user(&person.id), place });
            }
        }
        kinds.into_iter().map(|kind| self.event(now, kind)).collect()
    }

    fn say(&mut self, who: &str, to: Hearer, words: &str) -> Result<EventKind, TownError> {
        let under = match to {
            Hearer::Thread(message) => self.pointed(who, message).ok(),
            _ => None,
        };
        let audience = match to {
            Hearer::Bot => Audience::of(Room::Direct(who.to_owned())),
            Hearer::Place(id) => Audience::of(self.entered(who, &id)?),
            Hearer::Thread(message) => self.thread(who, message)?,
            Hearer::Card(name) => {
                let message = self.card(who, &name);
                let message =
                    message.ok_or_else(|| impossible(format!("{who} sees no card {name} in any place")))?;
                self.thread(who, message)?
            }
        };
        let text = typed::read(words, &|name| self.account(name));
        let number = self.appear(audience.clone(), who, Post::of(text.clone()), None);
        let said = self.written(who, &audience, number, text);
        let Some(text) = self.command(&said.text) else { return Ok(EventKind::Said(said)) };
        let Message { by, message, thread, direct, .. } = said;
        let (place, trigger) = (message.place.clone(), Some(self.trigger(who)));
        let message = Some(message);
        Ok(EventKind::Commanded(Command { by, place, direct, message, thread, text, under, trigger }))
    }

    /// The command in what was said, if it is one: it calls the bot first, or begins with a verb of ours.
    fn command(&self, text: &Text) -> Option<Text> {
        let (word, rest) = text.clone().split_first_word();
        if word.trim_end_matches([',', ':']).eq_ignore_ascii_case(crate::BOT) {
            return Some(rest);
        }
        self.verbs.contains(&word.to_lowercase()).then(|| text.clone())
    }

    fn press(&mut self, who: &str, button: u64) -> Result<EventKind, TownError> {
        let number =
            self.button(button).ok_or_else(|| impossible(format!("there is no button [{button}]")))?;
        let posted = self.seen(who, number)?;
        let value = posted
            .value(button)
            .ok_or_else(|| impossible(format!("[{button}] is not on {number} any more")))?;
        let room = &posted.audience.room;
        let (mut message, direct) = (self.message_ref(room, number), matches!(room, Room::Direct(_)));
        if self.pages.get(who) == Some(&number) {
            message = MessageRef::home(&message.place);
        }
        let (value, trigger) = (value.to_owned(), Some(self.trigger(who)));
        Ok(EventKind::Pressed(Press { by: self.user(who), message, direct, value, trigger }))
    }

    fn pick(&mut self, who: &str, verb: String, number: u64) -> Result<EventKind, TownError> {
        let (at, trigger) = (self.pointed(who, number)?, Some(self.trigger(who)));
        Ok(EventKind::Picked(Pick { by: self.user(who), verb, at, trigger }))
    }

    /// A message that `who` shares with others, whole, with the first of its thread.
    fn pointed(&self, who: &str, number: u64) -> Result<Box<Pointed>, TownError> {
        let whole = |posted: &Posted, number| {
            self.written(&posted.by, &posted.audience, number, posted.post.text.clone())
        };
        let message = whole(self.shared(who, number)?, number);
        let root = self.root(number);
        let first = self.message(root).filter(|posted| root != number && !posted.gone);
        Ok(Box::new(Pointed { message, first: first.map(|posted| whole(posted, root)) }))
    }

    fn react(&mut self, who: &str, number: u64, emoji: String) -> Result<EventKind, TownError> {
        let message = self.reference(who, number)?;
        let reactions = self.message_mut(number).map(|posted| &mut posted.reactions);
        if !reactions.is_some_and(|reactions| reactions.insert((who.to_owned(), emoji.clone()))) {
            return Err(impossible(format!("{who}'s {emoji} is on {number} already")));
        }
        Ok(EventKind::ReactionAdded(Reaction { by: self.user(who), message, emoji }))
    }

    fn unreact(&mut self, who: &str, number: u64, emoji: String) -> Result<EventKind, TownError> {
        let message = self.reference(who, number)?;
        let reactions = self.message_mut(number).map(|posted| &mut posted.reactions);
        if !reactions.is_some_and(|reactions| reactions.remove(&(who.to_owned(), emoji.clone()))) {
            return Err(impossible(format!("there is no {emoji} of {who}'s on {number}")));
        }
        Ok(EventKind::ReactionRemoved(Reaction { by: self.user(who), message, emoji }))
    }

    fn edit(&mut self, who: &str, number: u64, words: &str) -> Result<EventKind, TownError> {
        let audience = self.own(who, number)?.audience.clone();
        let text = typed::read(words, &|name| self.account(name));
        self.write(number, Post::of(text.clone()));
        Ok(EventKind::Edited(self.written(who, &audience, number, text)))
    }

    fn delete(&mut self, who: &str, number: u64) -> Result<EventKind, TownError> {
        let room = self.own(who, number)?.audience.room.clone();
        if let Some(posted) = self.message_mut(number) {
            posted.gone = true;
        }
        Ok(EventKind::Deleted { message: self.message_ref(&room, number), by: Some(self.user(who)) })
    }

    fn join(&mut self, who: &str, id: &str) -> Result<EventKind, TownError> {
        let room = self.known(id)?;
        let place = self.places.iter_mut().find(|place| place.id == id);
        if !place.is_some_and(|place| place.members.insert(who.to_owned())) {
            return Err(impossible(format!("{who} is in {id} already")));
        }
        Ok(EventKind::Joined { who: self.user(who), place: self.place_ref(&room) })
    }

    fn leave(&mut self, who: &str, id: &str) -> Result<EventKind, TownError> {
        let room = self.entered(who, id)?;
        if let Some(place) = self.places.iter_mut().find(|place| place.id == id) {
            place.members.remove(who);
        }
        Ok(EventKind::Left { who: self.user(who), place: self.place_ref(&room) })
    }

    /// A message of `who`'s as the port tells of it.
    fn written(&self, who: &str, audience: &Audience, number: u64, text: Text) -> Message {
        Message {
            by: self.user(who),
            message: self.message_ref(&audience.room, number),
            thread: audience.thread.map(|thread| self.message_ref(&audience.room, thread)),
            direct: matches!(audience.room, Room::Direct(_)),
            to_bot: text.mentions().contains(&self.user(crate::BOT)),
            text,
        }
    }

    /// What `who` may open a form with, now that they do something: the id of the event that tells of it.
    fn trigger(&mut self, who: &str) -> String {
        let trigger = format!("{}e{}", self.session, self.events + 1);
        self.triggers.insert(trigger.clone(), who.to_owned());
        trigger
    }

    /// A place that there is.
    fn known(&self, id: &str) -> Result<Room, TownError> {
        if self.place(id).is_some() {
            return Ok(Room::Place(id.to_owned()));
        }
        let places: Vec<_> = self.places.iter().map(|place| place.id.as_str()).collect();
        Err(impossible(format!("there is no place {id}: there are {}", places.join(", "))))
    }

    /// A place that `who` is in.
    fn entered(&self, who: &str, id: &str) -> Result<Room, TownError> {
        let room = self.known(id)?;
        if self.is_in(who, &room) {
            return Ok(room);
        }
        Err(impossible(format!("{who} is not in {id}; `{who} joins {id}` brings them there")))
    }

    /// A message that `who` can see.
    fn seen(&self, who: &str, number: u64) -> Result<&Posted, TownError> {
        let posted =
            self.message(number).ok_or_else(|| impossible(format!("there is no message {number} yet")))?;
        if posted.gone {
            return Err(impossible(format!("message {number} is gone")));
        }
        if self.sees(who, posted) {
            return Ok(posted);
        }
        Err(impossible(format!("{who} cannot see message {number}")))
    }

    /// A message that `who` shares with others: a private reply takes neither answers nor reactions.
    fn shared(&self, who: &str, number: u64) -> Result<&Posted, TownError> {
        let posted = self.seen(who, number)?;
        if posted.audience.alone.is_none() {
            return Ok(posted);
        }
        Err(impossible(format!(
            "message {number} is shown to {who} alone: it only takes presses of its buttons"
        )))
    }

    /// The readers of the thread that a message stands in, or begins.
    fn thread(&self, who: &str, number: u64) -> Result<Audience, TownError> {
        let room = self.shared(who, number)?.audience.room.clone();
        Ok(Audience { thread: Some(self.root(number)), ..Audience::of(room) })
    }

    /// How the port names a message that `who` shares with others.
    fn reference(&self, who: &str, number: u64) -> Result<MessageRef, TownError> {
        self.shared(who, number).map(|posted| self.message_ref(&posted.audience.room, number))
    }

    /// A message that `who` wrote.
    fn own(&self, who: &str, number: u64) -> Result<&Posted, TownError> {
        let posted = self.seen(who, number)?;
        if posted.by == who {
            return Ok(posted);
        }
        Err(impossible(format!("message {number} is not {who}'s")))
    }
}

fn impossible(words: String) -> TownError {
    TownError::Impossible(words)
}
