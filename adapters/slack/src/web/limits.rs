//! Slack's rate limits, kept before Slack has to remind us.
//!
//! Each method has a bucket of its own that fills at the speed of its tier, and `chat.postMessage` another for each
//! place. When a bucket is empty, or Slack said `Retry-After`, the caller is told how long to wait and does nothing:
//! the core waits, so that one slow method or place holds no other up.

use super::method::Method;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stoa_chat::Timestamp;

/// How many messages a place takes at once before it takes one a second.
const BURST: f64 = 3.0;
/// A method takes a part of its minute at once.
const METHOD_BURST: f64 = 0.2;
/// When so many buckets are known, those that are full again are forgotten.
const MANY: usize = 4_096;

/// Which bucket: a method's, or a method's in one place.
type Key = (&'static str, String);

/// All buckets.
#[derive(Debug, Default)]
pub struct Limits(Mutex<HashMap<Key, Bucket>>);

#[derive(Debug)]
struct Bucket {
    /// Calls that may be made now.
    tokens: f64,
    /// How many there may be at most.
    most: f64,
    /// How many come in a second.
    per_second: f64,
    /// When `tokens` was right.
    at: Timestamp,
    /// Slack wants nothing before this.
    blocked_until: Timestamp,
}

impl Limits {
    /// Takes one call of `method` in `place`, or says how long to wait.
    pub fn take(&self, method: &Method, place: &str, now: Timestamp) -> Result<(), Duration> {
        let mut buckets = self.buckets();
        if buckets.len() > MANY {
            buckets.retain(|_, bucket| !bucket.is_idle(now));
        }
        let keys = keys(method, place);
        let wait =
            keys.iter().map(|key| bucket(&mut buckets, key, method, now).wait(now)).max().unwrap_or_default();
        if !wait.is_zero() {
            return Err(wait);
        }
        for key in &keys {
            bucket(&mut buckets, key, method, now).tokens -= 1.0;
        }
        Ok(())
    }

    /// Slack wants no call of `method` in `place` before `wait` has passed.
    pub fn block(&self, method: &Method, place: &str, wait: Duration, now: Timestamp) {
        let mut buckets = self.buckets();
        // The limit of a place is reached long before that of the method, and must not hold up other places.
        if let Some(key) = keys(method, place).last() {
            let bucket = bucket(&mut buckets, key, method, now);
            bucket.blocked_until = bucket.blocked_until.max(now + wait);
            bucket.tokens = bucket.tokens.min(1.0);
        }
    }

    fn buckets(&self) -> MutexGuard<'_, HashMap<Key, Bucket>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The buckets of a call, the narrowest last.
fn keys(method: &Method, place: &str) -> Vec<Key> {
    let whole = (method.name, String::new());
    if method.per_place && !place.is_empty() {
        vec![whole, (method.name, place.to_owned())]
    } else {
        vec![whole]
    }
}

fn bucket<'a>(
    buckets: &'a mut HashMap<Key, Bucket>,
    key: &Key,
    method: &Method,
    now: Timestamp,
) -> &'a mut Bucket {
    buckets.entry(key.clone()).or_insert_with(|| {
        let per_minute = f64::from(method.per_minute);
        let (most, per_second) = if key.1.is_empty() {
            ((per_minute * METHOD_BURST).max(2.0), per_minute / 60.0)
        } else {
            (BURST, 1.0)
        };
        Bucket { tokens: most, most, per_second, at: now, blocked_until: Timestamp::from_millis(i64::MIN) }
    })
}

impl Bucket {
    /// How long until a call may be made; zero if it may be made now.
    fn wait(&mut self, now: Timestamp) -> Duration {
        self.tokens = (self.tokens + now.since(self.at).as_secs_f64() * self.per_second).min(self.most);
        self.at = now;
        let missing = (1.0 - self.tokens).max(0.0);
        // A moment later than exact: otherwise the rounding of milliseconds makes a caller come too early.
        let filled = if missing > 0.0 {
            Duration::from_secs_f64(missing / self.per_second) + Duration::from_millis(1)
        } else {
            Duration::ZERO
        };
        self.blocked_until.since(now).max(filled)
    }

    fn is_idle(&mut self, now: Timestamp) -> bool {
        self.wait(now).is_zero() && self.tokens >= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::super::method::{CHAT_POST, CHAT_UPDATE, CONVERSATIONS_HISTORY};
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    #[test]
    fn a_place_takes_one_message_a_second_after_a_burst() {
        let limits = Limits::default();
        let (mut now, mut sent) = (START, Vec::new());
        while sent.len() < 40 {
            match limits.take(&CHAT_POST, "C1", now) {
                Ok(()) => sent.push(now),
                Err(wait) => now = now + wait,
            }
        }
        let took = sent[39].since(sent[0]);
        assert!((Duration::from_secs(36)..Duration::from_secs(39)).contains(&took), "{took:?}");
        assert_eq!(limits.take(&CHAT_POST, "C2", now), Ok(()), "another place is not held up");
        assert_eq!(limits.take(&CHAT_UPDATE, "C1", now), Ok(()), "nor another method");
    }

    #[test]
    fn retry_after_holds_for_its_place_and_not_a_moment_less() {
        let limits = Limits::default();
        limits.block(&CHAT_POST, "C1", Duration::from_secs(30), START);
        assert_eq!(limits.take(&CHAT_POST, "C1", START), Err(Duration::from_secs(30)));
        assert_eq!(limits.take(&CHAT_POST, "C2", START), Ok(()));
        let early = START + Duration::from_millis(29_999);
        assert_eq!(limits.take(&CHAT_POST, "C1", early), Err(Duration::from_millis(1)));
        assert_eq!(limits.take(&CHAT_POST, "C1", START + Duration::from_secs(30)), Ok(()));
        limits.block(&CONVERSATIONS_HISTORY, "C1", Duration::from_secs(10), START);
        assert_eq!(limits.take(&CONVERSATIONS_HISTORY, "C2", START), Err(Duration::from_secs(10)));
    }

    #[test]
    fn a_tier_is_never_exceeded_in_any_minute() {
        let limits = Limits::default();
        let (mut now, mut sent) = (START, Vec::new());
        while sent.len() < 200 {
            match limits.take(&CONVERSATIONS_HISTORY, "", now) {
                Ok(()) => sent.push(now),
                Err(wait) => now = now + wait,
            }
        }
        for (at, first) in sent.iter().enumerate() {
            let within =
                sent[at..].iter().filter(|later| later.since(*first) < Duration::from_mins(1)).count();
            assert!(within <= 61, "{within} calls in a minute");
        }
    }

    #[test]
    fn places_that_nobody_writes_to_are_forgotten() {
        let limits = Limits::default();
        for place in 0..10_000_i64 {
            let now = START + Duration::from_secs(u64::try_from(place).unwrap());
            limits.take(&CHAT_POST, &format!("C{place}"), now).unwrap();
        }
        assert!(limits.buckets().len() <= MANY + 2);
    }
}
