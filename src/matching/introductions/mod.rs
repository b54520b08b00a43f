//! Who meets whom: pairs, trios and groups, from everybody's affinity to everybody.
//!
//! What counts, in this order: that nobody is left alone; that those who were alone last time are not again; that nobody
//! meets somebody they met lately; then affinity. These are digits of one weight, so that none ever outweighs a
//! higher one. Up to [`EXACTLY`] people the pairs are the best there are; beyond, as good as makes no difference.

mod blossom;
mod groups;
mod guest;
mod many;
#[cfg(test)]
mod tests;

pub use guest::{Guest, meet};

use super::cost::{BEST_SCORE, chance, mix};
use super::market::{PersonKey, fold};

/// Up to how many people the best pairs are found exactly.
pub const EXACTLY: usize = 500;
/// The largest groups.
pub const LARGEST_GROUP: usize = 8;

/// How two people would suit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Affinity {
    /// 0 to 1000; above counts as 1000.
    pub score: u16,
    /// Whether they met already.
    pub met: Met,
}

/// Whether two people met in an introduction before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// They never did.
    Never,
    /// So long ago that it counts little.
    LongAgo,
    /// Lately: not again, while it can be avoided.
    Lately,
}

/// Those who are to be introduced.
#[derive(Clone, Copy, Debug)]
pub struct Guests<'a> {
    /// What order and chance go by.
    pub keys: &'a [PersonKey],
    /// Whether each was left alone last time.
    pub alone_before: &'a [bool],
    /// What breaks ties.
    pub seed: u64,
}

/// Who meets whom, by positions among the guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introductions {
    /// Groups of two or more, each in order, and in the order of their first.
    pub groups: Vec<Vec<usize>>,
    /// Who could be with nobody.
    pub alone: Vec<usize>,
    /// How many were without a partner before trios took them in.
    pub unpaired: usize,
    /// Whether the pairs are the best there are.
    pub exact: bool,
}

/// Introduces `guests` in groups of `size` (2 to [`LARGEST_GROUP`]); `affinity` is the same both ways, and none for
/// those who must not meet.
pub fn introduce(
    guests: Guests<'_>,
    size: usize,
    affinity: impl Fn(usize, usize) -> Option<Affinity>,
) -> Introductions {
    let count = guests.keys.len();
    let size = size.clamp(2, LARGEST_GROUP);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| guests.keys[at]);
    let scale = Scale::new(guests);
    let weight = |one: usize, other: usize| {
        let (one, other) = (order[one.min(other)], order[one.max(other)]);
        affinity(one, other).map_or(0, |affinity| scale.weight(one, other, affinity))
    };
    let exact = count <= EXACTLY;
    let partners =
        if exact { blossom::heaviest(count, weight) } else { many::heavy(count, guests.seed, weight) };
    let unpaired = partners.iter().filter(|partner| partner.is_none()).count();
    let (groups, alone) = groups::gather(&partners, size, guests.seed, weight);
    let given = |group: Vec<usize>| {
        let mut group: Vec<usize> = group.into_iter().map(|at| order[at]).collect();
        group.sort_unstable();
        group
    };
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(given).collect();
    groups.sort_unstable();
    Introductions { groups, alone: given(alone), unpaired, exact }
}

/// What one digit of a weight is worth.
struct Scale<'a> {
    guests: Guests<'a>,
    tickets: Vec<u64>,
    fresh: i64,
    again: i64,
    paired: i64,
}

/// How much never having met is worth beside the score.
const NEVER_MET: i64 = 1000;
/// How much chance may add, as a share of one point of the score.
const CHANCE: i64 = 1024;

impl<'a> Scale<'a> {
    fn new(guests: Guests<'a>) -> Self {
        let pairs = i64::try_from(guests.keys.len() / 2 + 1).unwrap_or(i64::MAX);
        let most = (NEVER_MET + i64::from(BEST_SCORE) + 1) * CHANCE;
        let fresh = most * pairs;
        let again = (fresh + most).saturating_mul(pairs);
        let paired = (2 * again + fresh + most).saturating_mul(pairs);
        Self { guests, tickets: guests.keys.iter().map(|&key| fold(key)).collect(), fresh, again, paired }
    }

    fn weight(&self, one: usize, other: usize, affinity: Affinity) -> i64 {
        let met = match affinity.met {
            Met::Never => self.fresh + NEVER_MET * CHANCE,
            Met::LongAgo => self.fresh,
            Met::Lately => 0,
        };
        let was_alone = |at: usize| i64::from(self.guests.alone_before[at]) * self.again;
        let (low, high) =
            (self.tickets[one].min(self.tickets[other]), self.tickets[one].max(self.tickets[other]));
        let luck = i64::try_from(chance(self.guests.seed, low, high) % 1024).unwrap_or(0);
        let score = i64::from(affinity.score.min(BEST_SCORE));
        self.paired + was_alone(one) + was_alone(other) + met + score * CHANCE + luck
    }
}

/// A stream of numbers that look like chance and follow from `seed`.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// A number below `below`, which is not 0.
    fn below(&mut self, below: usize) -> usize {
        self.0 = mix(self.0);
        let wide = u128::from(self.0) * below as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
