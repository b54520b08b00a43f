//! A checker of proofs that knows nothing of how matchings are found: it sees people, pairs, prices and the result.

use super::{Made, assign};
use crate::matching::{Assignment, Certificate, Possible, Worth};

/// Costs as the checker sees them: people without, then regret.
type Pair = (i64, i64);

fn plus(a: Pair, b: Pair, times: i64) -> Pair {
    (a.0 + times * b.0, a.1 + times * b.1)
}

/// The regret of a pair, if it is possible.
fn regret(made: &Made, mentee: usize, mentor: u32) -> Option<i64> {
    let same = |pair: &&Possible| pair.mentee as usize == mentee && pair.mentor == mentor;
    made.pairs.iter().filter(same).map(|pair| (1000 - i64::from(pair.score)).pow(2)).min()
}

/// What is wrong with a proof.
pub fn faults(made: &Made, found: &Assignment) -> Vec<String> {
    let Certificate { mentor_price, mentee_least, bound } = &found.certificate;
    let pairs = |worths: &[Worth]| worths.iter().map(|worth| (worth.unmatched, worth.regret)).collect();
    let (price, least): (Vec<Pair>, Vec<Pair>) = (pairs(mentor_price), pairs(mentee_least));
    let told = [*bound, found.cost].map(|worth| (worth.unmatched, worth.regret));
    let (mut faults, mut primal, mut taken) = (Vec::new(), (0, 0), vec![0; made.mentors.len()]);
    for (mentee, mentor) in found.mentor.iter().enumerate() {
        let Some(mentor) = *mentor else {
            primal = plus(primal, (1, 0), 1);
            continue;
        };
        taken[mentor as usize] += 1;
        match regret(made, mentee, mentor) {
            Some(regret) => primal = plus(primal, (0, regret), 1),
            None => faults.push(format!("{mentee} and {mentor} are not possible")),
        }
    }
    let mut dual = (0, 0);
    for (mentor, (_, places)) in made.mentors.iter().enumerate() {
        dual = plus(dual, price[mentor], -i64::from(*places));
        if taken[mentor] > *places || price[mentor] < (0, 0) {
            faults.push(format!("{mentor} has {} of {places} at {:?}", taken[mentor], price[mentor]));
        }
    }
    for (mentee, &least) in least.iter().enumerate() {
        dual = plus(dual, least, 1);
        if least > (1, 0) {
            faults.push(format!("{mentee} pays {least:?}, more than to stay without"));
        }
    }
    for pair in &made.pairs {
        let value = plus(price[pair.mentor as usize], (0, (1000 - i64::from(pair.score)).pow(2)), 1);
        if value < least[pair.mentee as usize] {
            faults.push(format!("{pair:?} would be cheaper"));
        }
    }
    if [primal, dual] != told || primal != dual {
        faults.push(format!("primal {primal:?}, dual {dual:?}, told {told:?}"));
    }
    faults
}

#[test]
fn every_matching_proves_that_it_is_the_best() {
    for seed in 0..200 {
        let made = Made::up(seed, 60, 15, 5, [0.1, 0.3, 0.9][usize::try_from(seed % 3).unwrap()]);
        assert_eq!(faults(&made, &made.assign()), Vec::<String>::new(), "seed {seed}");
    }
}

#[test]
fn a_matching_that_is_not_the_best_is_found_out() {
    let made = Made::up(3, 30, 10, 3, 0.6);
    let mut found = assign(made.market(7));
    let one = found.mentor.iter().position(Option::is_some).unwrap();
    found.mentor[one] = None;
    assert_ne!(faults(&made, &found), Vec::<String>::new());
}
