//! What a pair costs: first whether somebody stays without, then the squared regret, then chance.
//!
//! The three are digits of one number, so that sums and comparisons are those of integers and nothing of a higher
//! digit is ever outweighed by a lower one. Within the limits that [`Market`](super::Market) checks, no digit of any
//! sum that the search forms can overflow into the next.

/// A cost, or a sum of costs: `unmatched · 2^104 + squared regret · 2^64 + chance`.
pub type Cost = i128;

/// The best score that a pair can have.
pub const BEST_SCORE: u16 = 1000;
/// What it costs that a person stays without.
pub(super) const UNMATCHED: Cost = 1 << 104;
/// More than any path costs.
pub(super) const FAR: Cost = 1 << 120;

/// Bits of chance in a packed cost.
const CHANCE_BITS: u32 = 40;
const CHANCE: u64 = (1 << CHANCE_BITS) - 1;

/// The cost of one pair, in half the space: `squared regret · 2^40 + chance`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Packed(u64);

impl Packed {
    /// Of a pair with `score` (0 to 1000), whose chance is the lower bits of `hash`.
    pub fn new(score: u16, hash: u64) -> Self {
        Self(u64::from(regret(score)) << CHANCE_BITS | hash & CHANCE)
    }

    /// The squared regret alone.
    #[inline]
    pub fn regret(self) -> u32 {
        u32::try_from(self.0 >> CHANCE_BITS).unwrap_or(u32::MAX)
    }

    /// A sum of squared regrets, without chance, as a cost.
    pub fn sum_of_regrets(sum: i64) -> Cost {
        Cost::from(sum) << 64
    }

    /// The same as a cost that can be summed.
    #[inline]
    pub fn cost(self) -> Cost {
        Cost::from(self.0 >> CHANCE_BITS) << 64 | Cost::from(self.0 & CHANCE)
    }
}

/// The squared regret of a pair: how far its score is from the best, squared, so that one bad pair weighs more than
/// several middling ones.
pub fn regret(score: u16) -> u32 {
    let short = u32::from(BEST_SCORE.saturating_sub(score));
    short * short
}

/// A sum of costs without chance: what can be told and checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    /// How many people stay without.
    pub unmatched: i64,
    /// Sum of squared regrets.
    pub regret: i64,
}

impl Worth {
    /// The two higher digits of `sum`.
    pub(super) fn of(sum: Cost) -> Self {
        // The lower digit may be negative, in differences: it is rounded away rather than cut off.
        let digits = (sum + (1 << 63)) >> 64;
        let unmatched = (digits + (1 << 39)) >> 40;
        let regret = digits - (unmatched << 40);
        Self { unmatched: narrow(unmatched), regret: narrow(regret) }
    }
}

fn narrow(digit: Cost) -> i64 {
    i64::try_from(digit).unwrap_or(i64::MAX)
}

/// A number that looks like chance and depends on nothing but the seed and the two.
pub(super) fn chance(seed: u64, mentee: u64, mentor: u64) -> u64 {
    mix(mix(mix(seed) ^ mentee) ^ mentor)
}

/// Spreads every bit of `x` over the result: the finaliser of `SplitMix64` (Steele, Lea and Flood, 2014).
pub(super) fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
