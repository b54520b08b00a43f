//! How many events a second go the whole way, beside what the database alone can do.
//!
//! People hold seeded conversations, and each of their events is carried through inbox, turn and outbox by
//! hand ([`conversation`]). One run on SQLite is written down row by row and commit by commit ([`recording`]);
//! plain sqlx then writes the same rows in the same transactions, and once more each row in a transaction of
//! its own ([`replay`]). The ratio says what all of Stoa costs beside the writes that it cannot do without.
//!
//! Criterion watches each for itself, to be compared from one version to the next. The table at the end comes
//! from taking turns, one conversation each: whatever else the machine does meanwhile slows all alike.
//!
//! `cargo bench --bench way_of_an_event`; PostgreSQL too with `scripts/postgres run` in front of it.
#![expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]

mod conversation;
mod recording;
mod replay;
#[path = "../words/mod.rs"]
mod words;

use conversation::{CONVERSATIONS, EVENTS, Spent, Talk, settle};
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput, measurement::WallTime};
use recording::{Recorder, Transaction};
use std::time::Duration;
use stoa::testing::TestDb;
use tokio::runtime::Runtime;

/// How many conversations the table is made from.
const TURNS: usize = 25;

/// A kind of database.
enum Kind {
    Sqlite,
    Postgres(String),
}

impl Kind {
    fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// A database of this kind in which people have settled.
    async fn fresh(&self) -> anyhow::Result<TestDb> {
        let test = match self {
            Self::Sqlite => TestDb::sqlite().await,
            Self::Postgres(url) => TestDb::postgres(url).await,
        };
        settle(&test).await?;
        Ok(test)
    }
}

/// Conversations held by Stoa, in one database after the other.
struct Held<'k> {
    kind: &'k Kind,
    town: Option<(TestDb, Talk)>,
}

impl<'k> Held<'k> {
    fn on(kind: &'k Kind) -> Self {
        Self { kind, town: None }
    }

    async fn one(&mut self) -> anyhow::Result<Spent> {
        let (test, mut talk) = match self.town.take() {
            Some(town) if town.1.held < CONVERSATIONS => town,
            _ => {
                let test = self.kind.fresh().await?;
                let talk = Talk::new(&test).await;
                (test, talk)
            }
        };
        let spent = talk.hold(async || Ok(())).await?;
        talk.check().await?;
        self.town = Some((test, talk));
        Ok(spent)
    }
}

/// Conversations written by sqlx alone, in one database after the other.
struct Written<'k> {
    kind: &'k Kind,
    conversations: &'k [Vec<Transaction>],
    town: Option<(TestDb, usize)>,
}

impl<'k> Written<'k> {
    fn on(kind: &'k Kind, conversations: &'k [Vec<Transaction>]) -> Self {
        Self { kind, conversations, town: None }
    }

    async fn one(&mut self) -> anyhow::Result<Duration> {
        let (test, at) = match self.town.take() {
            Some(town) if town.1 < self.conversations.len() => town,
            _ => (self.kind.fresh().await?, 0),
        };
        let spent = replay::replay(&test.db, &self.conversations[at]).await?;
        self.town = Some((test, at + 1));
        Ok(spent)
    }
}

fn main() -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    let mut criterion = Criterion::default().configure_from_args();
    // Without it we are run by `cargo test`, which only wants to know that everything works.
    let turns = if std::env::args().any(|argument| argument == "--bench") { TURNS } else { 1 };
    let recorded = runtime.block_on(record())?;
    let mut report = String::new();
    for kind in kinds() {
        let mut group = criterion.benchmark_group(kind.name());
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
        group.throughput(Throughput::Elements(EVENTS as u64));
        watch(&mut group, &runtime, &kind, &recorded);
        group.finish();
        report += &runtime.block_on(table(&kind, &recorded, turns))?;
    }
    criterion.final_summary();
    println!(
        "\nEvents the whole way (inbox, turn, outbox), {turns} conversations of {EVENTS} events:\n{report}"
    );
    println!(
        "SQLite waits for the disk at every commit (synchronous = FULL); the PostgreSQL of the tests does not"
    );
    println!("(fsync = off). So compare each with its own raw rate, not with the other.");
    Ok(())
}

