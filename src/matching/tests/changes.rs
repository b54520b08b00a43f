//! People who come, leave, and take more or fewer: after each change the matching is what it would be from scratch.

use super::{Made, proof};
use crate::matching::{Matching, Possible};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

#[test]
fn after_every_change_the_matching_is_the_best() {
    for seed in 0..60 {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let mut made = Made::up(seed, 25, 8, 3, 0.5);
        let mut matching = Matching::new(made.market(7));
        let mut gone = BTreeSet::new();
        for step in 0..40 {
            change(&mut made, &mut gone, &mut matching, &mut chance);
            let found = matching.assignment();
            assert_eq!(made.keyed(&found), made.keyed(&made.assign()), "seed {seed}, step {step}");
            // The checker takes everybody to be in: those who left are people without, whom nobody could have.
            let mut all_in = found;
            all_in.cost.unmatched += i64::try_from(gone.len()).unwrap();
            all_in.certificate.bound.unmatched = all_in.cost.unmatched;
            for &at in &gone {
                all_in.certificate.mentee_least[at as usize].unmatched = 1;
            }
            assert_eq!(proof::faults(&made, &all_in), Vec::<String>::new(), "seed {seed}, step {step}");
        }
    }
}

fn change(made: &mut Made, gone: &mut BTreeSet<u32>, matching: &mut Matching, chance: &mut ChaCha8Rng) {
    let mentors = u32::try_from(made.mentors.len()).unwrap();
    match chance.random_range(0..3) {
        0 => {
            let mentee = u32::try_from(made.mentees.len()).unwrap();
            let mut pairs = Vec::new();
            for mentor in 0..mentors {
                if chance.random_bool(0.5) {
                    pairs.push(Possible { mentee, mentor, score: chance.random_range(0..=1000) });
                }
            }
            let key = chance.random();
            assert_eq!(matching.arrive(key, &pairs), mentee);
            made.mentees.push(key);
            made.pairs.extend(pairs);
        }
        1 => {
            let mentee = chance.random_range(0..u32::try_from(made.mentees.len()).unwrap());
            matching.leave(mentee);
            gone.insert(mentee);
            made.pairs.retain(|pair| pair.mentee != mentee);
        }
        _ => {
            let (mentor, capacity) = (chance.random_range(0..mentors), chance.random_range(0..4));
            matching.set_capacity(mentor, capacity);
            made.mentors[mentor as usize].1 = capacity;
        }
    }
}

#[test]
fn a_newcomer_moves_nobody_who_is_not_on_the_way_to_a_place() {
    let made = Made::up(5, 200, 50, 6, 0.3);
    let mut matching = Matching::new(made.market(7));
    let before = matching.assignment();
    matching.arrive(77, &[Possible { mentee: 0, mentor: 0, score: 900 }]);
    let after = matching.assignment();
    let moved = before.mentor.iter().zip(&after.mentor).filter(|(before, after)| before != after).count();
    assert!(moved <= 50, "{moved} people were moved: more than there are mentors");
    assert_eq!(after.matched, before.matched + usize::from(after.mentor[200].is_some() && moved == 0));
}
