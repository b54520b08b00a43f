//! The pages for machines: `/healthz` (the process lives), `/readyz` (it can work) and `/metrics`.
//!
//! They ask for no password, so they are off until an address is configured, and that address should be loopback.

use anyhow::Context as _;
use async_trait::async_trait;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;

/// How long a page waits for the database: shorter than a load balancer would.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long open connections may take to finish after the stop; the whole process has ten seconds.
const FAREWELL: Duration = Duration::from_secs(5);

/// How often the samples of histograms are put into their buckets, should nobody read `/metrics`.
const UPKEEP: Duration = Duration::from_secs(5);

/// Whether the process can work at this moment.
#[async_trait]
pub trait Readiness: Send + Sync {
    /// Asks what the work depends on: that the database answers. What waits is counted on the way.
    ///
    /// # Errors
    /// What is missing, in words for an operator and without secrets.
    async fn ready(&self) -> Result<(), String>;
}

/// What the pages show.
#[derive(Clone)]
pub struct Pages {
    /// Asked by `/readyz`, and by `/metrics` for how much waits.
    pub readiness: Arc<dyn Readiness>,
    /// Read by `/metrics`; from [`record_metrics`](crate::telemetry::record_metrics).
    pub metrics: PrometheusHandle,
}

/// The three pages.
pub fn router(pages: Pages) -> Router {
    Router::new()
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .with_state(pages)
}

/// Asks, but does not wait for ever.
async fn ready(pages: &Pages) -> Result<(), String> {
    let answer = timeout(PATIENCE, pages.readiness.ready()).await;
    answer.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
}

async fn readyz(State(pages): State<Pages>) -> (StatusCode, String) {
    match ready(&pages).await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")),
    }
}

async fn metrics(State(pages): State<Pages>) -> impl IntoResponse {
    // What waits is counted now. Without the database the numbers stay what they were, and `/readyz` says why.
    let _ = ready(&pages).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], pages.metrics.render())
}

/// Serves the pages until `stop` is cancelled, and then lets open requests finish for a few seconds.
///
/// # Errors
/// When the listener is broken.
pub async fn serve(listener: TcpListener, pages: Pages, stop: CancellationToken) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the listener has no address")?;
    tracing::info!(%address, "serving /healthz, /readyz and /metrics");
    if let Some(warning) = exposure(address) {
        tracing::warn!("{warning}");
    }
    let metrics = pages.metrics.clone();
    let served = axum::serve(listener, router(pages)).with_graceful_shutdown(stop.clone().cancelled_owned());
    tokio::select! {
        ended = served.into_future() => ended.context("the pages for machines stopped"),
        () = farewell(&stop) => {
            tracing::warn!("a connection did not close in time and was dropped");
            Ok(())
        }
        () = upkeep(&metrics) => Ok(()),
    }
}

/// Ends a while after the stop.
async fn farewell(stop: &CancellationToken) {
    stop.cancelled().await;
    // Nothing ever comes; only the patience ends.
    let _ = timeout(FAREWELL, std::future::pending::<()>()).await;
}

/// Never ends.
async fn upkeep(metrics: &PrometheusHandle) {
    let mut ticks = interval(UPKEEP);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        metrics.run_upkeep();
    }
}

