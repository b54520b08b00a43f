//! Socket Mode: Slack tells us what happens over sockets that we open, so nothing has to be reachable from outside.
//!
//! Two connections are kept open. Slack sends each envelope over one of them and closes each every few hours: the next
//! one is opened before the old one is left. What was not acknowledged on a connection that broke comes again.

mod backoff;
mod connection;
mod slot;

use crate::hear::Ear;
use crate::web::Web;
use backoff::Backoff;
use rustls::ClientConfig;
use std::sync::Arc;
use stoa_chat::ListenError;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use backoff::Chance;

/// How many connections are kept open: one may break without anything being late.
const CONNECTIONS: u64 = 2;

/// All that connections are opened with.
pub struct Line {
    pub ear: Arc<Ear>,
    /// The API, with the app-level token.
    pub app: Web,
    pub tls: Arc<ClientConfig>,
    /// Whether a connection without encryption will do: only on this machine.
    pub in_clear: bool,
}

/// Listens until `stop` is cancelled.
///
/// # Errors
/// When Slack does not accept our tokens, or Socket Mode is off.
pub async fn listen(line: Line, seed: u64, stop: CancellationToken) -> Result<(), ListenError> {
    let line = Arc::new(line);
    let mut slots = JoinSet::new();
    for number in 0..CONNECTIONS {
        let backoff = Backoff::new(seed.wrapping_add(number));
        slots.spawn(slot::keep_open(Arc::clone(&line), backoff, stop.clone()));
    }
    let mut ended = Ok(());
    while let Some(slot) = slots.join_next().await {
        let slot =
            slot.unwrap_or_else(|error| Err(ListenError::Broken(format!("a connection panicked: {error}"))));
        if slot.is_err() && ended.is_ok() {
            ended = slot;
            slots.abort_all();
        }
    }
    ended
}
