//! The state of a town: who is where, what stands where, and under which number.
//!
//! Everything that is said gets the next number, whoever can see it, so that a line like `ana presses 4`
//! means one thing only. Buttons are numbered likewise; one that survives an edit keeps its number.

use crate::feed::{Audience, Entry, News, Room, Shown, Sight};
use crate::forms::Showing;
use crate::plan::{PlannedPerson, TownPlan, place_id};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;
use stoa_chat::{
    Button, EffectKey, Event, EventKind, MessageRef, Network, PlaceRef, Post, Timestamp, UserRef,
};

/// All that is the case in a town.
#[derive(Debug)]
pub(crate) struct World {
    pub network: Network,
    /// Stands before every id, so that ids of one run are not those of another.
    pub session: String,
    /// Whether people come in whom the plan does not know.
    pub takes_guests: bool,
    pub zone: Tz,
    /// The words that make what is said a command.
    pub verbs: Vec<String>,
    pub places: Vec<Place>,
    pub people: Vec<PlannedPerson>,
    /// The message with the number n is the one at n - 1.
    pub messages: Vec<Posted>,
    /// The message that the button with the number n was put on is the one at n - 1.
    pub buttons: Vec<u64>,
    pub showings: Vec<Showing>,
    /// How many showings there have been.
    pub shown_forms: u64,
    /// Who may open a form with which trigger.
    pub triggers: BTreeMap<String, String>,
    pub events: u64,
    /// The number of each person's page of the bot, once they have seen it.
    pub pages: BTreeMap<String, u64>,
    pub feed: Vec<Entry>,
    /// What is still to be handed to the core by `listen`.
    pub queue: VecDeque<Event>,
    /// What is to go wrong, one at a time.
    pub faults: VecDeque<Fault>,
}

/// A place and who is in it.
#[derive(Debug)]
pub(crate) struct Place {
    pub id: String,
    pub purpose: String,
    pub members: BTreeSet<String>,
}

/// A message as it stands.
#[derive(Debug)]
pub(crate) struct Posted {
    pub audience: Audience,
    pub by: String,
    pub post: Post,
    pub key: Option<EffectKey>,
    pub gone: bool,
    /// Who reacted how.
    pub reactions: BTreeSet<(String, String)>,
    /// The number and value of every button that it ever carried.
    pub numbered: Vec<(u64, String)>,
}

/// Something that goes wrong with the next action.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is done, and nobody hears of it.
    LoseAnswer,
    /// It is not done yet.
    RetryAfter(Duration),
    /// It is not done.
    Refuse(String),
}

impl Posted {
    /// What the button stands for, if it is on the message now.
    pub fn value(&self, button: u64) -> Option<&str> {
        let (_, value) = self.numbered.iter().find(|(numbered, _)| *numbered == button)?;
        self.post.buttons.iter().any(|shown| shown.value == *value).then_some(value)
    }

    /// The numbers and labels of the buttons that are on the message now.
    fn buttons(&self) -> Vec<(u64, String)> {
        let number =
            |value: &str| self.numbered.iter().find(|(_, known)| known == value).map(|(number, _)| *number);
        let numbered = |button: &Button| Some((number(&button.value)?, button.label.clone()));
        self.post.buttons.iter().filter_map(numbered).collect()
    }
}

impl World {
    pub fn new(plan: TownPlan, verbs: Vec<String>) -> Self {
        let members = |id: &str| {
            let comes = |person: &&PlannedPerson| match &person.places {
                Some(places) => places.iter().any(|place| place_id(place) == id),
                None => true,
            };
            plan.people.iter().filter(comes).map(|person| person.id.clone()).collect()
        };
        let place = |planned: &crate::PlannedPlace| {
            let id = place_id(&planned.name);
            Place { members: members(&id), purpose: planned.purpose.clone(), id }
        };
        Self {
            network: Network::new(crate::NETWORK),
            session: String::new(),
            takes_guests: false,
            zone: plan.zone,
            verbs,
            places: plan.places.iter().map(place).collect(),
            people: plan.people,
            messages: Vec::new(),
            buttons: Vec::new(),
            showings: Vec::new(),
            shown_forms: 0,
            triggers: BTreeMap::new(),
            events: 0,
            pages: BTreeMap::new(),
            feed: Vec::new(),
            queue: VecDeque::new(),
            faults: VecDeque::new(),
        }
    }

    /// Lets somebody in who is not in the plan, if this town takes guests; they come to every place.
    pub fn let_in(&mut self, who: &str) {
        if self.takes_guests && self.person(who).is_none() {
            self.people.push(PlannedPerson { id: who.to_owned(), ..PlannedPerson::default() });
            for place in &mut self.places {
                place.members.insert(who.to_owned());
            }
        }
    }

    /// A new event, under the next id.
    pub fn event(&mut self, at: Timestamp, kind: EventKind) -> Event {
        self.events += 1;
        let id = format!("{}e{}", self.session, self.events);
        let mut event = Event { id, at, network: self.network.clone(), kind };
        event.remove_nul();
        event
    }

    /// Lets a message appear and says under which number.
    pub fn appear(&mut self, audience: Audience, by: &str, post: Post, key: Option<EffectKey>) -> u64 {
        let number = self.enter(audience.clone(), by, key);
        let shown = self.write(number, post);
        let by_bot = by == crate::BOT;
        let news =
            if by_bot { News::Appeared { number, shown } } else { News::Said { number, by: by.to_owned() } };
        self.tell(audience, news);
        number
    }

