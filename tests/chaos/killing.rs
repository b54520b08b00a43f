//! Killing and starting again, with a count of how often work was really in flight.

use crate::audit;
use crate::child::{LEASE, Life, Orders, jobs_run};
use crate::people::Conversation;
use anyhow::{Context as _, ensure};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use stoa::database::{Db, Options};
use stoa::engine::{Clock as _, Status, SystemClock};
use stoa::features::FEATURES;
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
    let mut number = 0;
    // It goes on, if need be, until every kind of work has been done, but not for ever.
    while number < kills || (number < 8 * kills && !idle(db.folder())?.is_empty()) {
        number += 1;
        let begun = clock.now();
        live_and_die(db, &mut conversation, &mut rng, &clock)
            .await
            .with_context(|| format!("before kill {number}"))?;
        in_flight += u32::from(had_work_in_hand(&db.db, begun).await?);
        hasten(&db.db, &mut rng, clock.now(), &jobs_run(db.folder())?).await?;
    }
    let kills = number;
    let ended = finish(db, &mut conversation, &mut rng, &clock).await?;
    let mut found = audit::audit(db, &conversation).await?;
    found.wrong.extend(idle(db.folder())?);
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

/// Time flies between two lives: of every kind of work that is planned for later, some falls due now; what was `done`
/// already falls due behind what never was, or a slow machine would not come to that.
async fn hasten(
    db: &Db,
    rng: &mut ChaCha12Rng,
    now: Timestamp,
    done: &BTreeSet<(String, String)>,
) -> anyhow::Result<()> {
    // A return address is destroyed after everything that was on its way has come or is given up: that cannot be hastened.
    const LATER: &str = "SELECT id, feature, kind FROM job
        WHERE state = 'waiting' AND due_at > $1 AND kind NOT IN ('shred address', 'sweep vault') ORDER BY id";
    const NOW: &str = "UPDATE job SET due_at = $2, not_before = $2 WHERE id = $1";
    /// More would be done of one kind in every life than of all others together.
    const MOST: usize = 3;
    let mut tx = db.begin().await?;
    let soon = (now + Duration::from_secs(5)).millis();
    let jobs: Vec<(String, String, String)> =
        on!(&mut tx, |c| sqlx::query_as(LATER).bind(soon).fetch_all(c).await)?;
    let mut kinds: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (id, feature, kind) in jobs {
        kinds.entry((feature, kind)).or_default().push(id);
    }
    for (kind, mut ids) in kinds {
        // Drafts are forgotten, and proposals lapse, sooner than anybody gets to say something: once is enough.
        if ["drop draft", "lapse"].contains(&kind.1.as_str()) && done.contains(&kind) {
            continue;
        }
        let due = if done.contains(&kind) { now } else { now - Duration::from_hours(1) };
        for _ in 0..MOST.min(ids.len()) {
            let id = ids.swap_remove(rng.random_range(0..ids.len()));
            on!(&mut tx, |c| sqlx::query(NOW).bind(&id).bind(due.millis()).execute(c).await.map(drop))?;
        }
    }
    Ok(tx.commit().await?)
}

/// Every kind of work that a feature can plan, and the engine's sweep, must have been done, or nothing was proven of it.
/// What the vault does an hour later is killed in the tests of anonymity.
fn idle(folder: &Path) -> anyhow::Result<Vec<String>> {
    let run = jobs_run(folder)?;
    let of_features =
        FEATURES.iter().flat_map(|feature| feature.jobs().iter().map(|kind| (feature.name(), *kind)));
    let all = of_features.chain([("engine", "sweep")]);
    let idle = all.filter(|(feature, kind)| !run.contains(&((*feature).to_owned(), (*kind).to_owned())));
    Ok(idle.map(|(feature, kind)| format!("no job `{kind}` of {feature} was ever done")).collect())
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
