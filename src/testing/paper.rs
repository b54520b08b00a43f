//! A network on paper: performs every action in memory and remembers what could be seen.

use async_trait::async_trait;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use stoa_chat::{
    Abilities, Action, Adapter, Count, DirectPlace, EffectKey, Intake, ListenError, Lookup, MessageRef,
    Network, Outcome, PlaceRef, Post, Receipt, UserRef,
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// A message as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its reference.
    pub message: MessageRef,
    /// The account that alone can see it; `None` if everybody in the place can.
    pub only: Option<String>,
    /// The thread's first message.
    pub thread: Option<String>,
    /// What it says.
    pub post: Post,
    key: EffectKey,
}

/// The network. Cheap to clone: clones share one world.
#[derive(Clone, Debug)]
pub struct Paper {
    network: Network,
    world: Arc<Mutex<World>>,
    door: Arc<Door>,
}

/// Where an action stops on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Before it is done.
    Before,
    /// When it is done and its answer is on the way back.
    After,
    /// For ever, by a panic, before it is done.
    Panic,
}

/// Where an action waits, and whoever waits for it.
#[derive(Debug, Default)]
struct Door {
    reached: Notify,
    opened: Notify,
}

#[derive(Debug, Default)]
struct World {
    seen: BTreeMap<i64, Seen>,
    reactions: Vec<(MessageRef, String)>,
    next: i64,
    performed: u64,
    searches: u64,
    faults: VecDeque<Fault>,
    lookups: VecDeque<Lookup>,
    people: BTreeMap<String, Count>,
    counts: u64,
    stop: Option<Stop>,
}

/// How an action ends otherwise than well, and whether it is done all the same.
#[derive(Debug)]
struct Fault {
    outcome: Outcome,
    done: bool,
}

impl Paper {
    /// An empty network called `name`.
    pub fn new(name: &str) -> Self {
        Self { network: Network::new(name), world: Arc::default(), door: Arc::default() }
    }

    /// Every message that stands, oldest first.
    pub fn seen(&self) -> Vec<Seen> {
        self.world().seen.values().cloned().collect()
    }

    /// Every message that stands and was made after the `number`-th of all, each with its number, oldest first.
    pub fn seen_after(&self, number: i64) -> Vec<(i64, Seen)> {
        let world = self.world();
        world.seen.range(number + 1..).map(|(number, seen)| (*number, seen.clone())).collect()
    }

    /// How many actions were performed, edits and doubles included.
    pub fn performed(&self) -> u64 {
        self.world().performed
    }

    /// What the next action ends with. [`Outcome::Unknown`] means that it is done and its answer lost; every
    /// other outcome, that it is not done.
    pub fn next_outcome(&self, outcome: Outcome) {
        let done = outcome == Outcome::Unknown;
        self.world().faults.push_back(Fault { outcome, done });
    }

    /// The next action is lost on its way: its outcome is [`Outcome::Unknown`], and it is not done.
    pub fn next_lost(&self) {
        self.world().faults.push_back(Fault { outcome: Outcome::Unknown, done: false });
    }

    /// What the next search ends with, instead of what is there.
    pub fn next_lookup(&self, lookup: Lookup) {
        self.world().lookups.push_back(lookup);
    }

    /// From now on so many people are in `place`, or what is said instead of a number.
    pub fn count_is(&self, place: &str, count: Count) {
        self.world().people.insert(place.to_owned(), count);
    }

    /// How often it was asked how many people are in a place.
    pub fn counts(&self) -> u64 {
        self.world().counts
    }

    /// How many searches there were.
    pub fn searches(&self) -> u64 {
        self.world().searches
    }

    /// Stops the next action on its way, until [`release`](Self::release) unless it panics.
    pub fn stop_next(&self, stop: Stop) {
        self.world().stop = Some(stop);
    }

    /// Waits until an action has stopped on its way.
    pub async fn stopped(&self) {
        self.door.reached.notified().await;
    }

    /// Lets the action that stopped go on.
    pub fn release(&self) {
        self.door.opened.notify_one();
    }