fn kinds() -> Vec<Kind> {
    #[expect(
        clippy::disallowed_methods,
        reason = "like the tests, told by the environment which server to use"
    )]
    let url = std::env::var("STOA_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    let Some(url) = url else {
        println!("PostgreSQL is skipped: STOA_TEST_POSTGRES is not set (`scripts/postgres run cargo bench`)");
        return vec![Kind::Sqlite];
    };
    vec![Kind::Sqlite, Kind::Postgres(url)]
}

/// What each conversation writes.
async fn record() -> anyhow::Result<Vec<Vec<Transaction>>> {
    let test = Kind::Sqlite.fresh().await?;
    let mut talk = Talk::new(&test).await;
    let mut recorder = Recorder::listening_to(&test.db).await?;
    let mut conversations = Vec::new();
    for _ in 0..CONVERSATIONS {
        let mut written = Vec::new();
        let seen = async || {
            written.extend(recorder.take().await?);
            Ok(())
        };
        talk.hold(seen).await?;
        conversations.push(written);
    }
    talk.check().await?;
    Ok(conversations)
}

/// Has criterion measure Stoa and the database alone, one after the other.
fn watch(
    group: &mut BenchmarkGroup<'_, WallTime>,
    runtime: &Runtime,
    kind: &Kind,
    recorded: &[Vec<Transaction>],
) {
    let mut stoa = Held::on(kind);
    group.bench_function("Stoa", |bencher| {
        bencher.iter_custom(|times| {
            let mut sum = Duration::ZERO;
            for _ in 0..times {
                sum += runtime.block_on(stoa.one()).expect("a conversation").whole();
            }
            sum
        });
    });
    let mut raw = Written::on(kind, recorded);
    group.bench_function("the same rows, raw", |bencher| {
        bencher.iter_custom(|times| {
            let mut sum = Duration::ZERO;
            for _ in 0..times {
                sum += runtime.block_on(raw.one()).expect("a conversation");
            }
            sum
        });
    });
}

/// Measures Stoa and the database alone in turns.
#[expect(clippy::cast_precision_loss, reason = "a conversation has some hundred events")]
async fn table(kind: &Kind, recorded: &[Vec<Transaction>], turns: usize) -> anyhow::Result<String> {
    let each: Vec<_> = recorded.iter().map(|transactions| replay::one_by_one(transactions)).collect();
    let (mut stoa, mut raw, mut raw_each) =
        (Held::on(kind), Written::on(kind, recorded), Written::on(kind, &each));
    let mut rounds = Vec::new();
    for _ in 0..turns {
        rounds.push((stoa.one().await?, raw.one().await?, raw_each.one().await?));
    }
    let transactions = recorded.iter().flatten().count() / recorded.len();
    let rows = recorded.iter().flatten().flatten().count() / recorded.len();
    let whole = median(rounds.iter().map(|round| round.0.whole().as_secs_f64()));
    let line = |what: &str, seconds: f64, ratio: f64| {
        let rate = EVENTS as f64 / seconds;
        format!("  {:<10} {what:<50} {rate:>7.1} events/s   Stoa: {ratio:.2} of that\n", kind.name())
    };
    let beside = |what: &str, of: fn(&(Spent, Duration, Duration)) -> Duration| {
        let ratio = rounds.iter().map(|round| of(round).as_secs_f64() / round.0.whole().as_secs_f64());
        line(what, median(rounds.iter().map(|round| of(round).as_secs_f64())), median(ratio))
    };
    let share = |part: fn(&Spent) -> Duration| {
        100.0
            * median(rounds.iter().map(|round| part(&round.0).as_secs_f64() / round.0.whole().as_secs_f64()))
    };
    let shares = format!(
        "  {:<10} of Stoa's time, accepting {:.0} %, turns {:.0} %, sending {:.0} %\n",
        kind.name(),
        share(|spent| spent.accept),
        share(|spent| spent.turns),
        share(|spent| spent.send)
    );
    Ok(line("Stoa", whole, 1.0)
        + &beside(&format!("the same {rows} rows in the same {transactions} transactions"), |round| round.1)
        + &beside(&format!("the same {rows} rows in a transaction each"), |round| round.2)
        + &shares)
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
