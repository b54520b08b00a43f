//! The everyday work: listen on the configured networks until told to stop.

use super::arguments::Options;
use super::failure::Misuse;
use super::lock::Lock;
use super::networks::Networks;
use super::signals::stop_asked;
use super::store::{self, Store};
use super::town;
use anyhow::Context as _;
use std::future::Future;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use stoa::engine::{Engine, Setup, SystemClock};
use stoa::server::{self, Pages};
use stoa::settings::{Loaded, Settings};
use stoa::telemetry;
use stoa_chat::Adapter;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const NO_NETWORK: &str = "\
no network is configured, so there is nobody to talk to. Write the settings of one into stoa.toml in the data \
directory, or into the file that --config names (`stoa check` says what is read; config/stoa.toml shows every key). To \
try Stoa without a network, run `stoa demo`.";

/// Works until told to stop. With nothing configured at all and somebody at the keyboard, opens the town.
///
/// # Errors
/// When something is configured wrongly, and when the work cannot begin or go on.
pub async fn run(options: &Options, networks: &dyn Networks) -> anyhow::Result<()> {
    let Loaded { settings, .. } = &options.settings()?;
    let bare = options.settings()?.is_bare();
    if !settings.database.is_postgres() {
        // Asked before anything is made: a start that cannot succeed leaves nothing behind.
        Lock::refuse_if_held(&options.data)?;
    }
    let adapters = networks.adapters(settings)?;
    let mut settings = settings.clone();
    if adapters.is_empty() {
        if !(bare && io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return Err(Misuse(NO_NETWORK.to_owned()).into());
        }
        "warn".clone_into(&mut settings.log.filter);
        telemetry::start(&settings.log, networks.muted())?;
        return town::at_home(options, networks, settings).await;
    }
    telemetry::start(&settings.log, networks.muted())?;
    serve(settings, &options.data, adapters, stop_asked()?).await
}

/// Works on `adapters` until `stop` completes, then ends the work at hand.
async fn serve(
    settings: Settings,
    data: &Path,
    adapters: Vec<Arc<dyn Adapter>>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let listener = listen(&settings).await?;
    let Store { db, key, lock: _lock } = Store::open(&settings, data).await?;
    let clock = Arc::new(SystemClock::default());
    let setup = Setup { db, key, clock, seed: store::random_seed(), settings };
    let engine = Engine::start(setup, adapters).await?;
    let token = CancellationToken::new();
    let told = token.clone();
    tokio::spawn(async move {
        stop.await;
        tracing::info!("told to stop: ending the work at hand");
        told.cancel();
    });
    tracing::info!(networks = ?engine.networks(), database = database_of(&engine), "working");
    let pages = serve_pages(listener, &engine, &token);
    let (worked, served) = tokio::join!(engine.run(token.clone()), pages);
    engine.db().close().await;
    worked.and(served)
}

fn database_of(engine: &Engine) -> &'static str {
    if engine.db().is_postgres() { "PostgreSQL" } else { "SQLite" }
}

/// Takes the configured address before anything else is done, since it may be taken already.
async fn listen(settings: &Settings) -> anyhow::Result<Option<TcpListener>> {
    let Some(address) = settings.server.listen else { return Ok(None) };
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("server.listen: cannot listen on {address}; choose another"))?;
    Ok(Some(listener))
}

/// Serves the pages for machines, if that is configured; if they fail, the work ends too and says so.
async fn serve_pages(
    listener: Option<TcpListener>,
    engine: &Arc<Engine>,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let Some(listener) = listener else { return Ok(()) };
    let served = async {
        let pages = Pages { readiness: engine.clone(), metrics: telemetry::record_metrics()? };
        server::serve(listener, pages, stop.clone()).await
    };
    served.await.inspect_err(|_| stop.cancel())
}
