//! What is worth a look among those who give each other points: rings, and incomes that come from one person. Pure.
//!
//! The rules already pay less for repetition; what is left is seldom wrong, and a program cannot tell. So nothing
//! follows from a flag but that moderators can read it.

use crate::database::MemberId;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::BTreeMap;

/// The most people of a ring: among more of them, help goes in circles without anybody meaning it to.
const RING: usize = 6;

/// What somebody gave somebody else, altogether.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gift {
    pub giver: MemberId,
    pub receiver: MemberId,
    pub points: i64,
}

/// From where on something is worth a look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The fewest points that somebody has.
    pub points: i64,
    /// How much of an income comes from one giver, in percent.
    pub one_giver_percent: u32,
    /// How much each one of a ring has from another one of it, in percent.
    pub ring_percent: u32,
}

/// Somebody's income, and how much of it comes from one giver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub receiver: MemberId,
    /// All that they have.
    pub points: i64,
    pub giver: MemberId,
    /// What comes from that giver, in whole percent.
    pub percent: i64,
}

/// Something that is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    /// Most of an income comes from one person.
    OneGiver(Share),
    /// Some people have much of what they have from each other: each with their greatest share from within.
    Ring(Vec<Share>),
}

impl Flag {
    /// Whose incomes it is about.
    pub fn receivers(&self) -> impl Iterator<Item = MemberId> {
        self.shares().iter().map(|share| share.receiver)
    }

    /// Whether somebody has a part in it.
    pub fn concerns(&self, member: MemberId) -> bool {
        self.shares().iter().any(|share| share.receiver == member || share.giver == member)
    }

    pub fn shares(&self) -> &[Share] {
        match self {
            Self::OneGiver(share) => std::slice::from_ref(share),
            Self::Ring(shares) => shares,
        }
    }
}

/// What is worth a look among `gifts`, of which there is one for each pair at most. Who is in a ring is in one only,
/// and their income is not listed again.
pub(super) fn flags(gifts: &[Gift], limits: Limits) -> Vec<Flag> {
    let shares = shares(gifts, limits.points);
    let rings = rings(&shares, limits.ring_percent);
    let in_a_ring = |member: MemberId| rings.iter().flatten().any(|share| share.receiver == member);
    let alone: Vec<Flag> = shares
        .iter()
        .filter(|share| is_at_least(share, limits.one_giver_percent) && !in_a_ring(share.receiver))
        .map(|share| Flag::OneGiver(*share))
        .collect();
    rings.into_iter().map(Flag::Ring).chain(alone).collect()
}

/// The shares of which incomes of at least `least` points are made.
fn shares(gifts: &[Gift], least: i64) -> Vec<Share> {
    let mut incomes: BTreeMap<MemberId, i64> = BTreeMap::new();
    for gift in gifts {
        *incomes.entry(gift.receiver).or_default() += gift.points;
    }
    let share = |gift: &Gift| {
        let points = incomes[&gift.receiver];
        let enough = points >= least.max(1) && gift.points > 0 && gift.giver != gift.receiver;
        let (receiver, giver, percent) = (gift.receiver, gift.giver, gift.points * 100 / points.max(1));
        enough.then_some(Share { receiver, points, giver, percent })
    };
    gifts.iter().filter_map(share).collect()
}

fn is_at_least(share: &Share, percent: u32) -> bool {
    share.percent >= i64::from(percent)
}

