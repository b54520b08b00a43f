//! What a large community takes: memory, the time until Stoa is ready, and the time of a search and a ranking.
//!
//! `cargo bench --bench memory` measures 10,000 members with 100,000 questions of two answers each;
//! `STOA_BENCH_QUESTIONS=20000` in front of it another size, with a tenth as many members. The community
//! ([`corpus`]) is kept under the target directory. Measured is a process of its own, which has done nothing
//! before.
#![expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]

mod corpus;
#[path = "../words/mod.rs"]
mod words;

use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use stoa::database::{Db, Options};
use stoa::engine::{Engine, FrozenClock, QueueKey, Setup};
use stoa::knowledge::{Asking, PersonId, Query, Response};
use stoa::settings::Settings;
use stoa::testing::{MONDAY_NINE, Paper};
use stoa_chat::Adapter;
use words::Writer;

const QUESTIONS: usize = 100_000;
/// Enough to see that everything works, when `cargo test` runs what is in benches.
const FEW_QUESTIONS: usize = 500;
/// The argument by which this program tells itself to measure a file.
const MEASURE: &str = "measure";
/// How many searches and rankings are made.
const TIMES: usize = 50;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Runtime::new()?;
    match &arguments[1..] {
        [what, file] if what == MEASURE => runtime.block_on(measure(Path::new(file))),
        rest => {
            let benched = rest.iter().any(|argument| argument == "--bench");
            runtime.block_on(prepare(if benched { wanted()? } else { FEW_QUESTIONS }))
        }
    }
}

fn wanted() -> anyhow::Result<usize> {
    #[expect(clippy::disallowed_methods, reason = "a benchmark is told its size by the environment")]
    let given = std::env::var("STOA_BENCH_QUESTIONS").ok();
    given.map_or(Ok(QUESTIONS), |given| given.parse().context("STOA_BENCH_QUESTIONS is a number"))
}

/// Makes the community, and has a fresh process measure a copy of it.
async fn prepare(questions: usize) -> anyhow::Result<()> {
    let begun = Instant::now();
    let file = corpus::file(Path::new(env!("CARGO_TARGET_TMPDIR")), questions).await?;
    let (members, answers) = (corpus::members(questions), questions * corpus::ANSWERS);
    let size = std::fs::metadata(&file)?.len() >> 20;
    println!("\n{members} members, {questions} questions, {answers} answers, on SQLite ({size} MB)");
    if begun.elapsed() > Duration::from_secs(1) {
        println!("  (written in {}, and kept for the next time)", told(begun.elapsed()));
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let copy: PathBuf = folder.path().join("stoa.db");
    std::fs::copy(&file, &copy)?;
    let status = Command::new(std::env::current_exe()?).arg(MEASURE).arg(&copy).status()?;
    anyhow::ensure!(status.success(), "measuring failed");
    Ok(())
}

async fn measure(file: &Path) -> anyhow::Result<()> {
    let before = Memory::now()?;
    let begun = Instant::now();
    let db = Db::open(&Options::Sqlite(file.to_owned())).await?;
    db.migrate().await?;
    let opened = begun.elapsed();
    let key = QueueKey::from_file_or_new(&file.with_extension("key"))?;
    let clock = Arc::new(FrozenClock::at(MONDAY_NINE));
    let setup = Setup { db, key, clock, seed: [7; 32], settings: Settings::default(), vault: None };
    let adapter: Arc<dyn Adapter> = Arc::new(Paper::new("paper"));
    let started = Instant::now();
    let engine = Engine::start(setup, vec![adapter]).await?;
    let started = started.elapsed();
    let after = Memory::now()?;
    println!(
        "  memory: {} MB in use once ready, {} MB at most before; {} MB when the process began",
        after.resident, after.peak, before.resident
    );
    // The only way to tell its share: once more. By now the file is in the system's cache, as it was before.
    let again = Instant::now();
    engine.load_index().await?;
    let loaded = again.elapsed().min(started);
    println!(
        "  ready after {}: {} open and migrate, {} load the index, {} the rest",
        told(opened + started),
        told(opened),
        told(loaded),
        told(started.saturating_sub(loaded))
    );
    ask(&engine);
    engine.db().close().await;
    Ok(())
}

/// Searches and ranks, with questions of two sentences.
fn ask(engine: &Engine) {
    let mut writer = Writer::new(2);
    let (mut searches, mut rankings) = (Vec::new(), Vec::new());
    let load = |_: PersonId| 0;
    for number in 0..TIMES {
        let (text, topics) = (writer.write(24), [format!("topic{number}")]);
        let query = Query { text: &text, topics: &topics, except: None };
        let begun = Instant::now();
        let found = engine.knowledge(|knowledge| knowledge.search(&query, 10).len());
        searches.push(begun.elapsed());
        let asking = Asking { asker: None, at: MONDAY_NINE, load: &load, response: &|_| Response::default() };
        let begun = Instant::now();
        let ranked = engine.knowledge(|knowledge| knowledge.experts(&query, &asking, 60).len());
        rankings.push(begun.elapsed());
        assert!(found > 0 && ranked > 0, "a question of common words is like others");
    }
    for (what, mut spans) in [("a search", searches), ("a ranking", rankings)] {
        spans.sort();
        let (median, worst) = (spans[TIMES / 2], spans[TIMES - 1]);
        println!("  {what} among them: {} (median of {TIMES}), {} at most", told(median), told(worst));
    }
}

/// What the system says that this process takes, in MB.
struct Memory {
    resident: u64,
    peak: u64,
}

impl Memory {
    fn now() -> anyhow::Result<Self> {
        let status =
            std::fs::read_to_string("/proc/self/status").context("memory is only measured on Linux")?;
        let of = |name: &str| {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .context("a line of /proc/self/status")?;
            let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
            anyhow::Ok(kilobytes.div_ceil(1024))
        };
        Ok(Self { resident: of("VmRSS:")?, peak: of("VmHWM:")? })
    }
}

fn told(span: Duration) -> String {
    if span < Duration::from_secs(1) {
        format!("{:.1} ms", span.as_secs_f64() * 1e3)
    } else {
        format!("{:.1} s", span.as_secs_f64())
    }
}
