//! Claims: who works on what, for how long. The one module whose SQL differs between the databases.
//!
//! A claim is a short transaction of its own. It sets a lease, after which somebody else may claim the same row,
//! and raises the row's fence, without whose newest value nothing about the row can be settled: a worker that
//! was thought dead and wakes up finds that it is too late.
//!
//! A lease or a wait that ends further ahead than [`FAR`] was written by a clock that was wrong, and is over.

use crate::database::Tx;
use crate::on;
use std::time::Duration;
use stoa_chat::{Network, Timestamp};

/// Longer than any lease, and the longest that an event or an action is put off.
pub(super) const FAR: Duration = Duration::from_hours(24);

/// A claimed event.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct ClaimedEvent {
    pub(super) number: i64,
    pub(super) attempts: i64,
    pub(super) fence: i64,
    pub(super) key_day: i64,
    pub(super) sealed: Vec<u8>,
}

/// A claimed action; `state` is what it was before.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct ClaimedAction {
    pub(super) id: String,
    pub(super) lane: String,
    pub(super) effect_key: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) searches: i64,
    pub(super) fence: i64,
    pub(super) key_day: i64,
    pub(super) sealed: Option<Vec<u8>>,
}

/// A claimed job.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct ClaimedJob {
    pub(super) id: String,
    pub(super) feature: String,
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) due_at: i64,
    pub(super) attempts: i64,
    pub(super) fence: i64,
}

/// Chooses between a statement for SQLite, whose one writer needs no row locks, and the same with row locks.
macro_rules! locking {
    ($tx:expr, $table:literal, $sql:literal) => {
        if $tx.is_postgres() { concat!($sql, " FOR UPDATE OF ", $table, " SKIP LOCKED") } else { $sql }
    };
}

/// Adds what may be done with a claimed row. Each returns `false`, having done nothing, if somebody else has claimed
/// the row since.
macro_rules! settling {
    ($claimed:ty, $table:literal, $key:ident) => {
        impl $claimed {
            /// Its work is done.
            pub(super) async fn done(&self, tx: &mut Tx) -> sqlx::Result<bool> {
                const SQL: &str =
                    concat!("DELETE FROM ", $table, " WHERE ", stringify!($key), " = $1 AND fence = $2");
                on!(tx, |c| sqlx::query(SQL)
                    .bind(&self.$key)
                    .bind(self.fence)
                    .execute(c)
                    .await
                    .map(|done| done.rows_affected() > 0))
            }

            /// It can be claimed again at `at`.
            pub(super) async fn put_back(
                &self,
                tx: &mut Tx,
                attempts: i64,
                at: Timestamp,
                error: &str,
            ) -> sqlx::Result<bool> {
                const SQL: &str = concat!(
                    "UPDATE ",
                    $table,
                    " SET attempts = $3, not_before = $4, error = $5, lease_until = 0 WHERE ",
                    stringify!($key),
                    " = $1 AND fence = $2"
                );
                on!(tx, |c| sqlx::query(SQL)
                    .bind(&self.$key)
                    .bind(self.fence)
                    .bind(attempts)
                    .bind(at.millis())
                    .bind(error)
                    .execute(c)
                    .await
                    .map(|done| done.rows_affected() > 0))
            }

            /// It is not tried again until an admin wants it.
            pub(super) async fn park(&self, tx: &mut Tx, attempts: i64, error: &str) -> sqlx::Result<bool> {
                const SQL: &str = concat!(
                    "UPDATE ",
                    $table,
                    " SET state = 'parked', attempts = $3, error = $4, lease_until = 0 WHERE ",
                    stringify!($key),
                    " = $1 AND fence = $2"
                );
                on!(tx, |c| sqlx::query(SQL)
                    .bind(&self.$key)
                    .bind(self.fence)
                    .bind(attempts)
                    .bind(error)
                    .execute(c)
                    .await
                    .map(|done| done.rows_affected() > 0))
            }
        }
    };
}

settling!(ClaimedEvent, "inbox", number);
settling!(ClaimedJob, "job", id);

