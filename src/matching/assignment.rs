//! Mentees to mentors: as many as possible, then with the least squared regret, then by chance; and what changes when
//! somebody comes, leaves, or takes more or fewer.

use super::bidding::bid;
use super::certificate::Certificate;
use super::cost::Worth;
use super::filling::fill_all;
use super::market::{Market, PersonKey, Possible};
use super::search::Search;
use super::standing::{NOBODY, Standing};

/// The best matching of a market, with the proof that there is no better one.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The mentor of each mentee, by the positions that were given; `None` for those without.
    pub mentor: Vec<Option<u32>>,
    /// How many have a mentor.
    pub matched: usize,
    /// How many are without, and the sum of the squared regrets of the pairs.
    pub cost: Worth,
    /// The proof.
    pub certificate: Certificate,
}

/// Matches the people of `market`.
pub fn assign(market: Market) -> Assignment {
    Matching::new(market).assignment()
}

/// A best matching that stays one while people come and go, by one change of places at a time.
///
/// Whose place is settled is left out of it altogether, with the capacity of their mentor reduced: then nothing that
/// happens here can move them.
#[derive(Clone, Debug)]
pub struct Matching {
    market: Market,
    standing: Standing,
    search: Search,
}

impl Matching {
    /// The best matching of `market`.
    pub fn new(market: Market) -> Self {
        let mut standing = Standing::empty(&market);
        bid(&market, &mut standing);
        let mut search = Search::new(&standing);
        for mentee in (0..).take(market.mentees.len()) {
            if standing.mentor[mentee as usize] == NOBODY {
                search.insert(&market, &mut standing, mentee);
            }
        }
        fill_all(&market, &mut standing, &mut search);
        Self { market, standing, search }
    }

    /// Somebody new, with the mentors who are possible (their `mentee` is not looked at); gives their position. One
    /// augmentation: only those on the cheapest way to a place are moved.
    ///
    /// # Panics
    /// When there are more than [`MOST_PEOPLE`](super::MOST_PEOPLE).
    pub fn arrive(&mut self, mentee: PersonKey, pairs: &[Possible]) -> u32 {
        let position = self.market.add(mentee, pairs);
        self.standing.add();
        self.search.insert(&self.market, &mut self.standing, position);
        position
    }

    /// Takes `mentee` out; their place goes to whom it helps most.
    pub fn leave(&mut self, mentee: u32) {
        let mentee = self.market.mentee_rank[mentee as usize];
        if self.standing.mentor[mentee as usize] != NOBODY {
            self.standing.part(mentee);
            fill_all(&self.market, &mut self.standing, &mut self.search);
        }
    }

    /// `mentor` takes as many as `capacity` from now on.
    pub fn set_capacity(&mut self, mentor: u32, capacity: u32) {
        let mentor = self.market.mentor_rank[mentor as usize];
        self.standing.capacity[mentor as usize] = capacity;
        while self.standing.mentees[mentor as usize].len() > capacity as usize {
            self.search.relieve(&self.market, &mut self.standing, mentor);
        }
        fill_all(&self.market, &mut self.standing, &mut self.search);
    }

    /// The mentor of `mentee` now, by the positions that were given.
    pub fn mentor_of(&self, mentee: u32) -> Option<u32> {
        let mentor = self.standing.mentor[self.market.mentee_rank[mentee as usize] as usize];
        self.market.mentors.get(mentor as usize).copied()
    }

    /// The matching as it is now.
    pub fn assignment(&self) -> Assignment {
        let (market, standing) = (&self.market, &self.standing);
        let mut mentor = vec![None; market.mentees.len()];
        let mut total = 0;
        for (mentee, &with) in standing.mentor.iter().enumerate() {
            mentor[market.mentees[mentee] as usize] = market.mentors.get(with as usize).copied();
            total += if with == NOBODY { 0 } else { standing.paid[mentee] };
        }
        let matched = mentor.iter().flatten().count();
        Assignment { mentor, matched, cost: Worth::of(total), certificate: Certificate::of(market, standing) }
    }
}
