//! Time as an event: work that falls due runs in a turn, exactly once, like everything else.

use super::answer::Failure;
use super::caught::caught;
use super::claims::{self, ClaimedJob};
use super::core::Engine;
use super::turn::Turn;
use crate::database::{Trouble, trouble};
use crate::on;
use std::time::Duration;
use stoa_chat::Timestamp;

/// How often a turn that met another is run again at once.
const RERUNS: usize = 20;
/// How long a job waits for a message of ours to be sent before it looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// A piece of work that fell due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What kind of work, in the words of the feature that planned it.
    pub kind: String,
    /// What it is about: `17` for Q17.
    pub subject: String,
    /// When it fell due, which may be a while ago.
    pub due_at: Timestamp,
}

impl Turn<'_> {
    /// Plans work of `feature` for `due`. There is one job for each kind and subject: planning it again moves it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_job(
        &mut self,
        feature: &str,
        kind: &str,
        subject: &str,
        due: Timestamp,
    ) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO job (id, feature, kind, subject, due_at, state, attempts, not_before,
                lease_until, fence)
            VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $5, 0, 0)
            ON CONFLICT (feature, kind, subject) DO UPDATE
            SET due_at = excluded.due_at, not_before = excluded.due_at, state = 'waiting', attempts = 0,
                lease_until = 0, fence = job.fence + 1";
        let id = self.new_id();
        on!(self.tx(), |c| sqlx::query(SQL)
            .bind(&id)
            .bind(feature)
            .bind(kind)
            .bind(subject)
            .bind(due.millis())
            .execute(c)
            .await
            .map(drop))
    }

    /// When a planned job falls due; `None` if it is not planned.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_due(
        &mut self,
        feature: &str,
        kind: &str,
        subject: &str,
    ) -> sqlx::Result<Option<Timestamp>> {
        const SQL: &str = "SELECT due_at FROM job
            WHERE feature = $1 AND kind = $2 AND subject = $3 AND state = 'waiting'";
        let row: Option<(i64,)> = on!(self.tx(), |c| sqlx::query_as(SQL)
            .bind(feature)
            .bind(kind)
            .bind(subject)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(|(due,)| Timestamp::from_millis(due)))
    }

    /// Takes a planned job back; unknown ones are a no-op.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel_job(&mut self, feature: &str, kind: &str, subject: &str) -> sqlx::Result<()> {
        const SQL: &str = "DELETE FROM job WHERE feature = $1 AND kind = $2 AND subject = $3";
        on!(self.tx(), |c| sqlx::query(SQL).bind(feature).bind(kind).bind(subject).execute(c).await.map(drop))
    }
}

impl Engine {
    /// Runs one job that is due; `false` if none is.
    ///
    /// # Errors
    /// When the database fails before the job could even be claimed.
    pub async fn step_jobs(&self) -> anyhow::Result<bool> {
        let mut tx = self.db().begin_short().await?;
        let claimed = claims::claim_job(&mut tx, self.now(), self.limits().lease).await?;
        tx.commit().await?;
        let Some(claimed) = claimed else { return Ok(false) };
        let mut last = anyhow::anyhow!("the job met other work again and again");
        for _ in 0..RERUNS {
            match caught(self.attempt_job(&claimed)).await {
                Ok(()) => {
                    metrics::counter!(crate::telemetry::JOBS_RUN.name).increment(1);
                    return Ok(true);
                }
                Err(Failure::Fault(error)) if trouble(&error) == Some(Trouble::Conflict) => last = error,
                Err(Failure::Fault(error)) => {
                    last = error;
                    break;
                }
                Err(Failure::Refused(_)) => {
                    last = anyhow::anyhow!("the job was refused, and there is nobody to tell");
                    break;
                }
                Err(Failure::Wait) => {
                    self.postpone_job(&claimed, claimed.attempts, LOOK_AGAIN, "").await?;
                    return Ok(true);
                }
            }
        }
        self.job_failed(&claimed, &last).await?;
        Ok(true)
    }

    async fn attempt_job(&self, claimed: &ClaimedJob) -> Result<(), Failure> {
        const DONE: &str = "DELETE FROM job WHERE id = $1 AND fence = $2";
        let mut turn = Turn::begin(self, &format!("job {} {}", claimed.id, claimed.due_at), None).await?;
        // The row goes first, so that the job may plan its own successor.
        let (id, fence) = (&claimed.id, claimed.fence);
        let done = on!(turn.tx(), |c| sqlx::query(DONE)
            .bind(id)
            .bind(fence)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        if done == 0 {
            return Ok(());
        }
        let job = Job {
            kind: claimed.kind.clone(),
            subject: claimed.subject.clone(),
            due_at: Timestamp::from_millis(claimed.due_at),
        };
        if claimed.feature == super::housekeeping::NAME {
            self.recur(&mut turn, &job).await?;
        }
        for feature in self.features().iter().filter(|feature| feature.name() == claimed.feature) {
            feature.job(&mut turn, &job).await?;
        }
        self.settle_facts(&mut turn).await?;
        turn.commit().await?;
        Ok(())
    }

    async fn job_failed(&self, claimed: &ClaimedJob, error: &anyhow::Error) -> anyhow::Result<()> {
        const PARK: &str = "UPDATE job SET state = 'parked', attempts = $3, error = $4, lease_until = 0
            WHERE id = $1 AND fence = $2";
        let trouble = trouble(error);
        let attempts = claimed.attempts + i64::from(trouble.is_none());
        let parked = attempts >= self.limits().attempts;
        if let Some(trouble) = trouble {
            tracing::warn!(advice = trouble.advice(), "a job waits");
        } else {
            let kind = format!("{} {}", claimed.feature, claimed.kind);
            tracing::error!(kind, attempts, parked, error = format!("{error:#}"), "a job failed");
        }
        let (id, fence, error) = (&claimed.id, claimed.fence, format!("{error:#}"));
        if !parked {
            return self
                .postpone_job(claimed, attempts, self.limits().backoff(attempts.max(1)), &error)
                .await;
        }
        let mut tx = self.db().begin_short().await?;
        on!(&mut tx, |c| sqlx::query(PARK)
            .bind(id)
            .bind(fence)
            .bind(attempts)
            .bind(&error)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await?;
        Ok(())
    }

    async fn postpone_job(
        &self,
        claimed: &ClaimedJob,
        attempts: i64,
        wait: Duration,
        error: &str,
    ) -> anyhow::Result<()> {
        const SQL: &str = "UPDATE job SET attempts = $3, not_before = $4, error = $5, lease_until = 0
            WHERE id = $1 AND fence = $2";
        let at = (self.now() + wait).millis();
        let (id, fence) = (&claimed.id, claimed.fence);
        let mut tx = self.db().begin_short().await?;
        on!(&mut tx, |c| sqlx::query(SQL)
            .bind(id)
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
