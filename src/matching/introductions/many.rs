//! Pairs among thousands: greedily, then improved two pairs at a time, then those who are left over.
//!
//! Exact matching takes half a minute at 10,000 people; this takes a fraction of a second and is within a thousandth
//! of the best, because among so many nearly everybody has many who suit them equally well.

use super::Dice;

/// How many others, drawn by chance, are looked at for each person.
const LOOKED_AT: usize = 256;
/// How many of these, the best, stay in view.
const KEPT: usize = 24;
/// How often everybody tries to change partners, at most.
const ROUNDS: usize = 12;
/// Up to how many left over are matched by looking at all of them.
const FEW: usize = 2_000;

/// The partners in a heavy matching; `weight` is positive for those who can be paired.
pub(super) fn heavy(people: usize, seed: u64, weight: impl Fn(usize, usize) -> i64) -> Vec<Option<usize>> {
    let mut dice = Dice::new(seed);
    let mut partners = vec![None; people];
    let best: Vec<Vec<(i64, usize)>> =
        (0..people).map(|one| best_of(one, people, &mut dice, &weight)).collect();
    let in_view = best.iter().enumerate().flat_map(|(one, best)| {
        best.iter().map(move |&(weight, other)| (weight, one.min(other), one.max(other)))
    });
    pair_heaviest(&mut partners, in_view.collect());
    pair_leftovers(&mut partners, &weight);
    for _ in 0..ROUNDS {
        if !exchange(&mut partners, &best, &weight) {
            break;
        }
    }
    free_somebody(&mut partners, &weight);
    partners
}

/// Those who suit `one` best, of some drawn by chance.
fn best_of(
    one: usize,
    people: usize,
    dice: &mut Dice,
    weight: &impl Fn(usize, usize) -> i64,
) -> Vec<(i64, usize)> {
    let drawn = (0..LOOKED_AT).map(|_| dice.below(people)).filter(|&other| other != one);
    let mut drawn: Vec<_> =
        drawn.map(|other| (weight(one, other), other)).filter(|(weight, _)| *weight > 0).collect();
    drawn.sort_unstable_by(|a, b| b.cmp(a));
    drawn.dedup();
    drawn.truncate(KEPT);
    drawn
}

/// Pairs those who are free, the heaviest first.
fn pair_heaviest(partners: &mut [Option<usize>], mut pairs: Vec<(i64, usize, usize)>) {
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    for (weight, one, other) in pairs {
        if weight > 0 && partners[one].is_none() && partners[other].is_none() {
            (partners[one], partners[other]) = (Some(other), Some(one));
        }
    }
}

/// Pairs the first of those who are free among each other.
fn pair_leftovers(partners: &mut [Option<usize>], weight: &impl Fn(usize, usize) -> i64) {
    loop {
        let free: Vec<usize> = (0..partners.len()).filter(|&at| partners[at].is_none()).take(FEW).collect();
        let pairs = free
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| free[at + 1..].iter().map(move |&other| (weight(one, other), one, other)));
        pair_heaviest(partners, pairs.collect());
        // Fewer than could be looked at, or nobody of them could be paired: the rest needs somebody from a pair.
        if free.len() < FEW || free.iter().all(|&at| partners[at].is_none()) {
            return;
        }
    }
}

/// Lets everybody try to get somebody who suits them better, while the two who are left then get each other; whether
/// anybody did.
fn exchange(
    partners: &mut [Option<usize>],
    best: &[Vec<(i64, usize)>],
    weight: &impl Fn(usize, usize) -> i64,
) -> bool {
    let mut changed = false;
    for one in 0..partners.len() {
        let Some(mut with) = partners[one] else { continue };
        let mut mine = weight(one, with);
        for &(direct, third) in &best[one] {
            let Some(fourth) = partners[third].filter(|&fourth| fourth != one) else { continue };
            let opposite = weight(with, fourth);
            if opposite > 0 && direct + opposite > mine + weight(third, fourth) {
                (partners[one], partners[third]) = (Some(third), Some(one));
                (partners[with], partners[fourth]) = (Some(fourth), Some(with));
                (with, mine, changed) = (third, direct, true);
            }
        }
    }
    changed
}

/// Two who are free and cannot be paired with each other take apart a pair of which each can have one.
fn free_somebody(partners: &mut [Option<usize>], weight: &impl Fn(usize, usize) -> i64) {
    let free: Vec<usize> = (0..partners.len()).filter(|&at| partners[at].is_none()).collect();
    for (at, &one) in free.iter().enumerate() {
        for &other in &free[at + 1..] {
            if partners[one].is_some() || partners[other].is_some() {
                continue;
            }
            let gain = |third: usize| {
                let fourth = partners[third]?;
                let (direct, opposite) = (weight(one, third), weight(other, fourth));
                (direct > 0 && opposite > 0)
                    .then(|| (direct + opposite - weight(third, fourth), third, fourth))
            };
            if let Some((_, third, fourth)) = (0..partners.len()).filter_map(gain).max() {
                (partners[one], partners[third]) = (Some(third), Some(one));
                (partners[other], partners[fourth]) = (Some(fourth), Some(other));
            }
        }
    }
}