/// Claims the oldest event that may be applied: none of the same person or message may wait before it.
pub(super) async fn claim_event(
    tx: &mut Tx,
    now: Timestamp,
    lease: Duration,
) -> sqlx::Result<Option<ClaimedEvent>> {
    let select = locking!(
        tx,
        "i",
        "SELECT i.number, i.attempts, i.fence + 1 AS fence, i.key_day, i.sealed FROM inbox i
         WHERE i.state = 'waiting' AND (i.not_before <= $1 OR i.not_before > $2)
           AND (i.lease_until <= $1 OR i.lease_until > $2)
           AND NOT EXISTS (SELECT 1 FROM inbox e WHERE e.state = 'waiting' AND e.person = i.person
                             AND e.number < i.number)
           AND NOT EXISTS (SELECT 1 FROM inbox e WHERE e.state = 'waiting' AND e.message = i.message
                             AND e.number < i.number)
         ORDER BY i.number LIMIT 1"
    );
    let update = "UPDATE inbox SET lease_until = $2, fence = $3 WHERE number = $1";
    let (until, far) = ((now + lease).millis(), (now + FAR).millis());
    on!(tx, |c| {
        let found: Option<ClaimedEvent> =
            sqlx::query_as(select).bind(now.millis()).bind(far).fetch_optional(&mut *c).await?;
        if let Some(event) = &found {
            sqlx::query(update).bind(event.number).bind(until).bind(event.fence).execute(c).await?;
        }
        Ok(found)
    })
}

/// Claims the oldest action of a lane in which nothing before it is unsettled.
pub(super) async fn claim_action(
    tx: &mut Tx,
    network: &Network,
    now: Timestamp,
    lease: Duration,
) -> sqlx::Result<Option<ClaimedAction>> {
    let select = locking!(
        tx,
        "o",
        "SELECT o.id, o.lane, o.effect_key, o.state, o.attempts, o.searches, o.fence + 1 AS fence,
                o.key_day, o.sealed
         FROM outbox o
         WHERE o.state IN ('ready', 'sending', 'unknown') AND o.network = $1
           AND (o.not_before <= $2 OR o.not_before > $3) AND (o.lease_until <= $2 OR o.lease_until > $3)
           AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.state IN ('ready', 'sending', 'unknown')
                             AND e.network = o.network AND e.lane = o.lane AND e.number < o.number)
         ORDER BY o.planned_at, o.id LIMIT 1"
    );
    let update = "UPDATE outbox SET state = 'sending', lease_until = $2, fence = $3 WHERE id = $1";
    let (until, far) = ((now + lease).millis(), (now + FAR).millis());
    on!(tx, |c| {
        let found: Option<ClaimedAction> = sqlx::query_as(select)
            .bind(network.as_str())
            .bind(now.millis())
            .bind(far)
            .fetch_optional(&mut *c)
            .await?;
        if let Some(action) = &found {
            sqlx::query(update).bind(&action.id).bind(until).bind(action.fence).execute(c).await?;
        }
        Ok(found)
    })
}

/// Claims the job that has been due the longest.
pub(super) async fn claim_job(
    tx: &mut Tx,
    now: Timestamp,
    lease: Duration,
) -> sqlx::Result<Option<ClaimedJob>> {
    let select = locking!(
        tx,
        "j",
        "SELECT j.id, j.feature, j.kind, j.subject, j.due_at, j.attempts, j.fence + 1 AS fence FROM job j
         WHERE j.state = 'waiting' AND j.not_before <= $1 AND (j.lease_until <= $1 OR j.lease_until > $2)
         ORDER BY j.not_before, j.id LIMIT 1"
    );
    let update = "UPDATE job SET lease_until = $2, fence = $3 WHERE id = $1";
    let (until, far) = ((now + lease).millis(), (now + FAR).millis());
    on!(tx, |c| {
        let found: Option<ClaimedJob> =
            sqlx::query_as(select).bind(now.millis()).bind(far).fetch_optional(&mut *c).await?;
        if let Some(job) = &found {
            sqlx::query(update).bind(&job.id).bind(until).bind(job.fence).execute(c).await?;
        }
        Ok(found)
    })
}

/// Gives back every lease: only for a process that knows it is alone, as on SQLite.
pub(super) async fn release_all(tx: &mut Tx) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("UPDATE inbox SET lease_until = 0 WHERE lease_until > 0").execute(&mut *c).await?;
        sqlx::query("UPDATE outbox SET lease_until = 0 WHERE lease_until > 0 AND state = 'sending'")
            .execute(&mut *c)
            .await?;
        sqlx::query("UPDATE job SET lease_until = 0 WHERE lease_until > 0").execute(c).await?;
        Ok(())
    })
}
