//! The child's network: it works, but badly. Answers get lost, it wants patience, it is slow, it repeats itself.

use crate::journal::{Journal, Said};
use crate::plans::PEOPLE;
use async_trait::async_trait;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use stoa::engine::{Clock as _, SystemClock};
use stoa_chat::{
    Abilities, Action, Adapter, Count, DirectPlace, EffectKey, Event, Intake, ListenError, Lookup,
    MessageRef, Network, Outcome, PlaceRef, Receipt, UserRef,
};
use tokio_util::sync::CancellationToken;

/// The network's name.
pub const NAME: &str = "journal";

/// A network whose world is a folder of journals.
#[derive(Debug)]
pub struct JournalAdapter {
    network: Network,
    /// What Stoa said.
    said: Journal<Said>,
    /// What happened, as the parent writes it.
    happened: Journal<Event>,
    /// How many events were acknowledged, a number a line: the network's memory, not Stoa's.
    acknowledged: Journal<usize>,
    chance: Mutex<ChaCha12Rng>,
    clock: SystemClock,
}

/// What goes wrong with one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Nothing.
    None,
    /// It is not done: the network wants to be left alone for a moment.
    Busy,
    /// It is not done, and nobody says so.
    LostRequest,
    /// It is done, and nobody says so.
    LostAnswer,
    /// It is done so late that Stoa has stopped waiting.
    Late,
}

impl JournalAdapter {
    /// The network in `folder`; its faults follow from `seed`.
    pub fn new(folder: &Path, seed: u64) -> Self {
        Self {
            network: Network::new(NAME),
            said: Journal::at(&folder.join("said")),
            happened: Journal::at(&folder.join("happened")),
            acknowledged: Journal::at(&folder.join("acknowledged")),
            chance: Mutex::new(ChaCha12Rng::seed_from_u64(seed)),
            clock: SystemClock::default(),
        }
    }

    fn chance<T>(&self, draw: impl FnOnce(&mut ChaCha12Rng) -> T) -> T {
        draw(&mut self.chance.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A faulty action in five or so; the rest take a few milliseconds, as everything on a network does.
    fn fault(&self) -> (Fault, Duration) {
        let (roll, millis) = self.chance(|rng| (rng.random_range(0..100), rng.random_range(1..12)));
        let quick = Duration::from_millis(millis);
        match roll {
            0..6 => (Fault::Busy, quick),
            6..10 => (Fault::LostRequest, quick),
            10..16 => (Fault::LostAnswer, quick),
            16 => (Fault::Late, 100 * quick),
            17..22 => (Fault::None, 10 * quick),
            _ => (Fault::None, quick),
        }
    }

    fn write(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let new = |place: &PlaceRef| MessageRef::new(place, format!("m-{}", key.0));
        let (message, thread, edit, post) = match action {
            Action::Say { place, thread, post } => (new(place), thread.as_ref(), false, post),
            Action::Direct { to, post } => (new(&self.direct(to)), None, false, post),
            Action::OpenConversation { with, post } => (new(&self.together(with)), None, false, post),
            Action::Edit { message, post } => (message.clone(), None, true, post),
            _ => return Outcome::Refused("this network cannot do that".into()),
        };
        let said = Said {
            key: key.0.clone(),
            message: message.id.clone(),
            place: message.place.id.clone(),
            thread: thread.map(|message| message.id.clone()),
            edit,
            text: post.text.to_plain(),
            choices: post.buttons.iter().map(|button| button.value.clone()).collect(),
        };
        match self.said.append(&[said]) {
            Ok(()) => Outcome::Sent(Receipt { message: Some(message) }),
            Err(_) => Outcome::Unknown,
        }
    }

    fn direct(&self, user: &UserRef) -> PlaceRef {
        PlaceRef::new(&self.network, format!("dm:{}", user.id))
    }

    fn together(&self, with: &[UserRef]) -> PlaceRef {
        let people: Vec<&str> = with.iter().map(|user| user.id.as_str()).collect();
        PlaceRef::new(&self.network, format!("with:{}", people.join(",")))
    }

    /// Offers `events` until they are taken; sometimes twice.
    async fn offer(&self, intake: &dyn Intake, events: &[Event]) {
        while intake.accept(events.to_vec()).await.is_err() {
            self.clock.wait(Duration::from_millis(50)).await;
        }
        if self.chance(|rng| rng.random_range(0..5)) == 0 {
            // Whether a repetition is taken does not matter.
            let _ = intake.accept(events.to_vec()).await;
        }
    }
}

#[async_trait]
impl Adapter for JournalAdapter {
    fn network(&self) -> &Network {
        &self.network
    }

    fn abilities(&self) -> Abilities {
        // Without private replies every message can be found, so not one may be missing or doubled.
        Abilities {
            buttons: true,
            private_replies: false,
            threads: true,
            forms: false,
            home: false,
            pictures: false,
        }
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        let broken = |error: anyhow::Error| ListenError::Broken(format!("{error:#}"));
        let acknowledged = self.acknowledged.read().map_err(broken)?.into_iter().max().unwrap_or(0);
        // What was acknowledged lately is told again: the network knows only roughly how far we had come.
        let mut next = acknowledged.saturating_sub(self.chance(|rng| rng.random_range(0..25)));
        let (mut events, mut read) = (Vec::new(), 0);
        while !stop.is_cancelled() {
            let (new, at) = self.happened.read_from(read).map_err(broken)?;
            (events, read) = ([events, new].concat(), at);
            if next == events.len() {
                self.clock.wait(Duration::from_millis(10)).await;
                continue;
            }
            let until = events.len().min(next + self.chance(|rng| rng.random_range(1..5)));
            self.offer(intake.as_ref(), &events[next..until]).await;
            next = until;
            self.acknowledged.append(&[next]).map_err(broken)?;
            let older = self.chance(|rng| rng.random_range(0..10 * next));
            if let Some(older) = events.get(older).filter(|_| older < next) {
                self.offer(intake.as_ref(), std::slice::from_ref(older)).await;
            }
        }
        Ok(())
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let (fault, wait) = self.fault();
        self.clock.wait(wait).await;
        match fault {
            Fault::Busy => return Outcome::RetryAfter(wait),
            Fault::LostRequest => return Outcome::Unknown,
            Fault::None | Fault::LostAnswer | Fault::Late => {}
        }
        let done = self.write(key, action);
        self.clock.wait(wait).await;
        if fault == Fault::LostAnswer { Outcome::Unknown } else { done }
    }

    async fn find(&self, place: &PlaceRef, _thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        if self.chance(|rng| rng.random_range(0..20)) == 0 {
            return Lookup::CannotAsk;
        }
        match self.said.find(&key.0) {
            Ok(Some(said)) if said.place == place.id => {
                Lookup::Found(Receipt { message: Some(MessageRef::new(place, said.message)) })
            }
            Ok(_) => Lookup::Absent,
            Err(_) => Lookup::CannotAsk,
        }
    }

    async fn direct_place(&self, with: &[UserRef], _key: &EffectKey) -> DirectPlace {
        DirectPlace::At(match with {
            [one] => self.direct(one),
            several => self.together(several),
        })
    }

    async fn count_people(&self, _place: &PlaceRef, enough: usize) -> Count {
        Count::People(PEOPLE.len().min(enough))
    }
}
