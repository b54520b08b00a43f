//! Small markets, beside every matching that they have.

use super::{Made, proof};
use std::collections::BTreeMap;

/// The fewest people without, then the least regret, by trying everything; remembering what is left of the places.
fn best(made: &Made) -> (i64, i64) {
    let mut best = BTreeMap::from([(made.mentors.iter().map(|mentor| mentor.1).collect::<Vec<_>>(), (0, 0))]);
    for mentee in (0..).take(made.mentees.len()) {
        let mut after = BTreeMap::new();
        for (left, (without, regret)) in best {
            let mut keep = |left: Vec<u32>, cost: (i64, i64)| {
                let known = after.entry(left).or_insert(cost);
                *known = cost.min(*known);
            };
            for pair in made.pairs.iter().filter(|pair| pair.mentee == mentee) {
                let mut left = left.clone();
                if left[pair.mentor as usize] > 0 {
                    left[pair.mentor as usize] -= 1;
                    keep(left, (without, regret + (1000 - i64::from(pair.score)).pow(2)));
                }
            }
            keep(left, (without + 1, regret));
        }
        best = after;
    }
    best.into_values().min().unwrap()
}

#[test]
fn small_markets_are_matched_as_well_as_by_trying_everything() {
    for seed in 0..1000 {
        let (mentees, mentors) = (1 + seed % 8, 1 + seed / 8 % 5);
        let share = [0.3, 0.6, 1.0][usize::try_from(seed % 3).unwrap()];
        let made = Made::up(seed, u32::try_from(mentees).unwrap(), u32::try_from(mentors).unwrap(), 3, share);
        let found = made.assign();
        assert_eq!((found.cost.unmatched, found.cost.regret), best(&made), "seed {seed}");
        assert_eq!(proof::faults(&made, &found), Vec::<String>::new(), "seed {seed}");
    }
}
