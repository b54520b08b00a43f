//! A community for tests: people who act on a network on paper, and an engine that is stepped by hand.

use super::{Paper, Seen, TestDb};
use crate::database::Db;
use crate::engine::{Clock, Engine, FrozenClock, QueueKey, Rehearsal, Setup};
use crate::features::{FEATURES, Feature};
use crate::places::Stage;
use crate::settings::{LaunchSettings, Settings};
use crate::vault::Vault;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use stoa_chat::{
    Adapter, Backstage as _, Command, Event, EventKind, Intake as _, Message, MessageRef, Pick, PlaceRef,
    Pointed, Press, Profile, Reaction, Text, Timestamp, UserRef,
};

/// Monday, 2 March 2026, 9:00 in UTC: the zone of the default settings, at the start of work.
pub const MONDAY_NINE: Timestamp = Timestamp::from_millis(1_772_442_000_000);

/// The community. Its engine works only when told to.
#[derive(Debug)]
pub struct Community {
    /// The network.
    pub paper: Paper,
    /// The engine with its clock.
    pub rehearsal: Rehearsal,
    clock: Arc<FrozenClock>,
    next: Arc<AtomicU64>,
}

/// Features for an engine to work with.
pub(crate) type Features = &'static [&'static dyn Feature];

impl Community {
    /// A community in `db` with the default settings, on Monday at nine.
    ///
    /// # Panics
    /// When the engine cannot be started.
    pub async fn new(db: &TestDb) -> Self {
        Self::with(db, Settings::default(), Paper::new("paper")).await
    }

    /// A community with these settings on this network.
    ///
    /// # Panics
    /// When the engine cannot be started.
    pub async fn with(db: &TestDb, settings: Settings, paper: Paper) -> Self {
        let [community] = Self::across(db, settings, [paper]).await;
        community
    }

    /// One community on several networks, as it looks from each of them: engine and clock are the same.
    ///
    /// # Panics
    /// When the engine cannot be started.
    pub async fn across<const N: usize>(db: &TestDb, settings: Settings, papers: [Paper; N]) -> [Self; N] {
        let clock = Arc::new(FrozenClock::at(MONDAY_NINE));
        let engine = start(FEATURES, db, db.db.clone(), settings, &clock, &papers).await;
        let rehearsal = Rehearsal::new(engine, clock.clone());
        papers.map(|paper| {
            let (rehearsal, clock) = (rehearsal.clone(), clock.clone());
            Self { paper, rehearsal, clock, next: Arc::new(AtomicU64::new(1)) }
        })
    }

    /// A community with other features than Stoa's.
    #[cfg(test)]
    pub(crate) async fn with_features(features: Features, db: &TestDb, settings: Settings) -> Self {
        let (clock, paper) = (Arc::new(FrozenClock::at(MONDAY_NINE)), Paper::new("paper"));
        let engine = start(features, db, db.db.clone(), settings, &clock, std::slice::from_ref(&paper)).await;
        let rehearsal = Rehearsal::new(engine, clock.clone());
        Self { paper, rehearsal, clock, next: Arc::new(AtomicU64::new(1)) }
    }

    /// The same community as another process sees it: through an engine and connections of its own.
    #[cfg(test)]
    pub(crate) async fn replica(&self, features: Features, db: &TestDb) -> Self {
        let (settings, clock) = (self.engine().settings().clone(), Arc::clone(&self.clock));
        let again = Db::open(&db.options).await.expect("an open database");
        let engine = start(features, db, again, settings, &clock, std::slice::from_ref(&self.paper)).await;
        let rehearsal = Rehearsal::new(engine, clock.clone());
        Self { paper: self.paper.clone(), rehearsal, clock, next: Arc::clone(&self.next) }
    }

    /// The account called `id`.
    pub fn user(&self, id: &str) -> UserRef {
        UserRef::new(self.paper.network(), id)
    }

    /// The place called `id`.
    pub fn place(&self, id: &str) -> PlaceRef {
        PlaceRef::new(self.paper.network(), id)
    }

    /// The engine.
    pub fn engine(&self) -> &Arc<Engine> {
        self.rehearsal.engine()
    }

    /// The clock, to put it anywhere.
    pub fn clock(&self) -> &FrozenClock {
        &self.clock
    }

    /// An event that happens now and has never happened before.
    pub fn event(&self, kind: EventKind) -> Event {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        Event {
            id: format!("e{number}"),
            at: self.rehearsal.now(),
            network: self.paper.network().clone(),
            kind,
        }
    }

