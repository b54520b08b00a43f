//! Who could be matched with whom: mentees, mentors with their capacities, and the pairs that are possible.
//!
//! People are put in the order of their ids before anything is computed, so that a result does not depend on the
//! order in which the database named them.

use super::cost::{Packed, chance, mix};

/// Somebody, by an id that stays theirs: what order and chance go by.
pub type PersonKey = u128;

/// One possible pair, by the positions of the two in the lists that the market was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Position among the mentees.
    pub mentee: u32,
    /// Position among the mentors.
    pub mentor: u32,
    /// How well they fit: 0 to 1000, anything above counts as 1000.
    pub score: u16,
}

/// The most people of one side: up to here no sum of costs overflows its digits.
pub const MOST_PEOPLE: usize = 1 << 17;

/// Mentees and mentors in canonical order, with the possible pairs of each mentee from the best.
#[derive(Clone, Debug, Default)]
pub struct Market {
    seed: u64,
    /// Given position of each mentee, in canonical order.
    pub(super) mentees: Vec<u32>,
    /// Given position of each mentor, in canonical order.
    pub(super) mentors: Vec<u32>,
    /// The place of each given mentee and mentor in that order.
    pub(super) mentee_rank: Vec<u32>,
    pub(super) mentor_rank: Vec<u32>,
    /// What chance goes by, of each given mentor.
    mentor_ticket: Vec<u64>,
    /// How many mentees each mentor takes, in canonical order.
    pub(super) capacity: Vec<u32>,
    /// Where the pairs of each mentee begin, and at last where those of the last one end.
    pub(super) start: Vec<u32>,
    /// The mentor of each pair.
    pub(super) mentor: Vec<u32>,
    /// The cost of each pair, rising within one mentee.
    pub(super) cost: Vec<Packed>,
}

impl Market {
    /// A market of `mentees` and `mentors`, each with the number of mentees they take.
    ///
    /// # Panics
    /// When there are more than [`MOST_PEOPLE`] on a side, or a pair names a position that does not exist.
    pub fn new(seed: u64, mentees: &[PersonKey], mentors: &[(PersonKey, u32)], pairs: &[Possible]) -> Self {
        assert!(
            mentees.len() <= MOST_PEOPLE && mentors.len() <= MOST_PEOPLE,
            "too many people for one round"
        );
        let (mentee_order, mentor_order) =
            (order(mentees.iter().copied()), order(mentors.iter().map(|(key, _)| *key)));
        let mut market = Self {
            seed,
            mentee_rank: ranks(&mentee_order),
            mentor_rank: ranks(&mentor_order),
            mentor_ticket: mentors.iter().map(|(key, _)| fold(*key)).collect(),
            capacity: mentor_order.iter().map(|&given| mentors[given as usize].1).collect(),
            mentees: mentee_order,
            mentors: mentor_order,
            ..Self::default()
        };
        let tickets: Vec<u64> = mentees.iter().map(|&key| fold(key)).collect();
        market.fill(&tickets, pairs);
        market
    }

    /// Puts each pair in the row of its mentee, the best first.
    fn fill(&mut self, tickets: &[u64], pairs: &[Possible]) {
        let row = |pair: &Possible| self.mentee_rank[pair.mentee as usize] as usize;
        let mut start = vec![0_u32; tickets.len() + 1];
        for pair in pairs {
            start[row(pair) + 1] += 1;
        }
        for row in 0..tickets.len() {
            start[row + 1] += start[row];
        }
        let mut next = start.clone();
        let mut arcs = vec![(Packed::new(0, 0), 0_u32); pairs.len()];
        for pair in pairs {
            let slot = &mut next[row(pair)];
            arcs[*slot as usize] = self.arc(tickets[pair.mentee as usize], pair);
            *slot += 1;
        }
        for row in start.windows(2) {
            arcs[row[0] as usize..row[1] as usize].sort_unstable();
        }
        self.start = start;
        self.extend(&arcs);
    }

    /// Adds a mentee behind all others, with the mentors who are possible and the scores; gives their position.
    pub(super) fn add(&mut self, mentee: PersonKey, pairs: &[Possible]) -> u32 {
        let position = u32::try_from(self.mentees.len()).unwrap_or(u32::MAX);
        assert!(self.mentees.len() < MOST_PEOPLE, "too many people for one round");
        let ticket = fold(mentee);
        let mut arcs: Vec<_> = pairs.iter().map(|pair| self.arc(ticket, pair)).collect();
        arcs.sort_unstable();
        self.mentees.push(position);
        self.mentee_rank.push(position);
        self.extend(&arcs);
        self.start.push(u32::try_from(self.mentor.len()).unwrap_or(u32::MAX));
        position
    }

    fn arc(&self, mentee_ticket: u64, pair: &Possible) -> (Packed, u32) {
        let hash = chance(self.seed, mentee_ticket, self.mentor_ticket[pair.mentor as usize]);
        (Packed::new(pair.score, hash), self.mentor_rank[pair.mentor as usize])
    }

    fn extend(&mut self, arcs: &[(Packed, u32)]) {
        self.mentor.extend(arcs.iter().map(|arc| arc.1));
        self.cost.extend(arcs.iter().map(|arc| arc.0));
    }

    /// The pairs of a mentee, as a range of `mentor` and `cost`.
    #[inline]
    pub(super) fn row(&self, mentee: usize) -> std::ops::Range<usize> {
        self.start[mentee] as usize..self.start[mentee + 1] as usize
    }
}

/// The given positions, in the order of the keys.
fn order(keys: impl Iterator<Item = PersonKey>) -> Vec<u32> {
    let mut keyed: Vec<(PersonKey, u32)> = keys.zip(0..).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, given)| given).collect()
}

/// The place of each given position in `order`.
fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, &given) in (0..).zip(order) {
        ranks[given as usize] = rank;
    }
    ranks
}

/// Half the bits of a key, of which every one depends on all of them.
pub(super) fn fold(key: PersonKey) -> u64 {
    mix(u64::try_from(key >> 64).unwrap_or(0)) ^ u64::try_from(key & PersonKey::from(u64::MAX)).unwrap_or(0)
}
