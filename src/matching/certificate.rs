//! The proof that a matching is the best: prices at which nobody would rather have another place.
//!
//! By the duality of linear programs (von Neumann 1947; Kuhn 1955 for this one), no matching costs less than what all
//! mentees pay at least, less what all places are worth. Where a matching costs exactly that, it is the best: anybody
//! can check this without knowing how it was found.

use super::cost::Worth;
use super::market::Market;
use super::standing::{NOBODY, Standing};

/// The prices of a matching, by the positions that were given. Costs are compared first by the people who stay
/// without, then by regret.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// What a place with each mentor is worth; nothing, where one is left.
    pub mentor_price: Vec<Worth>,
    /// The least for which each mentee could have a place or none, price and cost together; nothing for those who
    /// are not in the matching.
    pub mentee_least: Vec<Worth>,
    /// The lower bound that these prices prove: nobody can do with fewer people unmatched, and with as many not
    /// with less regret.
    pub bound: Worth,
}

impl Certificate {
    pub(super) fn of(market: &Market, standing: &Standing) -> Self {
        let mut mentor_price = vec![Worth::default(); market.mentors.len()];
        let mut bound = Worth::default();
        for (mentor, &given) in market.mentors.iter().enumerate() {
            let price = Worth::of(standing.price[mentor]);
            let places = i64::from(standing.capacity[mentor]);
            bound.unmatched -= places * price.unmatched;
            bound.regret -= places * price.regret;
            mentor_price[given as usize] = price;
        }
        let mut mentee_least = vec![Worth::default(); market.mentees.len()];
        for (mentee, &given) in market.mentees.iter().enumerate() {
            if standing.mentor[mentee] != NOBODY {
                let least = Worth::of(standing.least(market, mentee));
                bound.unmatched += least.unmatched;
                bound.regret += least.regret;
                mentee_least[given as usize] = least;
            }
        }
        Self { mentor_price, mentee_least, bound }
    }

    /// By how much the group would be worse off if `mentee` had `mentor`, with `score`: at least so many people more
    /// without a mentor, and then at least so much more regret (the reduced cost of the pair).
    pub fn would_cost(&self, mentee: u32, mentor: u32, score: u16) -> Worth {
        let (price, least) = (self.mentor_price[mentor as usize], self.mentee_least[mentee as usize]);
        Worth {
            unmatched: price.unmatched - least.unmatched,
            regret: i64::from(super::cost::regret(score)) + price.regret - least.regret,
        }
    }
}
