//! Somebody who is to be introduced, and what speaks for two of them meeting.

use super::super::fit::Week;
use super::super::market::PersonKey;
use super::{Affinity, Guests, Introductions, Met, introduce};
use std::collections::{BTreeMap, BTreeSet};

/// From how many common hours a week on more do not make it better.
const ENOUGH_HOURS: u32 = 20;
/// What common hours, another team and another site add to a score.
const HOURS: u32 = 400;
const TEAM: u32 = 400;
const SITE: u32 = 200;

/// Somebody, with all that counts for whom they meet.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Who.
    pub key: PersonKey,
    /// When they work.
    pub week: Week,
    /// Where they belong, if that is known.
    pub team: Option<String>,
    /// Where they work, if that is known.
    pub site: Option<String>,
    /// Whom they must not meet; it is enough that one of the two says so.
    pub never: BTreeSet<PersonKey>,
    /// Whom they met before.
    pub met: BTreeMap<PersonKey, Met>,
    /// Whether they were left alone last time.
    pub alone_before: bool,
}

impl Guest {
    /// How these two would suit each other, the same both ways; `None` if they must not meet.
    pub fn affinity(&self, other: &Self) -> Option<Affinity> {
        if self.never.contains(&other.key) || other.never.contains(&self.key) {
            return None;
        }
        let known = |one: &Self, other: &Self| one.met.get(&other.key).copied().unwrap_or(Met::Never);
        Some(Affinity { score: self.score(other), met: known(self, other).max(known(other, self)) })
    }

    /// Whether the two are of teams that are known and differ.
    pub fn is_of_another_team(&self, other: &Self) -> bool {
        differ(self.team.as_deref(), other.team.as_deref())
    }

    fn score(&self, other: &Self) -> u16 {
        let hours = self.week.common(&other.week).min(ENOUGH_HOURS) * HOURS / ENOUGH_HOURS;
        let team = u32::from(self.is_of_another_team(other)) * TEAM;
        let site = u32::from(differ(self.site.as_deref(), other.site.as_deref())) * SITE;
        u16::try_from(hours + team + site).unwrap_or(0)
    }
}

fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

/// Introduces `guests` in groups of `size`; `seed` breaks ties.
pub fn meet(guests: &[Guest], size: usize, seed: u64) -> Introductions {
    let keys: Vec<PersonKey> = guests.iter().map(|guest| guest.key).collect();
    let alone_before: Vec<bool> = guests.iter().map(|guest| guest.alone_before).collect();
    introduce(Guests { keys: &keys, alone_before: &alone_before, seed }, size, |one, other| {
        guests[one].affinity(&guests[other])
    })
}
