//! Forgetting a person in the queues, and in the bytes of the database.
//!
//! A turn that erases somebody names their accounts here. What waits for them is dropped at once; what was sent
//! to them is known by rows that bear their account's id, and goes once nothing of it is on its way any more. Then the
//! database is scrubbed: deleting a row leaves its bytes in the files for a while ([`Db::scrub`](crate::database::Db)).

use super::answer::Failure;
use super::claims::ClaimedJob;
use super::core::Engine;
use super::housekeeping::{NAME, next_sweep};
use super::notes;
use super::outbox::Lane;
use super::turn::Turn;
use crate::database::Tx;
use crate::on;
use std::time::Duration;
use stoa_chat::{Network, PlaceRef, UserRef};

/// The engine's job that forgets what is settled and scrubs the database.
pub(super) const SCRUB: &str = "scrub";
/// The subject of the job that scrubs every file, at night: it locks each table for a moment.
const THOROUGHLY: &str = "thoroughly";
/// How long what is on its way to an erased person is given to settle.
const SETTLING: Duration = Duration::from_mins(1);

impl Turn<'_> {
    /// Forgets what the queues hold of an account: what waits for it, what could not be worked on, and, once it is
    /// settled, what was sent to it. What this turn still plans for it is sent.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn forget_account(&mut self, user: &UserRef) -> anyhow::Result<()> {
        const PLACES: &str = "SELECT DISTINCT place FROM outbox
            WHERE network = $1 AND lane = $2 AND place IS NOT NULL ORDER BY place";
        let lane = Lane::to(user);
        let person = self.sealer().name(&["person", user.network.as_str(), &user.id]);
        let (network, name) = (lane.network.as_str(), &lane.name);
        let places: Vec<(String,)> = on!(self.tx(), |c| {
            sqlx::query("DELETE FROM outbox WHERE network = $1 AND lane = $2 AND state = 'ready'")
                .bind(network)
                .bind(name)
                .execute(&mut *c)
                .await?;
            sqlx::query("DELETE FROM inbox WHERE person = $1 AND state = 'parked'")
                .bind(&person)
                .execute(&mut *c)
                .await?;
            sqlx::query_as(PLACES).bind(network).bind(name).fetch_all(c).await
        })?;
        notes::forget(self.tx(), &person).await?;
        self.forget_lane(&lane).await?;
        for (place,) in places {
            self.forget_lane(&Lane { network: user.network.clone(), name: place }).await?;
        }
        Ok(())
    }

    /// Forgets, once it is settled, what was sent in somebody's direct conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn forget_direct(&mut self, place: &PlaceRef) -> anyhow::Result<()> {
        self.forget_lane(&Lane { network: place.network.clone(), name: place.id.clone() }).await
    }

    async fn forget_lane(&mut self, lane: &Lane) -> anyhow::Result<()> {
        const SQL: &str = "INSERT INTO erased_lane (network, lane, since) VALUES ($1, $2, $3)
            ON CONFLICT (network, lane) DO UPDATE SET since = excluded.since";
        let now = self.now();
        let (network, name) = (lane.network.as_str(), &lane.name);
        on!(self.tx(), |c| sqlx::query(SQL)
            .bind(network)
            .bind(name)
            .bind(now.millis())
            .execute(c)
            .await
            .map(drop))?;
        self.plan_job(NAME, SCRUB, "", now).await?;
        self.plan_job(NAME, SCRUB, THOROUGHLY, next_sweep(now)?).await?;
        Ok(())
    }
}

impl Engine {
    /// Forgets what is settled and scrubs the database, which cannot be done within a transaction: whatever fails is
    /// tried again, and doing it twice does no harm.
    pub(super) async fn attempt_scrub(&self, claimed: &ClaimedJob) -> Result<(), Failure> {
        let mut turn = Turn::begin(self, "forget lanes", None).await?;
        let left = forget_settled(turn.tx()).await?;
        turn.commit().await?;
        self.db().scrub(claimed.subject == THOROUGHLY).await?;
        let mut turn = Turn::begin(self, "scrubbed", None).await?;
        if claimed.done(turn.tx()).await? {
            if left > 0 && claimed.subject.is_empty() {
                let again = turn.now() + SETTLING;
                turn.plan_job(NAME, SCRUB, "", again).await?;
            }
            turn.commit().await?;
        }
        Ok(())
    }
}

/// Forgets what is settled in the lanes of erased members; gives how many lanes have something on its way.
async fn forget_settled(tx: &mut Tx) -> sqlx::Result<i64> {
    const SENT: &str = "DELETE FROM outbox WHERE state NOT IN ('ready', 'sending', 'unknown')
        AND EXISTS (SELECT 1 FROM erased_lane e
            WHERE e.network = outbox.network AND e.lane = outbox.lane AND outbox.planned_at <= e.since)";
    const QUIET: &str = "DELETE FROM erased_lane WHERE NOT EXISTS (SELECT 1 FROM outbox o
            WHERE o.network = erased_lane.network AND o.lane = erased_lane.lane
              AND o.planned_at <= erased_lane.since)
        RETURNING network, lane";
    const COUNTER: &str = "DELETE FROM counter
        WHERE name = $1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE network = $2 AND lane = $3)";
    let quiet: Vec<(String, String)> = on!(tx, |c| {
        sqlx::query(SENT).execute(&mut *c).await?;
        sqlx::query_as(QUIET).fetch_all(c).await
    })?;
    for (network, name) in quiet {
        let lane = Lane { network: Network::new(network), name };
        on!(tx, |c| sqlx::query(COUNTER)
            .bind(lane.counter())
            .bind(lane.network.as_str())
            .bind(&lane.name)
            .execute(c)
            .await
            .map(drop))?;
    }
    let (left,): (i64,) = on!(tx, |c| sqlx::query_as("SELECT COUNT(*) FROM erased_lane").fetch_one(c).await)?;
    Ok(left)
}
