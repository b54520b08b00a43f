//! The search for the cheapest way to make room: one Dijkstra over mentors, along which people change places.
//!
//! Successive shortest paths (Busacker and Gowen 1960; Edmonds and Karp 1972; Tomizawa 1971) with the shortcuts of
//! Jonker and Volgenant (1987): mentors with several mentees are one node, and a mentee's pairs, which are sorted by
//! cost, are left as soon as one alone costs more than the cheapest way known, since prices are never negative.

use super::cost::{Cost, FAR, UNMATCHED};
use super::market::Market;
use super::standing::{NOBODY, Standing};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a search needs to remember; kept from one to the next.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// How far each mentor is, with their price.
    distance: Vec<Cost>,
    /// Who would come to each mentor.
    comes: Vec<u32>,
    /// Which pair that would be; unused for the bench.
    arc: Vec<u32>,
    /// The mentors whose distance is known.
    seen: Vec<u32>,
    /// Those of them whose mentees were looked at.
    left: Vec<u32>,
    heap: BinaryHeap<Reverse<(Cost, u32)>>,
}

/// The cheapest end of the ways known so far.
pub(super) struct Best {
    pub distance: Cost,
    pub mentor: u32,
}

impl Search {
    pub fn new(standing: &Standing) -> Self {
        let mentors = standing.price.len();
        Self {
            distance: vec![FAR; mentors],
            comes: vec![NOBODY; mentors],
            arc: vec![0; mentors],
            seen: Vec::new(),
            left: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    /// Brings `mentee`, who has nobody, in, moving others where that is cheapest.
    pub fn insert(&mut self, market: &Market, standing: &mut Standing, mentee: u32) {
        let mut best = Best { distance: FAR, mentor: NOBODY };
        self.look(market, standing, mentee, 0, &mut best);
        self.find_room(market, standing, best);
    }

    /// Makes one of `mentor`'s mentees leave, who has one too many, moving others where that is cheapest.
    pub fn relieve(&mut self, market: &Market, standing: &mut Standing, mentor: u32) {
        self.start_at(mentor, 0);
        self.find_room(market, standing, Best { distance: FAR, mentor: NOBODY });
    }

    /// Looks at whom else the mentees of the nearest mentors could have until a free place is nearest, and moves.
    fn find_room(&mut self, market: &Market, standing: &mut Standing, mut best: Best) {
        while let Some((distance, mentor)) = self.nearest(best.distance) {
            let base = distance - standing.price[mentor as usize];
            for &mentee in &standing.mentees[mentor as usize] {
                self.look(market, standing, mentee, base - standing.paid[mentee as usize], &mut best);
            }
        }
        for (mentor, distance) in self.left() {
            standing.price[mentor as usize] += best.distance - distance;
        }
        self.shift(market, standing, best.mentor);
        self.forget();
    }

    /// Looks at whom `mentee` could have, to whom the way costs `base`.
    #[inline]
    fn look(&mut self, market: &Market, standing: &Standing, mentee: u32, base: Cost, best: &mut Best) {
        for arc in market.row(mentee as usize) {
            let way = base + market.cost[arc].cost();
            if way >= best.distance {
                break;
            }
            let mentor = market.mentor[arc];
            let distance = way + standing.price[mentor as usize];
            if distance < best.distance && self.reach(mentor, distance, mentee, arc) {
                if standing.has_room(mentor) {
                    *best = Best { distance, mentor };
                } else {
                    self.push(mentor, distance);
                }
            }
        }
        let without = base + UNMATCHED;
        if without < best.distance && self.reach(standing.bench(), without, mentee, 0) {
            *best = Best { distance: without, mentor: standing.bench() };
        }
    }

    /// Begins a way at `mentor`.
    pub fn start_at(&mut self, mentor: u32, distance: Cost) {
        self.distance[mentor as usize] = distance;
        self.comes[mentor as usize] = NOBODY;
        self.seen.push(mentor);
        self.push(mentor, distance);
    }

    /// Notes a way to `mentor`, if it is shorter than those known.
    #[inline]
    pub fn reach(&mut self, mentor: u32, distance: Cost, mentee: u32, arc: usize) -> bool {
        let known = self.distance[mentor as usize];
        if distance >= known {
            return false;
        }
        if known == FAR {
            self.seen.push(mentor);
        }
        self.distance[mentor as usize] = distance;
        self.comes[mentor as usize] = mentee;
        self.arc[mentor as usize] = u32::try_from(arc).unwrap_or(u32::MAX);
        true
    }

    #[inline]
    pub fn push(&mut self, mentor: u32, distance: Cost) {
        self.heap.push(Reverse((distance, mentor)));
    }

    /// The next mentor to look at, if there is one nearer than `limit`.
    pub fn nearest(&mut self, limit: Cost) -> Option<(Cost, u32)> {
        while let Some(Reverse((distance, mentor))) = self.heap.pop() {
            if distance >= limit {
                return None;
            }
            if distance == self.distance[mentor as usize] {
                self.left.push(mentor);
                return Some((distance, mentor));
            }
        }
        None
    }

    /// Those who were looked at, and how far they are.
    pub fn left(&self) -> impl Iterator<Item = (u32, Cost)> {
        self.left.iter().map(|&mentor| (mentor, self.distance[mentor as usize]))
    }

    /// Who would come to `mentor`, if it was reached from somewhere else.
    pub fn comes_to(&self, mentor: u32) -> Option<u32> {
        let comes = self.comes[mentor as usize];
        (self.distance[mentor as usize] != FAR && comes != NOBODY).then_some(comes)
    }

    /// Moves everybody along the way that ends at `end`.
    pub fn shift(&mut self, market: &Market, standing: &mut Standing, end: u32) {
        let (bench, mut to) = (standing.bench(), end);
        while to != NOBODY && self.comes[to as usize] != NOBODY {
            let mentee = self.comes[to as usize];
            let from = standing.mentor[mentee as usize];
            if from != NOBODY {
                standing.part(mentee);
            }
            let paid =
                if to == bench { UNMATCHED } else { market.cost[self.arc[to as usize] as usize].cost() };
            standing.join(mentee, to, paid);
            // Whoever leaves the bench leaves no place behind.
            to = if from == bench { NOBODY } else { from };
        }
    }

    pub fn forget(&mut self) {
        for &mentor in &self.seen {
            self.distance[mentor as usize] = FAR;
        }
        self.seen.clear();
        self.left.clear();
        self.heap.clear();
    }
}
