//! Chaos: Stoa is killed with SIGKILL again and again while it works, and nothing may be lost or doubled.
//!
//! A seeded conversation goes through a child process, which is this program started once more ([`child`]). Its
//! network ([`network`]) is two files that outlive it: what people say and do is written into one by the parent
//! ([`people`]), what Stoa says is appended to the other ([`journal`]). The network loses answers, asks for
//! patience, is slow, and tells things twice. The parent kills the child at random moments and starts it again
//! ([`killing`]); at the end what people saw is compared with the database and with what was said ([`audit`]).
//!
//! SQLite always; PostgreSQL where `STOA_TEST_POSTGRES` names a server, which with `CI=true` it must.
//! `STOA_CHAOS_KILLS` says how often to kill on each (50), `STOA_CHAOS_SEED` repeats a conversation.

#[path = "chaos/audit.rs"]
mod audit;
#[path = "chaos/child.rs"]
mod child;
#[path = "chaos/journal.rs"]
mod journal;
#[path = "chaos/killing.rs"]
mod killing;
#[path = "chaos/meetings.rs"]
mod meetings;
#[path = "chaos/network.rs"]
mod network;
#[path = "chaos/people.rs"]
mod people;
#[path = "chaos/plans.rs"]
mod plans;
#[path = "chaos/unnamed.rs"]
mod unnamed;

use anyhow::Context as _;
use std::io::Write as _;
use std::process::ExitCode;
use stoa::engine::{Clock as _, SystemClock};
use stoa::testing::TestDb;

/// How often Stoa is killed on each database, unless `STOA_CHAOS_KILLS` says otherwise.
const KILLS: u32 = 50;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let done = runtime.context("a runtime").and_then(|runtime| {
        runtime.block_on(async {
            match child::Orders::read(&arguments)? {
                Some(orders) => child::live(&orders).await.map(|()| true),
                None => test(&arguments).await,
            }
        })
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("chaos: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// The tests that `cargo test` sees, in its own manner; `false` if one failed.
async fn test(arguments: &[String]) -> anyhow::Result<bool> {
    let wanted = |name: &str| {
        let mut filters = arguments.iter().filter(|argument| !argument.starts_with('-')).peekable();
        filters.peek().is_none() || filters.any(|filter| name.contains(filter.as_str()))
    };
    let names: Vec<&str> =
        ["kills_on_sqlite", "kills_on_postgresql"].into_iter().filter(|name| wanted(name)).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        for name in &names {
            say(&format!("{name}: test"));
        }
        return Ok(true);
    }
    let clock = SystemClock::default();
    let started = clock.now();
    let seed = number("STOA_CHAOS_SEED")?.unwrap_or_else(|| started.millis().unsigned_abs());
    let kills = number("STOA_CHAOS_KILLS")?.map_or(Ok(KILLS), u32::try_from)?;
    say(&format!("\nrunning {} tests (STOA_CHAOS_SEED={seed} STOA_CHAOS_KILLS={kills})", names.len()));
    let mut tally = Tally::default();
    for name in &names {
        tally.count(name, run(name, seed, kills).await);
    }
    let took = clock.now().since(started).as_secs_f64();
    say(&tally.closing_line(2 - names.len(), took));
    Ok(tally.failed == 0)
}

/// How the tests ended.
#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    fn count(&mut self, name: &str, ended: anyhow::Result<Option<String>>) {
        match ended {
            Ok(Some(line)) => {
                self.passed += 1;
                say(&format!("{line}\ntest {name} ... ok"));
            }
            Ok(None) => {
                self.skipped += 1;
                say(&format!(
                    "test {name} ... ignored, STOA_TEST_POSTGRES is not set (scripts/test starts a server)"
                ));
            }
            Err(error) => {
                self.failed += 1;
                say(&format!("{error:#}\ntest {name} ... FAILED"));
            }
        }
    }

    fn closing_line(&self, out: usize, took: f64) -> String {
        let Self { passed, failed, skipped } = self;
        let verdict = if *failed == 0 { "ok" } else { "FAILED" };
        format!(
            "\ntest result: {verdict}. {passed} passed; {failed} failed; {skipped} ignored; 0 measured; \
             {out} filtered out; finished in {took:.2}s\n"
        )
    }
}

/// Runs one test; gives its summary, or `None` if there is no such database here.
async fn run(name: &str, seed: u64, kills: u32) -> anyhow::Result<Option<String>> {
    let db = match (name, variable("STOA_TEST_POSTGRES")) {
        ("kills_on_sqlite", _) => TestDb::sqlite().await,
        (_, Some(url)) => TestDb::postgres(&url).await,
        (_, None) => {
            let ci = variable("CI").is_some_and(|ci| ci == "true");
            anyhow::ensure!(!ci, "STOA_TEST_POSTGRES is not set: in CI Stoa is killed on PostgreSQL too");
            return Ok(None);
        }
    };
    let summary = killing::run(&db, seed, kills).await?;
    db.db.close().await;
    Ok(Some(summary))
}

fn say(line: &str) {
    // Nobody is left to be told that nobody can be told.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn number(name: &str) -> anyhow::Result<Option<u64>> {
    variable(name).map(|text| text.parse().with_context(|| format!("{name} must be a number"))).transpose()
}

#[expect(clippy::disallowed_methods, reason = "a test is told by the environment how it is to run")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