/// A warning, if machines other than this one may be able to reach the address.
fn exposure(address: SocketAddr) -> Option<String> {
    let open = !address.ip().to_canonical().is_loopback();
    open.then(|| {
        format!(
            "server.listen is {address}, which other machines may reach: the pages ask for no password. \
             Use 127.0.0.1, or let a firewall admit only your monitoring"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use metrics_exporter_prometheus::PrometheusBuilder;
    use std::future::pending;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::task::JoinHandle;

    /// A database that answers, does not, or hangs.
    #[derive(Clone, Copy)]
    enum Database {
        Answers,
        Refuses,
        Hangs,
    }

    #[async_trait]
    impl Readiness for Database {
        async fn ready(&self) -> Result<(), String> {
            match self {
                Self::Answers => Ok(()),
                Self::Refuses => Err("the database does not answer".to_owned()),
                Self::Hangs => pending().await,
            }
        }
    }

    struct Served {
        address: SocketAddr,
        stop: CancellationToken,
        task: JoinHandle<anyhow::Result<()>>,
    }

    /// A database that tells when it is asked, and answers when it is told to.
    #[derive(Clone, Default)]
    struct SlowDatabase {
        asked: CancellationToken,
        answer: CancellationToken,
    }

    #[async_trait]
    impl Readiness for SlowDatabase {
        async fn ready(&self) -> Result<(), String> {
            self.asked.cancel();
            self.answer.cancelled().await;
            Ok(())
        }
    }

    async fn served(database: impl Readiness + 'static) -> Served {
        let recorder = PrometheusBuilder::new().build_recorder();
        metrics::with_local_recorder(&recorder, || metrics::counter!("stoa_tests_total").increment(7));
        let pages = Pages { readiness: Arc::new(database), metrics: recorder.handle() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let task = tokio::spawn(serve(listener, pages, stop.clone()));
        Served { address, stop, task }
    }

    async fn get_page(address: SocketAddr, path: &str) -> String {
        let mut connection = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: stoa\r\nConnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn the_pages_say_how_the_process_does() {
        let Served { address, stop, task } = served(Database::Answers).await;
        for (path, begin, end) in [
            ("/healthz", "HTTP/1.1 200", "\r\n\r\nalive\n"),
            ("/readyz", "HTTP/1.1 200", "\r\n\r\nready\n"),
            ("/metrics", "HTTP/1.1 200", "stoa_tests_total 7\n\n"),
            ("/", "HTTP/1.1 404", "\r\n\r\n"),
        ] {
            let answer = get_page(address, path).await;
            assert!(answer.starts_with(begin) && answer.ends_with(end), "{path}: {answer}");
        }
        assert!(get_page(address, "/metrics").await.contains("content-type: text/plain; version=0.0.4"));
        stop.cancel();
        task.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_process_without_its_database_lives_but_is_not_ready() {
        let Served { address, .. } = served(Database::Refuses).await;
        assert!(get_page(address, "/healthz").await.starts_with("HTTP/1.1 200"));
        let answer = get_page(address, "/readyz").await;
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(answer.ends_with("not ready: the database does not answer\n"), "{answer}");
    }

    #[tokio::test]
    async fn a_database_that_hangs_is_not_waited_for() {
        let answer = get_page(served(Database::Hangs).await.address, "/readyz").await;
        assert!(answer.ends_with("not ready: no answer within 2 s\n"), "{answer}");
    }

    #[tokio::test]
    async fn what_waits_is_counted_when_the_numbers_are_read() {
        let database = SlowDatabase::default();
        database.answer.cancel();
        let Served { address, .. } = served(database.clone()).await;
        assert!(!database.asked.is_cancelled());
        assert!(get_page(address, "/metrics").await.starts_with("HTTP/1.1 200"));
        assert!(database.asked.is_cancelled());
        let answer = get_page(served(Database::Refuses).await.address, "/metrics").await;
        assert!(answer.ends_with("stoa_tests_total 7\n\n"), "{answer}");
    }

    #[tokio::test]
    async fn a_request_that_is_under_way_is_answered_after_the_stop() {
        let database = SlowDatabase::default();
        let Served { address, stop, task } = served(database.clone()).await;
        let request = tokio::spawn(async move { get_page(address, "/readyz").await });
        database.asked.cancelled().await;
        stop.cancel();
        database.answer.cancel();
        assert!(request.await.unwrap().starts_with("HTTP/1.1 200"));
        task.await.unwrap().unwrap();
    }

    #[test]
    fn only_an_address_that_others_reach_is_warned_about() {
        for safe in ["127.0.0.1:9100", "[::1]:9100", "[::ffff:127.0.0.1]:9100"] {
            assert_eq!(exposure(safe.parse().unwrap()), None);
        }
        for open in ["0.0.0.0:9100", "[::]:9100", "192.0.2.7:9100"] {
            assert!(exposure(open.parse().unwrap()).unwrap().contains(open));
        }
    }
}
