//! How often a piece of work is tried when the database is in the way.

use crate::database::{Trouble, trouble};
use crate::engine::Clock;
use std::time::Duration;

/// How often work that met other work is run again.
const RERUNS: u32 = 20;
/// How often work waits for a database that is away: together about 30 seconds.
const WAITS: u32 = 8;
/// The first such wait; each is twice as long as the one before, up to the longest.
const SHORTEST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// Attempts something until it succeeds, or until there is no hope.
///
/// # Errors
/// The last failure, with what to do about it.
pub(super) async fn persistently<T>(
    clock: &dyn Clock,
    attempt: impl AsyncFn() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let (mut met, mut away) = (0, 0);
    loop {
        let error = match attempt().await {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let Some(trouble) = trouble(&error) else { return Err(error) };
        match trouble {
            Trouble::Conflict if met < RERUNS => met += 1,
            Trouble::Away if away < WAITS => {
                clock.wait(LONGEST_WAIT.min(SHORTEST_WAIT * 2_u32.pow(away))).await;
                away += 1;
            }
            _ => return Err(error.context(trouble.advice())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_trait::async_trait;
    use std::cell::Cell;
    use std::sync::Mutex;
    use stoa_chat::Timestamp;

    /// A clock on which waiting takes no time.
    #[derive(Debug, Default)]
    struct Impatient(Mutex<Duration>);

    #[async_trait]
    impl Clock for Impatient {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(0)
        }

        async fn wait(&self, span: Duration) {
            *self.0.lock().unwrap() += span;
        }
    }

    async fn fails(times: u32, error: fn() -> anyhow::Error) -> (anyhow::Result<u32>, Duration) {
        let (clock, tries) = (Impatient::default(), Cell::new(0));
        let attempt = async || {
            tries.set(tries.get() + 1);
            if tries.get() > times { Ok(tries.get()) } else { Err(error()) }
        };
        let result = persistently(&clock, attempt).await;
        let waited = *clock.0.lock().unwrap();
        (result, waited)
    }

    #[tokio::test]
    async fn a_database_that_comes_back_is_waited_for() {
        let away = || anyhow::Error::from(sqlx::Error::PoolTimedOut);
        let (result, waited) = fails(3, away).await;
        assert_eq!((result.unwrap(), waited), (4, Duration::from_millis(1_750)));
        let (result, waited) = fails(u32::MAX, away).await;
        assert!(result.unwrap_err().to_string().contains("does not answer"));
        assert!(waited > Duration::from_secs(20) && waited < Duration::from_secs(40));
    }

    #[tokio::test]
    async fn what_waiting_does_not_mend_fails_at_once() {
        let (result, waited) = fails(1, || anyhow::anyhow!("a bug")).await;
        assert_eq!((result.unwrap_err().to_string().as_str(), waited), ("a bug", Duration::ZERO));
    }
}
