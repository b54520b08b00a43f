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
use stoa::settings::Settings;
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
    let loaded = options.settings()?;
    let bare = loaded.is_bare();
    let mut settings = loaded.settings;
    if !settings.database.is_postgres() {
        // Asked before anything is made: a start that cannot succeed leaves nothing behind.
        Lock::refuse_if_held(&options.data)?;
    }
    let adapters = networks.adapters(&settings, &options.data)?;
    if adapters.is_empty() {
        if !(bare && io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return Err(Misuse(NO_NETWORK.to_owned()).into());
        }
        "warn".clone_into(&mut settings.log.filter);
        telemetry::start(&settings.log, networks.discretion())?;
        return town::at_home(options, networks, settings).await;
    }
    telemetry::start(&settings.log, networks.discretion())?;
    let stop = stop_asked()?;
    let listener = listen(&settings).await?;
    serve(settings, &options.data, adapters, listener, stop).await
}

/// Works on `adapters` until `stop` completes, then ends the work at hand.
async fn serve(
    settings: Settings,
    data: &Path,
    adapters: Vec<Arc<dyn Adapter>>,
    listener: Option<TcpListener>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let Store { db, key, vault, lock: _lock } = Store::open(&settings, data).await?;
    let clock = Arc::new(SystemClock::default());
    let setup = Setup { db, key, clock, seed: store::random_seed()?, settings, vault };
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
    let listener =
        listener.with_context(|| format!("server.listen: cannot listen on {address}; choose another"))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::testing::Paper;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    /// What a page says; an open listener keeps us waiting until the server is there.
    async fn page(address: std::net::SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: stoa\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn it_works_until_told_to_stop_and_nobody_else_does_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let paper: Arc<dyn Adapter> = Arc::new(Paper::new("paper"));
        let (stop, stopped) = oneshot::channel::<()>();
        let working = {
            let (data, paper) = (data.clone(), paper.clone());
            let stopped = async { drop(stopped.await) };
            tokio::spawn(async move {
                serve(Settings::default(), &data, vec![paper], Some(listener), stopped).await
            })
        };
        assert!(page(address, "/readyz").await.ends_with("ready\n"));
        let second = serve(Settings::default(), &data, vec![paper], None, std::future::pending());
        let refused = second.await.unwrap_err().to_string();
        assert!(refused.contains("another Stoa (process"), "{refused}");
        stop.send(()).unwrap();
        working.await.unwrap().unwrap();
        assert!(data.join("queue.key").exists());
        assert_eq!(Lock::held(&data).unwrap(), None);
    }

    #[tokio::test]
    async fn a_taken_address_is_told_before_anything_is_made() {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut settings = Settings::default();
        settings.server.listen = Some(taken.local_addr().unwrap());
        let refused = listen(&settings).await.unwrap_err().to_string();
        assert!(refused.contains("server.listen: cannot listen on 127.0.0.1:"), "{refused}");
    }
}
