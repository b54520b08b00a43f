//! Whom to ask and when to go further: decisions on plain data.

use crate::database::MemberId;
use crate::people::Quiet;
use crate::settings::QuestionsSettings;
use rand::Rng;
use std::collections::BTreeSet;
use std::time::Duration;

/// The share of rounds in which somebody who has only declared a topic is tried: without it nobody new would
/// ever be proven.
const EXPLORE_PERCENT: u32 = 10;

/// Somebody who might be asked, with everything that the decision needs; best first in a list of them.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) member: MemberId,
    /// Why they are not to be spoken to now.
    pub(super) quiet: Option<Quiet>,
    /// How often they were asked in the last seven days.
    pub(super) asked_lately: u32,
    /// How often they want to be asked in seven days at most.
    pub(super) a_week: u32,
    /// Whether anything but their own word speaks for them.
    pub(super) proven: bool,
    /// Whether they read the question's language.
    pub(super) reads: bool,
}

/// Somebody who will be asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chosen {
    pub(super) member: MemberId,
    /// The chance with which this policy asks this person now: what a fair study of it has to divide by.
    pub(super) propensity: f64,
}

/// Chooses `seats` of the candidates: the best who may be asked, and now and then an unproven one for the last
/// seat. The asker and those who were asked already are never chosen, and who does not read the question's language
/// only if nobody else is free.
pub(super) fn choose(
    candidates: &[Candidate],
    not: &BTreeSet<MemberId>,
    seats: usize,
    rng: &mut impl Rng,
) -> Vec<Chosen> {
    let free = |c: &&Candidate| c.quiet.is_none() && c.asked_lately < c.a_week && !not.contains(&c.member);
    let mut free: Vec<&Candidate> = candidates.iter().filter(free).collect();
    if free.iter().any(|candidate| candidate.reads) {
        free.retain(|candidate| candidate.reads);
    }
    let best = &free[..seats.min(free.len())];
    let untried = free[best.len()..].iter().find(|candidate| !candidate.proven);
    let explores = rng.next_u32() % 100 < EXPLORE_PERCENT;
    let share = f64::from(EXPLORE_PERCENT) / 100.0;
    let mut chosen: Vec<Chosen> =
        best.iter().map(|candidate| Chosen { member: candidate.member, propensity: 1.0 }).collect();
    if let (Some(untried), Some(last)) = (untried, chosen.last_mut()) {
        *last = if explores {
            Chosen { member: untried.member, propensity: share }
        } else {
            Chosen { propensity: 1.0 - share, ..*last }
        };
    }
    chosen
}

/// What happens to a question that nobody has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The next people are asked.
    AskMore,
    /// Its topic's advocates are asked, and its home place is.
    AskPlace,
    /// The moderators are told.
    TellModerators,
}

/// The step that follows `step` earlier ones, and how much working time after the question was posted. A `hurried`
/// question goes twice as fast, and the moderators are reminded of it for as long as nobody answers.
pub(super) fn next_step(step: i64, hurried: bool, settings: &QuestionsSettings) -> Option<(Step, Duration)> {
    let last = settings.moderators_after.get();
    let (step, after) = match step {
        0 => (Step::AskMore, settings.second_after.get()),
        1 => (Step::AskPlace, settings.place_after.get()),
        2 => (Step::TellModerators, last),
        more if hurried => (Step::TellModerators, last * u32::try_from(more - 1).ok()?),
        _ => return None,
    };
    Some((step, if hurried { after / 2 } else { after }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha12Rng;

    fn candidate() -> impl Strategy<Value = Candidate> {
        let quiet =
            prop::option::of(prop::sample::select(vec![Quiet::Snoozed, Quiet::OffHours, Quiet::Spent]));
        let asked = (0_u128..30, quiet, 0_u32..8, 0_u32..8, any::<bool>(), any::<bool>());
        asked.prop_map(|(id, quiet, asked_lately, a_week, proven, reads)| Candidate {
            member: MemberId::from_u128(id),
            quiet,
            asked_lately,
            a_week,
            proven,
            reads,
        })
    }

    proptest! {
        #[test]
        fn nobody_is_asked_who_must_not_be(
            candidates in prop::collection::vec(candidate(), 0..30),
            not in prop::collection::btree_set((0_u128..30).prop_map(MemberId::from_u128), 0..10),
            seats in 0_usize..5,
            seed in any::<u64>(),
        ) {
            let mut people = BTreeSet::new();
            let candidates: Vec<_> = candidates.into_iter().filter(|c| people.insert(c.member)).collect();
            let chosen = choose(&candidates, &not, seats, &mut ChaCha12Rng::seed_from_u64(seed));
            prop_assert!(chosen.len() <= seats);
            let mut seen = BTreeSet::new();
            for one in &chosen {
                let candidate = candidates.iter().find(|c| c.member == one.member).unwrap();
                prop_assert!(candidate.quiet.is_none() && candidate.asked_lately < candidate.a_week);
                prop_assert!(!not.contains(&one.member) && seen.insert(one.member));
                prop_assert!(one.propensity > 0.0 && one.propensity <= 1.0);
            }
            let free = candidates.iter().filter(|c| c.quiet.is_none() && c.asked_lately < c.a_week && !not.contains(&c.member));
            let (readers, others): (Vec<_>, Vec<_>) = free.partition(|c| c.reads);
            let able = if readers.is_empty() { others } else { readers };
            prop_assert_eq!(chosen.len(), seats.min(able.len()), "a seat stays empty only for want of people");
            prop_assert!(chosen.iter().all(|one| able.iter().any(|c| c.member == one.member)));
            let again = choose(&candidates, &not, seats, &mut ChaCha12Rng::seed_from_u64(seed));
            prop_assert_eq!(chosen, again, "the same inputs and seed give the same choice");
        }
    }

    #[test]
    fn an_unproven_person_is_tried_in_about_one_round_of_ten() {
        let person = |id, proven| {
            let member = MemberId::from_u128(id);
            Candidate { member, quiet: None, asked_lately: 0, a_week: 2, proven, reads: true }
        };
        let candidates = [person(1, true), person(2, true), person(3, false)];
        let tried = (0..1_000).filter(|seed| {
            let mut rng = ChaCha12Rng::seed_from_u64(*seed);
            let chosen = choose(&candidates, &BTreeSet::new(), 2, &mut rng);
            chosen.iter().any(|one| one.member == MemberId::from_u128(3))
        });
        let tried = tried.count();
        assert!((70..130).contains(&tried), "{tried} of 1000");
    }
}
