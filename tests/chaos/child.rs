//! The process that is killed: an engine on the database and the network that it is told of, with the real clock.

use crate::network::{self, JournalAdapter};
use crate::plans::{self, MODERATOR};
use anyhow::Context as _;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use stoa::database::{Db, Options};
use stoa::engine::{Engine, QueueKey, Setup, SystemClock};
use stoa::places::Stage;
use stoa::settings::{Settings, Span};
use stoa::vault::Vault;
use stoa_chat::Adapter;
use tokio_util::sync::CancellationToken;

/// The first argument of a child.
const CHILD: &str = "--be-killed";

/// The file in which the jobs that have run are written down.
const JOBS: &str = "jobs";

/// How long what a child has in hand belongs to it.
pub const LEASE: Span = Span::seconds(1);

/// What a child is told.
#[derive(Clone, Debug)]
pub struct Orders {
    /// The folder of the network and of the queue key.
    pub folder: PathBuf,
    /// A path for SQLite, a URL for PostgreSQL.
    pub database: String,
    /// Where this life's chance comes from.
    pub seed: u64,
}

impl Orders {
    /// Reads the arguments of this process; `None` if it is no child.
    pub fn read(arguments: &[String]) -> anyhow::Result<Option<Self>> {
        let [first, folder, database, seed] = arguments else { return Ok(None) };
        if first != CHILD {
            return Ok(None);
        }
        Ok(Some(Self { folder: folder.into(), database: database.clone(), seed: seed.parse()? }))
    }

    /// The file by which a child says that it is up.
    fn ready(&self) -> PathBuf {
        self.folder.join(format!("ready-{}", self.seed))
    }

    fn options(&self) -> Options {
        if self.database.starts_with("postgres:") {
            Options::Postgres { url: self.database.clone(), password: None, connections: 10 }
        } else {
            Options::Sqlite(self.database.clone().into())
        }
    }
}

/// A life: it ends by being killed, or with the parent.
pub async fn live(orders: &Orders) -> anyhow::Result<()> {
    std::thread::spawn(|| {
        // The parent holds the other end. It never writes; when it is gone, so are we.
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(1);
    });
    write_down_jobs(&orders.folder)?;
    let db = Db::open(&orders.options()).await?;
    let vault = Vault::make_believe(&orders.folder).await?;
    let key = QueueKey::from_file_or_new(&orders.folder.join("queue.key"))?;
    let setup = Setup {
        db,
        key,
        clock: Arc::new(SystemClock::default()),
        seed: [7; 32],
        settings: settings(),
        vault: Some(vault),
    };
    let adapter: Arc<dyn Adapter> = Arc::new(JournalAdapter::new(&orders.folder, orders.seed));
    let engine = Engine::start(setup, vec![adapter]).await?;
    std::fs::write(orders.ready(), "")?;
    engine.run(CancellationToken::new()).await
}

/// Writes every job that has run into a file, from which the parent sees whether each kind of work was met by death.
fn write_down_jobs(folder: &Path) -> anyhow::Result<()> {
    let file = std::fs::OpenOptions::new().create(true).append(true).open(folder.join(JOBS))?;
    let lines = tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::DEBUG);
    lines.json().flatten_event(true).with_writer(std::sync::Mutex::new(file)).init();
    Ok(())
}

/// Every pair of a feature and a kind of work that has run, in a child or another.
pub fn jobs_run(folder: &Path) -> anyhow::Result<BTreeSet<(String, String)>> {
    let lines = std::fs::read_to_string(folder.join(JOBS))?;
    // A line that death has cut off says nothing.
    let lines = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let pair = |line: serde_json::Value| {
        Some((line.get("feature")?.as_str()?.to_owned(), line.get("kind")?.as_str()?.to_owned()))
    };
    Ok(lines.filter_map(pair).collect())
}

/// Quick leases and retries, so that much happens between two deaths; nobody sleeps and nobody tires of being
/// asked, so that every question makes many messages; jobs fall due within seconds; points know no limits.
fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.engine.lease = LEASE;
    settings.engine.unknown_wait = Span::seconds(0);
    settings.engine.searches = 1_000;
    settings.people.hours = "Mon-Sun 0-24".into();
    settings.people.interruptions_a_day = 1_000_000;
    settings.questions.asks_a_week = 1_000_000;
    settings.questions.silences = 1_000_000;
    settings.people.admins = vec![format!("{}/{MODERATOR}", network::NAME)];
    settings.launch.places = plans::places().map(|place| format!("{}/{place}", network::NAME)).collect();
    settings.launch.stage = Stage::All;
    settings.questions.draft_wait = Span::seconds(1);
    settings.questions.second_after = Span::seconds(1);
    settings.questions.hand_back_after = Span::seconds(1);
    settings.anonymous.acts_a_day = 1_000_000;
    settings.anonymous.later_from = Span::seconds(1);
    settings.anonymous.later_until = Span::seconds(2);
    settings.recognition.accepted_answers_a_day = 1_000_000;
    settings.recognition.resolved_a_day = 1_000_000;
    settings.recognition.repeat_percent = vec![100];
    settings
}

/// A running child; dropped, it is killed.
#[derive(Debug)]
pub struct Life {
    process: Child,
    ready: PathBuf,
}

impl Life {
    /// Starts a child.
    pub fn begin(orders: &Orders) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("this program's own file")?;
        let process = Command::new(program)
            .args([Path::new(CHILD), &orders.folder])
            .args([&orders.database, &orders.seed.to_string()])
            .stdin(Stdio::piped())
            .spawn()
            .context("a child process")?;
        Ok(Self { process, ready: orders.ready() })
    }

    /// Whether it works; it must not have ended by itself.
    pub fn is_ready(&mut self) -> anyhow::Result<bool> {
        if let Some(status) = self.process.try_wait()? {
            anyhow::bail!("Stoa ended by itself: {status}; see above");
        }
        Ok(self.ready.exists())
    }

    /// Kills it with SIGKILL: it does nothing more, not even tidy up.
    pub fn end(mut self) -> anyhow::Result<()> {
        self.is_ready()?;
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        // It is dead already if all went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
