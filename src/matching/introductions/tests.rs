//! Introductions: exact up to some hundred, nearly so above, nobody stranded, and no repetition while avoidable.

use super::blossom::heaviest;
use super::{Affinity, Guests, Introductions, LARGEST_GROUP, Met, introduce};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

fn keys(count: usize) -> Vec<u128> {
    (0..count as u128).map(|key| key * 0x9e37_79b9_7f4a_7c15_0123 % 1_000_003).collect()
}

fn value(affinity: Option<Affinity>) -> Option<u64> {
    let affinity = affinity?;
    Some(u64::from(affinity.score) + if affinity.met == Met::Never { 1000 } else { 0 })
}

/// Affinities drawn by chance; `banned` of them none.
fn drawn(count: usize, seed: u64, banned: f64) -> impl Fn(usize, usize) -> Option<Affinity> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let table: Vec<_> = (0..count * count)
        .map(|_| {
            (!chance.random_bool(banned)).then(|| (chance.random_range(0..=1000), chance.random_bool(0.7)))
        })
        .collect();
    move |one, other| {
        let (score, never) = table[one.min(other) * count + one.max(other)]?;
        Some(Affinity { score, met: if never { Met::Never } else { Met::LongAgo } })
    }
}

fn of(count: usize, size: usize, affinity: impl Fn(usize, usize) -> Option<Affinity>) -> Introductions {
    introduce(Guests { keys: &keys(count), alone_before: &vec![false; count], seed: 5 }, size, affinity)
}

/// Most people paired, then the most value, by trying everything.
fn best(count: usize, affinity: &impl Fn(usize, usize) -> Option<Affinity>) -> (u32, u64) {
    let mut best = vec![(0, 0); 1 << count];
    for set in 1..1_usize << count {
        let one = set.trailing_zeros() as usize;
        let rest = set & (set - 1);
        best[set] = best[rest];
        for other in (one + 1..count).filter(|other| rest >> other & 1 == 1) {
            if let Some(value) = value(affinity(one, other)) {
                let (pairs, sum) = best[rest & !(1 << other)];
                best[set] = best[set].max((pairs + 1, sum + value));
            }
        }
    }
    best[(1 << count) - 1]
}

/// The value of the pairs of an outcome that has no trios.
fn worth(found: &Introductions, affinity: &impl Fn(usize, usize) -> Option<Affinity>) -> u64 {
    found.groups.iter().filter_map(|group| value(affinity(group[0], group[1]))).sum()
}

#[test]
fn up_to_some_hundred_the_pairs_are_the_best_there_are() {
    for seed in 0..1000 {
        let count = 2 + usize::try_from(seed % 11).unwrap();
        let affinity = drawn(count, seed, [0.0, 0.3, 0.7][usize::try_from(seed % 3).unwrap()]);
        let partners = heaviest(count, |one, other| {
            value(affinity(one, other)).map_or(0, |value| 1_000_000 + i64::try_from(value).unwrap())
        });
        let mut found = (0, 0);
        for (one, other) in partners.iter().enumerate() {
            if let Some(other) = other.filter(|other| one < *other) {
                assert_eq!(partners[other], Some(one), "seed {seed}");
                found = (found.0 + 1, found.1 + value(affinity(one, other)).expect("a pair that may be"));
            }
        }
        assert_eq!(found, best(count, &affinity), "seed {seed}");
    }
}

#[test]
fn an_odd_person_makes_a_trio() {
    let found = of(7, 2, drawn(7, 1, 0.0));
    assert_eq!((found.groups.len(), found.alone.len(), found.unpaired), (3, 0, 1));
    assert_eq!(found.groups.iter().map(Vec::len).max(), Some(3));
}

#[test]
fn five_hundred_are_paired_exactly_and_a_few_more_nearly_so() {
    let affinity = drawn(501, 9, 0.02);
    let exact = of(500, 2, &affinity);
    assert!(exact.exact && exact.alone.is_empty() && exact.unpaired == 0);
    let bound = (0..500)
        .map(|one| (0..500).filter(|at| *at != one).filter_map(|at| value(affinity(one, at))).max().unwrap());
    let (found, bound) = (worth(&exact, &affinity), bound.sum::<u64>() / 2);
    assert!(found <= bound && found * 1000 > bound * 990, "{found} of at most {bound}");
}

/// A company of 10,000 in teams and at sites: what an introduction weighs.
fn company(one: usize, other: usize) -> Option<Affinity> {
    let hash = |at: usize| at.wrapping_mul(2_654_435_761) >> 7;
    let (a, b) = (hash(one), hash(other));
    if a % 997 == 1 && b % 997 == 2 || a % 997 == 2 && b % 997 == 1 {
        return None;
    }
    let other_team = u16::from(a % 61 != b % 61) * 400;
    let other_site = u16::from(a % 7 != b % 7) * 200;
    let hours = 8 - u16::try_from((a % 9).abs_diff(b % 9)).unwrap();
    let score = other_team + other_site + hours * 50;
    let met = if one.abs_diff(other) % 50 == 1 { Met::Lately } else { Met::Never };
    Some(Affinity { score, met })
}

