//! What every step of the engine works with.

use super::census::Census;
use super::gathering::Gathering;
use super::seal::{QueueKey, Sealer};
use crate::database::Db;
use crate::features::{FEATURES, Feature};
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::settings::Settings;
use crate::vault::Vault;
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use stoa_chat::{Abilities, Adapter, Clock, Network, Timestamp, UserRef};
use tokio::sync::Notify;

/// What an engine is made of.
#[derive(Debug)]
pub struct Setup {
    /// An open, migrated database.
    pub db: Db,
    /// The key that queued payloads are sealed with.
    pub key: QueueKey,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where all chance comes from: the same seed makes the same choices.
    pub seed: [u8; 32],
    /// The settings.
    pub settings: Settings,
    /// Where the return addresses of anonymous askers lie; without it nobody can ask anonymously.
    pub vault: Option<Vault>,
}

/// The bounds that the engine works within, out of the settings.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How often an event or a job is tried before it is parked.
    pub attempts: i64,
    /// How long claimed work belongs to its claimer.
    pub lease: Duration,
    /// How long after the first failure work is tried again; it doubles each time.
    pub retry_first: Duration,
    /// The longest wait between two tries.
    pub retry_most: Duration,
    /// How long a message whose answer was lost is given to appear before we look for it.
    pub unknown_wait: Duration,
    /// How often we look for a message before it is parked as uncertain.
    pub searches: i64,
    /// How long the names of accepted events are kept, to recognise them when they come again.
    pub keep_keys: Duration,
}

/// The kinds of work that tasks wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// Events to apply.
    Events,
    /// Jobs that are due.
    Jobs,
    /// Actions to perform.
    Actions,
}

/// The in-memory knowledge and the version of the database that it is level with.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) knowledge: Knowledge,
    pub(super) version: i64,
}

/// The engine: one per process, shared by all its tasks.
pub struct Engine {
    db: Db,
    sealer: Sealer,
    clock: Arc<dyn Clock>,
    seed: [u8; 32],
    settings: Settings,
    vault: Option<Vault>,
    limits: Limits,
    adapters: BTreeMap<Network, Arc<dyn Adapter>>,
    features: &'static [&'static dyn Feature],
    index: RwLock<Index>,
    /// Whom forms speak to in another language than the community's: there is no time to ask the database.
    pub(super) languages: RwLock<BTreeMap<UserRef, Language>>,
    /// By kind of work: whom it does not concern sleeps on, instead of looking into the database for nothing.
    wake: [Notify; 3],
    gathering: Gathering,
    census: Census,
}

impl Engine {
    /// An engine that speaks through `adapters`, with its index loaded.
    ///
    /// # Errors
    /// When the database fails, or when the queue key is not the one that the database was made with.
    pub fn start(
        setup: Setup,
        adapters: Vec<Arc<dyn Adapter>>,
    ) -> impl Future<Output = anyhow::Result<Arc<Self>>> + Send {
        // In a box, so that those who wait for it need not be as large as all settings together.
        Box::pin(Self::start_with(FEATURES, setup, adapters))
    }

    /// An engine with other features than Stoa's: the engine's own tests bring theirs.
    pub(crate) async fn start_with(
        features: &'static [&'static dyn Feature],
        setup: Setup,
        adapters: Vec<Arc<dyn Adapter>>,
    ) -> anyhow::Result<Arc<Self>> {
        let Setup { db, key, clock, seed, settings, vault } = setup;
        let adapters = adapters.into_iter().map(|adapter| (adapter.network().clone(), adapter)).collect();
        let limits = Limits::of(&settings);
        let sealer = Sealer::new(&key)?;
        let (index, languages, wake, gathering, census) = Default::default();
        let engine = Arc::new(Self {
            db,
            sealer,
            clock,
            seed,
            settings,
            vault,
            limits,
            adapters,
            features,
            index,
            languages,
            wake,
            gathering,
            census,
        });
        engine.sealer.check(&engine.db).await?;
        engine.load_index().await?;
        engine.load_languages().await?;
        engine.plan_recurring().await?;
        engine.acknowledge_vault().await?;
        Ok(engine)
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The language in which nobody in particular is spoken to.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.settings.people.language)
    }

    /// The vault, if there is one.
    pub(super) fn vault(&self) -> Option<&Vault> {
        self.vault.as_ref()
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    pub(super) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    pub(super) fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    pub(super) fn index(&self) -> &RwLock<Index> {
        &self.index
    }

    pub(super) fn adapters(&self) -> impl Iterator<Item = &Arc<dyn Adapter>> {
        self.adapters.values()
    }

    pub(super) fn adapter(&self, network: &Network) -> Option<&Arc<dyn Adapter>> {
        self.adapters.get(network)
    }

    /// The networks that this process speaks on.
    pub fn networks(&self) -> Vec<Network> {
        self.adapters.keys().cloned().collect()
    }

    /// What a network can do; `None` if this process does not speak on it.
    pub fn abilities(&self, network: &Network) -> Option<Abilities> {
        self.adapters.get(network).map(|adapter| adapter.abilities())
    }

    /// Every feature, in the order in which they see events.
    pub(super) fn features(&self) -> &'static [&'static dyn Feature] {
        self.features
    }

    pub(super) fn gathering(&self) -> &Gathering {
        &self.gathering
    }

    pub(super) fn census(&self) -> &Census {
        &self.census
    }

    /// Wakes every task that waits for this kind of work.
    pub(super) fn wake(&self, work: Work) {
        self.wake[work as usize].notify_waiters();
    }

    pub(super) fn woken(&self, work: Work) -> tokio::sync::futures::Notified<'_> {
        self.wake[work as usize].notified()
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("networks", &self.networks()).finish_non_exhaustive()
    }
}

impl Limits {
    fn of(settings: &Settings) -> Self {
        let engine = &settings.engine;
        Self {
            attempts: i64::from(engine.attempts),
            lease: engine.lease.get(),
            retry_first: engine.retry_first.get(),
            retry_most: engine.retry_most.get(),
            unknown_wait: engine.unknown_wait.get(),
            searches: i64::from(engine.searches),
            keep_keys: engine.keep_keys.get(),
        }
    }

    /// How long to wait after the `attempts`-th failure.
    pub fn backoff(&self, attempts: i64) -> Duration {
        let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(20);
        self.retry_first.saturating_mul(1 << doublings).min(self.retry_most)
    }
}
