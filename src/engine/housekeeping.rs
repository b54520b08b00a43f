//! Recurring work, and the engine's own: throwing away what is no longer needed.
//!
//! A recurring job is an ordinary job that plans its successor in the turn in which it runs. Due times that
//! passed while nothing ran are settled by the schedule's rule (only the latest within a day fires), and each is
//! written down with what became of it.

use super::answer::Failure;
use super::core::Engine;
use super::jobs::Job;
use super::letters;
use super::schedule::Schedule;
use super::seal::day_of;
use super::turn::Turn;
use crate::database::{Trouble, trouble};
use crate::on;
use crate::telemetry;
use anyhow::Context as _;
use stoa_chat::Timestamp;

/// The name under which the engine plans its own jobs.
pub(super) const NAME: &str = "engine";
const SWEEP: &str = "sweep";
/// At a minute when nobody expects anything; in UTC, since it is about nobody's morning.
const SWEEP_AT: &str = "17 3 * * *";
/// How many changes to the index are kept, so that other processes can catch up by reading these alone; one that is
/// further behind reads everything anew.
const KEEP_CHANGES: i64 = 100_000;

impl Engine {
    /// Plans every recurring job that is not planned, and anew what was parked, or planned by a clock that was
    /// wrong.
    pub(super) async fn plan_recurring(&self) -> anyhow::Result<()> {
        const PLANNED: &str = "SELECT COUNT(*) FROM job
            WHERE feature = $1 AND kind = $2 AND state = 'waiting' AND due_at <= $3";
        loop {
            let mut turn = Turn::begin(self, "plan recurring jobs", None).await?;
            let next = next_sweep(turn.now())?;
            let (planned,): (i64,) = on!(turn.tx(), |c| sqlx::query_as(PLANNED)
                .bind(NAME)
                .bind(SWEEP)
                .bind(next.millis())
                .fetch_one(c)
                .await)?;
            if planned > 0 {
                return Ok(());
            }
            let done = match turn.plan_job(NAME, SWEEP, "", next).await {
                Ok(()) => turn.commit().await,
                Err(error) => Err(error.into()),
            };
            match done {
                // Another process starts at the same time.
                Err(error) if trouble(&error) == Some(Trouble::Conflict) => {}
                done => return done,
            }
        }
    }

    pub(super) async fn recur(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        let now = turn.now();
        let schedule = Schedule::parse(SWEEP_AT)?;
        let before = Timestamp::from_millis(job.due_at.millis() - 1);
        let due = schedule.due(before, now, chrono_tz::UTC);
        for skipped in &due.skipped {
            record(turn, &job.kind, *skipped, "skipped").await?;
            metrics::counter!(telemetry::JOBS_SKIPPED.name).increment(1);
        }
        if let Some(at) = due.fire {
            self.sweep(turn).await?;
            if self.vault().is_some() {
                turn.plan_vault_sweep(now).await?;
            }
            record(turn, &job.kind, at, "done").await?;
        }
        turn.plan_job(NAME, SWEEP, "", next_sweep(now)?).await?;
        Ok(())
    }

    async fn sweep(&self, turn: &mut Turn<'_>) -> anyhow::Result<()> {
        let now = turn.now();
        let older_than = now - self.limits().keep_keys;
        let (old, yesterday) = (older_than.millis(), day_of(now) - 1);
        letters::forget(turn.tx(), older_than).await?;
        on!(turn.tx(), |c| {
            sqlx::query("DELETE FROM inbox_key WHERE seen_at < $1").bind(old).execute(&mut *c).await?;
            sqlx::query("DELETE FROM latest WHERE at < $1").bind(old).execute(&mut *c).await?;
            sqlx::query("DELETE FROM schedule_run WHERE due_at < $1").bind(old).execute(&mut *c).await?;
            sqlx::query(
                "DELETE FROM index_change WHERE version <= (SELECT MAX(version) FROM index_change) - $1",
            )
            .bind(KEEP_CHANGES)
            .execute(&mut *c)
            .await?;
            // The rows stay, since cards are known by them; that nobody needs to hear of them is what `gone` says.
            sqlx::query(
                "UPDATE outbox SET state = 'gone', sealed = NULL WHERE sealed IS NOT NULL AND settled_at < $1
                   AND state IN ('gone', 'dead', 'uncertain')",
            )
            .bind(old)
            .execute(&mut *c)
            .await?;
            sqlx::query(
                "DELETE FROM day_key WHERE day < $1
                   AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.key_day = day_key.day)
                   AND NOT EXISTS (SELECT 1 FROM dead_letter l WHERE l.key_day = day_key.day)
                   AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key_day = day_key.day AND o.sealed IS NOT NULL)",
            )
            .bind(yesterday)
            .execute(c)
            .await
            .map(drop)
        })?;
        self.sealer().forget_before(yesterday);
        for feature in self.features() {
            feature.sweep(turn, older_than).await?;
        }
        Ok(())
    }
}

pub(super) fn next_sweep(after: Timestamp) -> anyhow::Result<Timestamp> {
    Schedule::parse(SWEEP_AT)?.next_after(after, chrono_tz::UTC).context("the sweep has no next time")
}

async fn record(turn: &mut Turn<'_>, name: &str, due: Timestamp, outcome: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO schedule_run (name, due_at, outcome) VALUES ($1, $2, $3)
        ON CONFLICT (name, due_at) DO NOTHING";
    on!(turn.tx(), |c| sqlx::query(SQL)
        .bind(name)
        .bind(due.millis())
        .bind(outcome)
        .execute(c)
        .await
        .map(drop))
}
