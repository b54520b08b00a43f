//! Working hours as the matching takes them: the hours of one week, in UTC.

use super::hours::WorkingHours;
use crate::matching::Week;
use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use std::time::Duration;
use stoa_chat::Timestamp;

/// The working hours of the week in which `day` lies.
pub fn week(hours: &WorkingHours, zone: Tz, day: NaiveDate) -> Week {
    let monday = day.week(Weekday::Mon).first_day().and_time(NaiveTime::MIN).and_utc();
    let start = Timestamp::from_millis(monday.timestamp_millis());
    // The middle of an hour speaks for it, in zones that are half an hour off, too.
    let middle = |hour: usize| start + Duration::from_secs(hour as u64 * 3600 + 1799);
    Week::of(|hour| hours.is_working(middle(hour), zone))
}