    async fn stop(&self) {
        self.door.reached.notify_one();
        self.door.opened.notified().await;
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The direct conversation of `user` with the bot.
    pub fn direct(&self, user: &str) -> PlaceRef {
        PlaceRef::new(&self.network, format!("dm:{user}"))
    }
}

#[async_trait]
impl Adapter for Paper {
    fn network(&self) -> &Network {
        &self.network
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            buttons: true,
            private_replies: true,
            threads: true,
            forms: false,
            home: false,
            pictures: false,
        }
    }

    async fn listen(&self, _intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        stop.cancelled().await;
        Ok(())
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let stop = self.world().stop.take();
        assert!(stop != Some(Stop::Panic), "the network on paper was told to panic");
        if stop == Some(Stop::Before) {
            self.stop().await;
        }
        let outcome = self.world().perform(&self.network, key, action);
        if stop == Some(Stop::After) {
            self.stop().await;
        }
        outcome
    }

    async fn find(&self, place: &PlaceRef, _thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        let mut world = self.world();
        world.searches += 1;
        if let Some(lookup) = world.lookups.pop_front() {
            return lookup;
        }
        let found = world.seen.values().find(|seen| seen.message.place == *place && seen.key == *key);
        found.map_or(Lookup::Absent, |seen| Lookup::Found(Receipt { message: Some(seen.message.clone()) }))
    }

    async fn direct_place(&self, with: &[UserRef], _key: &EffectKey) -> DirectPlace {
        DirectPlace::At(together(&self.network, with))
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        let mut world = self.world();
        world.counts += 1;
        match world.people.get(&place.id) {
            Some(Count::People(people)) => Count::People((*people).min(enough)),
            Some(count) => *count,
            None => Count::CannotAsk,
        }
    }
}

impl World {
    fn perform(&mut self, network: &Network, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let fault = self.faults.pop_front();
        if let Some(Fault { outcome, done: false }) = fault {
            return outcome;
        }
        self.performed += 1;
        let done = self.do_it(network, key, action);
        fault.map_or(done, |fault| fault.outcome)
    }

    fn do_it(&mut self, network: &Network, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        match action {
            Action::Say { place, thread, post } => self.put(key, place, None, thread.as_ref(), post),
            Action::ReplyPrivately { place, to, thread, post } => {
                self.put(key, place, Some(to.id.clone()), thread.as_ref(), post)
            }
            Action::Direct { to, post } => {
                let place = together(network, std::slice::from_ref(to));
                self.put(key, &place, Some(to.id.clone()), None, post)
            }
            Action::OpenConversation { with, post } => {
                self.put(key, &together(network, with), None, None, post)
            }
            Action::Edit { message, post } => match self.find(message) {
                Some(number) => {
                    if let Some(seen) = self.seen.get_mut(&number) {
                        seen.post = post.clone();
                    }
                    Outcome::Sent(Receipt { message: Some(message.clone()) })
                }
                None => Outcome::Gone,
            },
            Action::Delete { message } => {
                let found = self.find(message);
                found.and_then(|number| self.seen.remove(&number));
                Outcome::Sent(Receipt::default())
            }
            Action::React { message, emoji } => {
                let reaction = (message.clone(), emoji.clone());
                if !self.reactions.contains(&reaction) {
                    self.reactions.push(reaction);
                }
                Outcome::Sent(Receipt::default())
            }
            _ => Outcome::Refused("a network on paper cannot do that".into()),
        }
    }

    fn put(
        &mut self,
        key: &EffectKey,
        place: &PlaceRef,
        only: Option<String>,
        thread: Option<&MessageRef>,
        post: &Post,
    ) -> Outcome {
        self.next += 1;
        let message = MessageRef::new(place, format!("m{}", self.next));
        let thread = thread.map(|message| message.id.clone());
        let seen = Seen { message: message.clone(), only, thread, post: post.clone(), key: key.clone() };
        self.seen.insert(self.next, seen);
        Outcome::Sent(Receipt { message: Some(message) })
    }

    fn find(&self, message: &MessageRef) -> Option<i64> {
        let number = message.id.strip_prefix('m')?.parse().ok()?;
        self.seen.get(&number).filter(|seen| seen.message == *message).map(|_| number)
    }
}

/// The conversation of these people alone.
fn together(network: &Network, with: &[UserRef]) -> PlaceRef {
    let people: Vec<&str> = with.iter().map(|user| user.id.as_str()).collect();
    PlaceRef::new(network, format!("dm:{}", people.join(",")))
}
