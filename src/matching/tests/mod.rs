//! Tests of the matching of mentors: against brute force, against its own proof, and of what must hold always.

mod brute_force;
mod changes;
mod proof;

use super::{Assignment, Market, PersonKey, Possible, assign};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// A market that tests make up: keys, capacities and pairs.
#[derive(Clone, Debug)]
struct Made {
    mentees: Vec<PersonKey>,
    mentors: Vec<(PersonKey, u32)>,
    pairs: Vec<Possible>,
}

impl Made {
    /// Up to `mentees` × `mentors` people; coarse scores, so that ties are many.
    fn up(seed: u64, mentees: u32, mentors: u32, most_places: u32, share: f64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let coarse = [1, 50, 250][chance.random_range(0..3)];
        let mut pairs = Vec::new();
        for mentee in 0..mentees {
            for mentor in 0..mentors {
                if chance.random_bool(share) {
                    let score = chance.random_range(0..=1000_u16) / coarse * coarse;
                    pairs.push(Possible { mentee, mentor, score });
                }
            }
        }
        Self {
            mentees: (0..mentees).map(|_| chance.random()).collect(),
            mentors: (0..mentors).map(|_| (chance.random(), chance.random_range(0..=most_places))).collect(),
            pairs,
        }
    }

    fn market(&self, seed: u64) -> Market {
        Market::new(seed, &self.mentees, &self.mentors, &self.pairs)
    }

    fn assign(&self) -> Assignment {
        assign(self.market(7))
    }

    /// The pairs of `found`, by keys.
    fn keyed(&self, found: &Assignment) -> Vec<(PersonKey, Option<PersonKey>)> {
        let mut keyed: Vec<_> = (self.mentees.iter())
            .zip(&found.mentor)
            .map(|(key, mentor)| (*key, mentor.map(|mentor| self.mentors[mentor as usize].0)))
            .collect();
        keyed.sort_unstable();
        keyed
    }

    /// The same people in another order.
    fn shuffled(&self, seed: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let mut order = |count: usize| {
            let mut order: Vec<u32> = (0..).take(count).collect();
            order.shuffle(&mut chance);
            order
        };
        let (mentees, mentors) = (order(self.mentees.len()), order(self.mentors.len()));
        let place = |order: &[u32], given: u32| (0..).zip(order).find(|(_, at)| **at == given).unwrap().0;
        let mut pairs: Vec<_> = (self.pairs.iter())
            .map(|pair| Possible {
                mentee: place(&mentees, pair.mentee),
                mentor: place(&mentors, pair.mentor),
                score: pair.score,
            })
            .collect();
        pairs.shuffle(&mut chance);
        Self {
            mentees: mentees.iter().map(|&at| self.mentees[at as usize]).collect(),
            mentors: mentors.iter().map(|&at| self.mentors[at as usize]).collect(),
            pairs,
        }
    }
}

#[test]
fn the_order_in_which_people_are_named_changes_nothing() {
    for seed in 0..50 {
        let made = Made::up(seed, 40, 12, 4, 0.5);
        let shuffled = made.shuffled(seed + 1);
        assert_eq!(made.keyed(&made.assign()), shuffled.keyed(&shuffled.assign()), "seed {seed}");
    }
}

#[test]
fn another_seed_breaks_ties_in_another_way_at_the_same_cost() {
    let mut made = Made::up(1, 30, 30, 1, 1.0);
    made.mentors.iter_mut().for_each(|mentor| mentor.1 = 1);
    made.pairs.iter_mut().for_each(|pair| pair.score = 500);
    let (one, other) = (assign(made.market(1)), assign(made.market(2)));
    assert_eq!(one.cost, other.cost);
    assert_ne!(one.mentor, other.mentor);
    assert_eq!(one.mentor, assign(made.market(1)).mentor);
}

#[test]
fn an_empty_market_has_an_empty_matching() {
    let found = assign(Market::new(1, &[], &[], &[]));
    assert_eq!((found.mentor.len(), found.matched), (0, 0));
}
