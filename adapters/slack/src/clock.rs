//! Time as an input: whoever wires the adapter in hands it a clock.

use async_trait::async_trait;
use std::future::Future;
use std::time::Duration;
use stoa_chat::Timestamp;

/// Tells the time and waits for it to pass.
#[async_trait]
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Returns when `span` has passed on this clock.
    async fn wait(&self, span: Duration);
}

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
