//! Killing and starting again, with a count of how often work was really in flight.

use crate::audit;
use crate::child::{LEASE, Life, Orders};
use crate::people::Conversation;
use anyhow::{Context as _, ensure};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use std::time::Duration;
use stoa::database::{Db, Options};
use stoa::engine::{Clock as _, Status, SystemClock};
use stoa::on;
use stoa::testing::TestDb;
use stoa_chat::Timestamp;

/// How often the parent looks.
const LOOK: Duration = Duration::from_millis(10);
/// How long a child may take to start, and the last one to finish everything, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Kills Stoa on `db` as often as told, then audits; gives a line that says how it went.
pub async fn run(db: &TestDb, seed: u64, kills: u32) -> anyhow::Result<String> {
    let clock = SystemClock::default();
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut conversation = Conversation::begin(db.folder(), seed, clock.now())?;
    let mut in_flight = 0;
    for number in 0..kills {
        let begun = clock.now();
        live_and_die(db, &mut conversation, &mut rng, &clock)
            .await
            .with_context(|| format!("before kill {}", number + 1))?;
        in_flight += u32::from(had_work_in_hand(&db.db, begun).await?);
    }
    let ended = finish(db, &mut conversation, &mut rng, &clock).await?;
    let mut found = audit::audit(db, &conversation).await?;
    if !ended {
        found.wrong.push(format!("the conversation did not end within {} s", PATIENCE.as_secs()));
    }
    let summary = format!(
        "{}: {kills} kills ({in_flight} in flight), {} events, {} messages and {} edits: {} lost, {} doubled",
        db.kind(),
        conversation.events(),
        found.messages,
        found.edits,
        found.lost.len(),
        found.doubled.len(),
    );
    ensure!(found.problems().is_empty(), "{summary}\n{}", found.problems().join("\n"));
    ensure!(in_flight * 5 >= kills * 4, "{summary}\ntoo few kills hit work in flight to prove anything");
    Ok(summary)
}

/// One life: Stoa starts, works while people talk to it, and is killed.
async fn live_and_die(
    db: &TestDb,
    conversation: &mut Conversation,
    rng: &mut ChaCha12Rng,
    clock: &SystemClock,
) -> anyhow::Result<()> {
    let mut life = Life::begin(&orders(db, rng.random()))?;
    // One in twenty dies while it starts.
    let span = if rng.random_range(0..20) == 0 {
        rng.random_range(0..100)
    } else {
        until_ready(&mut life, clock).await?;
        // On PostgreSQL nobody can know that a process is dead: what it had in hand waits until its lease is over.
        rng.random_range(if db.db.is_postgres() { 20..1_200 } else { 20..450 })
    };
    let end = clock.now() + Duration::from_millis(span);
    while clock.now() < end {
        conversation.ask_more()?;
        conversation.go_on()?;
        clock.wait(LOOK.min(end.since(clock.now()))).await;
    }
    life.end()
}

fn orders(db: &TestDb, seed: u64) -> Orders {
    let database = match &db.options {
        Options::Sqlite(path) => path.display().to_string(),
        Options::Postgres { url, .. } => url.clone(),
    };
    Orders { folder: db.folder().to_owned(), database, seed }
}

async fn until_ready(life: &mut Life, clock: &SystemClock) -> anyhow::Result<()> {
    let end = clock.now() + PATIENCE;
    while !life.is_ready()? {
        ensure!(clock.now() < end, "Stoa does not start");
        clock.wait(LOOK).await;
    }
    Ok(())
}

/// Whether the life that began at `begun` died with an event, a message or a job in hand, claimed by itself: what
/// an earlier one left behind does not count.
async fn had_work_in_hand(db: &Db, begun: Timestamp) -> anyhow::Result<bool> {
    const SQL: &str = "SELECT
        (SELECT COUNT(*) FROM inbox WHERE lease_until > $1) + (SELECT COUNT(*) FROM outbox WHERE lease_until > $1)
        + (SELECT COUNT(*) FROM job WHERE lease_until > $1)";
    let since = (begun + LEASE.get()).millis();
    let mut tx = db.begin_read().await?;
    let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SQL).bind(since).fetch_one(c).await)?;
    Ok(rows > 0)
}

/// A last life, in which everything comes to its end; `false` if it does not.
async fn finish(
    db: &TestDb,
    conversation: &mut Conversation,
    rng: &mut ChaCha12Rng,
    clock: &SystemClock,
) -> anyhow::Result<bool> {
    let mut life = Life::begin(&orders(db, rng.random()))?;
    let end = clock.now() + PATIENCE;
    while clock.now() < end {
        until_ready(&mut life, clock).await?;
        conversation.go_on()?;
        let status = Status::of(&db.db).await?;
        let settled =
            status.events_waiting + status.actions_waiting + due_jobs(&db.db, clock.now()).await? == 0;
        if settled && conversation.is_over() && conversation.is_heard()? {
            return life.end().map(|()| true);
        }
        clock.wait(5 * LOOK).await;
    }
    life.end().map(|()| false)
}

/// Jobs that are due within the next seconds; the later ones belong to another day.
async fn due_jobs(db: &Db, now: Timestamp) -> anyhow::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM job WHERE state = 'waiting' AND due_at <= $1";
    let soon = (now + Duration::from_secs(5)).millis();
    let mut tx = db.begin_read().await?;
    let (jobs,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SQL).bind(soon).fetch_one(c).await)?;
    Ok(jobs)
}
