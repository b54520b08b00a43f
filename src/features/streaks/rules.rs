//! Streaks: in how many weeks in a row somebody helped. Pure.
//!
//! Weeks go from Monday to Sunday. One in which somebody helped counts, on whichever day that was. One in which there was
//! no working day on which they could have helped is as if it had not been. Any other is missed: a **freeze** saves the
//! streak, if there is one left, or the streak ends. Everybody begins with two; each four weeks in a row earn one back.

use crate::engine::schedule::wall_clock;
use crate::people::hours::WorkingHours;
use crate::weeks::monday_of;
use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use std::collections::BTreeSet;
use std::ops::Range;
use stoa_chat::Timestamp;

/// The most freezes that somebody has, and how many they begin with.
pub(super) const FREEZES: u32 = 2;
/// How many weeks in a row earn one back.
pub(super) const EARNED_BY: u32 = 4;

/// What a week was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Week {
    /// They helped.
    Helped,
    /// They did not, though they could have.
    Missed,
    /// They could not.
    Away,
    /// They have not yet: it lasts.
    Open,
}

/// How a streak stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Streak {
    /// How many weeks in a row.
    pub weeks: u32,
    /// The most that it ever was.
    pub longest: u32,
    /// How many freezes are left.
    pub freezes: u32,
    /// How many weeks of this streak a freeze has saved.
    pub saved: u32,
    /// How many weeks count towards the next freeze.
    towards: u32,
}

impl Streak {
    /// How many more weeks in a row earn a freeze; none if there is no room for one.
    pub fn to_earn(self) -> Option<u32> {
        (self.freezes < FREEZES).then_some(EARNED_BY - self.towards)
    }

    fn followed_by(self, week: Week) -> Self {
        match week {
            Week::Away | Week::Open => self,
            Week::Helped => {
                let weeks = self.weeks + 1;
                let grown = Self { weeks, longest: self.longest.max(weeks), ..self };
                match self.to_earn() {
                    Some(1) => Self { freezes: self.freezes + 1, towards: 0, ..grown },
                    Some(_) => Self { towards: self.towards + 1, ..grown },
                    None => grown,
                }
            }
            Week::Missed if self.weeks == 0 => Self { towards: 0, ..self },
            Week::Missed => match self.freezes.checked_sub(1) {
                Some(freezes) => Self { freezes, saved: self.saved + 1, towards: 0, ..self },
                None => Self { weeks: 0, saved: 0, towards: 0, ..self },
            },
        }
    }
}

/// How it stands after these weeks, oldest first.
pub(super) fn streak(weeks: &[Week]) -> Streak {
    let begin = Streak { weeks: 0, longest: 0, freezes: FREEZES, saved: 0, towards: 0 };
    weeks.iter().fold(begin, |streak, week| streak.followed_by(*week))
}

/// When somebody can help.
#[derive(Clone, Debug)]
pub(super) struct Working<'a> {
    /// Their working hours,
    pub hours: &'a WorkingHours,
    /// on their clock,
    pub zone: Tz,
    /// but not while they are away.
    pub away: &'a [Range<Timestamp>],
}

impl Working<'_> {
    /// Whether a date has working hours, and none of them fall into a time away.
    fn is_free(&self, day: NaiveDate) -> bool {
        let begins = |day: NaiveDate| wall_clock::first_moment(day.and_time(NaiveTime::MIN), self.zone);
        let (from, until) = (begins(day), begins(day + Days::new(1)));
        let works = |from, until| !self.hours.working_between(from, until, self.zone).is_zero();
        works(from, until) && !self.away.iter().any(|away| works(away.start.max(from), away.end.min(until)))
    }
}

/// The weeks from the first in which somebody helped to that of `today`, by the dates of their help.
pub(super) fn weeks(helped: &BTreeSet<NaiveDate>, working: &Working<'_>, today: NaiveDate) -> Vec<Week> {
    let (Some(first), this) = (helped.first(), monday_of(today)) else { return Vec::new() };
    let mondays = monday_of(*first).iter_weeks().take_while(|monday| *monday <= this);
    let week = |monday: NaiveDate| {
        let mut days = monday.iter_days().take(7);
        if helped.range(monday..monday + Days::new(7)).next().is_some() {
            Week::Helped
        } else if !days.any(|day| working.is_free(day)) {
            Week::Away
        } else if monday == this {
            Week::Open
        } else {
            Week::Missed
        }
    };
    mondays.map(week).collect()
}
