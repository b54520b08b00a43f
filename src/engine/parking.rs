//! What becomes of an event that could not be applied: later, again after a growing wait, and in the end parked.

use super::answer::Failure;
use super::claims::ClaimedEvent;
use super::core::Engine;
use super::turn::Turn;
use super::wording;
use crate::database::{Trouble, trouble};
use crate::people;
use crate::telemetry;
use std::time::Duration;
use stoa_chat::{Event, Post};

impl Engine {
    /// Puts an event back, or parks it if it was tried often enough. Trouble of the database does not count.
    pub(super) async fn event_failed(
        &self,
        claimed: &ClaimedEvent,
        event: Option<&Event>,
        error: anyhow::Error,
    ) -> anyhow::Result<()> {
        if let Some(trouble) = trouble(&error) {
            metrics::counter!(telemetry::EVENTS_RETRIED.name).increment(1);
            tracing::warn!(advice = trouble.advice(), "an event waits");
            return self.postpone_event(claimed, self.limits().retry_first).await;
        }
        let attempts = claimed.attempts + 1;
        let mut reason = format!("{error:#}");
        if event.is_some_and(|event| self.veils(event)) {
            // What an error quotes may tell who acted, and rows can be read.
            reason = telemetry::without_quotes(&reason).into_owned();
        }
        if attempts < self.limits().attempts {
            metrics::counter!(telemetry::EVENTS_RETRIED.name).increment(1);
            tracing::warn!(attempts, error = reason, "an event failed and will be tried again");
            let wait = self.limits().backoff(attempts);
            return self.reschedule_event(claimed, attempts, wait, &reason).await;
        }
        tracing::error!(attempts, error = reason, "an event is parked: see `stoa events parked`");
        loop {
            match self.park_event(claimed, event, attempts, &reason).await {
                Err(met) if trouble(&met) == Some(Trouble::Conflict) => {}
                parked => return parked,
            }
        }
    }

    async fn park_event(
        &self,
        claimed: &ClaimedEvent,
        event: Option<&Event>,
        attempts: i64,
        error: &str,
    ) -> anyhow::Result<()> {
        let veiled = event.is_some_and(|event| self.veils(event));
        let person = event.and_then(Event::person).filter(|_| !veiled);
        let (number, fence) = (claimed.number, claimed.fence);
        let mut turn = Turn::begin(self, &format!("parked {number} {fence}"), person).await?;
        // An anonymous act does not stay: whoever has the queue key could read whose it is.
        let over = if veiled {
            claimed.done(turn.tx()).await?
        } else {
            claimed.park(turn.tx(), attempts, error).await?
        };
        if !over {
            // Somebody else holds the lease now.
            return Ok(());
        }
        if let Some(event) = event {
            let known = match person {
                Some(user) => people::known(&mut turn, user).await?,
                None => None,
            };
            let language = known.map_or_else(|| self.language(), |member| member.language);
            let sorry = Post::of(wording::fault(language, &format!("E{number}")));
            if veiled {
                let words = self.typed(event).map(|typed| typed.text.quoted()).unwrap_or_default();
                let text = wording::fault_veiled(language, &format!("E{number}")).then(words);
                turn.tell_thread(&self.address_of(claimed)?, Post::of(text)).await?;
            } else if let Err(Failure::Fault(error)) = self.answer_event(&mut turn, event, sorry).await {
                return Err(error);
            }
        }
        turn.commit().await
    }

    /// Puts an event back without counting it as a failure.
    pub(super) async fn postpone_event(&self, claimed: &ClaimedEvent, wait: Duration) -> anyhow::Result<()> {
        self.reschedule_event(claimed, claimed.attempts, wait, "").await
    }

    async fn reschedule_event(
        &self,
        claimed: &ClaimedEvent,
        attempts: i64,
        wait: Duration,
        error: &str,
    ) -> anyhow::Result<()> {
        let mut tx = self.db().begin_short().await?;
        claimed.put_back(&mut tx, attempts, self.now() + wait, error).await?;
        tx.commit().await?;
        Ok(())
    }
}