/// Those who can be reached from each other by great shares.
fn rings(shares: &[Share], percent: u32) -> Vec<Vec<Share>> {
    let great = || shares.iter().filter(|share| is_at_least(share, percent));
    let graph: DiGraphMap<MemberId, ()> = great().map(|share| (share.giver, share.receiver)).collect();
    let mut rings = Vec::new();
    for members in tarjan_scc(&graph).into_iter().filter(|members| (2..=RING).contains(&members.len())) {
        let mut greatest: BTreeMap<MemberId, Share> = BTreeMap::new();
        let within =
            great().filter(|share| [share.giver, share.receiver].iter().all(|one| members.contains(one)));
        for share in within {
            let known = greatest.entry(share.receiver).or_insert(*share);
            if share.percent > known.percent {
                *known = *share;
            }
        }
        rings.push(greatest.into_values().collect());
    }
    rings.sort_by_key(|ring: &Vec<Share>| ring.first().map(|share| share.receiver));
    rings
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: Limits = Limits { points: 60, one_giver_percent: 80, ring_percent: 40 };

    fn person(number: u128) -> MemberId {
        MemberId::from_u128(number)
    }

    /// Gifts out of `(giver, receiver, points)`.
    fn found(gifts: &[(u128, u128, i64)]) -> Vec<Flag> {
        let gift =
            |&(giver, receiver, points)| Gift { giver: person(giver), receiver: person(receiver), points };
        flags(&gifts.iter().map(gift).collect::<Vec<_>>(), LIMITS)
    }

    fn share(receiver: u128, points: i64, giver: u128, percent: i64) -> Share {
        Share { receiver: person(receiver), points, giver: person(giver), percent }
    }

    #[test]
    fn two_who_live_off_each_other_are_a_ring() {
        let flags = found(&[(1, 2, 60), (2, 1, 54), (3, 1, 6)]);
        assert_eq!(flags, [Flag::Ring(vec![share(1, 60, 2, 90), share(2, 60, 1, 100)])]);
        assert!(flags[0].concerns(person(1)) && !flags[0].concerns(person(3)));
    }

    #[test]
    fn three_in_a_circle_are_a_ring_with_their_greatest_shares() {
        let circle = [(1, 2, 30), (2, 3, 30), (3, 1, 30), (1, 3, 24)];
        let others = [(7, 1, 30), (8, 2, 30), (9, 3, 6)];
        let flags = found(&[&circle[..], &others[..]].concat());
        assert_eq!(flags, [Flag::Ring(vec![share(1, 60, 3, 50), share(2, 60, 1, 50), share(3, 60, 2, 50)])]);
    }

    #[test]
    fn whom_many_thank_is_no_flag() {
        let gifts: Vec<_> = (2..=12).map(|giver| (giver, 1, 15)).collect();
        assert_eq!(found(&gifts), []);
        // Nor is it if one of them is helped in return, or if somebody stands before a circle.
        assert_eq!(found(&[&gifts[..], &[(1, 2, 40), (3, 2, 40)]].concat()), []);
        let row = [(1, 2, 40), (2, 3, 40), (7, 1, 40), (8, 1, 40), (8, 2, 40), (9, 3, 40)];
        assert_eq!(found(&row), []);
    }

    #[test]
    fn an_income_from_one_giver_is_a_flag_and_names_them() {
        assert_eq!(found(&[(2, 1, 48), (3, 1, 12)]), [Flag::OneGiver(share(1, 60, 2, 80))]);
        assert_eq!(found(&[(2, 1, 47), (3, 1, 13)]), [], "that is less than 80 percent");
        assert_eq!(found(&[(2, 1, 59)]), [], "and that is little");
        assert_eq!(found(&[(2, 1, 59), (1, 2, 59)]), [], "even between two");
    }

    #[test]
    fn seven_in_a_circle_are_a_community() {
        let circle = |many: u128| (0..many).map(|at| (at, (at + 1) % many, 60)).collect::<Vec<_>>();
        assert!(matches!(&found(&circle(6))[..], [Flag::Ring(shares)] if shares.len() == 6));
        assert!(found(&circle(7)).iter().all(|flag| matches!(flag, Flag::OneGiver(_))));
    }

    proptest! {
        #[test]
        fn the_order_of_gifts_is_nothing_and_nobody_is_listed_twice(
            gifts in prop::collection::btree_map((0..8_u128, 0..8_u128), 0..90_i64, 0..40),
        ) {
            let gifts: Vec<_> = gifts.into_iter().map(|((giver, receiver), points)| (giver, receiver, points)).collect();
            let flags = found(&gifts);
            let mut backwards: Vec<_> = gifts.iter().rev().copied().collect();
            prop_assert_eq!(flags.len(), found(&backwards).len());
            backwards.sort_unstable();
            let mut listed: Vec<_> = flags.iter().flat_map(Flag::receivers).collect();
            let all = listed.len();
            listed.sort_unstable();
            listed.dedup();
            prop_assert_eq!(listed.len(), all);
            prop_assert!(flags.iter().flat_map(Flag::shares).all(|share| share.points >= 60 && share.percent >= 40));
        }
    }
}
