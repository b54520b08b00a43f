//! A make-believe network with an engine of its own, whose time moves only when it is told to.

use super::failure::Misuse;
use super::lock::Lock;
use super::networks::Scene;
use super::store::Store;
use std::sync::Arc;
use stoa::database::Db;
use stoa::engine::{Clock, Engine, FrozenClock, Rehearsal, Setup};
use stoa::import::{SAMPLE, import_sample};
use stoa::settings::Settings;
use stoa_chat::Timestamp;

/// A scene that can be played.
#[derive(Debug)]
pub struct Stage {
    /// The core, and its clock.
    pub core: Rehearsal,
    _lock: Option<Lock>,
}

/// What may differ between two performances of one scene.
#[derive(Debug)]
pub struct Circumstances {
    /// The settings.
    pub settings: Settings,
    /// When it begins.
    pub start: Timestamp,
    /// Where all chance comes from.
    pub seed: [u8; 32],
}

impl Stage {
    /// Loads the scene's content and starts an engine that knows no network but the scene's.
    ///
    /// # Errors
    /// When there is no such content, or the engine cannot start.
    pub async fn set(scene: &Scene, store: Store, circumstances: Circumstances) -> anyhow::Result<Self> {
        let Circumstances { settings, start, seed } = circumstances;
        let Store { db, key, vault, lock } = store;
        let clock = Arc::new(FrozenClock::at(start));
        scene.load_content(&db, &*clock).await?;
        let setup = Setup { db, key, clock: clock.clone(), seed, settings, vault };
        let engine = Engine::start(setup, vec![scene.town.adapter()]).await?;
        Ok(Self { core: Rehearsal::new(engine, clock), _lock: lock })
    }

    /// Closes the database, so that nothing but its one file is left.
    pub async fn close(self) {
        self.core.engine().db().close().await;
    }
}

impl Scene {
    /// The settings in which it is played, as typed: its own win over what follows from its place.
    pub fn all_settings(&self) -> Vec<(String, String)> {
        let zone = ("people.zone".to_owned(), self.zone.name().to_owned());
        std::iter::once(zone).chain(self.settings.iter().cloned()).collect()
    }

    /// What was talked about before the first word is said; the index is built from it when the engine starts.
    async fn load_content(&self, db: &Db, clock: &dyn Clock) -> anyhow::Result<()> {
        match self.content.as_deref() {
            None => {}
            Some("sample") => drop(import_sample(db, clock, &SAMPLE, self.town.adapter().network()).await?),
            Some(other) => {
                let words = format!("there is no content called `{other}`: write `content: sample`");
                return Err(Misuse(words).into());
            }
        }
        Ok(())
    }

    /// Its seed in the form that the engine wants.
    pub fn long_seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        seed
    }
}