    /// A command, in a place (`#help`) or to the bot (`dm:ana`).
    pub fn command(&self, by: &str, place: &str, words: &str) -> Event {
        let event = self.event(EventKind::HomeOpened { who: self.user(by) });
        let place = self.place(place);
        let command = Command {
            by: self.user(by),
            direct: place.id.starts_with("dm:"),
            message: Some(MessageRef::new(&place, format!("u-{}", event.id))),
            place,
            thread: None,
            text: Text::plain(words),
            under: None,
            trigger: None,
        };
        Event { kind: EventKind::Commanded(command), ..event }
    }

    /// A message, in a place, under another message of it, or to the bot.
    pub fn message(&self, by: &str, place: &str, thread: Option<&MessageRef>, words: &str) -> Event {
        let event = self.event(EventKind::HomeOpened { who: self.user(by) });
        let place = self.place(place);
        let message = Message {
            by: self.user(by),
            message: MessageRef::new(&place, format!("u-{}", event.id)),
            thread: thread.cloned(),
            direct: place.id.starts_with("dm:"),
            to_bot: false,
            text: Text::plain(words),
        };
        Event { kind: EventKind::Said(message), ..event }
    }

    /// A press of the button of `seen` with this value.
    pub fn press(&self, by: &str, seen: &Seen, value: &str) -> Event {
        self.event(EventKind::Pressed(Press {
            by: self.user(by),
            message: seen.message.clone(),
            direct: seen.message.place.id.starts_with("dm:"),
            value: value.into(),
            trigger: None,
        }))
    }

    /// A choice of the command `verb` in the menu of what `said` tells of, under `first` if it stands in a thread.
    ///
    /// # Panics
    /// When either is not of a message.
    pub fn pick(&self, by: &str, verb: &str, said: &Event, first: Option<&Event>) -> Event {
        let message = |event: &Event| match &event.kind {
            EventKind::Said(message) | EventKind::Edited(message) => message.clone(),
            other => panic!("not a message: {other:?}"),
        };
        let at = Box::new(Pointed { message: message(said), first: first.map(message) });
        self.event(EventKind::Picked(Pick { by: self.user(by), verb: verb.into(), at, trigger: None }))
    }

    /// A reaction put on a message.
    pub fn reaction(&self, by: &str, message: &MessageRef, emoji: &str) -> Event {
        let reaction = Reaction { by: self.user(by), message: message.clone(), emoji: emoji.into() };
        self.event(EventKind::ReactionAdded(reaction))
    }

    /// A person's profile as the network tells it.
    pub fn profile(&self, who: &str, name: &str, zone: Option<&str>) -> Event {
        let profile = Profile {
            name: name.into(),
            zone: zone.map(Into::into),
            language: None,
            active: true,
            bot: false,
            guest: false,
            moderates: false,
        };
        self.event(EventKind::ProfileChanged { who: self.user(who), profile })
    }

    /// Lets an event happen and works until nothing is left to do.
    ///
    /// # Panics
    /// When the engine fails.
    pub async fn happen(&self, event: Event) {
        self.engine().accept(vec![event]).await.expect("an accepted event");
        self.rehearsal.settle_all().await.expect("a settled engine");
    }

    /// A command happens.
    ///
    /// # Panics
    /// When the engine fails.
    pub async fn commands(&self, by: &str, place: &str, words: &str) {
        self.happen(self.command(by, place, words)).await;
    }

    /// Moves time on.
    ///
    /// # Panics
    /// When the engine fails.
    pub async fn advance(&self, span: std::time::Duration) {
        let moment = self.rehearsal.now() + span;
        self.rehearsal.advance_to(moment).await.expect("a settled engine");
    }

    /// The newest message that `who` alone can see.
    pub fn told(&self, who: &str) -> Option<Seen> {
        self.paper.seen().into_iter().rev().find(|seen| seen.only.as_deref() == Some(who))
    }

    /// The newest message that everybody in `place` can see.
    pub fn shown(&self, place: &str) -> Option<Seen> {
        self.paper.seen().into_iter().rev().find(|seen| seen.only.is_none() && seen.message.place.id == place)
    }
}

async fn start(
    features: Features,
    test: &TestDb,
    db: Db,
    mut settings: Settings,
    clock: &Arc<FrozenClock>,
    papers: &[Paper],
) -> Arc<Engine> {
    // A test is about its feature, not about the launch, unless it says so.
    if settings.launch.stage == LaunchSettings::default().stage {
        settings.launch.stage = Stage::All;
    }
    let key = QueueKey::from_file_or_new(&test.folder().join("queue.key")).expect("a queue key");
    let vault = Vault::make_believe(test.folder()).await.expect("a vault");
    let setup = Setup {
        db,
        key,
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        seed: [7; 32],
        settings,
        vault: Some(vault),
    };
    let adapters = papers.iter().map(|paper| Arc::new(paper.clone()) as Arc<dyn Adapter>).collect();
    Box::pin(Engine::start_with(features, setup, adapters)).await.expect("an engine")
}
