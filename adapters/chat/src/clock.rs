//! Time as an input: whoever needs it is handed a clock, and tests hand over one that they move.

use crate::Timestamp;
use async_trait::async_trait;
use std::time::Duration;

/// Tells the time and waits for it to pass.
#[async_trait]
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Returns when `span` has passed on this clock.
    async fn wait(&self, span: Duration);
}
