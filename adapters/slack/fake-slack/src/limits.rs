//! How often things may be done, counted on the virtual clock.

use crate::facts::Tier;
use crate::state::SECOND;
use std::collections::BTreeMap;

/// What was done lately, by method or by method and channel.
#[derive(Debug)]
pub struct Limits {
    /// Whether anything is limited.
    pub on: bool,
    /// When each bucket will be empty again.
    empty_at: BTreeMap<String, i64>,
    /// When a caller was told to wait, and until when.
    refused: BTreeMap<String, (i64, i64)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { on: true, empty_at: BTreeMap::new(), refused: BTreeMap::new() }
    }
}

impl Limits {
    /// Counts a call, or gives the seconds to wait for.
    pub fn count(&mut self, bucket: &str, tier: Tier, now: i64) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        let each = 60 * SECOND / i64::from(tier.per_minute());
        let room = each * i64::from(tier.burst());
        let empty_at = self.empty_at.get(bucket).copied().unwrap_or(now).max(now) + each;
        if empty_at - now > room {
            let wait = u64::try_from(empty_at - now - room).unwrap_or(0);
            return Err(wait.div_ceil(1_000_000).max(1));
        }
        self.empty_at.insert(bucket.to_owned(), empty_at);
        Ok(())
    }

    /// Remembers that a caller was told to wait so many seconds.
    pub fn refuse(&mut self, bucket: &str, now: i64, seconds: u64) {
        let wait = i64::try_from(seconds).unwrap_or(i64::MAX / SECOND).saturating_mul(SECOND);
        self.refused.insert(bucket.to_owned(), (now, now.saturating_add(wait)));
    }

    /// Whether a call comes too early after a refusal. Calls at the very moment of the refusal were on their way.
    pub fn is_early(&self, bucket: &str, now: i64) -> bool {
        self.refused.get(bucket).is_some_and(|(at, until)| *at < now && now < *until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_one_a_second() {
        let mut limits = Limits::default();
        let mut passed = |now: i64| limits.count("chat.postMessage C1", Tier::Channel, now);
        for _ in 0..4 {
            assert_eq!(passed(0), Ok(()));
        }
        assert_eq!(passed(0), Err(1));
        assert_eq!(passed(SECOND), Ok(()));
        assert_eq!(passed(SECOND), Err(1));
        assert_eq!(limits.count("chat.postMessage C2", Tier::Channel, 0), Ok(()), "another channel is free");
    }

    #[test]
    fn a_tier_lets_so_many_through_a_minute() {
        let mut limits = Limits::default();
        let passed = (0..200).filter(|_| limits.count("users.list", Tier::Two, 0).is_ok()).count();
        assert_eq!(passed, 20);
        let later = (0..200).filter(|_| limits.count("users.list", Tier::Two, 60 * SECOND).is_ok()).count();
        assert_eq!(later, 20);
    }

    #[test]
    fn who_comes_back_too_early_is_noticed() {
        let mut limits = Limits::default();
        limits.refuse("users.list", 0, 30);
        assert!(!limits.is_early("users.list", 0));
        assert!(limits.is_early("users.list", 29 * SECOND));
        assert!(!limits.is_early("users.list", 30 * SECOND));
    }
}
