//! When recurring work is due: `30 9 * * Mon` in somebody's time zone.
//!
//! A schedule is five Unix fields that match what a clock on the wall shows. The `cron` crate finds the
//! matching readings on a clock that never changes, and [`wall_clock`] says which moments they mean: a
//! reading that daylight saving time skips runs right after the gap, a reading that it repeats runs once.
//! (Asked to do both, `cron` 0.17 skips the first and doubles the second.)
//!
//! Nothing here reads a clock or keeps state. The jobs table remembers the last run; [`Schedule::due`]
//! says what to make of the time since.

mod fields;
#[cfg(test)]
mod tests;
pub mod wall_clock;

pub use fields::ScheduleError;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;
use stoa_chat::Timestamp;

/// A missed run is made up for only this soon; yesterday's digest is news, last week's is noise.
const STILL_WORTH_RUNNING: Duration = Duration::from_hours(24);

/// Runs missed longer ago than this are not even counted, so that any outage is evaluated quickly.
const REMEMBERED: Duration = Duration::from_hours(366 * 24);

/// How many skipped runs are listed one by one.
const LISTED: usize = 100;

/// Times of the clock at which something runs again and again, such as `0 9 * * Mon-Fri`.
///
/// It is written and stored as its five fields: minute, hour, day, month, weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Schedule {
    text: String,
    rule: cron::Schedule,
}

/// What a schedule asks for after some time in which nobody looked; see [`Schedule::due`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The run to make now.
    pub fire: Option<Timestamp>,
    /// The newest runs that are not made up for, oldest first; at most 100.
    pub skipped: Vec<Timestamp>,
    /// How many runs are not made up for, those not listed included.
    pub skipped_count: usize,
}

impl Schedule {
    /// Reads five fields separated by blanks; month and weekday names may be in any case.
    ///
    /// # Errors
    ///
    /// Fails on anything that is not five fields, that could be read in two ways or that never runs; the
    /// error is a sentence for the person who wrote it.
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        Ok(Self { rule: fields::read(&fields)?, text: fields.join(" ") })
    }

    /// The first run after `moment` by the clocks of `tz`; `None` once the calendar of `cron` ends, in 2100.
    pub fn next_after(&self, moment: Timestamp, tz: Tz) -> Option<Timestamp> {
        self.runs_after(moment, tz).next()
    }

    /// What to do at `now` if everything up to and including `last` is settled.
    ///
    /// Of the runs since `last`, the latest is to be made if it is at most 24 hours old. The others are
    /// skipped: after an outage people want the digest, not one for each day that the machine was off. What
    /// was missed more than a year ago is not counted.
    pub fn due(&self, last: Timestamp, now: Timestamp, tz: Tz) -> Due {
        let from = last.max(now - REMEMBERED);
        let mut missed: Vec<_> = self.runs_after(from, tz).take_while(|run| *run <= now).collect();
        let fire = missed.pop_if(|run| now.since(*run) <= STILL_WORTH_RUNNING);
        let skipped_count = missed.len();
        let skipped = missed.split_off(skipped_count.saturating_sub(LISTED));
        Due { fire, skipped, skipped_count }
    }

    /// Every run after `moment`, in order and each once.
    fn runs_after(&self, moment: Timestamp, tz: Tz) -> impl Iterator<Item = Timestamp> {
        // `cron` takes the readings for UTC, which neither skips nor repeats any. Those up to what the clock
        // shows now lie behind us. Of the later ones, some may have been shown before the clock went back,
        // and those of a gap all mean one moment: neither is a new run.
        let shown = wall_clock::shown_at(moment, tz).and_utc();
        let readings = self.rule.after(&shown).map(|reading| reading.naive_utc());
        let mut latest = moment;
        readings.map(move |reading| wall_clock::first_moment(reading, tz)).filter(move |run| {
            let is_new = *run > latest;
            latest = latest.max(*run);
            is_new
        })
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Schedule {
    type Error = ScheduleError;

    fn try_from(text: String) -> Result<Self, ScheduleError> {
        Self::parse(&text)
    }
}

impl From<Schedule> for String {
    fn from(schedule: Schedule) -> Self {
        schedule.text
    }
}
