//! A whole Stoa on Slack's Events API, for `benches/slack_load`: pointed at a make-believe Slack, on a free port.
//!
//! `slack_intake all FOLDER API WORKSPACE BOT_TOKEN SIGNING_SECRET` works in FOLDER on SQLite, as `stoa run` does, and
//! prints the address that it listens on; with `inbox` instead of `all` it takes events in, and applies none of them.
//! The program itself would only ever talk to Slack's own address.

use anyhow::Context as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use stoa::database::{Db, Options};
use stoa::engine::{Engine, QueueKey, Setup, SystemClock};
use stoa::features;
use stoa::settings::Settings;
use stoa::telemetry::{self, Discretion};
use stoa_chat::Adapter;
use stoa_slack::{CommandNames, MUTED, NAMES, SlackAdapter, SlackConfig, Transport};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder, api, workspace, bot_token, signing_secret] = arguments.as_slice() else {
        anyhow::bail!("slack_intake all|inbox FOLDER API WORKSPACE BOT_TOKEN SIGNING_SECRET");
    };
    let transport = Transport::Http {
        listen: ([127, 0, 0, 1], 0).into(),
        signing_secret: signing_secret.as_str().into(),
    };
    let config = SlackConfig {
        workspace: workspace.clone(),
        bot_token: bot_token.as_str().into(),
        transport,
        api: api.clone(),
        commands: CommandNames::default(),
        verbs: features::verbs(),
    };
    work(Path::new(folder), config, what == "all").await
}

/// Works until it is killed; applies what it takes in only if `all` is to be done.
async fn work(folder: &Path, config: SlackConfig, all: bool) -> anyhow::Result<()> {
    let settings = Settings::default();
    telemetry::start(&settings.log, Discretion { muted: MUTED, names: NAMES })?;
    let db = Db::open(&Options::Sqlite(folder.join("stoa.db"))).await?;
    db.migrate().await?;
    let key = QueueKey::from_file_or_new(&folder.join("queue.key"))?;
    let setup =
        Setup { db, key, clock: Arc::new(SystemClock::default()), seed: [7; 32], settings, vault: None };
    let adapter = Arc::new(SlackAdapter::new(config, Arc::new(SystemClock::default()), 7)?);
    let engine = Engine::start(setup, vec![Arc::clone(&adapter) as Arc<dyn Adapter>]).await?;
    let told = async {
        let address = adapter.address().await.context("it never listened")?;
        writeln!(std::io::stdout(), "http://{address}/slack/events")?;
        anyhow::Ok(())
    };
    let stop = CancellationToken::new();
    let worked =
        async { if all { engine.run(stop).await } else { Ok(adapter.listen(engine.clone(), stop).await?) } };
    let (worked, told) = tokio::join!(worked, told);
    worked.and(told)
}
