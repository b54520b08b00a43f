//! What waits, what failed, and putting it back: for `stoa check` and `stoa events`.

use super::core::Engine;
use crate::database::{Db, Tx};
use crate::on;
use crate::telemetry;

/// An event that was tried in vain. Its content stays sealed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ParkedEvent {
    /// The number by which the person was told of it: `E17`.
    pub number: i64,
    /// When it came in, in milliseconds since 1970-01-01 UTC.
    pub received_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong the last time.
    pub error: String,
}

/// How much waits and how much is stuck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Status {
    /// Events to be applied.
    pub events_waiting: i64,
    /// Events that were tried in vain.
    pub events_parked: i64,
    /// Actions to be performed.
    pub actions_waiting: i64,
    /// Actions that a network refused.
    pub actions_dead: i64,
    /// Actions that may or may not have happened.
    pub actions_uncertain: i64,
    /// Jobs that are planned.
    pub jobs_waiting: i64,
    /// Jobs that were tried in vain.
    pub jobs_parked: i64,
}

impl Status {
    /// Counts in `db`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(db: &Db) -> sqlx::Result<Self> {
        const SQL: &str = "SELECT
            (SELECT COUNT(*) FROM inbox WHERE state = 'waiting') AS events_waiting,
            (SELECT COUNT(*) FROM inbox WHERE state = 'parked') AS events_parked,
            (SELECT COUNT(*) FROM outbox WHERE state IN ('ready', 'sending', 'unknown')) AS actions_waiting,
            (SELECT COUNT(*) FROM outbox WHERE state = 'dead') AS actions_dead,
            (SELECT COUNT(*) FROM outbox WHERE state = 'uncertain') AS actions_uncertain,
            (SELECT COUNT(*) FROM job WHERE state = 'waiting') AS jobs_waiting,
            (SELECT COUNT(*) FROM job WHERE state = 'parked') AS jobs_parked";
        let mut tx = db.begin_read().await?;
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_one(c).await)
    }

    /// Why actions ended without being done, in the order of the reasons, each reason once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reasons(db: &Db) -> sqlx::Result<Vec<(String, String, i64)>> {
        const SQL: &str = "SELECT state, COALESCE(error, ''), COUNT(*) FROM outbox
            WHERE state IN ('dead', 'uncertain') GROUP BY state, COALESCE(error, '') ORDER BY 1, 2";
        let mut tx = db.begin_read().await?;
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
    }
}

impl ParkedEvent {
    /// Every parked event, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(db: &Db) -> sqlx::Result<Vec<Self>> {
        const SQL: &str = "SELECT number, received_at, attempts, COALESCE(error, '') AS error FROM inbox
            WHERE state = 'parked' ORDER BY number";
        let mut tx = db.begin_read().await?;
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
    }

    /// Puts one parked event, or all of them, back into the inbox; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry(db: &Db, number: Option<i64>) -> sqlx::Result<u64> {
        const SQL: &str = "UPDATE inbox SET state = 'waiting', attempts = 0, not_before = 0, lease_until = 0
            WHERE state = 'parked' AND ($1 = 0 OR number = $1)";
        let mut tx: Tx = db.begin_short().await?;
        let number = number.unwrap_or(0);
        let done = on!(&mut tx, |c| sqlx::query(SQL)
            .bind(number)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        tx.commit().await?;
        Ok(done)
    }
}

/// A job that was tried in vain.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ParkedJob {
    /// Whose job it is.
    pub feature: String,
    /// What kind of work.
    pub kind: String,
    /// What it is about; empty for recurring work.
    pub subject: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong the last time.
    pub error: String,
}

impl ParkedJob {
    /// Every parked job, in the order of what they are about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(db: &Db) -> sqlx::Result<Vec<Self>> {
        const SQL: &str = "SELECT feature, kind, subject, attempts, COALESCE(error, '') AS error FROM job
            WHERE state = 'parked' ORDER BY feature, kind, subject";
        let mut tx = db.begin_read().await?;
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
    }

    /// Has every parked job tried again; gives how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_all(db: &Db) -> sqlx::Result<u64> {
        const SQL: &str = "UPDATE job SET state = 'waiting', attempts = 0, not_before = 0, lease_until = 0
            WHERE state = 'parked'";
        let mut tx = db.begin_short().await?;
        let done = on!(&mut tx, |c| sqlx::query(SQL).execute(c).await.map(|done| done.rows_affected()))?;
        tx.commit().await?;
        Ok(done)
    }
}

#[async_trait::async_trait]
impl crate::server::Readiness for Engine {
    async fn ready(&self) -> Result<(), String> {
        let status = Status::of(self.db()).await.map_err(|error| error.to_string())?;
        metrics::gauge!(telemetry::INBOX_WAITING.name).set(gauge(status.events_waiting));
        metrics::gauge!(telemetry::EVENTS_PARKED.name).set(gauge(status.events_parked));
        metrics::gauge!(telemetry::OUTBOX_WAITING.name).set(gauge(status.actions_waiting));
        metrics::gauge!(telemetry::ACTIONS_UNCERTAIN.name).set(gauge(status.actions_uncertain));
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a gauge of more than 2^53 waiting rows is beyond repair")]
fn gauge(rows: i64) -> f64 {
    rows as f64
}
