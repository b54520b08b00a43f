//! A network on paper: performs every action in memory and remembers what could be seen.

use async_trait::async_trait;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use stoa_chat::{
    Abilities, Action, Adapter, EffectKey, Intake, ListenError, Lookup, MessageRef, Network, Outcome, PlaceRef, Post,
    Receipt, UserRef,
};
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
}

#[derive(Debug, Default)]
struct World {
    seen: BTreeMap<i64, Seen>,
    reactions: Vec<(MessageRef, String)>,
    next: i64,
    performed: u64,
    faults: VecDeque<Outcome>,
}

impl Paper {
    /// An empty network called `name`.
    pub fn new(name: &str) -> Self {
        Self { network: Network::new(name), world: Arc::default() }
    }

    /// Every message that stands, oldest first.
    pub fn seen(&self) -> Vec<Seen> {
        self.world().seen.values().cloned().collect()
    }

    /// How many actions were performed, edits and doubles included.
    pub fn performed(&self) -> u64 {
        self.world().performed
    }

    /// What the next action ends with. [`Outcome::Unknown`] means that it is done and its answer lost; every
    /// other outcome, that it is not done.
    pub fn next_outcome(&self, outcome: Outcome) {
        self.world().faults.push_back(outcome);
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The direct conversation of `user` with the bot.
    pub fn direct(&self, user: &str) -> PlaceRef {
        PlaceRef::new(&self.network, format!("dm:{user}"))
    }
}

impl World {
    fn put(&mut self, key: &EffectKey, place: &PlaceRef, only: Option<String>, thread: Option<&MessageRef>, post: &Post) -> Outcome {
        self.next += 1;
        let message = MessageRef::new(place, format!("m{}", self.next));
        let thread = thread.map(|message| message.id.clone());
        let seen = Seen { message: message.clone(), only, thread, post: post.clone(), key: key.clone() };
        self.seen.insert(self.next, seen);
        Outcome::Sent(Receipt { message: Some(message) })
    }

    fn find(&mut self, message: &MessageRef) -> Option<i64> {
        self.seen.iter().find(|(_, seen)| seen.message == *message).map(|(number, _)| *number)
    }
}

#[async_trait]
impl Adapter for Paper {
    fn network(&self) -> &Network {
        &self.network
    }

    fn abilities(&self) -> Abilities {
        Abilities { buttons: true, private_replies: true, threads: true, forms: false, home: false, pictures: false }
    }

    async fn listen(&self, _intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        stop.cancelled().await;
        Ok(())
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let mut world = self.world();
        let fault = world.faults.pop_front();
        if let Some(fault) = fault.as_ref().filter(|fault| **fault != Outcome::Unknown) {
            return fault.clone();
        }
        world.performed += 1;
        let done = match action {
            Action::Say { place, thread, post } => world.put(key, place, None, thread.as_ref(), post),
            Action::ReplyPrivately { place, to, thread, post } => {
                world.put(key, place, Some(to.id.clone()), thread.as_ref(), post)
            }
            Action::Direct { to, post } => {
                let place = PlaceRef::new(&self.network, format!("dm:{}", to.id));
                world.put(key, &place, Some(to.id.clone()), None, post)
            }
            Action::Edit { message, post } => match world.find(message) {
                Some(number) => {
                    if let Some(seen) = world.seen.get_mut(&number) {
                        seen.post = post.clone();
                    }
                    Outcome::Sent(Receipt { message: Some(message.clone()) })
                }
                None => Outcome::Gone,
            },
            Action::Delete { message } => {
                let found = world.find(message);
                found.and_then(|number| world.seen.remove(&number));
                Outcome::Sent(Receipt::default())
            }
            Action::React { message, emoji } => {
                let reaction = (message.clone(), emoji.clone());
                if !world.reactions.contains(&reaction) {
                    world.reactions.push(reaction);
                }
                Outcome::Sent(Receipt::default())
            }
            _ => Outcome::Refused("a network on paper cannot do that".into()),
        };
        fault.unwrap_or(done)
    }

    async fn find(&self, place: &PlaceRef, _thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        let world = self.world();
        let found = world.seen.values().find(|seen| seen.message.place == *place && seen.key == *key);
        found.map_or(Lookup::Absent, |seen| Lookup::Found(Receipt { message: Some(seen.message.clone()) }))
    }

    async fn direct_place(&self, user: &UserRef) -> Option<PlaceRef> {
        Some(PlaceRef::new(&self.network, format!("dm:{}", user.id)))
    }
}