    /// Makes room for a message and says under which number; nobody sees it yet.
    pub fn enter(&mut self, audience: Audience, by: &str, key: Option<EffectKey>) -> u64 {
        self.messages.push(Posted {
            audience,
            by: by.to_owned(),
            post: Post::default(),
            key,
            gone: false,
            reactions: BTreeSet::new(),
            numbered: Vec::new(),
        });
        count(&self.messages)
    }

    /// Writes `post` into a message and says how it looks.
    pub fn write(&mut self, number: u64, mut post: Post) -> Shown {
        post.text.remove_nul();
        let text = post.text.clone();
        let Some(posted) = self.messages.get_mut(at(number)) else { return Shown::default() };
        for Button { value, .. } in &post.buttons {
            if !posted.numbered.iter().any(|(_, known)| known == value) {
                self.buttons.push(number);
                posted.numbered.push((count(&self.buttons), value.clone()));
            }
        }
        posted.post = post;
        Shown { text, buttons: posted.buttons() }
    }

    /// Adds to the feed.
    pub fn tell(&mut self, audience: Audience, news: News) {
        let reader = audience.reader().and_then(|who| self.person(who));
        let zone = reader.and_then(|person| person.zone).unwrap_or(self.zone);
        self.feed.push(Entry { audience, zone, news });
    }

    pub fn person(&self, id: &str) -> Option<&PlannedPerson> {
        self.people.iter().find(|person| person.id == id)
    }

    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    pub fn message(&self, number: u64) -> Option<&Posted> {
        self.messages.get(at(number))
    }

    pub fn message_mut(&mut self, number: u64) -> Option<&mut Posted> {
        self.messages.get_mut(at(number))
    }

    /// The account called `name`, if it is somebody's or the bot's.
    pub fn account(&self, name: &str) -> Option<UserRef> {
        (name == crate::BOT || self.person(name).is_some()).then(|| self.user(name))
    }

    pub fn user(&self, id: &str) -> UserRef {
        UserRef::new(&self.network, id)
    }

    /// The room that the port means, if it is here.
    pub fn room(&self, place: &PlaceRef) -> Option<Room> {
        let room = Room::parse(&place.id).filter(|_| place.network == self.network)?;
        let stands = match &room {
            Room::Place(id) => self.place(id).is_some(),
            Room::Direct(who) => self.person(who).is_some(),
            Room::Together(people) => people.iter().all(|who| self.person(who).is_some()),
        };
        stands.then_some(room)
    }

    pub fn place_ref(&self, room: &Room) -> PlaceRef {
        PlaceRef::new(&self.network, room.id())
    }

    /// The number of the message that the button was put on.
    pub fn button(&self, button: u64) -> Option<u64> {
        self.buttons.get(at(button)).copied()
    }

    /// How the port names a message.
    pub fn message_ref(&self, room: &Room, number: u64) -> MessageRef {
        MessageRef::new(&self.place_ref(room), format!("{}{number}", self.session))
    }

    /// The number of the message that the port means, if it ever stood here.
    pub fn number(&self, message: &MessageRef) -> Option<u64> {
        let number = message.id.strip_prefix(&self.session)?.parse().ok()?;
        let room = self.room(&message.place)?;
        (self.message(number)?.audience.room == room).then_some(number)
    }

    /// The message that the thread of `number` begins with: itself if it stands in none.
    pub fn root(&self, number: u64) -> u64 {
        self.message(number).and_then(|posted| posted.audience.thread).unwrap_or(number)
    }

    /// Whether `who` is in `room`.
    pub fn is_in(&self, who: &str, room: &Room) -> bool {
        match room {
            Room::Place(id) => self.place(id).is_some_and(|place| place.members.contains(who)),
            Room::Direct(whose) => who == whose,
            Room::Together(people) => people.iter().any(|one| one == who),
        }
    }

    /// The card called `name`: what the bot first said in a place, where `who` can see it, with that word.
    pub fn card(&self, who: &str, name: &str) -> Option<u64> {
        let bears = |posted: &Posted| {
            let words = posted.post.text.to_plain();
            words.split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
        };
        let card = |posted: &Posted| {
            let shared = posted.audience.alone.is_none() && matches!(posted.audience.room, Room::Place(_));
            shared && posted.by == crate::BOT && self.sees(who, posted) && bears(posted)
        };
        (1..).zip(&self.messages).find(|(_, posted)| card(posted)).map(|(number, _)| number)
    }

    /// Every message that `who` can see, the oldest first.
    pub fn sights(&self, who: &str) -> Vec<Sight> {
        let seen = (1..).zip(&self.messages).filter(|(_, posted)| self.sees(who, posted));
        let sight = |(number, posted): (u64, &Posted)| Sight {
            message: self.message_ref(&posted.audience.room, number),
            audience: posted.audience.clone(),
            by: posted.by.clone(),
            post: posted.post.clone(),
            buttons: posted.buttons(),
            reactions: posted.reactions.iter().cloned().collect(),
        };
        seen.map(sight).collect()
    }

    /// Whether `who` can see the message.
    pub fn sees(&self, who: &str, posted: &Posted) -> bool {
        !posted.gone
            && posted
                .audience
                .alone
                .as_ref()
                .map_or_else(|| self.is_in(who, &posted.audience.room), |one| one == who)
    }
}

/// Where the thing with `number` lies: the first has the number 1.
fn at(number: u64) -> usize {
    usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).unwrap_or(usize::MAX)
}

fn count<T>(things: &[T]) -> u64 {
    u64::try_from(things.len()).unwrap_or(u64::MAX)
}
