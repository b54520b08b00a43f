//! A core whose time is moved by hand: what the town, transcripts and tests drive.

use super::clock::FrozenClock;
use super::core::Engine;
use crate::on;
use async_trait::async_trait;
use std::sync::Arc;
use stoa_chat::{Backstage, Clock as _, Timestamp};

/// More steps than any moment can need: past it, something plans work for the same moment for ever.
const MOST_STEPS: usize = 100_000;

/// An engine together with the clock that it was started with.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    engine: Arc<Engine>,
    clock: Arc<FrozenClock>,
}

impl Rehearsal {
    /// Drives `engine`, which must have been started with `clock`.
    pub fn new(engine: Arc<Engine>, clock: Arc<FrozenClock>) -> Self {
        Self { engine, clock }
    }

    /// The engine.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// Works until nothing is left to do at the present moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_all(&self) -> anyhow::Result<()> {
        for _ in 0..MOST_STEPS {
            // In boxes, since whoever waits need not be as large as everything that can happen.
            let busy = Box::pin(self.engine.step_inbox()).await?
                || Box::pin(self.engine.step_outbox()).await?
                || Box::pin(self.engine.step_jobs()).await?;
            if !busy {
                return Ok(());
            }
        }
        anyhow::bail!("after {MOST_STEPS} steps there is still work for the same moment")
    }

    /// When the next piece of work falls due, if any does. What could be done by now waits for other work.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_due(&self) -> anyhow::Result<Option<Timestamp>> {
        const SQL: &str = "SELECT MIN(at) FROM (
            SELECT CASE WHEN not_before > lease_until THEN not_before ELSE lease_until END AS at FROM job
             WHERE state = 'waiting'
            UNION ALL
            SELECT CASE WHEN not_before > lease_until THEN not_before ELSE lease_until END FROM inbox
             WHERE state = 'waiting'
            UNION ALL
            SELECT CASE WHEN not_before > lease_until THEN not_before ELSE lease_until END FROM outbox
             WHERE state IN ('ready', 'sending', 'unknown')) AS due
            WHERE at > $1";
        let now = self.clock.now().millis();
        let mut tx = self.engine.db().begin_read().await?;
        let (at,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(SQL).bind(now).fetch_one(c).await)?;
        Ok(at.map(Timestamp::from_millis))
    }

    /// When a network takes what it would not take yet, if there is such a thing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_back(&self) -> anyhow::Result<Option<Timestamp>> {
        const SQL: &str = "SELECT MIN(not_before) FROM outbox
            WHERE state IN ('ready', 'sending', 'unknown') AND attempts > 0";
        let mut tx = self.engine.db().begin_read().await?;
        let (at,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_one(c).await)?;
        Ok(at.map(Timestamp::from_millis))
    }

    async fn advance(&self, moment: Timestamp) -> anyhow::Result<()> {
        self.settle_all().await?;
        while let Some(due) = self.next_due().await?.filter(|due| *due <= moment) {
            self.clock.set(due);
            self.settle_all().await?;
        }
        self.clock.set(moment);
        self.settle_all().await
    }
}

#[async_trait]
impl Backstage for Rehearsal {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn settle(&self) -> Result<(), String> {
        self.settle_all().await.map_err(|error| format!("{error:#}"))
    }

    async fn advance_to(&self, moment: Timestamp) -> Result<(), String> {
        self.advance(moment).await.map_err(|error| format!("{error:#}"))
    }
}
