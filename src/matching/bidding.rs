//! The first guess: mentees bid for places, in steps that are coarse enough to come to an end soon.
//!
//! An auction (Bertsekas 1981; with several places of one mentor: Bertsekas and Castañón 1989). Whoever has no place
//! bids for the mentor who is best at the present prices, up to the point where the second best would be as good, and a
//! step beyond. A full mentor keeps the highest bids and costs as much as the lowest of them. Mentors with room cost
//! nothing, so the prices keep what [`Standing`] promises about them; mentees end within one step of the best they
//! could have. Those who have the very best keep their place, the others are left to the search.

use super::cost::{Cost, Packed, UNMATCHED};
use super::market::Market;
use super::standing::{NOBODY, Standing};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// How far a bid goes beyond what the second best is worth, in squared regret: a finer one takes longer to bid, a
/// coarser one leaves more to the search. Measured at 1,000 × 200 and 10,000 × 2,000.
const STEP: i64 = 2_000;
/// Who would have to pay more than this, cost and price together, stops bidding: where there are too few places,
/// prices would rise for ever.
const CEILING: i64 = 300_000;

/// Bids kept by a mentor, the lowest first: up to which price each mentee is content, and the pair.
type Bids = BinaryHeap<Reverse<(i64, u32, usize)>>;

/// What a mentee would bid at the present prices.
struct Bid {
    arc: usize,
    limit: i64,
}

/// Lets everybody bid, then seats those who have the best that they can have; the rest has nobody.
pub(super) fn bid(market: &Market, standing: &mut Standing) {
    let mut price: Vec<i64> =
        market.capacity.iter().map(|&places| if places == 0 { CEILING } else { 0 }).collect();
    let mut kept: Vec<Bids> = vec![Bids::new(); price.len()];
    let mut waiting: VecDeque<u32> = (0..).take(market.mentees.len()).collect();
    while let Some(mentee) = waiting.pop_front() {
        let Some(bid) = best_bid(market, &price, mentee) else { continue };
        let mentor = market.mentor[bid.arc] as usize;
        let (bids, places) = (&mut kept[mentor], market.capacity[mentor] as usize);
        bids.push(Reverse((bid.limit, mentee, bid.arc)));
        if bids.len() > places
            && let Some(Reverse((_, loser, _))) = bids.pop()
        {
            waiting.push_back(loser);
        }
        if bids.len() == places
            && let Some(Reverse((lowest, ..))) = bids.peek()
        {
            price[mentor] = *lowest;
        }
    }
    seat(market, standing, &price, &kept);
}

/// The bid of `mentee`; none, if everybody is too dear.
fn best_bid(market: &Market, price: &[i64], mentee: u32) -> Option<Bid> {
    let (mut best, mut second, mut chosen) = (CEILING, CEILING, None);
    for arc in market.row(mentee as usize) {
        let cost = i64::from(market.cost[arc].regret());
        if cost >= second {
            break;
        }
        let value = cost + price[market.mentor[arc] as usize];
        if value < best {
            (second, best, chosen) = (best, value, Some(arc));
        } else if value < second {
            second = value;
        }
    }
    let arc = chosen?;
    Some(Bid { arc, limit: price[market.mentor[arc] as usize] + second - best + STEP })
}

/// Takes over the prices, and those places that their mentees would not change.
fn seat(market: &Market, standing: &mut Standing, price: &[i64], kept: &[Bids]) {
    let open = Open::after(market, kept);
    for (mentor, &price) in price.iter().enumerate() {
        // Where places are too few whatever anybody does, prices stand beside what it costs to stay without.
        let beside = if open.mentors[mentor] { 0 } else { UNMATCHED - Packed::sum_of_regrets(CEILING) };
        standing.price[mentor] = Packed::sum_of_regrets(price) + beside;
    }
    for &mentee in &open.without {
        standing.join(mentee, standing.bench(), UNMATCHED);
    }
    for &Reverse((_, mentee, arc)) in kept.iter().flatten() {
        let (mentor, cost) = (market.mentor[arc], market.cost[arc].cost());
        let mine: Cost = cost + standing.price[mentor as usize];
        if mine <= standing.least(market, mentee as usize) {
            standing.join(mentee, mentor, cost);
        }
    }
}

/// Where there is room, at once or after some have changed places; and who stays without because there is none. The
/// decomposition of Dulmage and Mendelsohn (1958): whoever stays without competes only for mentors who are not open,
/// all of whose mentees could have none but such.
struct Open {
    mentors: Vec<bool>,
    without: Vec<u32>,
}

impl Open {
    fn after(market: &Market, kept: &[Bids]) -> Self {
        let mut mentors: Vec<bool> =
            kept.iter().zip(&market.capacity).map(|(bids, &places)| bids.len() < places as usize).collect();
        let mut with = vec![NOBODY; market.mentees.len()];
        for (mentor, bids) in (0..).zip(kept) {
            for Reverse((_, mentee, _)) in bids {
                with[*mentee as usize] = mentor;
            }
        }
        let reaches =
            |mentors: &[bool], row: usize| market.row(row).any(|arc| mentors[market.mentor[arc] as usize]);
        let mut going_on = with.contains(&NOBODY);
        while going_on {
            going_on = false;
            for (mentee, &mentor) in with.iter().enumerate() {
                if mentor != NOBODY && !mentors[mentor as usize] && reaches(&mentors, mentee) {
                    mentors[mentor as usize] = true;
                    going_on = true;
                }
            }
        }
        let alone = |row: &u32| with[*row as usize] == NOBODY && !reaches(&mentors, *row as usize);
        let without = (0..).take(with.len()).filter(alone).collect();
        Self { mentors, without }
    }
}
