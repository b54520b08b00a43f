//! Time as an event: work that falls due runs in a turn, exactly once, like everything else.

use super::answer::Failure;
use super::claims::{self, ClaimedJob};
use super::core::{Engine, Work};
use super::rerun::LOOK_AGAIN;
use super::turn::Turn;
use crate::database::trouble;
use crate::on;
use crate::telemetry;
use std::time::Duration;
use stoa_chat::Timestamp;

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
        if due <= self.now() {
            self.will_wake(Work::Jobs);
        }
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
        match self.rerun_counting(|| self.attempt_job(&claimed)).await {
            Ok(()) => {
                tracing::debug!(feature = claimed.feature, kind = claimed.kind, "a job ran");
                metrics::counter!(telemetry::JOBS_RUN.name).increment(1);
            }
            Err(Failure::Wait | Failure::Count(_)) => {
                self.postpone_job(&claimed, claimed.attempts, LOOK_AGAIN, "").await?;
            }
            Err(Failure::Fault(error)) => self.job_failed(&claimed, &error).await?,
            Err(Failure::Refused(_)) => {
                let error = anyhow::anyhow!("the job was refused, and there is nobody to tell");
                self.job_failed(&claimed, &error).await?;
            }
        }
        Ok(true)
    }

    async fn attempt_job(&self, claimed: &ClaimedJob) -> Result<(), Failure> {
        if claimed.feature == super::housekeeping::NAME && claimed.kind == super::erasure::SCRUB {
            return self.attempt_scrub(claimed).await;
        }
        if claimed.feature == super::housekeeping::NAME && super::addresses::is_ours(&claimed.kind) {
            return self.attempt_with_vault(claimed).await;
        }
        let mut turn = Turn::begin(self, &format!("job {} {}", claimed.id, claimed.due_at), None).await?;
        // The row goes first, so that the job may plan its own successor.
        if !claimed.done(turn.tx()).await? {
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
            if !feature.jobs().contains(&job.kind.as_str()) {
                let (name, kind) = (feature.name(), &job.kind);
                return Err(anyhow::anyhow!("{name} has no kind of work `{kind}`").into());
            }
            feature.job(&mut turn, &job).await?;
        }
        self.settle_facts(&mut turn).await?;
        turn.commit().await?;
        Ok(())
    }

    async fn job_failed(&self, claimed: &ClaimedJob, error: &anyhow::Error) -> anyhow::Result<()> {
        let trouble = trouble(error);
        let attempts = claimed.attempts + i64::from(trouble.is_none());
        let parked = attempts >= self.limits().attempts;
        if let Some(trouble) = trouble {
            tracing::warn!(advice = trouble.advice(), "a job waits");
        } else {
            let kind = format!("{} {}", claimed.feature, claimed.kind);
            tracing::error!(kind, attempts, parked, error = format!("{error:#}"), "a job failed");
        }
        let error = format!("{error:#}");
        if !parked {
            return self
                .postpone_job(claimed, attempts, self.limits().backoff(attempts.max(1)), &error)
                .await;
        }
        let mut tx = self.db().begin_short().await?;
        claimed.park(&mut tx, attempts, &error).await?;
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
        let mut tx = self.db().begin_short().await?;
        claimed.put_back(&mut tx, attempts, self.now() + wait, error).await?;
        tx.commit().await?;
        Ok(())
    }
}
