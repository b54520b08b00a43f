//! The matching as it stands while it is made, with the price of every mentor.
//!
//! What the prices mean (duals of the assignment problem; Kuhn 1955, Munkres 1957): every mentee is with the mentor,
//! or the bench, for whom cost plus price is least, and a mentor with room left costs nothing. While both hold, no
//! other matching of the same people is better. The bench is a mentor of unlimited capacity whom everybody may have
//! at the cost of staying without.

use super::cost::{Cost, UNMATCHED};
use super::market::Market;

/// Who is with whom, and at which prices.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// The mentor of each mentee; the bench for those without; `NOBODY` for those not yet in.
    pub mentor: Vec<u32>,
    /// What the pair of each mentee costs.
    pub paid: Vec<Cost>,
    /// Where each mentee stands among those of their mentor.
    position: Vec<u32>,
    /// The mentees of each mentor, and last of the bench.
    pub mentees: Vec<Vec<u32>>,
    /// The price of each mentor, and last of the bench, which is 0.
    pub price: Vec<Cost>,
    /// How many each mentor takes, and last the bench.
    pub capacity: Vec<u32>,
}

/// No mentor, not even the bench: not in the matching.
pub(super) const NOBODY: u32 = u32::MAX;

impl Standing {
    /// Nobody is in yet.
    pub fn empty(market: &Market) -> Self {
        let (mentees, mentors) = (market.mentees.len(), market.mentors.len());
        let mut capacity = market.capacity.clone();
        capacity.push(u32::MAX);
        Self {
            mentor: vec![NOBODY; mentees],
            paid: vec![0; mentees],
            position: vec![0; mentees],
            mentees: vec![Vec::new(); mentors + 1],
            price: vec![0; mentors + 1],
            capacity,
        }
    }

    /// Makes room for one more mentee, who has nobody yet.
    pub fn add(&mut self) {
        self.mentor.push(NOBODY);
        self.paid.push(0);
        self.position.push(0);
    }

    /// The bench, as a mentor.
    pub fn bench(&self) -> u32 {
        u32::try_from(self.price.len() - 1).unwrap_or(NOBODY)
    }

    /// Whether `mentor` could take one more.
    #[inline]
    pub fn has_room(&self, mentor: u32) -> bool {
        self.mentees[mentor as usize].len() < self.capacity[mentor as usize] as usize
    }

    /// Gives `mentee`, who has nobody, to `mentor`.
    pub fn join(&mut self, mentee: u32, mentor: u32, paid: Cost) {
        let with = &mut self.mentees[mentor as usize];
        self.position[mentee as usize] = u32::try_from(with.len()).unwrap_or(u32::MAX);
        self.mentor[mentee as usize] = mentor;
        self.paid[mentee as usize] = paid;
        with.push(mentee);
    }

    /// Takes `mentee` from whomever they are with.
    pub fn part(&mut self, mentee: u32) {
        let with = &mut self.mentees[self.mentor[mentee as usize] as usize];
        let position = self.position[mentee as usize];
        with.swap_remove(position as usize);
        if let Some(&moved) = with.get(position as usize) {
            self.position[moved as usize] = position;
        }
        self.mentor[mentee as usize] = NOBODY;
    }

    /// The least that `mentee` could have a mentor or the bench for, cost and price together.
    pub fn least(&self, market: &Market, mentee: usize) -> Cost {
        let with_price = |arc: usize| market.cost[arc].cost() + self.price[market.mentor[arc] as usize];
        market.row(mentee).map(with_price).min().unwrap_or(UNMATCHED).min(UNMATCHED)
    }
}
