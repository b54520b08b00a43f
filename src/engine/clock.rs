//! Time as an input: the only module that looks at the system's clock.

use async_trait::async_trait;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use stoa_chat::{Clock, Timestamp};
use tokio::sync::Notify;

/// The machine's clock. It never runs backwards within a process, even if the machine's is set back: a job
/// that was due stays due.
#[derive(Debug, Default)]
pub struct SystemClock {
    latest: Mutex<Option<Timestamp>>,
}

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else must use")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = Timestamp::from_millis(0) + now;
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let now = latest.map_or(now, |latest| latest.max(now));
        *latest = Some(now);
        now
    }

    async fn wait(&self, span: Duration) {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else must use")]
        tokio::time::sleep(span).await;
    }
}

/// A clock that moves only when it is told to: for tests, transcripts and the town.
#[derive(Debug)]
pub struct FrozenClock {
    now: Mutex<Timestamp>,
    moved: Notify,
}

impl FrozenClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self { now: Mutex::new(now), moved: Notify::new() }
    }

    /// Puts the clock to `moment`, earlier or later.
    pub fn set(&self, moment: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = moment;
        self.moved.notify_waiters();
    }
}

#[async_trait]
impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn wait(&self, span: Duration) {
        let until = self.now() + span;
        loop {
            let moved = self.moved.notified();
            if self.now() >= until {
                return;
            }
            moved.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_clock_never_runs_backwards() {
        let clock = SystemClock::default();
        let far = Timestamp::from_millis(i64::MAX / 2);
        *clock.latest.lock().unwrap() = Some(far);
        assert_eq!(clock.now(), far);
    }
}
