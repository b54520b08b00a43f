//! A round of mentoring: from people to pairs, each with its reasons.

use super::assignment::{Assignment, assign};
use super::fit::{Fit, Missing, Person, Weights, fit, missing, possible};
use super::market::{Market, PersonKey, Possible};
use serde::Serialize;
use std::cmp::Reverse;

/// What a round came to.
#[derive(Clone, Debug)]
pub struct Round {
    /// For each mentee, in the order that they were given in.
    pub found: Vec<Found>,
    /// The matching, with its proof.
    pub assignment: Assignment,
}

/// What a round came to for one mentee.
#[derive(Clone, Debug)]
pub enum Found {
    /// A mentor.
    Mentor {
        /// Position among the mentors.
        mentor: usize,
        /// What the two share.
        fit: Fit,
        /// What the mentor who suits the mentee best would have cost all others, if that is another one.
        better: Option<BetterButFull>,
    },
    /// Nobody, and what would help.
    Nobody(Missing),
}

/// What it would have cost to give somebody a mentor who suits them better, but has no place left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BetterButFull {
    /// At least so much squared regret of all others together.
    Costs(i64),
    /// Somebody else would stay without.
    LeavesSomebodyOut,
}

/// Matches `mentees` with `mentors`, each of whom has a number of places; `seed` breaks ties.
pub fn round(seed: u64, mentees: &[Person], mentors: &[(Person, u32)], weights: &Weights) -> Round {
    let people: Vec<Person> = mentors.iter().map(|(person, _)| person.clone()).collect();
    let (pairs, barriers) = possible(mentees, &people, weights);
    let keys: Vec<PersonKey> = mentees.iter().map(|person| person.key).collect();
    let places: Vec<(PersonKey, u32)> =
        mentors.iter().map(|(person, places)| (person.key, *places)).collect();
    let assignment = assign(Market::new(seed, &keys, &places, &pairs));
    let mut of_mentee: Vec<&[Possible]> = vec![&[]; mentees.len()];
    for pairs in pairs.chunk_by(|one, other| one.mentee == other.mentee) {
        of_mentee[pairs[0].mentee as usize] = pairs;
    }
    let found = (0_u32..).zip(&assignment.mentor).map(|(at, mentor)| {
        let (mentee, pairs) = (at as usize, of_mentee[at as usize]);
        let with = mentor.and_then(|mentor| {
            let fit = fit(&mentees[mentee], &people[mentor as usize], weights).ok()?;
            Some((mentor as usize, fit))
        });
        match with {
            Some((mentor, fit)) => {
                let better = better_but_full(&assignment, pairs, mentors, fit.score);
                Found::Mentor { mentor, fit, better }
            }
            None => Found::Nobody(missing(&barriers[mentee], !pairs.is_empty())),
        }
    });
    Round { found: found.collect(), assignment }
}

/// What the best of a mentee's pairs would have cost the others, if it is better than the one with `score`.
///
/// Nobody loses anything by a mentor who takes nobody now, so those are not counted.
fn better_but_full(
    assignment: &Assignment,
    pairs: &[Possible],
    mentors: &[(Person, u32)],
    score: u16,
) -> Option<BetterButFull> {
    let takes_some = |pair: &&Possible| mentors[pair.mentor as usize].1 > 0;
    let better = pairs.iter().filter(takes_some).filter(|pair| pair.score > score);
    let best = better.max_by_key(|pair| (pair.score, Reverse(pair.mentor)))?;
    let cost = assignment.certificate.would_cost(best.mentee, best.mentor, best.score);
    Some(match cost.unmatched {
        0 => BetterButFull::Costs(cost.regret),
        _ => BetterButFull::LeavesSomebodyOut,
    })
}