#[test]
fn ten_thousand_come_within_a_thousandth_of_the_best() {
    let count = 10_000;
    let found = of(count, 2, company);
    assert!(found.unpaired <= 2 && found.alone.is_empty() && !found.exact, "{} unpaired", found.unpaired);
    let bound: u64 = (0..count)
        .map(|one| (0..count).filter(|at| *at != one).filter_map(|at| value(company(one, at))).max().unwrap())
        .sum();
    let (found, bound) = (worth(&found, &company), bound / 2);
    assert!(found * 1000 >= bound * 999, "{found} of at most {bound}");
}

#[test]
fn eight_rounds_repeat_nothing_that_can_be_avoided_and_strand_nobody() {
    // Two teams, 40 and 1: a ban on one's own team would strand 39 of them.
    let count = 41;
    let mut met: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for round in 0..8 {
        let affinity = |one: usize, other: usize| {
            let again = met.contains_key(&(one.min(other), one.max(other)));
            let team = u16::from((one == 40) != (other == 40)) * 400;
            Some(Affinity { score: team, met: if again { Met::Lately } else { Met::Never } })
        };
        let guests = Guests { keys: &keys(count), alone_before: &[false; 41], seed: round };
        let found = introduce(guests, 2, affinity);
        assert!(found.alone.is_empty(), "round {round}");
        assert_eq!(found.groups.iter().map(Vec::len).sum::<usize>(), count);
        for group in &found.groups {
            for (at, &one) in group.iter().enumerate() {
                for &other in &group[at + 1..] {
                    *met.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    assert!(met.values().all(|times| *times == 1), "somebody met twice");
}

#[test]
fn whoever_was_alone_is_not_alone_again() {
    // Three who can only meet the first: one of them meets, and the two others take turns.
    let affinity = |one: usize, other: usize| {
        (one == 0 || other == 0).then_some(Affinity { score: 500, met: Met::Never })
    };
    let mut alone_before = vec![false; 3];
    for round in 0..6 {
        let found =
            introduce(Guests { keys: &keys(3), alone_before: &alone_before, seed: round }, 2, affinity);
        assert_eq!(found.alone.len(), 1);
        assert!(!alone_before[found.alone[0]], "round {round}");
        alone_before = (0..3).map(|at| found.alone.contains(&at)).collect();
    }
}

#[test]
fn groups_have_the_size_asked_for_and_nobody_who_must_not_meet() {
    for (count, size) in [(9, 3), (10, 4), (31, 5), (64, 8), (17, 8), (601, 4), (5, 8)] {
        let banned = |one: usize, other: usize| one.abs_diff(other) == count / 2;
        let found = of(count, size, |one, other| {
            (!banned(one, other)).then_some(Affinity { score: 100, met: Met::Never })
        });
        let sizes: Vec<_> = found.groups.iter().map(Vec::len).collect();
        assert_eq!(sizes.iter().sum::<usize>() + found.alone.len(), count);
        assert!(found.alone.is_empty(), "{count} in groups of {size}: {:?} alone", found.alone);
        // Where the largest groups could not hold everybody, there is one more of them, and all are smaller.
        let crowded = count.div_ceil(LARGEST_GROUP) > count / size;
        let right = |has: &usize| {
            *has <= LARGEST_GROUP.min(size * 2) && (count < size || crowded || *has + 1 >= size)
        };
        assert!(sizes.iter().all(right), "{count} by {size}: {sizes:?}");
        for group in &found.groups {
            assert!(group.iter().all(|one| group.iter().all(|other| one == other || !banned(*one, *other))));
        }
    }
}

#[test]
fn the_order_in_which_guests_are_named_changes_nothing() {
    let (keys, affinity) = (keys(60), drawn(60, 3, 0.1));
    let back: Vec<u128> = keys.iter().rev().copied().collect();
    let found = |keys: &[u128], affinity: &dyn Fn(usize, usize) -> Option<Affinity>| {
        let guests = Guests { keys, alone_before: &[false; 60], seed: 4 };
        let mut groups: Vec<Vec<u128>> = Vec::new();
        for group in introduce(guests, 2, affinity).groups {
            let mut group: Vec<u128> = group.into_iter().map(|at| keys[at]).collect();
            group.sort_unstable();
            groups.push(group);
        }
        groups.sort_unstable();
        groups
    };
    assert_eq!(found(&keys, &affinity), found(&back, &|one, other| affinity(59 - one, 59 - other)));
}
