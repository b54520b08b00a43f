//! How long to wait before the next attempt: longer each time, and never at the same moment as everybody else.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(500);
const MOST: Duration = Duration::from_mins(1);

/// Chance as an input: numbers that only look random, from a seed.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The numbers that follow from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        // SplitMix64 by Steele, Lea and Flood: enough to spread attempts.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(u32::MAX);
        f64::from(high) / f64::from(u32::MAX)
    }
}

/// Pauses between attempts.
#[derive(Debug)]
pub struct Backoff {
    chance: Chance,
    failures: u32,
}

impl Backoff {
    pub fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed), failures: 0 }
    }

    /// It went well: the next pause is short again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// The pause before the next attempt: half of it is certain, the other half is chance.
    pub fn next(&mut self) -> Duration {
        let full = FIRST.saturating_mul(2_u32.saturating_pow(self.failures)).min(MOST);
        self.failures = self.failures.saturating_add(1);
        full.mul_f64(0.5 + self.chance.share() / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_differ() {
        let pauses = |seed| {
            let mut backoff = Backoff::new(seed);
            (0..12).map(|_| backoff.next()).collect::<Vec<_>>()
        };
        let (one, other) = (pauses(1), pauses(2));
        assert_ne!(one, other);
        assert!(one[0] <= FIRST && one[11] >= MOST / 2 && one.iter().all(|pause| *pause <= MOST));
        let mut backoff = Backoff::new(3);
        let _ = (0..9).map(|_| backoff.next()).max();
        backoff.reset();
        assert!(backoff.next() <= FIRST);
    }
}
