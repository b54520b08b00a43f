//! Free places that are worth something are filled: the search for the cheapest way to bring somebody there.
//!
//! A mentor with room must cost nothing. Where one does not (somebody left, the capacity grew, or the first guess left
//! it so), one Dijkstra starts from everybody whose leaving frees a place at no more than its price, and from the
//! bench, and ends at the free places. It is the search for room seen from where the room is, and exact for the same
//! reason. All places that it reaches by ways which have nobody in common are filled at once (as in Hopcroft and Karp,
//! 1973). Since most ways are short, it first looks for short ones only.

use super::cost::{Cost, Packed, UNMATCHED};
use super::market::Market;
use super::search::Search;
use super::standing::Standing;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The length, in squared regret, up to which ways are looked for at first, and how much longer ones are after that.
const SHORT: i64 = 500;
const LONGER: Cost = 4;

/// Fills the free places of all mentors who are not free of charge.
pub(super) fn fill_all(market: &Market, standing: &mut Standing, search: &mut Search) {
    let mut wanting = wanting(standing);
    if wanting.is_empty() {
        return;
    }
    let mut benched = Benched::new(market, standing);
    let short = Packed::sum_of_regrets(SHORT);
    let mut limit = short;
    while let Some(dearest) = wanting.iter().map(|&mentor| standing.price[mentor as usize]).max() {
        let within = limit.min(dearest);
        search.spread_back(market, standing, &mut benched, within);
        search.lower(standing, within);
        let filled = search.fill_apart(market, standing, &wanting);
        search.forget();
        wanting = self::wanting(standing);
        limit = if filled { short } else { within.saturating_mul(LONGER) };
    }
}

/// The mentors who have room, though a place with them is worth something.
fn wanting(standing: &Standing) -> Vec<u32> {
    let wants = |mentor: &u32| standing.price[*mentor as usize] > 0 && standing.has_room(*mentor);
    (0..standing.bench()).filter(wants).collect()
}

/// Those on the bench, by the mentors whom they could have, the cheapest first: there may be many, and most ways need
/// but one of them.
struct Benched(Vec<BinaryHeap<Reverse<(Packed, u32, u32)>>>);

impl Benched {
    fn new(market: &Market, standing: &Standing) -> Self {
        let mut queues = vec![Vec::new(); market.mentors.len()];
        for &mentee in &standing.mentees[standing.bench() as usize] {
            for (arc, at) in market.row(mentee as usize).zip(market.start[mentee as usize]..) {
                queues[market.mentor[arc] as usize].push(Reverse((market.cost[arc], mentee, at)));
            }
        }
        Self(queues.into_iter().map(BinaryHeap::from).collect())
    }

    /// Who would come to `mentor` at least cost, that, and the pair.
    fn cheapest(&mut self, standing: &Standing, mentor: usize) -> Option<(Packed, u32, u32)> {
        while let Some(Reverse((cost, mentee, arc))) = self.0[mentor].peek() {
            if standing.mentor[*mentee as usize] == standing.bench() {
                return Some((*cost, *mentee, *arc));
            }
            self.0[mentor].pop();
        }
        None
    }
}

impl Search {
    /// Finds the cheapest ways to all mentors that are shorter than `limit`.
    fn spread_back(&mut self, market: &Market, standing: &Standing, benched: &mut Benched, limit: Cost) {
        for (mentor, &price) in (0..standing.bench()).zip(&standing.price) {
            if price < limit {
                self.start_at(mentor, price);
            }
        }
        for mentor in 0..standing.bench() {
            if let Some((cost, mentee, arc)) = benched.cheapest(standing, mentor as usize) {
                let distance = cost.cost() - UNMATCHED + standing.price[mentor as usize];
                self.come(mentor, arc as usize, mentee, distance, limit);
            }
        }
        while let Some((distance, mentor)) = self.nearest(limit) {
            let base = distance - standing.price[mentor as usize];
            for &mentee in &standing.mentees[mentor as usize] {
                let base = base - standing.paid[mentee as usize];
                for arc in market.row(mentee as usize) {
                    let way = base + market.cost[arc].cost();
                    if way >= limit {
                        break;
                    }
                    let to = market.mentor[arc];
                    self.come(to, arc, mentee, way + standing.price[to as usize], limit);
                }
            }
        }
    }

    /// Notes that `mentee` could come to `mentor`, if that is nearer than what is known.
    #[inline]
    fn come(&mut self, mentor: u32, arc: usize, mentee: u32, distance: Cost, limit: Cost) {
        if distance < limit && self.reach(mentor, distance, mentee, arc) {
            self.push(mentor, distance);
        }
    }

    /// Lowers all prices by `reached`, and those of whom the search left behind only by how far they were.
    fn lower(&self, standing: &mut Standing, reached: Cost) {
        let bench = standing.bench() as usize;
        for price in &mut standing.price[..bench] {
            *price -= reached;
        }
        for (mentor, distance) in self.left() {
            standing.price[mentor as usize] += reached - distance;
        }
    }

    /// Fills one place of each of `wanting` that was reached, as long as their ways have nobody in common; whether
    /// there was any.
    fn fill_apart(&mut self, market: &Market, standing: &mut Standing, wanting: &[u32]) -> bool {
        let mut used = vec![false; standing.bench() as usize];
        let mut filled = false;
        for &end in wanting {
            if let Some(way) = self.way_to(standing, end, &used) {
                for mentor in way {
                    used[mentor as usize] = true;
                }
                self.shift(market, standing, end);
                filled = true;
            }
        }
        filled
    }

    /// Whose mentees would change places for somebody to come to `end`; none, if nobody would, or one of them is
    /// `used`.
    fn way_to(&self, standing: &Standing, end: u32, used: &[bool]) -> Option<Vec<u32>> {
        self.comes_to(end)?;
        let (mut way, mut to) = (Vec::new(), end);
        while to != standing.bench() {
            if used[to as usize] {
                return None;
            }
            way.push(to);
            let Some(mentee) = self.comes_to(to) else { break };
            to = standing.mentor[mentee as usize];
        }
        Some(way)
    }
}
