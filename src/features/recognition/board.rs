//! Leaderboards: seasons, ranks, and the part of a board that somebody sees. Pure.
//!
//! A board counts what was earned in a span of time, so nothing has to be rolled over: with a new season the span is
//! another one, and what was earned before stays what it was.

use crate::database::MemberId;
use crate::weeks::{monday_of, season_of};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How many stand above and below somebody on the part of the board that they see.
const AROUND: usize = 2;
/// The fewest active members of a team: what one or two have is nobody else's business.
const ACTIVE: i64 = 3;
/// The most teams of a board.
const TEAMS: usize = 10;

/// Which board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Week,
    Season,
    All,
}

impl When {
    /// Reads `season`, `week`, `all`.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "week" | "woche" => Some(Self::Week),
            "season" | "saison" => Some(Self::Season),
            "all" | "alles" => Some(Self::All),
            _ => None,
        }
    }

    /// The first day that counts on `today`; `None` if all days do. Weeks begin on Monday, and seasons are so many of
    /// them, counted from the first Monday of 1970.
    pub fn since(self, today: NaiveDate, season_weeks: u32) -> Option<NaiveDate> {
        match self {
            Self::Week => Some(monday_of(today)),
            Self::Season => Some(season_of(today, season_weeks)),
            Self::All => None,
        }
    }
}

/// A line of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The same for all with as many points.
    pub rank: usize,
    pub member: MemberId,
    pub points: i64,
}

/// Everybody with points, best first; ties share a rank, and stand in the order of `order`.
pub(super) fn ranked(scores: &BTreeMap<MemberId, i64>) -> Vec<Line> {
    let mut scores: Vec<(MemberId, i64)> =
        scores.iter().map(|(member, points)| (*member, *points)).filter(|(_, points)| *points > 0).collect();
    scores.sort_by_key(|(member, points)| (-points, *member));
    let mut lines: Vec<Line> = Vec::new();
    for (at, (member, points)) in scores.into_iter().enumerate() {
        let rank = match lines.last() {
            Some(last) if last.points == points => last.rank,
            _ => at + 1,
        };
        lines.push(Line { rank, member, points });
    }
    lines
}

/// The part of a board that `member` sees: themselves and the two around them; nothing if they do not stand on it.
pub(super) fn around(lines: &[Line], member: MemberId) -> &[Line] {
    let Some(at) = lines.iter().position(|line| line.member == member) else { return &[] };
    &lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND + 1)]
}

/// A team on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub rank: usize,
    pub name: String,
    /// Tenths of a point for each active member.
    pub tenths: i64,
}

/// Teams of `least` people or more, by what each of their active members has on average; those who neither gave nor
/// got anything are not counted, and there must be some who did.
pub(super) fn teams(
    of: &BTreeMap<MemberId, String>,
    scores: &BTreeMap<MemberId, i64>,
    active: &[MemberId],
    least: u32,
) -> Vec<Team> {
    let active: BTreeSet<&MemberId> = active.iter().collect();
    let mut sums: BTreeMap<&str, (u32, i64, i64)> = BTreeMap::new();
    for (member, team) in of {
        let (people, at_it, points) = sums.entry(team).or_default();
        *people += 1;
        *at_it += i64::from(active.contains(member));
        *points += scores.get(member).copied().unwrap_or(0);
    }
    let enough = |(_, (people, at_it, points)): &(&str, (u32, i64, i64))| {
        *people >= least && *at_it >= ACTIVE && *points > 0
    };
    let mut found: Vec<(i64, &str)> = sums
        .into_iter()
        .filter(enough)
        .map(|(name, (_, at_it, points))| (points * 10 / at_it, name))
        .collect();
    found.sort_by_key(|(tenths, name)| (-tenths, *name));
    let mut teams: Vec<Team> = Vec::new();
    for (at, (tenths, name)) in found.into_iter().take(TEAMS).enumerate() {
        let rank = match teams.last() {
            Some(above) if above.tenths == tenths => above.rank,
            _ => at + 1,
        };
        teams.push(Team { rank, name: name.to_owned(), tenths });
    }
    teams
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike as _, Days};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    fn scores(points: &[i64]) -> BTreeMap<MemberId, i64> {
        let member = |at: usize| MemberId::from_u128(u128::try_from(at).expect("a number") + 1);
        points.iter().enumerate().map(|(at, points)| (member(at), *points)).collect()
    }

    #[test]
    fn weeks_begin_on_monday_and_seasons_with_them() {
        for today in [day(2026, 3, 2), day(2026, 3, 5), day(2026, 3, 8)] {
            assert_eq!(When::Week.since(today, 13), Some(day(2026, 3, 2)));
        }
        let start = When::Season.since(day(2026, 3, 5), 13).expect("a day");
        assert_eq!(start.weekday(), chrono::Weekday::Mon);
        let next = start + Days::new(13 * 7);
        assert_eq!(When::Season.since(next - Days::new(1), 13), Some(start), "the last day belongs to it");
        assert_eq!(When::Season.since(next, 13), Some(next), "then the board is empty again");
        assert_eq!(When::All.since(next, 13), None);
    }

    #[test]
    fn ties_share_a_rank_and_the_next_one_knows() {
        let lines = ranked(&scores(&[5, 9, 5, 0, 1]));
        let ranks: Vec<_> = lines.iter().map(|line| (line.rank, line.points)).collect();
        assert_eq!(ranks, [(1, 9), (2, 5), (2, 5), (4, 1)]);
        assert!(around(&lines, MemberId::from_u128(4)).is_empty(), "without points nobody stands on it");
    }

    #[test]
    fn teams_are_compared_by_their_active_members() {
        let team = |at: u128| if at <= 5 { "red" } else { "blue" };
        let of = (1..=8).map(|at| (MemberId::from_u128(at), team(at).to_owned())).collect();
        let scores = scores(&[10, 11, 0, 0, 0, 100, 100, 100]);
        let active: Vec<_> =
            (1..=8).map(MemberId::from_u128).filter(|id| *id != MemberId::from_u128(5)).collect();
        let found = teams(&of, &scores, &active, 5);
        assert_eq!(found, [Team { rank: 1, name: "red".to_owned(), tenths: 52 }], "blue are too few");
    }

    proptest! {
        #[test]
        fn everybody_sees_themselves_and_at_most_two_on_either_side(points in prop::collection::vec(0..20_i64, 1..30)) {
            let scores = scores(&points);
            let lines = ranked(&scores);
            for (member, points) in &scores {
                let seen = around(&lines, *member);
                prop_assert_eq!(seen.is_empty(), *points == 0);
                prop_assert!(seen.len() <= 5);
                if *points > 0 {
                    prop_assert!(seen.iter().any(|line| line.member == *member));
                    let better = scores.values().filter(|other| *other > points).count();
                    let own = seen.iter().find(|line| line.member == *member).expect("it is there");
                    prop_assert_eq!(own.rank, better + 1);
                }
            }
        }
    }
}
