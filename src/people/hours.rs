//! The hours in which a person may be interrupted, or a place is awake.
//!
//! Quiet hours, the interruption budget and the patience of an escalation all count working time, so all of
//! them ask here. Working hours are readings of the clock on the person's wall: from nine, summer or winter.
//! Working *time* is time that really passes: in the night when the clocks change, a shift from 0 to 8 lasts
//! seven hours, or nine.
//!
//! Nothing here asks what time it is. What a reading means on a day when the clocks change is decided in
//! [`wall_clock`]: a stretch of work begins at the first moment that shows its start, and ends likewise.

#[cfg(test)]
mod tests;
mod text;

pub use text::HoursError;

use crate::engine::schedule::wall_clock;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::array;
use std::ops::Range;
use std::time::Duration;
use stoa_chat::Timestamp;

/// The working hours of one week, such as `Mon-Thu 8:30-16:30, Fri 8-14`; by default `Mon-Fri 9-17`.
///
/// They belong to no time zone until they are asked about a moment, and are never empty. Moments before
/// 1900 or after 2200 count as those years' first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WorkingHours {
    /// The shifts of each day from Monday on, in order and apart; some day has one.
    week: [Vec<Shift>; 7],
}

/// Work without a break on one day, in minutes of the clock since midnight; `from` < `until` <= 24 * 60.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shift {
    from: u16,
    until: u16,
}

impl WorkingHours {
    /// Reads days and hours, as in `Mon-Fri 9-12, 13-17` or `Mon, Wed 8:30-16:30, Sat-Sun 10-12`.
    ///
    /// Days are in English, short or long, or short in German, in any case. Hours belong to the days before them.
    ///
    /// # Errors
    ///
    /// Fails if something is neither days nor hours, if hours of one day overlap, or if there are none; the
    /// error is a sentence for the person who wrote it.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        Ok(Self { week: text::read(text)? })
    }

    /// Whether `at` lies in working hours; their last moment no longer does.
    pub fn is_working(&self, at: Timestamp, tz: Tz) -> bool {
        self.stretches(at, tz).next().is_some_and(|stretch| stretch.start <= at)
    }

    /// The first working moment from `at` on: `at` itself in working hours.
    pub fn next_start(&self, at: Timestamp, tz: Tz) -> Timestamp {
        self.stretches(at, tz).next().map_or(wall_clock::LAST, |stretch| stretch.start)
    }

    /// The first moment by which `span` of working time has passed since `at`.
    ///
    /// A span that ends with a day's work ends on that evening, not on the next morning.
    pub fn add_working(&self, at: Timestamp, span: Duration, tz: Tz) -> Timestamp {
        if span.is_zero() {
            return at;
        }
        let mut left = span;
        for stretch in self.stretches(at, tz) {
            let length = stretch.end.since(stretch.start);
            if left <= length {
                return stretch.start + left;
            }
            left -= length;
        }
        wall_clock::LAST
    }

    /// How much working time passes from `from` until `until`; none if that is not later.
    pub fn working_between(&self, from: Timestamp, until: Timestamp, tz: Tz) -> Duration {
        let stretches = self.stretches(from, tz).take_while(|stretch| stretch.start < until);
        stretches.map(|stretch| stretch.end.min(until).since(stretch.start)).sum()
    }

    /// The same time of the clock as at `at`, `days` days with working hours later.
    ///
    /// One day after Friday 15:00, and after Saturday 15:00, comes Monday 15:00. The time of the clock need
    /// not be a working one: [`Self::next_start`] says when work begins after it.
    pub fn add_working_days(&self, at: Timestamp, days: u32, tz: Tz) -> Timestamp {
        let time = wall_clock::shown_at(at, tz).time();
        let later = days_from(at, tz).skip(1);
        let working = later.filter(|day| self.stretches_on(*day, tz).next().is_some());
        let target = working.take(days as usize).last();
        target.map_or(at, |day| wall_clock::first_moment(day.and_time(time), tz))
    }

    /// The working time from `at` on, in stretches without a break.
    fn stretches(&self, at: Timestamp, tz: Tz) -> impl Iterator<Item = Range<Timestamp>> {
        // Whatever ended on a day before the one that the clock shows lies behind us.
        let stretches = days_from(at, tz).flat_map(move |day| self.stretches_on(day, tz));
        let ahead = stretches.filter(move |stretch| at < stretch.end);
        ahead.map(move |stretch| stretch.start.max(at)..stretch.end)
    }

    /// The stretches of one day, in order; those that fall into a gap of the clock are left out.
    fn stretches_on(&self, day: NaiveDate, tz: Tz) -> impl Iterator<Item = Range<Timestamp>> {
        let moment = move |minutes: u16| {
            let reading = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
            wall_clock::first_moment(reading, tz)
        };
        let shifts = &self.week[day.weekday().num_days_from_monday() as usize];
        let stretches = shifts.iter().map(move |shift| moment(shift.from)..moment(shift.until));
        stretches.filter(|stretch| !stretch.is_empty())
    }
}

/// The date on the wall at `at`, which is what "per day" means to the people there.
pub fn day_of(at: Timestamp, tz: Tz) -> NaiveDate {
    wall_clock::shown_at(at, tz).date()
}

/// The day of `at` and those after it, up to the end of our calendar.
fn days_from(at: Timestamp, tz: Tz) -> impl Iterator<Item = NaiveDate> {
    let end = day_of(wall_clock::LAST, tz);
    day_of(at, tz).iter_days().take_while(move |day| *day <= end)
}

impl Default for WorkingHours {
    fn default() -> Self {
        let nine_to_five = Shift { from: 9 * 60, until: 17 * 60 };
        Self { week: array::from_fn(|day| if day < 5 { vec![nine_to_five] } else { Vec::new() }) }
    }
}
