//! The engine's promises, each on both databases: effects exactly once, messages never lost, in order.

mod census;
mod clock;
mod inbox;
mod jobs;
mod notes;
mod outbox;
mod probe;
mod replicas;
mod sealed;
mod stale;
mod sweep;
mod trouble;
mod unsettled;
mod veiled;
mod words;

use super::{ParkedEvent, ParkedJob, Status};
use crate::settings::Settings;
use crate::testing::{Community, TestDb};
use probe::{Probe, journal};
use std::time::Duration;
use stoa_chat::{Event, Intake as _};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);

/// A community whose only feature is the [`Probe`].
struct Scene {
    community: Community,
    features: crate::testing::Features,
    probe: &'static Probe,
}

impl Scene {
    async fn new(db: &TestDb) -> Self {
        Self::with(db, Settings::default()).await
    }

    async fn with(db: &TestDb, settings: Settings) -> Self {
        let (features, probe) = Probe::alone();
        let community = Community::with_features(features, db, settings).await;
        Self { community, features, probe }
    }

    /// The same community through another process.
    async fn replica(&self, db: &TestDb) -> Community {
        self.community.replica(self.features, db).await
    }

    async fn journal(&self) -> Vec<String> {
        journal(self.community.engine().db()).await
    }

    async fn status(&self) -> Status {
        Status::of(self.community.engine().db()).await.unwrap()
    }

    async fn parked(&self) -> Vec<ParkedEvent> {
        ParkedEvent::all(self.community.engine().db()).await.unwrap()
    }

    /// Events are accepted, and nothing is done about them yet.
    async fn accept(&self, events: impl IntoIterator<Item = Event>) {
        self.community.engine().accept(events.into_iter().collect()).await.unwrap();
    }

    /// Commands in `#help` are accepted, and nothing is done about them yet.
    async fn commanded(&self, by: &str, all: &[&str]) {
        self.accept(all.iter().map(|words| self.community.command(by, "#help", words))).await;
    }

    async fn settle(&self) {
        self.community.rehearsal.settle_all().await.unwrap();
    }

    /// What everybody can read in `place`, oldest first.
    fn shown(&self, place: &str) -> Vec<String> {
        let seen = self.community.paper.seen().into_iter();
        let public = seen.filter(|seen| seen.only.is_none() && seen.message.place.id == place);
        public.map(|seen| seen.post.text.to_plain()).collect()
    }

    /// What `who` was told privately, oldest first.
    fn told(&self, who: &str) -> Vec<String> {
        let seen = self.community.paper.seen().into_iter();
        let private = seen.filter(|seen| seen.only.as_deref() == Some(who));
        private.map(|seen| seen.post.text.to_plain()).collect()
    }
}
