//! Limits of time for whatever waits for Slack.

use std::future::Future;
use std::time::Duration;
use stoa_chat::Clock;

/// What `work` gives, unless `limit` passes first.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Duration,
    work: impl Future<Output = T>,
) -> Option<T> {
    tokio::select! {
        biased;
        done = work => Some(done),
        () = clock.wait(limit) => None,
    }
}
