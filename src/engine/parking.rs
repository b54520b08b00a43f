//! What becomes of an event that could not be applied: later, again after a growing wait, and in the end parked.

use super::answer::Failure;
use super::claims::ClaimedEvent;
use super::core::Engine;
use super::turn::Turn;
use super::wording;
use crate::database::{Trouble, trouble};
use crate::on;
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
            tracing::warn!(advice = trouble.advice(), "an event waits");
            return self.postpone_event(claimed, self.limits().retry_first).await;
        }
        let attempts = claimed.attempts + 1;
        if attempts < self.limits().attempts {
            tracing::warn!(attempts, error = format!("{error:#}"), "an event failed and will be tried again");
            let wait = self.limits().backoff(attempts);
            return self.reschedule_event(claimed, attempts, wait, &format!("{error:#}")).await;
        }
        tracing::error!(
            attempts,
            error = format!("{error:#}"),
            "an event is parked: see `stoa events parked`"
        );
        loop {
            match self.park_event(claimed, event, attempts, &format!("{error:#}")).await {
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
        const SQL: &str = "UPDATE inbox SET state = 'parked', attempts = $3, error = $4, lease_until = 0
            WHERE number = $1 AND fence = $2";
        let person = event.and_then(Event::person);
        let (number, fence) = (claimed.number, claimed.fence);
        let mut turn = Turn::begin(self, &format!("parked {number} {fence}"), person).await?;
        let parked = on!(turn.tx(), |c| sqlx::query(SQL)
            .bind(number)
            .bind(fence)
            .bind(attempts)
            .bind(error)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        if parked == 0 {
            // Somebody else holds the lease now.
            return Ok(());
        }
        if let Some(event) = event {
            let sorry = Post::of(wording::fault(self.language(), &format!("E{number}")));
            if let Err(Failure::Fault(error)) = self.answer_event(&mut turn, event, sorry).await {
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
        const SQL: &str = "UPDATE inbox SET attempts = $3, not_before = $4, error = $5, lease_until = 0
            WHERE number = $1 AND fence = $2";
        let at = (self.now() + wait).millis();
        let mut tx = self.db().begin_short().await?;
        let (number, fence) = (claimed.number, claimed.fence);
        on!(&mut tx, |c| sqlx::query(SQL)
            .bind(number)
            .bind(fence)
            .bind(attempts)
            .bind(at)
            .bind(error)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await?;
        Ok(())
    }
}
